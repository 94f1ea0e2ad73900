"""Which of the rules that are asked first leaves a rule nothing, and where the rule would get its turn."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import attrs

from perfdsl.diagnostic import Help
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.wording import phrase

R = TypeVar("R")
First = Sequence[tuple[R, model.Expr]]
"""What is asked first, in order, each with its condition."""


@attrs.frozen(eq=False, repr=False)
class Taken(Generic[R]):
    by: R
    """It holds wherever the rule does; where only several together do, the first that can."""
    witness: str
    last: R
    """In front of it something is left to the rule."""
    leaves_some: bool
    """Whether it still counts for something behind the rule."""


def taken(view: View, asked: model.Expr, first: First[R]) -> Taken[R] | None:
    """None: the condition can hold where none of them does, or it is not known."""
    conditions = tuple(condition for _, condition in first)
    if not first or view.possible(asked) is not True:
        return None
    if view.possible(asked, but=conditions) is not False:
        return None
    place = next(
        at for at in range(len(first)) if view.possible(asked, but=conditions[: at + 1]) is False
    )
    last, condition = first[place]
    is_alone = view.possible(asked, but=(condition,)) is False
    for by, each in (first[place],) if is_alone else first:
        witness = view.witness(asked, each)
        if witness is not None:
            behind = view.possible(condition, but=(*conditions[:place], asked))
            return Taken(by, witness, last, behind is True)
    return None


def another_condition(other: str) -> Help:
    """Where the rule cannot be put in front of what takes it."""
    return Help(
        phrase(
            "删去这一条，或者改「{other}」的条件",
            "delete this one, or change the condition of 「{other}」",
            other=other,
        )
    )
