"""Sentences of published tables that are not made of single words: parts of a step, ends, counted clauses."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from perfdsl.numerals import NUMERAL, read_numeral
from perfdsl.syntax import ast
from perfdsl.syntax.token import Choice, Token

PART = (
    r"(?:不[足满到]|未满)[^,;。()]{0,12}?(?:, *(?=按|不|忽略))?"
    r"(?:按(?:照)?比例(?:计算|计分|折算|扣分|扣减|[计扣])?"
    r"|按(?:照)?(?!零?[\d.]* *分[计扣])[^,;。()]{1,12}?(?:计算|计扣|扣分|[计扣])"
    r"|(?:忽略)?不(?:予)?(?:计算?|扣分?)(?!分)|忽略)"
)
"""What a part of a step counts: `不足1个百分点的按1个百分点计算`, `不足1%忽略不计`, `不足部分按比例扣分`."""
END = (
    r"\( *(?:(?:不?(?:包?含|包括)|inclusive|exclusive|incl|excl) *"
    r"(?:本[数级]|\d[\d.,]* *[%‰]?[^\W\d]{0,4})?[, ]*)+\)"
)
"""Whether an end belongs to an interval: `(含)`, `（含80%）`, `（含80%，不含90%）`, `(不含本数)`."""
_ONE_END = (
    r"(不?(?:包?含|包括)|(?:in|ex)cl(?:usive)?) *"
    r"(?:本[数级]|(\d+(?:[.,]\d+)*) *([^\d(), ]{0,5}?))?(?=[ ,)]|不?包?含)"
)

_BETWEEN = frozenset(
    ["TO", "MINUS", "INCLUSIVE", "EXCLUSIVE", "UPWARDS", "DOWNWARDS", "AND_ABOVE", "AND_BELOW"]
)
_NUMBER = rf"\d+(?:\.\d+)?|{NUMERAL.pattern}"


class Part(NamedTuple):
    mode: ast.StepMode
    sizes: tuple[Fraction, ...]


def read_part(text: str) -> Part:
    """What `不足1个按1个计` says, and the sizes it names."""
    mode: ast.StepMode = (
        "proportional"
        if "比例" in text
        else "full"
        if re.search("不予?[计扣]|忽略", text)
        else "started"
    )
    sizes = []
    for match in re.finditer(_NUMBER, text.replace("百分点", "点")):
        value = (
            Fraction(match.group()) if match.group()[0].isdigit() else read_numeral(match.group())
        )
        if value is not None:
            sizes.append(value)
    return Part(mode, tuple(sizes))


def ends_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The parts of `（含80%，不含90%）`: word, number and unit of each."""
    return re.compile(_ONE_END, re.IGNORECASE).finditer(text, start, end)


def place_of_end(value: Fraction, unit: str | None, found: Sequence[Token | Choice]) -> int | None:
    """Behind which of the last tokens `（含80%）` belongs: -1 if no number stands there, None if others do."""
    numbers = 0
    for index in range(len(found) - 1, -1, -1):
        token = found[index]
        if isinstance(token, Choice) or token.type not in _BETWEEN | {"NUMBER"}:
            break
        if token.type == "NUMBER":
            if (token.value, token.unit) == (value, unit):
                return index + 1
            numbers += 1
    return None if numbers else -1


_MEASURED = ("%", "‰", "百分点", "倍", "元", "千元", "万元", "百万元", "亿元", "分")


def is_counted(lower: ast.Expr, upper: ast.Expr) -> bool:
    """Whether both ends are whole numbers of something that is counted: `1至3名`, `6至10天`."""
    if not (isinstance(lower, ast.Number) and isinstance(upper, ast.Number)):
        return False
    unit = upper.unit or lower.unit
    whole = lower.value.denominator == upper.value.denominator == 1
    return whole and unit is not None and unit not in _MEASURED
