"""The part of a comparison about real departments: who changes, why, and both traces side by side."""

from collections.abc import Iterator
from fractions import Fraction

from perfdsl.changes.attribution import Attribution, Share, YearOnYear
from perfdsl.changes.departments import Department, Departments
from perfdsl.changes.pairing import pair_rules
from perfdsl.changes.structure import Comparison
from perfdsl.document import (
    Block,
    Column,
    Group,
    Heading,
    Item,
    Items,
    Paragraph,
    Row,
    Run,
    Runs,
    Style,
    Table,
)
from perfdsl.interpreter.sheet import Effect, Node, ScoreSheet, walk_nodes
from perfdsl.model import rules
from perfdsl.number import format_exact, format_figure
from perfdsl.reports import change_words as c
from perfdsl.reports.change_regions import signed
from perfdsl.reports.change_sentences import sentence
from perfdsl.reports.places import flatten
from perfdsl.reports.voice import Voice

_MOST_SHARES = 8


def department_blocks(
    found: Departments, voice: Voice, *, show_all: bool = False
) -> Iterator[Block]:
    """The counts, a line for each department, and whose doing each change is."""
    yield Heading(2, (Run(voice.say(c.DATA), "strong"),))
    scored = found.scored
    changes = [each.change or Fraction(0) for each in scored]
    text = voice.say(
        c.COUNTS,
        count=len(scored),
        less=sum(change < 0 for change in changes),
        more=sum(change > 0 for change in changes),
        same=sum(change == 0 for change in changes),
        grades=sum(each.crosses for each in scored),
    )
    lines = [Paragraph((Run(text),))]
    if len(scored) < len(found.every):
        count = len(found.every) - len(scored)
        lines.append(Paragraph((Run(voice.say(c.NOT_SCORED, count=count), "warning"),)))
    yield Group(tuple(lines))
    yield _table(found, voice)
    for each in scored:
        if each.attribution is not None and each.change:
            yield from _attribution(each, each.attribution, voice, show_all=show_all)


def _table(found: Departments, voice: Voice) -> Table:
    columns = (
        Column(voice.say(c.DEPARTMENT)),
        Column(voice.say(c.OLD_RULES), "right"),
        Column(voice.say(c.NEW_RULES), "right"),
        Column(voice.say(c.CHANGE), "right"),
        Column(voice.say(c.GRADE)),
    )
    rows = [_row(each) for each in found.every]
    if found.mean is not None and len(found.scored) > 1:
        old, new = found.mean
        cells = ((Run(voice.say(c.MEAN)),), *((Run(_points(v)),) for v in (old, new)))
        rows.append(Row((*cells, (Run(signed(new - old)),), ()), is_total=True))
    return Table(columns, tuple(rows))


def _row(each: Department) -> Row:
    change = each.change
    style: Style = "loss" if change is not None and change < 0 else "gain" if change else "plain"
    grades = [sheet.grade or "—" for sheet in (each.old, each.new)]
    grade = " → ".join(grades) if each.crosses else grades[0]
    return Row(
        (
            (Run(each.name),),
            (Run(_total(each.old)),),
            (Run(_total(each.new)),),
            (Run("—" if change is None else signed(change), style),),
            (Run(grade, "warning" if each.crosses else "plain"),),
        )
    )


def _total(sheet: ScoreSheet) -> str:
    if sheet.score is not None:
        return _points(sheet.score)
    return f"{_points(sheet.least)}–{_points(sheet.most)}"


def _points(value: Fraction) -> str:
    return format_figure(value)[0]


def _attribution(
    each: Department, found: Attribution, voice: Voice, *, show_all: bool
) -> Iterator[Block]:
    title = voice.say(c.ATTRIBUTION, subject=each.name, change=signed(found.change))
    shares = found.shares if show_all else found.shares[:_MOST_SHARES]
    items = [Item(_share(share, voice)) for share in shares]
    rest = found.shares[len(shares) :]
    if rest:
        points = sum((share.points for share in rest), Fraction(0))
        text = voice.say(c.MORE_REGIONS, count=len(rest))
        items.append(Item((Run(f"{signed(points)}  {text}", "muted"),)))
    if found.interplay:
        text = f"{signed(found.interplay)}  {voice.say(c.FROM_INTERPLAY)}"
        items.append(Item((Run(text),)))
    yield Group((Heading(3, (Run(title),)), Items(tuple(items))))


