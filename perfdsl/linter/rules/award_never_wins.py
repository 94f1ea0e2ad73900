"""得 that an earlier 得 always takes first."""

from collections.abc import Sequence

from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.linter.editing import move_above
from perfdsl.linter.rule import LintRule
from perfdsl.linter.rules.levels_reversed import reversed_levels
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.contents import uses_in
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
        earlier: list[_Earlier] = [
            rule for node in path for rule in node.rules if isinstance(rule, rules.NotApplicable)
        ]
        for rule in path[-1].rules:
            if not isinstance(rule, rules.Award) or rule.condition is None:
                continue
            taken = tuple(_condition(each, view) for each in earlier)
            asked = _condition(rule, view)
            is_said = any(name in reversed_ for name, _ in uses_in([asked], {}))
            if not taken or is_said or view.possible(asked) is not True:
                pass
            elif view.possible(asked, but=taken) is False:
                _report(view, rule, earlier, diagnostics)
            if rule.step is None:
                earlier.append(rule)


def _report(
    view: View, rule: rules.Award, earlier: Sequence[_Earlier], diagnostics: Diagnostics
) -> None:
    awards = [each for each in earlier if isinstance(each, rules.Award)]
    for other in earlier:
        witness = view.witness(_condition(rule, view), _condition(other, view))
        is_award = isinstance(other, rules.Award)
        if witness is not None:
            diagnostics.report(
                CODE,
                rule.span,
                secondary=[Label(other.span, _FIRST if is_award else _ASKED)],
                helps=_next_word(rule, awards) or _moved(view, rule, earlier),
                text=rule.span.text,
                first=other.span.text,
                order=Words("前面的" if is_award else "先看的", ""),
                given=_GIVEN if is_award else _DECIDED,
                witness=witness,
            )
            return


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


def _moved(view: View, rule: rules.Award, earlier: Sequence[_Earlier]) -> list[Help]:
    """Above the one that leaves it nothing, where both can give points then."""
    asked = _condition(rule, view)
    above: tuple[model.Expr, ...] = ()
    for other in earlier:
        first = _condition(other, view)
        if view.possible(asked, but=(*above, first)) is False:
            leaves_some = view.possible(first, but=(*above, asked)) is True
            is_above = isinstance(other, rules.Award)
            return move_above(rule, other) if leaves_some and is_above else []
        above = (*above, first)
    return []


def _condition(rule: _Earlier, view: View) -> model.Expr:
    """With the definitions that are conditions written out: as they are worked out, not as given."""
    assert rule.condition is not None
    return view.written_out(rule.condition)


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
