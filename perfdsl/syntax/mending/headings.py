"""A heading told by its parts: its word, its name and its points in any order, with the words of a table between them."""

import re
from collections.abc import Iterator

from perfdsl.number import format_exact
from perfdsl.numerals import read_numeral
from perfdsl.syntax.folding import fold
from perfdsl.syntax.lines import as_name
from perfdsl.terms import KEYWORD_IDS

_HEAD = re.compile(
    r"\s*+(?P<head>[一二三四]级指标|指标|section|subgroup|group|topic|indicator|chapter|part|subsection|criterion|metric|measure|item)(?:名称|编号)?\s*+[:：,，、]?\s*+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．](?!\d)|第[一二三四五六七八九十\d]{1,3}[部分项条、]*|[①-⑳])\s*+|\d{1,2}\s+(?=[^\W\d])"
)
_WEIGHT = r"(?:权重|分值|标准分值?|满分|占|计|共|赋分|得分?|worth|weight|max(?:imum)?|out of)"
_FIGURE = r"(?:\d{1,3}(?:\s*+[.。，,·•．]\s*+\d{1,2})?|\d点\d|[一二三四五六七八九十百]{1,4}(?:点[一二三四五六七八九])?)"
_POINTS = re.compile(
    rf"[(（\[【:：,，—–-]?\s*+(?P<weight>{_WEIGHT})?\s*+[:：为]?\s*+(?P<points>{_FIGURE})\s*+(?P<unit>分值?|份|%|％|points?|marks?|pts?)?\s*+[)）\]】]?\s*+[。.;；]?",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[【〔『《｢\[<（(‘'\"“]\s*+(?P<name>[^【】〔〕『』《》｢｣\[\]<>（）()‘’'\"“”「」]{2,40}?)\s*+[】〕』》｣\]>）)’'\"”]"
)
_NOTED = re.compile(
    r"(?P<name>[^()（）#＃]+?)\s*+[(（]\s*+(?P<points>\d{1,3}(?:\.\d+)?+\s*+(?:分|points?))\s*+[,，;；、]\s*+(?P<note>[^()（）#＃\n]+)[)）]\s*+"
)
"""`补助覆盖率（10分，按比例计分）`: what is said of the points goes behind the line."""
_IS_RULE = re.compile(
    r"[\d一二三四五六七八九十]|[扣减加每缺]|封顶|最多|最高|最低|不得|不超|[上下]限|免|除|得|适用|否决|其中|deduct|add|cap|most|least|per\b",
    re.IGNORECASE,
)
"""A limit or a deduction, which is no mere remark."""
_FULL = re.compile(r"^\s*+(?:满分|full[ _]marks)\s+(\d+)", re.MULTILINE | re.IGNORECASE)
_NAME = re.compile(r"[^\W\d][\w“”·]*(?:(?<=[a-z]) [a-z]\w*)*", re.IGNORECASE)
_SIGNED = re.compile(r"[^\W\d][\w“”·/／—-]*")
_HUNDRED = "100"
_CALLED = {
    "chapter": "section", "part": "section", "subsection": "group", "criterion": "indicator", "metric": "indicator",
    "measure": "indicator", "item": "indicator",
}  # fmt: skip


def told_headings(written: str, file: str) -> Iterator[str]:
    """The heading that a line was to be."""
    head = _HEAD.match(written)
    if head is not None:
        word, rest = head["head"], written[head.end() :].strip()
        word = _CALLED.get(word.lower(), word.lower())
    else:
        behind = re.fullmatch(r"\s*+(\S+)\s+([一二三四]级指标|指标)\s+(\S.*)", written)
        if behind is None or behind.group(1) in KEYWORD_IDS:
            return
        word, rest = behind.group(2), f"{behind.group(1)} {behind.group(3)}".strip()
    noted = _NOTED.fullmatch(rest)
    if noted is not None and _IS_RULE.search(noted["note"]):
        return  # the rules would lose it
    note = f"  # {noted['note'].strip()}" if noted is not None else ""
    if noted is not None:
        rest = f"{noted['name']} {noted['points']}"
    for name, points in _parts(rest, file):
        yield f"{word} {name} {points} {'points' if written.isascii() else '分'}{note}"


def _parts(rest: str, file: str) -> Iterator[tuple[str, str]]:
    """Name and points, if the line has nothing else."""
    bare = _NUMBER.sub("", rest, count=1) if _NUMBER.match(rest) else rest
    for text in dict.fromkeys((bare, rest)):
        for match in _POINTS.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            if before.strip() and after.strip():
                continue
            if (
                not match["unit"]
                and not match["weight"]
                and after.strip()
                and not after[:1].isspace()
            ):
                continue
            if (
                before
                and before[-1:].isalnum()
                and not match["points"][0].isdigit()
                and not match["weight"]
            ):
                continue
            points = _value(match, file)
            name = _named((before or after).strip(" :：,，—–-"))
            if points is not None and name is not None:
                yield name, points
                return


def _named(text: str) -> str | None:
    """The name as it is written; None: that is none."""
    quoted = _QUOTED.fullmatch(text)
    bare = quoted["name"] if quoted is not None else text
    if re.fullmatch(r"「[^「」]+」", bare):
        return bare
    half = bare.strip("「」")
    if (half != bare or quoted is not None) and _SIGNED.fullmatch(half):
        return as_name(half)
    return bare if _NAME.fullmatch(bare) and bare.lower() not in KEYWORD_IDS else None


def _value(match: "re.Match[str]", file: str) -> str | None:
    """The points; a weight in per cent is as many of a hundred."""
    unit = match["unit"] or ""
    if unit in ("%", "％"):
        full = _FULL.search(file)
        if full is None or full.group(1) != _HUNDRED:
            return None
    written = re.sub(r"\s*+[.。，,·•．点]\s*+", ".", fold(match["points"]))
    if written[0].isdigit():
        return re.sub(r"\.0+$", "", written)
    whole, _, part = written.partition(".")
    values = [read_numeral(each) for each in (whole, part) if each]
    if None in values or (part and len(values) < 2):
        return None
    texts = [format_exact(value) for value in values if value is not None]
    return ".".join(texts)
