"""One change of the rules, as a value: what kind, where it stood and stands, from what to what."""

from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.model.rulebook import Indicator
from perfdsl.model.rules import Effect
from perfdsl.model.types import Type
from perfdsl.source import Span
from perfdsl.wording import Words

Part = Literal[
    # an indicator
    "indicator_added",
    "indicator_removed",
    "indicator_moved",
    "indicator_renamed",
    "full",
    "bounds",
    # a rule, and what is in it
    "rule_added",
    "rule_removed",
    "rule_order",
    "condition",
    "threshold",
    "end",
    "quantity",
    "points",
    "judged_range",
    "step_size",
    "step_mode",
    "step_start",
    "at_most",
    "unless",
    "row_added",
    "row_removed",
    "interval",
    "treatment",
    "cap",
    "veto",
    "text",
    # names
    "fact_added",
    "fact_removed",
    "fact_renamed",
    "fact_type",
    "fact_unit",
    "fact_bounds",
    "definition_added",
    "definition_removed",
    "definition_renamed",
    "definition",
    # the whole table
    "grade_added",
    "grade_removed",
    "grade_line",
    "rounding",
    "total",
    "total_bounds",
    "rescale",
    "money_unit",
    "note",
    # 放过, wherever it stands
    "allowance",
    "allowance_added",
    "allowance_removed",
]
"""Everything that can change; `tests/changes` makes each of them."""

Value = Fraction | str | None


@attrs.frozen(eq=False, repr=False)
class Side:
    """One year's part: where it stands, and what it says there."""

    span: Span
    text: str | Words
    """For people, in the file's words."""
    value: Value = None
    """A number where it is one, in base units."""


@attrs.frozen(eq=False, repr=False)
class Edit:
    """`old` None: new this year. `new` None: gone. `subject`: the quantity, rule or name it is about."""

    part: Part
    old: Side | None
    new: Side | None
    subject: str = ""
    type: Type | None = None
    """Of the values, for printing."""
    is_guess: bool = False
    changes_scores: bool = True
    """False: an annotation or a text, which no score depends on."""
    effect: Effect | None = None
    """None: not in a rule."""

    @property
    def here(self) -> Side:
        side = self.new if self.new is not None else self.old
        assert side is not None
        return side

    def mirrored(self) -> "Edit":
        """The same change read from the newer year to the older."""
        part = _MIRRORED.get(self.part, self.part)
        return attrs.evolve(self, part=part, old=self.new, new=self.old)


_MIRRORED: dict[Part, Part] = {
    "indicator_added": "indicator_removed",
    "indicator_removed": "indicator_added",
    "rule_added": "rule_removed",
    "rule_removed": "rule_added",
    "row_added": "row_removed",
    "row_removed": "row_added",
    "fact_added": "fact_removed",
    "fact_removed": "fact_added",
    "definition_added": "definition_removed",
    "definition_removed": "definition_added",
    "grade_added": "grade_removed",
    "grade_removed": "grade_added",
    "allowance_added": "allowance_removed",
    "allowance_removed": "allowance_added",
}


@attrs.frozen(eq=False, repr=False)
class IndicatorChange:
    """All that changed in one indicator, in both years' order of the file."""

    old: Indicator | None
    new: Indicator | None
    edits: tuple[Edit, ...]
    is_guess: bool = False

    @property
    def indicator(self) -> Indicator:
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found


@attrs.frozen(eq=False, repr=False)
class Affected:
    """An indicator that was not edited, but looks at something that was; `through` says what."""

    old: Indicator
    new: Indicator
    through: tuple[str, ...]
