"""A quotient times a bare 100 that is compared with percentages."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.types import Quantity
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8047",
    "hundredfold-rate",
    "warning",
    Words(
        "「{text}」乘了 100，却和百分数「{compared}」比：90% 算出来成了 9000%",
        "「{text}」 is multiplied by 100 and compared with 「{compared}」: 90% becomes 9000%",
    ),
    Words(
        "相除就是比率，写「× 100%」，或者不要乘",
        "a quotient is a ratio: write `× 100%`, or leave the factor out",
    ),
)
_HUNDRED = Fraction(100)
_USUAL = 2
"""Ratios above 200% may be meant as what a hundredfold comes to."""
_PER_CENT = ("%", "％", "percent")


def check(view: View, diagnostics: Diagnostics) -> None:
    said: set[int] = set()
    for compared, limit in _compared(view):
        found = _hundredfold(compared, view, set())
        if found is None or id(found) in said:
            continue
        said.add(id(found))
        factor = _factor(found)
        assert factor is not None
        diagnostics.report(
            CODE,
            found.span,
            secondary=[Label(limit.span, phrase("和这个比", "compared with this"))],
            helps=[_per_cent(factor)],
            text=found.span.text,
            compared=limit.span.text,
        )


def _compared(view: View) -> Iterator[tuple[model.Expr, model.Expr]]:
    """Every quantity that is compared, each with a percentage it is compared with."""
    written = [part for _, rule in view.rules for part in expressions_in(rule)]
    written += [definition.value for definition in view.rulebook.definitions.values()]
    for part in written:
        for node in model.walk(part):
            if isinstance(node, model.Comparison):
                yield from _sides(node.left, node.right, view)
                yield from _sides(node.right, node.left, view)
            elif isinstance(node, model.Extremum):
                for one, other in permutations(node.operands, 2):
                    yield from _sides(one, other, view)
            elif isinstance(node, model.Within):
                yield from _ends(node.operand, node.interval, view)
    for _, bands in view.bands:
        for row in bands.rows:
            if row.interval is not None:
                yield from _ends(bands.operand, row.interval, view)


def _ends(
    operand: model.Expr, interval: model.Interval, view: View
) -> Iterator[tuple[model.Expr, model.Expr]]:
    for end in (interval.upper, interval.lower):
        if end is not None:
            yield from _sides(operand, end, view)


def _sides(
    one: model.Expr, other: model.Expr, view: View
) -> Iterator[tuple[model.Expr, model.Expr]]:
    """The pair, where the other side is a percentage of a usual size: written there, or defined so."""
    limits = [other]
    if isinstance(other, model.DefinitionReference):
        definition = view.rulebook.definitions.get(other.name)
        limits = [definition.value] if definition is not None else []
    limits = [
        value
        for limit in limits
        for value in (
            [case.value for case in limit.cases] if isinstance(limit, model.Table) else [limit]
        )
    ]
    if limits and all(_is_percentage(limit) for limit in limits):
        yield one, other


def _is_percentage(node: model.Expr) -> bool:
    if not isinstance(node, model.Constant) or not isinstance(node.value, Fraction):
        return False
    is_written = node.span.text.rstrip().endswith(_PER_CENT)
    return is_written and 0 < abs(node.value) <= _USUAL


def _hundredfold(node: model.Expr, view: View, seen: set[str]) -> model.Arithmetic | None:
    """The product with 100 that the quantity is, through definitions, | | and rounding."""
    match node:
        case model.DefinitionReference():
            definition = view.rulebook.definitions.get(node.name)
            if definition is None or node.name in seen:
                return None
            return _hundredfold(definition.value, view, {*seen, node.name})
        case model.Absolute() | model.Negative() | model.Rounding():
            return _hundredfold(node.operand, view, seen)
        case model.Arithmetic():
            return node if _factor(node) is not None and _is_quotient(node) else None
        case _:
            return None


def _factor(node: model.Arithmetic) -> model.Constant | None:
    """The bare 100 at the end or at the beginning of it."""
    if node.operator == "*":
        for side in (node.right, node.left):
            if isinstance(side, model.Constant) and side.value == _HUNDRED and _is_bare(side):
                return side
    if node.operator == "/" and isinstance(node.left, model.Arithmetic):
        return _factor(node.left) if node.left.operator == "*" else None
    return None


def _is_bare(constant: model.Constant) -> bool:
    return constant.unit is None and constant.span.text.strip() in ("100", "１００")


def _is_quotient(node: model.Arithmetic) -> bool:
    """Whether without the 100 it is a ratio by division, which nothing needs to be multiplied for."""
    kind = node.type
    if not isinstance(kind, Quantity) or kind.flavor != "ratio" or not kind.is_plain:
        return False
    return any(isinstance(p, model.Arithmetic) and p.operator == "/" for p in model.walk(node))


def _per_cent(factor: model.Constant) -> Help:
    edit = Edit(Span(factor.span.source, factor.span.end, factor.span.end), "%")
    return Help(phrase("写成「100%」", "write 「100%」"), (edit,), "unsafe")


RULE = LintRule(
    CODE,
    Words(
        "两个数相除又乘了 100，结果却和百分数比。",
        "A quotient is multiplied by 100 and then compared with percentages.",
    ),
    Words(
        "公文的公式写「×100%」，漏了百分号就大了一百倍，界限就不起作用。",
        "Formulas in circulars say `× 100%`; without the sign it is a hundred times as much.",
    ),
    bad="""
事实 完成数 金额
定义 完成率 = 完成数 / 100万元 × 100
完成率 < 90% 扣 10 分
""",
    good="""
事实 完成数 金额
定义 完成率 = 完成数 / 100万元 × 100%
完成率 < 90% 扣 10 分
""",
    check=check,
)
