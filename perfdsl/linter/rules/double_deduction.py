"""Two deductions on one quantity that add up where one would do."""

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import Path, View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.types import TRUTH
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8026",
    "double-deduction",
    "info",
    Words(
        "{witness} 时两条都扣，共扣 {sum} 分：「{text}」成立时「{first}」也成立",
        "with {witness} both take points, {sum} in all: where 「{text}」 holds, 「{first}」 does too",
    ),
    Words(
        "只想扣一次的，用「按 … 分档」，或把界限写成一段",
        "if only one should count, use bands, or give the limits as an interval",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    total = view.rulebook.total_rules
    vetoes = tuple(rule.condition for rule in total if isinstance(rule, rules.Veto) and rule.zero)
    groups = [(path[-1].rules, _guards(path)) for path in view.leaves]
    for group, guards in (*groups, (total, vetoes)):
        taking = [
            rule
            for rule in group
            if isinstance(rule, rules.Adjustment) and rule.kind == "deduct" and rule.step is None
        ]
        said: set[str] = set()
        for number, first in enumerate(taking):
            for second in taking[number + 1 :]:
                narrow = _compare(view, first, second, guards, said, diagnostics)
                said |= {narrow} if narrow is not None else set()


def _guards(path: Path) -> tuple[model.Expr, ...]:
    """Conditions with which nothing is taken: 不适用, 免扣, and a base of no points."""
    found: list[model.Expr] = []
    for node in path:
        for rule in node.rules:
            is_barring = isinstance(rule, rules.NotApplicable | rules.Exemption)
            if is_barring or (isinstance(rule, rules.Award) and _gives_nothing(rule)):
                assert isinstance(rule, rules.NotApplicable | rules.Exemption | rules.Award)
                found += [rule.condition] if rule.condition is not None else []
    return tuple(found)


def _gives_nothing(rule: rules.Award) -> bool:
    return not isinstance(rule.points, rules.Judged) and constant_value(rule.points) == 0


def _compare(
    view: View,
    first: rules.Adjustment,
    second: rules.Adjustment,
    guards: tuple[model.Expr, ...],
    said: set[str],
    diagnostics: Diagnostics,
) -> str | None:
    """The narrower of the two, where it was reported: each is once."""
    held, other = view.holding(first.condition), view.holding(second.condition)
    if held is None or other is None or held.atom.key != other.atom.key:
        return None
    if held.where == other.where:
        return None  # written twice: another rule
    inner = view.possible(second.condition, but=(first.condition,)) is False
    outer = view.possible(first.condition, but=(second.condition,)) is False
    exceptions = tuple(each.unless for each in (first, second) if each.unless is not None)
    barring = (*exceptions, *guards)
    if barring and view.possible(first.condition, second.condition, but=barring) is not True:
        return None
    both = (first.condition, second.condition)
    witness = view.witness(*both, *(_contrary(each) for each in barring))
    points = [
        None if isinstance(rule.points, rules.Judged) else constant_value(rule.points)
        for rule in (first, second)
    ]
    if witness is None or inner == outer or points[0] is None or points[1] is None:
        return None
    wide, narrow = (first, second) if inner else (second, first)
    if narrow.id in said:
        return None
    diagnostics.report(
        CODE,
        narrow.span,
        secondary=[Label(wide.span, phrase("这条也扣", "this one takes points too"))],
        text=narrow.condition.span.text,
        first=wide.condition.span.text,
        witness=witness,
        sum=format_exact(points[0] + points[1]),
    )
    return narrow.id


def _contrary(condition: model.Expr) -> model.Expr:
    return model.Not(condition, span=condition.span, type=TRUTH)


RULE = LintRule(
    CODE,
    Words(
        "同一个数的两条扣分，一条成立时另一条也成立，两条的分会加在一起。",
        "Of two deductions on one quantity one holds wherever the other does, and both count.",
    ),
    Words(
        "表上写「超过 20% 扣 2 分，超过 50% 扣 5 分」，多半只想扣其中一条。",
        "A table with “above 20% 2 points, above 50% 5 points” mostly means one of them.",
    ),
    bad="""
预算调整率 > 20% 扣 2 分
预算调整率 > 50% 扣 8 分
""",
    good="""
预算调整率 在 20%(不含) 至 50%(含) 扣 2 分
预算调整率 > 50% 扣 10 分
""",
    check=check,
)
