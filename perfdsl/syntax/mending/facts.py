"""A declaration told by its parts, whatever their order and the signs between them.

Every part has to be known for what it is: a name, a type, a unit, a range, the words it may have, a text.
Where one is not, nothing is said: a line must not lose what somebody wrote.
"""

import re
from collections.abc import Iterator

import attrs

from perfdsl.syntax.lines import as_name
from perfdsl.syntax.mending.types import (
    MEANT,
    NEUTRAL,
    TYPES,
    type_by_name,
    type_of_unit,
    unit_meant,
    unit_words,
    yes_or_no,
)
from perfdsl.syntax.usage import kind_used
from perfdsl.terms import KEYWORD_IDS

_HEAD = re.compile(
    r"\s*(?:\d+[.、)）]\s*)?(?:(?P<zh>事实|实事|事實|填报|填报项|填报数|数据项?|变量|参数|录入|字段)|(?P<en>(?:facts?|data|datum|variable|var|param|input|field)\b))"
    r"(?:\s*[:：,，、|/=\t—-]\s*|\s+)",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"\s*(?:[-—–·•●○■◆*+>~_=、,，。.]+|[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]|[①-⑳]|字段|栏目?|列|field\b|column\b)\s*[:：]?\s*"
)
_TEXT = re.compile(r"[\"“](?P<text>[^\"]*?)[\"”](?=[^\"”]*$)")
_BRACKETS = re.compile(r"[(（\[【](?P<inner>[^()（）\[\]【】]*)[)）\]】]")
_NUMBER = r"[-－负]?\s*\d[\d.]*\s*[%％]?"
_NOUGHT = r"[0０零](?![\d.])\s*(?:个月|个|万元|元|天|人|次|%|分)?"
_RANGES = (
    (re.compile(rf"(?:非负数?值?|不为负数?|不能为负数?|不得为负数?|不是负数|(?:不小于|大于或?等于|不低于|≥|＞=|>=|≧)\s*{_NOUGHT}|non-?negative|not negative)", re.I), ">= 0"),
    (re.compile(rf"(?:正数|正整数|为正|(?:大于|高于|超过|[>＞])\s*{_NOUGHT}|positive)", re.I), "> 0"),
    (re.compile(r"(?:±|正负|\+/?-|-/?\+)\s*(\d[\d.]*\s*[%％]?)"), r"-\1 至 \1"),
    (re.compile(rf"\[\s*({_NUMBER})\s*(?:[,，、;；~～至到]|\.\.+|to|-)\s*({_NUMBER})\s*\]"), r"\1 至 \2"),
    (re.compile(rf"(?:between|from|从|介于|在)?\s*({_NUMBER})\s*(?:至|到|to|and|和|与|[-—–~～]+|\.\.+)\s*({_NUMBER})\s*(?:之间)?", re.I), r"\1 至 \2"),
    (re.compile(rf"((?:[<>≥≤＜＞]=?|不超过|不低于|不小于|不大于|小于|大于|at least|at most|below|above)\s*{_NUMBER})"), r"\1"),
)  # fmt: skip
"""What may be said of the numbers a fact may have, and how that is written."""
_ENDS = re.compile(r"[(（]\s*(?:不?含|(?:in|ex)cl)|[(（]\s*\d[\d.]*%?\s*[,，]|\d\s*[)）]\s*$")
"""Ends that belong or do not belong to a range are left as they are."""
_SHARE = re.compile(r"(?<![\d.])(?:1|100)(?![\d.%％])$")
_IDLE = re.compile(
    r"(?:类型|单位|取值|范围|取值范围|必填|待填|需填报?|为|是|填|值|栏|in|of|type|unit|range|values?|is|a|an|the|as|required)",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s:：,，、;；|=\t]+")
