"""Ways out of a mistake in an expression."""

import re
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.ways_out import instead
from perfdsl.diagnostic import Help
from perfdsl.model import expressions as model
from perfdsl.model.types import COUNT, NUMBER, RATIO, Quantity
from perfdsl.number import format_exact
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


_BETWEEN = re.compile(r"\s*(?P<closed>[)）]?)\s*(?P<sign>[-+－＋])\s*")


def raised_by_share(left: model.Expr, right: model.Expr) -> list[tuple[Span, str]]:
    """`合同价 + 5%`, as a calculator has it: `合同价 × 105%`; `预算数 - 增长率` as `预算数 × (1 - 增长率)`."""
    source = left.span.source
    if left.type == RATIO and isinstance(left, model.Constant):
        return _share_first(left, right)
    between = _BETWEEN.fullmatch(source.text[left.span.end : right.span.start])
    if between is None or not _is_amount(left) or right.type != RATIO:
        return []
    is_more = between["sign"] in "+＋"
    share = constant_value(right)
    if share is not None and not 0 < share < 1:
        return []
    whole = 1 if is_more else -1
    factor = f"(1 {'+' if is_more else '-'} {right.span.text})"
    if share is not None:
        factor = f"{format_exact((1 + whole * share) * 100)}%"
    elif isinstance(right, model.Arithmetic):
        return []
    times = "*" if left.span.text.isascii() else "×"
    if between["closed"]:
        begin = left.span.end + between.start("sign")
        return [(Span(source, begin, right.span.end), f"{times} {factor}")]
    of = left.span.text
    is_sum = isinstance(left, model.Arithmetic) and left.operator in "+-"
    of = f"({of})" if is_sum else of
    return [(left.span.to(right.span), f"{of} {times} {factor}")]


def _share_first(share: model.Expr, amount: model.Expr) -> list[tuple[Span, str]]:
    """`5% + 合同价` as `合同价 × 105%`; what is less than a share says nothing."""
    between = _BETWEEN.fullmatch(share.span.source.text[share.span.end : amount.span.start])
    is_amount = isinstance(amount, model.FactReference | model.DefinitionReference)
    value = constant_value(share)
    if between is None or between["sign"] not in "+＋" or between["closed"] or not is_amount:
        return []
    if value is None or not 0 < value < 1 or not _is_amount(amount):
        return []
    times = "*" if amount.span.text.isascii() else "×"
    factor = f"{format_exact((1 + value) * 100)}%"
    return [(share.span.to(amount.span), f"{amount.span.text} {times} {factor}")]


def _is_amount(operand: model.Expr) -> bool:
    """So much money, or so many of something; no rate, no points."""
    return isinstance(operand.type, Quantity) and not (
        operand.type.is_plain and operand.type.flavor in ("number", "ratio", "point", "score")
    )


def hundred_percent(
    operator: str, left: model.Expr, right: model.Expr
) -> tuple[model.Expr, model.Expr]:
    """`1 − rate` can only mean 100% − rate; nothing else is read into a bare number."""
    if (
        operator in "+-"
        and isinstance(left, model.Constant)
        and left.type == NUMBER
        and left.value == 1
        and isinstance(right.type, Quantity)
        and right.type == RATIO
    ):
        return attrs.evolve(left, type=RATIO), right
    return left, right


def as_rate(bare: model.Expr, value: Fraction | None) -> list[tuple[Span, str]]:
    """`限值 × 1%`, `限值 × 100%`: no % can stand behind what is not one number."""
    is_sum = isinstance(bare, model.Arithmetic) and bare.operator in "+-"
    written = f"({bare.span.text})" if is_sum else bare.span.text
    times = "*" if written.isascii() else "×"
    factors = ("1%", "100%") if value is None else ("1%",)
    return [(bare.span, f"{written} {times} {factor}") for factor in factors]
