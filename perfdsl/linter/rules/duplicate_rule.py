"""The same rule twice."""

from collections.abc import Iterator, Sequence

from perfdsl.changes.canonical import rule_text
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.editing import delete_rule
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8025",
    "duplicate-rule",
    "warning",
    Words("「{text}」写了两次{twice}", "「{text}」 is written twice{twice}"),
    Words("删去一条，或改正写错的那条", "delete one, or correct the one that is wrong"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    groups = [path[-1].rules for path in view.paths] + [view.rulebook.total_rules]
    for group in groups:
        for members in (group, *_rows(group)):
            _check_group(members, diagnostics)


def _rows(group: Sequence[rules.Rule]) -> Iterator[Sequence[rules.ChecklistItem]]:
    return (rule.rows for rule in group if isinstance(rule, rules.Checklist))


def _check_group(
    members: Sequence[rules.Rule | rules.ChecklistItem], diagnostics: Diagnostics
) -> None:
    seen: dict[str, rules.Rule | rules.ChecklistItem] = {}
    for rule in members:
        first = seen.setdefault(rule_text(rule), rule)
        if first is rule or isinstance(rule, rules.Requirement):
            continue
        counts = isinstance(rule, rules.Adjustment | rules.ChecklistItem)
        diagnostics.report(
            CODE,
            rule.span,
            helps=[] if isinstance(rule, rules.ChecklistItem) else delete_rule(rule),
            secondary=[Label(first.span, phrase("和这条相同", "the same as this"))],
            text=rule.span.text,
            twice=Words("，成立时两次都算", ", and both count") if counts else Words("", ""),
        )


RULE = LintRule(
    CODE,
    Words("同一个指标下有两条完全相同的规则。", "Two rules of one indicator are exactly the same."),
    Words(
        "扣分会扣两次；多半是复制以后忘了改。",
        "A deduction is made twice; probably it was copied and not changed.",
    ),
    bad="""
控制率 > 100% 扣 4 分
控制率 > 100% 扣 4 分
执行率 < 90% 扣 6 分
""",
    good="""
控制率 > 100% 扣 4 分
执行率 < 90% 扣 6 分
""",
    check=check,
)
