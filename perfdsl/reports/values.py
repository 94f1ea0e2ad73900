"""Where values come from: each with its origin, computed ones down to what was given."""

from collections.abc import Callable

import attrs

from perfdsl.document import Entry, Item, Items, Run, Runs
from perfdsl.interpreter.sheet import Condition, Counterfactual, Margin, Value
from perfdsl.model.printing import natural_unit
from perfdsl.reports import wording as w
from perfdsl.reports.places import flatten, place_run, span_text
from perfdsl.reports.quantities import Shown, show_amount, show_points, show_value
from perfdsl.reports.voice import Voice

_MOST_VALUES = 200
"""Of one rule, each as often as it is used."""


def shown_value(value: Value, voice: Voice) -> Shown:
    """The value in figures; words where there is none."""
    if value.value is None:
        missing = value.origin == "missing"
        return Shown(voice.say(w.VALUE_MISSING if missing else w.VALUE_UNDEFINED))
    return show_value(
        value.value,
        value.type,
        value.unit or _unit_of_inputs(value),
        voice,
        given=value.origin != "computed",
    )


def _unit_of_inputs(value: Value) -> str | None:
    """Computed money is printed in the unit of the money it was computed from."""
    known: dict[int, str | None] = {}

    def unit_of(whole: Value) -> str | None:
        if id(whole) not in known:
            known[id(whole)] = _unit_among(whole, unit_of)
        return known[id(whole)]

    return unit_of(value)


def _unit_among(value: Value, unit_of: Callable[[Value], str | None]) -> str | None:
    for part in value.inputs:
        if part.type == value.type:
            unit = part.unit or unit_of(part)
            if unit is not None and natural_unit(value.type, unit) == unit:
                return unit
    return None


@attrs.define(eq=False, repr=False)
class Unfolding:
    """How much was told of where values come from.

    Values that are each used twice by the next would fill books: of very many, those that were told
    already are named without their inputs.
    """

    left: int = _MOST_VALUES
    told: set[tuple[str, bool]] = attrs.field(factory=set)

    def inputs_of(self, value: Value) -> tuple[Value, ...]:
        """Its inputs, as far as they are to be told once more."""
        key = (value.name, value.last_year)
        self.left -= 1
        if self.left < 0 and key in self.told:
            return ()
        self.told.add(key)
        return value.inputs


def value_items(
    values: tuple[Value, ...], voice: Voice, unfolding: Unfolding | None = None
) -> tuple[Item, ...]:
    """One item for each value, its inputs below it; a repeated value is told once."""
    unfolding = Unfolding() if unfolding is None else unfolding
    told: set[tuple[str, bool]] = set()
    items: list[Item] = []
    for value in values:
        key = (value.name, value.last_year)
        if key not in told:
            told.add(key)
            items.append(_value_item(value, voice, unfolding))
    return tuple(items)


def value_name(value: Value, voice: Voice) -> str:
    return voice.fact(value.name, last_year=value.last_year)


def _value_item(value: Value, voice: Voice, unfolding: Unfolding) -> Item:
    shown = shown_value(value, voice)
    runs = [
        Run(f"{value_name(value, voice)} {shown.sign} "),
        Run(shown.text, "strong" if value.value is not None else "warning"),
        *_origin(value, voice),
    ]
    inputs = value_items(unfolding.inputs_of(value), voice, unfolding)
    return Item(tuple(runs), (Items(inputs),) if inputs else ())


def _origin(value: Value, voice: Voice) -> Runs:
    before, after = voice.say(w.ASIDE, text="\n").split("\n")
    told: list[Run] = []
    match value.origin:
        case "given":
            told.append(place_run(value.span))
            if value.evidence:
                told += [
                    Run(voice.say(w.COMMA), "muted"),
                    Run(flatten(voice.say(value.evidence)), "muted"),
                ]
        case "computed" | "undefined":
            told += [Run(f"{span_text(value.span)}", "rule"), Run(voice.say(w.COMMA), "muted")]
            told.append(place_run(value.span))
        case "constant":
            told += [Run(voice.say(w.FROM_CONSTANT) + voice.say(w.COMMA), "muted")]
            told.append(place_run(value.span))
        case "missing":
            told += [Run(voice.say(w.DECLARED_AT) + " ", "muted"), place_run(value.span)]
    return (Run(before, "muted"), *told, Run(after, "muted"))


def condition_entry(condition: Condition, margin: Margin | None, voice: Voice) -> Entry:
    """As written → with the values → what came out; parts of 且 and 或 below."""
    return Entry(
        voice.say(w.CONDITION),
        condition_runs(condition, margin, voice),
        _parts(condition, voice),
    )


def _parts(condition: Condition, voice: Voice) -> tuple[Item, ...]:
    return tuple(
        Item(
            condition_runs(
                part, None, voice, is_needed=condition.result is None or part.result is not None
            ),
            (Items(_parts(part, voice)),) if part.children else (),
        )
        for part in condition.children
    )


def condition_runs(
    condition: Condition, margin: Margin | None, voice: Voice, *, is_needed: bool = True
) -> Runs:
    """`is_needed` False: the other side had decided already."""
    arrow = Run(voice.say(w.ARROW), "muted")
    text, substituted = (
        flatten(voice.say(words)) for words in (condition.text, condition.substituted)
    )
    runs = [Run(text, "rule"), arrow]
    if substituted and substituted != text:
        runs += [Run(substituted), arrow]
    if is_needed:
        result = {True: w.TRUE, False: w.FALSE, None: w.UNDECIDED}[condition.result]
        runs.append(Run(voice.say(result), "strong"))
    else:
        runs.append(Run(voice.say(w.NOT_NEEDED), "muted"))
    if margin is not None:
        runs.append(Run(voice.aside(margin_text(margin, voice))))
    return tuple(runs)


def margin_text(margin: Margin, voice: Voice) -> str:
    """`超出 2.26 个百分点`, `还差 0.5 个百分点`."""
    amount = show_amount(margin.amount, margin.type, margin.unit, voice).marked
    if margin.amount == 0:
        return voice.say(w.AT_LIMIT)
    if margin.side == "short":
        return voice.say(w.SHORT, amount=amount)
    return voice.say(w.OVER if margin.is_above else w.UNDER, amount=amount)


def counterfactual_text(found: Counterfactual, voice: Voice) -> str:
    """`若 调整预算数 降到 2559.18 万元，可少扣 2 分`."""
    direction = w.DIRECTION_TO
    if not isinstance(found.before, bool | str) and not isinstance(found.after, bool | str):
        rises = str(found.after) != str(found.before) and _is_greater(found)
        direction = w.DIRECTION_UP if rises else w.DIRECTION_DOWN
    after = show_value(found.after, found.type, found.unit, voice, given=True)
    rise = ""
    if found.rise is not None and found.rise != found.gain:
        rise = voice.say(w.RISE_OF_TOTAL, rise=show_points(found.rise))
    won = voice.say(
        w.WIN_BACK,
        fact=found.fact,
        direction=voice.say(direction),
        after=after.marked,
        gain=show_points(found.gain),
    )
    return won + rise


def _is_greater(found: Counterfactual) -> bool:
    match found.before, found.after:
        case (before, after) if type(before) is type(after):
            return bool(after > before)  # type: ignore[operator]
        case _:
            return False
