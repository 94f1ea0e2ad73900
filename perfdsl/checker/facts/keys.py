"""Keys of marks, explanations and stated scores: the indicator each names, or was to name."""

from collections.abc import Container, Iterable, Iterator

import attrs

from perfdsl.checker.facts.headings import own_heading
from perfdsl.checker.facts.homes import Homes
from perfdsl.checker.facts.paths import Paths, report_ambiguous
from perfdsl.checker.facts.words import (
    canonical_name,
    canonical_path,
    is_judgement,
    spellings,
    suggestions,
    table_of,
)
from perfdsl.checker.ways_out import lines_removed
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.model.contents import expressions_in, judged_in, uses_in
from perfdsl.model.expressions import Expr
from perfdsl.model.raw_facts import RawEntry, RawTable
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.rules import Checklist, Judged, Requirement, Rule

_MOST = 2
"""More places than that leave it open which is meant."""
_REASON = ("理由", "reason")


@attrs.define(eq=False, repr=False)
class Keys:
    rulebook: RuleBook
    homes: Homes
    diagnostics: Diagnostics
    _index: dict[str, list[tuple[str, Rule]]] | None = None

    def judged(self, entry: RawEntry, table: RawTable) -> str | None:
        """The place of judged points meant by the key, be it of the indicator or of its row."""
        judged = self.homes.judged
        found = judged.find(entry.key)
        indicators = self.homes.indicators.find(entry.key)
        if not found:
            leaves = {leaf.id for leaf in self.rulebook.leaves}
            found = tuple(
                key for path in indicators if path in leaves for key in judged.below(path)
            )
        if len(found) == 1:
            return found[0]
        if found:
            report_ambiguous(entry, found, self.diagnostics)
        elif indicators:
            line = entry.key_span.first.line == entry.value.span.last.line
            self.diagnostics.report(
                codes.NOT_JUDGED,
                entry.key_span,
                helps=[lines_removed(entry.key_span)] if line else (),
                key=entry.key,
            )
        else:
            known = Paths(judged.known | self.homes.indicators.known)
            filled = known.filled(entry, table)
            meant = suggestions(entry, self._judged_meant(entry, filled))
            moved = own_heading(entry) or meant or self.homes.moved(entry, "judged")
            known.report_unknown(entry, self.diagnostics, moved=moved, filled=filled)
        return None

    def indicator(self, entry: RawEntry, table: RawTable, section: str) -> str | None:
        """The path of the indicator meant by a key of 说明 or 自评."""
        indicators = self.homes.indicators
        found = indicators.find(entry.key)
        if len(found) == 1:
            return found[0]
        filled = indicators.filled(entry, table)
        moved = self.homes.moved(entry, section)
        if not moved and section == "explanations":
            moved = suggestions(entry, self._explained_meant(entry, filled))
        words = spellings("stated") if section == "stated" else ()
        return indicators.resolve(entry, self.diagnostics, words, moved=moved, filled=filled)

    # --- keys that name a fact -------------------------------------------------------------------

    def _judged_meant(self, entry: RawEntry, taken: Container[str]) -> list[str]:
        """The places of judged points beside the fact that is named; those of the indicator for `指标/理由`."""
        parts = canonical_path(entry.key)
        if not parts or not is_judgement(entry):
            return []
        asking = self._asking(parts[-1])
        found = [key for _, rule in asking for key in self._beside(rule, parts[-1])]
        if not found:
            found = [key for path, _ in asking for key in self.homes.judged.below(path)]
        if not found and parts[-1] in _REASON:
            paths = self.homes.indicators.find("/".join(parts[:-1]))
            found = [key for path in paths for key in self.homes.judged.below(path)]
        return _few(found, taken)

    def _explained_meant(self, entry: RawEntry, taken: Container[str]) -> list[str]:
        """The indicators that want an explanation where they use the fact; else those that use it."""
        parts = canonical_path(entry.key)
        if not parts or table_of(entry) is not None:
            return []
        asking = self._asking(parts[-1])
        wanted = [path for path, rule in asking if isinstance(rule, Requirement)]
        return _few(wanted, taken) or _few([path for path, _ in asking], taken)

    def _asking(self, name: str) -> list[tuple[str, Rule]]:
        """The rules that use the fact, each with the path of its indicator."""
        if self._index is None:
            self._index = {}
            for indicator in self.rulebook.walk():
                for rule in indicator.rules:
                    for used in self._used(expressions_in(rule)):
                        self._index.setdefault(used, []).append((indicator.id, rule))
        return self._index.get(name, [])

    def _used(self, expressions: Iterable[Expr]) -> set[str]:
        used = uses_in(expressions, self.rulebook.definitions)
        return {canonical_name(each) for each, _ in used}

    def _beside(self, rule: Rule, name: str) -> Iterator[str]:
        """The judged points of the rule; of a list only those of the rows that use the fact."""
        if not isinstance(rule, Checklist):
            yield from (judged.key for judged in judged_in(rule))
            return
        for row in rule.rows:
            if isinstance(row.points, Judged) and name in self._used([row.condition]):
                yield row.points.key


def _few(found: Iterable[str], taken: Container[str]) -> list[str]:
    free = [each for each in dict.fromkeys(found) if each not in taken]
    return free if len(free) <= _MOST else []
