"""`政策性增长的除外`: what says when the deduction before it does not count."""

import re

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import Span
from perfdsl.syntax.lines import LogicalLine, as_name
from perfdsl.syntax.mending.reader import Reader
from perfdsl.syntax.mending.ways import masked
from perfdsl.syntax.slip import Slip
from perfdsl.wording import phrase

_EXEMPTED = re.compile(
    r"(?:除外|例外|不在此限|不在此列|(?:可|可以)?不(?:予|再)?扣分?|(?:可|可以)?免(?:予|于)?扣分?)$"
)
_BEFORE_IT = re.compile(r"(?:的?情[况形]|的|时)$")
_OPENING = re.compile(r"(?:但是?|其中)[,，]?")
_EXEMPTED_ENGLISH = re.compile(r"(?:except|unless) (?=\S)", re.IGNORECASE)
_SIGNS = "，, "
_NO_CONDITION = re.compile(r"[,，;；。#\"]|[扣得加]\s*\d")
_OTHERWISE = re.compile(r"其[他余]|否则|反之|未|不|非")
_BETWEEN = re.compile(r"[、和及与或]|以及|或者")
_TAKES = re.compile(
    r"(?:扣[除减]?|加|deduct|add)\s*(?:\d|满分|[一二两三半]分|人工|judged)", re.IGNORECASE
)
_HAS_ONE = re.compile(r"除外|unless|except", re.IGNORECASE)
_EXCEPT = ("除外", "例外", "不在此限", "不在此列")


@attrs.frozen
class Exemption:
    """`what` is the condition; `of_all`: it is every deduction that does not count, as far as is said."""

    what: str
    of_all: bool


def exemption(text: str, names: frozenset[str]) -> Exemption | None:
    """What a clause or a line by itself exempts; several names of facts are joined by 或."""
    said = " ".join(text.split()).rstrip("。；;，,. ")
    english = _EXEMPTED_ENGLISH.match(said)
    match = english or _EXEMPTED.search(said)
    if match is None:
        return None
    what = said[match.end() :] if english else said[: match.start()].rstrip(_SIGNS)
    opening = _OPENING.match(what)
    what = _BEFORE_IT.sub("", what[opening.end() if opening else 0 :].strip(_SIGNS)).strip()
    if not what or _NO_CONDITION.search(what) or _OTHERWISE.match(what):
        return None
    parts = [part.strip() for part in _BETWEEN.split(what)]
    if what not in names and len(parts) > 1 and all(part in names for part in parts):
        what = " 或 ".join(as_name(part) for part in parts)
    return Exemption(what, english is None and match.group() not in _EXCEPT)


def takes_exemption(line: str) -> bool:
    """Whether it is a deduction or an addition that has none yet."""
    written = masked(line)
    return _TAKES.search(written) is not None and _HAS_ONE.search(written) is None


def exempted(lines: list[str], found: Exemption) -> list[str] | None:
    """The lines with the exemption behind the last; None if that takes none.

    What is exempted from all, where several lines take points away, is a line of its own.
    """
    n_taking = sum(_TAKES.search(masked(each)) is not None for each in lines)
    if found.of_all and n_taking > 1:
        return [*lines, f"{found.what} 免扣"]
    if not lines or not takes_exemption(lines[-1]):
        return None
    return [*lines[:-1], f"{lines[-1].rstrip()} 除外 {found.what}"]


def as_exemption(reader: Reader, line: LogicalLine, slip: Slip) -> Slip | None:
    """What to say of a line that is nothing but an exemption: it belongs to the deduction above."""
    if line.head is not None or line.bullet:
        return None
    text = reader.source.text
    found = exemption(text[line.start : line.end], reader.vocabulary.names)
    if found is None or found.of_all:
        return None
    above = text[: line.start].rstrip()
    start = above.rfind("\n") + 1
    deduction = above[start:].rstrip("。；;，, ")
    new = f" 除外 {found.what}"
    is_known = takes_exemption(deduction) and "#" not in above[start:]
    if is_known and reader.reads(deduction + new, deduction):
        said = phrase("接在上一行的扣分后面", "put it behind the deduction above")
        edit = Edit(Span(reader.source, start + len(deduction), line.end), new)
        help_ = Help(said, (edit,), "unsafe")
    elif slip.remark.code in (codes.UNKNOWN_STATEMENT, codes.UNEXPECTED):
        help_ = Help(
            phrase(
                "写在它所说的那一条扣分的末尾：「除外 {what}」",
                "write it at the end of the deduction it is about: “unless {what}”",
                what=found.what,
            )
        )
    else:
        return None
    indent = len(line.text) - len(line.text.lstrip())
    begin = line.start + indent
    shown = text[begin : line.end].strip()
    return Slip(codes.UNKNOWN_STATEMENT, begin, line.end, found=shown, helps=(help_,))
