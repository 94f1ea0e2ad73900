"""Do the bands and the 得 rules of an indicator cover every value, and none twice?

Only what depends on one quantity with fixed limits is analyzed; for anything else nothing is claimed.
"""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value, most_points
from perfdsl.checker.coverage.awards import awarded_elsewhere, check_separate_awards
from perfdsl.checker.coverage.bands import check_bands
from perfdsl.checker.coverage.comparing_two import open_orders
from perfdsl.checker.coverage.domains import Declared, domain, words_of
from perfdsl.checker.coverage.gap_ways import sign_ways
from perfdsl.checker.coverage.ranges import (
    condition_ranges,
    example_of,
    interval_range,
    possible_part,
    quantities,
    show_range,
    show_words,
)
from perfdsl.checker.coverage.sides_apart import Sides, sides_apart
from perfdsl.checker.coverage.step_starts import check_step_starts
from perfdsl.checker.coverage.taken import left_out_where, taken_elsewhere
from perfdsl.checker.ways_out import instead, line_moved_above, with_marks
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.intervals import Range, complement
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.sameness import same_quantity
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.wording import Phrase, phrase


def check_coverage(
    indicator: Indicator,
    above: Sequence[Indicator],
    declared: Declared,
    diagnostics: Diagnostics,
) -> None:
    """Report gaps, overlaps and unreachable rules of one leaf; `above` are its headings."""
    for rule in indicator.rules:
        if isinstance(rule, rules.Bands):
            check_bands(rule, indicator, above, declared, diagnostics)
    check_step_starts(indicator, diagnostics)
    _check_reach(indicator, declared, diagnostics)
    _check_awards(indicator, above, declared, diagnostics)
    check_separate_awards(indicator, diagnostics)
    _check_marks(indicator, diagnostics)


_PAIR = 2


# --- 得 rules ------------------------------------------------------------------------------------


def _check_reach(indicator: Indicator, declared: Declared, diagnostics: Diagnostics) -> None:
    """What gives the base score is asked from the top; nothing after a rule that always holds."""
    always: rules.Rule | None = None
    for rule in indicator.rules:
        gives = isinstance(rule, rules.Award | rules.Bands) or (
            isinstance(rule, rules.Checklist) and rule.kind == "award"
        )
        if not gives:
            continue
        if always is not None:
            diagnostics.report(
                codes.UNREACHABLE,
                rule.span,
                secondary=[
                    Label(
                        always.span,
                        phrase("这里总能给出基础分", "this always gives the base score"),
                    )
                ],
                notes=_example(rule),
                # above it, one that always holds would take its place, and so on without an end
                helps=[]
                if _always_holds(rule, declared)
                else [line_moved_above(rule.span, always.span)],
                text=rule.span.text,
            )
        elif _always_holds(rule, declared):
            always = rule


def _example(rule: rules.Rule) -> tuple[Phrase, ...]:
    """A value with which the rule would have its turn."""
    condition = rule.condition if isinstance(rule, rules.Award) else None
    found = condition_ranges(condition) if condition is not None else None
    return example_of(found[1][0], found[0]) if found is not None and found[1] else ()


def _always_holds(rule: rules.Rule, declared: Declared) -> bool:
    match rule:
        case rules.Award():
            return rule.condition is None
        case rules.Bands():
            if any(row.interval is None for row in rule.rows):
                return True
            ranges = [interval_range(row.interval) for row in rule.rows if row.interval]
            known = [found for found in ranges if found is not None]
            return len(known) == len(ranges) and not complement(
                known, domain(rule.operand, declared)
            )
        case _:
            return True


