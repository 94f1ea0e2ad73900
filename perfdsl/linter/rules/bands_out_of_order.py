"""A lone band that gives less than those on both sides of it."""

from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.ranges import condition_ranges, interval_range, sample_of
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.intervals import Range, complement
from perfdsl.linter.rule import LintRule
from perfdsl.linter.rules.levels_reversed import reversed_levels
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.sameness import same_quantity
from perfdsl.model.types import ChoiceType, LevelType
from perfdsl.number import format_exact
from perfdsl.wording import Code, Phrase, Words, phrase

CODE = Code(
    "PD8032",
    "bands-out-of-order",
    "warning",
    Words(
        "「{text}」给 {points} 分，比{others}低",
        "「{text}」 gives {points} points, less than {others}",
    ),
    Words("核对这一档的分值", "check the points of this band"),
)


_BOTH_SIDES = Words("它上下两边的档都", "the bands on both sides of it")
Placed = tuple[Range, Fraction, rules.Band | rules.Award]


def check(view: View, diagnostics: Diagnostics) -> None:
    reversed_ = {fact.name for fact in reversed_levels(view)}
    for leaf, bands in view.bands:
        if _has_order(bands.operand, reversed_):
            _check_order(_of_bands(bands, leaf.full), bands.operand, diagnostics)
    for path in view.leaves:
        awards = [rule for rule in path[-1].rules if isinstance(rule, rules.Award)]
        subject, found = _of_awards(awards, path[-1].full)
        if subject is not None and _has_order(subject, reversed_):
            _check_order(found, subject, diagnostics)


def _has_order(quantity: model.Expr, reversed_: set[str]) -> bool:
    """Not the words of a choice, nor those of a level that are said to stand the wrong way round."""
    is_said = isinstance(quantity, model.FactReference) and quantity.name in reversed_
    return not isinstance(quantity.type, ChoiceType) and not is_said


def _of_bands(bands: rules.Bands, full: Fraction) -> list[Placed]:
    found: list[Placed] = []
    for row in bands.rows:
        where = interval_range(row.interval) if row.interval is not None else None
        if isinstance(row.points, rules.Judged | rules.Interpolation):
            continue
        points = constant_value(row.points, full)
        if where is not None and points is not None:
            found.append((where, points, row))
    return found


def _of_awards(awards: list[rules.Award], full: Fraction) -> tuple[model.Expr | None, list[Placed]]:
    """得 rules about one quantity as bands: what of its values the ones above leave to each."""
    subject: model.Expr | None = None
    found: list[Placed] = []
    taken: list[Range] = []
    for award in awards:
        asked = condition_ranges(award.condition) if award.condition is not None else None
        if asked is None or (subject is not None and not same_quantity(subject, asked[0])):
            break  # what follows may be for any value
        subject = asked[0]
        points = None
        if not isinstance(award.points, rules.Judged) and award.step is None:
            points = constant_value(award.points, full)
        for part in asked[1]:
            if points is not None:
                found += [(left, points, award) for left in complement(taken, part)]
            taken.append(part)
    return subject, found


def _check_order(found: list[Placed], quantity: model.Expr, diagnostics: Diagnostics) -> None:
    found.sort(key=lambda entry: entry[0].from_below)
    for number, (where, points, row) in enumerate(found):
        below = [entry for entry in found[:number] if entry[1] > points]
        above = [entry for entry in found[number + 1 :] if entry[1] > points]
        if not below or not above:
            continue
        beside = (below[-1], above[0])
        if any(entry[2] is row for entry in beside):
            continue
        diagnostics.report(
            CODE,
            row.span,
            secondary=[
                Label(
                    entry[2].span,
                    phrase("这里 {p} 分", "{p} points here", p=format_exact(entry[1])),
                )
                for entry in beside
            ],
            notes=[
                _example((below[-1], (where, points, row), above[0]), quantity),
            ],
            text=row.span.text,
            points=format_exact(points),
            others=_BOTH_SIDES,
        )
    if isinstance(quantity.type, LevelType):
        _check_levels(found, diagnostics)


def _check_levels(found: list[Placed], diagnostics: Diagnostics) -> None:
    """The words of a level are declared from the best: that one should not give least."""
    if len(found) < 2:
        return
    (_, least, worst), (_, most, best) = found[0], found[-1]
    if all(points > most for _, points, _ in found[:-1]):
        diagnostics.report(
            CODE,
            best.span,
            secondary=[
                Label(worst.span, phrase("这里 {p} 分", "{p} points here", p=format_exact(least)))
            ],
            text=best.span.text,
            points=format_exact(most),
            others=phrase("更差的「{text}」", "the worse 「{text}」", text=worst.span.text),
        )


def _example(entries: tuple[Placed, ...], quantity: model.Expr) -> Phrase:
    """One value of each, with its points."""
    shown = [f"{quantity.span.text} = {sample_of(where, quantity)}" for where, _, _ in entries]
    points = [format_exact(each) for _, each, _ in entries]
    return phrase(
        "例如 {a} 得 {p} 分，{b} 得 {q} 分，{c} 得 {r} 分",
        "for example {p} points with {a}, {q} with {b}, {r} with {c}",
        a=shown[0], b=shown[1], c=shown[2], p=points[0], q=points[1], r=points[2],
    )  # fmt: skip


RULE = LintRule(
    CODE,
    Words(
        "一档给的分比数值更小的档低，也比数值更大的档低；或者最好的等级给的分最少。",
        "A band gives less than a band below it and a band above it; or the best level gives least.",
    ),
    Words(
        "越高越好、越低越好、中间最好都不会这样；多半是抄错了一个数。",
        "Neither more, nor less, nor the middle is better then; a number was probably copied wrongly.",
    ),
    bad="""
按 执行率 分档
- >= 95% 得 10 分
- 90%(含) 至 95%(不含) 得 3 分
- 80%(含) 至 90%(不含) 得 6 分
- < 80% 得 0 分
""",
    good="""
按 执行率 分档
- >= 95% 得 10 分
- 90%(含) 至 95%(不含) 得 8 分
- 80%(含) 至 90%(不含) 得 6 分
- < 80% 得 0 分
""",
    check=check,
)
