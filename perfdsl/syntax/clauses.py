"""A paragraph pasted as it was published: `X≤100%，计5分；每超过一个百分点扣0.5分。`, as the lines it stands for.

What later clauses leave unsaid is taken from the first: the quantity, the limit, and at a common end of two
intervals whether it belongs to the one or the other. A person has to confirm it.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.syntax.folding import fold

_NUMBER = r"\d+(?:\.\d+)? *(?:%|‰|个?百分点|个?工作日|个月|[千万亿]{0,2}元|[天日个项次人月件])?"
_MARK = r"(?: *\( *不?含[^()]*\))?"
_SIGNS = {
    "<=": ("<", True), "≤": ("<", True), "小于等于": ("<", True), "小于或等于": ("<", True),
    "不超过": ("<", True), "不高于": ("<", True), "不大于": ("<", True),
    "未达到": ("<", False), "少于": ("<", False),
    "<": ("<", False), "小于": ("<", False), "低于": ("<", False), "不足": ("<", False),
    ">=": (">", True), "≥": (">", True), "大于等于": (">", True), "大于或等于": (">", True),
    "不低于": (">", True), "不少于": (">", True), "不小于": (">", True), "达到": (">", True),
    "多于": (">", False),
    ">": (">", False), "大于": (">", False), "高于": (">", False), "超过": (">", False),
    "=": ("=", True), "等于": ("=", True), "为": ("=", True),
}  # fmt: skip
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_GIVES = r"(?P<rest>[^\d]*?(?:得|计|记|不得分|不计分).*)$"
_COMPARED = re.compile(rf" *(?P<sign>{_SIGN}) *(?P<limit>{_NUMBER})(?:的|时)?{_GIVES}")
_ONE_END = re.compile(
    rf" *(?:达到|在|为)? *(?P<limit>{_NUMBER})(?P<before>{_MARK}) *(?P<word>及?以[上下内])(?P<after>{_MARK})(?:的|时)?{_GIVES}"
)
_CHAINED = re.compile(
    rf" *(?P<sign>{_SIGN}) *(?P<limit>{_NUMBER}) *(?:[,且]|并且)? *(?P<sign2>{_SIGN}) *(?P<limit2>{_NUMBER})(?:的|时)?{_GIVES}"
)
_BRACKETED = re.compile(
    rf" *(?P<open>[\[(]) *(?P<lower>{_NUMBER}) *, *(?P<upper>{_NUMBER}) *(?P<close>[\])])(?:的|时)?{_GIVES}"
)
_COMPARED_STEP = re.compile(rf" *(?:{_SIGN}) *(?:{_NUMBER})(?:的|时)? *,? *每")
_WORD = re.compile(rf" *(?:为|是)? *(?P<word>[^\W\d]{{1,10}}?)(?:的|时|,)?(?=[得计记不]){_GIVES}")
_TWO_ENDS = re.compile(
    rf" *(?:在|介于|处于)? *(?P<lower>{_NUMBER})(?P<lower_mark>{_MARK}) *(?:[-—~]|至|到) *(?P<upper>{_NUMBER})(?P<upper_mark>{_MARK})"
    rf"(?:之间)?(?:的|时)?{_GIVES}"
)
_OTHERS = re.compile(rf" *(?:其[他余](?:情况|的)?|否则){_GIVES}")
_STEP = re.compile(r" *每(?P<word>[^\d一半]*)")
_BEYOND = re.compile(
    r" *(?:对于?)?(?P<word>超过|超出|超期|逾期|延迟|不足|低于|少于)(?:的|部分|的部分|期限的?|时限的?)?,? *每(?P<count>[\d.]+|[一两半])? *(?P<unit>个?工作日|个?月|个?百分点|%|[天日次项人件个])(?=[扣加减,])"
)
"""`超过的每天扣1分`: each day beyond the limit."""
_RISES = re.compile("[超高增升多逾延]|提高")
_FALLS = re.compile("[低降少减差]")
_EFFECT = re.compile(r"[得扣计记加] *(?:满分|[\d.]+ *分?)|不得分|不计分|得满分")
_NEXT = re.compile(r" *(?:[\[(][^\])]*[\])])?[^,;。]*(?:, *(?:得|计|记|不得分|不计分)[^,;。]*)?")
_GIVING = re.compile(r"[得计记] *(?:满分|[\d.])|不得分|不计分")
_ZERO = re.compile(r"(?:不得分|不计分|[得计记] *0 *分?)[。;，, ]*$")
_LONGEST, _LONGEST_SUBJECT = 2_000, 60
_LAST = re.compile(r" *(?:直至)?(?:扣完|扣至0分|满分)为止 *$")


@attrs.frozen
class Known:
    """What is declared: names, the words of levels and choices, and the quantity that may be left out.

    `quantity`: the indicator's name, or the definition above the paragraph; empty where there is none.
    """

    names: frozenset[str]
    words: frozenset[str] = frozenset()
    quantity: str = ""


@attrs.frozen
class _End:
    """One end of an interval: `closed` None where the text does not say whether it belongs to it."""

    value: Fraction
    closed: bool | None


@attrs.frozen
class _Row:
    """A clause with an interval (or a word) and points; `text` is what follows the interval."""

    lower: _End | None
    upper: _End | None
    written: str
    text: str
    figures: tuple[str, ...] = ()
    """The numbers of its ends."""
    is_rest: bool = False
    is_word: bool = False

    @property
    def ends(self) -> tuple[_End, ...]:
        return tuple(end for end in (self.lower, self.upper) if end is not None)


def rewrite_clauses(text: str, known: Known) -> list[str] | None:
    """The lines that the paragraph `text` stands for; None if it is no such paragraph."""
    if len(text) > _LONGEST:
        return None
    clauses = [part for part in _split(text, known) if part.strip()]
    if len(clauses) < 2:
        return None
    subject, first = _subject(clauses[0], known)
    if subject is None:
        return None
    row = _row(first, known.words)
    items: list[_Row | str] = [clauses[0].strip() if row is None else row]
    for clause in clauses[1:]:
        item = _item(clause, subject, row, known)
        if item is None:
            return None
        if isinstance(item, str) and _LAST.match(fold(item)) and isinstance(items[-1], str):
            items[-1] += "，" + item
        else:
            items.append(item)
    return _written_out(subject, items)


def _item(clause: str, subject: str, first: _Row | None, known: Known) -> _Row | str | None:
    """A later clause, with what it takes from the first one; None if that is not clear."""
    clause = _step_by_step(clause, first)
    folded = fold(clause)
    if step := _STEP.match(folded):
        sign = _beyond(step.group("word"), first)
        if sign is None or first is None:
            return None
        return f"{subject} {sign} {first.figures[0]} {clause.strip()}"
    again, rest = _named(clause, known)
    if again is None and _COMPARED_STEP.match(folded):
        return f"{subject} {clause.strip()}"
    if again in (None, subject) and (row := _row(rest, known.words)) is not None:
        return row
    return clause.strip()


def _step_by_step(clause: str, first: _Row | None) -> str:
    """`每超过1天扣1分` for `超过的每天扣1分`; a day beyond so many working days is one of those."""
    match = _BEYOND.match(fold(clause))
    if match is None:
        return clause
    unit = match["unit"]
    if unit in "天日" and first is not None and "".join(first.figures).endswith("工作日"):
        unit = "个工作日"
    return f"每{match['word']}{match['count'] or 1}{unit}{clause[match.end() :]}"


def _written_out(subject: str, items: list[_Row | str]) -> list[str]:
    """Several intervals as bands, if all that gives points is one of them; else sentence by sentence."""
    rows = [item for item in items if isinstance(item, _Row)]
    lines = [item for item in items if isinstance(item, str)]
    n_intervals = sum(not row.is_rest and not row.is_word for row in rows)
    is_table = not any(row.is_word for row in rows) and not any(map(_GIVING.search, lines))
    if n_intervals > 1 and is_table:
        bands = [f"- {_written(row)}" for row in _resolved(rows)]
        return [f"按 {subject} 分档", *bands, *lines]
    is_plain = not any(row.is_rest or row.is_word for row in rows)
    all_zero = all(_ZERO.match(row.text) for row in rows)
    if is_plain and all_zero and not any(map(_GIVING.search, lines)):
        # where all else is deductions, 不得分 is one too: without it full marks are left
        rows_ = {row: f"{subject} {_written(row)[: -len(row.text)]}扣 满分" for row in rows}
        return [item if isinstance(item, str) else rows_[item] for item in items]
    return [item if isinstance(item, str) else _sentence(subject, item) for item in items]


def _sentence(subject: str, row: _Row) -> str:
    if row.is_rest:
        return f"否则 {row.text}"
    if row.is_word:
        return f"{subject} = {row.written.strip()} {row.text}"
    return f"{subject} {_written(row)}"


def second_clause(text: str, known: Known) -> int:
    """Where the second rule of the paragraph begins."""
    first = next(_split(text, known))
    rest = text[len(first) + 1 :]
    return len(text) - len(rest.lstrip())


def _split(text: str, known: Known) -> Iterator[str]:
    """Parts between `；` and `。`, and at a comma behind which a new rule begins; brackets and quotes are whole."""
    folded, start, depth = fold(text), 0, 0
    quoted = False
    for position, sign in enumerate(folded):
        if sign in '“”"':
            quoted = sign == "“" or (sign == '"' and not quoted)
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(depth - 1, 0)
        elif quoted or depth:
            continue
        elif sign in ";。" or (
            sign == ","
            and _EFFECT.search(folded, start, position)
            and _begins_rule(text[position + 1 :], known)
        ):
            yield text[start:position]
            start = position + 1
    yield text[start:]


def _begins_rule(text: str, known: Known) -> bool:
    folded = fold(text)
    if any(form.match(folded) for form in (_STEP, _BEYOND, _COMPARED_STEP)):
        return True
    end = _NEXT.match(folded)
    clause = text[: end.end()] if end is not None else text
    return _row(_named(clause, known)[1], known.words) is not None


def _named(clause: str, known: Known) -> tuple[str | None, str]:
    """The declared quantity a clause begins with, and what follows it."""
    bare = clause.lstrip()
    names = known.names - known.words
    best = ""
    for length in range(1, min(len(bare), _LONGEST_SUBJECT) + 1):
        written = bare[:length]
        if re.sub('[“”"「」 ]', "", written) in names:
            best = written
    return (best, bare[len(best) :]) if best else (None, bare)


def _subject(clause: str, known: Known) -> tuple[str | None, str]:
    """As `_named`; a clause that begins with an interval is about the quantity known."""
    name, rest = _named(clause, known)
    if name is None and known.quantity in known.names and _row(rest, known.words) is not None:
        return known.quantity, rest
    return name, rest


def _row(clause: str, words: frozenset[str]) -> _Row | None:
    folded = fold(clause)
    if match := _OTHERS.match(folded):
        return _Row(None, None, "其余", _rest(clause, match), is_rest=True)
    if match := _WORD.match(folded):
        if match.group("word") in words:
            return _Row(None, None, match.group("word"), _rest(clause, match), is_word=True)
        return None
    if match := _CHAINED.match(folded):
        ends = [
            (_SIGNS[match.group(sign)], match.group(limit).strip())
            for sign, limit in (("sign", "limit"), ("sign2", "limit2"))
        ]
        lower = next((_End(_value(at), closed) for (side, closed), at in ends if side == ">"), None)
        upper = next((_End(_value(at), closed) for (side, closed), at in ends if side == "<"), None)
        written = clause[match.start("sign") : match.end("limit2")]
        return _Row(lower, upper, written, _rest(clause, match))
    if match := _COMPARED.match(folded):
        return _compared_row(clause, match)
    if match := _ONE_END.match(folded):
        marks = match.group("before") + match.group("after")
        end = _End(
            _value(match.group("limit")), True if "及" in match.group("word") else _closed(marks)
        )
        above = "上" in match.group("word")
        return _Row(
            end if above else None,
            None if above else end,
            clause[match.start("limit") : match.end("after")],
            _rest(clause, match),
            (match.group("limit").strip(),),
        )
    if match := _BRACKETED.match(folded):
        return _Row(
            _End(_value(match.group("lower")), match.group("open") == "["),
            _End(_value(match.group("upper")), match.group("close") == "]"),
            clause[match.start("open") : match.end("close")],
            _rest(clause, match),
        )
    if match := _TWO_ENDS.match(folded):
        return _two_ends_row(clause, match)
    return None


def _compared_row(clause: str, match: "re.Match[str]") -> _Row:
    side, closed = _SIGNS[match.group("sign")]
    end = _End(_value(match.group("limit")), closed)
    return _Row(
        end if side in (">", "=") else None,
        end if side in ("<", "=") else None,
        clause[match.start("sign") : match.end("limit")],
        _rest(clause, match),
        (match.group("limit").strip(),),
    )


def _two_ends_row(clause: str, match: "re.Match[str]") -> _Row:
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


def _beyond(word: str, first: _Row | None) -> str | None:
    """On which side of the first clause's limit the steps lie."""
    if first is None or len(first.figures) != 1:
        return None
    if _FALLS.search(word):
        return "<"
    if _RISES.search(word):
        return ">"
    if first.lower is not None and first.upper is not None:
        return None
    return ">" if first.lower is None else "<"
