"""Facts that are missing: what needs them, and exactly what to write where."""

from perfdsl.document import Block, Entry, Group, Heading, Item, Items, KeyValues, Paragraph, Run
from perfdsl.interpreter.sheet import MissingFact
from perfdsl.model.printing import natural_unit
from perfdsl.model.types import ChoiceType, LevelType, RecordsType, TextType, TruthType, Type
from perfdsl.reports import wording as w
from perfdsl.reports.context import Context
from perfdsl.reports.places import place_run
from perfdsl.reports.quantities import type_name, type_word


def missing_facts(context: Context) -> tuple[Block, ...]:
    """All of them, in the order scoring asked for them; nothing where none is missing."""
    missing, say = context.sheet.missing, context.voice.say
    if not missing:
        return ()
    heading = Heading(2, (Run(say(w.MISSING_PART, count=len(missing)), "strong"),))
    intro = Paragraph((Run(say(w.MISSING_INTRO)),))
    return (Group((heading, intro, Items(tuple(_missing_item(m, context) for m in missing)))),)


def _missing_item(missing: MissingFact, context: Context) -> Item:
    voice = context.voice
    place = w.PLACE if missing.kind == "judgement" else w.DECLARED_AT
    entries = [
        Entry(voice.say(w.HOW), (Run(how_to_give(missing, context)),)),
        Entry(
            voice.say(w.NEEDED_BY),
            (Run(voice.list(missing.indicators)),),
            tuple(Item((Run(context.rule_name(rule), "rule"),)) for rule in missing.rules),
        ),
        Entry(voice.say(place), (place_run(missing.span),)),
    ]
    if missing.kind == "judgement":
        kind = voice.say(w.KIND_JUDGEMENT)
    elif missing.type is None:
        kind = ""
    else:
        kind = type_word(missing.type, voice)
    if missing.kind == "last_year":
        kind = voice.clauses((voice.say(w.KIND_LAST_YEAR), kind))
    runs = [Run(missing.name, "strong")]
    if kind:
        runs.append(Run(voice.aside(kind), "muted"))
    return Item(tuple(runs), (KeyValues(tuple(entries)),))


def how_to_give(missing: MissingFact, context: Context) -> str:
    """The line to write into the facts file, with `…` for what only the user knows."""
    say = context.voice.say
    if missing.kind == "judgement":
        return say(w.FILL_JUDGEMENT, name=missing.name)
    if isinstance(missing.type, RecordsType):
        return say(w.FILL_RECORDS, name=missing.name)
    example = f'"{missing.name}" = {_blank(missing.type, context)}'
    words = w.FILL_LAST_YEAR if missing.kind == "last_year" else w.FILL_FACT
    return say(words, example=example)


def _blank(type_: Type | None, context: Context) -> str:
    match type_:
        case None:
            return "…"
        case TruthType():
            return "true / false"
        case LevelType() | ChoiceType():
            return " / ".join(f'"{word}"' for word in type_.words)
        case TextType():
            return '"…"'
        case _:
            name = type_name(type_)
            if name in ("count", "number"):
                return "…"
            if name == "date":
                return '"2021-12-31"'.replace("2021-12-31", "…")
            unit = context.sheet.money_unit if name == "money" else None
            return f'"…{natural_unit(type_, unit) or ""}"'
