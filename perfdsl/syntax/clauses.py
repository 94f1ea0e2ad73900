"""A paragraph pasted as it was published: `X≤100%，计5分；每超过一个百分点扣0.5分。`, as the lines it stands for.

What later clauses leave unsaid is taken from the first: the quantity, the limit, and at a common end of two
intervals whether it belongs to the one or the other. A person has to confirm it.
"""

import re
from collections.abc import Iterator

import attrs

from perfdsl.syntax.clause_rows import NUMBER, SIGN, SIGNS, End, Row, clause_row
from perfdsl.syntax.folding import fold
from perfdsl.syntax.mending.exemptions import exempted, exemption

_COMPARED_STEP = re.compile(rf" *(?:{SIGN}) *(?:{NUMBER})(?:的|时)? *,? *每")
_STEP = re.compile(r" *每(?P<word>[^\d一半]*)")
_BEYOND = re.compile(
    r" *(?:对于?)?(?P<word>超过|超出|超期|逾期|延迟|不足|低于|少于)(?:的|部分|的部分|期限的?|时限的?)?,? *每(?P<count>[\d.]+|[一两半])? *(?P<unit>个?工作日|个?月|个?百分点|%|[天日次项人件个])(?=[扣加减,])"
)
"""`超过的每天扣1分`: each day beyond the limit."""
_FEWER = re.compile(r" *(?:少|缺|差|多|超)[一1] *(?:[天日个项次人件月处])(?:的)?,? *(?=[扣加减])")
"""`少一次扣1分`: for each one."""
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


def rewrite_clauses(text: str, known: Known, *, to_upper: bool | None = None) -> list[str] | None:
    """The lines that the paragraph `text` stands for; None if it is no such paragraph.

    `to_upper`: whether a common end of two intervals that neither claims belongs to the upper one.
    """
    if len(text) > _LONGEST:
        return None
    clauses = [part for part in _split(text, known) if part.strip()]
    if len(clauses) < 2:
        return None
    subject, first = _subject(clauses[0], known)
    if subject is None:
        return None
    row = clause_row(first, known.words)
    items: list[Row | str] = [clauses[0].strip() if row is None else row]
    for clause in clauses[1:]:
        item = _item(clause, subject, row, known)
        if item is None:
            return None
        if isinstance(item, str) and _LAST.match(fold(item)) and isinstance(items[-1], str):
            items[-1] += "，" + item
        else:
            items.append(item)
    return _with_exemptions(_written_out(subject, items, to_upper=to_upper), known)


def _with_exemptions(lines: list[str], known: Known) -> list[str] | None:
    """`政策性增长的除外` is said of the deduction before it, no rule of its own."""
    found: list[str] = []
    for line in lines:
        exempts = exemption(line, known.names) if found else None
        if exempts is None:
            found.append(line)
            continue
        joined = exempted(found, exempts)
        if joined is None:
            return None
        found = joined
    return found


def claimed_above(text: str) -> bool:
    """Whether the comparisons in it leave a common end to the upper of two intervals; so it is mostly read."""
    sides = [SIGNS[sign] for sign in re.findall(SIGN, fold(text))]
    below = sum((side == "<") == closed for side, closed in sides if side != "=")
    return below * 2 <= sum(side != "=" for side, _ in sides)


def _item(clause: str, subject: str, first: Row | None, known: Known) -> Row | str | None:
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
    if again in (None, subject) and (row := clause_row(rest, known.words)) is not None:
        return row
    return clause.strip()


def _step_by_step(clause: str, first: Row | None) -> str:
    """`每超过1天扣1分` for `超过的每天扣1分`; a day beyond so many working days is one of those."""
    if _FEWER.match(fold(clause)):
        return f"每{clause.strip()}"
    match = _BEYOND.match(fold(clause))
    if match is None:
        return clause
    unit = match["unit"]
    if unit in "天日" and first is not None and "".join(first.figures).endswith("工作日"):
        unit = "个工作日"
    return f"每{match['word']}{match['count'] or 1}{unit}{clause[match.end() :]}"


