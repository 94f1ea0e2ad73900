"""不得分, and a 加 that still gives points."""

from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.interpreter.base import is_candidate
from perfdsl.linter.rule import LintRule
from perfdsl.linter.searching import Results, fine_outcome, search
from perfdsl.linter.view import Path, View
from perfdsl.meaning.evaluating import result_at
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import SCORE
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

_FAR = 1_000_000

CODE = Code(
    "PD8035",
    "added-to-zero",
    "warning",
    Words(
        "「{text}」成立时还会加分：{witness} 时「{addition}」也成立，得 {points} 分",
        "points are added where 「{text}」 holds: with {witness} 「{addition}」 holds too, which makes {points}",
    ),
    Words(
        "一分也不该得的，在加分后面写「除外」和这个条件",
        "if nothing should be given, write `unless` and this condition behind the addition",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        adding = [r for r in leaf.rules if isinstance(r, rules.Adjustment) and r.kind == "add"]
        if not adding or leaf.lower != 0:
            continue
        for rule in leaf.rules:
            if isinstance(rule, rules.Award) and _gives_nothing(rule):
                _check(view, path, rule, adding, diagnostics)


def _gives_nothing(rule: rules.Award) -> bool:
    """`条件 不得分`; 否则 and a plain 得 0 only say where to begin."""
    if rule.condition is None or isinstance(rule.points, rules.Judged) or rule.step is not None:
        return False
    return constant_value(rule.points) == 0


def _check(
    view: View,
    path: Path,
    zero: rules.Award,
    adding: list[rules.Adjustment],
    diagnostics: Diagnostics,
) -> None:
    leaf = path[-1]
    far = model.Constant(Fraction(-_FAR), span=zero.span, type=SCORE)
    below = _with(leaf, zero, attrs.evolve(zero, points=far))
    for rule in adding:
        others = tuple(other for other in leaf.rules if other is not rule)
        variants = (leaf, below, attrs.evolve(leaf, rules=others))
        outcomes = [fine_outcome(view, path, variant) for variant in variants]
        example = search(view, outcomes, _adds)
        if example is None:
            continue
        points = result_at(outcomes[0], example.point)
        assert isinstance(points, Fraction)
        diagnostics.report(
            CODE,
            zero.span,
            secondary=[Label(rule.span, phrase("这里还加分", "this still adds"))],
            helps=_except(leaf, zero, rule),
            text=zero.span.text,
            addition=rule.span.text,
            witness=example.text,
            points=format_exact(points),
        )
        return


def _with(leaf: Indicator, old: rules.Rule, new: rules.Rule) -> Indicator:
    return attrs.evolve(leaf, rules=tuple(new if rule is old else rule for rule in leaf.rules))


def _adds(results: Results) -> bool:
    """The zero is what counts there, and the 加 makes it more."""
    now, below, without = results(0), results(1), results(2)
    if not all(isinstance(result, Fraction) for result in (now, below, without)):
        return False
    assert isinstance(now, Fraction)
    return below == 0 < now and without == 0


def _except(leaf: Indicator, zero: rules.Award, rule: rules.Adjustment) -> list[Help]:
    """除外 behind the 加, where the zero comes first and nothing else stands there."""
    first = next(each for each in leaf.rules if is_candidate(each))
    text = rule.span.text
    if first is not zero or rule.unless is not None or any(mark in text for mark in '"“#\n'):
        return []
    assert zero.condition is not None
    edit = Edit(attrs.evolve(rule.span, start=rule.span.end), f" 除外 {zero.condition.span.text}")
    return [Help(phrase("这时不加分", "add nothing then"), (edit,), "unsafe")]


RULE = LintRule(
    CODE,
    Words(
        "一个条件成立时「不得分」，同一个指标的加分却还会加上去。",
        "Where a condition gives no points, an addition of the indicator is still made.",
    ),
    Words(
        "「不得分」只定基本分，「加」另外计算；读的人以为是 0 分。",
        "It only sets the base; additions come on top, and readers believe the score to be 0.",
    ),
    bad="""
执行率 < 60% 不得分
否则 得 8 分
有管理制度 加 2 分
""",
    good="""
执行率 < 60% 不得分
否则 得 8 分
有管理制度 加 2 分 除外 执行率 < 60%
""",
    check=check,
)
