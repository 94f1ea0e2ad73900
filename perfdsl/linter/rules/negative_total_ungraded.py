"""A total below every grade: 总分 may fall below 0, and the lowest grade does not."""

from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.circumstances import Given, lowest_facts
from perfdsl.linter.inserting import header_span
from perfdsl.linter.reach import reach_of_total
from perfdsl.linter.rule import LintRule
from perfdsl.linter.telling import facts_told
from perfdsl.linter.trying import completed
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import RuleBook
from perfdsl.number import format_exact
from perfdsl.rule_tests.situations import Situation
from perfdsl.wording import Code, Phrase, Words, phrase

_FEW = 6

CODE = Code(
    "PD8052",
    "negative-total-ungraded",
    "warning",
    Words(
        "总分会低到 {total} 分{witness}，没有等级：最低的「{name}」从 {points} 分起",
        "the total can be as low as {total}{witness} and has no grade then: the lowest, 「{name}」, begins at {points}",
    ),
    Words(
        "总分的下限写 0 分或不写；要有负的总分，就不评等级，或者一票否决到最低一级",
        "leave the lower limit of the total at 0; with totals below 0 have no grades, or a veto to the lowest",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    from perfdsl.rule_tests.running import (
        Runner,  # the runner: only where there may be such totals
    )

    rulebook = view.rulebook
    if not rulebook.grades or rulebook.lower >= 0:
        return
    lowest = rulebook.grades[-1]
    if lowest.points > 0 or reach_of_total(rulebook).least >= lowest.points:
        return  # a scale that ends above 0 is another finding
    given = lowest_facts(view)
    scored = completed(Runner(rulebook), None, Situation(given))
    total = scored.sheet.score if scored is not None else None
    if scored is None or total is None or total >= lowest.points or scored.sheet.grade is not None:
        return
    diagnostics.report(
        CODE,
        header_span(rulebook, "grades"),
        secondary=_taking(view),
        total=format_exact(total),
        witness=_witness(given, rulebook),
        name=lowest.name,
        points=format_exact(lowest.points),
    )


def _taking(view: View) -> list[Label]:
    """What can take the total below 0."""
    below = [path[-1].span for path in view.leaves if path[-1].lower < 0]
    below += [
        rule.span
        for rule in view.rulebook.total_rules
        if isinstance(rule, rules.Adjustment) and rule.kind == "deduct"
    ]
    return [Label(span, phrase("会扣到 0 分以下", "takes it below 0")) for span in below]


def _witness(given: Given, rulebook: RuleBook) -> Phrase | Words:
    """The facts, where they are few enough to be told."""
    if not 0 < len(given) <= _FEW:
        return Words("", "")
    told = facts_told(given, rulebook)
    return phrase("（例如 {text}）", " (for example {text})", text=told)


RULE = LintRule(
    CODE,
    Words(
        "总分写了负的下限，会低到 0 分以下，最低的等级从 0 分起。",
        "The total has a lower limit below 0 and falls below it; the lowest grade begins at 0.",
    ),
    Words(
        "等级的分数线不能是负数，这样的单位就评不出等级。",
        "Lines of grades are never negative, and such a department has no grade.",
    ),
    bad="""
等级 优 9 分, 差 0 分
事实 执行率 比率
事实 违规次数 次数
指标 执行 10 分
  执行率 < 90% 扣 10 分
指标 扣分 0 分
  下限 -5 分
  违规次数 每满 1次 扣 1 分
总分
  下限 -5 分
""",
    good="""
等级 优 9 分, 差 0 分
事实 执行率 比率
事实 违规次数 次数
指标 执行 10 分
  执行率 < 90% 扣 10 分
指标 扣分 0 分
  下限 -5 分
  违规次数 每满 1次 扣 1 分
总分
  下限 0 分
""",
    check=check,
    is_file=True,
)
