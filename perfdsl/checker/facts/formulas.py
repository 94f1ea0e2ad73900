"""A definition that is given must be a value that its formula can come to.

The rules are read with what formulas can come to: `按 |偏差| 分档` needs no band below 0. A value that none
of them foresees would be scored by rules that nobody wrote for it.
"""

from fractions import Fraction

import attrs

from perfdsl.checker.coverage.domains import Declared, domain
from perfdsl.checker.coverage.grids import grid
from perfdsl.checker.facts.asked import Asked
from perfdsl.checker.facts.bounds import quantity_text
from perfdsl.checker.facts.meant import out_of_bounds
from perfdsl.checker.facts.numbers import unit_size
from perfdsl.checker.facts.spellings import written_text
from perfdsl.checker.facts.values import Given
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.intervals import Range
from perfdsl.model.expressions import DefinitionReference
from perfdsl.model.rulebook import Bounds, Definition, RuleBook
from perfdsl.number import decimal_places
from perfdsl.source import Span
from perfdsl.wording import Words, phrase


@attrs.frozen(eq=False, repr=False)
class Formulas:
    """What the definitions of some rules can come to."""

    declared: Declared
    diagnostics: Diagnostics

    @classmethod
    def of(cls, rulebook: RuleBook, diagnostics: Diagnostics) -> "Formulas":
        return cls(Declared(rulebook.facts, rulebook.definitions), diagnostics)

    def can_come_to(self, definition: Definition, asked: Asked, given: Given, span: Span) -> bool:
        """Whether the formula can come to what is given; else that is reported."""
        declared, diagnostics = self.declared, self.diagnostics
        value = given.value
        if not isinstance(value, Fraction):
            return True
        possible, step = comes_to(definition, declared)
        label = Label(definition.span, phrase("规则里的定义", "defined here"))
        if not _is_near(possible, value, _half_digit(given)):
            bounds = Bounds(
                possible.lower, possible.upper, possible.lower_closed, possible.upper_closed
            )
            found = out_of_bounds(asked, bounds, value, given.unit, span)
            diagnostics.found.append(attrs.evolve(found, secondary=(label,)))
        elif step is None or (value / step).denominator == 1:
            return True
        elif step == 1:
            diagnostics.report(
                codes.NOT_WHOLE, span, secondary=[label], key=asked.name, text=written_text(span)
            )
        else:
            size = quantity_text(step, asked.type, given.unit)
            diagnostics.report(
                codes.OUT_OF_BOUNDS,
                span,
                secondary=[label],
                key=asked.name,
                text=written_text(span),
                bounds=Words(f"是 {size} 的倍数", f"a multiple of {size}"),
            )
        return False


def comes_to(definition: Definition, declared: Declared) -> tuple[Range, Fraction | None]:
    """Between which values the formula lies, and what it is a multiple of (None: of nothing certain)."""
    node = DefinitionReference(definition.name, type=definition.type, span=definition.span)
    return domain(node, declared), grid(node, declared)


def _half_digit(given: Given) -> Fraction:
    """What is given may have been rounded by so much: half of its last digit."""
    assert isinstance(given.value, Fraction)
    size = Fraction(unit_size(given.unit))
    places = decimal_places(given.value / size) or 0
    return size / Fraction(10) ** places / 2


def _is_near(possible: Range, value: Fraction, slack: Fraction) -> bool:
    if possible.lower is not None and value < possible.lower - slack:
        return False
    return possible.upper is None or value <= possible.upper + slack
