"""The rules of one leaf, of a heading and of the total."""

from fractions import Fraction

from tests.properties.catalogue import LITERALS, OF_KIND, STEP_SIZES
from tests.properties.expression_strategies import NUMBERS, Maker, num, size
from tests.properties.known import avoided
from tests.properties.plans import (
    Ask,
    Award,
    Bands,
    Cap,
    Change,
    Checklist,
    Expr,
    Inapplicable,
    Interval,
    Item,
    Mode,
    Pardon,
    Row,
    RulePlan,
    Step,
    Treatment,
    Veto,
    mentions,
)

MODES: tuple[Mode, ...] = ("full", "started", "proportional")
TREATMENTS: tuple[Treatment, ...] = ("full", "zero", "exclude")
_HUNDREDS = (num(0, "%"), num(100, "%"))


class RuleMaker(Maker):
    """`mode` and `treatment` are the file's settings, None where it has none."""

    mode: Mode | None = None
    treatment: Treatment | None = None

    def step(self, kind: str, limit: Expr | None) -> Step:
        sizes = STEP_SIZES[kind]
        if kind == "ratio" and limit in _HUNDREDS and self.chance(30):
            sizes = (num(1, "%"), num(5, "%"))
        bare = self.mode is not None and self.chance(40)
        mode = self.mode if bare and self.mode else self.pick(MODES)
        return Step(mode, self.pick(sizes), bare)

    def stepped(self, subject: Expr | None = None, kind: str | None = None) -> tuple[Expr, Step]:
        """A condition and the steps counted from it."""
        kind = kind or self.pick(NUMBERS)
        if self.chance(25) and kind != "ratio":
            return (subject or self.quantity(kind)), self.step(kind, None)
        condition = self.comparison(kind, subject)
        limit = condition[3] if condition[3][0] == "num" else condition[2]
        if kind == "ratio" and self.chance(10):
            gap = ("bin", "-", self.name("ratio"), self.name("ratio"))
            return ("cmp", ">", gap, self.pick(LITERALS["point"])), self.step("point", None)
        step = self.step(kind, limit)
        if self.chance(15):
            return ("and", condition, ("fact", self.pick(OF_KIND["truth"]))), step
        return condition, step

    def change(self, kind: str, subject: Expr | None = None, of: str | None = None) -> Change:
        step = None
        if subject is not None and of is not None:
            condition = self.comparison(of, subject)
            if self.chance(60):
                condition, step = self.stepped(subject, of)
        elif self.chance(50):
            condition, step = self.stepped()
        else:
            condition = self.condition()
        points = self.fixed() if step else self.points()
        return Change(
            "add" if kind == "add" else "deduct",
            condition,
            points,
            step,
            self.condition(0) if self.chance(15) else None,
            self.fixed() if self.chance(20) else None,
        )

    # --- shapes of leaves ------------------------------------------------------------------------

    def deductions(self) -> list[RulePlan]:
        return [self.change("deduct") for _ in range(self.upto(3, 1))]

    def subject(self, kind: str) -> Expr:
        """What 得 rules or bands are about, and perhaps a 扣 as well."""
        found = self.quantity(kind)
        opaque = any(e[0] in ("agg", "round") for e in mentions(found))
        if opaque and avoided("same-quantity-of-aggregates"):
            return self.name(kind)
        return found

    def chain(self) -> list[RulePlan]:
        """得 … 得 … 否则 得 …, or a 扣 on the same quantity instead of the 否则."""
        kind = self.pick(NUMBERS)
        subject = self.subject(kind)
        rules: list[RulePlan] = []
        for _ in range(self.upto(3, 1)):
            if self.chance(30):
                rules.append(Award(self.condition(), self.points()))
            else:
                rules.append(Award(self.comparison(kind, subject), self.points()))
        ending = self.upto(5)
        if ending <= 1:
            return [*rules, Award(None, self.points(), otherwise=True)]
        if ending == 2:
            return [*rules, Award(None, self.judged(), otherwise=True)]
        if ending <= 4:
            return [*rules, self.change("deduct", subject, kind)]
        return rules

    def stepped_award(self) -> list[RulePlan]:
        condition, step = self.stepped()
        most = self.fixed() if self.chance(40) else None
        rules: list[RulePlan] = [Award(condition, self.fixed(), step, most)]
        if self.chance(50):
            rules.append(Award(None, self.fixed(), otherwise=True))
        return rules

    def bands(self) -> list[RulePlan]:
        kind = self.pick(NUMBERS)
        subject = self.subject(kind)
        pool = sorted({size(e): e for e in LITERALS[kind]}.items())
        cuts = sorted({self.upto(len(pool) - 1) for _ in range(self.upto(3, 1))})
        ends = [(pool[at][1], self.chance(50)) for at in cuts]
        intervals: list[Interval] = []
        lower: tuple[Expr | None, bool] = (None, False)
        for limit, below in ends:
            if lower[0] != limit:
                intervals.append(Interval(lower[0], limit, lower[1], below))
            lower = (limit, not below)
        intervals.append(Interval(lower[0], None, lower[1], upper_closed=False))
        rest = self.chance(40)
        if rest:
            intervals.pop(self.upto(len(intervals) - 1))
        elif self.chance(20):
            intervals.pop()
        if intervals and self.chance(50):
            intervals.reverse()
        judged = self.upto(8)
        rows = [Row(i, self._band_points(i, judged == n)) for n, i in enumerate(intervals)]
        if rest or not rows:
            rows.append(Row(None, self.points()))
        rules: list[RulePlan] = [Bands(subject, tuple(rows))]
        if not rest and self.chance(15):
            rules.append(Award(None, self.points(), otherwise=self.chance(50)))
        if self.chance(20):
            rules.append(self.change("deduct", subject, kind))
        return rules

    def _band_points(self, interval: Interval, judged: bool) -> Expr:  # noqa: FBT001 - private
        if judged:
            return self.judged()
        if interval.lower and interval.upper and self.chance(50):
            return ("line", self.fixed(), self.fixed())
        return self.points()

    def checklist(self) -> list[RulePlan]:
        kind = self.pick(("award", "deduct", "deduct_missing"))
        simple = kind == "award" and avoided("checklist-points-of-other-rows")
        shared = (self.fixed() if simple else self.points()) if self.chance(60) else None
        rows: list[Item] = []
        for number in range(self.upto(3, 1)):
            text = f"第{'甲乙丙'[number]}条" if self.chance(60) else None
            points = self.fixed() if shared is None or self.chance(30) else None
            if text and not simple and self.chance(15):
                points = self.judged(text)
            rows.append(Item(self.condition(0), points, text))
        unless = self.condition(0) if shared and self.chance(20) and kind != "award" else None
        most = self.fixed() if shared and self.chance(30) else None
        match kind:
            case "award":
                return [Checklist("award", shared, tuple(rows), None, most)]
            case "deduct":
                return [Checklist("deduct", shared, tuple(rows), unless, most)]
            case _:
                return [Checklist("deduct_missing", shared, tuple(rows), unless, most)]

    def judgement(self) -> list[RulePlan]:
        if self.chance(50):
            return [Award(None, self.judged())]
        judged = self.judged()
        return [Change("deduct", self.condition(), judged)]

    def leaf_rules(self) -> tuple[RulePlan, ...]:
        shape = self.upto(11)
        rules = (
            self.deductions()
            if shape <= 3
            else self.chain()
            if shape <= 5
            else self.bands()
            if shape <= 7
            else self.checklist()
            if shape <= 9
            else self.stepped_award()
            if shape == 10
            else self.judgement()
        )
        if shape > 3 and self.chance(25):
            rules += [self.change("deduct")]
        if self.chance(25):
            rules.insert(self._place(rules), self.change("add"))
        if self.chance(20):
            rules.insert(self._place(rules), self.inapplicable())
        if self.chance(15):
            if avoided("pardon-and-unknown-bonus"):
                rules = [r for r in rules if not (isinstance(r, Change) and r.kind == "add")]
            rules.insert(self._place(rules), Pardon(self.condition(0)))
        if self.chance(15):
            cap = self.cap()
            first = cap.condition is None and avoided("line-joined-to-computed-points")
            rules.insert(0 if first else self._place(rules), cap)
        if self.chance(8):
            rules.append(Ask(self.condition(0)))
        return tuple(rules)

    def _place(self, rules: list[RulePlan]) -> int:
        """Where another rule may go in."""
        first = rules[0] if rules else None
        alone = isinstance(first, Award) and first.condition is None
        least = 1 if alone and avoided("line-joined-to-computed-points") else 0
        return self.upto(len(rules), least)

    def inapplicable(self) -> Inapplicable:
        bare = self.treatment is not None and self.chance(50)
        treatment = self.treatment if bare and self.treatment else self.pick(TREATMENTS)
        return Inapplicable(self.condition(0), treatment, bare)

    def cap(self, *, heading: bool = False) -> Cap:
        condition = None if self.chance(8) else self.condition(0)
        share = ("bin", "*", ("full",), num(self.pick((50, 80)), "%"))
        if heading and avoided("heading-cap-in-intervals"):
            return Cap(condition, self.fixed())
        return Cap(condition, share if self.chance(25) else self.fixed())

    def heading_rules(self) -> tuple[RulePlan, ...]:
        rules: list[RulePlan] = []
        if not avoided("heading-not-applicable") and self.chance(15):
            rules.append(self.inapplicable())
        if self.chance(15):
            rules.append(self.cap(heading=True))
        if self.chance(5):
            rules.append(Ask(self.condition(0)))
        return tuple(rules)

    def total_rules(self, full: Fraction, grades: tuple[str, ...]) -> tuple[RulePlan, ...]:
        rules: list[RulePlan] = []
        if self.chance(15):
            rules.append(self.change(self.pick(("deduct", "add"))))
        if self.chance(20):
            share = num(full * self.pick((Fraction(1, 2), Fraction(69, 100))))
            decimal = set(str(share[1].denominator)) <= set("0125") and share[1].denominator in (
                1,
                2,
                5,
                10,
            )
            rules.append(Cap(self.condition(0), share if decimal else num(1)))
        for _ in range(self.upto(2)):
            if self.chance(25):
                zero = not grades or self.chance(30)
                grade = self.pick(grades) if grades and not zero and self.chance(50) else None
                rules.append(Veto(self.condition(0), grade, zero))
        if self.chance(5):
            rules.append(Ask(self.condition(0)))
        return tuple(rules)
