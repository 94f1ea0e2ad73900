"""满分 that no facts can reach."""

import re
from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.ranges import condition_ranges, interval_range
from perfdsl.checker.ways_out import with_marks
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.intervals import Range
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8001",
    "full-marks-unreachable",
    "warning",
    Words(
        "「{name}」满分 {full} 分，最多只能得 {most} 分{witness}",
        "「{name}」 has {full} points, and at most {most} can be reached{witness}",
    ),
    Words(
        "改分值，或补上能得满分的规则",
        "correct the points, or add the rule that gives full marks",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        shape = view.shape(path)
        if shape is None or shape.most is None or leaf.upper < leaf.full:
            continue
        most = shape.most
        if most.value < leaf.full:
            best = _best(leaf, most.value)
            diagnostics.report(
                CODE,
                leaf.span if best is None else best.span,
                secondary=[Label(leaf.span, phrase("满分在这里", "the full marks"))]
                if best
                else (),
                helps=[] if best is None else _full_marks(best, leaf),
                name=leaf.name,
                full=format_exact(leaf.full),
                most=format_exact(most.value),
                witness=shape.witness(most.point),
            )


def _best(leaf: Indicator, most: Fraction) -> rules.Award | rules.Band | None:
    """The one rule, or band with an open end, that gives these points: one number there is too low."""
    if any(isinstance(rule, rules.Adjustment | rules.Cap) for rule in leaf.rules):
        return None
    giving: list[rules.Award | rules.Band] = []
    for rule in leaf.rules:
        if isinstance(rule, rules.Award) and rule.step is None and rule.at_most is None:
            giving.append(rule)
        elif isinstance(rule, rules.Bands):
            giving += rule.rows
        elif not isinstance(rule, rules.NotApplicable | rules.Requirement):
            return None
    found = [each for each in giving if _points(each, leaf) == most]
    return found[0] if len(found) == 1 and len(giving) > 1 and _is_outermost(found[0]) else None


def _points(rule: rules.Award | rules.Band, leaf: Indicator) -> Fraction | None:
    if isinstance(rule.points, rules.Judged | rules.Interpolation):
        return None
    return constant_value(rule.points, leaf.full)


def _is_outermost(rule: rules.Award | rules.Band) -> bool:
    """Not a band between two limits: there a better one may have been left out."""
    parts: tuple[Range, ...]
    if isinstance(rule, rules.Band):
        where = interval_range(rule.interval) if rule.interval is not None else None
        parts = (where,) if where is not None else ()
    else:
        found = condition_ranges(rule.condition) if rule.condition is not None else None
        parts = found[1] if found is not None else ()
    return len(parts) == 1 and (
        parts[0].lower is None or parts[0].upper is None or parts[0].point is not None
    )


def _full_marks(rule: rules.Award | rules.Band, leaf: Indicator) -> list[Help]:
    """Full marks in place of the number that is written there."""
    assert not isinstance(rule.points, rules.Judged)
    span = rule.points.span
    if re.fullmatch(r"[\d.]+\s*(?:分|points?)?", span.text) is None:
        return []
    return [with_marks(span, leaf.full)]


RULE = LintRule(
    CODE,
    Words(
        "指标写了满分，但不管填什么都得不到。",
        "The full marks cannot be reached, whatever the facts.",
    ),
    Words(
        "多半是抄错了一档的分值，或者漏了一档。",
        "One of the points was probably copied wrongly, or a band is missing.",
    ),
    bad="""
执行率 >= 90% 得 8 分
否则 得 0 分
""",
    good="""
执行率 >= 90% 得 10 分
否则 得 0 分
""",
    check=check,
)
