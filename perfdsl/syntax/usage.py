"""What kind of thing a line takes a name for, and what the lines of a file declare it to be."""

import re
from functools import lru_cache

import attrs

from perfdsl.codes.syntax import TYPE_MISSING
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax.slip import Slip
from perfdsl.terms import TERMS, find_type, find_unit
from perfdsl.wording import phrase

_COMPARED = re.compile(
    r"\s*(?:[<>≤≥＜＞=＝≧≦!]=?|大于等于|小于等于|大于|小于|超过|高于|低于|不低于|不超过|不高于|不少于|不大于|不小于|不多于"
    r"|未达到?|不满|未满|达到?|不足|少于|多于|等于|(?:在|介于)(?=\s*[\d.,]+\s*(?:[%％‰]|[万亿]?元))|above|below|at least|more than|less than|no more than|reaches|under|over"
    r"|每满|每起|每|per full|per started|per)\s*(?P<number>[\d.,]+)\s*"
    r"(?P<unit>%|％|‰|\s?percent(?=\W)|[^\W\d_]{1,4}?)?(?=\s|$|[扣得加，,。且或的]|(?<=[%％‰元])[及以(（])"
)
_HOLDS = re.compile(
    r"\s*+(?:的|时)?[，,]?\s*+"
    r"(?:扣|得|加|且|或|封顶|不适用|免扣|不得分|不计分|一票否决|须说明|除外|[\"“]|deduct|award|and |or |then "
    r"|not[ _]applicable|no[ _]points|pardon|cap |veto|must[ _]explain|add )"
)
_COUNTED = re.compile(r"\s*(?:扣|得|加|deduct|award|add)[^每]*(?:每|\bper\b)")
_YUAN = re.compile(r"\s*(?:(?:ten|hundred)[ _])?(?:(?:thousand|million)[ _])?yuan", re.IGNORECASE)
_KINDS = {
    "%": "比率", "percent": "比率", "％": "比率", "‰": "比率", "倍": "比率", "元": "金额", "千元": "金额", "万元": "金额",
    "百万元": "金额", "亿元": "金额", "万": "金额", "亿": "金额", "百万": "金额", "千万": "金额", "天": "天数", "日": "天数", "工作日": "天数 工作日", "days": "天数",
    "个工作日": "天数 工作日", "个月": "月数", "人": "人数", "名": "人数", "次": "次数", "分": "数量 分", "": "数量",
}  # fmt: skip


OPERATORS = tuple("/÷×*+-－＋／")
_QUOTES = str.maketrans("", "", '"“”')
TYPE_AT_END = re.compile(
    rf"(\w+?)({'|'.join(word for term in TERMS if term.kind == 'type' for word in term.zh)})"
)


def type_at_end(name: str, text: str) -> str | None:
    """The type written together with the name: `重点支出金额`, where the file uses 重点支出."""
    match = TYPE_AT_END.fullmatch(name)
    if match is None:
        return None
    bare, kind = match.groups()
    text = text.translate(_QUOTES)
    used = re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", text) is not None
    return (
        kind
        if used
        and not re.search(rf"(?<!\w){re.escape(name)}(?!\w).*{re.escape(name)}", text, re.DOTALL)
        else None
    )


def kind_behind(rest: str) -> str | None:
    """The type of a name that `rest` follows, as it is written behind 事实; None where that is open."""
    compared = _COMPARED.match(rest)
    if compared is not None:
        if _YUAN.match(rest, compared.end("number")):
            return "金额"
        unit = (compared.group("unit") or "").lstrip()
        return _KINDS.get(unit, f"数量 {unit}" if find_unit(unit) else "数量")
    if _HOLDS.match(rest) is None:
        return None
    return "数量" if _COUNTED.match(rest) else "是否"


_FACT = r"[ \t\u3000]*+(?:事实|fact)[ \t\u3000:：]++"
_DECLARES = re.compile(rf"{_FACT}[“「]?", re.IGNORECASE)


@lru_cache(maxsize=64)
def kind_used(name: str, text: str) -> str | None:
    """The type that the first telling use of `name` in a file takes it for."""
    for match in re.finditer(re.escape(name), text):
        before = text[max(match.start() - 1, 0) : match.start()]
        end = text.find("\n", match.end())
        rest = text[match.end() : end if end >= 0 else len(text)]
        if before.strip() and before.isalnum():
            continue
        if _DECLARES.fullmatch(text, text.rfind("\n", 0, match.start()) + 1, match.start()):
            continue  # within what bounds it may be says little
        if text[: match.start()].rstrip()[-1:] in OPERATORS:
            continue  # what is compared is the result
        kind = kind_behind(rest)
        if kind is not None:
            return kind
    return _kind_of_partner(name, text)


def _kind_of_partner(name: str, text: str) -> str | None:
    """`在职人数 / 编制人数`: what is divided or added is mostly of one kind."""
    found = re.search(
        rf"(?<![^\W\d])([^\W\d]+)\s*[/+-]\s*{re.escape(name)}(?!\w)|(?<!\w){re.escape(name)}\s*[/+-]\s*([^\W\d]+)",
        text,
    )
    partner = (found.group(1) or found.group(2)) if found is not None else None
    if partner is None:
        return None
    kind = dict(declared_types(text)).get(partner, "")
    return kind if find_type(kind) is not None else None


def type_missing(source: SourceText, place: Span, name: str) -> Slip:
    """`事实 支出数`: its type is told by the end of the name, or by what the file uses it for."""
    is_bracketed = place.text.startswith("「")
    glued = type_at_end(name, source.text) if not is_bracketed else None
    kind = glued or kind_used(place.text if is_bracketed else name, source.text)
    at = place.end - len(glued or "")
    text = (
        phrase("「{kind}」前面加空格", "put a space before 「{kind}」", kind=glued)
        if glued is not None
        else phrase("从用处看是「{kind}」", "from its use it is 「{kind}」", kind=kind or "")
    )
    help_ = Help(text, (Edit(Span(source, at, at), " " if glued else f" {kind}"),), "unsafe")
    helps = (help_,) if kind is not None else ()
    return Slip(TYPE_MISSING, place.start, place.end, helps=helps, found=place.text.strip("「」"))


_DECLARATION = re.compile(
    r"^[ \t\u3000]*+(?:(?P<fact>事实|fact)[ \t\u3000:：]++|[-—－][ \t\u3000]++)"
    r"(?P<name>「[^」\n]+」|[^\s:：]+)[ \t\u3000]+(?P<type>[^\W\d_]+)(?P<rest>[^\n]*)",
    re.MULTILINE | re.IGNORECASE,
)


@attrs.frozen
class Declaration:
    """A fact or a field as it is written, with the word for its type and what follows on the line."""

    name: str
    type: str
    rest: str
    is_field: bool


@lru_cache(maxsize=4)
def declarations(text: str) -> tuple[Declaration, ...]:
    """What looks like one, in the order of the lines; other lines may be unreadable."""
    return tuple(
        Declaration(found["name"], found["type"], found["rest"], is_field=found["fact"] is None)
        for found in _DECLARATION.finditer(text)
    )


@lru_cache(maxsize=4)
def declared_types(text: str) -> tuple[tuple[str, str], ...]:
    """Each fact as it is written, with the word for its type."""
    return tuple((each.name, each.type) for each in declarations(text) if not each.is_field)
