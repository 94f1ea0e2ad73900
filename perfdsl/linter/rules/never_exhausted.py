"""Deductions that together cannot take all the points."""

from perfdsl.diagnostic import Diagnostics, Help
from perfdsl.interpreter.base import is_candidate
from perfdsl.linter.editing import is_english, put_above
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.terms import keyword
from perfdsl.wording import Code, Words

_LOWER = (*keyword("LOWER").zh, *keyword("LOWER").en)

CODE = Code(
    "PD8003",
    "never-exhausted",
    "info",
    Words(
        "「{name}」最少也有 {least} 分，这些分怎样也扣不掉{witness}",
        "「{name}」 keeps at least {least} points, which nothing can take{witness}",
    ),
    Words(
        "核对扣分的分值，或写「下限 {least}」说明就是这样",
        "check the points taken, or write a lower bound of {least} to say that it is meant",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        only_deducts = not any(map(is_candidate, leaf.rules)) and any(map(_deducts, leaf.rules))
        only_deducts = only_deducts and not any(map(_is_limited, leaf.rules))
        shape = view.shape(path) if only_deducts else None
        if shape is None or shape.most is None or shape.least is None:
            continue
        least = shape.least
        if leaf.lower < least.value < shape.most.value:
            diagnostics.report(
                CODE,
                leaf.span,
                helps=_limited(view, leaf, format_exact(least.value)),
                name=leaf.name,
                least=format_exact(least.value),
                witness=shape.witness(least.point),
            )


def _limited(view: View, leaf: Indicator, least: str) -> list[Help]:
    """A lower bound above the rules, where none is written."""
    starts = [path[-1].span.start for path in view.paths if path[-1].span.start > leaf.span.start]
    below = leaf.span.source.text[leaf.span.end : min(starts, default=None)]
    if any(word.replace("_", " ") in below.replace("_", " ") for word in _LOWER):
        return []
    line = f"lower_limit {least}" if is_english(leaf.rules[0].span) else f"下限 {least} 分"
    return put_above(leaf.rules[0], line)


def _deducts(rule: rules.Rule) -> bool:
    if isinstance(rule, rules.Adjustment):
        return rule.kind == "deduct"
    return isinstance(rule, rules.Checklist) and rule.kind != "award"


def _is_limited(rule: rules.Rule) -> bool:
    """Whether 最多 or 封顶 says on purpose how far it goes."""
    match rule:
        case rules.Adjustment() | rules.Checklist():
            return rule.at_most is not None
        case _:
            return isinstance(rule, rules.Cap)


RULE = LintRule(
    CODE,
    Words(
        "所有扣分加在一起，也扣不完这项的分。",
        "All deductions together cannot take all the points.",
    ),
    Words(
        "有时是本意，有时是分值抄小了，或者漏了一条扣分。",
        "Sometimes this is meant; sometimes a number was copied too small, or a deduction is missing.",
    ),
    bad="""
控制率 > 100% 扣 2 分
有管理制度 = 否 扣 3 分
""",
    good="""
控制率 > 100% 扣 5 分
有管理制度 = 否 扣 5 分
""",
    check=check,
)
