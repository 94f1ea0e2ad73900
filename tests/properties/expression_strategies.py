"""Quantities and conditions of generated rule books."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.properties.catalogue import DATES, LITERALS, OF_KIND, POINTS, RANK, TEXTS
from tests.properties.known import avoided
from tests.properties.plans import Expr, Interval

T = TypeVar("T")
NUMBERS = ("money", "ratio", "count", "days", "months")
_OPS = (">", ">=", "<", "<=")
_EXACT = ("=", "!=")


def num(value: int | str | Fraction, unit: str | None = None) -> Expr:
    return ("num", Fraction(value), unit)


class Maker:
    """Draws parts of a plan; `definitions` are the names that may be used already, by kind."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.definitions: dict[str, tuple[str, ...]] = {}
        self.last_year: set[str] = set()
        """The definitions that look at last year, which 上年 may not ask for."""

    def pick(self, options: Sequence[T]) -> T:
        return self.draw(st.sampled_from(options))

    def upto(self, most: int, least: int = 0) -> int:
        return self.draw(st.integers(least, most))

    def chance(self, percent: int) -> bool:
        """Shrinks towards False."""
        return self.draw(st.integers(0, 99)) >= 100 - percent

    # --- quantities ------------------------------------------------------------------------------

    def name(self, kind: str) -> Expr:
        defined = self.definitions.get(kind, ())
        if defined and self.chance(40):
            return ("def", self.pick(defined))
        return ("fact", self.pick(OF_KIND[kind]))

    def quantity(self, kind: str, depth: int = 1) -> Expr:
        if depth <= 0 or self.chance(55):
            return self.name(kind)
        deeper = depth - 1
        match kind:
            case "money":
                return self._money(deeper)
            case "ratio":
                return self._ratio(deeper)
            case "count":
                return self._count(deeper)
            case "days":
                return self._days()
            case _:
                return self.name(kind)

    def _money(self, deeper: int) -> Expr:
        shape = self.upto(6)
        if shape == 0:
            return ("bin", "-", self.quantity("money", deeper), self.name("money"))
        if shape == 1:
            return ("bin", "+", self.quantity("money", deeper), self.name("money"))
        if shape == 2:
            return ("abs", ("bin", "-", self.name("money"), self.name("money")))
        if shape == 3:
            return self.last("money")
        if shape == 4:
            return (self.pick(("max", "min")), self.name("money"), self.pick(LITERALS["money"][:3]))
        return self.aggregate("money")

    def _ratio(self, deeper: int) -> Expr:
        shape = self.upto(7)
        if shape == 0:
            return ("bin", "/", self.quantity("count", deeper), self.name("count"))
        if shape == 1:
            change = ("bin", "-", self.name("money"), self.last("money"))
            return ("bin", "/", change, self.last("money"))
        if shape == 2:
            return ("abs", self.quantity("ratio", deeper))
        if shape == 3:
            return self.last("ratio")
        if shape == 4:
            return (self.pick(("max", "min")), self.name("ratio"), num(100, "%"))
        if shape == 5:
            way = self.pick(("half_up", "up", "down"))
            return ("round", way, self.name("ratio"), num(self.pick(("1", "0.01")), "%"), None)
        return ("bin", "/", self.quantity("money", deeper), self.quantity("money", deeper))

    def _count(self, deeper: int) -> Expr:
        shape = self.upto(4)
        if shape == 0:
            return (
                "bin",
                self.pick(("+", "-")),
                self.quantity("count", deeper),
                self.name("count"),
            )
        if shape == 1:
            shares = ("bin", "*", self.name("ratio"), self.name("count"))
            return (
                "round",
                self.pick(("half_up", "up", "down")),
                shares,
                None,
                self.pick((None, 1)),
            )
        if shape == 2:
            return self.last("count")
        return self.aggregate("count")

    def _days(self) -> Expr:
        first, second = OF_KIND["date"]
        shape = self.upto(3)
        if shape == 0:
            return ("bin", "-", ("fact", second), ("date", self.pick(DATES)))
        if shape == 1:
            later = (
                "bin",
                self.pick(("+", "-")),
                ("fact", first),
                num(self.pick((1, 3, 12)), "月"),
            )
            return ("bin", "-", ("fact", second), later)
        return ("bin", "-", ("fact", second), ("fact", first))

    def last(self, kind: str) -> Expr:
        known = tuple(n for n in self.definitions.get(kind, ()) if n not in self.last_year)
        if known and self.chance(40):
            return ("last", self.pick(known))
        return ("last", self.pick(OF_KIND[kind]))

    def aggregate(self, kind: str) -> Expr:
        where = self.record_condition() if self.chance(50) else None
        if kind == "count" and self.chance(70):
            return ("agg", "count", "项目", None, None, where)
        field = "权数" if kind == "count" else self.pick(("安排额", "使用额"))
        how = self.pick(("sum", "sum", "average", "max", "min", "weighted_average"))
        weight: Expr | None = ("field", "项目", "权数") if how == "weighted_average" else None
        if kind == "count" and how == "weighted_average":
            how, weight = "sum", None
        return ("agg", how, "项目", ("field", "项目", field), weight, where)

    def record_condition(self) -> Expr:
        shape = self.upto(2 if avoided("record-condition-counterfactual") else 4)
        if shape == 0:
            return ("fact", "已验收")
        if shape == 1:
            return ("not", ("fact", "已验收"))
        if shape == 2:
            named = ("fact", self.pick(("使用额", "安排额")))
            both = ("cmp", self.pick(_OPS), named, self.pick(LITERALS["money"]))
            return (self.pick(("and", "or")), ("fact", "已验收"), both)
        if shape == 3:
            return ("cmp", self.pick(_OPS), ("fact", "使用额"), ("fact", "安排额"))
        share = ("bin", "/", ("fact", "使用额"), ("fact", "安排额"))
        return ("cmp", self.pick(_OPS), share, self.pick(LITERALS["ratio"][1:6]))

    # --- conditions ------------------------------------------------------------------------------

    def comparison(self, kind: str | None = None, subject: Expr | None = None) -> Expr:
        """One ordered comparison, of the kind a step can be counted from."""
        kind = kind or self.pick(NUMBERS)
        subject = subject or self.quantity(kind)
        if self.chance(15):
            return ("cmp", self.pick(_OPS), subject, self.name(kind))
        limit = self.pick(LITERALS[kind])
        if self.chance(10):
            return ("cmp", self.pick(_OPS), limit, subject)
        return ("cmp", self.pick(_OPS), subject, limit)

    def interval(self, kind: str) -> Interval:
        pool = sorted({size(e): e for e in LITERALS[kind]}.items())
        low = self.upto(len(pool) - 2)
        high = self.upto(len(pool) - 1, low + 1)
        left, right = self.chance(50), self.chance(50)
        shape = self.upto(4)
        if shape == 0:
            return Interval(pool[low][1], None, left, upper_closed=False)
        if shape == 1:
            return Interval(None, pool[high][1], lower_closed=False, upper_closed=right)
        return Interval(pool[low][1], pool[high][1], left, right)

    def condition(self, depth: int = 1) -> Expr:
        shape = self.upto(13)
        if depth > 0 and shape >= 11:
            return (self.pick(("and", "or")), self.condition(depth - 1), self.condition(depth - 1))
        if depth > 0 and shape == 10:
            return ("not", self.condition(0))
        match shape:
            case 0 | 1:
                return ("fact", self.pick(OF_KIND["truth"]))
            case 2:
                return self._word()
            case 3:
                kind = self.pick(NUMBERS)
                return ("in", self.quantity(kind), self.interval(kind))
            case 4:
                kind = self.pick(NUMBERS)
                i = self.interval(kind)
                if i.lower and i.upper:
                    low, high = "<=" if i.lower_closed else "<", "<=" if i.upper_closed else "<"
                    return ("chain", i.lower, low, self.quantity(kind), high, i.upper)
                return self.comparison(kind)
            case 5:
                kind = self.pick(NUMBERS)
                return ("cmp", self.pick(_EXACT), self.quantity(kind), self.pick(LITERALS[kind]))
            case 6:
                return ("cmp", self.pick(_OPS), self._date(), self._date())
            case 7:
                gap = ("bin", "-", self.name("ratio"), self.name("ratio"))
                return ("cmp", self.pick(_OPS), gap, self.pick(LITERALS["point"]))
            case _:
                return self.comparison()

    def _date(self) -> Expr:
        named: Expr = ("fact", self.pick(OF_KIND["date"]))
        shape = self.upto(3)
        if shape == 0:
            return ("date", self.pick(DATES))
        if shape == 1:
            return ("bin", "+", named, num(self.pick((1, 3)), self.pick(("天", "月"))))
        return named

    def _word(self) -> Expr:
        shape = self.upto(3)
        if shape == 0:
            return (
                "cmp",
                self.pick(_EXACT),
                ("fact", "所属地区"),
                ("word", self.pick(("东部", "中部"))),
            )
        if shape == 1:
            return ("cmp", self.pick(_EXACT), ("fact", "评价结论"), ("word", self.pick(TEXTS)))
        if shape == 2:
            return ("cmp", "=", ("fact", "财务公开"), ("truth", True))
        return (
            "cmp",
            self.pick((*_OPS, *_EXACT)),
            ("fact", "管理档次"),
            ("word", self.pick(tuple(RANK))),
        )

    # --- points ----------------------------------------------------------------------------------

    def fixed(self, most: Fraction | None = None) -> Expr:
        """Fixed points, at most `most` so that no warning is due."""
        options = [p for p in POINTS if most is None or p <= most] or [Fraction(0)]
        return num(self.pick(options))

    def points(self) -> Expr:
        shape = self.upto(9)
        if shape == 0:
            return ("bin", "*", ("full",), num(self.pick((20, 50, 80)), "%"))
        if shape == 1:
            return ("bin", "*", self.quantity("ratio"), ("full",))
        if shape == 2:
            return ("bin", "*", num("0.5"), self.quantity("count"))
        if shape == 3:
            return ("full",)
        if shape == 4:
            return ("bin", "/", num(5), num(3))
        return self.fixed()

    def judged(self, row: str | None = None) -> Expr:
        low, high, step = self.pick(((0, 5, None), (1, 2, "0.5"), (0, 3, "1"), (8, 9, None)))
        return ("judged", num(low), num(high), num(step) if step else None, row)


def size(literal: Expr) -> Any:
    """For putting literals of one kind in order."""
    return literal[1] * {"万元": 10_000, "亿元": 100_000_000, "%": Fraction(1, 100)}.get(
        literal[2] or "", 1
    )