def _check_awards(
    indicator: Indicator,
    above: Sequence[Indicator],
    declared: Declared,
    diagnostics: Diagnostics,
) -> None:
    """Every value of the one quantity the 得 rules are about must have a rule."""
    awards = [rule for rule in indicator.rules if isinstance(rule, rules.Award)]
    others = [
        rule
        for rule in indicator.rules
        if isinstance(rule, rules.Bands)
        or (isinstance(rule, rules.Checklist) and rule.kind == "award")
    ]
    if any(award.condition is None for award in awards):
        return
    if not awards or others:
        return
    _check_orders(awards, indicator, above, declared, diagnostics)
    covered: list[Range] = []
    subject: model.Expr | None = None
    for award in awards:
        found = condition_ranges(award.condition) if award.condition is not None else None
        if found is None or (subject is not None and not same_quantity(subject, found[0])):
            return
        subject = found[0]
        covered += found[1]
    if subject is None:
        return
    taken = taken_elsewhere(subject, indicator, above, (), declared)
    if taken is None:
        return
    gaps = complement([*covered, *taken], domain(subject, declared))
    left = [part for gap in gaps if (part := possible_part(gap, subject, declared))]
    if words_of(subject.type) and left:
        words = show_words(left, subject.type)
        _report_not_covered(awards, subject.span.text, words, diagnostics)
        return
    for part in left:
        text = show_range(part, subject.type)
        notes = example_of(part, subject)
        sides: Sides | None = None
        ways: Sequence[Help] = ()
        if len(left) == 1:
            ways = sign_ways(awards, subject, part, taken, domain(subject, declared))
            sides = sides_apart(awards, indicator, above, subject, ways, declared)
        helps = sides.helps if sides is not None else ways
        _report_not_covered(awards, subject.span.text, text, diagnostics, notes, helps, sides)


def _check_orders(
    awards: list[rules.Award],
    indicator: Indicator,
    above: Sequence[Indicator],
    declared: Declared,
    diagnostics: Diagnostics,
) -> None:
    """`高于省均的得10分；低于省均的……`: and where it equals it?"""
    conditions = [award.condition for award in awards if award.condition is not None]
    conditions += [
        rule.condition
        for rule in indicator.rules
        if isinstance(rule, rules.Adjustment) and rule.covers
    ]
    found = open_orders(conditions, left_out_where((*above, indicator)), declared)
    if found is not None:
        subject, gap = found
        _report_not_covered(awards, subject, gap, diagnostics)


def _report_not_covered(
    awards: list[rules.Award],
    subject: str,
    gap: str,
    diagnostics: Diagnostics,
    notes: tuple[Phrase, ...] = (),
    ways: Sequence[Help] = (),
    sides: Sides | None = None,
) -> None:
    labels = [Label(award.span) for award in awards] + ([sides.label] if sides else [])
    place = awards[-1].span
    if ways:  # at the sign that is most likely wrong
        line = ways[0].edits[0].span.first.line
        place = next((each.span for each in labels if each.span.first.line == line), place)
    diagnostics.report(
        codes.NOT_COVERED,
        place,
        helps=ways,
        secondary=[label for label in labels if label.span != place],
        notes=notes,
        subject=subject,
        gap=gap,
        rest=awarded_elsewhere(awards),
    )


# --- marks ---------------------------------------------------------------------------------------


def _check_marks(indicator: Indicator, diagnostics: Diagnostics) -> None:
    """A checklist that gives points should be able to give exactly the full marks."""
    for rule in indicator.rules:
        if not isinstance(rule, rules.Checklist) or rule.kind != "award":
            continue
        total = checklist_sum(rule, indicator.full)
        if total is None or _is_in_wrong_sum(indicator, diagnostics):
            continue
        if (
            total != indicator.full
            and len([other for other in indicator.rules if isinstance(other, rules.Checklist)]) == 1
        ):
            odd = odd_row(rule, indicator.full)
            diagnostics.report(
                codes.CHECKLIST_SUM,
                rule.span if odd is None else odd.row.points.span,
                secondary=[] if odd is None else [Label(rule.span)],
                helps=_shared_equally(rule, indicator.full)
                if odd is None
                else [with_marks(odd.row.points.span, odd.points)],
                sum=format_exact(total),
                full=format_exact(indicator.full),
            )


