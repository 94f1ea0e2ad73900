"""What changed from one rule to another of its kind: the smallest parts that can be named."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.changes.canonical import canonical, interval_text, points_text, rule_text, step_text
from perfdsl.changes.edits import Edit, Part, Side
from perfdsl.changes.pairing import match
from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.ranges import MIRRORED
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.types import SCORE
from perfdsl.rule_tests.quantities import difference
from perfdsl.source import Span

_CLOSED = {">": False, "<": False, ">=": True, "<=": True}


def edits_of_rule(old: rules.Rule, new: rules.Rule) -> Iterator[Edit]:
    """Every difference of two paired rules; none where they say the same."""
    if rule_text(old) == rule_text(new):
        if isinstance(old, rules.Checklist) and isinstance(new, rules.Checklist):
            yield from _items(old, new, "")
        return
    subject = _subject(new)
    found: list[Edit] = []
    match old, new:
        case rules.Award(), rules.Award():
            found += _conditions(old.condition, new.condition, subject, old.span, new.span)
            found += _pointed(old, new, subject)
        case rules.Adjustment(), rules.Adjustment():
            found += _conditions(old.condition, new.condition, subject, old.span, new.span)
            found += _pointed(old, new, subject)
            found += _expressions("unless", old.unless, new.unless, subject, old.span, new.span)
        case rules.Bands(), rules.Bands():
            found += _expressions("quantity", old.operand, new.operand, subject, old.span, new.span)
            found += _rows(old, new, subject)
        case rules.Checklist(), rules.Checklist():
            found += _items(old, new, subject)
            found += _expressions("unless", old.unless, new.unless, subject, old.span, new.span)
            found += _expressions("at_most", old.at_most, new.at_most, subject, old.span, new.span)
        case rules.NotApplicable(), rules.NotApplicable():
            found += _conditions(old.condition, new.condition, subject, old.span, new.span)
            if old.treatment != new.treatment:
                found.append(_texts("treatment", old.treatment, new.treatment, subject, old, new))
        case rules.Cap(), rules.Cap():
            found += _conditions(old.condition, new.condition, subject, old.span, new.span)
            found += _expressions("cap", old.points, new.points, subject, old.span, new.span)
        case rules.Requirement(), rules.Requirement():
            found += _conditions(old.condition, new.condition, subject, old.span, new.span)
            if old.text != new.text:
                found.append(_texts("text", old.text, new.text, subject, old, new))
        case rules.Exemption(), rules.Exemption():
            found += _conditions(old.condition, new.condition, subject, old.span, new.span)
        case rules.Veto(), rules.Veto():
            found += _conditions(old.condition, new.condition, subject, old.span, new.span)
            if (old.grade, old.zero) != (new.grade, new.zero):
                found.append(_texts("veto", _sentence(old), _sentence(new), subject, old, new))
        case _:
            raise AssertionError((old, new))
    if not found:  # said otherwise in a way that has no name of its own
        whole = Side(old.span, _sentence(old)), Side(new.span, _sentence(new))
        found.append(Edit("condition", *whole, subject=subject))
    effect = rules.effect_of(new)
    yield from (attrs.evolve(edit, effect=effect) for edit in found)


def side_of(node: model.Expr) -> Side:
    return Side(node.span, node.span.text, constant_value(node))


def _sentence(rule: rules.Rule) -> str:
    return " ".join(rule.span.text.split())


def _subject(rule: rules.Rule) -> str:
    """What a rule is about, in few words."""
    condition = getattr(rule, "condition", None)
    if isinstance(rule, rules.Bands):
        return rule.operand.span.text
    if condition is None:
        return ""
    match condition:
        case model.Comparison():
            fixed = constant_value(condition.left) is not None
            return (condition.right if fixed else condition.left).span.text
        case model.Within():
            return condition.operand.span.text
        case _:
            return " ".join(condition.span.text.split())


def _texts(
    part: Part, old: str, new: str, subject: str, before: rules.Rule, after: rules.Rule
) -> Edit:
    return Edit(
        part, Side(before.span, old, old), Side(after.span, new, new), subject,
        changes_scores=part != "text",
    )  # fmt: skip


def _expressions(
    part: Part,
    old: model.Expr | None,
    new: model.Expr | None,
    subject: str,
    old_span: Span,
    new_span: Span,
) -> Iterator[Edit]:
    """One expression instead of another; None: there was, or is, none."""
    if canonical(old) == canonical(new):
        return
    before = side_of(old) if old is not None else None
    after = side_of(new) if new is not None else None
    present = new if new is not None else old
    assert present is not None
    if before is None and after is not None:
        before = Side(old_span, "", None)
    elif after is None:
        after = Side(new_span, "", None)
    yield Edit(part, before, after, subject, present.type)


# --- conditions ----------------------------------------------------------------------------------


def _conditions(
    old: model.Expr | None,
    new: model.Expr | None,
    subject: str,
    old_span: Span,
    new_span: Span,
) -> Iterator[Edit]:
    """A limit, an end counted in or out, or the whole condition."""
    if canonical(old) == canonical(new):
        return
    if old is None or new is None:
        yield from _expressions("condition", old, new, subject, old_span, new_span)
        return
    smaller = list(_limits(old, new))
    if smaller:
        yield from smaller
        return
    yield Edit("condition", side_of(old), side_of(new), subject, new.type)


def _limits(old: model.Expr, new: model.Expr) -> Iterator[Edit]:
    """The changed limits where all else is the same; nothing where more has changed."""
    match old, new:
        case model.Logic(), model.Logic() if old.operator == new.operator:
            parts = [(old.left, new.left), (old.right, new.right)]
            found: list[Edit] = []
            for before, after in parts:
                if canonical(before) == canonical(after):
                    continue
                inner = list(_limits(before, after))
                if not inner:
                    return
                found += inner
            yield from found
        case model.Not(), model.Not():
            yield from _limits(old.operand, new.operand)
        case model.Comparison(), model.Comparison():
            yield from _compared(old, new)
        case model.Within(), model.Within():
            if canonical(old.operand) == canonical(new.operand):
                yield from ends(old.interval, new.interval, old.operand.span.text)
        case _:
            return


def _compared(old: model.Comparison, new: model.Comparison) -> Iterator[Edit]:
    before, after = _limit_right(old), _limit_right(new)
    if canonical(before[0]) != canonical(after[0]):
        return
    one, other = before[1], after[1]
    same_way = one == other or (one in _CLOSED and other in _CLOSED and one[0] == other[0])
    if not same_way:
        return
    subject = after[0].span.text
    if canonical(before[2]) != canonical(after[2]):
        yield Edit("threshold", side_of(before[2]), side_of(after[2]), subject, after[2].type)
    if one != other:
        yield _end(old.span, new.span, subject, was_closed=_CLOSED[one])


def _limit_right(node: model.Comparison) -> tuple[model.Expr, str, model.Expr]:
    if constant_value(node.left) is not None and constant_value(node.right) is None:
        return node.right, MIRRORED[node.operator], node.left
    return node.left, node.operator, node.right


def _end(old: Span, new: Span, subject: str, *, was_closed: bool) -> Edit:
    """An end that was counted in and is not any more (`was_closed`), or the other way round."""
    before, after = ("closed", "open") if was_closed else ("open", "closed")
    first = Side(old, " ".join(old.text.split()), before)
    second = Side(new, " ".join(new.text.split()), after)
    return Edit("end", first, second, subject)


def ends(old: model.Interval, new: model.Interval, subject: str) -> Iterator[Edit]:
    """The changed ends of an interval; the whole interval where an end came or went."""
    if interval_text(old) == interval_text(new):
        return
    pairs = (
        (old.lower, old.lower_closed, new.lower, new.lower_closed),
        (old.upper, old.upper_closed, new.upper, new.upper_closed),
    )
    if any((a is None) != (b is None) for a, _, b, _ in pairs):
        yield Edit(
            "interval", Side(old.span, old.span.text), Side(new.span, new.span.text), subject
        )
        return
    for before, was_closed, after, is_closed in pairs:
        if before is None or after is None:
            continue
        if canonical(before) != canonical(after):
            yield Edit("threshold", side_of(before), side_of(after), subject, after.type)
        if was_closed != is_closed:
            yield _end(old.span, new.span, subject, was_closed=was_closed)


# --- points and steps ----------------------------------------------------------------------------


def _pointed(
    old: rules.Award | rules.Adjustment, new: rules.Award | rules.Adjustment, subject: str
) -> Iterator[Edit]:
    yield from points(old.points, new.points, subject)
    yield from _steps(old, new, subject)
    yield from _expressions("at_most", old.at_most, new.at_most, subject, old.span, new.span)


def points(
    old: rules.Points | rules.Interpolation,
    new: rules.Points | rules.Interpolation,
    subject: str,
) -> Iterator[Edit]:
    if points_text(old) == points_text(new):
        return
    judged = isinstance(old, rules.Judged) and isinstance(new, rules.Judged)
    part: Part = "judged_range" if judged else "points"
    yield Edit(part, _points_side(old), _points_side(new), subject, SCORE)


def _points_side(found: rules.Points | rules.Interpolation) -> Side:
    value: Fraction | None = None
    if not isinstance(found, rules.Judged | rules.Interpolation):
        value = constant_value(found)
    return Side(found.span, " ".join(found.span.text.split()), value)


def _steps(
    old_rule: rules.Award | rules.Adjustment, new_rule: rules.Award | rules.Adjustment, subject: str
) -> Iterator[Edit]:
    old, new = old_rule.step, new_rule.step
    old_span, new_span = old_rule.span, new_rule.span
    if step_text(old) == step_text(new):
        return
    if old is None or new is None:
        present = new if new is not None else old
        assert present is not None
        sides = [
            Side(span, "" if step is None else step.size.span.text)
            for step, span in ((old, old_span), (new, new_span))
        ]
        yield Edit("step_size", sides[0], sides[1], subject, present.size.type)
        return
    if not (counts_from_limit(old_rule) and counts_from_limit(new_rule)):
        yield from _expressions("step_start", old.excess, new.excess, subject, old_span, new_span)
    yield from _expressions("step_size", old.size, new.size, subject, old_span, new_span)
    if old.mode != new.mode:
        yield Edit(
            "step_mode", Side(old_span, old.mode, old.mode), Side(new_span, new.mode, new.mode),
            subject,
        )  # fmt: skip


def counts_from_limit(rule: rules.Award | rules.Adjustment) -> bool:
    """Whether the steps begin at the limit of the condition, which is an edit of its own where it moved."""
    condition = rule.condition
    if rule.step is None or not isinstance(condition, model.Comparison):
        return False
    sides = (condition.left, condition.right)
    gaps = (difference(*sides), difference(*reversed(sides)))
    return canonical(rule.step.excess) in map(canonical, gaps)


# --- rows ----------------------------------------------------------------------------------------


def _rows(old: rules.Bands, new: rules.Bands, subject: str) -> Iterator[Edit]:
    for before, after in match(old.rows, new.rows, rule_text, _bands_alike, 0.1):
        yield from _row(before, after, subject)


def _bands_alike(old: rules.Band, new: rules.Band) -> float:
    if (old.interval is None) != (new.interval is None):
        return 0.0
    same_points = 0.5 * (points_text(old.points) == points_text(new.points))
    if old.interval is None or new.interval is None:
        return 0.5 + same_points
    same_lower = 0.25 * (canonical(old.interval.lower) == canonical(new.interval.lower))
    same_upper = 0.25 * (canonical(old.interval.upper) == canonical(new.interval.upper))
    return 0.1 + same_points + same_lower + same_upper


def _row(old: rules.Band | None, new: rules.Band | None, subject: str) -> Iterator[Edit]:
    if old is None or new is None:
        yield added_or_removed("row", old, new, subject)
        return
    if old.interval is not None and new.interval is not None:
        yield from ends(old.interval, new.interval, subject)
    yield from points(old.points, new.points, f"{subject} {_interval(new)}".strip())


def _interval(row: rules.Band) -> str:
    return row.interval.span.text if row.interval is not None else ""


def paired_items(
    old: rules.Checklist, new: rules.Checklist
) -> list[tuple[rules.ChecklistItem | None, rules.ChecklistItem | None]]:
    return match(old.rows, new.rows, rule_text, _items_alike, 0.3)


def _items(old: rules.Checklist, new: rules.Checklist, subject: str) -> Iterator[Edit]:
    for before, after in paired_items(old, new):
        if before is None or after is None:
            yield added_or_removed("row", before, after, subject)
            continue
        name = after.text or after.condition.span.text
        if before.text != after.text:
            sides = Side(before.span, before.text or ""), Side(after.span, after.text or "")
            yield Edit("text", *sides, name, changes_scores=isinstance(after.points, rules.Judged))
        yield from _conditions(before.condition, after.condition, name, before.span, after.span)
        yield from points(before.points, after.points, name)


def _items_alike(old: rules.ChecklistItem, new: rules.ChecklistItem) -> float:
    same = 0.7 * (canonical(old.condition) == canonical(new.condition))
    return same + 0.3 * (old.text is not None and old.text == new.text)


def added_or_removed(
    kind: str,
    old: rules.Rule | rules.Band | rules.ChecklistItem | None,
    new: rules.Rule | rules.Band | rules.ChecklistItem | None,
    subject: str,
) -> Edit:
    """A rule or row that only one year has."""
    before = Side(old.span, " ".join(old.span.text.split())) if old is not None else None
    after = Side(new.span, " ".join(new.span.text.split())) if new is not None else None
    is_row = kind == "row"
    if new is not None:
        return Edit("row_added" if is_row else "rule_added", before, after, subject)
    return Edit("row_removed" if is_row else "rule_removed", before, after, subject)
