"""A statement that can be read and whose types do not go together: the small slip after which they would."""

import re
from collections.abc import Iterator, Sequence

from perfdsl.checker.evidence.trials import Place, Trials
from perfdsl.diagnostic import Diagnostic, Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.wording import phrase

_MOST_TRIED = 24
_MOST_OFFERED = 2
"""Of more that fit none can be told."""
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”|#.*')
_COMMAS = re.compile(r"(?<![\s\d])[ \u3000]*([、，,：:;；])[ \u3000]*(?=[^\s\d])")
_JOINED = re.compile(r"(?<=\S)\s*(且|和|与|同|跟|及|\band\b)\s*(?=\S)")
_TIMES = re.compile(r"[×*÷/／]")
_CLOSING = re.compile(r"[)）]")
_ONE_TERM = (
    r"\s*[-+×*÷/,，、－＋／]\s*"
    r"(?:[\d.]+\s*[%‰]?|full[ _]marks\b|[^\W\d][\w.“”]*|「[^」]*」(?:\.\w+)?)"
)
"""What a bracket may have taken in, or left out: an operator and what stands behind it."""
_TERM = re.compile(_ONE_TERM)
_TERM_BEFORE = re.compile(_ONE_TERM + r"\s*$")
_FULL_MARKS = re.compile(r"\s*(?:满分|full[ _]marks)")
_TERMS = 2
_DIVIDED = {"/": "*", "÷": "×", "／": "×", "*": "/", "×": "÷"}


def mended_by_types(found: Diagnostic, trials: Trials) -> list[Help]:
    """The edits of the likeliest kind of slip after which nothing is found; none where more than two would do."""
    place = trials.place_of(found.primary.span) if found.primary is not None else None
    if place is None:
        return []
    start, end = place.pieces[-1]
    source = trials.file.source
    tried = 0
    is_open = not any(each.edits for each in found.helps)
    kinds = (_divided, _moved_brackets, _joined, _exchanged) if is_open else (_listed, _of_full)
    for kind in kinds:
        fitting: list[Sequence[Edit]] = []
        for edits in kind(source, start, end):
            tried += 1
            if tried > _MOST_TRIED:
                return []
            if trials.fits(place, edits):
                fitting.append(edits)
        if fitting:
            return (
                [_help(edits, place, trials) for edits in fitting]
                if len(fitting) <= _MOST_OFFERED
                else []
            )
    return []


def _help(edits: Sequence[Edit], place: Place, trials: Trials) -> Help:
    text = trials.edited(*place.pieces[-1], edits).strip()
    return Help(phrase("写成「{text}」", "write 「{text}」", text=text), tuple(edits), "unsafe")


def _outside_texts(
    source: SourceText, start: int, end: int, sign: re.Pattern[str]
) -> Iterator[Span]:
    """Where the sign stands, in no text and no remark."""
    written = _QUOTED.sub(lambda match: " " * len(match.group()), source.text[start:end])
    for match in sign.finditer(written):
        group = 1 if match.re.groups else 0
        yield Span(source, start + match.start(group), start + match.end(group))


def _sign_of_division(source: SourceText, start: int, end: int) -> str:
    """As it is written on the line, else in the file."""
    text = source.text[start:end]
    for sign in "/÷":
        if sign in text:
            return sign
    return "÷" if source.text.count("÷") > source.text.count("/") else "/"


def _divided(source: SourceText, start: int, end: int) -> Iterator[Sequence[Edit]]:
    """`最小(支出数、预算数, 100%)`: 、 for ÷, which are one key."""
    sign = _sign_of_division(source, start, end)
    for span in _outside_texts(source, start, end, _COMMAS):
        yield (Edit(span, sign),)


def _listed(source: SourceText, start: int, end: int) -> Iterator[Sequence[Edit]]:
    """The same of 、 alone, which is no comma of an argument."""
    yield from (
        edits for edits in _divided(source, start, end) if "、" in (e.span.text for e in edits)
    )


def _of_full(source: SourceText, start: int, end: int) -> Iterator[Sequence[Edit]]:
    """`覆盖率 ÷ 满分`: nothing is divided by the marks."""
    for edits in _exchanged(source, start, end):
        if _FULL_MARKS.match(source.text, edits[0].span.end) is not None:
            yield edits


def _moved_brackets(source: SourceText, start: int, end: int) -> Iterator[Sequence[Edit]]:
    """`最小(甲 / 乙, 100% * 满分)`: closed one or two terms too late, or too early."""
    for span in _outside_texts(source, start, end, _CLOSING):
        before, behind = span.start, span.end
        for _ in range(_TERMS):
            earlier = _TERM_BEFORE.search(source.text[start:before])
            if earlier is None:
                break
            before = start + earlier.start()
            yield (Edit(Span(source, before, before), span.text), Edit(span, ""))
        for _ in range(_TERMS):
            later = _TERM.match(source.text[:end], behind)
            if later is None:
                break
            behind = later.end()
            yield (Edit(span, ""), Edit(Span(source, behind, behind), span.text))


def _joined(source: SourceText, start: int, end: int) -> Iterator[Sequence[Edit]]:
    """`支出数 且 预算数 > 100%`: 与 as it is said of a ratio, or of a sum."""
    for sign in (_sign_of_division(source, start, end), "+"):
        for span in _outside_texts(source, start, end, _JOINED):
            yield (Edit(span, sign),)


def _exchanged(source: SourceText, start: int, end: int) -> Iterator[Sequence[Edit]]:
    """`支出数 × 预算数 > 100%`."""
    for span in _outside_texts(source, start, end, _TIMES):
        yield (Edit(span, _DIVIDED[span.text]),)
