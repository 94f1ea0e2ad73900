"""Realistic mistakes, each with its right line, cause and way out, held against what is said of them.

`python -m tests.corpus.test_mistakes` prints the figures. They may get better, never worse.
"""

from tests.corpus.cases import all_cases
from tests.corpus.measuring import Outcome, outcome

FLOORS = {"right line": 95, "right cause": 91, "fix offered": 31, "fix right": 86}
"""Per cent that are reached today."""
MOST_CASCADES = 41


def figures(found: list[Outcome]) -> dict[str, int]:
    """Whole per cent, rounded down; cascades as a number."""
    offered = [each for each in found if each.fix_offered]
    return {
        "right line": 100 * sum(each.right_line for each in found) // len(found),
        "right cause": 100 * sum(each.right_cause for each in found) // len(found),
        "fix offered": 100 * len(offered) // len(found),
        "fix right": 100 * sum(each.fix_right for each in offered) // len(offered),
        "cascades": sum(each.cascades for each in found),
    }


def test_there_are_enough_of_them() -> None:
    assert len(all_cases()) >= 200


def test_the_figures_do_not_get_worse() -> None:
    measured = figures([outcome(case) for case in all_cases()])
    assert all(measured[name] >= least for name, least in FLOORS.items()), measured
    assert measured["cascades"] <= MOST_CASCADES, measured


if __name__ == "__main__":
    print(len(all_cases()), figures([outcome(case) for case in all_cases()]))  # noqa: T201
