"""Points and steps: what a rule gives or takes."""

import re
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.expressions.mistakes import PASSED
from perfdsl.checker.expressions.operators import Mistake, add, compare
from perfdsl.checker.expressions.ways import without_minus
from perfdsl.checker.expressions.working_days import step_in_working_days
from perfdsl.checker.rules.step_ways import as_comparison, as_share, one_comparison, step_in_unit
from perfdsl.checker.rules.whole_steps import is_never_partial
from perfdsl.checker.type_words import type_words
from perfdsl.checker.ways_out import instead, is_english
from perfdsl.codes import logic as codes
from perfdsl.codes import types as type_codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.printing import written_unit
from perfdsl.model.types import (
    COUNT,
    NUMBER,
    POINT,
    POISON,
    RATIO,
    SCORE,
    Poison,
    Quantity,
    Zero,
)
from perfdsl.number import format_exact
from perfdsl.syntax import ast
from perfdsl.wording import Phrase, Words, phrase

StepMode = Literal["full", "started", "proportional"]


@attrs.frozen(eq=False, repr=False)
class Frame:
    """Where in the tree points are read: the indicator's key and marks, the file's step mode."""

    inference: Inference
    key: str
    full: Fraction
    upper: Fraction
    step_mode: StepMode | None
    incomplete: bool = False
    """Some line of the indicator could not be read; what it lacks says nothing."""

    def points(self, node: ast.Expr, row: str | None = None) -> rules.Points | None:
        """The points expression; None where a mistake was reported."""
        if isinstance(node, ast.Judged):
            return self._judged(node, row)
        return self.plain_points(node)

    def plain_points(self, node: ast.Expr) -> model.Expr | None:
        """Points that no person decides."""
        diagnostics = self.inference.diagnostics
        before = len(diagnostics)
        inferred = attrs.evolve(self.inference, in_points=True).infer(node)
        if isinstance(inferred.type, Poison):
            if isinstance(node, ast.Arithmetic) and len(diagnostics) == before + 1:
                self._say_share(node)
            if len(diagnostics) == before and not diagnostics.has_errors:
                diagnostics.report(codes.NOT_CONSTANT, node.span, text=node.span.text)
            return None
        if inferred.type == RATIO:
            diagnostics.report(
                type_codes.RATIO_AS_POINTS,
                node.span,
                helps=[_share_of_full(node)],
                text=node.span.text,
            )
            return None
        is_counted = isinstance(node, ast.Number) and inferred.type == COUNT  # `扣 1 份`
        of_points = isinstance(inferred.type, Zero) or inferred.type in (NUMBER, SCORE, COUNT)
        if is_counted or not of_points:
            diagnostics.report(
                type_codes.NOT_POINTS,
                node.span,
                helps=_in_points(node),
                text=node.span.text,
                type=type_words(inferred.type),
            )
            return None
        value = constant_value(inferred, self.full)
        if value is not None and value < 0:
            diagnostics.report(
                codes.NEGATIVE_POINTS, node.span, helps=without_minus(node), text=node.span.text
            )
            return None
        return inferred

    def _say_share(self, node: ast.Arithmetic) -> None:
        """`得 10 - 率`: a percentage of nothing; of 10 where that is what the indicator has."""
        found = self.inference.diagnostics.found[-1]
        said = (
            type_codes.RATIO_NEEDS_PERCENT,
            type_codes.TYPE_MISMATCH,
            type_codes.MONEY_NEEDS_UNIT,
        )
        if found.code not in said or node.operator not in "+-":
            return
        alone = attrs.evolve(self.inference, diagnostics=Diagnostics())
        left, right = alone.infer(node.left), alone.infer(node.right)
        if found.code is type_codes.MONEY_NEEDS_UNIT:  # an amount of money is no score
            self.inference.diagnostics.found[-1] = attrs.evolve(found, helps=())
            return
        if RATIO not in (left.type, right.type) or not {left.type, right.type} & {NUMBER, SCORE}:
            return
        is_rest = (
            node.operator == "-"
            and right.type == RATIO
            and constant_value(left, self.full) == self.full
        )
        helps = (_share_of_full(node.right),) if is_rest else ()
        ratio, points = (node.left, node.right) if left.type == RATIO else (node.right, node.left)
        if _says_points(points):
            helps = helps or (_share_of_full(ratio),) if ratio is node.left else helps
            helps = helps or (_as_share_of_full(ratio),)
            found = attrs.evolve(found, secondary=_named_points(found.secondary, points))
        self.inference.diagnostics.found[-1] = attrs.evolve(found, helps=helps)

    def optional_points(self, node: ast.Expr | None) -> model.Expr | None:
        """As `plain_points`, for what may be left out."""
        return self.plain_points(node) if node is not None else None

    def warn_above(self, points: model.Expr, node: ast.Expr, *, is_top: bool = True) -> None:
        """Points that the upper bound would cut anyway are seldom meant; `is_top`: no rule above gives more."""
        value = constant_value(points, self.full)
        if value is not None and value > self.upper:
            self.inference.diagnostics.report(
                codes.POINTS_ABOVE_FULL,
                node.span,
                helps=[
                    instead(node.span, f"{format_exact(points)} 分")
                    for points in _meant(value, self.upper, is_top=is_top)
                ],
                text=node.span.text,
                points=format_exact(value),
                upper=format_exact(self.upper),
            )

    def _judged(self, node: ast.Judged, row: str | None) -> rules.Judged | None:
        least, most = self.plain_points(node.least), self.plain_points(node.most)
        step = self.plain_points(node.step) if node.step is not None else None
        if least is None or most is None or (step is None and node.step is not None):
            return None
        low, high = constant_value(least, self.full), constant_value(most, self.full)
        if low is not None and high is not None and low >= high:
            swap = (
                Edit(node.least.span, node.most.span.text),
                Edit(node.most.span, node.least.span.text),
            )
            self.inference.diagnostics.report(
                codes.JUDGED_RANGE,
                node.span,
                helps=[Help(phrase("两端对调", "swap the ends"), swap, "unsafe")]
                if low > high
                else (),
                text=node.span.text,
            )
            return None
        size = constant_value(step, self.full) if step is not None else None
        if node.step is not None and size is not None and size <= 0:
            self.inference.diagnostics.report(
                codes.NOT_POSITIVE_STEP, node.step.span, text=node.step.span.text
            )
            return None
        key = f"{self.key}/{row}" if row else self.key
        return rules.Judged(least, most, step, key, span=node.span)

    # --- steps -----------------------------------------------------------------------------------

    def step(self, node: ast.Step, condition: model.Expr | None) -> rules.Step | None:
        """`每满 S` against the condition's comparison; None where a mistake was reported."""
        diagnostics = self.inference.diagnostics
        size = self.inference.quantity(node.size)
        is_read = condition is not None and not isinstance(condition.type, Poison)
        excess = _excess(condition) if condition is not None and is_read else None
        mode = node.mode or self.step_mode
        if mode is None and excess is not None:
            is_whole = is_never_partial(excess[0], size, self.inference.scope)
            mode = "full" if is_whole else None
        if mode is None:
            diagnostics.report(
                codes.STEP_MODE_MISSING, node.span, helps=_mode_helps(node), text=node.span.text
            )
        if condition is None or not is_read:
            return None
        if excess is None:
            declared = tuple(self.inference.scope.names())
            helps = as_comparison(condition, diagnostics)
            diagnostics.report(
                codes.STEP_COMPARISON,
                condition.span,
                helps=helps or one_comparison(condition, size, declared),
                text=condition.span.text,
            )
            return None
        expression, limit = excess
        value = constant_value(size) if not isinstance(size.type, Poison) else None
        if value is not None and value <= 0:
            diagnostics.report(codes.NOT_POSITIVE_STEP, node.size.span, text=node.size.span.text)
            return None
        if not self._step_fits(node, size, expression, limit) or mode is None:
            return None
        return rules.Step(mode, expression, size)

    def _step_fits(
        self, node: ast.Step, size: model.Expr, excess: model.Expr, limit: model.Expr | None
    ) -> bool:
        diagnostics = self.inference.diagnostics
        if isinstance(size.type, Poison) or isinstance(excess.type, Poison):
            return False
        if excess.type == RATIO and size.type == RATIO:
            limit_value = Fraction(0) if limit is None else constant_value(limit)
            if limit_value in (0, 1) or self._in_same_sign(limit, size):
                return True
            points = (constant_value(size) or Fraction(0)) * 100
            diagnostics.report(
                type_codes.STEP_READING,
                node.size.span,
                helps=[
                    instead(
                        node.size.span,
                        f"{format_exact(points)}{'pp' if is_english(node.size.span) else '个百分点'}",
                    )
                ],
                step=node.size.span.text,
                points=format_exact(points),
            )
            return False
        fits = (excess.type == RATIO and size.type == POINT) or (
            compare("<=", excess.type, size.type) is None
        )
        if fits:
            return True
        mistake = compare("<=", excess.type, size.type)
        if mistake is not None and mistake.code is type_codes.RATIO_NEEDS_PERCENT:
            self.inference.report_pair(mistake, excess, size, PASSED)
        else:
            diagnostics.report(
                type_codes.STEP_DIMENSION,
                node.size.span,
                helps=[
                    *step_in_working_days(excess, size),
                    *as_share(excess, limit, size),
                    *step_in_unit(node.size, excess, self.inference.scope),
                ],
                step=node.size.span.text,
                step_type=type_words(size.type),
                excess=excess.span.text,
                excess_type=type_words(excess.type),
            )
        return False

    def _in_same_sign(self, limit: model.Expr | None, size: model.Expr) -> bool:
        """`未达35‰的，每少1‰`, `< 1.2倍 每 0.2倍`: nobody means a share of the limit. 5% of 95% somebody may."""
        if limit is None:
            return False
        inferred = self.inference.scope.inferred
        units = {written_unit(side, inferred.get) for side in (limit, size)}
        return len(units) == 1 and units <= {"‰", "倍"}


