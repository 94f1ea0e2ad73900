"""Expressions and rules without their writing: equal texts for equal meanings, as far as writing goes.

The unit of a number, which side of a comparison stands left, the order of 且 and 或, of sums and products
make no difference. (Whether different rules come to the same scores is a question for `meaning`.)
"""

from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.sameness import signature

_MIRRORED = {">": "<", ">=": "<="}
_SYMMETRIC = ("=", "!=", "+", "*", "and", "or")


def canonical(node: model.Expr | None) -> str:
    """A text that two expressions share if they are the same."""
    if node is None:
        return "-"
    match node:
        case model.Comparison() | model.Arithmetic() | model.Logic():
            operator: str = node.operator
            sides = [canonical(node.left), canonical(node.right)]
            if operator in _MIRRORED:
                operator, sides = _MIRRORED[operator], sides[::-1]
            if operator in ("and", "or", "+", "*"):
                sides = [part for side in _flat(node, operator) for part in [canonical(side)]]
            if operator in _SYMMETRIC:
                sides.sort()
            return f"({operator} {' '.join(sides)})"
        case model.Extremum():
            return f"({node.kind} {' '.join(sorted(map(canonical, node.operands)))})"
        case model.Within():
            return f"(within {canonical(node.operand)} {interval_text(node.interval)})"
        case model.Negative() | model.Absolute() | model.Not() | model.WorkingDays():
            return f"({type(node).__name__} {' '.join(map(canonical, model.children(node)))})"
        case model.Rounding():
            return f"(round {node.direction} {canonical(node.operand)} {canonical(node.step)})"
        case model.Aggregate():
            parts = " ".join(map(canonical, (node.value, node.weight, node.where)))
            return f"({node.kind} {node.records} {parts})"
        case model.Table():
            cases = " ".join(f"{canonical(c.key)}:{canonical(c.value)}" for c in node.cases)
            return f"(table {canonical(node.subject)} {cases})"
        case _:
            return signature(node)


def _flat(node: model.Expr, operator: str) -> list[model.Expr]:
    if isinstance(node, model.Arithmetic | model.Logic) and node.operator == operator:
        return [*_flat(node.left, operator), *_flat(node.right, operator)]
    return [node]


def interval_text(interval: model.Interval | None) -> str:
    if interval is None:
        return "else"
    left = "[" if interval.lower_closed else "("
    right = "]" if interval.upper_closed else ")"
    return f"{left}{canonical(interval.lower)},{canonical(interval.upper)}{right}"


def points_text(points: rules.Points | rules.Interpolation | None) -> str:
    match points:
        case None:
            return "-"
        case rules.Judged():
            parts = (points.least, points.most, points.step)
            return f"(judged {' '.join(map(canonical, parts))})"
        case rules.Interpolation():
            return f"(line {canonical(points.lower_points)} {canonical(points.upper_points)})"
        case _:
            return canonical(points)


def step_text(step: rules.Step | None) -> str:
    if step is None:
        return "-"
    return f"(step {step.mode} {canonical(step.excess)} {canonical(step.size)})"


def rule_text(rule: rules.Rule | rules.Band | rules.ChecklistItem) -> str:
    """A text that two rules share if they are the same, whatever their annotations."""
    match rule:
        case rules.Award():
            parts = (canonical(rule.condition), points_text(rule.points), step_text(rule.step))
            return f"award {' '.join(parts)} {canonical(rule.at_most)}"
        case rules.Adjustment():
            parts = (canonical(rule.condition), points_text(rule.points), step_text(rule.step))
            ends = f"{canonical(rule.unless)} {canonical(rule.at_most)} {rule.covers}"
            return f"{rule.kind} {' '.join(parts)} {ends}"
        case rules.Bands():
            return f"bands {canonical(rule.operand)} {' '.join(map(rule_text, rule.rows))}"
        case rules.Band():
            return f"{interval_text(rule.interval)}={points_text(rule.points)}"
        case rules.Checklist():
            rows = sorted(map(rule_text, rule.rows))
            ends = f"{canonical(rule.unless)} {canonical(rule.at_most)}"
            return f"checklist {rule.kind} {' '.join(rows)} {ends}"
        case rules.ChecklistItem():
            # the text of a judged row is where the facts give its points
            key = repr(rule.text) if isinstance(rule.points, rules.Judged) else ""
            return f"{canonical(rule.condition)}={points_text(rule.points)}{key}"
        case rules.NotApplicable():
            return f"not_applicable {canonical(rule.condition)} {rule.treatment}"
        case rules.Exemption():
            return f"exempt {canonical(rule.condition)}"
        case rules.Cap():
            return f"cap {canonical(rule.condition)} {canonical(rule.points)}"
        case rules.Requirement():
            return f"require {canonical(rule.condition)} {rule.text}"
        case rules.Veto():
            return f"veto {canonical(rule.condition)} {rule.grade} {rule.zero}"
