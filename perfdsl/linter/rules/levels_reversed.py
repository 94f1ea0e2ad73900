"""Words of a level that are listed from the worst to the best."""

import re
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.checker.constants import most_points
from perfdsl.checker.coverage.ranges import condition_ranges, interval_range
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.intervals import Range
from perfdsl.linter.level_words import is_worst_first
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import FactDeclaration, Indicator, RuleBook
from perfdsl.model.types import LevelType
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8042",
    "levels-reversed",
    "warning",
    Words(
        "「{name}」的等级是从低到高写的：「{first}」在前，就比「{last}」高",
        "the words of 「{name}」 are listed from the worst: 「{first}」 comes first and counts as better than 「{last}」",
    ),
    Words("从高到低列出", "list the best first"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for fact in reversed_levels(view):
        assert isinstance(fact.type, LevelType)
        words = _written(fact)
        diagnostics.report(
            CODE,
            Span(fact.span.source, words[0].start, words[-1].end) if words else fact.span,
            helps=_turned_round(words),
            name=fact.name,
            first=fact.type.words[0],
            last=fact.type.words[-1],
        )


def reversed_levels(view: View) -> Iterator[FactDeclaration]:
    """The facts whose words surely stand the wrong way round, and whose rules do not say otherwise."""
    for fact in _declared(view.rulebook):
        if not isinstance(fact.type, LevelType) or any(_better_first(view, fact)):
            continue
        if is_worst_first(fact.name, fact.type.words):
            yield fact


def _declared(rulebook: RuleBook) -> Iterator[FactDeclaration]:
    for fact in rulebook.facts.values():
        yield fact
        yield from fact.fields


def _better_first(view: View, fact: FactDeclaration) -> Iterator[bool]:
    """Of each indicator that gives points for single words: whether the first one gets more."""
    assert isinstance(fact.type, LevelType)
    for path in view.leaves:
        points = sorted(_points(path[-1], fact))
        if len(points) > 1:
            yield points[-1][1] > points[0][1]  # what stands first in the list is the greatest


def _points(leaf: Indicator, fact: FactDeclaration) -> Iterator[tuple[Fraction, Fraction]]:
    """The places of single words, each with the points it is given."""
    for rule in leaf.rules:
        if isinstance(rule, rules.Bands) and _is(rule.operand, fact):
            for row in rule.rows:
                where = interval_range(row.interval) if row.interval is not None else None
                if where is not None and not isinstance(row.points, rules.Interpolation):
                    yield from _of_one((where,), row.points, leaf)
        elif isinstance(rule, rules.Award) and rule.condition is not None:
            found = condition_ranges(rule.condition)
            if found is not None and _is(found[0], fact):
                yield from _of_one(found[1], rule.points, leaf)


def _of_one(
    where: tuple[Range, ...], points: rules.Points, leaf: Indicator
) -> Iterator[tuple[Fraction, Fraction]]:
    value = most_points(points, leaf.full)
    if value is not None and len(where) == 1 and where[0].lower == where[0].upper:
        assert where[0].lower is not None
        yield where[0].lower, value


def _is(operand: model.Expr, fact: FactDeclaration) -> bool:
    return isinstance(operand, model.FactReference) and operand.name == fact.name


# --- the list as it is written -------------------------------------------------------------------


def _written(fact: FactDeclaration) -> list[Span]:
    """Where the words stand; none where they are not found as they are read."""
    assert isinstance(fact.type, LevelType)
    source = fact.span.source
    each = [f"([「“]?{re.escape(word)}[」”]?)" for word in fact.type.words]
    pattern = r"[ \t\u3000]*[,，、][ \t\u3000]*".join(each)
    found = re.search(pattern, source.text[fact.span.start : fact.span.end])
    if found is None:
        return []
    start = fact.span.start
    places = [found.span(number) for number in range(1, len(each) + 1)]
    return [Span(source, start + first, start + end) for first, end in places]


def _turned_round(words: list[Span]) -> list[Help]:
    edits = tuple(
        Edit(place, word.text)
        for place, word in zip(words, reversed(words), strict=True)
        if place.text != word.text
    )
    shown = phrase(
        "倒过来：「{words}」",
        "the other way round: 「{words}」",
        words=", ".join(word.text for word in reversed(words)),
    )
    return [Help(shown, edits, "unsafe")] if edits else []


RULE = LintRule(
    CODE,
    Words(
        "等级的词是从差到好写的：「等级」要从高到低列出，写在前面的更高。",
        "The words of a level run from bad to good; the best is to stand first.",
    ),
    Words(
        "「不低于」「高于」这样的条件就全反了：最差的得满分，最好的反而扣分。",
        "`at least` and the like then mean the reverse, and the worst gets full marks.",
    ),
    bad="""
事实 健全程度 等级 不健全, 基本健全, 健全
健全程度 不低于 基本健全 得 满分
否则 得 0 分
""",
    good="""
事实 健全程度 等级 健全, 基本健全, 不健全
健全程度 不低于 基本健全 得 满分
否则 得 0 分
""",
    check=check,
)
