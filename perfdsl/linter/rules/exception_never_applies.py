"""除外 that can never be met where its rule holds."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.editing import without_exception
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8011",
    "exception-never-applies",
    "warning",
    Words(
        "「{text}」不起作用：规则成立时（例如 {witness}）它都不成立",
        "「{text}」 does nothing: where the rule holds (for example {witness}) it does not",
    ),
    Words("核对「除外」的条件", "check the condition of the exception"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for _, rule in view.rules:
        if not isinstance(rule, rules.Adjustment) or rule.unless is None:
            continue
        if view.possible(rule.condition, rule.unless) is not False:
            continue
        witness = view.witness(rule.condition)
        if witness is not None:
            diagnostics.report(
                CODE,
                rule.unless.span,
                helps=without_exception(rule),
                text=rule.unless.span.text,
                witness=witness,
            )


RULE = LintRule(
    CODE,
    Words(
        "「除外」的情形和规则的条件不会同时出现。",
        "The exception and the condition of its rule never hold together.",
    ),
    Words(
        "写了除外却免不了任何扣分，多半是界限写错了。",
        "It spares nobody; one of the limits is probably wrong.",
    ),
    bad="""
预算调整率 > 20% 扣 10 分 除外 预算调整率 < 10%
""",
    good="""
预算调整率 > 20% 扣 10 分 除外 预算调整率 > 50%
""",
    check=check,
)
