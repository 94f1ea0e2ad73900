"""A year at the top that none of the texts names, which all name another one."""

import re
from collections import Counter
from collections.abc import Iterator

from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.linter.editing import with_year
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import Span
from perfdsl.width import HALF_WIDTH
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8043",
    "year-differs",
    "warning",
    Words(
        "年度写的是 {year}，文件里的名称、依据、来源写的是 {other} 年度",
        "the year is {year}, and the names, clauses and documents say {other}",
    ),
    Words(
        "核对年度：与填报文件不同时不能计分",
        "check the year: facts of another year are not scored",
    ),
)
_NAMED = re.compile(
    r"(?<!\d)(20\d\d)[ \u3000]*(?:年度|财年|财政年度)|(?:fiscal year|financial year|FY) ?(20\d\d)(?!\d)",
    re.IGNORECASE,
)
_MANY = 2
_VERY_MANY = 3
_NEARLY_ALL = 8
_OTHER_YEARS = re.compile(
    "上年|上一年|以前年度|下年|下一年|次年|去年|last year|next year", re.IGNORECASE
)


def check(view: View, diagnostics: Diagnostics) -> None:
    rulebook = view.rulebook
    span = rulebook.headers.get("year")
    other = _named_instead(rulebook)
    if rulebook.year is None or span is None or other is None:
        return
    in_scheme = other in _years(rulebook.scheme)
    scheme = rulebook.headers.get("scheme")
    diagnostics.report(
        CODE,
        span,
        secondary=[
            Label(scheme, phrase("这里写的是 {other} 年度", "this says {other}", other=other))
        ]
        if in_scheme and scheme is not None
        else [],
        helps=_instead(span, rulebook.year, other),
        year=rulebook.year,
        other=other,
    )


def _years(text: str) -> list[int]:
    return [int(one or other) for one, other in _NAMED.findall(text.translate(HALF_WIDTH))]


def _named_instead(rulebook: RuleBook) -> int | None:
    """Another year than that at the top, if the texts all speak of it, or nearly all of very many."""
    texts = [text.translate(HALF_WIDTH) for text in (rulebook.scheme, *_texts(rulebook))]
    named = [] if _OTHER_YEARS.search(rulebook.scheme) else _years(rulebook.scheme)
    counted = Counter(
        year for text in texts[1:] if not _OTHER_YEARS.search(text) for year in _years(text)
    )
    counted.update(named)
    if rulebook.year is None or not counted:
        return None
    ((other, times),) = counted.most_common(1)
    rest = sum(counted.values()) - times
    is_named = any(re.search(rf"(?<!\d){rulebook.year}(?!\d)", text) for text in texts)
    if other == rulebook.year:
        return None
    if rest or is_named:
        return other if times >= _NEARLY_ALL and times >= _NEARLY_ALL // 2 * rest else None
    needed = _VERY_MANY if other == rulebook.year - 1 else _MANY
    # one or two may be about another year than the one that is judged
    return other if times >= needed or named else None


def _texts(rulebook: RuleBook) -> Iterator[str]:
    """Whatever is written in quotes: of the facts, the definitions, the indicators and their rules."""
    yield from (fact.meaning for fact in rulebook.facts.values() if fact.meaning)
    for definition in rulebook.definitions.values():
        yield from _of_notes(definition.notes)
    for node in rulebook.walk():
        yield node.title
        yield from _of_notes(node.notes)
        for rule in node.rules:
            yield from _of_notes(rule.notes)
    for rule in rulebook.total_rules:
        yield from _of_notes(rule.notes)


def _of_notes(notes: rules.Notes) -> Iterator[str]:
    for group in (notes.basis, notes.documents, notes.method, notes.note, notes.reason):
        yield from group


def _instead(span: Span, year: int, other: int) -> list[Help]:
    said = phrase("年度写成 {other}", "write {other}", other=other)
    return with_year(span, year, other, said)


RULE = LintRule(
    CODE,
    Words(
        "文件头的年度，和方案名称、依据、来源里写的年度不是一年。",
        "The year at the top is not the one that the scheme, its clauses and documents name.",
    ),
    Words(
        "多半是从别的年度的文件改来，忘了改年度；那样填报文件的年度就对不上。",
        "The file was probably made from another year's and its year left; facts then do not fit.",
    ),
    bad="""
方案 甲县2021年度整体支出绩效评价
年度 2020
语言 1
事实 执行率 比率
指标 执行 10 分
  来源 "2021年度部门决算报表"
  执行率 < 90% 扣 10 分
""",
    good="""
方案 甲县2021年度整体支出绩效评价
年度 2021
语言 1
事实 执行率 比率
指标 执行 10 分
  来源 "2021年度部门决算报表"
  执行率 < 90% 扣 10 分
""",
    check=check,
    is_file=True,
)
