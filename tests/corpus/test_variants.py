"""Ways to write a line otherwise: each is read as meant, or has a finding with the right way out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.cases import HERE, ROOT, Case, Expected
from tests.corpus.measuring import outcome, says_the_same

_BASES = (
    HERE / "base.perf",
    *sorted((HERE.parent / "bases").glob("*.perf")),
    *sorted((ROOT / "rules").glob("*/*.perf")),
)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def _variants(part: str) -> Iterator[tuple[str, str]]:
    for path in sorted(Path(__file__).parent.glob("variants*.txt")):
        text = path.read_text(encoding="utf-8")
        right = ""
        for line in text.split(f"== {part}\n")[1].split("\n== ")[0].splitlines():
            if line.startswith("    "):
                yield right, _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), line[4:])
            elif line:
                right = line


def _case(right: str, wrong: str) -> Case:
    """The line in the first file that has it."""
    for base in _BASES:
        lines = base.read_text(encoding="utf-8").splitlines()
        at = next((i for i, line in enumerate(lines) if line.strip() == right), None)
        if at is not None:
            indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
            changed = [*lines[:at], indent + wrong, *lines[at + 1 :]]
            texts = ("\n".join(changed) + "\n", "\n".join(lines) + "\n")
            expected = (Expected((), at + 1),)
            return Case("", wrong, wrong, base, texts[0], (texts[1],), expected, "utf-8")
    raise AssertionError(f"no file has 「{right}」")


@pytest.mark.parametrize(("right", "wrong"), tuple(_variants("mended")))
def test_it_is_mended(right: str, wrong: str) -> None:
    found = outcome(_case(right, wrong))
    assert [each.code.id for each in found.found if each.severity != "info"][1:] == []
    assert (found.right_line, found.fix_offered, found.fix_right) == (True, True, True)


@pytest.mark.parametrize(("right", "wrong"), tuple(_variants("read")))
def test_it_is_read(right: str, wrong: str) -> None:
    assert says_the_same(_case(right, wrong))
