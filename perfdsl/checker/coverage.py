"""Do the bands and the 得 rules of an indicator cover every value, and none twice?

Only what depends on one quantity with fixed limits is analyzed; for anything else nothing is claimed.
"""

from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.intervals import EVERYTHING, Range, complement
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import FactDeclaration, Indicator
from perfdsl.model.types import (
    COUNT,
    MONEY,
    RATIO,
    ChoiceType,
    LevelType,
    Quantity,
    TruthType,
    Type,
    Zero,
)
from perfdsl.number import format_exact
from perfdsl.wording import phrase


def check_coverage(
    indicator: Indicator, facts: dict[str, FactDeclaration], diagnostics: Diagnostics
) -> None:
    """Report gaps, overlaps and unreachable rules of one leaf."""
    for rule in indicator.rules:
        if isinstance(rule, rules.Bands):
            _check_bands(rule, indicator, facts, diagnostics)
    _check_reach(indicator, facts, diagnostics)
    _check_awards(indicator, facts, diagnostics)
    _check_marks(indicator, diagnostics)


# --- bands ---------------------------------------------------------------------------------------


def interval_range(interval: model.Interval) -> Range | None:
    """The interval as numbers; None where an end depends on facts or is no number."""
    ends: list[Fraction | None] = []
    for end in (interval.lower, interval.upper):
        value = constant_value(end) if end is not None else None
        if end is not None and value is None:
            return None
        ends.append(value)
    return Range(ends[0], ends[1], interval.lower_closed, interval.upper_closed)


def _check_bands(
    bands: rules.Bands,
    indicator: Indicator,
    facts: dict[str, FactDeclaration],
    diagnostics: Diagnostics,
) -> None:
    ranges: list[tuple[rules.Band, Range]] = []
    rest: rules.Band | None = None
    analyzable = isinstance(bands.operand.type, Quantity | Zero)
    if isinstance(bands.operand.type, LevelType | ChoiceType | TruthType):
        _check_words(bands, indicator, diagnostics)
        return
    for row in bands.rows:
        if rest is not None:
            diagnostics.report(
                codes.UNREACHABLE,
                row.span,
                secondary=[
                    Label(rest.span, phrase("这一行已经包括一切", "this row takes the rest"))
                ],
                text=row.span.text,
            )
        if row.interval is None:
            rest = row
            continue
        found = interval_range(row.interval)
        if found is None:
            analyzable = False
            continue
        if found.is_empty:
            diagnostics.report(codes.EMPTY_INTERVAL, row.interval.span, text=row.interval.span.text)
            analyzable = False
            continue
        _report_overlap(row, found, ranges, bands.operand, diagnostics)
        ranges.append((row, found))
    if not analyzable or rest is not None or _has_fallback(indicator, bands):
        return
    domain = _domain(bands.operand, facts)
    gaps = complement([found for _, found in ranges], domain)
    for gap in gaps:
        if _is_between_whole_numbers(gap, bands.operand, facts):
            continue
        inner = gap.lower is not None and gap.upper is not None and gap.lower != domain.lower
        inner = inner and gap.upper != domain.upper
        diagnostics.report(
            codes.BAND_GAP if inner else codes.NOT_COVERED,
            bands.span,
            secondary=[Label(row.span) for row, found in ranges if _touches(found, gap)],
            gap=show_range(gap, bands.operand.type),
            subject=bands.operand.span.text,
        )


def _check_words(bands: rules.Bands, indicator: Indicator, diagnostics: Diagnostics) -> None:
    """Bands over words: each word once, none left out; only rows that name one word are analyzed."""
    seen: dict[object, rules.Band] = {}
    for row in bands.rows:
        if row.interval is None:
            return
        end = row.interval.lower
        if not isinstance(end, model.Constant) or end is not row.interval.upper:
            return
        first = seen.setdefault(end.value, row)
        if first is not row:
            diagnostics.report(
                codes.BAND_OVERLAP,
                row.span,
                secondary=[Label(first.span, phrase("也包含它", "this one has it too"))],
                overlap=end.span.text,
            )
    type_ = bands.operand.type
    words: tuple[object, ...] = (True, False)
    if isinstance(type_, LevelType | ChoiceType):
        words = type_.words
    left = [
        ("是" if word else "否") if isinstance(word, bool) else str(word)
        for word in words
        if word not in seen
    ]
    if left and not _has_fallback(indicator, bands):
        diagnostics.report(
            codes.NOT_COVERED, bands.span, gap="、".join(left), subject=bands.operand.span.text
        )