_ORDER = re.compile(r"[(（]?\s*(?:从高到低|由高到低|从好到差|依次为?|分别为?|包括|可选|one of|from best to worst|best first)\s*[)）]?[:：]?", re.I)  # fmt: skip
_LABEL = re.compile(
    r"(?<![^\s,，、;；/／|｜])(?:[①-⑳]|[A-D](?=[^\W\d\0-ÿ])|[1-9一二三四][.、)）])\s*"
)
_OF_LIST = re.compile(
    r"\s*(?:[,，、;；/／|｜>＞→]|(?<=[^\W\d\0-ÿ])(?:或者?|和)(?=[^\W\d\0-ÿ])|\bor\b|->|=>|\s)\s*"
)
_RISING = re.compile(r"\s*[<＜←]\s*")
_WORD = re.compile(r"[^\W\d]\w*")
_OF_KINDS = re.compile(
    r"(?:区域|地区|片区|类型|类别|性质|行业|级次|地形|种类|region|area|type|kind|category|sector)$"
)
"""What such names have no order."""
_DECLARATION = re.compile(r"^\s*(?:事实|fact\b|-).*$", re.MULTILINE | re.IGNORECASE)
_BULLET = re.compile(r"\s*[-—–·•●*]\s*(?=[^\W\d])")
_BARE = r"(?P<name>「[^」]+」|[^\W\d][\w“”]*)"
_UNTYPED = re.compile(rf"\s*事实(?:\s*[:：]\s*|\s+){_BARE}\s*[:：]?\s*")
_LISTED = re.compile(rf"\s*(?:明细表?|清单)(?:\s*[:：]\s*|\s+){_BARE}\s*[:：]?\s*")
_ROW = re.compile(
    rf"\s*\n\s*[-—–·•]\s*{_BARE}\s+(?:{'|'.join(sorted(map(re.escape, MEANT), key=len, reverse=True))})(?![^\W\d_])"
)
"""The first field of records."""
_BEHIND_TYPE = re.compile(
    r"[\s:：,，|(（](?P<type>[^\W\d]+)[)）]?(?:\s+[^\W\d]{1,4})?\s+(?P<text>[^\W\d\0-ÿ][^\s\"“”<>=\d()（）]{3,})$"
)
"""A text without quotation marks."""
_LEAST_WORDS = 2
_LONGEST_NAME = 30


@attrs.frozen(eq=False, repr=False)
class _Line:
    """What is to be told: the word it begins with, the rest, and the file around it."""

    sign: str
    body: str
    file: str

    @property
    def is_english(self) -> bool:
        return self.body.isascii()


def told_facts(
    written: str, file: str, below: str, *, is_row: bool, is_fact: bool
) -> Iterator[str]:
    """The declaration that `written` was to be, one or two readings; `file`: all of it, for how its names are used.

    `below`: the text behind it.
    """
    listed = _LISTED.fullmatch(written) or (
        _UNTYPED.fullmatch(written) if _ROW.match(below) else None
    )
    if listed is not None and listed["name"] not in MEANT:
        yield f"事实 {listed['name']} 明细"
    head = _HEAD.match(written)
    if head is not None and not is_row:
        sign, body = ("事实" if head["zh"] else "fact"), written[head.end() :]
    elif is_row and not is_fact:
        row = _SIGN.match(written)
        sign, body = "-", written[row.end() if row is not None else 0 :]
    else:
        turned = _bulleted(written) or _turned(written, file)
        if turned is None:
            return
        sign, body = turned
    yield from _told(_Line(sign, body.strip(), file))


def _bulleted(written: str) -> tuple[str, str] | None:
    """`- 在职人数 人数`: a name and a type behind the sign of a row, where no list is."""
    sign = _BULLET.match(written)
    body = written[sign.end() :] if sign is not None else ""
    tokens = re.split(r"[\s:：,，、;；|=()（）\"“”]+", body)
    if sign is None or len(tokens) < _LEAST_WORDS or tokens[1].lower() not in MEANT:
        return None
    word = "fact" if body.isascii() else "事实"
    return ("-" if written[:1].isspace() else word), body


def _turned(written: str, file: str) -> tuple[str, str] | None:
    """`明细 项目`, `date plan_approved`: the type before the name, and no word in front of it."""
    match = re.fullmatch(
        r"(?:指标\s+)?([^\W\d]+)\s+([^\W\d]\w*)\s*[:：]?(?:\s+[^\W\d]\w*)?", written.rstrip()
    )
    if match is None or written[:1].isspace():
        return None
    first, second = match.groups()
    if written.startswith("指标"):
        is_told = second in MEANT and _is_used(first, file)
    else:
        is_told = first in MEANT and unit_meant(second) is None and _is_used(second, file)
        is_told = is_told and _IDLE.fullmatch(second) is None
    if not is_told:
        return None
    body = re.sub(r"^指标\s+", "", written)
    return ("fact" if body.isascii() else "事实"), body


def _is_used(name: str, file: str) -> bool:
    """Whether it stands in more than one place."""
    return len(re.findall(rf"(?<![A-Za-z_]){re.escape(name)}(?![A-Za-z_\d])", file)) > 1


def _told(line: _Line) -> Iterator[str]:
    body, text = _without_text(line.body)
    body = body.strip(" \t。.;；,，:：")
    if line.is_english:
        body = _name_joined(body, line.file)
    asked = yes_or_no(body, line.file)
    if asked is not None:
        yield _written(line, asked, "truth", "", "", text)
        return
    listed = list(_listed(line, body, text))
    if listed:
        yield from listed
        return
    yield from _plain(line, body, text)


