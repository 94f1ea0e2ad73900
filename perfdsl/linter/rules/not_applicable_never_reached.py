"""不适用 that an earlier 不适用, here or under a heading above, always takes first."""

from perfdsl.changes.canonical import rule_text
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.linter.editing import delete_rule, move_above
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
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
        earlier = [
            rule
            for node in path[:-1]
            for rule in node.rules
            if isinstance(rule, rules.NotApplicable)
        ]
        for rule in path[-1].rules:
            if isinstance(rule, rules.NotApplicable):
                if earlier and _is_taken(view, rule, earlier):
                    _report(view, rule, earlier, path[-1].rules, diagnostics)
                earlier.append(rule)


def _is_taken(view: View, rule: rules.NotApplicable, earlier: list[rules.NotApplicable]) -> bool:
    """Whether one of the earlier ones holds wherever this one does."""
    before = tuple(each.condition for each in earlier)
    return (
        view.possible(rule.condition) is True and view.possible(rule.condition, but=before) is False
    )


def _report(
    view: View,
    rule: rules.NotApplicable,
    earlier: list[rules.NotApplicable],
    siblings: tuple[rules.Rule, ...],
    diagnostics: Diagnostics,
) -> None:
    for other in earlier:
        if other in siblings and rule_text(other) == rule_text(rule):
            return  # written twice: another rule
        witness = view.witness(rule.condition, other.condition)
        if witness is not None:
            diagnostics.report(
                CODE,
                rule.span,
                secondary=[Label(other.span, phrase("先看的是这条", "this one comes first"))],
                helps=_ways(view, rule, other, siblings),
                text=rule.span.text,
                first=other.span.text,
                witness=witness,
            )
            return


def _ways(
    view: View,
    rule: rules.NotApplicable,
    other: rules.NotApplicable,
    siblings: tuple[rules.Rule, ...],
) -> list[Help]:
    """Deleted where it says the same; else in front of the other, where both count for something then."""
    if rule.treatment == other.treatment:
        return delete_rule(rule)
    narrower = view.possible(other.condition, but=(rule.condition,)) is True
    return move_above(rule, other) if other in siblings and narrower else []


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
