"""Divisions by what may be 0 and averages of what may be nothing, each shown by scoring its indicator so."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.linter.circumstances import Owner, circumstances, owners
from perfdsl.linter.telling import facts_told, listed, name_told
from perfdsl.linter.trying import is_not_computable
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import expressions_in, uses_in
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.model.sameness import signature
from perfdsl.rule_tests.quantities import values_of
from perfdsl.rule_tests.situations import Situation, plain_content
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

if TYPE_CHECKING:
    from perfdsl.rule_tests.running import Runner

_LEFT_OUT = phrase(
    "用「其中」把它排除在外，或者在那一栏后面写上范围",
    "leave such records out with `where`, or declare the range of the field",
)
_FEW = 4
_DEFINED_FOR_NONE = ("sum", "count")


@attrs.define(eq=False, repr=False)
class ZeroDivisor:
    text: str
    """The divisor; of an average of nothing the number of records."""
    last_year: bool
    span: Span
    example: Words
    """The facts with which it is 0, where it is not one of them itself."""
    in_records: bool
    stopped: list[tuple[str | Words, Span]]
    """The indicators that have no score then, headings and 总分, each with where that is."""

    @classmethod
    def at(cls, place: "_Place", example: Words) -> "ZeroDivisor":
        is_in_records = place.records is not None
        return cls(place.text, place.key[1], place.divisor.span, example, is_in_records, [])


@attrs.frozen(eq=False, repr=False)
class _Place:
    """A division, or an average, behind the rules of a leaf."""

    node: model.Arithmetic | model.Aggregate
    last_year: bool
    records: str | None = None
    """The list whose records it is worked out for."""
    weight: model.Expr | None = None
    """What an average of records is weighted with; None: that there are none is meant."""

    @property
    def divisor(self) -> model.Expr:
        return self.node.right if isinstance(self.node, model.Arithmetic) else self.node

    @property
    def key(self) -> tuple[str, bool]:
        if self.weight is not None:
            return f"合计 {signature(self.weight)}", self.last_year
        if isinstance(self.node, model.Aggregate):
            return f"数量 {self.node.records}", self.last_year
        divisor = self.node.right
        if isinstance(divisor, model.FieldReference):
            return f"{divisor.records}.{divisor.field}", self.last_year
        if isinstance(divisor, model.FactReference):
            return divisor.name, self.last_year or divisor.last_year
        return signature(divisor), self.last_year

    @property
    def text(self) -> str:
        if self.weight is not None:
            text = f"合计({self.weight.span.text})"
        elif isinstance(self.node, model.Aggregate):
            text = f"数量({self.node.records})"
        elif isinstance(self.divisor, model.FieldReference):
            text = f"{self.divisor.records}.{self.divisor.field}"
        else:
            text = self.node.right.span.text
        if not self.key[1] or text.startswith("上年"):
            return text
        is_name = isinstance(self.divisor, model.FactReference | model.DefinitionReference)
        return f"上年.{text}" if is_name else f"上年的{text}"


def zero_divisors(view: View) -> tuple[ZeroDivisor, ...]:
    """What may be 0 and stops indicators then, with these; nothing that only might be so."""
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
        more = len(found.stopped) - 1
        others = phrase("等 {all} 项", " and {more} more", all=more + 1, more=more)
        example = phrase("例如 {text}", "for example {text}", text=found.example)
        diagnostics.report(
            code,
            found.span,
            secondary=[Label(span, phrase("用到它", "needs it")) for _, span in found.stopped],
            notes=[example] if found.example.zh else [],
            helps=[Help(_LEFT_OUT)] if found.in_records else [],
            name=found.text,
            indicator=found.stopped[0][0],
            others=others if more else Words("", ""),
        )


def _find(view: View) -> Iterator[ZeroDivisor]:
    from perfdsl.rule_tests.running import (
        Runner,  # the interpreter: only where something is divided
    )

    runner = Runner(view.rulebook)
    found: dict[tuple[str, bool], ZeroDivisor] = {}
    for owner in owners(view):
        told: set[tuple[str, bool]] = set()
        weighted: set[int] = set()
        for rule in owner.rules:
            for place in _places(view, rule):
                is_known = not owner.is_leaf and place.key in found and not _is_in(rule, place)
                if place.key in told or is_known or id(place.node) in weighted:
                    continue  # weights of no records add up to 0 too
                example = _stopping(view, runner, owner, rule, place)
                if example is not None:
                    told.add(place.key)
                    if place.weight is not None:
                        weighted.add(id(place.node))
                    entry = found.setdefault(place.key, ZeroDivisor.at(place, example))
                    span = owner.path[-1].span if owner.is_leaf else rule.span
                    entry.stopped.append((owner.name, span))
    yield from found.values()


def _is_in(rule: rules.Rule, place: _Place) -> bool:
    """Whether it stands in the rule itself, and not in a definition that others use too."""
    return rule.span.start <= place.node.span.start and place.node.span.end <= rule.span.end


def _places(view: View, rule: rules.Rule) -> Iterator[_Place]:
    """The divisions in a rule or in definitions behind it, and averages."""
    rulebook = view.rulebook
    asked = list(expressions_in(rule))
    places = [(expression, False) for expression in asked]
    for name, last_year in uses_in(asked, rulebook.definitions):
        if name in rulebook.definitions:
            places.append((rulebook.definitions[name].value, last_year))
    for expression, last_year in places:
        for part, records in _with_records(expression, None):
            match part:
                case model.Arithmetic() if part.operator == "/":
                    if values_of(part.right, rulebook).contains(Fraction(0)):
                        yield _Place(part, last_year, records)
                case model.Aggregate() if part.kind not in _DEFINED_FOR_NONE:
                    if part.weight is not None and part.where is None:
                        yield _Place(part, last_year, records, part.weight)
                    yield _Place(part, last_year, records)
                case _:
                    pass


def _with_records(node: model.Expr, records: str | None) -> Iterator[tuple[model.Expr, str | None]]:
    """Everything inside an expression, with the list whose records it is worked out for."""
    yield node, records
    inner = node.records if isinstance(node, model.Aggregate) else records
    for child in model.children(node):
        yield from _with_records(child, inner)


# --- showing it ----------------------------------------------------------------------------------


def _stopping(
    view: View, runner: "Runner", owner: Owner, rule: rules.Rule, place: _Place
) -> Words | None:
    """Facts with which there is no score because of that place; None: none were found."""
    node = owner.path[-1] if owner.path else None
    for given in circumstances(view, owner, rule, place.node.span):
        for situation, said in _situations(runner, node, place):
            tried = Situation({**given, **situation.values})
            if is_not_computable(runner, node, tried, place.node.span):
                beside = {use: value for use, value in given.items() if use not in situation.values}
                shown = facts_told(beside if len(beside) <= _FEW else {}, runner.rulebook)
                return listed([said, shown])
    return None


def _situations(
    runner: "Runner", node: Indicator | None, place: _Place
) -> Iterator[tuple[Situation, Words]]:
    """Facts with which it comes to 0, and how they are told where they are not just that."""
    from perfdsl.rule_tests.goals import Scope
    from perfdsl.rule_tests.moves import Mover

    rulebook, divisor = runner.rulebook, place.divisor
    if isinstance(divisor, model.FactReference):
        yield Situation({place.key: Fraction(0)}), Words("", "")
        return
    uses = [
        (name, last_year or place.last_year)
        for name, last_year in uses_in([divisor], rulebook.definitions)
        if name in rulebook.facts
    ]
    plain = Situation({use: plain_content(use[0], rulebook) for use in uses})
    if isinstance(place.node, model.Aggregate) and place.weight is not None:
        yield from _weightless(rulebook, node, plain, place)
        return
    empty = {use: () for use in uses if rulebook.facts[use[0]].fields}
    if empty and place.records is None:
        names = listed([name_told(name) for name in empty])
        none = Words(f"{names.zh} 一条也没有", f"no records of {names.en}")
        yield Situation({**plain.values, **empty}), none
    if isinstance(place.node, model.Aggregate):
        return
    mover = Mover.of(rulebook, node, ())
    scope = Scope(last_year=place.last_year, records=place.records)
    if place.records is not None:
        for slot, value in mover.solutions(plain, divisor, scope, Fraction(0)):
            zero = f"{divisor.span.text} = 0"
            said = Words(
                f"{place.records} 有一条 {zero}", f"a record of {place.records} with {zero}"
            )
            yield plain.with_value(slot, value), said
        return
    numbers = {use: Fraction(0) for use in uses if isinstance(plain.values[use], Fraction)}
    zeros = Situation({**plain.values, **numbers})
    if numbers and mover.measure(zeros, divisor, scope) == 0:
        yield zeros, facts_told(zeros.values, rulebook)
    for slot, value in mover.solutions(plain, divisor, scope, Fraction(0)):
        solved = plain.with_value(slot, value)
        yield solved, facts_told(solved.values, rulebook)


def _weightless(
    rulebook: RuleBook, node: Indicator | None, plain: Situation, place: _Place
) -> Iterator[tuple[Situation, Words]]:
    """One record whose weight is 0."""
    from perfdsl.rule_tests.goals import Scope
    from perfdsl.rule_tests.moves import Mover

    assert isinstance(place.node, model.Aggregate)
    assert place.weight is not None
    if not values_of(place.weight, rulebook).contains(Fraction(0)):
        return
    records = place.node.records
    scope = Scope(last_year=place.last_year, records=records)
    for slot, value in Mover.of(rulebook, node, ()).solutions(
        plain, place.weight, scope, Fraction(0)
    ):
        text = place.weight.span.text
        said = Words(f"{records} 只有一条，{text} = 0", f"one record of {records}, with {text} = 0")
        yield plain.with_value(slot, value), said
