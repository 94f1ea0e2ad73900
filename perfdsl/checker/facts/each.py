"""Values given for each of something: `43.5公斤/亩`, `每人1.2万元`, where 公斤 and 万元 are asked for."""

import re
from collections.abc import Callable
from unicodedata import normalize

from perfdsl.checker.facts.numbers import LONGEST
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.measures import SIGNS, has_size, measures_something, plain_measure
from perfdsl.source import Span
from perfdsl.terms import find_unit

_BEHIND = re.compile(
    r"(?P<front>[^/／每]*?\d[^/／每]*?)\s*[(（]?\s*(?:[/／]\s*每?|每|\bper\s+|\b(?:a|an|each|every)\s+)(?P<each>(?:[^\d]|(?<=m)[23])+?)\s*[)）]?"
)
_BEFORE = re.compile(r"(?P<each>(?:每[^\W\d每]{1,4}?)+|[^\W\d]{1,2}均)\s*(?P<front>[¥￥]?\s*\d.*)")
_BETWEEN = re.compile(r"\s*(?:[/／·・•.*×⋅、()（）]|每|\bper\b)\s*")
_THINGS = frozenset((
    "人", "人次", "人员", "生", "学生", "师", "教师", "户", "家", "家庭", "村", "社区", "乡", "镇", "县", "市", "校", "学校", "班", "班级", "园", "床", "床位",
    "张", "台", "台班", "套", "辆", "车", "部", "件", "例", "次", "场", "期", "批", "批次", "个", "项", "项目", "处", "座", "栋", "间", "所", "头", "只", "株", "棵",
    "日", "天", "工作日", "周", "旬", "月", "季", "季度", "年", "年度", "学年", "学期", "学时", "课时", "时", "小时", "分", "分钟", "秒", "昼夜", "度", "份", "册", "本", "条", "篇",
    "平方", "立方", "平", "方", "米", "单位", "机构", "名", "位", "标准煤", "公里", "垧", "畝", "劳", "均", "亩均", "人均", "户均", "年均", "月均", "日均", "地", "单", "床均", "校均", "班均",
    "mu", "person", "people", "capita", "head", "student", "pupil", "household", "family", "year", "month", "week", "day", "hour", "annum", "time", "case", "visit",
    "bed", "village", "school", "class", "unit", "item", "project", "capita", "yr", "mo", "d", "l", "ml", "hm", "y", "a",
))  # fmt: skip
"""What there is so much for each of, besides the measures."""


_YEARS = frozenset(("年", "年度", "学年", "year", "annum", "yr"))
"""What is asked for is that of a year."""
_SHORT = frozenset((
    "日", "天", "工作日", "周", "旬", "月", "季", "季度", "学期", "昼夜", "day", "week", "month",
))  # fmt: skip
_TOTAL = re.compile(
    "预算|决算|支出|收入|资金|拨款|投资|总|合计|完成|结余|面积|数$|budget|total|spen[dt]|revenue",
    re.IGNORECASE,
)
_OF_EACH = re.compile(
    "均|每|单位|单价|单产|标准|定额|密度|浓度|per|average|unit|each|rate", re.IGNORECASE
)


def without_each(
    span: Span, name: str, takes: Callable[[Span], bool], diagnostics: Diagnostics
) -> tuple[str, ...] | None:
    """The value at `span` without each of what it is, if it is taken so; None where it is none of that kind.

    `diagnostics`: where `takes` reports. If it says of the unit what it was to be, that is the value.
    Nothing where `name` may be that of a total: so much for each person is not what all of them have, nor
    what is spent in a month what is spent in a year.
    """
    text = span.text
    if len(text) > LONGEST or "\n" in text:
        return None
    inner = text.strip("\"'“”‘’ ")
    start = span.start + text.find(inner)
    found = _BEHIND.fullmatch(inner) or _BEFORE.fullmatch(inner)
    if found is None or not _is_thing(found["each"]):
        return None
    front = Span(span.source, start + found.start("front"), start + found.end("front"))
    value = front.text.strip() if takes(front) else _only_unit(diagnostics)
    if value is None:
        return None
    parts = _parts(found["each"])
    if any(part in _SHORT and part.rstrip("天度") not in name for part in parts):
        return ()
    of_a_year = all(part in _YEARS for part in parts)
    is_named = any(part in name for part in parts) and not _TOTAL.search(name)
    return (value,) if of_a_year or is_named or _OF_EACH.search(name) else ()


def _only_unit(diagnostics: Diagnostics) -> str | None:
    """The value with its unit put right, where there is one way to do that and nothing else is wrong."""
    edits = [edit for each in diagnostics for help_ in each.helps for edit in help_.edits]
    is_unit = len(edits) == 1 and diagnostics.found[0].code is codes.UNKNOWN_UNIT
    return edits[0].replacement.strip('"') if is_unit else None


def _parts(each: str) -> list[str]:
    return [part for part in _BETWEEN.split(normalize("NFC", each).strip()) if part]


def _is_thing(each: str) -> bool:
    """Whether all it names can be counted or measured: `生·年`, `立方米`, `(人·天)`, `万人`."""
    parts = _parts(each)
    return bool(parts) and all(map(_is_one, parts))


def _is_one(word: str) -> bool:
    word = SIGNS.get(word.lower(), word.lower())
    plain = plain_measure(word)
    return (
        bool({word, plain} & _THINGS)
        or has_size(word)
        or measures_something(word)
        or find_unit(plain) == plain
    )
