"""What every part of a score report needs to know: the voice, the decimals, and who is who."""

from collections.abc import Iterator
from functools import cached_property

import attrs

from perfdsl.codes.scoring import EXPLANATION_DUE
from perfdsl.document import Run, Runs
from perfdsl.interpreter.sheet import Effect, Node, ScoreSheet, walk_nodes
from perfdsl.reports import wording as w
from perfdsl.reports.places import place_text, span_text
from perfdsl.reports.printing import PrintedPoints
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language


@attrs.frozen(slots=False, eq=False)
class Context:
    sheet: ScoreSheet
    language: Language
    show_all: bool = False

    @cached_property
    def voice(self) -> Voice:
        return Voice(self.language)

    @cached_property
    def _effects(self) -> dict[str, Effect]:
        return {effect.rule: effect for effect in self._all_effects()}

    def _all_effects(self) -> Iterator[Effect]:
        for node in walk_nodes(self.sheet.nodes):
            yield from node.effects
        yield from self.sheet.effects

    def rule_name(self, rule: str) -> str:
        """The rule as written and where it stands; its id if the sheet does not hold it."""
        effect = self._effects.get(rule)
        if effect is None or effect.span is None:
            return rule
        quoted = self.voice.say(w.QUOTED, text=span_text(effect.span))
        return quoted + self.voice.aside(place_text(effect.span))

    @cached_property
    def _titles(self) -> dict[tuple[str, ...], str]:
        return {node.path: node.title for node in walk_nodes(self.sheet.nodes)}

    def path(self, node: Node) -> str:
        """The titles from the first level down, with their quotes."""
        parts = (node.path[: index + 1] for index in range(len(node.path)))
        titles = (self._titles.get(part, part[-1]) for part in parts)
        return self.voice.say(w.PATH_SEPARATOR).join(titles)

    @cached_property
    def explanations_due(self) -> frozenset[tuple[str, int, int]]:
        """Where the rules stand whose explanation has not been given."""
        return frozenset(
            (finding.primary.span.source.name, finding.primary.span.start, finding.primary.span.end)
            for finding in self.sheet.findings
            if finding.code is EXPLANATION_DUE and finding.primary is not None
        )

    def is_due(self, effect: Effect) -> bool:
        """Whether a 须说明 still wants its explanation."""
        span = effect.span
        if effect.kind != "require" or effect.status != "fired" or span is None:
            return False
        return (span.source.name, span.start, span.end) in self.explanations_due

    def score_cell(self, node: Node, printed: PrintedPoints) -> Runs:
        """The score for a table: a number, an interval, or why there is none."""
        return (Run(self.score_text(node, printed), "plain" if printed.score else "warning"),)

    def score_text(self, node: Node, printed: PrintedPoints) -> str:
        say = self.voice.say
        if node.excluded:
            return say(w.LEFT_OUT)
        if printed.score is not None:
            return printed.score
        if node.status == "not_computable" and node.is_leaf:
            return say(w.NOT_COMPUTABLE)
        return say(w.INTERVAL, least=printed.least, most=printed.most)
