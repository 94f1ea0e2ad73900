"""A computed rate compared for equality."""

from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.printing import show_value
from perfdsl.model.types import RATIO
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8031",
    "exact-rate",
    "info",
    Words(
        "「{text}」只在正好等于时成立：{name} = {near} 时不成立",
        "「{text}」 holds for exactly that value only: with {name} = {near} it does not",
    ),
    Words("用「>=」「<=」或一段区间", "use >=, <= or an interval"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for _, rule in view.rules:
        for expression in expressions_in(rule):
            for part in model.walk(expression):
                if isinstance(part, model.Comparison) and part.operator in ("=", "!="):
                    _check(part, view, diagnostics)


def _check(part: model.Comparison, view: View, diagnostics: Diagnostics) -> None:
    for side, other in ((part.left, part.right), (part.right, part.left)):
        limit = constant_value(other)
        if limit is None or limit in (0, 1) or side.type != RATIO:
            continue
        value = side
        if isinstance(side, model.DefinitionReference):
            value = view.rulebook.definitions[side.name].value
        parts = list(model.walk(value))
        if any(isinstance(part, model.Rounding) for part in parts):
            continue  # it is equal to what is written often enough, or never
        if not any(isinstance(p, model.Arithmetic) and p.operator == "/" for p in parts):
            continue
        near = show_value(limit + Fraction(1, 100_000), RATIO)
        diagnostics.report(CODE, part.span, text=part.span.text, name=side.span.text, near=near)


RULE = LintRule(
    CODE,
    Words(
        "算出来的比率用「=」比较，除了 0 和 100% 几乎不会正好相等。",
        "A rate that is computed hardly ever equals a number other than 0 and 100% exactly.",
    ),
    Words(
        "比较用的是没有取整的数：印出来是 95% 的，可能是 95.004%。",
        "The exact number is compared: what is printed as 95% may be 95.004%.",
    ),
    bad="""
定义 支出比率 = 支出数 / 年初预算数
年初预算数 = 0 不适用 得 满分
支出比率 = 95% 得 10 分
否则 得 0 分
""",
    good="""
定义 支出比率 = 支出数 / 年初预算数
年初预算数 = 0 不适用 得 满分
支出比率 >= 95% 得 10 分
否则 得 0 分
""",
    check=check,
)
