"""Headers and declarations written as in other tools, or with other signs: the whole line anew."""

import re
from collections.abc import Iterator

from perfdsl.syntax.mending_annotations import told_annotations
from perfdsl.syntax.mending_facts import told_facts
from perfdsl.syntax.mending_headers import told_headers
from perfdsl.syntax.mending_headings import told_headings
from perfdsl.syntax.mending_rows import told_checklists, told_rows
from perfdsl.syntax.mending_ways import Place, Way, rewritten
from perfdsl.terms import TERMS
from perfdsl.wording import phrase

_SYNONYMS = {
    "比率": ("百分比", "百分数", "百分率", "比例", "%", "％"),
    "人数": ("人",),
    "次数": ("次",),
    "是否": ("是/否", "是或否", "是、否", "布尔", "bool", "boolean", "是非"),
    "日期": ("年月日", "时间"),
    "等级": ("档次", "档位", "级别"),
    "选项": ("枚举", "选择", "单选"),
    "文本": ("文字", "字符", "字符串", "备注"),
    "明细": ("明细表", "清单", "列表", "表格"),
    "数量": ("整数", "数值", "数字"),
}
"""What clerks and other tools call a type."""
_TYPES = tuple(word for term in TERMS if term.kind == "type" for word in term.zh)
_MEANT = {word: word for word in _TYPES} | {
    other: word for word, others in _SYNONYMS.items() for other in others
}
_TYPE = "|".join(map(re.escape, sorted(_MEANT, key=len, reverse=True)))
_NAME = r"(?:「[^」]+」|[^\s:：,，=＝(（|\d][^\s:：,，=＝(（|]*?)"
_GAP = r"(?:\s*[:：,，=＝|]\s*[(（]?|\s*[(（]\s*|\s+[(（]?)"
"""What stands between a name and its type."""
_ROW_BELOW = re.compile(rf"\n\s*[-—–·•]\s*{_NAME}\s+(?:{_TYPE})(?![^\W\d_])")
_UNTYPED = re.compile(rf"\s*事实\s*[:：]?\s*(?P<name>{_NAME})\s*[:：]?\s*$")
_FACT = re.compile(
    rf"\s*(?:\d+[.、)）]\s*)?(?:事实|实事|事實|数据项?|变量|参数|字段)\s*[:：]?\s*(?P<name>{_NAME})"
    rf"(?:\s*[(（]\w{{1,4}}[)）])?{_GAP}(?P<type>{_TYPE})(?![^\W\d_])[)）]?\s*(?P<rest>.*)$"
)
_FIELD = re.compile(
    rf"(?P<sign>\s*(?:[-—–·•●*]\s*)?)(?P<name>{_NAME}){_GAP}(?P<type>{_TYPE})(?![^\W\d_])[)）]?\s*(?P<rest>.*)$"
)
_LISTED = re.compile(rf"\s*(?:明细表?|清单)\s*[:：]?\s*(?P<name>{_NAME})\s*[:：]?\s*$")
_SEPARATORS = re.compile(r"\s*[,，、/／;；|｜]\s*|\s+")
_UNIT = re.compile(r"[(（]\s*(\w{1,4})\s*[)）]\s*(?=$|[\"“])")
_REMARK = re.compile(r"[(（]\s*([^()（）]{2,})\s*[)）]\s*$|^([\u3400-\u9fff][^\"“”<>=\d]{3,})$")
_RANGE = re.compile(r"^\s*(\d[\d.]*%?)\s*[-—–~～]+\s*(\d[\d.]*%?)")
_HEADERS = (
    (
        re.compile(
            r"\s*(?:(?:评价|财政|会计|考核|预算)?年[度份]?)\s*[:：]?\s*[“\"]?(20\d\d)\s*年?度?[”\"]?\s*$"
        ),
        "年度 {}",
    ),
    (re.compile(r"\s*(20\d\d)\s*年?度\s*$"), "年度 {}"),
    (re.compile(r"\s*年度\s*(\d\d)\s*年?\s*$"), "年度 20{}"),
    (
        re.compile(r"\s*(?:总满分|满分值|满分总计|总分值|全卷满分)\s*[:：]?\s*(\d+)\s*\D{0,2}$"),
        "满分 {} 分",
    ),
    (
        re.compile(
            r"\s*(?:小数位?数?|四舍五入|保留小数|精度|取)\s*[:：]?\s*(\d)\s*位?\s*(?:小数)?\s*$"
        ),
        "保留 {} 位小数",
    ),
    (re.compile(r"\s*每[满起]\s*[:：]?\s*(按整|进一|按比例)\s*$"), "每 {}"),
    (re.compile(r"\s*剔除\s*[:：]?\s*(组内|全表)\s*$"), "剔除换算 {}"),
    (re.compile(r"\s*(?:语言|语法)?版本\s*[:：]?\s*\D{0,3}(1)(?:\.0)?\s*$"), "语言 {}"),
)
_YEARS = re.compile(
    r"\s*(?:评价|财政|会计|考核|预算)?年[度份]?\s*[:：]?\s*(20\d\d)\s*年?\s*[-—~至]+\s*(20\d\d)\s*年?度?\s*$"
)
"""`年度 2021-2023`: which of them is meant, the writer has to say."""
_PLACES = re.compile(r"\s*(?:精确|保留|四舍五入)\s*(?:到|至)\s*0\.(0*1)\s*分?\s*$")
_CELLS = re.compile(
    r"\s*(?:[一二三四]级)?指标\s+(?P<name>[^\W\d]\w*)\s*[\t|｜]\s*(?P<points>\d+(?:\.\d+)?)\s*分?\s*[\t|｜]\s*(?P<text>.*[\u3400-\u9fff]{2}.*)"
)
"""Three cells of one row of the table."""


