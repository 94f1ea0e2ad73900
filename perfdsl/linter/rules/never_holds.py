"""Conditions that no facts meet."""

from collections.abc import Iterator

from perfdsl.checker.ranges import show_range
from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.types import TruthType
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8009",
    "never-holds",
    "warning",
    Words(
        "「{text}」永远不成立{witness}",
        "「{text}」 never holds{witness}",
    ),
    Words("核对比较的方向、界限和单位", "check the direction, the limit and its unit"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for _, rule in view.rules:
        for condition in conditions_of(rule):
            if not isinstance(condition, model.Constant) and view.possible(condition) is False:
                diagnostics.report(
                    CODE,
                    condition.span,
                    text=condition.span.text,
                    witness=possible_values(view, condition),
                )


def conditions_of(rule: rules.Rule) -> Iterator[model.Expr]:
    """The conditions of a rule; bare quantities of steps are none."""
    match rule:
        case rules.Bands():
            return
        case rules.Checklist():
            yield from (row.condition for row in rule.rows)
        case rules.Award() | rules.Adjustment():
            if rule.condition is not None and isinstance(rule.condition.type, TruthType):
                yield rule.condition
        case _:
            if rule.condition is not None:
                yield rule.condition


def possible_values(view: View, condition: model.Expr) -> Words:
    """What the one quantity of a condition can be."""
    holding = view.holding(condition)
    if holding is None:
        return Words("", "")
    domain = show_range(holding.atom.domain, holding.atom.type)
    text = holding.atom.text
    return Words(f"：{text} 只能在 {domain} 中", f": {text} is always in {domain}")


RULE = LintRule(
    CODE,
    Words(
        "条件对任何填报都不成立，这条规则用不到。",
        "No facts meet the condition; the rule is never used.",
    ),
    Words(
        "人数、次数不会小于 0，事实写了范围的也不会超出；多半是方向或界限写反了。",
        "Counts are never below 0, and facts stay in their declared range; the direction or the limit is probably reversed.",
    ),
    bad="""
违规次数 < 0 扣 2 分
执行率 < 90% 扣 10 分
""",
    good="""
违规次数 > 0 扣 2 分
执行率 < 90% 扣 10 分
""",
    check=check,
)