def _name_joined(body: str, file: str) -> str:
    """`has plan, boolean` as `has_plan, boolean`, where the file has that name."""
    for more in (3, 2, 1):
        match = re.match(rf"[A-Za-z]\w*(?:[ -]\w+){{{more}}}(?!\w)", body)
        name = re.sub("[ -]", "_", match.group()) if match is not None else ""
        if match is not None and re.search(rf"(?<!\w){name}(?!\w)", file) is not None:
            return name + body[match.end() :]
    return body


def _without_text(body: str) -> tuple[str, str]:
    """The line without the text in quotation marks, and that text as it is written."""
    match = _TEXT.search(body)
    if match is None or (re.search(r"[\"“].*[\"“]", body) is not None and body.count('"') > 2):
        return body, ""
    if match.start() < 2 or ("、" in match["text"] and len(match["text"]) < 4):
        return body, ""
    return body[: match.start()] + " " + body[match.end() :], match.group()


def _listed(line: _Line, body: str, text: str) -> Iterator[str]:
    """A level or a choice with its words, or words alone."""
    name = re.match(r"(「[^」]+」|[^\W\d][\w“”]*)\s*[:：,，|=]?\s*", body)
    if name is None or name.group(1) in MEANT:
        return
    rest = body[name.end() :]
    kind = ""
    first = re.match(r"[(（]?([^\W\d][\w/]*)[)）]?\s*[:：]?\s*", rest)
    if first is not None and MEANT.get(first.group(1).lower()) in ("level", "choice"):
        kind, rest = MEANT[first.group(1).lower()], rest[first.end() :]
    else:
        last = re.search(r"\s+([^\W\d]+)$", rest)
        if last is not None and MEANT.get(last.group(1)) in ("level", "choice"):
            kind, rest = MEANT[last.group(1)], rest[: last.start()]
    if not kind and "=" in name.group():
        return  # a formula
    rest = _ORDER.sub("", rest, count=1).strip(" :：")
    if line.is_english:
        rest = _as_used(rest, line.file)
    words, rises = _words(rest)
    if words is None or (not kind and not _has_separators(rest)):
        return
    words = words[::-1] if rises else words
    kinds = (
        [kind]
        if kind
        else ["choice", "level"]
        if _OF_KINDS.search(name.group(1))
        else ["level", "choice"]
    )
    for each in kinds:
        joined = ", ".join(words)
        yield _written(line, name.group(1), each, joined, "", text)


def _has_separators(rest: str) -> bool:
    return re.search(r"[,，、;；/／|｜>＞<＜→]|或|\bor\b", rest) is not None


def _words(rest: str) -> tuple[list[str] | None, bool]:
    """The words of a list, and whether they stand from worst to best; none if something else stands there."""
    if rest[:1] in "(（[【" and rest[-1:] in ")）]】":
        rest = rest[1:-1]
    rest = _LABEL.sub("", rest.strip())
    rises = _RISING.search(rest) is not None
    parts = re.split(_RISING if rises else _OF_LIST, rest)
    words = [part.strip("\"“”'‘’ ") for part in parts if part.strip()]
    if len(words) < _LEAST_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return None, rises
    if any(word in MEANT or word.lower() in KEYWORD_IDS for word in words) or len(set(words)) < len(
        words
    ):
        return None, rises
    return words, rises


def _as_used(rest: str, file: str) -> str:
    """`partly clear` as `partly_clear`, where the file writes it so."""
    parts = re.split(r"(\s*[,;/|>]\s*)", rest)
    joined = [part.strip(" ()[]").replace(" ", "_") for part in parts[::2]]
    apart = [part for part in joined if "_" in part]
    if not apart or any(part not in file for part in apart) or len(joined) < _LEAST_WORDS:
        return rest
    return ", ".join(joined)


def _plain(line: _Line, body: str, text: str) -> Iterator[str]:
    """A name with its type, its unit and its range in any order."""
    if not text:
        body, text = _remark(body)
    body = body.replace("％", "%")
    body, limits = _range(body)
    for loose in (body, re.sub(r"[-—–/／]+", " ", body)):
        told = _tokens(line, loose)
        if told is not None:
            name, kind, unit = told
            if not kind:
                kind, unit = type_of_unit(unit) if unit else (_inferred(name, line.file), "")
            if not kind or (
                unit and kind in ("truth", "date", "text", "records", "level", "choice")
            ):
                continue
            if kind == "count" and not unit:
                kind = next((word for word in NEUTRAL if name.endswith(word)), kind)
            if kind == "count" and type_of_unit(unit)[0] == "money":
                kind = "money"
            if kind in ("level", "choice") or (limits and kind in ("truth", "text", "records")):
                continue
            yield _written(line, name, kind, unit, _fitting(limits, kind), text)
            return


