"""Rows of a checklist or of bands told by their parts: the item, its points and what the table says of it."""

import re
from collections.abc import Iterator

from perfdsl.number import format_exact
from perfdsl.numerals import read_numeral
from perfdsl.syntax.mending.ways import Place
from perfdsl.syntax.paragraphs import NOT_GIVEN

_SIGN = re.compile(r"\s*(?P<sign>[-—●·•]|[①-⑳]|❖|\d{1,2}[.、)])\s*(?:\[[ xX√]?\]\s*)?")
_POINTS = re.compile(
    r"[(（,，:：、]?\s*(?P<word>得分?|计|给|记|赋|\+|＋|award)?\s*(?P<n>[\dOo]{1,3}(?:\.\d{1,2})?|[零一二两三四五六七八九十]{1,3})\s*分\s*[)）]?(?=[\s,，;；。\"“(（]|$)"
)
_NONE = re.compile(r"(?:得\s*)?(?:零分|没有分|无分|不给分|没分|不得分|0)")
_REST = re.compile(
    r"(?:剩下|剩余|余下|其他|其它|其余|别|另外|以外|都不是|否则)(?:的|情况|情形|各项)*"
)
_TEXT = re.compile(r"[\"“](?P<quoted>[^\"]+)[\"”]|[(（](?P<bracketed>[^\W\d\0-ÿ][^()（）\d]{2,})[)）]|(?:[,，]\s*)?(?:即|指)(?P<said>[^\W\d\0-ÿ].{2,})|(?:[:：]|——?)\s*(?P<behind>[^\W\d\0-ÿ].{2,})|\s(?P<bare>[^\W\d\0-ÿ]{4,})$")  # fmt: skip
_BAND = re.compile(
    r"[\d.]+[%‰]?\s*(?:[(（]不?含[)）])?\s*至.*|[<>≤≥＜＞]=?\s*[\d.]+[%‰]?|[\d.]+[%‰]?\s*(?:及?以[上下内])\s*(?:[(（]不?含[)）])?|[\d.]+[%‰]?[(（]不?含[)）]以[上下内]"
)
_LETTERS = str.maketrans("Oo", "00")
_RULES = re.compile(r"[<>=≤≥＜＞]|(?:扣|得|加)\s*\d|除外|免扣|不适用")


def told_rows(written: str, place: Place) -> Iterator[str]:
    """The row that a line was to be."""
    sign = _SIGN.match(written)
    if sign is None or place.in_fields:
        return
    body = written[sign.end() :].strip().rstrip("。；;")
    row = _read(body, place)
    if row is not None:
        yield f"{sign['sign']} {row}"


def _read(body: str, place: Place) -> str | None:
    rest = _REST.match(body)
    if rest is not None and not any(body.startswith(name) for name in place.names):
        points = _only_points(body[rest.end() :])
        return f"其余 得 {points} 分" if points is not None else None
    points, bare = _points(body)
    band = _BAND.fullmatch(bare)
    if band is not None:
        return f"{bare} 得 {points} 分" if points is not None else None
    item = _item(bare, place)
    if item is None:
        return None
    name, text = item
    given = f"得 {points} 分" if points is not None else ""
    return " ".join(part for part in (name, given, text) if part)


def _only_points(text: str) -> str | None:
    points, left = _points(text)
    if points is not None:
        return points if not left.strip(" :：,，得") else None
    return "0" if _NONE.fullmatch(text.strip(" :：,，")) else None


def _points(body: str) -> tuple[str | None, str]:
    """The points, and the row without them."""
    found = list(
        _POINTS.finditer(
            body.split('"', maxsplit=1)[0] if body.count('"') > 1 and body[0] != '"' else body
        )
    )
    quoted_end = body.rfind('"') + 1
    found = found or [match for match in _POINTS.finditer(body) if match.start() >= quoted_end]
    none = re.search(r"\s(?:零分|没有分|无分|不给分|没分)$", body)
    if none is not None and not found:
        return "0", body[: none.start()].strip()
    if len(found) != 1:
        return None, body
    match = found[0]
    if NOT_GIVEN.search(body, 0, match.start()) is not None:
        return None, body
    number = match["n"].translate(_LETTERS)
    if not number[0].isdigit():
        value = read_numeral(number)
        if value is None:
            return None, body
        number = format_exact(value)
    left = f"{body[: match.start()].rstrip(' ,，:：')} {body[match.end() :].strip(' ,，;；')}"
    return number, left.strip()


def _item(bare: str, place: Place) -> tuple[str, str] | None:
    """A declared name and a text, if there is nothing else."""
    text = _TEXT.search(bare)
    left, shown = bare, ""
    if text is not None:
        inner = next(each for each in text.groups() if each)
        if _RULES.search(inner) is not None or (
            any(name in inner for name in place.names)
            and text["quoted"] is None
            and text["bracketed"] is None
            and text["said"] is None
        ):
            return None
        left = f"{bare[: text.start()]} {bare[text.end() :]}"
        shown = text.group() if text["quoted"] else f'"{inner}"'
    left = re.sub(r"\s+是$", "", left.strip(" ,，;；:：、"))
    if left in place.names:
        return left, shown
    together = re.sub(r"[、，,/／\s]+", "", left)
    return (together, shown) if together in place.names and together != left else None


_MISSING = r"(?:每)?\s*+(?:缺少|缺失|缺|少|漏|差)\s*+[一1]?\s*+[项条样个处]?"
_DEDUCTED = r"扣\s*+(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十])\s*+分?"
_EACH = r"(?:逐项|遂项|逐条|逐一|逐个)(?:打分|评分|核对|计分|赋分)?"
_CHECKLISTS = (
    (re.compile(rf"{_EACH}\s*+[:：,，]?\s*+{_MISSING}\s*+[,，]?\s*+{_DEDUCTED}(?P<rest>\s*[,，].*)?"), "逐项 缺一 扣 {n} 分"),
    (re.compile(rf"{_EACH}\s*+[:：,，]?\s*+{_DEDUCTED}\s*+[/／,，]?\s*+{_MISSING}(?P<rest>)"), "逐项 缺一 扣 {n} 分"),
    (
        re.compile(rf"(?:{_EACH}|(?=以下|下列|每|各|清单))\s*+[:：,，]?\s*+(?:以下|下列)?(?:各?每?[项条]|清单)?\s*+(?:得|计|给|赋)?\s*+(?P<n>\d+(?:\.\d+)?)\s*+分(?P<rest>)"),
        "逐项 得 {n} 分",
    ),
)  # fmt: skip
"""What is said above the rows of a checklist."""


def told_checklists(written: str, below: str) -> Iterator[str]:
    """`逐项 每少一样扣3分`, `以下每项得2分`: the line above the rows."""
    if re.match(r"\s*\n\s*[-—●①]", below) is None:
        return
    text = written.strip().rstrip("。；;：:")
    for pattern, form in _CHECKLISTS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        value = read_numeral(match["n"]) if not match["n"][0].isdigit() else None
        number = format_exact(value) if value is not None else match["n"]
        yield form.format(n=number) + (match["rest"] or "")
        return
