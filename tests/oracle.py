"""The expected answer for a plan, worked out from docs of the language and not from the product.

Everything is a plain value or one of two words for what is not there: `MISSING` (a fact would tell) and
`UNDEFINED` (no fact can). No trace, no spans, no reasons.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from tests.properties.catalogue import FIELD_NAMES, RANK, UNIT_SIZES
from tests.properties.plans import (
    Award,
    Bands,
    Cap,
    Change,
    Checklist,
    Data,
    Expr,
    Inapplicable,
    Interval,
    NodePlan,
    Pardon,
    Plan,
    RulePlan,
    Step,
    Veto,
)

MISSING, UNDEFINED = "?", "!"
ZERO = Fraction(0)
Outcome = Literal["scored", "excluded", "unknown", "not_computable"]
_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


class Answer(NamedTuple):
    outcome: Outcome
    score: Fraction | None = None
    exact: Fraction | None = None
    beside: Fraction = ZERO
    """Of the exact score, what no full marks stand behind: 剔除 never scales it."""
    behind: Fraction = ZERO
    """The full marks behind the rest, as the heading above counts them."""


class Answers(NamedTuple):
    """The total, its grade, and each node by path."""

    outcome: Outcome
    score: Fraction | None
    grade: str | None
    nodes: dict[str, Answer]


def absent(*values: Any) -> str | None:
    """What is wrong with a list of values that are all needed."""
    return UNDEFINED if UNDEFINED in values else MISSING if MISSING in values else None


def either(*values: Any) -> str | None:
    """What is wrong where each of the values may yet make the others irrelevant."""
    return MISSING if MISSING in values else UNDEFINED if UNDEFINED in values else None


def nearest(number: Fraction, grain: Fraction) -> Fraction:
    """Half away from zero."""
    count = abs(number) / grain
    whole = (2 * count + 1) // 2
    return (whole if number >= 0 else -whole) * grain


def rounded(number: Fraction, places: int | None) -> Fraction:
    return number if places is None else nearest(number, Fraction(1, 10**places))


# --- values --------------------------------------------------------------------------------------


class World(NamedTuple):
    plan: Plan
    data: Data
    full: Fraction = ZERO
    record: dict[str, Any] | None = None
    year: str = "values"

    def given(self, name: str, year: str) -> Any:
        return self.data.get(year, {}).get(name, MISSING)

    def value(self, e: Expr) -> Any:
        found: Any = getattr(self, "_" + e[0])(*e[1:])
        return found

    def _num(self, value: Fraction, unit: str | None) -> Fraction:
        return value * UNIT_SIZES.get(unit or "", Fraction(1))

    def _full(self) -> Fraction:
        return self.full

    def _word(self, text: str) -> str:
        return text

    def _date(self, day: date) -> date:
        return day

    def _truth(self, flag: bool) -> bool:  # noqa: FBT001 - a value of the language
        return flag

    def _fact(self, name: str) -> Any:
        if self.record is not None and name in FIELD_NAMES:
            return self.record.get(name, MISSING)
        return self.given(name, self.year)

    def _field(self, _records: str, name: str) -> Any:
        return (self.record or {}).get(name, MISSING)

    def _def(self, name: str) -> Any:
        stated = self.given(name, self.year)
        if stated is not MISSING:
            return stated
        body = next(d.value for d in self.plan.definitions if d.name == name)
        return self._replace(record=None).value(body)

    def _last(self, name: str) -> Any:
        before = self._replace(year="last", record=None)
        known = any(d.name == name for d in self.plan.definitions)
        return before._def(name) if known else before._fact(name)

    def _neg(self, e: Expr) -> Any:
        v = self.value(e)
        return absent(v) or -v

    def _abs(self, e: Expr) -> Any:
        v = self.value(e)
        return absent(v) or abs(v)

    def _max(self, *parts: Expr) -> Any:
        vs = [self.value(e) for e in parts]
        return absent(*vs) or max(vs)

    def _min(self, *parts: Expr) -> Any:
        vs = [self.value(e) for e in parts]
        return absent(*vs) or min(vs)

    def _bin(self, op: str, left: Expr, right: Expr) -> Any:
        a, b = self.value(left), self.value(right)
        bad = absent(a, b)
        if bad:
            return bad
        if isinstance(a, date):
            if isinstance(b, date):
                return Fraction((a - b).days)
            sign = 1 if op == "+" else -1
            if right[0] == "num" and right[2] == "月":
                return later(a, sign * int(b))
            return a + timedelta(days=sign * int(b))
        if op == "/":
            return UNDEFINED if b == 0 else a / b
        return a + b if op == "+" else a - b if op == "-" else a * b

    def _round(self, way: str, e: Expr, step: Expr | None, places: int | None) -> Any:
        v = self.value(e)
        grain = self.value(step) if step else Fraction(1, 10 ** (places or 0))
        if absent(v):
            return v
        down = v // grain * grain
        if way == "half_up":
            return nearest(v, grain)
        return down if way == "down" or down == v else down + grain

    def _table(self, subject: Expr, cases: tuple[tuple[Expr | None, Expr], ...]) -> Any:
        v = self.value(subject)
        if absent(v):
            return v
        for key, value in cases:
            if key is None or self.value(key) == v:
                return self.value(value)
        return UNDEFINED

    def _agg(
        self, kind: str, records: str, value: Expr | None, weight: Expr | None, where: Expr | None
    ) -> Any:
        rows = self.given(records, self.year)
        if absent(rows):
            return rows
        inside = [self._replace(record=row) for row in rows]
        picks = [w.holds(where) if where else True for w in inside]
        if kind == "count":
            return absent(*picks) or Fraction(sum(picks))
        wanted = [w for w, pick in zip(inside, picks, strict=True) if pick is not False]
        vs = [w.value(value) for w in wanted if value]
        ws = [w.value(weight) for w in wanted if weight]
        bad = absent(*picks, *vs, *ws)
        if bad:
            return bad
        if kind == "sum":
            return sum(vs, ZERO)
        if not vs or (ws and not sum(ws)):
            return UNDEFINED
        if kind == "weighted_average":
            return sum((v * w for v, w in zip(vs, ws, strict=True)), ZERO) / sum(ws)
        if kind == "average":
            return sum(vs, ZERO) / len(vs)
        return max(vs) if kind == "max" else min(vs)

    # --- conditions --------------------------------------------------------------------------

    def holds(self, e: Expr) -> Any:
        """True, False, MISSING or UNDEFINED."""
        return self.value(e)

    def _cmp(self, op: str, left: Expr, right: Expr) -> Any:
        a, b = self.value(left), self.value(right)
        bad = absent(a, b)
        if bad:
            return bad
        if isinstance(a, str) and op not in ("=", "!="):
            a, b = RANK[a], RANK[b]
        return _ORDERED[op](a, b)

    def _chain(self, a: Expr, first: str, b: Expr, second: str, c: Expr) -> Any:
        return self._and(("cmp", first, a, b), ("cmp", second, b, c))

    def _in(self, e: Expr, interval: Interval) -> Any:
        return self.inside(e, interval)

    def inside(self, e: Expr, interval: Interval) -> Any:
        v = self.value(e)
        if absent(v):
            return v
        answers: list[Any] = [True]
        if interval.lower:
            answers.append(self._cmp(">=" if interval.lower_closed else ">", e, interval.lower))
        if interval.upper:
            answers.append(self._cmp("<=" if interval.upper_closed else "<", e, interval.upper))
        return False if False in answers else either(*answers) or True

    def _and(self, *parts: Expr) -> Any:
        answers = [self.holds(part) for part in parts]
        return False if False in answers else either(*answers) or True

    def _or(self, *parts: Expr) -> Any:
        answers = [self.holds(part) for part in parts]
        return True if True in answers else either(*answers) or False

    def _not(self, e: Expr) -> Any:
        answer = self.holds(e)
        return absent(answer) or not answer


def later(day: date, months: int) -> date:
    """The same day `months` on, the last of a short month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# --- what rules give -----------------------------------------------------------------------------


