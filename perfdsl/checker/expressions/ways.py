"""Ways out of a mistake in an expression."""

import re

from perfdsl.checker.ways_out import instead
from perfdsl.diagnostic import Help
from perfdsl.model import expressions as model
from perfdsl.model.types import COUNT
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.terms import keyword


def without_minus(node: ast.Expr) -> list[Help]:
    """`扣 -2 分`: what is taken away is written without a sign."""
    if not isinstance(node, ast.Negative) or not isinstance(node.operand, ast.Number):
        return []
    return [instead(node.span, node.operand.span.text)]


def above_nothing(operand: model.Expr, span: Span) -> list[Help]:
    """A count in place of what must hold to lose points: more than none of them."""
    behind = span.source.text[span.end : span.end + 10]
    if operand.type != COUNT or re.match(r"\s*[的时]?[，,]?\s*(?:扣|deduct)", behind) is None:
        return []
    return [instead(span, f"{span.text} > 0")]


def split_chain(node: ast.Comparison) -> list[Help]:
    """`10% < X > 5%` as two comparisons."""
    operands = node.operands
    if len(operands) != 3:
        return []
    source = node.span.source
    middle = operands[1].span
    left = source.text[node.span.start : middle.end]
    right = source.text[middle.start : node.span.end]
    joined = keyword("AND").spelling("en" if node.span.text.isascii() else "zh")
    return [instead(node.span, f"{left} {joined} {right}")]
