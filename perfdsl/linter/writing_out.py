"""Conditions with what stands behind the names of definitions in their place."""

import attrs

from perfdsl.model import expressions as model
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import TruthType

_DEEPEST = 20
_MOST_NAMES = 200
"""Put in place in one condition; definitions that use each other twice over would never end."""


def written_out(condition: model.Expr, rulebook: RuleBook) -> model.Expr:
    """The same condition without the definitions that are conditions; as it is, where that is too long."""
    try:
        return _Writer(rulebook).of(condition, _DEEPEST)
    except _TooLongError:
        return condition


class _TooLongError(Exception):
    """More than anyone would write."""


@attrs.define(eq=False, repr=False)
class _Writer:
    rulebook: RuleBook
    left: int = _MOST_NAMES

    def of(self, condition: model.Expr, deepest: int) -> model.Expr:
        match condition:
            case model.DefinitionReference(last_year=False) if deepest:
                behind = self.rulebook.definitions.get(condition.name)
                if behind is None or not isinstance(behind.type, TruthType):
                    return condition
                if not self.left:
                    raise _TooLongError
                self.left -= 1
                return self.of(behind.value, deepest - 1)
            case model.Logic():
                left, right = self.of(condition.left, deepest), self.of(condition.right, deepest)
                return attrs.evolve(condition, left=left, right=right)
            case model.Not():
                return attrs.evolve(condition, operand=self.of(condition.operand, deepest))
            case _:
                return condition