def _in_points(node: ast.Expr) -> list[Help]:
    """`扣 1 份` in points."""
    if not isinstance(node, ast.Number) or node.span.text.isascii():
        return []
    return [instead(node.span, f"{format_exact(node.value)} 分")]


_POINTS = re.compile(r"(?:分|points?)$", re.IGNORECASE)


def _says_points(node: ast.Expr) -> bool:
    """`1 分`."""
    return isinstance(node, ast.Number) and _POINTS.search(node.span.text) is not None


def _named_points(labels: tuple[Label, ...], points: ast.Expr) -> tuple[Label, ...]:
    """The labels, with what is written in points called so."""
    said = phrase("这是{type}", "this is {type}", type=type_words(SCORE))
    return tuple(Label(each.span, said) if each.span == points.span else each for each in labels)


def _as_share_of_full(ratio: ast.Expr) -> Help:
    """Where it is open of how many points the rate is a share."""
    text = ratio.span.text
    return Help(
        phrase(
            "比率乘上分才是分，如「{text} × 满分」",
            "multiply the ratio by points, like 「{text} × full_marks」",
            text=text,
        )
    )


def _share_of_full(node: ast.Expr) -> Help:
    text = node.span.text
    if isinstance(node, ast.Arithmetic) and node.operator in "+-":
        text = f"({text})"
    if isinstance(node, ast.Number):
        said = phrase("写成「满分 × {text}」", "write 「full_marks × {text}」", text=text)
        return Help(said, (Edit(node.span, f"满分 × {text}"),), "unsafe")
    return Help(
        phrase("写成「{text} × 满分」", "write 「{text} × full_marks」", text=text),
        (Edit(node.span, f"{text} × 满分"),),
        "unsafe",
    )