def checklist_sum(rule: rules.Checklist, full: Fraction | None) -> Fraction | None:
    """What the rows come to together; None where that depends on facts or is limited."""
    points = [most_points(row.points, full) for row in rule.rows]
    known = [part for part in points if part is not None]
    if len(known) < len(points) or rule.at_most is not None:
        return None
    return sum(known, Fraction(0))


@attrs.frozen(eq=False, repr=False)
class OddRow:
    """The one row of a checklist whose points are not those of the others, and theirs."""

    row: rules.ChecklistItem
    points: Fraction


def odd_row(rule: rules.Checklist, full: Fraction) -> OddRow | None:
    """The row that, with the points that all the others have, makes the rows come to the full marks."""
    values = [_row_points(row, full) for row in rule.rows]
    found = []
    for index, row in enumerate(rule.rows):
        meant = {value for at, value in enumerate(values) if at != index}
        points = meant.pop() if len(meant) == 1 else None
        is_own = isinstance(row.points, model.Constant) and row.points.span.start > row.span.start
        if points is None or not is_own or points == values[index]:
            continue
        if points * len(values) == full:
            found.append(OddRow(row, points))
    found = found or _rows_put_right(rule, values, full)
    return found[0] if len(found) == 1 else None


def _rows_put_right(
    rule: rules.Checklist, values: list[Fraction | None], full: Fraction
) -> list[OddRow]:
    """0.4, 0.5 and 0.3 for 1: the rows with which all is right once they have the points of another row."""
    known = [value for value in values if value is not None]
    total = sum(known, Fraction(0))
    if len(known) < len(values) or len(known) <= _PAIR:
        return []
    return [
        OddRow(row, value + full - total)
        for row, value in zip(rule.rows, known, strict=True)
        if isinstance(row.points, model.Constant)
        and row.points.span.start > row.span.start
        and value + full - total in known
    ]


def _row_points(row: rules.ChecklistItem, full: Fraction) -> Fraction | None:
    return None if isinstance(row.points, rules.Judged) else constant_value(row.points, full)


def _is_in_wrong_sum(indicator: Indicator, diagnostics: Diagnostics) -> bool:
    """Whether its marks are part of a sum that is wrong: then they may be what is wrong."""
    return any(
        found.code is codes.CHILDREN_SUM
        and any(label.span == indicator.span for label in found.secondary)
        for found in diagnostics
    )


def _shared_equally(rule: rules.Checklist, full: Fraction) -> list[Help]:
    """`逐项 得 P` with the P that gives the full marks, where no row has points of its own."""
    spans = {row.points.span for row in rule.rows}
    only = next(iter(spans)) if len(spans) == 1 else None
    if only is None or only.start >= rule.rows[0].span.start or not rule.rows:
        return []
    part = format_exact(full / len(rule.rows))
    unit = " 分" if only.text.endswith("分") else ""
    if "/" not in part:
        return [instead(only, f"{part}{unit}")]
    total = checklist_sum(rule, full)
    if total is None or total < full:
        return []
    word = "最多" if unit or not rule.span.text[:1].isascii() else "at most"
    most = f"{word} {format_exact(full)}{unit}"
    text = phrase(
        "得满就不再加的，补上「{most}」", "if no more is given then, add 「{most}」", most=most
    )
    return [Help(text, (Edit(Span(only.source, only.end, only.end), f" {most}"),), "unsafe")]


def mark_covering(built: tuple[rules.Rule, ...]) -> tuple[rules.Rule, ...]:
    """Mark the 扣 rules that speak of the same quantity as a 得 or 分档 of the indicator."""
    asked: list[model.Expr] = []
    for rule in built:
        if isinstance(rule, rules.Award) and rule.condition is not None:
            asked += quantities(rule.condition)
        elif isinstance(rule, rules.Bands):
            asked.append(rule.operand)
    return tuple(
        attrs.evolve(rule, covers=True)
        if isinstance(rule, rules.Adjustment)
        and rule.kind == "deduct"
        and any(same_quantity(a, b) for a in asked for b in quantities(rule.condition))
        else rule
        for rule in built
    )
