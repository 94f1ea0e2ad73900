"""Definitions: inferred each after what it rests on, so that chains may be long; circles reported once."""

from perfdsl.checker.expressions import Inference
from perfdsl.checker.last_year import reaches_last_year
from perfdsl.checker.notes import notes_of, title_of
from perfdsl.checker.scope import Scope
from perfdsl.checker.ways_out import did_you_mean
from perfdsl.codes import names as name_codes
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Help, Label
from perfdsl.model import expressions as model
from perfdsl.model.rulebook import Definition
from perfdsl.syntax import ast
from perfdsl.wording import phrase


def infer_definitions(inference: Inference) -> dict[str, Definition]:
    """Infer every definition of the scope; what follows only looks them up."""
    scope = inference.scope
    for name in scope.definitions:
        _infer_from(name, inference)
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


def _infer_from(name: str, inference: Inference) -> None:
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
                _report_circle([*path[path.index(needed) :], needed], inference)
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


def _other_names(circle: list[str], scope: Scope) -> list[Help]:
    """A definition that names itself: what else it may have been meant to name."""
    name = circle[0]
    if circle != [name, name]:
        return []
    uses = [
        node.span
        for node in ast.walk(scope.definitions[name].value)
        if isinstance(node, ast.Name) and node.text == name
    ]
    others = [other for other in scope.names() if other != name]
    return did_you_mean(uses[0], name, others) if len(uses) == 1 else []


def _report_circle(circle: list[str], inference: Inference) -> None:
    scope = inference.scope
    first = scope.definitions[circle[0]].name.span
    if circle[0] in scope.inferred:
        return
    inference.diagnostics.report(
        name_codes.DEFINITION_CYCLE,
        first,
        secondary=[
            Label(scope.definitions[other].name.span, phrase("经过这里", "by way of this"))
            for other in circle[1:-1]
        ],
        helps=_other_names(circle, scope),
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
