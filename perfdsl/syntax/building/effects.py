"""From the items of a grammar rule to effects: what a condition does to the points."""

from fractions import Fraction
from typing import Any

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.number import format_exact
from perfdsl.syntax import ast
from perfdsl.syntax.building.drafts import Effect, Gain, OtherEffect, Tail
from perfdsl.syntax.building.expressions import ExpressionBuilder, is_zero, plain_points, spread
from perfdsl.syntax.prose import read_part
from perfdsl.syntax.slip import Remark, Slip, point_range
from perfdsl.syntax.token import Token
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
    "ALLOW": "allow",
}
STEP_MODES: dict[str, ast.StepMode] = {
    "WHOLE_STEPS": "full",
    "STARTED_STEPS": "started",
    "PROPORTIONAL": "proportional",
    "PER_FULL": "full",
    "PER_STARTED": "started",
}
_GAINS = {"DEDUCT": "deduct", "AWARD": "award", "ADD": "add"}
_MOST_OF = {"扣": "deduct", "加": "add", "得": "award"}
"""`扣满`, `最多加`: a limit that says of what."""


class EffectBuilder(ExpressionBuilder):
    """The methods of everything behind the condition of a rule."""

    def annotation(self, items: list[Any], start: int, end: int) -> ast.Annotation:
        return ast.Annotation(
            kind=ANNOTATION_KINDS[items[0].type],
            texts=tuple(item.text for item in items if item.type == "STRING"),
            span=self.span(start, end),
        )

    def gain(self, items: list[Any], start: int, end: int) -> Gain:
        del start, end
        word, points = items
        self.check_points(points)
        return Gain(_GAINS[word.type], word, plain_points(points))  # type: ignore[arg-type]

    def check_points(self, points: ast.Expr) -> None:
        """Refuse `1-2`, which must be a range; warn of `2-1`, which is 1 and looks like one."""
        if not isinstance(points, ast.Arithmetic) or points.operator != "-":
            return
        left, right = points.left, points.right
        if not isinstance(left, ast.Number) or not isinstance(right, ast.Number):
            return
        span = points.span
        if left.value < right.value:
            raise point_range(self.source, span.start, span.end)
        difference = format_exact(left.value - right.value)
        arguments: dict[str, Any] = {"found": span.text, "result": difference}
        self.remarks.append(Remark(codes.POINTS_DIFFERENCE, span.start, span.end, arguments))

    def gain_range(self, items: list[Any], start: int, end: int) -> Gain:
        del start, end
        word, points, _, upper, *rest = items
        if not rest and (isinstance(points, ast.Judged) or isinstance(upper, ast.Judged)):
            raise point_range(self.source, points.span.start, upper.span.end)
        return Gain(
            "award", word, plain_points(points), plain_points(upper), interpolated=bool(rest)
        )

    def no_points(self, items: list[Any], start: int, end: int) -> Gain:
        return Gain("award", items[0], self._zero(start, end))

    def _zero(self, start: int, end: int) -> ast.Number:
        return ast.Number(value=Fraction(0), span=self.span(start, end))

    def step(self, items: list[Any], start: int, end: int) -> ast.Step:
        word: Token = items[0]
        mode = STEP_MODES.get(word.type)
        return ast.Step(mode=mode, size=items[1], span=self.span(start, end))

    def at_most(self, items: list[Any], start: int, end: int) -> Tail:
        return Tail("at_most", start, end, plain_points(items[1]), text=items[0].text)

    def unless(self, items: list[Any], start: int, end: int) -> Tail:
        expression = items[0] if isinstance(items[1], Token) else items[1]
        return Tail("unless", start, end, expression)

    def until(self, items: list[Any], start: int, end: int) -> Tail:
        del items
        return Tail("nothing", start, end)

    def reason_tail(self, items: list[Any], start: int, end: int) -> Tail:
        return Tail("text", start, end, text=items[0].text)

    def part_tail(self, items: list[Any], start: int, end: int) -> Tail:
        part: Token = items[0]
        if part.type in STEP_MODES:
            return Tail("part", start, end, text=part.text, mode=STEP_MODES[part.type])
        said = read_part(part.text)
        return Tail("part", start, end, text=part.text, mode=said.mode, sizes=said.sizes)

    def tails_of(
        self,
        tails: tuple[Tail, ...],
        step: ast.Step | None,
        allowed: tuple[str, ...] = ("at_most", "unless", "text", "step", "part"),
    ) -> dict[str, Any]:
        said: dict[str, Any] = {
            "step": step,
            "at_most": None,
            "unless": None,
            "text": None,
            "text_span": (0, 0),
        }
        for tail in sorted(tails, key=lambda tail: tail.kind == "part"):
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
        """`不足1个按1个计`, `不足1个不计`, `按比例`: what a part of the step counts."""
        mode = tail.mode
        size = step.size.value if step is not None and isinstance(step.size, ast.Number) else None
        if (
            step is None
            or step.mode not in (None, mode)
            or any(said != size for said in tail.sizes if size is not None)
        ):
            raise Slip(
                codes.NOT_WITH_THIS if step is not None else codes.STATEMENT_NOT_HERE,
                tail.start,
                tail.end,
                found=tail.text,
                other=step.span.text if step is not None else "",
            )
        return attrs.evolve(step, mode=mode)

    def reason_of(self, said: dict[str, Any]) -> tuple[ast.Annotation, ...]:
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
        said = self.tails_of(tails, step)
        for tail in tails:
            kind = _MOST_OF.get(next((sign for sign in tail.text if sign in _MOST_OF), ""))
            if tail.kind == "at_most" and kind not in (None, gain.kind):
                raise Slip(
                    codes.NOT_WITH_THIS, tail.start, tail.end, found=tail.text, other=gain.word.text
                )
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
        """`每少1个百分点，不足1个按1个计，扣0.5分`, `每 1个百分点 按比例 扣 0.5 分`."""
        at = next(index for index, item in enumerate(items) if isinstance(item, Token))
        part: Token = items[at]
        tail = self.part_tail([part], part.start, part.end)
        return self.effect([*items[:at], *items[at + 1 :], tail], start, end)

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
        text = next((item.text for item in items[1:] if isinstance(item, Token)), None)
        return OtherEffect(
            items[0], start, end, text=text, annotations=spread(items, ast.Annotation)
        )

    pardon = _with_text
    require = _with_text

    def cap(self, items: list[Any], start: int, end: int) -> OtherEffect:
        return OtherEffect(
            items[0],
            start,
            end,
            points=plain_points(items[1]),
            annotations=spread(items, ast.Annotation),
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
