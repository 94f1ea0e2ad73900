"""The report on tests: what failed and why, then what the cases cover and what they do not."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perfdsl.document import (
    Block,
    Column,
    Document,
    Entry,
    Group,
    Heading,
    Item,
    Items,
    KeyValues,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
)
from perfdsl.interpreter import score
from perfdsl.reports.context import Context
from perfdsl.reports.missing import missing_facts
from perfdsl.reports.places import flatten, place_run
from perfdsl.reports.quantities import show_points
from perfdsl.reports.score import score_report
from perfdsl.reports.summary import head, summary
from perfdsl.reports.voice import Voice
from perfdsl.rule_tests import report_words as t
from perfdsl.rule_tests.coverage import Count, Coverage
from perfdsl.rule_tests.describing import describe
from perfdsl.rule_tests.goals import Goal
from perfdsl.rule_tests.results import RulesTested, total_count, whole_percent
from perfdsl.rule_tests.running import Amount, Mismatch, Outcome
from perfdsl.rule_tests.words import word_of
from perfdsl.source import Span
from perfdsl.wording import Language

_SHOWN = 15
"""So many places that no case reaches are listed; --missing lists all."""


def tests_report(
    tested: Sequence[RulesTested], *, language: Language, fail_under: int | None
) -> Document:
    """Everything there is to say about a run."""
    voice = Voice(language)
    blocks: list[Block] = [Heading(1, (Run(voice.say(t.TITLE), "strong"),))]
    blocks.append(Group(tuple(Paragraph(line) for each in tested for line in _files(each, voice))))
    for each in tested:
        for outcome in each.failed:
            blocks += failure_blocks(outcome, each, voice)
    blocks.append(Heading(2, (Run(voice.say(t.COVERAGE), "strong"),)))
    for each in tested:
        blocks += _coverage(each, voice)
    blocks.append(Paragraph(_end(tested, voice, fail_under)))
    return Document(tuple(blocks), language)


def failure_report(outcome: Outcome, tested: RulesTested, language: Language) -> Document:
    """One failed case alone."""
    return Document(tuple(failure_blocks(outcome, tested, Voice(language))), language)


# --- files and failures --------------------------------------------------------------------------


def _files(tested: RulesTested, voice: Voice) -> Iterator[Runs]:
    rules = tested.rulebook.source.name
    if not tested.suites:
        yield (Run(voice.say(t.UNTESTED, rules=rules), "warning"),)
    for suite in tested.suites:
        outcomes = tested.of(suite)
        failed = sum(not outcome.passed for outcome in outcomes)
        text = voice.say(
            t.FILE_LINE,
            tests=suite.source.name,
            count=len(outcomes),
            passed=len(outcomes) - failed,
            failed=failed,
        )
        unconfirmed = sum(not outcome.case.is_confirmed for outcome in outcomes)
        runs = [Run(text, "loss" if failed else "plain")]
        if unconfirmed:
            runs.append(Run(voice.say(t.UNCONFIRMED, count=unconfirmed), "warning"))
        yield tuple(runs)


def failure_blocks(outcome: Outcome, tested: RulesTested, voice: Voice) -> Iterator[Block]:
    """Where the case stands, what it wants, what came out, and how that came about."""
    case = outcome.case
    title = (
        place_run(case.span, "plain"),
        Run(": "),
        Run(voice.say(t.FAILED), "error"),
        Run(" "),
        Run(flatten(case.name), "strong"),
    )
    place = _rule_span(tested, case.indicator)
    entries = [
        Entry(voice.say(t.INDICATOR), (Run(case.indicator or voice.say(t.TOTAL)),)),
        *([Entry(voice.say(t.RULE), (place_run(place),))] if place is not None else []),
    ]
    for mismatch in outcome.mismatches:
        wanted, found = _asked(mismatch, mismatch.expected, voice), mismatch.actual
        entries.append(Entry(voice.say(t.EXPECTED), (Run(wanted, "strong"),)))
        entries.append(Entry(voice.say(t.ACTUAL), (Run(_asked(mismatch, found, voice), "loss"),)))
    yield Heading(2, title)
    yield KeyValues(tuple(entries))
    yield from _trace(outcome, voice.language)


def mismatch_text(mismatch: Mismatch, language: Language) -> str:
    """`应为 得分 2，实为 得分 0`, in one line."""
    voice = Voice(language)
    wanted = _asked(mismatch, mismatch.expected, voice)
    found = _asked(mismatch, mismatch.actual, voice)
    parts = (f"{voice.say(t.EXPECTED)} {wanted}", f"{voice.say(t.ACTUAL)} {found}")
    return voice.clauses(parts)


def _asked(mismatch: Mismatch, value: Amount | None, voice: Voice) -> str:
    shown = voice.say(t.NONE)
    if isinstance(value, bool):
        shown = voice.say(t.YES if value else t.NO)
    elif isinstance(value, Fraction):
        shown = show_points(value)
    elif value is not None:
        is_result = mismatch.asked == "result"
        shown = voice.say(word_of("result", value)) if is_result else value
    rule = {"rule": flatten(mismatch.rule)} if mismatch.rule is not None else {}
    return voice.say(t.ASKED[mismatch.asked], value=shown, **rule)


def _trace(outcome: Outcome, language: Language) -> tuple[Block, ...]:
    """The explanation of a score report, of this indicator alone and without its head."""
    scored = outcome.scored
    sheet = score(scored.rulebook, scored.facts, partial=True)
    context = Context(sheet, language, show_all=True)
    if scored.indicator is None:  # the whole table; what each indicator lost is told by `score`
        return (summary(context), *missing_facts(context))
    document = score_report(sheet, language=language, only=scored.indicator)
    return (*document.blocks[len(head(context)) :], *missing_facts(context))


def _rule_span(tested: RulesTested, indicator: str | None) -> Span | None:
    for found in tested.rulebook.walk():
        if found.id == indicator:
            return found.span
    rules = tested.rulebook.total_rules
    return rules[0].span if indicator is None and rules else None


# --- coverage ------------------------------------------------------------------------------------


def _coverage(tested: RulesTested, voice: Voice) -> Iterator[Block]:
    coverage = tested.coverage
    rules = tested.rulebook.source.name
    by_rule, by_boundary = coverage.rules, coverage.boundaries
    if by_rule.is_full and by_boundary.is_full:
        text = voice.say(
            t.ALL_REACHED,
            rules=rules,
            by_rule=_count(by_rule, voice),
            by_boundary=_count(by_boundary, voice),
        )
        yield Paragraph((Run(text, "gain"),))
    else:
        is_begun = bool(tested.outcomes)
        table = _table(coverage, voice, with_all=is_begun)
        yield Group((Paragraph((Run(rules, "strong"),)), table))
        yield Group(tuple(_missed(tested, voice, with_all=is_begun)))
    if coverage.waived:
        items = tuple(_waived(pair[0], pair[1].reason, voice) for pair in coverage.waived)
        title = Paragraph((Run(voice.say(t.WAIVED), "strong"),))
        yield Group((title, Items(items)))
    if coverage.impossible:
        text = voice.say(t.IMPOSSIBLE, count=len(coverage.impossible))
        yield Paragraph((Run(text, "muted"),))


def _waived(goal: Goal, reason: str, voice: Voice) -> Item:
    text = voice.say(t.WAIVED_BECAUSE, goal=describe(goal).text(voice.language), reason=reason)
    return Item((Run(f"{goal.owner or voice.say(t.TOTAL)} "), Run(flatten(text), "muted")))


def _count(count: Count, voice: Voice) -> str:
    return voice.say(t.COUNT, reached=count.reached, wanted=count.wanted)


def _percent(count: Count, voice: Voice) -> str:
    return voice.say(t.PERCENT, percent=whole_percent(count.percent))


def _table(coverage: Coverage, voice: Voice, *, with_all: bool) -> Table:
    """A line for each indicator that is not covered in full, and the sum of all."""
    rows: list[Row] = []
    for owner in coverage.owners if with_all else ():
        goals = coverage.of(owner)
        every = coverage.count(goals)
        if not every.is_full:
            by_rule = coverage.count(goal for goal in goals if goal.is_rule)
            by_boundary = coverage.count(goal for goal in goals if not goal.is_rule)
            name = owner or voice.say(t.TOTAL)
            rows.append(_row(name, by_rule, by_boundary, voice, is_total=False))
    rows.append(_row(voice.say(t.SUM), coverage.rules, coverage.boundaries, voice, is_total=True))
    columns = (
        Column(voice.say(t.INDICATOR)),
        Column(voice.say(t.RULES), "right"),
        Column(voice.say(t.BOUNDARIES), "right"),
        Column(voice.say(t.SHARE), "right"),
    )
    return Table(columns, tuple(rows))


def _row(name: str, by_rule: Count, by_boundary: Count, voice: Voice, *, is_total: bool) -> Row:
    every = by_rule + by_boundary
    return Row(
        (
            (Run(name, "strong" if is_total else "plain"),),
            (Run(_count(by_rule, voice)),),
            (Run(_count(by_boundary, voice)),),
            (Run(_percent(every, voice), "plain" if every.is_full else "loss"),),
        ),
        is_total=is_total,
    )


def _missed(tested: RulesTested, voice: Voice, *, with_all: bool) -> Iterator[Block]:
    """What no case reaches; where there are no cases at all, only how to begin."""
    if with_all:
        yield from _missed_goals(tested.coverage.missed, voice)
    help_text = voice.say(t.MISSED_HELP, rules=tested.rulebook.source.name)
    yield Paragraph((Run(help_text, "info"),))


def _missed_goals(missed: Sequence[Goal], voice: Voice) -> Iterator[Block]:
    yield Paragraph((Run(voice.say(t.MISSED), "strong"),))
    told = {(_name(goal, voice), describe(goal).text(voice.language)): goal for goal in missed}
    items = [
        Item(
            (
                Run(voice.say(t.MISSED_AT, indicator=name, goal=flatten(text))),
                Run(" "),
                *_place(goal),
            )
        )
        for (name, text), goal in list(told.items())[:_SHOWN]
    ]
    if len(told) > _SHOWN:
        items.append(Item((Run(voice.say(t.MORE, count=len(told) - _SHOWN), "muted"),)))
    yield Items(tuple(items))


def _name(goal: Goal, voice: Voice) -> str:
    return goal.owner.rsplit("/", 1)[-1] if goal.owner is not None else voice.say(t.TOTAL)


def _place(goal: Goal) -> Runs:
    return (place_run(goal.span),) if goal.span.end > goal.span.start else ()


def _end(tested: Sequence[RulesTested], voice: Voice, fail_under: int | None) -> Runs:
    """The last line: how many cases, how many failed, how much is covered."""
    count = sum(len(each.outcomes) for each in tested)
    failed = sum(len(each.failed) for each in tested)
    if failed:
        said = Run(voice.say(t.SOME_FAILED, count=count, failed=failed), "error")
    elif count:
        said = Run(voice.say(t.ALL_PASSED, count=count), "gain")
    else:
        said = Run(voice.say(t.NO_CASES), "warning")
    total = total_count(tuple(tested))
    percent = whole_percent(total.percent)
    if fail_under is not None and total.percent < fail_under:
        covered = Run(voice.say(t.BELOW, percent=percent, wanted=fail_under), "error")
    else:
        covered = Run(voice.say(t.COVERED, percent=percent), "strong")
    return (said, Run(voice.say(t.SEMICOLON)), covered)
