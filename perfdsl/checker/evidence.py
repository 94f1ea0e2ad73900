"""Ways out that the rest of the file tells, for what was found without one."""

from collections.abc import Callable, Sequence

import attrs

from perfdsl.checker.conditions_meant import condition_meant
from perfdsl.checker.expressions import Inference
from perfdsl.checker.headers import Headers
from perfdsl.checker.levels_meant import say_level
from perfdsl.checker.options_meant import option_meant
from perfdsl.checker.scope import Scope
from perfdsl.checker.sums import Sums
from perfdsl.checker.trials import Trials
from perfdsl.checker.unused_names import name_meant
from perfdsl.codes import logic, names
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help
from perfdsl.model.rulebook import Indicator
from perfdsl.syntax import ast
from perfdsl.wording import Code

_MOST_LOOKED_AT = 40
"""Of so many findings in one file a way out is looked for."""
_Way = Callable[[Diagnostic, Trials], list[Help]]
_WAYS: dict[Code, _Way] = {
    names.UNDECLARED_NAME: name_meant,
    logic.UNCONDITIONAL: condition_meant,
    names.UNKNOWN_WORD: option_meant,
}
_ALSO_BESIDE_OTHERS = (names.UNDECLARED_NAME,)
"""Where what is told goes before a way out that is offered already."""


def add_evidence(
    file: ast.File,
    scope: Scope,
    headers: Headers,
    indicators: Sequence[Indicator],
    diagnostics: Diagnostics,
) -> None:
    """Put what the rest of the file tells in front of the ways out of each finding."""
    say_level(file, Sums(Inference(scope, Diagnostics()), headers.full, ()), diagnostics)
    asked = [
        index
        for index, found in enumerate(diagnostics.found)
        if found.code in _WAYS
        and (found.code in _ALSO_BESIDE_OTHERS or not any(each.edits for each in found.helps))
    ]
    if not asked:
        return
    trials = Trials(file, scope, headers, indicators, _broken(file, diagnostics, asked))
    for index in asked[:_MOST_LOOKED_AT]:
        found = diagnostics.found[index]
        helps = _WAYS[found.code](found, trials)
        if helps:
            diagnostics.found[index] = attrs.evolve(found, helps=(*helps, *found.helps))


def _broken(file: ast.File, diagnostics: Diagnostics, asked: Sequence[int]) -> frozenset[int]:
    """The lines with an error that keeps their names from being known."""
    return frozenset(
        found.primary.span.first.line
        for index, found in enumerate(diagnostics.found)
        if index not in asked
        and found.severity == "error"
        and found.primary is not None
        and found.primary.span.source is file.source
    )
