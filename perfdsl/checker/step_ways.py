"""A step that does not go with what exceeds: the unit, or the share, that was meant."""

from perfdsl.checker.constants import constant_value
from perfdsl.checker.ways_out import instead
from perfdsl.codes.syntax import ENDS_UNSAID
from perfdsl.diagnostic import Diagnostics, Help
from perfdsl.model import expressions as model
from perfdsl.model.types import COUNT, DAYS, MONTHS, POINT, RATIO, WORKDAYS, Quantity
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.terms import keyword
from perfdsl.wording import phrase

_SIGNS = frozenset("><≥≤＞＜≧≦") | {">=", "<="}


def as_share(excess: model.Expr, limit: model.Expr | None, size: model.Expr) -> list[Help]:
    """`到位资金 < 批复预算 每满 5%`: the one as a share of the other, which is then less than 100%."""
    if limit is None or size.type not in (RATIO, POINT) or not isinstance(excess, model.Arithmetic):
        return []
    first, second = sorted((excess.left, excess.right), key=lambda side: side.span.start)
    if first.type != second.type or not isinstance(first.type, Quantity):
        return []
    if constant_value(first) is not None or constant_value(second) is not None:
        return []  # beside a fixed amount the unit of the step is as likely wrong
    source = excess.span.source
    between = source.text[first.span.end : second.span.start].strip()
    spelled = {
        word for name in ("GT", "GE", "LT", "LE") for word in (*keyword(name).zh, *keyword(name).en)
    }
    if between.lower() not in _SIGNS | spelled:
        between = ">" if first is excess.left else "<"
    new = f"{_bracketed(first)} / {_bracketed(second)} {between} 100%"
    return [instead(Span(source, first.span.start, second.span.end), new)]


def as_comparison(condition: model.Expr, diagnostics: Diagnostics) -> list[Help]:
    """`控制率 100%以上 每满 …` as `> 100%`: for what exceeds the limit its own value says nothing.

    So nothing needs to be said of whether it belongs to the interval either.
    """
    if not isinstance(condition, model.Within):
        return []
    interval = condition.interval
    limit = interval.upper if interval.lower is None else interval.lower
    if limit is None or (interval.lower is not None and interval.upper is not None):
        return []
    diagnostics.found[:] = [
        found
        for found in diagnostics.found
        if found.code is not ENDS_UNSAID
        or found.primary is None
        or found.primary.span != interval.span
    ]
    sign = "<" if interval.lower is None else ">"
    before = interval.span.source.text[interval.span.start - 1 : interval.span.start]
    space = "" if before in (" ", "\u3000") else " "
    return [instead(interval.span, f"{space}{sign} {limit.span.text}")]


def _bracketed(side: model.Expr) -> str:
    text = side.span.text
    is_sum = isinstance(side, model.Arithmetic) and not text.startswith(("(", "（"))
    return f"({text})" if is_sum else text


def _months_apart(size: ast.Number) -> Help:
    """`甲日晚于乙日的，每逾期1个月`: days are no months; how many months it was is a fact of its own."""
    return Help(
        phrase(
            "两个日期相差的是天数，一个月有几天不一定：声明「事实 逾期月数 月数」，写「逾期月数 每起 {size} 扣 … 分」",
            "two dates are days apart, and months differ in length: declare `fact months_late months` and write "
            "“months_late per started {size} deduct …”",
            size=size.span.text,
        )
    )


def step_in_unit(size: ast.Expr, excess: model.Expr) -> list[Help]:
    """The number of the step with the unit of what exceeds."""
    if not isinstance(size, ast.Number):
        return []
    if size.unit == "月" and excess.type in (DAYS, WORKDAYS):
        return [_months_apart(size)]  # a day for a month would be another rule
    units = {RATIO: "个百分点", DAYS: "天", WORKDAYS: "个工作日", MONTHS: "个月", COUNT: "个"}
    unit = units.get(excess.type) if isinstance(excess.type, Quantity) else None
    return [instead(size.span, f"{format_exact(size.value)}{unit}")] if unit is not None else []