def _meant(points: Fraction, most: Fraction, *, is_top: bool) -> list[Fraction]:
    """The most there is, and the figure with its point back; that one first, where it is not whole or below the top."""
    tenth = points / 10
    if points < 2 * most or tenth >= most:
        return [most]
    return [most, tenth] if is_top and tenth.denominator == 1 else [tenth, most]


def _mode_helps(node: ast.Step) -> list[Help]:
    size = node.size.span.text
    written = node.span.text
    at = written.rfind(size)
    word = written[:at].strip() if at > 0 else ""
    english = word.isascii() and bool(word)
    ways = (
        (
            Words("不足一步不算：「{new}」", "a part does not count: 「{new}」"),
            f"per full {size}" if english else f"每满 {size}",
        ),
        (
            Words("不足一步算一步：「{new}」", "a part counts as one: 「{new}」"),
            f"per started {size}" if english else f"每起 {size}",
        ),
        (
            Words("按比例算：「{new}」", "its share: 「{new}」"),
            f"per {size} pro rata" if english else f"每 {size} 按比例",
        ),
    )
    is_plain = at > 0 and at + len(size) == len(written)
    source, start = node.span.source, node.span.start
    spaced = "" if start and source.text[start - 1] in " \t\n" else " "
    behind = "" if source.text[node.span.end : node.span.end + 1] in " \n" else " "
    return [
        Help(
            Phrase(text, {"new": new}),
            (Edit(node.span, spaced + new + behind),) if is_plain else (),
            "unsafe",
        )
        for text, new in ways
    ]


def _excess(condition: model.Expr) -> tuple[model.Expr, model.Expr | None] | None:
    """How far the condition's one comparison is passed, and its limit (None: a bare quantity)."""
    match condition:
        case model.Comparison():
            if condition.operator in ("=", "!="):
                return None
            if condition.operator in (">", ">="):
                above, below = condition.left, condition.right
            else:
                above, below = condition.right, condition.left
            difference = add("-", above.type, below.type)
            type_ = POISON if isinstance(difference, Mistake) else difference
            excess = model.Arithmetic("-", above, below, type=type_, span=condition.span)
            limit = condition.right if constant_value(condition.left) is None else condition.left
            return excess, limit
        case model.Logic():
            if condition.operator != "and":
                return None
            found = [
                side_excess
                for side in (condition.left, condition.right)
                if (side_excess := _excess(side)) is not None
            ]
            return found[0] if len(found) == 1 else None
        case _:
            return (condition, None) if isinstance(condition.type, Quantity) else None
