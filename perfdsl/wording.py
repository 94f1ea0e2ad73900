"""Text in two languages, as data: the smallest pieces every message is made of."""

from collections.abc import Mapping
from typing import Literal

import attrs

Language = Literal["zh", "en"]
Severity = Literal["error", "warning", "info"]
Argument = "str | int | Words | Phrase"


@attrs.frozen(repr=False)
class Words:
    """One text in Chinese and English; `{name}` in it is filled in by a `Phrase`."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@attrs.frozen(repr=False)
class Phrase:
    """Words together with what fills their gaps."""

    words: Words
    arguments: "Mapping[str, str | int | Words | Phrase]" = attrs.field(factory=dict)

    def text(self, language: Language) -> str:
        if not self.arguments:
            return self.words.text(language)
        filled = {
            name: argument.text(language) if isinstance(argument, Words | Phrase) else argument
            for name, argument in self.arguments.items()
        }
        return self.words.text(language).format_map(filled)


def phrase(zh: str, en: str, **arguments: "str | int | Words | Phrase") -> Phrase:
    """A phrase written where it is used; for texts that belong to one diagnostic only."""
    return Phrase(Words(zh, en), arguments)


@attrs.frozen(repr=False)
class Code:
    """A permanent kind of diagnostic.

    `message` says what was found; `help` what to do (it starts with a verb). The gaps of both are
    filled with the diagnostic's arguments.
    """

    id: str
    slug: str
    severity: Severity
    message: Words
    help: Words | None = None
