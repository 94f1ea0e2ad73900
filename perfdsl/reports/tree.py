"""The rules as a tree: indicators with their full marks, and the facts each of them needs."""

from perfdsl.document import (
    Block,
    Column,
    Document,
    Group,
    Heading,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
)
from perfdsl.model.contents import Use, expressions_in, judged_in, uses_in
from perfdsl.model.printing import natural_unit
from perfdsl.model.rulebook import FactDeclaration, Indicator, RuleBook
from perfdsl.number import format_exact
from perfdsl.reports import wording as w
from perfdsl.reports.places import flatten
from perfdsl.reports.quantities import type_word
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language


def tree_report(rulebook: RuleBook, *, language: Language) -> Document:
    """Every indicator with full marks and facts, then the facts with their types and units."""
    voice = Voice(language)
    needs = {leaf.id: indicator_needs(leaf, rulebook) for leaf in rulebook.leaves}
    title = voice.dated(w.TREE_TITLE, w.TREE_TITLE_YEAR, rulebook.scheme, rulebook.year)
    count = voice.say(w.TREE_COUNT, leaves=len(rulebook.leaves), facts=len(rulebook.facts))
    blocks: list[Block] = [
        Heading(1, (Run(title, "strong"),)),
        Paragraph((Run(count, "muted"),)),
        _tree_table(rulebook, needs, voice),
    ]
    if rulebook.facts:
        heading = Heading(2, (Run(voice.say(w.FACTS_PART), "strong"),))
        blocks.append(Group((heading, _facts_table(rulebook, voice))))
    return Document(tuple(blocks), language)


def _tree_table(rulebook: RuleBook, needs: dict[str, tuple[Use, ...]], voice: Voice) -> Table:
    columns = (
        Column(voice.say(w.INDICATOR)),
        Column(voice.say(w.FULL), "right"),
        Column(voice.say(w.NEEDS)),
    )
    rows = [
        Row(
            (
                (Run(indicator.title, "plain" if indicator.is_leaf else "strong"),),
                (Run(format_exact(indicator.full)),),
                _needs_cell(indicator, needs, voice),
            ),
            len(indicator.path) - 1,
        )
        for indicator in rulebook.walk()
    ]
    rows.append(
        Row(
            (
                (Run(voice.say(w.TOTAL), "strong"),),
                (Run(format_exact(rulebook.full), "strong"),),
                (),
            ),
            is_total=True,
        )
    )
    return Table(columns, tuple(rows))


def _needs_cell(indicator: Indicator, needs: dict[str, tuple[Use, ...]], voice: Voice) -> Runs:
    if not indicator.is_leaf:
        return ()
    names = [voice.fact(name, last_year=last_year) for name, last_year in needs[indicator.id]]
    if any(True for rule in indicator.rules for _ in judged_in(rule)):
        names.append(voice.say(w.KIND_JUDGEMENT))
    return (Run(voice.list(names)),)


def _facts_table(rulebook: RuleBook, voice: Voice) -> Table:
    columns = tuple(Column(voice.say(title)) for title in (w.FACT, w.TYPE, w.UNIT, w.MEANING))
    rows: list[Row] = []
    for declaration in rulebook.facts.values():
        rows.append(_fact_row(declaration, 0, rulebook, voice))
        rows += [_fact_row(field, 1, rulebook, voice) for field in declaration.fields]
    return Table(columns, tuple(rows))


def _fact_row(declaration: FactDeclaration, level: int, rulebook: RuleBook, voice: Voice) -> Row:
    unit = declaration.unit
    if unit is None and (natural := natural_unit(declaration.type, None)) is not None:
        unit = rulebook.money_unit if natural == "元" and rulebook.money_unit else natural
    return Row(
        (
            (Run(declaration.title or declaration.name),),
            (Run(type_word(declaration.type, voice)),),
            (Run(unit or ""),),
            (Run(flatten(declaration.meaning or "")),),
        ),
        level,
    )


def indicator_needs(indicator: Indicator, rulebook: RuleBook) -> tuple[Use, ...]:
    """The facts the indicator's rules look at, also through definitions, in order of first use."""
    expressions = (part for rule in indicator.rules for part in expressions_in(rule))
    return tuple(
        use
        for use in uses_in(expressions, rulebook.definitions)
        if use[0] not in rulebook.definitions
    )
