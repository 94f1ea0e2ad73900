"""What is asked of the reader of lines, which is above this room."""

from typing import Protocol

from perfdsl.source import SourceText
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.token import Token


class Reader(Protocol):
    """Reads the lines of one file."""

    source: SourceText
    vocabulary: Vocabulary

    @property
    def is_spent(self) -> bool:
        """Whether no other text will be read."""

    def reads(self, text: str, written: str, *, field: bool = False, known: bool = True) -> bool:
        """Whether every line of the text can be read."""

    def read_alone(self, text: str, *, field: bool = False) -> list[object | None]:
        """What each line of the text says."""

    def first_unknown(self) -> Token | None:
        """The first name of the line just read that nobody declared."""
