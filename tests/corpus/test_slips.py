"""Slips made by a program: right line, one finding, the right way out, whatever file and line they are on.

`python -m tests.corpus.test_slips [count] [seed]` prints a row for each kind.
"""

import sys
from collections.abc import Iterable
from typing import NamedTuple

import pytest

from tests.corpus.cases import Case
from tests.corpus.measuring import Outcome, first_line, outcome, says_the_same
from tests.corpus.slips import FACT_SLIPS, RULE_SLIPS, slips

COUNT, SEED = 6, 2023
_KINDS = tuple(f"规则：{kind}" for kind in RULE_SLIPS) + tuple(
    f"数据：{kind}" for kind in FACT_SLIPS
)


class Row(NamedTuple):
    """`silent`: the slip changed the meaning and nothing is said; what means the same is in none of them."""

    found: int
    on_line: int
    offered: int
    right: int
    more: int
    silent: int


def measured(cases: Iterable[tuple[Case, tuple[int, ...]]]) -> Row:
    """How the cases come out."""
    found = on_line = offered = right = more = silent = 0
    for case, lines in cases:
        result = outcome(case)
        if not _serious(result):
            silent += not says_the_same(case)
            continue
        found += 1
        on_line += first_line(result) in lines
        offered += result.fix_offered
        right += result.fix_right
        more += _serious(result) > 1
    return Row(found, on_line, offered, right, more, silent)


def _serious(result: Outcome) -> int:
    return sum(each.severity != "info" for each in result.found)


@pytest.mark.parametrize("kind", _KINDS)
def test_slips_are_found_on_their_line(kind: str) -> None:
    cases = [(case, at) for case, at in slips(COUNT, SEED) if case.family == kind]
    row = measured(cases)
    assert row.found + row.silent or kind.endswith(("行首符号", "行末杂字", "小数点错", "逗号错"))
    assert row.on_line >= row.found - 1
    assert row.right >= row.offered - 2


def test_all_together() -> None:
    row = measured(slips(COUNT, SEED))
    assert row.found > 200
    assert row.on_line * 100 >= row.found * 99
    assert row.offered * 100 >= row.found * 97
    assert row.right * 100 >= row.offered * 96
    assert row.more * 100 <= row.found * 2
    assert row.silent * 100 <= row.found


if __name__ == "__main__":
    count, seed = (int(word) for word in [*sys.argv[1:], "20", "1"][:2])
    every = list(slips(count, seed))
    for kind in _KINDS:
        print(kind, *measured(pair for pair in every if pair[0].family == kind))  # noqa: T201
    print(measured(every))  # noqa: T201
