"""The head of a score report and its table: the two top levels, adding up to the total."""

from perfdsl.document import (
    Block,
    Column,
    Entry,
    Group,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    Run,
    Runs,
    Style,
    Table,
)
from perfdsl.interpreter.sheet import Effect, Node, walk_nodes
from perfdsl.reports import wording as w
from perfdsl.reports.context import Context
from perfdsl.reports.effects import rule_runs
from perfdsl.reports.places import file_runs
from perfdsl.reports.printing import PrintedPoints, print_node, print_total, unsigned

_MOST_ROWS = 40


def head(context: Context) -> tuple[Block, ...]:
    """Title, subject and files, then score and grade."""
    sheet, voice = context.sheet, context.voice
    title = voice.dated(w.TITLE, w.TITLE_YEAR, sheet.scheme, sheet.rules_year)
    subject = sheet.subject or voice.say(w.SUBJECT_UNNAMED)
    if sheet.facts_year is not None and sheet.facts_year != sheet.rules_year:
        subject = voice.say(w.SUBJECT_YEAR, subject=subject, year=sheet.facts_year)
    entries = [
        Entry(voice.say(w.SUBJECT), (Run(subject, "strong"),)),
        Entry(voice.say(w.RULES_FILE), file_runs(sheet.rules_source)),
        Entry(voice.say(w.FACTS_FILE), file_runs(sheet.facts_source)),
    ]
    result = list(_score(context))
    grade = _grade(context)
    if grade is not None:
        result += [Run(voice.say(w.SEMICOLON)), Run(voice.say(w.GRADE) + " "), grade]
    return (
        Heading(1, (Run(title, "strong"),)),
        KeyValues(tuple(entries)),
        Paragraph(tuple(result)),
    )


def _score(context: Context) -> Runs:
    sheet, say = context.sheet, context.voice.say
    if sheet.is_stopped:
        return (Run(say(w.SCORE_STOPPED, count=len(sheet.missing)), "warning"),)
    printed = print_total(sheet)
    if printed.score is not None:
        text = say(w.SCORE_OF_FULL, score=printed.score, full=printed.full)
        return (Run(text, "strong"),)
    text = say(w.SCORE_BETWEEN, least=printed.least, most=printed.most, full=printed.full)
    aside = context.voice.aside(say(w.SCORE_OPEN))
    return (Run(text, "strong"), Run(aside, "warning"))


def _grade(context: Context) -> Run | None:
    sheet, voice = context.sheet, context.voice
    if sheet.is_stopped:
        return None
    if sheet.grade is not None:
        return Run(sheet.grade, "strong")
    if len(sheet.possible_grades) == 1:
        return Run(voice.say(w.GRADE_CERTAIN, grade=sheet.possible_grades[0]), "strong")
    if sheet.possible_grades:
        return Run(voice.say(w.GRADE_AMONG, grades=voice.list(sheet.possible_grades)), "warning")
    return None


def summary(context: Context) -> Block:
    """Full marks, score and loss of each indicator of the two top levels."""
    sheet, say = context.sheet, context.voice.say
    levels = 2 if _count_rows(sheet.nodes) <= _MOST_ROWS else 1
    with_gains = _has_gain(context, levels)
    rows: list[Row] = []
    for node in sheet.nodes:
        rows += _node_rows(node, 0, levels, context, with_gains=with_gains)
    printed = print_total(sheet)
    rows += _effect_rows(sheet.effects, printed, 0, context, with_gains=with_gains)
    rows.append(
        Row(
            (
                (Run(say(w.TOTAL), "strong"),),
                (Run(printed.full, "strong"),),
                (Run(_total_score(context, printed), "strong"),),
                _change_cell(printed.change, context, with_gains=with_gains),
            ),
            is_total=True,
        )
    )
    columns = (
        Column(say(w.INDICATOR)),
        Column(say(w.FULL), "right"),
        Column(say(w.SCORE), "right"),
        Column(say(w.CHANGE if with_gains else w.LOST), "right"),
    )
    return Group((Heading(2, (Run(say(w.SUMMARY), "strong"),)), Table(columns, tuple(rows))))


def _count_rows(nodes: tuple[Node, ...]) -> int:
    return len(nodes) + sum(len(node.children) for node in nodes)


def _total_score(context: Context, printed: PrintedPoints) -> str:
    if printed.score is not None:
        return printed.score
    return context.voice.say(w.INTERVAL, least=printed.least, most=printed.most)


def _has_gain(context: Context, levels: int) -> bool:
    """Whether some figure of the table is a gain, so that signs are needed."""
    sheet = context.sheet
    changes = [print_total(sheet).change]
    effects = list(sheet.effects)
    for node in walk_nodes(sheet.nodes):
        if len(node.path) <= levels:
            changes.append(print_node(node, sheet.places).change)
            effects += [] if node.is_leaf else node.effects
    return any(change is not None and change.startswith("+") for change in changes) or any(
        effect.applied > 0 for effect in effects
    )


def _node_rows(
    node: Node, level: int, levels: int, context: Context, *, with_gains: bool
) -> list[Row]:
    printed = print_node(node, context.sheet.places)
    style: Style = "strong" if level == 0 and not node.is_leaf else "plain"
    rows = [
        Row(
            (
                (Run(node.title, style),),
                (Run(printed.full),),
                context.score_cell(node, printed),
                _change_cell(printed.change, context, with_gains=with_gains),
            ),
            level,
        )
    ]
    if level + 1 < levels:
        for child in node.children:
            rows += _node_rows(child, level + 1, levels, context, with_gains=with_gains)
        if not node.is_leaf:
            rows += _effect_rows(node.effects, printed, level + 1, context, with_gains=with_gains)
    return rows


def _effect_rows(
    effects: tuple[Effect, ...],
    printed: PrintedPoints,
    level: int,
    context: Context,
    *,
    with_gains: bool,
) -> list[Row]:
    """Rules of a heading or of the total that changed its score: without them nothing adds up."""
    return [
        Row(
            (
                rule_runs(effect, context),
                (),
                (),
                _change_cell(applied, context, with_gains=with_gains),
            ),
            level,
        )
        for effect, applied in zip(effects, printed.applied, strict=True)
        if applied.strip("0.")
    ]


def _change_cell(change: str | None, context: Context, *, with_gains: bool) -> Runs:
    if change is None:
        return (Run(context.voice.say(w.NO_NUMBER), "muted"),)
    if not change.strip("0."):
        return (Run(change, "muted"),)
    style: Style = "gain" if change.lstrip("≈").startswith("+") else "loss"
    return (Run(change if with_gains else unsigned(change), style),)