def _report_overlap(
    row: rules.Band,
    found: Range,
    earlier: list[tuple[rules.Band, Range]],
    operand: model.Expr,
    diagnostics: Diagnostics,
) -> None:
    for other_row, other in earlier:
        common = found.intersection(other)
        if not common.is_empty and not _agree(row, other_row, common):
            diagnostics.report(
                codes.BAND_OVERLAP,
                row.span,
                secondary=[Label(other_row.span, phrase("也包含它", "this one has it too"))],
                overlap=show_range(common, operand.type),
            )


def _agree(row: rules.Band, other: rules.Band, common: Range) -> bool:
    """Two bands that meet in one value and give the same points there contradict nothing."""
    if common.lower is None or common.lower != common.upper:
        return False
    first, second = _points_at(row, common.lower), _points_at(other, common.lower)
    return first is not None and first == second


def _points_at(row: rules.Band, value: Fraction) -> Fraction | None:
    if isinstance(row.points, rules.Judged) or row.interval is None:
        return None
    if not isinstance(row.points, rules.Interpolation):
        return constant_value(row.points)
    ends = interval_range(row.interval)
    if ends is None:
        return None
    end = row.points.lower_points if value == ends.lower else row.points.upper_points
    return constant_value(end)


def _has_fallback(indicator: Indicator, bands: rules.Bands) -> bool:
    """Whether a rule below takes what the bands leave."""
    below = indicator.rules[indicator.rules.index(bands) + 1 :]
    return any(
        (isinstance(rule, rules.Award) and rule.condition is None)
        or isinstance(rule, rules.Bands | rules.Award)
        or (isinstance(rule, rules.Checklist) and rule.kind == "award")
        for rule in below
    )


def _touches(found: Range, gap: Range) -> bool:
    return (found.upper is not None and found.upper == gap.lower) or (
        found.lower is not None and found.lower == gap.upper
    )


def _domain(operand: model.Expr, facts: dict[str, FactDeclaration]) -> Range:
    """The values the quantity can take at all."""
    if isinstance(operand, model.FactReference):
        bounds = facts[operand.name].bounds
        if bounds is not None and not isinstance(bounds.lower, bool | str):
            lower = bounds.lower if isinstance(bounds.lower, Fraction) else None
            upper = bounds.upper if isinstance(bounds.upper, Fraction) else None
            return Range(lower, upper, bounds.lower_closed, bounds.upper_closed)
        if operand.type == COUNT:
            return Range(Fraction(0), None, lower_closed=True, upper_closed=False)
    if isinstance(operand, model.Absolute | model.Aggregate) and operand.type == COUNT:
        return Range(Fraction(0), None, lower_closed=True, upper_closed=False)
    if isinstance(operand, model.Absolute):
        return Range(Fraction(0), None, lower_closed=True, upper_closed=False)
    return EVERYTHING


def _is_between_whole_numbers(
    gap: Range, operand: model.Expr, facts: dict[str, FactDeclaration]
) -> bool:
    """A gap such as (3, 4) in a count that is always whole."""
    whole = (isinstance(operand, model.FactReference) and facts[operand.name].is_whole) or (
        isinstance(operand, model.Aggregate) and operand.kind == "count"
    )
    if not whole or gap.lower is None or gap.upper is None:
        return False
    first = gap.lower.__floor__() + (0 if gap.lower_closed and gap.lower.denominator == 1 else 1)
    return not gap.contains(Fraction(first))


