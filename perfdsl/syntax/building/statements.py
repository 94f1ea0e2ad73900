"""From the items of a grammar rule to statements."""

from typing import Any

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.syntax import ast
from perfdsl.syntax.building.drafts import Effect, OtherEffect, Row, Tail
from perfdsl.syntax.building.effects import STEP_MODES, EffectBuilder
from perfdsl.syntax.building.expressions import plain_points, spread
from perfdsl.syntax.slip import Slip, point_range
from perfdsl.syntax.token import Token
from perfdsl.terms import find_type, find_unit, keyword
from perfdsl.wording import Words

_LEVELS = {"LEVEL_1": 1, "LEVEL_2": 2, "LEVEL_3": 3, "LEVEL_4": 4, "INDICATOR": 0}


@attrs.frozen(eq=False, repr=False)
class TotalOpening:
    """A line `总分`."""

    start: int
    end: int


class StatementBuilder(EffectBuilder):
    """The methods of a whole line."""

    def _bad_value(self, word: Token, given: Any, example: Words) -> Slip:
        span = given.span if isinstance(given, ast.Node) else self.span(given.start, given.end)
        return Slip(
            codes.HEADER_VALUE,
            span.start,
            span.end,
            header=word.text,
            found=span.text,
            example=example,
        )

    # --- headings and headers ---

    def heading(self, items: list[Any], start: int, end: int) -> ast.Heading:
        word: Token = items[0]
        points = plain_points(items[2]) if len(items) > 2 else None
        if points is not None and any(isinstance(node, ast.Name) for node in ast.walk(points)):
            start = items[1].start
            raise Slip(codes.NAME_SYMBOL, start, end, found=self.text_of(start, end))
        return ast.Heading(
            name=self.named(items[1]),
            level=_LEVELS[word.type],
            points=points,
            is_leaf_keyword=word.type == "INDICATOR",
            span=self.span(start, end),
        )

    def total(self, items: list[Any], start: int, end: int) -> TotalOpening:
        del items
        return TotalOpening(start, end)

    def year_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        word, number = items
        value = number.value
        if value.denominator != 1 or number.unit not in (None, "年") or not 1900 < value < 2200:
            raise self._bad_value(word, number, Words("年度 2021", "year 2021"))
        return ast.YearHeader(year=int(value), span=self.span(start, end))

    def edition_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        word, number = items
        if number.value.denominator != 1 or number.unit is not None:
            raise self._bad_value(word, number, Words("语言 1", "language 1"))
        return ast.EditionHeader(edition=int(number.value), span=self.span(start, end))

    def full_marks_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        return ast.FullMarksHeader(points=plain_points(items[1]), span=self.span(start, end))

    def places_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        word, number = items
        value = number.value
        if value.denominator != 1 or number.unit != "位小数" or value > 12:
            raise self._bad_value(word, number, Words("保留 2 位小数", "keep 2 decimals"))
        return ast.RoundingHeader(places=int(value), span=self.span(start, end))

    def integers_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        del items
        return ast.RoundingHeader(places=0, span=self.span(start, end))

    def step_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        return ast.StepHeader(mode=STEP_MODES[items[1].type], span=self.span(start, end))

    def rescale_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        return ast.RescaleHeader(
            scope="group" if items[1].type == "IN_GROUP" else "whole", span=self.span(start, end)
        )

    def money_unit_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        word, name = items
        unit = find_unit(name.text.replace("_", " "))
        if unit is None or not unit.endswith("元"):
            raise self._bad_value(
                word, name, Words("金额单位 万元", "money unit ten_thousand_yuan")
            )
        return ast.MoneyUnitHeader(unit=unit, span=self.span(start, end))

    def grade(self, items: list[Any], start: int, end: int) -> ast.GradeEntry:
        return ast.GradeEntry(
            name=items[0].text, points=plain_points(items[1]), span=self.span(start, end)
        )

    def grades_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        return ast.GradesHeader(entries=spread(items, ast.GradeEntry), span=self.span(start, end))

    # --- declarations ---

    def type_name(self, items: list[Any], start: int, end: int) -> ast.TypeName:
        term = find_type(items[0].text)
        words = tuple(self.named(item) for item in items[1:] if item.type == "NAME")
        unit = None
        if term is None or term.id not in ("level", "choice"):
            if len(words) > 1:
                raise Slip(
                    codes.UNEXPECTED,
                    words[1].span.start,
                    words[1].span.end,
                    found=words[1].span.text,
                    expected=Words("范围、“含义”", "bounds, “meaning”"),
                )
            if words:
                unit = find_unit(words[0].text) or words[0].text
            words = ()
        kind: ast.TypeKind | None = term.id if term is not None else None  # type: ignore[assignment]
        return ast.TypeName(kind=kind, words=words, unit=unit, span=self.span(start, end))

    def _declaration(self, items: list[Any]) -> dict[str, Any]:
        return {
            "name": self.named(items[1]),
            "type": items[2],
            "bounds": next(iter(spread(items, ast.Interval)), None),
            "meaning": next(
                (
                    item.text
                    for item in items[3:]
                    if isinstance(item, Token) and item.type == "STRING"
                ),
                None,
            ),
        }

    def fact(self, items: list[Any], start: int, end: int) -> ast.FactDeclaration:
        return ast.FactDeclaration(**self._declaration(items), span=self.span(start, end))

    def field(self, items: list[Any], start: int, end: int) -> ast.FieldDeclaration:
        return ast.FieldDeclaration(**self._declaration(items), span=self.span(start, end))

    def fact_without_type(self, items: list[Any], start: int, end: int) -> Any:
        del start, end
        name = self.named(items[1])
        from perfdsl.syntax.usage import type_missing

        raise type_missing(self.source, name.span, name.text)

    def definition(self, items: list[Any], start: int, end: int) -> ast.Definition:
        return ast.Definition(name=self.named(items[1]), value=items[3], span=self.span(start, end))

    def case(self, items: list[Any], start: int, end: int) -> ast.Case:
        return ast.Case(key=items[0], value=items[1], span=self.span(start, end))

    def rest_case(self, items: list[Any], start: int, end: int) -> ast.Case:
        return ast.Case(key=None, value=items[1], span=self.span(start, end))

    def table(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Table(
            subject=items[1], cases=spread(items, ast.Case), span=self.span(start, end)
        )

    # --- lists and limits ---

    def bands(self, items: list[Any], start: int, end: int) -> ast.Bands:
        operand = items[1] if items[0].type == "BY" else items[2]
        return ast.Bands(
            operand=operand,
            annotations=spread(items, ast.Annotation),
            span=self.span(start, end),
        )

    def checklist(self, items: list[Any], start: int, end: int) -> ast.Checklist:
        words = {item.type for item in items if isinstance(item, Token)}
        points: Any = next(
            (
                item
                for item in items
                if isinstance(item, ast.Node) and not isinstance(item, ast.Annotation)
            ),
            None,
        )
        tails = self.tails_of(spread(items, Tail), None, allowed=("at_most", "unless", "text"))
        kind: Any = (
            "deduct_missing" if "MISSING" in words else "deduct" if "DEDUCT" in words else "award"
        )
        if points is not None:
            self.check_points(points)
            points = plain_points(points)
        return ast.Checklist(
            kind=kind,
            points=points,
            unless=tails["unless"],
            at_most=tails["at_most"],
            annotations=self.reason_of(tails) + spread(items, ast.Annotation),
            span=self.span(start, end),
        )

    def limit(self, items: list[Any], start: int, end: int) -> ast.Limit:
        return ast.Limit(
            kind="upper" if items[0].type == "UPPER" else "lower",
            points=plain_points(items[1]),
            annotations=spread(items, ast.Annotation),
            span=self.span(start, end),
        )

    # --- rules ---

    def conditional(self, items: list[Any], start: int, end: int) -> ast.Statement:
        return self._rule(items[-2], items[-1], start, end, otherwise=None)

    def unconditional(self, items: list[Any], start: int, end: int) -> ast.Statement:
        return self._rule(None, items[0], start, end, otherwise=None)

    def otherwise(self, items: list[Any], start: int, end: int) -> ast.Statement:
        return self._rule(None, items[1], start, end, otherwise=items[0])

    def _rule(
        self,
        condition: ast.Expr | None,
        effect: Effect | OtherEffect,
        start: int,
        end: int,
        *,
        otherwise: Token | None,
    ) -> ast.Statement:
        if condition is not None:
            self.refuse_dash(condition)
        word = effect.gain.word if isinstance(effect, Effect) else effect.word
        if otherwise is not None and word.type not in ("AWARD", "NO_POINTS"):
            raise Slip(
                codes.NOT_WITH_THIS, word.start, word.end, found=word.text, other=otherwise.text
            )
        if isinstance(effect, OtherEffect):
            return self._other_rule(condition, effect, start, end)
        gain = effect.gain
        if gain.upper_points is not None:
            raise point_range(
                self.source, gain.points.span.start, gain.upper_points.span.end, bands=True
            )
        shared: dict[str, Any] = {
            "condition": condition,
            "points": gain.points,
            "step": effect.step,
            "at_most": effect.at_most,
            "annotations": self.reason_of({"text": effect.text, "text_span": effect.text_span})
            + effect.annotations,
            "span": self.span(start, end),
        }
        if gain.kind == "award":
            if effect.unless is not None:
                raise Slip(
                    codes.NOT_WITH_THIS,
                    effect.unless.span.start,
                    effect.unless.span.end,
                    found=keyword("UNLESS").words,
                    other=word.text,
                )
            return ast.Award(otherwise=otherwise is not None, **shared)
        return ast.Adjustment(kind=gain.kind, unless=effect.unless, **shared)

    def _other_rule(
        self, condition: ast.Expr | None, effect: OtherEffect, start: int, end: int
    ) -> ast.Statement:
        span = self.span(start, end)
        annotations = effect.annotations
        kind = effect.word.type
        if kind == "CAP":
            assert effect.points is not None
            return ast.Cap(
                condition=condition, points=effect.points, annotations=annotations, span=span
            )
        if condition is None:
            if kind == "NOT_APPLICABLE" and effect.treatment is not None:
                return ast.NotApplicableHeader(
                    treatment=effect.treatment, annotations=annotations, span=span
                )
            raise Slip(
                codes.CONDITION_MISSING, effect.word.start, effect.word.end, found=effect.word.text
            )
        match kind:
            case "NOT_APPLICABLE":
                return ast.NotApplicable(
                    condition=condition,
                    treatment=effect.treatment,
                    annotations=annotations,
                    span=span,
                )
            case "PARDON":
                return ast.Exemption(
                    condition=condition, text=effect.text, annotations=annotations, span=span
                )
            case "REQUIRE":
                return ast.Requirement(
                    condition=condition, text=effect.text or "", annotations=annotations, span=span
                )
            case _:
                pass
        return ast.Veto(
            condition=condition,
            grade=effect.grade,
            zero=effect.zero,
            annotations=annotations,
            span=span,
        )

    def row(self, items: list[Any], start: int, end: int) -> Row:
        subject: Any = items[1]
        if isinstance(subject, Token):
            subject = None
        effect = items[2] if len(items) > 2 and isinstance(items[2], Effect | OtherEffect) else None
        text = next((item.text for item in items[2:] if isinstance(item, Token)), None)
        return Row(subject, start, end, effect, text, spread(items, ast.Annotation))
