"""How far back an expression looks."""

from perfdsl.checker.expressions.scope import Scope
from perfdsl.model import expressions as model


def reaches_last_year(expression: model.Expr, scope: Scope) -> bool:
    """Whether evaluating `expression` may look at last year's facts; its definitions are inferred."""
    return any(
        (isinstance(node, model.FactReference) and node.last_year)
        or (
            isinstance(node, model.DefinitionReference)
            and (node.last_year or node.name in scope.looking_back)
        )
        for node in model.walk(expression)
    )
