"""Whatever is asked of `perfdsl explain`."""

from perfdsl.renderers import console
from perfdsl.reports import codes_report, find_codes, manual_report, similar_codes
from tests.fuzz.telling import LANGUAGES, NARROW


def explained(content: bytes) -> None:
    """Pages, a list of codes, or names that look alike."""
    text = content.decode("utf-8", "surrogateescape")
    codes = find_codes(text)
    if not codes:
        similar_codes(text)
    for language in LANGUAGES:
        if len(codes) == 1:
            document = manual_report(codes[0], language)
        else:
            document = codes_report(codes, language)
        console.render(document, width=NARROW, color=False)
