"""From the items of a grammar rule to expressions and intervals."""

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.ends import ends_said, is_below, unit_of_both
from perfdsl.syntax.prose import is_counted
from perfdsl.syntax.slip import ENDS, Remark, Slip, interval_dash, is_topmost
from perfdsl.syntax.token import Token

COMPARISONS: dict[str, ast.ComparisonOperator] = {
    "GT": ">",
    "GE": ">=",
    "LT": "<",
    "LE": "<=",
    "EQ": "=",
    "NE": "!=",
}
_ARITHMETIC = {"PLUS": "+", "MINUS": "-", "STAR": "*", "SLASH": "/"}


@attrs.frozen(eq=False, repr=False)
class End:
    """One end of an interval; `closed` None where the text does not say."""

    value: ast.Expr
    closed: bool | None
    start: int
    end: int


@attrs.frozen(eq=False, repr=False)
class Arguments:
    """What stands between the brackets of a call."""

    values: tuple[ast.Expr, ...]
    where: ast.Expr | None


@attrs.define(eq=False, repr=False)
class ExpressionBuilder:
    """The methods carry the names of the grammar's alternatives; each gets its items and their range."""

    source: SourceText
    remarks: list[Remark] = attrs.field(factory=list)
    unsaid: list[tuple[int, Remark]] = attrs.field(factory=list)
    """Intervals with an unsaid end, by their start: allowed where points are interpolated."""

    def span(self, start: int, end: int) -> Span:
        return Span(self.source, start, end)

    def text_of(self, start: int, end: int) -> str:
        """What stands there, as the user wrote it, on one line."""
        return " ".join(self.source.text[start:end].split())

    # --- values ---

    def number(self, items: list[Any], start: int, end: int) -> ast.Expr:
        token: Token = items[0]
        assert token.value is not None
        return ast.Number(value=token.value, unit=token.unit, span=self.span(start, end))

    def negative_number(self, items: list[Any], start: int, end: int) -> ast.Expr:
        token: Token = items[1]
        number = self.number([token], token.start, token.end)
        return ast.Negative(operand=number, span=self.span(start, end))

    def name(self, items: list[Any], start: int, end: int) -> ast.Name:
        return ast.Name(text=items[0].text, span=self.span(start, end))

    def named(self, token: Token) -> ast.Name:
        """The name a token says, also where it is written as a quoted text."""
        return ast.Name(text=token.text, span=self.span(token.start, token.end))

    def text(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.TextLiteral(value=items[0].text, span=self.span(start, end))

    def date(self, items: list[Any], start: int, end: int) -> ast.Expr:
        year, month, day = (int(part) for part in re.findall(r"\d+", items[0].text))
        return ast.DateLiteral(value=date(year, month, day), span=self.span(start, end))

    def truth(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Truth(value=items[0].type == "TRUE", span=self.span(start, end))

    def full_marks(self, items: list[Any], start: int, end: int) -> ast.Expr:
        del items
        return ast.FullMarks(span=self.span(start, end))

    def last_year(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.LastYear(name=self.named(items[2]), span=self.span(start, end))

    def field_path(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Field(
            records=self.named(items[0]), field=self.named(items[2]), span=self.span(start, end)
        )

    def absolute(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Absolute(operand=items[1], span=self.span(start, end))

    def parenthesised(self, items: list[Any], start: int, end: int) -> ast.Expr:
        del start, end
        expression: ast.Expr = items[1]
        return expression

    def arguments(self, items: list[Any], start: int, end: int) -> Arguments:
        del start, end
        where = None
        if len(items) > 1 and isinstance(items[-2], Token) and items[-2].type == "WHERE":
            where = items[-1]
            items = items[:-2]
        return Arguments(tuple(item for item in items if not isinstance(item, Token)), where)

    def call(self, items: list[Any], start: int, end: int) -> ast.Call:
        given = items[2] if len(items) == 4 else Arguments((), None)
        return ast.Call(
            function=self.named(items[0]),
            arguments=given.values,
            where=given.where,
            span=self.span(start, end),
        )

    def population(self, items: list[Any], start: int, end: int) -> ast.Expr:
        group: ast.Expr
        if items[1].type == "DOT":
            group = self.named(items[0])
            rest = items[2:]
        else:
            group = self.call(items[:4], start, items[3].end)
            rest = items[5:]
        call = self.call(rest, rest[0].start, end)
        return ast.Population(group=group, call=call, span=self.span(start, end))

    # --- operators ---

    def negative(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Negative(operand=items[1], span=self.span(start, end))

    def arithmetic(self, items: list[Any], start: int, end: int) -> ast.Expr:
        left, sign, right = items
        return ast.Arithmetic(
            operator=_ARITHMETIC[sign.type],  # type: ignore[arg-type]
            left=left,
            right=right,
            span=self.span(start, end),
        )

    def logic(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Logic(
            operator="and" if items[1].type == "AND" else "or",
            left=items[0],
            right=items[2],
            span=self.span(start, end),
        )

    def not_(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Not(operand=items[1], span=self.span(start, end))

    def comparison(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Comparison(
            operands=tuple(items[0::2]),
            operators=tuple(COMPARISONS[sign.type] for sign in items[1::2]),
            span=self.span(start, end),
        )

    def reaches(self, items: list[Any], start: int, end: int) -> ast.Expr:
        """`达到95%以上（含）`, `低于60%以下`: the comparison says all there is to say."""
        self.reaching(items[1:], items[1].start, end)
        return ast.Comparison(
            operands=(items[0], items[2]),
            operators=(COMPARISONS[items[1].type],),
            span=self.span(start, end),
        )

    def reaching(self, items: list[Any], start: int, end: int) -> ast.Interval:
        """The same as a band; refused where the words contradict each other."""
        words = [item.type for item in items if isinstance(item, Token)]
        closed = words[0] in ("GE", "LE")
        upwards = words[0] in ("GE", "GT")
        agrees = (
            words[0] not in ("EQ", "NE") and ("EXCLUSIVE" if closed else "INCLUSIVE") not in words
        )
        bounds = ("UPWARDS", "AND_ABOVE") if upwards else ("DOWNWARDS", "AND_BELOW")
        if not agrees or not any(
            word in words and (closed or not word.startswith("AND")) for word in bounds
        ):
            raise Slip(codes.ENDS_CONTRADICT, start, end, found=self.text_of(start, end))
        return self.one_sided(items[:2], start, end)

    def within(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Within(operand=items[0], interval=items[2], span=self.span(start, end))

    def within_bound(self, items: list[Any], start: int, end: int) -> ast.Expr:
        interval = self.bounded(items[1:], items[1].span.start, end)
        return ast.Within(operand=items[0], interval=interval, span=self.span(start, end))

    def within_range(self, items: list[Any], start: int, end: int) -> ast.Expr:
        interval = self.range(items[1:], items[1].start, end)
        return ast.Within(operand=items[0], interval=interval, span=self.span(start, end))

    # --- intervals ---

    def bare_end(self, items: list[Any], start: int, end: int) -> End:
        return End(items[0], None, start, end)

    def range_end(self, items: list[Any], start: int, end: int) -> End:
        return End(items[0], items[1].type == "INCLUSIVE", start, end)

    def bound_with_end(self, items: list[Any], start: int, end: int) -> End:
        value = items[0].value if isinstance(items[0], End) else items[0]
        return End(value, items[1].type == "INCLUSIVE", start, end)

    def _interval(
        self,
        lower: ast.Expr | None,
        upper: ast.Expr | None,
        closed: tuple[bool, bool],
        start: int,
        end: int,
    ) -> ast.Interval:
        return ast.Interval(
            lower=lower,
            upper=upper,
            lower_closed=closed[0],
            upper_closed=closed[1],
            span=self.span(start, end),
        )

    def range(self, items: list[Any], start: int, end: int) -> ast.Interval:
        """`a(含) 至 b(不含)`; an end that is left unsaid is remarked on."""
        lower: End = items[0]
        upper: End = items[-1]
        if lower.closed is None and upper.closed is None:
            is_whole = is_counted(lower.value, upper.value) or is_topmost(
                self.source, upper.start, upper.end
            )
            unit = unit_of_both(lower.value, upper.value)
            if unit and isinstance(lower.value, ast.Number):  # `90至100%`
                lower = attrs.evolve(lower, value=attrs.evolve(lower.value, unit=unit))
            places = (lower.end, upper.end)
            self._remark_unsaid(start, start, end, places, is_whole=is_whole, unit=unit)
        elif lower.closed is None or upper.closed is None:
            limit, other = (lower, upper) if lower.closed is None else (upper, lower)
            self._remark_unsaid(
                start, limit.start, limit.end, (limit.end,), belongs=not other.closed
            )
        return self._interval(
            lower.value,
            upper.value,
            (lower.closed is not False, bool(upper.closed)),
            start,
            end,
        )

    def _remark_unsaid(
        self,
        interval_start: int,
        start: int,
        end: int,
        places: tuple[int, ...],
        *,
        is_whole: bool = False,
        belongs: bool = True,
        unit: str = "",
    ) -> None:
        """Say that the ends at `places` are unsaid, and offer the ways.

        `is_whole`: of things that are counted. `belongs`: the likelier way for one end; bands meet where
        one takes its end and the next does not.
        """
        ways: tuple[tuple[str, ...], ...] = ENDS if len(places) == 2 else (("含",), ("不含",))
        if is_whole and len(places) == 2:  # `1至3名` is followed by `4至10名`
            ways = (ENDS[-1], *ENDS[:-1])
        if len(places) == 1 and (not belongs or is_below(self.source.text[start:end])):
            ways = ways[::-1]
        helps = ends_said(self.source, places, ways, unit)
        found = self.text_of(start, end)
        remark = Remark(codes.ENDS_UNSAID, start, end, {"found": found}, helps=helps)
        self.unsaid.append((interval_start, remark))

    def dashed_range(self, items: list[Any], start: int, end: int) -> ast.Interval:
        lower = End(items[0], items[1].type == "INCLUSIVE", start, items[1].end)
        return self.range([lower, items[3]], start, end)

    def bounded(self, items: list[Any], start: int, end: int) -> ast.Interval:
        """`80%以上(含)`, `80%(不含)以下`, `95%及以上`."""
        value = items[0]
        word = next(item for item in items[1:] if item.type not in ("INCLUSIVE", "EXCLUSIVE"))
        said = next((item for item in items[1:] if item.type in ("INCLUSIVE", "EXCLUSIVE")), None)
        closed = said is None or said.type == "INCLUSIVE"
        if word.type in ("AND_ABOVE", "AND_BELOW"):
            if not closed:
                raise Slip(codes.ENDS_CONTRADICT, start, end, found=self.text_of(start, end))
        elif said is None:
            self._remark_unsaid(start, start, end, (end,))
        if word.type in ("UPWARDS", "AND_ABOVE"):
            return self._interval(value, None, (closed, False), start, end)
        return self._interval(None, value, (False, closed), start, end)

    def bracketed(self, items: list[Any], start: int, end: int) -> ast.Interval:
        opening, lower, _, upper, closing = items
        values = [item.value if isinstance(item, End) else item for item in (lower, upper)]
        closed = (opening.type == "LBRACK", closing.type == "RBRACK")
        return self._interval(values[0], values[1], closed, start, end)

    def one_sided(self, items: list[Any], start: int, end: int) -> ast.Interval:
        sign: Token = items[0]
        value = items[1].value if isinstance(items[1], End) else items[1]
        match sign.type:
            case "GT" | "GE":
                return self._interval(value, None, (sign.type == "GE", False), start, end)
            case "LT" | "LE":
                return self._interval(None, value, (False, sign.type == "LE"), start, end)
            case "EQ":
                return self._interval(value, value, (True, True), start, end)
            case _:
                pass
        raise Slip(codes.ROW_WITHOUT_INTERVAL, start, end, found=self.text_of(start, end))

    def two_sided(self, items: list[Any], start: int, end: int) -> ast.Interval:
        """`>2个月, ≤3个月`."""
        first = self.one_sided(items[:2], start, end)
        second = self.one_sided(items[-2:], start, end)
        if first.lower is None:
            first, second = second, first
        if first.upper is not None or second.lower is not None or first.lower is None:
            raise Slip(codes.ENDS_CONTRADICT, start, end, found=self.text_of(start, end))
        return self._interval(
            first.lower, second.upper, (first.lower_closed, second.upper_closed), start, end
        )

    def bounds(self, items: list[Any], start: int, end: int) -> ast.Interval:
        """The bounds of a fact: both ends belong to it unless said otherwise."""
        ends = [
            item if isinstance(item, End) else End(item, closed=True, start=start, end=end)
            for item in (items[0], items[2])
        ]
        closed = (ends[0].closed is not False, ends[1].closed is not False)
        return self._interval(ends[0].value, ends[1].value, closed, start, end)

    # --- points ---

    def judged(self, items: list[Any], start: int, end: int) -> ast.Expr:
        return ast.Judged(
            least=items[1],
            most=items[3],
            step=items[5] if len(items) == 6 else None,
            span=self.span(start, end),
        )

    def refuse_dash(self, condition: ast.Expr) -> None:
        """Refuse `80%-90%` where an interval must be meant."""
        if (
            isinstance(condition, ast.Arithmetic)
            and condition.operator == "-"
            and isinstance(condition.left, ast.Number)
            and isinstance(condition.right, ast.Number)
        ):
            lower, upper = condition.left.span, condition.right.span
            raise interval_dash(self.source, lower.start, lower.end, upper.start, upper.end)


def plain_points(points: ast.Expr) -> ast.Expr:
    """Points without the unit 分: `10 分` and `10` are the same points, and so is `40/6 分`."""
    match points:
        case ast.Number():
            return attrs.evolve(points, unit=None) if points.unit == "分" else points
        case ast.Arithmetic():
            left, right = plain_points(points.left), plain_points(points.right)
            if left is points.left and right is points.right:
                return points
            return attrs.evolve(points, left=left, right=right)
        case ast.Negative():
            return attrs.evolve(points, operand=plain_points(points.operand))
        case ast.Judged():
            return attrs.evolve(
                points,
                least=plain_points(points.least),
                most=plain_points(points.most),
                step=plain_points(points.step) if points.step is not None else None,
            )
        case _:
            pass
    return points


def spread(items: Sequence[Any], kind: type[Any]) -> tuple[Any, ...]:
    """The items of one class."""
    return tuple(item for item in items if isinstance(item, kind))


def is_zero(points: ast.Expr) -> bool:
    return isinstance(points, ast.Number) and points.value == Fraction(0)
