"""Wide gaps in a line: ways out are looked for in the line without them, and put where they belong in the line with them.

Where many things may be left out one after the other, a pattern has as many ways to share a gap between them as the gap
is wide, to some power. A gap of one space has few.
"""

import re
from collections.abc import Callable, Iterable, Iterator

import attrs

from perfdsl.syntax.mending.ways import Place, Way
from perfdsl.syntax.slip import Slip

_WIDE = re.compile(r"[^\S\n]{9,}")
"""What somebody puts between two columns is narrower, mostly, and is left as it is."""


@attrs.frozen(eq=False, repr=False)
class _Narrow:
    """A line with one space for each wide gap."""

    text: str
    places: tuple[int, ...]
    """Where each of its characters, and its end, stands in the line as it is written."""

    def back(self, way: Way) -> Way:
        """The same way out for the line as it is written."""
        changes = tuple(
            (self.places[begin], self.places[end], new) for begin, end, new in way.changes
        )
        return attrs.evolve(way, changes=changes)

    def at(self, place: int) -> int:
        """The place in this text of a place in the line as it is written."""
        return sum(known < place for known in self.places[:-1])


def _narrowed(written: str) -> _Narrow | None:
    if _WIDE.search(written) is None:
        return None
    inside = {
        at for gap in _WIDE.finditer(written) for at in range(gap.start() + 1, gap.end())
    }  # all but the first space
    kept = tuple(at for at in range(len(written)) if at not in inside)
    return _Narrow("".join(written[at] for at in kept), (*kept, len(written)))


def ways_across(
    written: str, place: Place, find: Callable[[str, Place], Iterable[Way]]
) -> Iterator[Way]:
    """What `find` finds for the line."""
    narrow = _narrowed(written)
    if narrow is None:
        yield from find(written, place)
        return
    before, behind = place.file[: place.start], place.file[place.start + len(written) :]
    there = attrs.evolve(place, file=before + narrow.text + behind)
    yield from map(narrow.back, find(narrow.text, there))


def slip_across(written: str, slip: Slip, start: int) -> Slip:
    """The slip where it is in the line without wide gaps; both begin at `start`."""
    narrow = _narrowed(written)
    if narrow is None:
        return slip
    remark = slip.remark
    first, last = (start + narrow.at(at - start) for at in (remark.start, remark.end))
    return Slip(remark.code, first, last)
