"""One indicator as a formula: 不适用 → base → 扣 and 加 → 免扣 → bounds → rounding → 封顶.

A second reading of the rules beside the interpreter, which holds it to account: tests compare the two.
"""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from perfdsl.interpreter.base import is_candidate
from perfdsl.meaning import terms as t
from perfdsl.meaning.both_years import BothYears
from perfdsl.meaning.compiling import Amount, Compiled, Compiler, Verdict
from perfdsl.meaning.terms import Outcome, Term, Truth
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.number import round_places, round_to


def outcome_of(
    rulebook: RuleBook, path: Sequence[Indicator], years: BothYears, *, is_fine: bool
) -> Outcome:
    """The score of the leaf at the end of `path`, which holds the headings above it too."""
    leaf = path[-1]
    compiler = Compiler(rulebook, years, leaf.full, is_fine=is_fine)
    result = _Leaf(compiler, leaf, rulebook.rounding).outcome()
    for node in reversed(path):
        compiler.full = node.full
        for rule in reversed(node.rules):
            if isinstance(rule, rules.NotApplicable):
                result = _unless(compiler.verdict(rule.condition), rule, leaf, rulebook, result)
    return result


def _unless(
    asked: Verdict,
    rule: rules.NotApplicable,
    leaf: Indicator,
    rulebook: RuleBook,
    rest: Outcome,
) -> Outcome:
    """`rest`, unless the 不适用 holds."""
    given = leaf.full if rule.treatment == "full" else Fraction(0)
    given = _rounded(min(max(given, leaf.lower), leaf.upper), rulebook.rounding, leaf)
    return Outcome(
        t.choice(asked.value, t.Number(given), rest.value),
        t.every(asked.defined, t.some(asked.value, rest.defined)),
        t.some(
            t.every(asked.value, t.Known(rule.treatment == "exclude")),
            t.every(t.contrary(asked.value), rest.left_out),
        ),
    )


def _rounded(value: Fraction, places: int | None, leaf: Indicator) -> Fraction:
    if places is None:
        return value
    step = Fraction(1, 10**places)
    rounded = round_places(value, places)
    if rounded > leaf.upper:
        return round_to(leaf.upper, step, "down")
    return round_to(leaf.lower, step, "up") if rounded < leaf.lower else rounded


