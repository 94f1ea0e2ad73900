"""Functions of records that were written otherwise than `合计(项目.支出额)`: what was meant."""

import re
from typing import TYPE_CHECKING

from perfdsl.checker.ways_out import instead
from perfdsl.diagnostic import Help
from perfdsl.syntax import ast

if TYPE_CHECKING:
    from perfdsl.checker.expressions import Inference


def records_meant(inference: "Inference", node: ast.Call) -> list[Help]:
    """The list and its field, or the list and the condition, that the arguments stand for."""
    return (
        with_dot(inference, node)
        or _joined(inference, node)
        or _with_where(inference, node)
        or with_records(inference, node)
    )


def _joined(inference: "Inference", node: ast.Call) -> list[Help]:
    """`合计(项目支出额)`, `合计(项目·支出额)`: the list and its field in one word."""
    if len(node.arguments) != 1 or not isinstance(node.arguments[0], ast.Name):
        return []
    argument = node.arguments[0]
    found = [
        instead(argument.span, f"{fact.name}.{field.name}")
        for fact in inference.scope.facts.values()
        for field in fact.fields
        if re.fullmatch(
            rf"{re.escape(fact.name)}(?:中的|里的|的|·|•)?{re.escape(field.name)}", argument.text
        )
    ]
    return found if len(found) == 1 else []


def _with_where(inference: "Inference", node: ast.Call) -> list[Help]:
    """`数量(项目 且 已验收)`: the condition stands behind 其中."""
    if len(node.arguments) != 1:
        return []
    text = node.arguments[0].span.text
    match = re.match(r"([\w“”]+)\s*(?:且|并且|and|,|，)\s*(?=\S)", text)
    if match is None or inference.scope.records(match.group(1)) is None:
        return []
    where = "where" if text.isascii() else "其中"
    condition = text[match.end() :]
    return [instead(node.arguments[0].span, f"{match.group(1)} {where} {condition}")]


def with_dot(inference: "Inference", node: ast.Call) -> list[Help]:
    """`合计(项目，支出额)`: a list of records and one of its fields."""
    if len(node.arguments) != 2 or not all(isinstance(each, ast.Name) for each in node.arguments):
        return []
    records, field = node.arguments
    known = inference.scope.records(records.span.text)
    if known is None or known.field(field.span.text) is None:
        return []
    return [instead(records.span.to(field.span), f"{records.span.text}.{field.span.text}")]


def with_records(inference: "Inference", node: ast.Call) -> list[Help]:
    """`合计(支出额)`: the one list of records that has such a field."""
    found: list[Help] = []
    for argument in node.arguments:
        name = argument if isinstance(argument, ast.Name) else None
        if (
            isinstance(argument, ast.Field)
            and inference.scope.records(argument.records.text) is None
        ):
            name = argument.field
        if name is None:
            continue
        for fact in inference.scope.facts.values():
            if any(field.name == name.text for field in fact.fields):
                found.append(instead(argument.span, f"{fact.name}.{name.span.text}"))
    return found if len(found) == 1 and len(node.arguments) == 1 else []
