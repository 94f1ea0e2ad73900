"""Definitions: inferred each after what it rests on, so that chains may be long; circles reported once."""

from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.expressions.names_used import names_used
from perfdsl.checker.preamble.circles import way_out_of
from perfdsl.checker.preamble.last_year import reaches_last_year
from perfdsl.checker.rules.notes import notes_of, title_of
from perfdsl.codes import names as name_codes
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Label
from perfdsl.model import expressions as model
from perfdsl.model.rulebook import Definition
from perfdsl.syntax import ast
from perfdsl.wording import phrase


def infer_definitions(inference: Inference, file: ast.File) -> dict[str, Definition]:
    """Infer every definition of the scope; what follows only looks them up."""
    scope = inference.scope
    for name in scope.definitions:
        _infer_from(name, inference, file)
    return {
        name: Definition(
            name,
            scope.inferred[name],
            span=node.span,
            title=title_of(node.name),
            notes=notes_of(node),
            needs=_needs(scope.inferred[name], name),
        )
        for name, node in scope.definitions.items()
    }


def _infer_from(name: str, inference: Inference, file: ast.File) -> None:
    """Infer `name` and before it, without recursion, all that it rests on."""
    scope = inference.scope
    path: list[str] = []
    waiting = [name]
    while waiting:
        current = waiting[-1]
        if current in scope.inferred:
            waiting.pop()
            continue
        if path and path[-1] == current:
            path.pop()
            waiting.pop()
            _infer(current, inference)
            continue
        path.append(current)
        for needed in _named(current, inference):
            if needed in path:
                _report_circle([*path[path.index(needed) :], needed], inference, file)
            elif needed not in scope.inferred:
                waiting.append(needed)


def _named(name: str, inference: Inference) -> list[str]:
    """The definitions that the right side of `name` mentions."""
    scope = inference.scope
    mentioned = {
        node.text: None
        for node in ast.walk(scope.definitions[name].value)
        if isinstance(node, ast.Name) and node.text in scope.definitions
    }
    return list(mentioned)


def _report_circle(circle: list[str], inference: Inference, file: ast.File) -> None:
    scope = inference.scope
    if circle[0] in scope.inferred:
        return
    way_out = way_out_of(circle, scope, {name.text for name in names_used(file)})
    first = way_out[0] if way_out is not None else circle[0]
    inference.diagnostics.report(
        name_codes.DEFINITION_CYCLE,
        scope.definitions[first].name.span,
        secondary=[
            Label(scope.definitions[other].name.span, phrase("经过这里", "by way of this"))
            for other in circle[:-1]
            if other != first
        ],
        helps=[way_out[1]] if way_out is not None else (),
        path=" → ".join(circle),
    )
    for name in circle:
        scope.inferred.setdefault(name, inference.poison(scope.definitions[name].span))


def _infer(name: str, inference: Inference) -> None:
    scope = inference.scope
    value = inference.infer(scope.definitions[name].value)
    for node in model.walk(value):
        if isinstance(node, model.FullMarks):
            inference.diagnostics.report(
                codes.MISPLACED_EXPRESSION,
                node.span,
                notes=[
                    phrase(
                        "定义在全文通用，而满分各指标不同",
                        "a definition holds for the whole file, full marks differ by indicator",
                    )
                ],
                text=node.span.text,
            )
    scope.inferred[name] = value
    if reaches_last_year(value, scope):
        scope.looking_back.add(name)


def _needs(value: model.Expr, own: str) -> tuple[str, ...]:
    found = {
        node.name: None
        for node in model.walk(value)
        if isinstance(node, model.DefinitionReference) and node.name != own
    }
    return tuple(found)
