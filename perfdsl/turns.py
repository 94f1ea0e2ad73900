"""Which corrections of rules wait for another round: that a rule is needless is true of the others as they stand.

Of two rules that are each needless beside the other only one may go. So where a rule is deleted nothing
else of its indicator is changed before it has been looked at anew; a rule of a heading or of 总分 goes alone.
"""

from bisect import bisect_right
from collections.abc import Iterable

import attrs

from perfdsl.diagnostic import Diagnostic, Help
from perfdsl.source import SourceText
from perfdsl.syntax.lines import HEADINGS, split_lines

_LEVELS = ("LEVEL_1", "LEVEL_2", "LEVEL_3", "LEVEL_4", "INDICATOR", "TOTAL")
_TOTAL = len(_LEVELS) - 1
_OF_RULES = ("PD4", "PD8")
_ONLY_BESIDE_OTHERS = "never-matters"
OF_NAMES = ("unused-fact", "unused-definition")
"""What nothing asks for bears on nothing."""
_COMMENT = ("#", "＃")
_Section = tuple[str, int]
"""A file and where its section begins; -1 for all of it."""


def in_turn(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """In their order, but last what is only said because of other rules: those may be wrong themselves."""
    return sorted(found, key=lambda each: each.code.slug == _ONLY_BESIDE_OTHERS)


@attrs.define(eq=False, repr=False)
class Turns:
    """What was changed in this round."""

    _changed: set[_Section] = attrs.field(factory=set)
    _deleted: set[_Section] = attrs.field(factory=set)
    _sections: dict[SourceText, "_Sections"] = attrs.field(factory=dict)

    def is_free(self, diagnostic: Diagnostic, help_: Help) -> bool:
        """Whether nothing that was changed already bears on it."""
        places = self._places(diagnostic, help_)
        deleted = any(each in self._deleted for each in self._around(places))
        if deleted or not _deletes(help_):
            return not deleted
        return not any(each in self._changed for each in self._around(places))

    def take(self, diagnostic: Diagnostic, help_: Help) -> None:
        places = self._places(diagnostic, help_)
        self._changed |= places
        if _deletes(help_):
            self._deleted |= places

    def _around(self, places: set[_Section]) -> set[_Section]:
        """With all that shares something with them."""
        files = {name for name, _ in places}
        whole = {(name, -1) for name in files}
        if places & whole:
            return {each for each in self._changed if each[0] in files} | whole
        return places | whole

    def _places(self, diagnostic: Diagnostic, help_: Help) -> set[_Section]:
        """The sections that are changed; none where no rule is, or no score can."""
        code = diagnostic.code
        is_of_rules = code.id.startswith(_OF_RULES) and code.slug not in OF_NAMES
        if not is_of_rules or help_.applicability == "safe":
            return set()
        found: set[_Section] = set()
        for edit in help_.edits:
            source = edit.span.source
            if source not in self._sections:
                self._sections[source] = _Sections.of(source)
            found.add((source.name, self._sections[source].at(edit.span.start)))
        return found


@attrs.frozen(eq=False, repr=False)
class _Sections:
    """Where the headings of a file begin, and which of them have no headings below them."""

    source: SourceText
    starts: list[int]
    is_leaf: list[bool]

    @classmethod
    def of(cls, source: SourceText) -> "_Sections":
        found = [
            (line.start, _LEVELS.index(line.head))
            for line in split_lines(source.text)
            if line.head in HEADINGS
        ]
        levels = [level for _, level in found]
        below = [*levels[1:], _TOTAL][: len(levels)]
        is_leaf = [
            level < _TOTAL and (level >= following or following == _TOTAL)
            for level, following in zip(levels, below, strict=True)
        ]
        return cls(source, [start for start, _ in found], is_leaf)

    def at(self, place: int) -> int:
        """Where the indicator of the place begins; -1 for a heading and for 总分."""
        number = bisect_right(self.starts, place) - 1
        if number < 0:
            return -2  # above all headings: facts and definitions
        return self.starts[number] if self.is_leaf[number] else -1


def _deletes(help_: Help) -> bool:
    """Whether all it does is to take lines away, or all of them but a comment."""
    return all(
        not edit.replacement.strip() or edit.replacement.lstrip().startswith(_COMMENT)
        for edit in help_.edits
    )
