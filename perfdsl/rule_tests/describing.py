"""What a goal is, in a few words for people."""

from fractions import Fraction

from perfdsl.model import expressions as model
from perfdsl.model.printing import show_value
from perfdsl.model.types import Type
from perfdsl.number import format_exact
from perfdsl.rule_tests.goals import Applies, Earns, Goal, Is, Judges, Lies, Picks
from perfdsl.wording import Phrase, Words, phrase

_JUDGED: dict[str, Words] = {
    "least": Words("给最低的 {least} 分", "the least, {least}"),
    "most": Words("给最高的 {most} 分", "the most, {most}"),
    "inside": Words("在 {least} 至 {most} 分之间", "between {least} and {most}"),
    "below": Words("低于 {least} 分", "below {least}"),
    "above": Words("高于 {most} 分", "above {most}"),
    "off_step": Words("不在步长的格上", "off the steps"),
}
_MEASURES: dict[str, Words] = {
    "asked": Words("没有“最多”时的分", "points asked for before 最多"),
    "raw": Words("没有上下限时的得分", "points before the bounds"),
    "before_cap": Words("封顶前的得分", "points before 封顶"),
    "total": Words("总分", "total"),
}
_CHANGES: dict[str | None, Words] = {
    None: Words("", ""),
    "more": Words("，这个值大一点得分就不同", ", where a larger value would give other points"),
    "less": Words("，这个值小一点得分就不同", ", where a smaller value would give other points"),
}
_SIGNS = {"below": "<", "at": "=", "above": ">"}


def describe(goal: Goal) -> Phrase:
    """`20% < 预算调整率`, `「…」不成立`."""
    aim = goal.aim
    match aim:
        case Applies():
            text = one_line(goal.span.text)
            if aim.wanted:
                return phrase("「{text}」成立", "「{text}」 holds", text=text)
            return phrase("「{text}」不成立", "「{text}」 does not hold", text=text)
        case Lies():
            return _same(_lies(aim))
        case Is():
            text, value = one_line(aim.asked.span.text), aim.value
            if not isinstance(value, bool):
                return _same(f"{text} = {value}")
            answer = Words("是", "yes") if value else Words("否", "no")
            return phrase("{text} 为{value}", "{text}: {value}", text=text, value=answer)
        case Picks():
            return phrase(
                "「{text}」取第 {line} 行{change}",
                "line {line} of 「{text}」{change}",
                text=one_line(aim.table.subject.span.text),
                line=aim.line + 1,
                change=_CHANGES[aim.change],
            )
        case Earns():
            measure = Phrase(_MEASURES[aim.measure])
            sign, limit = _SIGNS[aim.position], format_exact(aim.limit)
            grade = f"（{aim.name}）" if aim.name else ""
            return phrase(
                "{measure} {sign} {limit}{grade}",
                "{measure} {sign} {limit}{grade}",
                measure=measure,
                sign=sign,
                limit=limit,
                grade=grade,
            )
        case Judges():
            place = Phrase(
                _JUDGED[aim.place],
                {"least": format_exact(aim.least), "most": format_exact(aim.most)},
            )
            return phrase("人工评分{place}", "judged points: {place}", place=place)


def _same(text: str) -> Phrase:
    return Phrase(Words(text, text))


def one_line(text: str) -> str:
    return " ".join(text.split()).removeprefix("- ")


def _lies(aim: Lies) -> str:
    quantity, target = aim.quantity, aim.target
    is_difference = isinstance(quantity, model.Arithmetic) and quantity.operator == "-"
    if is_difference and aim.limit == 0 and isinstance(quantity, model.Arithmetic):
        if target.lower is None or target.upper is None or aim.position == "at":
            left, right = one_line(quantity.left.span.text), one_line(quantity.right.span.text)
            return f"{left} {_SIGNS[aim.position]} {right}"
        name = f"{one_line(quantity.left.span.text)} - {one_line(quantity.right.span.text)}"
    else:
        name = one_line(quantity.span.text)
    if target.lower is not None and target.lower == target.upper:
        return f"{name} = {_shown(target.lower, quantity.type, aim.unit)}"
    lower = (
        f"{_shown(target.lower, quantity.type, aim.unit)} < " if target.lower is not None else ""
    )
    upper = (
        f" < {_shown(target.upper, quantity.type, aim.unit)}" if target.upper is not None else ""
    )
    if not upper and lower:
        return f"{name} > {lower.removesuffix(' < ')}"
    return f"{lower}{name}{upper}"


def _shown(value: Fraction, type_: Type, unit: str | None) -> str:
    if value == 0:
        return "0"
    return show_value(value, type_, unit)
