"""The pieces a line is cut into before it is parsed."""

from fractions import Fraction

import attrs


class Token:
    """One piece: its terminal, where it stands in the source, and what it says.

    `value` is the name without quotes (NAME), the text (STRING) or the number and its unit (NUMBER).
    """

    __slots__ = ("end", "start", "text", "type", "unit", "value")

    def __init__(
        self,
        token_type: str,
        start: int,
        end: int,
        text: str = "",
        value: Fraction | None = None,
        unit: str | None = None,
    ) -> None:
        self.type = token_type
        self.start = start
        self.end = end
        self.text = text
        self.value = value
        self.unit = unit

    def __repr__(self) -> str:
        return f"{self.type}({self.text!r})"


@attrs.frozen(eq=False, repr=False)
class Choice:
    """A run that can be cut in several ways."""

    readings: tuple[list[Token], ...]
    start: int
    end: int
    spoken: tuple[str, ...]
