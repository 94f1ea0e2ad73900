"""不适用 that an earlier 不适用, here or under a heading above, always takes first."""

from perfdsl.changes.canonical import rule_text
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.linter.editing import delete_rule, move_above
from perfdsl.linter.rule import LintRule
from perfdsl.linter.taking import First, Taken, another_condition, taken
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8050",
    "not-applicable-never-reached",
    "warning",
    Words(
        "「{text}」轮不到：{witness} 时，先看的「{first}」已经成立",
        "「{text}」 never gets its turn: with {witness}, 「{first}」 holds and is asked first",
    ),
    Words(
        "把范围小的写在前面，或者删去这一条",
        "write the narrower condition first, or delete this one",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.paths:
        first = [
            (rule, rule.condition)
            for node in path[:-1]
            for rule in node.rules
            if isinstance(rule, rules.NotApplicable)
        ]
        for rule in path[-1].rules:
            if isinstance(rule, rules.NotApplicable):
                found = taken(view, rule.condition, first)
                if found is not None and not _is_written_twice(rule, first, path[-1]):
                    _report(rule, found, path[-1], diagnostics)
                first.append((rule, rule.condition))


def _is_written_twice(
    rule: rules.NotApplicable, first: First[rules.NotApplicable], node: Indicator
) -> bool:
    """Another rule of the linter reports it."""
    text = rule_text(rule)
    return any(other in node.rules and rule_text(other) == text for other, _ in first)


def _report(
    rule: rules.NotApplicable,
    found: Taken[rules.NotApplicable],
    node: Indicator,
    diagnostics: Diagnostics,
) -> None:
    diagnostics.report(
        CODE,
        rule.span,
        secondary=[Label(found.by.span, phrase("先看的是这条", "this one comes first"))],
        helps=_ways(rule, found, node),
        text=rule.span.text,
        first=found.by.span.text,
        witness=found.witness,
    )


def _ways(
    rule: rules.NotApplicable, found: Taken[rules.NotApplicable], node: Indicator
) -> list[Help]:
    """Deleted where it says the same; else in front of the other, where both count for something then."""
    if rule.treatment == found.by.treatment:
        return delete_rule(rule)
    if found.last not in node.rules:
        return [another_condition(found.by.span.text)]
    return move_above(rule, found.last) if found.leaves_some else []


RULE = LintRule(
    CODE,
    Words(
        "几条「不适用」从上往下看，标题下面的先看，先成立的算数；这一条成立时总有先看的一条成立。",
        "The first `not applicable` that holds counts, those of headings before those below; wherever this one holds, an earlier one does.",
    ),
    Words(
        "后一条写的得分永远用不到，多半是两条写反了，或者界限写错了。",
        "What it gives is never given; the two are probably exchanged, or a limit is wrong.",
    ),
    bad="""
年初预算数 <= 100万元 不适用 得 满分
年初预算数 <= 0 不适用 得 0
执行率 < 90% 扣 10 分
""",
    good="""
年初预算数 <= 0 不适用 得 0
年初预算数 <= 100万元 不适用 得 满分
执行率 < 90% 扣 10 分
""",
    check=check,
)
