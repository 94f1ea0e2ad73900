"""得 that hold whenever they are asked: those above it leave it nothing but what it takes."""

from collections.abc import Iterator, Sequence

from perfdsl.checker.coverage.domains import Declared
from perfdsl.checker.coverage.ranges import condition_ranges, possible_part
from perfdsl.interpreter.base import is_candidate
from perfdsl.intervals import Range, complement
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.sameness import same_quantity
from perfdsl.rule_tests.quantities import values_of


def always_holding(written: Sequence[rules.Rule], rulebook: RuleBook) -> Iterator[rules.Award]:
    """Where all the 得 from the first on are about one quantity."""
    declared = Declared(rulebook.facts, rulebook.definitions)
    taken: list[Range] = []
    quantity: model.Expr | None = None
    for rule in filter(is_candidate, written):
        is_plain = isinstance(rule, rules.Award) and rule.step is None
        asked = rule.condition if isinstance(rule, rules.Award) else None
        found = condition_ranges(asked) if is_plain and asked is not None else None
        if found is None or (quantity is not None and not same_quantity(quantity, found[0])):
            return
        quantity = found[0]
        taken += found[1]
        left = complement(taken, values_of(quantity, rulebook))
        if not any(possible_part(part, quantity, declared) for part in left):
            assert isinstance(rule, rules.Award)
            yield rule
            return
