"""One rule's effect on one indicator, told in full: what it says, why it took effect, what it did."""

from fractions import Fraction

from perfdsl.document import Block, Entry, Item, KeyValues, Run, Runs
from perfdsl.interpreter.sheet import Effect, Value
from perfdsl.model.rules import Notes
from perfdsl.reports import wording as w
from perfdsl.reports.arithmetic import arithmetic_text
from perfdsl.reports.context import Context
from perfdsl.reports.places import flatten, place_run, span_text
from perfdsl.reports.printing import PrintedPoints
from perfdsl.reports.values import condition_entry, counterfactual_text, value_items, value_name
from perfdsl.wording import Words


def effect_items(
    effects: tuple[Effect, ...], printed: PrintedPoints, full: Fraction, context: Context
) -> tuple[Item, ...]:
    """The effects to be shown, in file order: those that changed the score, or all."""
    return tuple(
        effect_item(effect, applied, full, printed, context)
        for effect, applied in zip(effects, printed.applied, strict=True)
        if context.show_all or is_told(effect, applied)
    )


def is_told(effect: Effect, applied: str) -> bool:
    """Whether it changed the score; a rounding that is printed as nothing did not."""
    return bool(applied.strip("0.")) if effect.kind == "round" else effect.applied != 0


def effect_item(
    effect: Effect, applied: str, full: Fraction, printed: PrintedPoints, context: Context
) -> Item:
    entries = tuple(_entries(effect, full, printed, context))
    blocks: tuple[Block, ...] = (KeyValues(entries),) if entries else ()
    return Item((*_lead(effect, applied, context), *rule_runs(effect, context)), blocks)


def _lead(effect: Effect, applied: str, context: Context) -> Runs:
    """`-2.00  ` in front of what changed the score, else the state in a word."""
    if is_told(effect, applied):
        points = context.voice.say(w.CHANGED_BY, points=applied)
        style: Run = Run(points, "gain" if applied.lstrip("≈").startswith("+") else "loss")
    else:
        word = _STATUS_WORDS.get(effect.status, w.STATUS_NO_LOSS)
        if effect.kind == "require" and effect.status == "fired":
            word = w.STATUS_REQUIRED if context.is_due(effect) else w.STATUS_EXPLAINED
        style = Run(context.voice.say(word), "muted")
    return (style, Run("  "))


_STATUS_WORDS: dict[str, Words] = {
    "not_met": w.STATUS_NOT_MET,
    "overridden": w.STATUS_OVERRIDDEN,
    "exempted": w.STATUS_EXEMPTED,
    "capped": w.STATUS_CAPPED,
    "unknown": w.STATUS_UNKNOWN,
    "not_computable": w.STATUS_NOT_COMPUTABLE,
}


def rule_runs(effect: Effect, context: Context) -> Runs:
    """The rule as written; for what no rule says, what it is."""
    voice = context.voice
    runs: list[Run] = []
    if effect.kind == "manual" or effect.judgement_span is not None:
        runs += [Run(voice.say(w.JUDGED_MARK), "judged")]
    if effect.span is not None and effect.kind not in _OWN_KINDS:
        runs.append(Run(span_text(effect.span), "rule"))
        return tuple(runs)
    match effect.kind:
        case "round" if context.sheet.places == 0:
            runs.append(Run(voice.say(w.ROUNDED_WHOLE)))
        case "round" if context.sheet.places is not None:
            runs.append(Run(voice.say(w.ROUNDED, places=context.sheet.places)))
        case "round":
            runs.append(Run(voice.say(w.ROUNDED_PLAIN)))
        case "rescale":
            runs.append(Run(voice.say(w.RESCALED)))
        case "base":
            runs.append(Run(voice.say(w.BASE)))
        case "cap":
            runs.append(Run(voice.say(w.BOUND)))
        case _:
            runs.append(Run(flatten(effect.text or effect.rule), "rule"))
    return tuple(runs)


_OWN_KINDS = ("round", "rescale", "base")


