"""What has no value for some facts: a quotient, the mean of no records, a word that a table lacks."""

from perfdsl.model import expressions as model
from perfdsl.model.contents import parts_behind
from perfdsl.model.rulebook import RuleBook


def may_lack_value(node: model.Expr, rulebook: RuleBook) -> bool:
    """Whether something in it has no value for some facts: a quotient, the mean of no records."""
    for part in parts_behind(node, rulebook.definitions):
        match part:
            case model.Arithmetic():
                divides = part.operator == "/" and not isinstance(part.right, model.Constant)
                if divides:
                    return True
            case model.Aggregate():
                if part.kind not in ("sum", "count"):
                    return True
            case model.Table():
                if all(case.key is not None for case in part.cases):
                    return True
            case model.Rounding():
                if not isinstance(part.step, model.Constant):
                    return True
            case _:
                pass
    return False
