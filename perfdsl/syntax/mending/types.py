"""The types of facts by the words that clerks, spreadsheets and programs have for them."""

import re

from perfdsl.terms import TERMS, find_unit

_SYNONYMS = {
    "ratio": ("百分比", "百分数", "百分率", "比例", "占比", "percent", "percentage", "rate", "share", "proportion", "fraction"),
    "人数": ("人",),
    "次数": ("次",),
    "truth": (
        "是/否", "是或否", "是、否", "是与否", "布尔", "布尔值", "bool", "boolean", "是非", "有无", "真假", "y/n", "yes/no", "logical", "flag",
    ),
    "date": ("年月日", "时间", "day", "datetime", "time"),
    "level": ("档次", "档位", "级别", "程度", "grade", "rank", "degree", "scale", "ordinal", "levels"),
    "choice": (
        "枚举", "选择", "单选", "单选框", "下拉", "下拉框", "下拉列表", "类别", "分类", "种类", "候选项", "选项值", "可选项",
        "enum", "option", "options", "category", "dropdown", "select", "choices",
    ),
    "text": ("文字", "字符", "字符串", "备注", "string", "str", "words"),
    "records": ("明细表", "清单", "列表", "表格", "台账", "数组", "list", "table", "record", "details", "array", "rows"),
    "count": ("整数", "数值", "数字", "number", "integer", "int", "quantity", "numeric"),
    "money": ("货币", "金钱", "钱", "资金", "amount", "currency", "sum", "cost"),
    "months": ("个月", "月"),
}  # fmt: skip
NEUTRAL = frozenset(("人数", "次数"))
"""Types whose words say more than the type does."""
TYPES = {term.id: term for term in TERMS if term.kind == "type"}
MEANT: dict[str, str] = (
    {spelling: term.id for term in TYPES.values() for spelling in (*term.zh, *term.en)}
    | {other: kind for kind, others in _SYNONYMS.items() for other in others}
    | {word: word for word in NEUTRAL}
)
"""What each word stands for: the id of a type, or 人数 and 次数 as they are."""
_UNITS = {
    "rmb": "yuan",
    "cny": "yuan",
    "圆": "元",
    "万圆": "万元",
    "块": "元",
    "万": "万元",
    "ten_thousand": "ten_thousand_yuan",
}
_MONEY = ("元", "千元", "万元", "百万元", "亿元")
_BY_NAME = (
    (re.compile(r"(?:日期|时间|(?:^|_)date|_day)$"), "date"),
    (re.compile(r"(?:率|比例|占比|比重|_rate|_ratio|_share)$"), "ratio"),
    (re.compile(r"人数$"), "人数"),
    (re.compile(r"次数$"), "次数"),
    (re.compile(r"月数$"), "months"),
    (re.compile(r"天数$"), "days"),
    (re.compile(r"(?:名称|事项|内容|姓名|单位名|(?:^|_)name)$"), "text"),
    (re.compile(r"清单$|明细表?$|台账$"), "records"),
)  # fmt: skip
_UNIT_WORDS = (
    (re.compile(r"\b(?:ten[- ]thousand|10[,.]?000|10 ?k|wan)[ _]?(?:yuan|rmb|cny)\b", re.I), "ten_thousand_yuan"),
    (re.compile(r"\b(?:hundred[- ]million|100 ?m)[ _]?(?:yuan|rmb|cny)\b", re.I), "hundred_million_yuan"),
    (re.compile(r"\b(?:thousand|1[,.]?000|1 ?k)[ _](?:yuan|rmb|cny)\b", re.I), "thousand_yuan"),
    (re.compile(r"\b(?:million|1 ?m)[ _](?:yuan|rmb|cny)\b", re.I), "million_yuan"),
    (re.compile(r"\b(?:working|business|work)[ -]?days\b", re.I), "working_days"),
    (re.compile(r"\b(?:true|yes|t|y)\s*(?:/|or)\s*(?:false|no|f|n)\b", re.I), "truth"),
    (re.compile(r"\(?\byyyy[-/]?mm[-/]?dd\b\)?", re.I), " "),
    (re.compile(r"\blists? of records\b", re.I), "records"),
    (re.compile(r"(?<=元)\s*[/／]\s*\w{1,2}(?!\w)|(?<=元)每\w{1,2}(?!\w)"), ""),
    (re.compile(r"人民币(?=[万亿千百]*元)"), ""),
    (re.compile(r"年\s*[/／、-]\s*月\s*[/／、-]\s*日|年月日"), "日期"),
    (re.compile(r"(?<=[率比重例])\s*[(（]\s*%\s*[)）]"), " 比率 "),
    (re.compile(r"(?<=[\s:：,，|(（])%(?=[\s)）]|$)"), "比率"),
)  # fmt: skip
_ASKED = re.compile(
    r"(?:是否|有没有|有无|是不是)\s*(?P<what>[^\W\d]\w*)$|(?P<name>[^\W\d]\w*?)\s*(?:[?？]|[(（]\s*(?:是|有|Y)\s*[/、或]?\s*(?:否|无|N)\s*[)）]|是\s+否|Y/N|\?)$"
    r"|is (?P<en>[a-z]\w*)$",
    re.IGNORECASE,
)


def unit_words(body: str) -> str:
    """English units of several words as one."""
    for pattern, unit in _UNIT_WORDS:
        body = pattern.sub(unit, body)
    return body


def unit_meant(word: str) -> str | None:
    """The unit as it should be written; None: it is none."""
    meant = _UNITS.get(word.lower(), word)
    unit = find_unit(meant)
    return None if unit in (None, "分", "位小数", "%", "‰", "百分点", "倍", "年") else meant


def type_of_unit(unit: str) -> tuple[str, str]:
    """The type that goes with a unit, and the unit as it is written behind that type."""
    known = find_unit(unit)
    if known in _MONEY:
        return "money", unit
    if known == "月":
        return "months", ""
    if known == "天":
        return "days", ""
    if known == "工作日":
        return "days", unit
    if unit in ("人", "次"):
        return f"{unit}数", ""
    return "count", unit


def type_by_name(name: str) -> str:
    """The type that a name tells by its end; empty where it tells none."""
    return next((kind for pattern, kind in _BY_NAME if pattern.search(name)), "")


def yes_or_no(body: str, file: str) -> str | None:
    """`是否按时公开`, `已问责？`: the name of a condition, as the file uses it."""
    match = _ASKED.fullmatch(body)
    if match is None:
        return None
    bare = match["what"] or match["name"] or match["en"]
    for name in (bare, f"有{bare}", f"已{bare}"):
        if len(re.findall(rf"(?<![A-Za-z_]){re.escape(name)}", file)) > (name == bare):
            return name
    return bare if match["name"] else None