def _share(share: Share, voice: Voice) -> Runs:
    said = [sentence(edit, voice) for edit in share.edits if edit.changes_scores]
    what = "；".join(said) if voice.language == "zh" else "; ".join(said)
    style: Style = "loss" if share.points < 0 else "gain"
    runs = [Run(signed(share.points), style), Run(f"  {share.indicator}"), Run(f"  {what}", "rule")]
    if share.is_shared:
        runs.append(Run(voice.say(c.SHARED), "muted"))
    return tuple(runs)


def year_blocks(subject: str, found: YearOnYear, voice: Voice) -> Iterator[Block]:
    """做得差了，还是规则变严了？"""
    yield Heading(2, (Run(voice.say(c.YEARS), "strong"),))
    text = voice.say(
        c.SPLIT,
        subject=subject,
        old=format_exact(found.old_by_old),
        new=format_exact(found.new_by_new),
        change=signed(found.change),
        facts=signed(found.facts_effect),
        rules=signed(found.rules_effect),
    )
    columns = (
        Column(""),
        Column(voice.say(c.OLD_RULES), "right"),
        Column(voice.say(c.NEW_RULES), "right"),
    )
    rows = (
        (c.OLD_FACTS, found.old_by_old, found.old_by_new),
        (c.NEW_FACTS, found.new_by_old, found.new_by_new),
    )
    table = Table(
        columns,
        tuple(
            Row(((Run(voice.say(words)),), (Run(_points(first)),), (Run(_points(second)),)))
            for words, first, second in rows
        ),
    )
    yield Group((Paragraph((Run(text, "strong"),)), table))


# --- traces side by side -------------------------------------------------------------------------


def trace_blocks(
    comparison: Comparison, wanted: set[str], each: Department, voice: Voice
) -> Iterator[Block]:
    """What every rule of the wanted indicators (ids of either year) did, by the old and new rules."""
    yield Heading(2, (Run(voice.say(c.TRACES, subject=each.name), "strong"),))
    before = {node.id: node for node in walk_nodes(each.old.nodes)}
    after = {node.id: node for node in walk_nodes(each.new.nodes)}
    for pair in comparison.pairs:
        ids = {found.id for found in (pair.old, pair.new) if found is not None}
        if not ids & wanted or not pair.indicator.is_leaf:
            continue
        old = before.get(pair.old.id) if pair.old is not None else None
        new = after.get(pair.new.id) if pair.new is not None else None
        columns = (
            Column(pair.indicator.id),
            Column(f"{voice.say(c.OLD_RULES)} {_node_score(old)}"),
            Column(f"{voice.say(c.NEW_RULES)} {_node_score(new)}"),
        )
        first = pair.old.rules if pair.old is not None else ()
        second = pair.new.rules if pair.new is not None else ()
        rows = [
            Row(
                (
                    (Run(_rule_name(then, now)),),
                    _did(then, old, voice),
                    _did(now, new, voice),
                )
            )
            for then, now in pair_rules(first, second)
        ]
        yield Table(columns, tuple(rows))


def _rule_name(old: rules.Rule | None, new: rules.Rule | None) -> str:
    present = new if new is not None else old
    assert present is not None
    return flatten(present.span.text.split("\n")[0])


def _node_score(node: Node | None) -> str:
    return "—" if node is None or node.score is None else _points(node.score)


def _did(rule: rules.Rule | None, node: Node | None, voice: Voice) -> Runs:
    if rule is None or node is None:
        return (Run("—", "muted"),)
    effects = [effect for effect in node.effects if _belongs(effect, rule)]
    if not effects:
        return (Run("0", "muted"),)
    applied = sum((effect.applied for effect in effects), Fraction(0))
    conditions = (e.condition.substituted for e in effects if e.condition is not None)
    why = next((voice.say(words) for words in conditions), "")
    style: Style = "loss" if applied < 0 else "gain" if applied > 0 else "muted"
    return (Run(signed(applied), style), *([Run(f"  {flatten(why)}")] if why else []))


def _belongs(effect: Effect, rule: rules.Rule) -> bool:
    return effect.rule == rule.id or effect.rule.startswith(f"{rule.id}.")
