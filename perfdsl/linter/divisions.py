"""Divisions by a fact that may be 0, shown by scoring an indicator with that fact at 0."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model.contents import Use, expressions_in, uses_in
from perfdsl.model.rulebook import Indicator
from perfdsl.rule_tests.quantities import values_of
from perfdsl.rule_tests.situations import Situation, plain_content
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

if TYPE_CHECKING:
    from perfdsl.rule_tests.running import Runner

_MOST_ROUNDS = 20


@attrs.define(eq=False, repr=False)
class ZeroDivisor:
    text: str
    last_year: bool
    span: Span
    leaves: list[Indicator]


def zero_divisors(view: View) -> tuple[ZeroDivisor, ...]:
    """Each fact that may be 0 and stops indicators then, with these; nothing that only might be so."""
    if view.zero_divisors is None:
        view.zero_divisors = tuple(_find(view))
    return view.zero_divisors


def report_zero_divisors(
    view: View, code: Code, diagnostics: Diagnostics, *, last_year: bool
) -> None:
    """Each of this year or of last year once, with the first indicator that it stops."""
    for found in zero_divisors(view):
        if found.last_year != last_year:
            continue
        more = len(found.leaves) - 1
        others = phrase("等 {all} 项", " and {more} more", all=more + 1, more=more)
        diagnostics.report(
            code,
            found.span,
            secondary=[Label(leaf.span, phrase("用到它", "needs it")) for leaf in found.leaves],
            name=found.text,
            indicator=found.leaves[0].name,
            others=others if more else Words("", ""),
        )


def _find(view: View) -> Iterator[ZeroDivisor]:
    from perfdsl.rule_tests.running import (
        Runner,  # the interpreter: only where something is divided
    )

    runner = Runner(view.rulebook)
    found: dict[Use, ZeroDivisor] = {}
    for path in view.leaves:
        leaf = path[-1]
        for use, divisor in _divisors(view, leaf).items():
            if _stops(runner, leaf, use):
                text = f"上年.{divisor.span.text}" if use[1] else divisor.span.text
                text = text.replace("上年.上年.", "上年.")
                entry = found.setdefault(use, ZeroDivisor(text, use[1], divisor.span, []))
                entry.leaves.append(leaf)
    yield from found.values()


def _divisors(view: View, leaf: Indicator) -> dict[Use, model.FactReference]:
    """The facts that are divided by in the rules of a leaf or in definitions behind them."""
    rulebook = view.rulebook
    asked = [part for rule in leaf.rules for part in expressions_in(rule)]
    places = [(expression, False) for expression in asked]
    for name, last_year in uses_in(asked, rulebook.definitions):
        if name in rulebook.definitions:
            places.append((rulebook.definitions[name].value, last_year))
    found: dict[Use, model.FactReference] = {}
    for expression, last_year in places:
        for part in model.walk(expression):
            if not isinstance(part, model.Arithmetic) or part.operator != "/":
                continue
            divisor = part.right
            if isinstance(divisor, model.FactReference) and values_of(divisor, rulebook).contains(
                Fraction(0)
            ):
                use = (divisor.name, divisor.last_year or last_year)
                found.setdefault(use, divisor)
    return found


def _stops(runner: "Runner", leaf: Indicator, use: Use) -> bool:
    """Whether a department with 0 there, and plain facts for the rest, cannot be scored."""
    rulebook = runner.rulebook
    situation = Situation({use: Fraction(0)})
    home = Span(rulebook.source, 0, 0)
    for _ in range(_MOST_ROUNDS):
        scored = runner.score(leaf.id, situation.facts(home))
        added = situation
        for lacking in scored.sheet.missing:
            name = (lacking.name, lacking.kind == "last_year")
            if lacking.kind != "judgement" and name not in situation.values:
                if lacking.name not in rulebook.facts:
                    return False
                added = added.with_content(name, plain_content(lacking.name, rulebook))
        if added is situation:
            break
        situation = added
    node = scored.node
    return node is not None and node.status == "not_computable"
