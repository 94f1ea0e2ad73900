"""A step that does not go with what exceeds: the unit, or the share, that was meant."""

import re
from collections.abc import Collection

from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.expressions.units_meant import (
    ENGLISH,
    hardly_yuan,
    measure_of,
    money_units,
)
from perfdsl.checker.ways_out import instead, is_english
from perfdsl.codes.syntax import ENDS_UNSAID
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.model import expressions as model
from perfdsl.model.contents import conjuncts
from perfdsl.model.types import COUNT, DAYS, MONEY, MONTHS, POINT, RATIO, WORKDAYS, Quantity
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.terms import keyword
from perfdsl.wording import Words, phrase

_TOO_MANY = 1000
"""A step of so many 万元 is hardly meant."""
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


_UNITS = {
    RATIO: Words("个百分点", "pp"), DAYS: Words("天", " days"), WORKDAYS: Words("个工作日", " working days"),
    MONTHS: Words("个月", " months"), COUNT: Words("个", " items"),
}  # fmt: skip


def step_in_unit(size: ast.Expr, excess: model.Expr, scope: Scope) -> list[Help]:
    """The number of the step with the unit of what exceeds, of money only where it has none."""
    if not isinstance(size, ast.Number):
        return []
    if size.unit == "月" and excess.type in (DAYS, WORKDAYS):
        return [_months_apart(size)]  # a day for a month would be another rule
    if excess.type == MONEY and size.unit is None:
        return _amounts(size, excess, scope)
    unit = _UNITS.get(excess.type) if isinstance(excess.type, Quantity) else None
    if unit is None:
        return []
    word = unit.en if is_english(size.span) else unit.zh
    if excess.type == COUNT:
        word = measure_of([excess], scope) or word
    return [instead(size.span, f"{format_exact(size.value)}{word}")]


def _amounts(size: ast.Number, excess: model.Expr, scope: Scope) -> list[Help]:
    """`吨均成本 > 160元 每 10`: the unit of the limit; else those the amounts may be meant in."""
    units = money_units([excess], scope)
    if size.value >= _TOO_MANY:
        units = list(dict.fromkeys(["元", *units]))
    elif units[0] == "元" and hardly_yuan(size.value, excess.span.text) and len(units) > 1:
        units = list(dict.fromkeys(["万元", *units]))
    if is_english(size.span):
        units = [ENGLISH.get(unit, unit) for unit in units]
    return [instead(size.span, f"{size.span.text}{unit}") for unit in units]


def one_comparison(
    condition: model.Expr, size: model.Expr, declared: Collection[str]
) -> list[Help]:
    """`甲 > 0 且 比例 < 100% 每 10% 扣`: which of them the steps count is to be seen; the others become truths."""
    compared = [
        part
        for part in conjuncts(condition)
        if isinstance(part, model.Comparison) and part.operator not in ("=", "!=")
    ]
    if len({_quantity(part) for part in compared}) < 2:
        return []  # one quantity with two limits: one of these is not for the steps
    others = [part for part in compared if not _counts(part, size)]
    first = others[0] if len(others) == len(compared) - 1 else compared[0]
    name = _truth_name(first, declared)
    said = phrase(
        "只能有一个大于或小于的比较，这里有 {count} 个：另外的先定义成是否，例如「定义 {name} = {text}」，条件里写「{name}」",
        "there may be one comparison with > or <, and here are {count}: define the others as truths, such as "
        "“define {name} = {text}”, and write 「{name}」 in the condition",
        count=len(compared),
        name=name,
        text=first.span.text,
    )
    if len(others) != len(compared) - 1 or len(compared) > 2 or name != _named_after(first):
        return [Help(said)]
    source, place = first.span.source, condition.span.start
    line = source.text.rfind("\n", 0, place) + 1
    indent = re.match(r"\s*", source.text[line:])
    define = keyword("DEFINE").spelling("en" if condition.span.text.isascii() else "zh")
    above = f"{indent.group() if indent else ''}{define} {name} = {first.span.text}\n"
    edits = (Edit(Span(source, line, line), above), Edit(first.span, name))
    return [Help(said, edits, "unsafe")]


def _quantity(comparison: model.Comparison) -> str:
    """What is compared with a limit."""
    is_fixed = constant_value(comparison.left) is not None
    return (comparison.right if is_fixed else comparison.left).span.text


def _counts(comparison: model.Comparison, size: model.Expr) -> bool:
    """Whether a step of this size goes with what is compared; points go with ratios."""
    kind = RATIO if size.type == POINT else size.type
    return kind in (comparison.left.type, comparison.right.type)


def _named_after(comparison: model.Comparison) -> str:
    """有甲, of `甲 > 0`; `has_items`, of `items > 0`."""
    subject = comparison.left
    is_some = comparison.operator == ">" and constant_value(comparison.right) == 0
    is_named = isinstance(subject, model.FactReference | model.DefinitionReference)
    name = subject.span.text
    if not (is_some and is_named and (name.isalpha() or (name.isascii() and name.isidentifier()))):
        return ""
    return f"has_{name}" if name.isascii() else f"有{name}"


def _truth_name(comparison: model.Comparison, declared: Collection[str]) -> str:
    name = _named_after(comparison)
    general = "condition_holds" if comparison.span.text.isascii() else "符合条件"
    return name if name and name not in declared else general
