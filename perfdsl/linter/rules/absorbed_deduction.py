"""Points above the full marks, which deductions then take first."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.interpreter.base import is_candidate
from perfdsl.interpreter.bounds import Bounder
from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.linter.editing import append, is_english
from perfdsl.linter.rule import LintRule
from perfdsl.linter.searching import Results, fine_outcome, search
from perfdsl.linter.view import Path, View
from perfdsl.meaning.evaluating import result_at
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import SCORE
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

_FAR = 1_000_000

CODE = Code(
    "PD8034",
    "absorbed-deduction",
    "warning",
    Words(
        "「{text}」会超过 {upper} 分，多出的先抵掉扣分：{witness} 时算出 {base} 分，「{deduction}」扣不到分",
        "「{text}」 can exceed {upper}: with {witness} it is {base}, and 「{deduction}」 costs nothing",
    ),
    Words(
        "要先到满分为止再扣分，在后面写「最多 满分」，分档的写「得 最小(…, 满分)」",
        "to stop at full marks before points are taken, write `at most full marks` behind it; in bands, `award min(…, full marks)`",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        taking = [rule for rule in leaf.rules if _takes(rule)]
        for limited, place, points in _limited(view, leaf) if taking else ():
            _check(view, path, limited, place, points, taking, diagnostics)


def _takes(rule: rules.Rule) -> bool:
    if isinstance(rule, rules.Adjustment):
        return rule.kind == "deduct"
    return isinstance(rule, rules.Checklist) and rule.kind != "award"


def _limited(view: View, leaf: Indicator) -> Iterator[tuple[Indicator, Span, Span | None]]:
    """The leaf with one 得 that stops at the bound; where it stands, and behind what that can be said."""
    upper = model.Constant(leaf.upper, span=leaf.span, type=SCORE)
    for rule in leaf.rules:
        if isinstance(rule, rules.Award) and rule.at_most is None:
            if rule.step is None and not _may_exceed(view, rule.points, leaf):
                continue
            if isinstance(rule.points, rules.Judged):
                continue
            limited = attrs.evolve(rule, at_most=upper)
            is_last = rule.step is None or rule.step.size.span.start < rule.points.span.start
            place = rule.points.span if is_last else None
            yield _with(leaf, rule, limited), rule.span, place
        if isinstance(rule, rules.Bands):
            for row in rule.rows:
                if isinstance(row.points, rules.Interpolation) or not _may_exceed(
                    view, row.points, leaf
                ):
                    continue
                assert not isinstance(row.points, rules.Judged)
                least = model.Extremum("min", (row.points, upper), span=row.span, type=SCORE)
                rows = tuple(attrs.evolve(r, points=least) if r is row else r for r in rule.rows)
                yield _with(leaf, rule, attrs.evolve(rule, rows=rows)), row.span, None


def _may_exceed(view: View, points: rules.Points, leaf: Indicator) -> bool:
    """Whether nothing says that it cannot; found out without trying."""
    if isinstance(points, rules.Judged):
        return False
    evaluator = Evaluator(view.rulebook, Facts(view.rulebook.source), leaf.full, explains=False)
    most = Bounder(evaluator).number(points).most
    return most is None or most > leaf.upper


def _with(leaf: Indicator, old: rules.Rule, new: rules.Rule) -> Indicator:
    return attrs.evolve(leaf, rules=tuple(new if rule is old else rule for rule in leaf.rules))


def _without(leaf: Indicator, rule: rules.Rule) -> Indicator:
    return attrs.evolve(leaf, rules=tuple(other for other in leaf.rules if other is not rule))


def _check(
    view: View,
    path: Path,
    limited: Indicator,
    place: Span,
    points: Span | None,
    taking: list[rules.Rule],
    diagnostics: Diagnostics,
) -> None:
    leaf = path[-1]
    for rule in taking:
        pair = (leaf, limited)
        variants = (*pair, *(_without(each, rule) for each in pair), _base_of(leaf))
        outcomes = [fine_outcome(view, path, variant) for variant in variants]
        example = search(view, outcomes, _costs_nothing)
        if example is None:
            continue
        base = result_at(outcomes[-1], example.point)
        diagnostics.report(
            CODE,
            place,
            secondary=[Label(rule.span, phrase("这里扣不到分", "this takes nothing then"))],
            helps=_limit(points) if leaf.upper == leaf.full else (),
            text=place.text,
            upper=format_exact(leaf.upper),
            witness=example.text,
            base=format_exact(base) if isinstance(base, Fraction) else "",
            deduction=rule.span.text,
        )
        return


def _costs_nothing(results: Results) -> bool:
    """It would cost points if the 得 stopped at the bound, and costs none now."""
    now, bounded = results(0), results(1)
    if not isinstance(now, Fraction) or not isinstance(bounded, Fraction) or bounded >= now:
        return False
    free = results(3)
    return isinstance(free, Fraction) and bounded < free and results(2) == now


def _base_of(leaf: Indicator) -> Indicator:
    """Only what gives the base, without bounds."""
    giving = tuple(rule for rule in leaf.rules if is_candidate(rule))
    return attrs.evolve(leaf, rules=giving, upper=Fraction(_FAR), lower=Fraction(-_FAR))


def _limit(points: Span | None) -> list[Help]:
    if points is None:
        return []
    return append(points, "at_most full_marks" if is_english(points) else "最多 满分")


RULE = LintRule(
    CODE,
    Words(
        "「得」算出来的分可以超过满分，同一个指标又有扣分。",
        "An award can come to more than full marks, in an indicator that has deductions.",
    ),
    Words(
        "加减完才限制在满分以内，多出来的分会先抵掉扣分：超额完成的单位违规也不扣分。",
        "The bound applies after everything is added up: whoever is above it loses nothing for a fault.",
    ),
    bad="""
事实 完成率 比率
得 完成率 × 10 分
违规次数 > 0 扣 3 分
""",
    good="""
事实 完成率 比率
得 完成率 × 10 分 最多 满分
违规次数 > 0 扣 3 分
""",
    check=check,
)
