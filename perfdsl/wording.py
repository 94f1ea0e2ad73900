"""Text in two languages, as data: the smallest pieces every message is made of."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

Language = Literal["zh", "en"]
Severity = Literal["error", "warning", "info"]
Argument = "str | int | Words | Phrase"
_PLURAL = re.compile(
    r"\{(\w+)\} ((?:other |working |percentage |more |scored |possible )?)(point|file|decimal|day|month|time|step"
    r"|record|fact|case|example|indicator|department|boundarie|range|key)s\b((?: are| have| lack)?)"
)
"""A number's gap and the plural noun behind it, with the verb of that noun."""
_ONE = frozenset(("1", "-1", "+1", "≈1", "≈-1", "≈+1"))
_SINGULAR = {"": "", " are": " is", " have": " has", " lack": " lacks"}


def _counted(match: re.Match[str], arguments: Mapping[str, str | int]) -> str:
    name, kind, noun, verb = match.groups()
    if str(arguments.get(name)) not in _ONE:
        return match.group()
    noun = "boundary" if noun == "boundarie" else noun
    return f"{{{name}}} {kind}{noun}{_SINGULAR[verb]}"


@attrs.frozen(repr=False)
class Words:
    """One text in Chinese and English; `{name}` in it is filled in by a `Phrase`."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def filled(self, language: Language, arguments: Mapping[str, str | int]) -> str:
        """The text with its gaps filled; in English a noun behind a gap that is 1 stands in the singular."""
        text = self.text(language)
        if language == "en":
            text = _PLURAL.sub(lambda match: _counted(match, arguments), text)
        return text.format_map(arguments)


def in_both(text: str | Words) -> Words:
    """What reads the same in both languages, as words."""
    return text if isinstance(text, Words) else Words(text, text)


def joined(parts: Iterable[Words], zh: str, en: str) -> Words:
    """Several texts as one; `zh` and `en` stand between them."""
    told = tuple(parts)
    return Words(zh.join(part.zh for part in told), en.join(part.en for part in told))


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
        return self.words.filled(language, filled)


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
