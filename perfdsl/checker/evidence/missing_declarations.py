"""A name that is used and declared nowhere: the declaration that may have been deleted."""

from perfdsl.checker.evidence.declared_otherwise import NAMED_AS
from perfdsl.checker.evidence.trials import Trials
from perfdsl.checker.expressions.declared import declared_below
from perfdsl.diagnostic import Diagnostic, Help
from perfdsl.syntax.folding import fold
from perfdsl.syntax.lines import as_name
from perfdsl.syntax.usage import kind_used

_OPEN = "数量"
"""What a bare number says of what it is compared with: hardly anything."""
_RATE = "比率"
"""It is rather a definition that is gone."""
_SEVERAL = 2


def declaration_added(found: Diagnostic, trials: Trials) -> list[Help]:
    """`事实 年末结余 金额` below the last fact: by what the name ends with, and what it is compared with.

    Only for a name that says what it is, or that is used more than once.
    """
    name = str(found.arguments["name"])
    uses = trials.undeclared.get(name, ())
    if not uses or name in trials.scope.words():
        return []
    named = next((word for _, word, form in NAMED_AS if form.fullmatch(name)), None)
    used = kind_used(name, fold(trials.file.source.text))
    kind = named if named is not None and used in (None, _OPEN) else used
    if kind in (None, _RATE) or (named is None and len(uses) < _SEVERAL):
        return []
    return declared_below(trials.file.source, as_name(name), kind, trials.scope)
