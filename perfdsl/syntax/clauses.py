"""A paragraph pasted as it was published: `X≤100%，计5分；每超过一个百分点扣0.5分。`, as the lines it stands for.

What later clauses leave unsaid is taken from the first: the quantity, the limit, and at a common end of two
intervals whether it belongs to the one or the other. A person has to confirm it.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.syntax.folding import fold

_NUMBER = r"\d+(?:\.\d+)? *(?:%|‰|个?百分点|[千万亿]{0,2}元|[天个项次人月件])?"
_MARK = r"(?: *\( *不?含[^()]*\))?"
_SIGNS = {
    "<=": ("<", True), "≤": ("<", True), "小于等于": ("<", True), "小于或等于": ("<", True),
    "不超过": ("<", True), "不高于": ("<", True), "不大于": ("<", True),
    "<": ("<", False), "小于": ("<", False), "低于": ("<", False), "不足": ("<", False),
    ">=": (">", True), "≥": (">", True), "大于等于": (">", True), "大于或等于": (">", True),
    "不低于": (">", True), "不少于": (">", True), "不小于": (">", True), "达到": (">", True),
    ">": (">", False), "大于": (">", False), "高于": (">", False), "超过": (">", False),
    "=": ("=", True), "等于": ("=", True), "为": ("=", True),
}  # fmt: skip
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_GIVES = r"(?P<rest>[^\d]*?(?:得|计|记|不得分|不计分).*)$"
_COMPARED = re.compile(rf" *(?P<sign>{_SIGN}) *(?P<limit>{_NUMBER})(?:的|时)?{_GIVES}")
_ONE_END = re.compile(
    rf" *(?P<limit>{_NUMBER})(?P<before>{_MARK}) *(?P<word>及?以[上下内])(?P<after>{_MARK})(?:的|时)?{_GIVES}"
)
_TWO_ENDS = re.compile(
    rf" *(?:在|介于|处于)? *(?P<lower>{_NUMBER})(?P<lower_mark>{_MARK}) *(?:[-—~]|至|到) *(?P<upper>{_NUMBER})(?P<upper_mark>{_MARK})"
    rf"(?:之间)?(?:的|时)?{_GIVES}"
)
_OTHERS = re.compile(rf" *(?:其[他余](?:情况|的)?|否则){_GIVES}")
_STEP = re.compile(r" *每(?P<word>[^\d一半]*)")
_RISES = re.compile("[超高增升多]|提高")
_FALLS = re.compile("[低降少减差]")
_LONGEST, _LONGEST_SUBJECT = 2_000, 60
_LAST = re.compile(r" *(?:直至)?(?:扣完|扣至0分|满分)为止 *$")


@attrs.frozen
class _End:
    """One end of an interval: `closed` None where the text does not say whether it belongs to it."""

    value: Fraction
    closed: bool | None


@attrs.frozen
class _Row:
    """A clause with an interval and points; `text` is what follows the interval."""

    lower: _End | None
    upper: _End | None
    written: str
    text: str
    figures: tuple[str, ...] = ()
    """The numbers of its ends."""

    @property
    def ends(self) -> tuple[_End, ...]:
        return tuple(end for end in (self.lower, self.upper) if end is not None)


def rewrite_clauses(text: str, names: frozenset[str], quantity: str) -> list[str] | None:
    """The lines that the paragraph `text` stands for; None if it is no such paragraph.

    `names`: what is declared; `quantity`: what it is about where it does not say so, the indicator's name or the definition above it.
    """
    if len(text) > _LONGEST:
        return None
    clauses = [part for part in _split(text) if part.strip()]
    if len(clauses) < 2:
        return None
    subject, first = _subject(clauses[0], names, quantity)
    if subject is None:
        return None
    lines: list[str] = []
    rows: list[_Row] = []
    row = _row(first)
    if row is None:
        return None
    rows.append(row)
    for clause in clauses[1:]:
        folded = fold(clause)
        step = _STEP.match(folded)
        again, rest = _subject(clause, names, "")
        is_table = again == subject and _has_bands(clauses, names)
        if _LAST.match(folded):
            if lines:
                lines[-1] += "，" + clause.strip()
        elif step is not None:
            sign = _beyond(step.group("word"), row)
            if sign is None:
                return None
            lines.append(f"{subject} {sign} {row.figures[0]} {clause.strip()}")
        elif (band := _row(rest)) is not None and (again is None or is_table):
            rows.append(band)
        else:
            lines.append(clause.strip())
    if len(rows) > 1:
        head = [f"按 {subject} 分档", *(f"- {_written(row)}" for row in _resolved(rows))]
    else:
        head = [f"{subject} {rows[0].written.strip()} {rows[0].text}"]
    return [*head, *lines]


def second_clause(text: str) -> int:
    """Where the second rule of the paragraph begins."""
    first = next(_split(text))
    rest = text[len(first) + 1 :]
    return len(text) - len(rest.lstrip())


def _split(text: str) -> Iterator[str]:
    """Parts between `；` and `。`, not inside quotes or brackets."""
    folded, start, depth = fold(text), 0, 0
    quoted = False
    for position, sign in enumerate(folded):
        if sign in '“”"':
            quoted = sign == "“" or (sign == '"' and not quoted)
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(depth - 1, 0)
        elif sign in ";。" and not quoted and not depth:
            yield text[start:position]
            start = position + 1
    yield text[start:]


def _subject(clause: str, names: frozenset[str], quantity: str) -> tuple[str | None, str]:
    """The declared quantity a clause begins with, and what follows it."""
    bare = clause.lstrip()
    best = ""
    for length in range(1, min(len(bare), _LONGEST_SUBJECT) + 1):
        written = bare[:length]
        if re.sub('[“”"「」 ]', "", written) in names:
            best = written
    if best:
        return best, bare[len(best) :]
    if quantity in names and _row(clause) is not None:
        return quantity, bare
    return None, bare


def _has_bands(clauses: list[str], names: frozenset[str]) -> bool:
    """Whether a clause speaks of an interval with two ends: then all of them are bands."""
    return any(_TWO_ENDS.match(fold(_subject(clause, names, "")[1])) for clause in clauses)


def _row(clause: str) -> _Row | None:
    folded = fold(clause)
    if match := _COMPARED.match(folded):
        side, closed = _SIGNS[match.group("sign")]
        end = _End(_value(match.group("limit")), closed)
        written = clause[match.start("sign") : match.end("limit")]
        lower = end if side in (">", "=") else None
        upper = end if side in ("<", "=") else None
        return _Row(lower, upper, written, _rest(clause, match), (match.group("limit").strip(),))
    if match := _ONE_END.match(folded):
        marks = match.group("before") + match.group("after")
        closed_ = True if "及" in match.group("word") else _closed(marks)
        end = _End(_value(match.group("limit")), closed_)
        written = clause[match.start("limit") : match.end("after")]
        above = "上" in match.group("word")
        figures = (match.group("limit").strip(),)
        rest = _rest(clause, match)
        return _Row(end if above else None, None if above else end, written, rest, figures)
    if match := _TWO_ENDS.match(folded):
        least, most = match.group("lower").strip(), match.group("upper").strip()
        unit = re.sub(r"[\d. ]", "", most)
        if unit and least[-1].isdigit():
            least += unit
        return _Row(
            _End(_value(least), _closed(match.group("lower_mark"))),
            _End(_value(most), _closed(match.group("upper_mark"))),
            "",
            _rest(clause, match),
            (least, most),
        )
    if match := _OTHERS.match(folded):
        return _Row(None, None, "其余", _rest(clause, match))
    return None


def _rest(clause: str, match: "re.Match[str]") -> str:
    return clause[match.start("rest") :].strip().lstrip("，,、 ")


def _value(figure: str) -> Fraction:
    number = re.match(r"[\d.]+", figure)
    assert number is not None
    return Fraction(number.group())


def _closed(mark: str) -> bool | None:
    return None if "含" not in mark else "不含" not in mark


def _resolved(rows: list[_Row]) -> list[_Row]:
    """Each end that is left open belongs to the interval that the neighbor at this end leaves it to."""
    known = {
        (index, end.value): end.closed
        for index, row in enumerate(rows)
        for end in row.ends
        if end.closed is not None
    }

    def settle(index: int, end: _End | None) -> _End | None:
        if end is None or end.closed is not None:
            return end
        others = [
            closed
            for (other, value), closed in known.items()
            if value == end.value and other != index
        ]
        return attrs.evolve(end, closed=not any(others)) if others else end

    found = []
    for index, row in enumerate(rows):
        settled = attrs.evolve(row, lower=settle(index, row.lower), upper=settle(index, row.upper))
        for end in settled.ends:
            if end.closed is not None:
                known[index, end.value] = end.closed
        found.append(settled)
    return found


def _written(row: _Row) -> str:
    if row.lower is not None and row.upper is not None and len(row.figures) == 2:
        lower, upper = row.figures
        return f"{lower}{_mark(row.lower)} 至 {upper}{_mark(row.upper)} {row.text}"
    written = row.written.strip()
    if re.search("(?<!及)以[上下内]$", written) and "含" not in written:
        written += "".join(_mark(end) for end in row.ends)
    return f"{written} {row.text}"


def _mark(end: _End) -> str:
    return {True: "(含)", False: "(不含)", None: ""}[end.closed]


def _beyond(word: str, first: _Row) -> str | None:
    """On which side of the first clause's limit the steps lie."""
    if len(first.figures) != 1:
        return None
    if _FALLS.search(word):
        return "<"
    if _RISES.search(word):
        return ">"
    if first.lower is not None and first.upper is not None:
        return None
    return ">" if first.lower is None else "<"
