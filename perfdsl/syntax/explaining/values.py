"""What to say about values and comparisons side by side: a gap between them, a list, a second limit."""

import re

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.syntax.building.expressions import COMPARISONS
from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.slip import Slip, interval_dash, replacing
from perfdsl.syntax.token import Token
from perfdsl.wording import Words, phrase

_BELOW, _ABOVE = ("LT", "LE"), ("GT", "GE")
_RATE = re.compile("(?:率|比|比例|比重|程度|_rate|_ratio)[”」]?$")


def explain_gap(source: SourceText, tokens: list[Token], index: int) -> Slip | None:
    """Two values side by side: the comparison is missing."""
    for position in range(max(index - 1, 1), min(index + 1, len(tokens) - 1) + 1):
        left, right = tokens[position - 1], tokens[position]
        if left.type in ("NAME", "RPAR") and right.type == "NUMBER":
            if right is not tokens[-2] and tokens[position + 1].type == "MINUS":
                dash_end = tokens[position + 2]
                if dash_end.type == "NUMBER":
                    return interval_dash(
                        source, right.start, right.end, dash_end.start, dash_end.end
                    )
            if tokens[0].type in ("FACT", "FIELD_BULLET", "GRADES", "DEFINE") or position > index:
                return None
            written = [source.text[each.start : each.end] for each in (left, right)]
            return Slip(
                codes.COMPARISON_MISSING,
                left.start,
                right.end,
                helps=_counted_inside(*written),
                left=written[0],
                right=written[1],
            )
    return None


_EACH_INSIDE = re.compile(r"(?P<what>\w{2,})每(?P<how>\w*)")
_KINDS = {"月": "月数", "天": "天数", "日": "天数", "次": "次数", "人": "人数"}


def _counted_inside(run: str, step: str) -> tuple[Help, ...]:
    """`补贴每晚发1个月`: the number of months is a fact of its own."""
    match = _EACH_INSIDE.fullmatch(run)
    if match is None:
        return ()
    kind = _KINDS.get(step[-1:], "数量")
    name = match["what"] + match["how"] + ("数" if kind == "数量" else kind)
    text = phrase(
        "声明「事实 {name} {kind}」，再写「{name} 每 {step} 扣 几分」",
        "declare `fact {name} …` and write “{name} per {step} deduct …”",
        name=name,
        kind=kind,
        step=step,
    )
    return (Help(text),)


def explain_joined(source: SourceText, tokens: list[Token], index: int) -> Slip | None:
    """`甲、乙、丙的得10分`: all of them, or one of them."""
    if tokens[index].type != "COMMA" or not index or tokens[index - 1].type != "NAME":
        return None
    first = last = index - 1
    if first and tokens[first - 1].type not in ("BULLET", "IF", "AND", "OR", "OTHERWISE"):
        return None
    while tokens[last + 1].type == "COMMA" and tokens[last + 2].type == "NAME":
        last += 2
    written = source.text[tokens[first].start : tokens[last].end]
    if last == first or not {"、"} >= {
        source.text[tokens[at].start] for at in range(first + 1, last, 2)
    }:
        return None
    names = [source.text[tokens[at].start : tokens[at].end] for at in range(first, last + 1, 2)]
    if re.fullmatch("[一二三四五六七八九十]{1,3}", names[0]):
        return None  # the number of a paragraph
    words = [("且", Words("都要成立", "all of them")), ("或", Words("有一项成立", "one of them"))]
    if _is_divided(names, tokens[last + 1 : last + 3]):
        words.insert(0, ("/", Words("两个数相除", "the one divided by the other")))
    ways = [(f" {word} ".join(names), said) for word, said in words]
    helps = tuple(
        replacing(
            source,
            tokens[first].start,
            tokens[last].end,
            way,
            phrase("{said}的，写「{way}」", "for {said} write “{way}”", said=said, way=way),
        )
        for way, said in ways
    )
    readings = "；".join(way for way, _ in ways)
    return Slip(
        name_codes.AMBIGUOUS_READING,
        tokens[first].start,
        tokens[last].end,
        helps=helps,
        found=written,
        readings=Words(readings, readings.replace("；", "; ")),
    )


def _is_divided(names: list[str], behind: list[Token]) -> bool:
    """`采购完成、采购预算 < 100%`: `、` is beside `/` on the keyboard; two rates are each compared."""
    if len(behind) < 2 or behind[0].type not in COMPARISONS:
        return False
    is_rate = (behind[1].type, behind[1].unit) == ("NUMBER", "%")
    return is_rate and len(names) == 2 and not any(_RATE.search(name) for name in names)


