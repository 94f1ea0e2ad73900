"""扣 and 加 whose points come out negative wherever the rule holds."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics
from perfdsl.intervals import Range
from perfdsl.linter.rule import LintRule
from perfdsl.linter.satisfying import NOWHERE, point_of
from perfdsl.linter.shape import as_text, plain_value
from perfdsl.linter.view import View
from perfdsl.meaning import terms as t
from perfdsl.meaning.compiling import Compiler
from perfdsl.meaning.evaluating import At
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

_TOTAL = Words("总分", "the total")
CODE = Code(
    "PD8056",
    "always-negative",
    "warning",
    Words(
        "「{text}」在「{condition}」时总是负数，那时{name}无法计算：例如 {witness} 时是 {points} 分",
        "「{text}」 is always negative where 「{condition}」 holds, and {name} is not computable then: with {witness} it is {points}",
    ),
    Words(
        "核对条件的方向，或者把算式里减的两项对调",
        "check the direction of the condition, or exchange the two sides of the subtraction",
    ),
)


Asked = tuple[model.Expr, model.Expr]
"""The condition of what takes or adds points, and the points."""


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        first = [rule for heading in path[:-1] for rule in heading.rules]
        _check_group(view, path[-1], path[-1].rules, first, diagnostics)
    total = view.rulebook.total_rules
    _check_group(view, None, total, (), diagnostics)


def _check_group(
    view: View,
    node: Indicator | None,
    group: Sequence[rules.Rule],
    first: Sequence[rules.Rule],
    diagnostics: Diagnostics,
) -> None:
    full = view.rulebook.full if node is None else node.full
    compiler = Compiler(view.rulebook, view.years, full)
    for rule in group:
        for asked, unless in _asked(rule):
            spared = [*unless, *_spared((*first, *group), rule)]
            fires = t.every(
                compiler.verdict(asked[0]).certain,
                *(t.contrary(compiler.verdict(each).certain) for each in spared),
            )
            _check(compiler, asked, fires, node, diagnostics)


def _asked(rule: rules.Rule) -> Iterator[tuple[Asked, tuple[model.Expr, ...]]]:
    """Those whose points are worked out from facts, with the exception."""
    taking: Sequence[rules.Adjustment | rules.ChecklistItem] = ()
    if isinstance(rule, rules.Adjustment):
        taking = (rule,)
    elif isinstance(rule, rules.Checklist) and rule.kind == "deduct":
        taking = rule.rows
    for each in taking:
        points = each.points
        if not isinstance(points, rules.Judged) and constant_value(points, Fraction(0)) is None:
            unless = getattr(rule, "unless", None)
            yield (each.condition, points), () if unless is None else (unless,)


def _spared(group: Sequence[rules.Rule], rule: rules.Rule) -> Iterator[model.Expr]:
    """Where the points of the rule do not matter."""
    is_added = isinstance(rule, rules.Adjustment) and rule.kind == "add"
    for each in group:
        if isinstance(each, rules.NotApplicable) or (
            isinstance(each, rules.Exemption) and not is_added
        ):
            yield each.condition


def _check(
    compiler: Compiler,
    asked: Asked,
    fires: t.Truth,
    node: Indicator | None,
    diagnostics: Diagnostics,
) -> None:
    condition, points = asked
    amount = compiler.amount(points)
    is_given = t.every(amount.defined, t.order(">=", amount.value, t.ZERO))
    if point_of(t.every(fires, is_given)) is not NOWHERE:
        return
    is_negative = t.every(fires, amount.defined, t.order("<", amount.value, t.ZERO))
    point = point_of(is_negative)
    if point is None or point is NOWHERE:
        return
    atoms = t.atoms_of(is_negative)
    if any(atom.key not in point for atom in t.atoms_of(amount.value)):
        return
    values = {
        atom.key: plain_value(point, atom)
        if isinstance(point[atom.key], Range)
        else point[atom.key]
        for atom in atoms
        if atom.key in point
    }
    worked_out = format_exact(At(values).value(amount.value))
    diagnostics.report(
        CODE,
        points.span,
        text=points.span.text,
        condition=condition.span.text,
        name=_TOTAL if node is None else phrase("「{name}」", "「{name}」", name=node.name),
        witness=as_text(values, atoms),
        points=worked_out,
    )


RULE = LintRule(
    CODE,
    Words(
        "「扣」「加」的分由算式给出，条件成立时算式总是负数。",
        "The points of a deduction or addition are worked out, and negative wherever its condition holds.",
    ),
    Words(
        "扣负数、加负数没有意义：这条规则管到的单位都算不出分。多半是条件或减法的方向写反了。",
        "To take or add a negative number means nothing: no department that the rule is for has a score. The condition or the subtraction is probably the wrong way round.",
    ),
    bad="""
执行率 > 100% 扣 (100% - 执行率) × 20 分
执行率 < 50% 扣 10 分
""",
    good="""
执行率 > 100% 扣 (执行率 - 100%) × 20 分
执行率 < 50% 扣 10 分
""",
    check=check,
)
