"""Ways out that the rest of the file tells, for what was found without one."""

from collections.abc import Callable, Sequence

import attrs

from perfdsl.checker.evidence.apart import say_together
from perfdsl.checker.evidence.conditions_meant import condition_meant
from perfdsl.checker.evidence.heading_places import say_doubles, say_heading_gone, say_rules_above
from perfdsl.checker.evidence.levels_meant import say_level
from perfdsl.checker.evidence.missing_declarations import declaration_added
from perfdsl.checker.evidence.options_meant import option_meant
from perfdsl.checker.evidence.retyped import mended_by_types
from perfdsl.checker.evidence.trials import Trials
from perfdsl.checker.evidence.unused_names import name_meant
from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.indicators.sums import Sums
from perfdsl.checker.preamble.headers import Headers
from perfdsl.codes import logic, names, types
from perfdsl.diagnostic import Diagnostic, Diagnostics, Help
from perfdsl.model.rulebook import Indicator
from perfdsl.syntax import ast
from perfdsl.wording import Code

_MOST_LOOKED_AT = 40
"""Of so many findings in one file a way out is looked for."""
_Way = Callable[[Diagnostic, Trials], list[Help]]


def _name_or_declaration(found: Diagnostic, trials: Trials) -> list[Help]:
    helps = name_meant(found, trials)
    is_open = not any(each.edits for each in (*helps, *found.helps))
    return declaration_added(found, trials) if is_open else helps


_WAYS: dict[Code, _Way] = {
    names.UNDECLARED_NAME: _name_or_declaration,
    logic.UNCONDITIONAL: condition_meant,
    names.UNKNOWN_WORD: option_meant,
}
_OF_TYPES = (
    types.TYPE_MISMATCH,
    types.RATIO_NEEDS_PERCENT,
    types.MONEY_NEEDS_UNIT,
    types.NOT_A_CONDITION,
    types.NOT_A_NUMBER,
    types.RATIO_AS_POINTS,
    types.NOT_POINTS,
    types.STEP_DIMENSION,
    types.ARGUMENT_COUNT,
)
_FOLLOWING = (*_OF_TYPES, logic.STEP_COMPARISON)
"""What a wrong sign on a line brings about as well."""
_WAYS |= dict.fromkeys(_OF_TYPES, mended_by_types)
_ALSO_BESIDE_OTHERS = (
    names.UNDECLARED_NAME,
    names.UNKNOWN_WORD,
    types.TYPE_MISMATCH,
    types.RATIO_AS_POINTS,
)
"""Where what is told goes before a way out that is offered already."""


def add_evidence(
    file: ast.File,
    scope: Scope,
    headers: Headers,
    indicators: Sequence[Indicator],
    diagnostics: Diagnostics,
) -> None:
    """Put what the rest of the file tells in front of the ways out of each finding."""
    say_together(file, diagnostics)
    say_doubles(file, diagnostics)
    say_rules_above(file, diagnostics)
    say_heading_gone(file, diagnostics)
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
    mended: dict[int, Diagnostic] = {}
    for index in asked[:_MOST_LOOKED_AT]:
        found = diagnostics.found[index]
        if _line(found) in mended:
            continue
        helps = _WAYS[found.code](found, trials)
        if helps:
            again = [help_.edits for help_ in helps]
            others = [each for each in found.helps if not each.edits or each.edits not in again]
            said = attrs.evolve(found, helps=(*helps, *others))
            diagnostics.found[index] = said
            if found.code in _OF_TYPES:
                mended[_line(found)] = said
    diagnostics.found[:] = [
        each
        for each in diagnostics
        if each.code not in _FOLLOWING or mended.get(_line(each), each) is each
    ]


def _line(found: Diagnostic) -> int:
    return found.primary.span.first.line if found.primary is not None else 0


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
