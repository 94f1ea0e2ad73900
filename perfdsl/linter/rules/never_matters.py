"""Rules that change no score, whatever the facts."""

from collections.abc import Sequence

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.editing import delete_rule
from perfdsl.linter.pardons import as_full_marks, pardons_nothing, told
from perfdsl.linter.rule import LintRule
from perfdsl.linter.rules.deduction_lost import lost_deductions
from perfdsl.linter.rules.overlapping_caps import is_made_needless
from perfdsl.linter.view import Path, View
from perfdsl.meaning.banding import banded
from perfdsl.meaning.comparing import compare_exactly
from perfdsl.meaning.leaf import outcome_of
from perfdsl.meaning.lines import NotAnalyzed
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8008",
    "never-matters",
    "warning",
    Words(
        "「{text}」从不影响得分：有没有这一条，{witness}结果都一样",
        "「{text}」 never changes the score: with or without it, the result is the same{witness}",
    ),
    Words(
        "核对条件和分值，多余的删去", "check its condition and points; delete it if it is needless"
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        caps = [rule for rule in leaf.rules if isinstance(rule, rules.Cap)]
        tried = [r for r in leaf.rules if _is_asked(r, view)]
        if lost_deductions(leaf):
            continue  # said of all of them together
        if len(leaf.rules) < 2 or not tried or view.shape(path) is None:
            continue
        for rule in tried:
            if isinstance(rule, rules.Cap) and len(caps) > 1:
                is_needless = _is_dead(view, path, rule, caps)
            else:
                is_needless = _is_same(view, path, rule)
            if is_needless:
                is_pardon = pardons_nothing(rule, leaf.rules)
                meant = as_full_marks(rule, leaf.rules) if is_pardon else []
                diagnostics.report(
                    CODE,
                    rule.span,
                    notes=[told()] if is_pardon else [],
                    helps=[*meant, *(delete_rule(rule) if _may_go(rule, leaf.rules) else ())],
                    text=rule.span.text,
                    witness=_witness(view, rule),
                )

    _check_total(view, diagnostics)


def _check_total(view: View, diagnostics: Diagnostics) -> None:
    """扣, 加, 封顶 and grades under 总分 where the total is 0 anyway, by 一票否决 得 0."""
    group = view.rulebook.total_rules
    vetoes = [rule for rule in group if isinstance(rule, rules.Veto) and rule.zero]
    for rule in group:
        if not isinstance(rule, rules.Adjustment | rules.Cap | rules.Veto) or rule in vetoes:
            continue
        if rule.condition is None or not vetoes or not _is_settled(view, rule, rule.condition):
            continue
        veto = next((v for v in vetoes if _is_inside(view, rule.condition, v.condition)), None)
        if veto is not None:
            diagnostics.report(
                CODE,
                rule.span,
                secondary=[Label(veto.span, phrase("总分已是 0 分", "the total is 0 already"))],
                helps=delete_rule(rule),
                text=rule.span.text,
                witness=_witness(view, rule),
            )


def _is_settled(view: View, rule: rules.Rule, condition: model.Expr) -> bool:
    """Whether it can hold, has an answer always, and comes to the same in a total of 0."""
    if view.possible(condition) is not True or not view.always_has_value(condition):
        return False
    match rule:
        case rules.Adjustment():
            is_plain = rule.step is None and rule.at_most is None and rule.unless is None
            if isinstance(rule.points, rules.Judged) or not is_plain:
                return False
            return constant_value(rule.points) is not None
        case rules.Cap():
            return constant_value(rule.points) is not None
        case _:
            grades = view.rulebook.grades
            is_best = len(grades) > 1 and getattr(rule, "grade", None) == grades[0].name
            return len(grades) > 1 and not is_best and grades[-1].points <= 0 < grades[-2].points


def _is_inside(view: View, condition: model.Expr, veto: model.Expr) -> bool:
    return view.always_has_value(veto) and view.possible(condition, but=(veto,)) is False


def _may_go(rule: rules.Rule, group: Sequence[rules.Rule]) -> bool:
    """A cap at too many points was copied wrongly; an indicator needs a rule that gives or takes some."""
    giving = rules.Award | rules.Adjustment | rules.Bands | rules.Checklist
    is_cap = isinstance(rule, rules.Cap)
    return not is_cap and any(isinstance(each, giving) for each in group if each is not rule)


def _is_asked(rule: rules.Rule, view: View) -> bool:
    """扣, 加, 封顶 and 免扣 that can hold; 得 may be written out although it only says full marks."""
    match rule:
        case rules.Adjustment():
            if not isinstance(rule.points, rules.Judged) and constant_value(rule.points) == 0:
                return False
        case rules.Cap():
            if rule.condition is None:
                return True
        case rules.Exemption():
            pass
        case _:
            return False
    assert rule.condition is not None
    return view.possible(rule.condition) is not False


def _is_dead(view: View, path: Path, cap: rules.Cap, caps: Sequence[rules.Cap]) -> bool:
    """Of several 封顶: whether it does nothing even without the others; what they do to each other is another rule."""
    if is_made_needless(view, cap, caps):
        return False
    leaf = path[-1]
    alone = tuple(each for each in leaf.rules if each is cap or each not in caps)
    return _is_same(view, (*path[:-1], attrs.evolve(leaf, rules=alone)), cap)


def _is_same(view: View, path: Path, rule: rules.Rule) -> bool:
    leaf = path[-1]
    others = tuple(other for other in leaf.rules if other is not rule)
    without = (*path[:-1], attrs.evolve(leaf, rules=others))
    old = view.outcome(path)
    new = outcome_of(view.rulebook, without, view.years, is_fine=False)
    bands = banded(old, new)
    try:
        return compare_exactly(bands.old, bands.new, view.work(path)).verdict == "equal"
    except NotAnalyzed:
        view.unsettled.add(leaf.id)
        return False


def _witness(view: View, rule: rules.Rule) -> Words:
    condition = getattr(rule, "condition", None)
    found = view.witness(condition) if condition is not None else None
    if found is None:
        return Words("", "")
    return Words(f"例如 {found} 时", f", for example with {found}")


RULE = LintRule(
    CODE,
    Words(
        "删去这一条，任何单位的得分都不变。",
        "Without this rule every department has the same score.",
    ),
    Words(
        "读的人会以为它起作用；可能是分值、上限或前面的规则写错了。",
        "Readers believe that it counts; its points, a bound or a rule above may be wrong.",
    ),
    bad="""
控制率 > 100% 扣 10 分
控制率 > 100% 且 违规次数 > 0 扣 5 分
""",
    good="""
控制率 > 100% 扣 5 分
违规次数 > 0 扣 5 分
""",
    check=check,
)
