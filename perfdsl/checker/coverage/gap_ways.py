"""Values that no rule takes: the row, the sign or the 绝对值 that would take them."""

import re
from collections.abc import Sequence
from fractions import Fraction

from perfdsl.checker.constants import most_points
from perfdsl.checker.coverage.band_ends import Rows, row_added
from perfdsl.checker.coverage.ranges import condition_ranges
from perfdsl.checker.ways_out import instead
from perfdsl.diagnostic import Edit, Help
from perfdsl.intervals import Range, complement
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.sameness import same_quantity
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.wording import phrase

_CLOSED: dict[str, model.Order] = {">": ">=", "<": "<="}
_TURNED: dict[str, model.Order] = {">": "<", "<": ">", ">=": "<=", "<=": ">="}


def outer_ways(gap: Range, touching: Rows, bands: rules.Bands, full: Fraction) -> list[Help]:
    """Ways out of a gap on one side of all bands."""
    helps: list[Help] = []
    if _is_negative(gap) and not isinstance(bands.operand, model.Absolute):
        text = f"|{bands.operand.span.text}|"
        said = phrase(
            "增减一样看的，写成「{text}」",
            "if either way counts alike, write 「{text}」",
            text=text,
        )
        helps.append(Help(said, (Edit(bands.operand.span, text),), "unsafe"))
    best = _best_row(gap, touching, bands, full)
    return [*helps, *([best] if best is not None else []), *row_added(bands)]


def _is_negative(gap: Range) -> bool:
    return gap.lower is None and gap.upper == 0


def _best_row(gap: Range, touching: Rows, bands: rules.Bands, full: Fraction) -> Help | None:
    """The row with the full marks, where no other has them: it is the one that is missing."""
    points = [most_points(row.points) for row in bands.rows]
    known = [each for each in points if each is not None]
    if len(known) < len(points) or not known or max(known) >= full or len(touching) != 1:
        return None
    if min(known) > 0 and gap.lower != gap.upper:
        return None  # the one with nothing may be missing as well
    row, found = touching[0]
    is_below = gap.upper is not None and found.lower == gap.upper
    end = None if row.interval is None else row.interval.lower if is_below else row.interval.upper
    if end is None or row not in (bands.rows[0], bands.rows[-1]):
        return None
    if most_points(row.points) != max(known):
        return None
    closed = gap.upper_closed if is_below else gap.lower_closed
    sign = "<" if is_below else ">"
    sign = "=" if gap.lower == gap.upper else f"{sign}=" if closed else sign
    return _row_beside(f"- {sign} {end.span.text} 得 {format_exact(full)} 分", row, bands)


def _row_beside(text: str, row: rules.Band, bands: rules.Bands) -> Help:
    """The row above the first one or below the last."""
    source, line = row.span.source, row.span.first.line
    written = source.line_text(line)
    indent = written[: len(written) - len(written.lstrip())]
    said = phrase("加一行「{text}」", "add a row “{text}”", text=text)
    if row is bands.rows[0]:
        at = source.line_starts[line - 1]
        return Help(said, (Edit(Span(source, at, at), f"{indent}{text}\n"),), "unsafe")
    at = source.line_starts[line - 1] + len(written)
    return Help(said, (Edit(Span(source, at, at), f"\n{indent}{text}"),), "unsafe")


def sign_ways(
    awards: Sequence[rules.Award],
    subject: model.Expr,
    gap: Range,
    taken: Sequence[Range],
    whole: Range,
) -> list[Help]:
    """The one sign in a 得 that leaves nothing open if it has the value itself, or is turned round."""
    helps = []
    for award in awards:
        condition = award.condition
        if not isinstance(condition, model.Comparison) or condition.operator not in _TURNED:
            continue
        asked = condition_ranges(condition)
        if asked is None or not same_quantity(asked[0], subject):
            continue
        others = [
            part
            for other in awards
            if other is not award and other.condition is not None
            for part in (condition_ranges(other.condition) or (subject, ()))[1]
        ]
        ways = [_CLOSED.get(condition.operator)] if gap.lower == gap.upper else []
        ways += [_TURNED[condition.operator]] if not others and taken else []
        helps += [
            help_
            for sign in ways
            if sign is not None and (help_ := _with_sign(condition, sign, [*others, *taken], whole))
        ]
    return helps


def turned(condition: model.Comparison, others: Sequence[Range], whole: Range) -> Help | None:
    """The comparison turned round, if that leaves no value to nobody."""
    return _with_sign(condition, _TURNED[condition.operator], list(others), whole)


def with_sign_turned(condition: model.Comparison) -> model.Comparison:
    return _changed(condition, _TURNED[condition.operator])


def _changed(condition: model.Comparison, sign: model.Order) -> model.Comparison:
    return model.Comparison(
        sign, condition.left, condition.right, type=condition.type, span=condition.span
    )


def _with_sign(
    condition: model.Comparison, sign: model.Order, others: list[Range], whole: Range
) -> Help | None:
    """The comparison with another sign, if that leaves no value to nobody."""
    found = condition_ranges(_changed(condition, sign))
    if found is None or complement([*found[1], *others], whole):
        return None
    between = Span(condition.span.source, condition.left.span.end, condition.right.span.start)
    if between.start >= between.end or not between.text.strip():
        return None
    written = between.text
    start = between.start + len(written) - len(written.lstrip())
    end = start + len(written.strip())
    if re.search(r"[\d\n]", written):
        return None
    return instead(Span(between.source, start, end), sign)