def show_range(found: Range, type_: Type) -> str:
    """An interval in mathematics, in the unit of its type: `(60%, 70%]`."""
    if found.lower is not None and found.lower == found.upper:
        return show_number(found.lower, type_)
    left = "[" if found.lower_closed else "("
    right = "]" if found.upper_closed else ")"
    lower = "-∞" if found.lower is None else show_number(found.lower, type_)
    upper = "+∞" if found.upper is None else show_number(found.upper, type_)
    return f"{left}{lower}, {upper}{right}"


def show_number(value: Fraction, type_: Type) -> str:
    if type_ == RATIO:
        return format_exact(value * 100) + "%"
    if type_ == MONEY:
        return format_exact(value) + "元"
    return format_exact(value)


# --- 得 rules ------------------------------------------------------------------------------------


def condition_ranges(condition: model.Expr) -> tuple[model.Expr, tuple[Range, ...]] | None:
    """The one quantity a condition is about and where it holds; None: not analyzed."""
    match condition:
        case model.Comparison():
            left, right = constant_value(condition.left), constant_value(condition.right)
            if right is not None and left is None:
                return condition.left, _operator_ranges(condition.operator, right)
            if left is not None and right is None:
                return condition.right, _operator_ranges(_MIRRORED[condition.operator], left)
            return None
        case model.Within():
            found = interval_range(condition.interval)
            return None if found is None else (condition.operand, (found,))
        case model.Logic():
            first, second = condition_ranges(condition.left), condition_ranges(condition.right)
            if first is None or second is None or not same_quantity(first[0], second[0]):
                return None
            if condition.operator == "or":
                return first[0], first[1] + second[1]
            common = [a.intersection(b) for a in first[1] for b in second[1]]
            return first[0], tuple(part for part in common if not part.is_empty)
        case model.Not():
            inner = condition_ranges(condition.operand)
            return None if inner is None else (inner[0], complement(inner[1]))
        case model.FactReference() | model.FieldReference():
            if not isinstance(condition.type, TruthType):
                return None
            one = Fraction(1)
            return condition, (Range(one, one, lower_closed=True, upper_closed=True),)
        case _:
            return None


_MIRRORED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}


def _operator_ranges(operator: str, limit: Fraction) -> tuple[Range, ...]:
    point = Range(limit, limit, lower_closed=True, upper_closed=True)
    match operator:
        case ">" | ">=":
            return (Range(limit, None, lower_closed=operator == ">=", upper_closed=False),)
        case "<" | "<=":
            return (Range(None, limit, lower_closed=False, upper_closed=operator == "<="),)
        case "=":
            return (point,)
        case _:
            return complement([point])


def same_quantity(left: model.Expr, right: model.Expr) -> bool:
    """Whether two expressions are the same, whatever their spelling or place."""
    if type(left) is not type(right):
        return False
    match left, right:
        case model.FactReference(), model.FactReference():
            return (left.name, left.last_year) == (right.name, right.last_year)
        case model.DefinitionReference(), model.DefinitionReference():
            return (left.name, left.last_year) == (right.name, right.last_year)
        case model.Constant(), model.Constant():
            return left.value == right.value
        case model.FieldReference(), model.FieldReference():
            return (left.records, left.field) == (right.records, right.field)
        case model.Arithmetic(), model.Arithmetic():
            if left.operator != right.operator:
                return False
        case model.Aggregate() | model.Table() | model.Rounding() | model.Within(), _:
            return False
        case _:
            pass
    first, second = model.children(left), model.children(right)
    return len(first) == len(second) and all(map(same_quantity, first, second))


def _check_reach(
    indicator: Indicator, facts: dict[str, FactDeclaration], diagnostics: Diagnostics
) -> None:
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
                text=rule.span.text,
            )
        elif _always_holds(rule, facts):
            always = rule


