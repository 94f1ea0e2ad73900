"""The ends of intervals, as their words and units tell."""

from collections.abc import Iterable

from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.wording import phrase


def is_below(text: str) -> bool:
    """Below an end most tables leave it to the band above."""
    return any(word in text.lower() for word in ("以下", "以内", "downwards"))


def ends_said(
    source: SourceText, places: tuple[int, ...], ways: Iterable[tuple[str, ...]]
) -> tuple[Help, ...]:
    """含 or 不含 put in at the places, in each of the ways."""
    return tuple(
        Help(
            phrase("补上{signs}", "add {signs}", signs="…".join(f"（{sign}）" for sign in signs)),
            tuple(
                Edit(Span(source, place, place), f"（{sign}）")
                for place, sign in zip(places, signs, strict=True)
            ),
            "unsafe",
        )
        for signs in ways
    )
