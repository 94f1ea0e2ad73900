"""Tables: `按 地区 取 东部 100%, 其余 80%`."""

from typing import TYPE_CHECKING

from perfdsl.checker.mistakes import COMPARED
from perfdsl.checker.operators import Mistake, compare
from perfdsl.checker.words import infer_word
from perfdsl.codes import types as codes
from perfdsl.model import expressions as model
from perfdsl.model.types import POISON, Poison, Type, Zero
from perfdsl.syntax import ast
from perfdsl.wording import Words

if TYPE_CHECKING:
    from perfdsl.checker.expressions import Inference


def infer_table(inference: "Inference", node: ast.Table) -> model.Expr:
    subject = inference.infer(node.subject)
    cases: list[model.Case] = []
    result: Type = POISON
    for case in node.cases:
        used = [
            other.key.span.text
            for other in node.cases
            if other.key is not None and other.key is not case.key
        ]
        key = infer_word(inference, case.key, subject, used) if case.key is not None else None
        if key is not None:
            mistake = compare("=", subject.type, key.type)
            if mistake is not None:
                inference.report_pair(mistake, subject, key, COMPARED)
        value = inference.infer(case.value)
        if isinstance(result, Poison | Zero):
            result = value.type
        elif not isinstance(value.type, Poison | Zero) and value.type != result:
            inference.report_pair(
                Mistake(codes.TYPE_MISMATCH),
                cases[0].value,
                value,
                Words("放在一张表里", "values of one table"),
            )
        cases.append(model.Case(key, value))
    return model.Table(subject, tuple(cases), type=result, span=node.span)
