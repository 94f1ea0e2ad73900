"""Numbers with their units as a clerk writes them: `12,795.93万元`, `22.26%`, `63人`, `1.2亿`."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs

from perfdsl.checker.facts.words import canonical_name, fold
from perfdsl.measures import conversion, has_size, plain_measure
from perfdsl.model.types import UNITS
from perfdsl.number import format_exact, parse_decimal
from perfdsl.numerals import SPOKEN, read_numeral, spoken_figures
from perfdsl.terms import find_unit

LONGEST = 60
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_LETTERS = str.maketrans("OolI", "0011")

_NUMBER = re.compile(r"([¥￥$]?)\s*([+-]?[\d,]*\.?\d+(?:[eE][+-]?\d{1,2})?)\s*(.*)", re.DOTALL)
_CONDITION = r"^\s*(?:[<>≤≥≦≧=]|不低于|不少于|不超过|不高于|大于|小于|高于|低于|超过|至少|最多|约)|(?:以上|以下|以内|左右)\s*(?:[(（][^)）]*[)）])?\s*$|\d[%‰\w]*\s*(?:[~～—–]|至|到)\s*[+-]?\d"
_RANGE = r"\d[%‰]?\s*(?:\(不?含\)\s*)?(?:-|~|—|至|到)\s*\d"
_DATE = r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*[日号]?"
_SHORT_MONEY = {
    "万": "万元",
    "亿": "亿元",
    "千万": None,
    "块": "元",
    "圆": "元",
    "百万": "百万元",
    "千": None,
}
_NOTHING = (
    "无", "没有", "零", "未发现", "未发生", "没发生", "没有发生", "不存在", "未有", "没", "未产生", "未安排", "未涉及",
    "不涉及", "—", "——", "--", "---", "-", "－", "–", "/", "／", "\\", "none", "nil",
)  # fmt: skip
"""What tables and reports say of an amount or a number that is none."""
_DENIAL = "(?:本年|当年|全年|均|尚|暂)?(?:(?:未|没有|无)(?:逾期|延误|延期|超期|超时)|无|没有|未发现|未发生|未安排|不存在|未产生)[^\\d，。；]{0,10}"
_THOUSANDS_APART = re.compile(r"(?<![\d.])\d{1,3}(?:\s\d{3})+(?!\d)")
"""`12 345`, whatever space it is; `2023 12` are two numbers."""
_UNKNOWN = "(?:暂)?(?:无|没有|没)(?:法|数据|资料|记录|统计|报|填)"
LATER = (
    "待核实",
    "待定",
    "待填",
    "不详",
    "暂无",
    "暂缺",
    "缺",
    "N/A",
    "n/a",
    "?",
    "？",
    "空",
    "空白",
    "待补",
    "待补充",
    "待报",
    "待统计",
    "未填",
    "未报",
    "略",
    "null",
    "NULL",
    "None",
    "undefined",
    "TBD",
    "tbd",
    "#N/A",
    "…",
    "……",
)
_BLANK = r"[_\uff3f]+|[xX×]{2,}|[?？]{2,}|\.{3,}|…+"
_WRITTEN_BEFORE = r"^(?:小计|合计|共计|总计|总共|累计|共|计)[:：]?\s*(?=\d)"
"""What a table has before its numbers."""
_A_PART = r"(?<=\w)\s*[,，;；。]\s*其中((?:[^\d]*[\d.,]+|[一二两三四五六七八九十]+)[^\W\d]{0,3}?(?:[已均][^\W\d]+|元))$"
"""Behind a number, what a part of it did: `5个，其中4个已整改`; `475份，其中满意310份` may ask for the part."""
_REMARKS = (
    re.compile(r"()\s*//(.*)$"),
    re.compile(r"(?<=\d)(\s*[^\W\d]{0,4})\s*[,，;；。]\s*([^\W\d][^\d]*)$"),
)
_BRACKETS = re.compile("()\\s*[(（]([^()（）]*)[)）]$")
"""What is noted behind a number."""
SHARE = r"(\d{1,6})\s*/\s*(\d{1,6})"
_YUAN_SIGNS = ("¥", "￥")
_SOME = r"[余多](?=(?!额)[^\W\d]{0,4}$)"
_ABOUT = re.compile(rf"\d[%万亿千百个]?\s*{_SOME}")
"""`1200余万元`, `28万余册`, `3个多月`."""
_VAGUE = re.compile(rf"^(?:大约|大概|将近|约|近)\s*|\s*(?:左右|上下)$|(?<=[\d%万亿千百个]){_SOME}")
_MORE_THAN_A_UNIT = re.compile(r"/\s*\d|[^\W\d]*\s*\(.*\d|.*[,;。].*\d")
"""`475` in `310/475`, what is noted behind the number."""


@attrs.frozen(eq=False, repr=False)
class WrittenNumber:
    """`value` before the unit is applied; `unit` canonical, `unknown_unit` as written if not known."""

    value: Fraction
    unit: str | None = None
    unknown_unit: str | None = None


NotANumber = Literal["inequality", "unreadable"]


def is_later(text: str) -> bool:
    """Whether it says that nobody has filled it in yet, be it in brackets: `（待核实）`, `____`."""
    word = text.strip().strip("()（）【】[]<>《》 ")
    return word in LATER or re.fullmatch(_BLANK, word) is not None


def is_none(text: str) -> bool:
    """Whether it is the sign or the word a table has where there is nothing: `—`, `/`, `无`."""
    return text.strip().lower() in _NOTHING


def read_number(content: str | int | Decimal) -> WrittenNumber | NotANumber:
    """A number of the file: a TOML number, or a text with a number and perhaps a unit."""
    if isinstance(content, int | Decimal):
        return WrittenNumber(Fraction(content))
    text = fold(content)
    if len(text) > LONGEST:
        return "unreadable"
    match = _NUMBER.fullmatch(text)
    if match is not None and match.group(1) != "$":
        sign, digits, unit = match.groups()
        value = _value(digits)
        if value is not None and not unit.strip()[:1].isdigit():
            written = _with_unit(
                value, unit.strip(), "元" if sign in _YUAN_SIGNS and sign else None
            )
            more = _MORE_THAN_A_UNIT.match(written.unknown_unit or "")
            if written.unknown_unit is None or not (more or _is_inequality(text)):
                return written
    return "inequality" if _is_inequality(text) else "unreadable"


def is_readable(number: WrittenNumber | NotANumber) -> bool:
    """Whether it is a number, with a unit that is known if it has one."""
    return isinstance(number, WrittenNumber) and number.unknown_unit is None


def _is_inequality(text: str) -> bool:
    return any(re.search(each, text) is not None for each in (_CONDITION, _RANGE, _ABOUT))


def _value(digits: str) -> Fraction | None:
    if "e" in digits.lower():
        return Fraction(Decimal(digits)) if "," not in digits else None
    return parse_decimal(digits)


def _with_unit(value: Fraction, unit: str, default: str | None) -> WrittenNumber:
    if not unit:
        return WrittenNumber(value, default)
    short = unit.removeprefix("人民币").removesuffix("人民币").strip()
    known = _SHORT_MONEY.get(short) or find_unit(short) or find_unit(short.removeprefix("个"))
    if known is None:
        return WrittenNumber(value, None, unit)
    return WrittenNumber(value, known)


def read_date(content: str) -> date | NotANumber | None:
    """A day written with strokes or in Chinese; None if there is no such day."""
    match = re.fullmatch(_DATE, fold(content))
    if match is None:
        return "unreadable"
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def in_measure(number: WrittenNumber, declared: str | None, text: str) -> WrittenNumber:
    """A number of things in the declared measure word: `426000人`, `42.6万` as 42.6 万人; `text` as written."""
    written = number.unknown_unit or number.unit
    if written is None or (number.unit is not None and number.unit == declared):
        return number
    short = re.search("[万亿]$", text)
    if short is not None and number.unit == f"{short[0]}元":
        written = short[0] + (plain_measure(declared) if declared is not None else "个")
    written = canonical_name(written.removeprefix("个"))
    if declared is not None and written.lower() == canonical_name(declared).lower():
        return WrittenNumber(number.value, declared)
    plain = plain_measure(written)
    is_known = find_unit(plain) is not None or (
        declared is not None and plain == plain_measure(declared)
    )
    size = conversion(written, declared or plain)
    if size is None or not is_known or not (has_size(written) or has_size(declared or plain)):
        return number
    return WrittenNumber(number.value * size, declared or plain)


def unit_size(unit: str | None) -> Fraction:
    """How much one of the unit is in base units."""
    return UNITS[unit][1] if unit in UNITS else Fraction(1)


def with_thousands(text: str) -> tuple[str, ...]:
    """`11.935人`: what cannot be a fraction, with the point for the comma of thousands."""
    found = re.fullmatch(r"(\d{1,3})\.(\d{3})(\D*)", text)
    return ("".join(found.groups()),) if found is not None else ()


def number_meant(text: str) -> tuple[str, ...]:
    """What a text may have been meant to say that is nearly a number; nothing where that is not clear."""
    written = text.strip()
    if is_later(written) or re.match(_UNKNOWN, written):
        return ("",)
    if re.search("[$€£]", written):
        return ()  # other money
    if is_none(written) or re.fullmatch(_DENIAL, written):
        return ("0", "")
    from perfdsl.checker.facts.amounts import amount_meant, negative_meant

    special = negative_meant(written) or amount_meant(written)
    if special is not None:
        return (special,)
    plain = re.sub(
        r"^(?:about|approx\.?|approximately|around|nearly|roughly|some|circa|ca\.?)\s+(?=\d)|\s+or so$",
        "",
        written,
        flags=re.IGNORECASE,
    )
    plain = re.sub(_A_PART, _without_part, plain)
    for pattern in _REMARKS:
        plain = pattern.sub(_without_remark, plain)
    plain = re.sub(_WRITTEN_BEFORE, "", re.sub("(?<=[\\d%元人次个])[、,，;；.。]+$", "", plain))
    plain = _BRACKETS.sub(_without_remark, _VAGUE.sub("", plain))
    plain = re.sub(r"^(?:追减|核减|减少|调减|压减|减|负)\s*(?=\d)", "-", plain)
    plain = re.sub("^[\u2010-\u2014\u2043\ufe63]+\\s*(?=[\\d.])", "-", plain)
    plain = re.sub(r"^(?:追加|核增|增加|调增|增|正)\s*(?=\d)", "", plain)
    plain = re.sub(r"(?<!\d)(\d{1,3})((?:\.\d{3}){2,})(?!\d)", _without_dots, plain)
    part = _share_meant(plain)
    if part is not None:
        return (part,)
    tried = [plain.translate(_CAPITALS)]
    tried.append(_mended_digits(tried[0]))
    apart = _THOUSANDS_APART.sub(lambda match: "".join(match.group().split()), tried[1])
    tried.append(re.sub(r"(?<=\d)[，,、](?=\d)", "", apart))
    spoken = SPOKEN.match(tried[0].removeprefix("负"))
    figures = spoken_figures(spoken) if spoken is not None else None
    if spoken is not None and figures is not None:
        sign = "-" if tried[0].startswith("负") else ""
        tried.append(f"{sign}{figures}{tried[0].removeprefix('负')[spoken.end() :]}")
    numeral = re.match("[零〇一二两三四五六七八九十百千]+", tried[0])
    value = read_numeral(numeral.group()) if numeral is not None else None
    if numeral is not None and value is not None:
        tried.append(f"{value}{tried[0][numeral.end() :]}")
    for each in tried:
        number = read_number(each) if each != written else "unreadable"
        if isinstance(number, WrittenNumber) and number.unknown_unit is None:
            return (each,)
    return ()


def _without_part(found: re.Match[str]) -> str:
    """Nothing of what became of a part, unless that part does not count any more."""
    from perfdsl.checker.facts.remarks import changes_number

    return found[0] if changes_number(found[1], is_aside=True) else ""


def _without_remark(found: re.Match[str]) -> str:
    """What stands before the remark, unless it may say that it is another number."""
    from perfdsl.checker.facts.remarks import changes_number

    is_aside = found[0].rstrip().endswith((")", "）"))
    return found[0] if changes_number(found[2], is_aside=is_aside) else found[1]


def _without_dots(found: re.Match[str]) -> str:
    """`1.150.000`: dots between thousands."""
    return found[1] + found[2].replace(".", "")


def _share_meant(text: str) -> str | None:
    """`九成`, `8.5成`, `八成五`, `百分之百`, `11/12`: a percentage."""
    if text in ("百分百", "百分之百", "百分之一百", "十成", "100%%"):
        return "100%"
    part = re.fullmatch(SHARE, text)
    if part is not None and 0 < int(part[2]) >= int(part[1]):
        hundredths = round(Fraction(int(part[1]) * 10**4, int(part[2])))
        return f"{format_exact(Fraction(hundredths, 100))}%"
    found = re.fullmatch(
        "(?P<whole>[一二两三四五六七八九]|\\d(?:\\.\\d)?)成(?P<rest>[一二三四五六七八九半])?", text
    )
    if found is None:
        return None
    tens = (
        read_numeral(found["whole"])
        if not found["whole"][0].isdigit()
        else Fraction(found["whole"])
    )
    rest = Fraction(5) if found["rest"] == "半" else read_numeral(found["rest"] or "零")
    return None if tens is None or rest is None else f"{format_exact(tens * 10 + rest)}%"


def _mended_digits(text: str) -> str:
    """`39..5`, `39·5`, `39,5`, `1O0`, `2018+`, `￥2017年`: the number that was to be written."""
    text = fold(text).strip()
    text = re.sub(r"(?<=\d)\s*[.·。]{1,3}\s*(?=\d)", ".", text)
    text = re.sub(r"(?<=\d)[,、](?=\d{1,2}(?!\d))", ".", text)
    text = re.sub(r"^[lI](?=\W*$|[\u3400-\u9fff]+$)", "1", text)
    text = re.sub(
        r"(?<![A-Za-z])(?=[OolI\d]*\d)[OolI\d]+(?![A-Za-z])",
        lambda match: match.group().translate(_LETTERS),
        text,
    )
    return re.sub(
        r"(?<=\d)\+(?=\D|$)|(?<=\d)\s+(?=[eE][+-]?\d)|^[￥¥*#:'’=\s]+|^[共计合]{1,2}(?=\d)",
        "",
        text,
    )


_SPELLED = (("nian", "年"), ("yue", "月"), ("ri", "日"), ("hao", "号"))
"""What stays in a day where the input method was off."""


def date_meant(text: str, years: Sequence[int] = ()) -> tuple[str, ...]:
    """`20230215` as a day; one without a year in each of the `years` it may be of."""
    if is_later(text) or is_none(text):
        return ('""',)
    if len(text) > LONGEST:
        return ()
    folded = fold(text)
    for sound, sign in _SPELLED:
        folded = re.sub(rf"(?<=[\d年月])\s*{sound}", sign, folded, flags=re.IGNORECASE)
    bare = re.sub(r"\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?$", "", folded)
    bare = re.sub(
        "^(?:截至|截止到?|于|在)(?=\\d)|(?<=[日号\\d])(?:止|[上下]午|晚上?|早上)$", "", bare
    )
    bare = re.sub(r"(?<=\d)[,+](?=[\d年])|^[^\w]+|[^\w]+$", "", bare)
    found = read_date(bare) if bare != text else None
    if isinstance(found, date):
        return (found.isoformat(),)
    from perfdsl.checker.facts.amounts import date_written

    return date_written(folded, years)