def comparisons(e: Expr) -> list[Expr]:
    return (
        [e]
        if e[0] == "cmp"
        else [c for part in e[1:3] for c in comparisons(part)]
        if e[0] == "and"
        else []
    )


def is_bare(condition: Expr) -> bool:
    """A quantity that stands where a condition is expected, beside a step."""
    return condition[0] in (
        "fact",
        "def",
        "bin",
        "abs",
        "agg",
        "max",
        "min",
        "last",
        "round",
    ) and not (condition[0] == "fact" and condition[1] in ("财务公开", "政策性调整", "重大问题"))


def steps(world: World, condition: Expr, step: Step) -> Any:
    if is_bare(condition):
        excess = world.value(condition)
    else:
        op, a, b = comparisons(condition)[0][1:]
        excess = world.value(("bin", "-", *((a, b) if op in (">", ">=") else (b, a))))
    size = world.value(step.size)
    if absent(excess) or excess <= 0:
        return absent(excess) or ZERO
    if absent(size) or size <= 0:
        return absent(size) or UNDEFINED
    count = excess / size
    return {"full": count // 1, "started": -(-count // 1), "proportional": count}[step.mode]


def points(world: World, e: Expr, path: str) -> Any:
    if e[0] == "judged":
        return world.data["judged"].get(f"{path}/{e[4]}" if e[4] else path, MISSING)
    return world.value(e)


def worth(
    world: World,
    rule: Award | Change,
    path: str,
) -> Any:
    many: Any = Fraction(1)
    if rule.step and rule.condition:
        many = steps(world, rule.condition, rule.step)
        if many == 0:
            return ZERO
    each = points(world, rule.points, path)
    most = world.value(rule.most) if rule.most else ZERO
    bad = absent(many, each, most)
    if bad:
        return bad
    return min(many * each, most) if rule.most else many * each


def applies(world: World, rule: Award | Change) -> Any:
    """A bare quantity beside a step: an award holds for any, a change where there is an excess."""
    if rule.condition is None:
        return True
    if rule.step and is_bare(rule.condition):
        value = world.value(rule.condition)
        return True if isinstance(rule, Award) else absent(value) or value > 0
    return world.holds(rule.condition)


def exempting(world: World, amount: Any, unless: Expr | None, *, asked: bool) -> Any:
    """The amount, unless an exemption makes it irrelevant; `asked` False: nothing to exempt."""
    if unless is None or not asked:
        return amount
    excused = world.holds(unless)
    if excused is True:
        return ZERO
    if excused is False:
        return amount
    return either(amount, excused)


def change(world: World, rule: Change, path: str) -> Any:
    holding = applies(world, rule)
    amount = ZERO if holding is False else holding if absent(holding) else worth(world, rule, path)
    if not absent(amount) and amount < 0:
        amount = UNDEFINED
    return exempting(world, amount, rule.unless, asked=holding is not False)


def checklist(world: World, rule: Checklist, path: str) -> Any:
    amounts: list[Any] = []
    for row in rule.rows:
        holding = world.holds(row.condition)
        if not absent(holding):
            holding = holding is not (rule.kind == "deduct_missing")
        if holding is False:
            continue
        written = row.points or rule.points
        assert written is not None
        amounts.append(holding if absent(holding) else points(world, written, path))
    negative = any(not absent(a) and a < 0 for a in amounts) and rule.kind != "award"
    amount: Any = UNDEFINED if negative else absent(*amounts) or sum(amounts, ZERO)
    if rule.most and not absent(amount) and amount != 0:
        most = world.value(rule.most)
        amount = absent(most) or min(amount, most)
    return exempting(world, amount, rule.unless, asked=bool(amounts))


# --- the base ------------------------------------------------------------------------------------


def quantities(e: Expr) -> list[Expr]:
    """What a condition speaks of: the sides of its comparisons that are not fixed."""
    match e[0]:
        case "cmp" | "chain":
            sides = e[2:4] if e[0] == "cmp" else e[1::2]
            return [s for s in sides if not is_fixed(s)]
        case "in":
            return [e[1]]
        case "and" | "or" | "not":
            return [q for part in e[1:] for q in quantities(part)]
        case _:
            return [e] if is_bare(e) else []


def is_fixed(e: Expr) -> bool:
    return e[0] in ("num", "full", "word", "date", "truth") or (
        e[0] in ("bin", "neg", "abs") and all(is_fixed(p) for p in e[1:] if isinstance(p, tuple))
    )


def base(world: World, rules: Iterable[RulePlan], path: str) -> Any:
    rules = tuple(rules)
    spoken: list[Expr] = []
    giving = [
        r
        for r in rules
        if isinstance(r, Award | Bands) or (isinstance(r, Checklist) and r.kind == "award")
    ]
    for rule in giving:
        if isinstance(rule, Checklist):
            return checklist(world, rule, path)
        if isinstance(rule, Award):
            spoken += quantities(rule.condition) if rule.condition else []
            holding = applies(world, rule)
            if absent(holding):
                return holding
            if holding:
                return worth(world, rule, path)
            continue
        spoken.append(rule.subject)
        for row in rule.rows:
            fits = world.inside(rule.subject, row.interval) if row.interval else True
            if absent(fits):
                return fits
            if fits:
                return band(world, rule, row.interval, row.points, path)
    if not giving:
        return world.full
    covering = [
        applies(world, r)
        for r in rules
        if isinstance(r, Change)
        and r.kind == "deduct"
        and any(q in spoken for q in quantities(r.condition))
    ]
    return world.full if True in covering else either(*covering) or UNDEFINED


def band(world: World, rule: Bands, interval: Interval | None, p: Expr, path: str) -> Any:
    if p[0] != "line":
        return points(world, p, path)
    assert interval is not None
    assert interval.lower is not None
    assert interval.upper is not None
    x, a, b = (world.value(e) for e in (rule.subject, interval.lower, interval.upper))
    low, high = world.value(p[1]), world.value(p[2])
    bad = absent(x, a, b, low, high)
    if bad:
        return bad
    return low if a == b else low + (high - low) * (x - a) / (b - a)


# --- nodes ---------------------------------------------------------------------------------------


UNBOUNDED = Fraction(10**9)


def failed(word: str) -> Answer:
    return Answer("unknown" if word is MISSING else "not_computable")


def bounds(node: NodePlan) -> tuple[Fraction, Fraction]:
    if node.children and node.lower is None and node.upper is None:
        return -UNBOUNDED, UNBOUNDED  # the parts are bounded, their sum is not bounded again
    return (
        ZERO if node.lower is None else node.lower,
        node.full if node.upper is None else node.upper,
    )


def clamp(number: Fraction, limits: tuple[Fraction, Fraction]) -> Fraction:
    return max(limits[0], min(limits[1], number))


def capped(world: World, rules: Iterable[RulePlan], score: Fraction) -> Any:
    """The lowest cap that holds, or the score; a cap that changes nothing is not asked about."""
    found: list[tuple[Fraction, Any]] = []
    for rule in rules:
        if isinstance(rule, Cap):
            limit = world.value(rule.points)
            if absent(limit):
                holding = world.holds(rule.condition) if rule.condition else True
                if holding is not False:
                    return limit
                continue
            if world.plan.places is not None:
                grain = 10**world.plan.places
                limit = Fraction((limit * grain).__floor__(), grain)
            if limit < score:
                found.append((limit, rule.condition))
    for limit, condition in sorted(found, key=lambda pair: pair[0]):
        holding = world.holds(condition) if condition else True
        if holding is not False:
            return absent(holding) or limit
    return score


def within(number: Fraction, limits: tuple[Fraction, Fraction], places: int | None) -> Fraction:
    """A rounded number that has left the bounds goes to the last decimal inside them."""
    if places is None or limits[0] <= number <= limits[1]:
        return clamp(number, limits)
    grain = 10**places
    if number > limits[1]:
        return Fraction((limits[1] * grain).__floor__(), grain)
    return Fraction((limits[0] * grain).__ceil__(), grain)


def finish(
    world: World,
    node: NodePlan,
    exact: Fraction,
    score: Fraction | None = None,
    beside: Fraction = ZERO,
) -> Answer:
    """Bounds, rounding, caps; `score` where the children were already rounded one by one.

    Points beside the marks are what they make of the bounded score.
    """
    limits = bounds(node)
    plain = clamp(exact - beside, limits)
    exact = clamp(exact, limits)
    shown = exact if score is None else clamp(score, limits)
    if limits[1] != UNBOUNDED:
        shown = within(rounded(shown, world.plan.places), limits, world.plan.places)
    limit = capped(world, node.rules, shown)
    if absent(limit):
        return failed(limit)
    if limit < shown:
        exact, plain = min(exact, limit), min(plain, limit)
    return Answer("scored", limit, exact, exact - plain)


def leaf(world: World, node: NodePlan, path: str, above: tuple[Inapplicable, ...]) -> Answer:
    for rule in (*above, *node.rules):
        if isinstance(rule, Inapplicable):
            holding = world.holds(rule.condition)
            if absent(holding):
                return failed(holding)
            if holding and rule.treatment == "exclude":
                return Answer("excluded")
            if holding:
                plain = node.full if rule.treatment == "full" else ZERO
                return finish(world, node._replace(rules=()), plain)
    start = base(world, node.rules, path)
    added: list[Any] = []
    taken: list[Any] = []
    for rule in node.rules:
        if isinstance(rule, Change):
            (taken if rule.kind == "deduct" else added).append(change(world, rule, path))
        elif isinstance(rule, Checklist) and rule.kind != "award":
            taken.append(checklist(world, rule, path))
    loss: Any = absent(*taken) or sum(taken, ZERO)
    pardons = [r.condition for r in node.rules if isinstance(r, Pardon)]
    if pardons:
        pardon = pardons[0] if len(pardons) == 1 else ("or", *pardons)
        loss = exempting(world, loss, pardon, asked=loss != 0)
    bad = absent(start, loss, *added)
    return failed(bad) if bad else finish(world, node, start + sum(added, ZERO) - loss)


def heading(
    world: World,
    node: NodePlan,
    path: str,
    above: tuple[Inapplicable, ...],
    into: dict[str, Answer],
) -> Answer:
    world = world._replace(full=node.full)
    if not node.children:
        found = leaf(world, node, path, above)
        if found.outcome == "scored":
            found = found._replace(behind=node.full)
    else:
        above = (*above, *(r for r in node.rules if isinstance(r, Inapplicable)))
        below = [
            heading(world, child, f"{path}/{child.name}", above, into) for child in node.children
        ]
        found = gathered(world, node, below)
    if found.outcome == "scored" and not found.behind:
        found = found._replace(beside=found.exact or ZERO)
    into[path] = found
    return found


def gathered(
    world: World, node: NodePlan, below: list[Answer], *, is_total: bool = False
) -> Answer:
    """Children together, scaled where full marks are left out: inside a heading or in the total."""
    outcomes = {answer.outcome for answer in below}
    for worst in ("not_computable", "unknown"):
        if worst in outcomes:
            return Answer(worst)
    kept = [answer for answer in below if answer.outcome == "scored"]
    if not kept:
        return Answer("excluded")
    scores = sum((a.score or ZERO for a in kept), ZERO)
    exact = sum((a.exact or ZERO for a in kept), ZERO)
    beside = sum((a.beside for a in kept), ZERO)
    behind = sum((a.behind for a in kept), ZERO)
    converts = is_total or world.plan.rescale == "group"
    if not converts or behind in (ZERO, node.full):
        return finish(world, node, exact, scores, beside)._replace(behind=behind)
    exact = (exact - beside) / behind * node.full + beside
    shown = rounded(exact, world.plan.places)
    return finish(world, node, exact, shown, beside)._replace(behind=node.full)


def answer(plan: Plan, data: Data) -> Answers:
    """Every node, the total and the grade."""
    nodes: dict[str, Answer] = {}
    world = World(plan, data)
    below = [heading(world, node, node.name, (), nodes) for node in plan.nodes]
    root = NodePlan("总分", plan.full, stated=True, children=plan.nodes)
    unbounded = root._replace(lower=-UNBOUNDED, upper=UNBOUNDED)
    exactly = world._replace(plan=plan._replace(places=None))
    together = gathered(exactly, unbounded, below, is_total=True)
    if together.outcome != "scored":
        return Answers(together.outcome, None, None, nodes)
    raw = together.score or ZERO
    if sum((a.behind for a in below), ZERO) not in (ZERO, plan.full):
        raw = rounded(raw, plan.places)
    limits = (
        ZERO if plan.total_lower is None else plan.total_lower,
        plan.full if plan.total_upper is None else plan.total_upper,
    )
    world = world._replace(full=plan.full)
    moves = [
        (1 if r.kind == "add" else -1, change(world, r, "总分"))
        for r in plan.total_rules
        if isinstance(r, Change)
    ]
    bad = absent(*(m for _, m in moves))
    if bad:
        return Answers(failed(bad).outcome, None, None, nodes)
    raw = clamp(raw + sum((s * m for s, m in moves), ZERO), limits)
    raw = within(rounded(raw, plan.places), limits, plan.places)
    total = capped(world, plan.total_rules, raw)
    vetoes = [(r, world.holds(r.condition)) for r in plan.total_rules if isinstance(r, Veto)]
    bad = absent(total, *(h for _, h in vetoes))
    if bad:
        return Answers(failed(bad).outcome, None, None, nodes)
    fired = [r for r, h in vetoes if h]
    if any(r.zero for r in fired):
        total = ZERO
    names = [name for name, _ in plan.grades]
    reached = [names.index(n) for n, least in plan.grades if total >= least][:1]
    forced = [names.index(r.grade) if r.grade else len(names) - 1 for r in fired if not r.zero]
    place = max(forced + (reached or [len(names) - 1])) if forced else next(iter(reached), None)
    return Answers("scored", total, None if place is None else names[place], nodes)
