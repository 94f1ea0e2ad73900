"""One date of last year among dates of the year that is judged."""

import re
from collections.abc import Iterator
from datetime import date

import attrs

from perfdsl.checker.coverage.ranges import MIRRORED
from perfdsl.checker.facts.dates import takes_long
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.linter.editing import with_year
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.sameness import same_quantity
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

_YEAR_END = 10
_PLANNING = 6
"""From June on budgets and targets of the next year are drawn up."""
_PLANNED = re.compile(
    "预算|申报|编制|入库|项目库|储备|事前|目标|计划|布置|budget|plan|target|appl(?:y|i)|draft",
    re.IGNORECASE,
)
_BEFORE = re.compile("上年|去年|上一年|前一年|last year|previous year|year before", re.IGNORECASE)
_LIFETIME = 50
_SEVERAL = 2
CODE = Code(
    "PD8054",
    "date-of-another-year",
    "warning",
    Words(
        "「{text}」是 {other} 年的，年度和别处的日期都是 {year} 年",
        "「{text}」 is of {other}, while the year and the other dates are of {year}",
    ),
    Words("核对是不是去年的文件忘了改", "check whether it was left from last year's file"),
)


@attrs.frozen(eq=False, repr=False)
class _Compared:
    """A date that something is compared with; `is_start`: what is asked for comes after it."""

    subject: model.Expr
    day: date
    span: Span
    is_start: bool
    whole: model.Expr
    """The condition, or the definition, that it is a part of."""


def check(view: View, diagnostics: Diagnostics) -> None:
    year = view.rulebook.year
    if year is None:
        return
    found = list(_dates(view.rulebook))
    odd = [each for each in found if each.day.year != year]
    rest = [each for each in found if each.day.year == year]
    if len(odd) != 1 or not rest or not _is_left_over(odd[0], rest, view.rulebook, year):
        return
    span = odd[0].span
    diagnostics.report(
        CODE,
        span,
        secondary=[Label(rest[0].span)],
        helps=_in_year(span, odd[0].day, year),
        text=span.text,
        other=odd[0].day.year,
        year=year,
    )


def _is_left_over(odd: _Compared, rest: list[_Compared], book: RuleBook, year: int) -> bool:
    """Whether the year was probably not changed, or its digits are in the wrong order."""
    same = [each for each in rest if same_quantity(each.subject, odd.subject)]
    if sorted(str(odd.day.year)) == sorted(str(year)):
        if odd.day.year > year + _LIFETIME:
            return bool(same) or len(rest) >= _SEVERAL
        return bool(same) and not _may_be_of_another(odd, book)
    if abs(odd.day.year - year) == 1 and any(_is_one_limit(each, odd) for each in same):
        return True
    if odd.day.year != year - 1 or _may_be_of_another(odd, book):
        return False
    if odd.is_start and any(not each.is_start for each in same):
        return False  # a time from one year into the next
    return bool(same) or len(rest) >= _SEVERAL


def _may_be_of_another(odd: _Compared, book: RuleBook) -> bool:
    """What is due before the year begins, takes years, or is said to be of the year before."""
    name = odd.subject.span.text
    first_month = _PLANNING if _PLANNED.search(name) else _YEAR_END
    if odd.day.month >= first_month or (odd.day.month, odd.day.day) == (1, 1):
        return True
    told = "\n".join([name, *_meanings(odd.subject, book)])
    is_told = _BEFORE.search(told) is not None or str(odd.day.year) in told
    return takes_long(name) or is_told or _is_of_last_year(odd.subject)


def _is_of_last_year(subject: model.Expr) -> bool:
    return any(
        part.last_year
        for part in model.walk(subject)
        if isinstance(part, model.FactReference | model.DefinitionReference)
    )


def _meanings(subject: model.Expr, book: RuleBook) -> Iterator[str]:
    """What is written behind the declarations of the facts and fields it names."""
    for part in model.walk(subject):
        match part:
            case model.FactReference():
                yield book.facts[part.name].meaning or ""
            case model.FieldReference():
                fields = book.facts[part.records].fields
                yield from (each.meaning or "" for each in fields if each.name == part.field)
            case _:
                pass


def _is_one_limit(one: _Compared, other: _Compared) -> bool:
    """Whether two lines speak of one day, up to which and after which: `不晚于 2021-05-08 得`, `> 2020-05-08 扣`."""
    same_day = (one.day.month, one.day.day) == (other.day.month, other.day.day)
    return same_day and one.whole is not other.whole and one.is_start != other.is_start


def _dates(book: RuleBook) -> Iterator[_Compared]:
    """Every date that is written in a comparison or an interval, in rules and definitions."""
    rules = [rule for node in book.walk() for rule in node.rules]
    asked = [part for rule in (*rules, *book.total_rules) for part in expressions_in(rule)]
    asked += [definition.value for definition in book.definitions.values()]
    for expression in asked:
        for part in model.walk(expression):
            match part:
                case model.Comparison():
                    yield from _of_comparison(part, expression)
                case model.Within():
                    for end, is_start in (
                        (part.interval.lower, True),
                        (part.interval.upper, False),
                    ):
                        if isinstance(end, model.Constant) and isinstance(end.value, date):
                            yield _Compared(part.operand, end.value, end.span, is_start, expression)
                case _:
                    pass


def _of_comparison(node: model.Comparison, whole: model.Expr) -> Iterator[_Compared]:
    for side, other, operator in (
        (node.right, node.left, node.operator),
        (node.left, node.right, MIRRORED[node.operator]),
    ):
        if isinstance(side, model.Constant) and isinstance(side.value, date):
            yield _Compared(other, side.value, side.span, operator in (">", ">="), whole)


def _in_year(span: Span, day: date, year: int) -> list[Help]:
    """The same day of the year."""
    if (day.month, day.day) == (2, 29):
        return []
    return with_year(span, day.year, year, phrase("年份写成 {year}", "write {year}", year=year))


RULE = LintRule(
    CODE,
    Words(
        "规则里的日期都是本年度的，只有一个是上一年的。",
        "All dates in the rules are of the year that is judged, and one of the year before.",
    ),
    Words(
        "多半是从去年的文件改来，漏改了一处。十月以后的、从上一年跨到本年的、开工和合同这类要几年的、上半年以后编预算的不提。",
        "The file was probably made from last year's and one date left. Dates from October on, periods that begin in the year before, what takes years (contracts, building) and budgets drawn up from June on are not reported.",
    ),
    bad="""
年度 2021
语言 1
事实 申报日期 日期
事实 公示日期 日期
事实 验收日期 日期
指标 及时 10 分
  申报日期 > 2020-03-31 扣 5 分
  公示日期 > 2021-06-30 扣 3 分
  验收日期 > 2021-09-30 扣 2 分
""",
    good="""
年度 2021
语言 1
事实 申报日期 日期
事实 公示日期 日期
事实 验收日期 日期
指标 及时 10 分
  申报日期 > 2021-03-31 扣 5 分
  公示日期 > 2021-06-30 扣 3 分
  验收日期 > 2021-09-30 扣 2 分
""",
    check=check,
    is_file=True,
)
