"""Two operands that do not go together: both places, both types, the likely way out."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.expressions.operators import Mistake
from perfdsl.checker.expressions.signs_meant import sign_meant, step_sign
from perfdsl.checker.expressions.units_meant import hardly_yuan
from perfdsl.checker.expressions.ways import as_rate
from perfdsl.checker.expressions.yes_no import yes_or_no
from perfdsl.checker.type_words import type_words
from perfdsl.checker.ways_out import instead, is_english
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.model import expressions as model
from perfdsl.model.types import (
    COUNT,
    DATE,
    DAYS,
    MONTHS,
    NUMBER,
    RATIO,
    WORKDAYS,
    Quantity,
    TruthType,
)
from perfdsl.number import format_exact, parse_decimal
from perfdsl.source import Span
from perfdsl.syntax.folding import fold
from perfdsl.wording import Code, Words, phrase

COMPARED = Words("比较", "compared")
PASSED = Words("相除", "divided")
"""By how many steps a limit is passed."""
_SMALL = 10
_LARGEST_SHARE = 3
"""A bare number up to here may be a share of 1; `90` cannot be 9000%."""


_POINTS = "个百分点"
_SHARES = ("%", "‰", "permille", "pp", "百分点", _POINTS, "倍", "fold")
_DAYS, _WORKDAYS = Words("天", " days"), Words("个工作日", " working days")
_LEAST_POINTS = Fraction(1, 2)
"""A difference of rates below that is rather the share itself, as 0.05."""
_PER_THOUSAND = re.compile(r"每千|千人|千分|per_thousand|permille", re.IGNORECASE)
_DAYS_OF_A_MONTH = 30
_NO_SHARE = 150
"""No rule compares a rate with more than that many per cent, or hardly any."""


def report_mistake(
    diagnostics: Diagnostics,
    mistake: Mistake,
    left: model.Expr,
    right: model.Expr,
    operation: Words,
    *,
    is_difference: bool = False,
    units: Callable[[model.Expr], list[str]],
    sure: Sequence[tuple[Span, str]] = (),
) -> None:
    """Report that two operands do not go together, with both places and the likely way out; `sure`: it is known."""
    code = mistake.code
    bare, other = (left, right) if left.type == NUMBER else (right, left)
    ratio, points = (left, right) if left.type == RATIO else (right, left)
    told = _as_beside(code, bare, other, operation)
    ways = sure or (
        *told,
        *(() if told else _as_part(code, bare, other, operation, is_difference=is_difference)),
        *(
            _written_out(code, bare, other, points, operation, partial(units, other))
            or _in_other_words(code, left, right)
            or _days_later(left, right, operation)
        ),
    )
    helps = [
        Help(
            phrase("写成「{text}」", "write 「{text}」", text=text),
            (Edit(span, text), *_steps_too(code, span, text)),
            "unsafe",
        )
        for span, text in {text: (span, text) for span, text in ways}.values()
    ]
    diagnostics.report(
        code,
        _place(left.span, right.span, bare.span),
        secondary=[
            Label(side.span, phrase("这是{type}", "this is {type}", type=type_words(side.type)))
            for side in (left, right)
        ],
        helps=helps,
        left=left.span.text,
        right=right.span.text,
        left_type=type_words(left.type),
        right_type=type_words(right.type),
        operation=operation,
        ratio=(other if bare.type == NUMBER else ratio).span.text,
        number=bare.span.text,
        money=other.span.text,
        points=points.span.text,
        text=(left if not isinstance(left.type, Quantity) else right).span.text,
        type=type_words((left if not isinstance(left.type, Quantity) else right).type),
    )


def _steps_too(code: Code, span: Span, text: str) -> list[Edit]:
    """`> 20个工作日 每起 1个工作日`: the step of a rule goes with its limit."""
    if code in (codes.RATIO_NEEDS_PERCENT, codes.TYPE_MISMATCH):
        counted = _COUNTED.fullmatch(span.text)
        if counted is not None and text.endswith(("倍", "fold")):
            return _steps_counted(span, counted[1], text)
        sign = text.removeprefix(span.text)
        points = "pp" if is_english(span) else _POINTS
        is_share = sign.strip() in _SHARES
        return _bare_steps(span, points if sign == "%" else sign) if is_share else []
    if code is codes.MONEY_NEEDS_UNIT:
        unit = text.removeprefix(span.text)
        return _bare_steps(span, unit) if unit != text and unit.endswith("元") else []
    if code is not codes.WORKING_DAYS_AND_DAYS:
        return []
    source, line = span.source, span.first.line
    begin, unit = source.line_starts[line - 1], re.sub(r"^[\d.,\s]+", "", text)
    found = re.finditer(
        r"(?:每[满起]?|per(?: full| started)?)\s*[\d.]+\s*(个?工作日|天|日|(?:working )?days?)",
        source.line_text(line),
    )
    return [
        Edit(Span(source, begin + match.start(1), begin + match.end(1)), unit)
        for match in found
        if match.group(1) != unit and begin + match.start(1) >= span.end
    ]


_COUNTED = re.compile(r"[\d.,]+\s*([^\W\d]+)")


def _steps_counted(span: Span, unit: str, text: str) -> list[Edit]:
    """`< 50批次 每 5批次` of so many for each: the step is in the unit of the limit."""
    source, line = span.source, span.first.line
    found = re.search(
        rf"(?:每\w{{0,4}}?|per(?: full| started)?)\s*([\d.]+)(\s*{re.escape(unit)})",
        source.text[span.end : source.line_starts[line - 1] + len(source.line_text(line))],
    )
    if found is None:
        return []
    place = Span(source, span.end + found.start(2), span.end + found.end(2))
    return [Edit(place, " fold" if text.endswith("fold") else "倍")]


def _is_small(value: Fraction, line: str) -> bool:
    """1.5 元, or 2 元 where the line counts by the thousand: hardly an amount that anybody limits."""
    others = [parse_decimal(each) for each in re.findall(r"每\w{0,2}?\s*([\d.]+)", fold(line))]
    steps = [each for each in others if each is not None]
    return value < _SMALL and (value.denominator > 1 or any(each > value for each in steps))


def _bare_steps(span: Span, sign: str) -> list[Edit]:
    """`< 2 每满 0.5 扣 1 分`: the step lost its 个百分点 with the limit."""
    source, line = span.source, span.first.line
    found = re.search(
        r"(?:每\w{0,4}?|per(?: full| started)?)\s*([\d.]+)(?=\s*(?:扣|加|得|按比例|deduct|add|award|pro))",
        source.text[span.end : source.line_starts[line - 1] + len(source.line_text(line))],
    )
    if found is None:
        return []
    limit, step = parse_decimal(span.text), parse_decimal(found[1])
    if sign == "万元" and limit is not None and step is not None and step > limit:
        sign = "元"  # `> 1.5 每超 1000`
    return [
        Edit(Span(source, span.end + found.start(1), span.end + found.end(1)), f"{found[1]}{sign}")
    ]


def _place(left: Span, right: Span, bare: Span) -> Span:
    """Both operands; where they stand on different lines (a band and its quantity) the number."""
    if left.first.line == right.last.line:
        return left.to(right)
    return bare if bare in (left, right) and bare is not min((left, right), key=_start) else right


def _start(span: Span) -> int:
    return span.start


def _in_other_words(code: Code, left: model.Expr, right: model.Expr) -> list[tuple[Span, str]]:
    """20天 beside working days; `有制度 = 0` beside a 是否."""
    found: list[tuple[Span, str]] = []
    for number, other in ((right, left), (left, right)):
        if not isinstance(number, model.Constant):
            continue
        if isinstance(number.value, str) and isinstance(other.type, TruthType):
            answer = yes_or_no(number.value, other.span.text)
            found += [(number.span, answer)] if answer is not None else []
            continue
        value = constant_value(number)
        if value is None:
            continue
        if code is codes.WORKING_DAYS_AND_DAYS and isinstance(number.type, Quantity):
            word = _WORKDAYS if other.type == WORKDAYS else _DAYS
            unit = word.en if number.span.text.isascii() else word.zh
            found.append((number.span, f"{format_exact(value)}{unit}"))
        elif other.type == DATE and (day := _day(number.span.text)) is not None:
            found.append((number.span, day))
        elif number.type == MONTHS and other.type == DAYS:
            unit = _DAYS.en if number.span.text.isascii() else _DAYS.zh
            found.append((number.span, f"{format_exact(value * _DAYS_OF_A_MONTH)}{unit}"))
        elif (
            code is codes.TYPE_MISMATCH
            and other.type == COUNT
            and isinstance(number.type, Quantity)
            and (written := re.match(r"[\d.,]+", number.span.text))
        ):
            found += _of_count(number, other, written.group())
        elif isinstance(other.type, TruthType) and value in (0, 1):
            answers = ("no", "yes") if is_english(number.span) else ("否", "是")
            found.append((number.span, answers[value != 0]))
    if code is codes.NO_ORDER and not found:
        between = Span(left.span.source, left.span.end, right.span.start)
        if between.start < between.end and re.fullmatch(r"\s*[<>＜＞≤≥]=?\s*", between.text):
            found = [(between, " = "), (between, " != ")]
    return found


def _of_count(number: model.Expr, other: model.Expr, digits: str) -> list[tuple[Span, str]]:
    """`> 5天` of a number of things without its unit; `甲 - 乙 > 10%` as a share of 乙. 10% is not ten of them."""
    if number.type != RATIO:
        return [(number.span, digits)]
    if isinstance(other, model.Arithmetic) and other.operator == "-":
        whole = other.right.span.text
        of = f"({whole})" if isinstance(other.right, model.Arithmetic) else whole
        return [(other.span, f"({other.span.text}) / {of}")]
    return []


def _day(digits: str) -> str | None:
    """`20181231` as a day."""
    match = re.fullmatch(r"(20\d\d)(\d\d)(\d\d)", digits)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def _days_later(left: model.Expr, right: model.Expr, operation: Words) -> list[tuple[Span, str]]:
    """`应报日期 + 30`: so many days."""
    for number, other in ((right, left), (left, right)):
        is_bare = isinstance(number, model.Constant) and number.type == NUMBER
        if is_bare and other.type == DATE and operation is not COMPARED:
            units = (" days", " months") if other.span.text.isascii() else ("天", "个月")
            near = number.span.source.text
            months = len(re.findall(r"[+＋]\s*\d+\s*(?:个月|months?)", near))
            days = len(re.findall(r"[+＋]\s*\d+\s*(?:天|日|days?)", near))
            units = units[::-1] if months > days else units
            return [(number.span, f"{number.span.text}{unit}") for unit in units]
    return []


def _as_beside(
    code: Code, bare: model.Expr, other: model.Expr, operation: Words
) -> list[tuple[Span, str]]:
    """With the sign of the other limits of the same quantity, or of the limit that is passed by such a step."""
    if code is not codes.RATIO_NEEDS_PERCENT or not isinstance(bare, model.Constant):
        return []
    if operation is COMPARED:
        sign = sign_meant(bare.span, other.span)
    else:
        sign = step_sign(other.span, bare.span) if operation is PASSED else None
    return [(bare.span, f"{bare.span.text}{sign}")] if sign is not None else []


def _as_part(
    code: Code, bare: model.Expr, other: model.Expr, operation: Words, *, is_difference: bool
) -> list[tuple[Span, str]]:
    """个百分点 for one rate less another, ‰ for what counts so many of a thousand."""
    value = constant_value(bare)
    is_asked = code is codes.RATIO_NEEDS_PERCENT and operation is COMPARED
    if value is None or not is_asked or not isinstance(bare, model.Constant):
        return []
    if is_difference and value >= _LEAST_POINTS:
        points = "pp" if is_english(bare.span) else _POINTS
        return [(bare.span, f"{bare.span.text}{points}")]
    if _PER_THOUSAND.search(other.span.text) and value.denominator == 1:
        return [(bare.span, f"{bare.span.text}‰")]
    return []


def _written_out(
    code: Code,
    bare: model.Expr,
    other: model.Expr,
    points: model.Expr,
    operation: Words,
    units: Callable[[], list[str]],
) -> list[tuple[Span, str]]:
    """The number with each unit it may have been meant with, the likeliest first."""
    if code is codes.RATIO_AND_POINT and isinstance(points, model.Constant):
        value = constant_value(points)
        return [] if value is None else [(points.span, f"{format_exact(value * 100)}%")]
    value = constant_value(bare)
    is_one_number = isinstance(bare, model.Constant) or (
        value is not None and abs(value) <= _LARGEST_SHARE
    )
    if code is codes.RATIO_NEEDS_PERCENT and not is_one_number:
        return as_rate(bare, value)
    if value is None:
        return []
    written = bare.span.text
    if code is codes.MONEY_NEEDS_UNIT and isinstance(bare, model.Constant):
        line = bare.span.source.line_text(bare.span.first.line)
        beside = re.search(r"\d\s*(万元|元|ten[ _]thousand[ _]yuan|yuan)", line)
        shown = dict.fromkeys((*(beside.groups() if beside else ()), *units()))
        is_small = _is_small(value, line) or (
            beside is None and hardly_yuan(value, other.span.text)
        )
        if is_small and [*shown][:1] == ["元"]:
            shown = dict.fromkeys(("万元", *shown))
        return [
            (bare.span, f"{written} {unit}" if unit.isascii() else f"{written}{unit}")
            for unit in shown
        ][:2]
    if code is not codes.RATIO_NEEDS_PERCENT:
        return []
    figures = [f"{written}%"] if isinstance(bare, model.Constant) else []
    if operation is not COMPARED:
        figures.insert(0, f"{written}pp" if is_english(bare.span) else f"{written}{_POINTS}")
        if value == 1 and operation is not PASSED:  # `本年数 / 上年数 - 1`: the growth
            figures.insert(0, "100%")
    elif abs(value) <= _LARGEST_SHARE:
        # 0.9 and 1/2 are shares themselves
        figures.insert(
            0 if value.denominator > 1 or value == 1 else 1, f"{format_exact(value * 100)}%"
        )
    if written.isdigit() and value > _NO_SHARE and written.endswith("5"):
        figures.insert(0, f"{written[:-1]}%")  # 5 and % are one key
    return [(bare.span, figure) for figure in figures if "/" not in figure]


def unquote(diagnostics: Diagnostics, names: Collection[str], *operands: model.Expr) -> None:
    """A declared name in quotation marks is a text; the finding just reported says what to write."""
    for operand in operands:
        value = operand.value if isinstance(operand, model.Constant) else None
        if isinstance(value, str) and value in names:
            found = diagnostics.found[-1]
            helps = (instead(operand.span, value), *found.helps)
            diagnostics.found[-1] = attrs.evolve(found, helps=helps)


_MORE_TERMS = re.compile(r"(?: *[-+－＋] *[\w“”.]+)*(?= *$)", re.MULTILINE)


def bracket_denominator(diagnostics: Diagnostics, left: model.Expr, right: model.Expr) -> None:
    """`甲 / 乙 + 丙`, where 乙 and 丙 are of one kind: the sum is what is divided by."""
    source = right.span.source
    is_quotient = isinstance(right, model.Arithmetic) and right.operator == "/"
    if isinstance(right, model.Arithmetic) and is_quotient and right.left.type == left.type:
        start, end = left.span.start, right.left.span.end
        edits = (Edit(Span(source, start, start), "("), Edit(Span(source, end, end), ")"))
        text = phrase("先加减、后相除的，加上括号", "put brackets around what is divided")
        found = diagnostics.found[-1]
        helps = (Help(text, edits, "unsafe"), *found.helps)
        diagnostics.found[-1] = attrs.evolve(found, helps=helps)
        return
    if not (isinstance(left, model.Arithmetic) and left.operator == "/"):
        return
    if left.right.type != right.type:
        return
    more = _MORE_TERMS.match(source.text, right.span.end)
    end = more.end() if more is not None else right.span.end
    start = left.right.span.start
    edits = (Edit(Span(source, start, start), "("), Edit(Span(source, end, end), ")"))
    text = phrase("除以这几个数的和的，加上括号", "put brackets around the sum it is divided by")
    found = diagnostics.found[-1]
    helps = (Help(text, edits, "unsafe"), *found.helps)
    diagnostics.found[-1] = attrs.evolve(found, helps=helps)


def mentions_full(expression: model.Expr) -> bool:
    """Whether 满分 is a part of it."""
    return any(isinstance(part, model.FullMarks) for part in model.walk(expression))
