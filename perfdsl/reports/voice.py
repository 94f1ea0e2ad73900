"""One language's voice: fills wording and joins lists."""

import re
from collections.abc import Iterable

import attrs

from perfdsl.reports import wording as w
from perfdsl.wording import Language, Words


class _Gaps(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def pattern(words: Words, language: Language) -> str:
    """The words with `…` in every gap."""
    return words.text(language).format_map(_Gaps())


@attrs.frozen(repr=False)
class Voice:
    language: Language

    def say(self, words: Words, **arguments: str | int) -> str:
        """The words with their gaps filled."""
        return words.filled(self.language, arguments) if arguments else words.text(self.language)

    def list(self, parts: Iterable[str]) -> str:
        """`甲、乙、丙`."""
        return self.say(w.LIST_COMMA).join(parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """`甲，乙，丙`: parts of one sentence; empty ones are left out."""
        return self.say(w.COMMA).join(part for part in parts if part)

    def aside(self, text: str) -> str:
        """In parentheses, with the space the language puts before them."""
        return self.say(w.ASIDE, text=text)

    def dated(self, plain: Words, with_year: Words, scheme: str, year: int | None) -> str:
        """A title with the year of the rules, where their name does not have it."""
        has_year = year is None or re.search(w.YEAR_IN_TITLE.format(year=year), scheme)
        return self.say(plain if has_year else with_year, scheme=scheme, year=year or 0)

    def fact(self, name: str, *, last_year: bool) -> str:
        """`上年.甲` for last year's value."""
        return self.say(w.LAST_YEAR_NAME, name=name) if last_year else name