def by_declarations(written: str, below: str, place: Place) -> Iterator[Way]:
    """The line as it should be written, where it is seen what it declares or sets; `below`: the text behind it."""
    is_row = place.in_list
    for new in (
        *_told(written, place),
        *told_checklists(written, below),
        *_facts(written, below),
        *_fields(written, is_row=is_row),
        *_headers(written),
    ):
        yield rewritten(written, new)
    cells = _CELLS.fullmatch(written)
    if cells is not None:
        yield _with_clause(written, cells)


def years(written: str) -> Iterator[Way]:
    """`年度 2021-2023`: either of them."""
    match = _YEARS.match(written)
    for year in match.groups() if match is not None else ():
        yield rewritten(written, f"年度 {year}")


def _told(written: str, place: Place) -> Iterator[str]:
    """The line by its parts, in whatever order they stand."""
    yield from told_facts(
        written,
        place.file,
        is_row=place.in_fields,
        is_fact=re.match(r"\s*(?:事实|fact\s)", written) is not None,
    )
    yield from told_headings(written, place.file)
    yield from told_headers(written, place.file[: place.start], place.file)
    yield from told_annotations(written)
    yield from told_rows(written, place)


def _with_clause(written: str, cells: "re.Match[str]") -> Way:
    """Name, points and what the table says of them, in one line: the text is the clause."""
    inner = cells["text"].strip().replace('"', "”")
    begin = cells.end("name")
    points = f" {cells['points']} 分"
    indent = written[: len(written) - len(written.lstrip())]
    said = phrase(
        "标题只写名称和分值，后面的文字写成「依据」",
        "a heading has a name and points; put the text behind them into `basis`",
    )
    return Way(((begin, len(written.rstrip()), f'{points}\n{indent}  依据 "{inner}"'),), said)


def _facts(written: str, below: str) -> Iterator[str]:
    untyped = _UNTYPED.match(written)
    if untyped is not None and _ROW_BELOW.match(below):
        yield f"事实 {untyped['name']} 明细"
    match = _FACT.match(written)
    if match is not None:
        for rest in _rests(match):
            yield f"事实 {match['name']} {_MEANT[match['type']]} {rest}".rstrip()
    match = _LISTED.match(written)
    if match is not None:
        yield f"事实 {match['name']} 明细"


def _fields(written: str, *, is_row: bool) -> Iterator[str]:
    match = _FIELD.match(written)
    if match is not None and (is_row or match["sign"].strip()):
        sign = "-" if is_row or written[:1].isspace() else "事实"
        for rest in _rests(match):
            yield f"{sign} {match['name']} {_MEANT[match['type']]} {rest}".rstrip()


def _rests(match: "re.Match[str]") -> Iterator[str]:
    """What stands behind the type, in the ways it may be meant."""
    rest = match["rest"].strip(" \t:：。.,，;；")
    if _MEANT[match["type"]] in ("等级", "选项"):
        words = [word for word in _SEPARATORS.split(rest.strip("()（）[]【】")) if word]
        bare = [word.strip("\"“”'") for word in words]
        if len(bare) > 1 and all(word.isalnum() for word in bare):
            yield ", ".join(bare)
        return
    yield rest
    yield _RANGE.sub(r"\1 至 \2", rest)
    yield _UNIT.sub(r"\1 ", rest)
    yield re.sub(r"(?<=元)\s*/\s*\w+", "", rest)
    remark = _REMARK.search(rest)
    if remark is not None and not re.search("事实|定义", rest):
        yield f"{rest[: remark.start()]}“{remark.group(1) or remark.group(2)}”"


def _headers(written: str) -> Iterator[str]:
    if written[:1].isspace():
        return
    for pattern, form in _HEADERS:
        match = pattern.match(written)
        if match is not None:
            yield form.format(match.group(1))
    places = _PLACES.match(written)
    if places is not None:
        yield f"保留 {len(places.group(1))} 位小数"
