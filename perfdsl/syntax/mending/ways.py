"""One small change of a line that might make it readable."""

import re

import attrs

from perfdsl.wording import Phrase, phrase

LONGEST_MENDED = 300
"""For longer lines no way out is looked for."""
Change = tuple[int, int, str]
"""Start and end in the line, and what comes there."""
_ASIDE = re.compile('"[^"]*"|“[^”]*”|「[^」]*」|#.*')


@attrs.frozen(eq=False, repr=False)
class Way:
    """Edits of one line that might make it readable."""

    changes: tuple[Change, ...]
    text: Phrase
    blames: bool = False
    """What is replaced is the mistake, whatever else was found."""


@attrs.frozen(eq=False, repr=False)
class Place:
    """What is known about the place of a line."""

    start: int
    names: frozenset[str]
    file: str
    """The whole file, for how its names are quoted."""
    quantity: str = ""
    """What the rules here are about."""
    in_list: bool = False
    in_fields: bool = False
    """A row here is a field of records."""


def masked(written: str) -> str:
    """The line with nothing where texts, names in 「」 and remarks are; all else in its place."""
    return _ASIDE.sub(lambda match: "\0" * len(match[0]), written)


def replaced(begin: int, end: int, old: str, new: str, *, blames: bool = False) -> Way:
    if not old.strip() or not new.strip():
        said = added(begin, new) if new.strip() else removed(begin, end, old)
        return Way(((begin, end, new),), said.text, blames)
    if old.strip() == new.strip():
        text = phrase("「{new}」前后空一格", "put spaces around 「{new}」", new=new.strip())
        return Way(((begin, end, new),), text, blames)
    text = phrase(
        "「{old}」改为「{new}」", "change 「{old}」 to 「{new}」", old=old.strip(), new=new.strip()
    )
    return Way(((begin, end, new),), text, blames)


def added(at: int, new: str, text: str | None = None) -> Way:
    shown = (text or new).strip()
    return Way(((at, at, new),), phrase("补上「{new}」", "add 「{new}」", new=shown))


def removed(begin: int, end: int, old: str, *, blames: bool = False) -> Way:
    return Way(((begin, end, ""),), phrase("删去「{old}」", "delete 「{old}」", old=old), blames)


def rewritten(written: str, new: str) -> Way:
    """The whole line anew; what is said shows the part that differs."""
    indent = len(written) - len(written.lstrip())
    old, words = written.split(), new.split()
    first = 0
    while first < min(len(old), len(words)) and old[first] == words[first]:
        first += 1
    last = 0
    while last < min(len(old), len(words)) - first and old[-1 - last] == words[-1 - last]:
        last += 1
    was, is_now = " ".join(old[first : len(old) - last]), " ".join(words[first : len(words) - last])
    said = replaced(0, 0, was, is_now).text if was or is_now else replaced(0, 0, written, new).text
    return Way(((indent, len(written), new),), said)
