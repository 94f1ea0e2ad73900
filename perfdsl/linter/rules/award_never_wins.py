"""得 that an earlier 得 always takes first."""

from collections.abc import Sequence
from fractions import Fraction

from perfdsl.checker.constants import constant_value
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.linter.editing import delete_rule, move_above
from perfdsl.linter.rule import LintRule
from perfdsl.linter.rules.levels_reversed import reversed_levels
from perfdsl.linter.taking import Taken, another_condition, taken
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import uses_in
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import ChoiceType, LevelType
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8012",
    "award-never-wins",
    "warning",
    Words(
        "「{text}」轮不到：{witness} 时，{order}「{first}」已经{given}",
        "「{text}」 never gets its turn: with {witness}, 「{first}」 {given}",
    ),
    Words(
        "把要求高的条件写在前面",
        "write the more demanding condition first",
    ),
)


_GIVEN = Words("给了分", "above gives the points")
_DECIDED = Words("成立，这项不适用", "holds, and the indicator is not applicable")
_FIRST = phrase("先给分的是这条", "this one comes first")
_ASKED = phrase("先看的是这条", "this one is asked first")
_Earlier = rules.Award | rules.NotApplicable
"""What is looked at before a 得: 不适用, and the 得 above it."""


def check(view: View, diagnostics: Diagnostics) -> None:
    reversed_ = {fact.name for fact in reversed_levels(view)}
    for path in view.leaves:
        first: list[tuple[_Earlier, model.Expr]] = [
            (rule, view.written_out(rule.condition))
            for node in path
            for rule in node.rules
            if isinstance(rule, rules.NotApplicable)
        ]
        for rule in path[-1].rules:
            if not isinstance(rule, rules.Award) or rule.condition is None:
                continue
            asked = view.written_out(rule.condition)
            is_said = any(name in reversed_ for name, _ in uses_in([asked], {}))
            found = None if is_said else taken(view, asked, first)
            if found is not None:
                awards = [each for each, _ in first if isinstance(each, rules.Award)]
                helps = _next_word(rule, awards) or _ways(rule, found, path[-1])
                _report(rule, found, helps, diagnostics)
            if rule.step is None:
                first.append((rule, asked))


def _report(
    rule: rules.Award, found: Taken[_Earlier], helps: Sequence[Help], diagnostics: Diagnostics
) -> None:
    is_award = isinstance(found.by, rules.Award)
    diagnostics.report(
        CODE,
        rule.span,
        secondary=[Label(found.by.span, _FIRST if is_award else _ASKED)],
        helps=helps,
        text=rule.span.text,
        first=found.by.span.text,
        order=Words("前面的" if is_award else "先看的", ""),
        given=_GIVEN if is_award else _DECIDED,
        witness=found.witness,
    )


def _next_word(rule: rules.Award, earlier: list[rules.Award]) -> list[Help]:
    """`程度 = 健全` a second time: the next word that no rule above names."""
    asked = _word_asked(rule)
    if asked is None:
        return []
    name, constant, words = asked
    above = [found for each in earlier if (found := _word_asked(each)) and found[0] == name]
    named = {found[1].value for found in above}
    below = list(words[words.index(str(constant.value)) + 1 :])
    left = [word for word in below if word not in named]
    if constant.value not in named or not left:
        return []
    text = phrase(
        "「{old}」改为「{new}」",
        "change 「{old}」 to 「{new}」",
        old=constant.span.text,
        new=left[0],
    )
    return [Help(text, (Edit(constant.span, left[0]),), "unsafe")]


def _word_asked(rule: rules.Award) -> tuple[str, model.Constant, tuple[str, ...]] | None:
    """The fact, the word it is compared with, and all its words."""
    match rule.condition:
        case model.Comparison(
            left=model.FactReference(
                name=name, type=LevelType(words=words) | ChoiceType(words=words)
            ),
            operator="=",
            right=model.Constant() as constant,
        ):
            return name, constant, words
        case _:
            return None


def _ways(rule: rules.Award, found: Taken[_Earlier], leaf: Indicator) -> list[Help]:
    """Above the one that leaves it nothing, where both can give points then; 不适用 is asked first anywhere."""
    last = found.last
    if isinstance(last, rules.Award):
        return move_above(rule, last) if found.leaves_some else []
    is_same = found.by is last and _gives_the_same(rule, last, leaf)
    return (delete_rule(rule) if is_same else []) or [another_condition(found.by.span.text)]


def _gives_the_same(rule: rules.Award, other: rules.NotApplicable, leaf: Indicator) -> bool:
    if isinstance(rule.points, rules.Judged) or other.treatment == "exclude":
        return False
    points = leaf.full if other.treatment == "full" else Fraction(0)
    return rule.step is None and constant_value(rule.points, leaf.full) == points


RULE = LintRule(
    CODE,
    Words(
        "「得」从上往下看，先成立的算数；这一条成立时前面的总已经成立（是否类的定义照算式看）。",
        "Awards are read from the top and the first that holds counts; wherever this one holds, one above does too (conditions that are defined as they are worked out).",
    ),
    Words("最好的一档写在后面就永远得不到。", "The best band, written below, can never be had."),
    bad="""
执行率 >= 100% 得 10 分
执行率 >= 80% 得 6 分
执行率 >= 95% 得 8 分
否则 得 0 分
""",
    good="""
执行率 >= 100% 得 10 分
执行率 >= 95% 得 8 分
执行率 >= 80% 得 6 分
否则 得 0 分
""",
    check=check,
)
