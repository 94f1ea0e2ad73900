"""一票否决 that changes nothing: to the best grade, or where another one is at least as strict."""

from perfdsl.changes.canonical import rule_text
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.editing import delete_rule
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import rules
from perfdsl.wording import Code, Phrase, Words, phrase

CODE = Code(
    "PD8051",
    "veto-never-matters",
    "warning",
    Words("「{text}」{where}不起作用：{why}", "「{text}」 does nothing{where}: {why}"),
    Words(
        "核对条件和等级，多余的删去",
        "check its condition and its grade; delete it if it is needless",
    ),
)


_WHERE_IT_HAS_A_VALUE = Words("算得出时", " where its condition has a value")


def check(view: View, diagnostics: Diagnostics) -> None:
    group = view.rulebook.total_rules
    needless: set[str] = set()
    for rule in group:
        if not isinstance(rule, rules.Veto) or view.possible(rule.condition) is False:
            continue
        if _is_best(view, rule):
            needless.add(rule.id)
            has_value = view.always_has_value(rule.condition)
            _report(rule, _best(view, rule), None, diagnostics, has_value=has_value)
            continue
        for other in group:
            if not isinstance(other, rules.Veto) or other is rule or other.id in needless:
                continue
            if _is_as_strict(view, other, rule) and _is_covered(view, rule, other):
                needless.add(rule.id)
                witness = view.witness(rule.condition)
                if witness is not None and rule_text(rule) != rule_text(other):
                    _report(rule, _covered(other, witness), other, diagnostics)
                break


def _is_best(view: View, rule: rules.Veto) -> bool:
    """At most the best grade is what everybody has anyway, where the lowest grade takes every total."""
    grades = view.rulebook.grades
    lowest = min((grade.points for grade in grades), default=None)
    reaches = lowest is not None and lowest <= view.rulebook.lower
    return not rule.zero and reaches and rule.grade == grades[0].name and len(grades) > 1


def _is_as_strict(view: View, other: rules.Veto, rule: rules.Veto) -> bool:
    """Whether the other one leaves no more: the same kind, and no better a grade."""
    if other.zero or rule.zero:
        return other.zero and rule.zero
    names = [grade.name for grade in view.rulebook.grades]
    places = [
        len(names) - 1 if each.grade is None else names.index(each.grade) for each in (other, rule)
    ]
    return places[0] >= places[1]


def _is_covered(view: View, rule: rules.Veto, other: rules.Veto) -> bool:
    """Whether the other one holds wherever this one does; and it always has an answer."""
    return (
        view.always_has_value(rule.condition)
        and view.possible(rule.condition) is True
        and view.possible(rule.condition, but=(other.condition,)) is False
    )


def _best(view: View, rule: rules.Veto) -> Phrase:
    witness = view.witness(rule.condition)
    example = phrase("{text} 时", "with {text} ", text=witness) if witness else Words("", "")
    return phrase(
        "{example}最高仍是最好的等级「{grade}」",
        "{example}the best grade 「{grade}」 can still be had",
        example=example,
        grade=rule.grade or "",
    )


def _covered(other: rules.Veto, witness: str) -> Phrase:
    return phrase(
        "{text} 时「{other}」也成立，不比它宽",
        "with {text} 「{other}」 holds too and is no less strict",
        text=witness,
        other=other.span.text,
    )


def _report(
    rule: rules.Veto,
    why: Phrase,
    other: rules.Veto | None,
    diagnostics: Diagnostics,
    *,
    has_value: bool = True,
) -> None:
    """One that has no value for some facts leaves the total without one: its deletion would change that."""
    diagnostics.report(
        CODE,
        rule.span,
        secondary=[Label(other.span, phrase("这条一样严或更严", "as strict, or stricter"))]
        if other is not None
        else [],
        helps=delete_rule(rule) if has_value else [],
        text=rule.span.text,
        where=Words("", "") if has_value else _WHERE_IT_HAS_A_VALUE,
        why=why,
    )


RULE = LintRule(
    CODE,
    Words(
        "一票否决限制到最好的等级，或者它成立时总有一条不比它宽的也成立。",
        "A veto leaves the best grade, or another that is no less strict holds wherever it does.",
    ),
    Words(
        "写了和没写一样，多半是等级或条件写错了。",
        "It is as if it were not written; its grade or its condition is probably wrong.",
    ),
    bad="""
等级 优 9 分, 良 8 分, 差 0 分
事实 执行率 比率
事实 重大违纪 是否
指标 执行 10 分
  执行率 < 90% 扣 10 分
总分
  重大违纪 一票否决 等级 优
""",
    good="""
等级 优 9 分, 良 8 分, 差 0 分
事实 执行率 比率
事实 重大违纪 是否
指标 执行 10 分
  执行率 < 90% 扣 10 分
总分
  重大违纪 一票否决 等级 差
""",
    check=check,
    is_file=True,
)
