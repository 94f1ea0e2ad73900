"""A name that a rule lacks, or has wrong: the one of a fitting kind that is declared and that nothing speaks of."""

from collections.abc import Sequence

from perfdsl.checker.evidence.other_quantity import MOST_UNUSED
from perfdsl.checker.evidence.trials import Place, Trials
from perfdsl.checker.expressions.inference import Inference
from perfdsl.checker.expressions.units_meant import measure_of
from perfdsl.checker.ways_out import instead
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help
from perfdsl.model import expressions as model
from perfdsl.model.types import COUNT, quantity_of
from perfdsl.source import Span
from perfdsl.suggestion import sounds_alike
from perfdsl.syntax import ast
from perfdsl.syntax.lines import as_name
from perfdsl.wording import phrase

_MOST_USES = 5
_PLAIN = frozenset("个项条件处起笔")
_SEVERAL = 2


def name_meant(found: Diagnostic, trials: Trials) -> list[Help]:
    """The one unused name that fits in all places; first the declaration changed, where that alone is written so."""
    name = str(found.arguments["name"])
    place = found.primary.span if found.primary is not None else None
    uses = trials.undeclared.get(name, ())
    if place is None or not uses or len(_offered(found)) == 1:
        return []
    unused = [each for each in trials.unused if not _is_meant_elsewhere(each, name, trials)]
    if not unused or len(unused) > MOST_UNUSED:
        return []
    fitting = [each for each in unused if _fits_everywhere(each, uses, trials)]
    meant = fitting[0] if len(fitting) == 1 else None
    if meant is None or not _is_open(found, meant, trials):
        return []
    text = phrase(
        "没有规则用到「{name}」：是它的，改为「{name}」",
        "nothing uses 「{name}」: if it was meant, write 「{name}」",
        name=meant,
    )
    changed = Help(text, tuple(Edit(use.span, as_name(meant)) for use in uses), "unsafe")
    declared = _declared(meant, trials)
    if declared is None or len(uses) < _SEVERAL or _is_spoken_of(meant, trials):
        return [changed]
    return [instead(declared, as_name(name)), changed]


def _is_open(found: Diagnostic, meant: str, trials: Trials) -> bool:
    """Whether what is offered so far is no name for certain: none, others that are equally like it, or a new declaration."""
    declared = _declared(meant, trials)
    edits = [edit for help_ in found.helps for edit in help_.edits]
    if declared is not None and any(edit.span == declared for edit in edits):
        return False
    first = _offered(found)[:1]
    name = str(found.arguments["name"])
    if first and sounds_alike(name, first[0].strip("「」")) and not sounds_alike(name, meant):
        return False
    return first != [as_name(meant)]


def _is_meant_elsewhere(unused: str, name: str, trials: Trials) -> bool:
    """Whether another name that is not declared sounds like it: nothing uses it because of that slip."""
    return any(
        other != name and sounds_alike(other, unused) and not sounds_alike(name, unused)
        for other in trials.undeclared
    )


def _offered(found: Diagnostic) -> list[str]:
    """What is offered so far in the place of what is written; one name alone is certain enough."""
    edits = [
        edit for help_ in found.helps for edit in help_.edits if edit.span.start < edit.span.end
    ]
    return list(dict.fromkeys(edit.replacement for edit in edits))


def _fits_everywhere(name: str, uses: Sequence[ast.Name], trials: Trials) -> bool:
    for use in uses[:_MOST_USES]:
        place = trials.place_of(use.span)
        if place is None or not is_measured(name, place, trials):
            return False
        if not trials.fits(place, [Edit(each.span, as_name(name)) for each in uses]):
            return False
    return True


def is_measured(name: str, place: Place, trials: Trials) -> bool:
    """Whether a number of things beside it has its measure, as far as both say one."""
    own = measure_of([reference_to(name, trials)], trials.scope)
    beside = {
        node.unit
        for node in ast.walk(place.node)
        if isinstance(node, ast.Number)
        and node.unit
        and quantity_of(node.value, node.unit)[1] == COUNT
    }
    is_plain = own in _PLAIN and beside <= _PLAIN
    return own is None or not beside or own in beside or is_plain


def _declared(name: str, trials: Trials) -> Span | None:
    names = [node.name for node in trials.file.facts]
    names += [node.name for node in trials.file.definitions]
    return next((each.span for each in names if each.text == name), None)


def _is_spoken_of(name: str, trials: Trials) -> bool:
    """Whether a heading, a text or a remark has the name as well."""
    return trials.file.source.text.count(name) > 1


def reference_to(name: str, trials: Trials) -> model.Expr:
    node = ast.Name(text=name, span=Span(trials.file.source, 0, 0))
    return Inference(trials.scope, Diagnostics()).infer(node)
