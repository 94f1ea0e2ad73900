"""Functions of records that were written otherwise than `合计(项目.支出额)`: what was meant."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from perfdsl.checker.expressions.names_used import names_in
from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.ways_out import did_you_mean, instead
from perfdsl.diagnostic import Edit, Help
from perfdsl.model import expressions as model
from perfdsl.model.types import COUNT, NUMBER, RATIO, Quantity, Type, Zero
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.terms import find_function
from perfdsl.wording import phrase

if TYPE_CHECKING:
    from perfdsl.checker.expressions.inference import Inference


def records_meant(inference: "Inference", node: ast.Call) -> list[Help]:
    """The list and its field, or the list and the condition, that the arguments stand for."""
    return (
        with_dot(inference, node)
        or _joined(inference, node)
        or _with_where(inference, node)
        or _field_beside(inference, node)
        or with_records(inference, node)
        or _all_fields(inference, node)
        or of_numbers(node, node.function.text)
    )


def records_misspelt(inference: "Inference", node: ast.Call) -> tuple[ast.Name, list[Help]] | None:
    """`数量(转项资金 其中 …)`: the name that nobody declared, and the lists that it is like.

    First those that have the fields it is asked for.
    """
    argument = node.arguments[0] if len(node.arguments) == 1 else None
    name = argument.records if isinstance(argument, ast.Field) else argument
    if not isinstance(name, ast.Name) or name.text in inference.scope.names():
        return None
    asked = {argument.field.text} if isinstance(argument, ast.Field) else set()
    asked |= {each.text for each in names_in(node.where)} if node.where is not None else set()
    lists = [each for each in inference.scope.facts.values() if each.fields]
    fitting = [each for each in lists if asked & {field.name for field in each.fields}]
    known = [each.name for each in fitting or lists]
    helps = did_you_mean(name.span, name.text, known)
    return (name, helps) if helps else None


def of_numbers(node: ast.Call, function: str) -> list[Help]:
    """`SUM(甲, 乙)`, `平均(甲, 乙)`: functions of lists, given numbers that stand for themselves."""
    term = find_function(function)
    parts = [argument.span.text for argument in node.arguments]
    if term is None or term.id not in ("sum", "average") or len(parts) == 1:
        return []
    if not all(isinstance(each, ast.Name | ast.Arithmetic | ast.Number) for each in node.arguments):
        return []
    total = " + ".join(parts)
    source = node.span.source
    beside = re.search(r"[-*×/÷－]\s*$", source.text[: node.span.start]) or re.match(
        r"\s*[*×/÷]", source.text[node.span.end :]
    )
    if term.id == "average":
        total = f"({total}) / {len(parts)}"
    return [instead(node.span, f"({total})" if beside is not None else total)]


def in_function(node: ast.Field, type_: Type) -> list[Help]:
    """`活动.花费 > 5万元`: of many records, the greatest or all together is meant."""
    if not isinstance(type_, Quantity):
        return []
    names = ("max", "average") if type_ == RATIO else ("max", "sum")
    line = node.span.source.line_text(node.span.first.line)
    if re.search(r"(?:合计|sum)\s*[(（]", line, re.IGNORECASE) is not None:
        names = names[::-1]
    is_english = node.records.span.text.isascii()
    words = names if is_english else [term.zh[0] for term in map(find_function, names) if term]
    return [instead(node.span, f"{word}({node.span.text})") for word in words]


def with_condition(inference: "Inference", node: ast.Call) -> list[Help]:
    """`数量(设备采购, 非 已验收)`: the condition stands behind 其中."""
    if len(node.arguments) != 2 or not isinstance(node.arguments[0], ast.Name):
        return []
    records, condition = node.arguments
    if inference.scope.records(records.span.text) is None:
        return []
    gap = Span(records.span.source, records.span.end, condition.span.start)
    where = "where" if records.span.text.isascii() else "其中"
    said = phrase("条件前面写「其中」", "write “where” before the condition")
    return [Help(said, (Edit(gap, f" {where} "),), "unsafe")]


def _field_beside(inference: "Inference", node: ast.Call) -> list[Help]:
    """`合计(问题 其中 已整改) / 合计(问题.金额)`: the field that the line names beside."""
    if len(node.arguments) != 1:
        return []
    source = node.span.source
    line = source.line_text(node.span.first.line)
    text = node.arguments[0].span.text
    match = re.match(r"[^\W\d][\w“”]*", text)
    records = inference.scope.records(match.group()) if match is not None else None
    if match is None or records is None or text[match.end() :][:1] == ".":
        return []
    beside = set(re.findall(rf"{re.escape(match.group())}[.](\w+)", line))
    fields = [name for name, _ in records.fields if name in beside]
    if len(fields) != 1:
        return []
    at = node.arguments[0].span.start + match.end()
    said = phrase("补上「.{name}」", "add “.{name}”", name=fields[0])
    return [Help(said, (Edit(Span(source, at, at), f".{fields[0]}"),), "unsafe")]


def counted(node: ast.Name, scope: Scope) -> list[Help]:
    """`设备采购 = 0` of a list of records: how many there are."""
    count = "count" if node.span.text.isascii() else "数量"
    return [instead(node.span, f"{count}({node.span.text})")] if scope.records(node.text) else []


def say_how_many(
    inference: "Inference", nodes: Sequence[ast.Expr], operands: Sequence[model.Expr]
) -> None:
    """Beside an amount no number of records is meant; alone, as a condition, nobody can say what is."""
    for node in nodes:
        if not isinstance(node, ast.Name) or inference.scope.records(node.text) is None:
            continue
        others = [each.type for each in operands if each.span != node.span]
        if others and all(_is_number(each) for each in others):
            continue
        ways = _added_up(node, others[0], inference.scope) if others else []
        for index, found in enumerate(inference.diagnostics.found):
            if found.primary is not None and found.primary.span == node.span:
                changed = attrs.evolve(found, helps=tuple(ways))
                inference.diagnostics.found[index] = changed


def _is_number(type_: Type) -> bool:
    return isinstance(type_, Zero) or type_ in (NUMBER, COUNT)


def _added_up(node: ast.Name, beside: Type, scope: Scope) -> list[Help]:
    """`设备采购 > 50万元`: the one field that is such a quantity, added up."""
    records = scope.records(node.text)
    if records is None or not isinstance(beside, Quantity) or beside.is_plain:
        return []
    fields = [name for name, type_ in records.fields if type_ == beside]
    total = "sum" if node.span.text.isascii() else "合计"
    new = f"{total}({node.span.text}.{fields[0]})" if fields else ""
    return [instead(node.span, new)] if len(fields) == 1 else []


def is_bare_field(inference: "Inference", node: ast.Call) -> bool:
    """`最大(结算价)`: the one name is that of a field, and of nothing else."""
    argument = node.arguments[0]
    known = isinstance(argument, ast.Name) and argument.text not in inference.scope.names()
    return known and len(node.arguments) == 1 and bool(with_records(inference, node))


def _all_fields(inference: "Inference", node: ast.Call) -> list[Help]:
    """`加权平均((结算价 - 合同价) / 合同价, 合同价)`: every name is a field of one list, and none is anything else."""
    names = [
        part
        for argument in node.arguments
        for part in names_in(argument)
        if part.text not in inference.scope.definitions and part.text not in inference.scope.facts
    ]
    lists = [
        fact.name
        for fact in inference.scope.facts.values()
        if names and all(any(field.name == name.text for field in fact.fields) for name in names)
    ]
    if len(lists) != 1:
        return []
    edits = tuple(Edit(each.span, f"{lists[0]}.{each.span.text}") for each in names)
    text = phrase(
        "每个字段前面写明是哪份明细：「{example}」",
        "say of which records each field is: 「{example}」",
        example=edits[0].replacement,
    )
    return [Help(text, edits, "unsafe")]


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