def _written_out(subject: str, items: list[Row | str], *, to_upper: bool | None) -> list[str]:
    """Several intervals as bands, if all that gives points is one of them; else sentence by sentence."""
    rows = _resolved([item for item in items if isinstance(item, Row)], to_upper=to_upper)
    resolved = iter(rows)
    items = [next(resolved) if isinstance(item, Row) else item for item in items]
    lines = [item for item in items if isinstance(item, str)]
    n_intervals = sum(not row.is_rest and not row.is_word for row in rows)
    is_table = not any(row.is_word for row in rows) and not any(map(_GIVING.search, lines))
    if n_intervals > 1 and is_table:
        bands = [f"- {_written(row)}" for row in rows]
        return [f"按 {subject} 分档", *bands, *lines]
    is_plain = not any(row.is_rest or row.is_word for row in rows)
    all_zero = all(_ZERO.match(row.text) for row in rows)
    if is_plain and all_zero and not any(map(_GIVING.search, lines)):
        # where all else is deductions, 不得分 is one too: without it full marks are left
        rows_ = {row: f"{subject} {_written(row)[: -len(row.text)]}扣 满分" for row in rows}
        return [item if isinstance(item, str) else rows_[item] for item in items]
    return [item if isinstance(item, str) else _sentence(subject, item) for item in items]


def _sentence(subject: str, row: Row) -> str:
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
    if any(form.match(folded) for form in (_STEP, _BEYOND, _FEWER, _COMPARED_STEP)):
        return True
    end = _NEXT.match(folded)
    clause = text[: end.end()] if end is not None else text
    return clause_row(_named(clause, known)[1], known.words) is not None


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
    if name is None and known.quantity in known.names and clause_row(rest, known.words) is not None:
        return known.quantity, rest
    return name, rest


def _resolved(rows: list[Row], *, to_upper: bool | None) -> list[Row]:
    """Each end that is left open belongs to the interval that the neighbor at this end leaves it to.

    With `to_upper` the others belong to the upper or the lower one; the least and the greatest of all to theirs.
    """
    values = [end.value for row in rows for end in row.ends]
    known = {
        (index, end.value): end.closed
        for index, row in enumerate(rows)
        for end in row.ends
        if end.closed is not None
    }

    def settle(index: int, end: End | None, *, is_lower: bool) -> End | None:
        if end is None or end.closed is not None:
            return end
        others = [
            closed
            for (other, value), closed in known.items()
            if value == end.value and other != index
        ]
        if not others and to_upper is not None:
            is_shared = values.count(end.value) > 1
            if is_shared or end.value in (min(values), max(values)):
                return attrs.evolve(end, closed=not is_shared or to_upper is is_lower)
        return attrs.evolve(end, closed=not any(others)) if others else end

    found = []
    for index, row in enumerate(rows):
        settled = attrs.evolve(
            row,
            lower=settle(index, row.lower, is_lower=True),
            upper=settle(index, row.upper, is_lower=False),
        )
        for end in settled.ends:
            if end.closed is not None:
                known[index, end.value] = end.closed
        found.append(settled)
    return found


def _written(row: Row) -> str:
    if row.lower is not None and row.upper is not None and len(row.figures) == 2:
        lower, upper = row.figures
        return f"{lower}{_mark(row.lower)} 至 {upper}{_mark(row.upper)} {row.text}"
    written = row.written.strip()
    if re.search("(?<!及)以[上下内]$", written) and "含" not in written:
        written += "".join(_mark(end) for end in row.ends)
    return f"{written} {row.text}"


def _mark(end: End) -> str:
    return {True: "(含)", False: "(不含)", None: ""}[end.closed]


def _beyond(word: str, first: Row | None) -> str | None:
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
