"""`支出超过预算10%`, `支出 超 预算 的 10%`, `支出比预算少10%`: by how much of the one the other is more or less.

`支出低于预算80%` is less than 80% of it, which nobody says of a small share: `低于预算10%` is less by so much.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.number import format_exact
from perfdsl.syntax.mending.ways import Place, Way, replaced

_MORE = ("超过", "超出", "超", "高于", "大于", "多于", "高出", "exceeds", "above", "over", ">")
_LESS = ("低于", "少于", "小于", "below", "under", "<")
_OF_IT = ("不足", "不满", "未满", "达到", "达", "reaches")
"""Behind these the other quantity is what the share is of, however large the share is."""
_WHOLE_WORDS = {"达": "达到", "超": "超过"}
_NOT = re.compile(r"(?:不|未|not\s+)$")
_WORD = re.compile("|".join(_MORE + _LESS + _OF_IT))
_SHARE = re.compile(
    r"\s*(?P<of>的)?\s*(?P<size>\d+(?:\.\d+)?\s*[%％])(?P<end>(?:\s*(?P<reach>及)?以上)?(?:\s*[(（](?P<in>不?含)[)）])?)(?!\d)(?!\s*[<>=×*/(（])"
)
_COMPARED = re.compile(
    r"(?:比|较)\s*(?P<of>[^\W\d][\w“”]*?)\s*(?:(?P<more>超过|超出|超|增长|增加|上升|上浮|高出|高|多)|(?P<less>减少|下降|下浮|降低|少|低))\s*了?\s*"
    r"(?P<size>\d+(?:\.\d+)?\s*[%％])(?:\s*以上)?(?!\d|\s*[(（])"
)
_FLOATED = re.compile(
    r"(?:的基础上|基础上)?\s*(?:向?(?P<up>上浮|上调)|向?(?:下浮|下调))\s*(?P<size>\d+(?:\.\d+)?)\s*[%％](?!\d)"
)
_FIGURE = re.compile(r"\s*\d")
_HALF = 50
_OF_ALL = 100


def excess(written: str, place: Place) -> Iterator[Way]:
    """What is compared as a ratio; `超` alone as 超过."""
    for match in _WORD.finditer(written):
        denied = _NOT.search(written[: match.start()])
        begin = denied.start() if denied is not None else match.start()
        first = _name_before(written, begin, place.names)
        second = _name_behind(written, match.end(), place.names)
        alone = match.group() == "超" and denied is None
        if alone and first and _FIGURE.match(written, match.end()):
            yield replaced(*match.span(), "超", "超过", blames=True)
        if not first or not second:
            continue
        start = written[:begin].rstrip().rfind(first)
        behind = match.end() + len(written[match.end() :]) - len(written[match.end() :].lstrip())
        behind += len(second)
        share = _SHARE.match(written, behind)
        if share is None:
            if alone:
                yield replaced(*match.span(), "超", "超过", blames=True)
            continue
        end = share.end("end")
        old = written[start:end]
        size = Fraction(share["size"][:-1].strip())
        of_it, is_less = match.group() in _OF_IT, match.group() in _LESS
        is_part = of_it or (size >= _HALF and "以上" not in share["end"])
        if is_part and not share["of"]:
            new = _share_of(written[begin : match.end()], first, second, share)
            yield replaced(start, end, old, new, blames=True)
        if not (of_it or (is_less and is_part) or (share["of"] and size >= _OF_ALL)):
            reaches = share["in"] == "含" or share["reach"]
            sign = "<=" if denied is not None else ">=" if reaches else ">"
            new = _ratio(first, second, share["size"], less=is_less, sign=sign)
            yield replaced(start, end, old, new, blames=True)
        if share["of"] and match.group() == "超":
            new = f"{first} > {second} × {share['size']}"
            yield replaced(start, end, old, new, blames=True)
    yield from _compared(written, place)
    yield from _floated(written, place)


def _compared(written: str, place: Place) -> Iterator[Way]:
    for match in _COMPARED.finditer(written):
        first = _name_before(written, match.start(), place.names)
        if not first or match["of"] not in place.names:
            continue
        start = written[: match.start()].rstrip().rfind(first)
        is_less = match["less"] is not None
        new = _ratio(first, match["of"], match["size"], less=is_less, sign=">")
        yield replaced(start, match.end(), written[start : match.end()], new, blames=True)


def _floated(written: str, place: Place) -> Iterator[Way]:
    """`> 预算数上浮5%`, as prices are said to float: 105 % of it."""
    for match in _FLOATED.finditer(written):
        name = _name_before(written, match.start(), place.names)
        size = Fraction(match["size"])
        if not name or not 0 < size < _OF_ALL:
            continue
        start = written[: match.start()].rstrip().rfind(name)
        share = _OF_ALL + size if match["up"] else _OF_ALL - size
        new = f"{name} × {format_exact(share)}%"
        yield replaced(start, match.end(), written[start : match.end()], new, blames=True)


def _share_of(word: str, first: str, second: str, share: re.Match[str]) -> str:
    """`拨付额低于预算额80%` as 低于 预算额的80%; what is written behind the share is about its end."""
    word = word.strip()
    if share["in"] == "含" and word in _MORE + _LESS:
        word = "<=" if word in _LESS else ">="
    if word.isascii():
        return f"{first} {word} {second} × {share['size']}"
    return f"{first} {_WHOLE_WORDS.get(word, word)} {second}的{share['size']}"


def _ratio(first: str, second: str, size: str, *, less: bool, sign: str) -> str:
    parts = f"{second} - {first}" if less else f"{first} - {second}"
    return f"({parts}) / {second} {sign} {size}"


def _name_before(written: str, end: int, names: frozenset[str]) -> str:
    """The longest declared name that ends there."""
    text = written[:end].rstrip()
    return max((name for name in names if text.endswith(name)), key=len, default="")


def _name_behind(written: str, start: int, names: frozenset[str]) -> str:
    text = written[start:].lstrip()
    return max((name for name in names if text.startswith(name)), key=len, default="")
