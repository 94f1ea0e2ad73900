"""Which way each edit of an indicator goes, made alone: 更严, 更宽, or neither."""

from collections.abc import Sequence

import attrs

from perfdsl.changes.edits import Edit, IndicatorChange
from perfdsl.changes.mixing import Mixer, slots_of
from perfdsl.changes.single import path_in
from perfdsl.changes.structure import Comparison
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.comparing import Verdict
from perfdsl.meaning.judging import Judge, Meaning
from perfdsl.model.rulebook import Indicator

_MILLISECONDS = 200


@attrs.frozen(eq=False, repr=False)
class Direction:
    """What one edit, or several inseparable ones, would do to the points alone; proved."""

    edits: tuple[Edit, ...]
    verdict: Verdict


def directions(
    comparison: Comparison,
    old: Sequence[Indicator],
    new: Sequence[Indicator],
    change: IndicatorChange | None,
    meaning: Meaning,
) -> tuple[Direction, ...]:
    """For every edit whose way alone is proved; `meaning` is that of all of them together."""
    slots = slots_of(comparison, old[-1], new[-1], change)
    if len(slots) < 2:
        scoring = change.edits if change is not None else ()
        edits = tuple(edit for edit in scoring if edit.changes_scores)
        return (Direction(edits, meaning.verdict),) if meaning.basis == "proved" else ()
    mixer = Mixer(comparison, tuple(old), tuple(new), slots)
    before = mixer.rulebook(frozenset())
    found: list[Direction] = []
    for number, slot in enumerate(slots):
        after = mixer.rulebook(frozenset({number}))
        judge = Judge(BothYears(before, after), _MILLISECONDS, effort=0)
        alone = judge.compare(path_in(before), path_in(after))
        if alone.basis == "proved":
            found.append(Direction(slot.edits, alone.verdict))
    return tuple(found)
