"""How far back an expression looks."""

from perfdsl.checker.scope import Scope
from perfdsl.model import expressions as model


def reaches_last_year(expression: model.Expr, scope: Scope) -> bool:
    """Whether evaluating `expression` may look at last year's facts."""
    for node in model.walk(expression):
        match node:
            case model.FactReference():
                if node.last_year:
                    return True
            case model.DefinitionReference():
                inferred = scope.inferred.get(node.name)
                if node.last_year or (inferred is not None and reaches_last_year(inferred, scope)):
                    return True
            case _:
                pass
    return False
