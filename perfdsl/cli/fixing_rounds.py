"""Edits tried before they are kept: none may bring an error into a file that had none."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import attrs

from perfdsl.cli.loading import Loader, file_key
from perfdsl.codes.files import BYTES_DAMAGED, GARBLED, IS_UTF_16
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help
from perfdsl.fixes import Fix, carry_out
from perfdsl.source import SourceText, Span
from perfdsl.workspace import decode

Check = Callable[[Loader], list[Diagnostic]]
_UNREADABLE = (IS_UTF_16.id, BYTES_DAMAGED.id, GARBLED.id)
_WRITING = ("PD1", "PD50")
"""Codes of what cannot be read, line by line: no correction elsewhere brings one to light."""


@attrs.frozen(eq=False, repr=False)
class _Tried:
    """What is found once some helps are carried out."""

    helps: tuple[Help, ...]
    fixes: tuple[Fix, ...]
    texts: dict[str, SourceText]
    found: list[Diagnostic]


@attrs.define(eq=False, repr=False)
class Rounds:
    """The files as far as they are corrected, and what is found in them."""

    check: Check
    texts: dict[str, SourceText] = attrs.field(factory=dict)
    found: list[Diagnostic] = attrs.field(factory=list)
    _refused: set[object] = attrs.field(factory=set)

    def __attrs_post_init__(self) -> None:
        loader = Loader()
        self.found = self.check(loader)
        self.texts = loader.texts

    def may(self, help_: Help, allowed: Collection[str]) -> bool:
        """Whether the help is only about the files `allowed`, and did no harm before."""
        is_inside = all(file_key(edit.span.source.name) in allowed for edit in help_.edits)
        return is_inside and _name(help_) not in self._refused

    def carry_out(self, helps: Sequence[Help]) -> tuple[Fix, ...]:
        """What becomes of the files by the helps, or by those of them that do no harm."""
        if not carry_out(helps):
            self._refused.update(map(_name, helps))  # nothing becomes of them
            return ()
        n_refused = len(self._refused)
        kept = self._harmless(_Tried((), (), self.texts, self.found), tuple(helps))
        self.texts, self.found = kept.texts, kept.found
        if len(self._refused) > n_refused:  # what was checked last is not what is kept
            loader = Loader(texts=dict(kept.texts))
            self.found, self.texts = self.check(loader), loader.texts
        return kept.fixes

    def _harmless(self, kept: _Tried, more: tuple[Help, ...]) -> _Tried:
        """The helps of `kept`, and of `more` all that go with them."""
        tried = self._try((*kept.helps, *more))
        if not _is_worse(kept.found, tried):
            return tried
        if len(more) == 1:
            self._refused.add(_name(more[0]))
            return kept
        middle = len(more) // 2
        return self._harmless(self._harmless(kept, more[:middle]), more[middle:])

    def _try(self, helps: tuple[Help, ...]) -> _Tried:
        fixes = carry_out(helps)
        texts = dict(self.texts)
        for fix in fixes:
            source = decode(fix.source.name, fix.content, Diagnostics())
            if source is not None:
                texts[file_key(fix.source.name)] = source
        loader = Loader(texts=texts)
        return _Tried(helps, fixes, loader.texts, self.check(loader))


def _name(help_: Help) -> object:
    """What a help does, wherever its lines have got to."""
    return tuple(
        (
            edit.span.source.name,
            edit.span.source.line_text(edit.span.first.line),
            edit.span.first.column,
            edit.span.text,
            edit.replacement,
        )
        for edit in help_.edits
    )


def _is_worse(before: list[Diagnostic], tried: _Tried) -> bool:
    """Whether an edited file that had no error has one now, or more of it cannot be read.

    What is found in a file that could not be read at all is news, and no harm.
    """
    if any(file_key(fix.source.name) not in tried.texts for fix in tried.fixes):
        return True  # what it becomes is no text either
    edited = {file_key(fix.source.name) for fix in tried.fixes} - set(_errors(before, _UNREADABLE))
    errors, errors_now = _errors(before), _errors(tried.found)
    unread, unread_now = _errors(before, _WRITING), _errors(tried.found, _WRITING)
    return any(
        (errors_now[key] and not errors[key]) or unread_now[key] > unread[key] for key in edited
    )


def _errors(found: list[Diagnostic], codes: tuple[str, ...] = ("PD",)) -> Counter[str]:
    """How many errors with such codes each file has."""
    return Counter(
        file_key(span.source.name)
        for each in found
        if each.severity == "error" and each.code.id.startswith(codes)
        for span in _place(each)
    )


def _place(found: Diagnostic) -> list[Span]:
    """Where it is; of what is said about a file as a whole, where something can be done."""
    if found.primary is not None:
        return [found.primary.span]
    return [edit.span for help_ in found.helps for edit in help_.edits][:1]
