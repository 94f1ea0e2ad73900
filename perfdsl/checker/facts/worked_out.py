"""What expressions of the rules come to with the facts of a file, and with some of them changed."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from perfdsl.checker.constants import applied
from perfdsl.model import expressions as model
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.number import is_long

Name = tuple[str, bool]
"""A fact, and whether it is last year's."""


@attrs.frozen(eq=False, repr=False)
class Amounts:
    """What expressions of amounts come to, with some facts changed."""

    facts: Facts
    rulebook: RuleBook
    changed: Mapping[Name, Fraction] = attrs.field(factory=dict)
    _known: dict[Name, Fraction | None] = attrs.field(factory=dict, init=False)
    """Of definitions, each worked out once; anew where other facts are changed."""

    def value(self, expression: model.Expr, *, last_year: bool = False) -> Fraction | None:
        match expression:
            case model.Constant():
                return expression.value if isinstance(expression.value, Fraction) else None
            case model.FactReference() | model.DefinitionReference():
                return self._named(expression.name, last_year or expression.last_year)
            case model.Negative() | model.Absolute():
                inner = self.value(expression.operand, last_year=last_year)
                if inner is None:
                    return None
                return abs(inner) if isinstance(expression, model.Absolute) else -inner
            case model.Arithmetic():
                left = self.value(expression.left, last_year=last_year)
                right = self.value(expression.right, last_year=last_year)
                return (
                    None
                    if left is None or right is None
                    else applied(expression.operator, left, right)
                )
            case _:
                return None

    def _named(self, name: str, last_year: bool) -> Fraction | None:  # noqa: FBT001
        if (name, last_year) in self.changed:
            return self.changed[name, last_year]
        fact = (self.facts.last_year if last_year else self.facts.values).get(name)
        if fact is not None:
            return fact.value if isinstance(fact.value, Fraction) else None
        definition = self.rulebook.definitions.get(name)
        if definition is None:
            return None
        if (name, last_year) not in self._known:
            found = self.value(definition.value, last_year=last_year)
            self._known[name, last_year] = None if found is None or is_long(found) else found
        return self._known[name, last_year]
