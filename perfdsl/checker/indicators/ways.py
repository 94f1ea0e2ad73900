"""Headings whose marks, place or rules are wrong: what may have been meant."""

import itertools
import re
from collections.abc import Mapping
from fractions import Fraction

from perfdsl.checker.coverage.indicator import checklist_sum
from perfdsl.checker.ways_out import instead, with_marks
from perfdsl.diagnostic import Edit, Help
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.wording import phrase

LEVEL_WORDS = (
    ("一级指标", "二级指标", "三级指标", "四级指标"),
    ("section", "group", "subgroup", "topic"),
)


HIGHER = {low: high for words in LEVEL_WORDS for low, high in itertools.pairwise(reversed(words))}


LOWER = {low: high for high, low in HIGHER.items()}


def as_cap(rule: ast.Rule) -> list[Help]:
    """得 under 总分: what limits the total is written 封顶."""
    if not isinstance(rule, ast.Award) or rule.condition is None:
        return []
    start, end = rule.condition.span.end, rule.points.span.start
    word = re.search("得|计|记|award", rule.span.source.text[start:end])
    if word is None:
        return []
    at = start + word.start()
    new = "cap" if word.group().isascii() else "封顶"
    return [instead(Span(rule.span.source, at, at + len(word.group())), new)]


def limits_mended(written: Mapping[str, ast.Limit], upper: Fraction, full: Fraction) -> list[Help]:
    """下限 above 上限: its minus was lost, the numbers are swapped, or 下限 was meant.

    Only an indicator of no marks is likely to go below 0.
    """
    lower, most = written.get("lower"), written.get("upper")
    helps: list[Help] = []
    number = lower.points if lower is not None else None
    if isinstance(number, ast.Number) and not full and -number.value <= upper:
        helps.append(instead(number.span, f"-{number.span.text}"))
    if lower is not None and most is not None:
        swap = (
            Edit(lower.points.span, most.points.span.text),
            Edit(most.points.span, lower.points.span.text),
        )
        helps.append(Help(phrase("两个数对调", "swap the two numbers"), swap, "unsafe"))
    if lower is None and most is not None and isinstance(most.points, ast.Negative):
        word = re.match("上限|upper[ _]limit", most.span.text, re.IGNORECASE)
        if word is not None:
            place = Span(most.span.source, most.span.start, most.span.start + word.end())
            helps.append(instead(place, "lower limit" if word.group().isascii() else "下限"))
    return helps


def judged_below(heading: ast.Heading, full: Fraction) -> list[Help]:
    """`得 人工 0 至 满分`, where a person decides."""
    if not full:
        return []
    source, line = heading.span.source, heading.span.last.line
    text = source.line_text(line)
    end = source.line_starts[line - 1] + len(text)
    indent = text[: len(text) - len(text.lstrip())]
    written = f"得 人工 0 至 {format_exact(full)}"
    said = phrase(
        "由人评定的，下面写「{written}」",
        "for a judgement write 「award judged 0 to {full}」 below",
        written=written, full=format_exact(full),
    )  # fmt: skip
    edit = Edit(Span(source, end, end), f"\n{indent}  {written}")
    return [Help(said, (edit,), "unsafe")]


def child_helps(
    heading: ast.Heading, children: tuple[Indicator, ...], missing: Fraction
) -> list[Help]:
    """The one child whose checklist comes to the marks that would make the sum right."""
    found = []
    for node in heading.children:  # a decimal point lost or put in
        number = node.points
        if isinstance(number, ast.Number):
            for factor in (Fraction(1, 10), Fraction(10)):
                if number.value * (factor - 1) == missing:
                    found.append(with_marks(number.span, number.value * factor))
    for node, child in zip(heading.children, children, strict=True):
        lists = [rule for rule in child.rules if isinstance(rule, rules.Checklist)]
        if node.points is None or len(lists) != 1 or lists[0].kind != "award":
            continue
        points = checklist_sum(lists[0], child.full)
        if points is not None and points == child.full + missing != child.full:
            found.append(with_marks(node.points.span, points))
    return found if len(found) == 1 else []


def lowered(heading: ast.Heading) -> list[Help]:
    """The heading one level lower."""
    word = heading.span.text.split()[0]
    if word not in LOWER:
        return []
    start = heading.span.start
    span = Span(heading.span.source, start, start + len(word))
    text = phrase(
        "第 {line} 行是它的下级的，改为「{word}」",
        "if line {line} belongs below it, write 「{word}」",
        line=span.first.line,
        word=LOWER[word],
    )
    return [Help(text, (Edit(span, LOWER[word]),), "unsafe")]


def raised(heading: ast.Heading) -> list[Help]:
    """The heading one level higher."""
    word = heading.span.text.split()[0]
    if word not in HIGHER:
        return []
    start = heading.span.start
    return [instead(Span(heading.span.source, start, start + len(word)), HIGHER[word])]
