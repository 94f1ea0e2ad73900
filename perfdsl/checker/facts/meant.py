"""The number a text may have been meant to give, for the kind of quantity that is asked, and how it is offered."""

import re
from fractions import Fraction

from perfdsl.checker.facts.asked import Asked, declared_label
from perfdsl.checker.facts.bounds import bounds_words, shifted_into
from perfdsl.checker.facts.calendar import in_other_measure
from perfdsl.checker.facts.counts import count_meant, points_meant
from perfdsl.checker.facts.numbers import (
    LONGEST,
    SHARE,
    WrittenNumber,
    number_meant,
    read_number,
)
from perfdsl.checker.facts.remarks import without_reason
from perfdsl.checker.facts.spellings import written_text
from perfdsl.checker.facts.sums import sum_meant
from perfdsl.codes.facts import OUT_OF_BOUNDS
from perfdsl.diagnostic import Diagnostic, Edit, Help, Label
from perfdsl.model.expressions import Value
from perfdsl.model.rulebook import Bounds
from perfdsl.model.types import (
    COUNT,
    DAYS,
    MONTHS,
    POINT,
    RATIO,
    SCORE,
    WORKDAYS,
    Quantity,
    quantity_of,
)
from perfdsl.source import Span
from perfdsl.wording import Phrase, Words, phrase

_HUNDREDTHS = 10**4
_OF_TIME = (DAYS, WORKDAYS, MONTHS)


def amounts_meant(
    content: object, quantity: Quantity, unit: str | None, *, is_taken: bool
) -> tuple[str, ...]:
    """As they would be written; of things there are not less than none, and shares only where shares are asked."""
    if not isinstance(content, str) or len(content) > 4 * LONGEST:
        return ()
    if quantity == SCORE:
        content = without_reason(content)
    worked_out = sum_meant(content)
    meant = (
        (() if worked_out is None else (worked_out,))
        or in_other_measure(content, quantity)
        or _without_shares(number_meant(content), quantity)
        or points_meant(content, quantity, is_taken=is_taken)
    )
    if quantity in _OF_TIME:
        meant = tuple(each for each in meant if _is_of(each, quantity))
    if quantity != COUNT:
        return meant
    counted = meant or count_meant(content, unit)
    return tuple(each for each in counted if not each.startswith("-"))


def _is_of(written: str, quantity: Quantity) -> bool:
    """Not `1个月` where working days are asked for, nor `1年`."""
    number = read_number(written)
    unit = number.unit if isinstance(number, WrittenNumber) else None
    of = quantity_of(Fraction(1), unit)[1] if unit is not None else quantity
    return of == quantity or {of, quantity} == {DAYS, WORKDAYS}  # that is asked about next


def _without_shares(meant: tuple[str, ...], quantity: Quantity) -> tuple[str, ...]:
    if quantity in (RATIO, POINT):
        return meant
    return tuple(each for each in meant if not each.endswith("%"))


def offered(span: Span, replacement: str, *, quoted: bool) -> Help:
    """To write it so; for `1/3` it says that the percentage is rounded."""
    text = f'"{replacement}"' if quoted else replacement
    share = re.search(SHARE, span.text) if replacement.endswith("%") else None
    if share is not None and int(share[2]) and int(share[1]) * _HUNDREDTHS % int(share[2]):
        said = phrase(
            "写成 {text}（除不尽，是四舍五入的数）",
            "write {text} (rounded, since it has no end)",
            text=text,
        )
    else:
        said = phrase("写成 {text}", "write {text}", text=text)
    return Help(said, (Edit(span, text),), "unsafe")


def out_of_bounds(
    asked: Asked, bounds: Bounds, value: Value, unit: str | None, span: Span
) -> Diagnostic:
    """The finding for a value that can be read and cannot be."""
    inside = shifted_into(bounds, asked.type, value, span.text)
    filled: dict[str, str | int | Words | Phrase] = {
        "key": asked.name,
        "text": written_text(span),
        "bounds": bounds_words(bounds, asked.type, unit),
    }
    helps = tuple(offered(span, each, quoted=False) for each in inside)
    declared = declared_label(asked.declaration)
    return Diagnostic(OUT_OF_BOUNDS, filled, Label(span), declared, helps=helps)
