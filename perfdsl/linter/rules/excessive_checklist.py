"""Checklists whose rows together take more than there is."""

import re
from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics, Help
from perfdsl.linter.editing import append, is_english
from perfdsl.linter.rule import LintRule
from perfdsl.linter.until_zero import says_until_zero
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.number import format_exact
from perfdsl.wording import Code, Phrase, Words, phrase

CODE = Code(
    "PD8006",
    "excessive-checklist",
    "info",
    Words(
        "各行加起来扣 {sum} 分，满分只有 {full} 分：前 {count} 行都扣时分就扣完了",
        "the rows take {sum} points in all and there are {full}: the first {count} use them up",
    ),
    Words(
        "核对每行的分值，或写「最多 {full}」说明扣完为止",
        "check the points of the rows, or write at_most {full} to say where it ends",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        room = leaf.full - leaf.lower
        for rule in leaf.rules:
            if not isinstance(rule, rules.Checklist) or rule.kind == "award" or rule.at_most:
                continue
            if says_until_zero(rule):
                continue  # said to be meant
            taken = [_points(row, leaf.full) for row in rule.rows]
            known = [points for points in taken if points is not None]
            if len(known) < len(taken) or room <= 0 or sum(known) <= room:
                continue
            count, left = 0, room
            while left > 0:
                left -= known[count]
                count += 1
            if _exclude_each_other(view, rule, count + (left == 0)):
                continue
            diagnostics.report(
                CODE,
                rule.span,
                helps=_limited(rule, format_exact(room)),
                notes=_example(view, rule, count),
                sum=format_exact(sum(known, Fraction(0))),
                full=format_exact(room),
                count=count,
            )


def _exclude_each_other(view: View, rule: rules.Checklist, count: int) -> bool:
    """Whether the first rows that take more than there is can never do so together."""
    conditions = tuple(row.condition for row in rule.rows[:count])
    if rule.kind == "deduct_missing":
        return view.possible(but=conditions) is False
    return view.possible(*conditions) is False


def _limited(rule: rules.Checklist, room: str) -> list[Help]:
    """Behind the points of each row, where they stand at the top and nothing else does."""
    is_plain = re.search(r"\d", rule.span.text) is not None and rule.unless is None
    if not is_plain or any(mark in rule.span.text for mark in '"“#＃\n'):
        return []
    words = f"at_most {room}" if is_english(rule.span) else f"最多 {room} 分"
    return append(rule.span, words)


def _example(view: View, rule: rules.Checklist, count: int) -> list[Phrase]:
    """Values with which these rows all take their points."""
    conditions = [row.condition for row in rule.rows[:count]]
    text = (
        view.witness_against(*conditions)
        if rule.kind == "deduct_missing"
        else view.witness(*conditions)
    )
    return [] if text is None else [phrase("例如 {text}", "for example {text}", text=text)]


def _points(row: rules.ChecklistItem, full: Fraction) -> Fraction | None:
    return None if isinstance(row.points, rules.Judged) else constant_value(row.points, full)


RULE = LintRule(
    CODE,
    Words(
        "清单各行的扣分加起来超过这项的满分。",
        "The rows of a checklist take more than the full marks.",
    ),
    Words(
        "后面的行有时扣不到分；印出来的表常有五个条件各扣一分、满分三分的写法，应当是有意的；写了“扣完为止”的不提。",
        "Some rows then take nothing; printed tables have five conditions of one point and full marks of three, which should be meant; where a checklist says until zero, nothing is reported.",
    ),
    bad="""
逐项 缺一 扣 6 分
- 有管理制度
- 制度得到执行
""",
    good="""
逐项 缺一 扣 5 分
- 有管理制度
- 制度得到执行
""",
    check=check,
)
