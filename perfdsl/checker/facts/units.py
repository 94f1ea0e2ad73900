"""Amounts in 元 among those in 万元, and the other way round: the ratios the rules compute are absurd."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from perfdsl.checker.facts.numbers import unit_size
from perfdsl.checker.facts.words import canonical_name
from perfdsl.checker.facts.worked_out import Amounts, Name
from perfdsl.checker.ways_out import instead
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.model import expressions as model
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import MONEY, RATIO
from perfdsl.number import format_exact

_MOST_RATIO, _LEAST_RATIO = Fraction(50), Fraction(1, 1000)
_ORDINARY = Fraction(1, 100), Fraction(5)
_HUGE = 100_000
"""A figure in 万元 so large was written in 元."""
_LARGE = 1000
"""A figure in 万元 so large may have been written in 元, where that is nearly what it was a year ago."""
UNITS = ("元", "万元", "亿元")
_UP = {"元": "万元", "万元": "亿元"}
_SMALL = {"元": 100_000, "万元": 100}
"""A figure smaller than that may have been written in the next larger unit."""
_TINY = 20
"""No sum an office spends on something is so few 元."""
_WHOLE = re.compile(
    "(?:年初|年末|全年|全部|本年|当年|年度|批复|调整|到位|实际|财政|部门|总|合计|累计|一般公共)*(?:预算|支出|收入|资金|决算|拨款|投资|概算)"
    "(?:数|额|总额|总数|合计|完成|安排|批复|执行)*|(?:total_|annual_|adjusted_|actual_)*(?:budget|spending|spent|revenue|expenditure|appropriation)",
    re.IGNORECASE,
)
"""The whole of what an office has or spends; any part of it may be a few 元."""
_AMONG = Fraction(1, 10), Fraction(10)
"""How far from the middle of the others an amount lies that is one of them."""
_TOTAL = re.compile("预算|决算|支出|收入|完成|到位|拨款|下达|总额|合计")
_MAY_BE_SMALL = re.compile("违|罚|欠|超|差|结余|结转|调整|追加|追减|上缴|利息|三公|接待|出国|公车")
"""Amounts that are a few 元 in good order, whatever the budget is."""
_EXTRA = re.compile("违|罚|欠|超|差|结余|结转|调整|追加|追减|上缴|利息")
_NEARLY = Fraction(1, 2), Fraction(2)
"""What is spent of what was planned for the same, in the same unit."""
_SPENT = re.compile(
    r"(.{2,}?)_?(?:实际)?(?:支出|决算|完成|执行|列支|花费|使用|spending|spent|actual|cost|outlay)[数额]?"
)
_PLANNED = re.compile(
    r"(.{2,}?)_?(?:年初|批复|安排|下达)?(?:预算|计划|budget|planned|plan)(?:安排|批复)?[数额]?"
)
_LONGEST = 80
_LEAST_COMMON = 6
"""So many letters two English names share that are of the same; half as many characters in Chinese."""
_SIDES = 2


def check_units(
    facts: Facts, rulebook: RuleBook, found: tuple[model.Expr, ...], diagnostics: Diagnostics
) -> None:
    """One amount in another unit, because of which ratios are absurd that would else be ordinary."""
    usual = _usual_unit(facts, rulebook.money_unit)
    if usual is None:
        return
    ratios = [*_ratios(found), *_pairs(rulebook), *_over_years(facts, rulebook)]
    plain = Amounts(facts, rulebook)
    absurd = [each for each in ratios if _is_absurd(plain.value(each))]
    if not absurd:
        return
    is_small = all(abs(plain.value(each) or Fraction(0)) < _LEAST_RATIO for each in absurd)
    scores: dict[Name, tuple[int, Fact, str]] = {}
    amounts = amounts_of(fact for _, fact in all_facts(facts))
    asked = names_in(absurd[0], rulebook)
    for name, fact in all_facts(facts):
        if name not in asked:
            continue  # whatever it is, that ratio stays as it is
        unit = other_unit(fact, usual)
        is_lowered = unit is None and _may_be_lowered(fact)
        unit = "元" if is_lowered else unit
        if unit is None or not isinstance(fact.value, Fraction):
            continue
        changed = fact.value / unit_size(fact.unit) * unit_size(unit)
        trial = attrs.evolve(plain, changed={name: changed})
        if is_small and not _may_not_be_small(fact, unit, trial, absurd):
            continue
        if is_lowered:
            if not all(
                _is_near(trial.value(each)) and _holds_the_same(fact.name, each) for each in absurd
            ):
                continue
        elif not _is_one_of_them(fact, changed, amounts, is_raised=unit == _UP.get(usual)):
            continue
        if not any(_is_absurd(trial.value(each)) for each in ratios):
            fixed = sum(_is_ordinary(trial.value(each)) for each in absurd)
            scores[name] = (fixed, fact, unit)
    best = max((fixed for fixed, *_ in scores.values()), default=0)
    chosen = [(fact, unit) for fixed, fact, unit in scores.values() if fixed == best]
    if best and len(chosen) == 1:
        report_unit(*chosen[0], diagnostics)


def _may_be_lowered(fact: Fact) -> bool:
    """So many 万元 may be 元, if that is nearly what all it is held against comes to."""
    amount = _amount(fact)
    return fact.unit == "万元" and amount is not None and abs(amount) / unit_size("万元") >= _LARGE


def _is_one_of_them(
    fact: Fact, changed: Fraction, amounts: Sequence[Fraction], *, is_raised: bool
) -> bool:
    """Whether the amount comes nearer to the others of the file; a raised one among them, if it is not tiny."""
    middle = middle_of(amounts, [fact])
    if middle is None or not isinstance(fact.value, Fraction):
        return not is_raised
    if is_raised and not _is_tiny(fact):
        return _AMONG[0] <= abs(changed) / middle <= _AMONG[1]
    return distance(changed, middle) <= distance(fact.value, middle)


def amounts_of(facts: Iterable[Fact]) -> list[Fraction]:
    """How much they are, without signs, from the least; what is none counts for nothing."""
    return sorted(abs(amount) for fact in facts if (amount := _amount(fact)))


def _amount(fact: Fact) -> Fraction | None:
    is_amount = fact.unit in UNITS and isinstance(fact.value, Fraction)
    return fact.value if is_amount and isinstance(fact.value, Fraction) else None


def middle_of(amounts: Sequence[Fraction], but: Iterable[Fact]) -> Fraction | None:
    """The median of the ordered amounts without those of some facts; None where there are too few."""
    left_out = sorted(abs(amount) for fact in but if (amount := _amount(fact)))
    count = len(amounts) - len(left_out)
    at = count // 2
    for number, amount in enumerate(left_out):
        same = left_out[:number].count(amount)
        at += bisect_left(amounts, amount) + same <= at
    return amounts[at] if count >= _SIDES else None


def distance(amount: Fraction, middle: Fraction) -> Fraction:
    return max(abs(amount) / middle, middle / abs(amount))


def all_facts(facts: Facts) -> Iterator[tuple[Name, Fact]]:
    for is_past, given in ((False, facts.values), (True, facts.last_year)):
        for name, fact in given.items():
            yield (name, is_past), fact


def names_in(ratio: model.Expr, rulebook: RuleBook) -> set[Name]:
    """The facts and definitions it is worked out from."""
    found: set[Name] = set()
    waiting: list[tuple[model.Expr, bool]] = [(ratio, False)]
    while waiting:
        expression, is_past = waiting.pop()
        for part in model.walk(expression):
            if not isinstance(part, model.FactReference | model.DefinitionReference):
                continue
            name = (part.name, is_past or part.last_year)
            definition = rulebook.definitions.get(part.name)
            if name not in found and definition is not None:
                waiting.append((definition.value, name[1]))
            found.add(name)
    return found


def _ratios(found: Iterable[model.Expr]) -> Iterator[model.Expr]:
    """Ratios of two amounts; and two amounts of the same that are compared, as a ratio."""
    for each in found:
        if _is_ratio_of_money(each):
            yield each
        elif (
            isinstance(each, model.Comparison)
            and each.left.type == each.right.type == MONEY
            and isinstance(each.left, model.FactReference)
            and isinstance(each.right, model.FactReference)
            and _are_of_the_same(each.left.name, each.right.name)
        ):
            yield model.Arithmetic("/", each.left, each.right, type=RATIO, span=each.span)


def _pairs(rulebook: RuleBook) -> Iterator[model.Expr]:
    """What was spent, over what was planned for it, by their names: `三公经费支出数` and `三公经费预算数`."""
    spent, planned = (
        [
            (found[1], fact)
            for fact in rulebook.facts.values()
            if fact.type == MONEY and len(fact.name) <= _LONGEST
            if (found := pattern.fullmatch(canonical_name(fact.name))) is not None
        ]
        for pattern in (_SPENT, _PLANNED)
    )
    for what, fact in spent:
        for other in (each for of, each in planned if of == what and each is not fact):
            left, right = (
                model.FactReference(each.name, last_year=False, type=MONEY, span=each.span)
                for each in (fact, other)
            )
            yield model.Arithmetic("/", left, right, type=RATIO, span=fact.span)


def _over_years(facts: Facts, rulebook: RuleBook) -> Iterator[model.Expr]:
    """Each amount over that of last year."""
    for name in facts.last_year:
        fact = rulebook.facts.get(name)
        if fact is not None and fact.type == MONEY and name in facts.values:
            now, before = (
                model.FactReference(name, last_year=is_past, type=MONEY, span=fact.span)
                for is_past in (False, True)
            )
            yield model.Arithmetic("/", now, before, type=RATIO, span=fact.span)


def _are_of_the_same(name: str, other: str) -> bool:
    """`三公经费支出数` and `三公经费预算数`, `reception_cost` and `reception_budget`."""
    pair = [canonical_name(each) for each in (name, other)]
    least = _LEAST_COMMON if pair[0].isascii() else _LEAST_COMMON // 2
    return len(pair[0]) >= least and pair[1].startswith(pair[0][:least])


def _may_not_be_small(fact: Fact, unit: str, trial: Amounts, absurd: list[model.Expr]) -> bool:
    """A total of the office; or what in the other unit is nearly the amount of the same it is held against."""
    name = fact.name
    values = [trial.value(each) for each in absurd]
    is_near = all(map(_is_near, values))
    if _TOTAL.search(name) and not _MAY_BE_SMALL.search(name):
        is_raised = unit == _UP.get(fact.unit or "")
        if not is_raised or (is_near and _WHOLE.fullmatch(name)) or _is_tiny(fact):
            return True
    is_the_same = is_near and all(_holds_the_same(name, each) for each in absurd)
    return is_the_same and not _EXTRA.search(name)


def is_whole(name: str) -> bool:
    """Whether the canonical name is that of all an office, or a project, has or spends."""
    return _WHOLE.fullmatch(re.sub("^(?:项目|工程|专项)", "", name)) is not None


def _is_tiny(fact: Fact) -> bool:
    return fact.unit == "元" and isinstance(fact.value, Fraction) and abs(fact.value) < _TINY


def _holds_the_same(name: str, ratio: model.Expr) -> bool:
    """Whether both sides of the ratio name the same kind of amount."""
    sides = (ratio.left, ratio.right) if isinstance(ratio, model.Arithmetic) else ()
    return len(sides) == _SIDES and all(
        any(
            isinstance(part, model.FactReference) and _are_of_the_same(part.name, name)
            for part in model.walk(side)
        )
        for side in sides
    )


def report_unit(
    fact: Fact, unit: str, diagnostics: Diagnostics, size: Fraction | None = None
) -> None:
    """Report it; `size` is how much of the unit it is read in one of the other is."""
    if fact.written is None or not isinstance(fact.value, Fraction):
        return
    given = unit_size(fact.unit)
    figure = format_exact(fact.value / given)
    meant = f'"{figure}{unit}"'
    is_bare = re.fullmatch(r"[\d._]+", fact.written.text) is not None
    size = unit_size(unit) / given if size is None else size
    texts = (format_exact(fact.value / given * size), meant) if is_bare else (meant,)
    diagnostics.report(
        codes.UNLIKELY_UNIT,
        fact.written,
        helps=[instead(fact.written, text) for text in texts],
        key=fact.name,
        text=f"{figure}{fact.unit}",
        unit=unit,
    )


def _usual_unit(facts: Facts, by_default: str | None) -> str | None:
    """The unit of most amounts in the file; of two that are as frequent, that of the rules."""
    units = Counter(fact.unit for fact in facts.values.values() if fact.unit in UNITS)
    ranked = units.most_common(2)
    most = [unit for unit, count in ranked if count == ranked[0][1] >= _SIDES]
    if len(most) == _SIDES:
        return by_default if by_default in most else None
    return most[0] if most else None


def other_unit(fact: Fact, usual: str) -> str | None:
    if fact.unit not in UNITS or fact.value == 0 or not isinstance(fact.value, Fraction):
        return None
    if fact.unit != usual:
        return usual
    figure = abs(fact.value) / unit_size(usual)
    if usual != "元" and figure >= _HUGE:
        return "元"
    is_small = figure < _SMALL.get(usual, 0) and (usual == "元" or figure.denominator > 1)
    return _UP[usual] if is_small else None


def _is_ratio_of_money(expression: model.Expr) -> bool:
    return (
        isinstance(expression, model.Arithmetic)
        and expression.operator == "/"
        and expression.left.type == expression.right.type == MONEY
    )


def _is_absurd(ratio: Fraction | None) -> bool:
    return ratio is not None and ratio != 0 and not _LEAST_RATIO <= abs(ratio) <= _MOST_RATIO


def _is_near(ratio: Fraction | None) -> bool:
    return ratio is not None and _NEARLY[0] <= abs(ratio) <= _NEARLY[1]


def _is_ordinary(ratio: Fraction | None) -> bool:
    return ratio is not None and _ORDINARY[0] <= abs(ratio) <= _ORDINARY[1]