@attrs.frozen(eq=False, repr=False)
class _Leaf:
    compiler: Compiler
    leaf: Indicator
    places: int | None

    def outcome(self) -> Outcome:
        base = self._base()
        adds: list[Term] = []
        taken: list[Term] = []
        added: Truth = t.TRUE
        lost: Truth = t.TRUE
        for rule in self.leaf.rules:
            if isinstance(rule, rules.Adjustment):
                amount = self._adjustment(rule)
                if rule.kind == "add":
                    adds.append(amount.value)
                    added = t.every(added, amount.defined)
                else:
                    taken.append(amount.value)
                    lost = t.every(lost, amount.defined)
            elif isinstance(rule, rules.Checklist) and rule.kind != "award":
                amount = self._deducted_items(rule)
                taken.append(amount.value)
                lost = t.every(lost, amount.defined)
        deducted = self._exempted(Amount(t.total(taken), lost))
        asked = t.total((base.value, *adds, t.negative(deducted.value)))
        score = self._bounded(asked)
        defined = t.every(base.defined, added, deducted.defined)
        return self._capped(Amount(score, defined))

    # --- base ------------------------------------------------------------------------------------

    def _base(self) -> Amount:
        candidates = [rule for rule in self.leaf.rules if is_candidate(rule)]
        result = self._uncovered() if candidates else Amount(t.Number(self.leaf.full), t.TRUE)
        for rule in reversed(candidates):
            match rule:
                case rules.Award():
                    result = self._award(rule, result)
                case rules.Bands():
                    result = self._bands(rule, result)
                case rules.Checklist():
                    result = self._awarded_items(rule)
                case _:
                    raise AssertionError(rule)
        return result

    def _uncovered(self) -> Amount:
        """No 得 holds: full marks if a 扣 on the same quantity does, else nothing."""
        held = [
            self.compiler.verdict(rule.condition)
            for rule in self.leaf.rules
            if isinstance(rule, rules.Adjustment) and rule.covers
        ]
        return Amount(t.Number(self.leaf.full), t.some(*(asked.certain for asked in held)))

    def _award(self, rule: rules.Award, rest: Amount) -> Amount:
        if rule.step is None and rule.at_most is None:
            points = self._points(rule.points)
        else:
            points = self._stepped(rule.points, rule.step, rule.at_most)
        if rule.condition is None:
            return points
        compiled = self.compiler.compile(rule.condition)
        if rule.step is not None and isinstance(compiled, Amount):
            return Amount(points.value, t.every(compiled.defined, points.defined))
        return _pick(self.compiler.verdict(rule.condition), points, rest)

    def _bands(self, rule: rules.Bands, rest: Amount) -> Amount:
        operand = self.compiler.compile(rule.operand)
        result = rest
        for row in reversed(rule.rows):
            points = self._row_points(row, operand)
            if row.interval is None:
                result = points
                continue
            held = self.compiler.contains(row.interval, operand, rule.operand.type)
            result = _pick(held, points, result)
        return Amount(result.value, t.every(operand.defined, result.defined))

    def _row_points(self, row: rules.Band, operand: Compiled) -> Amount:
        if not isinstance(row.points, rules.Interpolation):
            return self._points(row.points)
        interval = row.interval
        assert interval is not None
        assert interval.lower is not None
        assert interval.upper is not None
        assert isinstance(operand, Amount)
        lower, upper = self.compiler.amount(interval.lower), self.compiler.amount(interval.upper)
        first = self.compiler.amount(row.points.lower_points)
        last = self.compiler.amount(row.points.upper_points)
        defined = t.every(lower.defined, upper.defined, first.defined, last.defined)
        share = t.quotient(
            t.difference(operand.value, lower.value), t.difference(upper.value, lower.value)
        )
        risen = t.product(t.difference(last.value, first.value), share)
        value = t.choice(
            t.order("=", lower.value, upper.value), last.value, t.total((first.value, risen))
        )
        return Amount(value, defined)

    def _awarded_items(self, rule: rules.Checklist) -> Amount:
        rows = [self._item(row, when=True) for row in rule.rows]
        earned = t.total(row.value for row in rows)
        defined = t.every(*(row.defined for row in rows))
        if rule.at_most is None:
            return Amount(earned, defined)
        most = self._positive(rule.at_most)
        return Amount(t.extreme("min", earned, most.value), t.every(defined, most.defined))

    def _item(self, row: rules.ChecklistItem, *, when: bool) -> Amount:
        asked = self.compiler.verdict(row.condition)
        held = asked if when else Verdict(t.contrary(asked.value), asked.defined)
        return _pick(held, self._points(row.points), Amount(t.ZERO, t.TRUE))

    # --- 扣 and 加 -------------------------------------------------------------------------------

    def _adjustment(self, rule: rules.Adjustment) -> Amount:
        asked = self.compiler.verdict(rule.condition)
        points = self._stepped(rule.points, rule.step, rule.at_most)
        counted = _pick(asked, points, Amount(t.ZERO, t.TRUE))
        return counted if rule.unless is None else self._excepted(rule.unless, asked, counted)

    def _excepted(self, unless: model.Expr, asked: Verdict, counted: Amount) -> Amount:
        """`counted`, or nothing where 除外 holds; 除外 is not asked where `asked` does not hold."""
        free = self.compiler.verdict(unless)
        needed = t.some(asked.refuted, free.certain, t.every(counted.defined, free.defined))
        return Amount(t.choice(free.value, t.ZERO, counted.value), needed)

    def _deducted_items(self, rule: rules.Checklist) -> Amount:
        rows = [self._item(row, when=rule.kind == "deduct") for row in rule.rows]
        positive = [
            t.some(t.order(">=", row.value, t.ZERO), t.contrary(row.defined)) for row in rows
        ]
        total = t.total(row.value for row in rows)
        defined = t.every(*(row.defined for row in rows), *positive)
        if rule.at_most is not None:
            most = self._positive(rule.at_most)
            none = t.order("=", total, t.ZERO)
            total = t.extreme("min", total, most.value)
            defined = t.every(defined, t.some(most.defined, none))
        if rule.unless is None:
            return Amount(total, defined)
        fires = [self.compiler.verdict(row.condition) for row in rule.rows]
        refuted = [v.refuted if rule.kind == "deduct" else v.certain for v in fires]
        idle = Verdict(t.contrary(t.every(*refuted)), t.TRUE)
        return self._excepted(rule.unless, idle, Amount(total, defined))

    def _exempted(self, deducted: Amount) -> Amount:
        """免扣: nothing counts where one holds; asked only if there is something to free from."""
        exemptions = [
            self.compiler.verdict(rule.condition)
            for rule in self.leaf.rules
            if isinstance(rule, rules.Exemption)
        ]
        if not exemptions:
            return deducted
        free = t.some(*(asked.certain for asked in exemptions))
        idle = t.order("=", deducted.value, t.ZERO)
        known = t.every(*(asked.defined for asked in exemptions))
        needed = t.every(deducted.defined, t.some(idle, known))
        return Amount(t.choice(free, t.ZERO, deducted.value), t.some(free, needed))

    # --- points ----------------------------------------------------------------------------------

    def _points(self, points: rules.Points) -> Amount:
        if not isinstance(points, rules.Judged):
            return self.compiler.amount(points)
        least, most = self.compiler.amount(points.least), self.compiler.amount(points.most)
        given = t.Variable(self.compiler.years.judged(points.key))
        fits = t.every(
            least.defined,
            most.defined,
            t.order("<=", least.value, given),
            t.order("<=", given, most.value),
        )
        if points.step is not None:
            step = self.compiler.amount(points.step)
            fits = t.every(fits, step.defined, self._on_step(given, least.value, step.value))
        return Amount(given, fits)

    def _on_step(self, given: Term, least: Term, step: Term) -> Truth:
        """Whether the judged points are a whole number of steps above the least; 0 allows any."""
        count = t.quotient(t.difference(given, least), step)
        whole = t.order("=", count, t.floor(count))
        return t.some(t.order("<=", step, t.ZERO), whole)

    def _positive(self, points: rules.Points) -> Amount:
        amount = self._points(points)
        not_negative = t.order(">=", amount.value, t.ZERO)
        return Amount(amount.value, t.every(amount.defined, not_negative))

    def _stepped(
        self, points: rules.Points, step: rules.Step | None, at_most: model.Expr | None
    ) -> Amount:
        each = self._positive(points)
        value, defined = each.value, each.defined
        if step is not None:
            steps = self._steps(step, each.value)
            value, defined = t.product(value, steps.value), t.every(defined, steps.defined)
        if at_most is None:
            return Amount(value, defined)
        most = self._positive(at_most)
        return Amount(t.extreme("min", value, most.value), t.every(defined, most.defined))

    def _steps(self, step: rules.Step, each: Term) -> Amount:
        excess, size = self.compiler.amount(step.excess), self.compiler.amount(step.size)
        defined = t.every(excess.defined, size.defined, t.order(">", size.value, t.ZERO))
        count = t.quotient(excess.value, size.value)
        enough = self._enough(each)
        match step.mode:
            case "full":
                count = t.floor(count, enough)
            case "started":
                count = t.negative(t.floor(t.negative(count), enough))
            case "proportional":
                pass
        return Amount(t.choice(t.order(">", excess.value, t.ZERO), count, t.ZERO), defined)

    def _enough(self, each: Term) -> Fraction | None:
        """So many steps exhaust the points whatever else there is to gain or lose."""
        if not isinstance(each, t.Number) or each.value <= 0:
            return None
        room = self.leaf.upper - self.leaf.lower + 2 * abs(self.leaf.full)
        return room / each.value + 1

    # --- the end ---------------------------------------------------------------------------------

    def _bounded(self, asked: Term) -> Term:
        lower, upper = self.leaf.lower, self.leaf.upper
        score = t.extreme("max", t.extreme("min", asked, t.Number(upper)), t.Number(lower))
        if self.places is None:
            return score
        if isinstance(score, t.Number):
            return t.Number(_rounded(score.value, self.places, self.leaf))
        return t.Rounded(score, self.places, lower, upper)

    def _capped(self, score: Amount) -> Outcome:
        caps = [rule for rule in self.leaf.rules if isinstance(rule, rules.Cap)]
        asked = [
            (
                Verdict(t.TRUE, t.TRUE)
                if cap.condition is None
                else self.compiler.verdict(cap.condition),
                self._positive(cap.points),
            )
            for cap in caps
        ]
        value, defined = score.value, score.defined
        limits = [self._on_grid(points.value) for _, points in asked]
        for (held, points), limit in zip(asked, limits, strict=True):
            value = t.choice(held.value, t.extreme("min", value, limit), value)
            stricter = [
                t.every(other.certain, t.order("<=", lower, limit))
                for (other, _), lower in zip(asked, limits, strict=True)
                if other is not held
            ]
            settled = t.some(held.defined, t.order("<=", score.value, limit), *stricter)
            defined = t.every(defined, t.some(held.refuted, t.every(points.defined, settled)))
        return Outcome(value, defined, t.FALSE)

    def _on_grid(self, points: Term) -> Term:
        """A cap never lets a score be rounded up above it."""
        if self.places is None:
            return points
        scale = Fraction(10**self.places)
        return t.product(t.Number(1 / scale), t.floor(t.product(t.Number(scale), points)))


def _pick(asked: Verdict, yes: Amount, no: Amount) -> Amount:
    picked: Truth = t.some(
        t.every(asked.value, yes.defined), t.every(t.contrary(asked.value), no.defined)
    )
    return Amount(t.choice(asked.value, yes.value, no.value), t.every(asked.defined, picked))
