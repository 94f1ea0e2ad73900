"""A facts file as it was read: keys, values and where they stood, not yet held against any rules."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import attrs

from perfdsl.source import SourceText, Span

RawScalar = str | int | Decimal | bool | date


@attrs.frozen(eq=False, repr=False)
class RawValue:
    """One value: a scalar, a list, or a table; `span` covers it in the file as the user wrote it."""

    content: "RawScalar | tuple[RawValue, ...] | RawTable"
    span: Span = attrs.field(repr=False)


@attrs.frozen(eq=False, repr=False)
class RawEntry:
    key: str
    key_span: Span = attrs.field(repr=False)
    value: RawValue


@attrs.frozen(eq=False, repr=False)
class RawTable:
    """Entries in file order; the reader has made sure that no key repeats."""

    entries: tuple[RawEntry, ...] = ()

    def __iter__(self) -> Iterator[RawEntry]:
        return iter(self.entries)


@attrs.frozen(eq=False, repr=False)
class RawFacts:
    source: SourceText = attrs.field(repr=False)
    root: RawTable
    again: tuple[RawEntry, ...] = ()
    """Entries that were left out because their key was there already."""