def explain_second_comparison(source: SourceText, tokens: list[Token], index: int) -> Slip | None:
    """`X大于等于90%且小于100%`: the second comparison does not say of what."""
    at = index + 1 if tokens[index].type == "COMMA" else index
    if at < 4 or at + 1 >= len(tokens) or tokens[at].type not in COMPARISONS:
        return None
    name, sign, limit, joint = tokens[at - 4 : at]
    sign2, limit2 = tokens[at], tokens[at + 1]
    if (
        name.type != "NAME"
        or joint.type not in ("AND", "OR", "COMMA")
        or (limit.type, limit2.type) != ("NUMBER", "NUMBER")
    ):
        return None
    of_what = source.text[name.start : name.end]
    again = f" 且 {of_what} " if joint.type == "COMMA" else f" {of_what} "
    start = joint.start if joint.type == "COMMA" else tokens[at - 1].end
    both = phrase("两边都写明是谁：补上「{name}」", "say of what: add 「{name}」", name=of_what)
    helps = [replacing(source, start, sign2.start, again, both)]
    lower, upper = (sign, limit), (sign2, limit2)
    if sign.type in _BELOW:
        lower, upper = upper, lower
    if lower[0].type not in _ABOVE or upper[0].type not in _BELOW:
        if joint.type == "COMMA":
            return None
    elif joint.type != "OR":
        helps.append(_as_interval(source, name, lower, upper, limit2.end))
    return Slip(
        codes.OPERAND_MISSING,
        sign2.start,
        sign2.end,
        helps=tuple(helps),
        found=source.text[sign2.start : sign2.end],
    )


def _as_interval(
    source: SourceText,
    name: Token,
    lower: tuple[Token, Token],
    upper: tuple[Token, Token],
    last: int,
) -> Help:
    """`X 在 80%(含) 至 95%(不含)`."""

    def end(said: tuple[Token, Token]) -> str:
        mark = "含" if said[0].type in ("GE", "LE") else "不含"
        return f"{source.text[said[1].start : said[1].end]}({mark})"

    way = f"{source.text[name.start : name.end]} 在 {end(lower)} 至 {end(upper)}"
    text = phrase("写成「{way}」", "write “{way}”", way=way)
    return replacing(source, name.start, last, way, text)


def explain_interpolated(source: SourceText, tokens: list[Token], index: int) -> Slip | None:
    """`在5%至20%之间的，按线性插值计分`: between which points?"""
    token = tokens[index]
    if token.type != "INTERPOLATED" or any(each.type == "AWARD" for each in tokens[:index]):
        return None
    help_ = Help(
        phrase(
            "在分档里写明两端各得几分，如「- 5%(含) 至 20%(含) 得 10 至 0 插值」",
            "say in bands how many points each end gets, like “- 5%(incl) to 20%(incl) award 10 to 0 interpolated”",
        )
    )
    found = source.text[token.start : token.end]
    return Slip(codes.PROSE_UNCLEAR, token.start, token.end, helps=(help_,), found=found)


def _are_ends(text: str) -> bool:
    """`100,200`: two numbers, the second the greater one; `1,000` and `1,200` may have lost their other end."""
    ends = [re.match(r"\d+", part) for part in text.split(",")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return False
    first, second = ends[0][0], ends[1][0]
    return len(first) == len(second) and int(first) < int(second)


def explain_comma_number(source: SourceText, tokens: list[Token]) -> Slip | None:
    """`[100,200)`: the comma was read as one inside a number."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (
            token.type == "NUMBER"
            and "," in token.text
            and before.type in ("LPAR", "LBRACK")
            and after.type in ("RPAR", "RBRACK")
        ):
            comma = token.start + token.text.index(",") + 1
            # a square bracket holds two ends and nothing else
            is_square = before.type == "LBRACK" or after.type == "RBRACK"
            edit = Help(
                phrase("加一个空格", "add a space"),
                (Edit(Span(source, comma, comma), " "),),
                "safe" if is_square and _are_ends(token.text) else "unsafe",
            )
            return Slip(
                codes.THOUSANDS_IN_INTERVAL, token.start, token.end, found=token.text, helps=(edit,)
            )
    return None


_DAY = re.compile(r"(?<![年\d./-])\d{1,2} *月 *\d{1,2} *[日号]")
_WITH_YEAR = re.compile(r"\d{2,4} *[年./-] *$")


def explain_yearless(source: SourceText, line: LogicalLine, token: Token) -> Slip | None:
    """`报送日期 > 3月31日`: of which year?"""
    at = token.start - line.start
    day = next((each for each in _DAY.finditer(line.text) if each.start() <= at < each.end()), None)
    if day is None or _WITH_YEAR.search(line.text, 0, day.start()) is not None:
        return None
    start, end = line.start + day.start(), line.start + day.end()
    expected = Words("年、月、日齐全的日期", "a date with its year")
    return Slip(codes.UNEXPECTED, start, end, found=source.text[start:end], expected=expected)