def _inferred(name: str, file: str) -> str:
    """The type that a name without one is used as, or is called by."""
    used = kind_used(name, file)
    return MEANT.get(used, used) if used is not None else type_by_name(name)


def _remark(body: str) -> tuple[str, str]:
    """A text in brackets, or behind all else, that is no unit."""
    for match in _BRACKETS.finditer(body):
        inner = match["inner"].strip()
        is_text = len(re.findall(r"[^\W\d\0-ÿ]", inner)) > 3 or len(inner.split()) > 3
        if is_text and unit_meant(inner) is None and _RANGES_ANY.search(inner) is None:
            return body[: match.start()] + " " + body[match.end() :], f'"{inner}"'
    behind = _BEHIND_TYPE.search(body)
    if (
        behind is not None
        and unit_meant(behind["text"]) is None
        and behind["type"].lower() in MEANT
    ):
        return body[: behind.start("text")], f'"{behind["text"]}"'
    return body, ""


def _range(body: str) -> tuple[str, str]:
    """The line without what it says of the numbers, and that as it is written."""
    if _ENDS.search(body) is not None:
        return body, ""
    for pattern, form in _RANGES:
        match = pattern.search(body)
        if match is not None:
            limits = match.expand(form).replace("负", "-").replace("－", "-")
            limits = re.sub(r"-\s+", "-", limits)
            return body[: match.start()] + " " + body[match.end() :], " ".join(limits.split())
    return body, ""


_RANGES_ANY = re.compile(r"\d")


def _fitting(limits: str, kind: str) -> str:
    """`0 至 100` of a ratio is up to 100%."""
    return _SHARE.sub("100%", limits) if kind == "ratio" and "至" in limits else limits


def _tokens(line: _Line, body: str) -> tuple[str, str, str] | None:
    """Name, type and unit, if nothing else stands there."""
    spaced = unit_words(body)
    names: list[str] = []
    kind = unit = ""
    tokens = [
        token.strip("?？。.") for token in _GAP.split(re.sub(r"[(（\[【)）\]】]", " ", spaced))
    ]
    tokens = [token for token in tokens if token]
    if _begins_with_name(tokens, line.file):
        names.append(tokens.pop(0))
    for bare in tokens:
        if names and _IDLE.fullmatch(bare):
            continue
        meant, measure = MEANT.get(bare.lower()), unit_meant(bare.removeprefix("单位"))
        if meant is not None and not kind and not (measure is not None and not unit and kind):
            kind, written_kind = meant, bare
            if measure is not None and bare not in NEUTRAL and not unit and meant == "count":
                unit = measure if bare not in ("人", "次") else ""
            kind = written_kind if written_kind in NEUTRAL else kind
        elif measure is not None and names and not unit:
            unit = measure
        else:
            names.append(bare)
    name = _name(names, line.file)
    if name is None or len(name) > _LONGEST_NAME:
        return None
    return name, kind, unit


def _begins_with_name(tokens: list[str], file: str) -> bool:
    """Whether the word of a type that comes first is the name: `金额 万元`, where nothing else can be one."""
    if not tokens or tokens[0].lower() not in MEANT:
        return False
    rest = [token for token in tokens[1:] if not _IDLE.fullmatch(token)]
    if any(token.lower() not in MEANT and unit_meant(token) is None for token in rest):
        return False
    rules = re.sub(_DECLARATION, "", file)
    return bool(rest) or re.search(rf"(?<!\w){re.escape(tokens[0])}(?!\w)", rules) is not None


def _name(names: list[str], file: str) -> str | None:
    """The words that are left as one name, as the file writes it elsewhere."""
    if len(names) > 1:
        joined = "_".join(names) if all(name.isascii() for name in names) else "".join(names)
        if not _is_used(joined, file):
            return None
        names = [joined]
    if not names or re.fullmatch(r"「[^」]+」|[^\W\d][\w“”·]*", names[0]) is None:
        return None
    return None if names[0].lower() in KEYWORD_IDS else names[0]


def _written(line: _Line, name: str, kind: str, unit: str, limits: str, text: str) -> str:
    word = kind  # 人数, or `数量 个` as it is used
    if kind in TYPES:
        word = TYPES[kind].spelling("en" if line.is_english else "zh")
    if line.is_english:
        limits = limits.replace("至", "to")
    shown = name if name.startswith("「") else as_name(name)
    return " ".join(part for part in (line.sign, shown, word, unit, limits, text) if part)
