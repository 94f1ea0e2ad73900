"""From the items of a grammar rule to statements."""

from fractions import Fraction
from typing import Any

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.syntax import ast
from perfdsl.syntax.building_expressions import ExpressionBuilder, is_zero, plain_points, spread
from perfdsl.syntax.drafts import Effect, Gain, OtherEffect, Row, Tail
from perfdsl.syntax.slip import Slip
from perfdsl.syntax.token import Token
from perfdsl.terms import find_type, find_unit, keyword
from perfdsl.wording import Words

ANNOTATION_KINDS: dict[str, ast.AnnotationKind] = {
    "BASIS": "basis",
    "DOCUMENTS": "documents",
    "METHOD": "method",
    "NOTE": "note",
    "REASON": "reason",
    "PROBLEM": "problem",
    "ADVICE": "advice",
    "FORMER_NAME": "former_name",
    "CODE": "code",
}
_LEVELS = {"LEVEL_1": 1, "LEVEL_2": 2, "LEVEL_3": 3, "LEVEL_4": 4, "INDICATOR": 0}
_STEP_MODES: dict[str, ast.StepMode] = {
    "WHOLE_STEPS": "full",
    "STARTED_STEPS": "started",
    "PROPORTIONAL": "proportional",
    "PER_FULL": "full",
    "PER_STARTED": "started",
}
_GAINS = {"DEDUCT": "deduct", "AWARD": "award", "ADD": "add"}


@attrs.frozen
class TotalOpening:
    """A line `总分`."""

    start: int
    end: int


