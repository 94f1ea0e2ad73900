"""Tables: `按 地区 取 东部 100%, 其余 80%`."""

from typing import TYPE_CHECKING

import attrs

from perfdsl.checker.expressions.bare_definitions import mixed_values
from perfdsl.checker.expressions.mistakes import COMPARED
from perfdsl.checker.expressions.operators import Mistake, compare
from perfdsl.checker.expressions.words import infer_word
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Label
from perfdsl.model import expressions as model
from perfdsl.model.types import POISON, Poison, Type, Zero
from perfdsl.syntax import ast
from perfdsl.wording import Words

if TYPE_CHECKING:
    from perfdsl.checker.expressions.inference import Inference


def infer_table(inference: "Inference", node: ast.Table) -> model.Expr:
    subject = inference.infer(node.subject)
    cases: list[model.Case] = []
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
        cases.append(model.Case(key, value))
    result = _result(inference, [case.value for case in cases])
    return model.Table(subject, tuple(cases), type=result, span=node.span)


def _result(inference: "Inference", values: list[model.Expr]) -> Type:
    """The one type of the values; what does not go with the first is reported."""
    result: Type = POISON
    for value in values:
        if isinstance(result, Poison | Zero):
            result = value.type
        elif not isinstance(value.type, Poison | Zero) and value.type != result:
            together = Words("放在一张表里", "values of one table")
            without_unit = mixed_values(values)
            first = next(each for each in values if each.type == result)
            if without_unit is None:
                inference.report_pair(Mistake(codes.TYPE_MISMATCH), first, value, together)
                continue
            bare, help_ = without_unit
            other = value if bare.type == result else first
            inference.report_pair(Mistake(codes.TYPE_MISMATCH), other, bare, together)
            found = inference.diagnostics.found[-1]
            at = Label(bare.span)
            inference.diagnostics.found[-1] = attrs.evolve(found, primary=at, helps=(help_,))
            return POISON
    return result
