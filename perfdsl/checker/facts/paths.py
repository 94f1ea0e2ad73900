"""Indicators by their path, or by the end of it where that is enough."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from perfdsl.checker.facts.words import canonical_path, similar, suggestions
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.model.contents import judged_in
from perfdsl.model.raw_facts import RawEntry
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.rules import Judged
from perfdsl.wording import phrase

Path = tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Paths:
    """Known paths by their canonical parts."""

    known: dict[Path, str]
    _by_last: dict[str, list[Path]] = attrs.field(init=False)
    """The paths by their last part."""

    @_by_last.default
    def _index(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for parts in self.known:
            if parts:
                found.setdefault(parts[-1], []).append(parts)
        return found

    @classmethod
    def of(cls, paths: Iterable[str]) -> "Paths":
        return cls({canonical_path(path): path for path in paths})

    def find(self, key: str) -> tuple[str, ...]:
        """The path that is `key`; else all that end in it."""
        wanted = canonical_path(key)
        if not wanted:
            return ()
        if wanted in self.known:
            return (self.known[wanted],)
        ending = self._by_last.get(wanted[-1], ())
        return tuple(self.known[parts] for parts in ending if parts[-len(wanted) :] == wanted)

    def below(self, path: str) -> tuple[str, ...]:
        """The path itself or those that begin with it."""
        start = canonical_path(path)
        return tuple(found for parts, found in self.known.items() if parts[: len(start)] == start)

    def resolve(
        self,
        entry: RawEntry,
        diagnostics: Diagnostics,
        words: Iterable[str] = (),
        *,
        moved: Sequence[Help] = (),
        filled: Mapping[str, RawEntry] | None = None,
    ) -> str | None:
        """The one path meant by the key; None where a mistake was reported."""
        found = self.find(entry.key)
        if len(found) == 1:
            return found[0]
        if found:
            report_ambiguous(entry, found, diagnostics)
        else:
            self.report_unknown(entry, diagnostics, words, moved=moved, filled=filled)
        return None

    def report_unknown(
        self,
        entry: RawEntry,
        diagnostics: Diagnostics,
        words: Iterable[str] = (),
        *,
        moved: Sequence[Help] = (),
        filled: Mapping[str, RawEntry] | None = None,
    ) -> None:
        """`words`: what else may stand here; `moved`: where the entry belongs, if that is known.

        `filled`: the paths that stand there already.
        """
        if moved:
            diagnostics.report(codes.UNKNOWN_PATH, entry.key_span, helps=moved, key=entry.key)
            return
        levels = "/".join(re.split(r"\s*[\\>→|｜.、:：—–-]+\s*", entry.key.strip("/\\ ")))
        parted = self.find(levels)
        if len(parted) == 1:  # another sign between the levels
            diagnostics.report(
                codes.UNKNOWN_PATH,
                entry.key_span,
                helps=suggestions(entry, [levels if "/" in levels else parted[0]]),
                key=entry.key,
            )
            return
        names = {path.rsplit("/", 1)[-1]: path for path in self.known.values()}
        names |= {word: word for word in words if word not in names}
        last = entry.key.rsplit("/", 1)[-1].strip()
        close = [names[last]] if last in names else [names[name] for name in similar(last, names)]
        close = close or list(similar(entry.key, self.known.values()))
        diagnostics.report(
            codes.UNKNOWN_PATH,
            entry.key_span,
            helps=suggestions(entry, close, filled),
            key=entry.key,
        )

    def filled(self, entry: RawEntry, table: Iterable[RawEntry]) -> dict[str, RawEntry]:
        """The paths that the other entries of the table are of."""
        found = ((self.find(other.key), other) for other in table if other is not entry)
        return {paths[0]: other for paths, other in found if len(paths) == 1}


def report_ambiguous(entry: RawEntry, paths: Iterable[str], diagnostics: Diagnostics) -> None:
    paths = tuple(paths)
    helps = [
        Help(
            phrase("写成「{path}」", "write “{path}”", path=path),
            (Edit(entry.key_span, f'"{path}"'),),
            "unsafe",
        )
        for path in paths
    ]
    diagnostics.report(
        codes.AMBIGUOUS_PATH, entry.key_span, helps=helps, key=entry.key, count=len(paths)
    )


def judged_points(rulebook: RuleBook) -> Iterator[Judged]:
    """Every place where a person gives points, in file order."""
    for indicator in rulebook.walk():
        for rule in indicator.rules:
            yield from judged_in(rule)
    for rule in rulebook.total_rules:
        yield from judged_in(rule)
