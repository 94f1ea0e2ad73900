"""The report on two years' rules, like a plan that a reviewer signs: summary, then by impact, then detail."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from perfdsl.changes.edits import Edit
from perfdsl.changes.impact import Impact
from perfdsl.changes.leaves import Bounds, LeafImpact
from perfdsl.changes.totals import Example
from perfdsl.document import (
    Block,
    Document,
    Group,
    Heading,
    Item,
    Items,
    Paragraph,
    Run,
    Runs,
    Style,
)
from perfdsl.meaning.comparing import Verdict
from perfdsl.meaning.judging import Basis
from perfdsl.meaning.witness import Witness
from perfdsl.model.printing import show_value
from perfdsl.model.rulebook import RuleBook
from perfdsl.number import format_exact
from perfdsl.reports import change_words as c
from perfdsl.reports.change_regions import RegionTables, figure, signed
from perfdsl.reports.change_sentences import sentence
from perfdsl.reports.places import place_run
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language, Words

_STYLES: dict[str, Style] = {"stricter": "loss", "looser": "gain", "mixed": "warning"}


def changes_report(
    impact: Impact, *, language: Language, brief: bool = False, show_all: bool = False
) -> Document:
    """The whole comparison. `brief`: one line for each indicator. `show_all`: nothing is cut short."""
    return Document(tuple(_Report(impact, Voice(language), brief, show_all).blocks()), language)


class _Report:
    def __init__(self, impact: Impact, voice: Voice, brief: bool, show_all: bool) -> None:  # noqa: FBT001
        self.impact, self.voice = impact, voice
        self.brief, self.show_all = brief, show_all
        self.comparison = impact.comparison

    def blocks(self) -> Iterator[Block]:
        yield Heading(1, (Run(self._title(), "strong"),))
        yield Group(tuple(Paragraph(runs) for runs in self._summary()))
        if self.impact.leaves:
            yield Heading(2, (Run(self.voice.say(c.INDICATORS), "strong"),))
            for leaf in self.impact.leaves:
                yield from self._leaf(leaf)
        yield from self._headings()
        yield from self._edits(c.NAMES, self.comparison.names)
        yield from self._edits(c.TABLE, self.comparison.table)
        if self.show_all:
            yield from self._untouched()

    # --- head ------------------------------------------------------------------------------------

    def _title(self) -> str:
        old, new = self.comparison.old, self.comparison.new
        return self.voice.say(c.TITLE, old=self._edition(old), new=self._edition(new))

    def _edition(self, rulebook: RuleBook) -> str:
        if rulebook.year is None:
            return rulebook.scheme
        return self.voice.say(c.EDITION, scheme=rulebook.scheme, year=rulebook.year)

    def _summary(self) -> Iterator[Runs]:
        voice, impact = self.voice, self.impact
        old, new = self.comparison.old.source.name, self.comparison.new.source.name
        yield (Run(voice.say(c.FILES, old=old, new=new), "muted"),)
        if self.comparison.is_empty:
            words = c.ONLY_NO_CHANGE if impact.is_part else c.NO_CHANGE
            yield (Run(voice.say(words), "strong"),)
            return
        counts = voice.clauses(self._counts()) or voice.say(c.NO_COUNTS)
        words = c.ALL_LISTED if self.show_all else c.SUMMARY
        yield (Run(voice.say(words, counts=counts, unchanged=impact.unchanged)),)
        verdicts = voice.clauses(self._verdicts())
        if verdicts:
            yield (Run(voice.say(c.EFFECT, verdicts=verdicts)),)
        if impact.bounded_otherwise:
            names = voice.list(impact.bounded_otherwise)
            yield (Run(voice.say(c.BOUNDED_OTHERWISE, names=names), "muted"),)
        yield from self._total()
        if impact.lacks_solver:
            yield (Run(voice.say(c.LACKS_SOLVER), "warning"),)

    def _counts(self) -> Iterator[str]:
        parts = [edit.part for change in self.comparison.indicators for edit in change.edits]
        leaves = [leaf.change for leaf in self.impact.leaves if leaf.change is not None]
        rewritten = sum(
            any(
                edit.changes_scores
                and edit.part not in ("full", "indicator_added", "indicator_removed")
                for edit in change.edits
            )
            for change in leaves
        )
        counted = (
            (c.ADDED, parts.count("indicator_added")),
            (c.REMOVED, parts.count("indicator_removed")),
            (c.MOVED, parts.count("indicator_moved")),
            (c.RENAMED, parts.count("indicator_renamed")),
            (c.REWEIGHTED, sum("full" in {e.part for e in change.edits} for change in leaves)),
            (c.EDITED, rewritten),
            (c.AFFECTED, len(self.comparison.affected)),
        )
        for words, count in counted:
            if count:
                yield self.voice.say(words, count=count)

    def _verdicts(self) -> Iterator[str]:
        found = [leaf.meaning for leaf in self.impact.leaves if leaf.meaning is not None]
        counts = Counter((each.basis, each.verdict) for each in found)
        order = [(basis, verdict) for basis in c.BASES for verdict in c.VERDICTS]
        for basis, verdict in sorted(counts, key=order.index):
            count = counts[basis, verdict]
            what = verdict_word(verdict, basis, self.voice)
            if basis == "proved":
                yield self.voice.say(c.COUNTED, what=what, count=count)
            else:
                text = self.voice.say(c.BASES[basis])
                yield self.voice.say(c.COUNTED_BASIS, what=what, count=count, basis=text)

    def _total(self) -> Iterator[Runs]:
        voice, impact = self.voice, self.impact
        if impact.obstacle is not None:
            yield (Run(voice.say(c.OBSTACLES[impact.obstacle]), "muted"),)
        elif impact.total is not None:
            names = voice.list(leaf.indicator.name for leaf in impact.open)
            bounds = bounds_text(impact.total, voice)
            is_common = bool(impact.bounded_otherwise)
            words = _TOTALS[is_common, bool(bounds), bool(names)]
            others = impact.unchanged or len(impact.leaves) > len(impact.open)
            if bounds or others or not names:
                yield (Run(voice.say(words, bounds=bounds, names=names), "strong"),)
            if bounds:
                yield from self._grades(impact.total)
        for example in impact.examples:
            reached = impact.total is not None and example.change in impact.total
            text = self._example(example) + (voice.say(c.REACHED) if reached else "")
            yield (Run(text),)

    def _grades(self, total: Bounds) -> Iterator[Runs]:
        """Which scores lie so near a line that the change can take them across."""
        grades = self.comparison.new.grades
        loss, gain = -total[0], total[1]
        top = self.comparison.new.full
        down = [
            f"[{format_exact(grade.points)}, {format_exact(min(grade.points + loss, top))})"
            for grade in grades[:-1]
            if loss > 0
        ]
        up = [
            f"[{format_exact(max(grade.points - gain, Fraction(0)))}, {format_exact(grade.points)})"
            for grade in grades[:-1]
            if gain > 0
        ]
        for words, ranges in ((c.GRADES_DOWN, down), (c.GRADES_UP, up)):
            if ranges:
                yield (Run(self.voice.say(words, ranges=self.voice.list(ranges))),)

    def _example(self, example: Example) -> str:
        old, new = example.old, example.new
        assert old.score is not None
        assert new.score is not None
        assert example.change is not None
        change = signed(example.change)
        if old.grade and new.grade and old.grade != new.grade:
            return self.voice.say(
                c.EXAMPLE_GRADE,
                old=format_exact(old.score),
                new=format_exact(new.score),
                old_grade=old.grade,
                new_grade=new.grade,
                change=change,
            )
        return self.voice.say(
            c.EXAMPLE_LOSS, old=format_exact(old.score), new=format_exact(new.score), change=change
        )

    # --- indicators ------------------------------------------------------------------------------

    def _leaf(self, leaf: LeafImpact) -> Iterator[Block]:
        title = [Run(leaf.indicator.id, "strong"), Run("  "), *self._verdict(leaf)]
        if self.brief:
            yield Paragraph(tuple(title))
            return
        edits = leaf.change.edits if leaf.change is not None else ()
        shown = [edit for edit in edits if self.show_all or edit.part != "note"]
        ways = {
            id(edit): way.verdict
            for way in leaf.directions
            for edit in way.edits
            if way.verdict != "equal" or not leaf.reads_otherwise
        }
        items = [Item(self._edit_runs(edit, ways.get(id(edit)))) for edit in shown]
        if leaf.affected is not None:
            names = self.voice.list(leaf.affected.through)
            items.append(Item((Run(self.voice.say(c.THROUGH, names=names)),)))
        items += [Item((Run(self._witness(leaf, each), "muted"),)) for each in leaf.witnesses]
        if leaf.ends[0] is not None:
            items.append(Item((Run(self._most(leaf, leaf.ends[0]), "muted"),)))
        blocks: list[Block] = [Heading(3, tuple(title))]
        if items:
            blocks.append(Items(tuple(items)))
        if leaf.meaning is not None and leaf.meaning.exact is not None:
            blocks += RegionTables(self.comparison, self.voice, show_all=self.show_all).blocks(
                leaf.meaning.exact
            )
        yield Group(tuple(blocks))

    def _verdict(self, leaf: LeafImpact) -> Iterator[Run]:
        style: Style = "warning"
        if leaf.meaning is not None:
            style = _STYLES.get(leaf.meaning.verdict, "plain")
        yield Run(verdict_text(leaf, self.voice), style)

    def _edit_runs(self, edit: Edit, way: Verdict | None = None) -> Runs:
        """The sentence, which way it goes when made alone, and where both stand."""
        runs = [Run(sentence(edit, self.voice), "plain" if edit.changes_scores else "muted")]
        if way is not None:
            said = self.voice.say(c.WAYS[way])
            runs.append(Run(self.voice.aside(said), _STYLES.get(way, "muted")))
        if edit.part == "fact_renamed":
            runs.append(Run(self.voice.say(c.SAME_FACT), "muted"))
        elif not edit.changes_scores and edit.part not in ("indicator_renamed", "indicator_moved"):
            runs.append(Run(self.voice.say(c.NO_EFFECT), "muted"))
        places = [place_run(side.span) for side in (edit.old, edit.new) if side is not None]
        runs.append(Run("  "))
        runs.append(places[0])
        if len(places) > 1:
            runs += [Run(" → ", "muted"), places[1]]
        return tuple(runs)

    def _witness(self, leaf: LeafImpact, witness: Witness) -> str:
        facts = self.voice.list(self._facts(leaf, witness))
        old, new = (self._result(result) for result in (witness.old, witness.new))
        return self.voice.say(c.WITNESS, facts=facts, old=old, new=new)

    def _most(self, leaf: LeafImpact, witness: Witness) -> str:
        facts = self.voice.list(self._facts(leaf, witness))
        return self.voice.say(c.MOST_OF_ONE, facts=facts, points=self._result(witness.new))

    def _facts(self, leaf: LeafImpact, witness: Witness) -> Iterator[str]:
        books = (self.comparison.new, self.comparison.old)
        for (name, last_year), content in witness.situation.values.items():
            shown = self.voice.fact(name, last_year=last_year)
            if isinstance(content, tuple):
                yield f"{shown} ×{len(content)}"
                continue
            for book in books:
                declared = book.facts.get(name)
                definition = book.definitions.get(name)
                if declared is not None:
                    yield f"{shown} = {show_value(content, declared.type, declared.unit)}"
                    break
                if definition is not None:
                    yield f"{shown} = {show_value(content, definition.type)}"
                    break
        for key, points in witness.situation.judged.items():
            name = key.removeprefix(leaf.indicator.id).strip("/ ") or leaf.indicator.name
            yield f"{name} = {self.voice.say(c.POINTS, points=format_exact(points))}"

    def _result(self, result: Fraction | str) -> str:
        if isinstance(result, Fraction):
            return self.voice.say(c.POINTS, points=figure(result))
        return self.voice.say(c.LEFT_OUT if result == "left_out" else c.UNDEFINED)

    # --- the rest --------------------------------------------------------------------------------

    def _headings(self) -> Iterator[Block]:
        """Headings whose own lines changed; full marks that only add up otherwise are left out."""
        for change in self.comparison.indicators:
            if change.indicator.is_leaf:
                continue
            edits = [edit for edit in change.edits if self.show_all or not _adds_up(edit)]
            if not edits:
                continue
            title = Heading(3, (Run(change.indicator.id, "strong"),))
            items = Items(tuple(Item(self._edit_runs(edit)) for edit in edits))
            yield title if self.brief else Group((title, items))

    def _edits(self, words: Words, edits: Sequence[Edit]) -> Iterator[Block]:
        if edits and not self.brief:
            yield Heading(2, (Run(self.voice.say(words), "strong"),))
            yield Items(tuple(Item(self._edit_runs(edit)) for edit in edits))

    def _untouched(self) -> Iterator[Block]:
        listed = {leaf.indicator.id for leaf in self.impact.leaves}
        names = [
            pair.indicator.id
            for pair in self.comparison.pairs
            if pair.indicator.is_leaf and pair.indicator.id not in listed
        ]
        if names:
            yield Paragraph(
                (Run(self.voice.say(c.UNTOUCHED, names=self.voice.list(names)), "muted"),)
            )


_TOTALS = {
    (False, True, False): c.TOTAL_BOUND,
    (False, True, True): c.REST_BOUND,
    (False, False, False): c.TOTAL_SAME,
    (False, False, True): c.REST_SAME,
    (True, True, False): c.COMMON_TOTAL_BOUND,
    (True, True, True): c.COMMON_REST_BOUND,
    (True, False, False): c.COMMON_TOTAL_SAME,
    (True, False, True): c.COMMON_REST_SAME,
}
"""By whether only values that both years allow count, there are bounds, and indicators are left out."""


def verdict_text(leaf: LeafImpact, voice: Voice) -> str:
    """`更严 · 已证明（最多少 2 分）`."""
    meaning = leaf.meaning
    if meaning is None:
        return voice.say(c.ONLY_NEW if leaf.new else c.ONLY_OLD)
    verdict = verdict_word(meaning.verdict, meaning.basis, voice)
    basis = voice.say(c.BASES[meaning.basis])
    text = voice.say(c.VERDICT, verdict=verdict, basis=basis)
    if meaning.verdict == "equal" and meaning.basis == "proved":
        words = c.ONLY_COMMON if leaf.reads_otherwise else c.ONLY_WRITING
        return text + voice.aside(voice.say(words))
    if meaning.basis == "tested":
        text += voice.aside(voice.say(c.TESTED, count=meaning.tested))
    if leaf.bounds is not None and any(leaf.bounds):
        text += voice.aside(bounds_text(leaf.bounds, voice))
    return text


def verdict_word(verdict: Verdict, basis: Basis, voice: Voice) -> str:
    """Trying many cases and finding no difference proves no equivalence."""
    if verdict == "equal" and basis == "tested":
        return voice.say(c.NOT_SEEN)
    return voice.say(c.VERDICTS[verdict])


def bounds_text(bounds: Bounds, voice: Voice) -> str:
    """`最多少 2 分，最多多 1 分`; empty where nothing changes."""
    said = ((c.LOSS, -bounds[0]), (c.GAIN, bounds[1]))
    return voice.clauses(
        voice.say(words, points=figure(points)) for words, points in said if points
    )


def _adds_up(edit: Edit) -> bool:
    return edit.part in ("full", "note")
