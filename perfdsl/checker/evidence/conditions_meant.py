"""扣 without a condition: what the indicator asks elsewhere, or the one quantity that nothing speaks of."""

import re
from collections.abc import Iterator, Sequence

from perfdsl.checker.coverage.ranges import MIRRORED
from perfdsl.checker.evidence.other_quantity import MOST_UNUSED, common_length
from perfdsl.checker.evidence.trials import Place, Trials
from perfdsl.checker.evidence.unused_names import is_measured, reference_to
from perfdsl.checker.expressions.names_used import names_in
from perfdsl.diagnostic import Diagnostic, Edit, Help
from perfdsl.model.types import COUNT, RATIO, Quantity, TruthType
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.syntax.lines import as_name
from perfdsl.wording import phrase

_ALIKE = 2
"""So many characters side by side an indicator has of the name its rule is about."""
_BELOW = re.compile(
    r"(?:每|per ).{0,3}?(?:低|少|差|下降|降低|减少|不足|未达|below|less|fewer)", re.IGNORECASE
)
_ABOVE = re.compile(r"(?:每|per ).{0,3}?(?:高|超|多|增|上升|提高|above|more|over)", re.IGNORECASE)
_GOOD = re.compile(
    r"^(?:有(?!违)|已|按|建立|制定|及时|无|未发生)|(?:健全|完整|合规|规范|合理|公开|落实|到位|及时|完成|一致|准确|通过)$"
    r"|^(?:has|have|is)_"
)
_BAD = re.compile(
    "违|挪用|截留|挤占|虚|套取|拖欠|被|事故|投诉|逾期|通报|处罚|隐瞒|breach|misuse|fraud|overdue|false_"
)
_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}


def condition_meant(found: Diagnostic, trials: Trials) -> list[Help]:
    """The condition in front of the rule, where exactly one can be told; of a truth whether it is to hold."""
    place = trials.place_of(found.primary.span) if found.primary is not None else None
    rule = place.node if place is not None else None
    if place is None or not isinstance(rule, ast.Adjustment | ast.Award):
        return []
    if rule.step is None:
        return _of_truth(place, rule, trials) if isinstance(rule, ast.Adjustment) else []
    ways = [
        _asked_elsewhere(place, rule),
        _unused(rule, trials),
        _like_heading(place, trials),
    ]
    for conditions in ways:
        fitting = [each for each in conditions if _fits(each, place, rule, trials)]
        if fitting:
            return [_with(each, rule) for each in fitting] if len(fitting) == 1 else []
    return []


def _with(condition: str, rule: ast.Rule) -> Help:
    text = phrase("补上「{text}」", "add 「{text}」", text=condition)
    return Help(text, (_in_front(condition, rule),), "unsafe")


def _in_front(condition: str, rule: ast.Rule) -> Edit:
    start = rule.span.start
    return Edit(Span(rule.span.source, start, start), f"{condition} ")


def _fits(condition: str, place: Place, rule: ast.Rule, trials: Trials) -> bool:
    names = [name for name in trials.scope.names() if as_name(name) == condition]
    if names and not is_measured(names[0], place, trials):
        return False
    return trials.fits(place, [_in_front(condition, rule)])


# --- steps ---------------------------------------------------------------------------------------


def _asked_elsewhere(place: Place, rule: ast.Adjustment | ast.Award) -> list[str]:
    """The limit that the one 得 of the indicator has for one quantity, the other way round; or what all else there counts."""
    others = [each for each in getattr(place.heading, "rules", ()) if each is not rule]
    limits = dict.fromkeys(
        limit
        for each in others
        if isinstance(each, ast.Award) and each.condition is not None and each.step is None
        for limit in _limits(each.condition)
    )
    names = {name.text for each in others for name in names_in(each)}
    if len(limits) == 1:
        (quantity, sign, limit) = next(iter(limits))
        sign = _OPPOSITE[sign]
        written = rule.span.text
        wrong = _ABOVE if sign.startswith("<") else _BELOW
        return [] if wrong.search(written) else [f"{quantity} {sign} {limit}"]
    is_counted = not limits and len(names) == 1
    return [as_name(name) for name in names] if is_counted else []


def _limits(condition: ast.Expr) -> Iterator[tuple[str, str, str]]:
    """A quantity, how it is compared, and the number it is compared with; nothing of a condition with more in it."""
    match condition:
        case ast.Comparison(operators=(sign,), operands=(left, right)) if sign in _OPPOSITE:
            if isinstance(left, ast.Number):
                yield right.span.text, MIRRORED[sign], left.span.text
            else:
                yield left.span.text, sign, right.span.text
        case ast.Within(operand=operand, interval=interval):
            lower, upper = interval.lower, interval.upper
            if lower is not None and upper is None:
                yield operand.span.text, ">=" if interval.lower_closed else ">", lower.span.text
            elif upper is not None and lower is None:
                yield operand.span.text, "<=" if interval.upper_closed else "<", upper.span.text
        case _:
            pass


def _unused(rule: ast.Adjustment | ast.Award, trials: Trials) -> list[str]:
    """What nothing speaks of: counted from 0; of a rate that is to reach 100%, what lies below."""
    if len(trials.unused) > MOST_UNUSED:
        return []
    below = _BELOW.search(rule.span.text) is not None
    found = []
    for name in trials.unused:
        kind = reference_to(name, trials).type
        if kind == RATIO and below:
            found.append(f"{as_name(name)} < 100%")
        elif isinstance(kind, Quantity) and kind != RATIO:
            found.append(as_name(name))
    return found


def _like_heading(place: Place, trials: Trials) -> list[str]:
    """The number of things whose name has most in common with that of the indicator."""
    own = place.heading.name.text if isinstance(place.heading, ast.Heading) else ""
    parts = {
        name: common
        for name in trials.scope.names()
        if (common := common_length(own, name)) >= _ALIKE
        and reference_to(name, trials).type == COUNT
        and is_measured(name, place, trials)
    }
    most = max(parts.values(), default=0)
    return [as_name(name) for name, common in parts.items() if common == most]


# --- what holds or does not ----------------------------------------------------------------------


def _of_truth(place: Place, rule: ast.Adjustment, trials: Trials) -> list[Help]:
    """`扣 2 分`: the one truth that nothing asks; both ways round where its name does not say which is good."""
    if len(trials.unused) > MOST_UNUSED:
        return []
    truths = [
        name for name in trials.unused if isinstance(reference_to(name, trials).type, TruthType)
    ]
    if len(truths) != 1:
        return []
    ways = _ways_round(truths[0], rule)
    return [_with(each, rule) for each in ways if _fits(each, place, rule, trials)]


def _ways_round(name: str, rule: ast.Adjustment) -> Sequence[str]:
    is_good, is_bad = _GOOD.search(name) is not None, _BAD.search(name) is not None
    denial = "not" if name.isascii() else "非"
    holds, fails = as_name(name), f"{denial} {as_name(name)}"
    if is_good == is_bad:
        return (holds, fails)
    return (holds,) if is_bad == (rule.kind == "deduct") else (fails,)
