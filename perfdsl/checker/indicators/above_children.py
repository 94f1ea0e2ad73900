"""Rules below a heading that has headings below it: the line of the indicator they are of is gone."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.expressions.names_used import all_headings, names_in
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Edit, Help, Label
from perfdsl.model.types import RecordsType
from perfdsl.number import format_exact
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.wording import phrase

OF_GROUPS = (ast.Cap, ast.NotApplicable, ast.Requirement, ast.Limit)
"""What may stand below a heading that has headings below it."""
_MOST_LABELS = 5
_TAKEN_ALONG = re.compile(
    r"\s*(?:依据|来源|方法|说明|编号|原名|定义|basis|documents|source|method|note|code|former name|define)\b"
    r"|\s*(?:依据|来源|方法|说明|编号|原名|定义)[\s:：“\"]"
)


def misplaced_rules(heading: ast.Heading) -> tuple[ast.Rule, ...]:
    """The rules that only an indicator may have, below a heading that has others below it."""
    if not heading.children:
        return ()
    return tuple(rule for rule in heading.rules if not isinstance(rule, OF_GROUPS))


def report_above_children(
    heading: ast.Heading,
    missing: Fraction,
    roots: Sequence[ast.Heading],
    inference: Inference,
) -> None:
    """One finding for all of them; `missing`: what the headings below lack to the marks of this one."""
    found = misplaced_rules(heading)
    if not found:
        return
    first, *others = found
    line = _heading_lost(heading, found, missing, inference)
    also = phrase("这里也是", "here as well")
    inference.diagnostics.report(
        codes.RULES_ABOVE_CHILDREN,
        first.span,
        secondary=[Label(rule.span, also) for rule in others[:_MOST_LABELS]],
        helps=[_put(line, heading, found, roots)] if line is not None else (),
        name=heading.name.text,
        text=first.span.text,
    )


def _heading_lost(
    heading: ast.Heading, found: Sequence[ast.Rule], missing: Fraction, inference: Inference
) -> str | None:
    """The line of the indicator: named like what its rules are about, with the marks that are missing."""
    if missing <= 0:
        return None
    name = _quantity(heading, found, inference)
    points = format_exact(missing)
    if name is None or "/" in points:
        return None
    child = heading.children[0]
    word = child.span.text.split()[0] if not child.children else "指标"
    is_english = heading.span.text.split()[0].isascii()
    if is_english:
        word = word if word.isascii() else "indicator"
    return f"{word} {name} {points} points" if is_english else f"{word} {name} {points} 分"


def _quantity(heading: ast.Heading, found: Sequence[ast.Rule], inference: Inference) -> str | None:
    """The definition that stands here and that the rules use, or the first name in them."""
    scope = inference.scope
    taken = {child.name.text for child in heading.children}
    named = [
        name for rule in found if not isinstance(rule, ast.Checklist) for name in names_in(rule)
    ]
    used = {name.text for name in named}
    end = heading.children[0].span.start
    here = [
        node.name
        for text, node in scope.definitions.items()
        if heading.span.end < node.span.start < end and text in used
    ]
    names = here or [
        name
        for name in named
        if name.text in scope.definitions
        or (name.text in scope.facts and not isinstance(scope.facts[name.text].type, RecordsType))
    ]
    return names[0].span.text if names and names[0].text not in taken else None


def _put(
    line: str, heading: ast.Heading, found: Sequence[ast.Rule], roots: Sequence[ast.Heading]
) -> Help:
    """The line above the first of the rules, and above what goes with them."""
    source = heading.span.source
    number = min(rule.span.first.line for rule in found)
    with_them = set(_lines_along(heading, found, roots))
    while number - 1 > heading.span.last.line and (
        number - 1 in with_them or _TAKEN_ALONG.match(source.line_text(number - 1))
    ):
        number -= 1
    child = source.line_text(heading.children[0].span.first.line)
    indent = child[: len(child) - len(child.lstrip())]
    at = source.line_starts[number - 1]
    text = phrase(
        "这几条属于一个指标的，上面补一行「{line}」",
        "if they are those of an indicator, add the line 「{line}」 above",
        line=line,
    )
    return Help(text, (Edit(Span(source, at, at), f"{indent}{line}\n"),), "unsafe")


def _lines_along(
    heading: ast.Heading, found: Sequence[ast.Rule], roots: Sequence[ast.Heading]
) -> Iterator[int]:
    """Lines of 不适用 and the like that ask for what the rules ask for, or that no other group has."""
    groups = [each for each in all_headings(tuple(roots)) if each.children and each is not heading]
    is_usual = any(each.rules for each in groups)
    asked = {name.text for rule in found for name in names_in(rule)}
    for rule in heading.rules:
        if isinstance(rule, OF_GROUPS) and rule.span.start < found[0].span.start:
            shares = any(name.text in asked for name in names_in(rule))
            if shares or not is_usual:
                yield from range(rule.span.first.line, rule.span.last.line + 1)