class StatementBuilder(ExpressionBuilder):
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
        return ast.StepHeader(mode=_STEP_MODES[items[1].type], span=self.span(start, end))

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
        return ast.GradeEntry(name=items[0].text, points=plain_points(items[1]), span=self.span(start, end))

    def grades_header(self, items: list[Any], start: int, end: int) -> ast.Header:
        return ast.GradesHeader(
            entries=spread(items, ast.GradeEntry), span=self.span(start, end)
        )

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
        name = self.named(items[1])
        raise Slip(codes.TYPE_MISSING, name.span.start, name.span.end, found=name.span.text)

    def definition(self, items: list[Any], start: int, end: int) -> ast.Definition:
        return ast.Definition(
            name=self.named(items[1]), value=items[3], span=self.span(start, end)
        )

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
        points = next((item for item in items if isinstance(item, ast.Node) and not isinstance(item, ast.Annotation)), None)
        tails = self._tails(spread(items, Tail), None, allowed=("at_most", "unless", "text"))
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
            annotations=self._reason(tails) + spread(items, ast.Annotation),
            span=self.span(start, end),
        )

    def limit(self, items: list[Any], start: int, end: int) -> ast.Limit:
        return ast.Limit(
            kind="upper" if items[0].type == "UPPER" else "lower",
            points=plain_points(items[1]),
            annotations=spread(items, ast.Annotation),
            span=self.span(start, end),
        )

    def annotation(self, items: list[Any], start: int, end: int) -> ast.Annotation:
        return ast.Annotation(
            kind=ANNOTATION_KINDS[items[0].type],
            texts=tuple(item.text for item in items if item.type == "STRING"),
            span=self.span(start, end),
        )

    # --- effects ---

    def gain(self, items: list[Any], start: int, end: int) -> Gain:
        del start, end
        word, points = items
        self.check_points(points)
        return Gain(_GAINS[word.type], word, plain_points(points))  # type: ignore[arg-type]

    def gain_range(self, items: list[Any], start: int, end: int) -> Gain:
        word, points, _, upper, *rest = items
        if not rest and (isinstance(points, ast.Judged) or isinstance(upper, ast.Judged)):
            raise Slip(codes.POINTS_RANGE, start, end, found=self.text_of(start, end))
        return Gain(
            "award", word, plain_points(points), plain_points(upper), interpolated=bool(rest)
        )

    def no_points(self, items: list[Any], start: int, end: int) -> Gain:
        return Gain("award", items[0], self._zero(start, end))

    def _zero(self, start: int, end: int) -> ast.Number:
        return ast.Number(value=Fraction(0), span=self.span(start, end))

    def step(self, items: list[Any], start: int, end: int) -> ast.Step:
        word: Token = items[0]
        mode = _STEP_MODES.get(word.type)
        if len(items) == 3:
            said = _STEP_MODES[items[2].type]
            if mode is not None and mode != said:
                raise Slip(
                    codes.NOT_WITH_THIS,
                    items[2].start,
                    items[2].end,
                    found=items[2].text,
                    other=word.text,
                )
            mode = said
        return ast.Step(mode=mode, size=items[1], span=self.span(start, end))

    def at_most(self, items: list[Any], start: int, end: int) -> Tail:
        return Tail("at_most", start, end, plain_points(items[1]))

    def unless(self, items: list[Any], start: int, end: int) -> Tail:
        expression = items[0] if isinstance(items[1], Token) else items[1]
        return Tail("unless", start, end, expression)

    def until(self, items: list[Any], start: int, end: int) -> Tail:
        del items
        return Tail("nothing", start, end)

    def reason_tail(self, items: list[Any], start: int, end: int) -> Tail:
        return Tail("text", start, end, text=items[0].text)

    def part_tail(self, items: list[Any], start: int, end: int) -> Tail:
        return Tail("part", start, end, text=items[0].text)

    def _tails(
        self,
        tails: tuple[Tail, ...],
        step: ast.Step | None,
        allowed: tuple[str, ...] = ("at_most", "unless", "text", "step", "part"),
    ) -> dict[str, Any]:
        said: dict[str, Any] = {
            "step": step, "at_most": None, "unless": None, "text": None, "text_span": (0, 0)
        }
        for tail in tails:
            found = self.text_of(tail.start, tail.end)
            if tail.kind == "nothing":
                continue
            if tail.kind not in allowed:
                raise Slip(codes.ROW_EFFECT, tail.start, tail.end, found=found)
            if tail.kind == "part":
                said["step"] = self._with_part(said["step"], tail)
                continue
            if said[tail.kind] is not None:
                raise Slip(codes.SAID_TWICE, tail.start, tail.end, found=found)
            match tail.kind:
                case "step":
                    said["step"] = tail.step
                case "text":
                    said["text"] = tail.text
                    said["text_span"] = (tail.start, tail.end)
                case _:
                    said[tail.kind] = tail.expression
        return said

    def _with_part(self, step: ast.Step | None, tail: Tail) -> ast.Step:
        """`不足1个按1个计` and `不足1个不计` say what a part of the step counts."""
        mode: ast.StepMode = "full" if "不计" in tail.text else "started"
        if step is None or step.mode not in (None, mode):
            raise Slip(
                codes.NOT_WITH_THIS if step is not None else codes.STATEMENT_NOT_HERE,
                tail.start,
                tail.end,
                found=tail.text,
                other=step.span.text if step is not None else "",
            )
        return attrs.evolve(step, mode=mode)

    def _reason(self, said: dict[str, Any]) -> tuple[ast.Annotation, ...]:
        if said["text"] is None:
            return ()
        span = self.span(*said["text_span"])
        return (ast.Annotation(kind="reason", texts=(said["text"],), span=span),)

    def effect(self, items: list[Any], start: int, end: int) -> Effect:
        step = items[0] if isinstance(items[0], ast.Step) else None
        gain: Gain = items[1] if step is not None else items[0]
        tails = tuple(
            Tail("step", item.span.start, item.span.end, step=item)
            if isinstance(item, ast.Step)
            else item
            for item in items[1:]
            if isinstance(item, Tail | ast.Step)
        )
        said = self._tails(tails, step)
        return Effect(
            gain,
            start,
            end,
            step=said["step"],
            at_most=said["at_most"],
            unless=said["unless"],
            text=said["text"],
            text_span=said["text_span"],
            annotations=spread(items, ast.Annotation),
        )

    def effect_with_part(self, items: list[Any], start: int, end: int) -> Effect:
        """`每少1个百分点，不足1个按1个计，扣0.5分`."""
        part: Token = items[1]
        step = self._with_part(items[0], Tail("part", part.start, part.end, text=part.text))
        return self.effect([step, *items[2:]], start, end)

    def not_applicable(self, items: list[Any], start: int, end: int) -> OtherEffect:
        treatment: ast.Treatment | None = None
        said = [item for item in items[1:] if not isinstance(item, ast.Annotation)]
        if said:
            if said[0].type == "EXCLUDE":
                treatment = "exclude"
            elif said[0].type == "NO_POINTS" or is_zero(said[1]):
                treatment = "zero"
            elif isinstance(said[1], ast.FullMarks):
                treatment = "full"
            else:
                stop = said[1].span.end
                raise Slip(
                    codes.TREATMENT_UNKNOWN,
                    said[0].start,
                    stop,
                    found=self.text_of(said[0].start, stop),
                )
        return OtherEffect(
            items[0], start, end, treatment=treatment, annotations=spread(items, ast.Annotation)
        )

    def _with_text(self, items: list[Any], start: int, end: int) -> OtherEffect:
        text = next(
            (item.text for item in items[1:] if isinstance(item, Token)), None
        )
        return OtherEffect(
            items[0], start, end, text=text, annotations=spread(items, ast.Annotation)
        )

    pardon = _with_text
    require = _with_text

    def cap(self, items: list[Any], start: int, end: int) -> OtherEffect:
        return OtherEffect(
            items[0], start, end, points=plain_points(items[1]), annotations=spread(items, ast.Annotation)
        )

    def veto(self, items: list[Any], start: int, end: int) -> OtherEffect:
        said = [item for item in items[1:] if not isinstance(item, ast.Annotation)]
        grade = None
        zero = False
        if said and said[0].type == "GRADES":
            grade = self.named(said[1])
        elif said:
            zero = said[0].type == "NO_POINTS" or is_zero(said[1])
            if not zero:
                raise Slip(
                    codes.HEADER_VALUE,
                    said[0].start,
                    said[1].span.end,
                    header=items[0].text,
                    found=self.text_of(said[0].start, said[1].span.end),
                    example=Words("一票否决 得 0", "veto award 0"),
                )
        return OtherEffect(
            items[0],
            start,
            end,
            grade=grade,
            zero=zero,
            annotations=spread(items, ast.Annotation),
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
            raise Slip(
                codes.POINTS_RANGE,
                gain.points.span.start,
                gain.upper_points.span.end,
                found=self.text_of(gain.points.span.start, gain.upper_points.span.end),
            )
        shared: dict[str, Any] = {
            "condition": condition,
            "points": gain.points,
            "step": effect.step,
            "at_most": effect.at_most,
            "annotations": self._reason({"text": effect.text, "text_span": effect.text_span})
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
        if isinstance(effect, Effect) and effect.gain.interpolated:
            if isinstance(subject, ast.Interval):
                subject = self._closed_where_unsaid(subject)
        text = next((item.text for item in items[2:] if isinstance(item, Token)), None)
        return Row(subject, start, end, effect, text, spread(items, ast.Annotation))

    def _closed_where_unsaid(self, interval: ast.Interval) -> ast.Interval:
        """Between points on a line it makes no difference which band an unsaid end belongs to."""
        unsaid = {
            remark.end for at, remark in self.unsaid if at == interval.span.start
        }
        self.unsaid = [entry for entry in self.unsaid if entry[0] != interval.span.start]
        if interval.upper is not None and interval.span.end in unsaid:
            return attrs.evolve(interval, upper_closed=True)
        return interval
