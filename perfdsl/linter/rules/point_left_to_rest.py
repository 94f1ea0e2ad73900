"""A single value between two bands that falls to 其余 and gets less than both of them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.constants import most_points
from perfdsl.checker.coverage.domains import place_of, words_of
from perfdsl.checker.coverage.end_signs import changed_at
from perfdsl.checker.coverage.ranges import condition_ranges, interval_range, show_place
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.intervals import Range, complement
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.sameness import same_quantity
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

_LEAST = 2
CODE = Code(
    "PD8053",
    "point-left-to-rest",
    "warning",
    Words(
        "{subject} 正好是 {value} 时，上下两档都不包含它，落到「{rest}」",
        "with {subject} exactly {value} neither of the bands beside it applies, but 「{rest}」 does",
    ),
    Words("把其中一档的端点写成（含）", "let one of the two bands include its end"),
)


@attrs.frozen(eq=False, repr=False)
class _Line:
    """A band or a 得: where it applies, what it gives there at most, and what it says of its ends."""

    span: Span
    where: Range
    points: Fraction | None
    ends: tuple[model.Interval, ...]


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        for subject, lines, rest in _tables(path[-1]):
            if rest.points is not None and not words_of(subject.type):
                _check_lines(subject, lines, rest, diagnostics)


def _check_lines(
    subject: model.Expr, lines: Sequence[_Line], rest: _Line, diagnostics: Diagnostics
) -> None:
    for gap in complement([line.where for line in lines]):
        point = gap.point
        above = next((line for line in lines if line.where.lower == point is not None), None)
        below = next((line for line in lines if line.where.upper == point is not None), None)
        if point is None or above is None or below is None:
            continue
        least = [line.points for line in (above, below) if line.points is not None]
        if rest.points is None or len(least) < _LEAST or rest.points >= min(least):
            continue
        order = (above, below) if _takes_lower_ends(lines, above, below) else (below, above)
        diagnostics.report(
            CODE,
            order[0].span,
            secondary=[
                Label(order[1].span),
                Label(rest.span, phrase("落到这里", "this one applies")),
            ],
            helps=[
                _help(edit)
                for line in order
                if (edit := _closed(line, point, is_lower=line is above)) is not None
            ],
            subject=subject.span.text,
            value=show_place(point, subject.type),
            rest=rest.span.text,
        )


def _takes_lower_ends(lines: Sequence[_Line], above: _Line, below: _Line) -> bool:
    """Whether the bands begin with their lower ends, as most do."""
    lower = [line.where for line in lines if line is not above]
    upper = [line.where for line in lines if line is not below]
    n_lower = sum(where.lower is not None and where.lower_closed for where in lower)
    return n_lower >= sum(where.upper is not None and where.upper_closed for where in upper)


def _closed(line: _Line, point: Fraction, *, is_lower: bool) -> Edit | None:
    """The end at the point as one that belongs to the line."""
    for interval in line.ends:
        end = interval.lower if is_lower else interval.upper
        if end is not None and place_of(end) == point:
            return changed_at(interval, line.span.start, is_lower=is_lower, closed=True)
    return None


def _help(edit: Edit) -> Help:
    line = edit.span.first.line
    text = phrase(
        "第 {line} 行的「{old}」改为「{new}」", "change 「{old}」 on line {line} to 「{new}」",
        line=line, old=edit.span.text, new=edit.replacement,
    )  # fmt: skip
    return Help(text, (edit,), "unsafe")


def _tables(leaf: Indicator) -> Iterator[tuple[model.Expr, list[_Line], _Line]]:
    """The bands, and the 得 about one quantity, each with what takes the rest."""
    for rule in leaf.rules:
        if not isinstance(rule, rules.Bands):
            continue
        rest = next((row for row in rule.rows if row.interval is None), None)
        lines = [_of_band(row, leaf.full) for row in rule.rows if row.interval is not None]
        known = [line for line in lines if line is not None]
        if rest is not None and len(known) == len(lines):
            yield rule.operand, known, _rest(rest, rest.points, leaf.full)
    awards = [rule for rule in leaf.rules if isinstance(rule, rules.Award)]
    if len(awards) <= _LEAST or awards[-1].condition is not None:
        return
    subject: model.Expr | None = None
    found: list[_Line] = []
    for award in awards[:-1]:
        asked = condition_ranges(award.condition) if award.condition is not None else None
        if asked is None or len(asked[1]) != 1 or award.step is not None:
            return
        if subject is not None and not same_quantity(subject, asked[0]):
            return
        subject = asked[0]
        points = most_points(award.points, leaf.full)
        found.append(_Line(award.span, asked[1][0], points, tuple(_intervals(award.condition))))
    if subject is not None:
        yield subject, found, _rest(awards[-1], awards[-1].points, leaf.full)


def _of_band(row: rules.Band, full: Fraction) -> _Line | None:
    where = interval_range(row.interval) if row.interval is not None else None
    if where is None or row.interval is None:
        return None
    return _Line(row.span, where, most_points(row.points, full), (row.interval,))


def _rest(
    rule: rules.Band | rules.Award, points: rules.Points | rules.Interpolation, full: Fraction
) -> _Line:
    nowhere = Range(None, None, lower_closed=False, upper_closed=False)
    return _Line(rule.span, nowhere, most_points(points, full), ())


def _intervals(condition: model.Expr | None) -> Iterator[model.Interval]:
    """What a condition says of the ends, comparison by comparison."""
    for part in model.walk(condition) if condition is not None else ():
        if isinstance(part, model.Within):
            yield part.interval
        elif isinstance(part, model.Comparison) and part.operator in (">", "<"):
            if place_of(part.right) is None or part.left.span.end > part.right.span.start:
                continue  # a number in front of its sign has it behind
            is_lower = part.operator == ">"
            yield model.Interval(
                part.right if is_lower else None,
                None if is_lower else part.right,
                lower_closed=False,
                upper_closed=False,
                span=part.right.span,
            )


RULE = LintRule(
    CODE,
    Words(
        "上下两档都不含中间的一个数，正好等于它的单位落到「其余」或「否则」，得分比两档都低。",
        "Two bands leave out the one number between them; who has exactly that falls to `rest` or `otherwise` and gets less than either.",
    ),
    Words(
        "多半是一档的端点漏了（含），或者 >= 写成了 >。",
        "One of the two was probably meant to include its end: >= was written as >.",
    ),
    bad="""
按 执行率 分档
- > 95% 得 10 分
- 80%(含) 至 95%(不含) 得 6 分
- 其余 得 0 分
""",
    good="""
按 执行率 分档
- >= 95% 得 10 分
- 80%(含) 至 95%(不含) 得 6 分
- 其余 得 0 分
""",
    check=check,
)
