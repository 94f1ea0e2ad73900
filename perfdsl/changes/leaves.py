"""What became of the points of one leaf."""

from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.changes.directions import Direction
from perfdsl.changes.edits import Affected, IndicatorChange
from perfdsl.meaning.judging import Meaning
from perfdsl.meaning.witness import Witness
from perfdsl.model.rulebook import Indicator

Bounds = tuple[Fraction, Fraction]
"""The largest loss (≤ 0) and the largest gain (≥ 0)."""


@attrs.frozen(eq=False, repr=False)
class LeafImpact:
    """One leaf that changed, or whose points can change. A leaf of one year only has no `meaning`."""

    old: tuple[Indicator, ...]
    new: tuple[Indicator, ...]
    """The leaf with the headings above it; empty in the year that lacks it."""
    meaning: Meaning | None
    change: IndicatorChange | None = None
    affected: Affected | None = None
    witnesses: tuple[Witness, ...] = ()
    directions: tuple[Direction, ...] = ()
    """Of its edits, each made alone."""
    alone: Bounds | None = None
    """What a leaf of one year only takes away or brings; None where that was not found out."""
    reads_otherwise: bool = False
    """It looks at a fact whose bounds changed: what is said holds for the values that both years allow."""
    takes_formulas: bool = False
    """It looks at a definition, which is taken to be what its formula comes to."""
    ends: tuple[Witness | None, Witness | None] = (None, None)
    """Facts with the highest and with the lowest points of a leaf of one year only."""

    @property
    def indicator(self) -> Indicator:
        return self.new[-1] if self.new else self.old[-1]

    def witness(self, direction: Literal["loss", "gain"]) -> Witness | None:
        """Facts that show the largest change of this direction, or the least against it."""
        if self.meaning is None:
            highest, lowest = self.ends
            return highest if (direction == "gain") == bool(self.new) else lowest
        for witness in self.witnesses:
            if isinstance(witness.old, Fraction) and isinstance(witness.new, Fraction):
                falls = witness.new < witness.old
                if witness.new != witness.old and falls == (direction == "loss"):
                    return witness
        return None

    @property
    def bounds(self) -> Bounds | None:
        """How far its points can move; None where that was not found out."""
        if self.meaning is None:
            return self.alone if self.alone is not None else self._own_range()
        if self.meaning.verdict == "equal" and self.meaning.basis == "proved":
            return Fraction(0), Fraction(0)
        if self.meaning.verdict in ("incomparable", "unknown"):
            return None
        return self.meaning.extremes or self._any_change(self.meaning)

    def _any_change(self, meaning: Meaning) -> Bounds | None:
        """What the bounds of the scores allow at most, where nothing closer was found."""
        if meaning.basis != "proved":
            return None
        old, new = self.old[-1], self.new[-1]
        loss, gain = (
            min(new.lower - old.upper, Fraction(0)),
            max(new.upper - old.lower, Fraction(0)),
        )
        none = Fraction(0)
        return (none if meaning.verdict == "looser" else loss), (
            none if meaning.verdict == "stricter" else gain
        )

    def _own_range(self) -> Bounds:
        leaf = self.indicator
        if self.new:
            return min(leaf.lower, Fraction(0)), max(leaf.upper, Fraction(0))
        return min(-leaf.upper, Fraction(0)), max(-leaf.lower, Fraction(0))

    @property
    def weight(self) -> Fraction:
        """For the order of the report: the heaviest first."""
        bounds = self.bounds
        return max(-bounds[0], bounds[1]) if bounds is not None else self.indicator.full