def _entries(
    effect: Effect, full: Fraction, printed: PrintedPoints, context: Context
) -> list[Entry]:
    voice = context.voice
    entries: list[Entry] = []

    def add(key: Words, *runs: Run) -> None:
        entries.append(Entry(voice.say(key), runs))

    if effect.span is not None:
        add(w.PLACE, place_run(effect.span))
        is_said = effect.status == "exempted" or flatten(effect.text or "") in span_text(
            effect.span
        )
        if effect.text and not is_said:
            add(w.NOTE, Run(flatten(effect.text)))
    for basis in effect.notes.basis:
        add(w.BASIS, Run(flatten(basis)))
    if effect.condition is not None:
        entries.append(condition_entry(effect.condition, effect.margin, voice))
    arithmetic = arithmetic_text(effect, full, voice)
    if arithmetic is not None:
        add(w.ARITHMETIC, Run(arithmetic))
    if effect.kind == "round" and printed.carries and context.sheet.places is not None:
        words = w.ROUND_CARRIES if context.sheet.places else w.ROUND_CARRIES_WHOLE
        add(w.NOTE, Run(voice.say(words, places=context.sheet.places)))
    outcome = _outcome(effect, context)
    if outcome:
        add(w.OUTCOME, Run(outcome))
    items = value_items(effect.values, voice)
    if items:
        entries.append(Entry(voice.say(w.VALUES), (), items))
    if effect.judgement_span is not None:
        reason = flatten(effect.judgement_reason or "")
        said = Run(reason) if reason else Run(voice.say(w.NO_REASON), "warning")
        before, after = voice.say(w.ASIDE, text="\n").split("\n")
        add(
            w.JUDGED_BY,
            said,
            Run(before, "muted"),
            place_run(effect.judgement_span),
            Run(after, "muted"),
        )
    entries += notes_entries(effect.notes, context)
    if effect.counterfactual is not None:
        add(w.COUNTERFACTUAL, Run(counterfactual_text(effect.counterfactual, voice), "gain"))
    return entries


def notes_entries(notes: Notes, context: Context) -> list[Entry]:
    """理由, 问题, 建议; the rest of the annotations only where everything is shown."""
    told: list[tuple[Words, tuple[str, ...]]] = [
        (w.REASON, notes.reason),
        (w.PROBLEM, notes.problem),
        (w.ADVICE, notes.advice),
    ]
    if context.show_all:
        told += [(w.NOTE, notes.note), (w.METHOD, notes.method), (w.DOCUMENTS, notes.documents)]
    return [
        Entry(context.voice.say(key), (Run(flatten(text)),))
        for key, texts in told
        for text in texts
    ]


def _outcome(effect: Effect, context: Context) -> str | None:
    """Why a rule did not take effect, or not in full."""
    voice = context.voice
    match effect.status:
        case "overridden" if effect.overridden_by is not None:
            return voice.say(w.OVERRIDDEN_BY, rule=context.rule_name(effect.overridden_by))
        case "exempted":
            if effect.overridden_by is not None and effect.overridden_by != effect.rule:
                return voice.say(w.EXEMPTED_BY, rule=context.rule_name(effect.overridden_by))
            if effect.text:
                return voice.say(w.EXEMPTED_UNLESS, text=flatten(effect.text))
            return voice.say(w.EXEMPTED)
        case "unknown":
            if effect.missing:
                return voice.say(w.MISSING_FOR_RULE, facts=voice.list(effect.missing))
            return voice.say(w.MISSING_UNNAMED)
        case "not_computable":
            names = tuple(undefined_names(effect.values, context))
            if names:
                return voice.say(w.UNDEFINED_FOR_RULE, values=voice.list(names))
            return voice.say(w.UNDEFINED_UNNAMED if effect.span is None else w.UNDEFINED_RULE)
        case _:
            return None


def undefined_names(values: tuple[Value, ...], context: Context) -> list[str]:
    """The values, or the inputs of values, that cannot be computed; innermost only."""
    return list(_undefined_among(values, context, {}))


def _undefined_among(
    values: tuple[Value, ...], context: Context, known: dict[int, tuple[str, ...]]
) -> tuple[str, ...]:
    """Each name once; `known`: of values that were looked at, by their identity."""
    names: dict[str, None] = {}
    for value in values:
        if id(value) not in known:
            inner = _undefined_among(value.inputs, context, known)
            own = (value_name(value, context.voice),) if value.origin == "undefined" else ()
            known[id(value)] = inner or own
        names |= dict.fromkeys(known[id(value)])
    return tuple(names)
