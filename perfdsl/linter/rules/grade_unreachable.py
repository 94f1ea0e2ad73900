"""A grade that no total reaches."""

import re
from collections.abc import Sequence
from fractions import Fraction

from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.linter.inserting import header_span
from perfdsl.linter.reach import reach_of_total
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.model.rulebook import Grade, RuleBook
from perfdsl.number import format_exact, round_places
from perfdsl.source import Span
from perfdsl.wording import Code, Phrase, Words, phrase

CODE = Code(
    "PD8023",
    "grade-unreachable",
    "warning",
    Words(
        "等级「{name}」{why}",
        "grade 「{name}」 {why}",
    ),
    Words(
        "改分数线，核对总分的封顶和上限、下限，或补上缺的指标",
        "change the line, check the caps and limits of the total, or add the indicators that are missing",
    ),
)
_HUNDRED = 100
_PASS = 60
"""Out of a hundred the best grade begins no lower."""
_FEW = 2
_BUT_VETOES = Words("不算一票否决，", "but for vetoes ")


def check(view: View, diagnostics: Diagnostics) -> None:
    """One finding for all the grades at one end: the line they stand on is one."""
    rulebook = view.rulebook
    if not rulebook.grades:
        return
    beyond = [grade for grade in rulebook.grades if grade.points > rulebook.upper]
    if beyond:
        why = phrase(
            "要 {points} 分，全部得满也只有 {upper} 分",
            "begins at {points} points; all full marks together are {upper}",
            points=_lines(beyond),
            upper=format_exact(rulebook.upper),
        )
        _report(rulebook, beyond, why, diagnostics, _in_proportion(rulebook))
        return
    sheet = reach_of_total(rulebook)
    high = [grade for grade in rulebook.grades if grade.points > sheet.most]
    if high:
        why = phrase(
            "要 {points} 分，总分最多只有 {most} 分",
            "begins at {points} points; the total is at most {most}",
            points=_lines(high),
            most=format_exact(sheet.most),
        )
        _report(rulebook, high, why, diagnostics)
    possible = sheet.possible_grades
    low = [grade for grade in rulebook.grades if grade.name not in possible and grade not in high]
    reached = [grade.name for grade in rulebook.grades if grade.points <= sheet.least]
    if low and possible and reached:
        is_vetoed = any(isinstance(rule, rules.Veto) for rule in rulebook.total_rules)
        why = phrase(
            "评不到：{but}总分最少也有 {least} 分，已是「{grade}」",
            "is never given: {but}the total is at least {least}, which is 「{grade}」",
            but=_BUT_VETOES if is_vetoed else Words("", ""),
            least=format_exact(sheet.least),
            grade=reached[0],
        )
        _report(rulebook, low, why, diagnostics)


def _lines(grades: Sequence[Grade]) -> str:
    return "、".join(format_exact(grade.points) for grade in grades)


def _report(
    rulebook: RuleBook,
    lost: Sequence[Grade],
    why: Phrase,
    diagnostics: Diagnostics,
    helps: Sequence[Help] = (),
) -> None:
    name = "」「".join(grade.name for grade in lost)
    place = header_span(rulebook, "grades")
    diagnostics.report(CODE, place, helps=helps, name=name, why=why)


def _in_proportion(rulebook: RuleBook) -> list[Help]:
    """Lines out of a hundred, where the marks that the file states are fewer and every line is too high."""
    lines = [grade for grade in rulebook.grades if grade.points]
    is_stated = "full" in rulebook.headers and 0 < rulebook.full < _HUNDRED
    too_high = all(rulebook.upper < grade.points <= _HUNDRED for grade in lines)
    if not is_stated or not too_high or len(lines) < _FEW or lines[0].points < _PASS:
        return []
    span = rulebook.headers.get("grades")
    edits: list[Edit] = []
    for grade in lines:
        meant = grade.points * rulebook.full / _HUNDRED
        old, new = format_exact(grade.points), format_exact(meant)
        found = (
            []
            if span is None
            else [*re.finditer(rf"(?<![\d.]){re.escape(old)}(?![\d.])", span.text)]
        )
        if span is None or len(found) != 1 or "/" in new or _is_off(meant, rulebook):
            return []
        start = span.start + found[0].start()
        edits.append(Edit(Span(span.source, start, start + len(old)), new))
    text = phrase(
        "分数线是百分制的，按满分 {full} 分折算",
        "lines out of 100: bring them to full marks of {full}",
        full=format_exact(rulebook.full),
    )
    return [Help(text, tuple(edits), "unsafe")]


def _is_off(points: Fraction, rulebook: RuleBook) -> bool:
    """Whether no total, rounded as the file says, is just that much."""
    places = rulebook.rounding
    return places is not None and round_places(points, places) != points


RULE = LintRule(
    CODE,
    Words(
        "等级的分数线高于能得的总分，或者总分低不到这一级。",
        "The line of a grade is above the highest total there can be, or no total is as low as the grade.",
    ),
    Words(
        "谁也评不上这一级；多半是指标还没有抄全，分数线按百分制而分值不是，或者总分的封顶、下限写错了。",
        "Nobody gets this grade; indicators may be missing, the line is out of 100 and the points are not, or a limit of the total is wrong.",
    ),
    bad="""
等级 优 90 分, 差 0 分
事实 执行率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    good="""
等级 优 9 分, 差 0 分
事实 执行率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    check=check,
    is_file=True,
)
