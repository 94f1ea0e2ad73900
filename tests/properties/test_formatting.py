"""Formatting changes the layout and nothing else, however a file was spelled."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.formatter import Style, format_text
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from tests.properties.likeness import differences
from tests.properties.plans import Plan
from tests.properties.spelling import Manner
from tests.properties.writing import write
from tests.strategies import manners, plans

ROOT = Path(__file__).parent.parent.parent
STYLES = (
    Style(),
    Style("zh"),
    Style("en"),
    Style(half_width=True),
    Style("zh", half_width=True),
    Style("en", half_width=True),
)
_FENCE = re.compile(r"^```perf *\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def model_of(text: str) -> RuleBook | None:
    found = Diagnostics()
    return check(parse(SourceText("x.perf", text), found), found)


def formatted(text: str, style: Style = STYLES[0]) -> str:
    return format_text(SourceText("x.perf", text), style)


def is_written_well(text: str) -> bool:
    found = Diagnostics()
    parse(SourceText("x.perf", text), found)
    return not found.has_errors


def hold_the_laws(text: str, style: Style) -> None:
    after = formatted(text, style)
    assert formatted(after, style) == after, "formatting twice is formatting once"
    before = model_of(text)
    assert (before is None) == (model_of(after) is None)
    assert not list(differences(before, model_of(after)))


@given(plans(), manners(), st.sampled_from(STYLES))
def test_every_spelling_keeps_its_meaning(plan: Plan, manner: Manner, style: Style) -> None:
    hold_the_laws(write(plan, manner), style)


@given(plans(), manners())
def test_there_and_back_is_the_same_model(plan: Plan, manner: Manner) -> None:
    """Keywords to English and to Chinese again."""
    text = write(plan, manner)
    english = formatted(text, Style("en", half_width=True))
    again = formatted(english, Style("zh", half_width=True))
    assert not list(differences(model_of(text), model_of(again)))


def texts() -> dict[str, str]:
    """Every rule file of the project, and every complete example in its documents and cases."""
    found = {}
    for folder in ("rules", "examples", "tests"):
        for path in sorted((ROOT / folder).rglob("*.perf")):
            found[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
    for folder in ("docs", "tests/spec"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            for number, match in enumerate(_FENCE.finditer(path.read_text(encoding="utf-8"))):
                found[f"{path.relative_to(ROOT)} {number}"] = match.group(1)
    return {name: text for name, text in found.items() if is_written_well(text)}


TEXTS = texts()


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_keeps_its_meaning(name: str) -> None:
    for style in (STYLES[0], STYLES[-1]):
        hold_the_laws(TEXTS[name], style)


def test_there_are_files_to_try() -> None:
    assert len(TEXTS) > 100


@given(plans(), manners())
def test_comments_stay_with_their_lines(plan: Plan, manner: Manner) -> None:
    """A comment behind a line stays behind it; one above stays above it."""
    lines = write(plan, manner).split("\n")
    marked = []
    for number, line in enumerate(lines):
        if (
            line.strip()
            and "#" not in line
            and "＃" not in line
            and not line.rstrip().endswith(",")
        ):
            marked += [f"      # above {number}", f"{line} # behind {number}"]
        else:
            marked.append(line)
    text = "\n".join(marked)
    if not is_written_well(text):
        return  # a comment between two halves of a statement, for instance
    after = formatted(text).split("\n")
    numbers = [
        int(found.group(1)) for line in after if (found := re.search(r"# above (\d+)$", line))
    ]
    assert numbers == sorted(numbers)
    for index, line in enumerate(after):
        found = re.search(r"# above (\d+)$", line)
        if found is not None:
            assert after[index + 1].endswith(f"# behind {found.group(1)}"), text
