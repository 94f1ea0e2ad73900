"""A rule of the linter: its code, its manual and its check, all in one file of `rules/`."""

from collections.abc import Callable

import attrs

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.view import View
from perfdsl.manual import Manual, page_of
from perfdsl.wording import Code, Words


@attrs.frozen(repr=False)
class LintRule:
    """`check` reports what it finds under `code`; what it cannot work out it leaves alone."""

    code: Code
    what: Words
    """What it finds."""
    why: Words
    """Why that matters."""
    bad: str
    good: str
    check: Callable[[View, Diagnostics], None]
    is_file: bool = False
    """Whether the examples are whole files, and not lines below a heading."""

    @property
    def slug(self) -> str:
        return self.code.slug

    def manual(self) -> Manual:
        """The page, as `perfdsl explain` shows it."""
        meaning = Words(self.what.zh + self.why.zh, f"{self.what.en} {self.why.en}")
        return page_of(meaning, self.bad, self.good, "file" if self.is_file else "lines")
