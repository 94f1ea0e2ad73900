"""A rule that rests on another one which is gone, or stands below it: what that was, or the line moved."""

from collections.abc import Sequence

from perfdsl.checker.expressions.names_used import names_in
from perfdsl.checker.ways_out import line_moved_below
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.wording import phrase


def moved_behind(statement: ast.Award, statements: Sequence[ast.Rule]) -> list[Help]:
    """`否则 得 满分` above `违规分包 > 0 得 6 分`: below the last 得, where each of these says when it holds."""
    below = [
        other
        for other in statements
        if isinstance(other, ast.Award | ast.Bands) and other.span.start > statement.span.start
    ]
    awards = [other for other in below if isinstance(other, ast.Award)]
    is_plain = all(other.condition is not None and not other.otherwise for other in awards)
    if not awards or len(awards) < len(below) or not is_plain:
        return []
    return [line_moved_below(statement.span, awards[-1].span)]


def award_lost(statement: ast.Award, statements: Sequence[ast.Rule]) -> list[Help]:
    """`否则 得 整改数 / 问题数 × 满分`, with nothing above: where there is nothing to divide by, full marks.

    Not where another rule of the indicator speaks of the divisor: it may say what holds then.
    """
    divisors = {
        node.right.text: node.right.span
        for node in ast.walk(statement.points)
        if isinstance(node, ast.Arithmetic)
        and node.operator == "/"
        and isinstance(node.right, ast.Name)
    }
    others = {
        name.text for other in statements if other is not statement for name in names_in(other)
    }
    if len(divisors) != 1 or others & set(divisors):
        return []
    name = next(iter(divisors.values())).text
    source, line = statement.span.source, statement.span.first.line
    at = source.line_starts[line - 1]
    margin = source.text[at : statement.span.start]
    if margin.strip():
        return []
    is_english = statement.span.text.isascii()
    new = f"{name} = 0 award full marks" if is_english else f"{name} = 0 得 满分"
    text = phrase("上面补一行「{line}」", "add the line “{line}” above", line=new)
    return [Help(text, (Edit(Span(source, at, at), f"{margin}{new}\n"),), "unsafe")]
