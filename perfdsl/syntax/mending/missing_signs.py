"""Which signs may have been lost between two names in the definition of a rate."""

import re

_TAKEN_OFF = re.compile(r"\s*[“「]?\w*(?:结余|结转下年|扣减|核减|追减|减免|退回|收回|上缴)")
"""In the name of what is usually taken off."""


def missing_signs(written: str, begin: int, at: int) -> tuple[str, ...]:
    """`甲 乙` is a quotient where it is all there is; within `(甲 + 乙 丙) / 丁` amounts are added or taken off.

    Nothing where every sign would add an amount to a share, or divide twice. `begin`: where the value begins.
    """
    levels = _levels(written[begin:])
    place = at - begin
    here = levels[place]
    first = place
    while first > 0 and levels[first - 1] >= here:
        first -= 1
    last = place
    while last < len(levels) and levels[last] >= here:
        last += 1
    beside = {
        sign
        for sign, level in zip(
            written[begin + first : begin + last], levels[first:last], strict=True
        )
        if level == here
    }
    if here == 0:
        return ("/",) if beside.isdisjoint("+-/÷＋－") else ()
    is_call = re.search(r"\w\s*[(（]$", written[: begin + first]) is not None
    if is_call or not beside.isdisjoint("/÷"):
        return ()
    around = {sign for sign, level in zip(written[begin:], levels, strict=True) if level < here}
    if beside.isdisjoint("+-＋－") and around.isdisjoint("/÷"):
        return ("/",)
    operand = written[at : begin + last].strip()
    divisor = re.match(r"[)）]\s*[/÷]\s*(.*?)\s*$", written[begin + last :])
    is_growth = divisor is not None and divisor.group(1) == operand
    return ("-", "+") if is_growth or _TAKEN_OFF.match(written, at) else ("+", "-")


def _levels(text: str) -> list[int]:
    """How many brackets each character stands in; a bracket stands outside."""
    levels = []
    depth = 0
    for character in text:
        if character in ")）":
            depth = max(depth - 1, 0)
        levels.append(depth)
        depth += character in "(（"
    return levels
