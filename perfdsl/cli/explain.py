"""`perfdsl explain`: the manual of the findings."""

from perfdsl.cli import words as w
from perfdsl.cli.help import fail, say
from perfdsl.cli.loading import exit_code
from perfdsl.cli.output import Output
from perfdsl.diagnostic import Diagnostics


def run_explain(text: str, output: Output) -> int:
    """The page of one code; a list if there are several, or if none is named."""
    from perfdsl.reports import codes_report, every_code, find_codes, manual_report, similar_codes

    codes = find_codes(text) if text.strip() else every_code()
    if not codes:
        similar = [f"{code.id} {code.slug}" for code in similar_codes(text)]
        hints = [say(output.language, w.DID_YOU_MEAN, name=name) for name in similar]
        hints.append(w.ALL_CODES.text(output.language))
        fail(output.language, w.NO_SUCH_CODE, name=text, hints=hints)
    written = Diagnostics()
    if len(codes) == 1:
        document = manual_report(codes[0], output.language)
    else:
        document = codes_report(codes, output.language)
    output.show([document], written)
    output.complain(written.found)
    return exit_code(written)