def _always_holds(rule: rules.Rule, facts: dict[str, FactDeclaration]) -> bool:
    match rule:
        case rules.Award():
            return rule.condition is None
        case rules.Bands():
            if any(row.interval is None for row in rule.rows):
                return True
            ranges = [interval_range(row.interval) for row in rule.rows if row.interval]
            known = [found for found in ranges if found is not None]
            return len(known) == len(ranges) and not complement(known, _domain(rule.operand, facts))
        case _:
            return True


def _check_awards(
    indicator: Indicator, facts: dict[str, FactDeclaration], diagnostics: Diagnostics
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
    covered: list[Range] = []
    subject: model.Expr | None = None
    conditions = [award.condition for award in awards]
    conditions += [
        rule.condition
        for rule in indicator.rules
        if isinstance(rule, rules.Adjustment) and rule.kind == "deduct"
    ]
    for condition in conditions:
        found = condition_ranges(condition) if condition is not None else None
        if found is None or (subject is not None and not same_quantity(subject, found[0])):
            return
        subject = found[0]
        covered += found[1]
    if subject is None:
        return
    domain = _domain(subject, facts)
    if isinstance(subject.type, TruthType):
        if not any(part.contains(Fraction(0)) for part in covered):
            _report_not_covered(awards, subject, "否", diagnostics)
        return
    for gap in complement(covered, domain):
        if not _is_between_whole_numbers(gap, subject, facts):
            _report_not_covered(awards, subject, show_range(gap, subject.type), diagnostics)


def _report_not_covered(
    awards: list[rules.Award], subject: model.Expr, gap: str, diagnostics: Diagnostics
) -> None:
    diagnostics.report(
        codes.NOT_COVERED,
        awards[-1].span,
        secondary=[Label(award.span) for award in awards[:-1]],
        subject=subject.span.text,
        gap=gap,
    )


# --- marks ---------------------------------------------------------------------------------------


def _check_marks(indicator: Indicator, diagnostics: Diagnostics) -> None:
    """A checklist that gives points should be able to give exactly the full marks."""
    for rule in indicator.rules:
        if not isinstance(rule, rules.Checklist) or rule.kind != "award":
            continue
        points = [
            constant_value(
                row.points if not isinstance(row.points, rules.Judged) else row.points.most,
                indicator.full,
            )
            for row in rule.rows
        ]
        known = [part for part in points if part is not None]
        if len(known) < len(points) or rule.at_most is not None:
            continue
        if (
            sum(known, Fraction(0)) != indicator.full
            and len([other for other in indicator.rules if isinstance(other, rules.Checklist)]) == 1
        ):
            diagnostics.report(
                codes.CHECKLIST_SUM,
                rule.span,
                sum=format_exact(sum(known, Fraction(0))),
                full=format_exact(indicator.full),
            )


def mark_covering(built: tuple[rules.Rule, ...]) -> tuple[rules.Rule, ...]:
    """Mark the 扣 rules that speak of the same quantity as a 得 or 分档 of the indicator."""
    asked: list[model.Expr] = []
    for rule in built:
        if isinstance(rule, rules.Award) and rule.condition is not None:
            asked += _quantities(rule.condition)
        elif isinstance(rule, rules.Bands):
            asked.append(rule.operand)
    return tuple(
        attrs.evolve(rule, covers=True)
        if isinstance(rule, rules.Adjustment)
        and rule.kind == "deduct"
        and any(same_quantity(a, b) for a in asked for b in _quantities(rule.condition))
        else rule
        for rule in built
    )


def _quantities(condition: model.Expr) -> list[model.Expr]:
    """What a condition asks about: the sides of its comparisons that are no constants, its truths."""
    found: list[model.Expr] = []
    for node in model.walk(condition):
        match node:
            case model.Comparison():
                found += [s for s in (node.left, node.right) if constant_value(s) is None]
            case model.Within():
                found.append(node.operand)
            case model.FactReference() | model.DefinitionReference():
                if isinstance(node.type, TruthType):
                    found.append(node)
            case _:
                pass
    if not found and isinstance(condition.type, Quantity):
        found.append(condition)
    return found
