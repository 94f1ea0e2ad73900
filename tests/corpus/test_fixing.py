"""Every edit offered in the corpus, carried out: line ends stay, and safe ones do no harm."""

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.fixes import edited
from tests.corpus.cases import Case, all_cases
from tests.corpus.measuring import read

CASES = all_cases()


def _texts(found: tuple[Diagnostic, ...]) -> list[str]:
    """What becomes of the file by each help in turn, as it would stand on disk."""
    return [
        edited(help_.edits[0].span.source, help_.edits)
        for each in found
        for help_ in each.all_helps
        if help_.edits
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.place)
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_edits_respect_the_line_ends(case: Case, line_end: str) -> None:
    """With the line ends of Windows the same is found, and every way out is the same."""
    source, found, _ = read(case, case.content)
    if source is None or "\r" in case.wrong or "\\" in case.wrong:
        return
    content = case.wrong.replace("\n", line_end).encode(case.encoding)
    _, found_there, _ = read(case, content)
    expected = [text.replace("\n", line_end) for text in _texts(found)]
    assert _texts(found_there) == expected
    assert [each.code for each in found_there] == [each.code for each in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.place)
def test_a_safe_edit_brings_no_new_error(case: Case) -> None:
    """An error may come to light where one was; never where there was none."""
    _, found, _ = read(case, case.content)
    n_errors = sum(each.severity == "error" for each in found)
    for each in found:
        for help_ in each.all_helps:
            if help_.edits and help_.applicability == "safe":
                text = edited(help_.edits[0].span.source, help_.edits)
                _, after, _ = read(case, text.encode(case.encoding))
                assert sum(one.severity == "error" for one in after) <= n_errors
