"""`每发生1次事故扣2分`, `每月巡查不少于2次`: the thing is named, the count that is declared is meant."""

import re
from collections.abc import Iterator

from perfdsl.syntax.mending.ways import Place, Way, replaced
from perfdsl.syntax.usage import declared_types

PERIOD = r"每(?:一?个)?(?:月度?|季度?|年度?|半年|周|星期|日|天|旬)"
_LEAST = r"不(?:得|能|应|应当)?(?:少|低|小)[于過过]|至少|最少|达到|达"
_ORDER = rf"{_LEAST}|少于|低于|不足|未达到|未达|不到|多于|超过|大于|不(?:得|能|应)?(?:多于|超过)"
_COMPARED = re.compile(
    rf"(?P<thing>[^\W\d]{{1,12}}?)(?:次数|数量?)?(?:应|须|要|需|必须|应当)?(?P<order>{_ORDER})"
)
_LEAST_FIRST = re.compile(
    r"(?:应|须|要|需|必须|应当)?(?P<order>至少|最少|不少于)(?:开展|进行|组织|召开|完成)?(?P<thing>[^\W\d]{1,12})"
)
_QUOTES = str.maketrans("", "", "「」“”")
_BEFORE = re.compile("(?:开展|进行|组织|召开|完成)")
_BEHIND = re.compile("(?:行为|情况|情形|问题|事件|现象|人员|记录|事项)$")
_PERIODIC = re.compile(rf"^(?P<indent>\s*)(?P<period>{PERIOD})\s*(?:{_COMPARED.pattern})(?=\s*\d)")
_PERIODIC_LEAST = re.compile(
    rf"^(?P<indent>\s*)(?P<period>{PERIOD})\s*(?:应|须|要|需|必须)?(?P<order>至少|最少|不少于)"
    r"(?:开展|进行|组织|召开|完成)?(?P<thing>[^\W\d]{1,12}?)\s*(?P<size>\d+\s*[^\W\d]{1,2}?)(?=\s*(?:的|时|以上)?\s*[,，]?\s*[得扣计])"
)
_EACH = re.compile(
    r"^(?P<indent>\s*)(?P<step>每(?:发生|出现|发现|查实|查出|有|发)?\s*(?:\d+|[一两])\s*(?:[^\W\d]|人次))\s*"
    r"(?P<thing>[^\W\d]{1,12}?)(?:的|时)?\s*[,，]?\s*(?=[扣加]\s*[\d一两])"
)
_EACH_THING = re.compile(
    r"^(?P<indent>\s*)每(?:发生|出现|发现|有)?(?P<thing>(?![少缺漏多超低高满起增减降相逾])[^\W\d]{2,12}?)\s*(?P<step>(?:\d+|[一两])\s*(?:[^\W\d]|人次))"
    r"(?:的|时)?\s*[,，]?\s*(?=[扣加]\s*[\d一两])"
)
"""`每违规1人扣1分`."""
_COUNTS = ("次数", "人数", "数量", "count")
_OF_A_COUNT = re.compile(
    r"^(?:累计|全年|年度|本年|当年|实际|发生|查实|年均?|每?月均?|每?季度?均?|每?周均?|每?日均?)*|"
    r"(?:人次|次数|人数|件数|起数|例数|宗数|处数|户数|数量|总数|总量|数|量|次|件|起)?(?:合计)?$"
)
"""What a name of a count has besides what is counted."""
_SHORT_PERIOD = re.compile("[月季周天日旬]|星期|半年")


def thing_counted(clause: str) -> tuple[str, str]:
    """Of `巡查不少于` the thing and the comparison; none where only the thing is named."""
    match = _COMPARED.fullmatch(clause) or _LEAST_FIRST.fullmatch(clause)
    return (match["thing"], match["order"]) if match is not None else (clause, "")


def counts_named(thing: str, file: str) -> list[str]:
    """The declared counts of that thing, as they are written: 投诉量 of 投诉, 投诉办结次数 is of another."""
    bare = _BEHIND.sub("", _BEFORE.sub("", thing)) or thing
    names = dict.fromkeys(name for name, kind in declared_types(file) if kind.lower() in _COUNTS)
    if len(bare) < 2:
        return []
    return [name for name in names if _is_count_of(bare, name.translate(_QUOTES))]


def counts_by(period: str, name: str) -> bool:
    """Whether what is said of 每月 or 每季度 can be held against it: facts are those of a year."""
    short = _SHORT_PERIOD.search(period)
    return short is None or short.group() in name


def _is_count_of(bare: str, name: str) -> bool:
    plain = _OF_A_COUNT.sub("", name)
    return bare in name if name.isascii() else plain == bare or _OF_A_COUNT.sub("", bare) == plain


_SHORT = re.compile(
    r"(?P<given>\s*[得计]\s*[\d.]+\s*分?)\s*[,，;；。]\s*每?(?:再)?(?:少|缺|差)于?(?P<step>[一1]\s*[^\W\d])(?:的)?\s*[,，]?\s*(?P<lost>扣\s*[\d.]+\s*分?[^\n]*)"
)
"""`2次得6分，少一次扣1分`: behind the least that is asked for."""
_SIZE = re.compile(r"\s*(\d+\s*(?:人次|[^\W\d得计扣])?)")


def counted(written: str, place: Place) -> Iterator[Way]:
    """The one count whose name has the thing in it takes its place; 每月 says how it was counted."""
    forms = (_PERIODIC, _PERIODIC_LEAST, _EACH, _EACH_THING)
    match = next(filter(None, (form.match(written) for form in forms)), None)
    if match is None:
        return
    names = counts_named(match["thing"], place.file)
    parts = match.groupdict()
    if len(names) != 1 or not counts_by(parts.get("period") or "", names[0]):
        return
    begin, end = match.end("indent"), match.end()
    if "step" in parts:
        yield _written_for(written, begin, end, f"{names[0]} 每{match['step'].removeprefix('每')} ")
        return
    order = "不少于" if re.fullmatch(_LEAST, match["order"]) else match["order"]
    order = {"不到": "少于"}.get(order, re.sub("(?<=不)(?:得|能|应当|应)", "", order))
    size = parts.get("size")
    if size is None:
        found = _SIZE.match(written, end)
        if found is None:
            return
        size, end = found[1], found.end()
    new = f"{names[0]} {order} {size.strip()}"
    short = _SHORT.match(written, end) if order == "不少于" else None
    if short is not None:
        given = short["given"].strip()
        new += f" {given}\n{match['indent']}{names[0]} < {size.strip()} 每少{short['step']} {short['lost']}"
        end = short.end()
    yield _written_for(written, begin, end, new)


def _written_for(written: str, begin: int, end: int, new: str) -> Way:
    return replaced(begin, end, written[begin:end], new)
