"""Where the steps of a rule begin to count, when it names no limit of its own."""

import re

from perfdsl.checker.constants import constant_value
from perfdsl.codes import logic as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.sameness import same_quantity
from perfdsl.model.types import COUNT, MONEY, RATIO, Quantity, Type
from perfdsl.wording import phrase

_FALLING = re.compile("每 *(?:低于|低|降低|下降|减少|少于)")
_SHORTFALL = re.compile("[降减低差缺少短亏欠漏]")
"""In the name of what is itself a shortfall: counted from 0."""


def check_step_starts(indicator: Indicator, diagnostics: Diagnostics) -> None:
    """`X≤100%计5分` and then `X每超过一个百分点扣…`: the steps are meant from 100%, not from 0.

    `X每低一个百分点扣…` is below something that must be said.
    """
    for rule in indicator.rules:
        if not isinstance(rule, rules.Adjustment | rules.Award) or rule.step is None:
            continue
        subject = rule.condition
        if subject is None or not isinstance(subject.type, Quantity):
            continue
        limit = _limit_elsewhere(subject, indicator)
        if limit is not None:
            _report_elsewhere(rule, subject, *limit, diagnostics)
        elif _FALLING.search(rule.span.text) and not _is_shortfall(subject):
            diagnostics.report(
                codes.STEP_BELOW,
                rule.span,
                text=rule.span.text,
                subject=subject.span.text,
                example=_example(subject.type),
            )


def _report_elsewhere(
    rule: rules.Rule,
    subject: model.Expr,
    limit: model.Comparison,
    value: model.Expr,
    diagnostics: Diagnostics,
) -> None:
    over = (limit.operator in ("<", "<=")) == same_quantity(limit.left, subject)
    written = f"{subject.span.text} {'>' if over else '<'} {value.span.text}"
    text = phrase("改为「{written} 每 …」", "write “{written} per …”", written=written)
    diagnostics.report(
        codes.STEP_START,
        rule.span,
        secondary=[Label(limit.span, phrase("这里的界限不是 0", "the limit here is not 0"))],
        helps=[Help(text, (Edit(subject.span, f"{written} "),), "unsafe")],
        text=rule.span.text,
        limit=limit.span.text,
    )


def _limit_elsewhere(
    quantity: model.Expr, indicator: Indicator
) -> tuple[model.Comparison, model.Expr] | None:
    """A comparison of the same quantity with something that is not 0, in a 得; and that limit."""
    for rule in indicator.rules:
        if not isinstance(rule, rules.Award) or rule.condition is None:
            continue
        for part in model.walk(rule.condition):
            if not isinstance(part, model.Comparison):
                continue
            for side, other in ((part.left, part.right), (part.right, part.left)):
                if same_quantity(side, quantity) and constant_value(other) != 0:
                    return part, other
    return None


def _is_shortfall(subject: model.Expr) -> bool:
    """A difference, or something whose name says that it is one."""
    if isinstance(subject, model.FactReference | model.DefinitionReference):
        return _SHORTFALL.search(subject.name) is not None
    return True


def _example(type_: Type) -> str:
    """A limit of the kind the quantity is."""
    known: dict[Type, str] = {RATIO: "95%", MONEY: "100万元", COUNT: "10"}
    return known.get(type_, "…")
