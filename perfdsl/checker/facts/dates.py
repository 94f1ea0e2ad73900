"""Days of another year: what the rules count between or compare lies a year apart, by a forgotten year."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.checker.ways_out import instead
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import DATE, DAYS, MONTHS, WORKDAYS
from perfdsl.wording import Words

_CLOSE, _FAR = 90, 200
"""Days between two dates with the right year, and with the wrong one."""
_APART = 300
"""Days between two dates of which the later one is not earlier, but far too late."""
_IN_DAYS = {DAYS: Fraction(1), WORKDAYS: Fraction(7, 5), MONTHS: Fraction(30)}
_LONG = re.compile(
    "立项|竣工|完工|开工|合同|签订|签署|工期|起始|终止|到期|投产|启动|成立|设立|建成|交付|入库|上年|去年|"
    "start|finish|contract|complet|begin|sign|last_year",
    re.IGNORECASE,
)
"""What may well take years."""
_EARLY = re.compile("批复|审批|下达|批准|approv|alloc", re.IGNORECASE)
"""What may well be done long before the last day for it."""
_DEADLINE = re.compile("期限|截止|应报|应当|应于|时限|due|deadline", re.IGNORECASE)
_FIRST_HALF = 6
_ENDS_OF_YEAR = ((12, 31), (1, 1))
"""As a limit they say which year, not which day."""
_SIDES = 2

Day = model.FactReference | model.FieldReference | model.Constant
Row = Mapping[str, Fact]


@attrs.frozen
class Pair:
    """Two days of the rules; `is_span` where they count from `start` to `end`, else they compare the two."""

    start: Day
    end: Day
    is_span: bool


def check_dates(facts: Facts, rulebook: RuleBook, diagnostics: Diagnostics) -> None:
    """The day of a pair whose year is wrong, where another year would put the pair right."""
    year = facts.year or rulebook.year
    told: set[int] = set()
    given = [
        (start, end, pair, limit)
        for pair, limit in _pairs(rulebook)
        for start, end in _given(pair, facts)
    ]
    gaps = _Gaps((start, end, pair.is_span) for start, end, pair, _ in given)
    for start, end, pair, limit in given:
        if {_place(start), _place(end)} & told:
            continue
        if pair.is_span and _report_order(start, end, year, gaps, diagnostics):
            told |= {_place(start), _place(end)}
        elif limit is not None and limit < _FAR and not _takes_long(start, end):
            far = _year_apart(start, end, facts, year, is_span=pair.is_span)
            if far is not None and not gaps.are_broken(*far):
                told.add(_place(far[0]))
                _report_apart(*far, end if far[0] is start else start, diagnostics)


class _Gaps:
    """All pairs of days of the file: what becomes of them where one day is another."""

    def __init__(self, given: Iterable[tuple["Fact | date", "Fact | date", bool]]) -> None:
        self._of: dict[int, list[tuple[Fact | date, Fact | date, bool]]] = {}
        for start, end, is_span in given:
            for each in (start, end):
                if isinstance(each, Fact):
                    self._of.setdefault(_place(each), []).append((start, end, is_span))

    def are_broken(self, fact: Fact, moved: date) -> bool:
        """Whether two days that go together as they are would not, with the fact on another day."""
        for start, end, is_span in self._of.get(_place(fact), ()):
            first, last = (moved if each is fact else _day(each) for each in (start, end))
            was_right = _go_together((_day(end) - _day(start)).days, is_span=is_span)
            if was_right and not _go_together((last - first).days, is_span=is_span):
                return True
        return False


def _go_together(days: int, *, is_span: bool) -> bool:
    return abs(days) <= _FAR and (days >= 0 or not is_span)


def _place(given: "Fact | date") -> int:
    return given.span.start if isinstance(given, Fact) else -1 - given.toordinal()


# --- pairs of the rules --------------------------------------------------------------------------


def _pairs(rulebook: RuleBook) -> Iterator[tuple[Pair, Fraction | None]]:
    """Each once, with the longest span of time in the rules where it stands; None where there is none."""
    found: dict[tuple[str, ...], tuple[Pair, Fraction | None]] = {}
    rules = [rule for indicator in rulebook.walk() for rule in indicator.rules]
    groups: list[list[model.Expr]] = [
        list(_inside(expressions_in(rule), rulebook)) for rule in (*rules, *rulebook.total_rules)
    ]
    groups += [[*model.walk(each.value)] for each in rulebook.definitions.values()]
    for group in groups:
        limits = [
            abs(each.value) * _IN_DAYS[each.type]
            for each in group
            if isinstance(each, model.Constant)
            and each.type in _IN_DAYS
            and isinstance(each.value, Fraction)
        ]
        for pair in filter(None, map(_pair, group)):
            known = found.get(_key(pair), (pair, None))[1]
            least = limits if pair.is_span else [*limits, Fraction(0)]
            all_limits = [*least, *([] if known is None else [known])]
            found[_key(pair)] = (pair, max(all_limits, default=None))
    yield from found.values()


def _inside(expressions: Iterable[model.Expr], rulebook: RuleBook) -> Iterator[model.Expr]:
    """Everything in them, and in the definitions they use."""
    waiting, used = list(expressions), set[str]()
    while waiting:
        for each in model.walk(waiting.pop()):
            yield each
            if isinstance(each, model.DefinitionReference) and each.name not in used:
                used.add(each.name)
                definition = rulebook.definitions.get(each.name)
                waiting += [definition.value] if definition is not None else []


def _pair(expression: model.Expr) -> Pair | None:
    match expression:
        case model.WorkingDays():
            ends: tuple[model.Expr, ...] = (expression.start, expression.end)
        case model.Arithmetic(operator="-") if _are_days(expression.left, expression.right):
            ends = (expression.right, expression.left)
        case model.Comparison() if _are_days(expression.left, expression.right):
            ends = (_shiftless(expression.left), _shiftless(expression.right))
        case _:
            return None
    start, end = map(_named_day, ends)
    if start is None or end is None:
        return None
    if isinstance(start, model.Constant) and isinstance(end, model.Constant):
        return None
    return Pair(start, end, is_span=not isinstance(expression, model.Comparison))


def _are_days(left: model.Expr, right: model.Expr) -> bool:
    return left.type == right.type == DATE


def _shiftless(expression: model.Expr) -> model.Expr:
    """The day of `整改期限 + 60天`."""
    match expression:
        case model.Arithmetic(operator="+" | "-") if expression.left.type == DATE:
            return expression.left
        case _:
            return expression


def _named_day(expression: model.Expr) -> Day | None:
    match expression:
        case model.FactReference():
            return None if expression.last_year else expression
        case model.Constant():
            value = expression.value
            is_day = isinstance(value, date) and (value.month, value.day) not in _ENDS_OF_YEAR
            return expression if is_day else None
        case model.FieldReference():
            return expression
        case _:
            return None


def _key(pair: Pair) -> tuple[str, ...]:
    return (*(_name(each) for each in (pair.start, pair.end)), str(pair.is_span))


def _name(day: Day) -> str:
    match day:
        case model.FactReference():
            return day.name
        case model.FieldReference():
            return f"{day.records}.{day.field}"
        case _:
            return str(day.value)


# --- days of the file ----------------------------------------------------------------------------


def _given(pair: Pair, facts: Facts) -> Iterator[tuple["Fact | date", "Fact | date"]]:
    """The two days as given, once, or in each record."""
    records = next(
        (each.records for each in (pair.start, pair.end) if isinstance(each, model.FieldReference)),
        None,
    )
    rows: tuple[Row, ...] = ({},)
    if records is not None:
        listed = facts.values.get(records)
        rows = listed.value if listed is not None and isinstance(listed.value, tuple) else ()
    for row in rows:
        start, end = (_value(each, row, facts) for each in (pair.start, pair.end))
        if start is not None and end is not None:
            yield start, end


def _value(day: Day, row: Row, facts: Facts) -> "Fact | date | None":
    match day:
        case model.Constant():
            return day.value if isinstance(day.value, date) else None
        case model.FactReference():
            fact = facts.values.get(day.name)
        case _:
            fact = row.get(day.field)
    return fact if fact is not None and isinstance(fact.value, date) else None


def _day(given: "Fact | date") -> date:
    day = given.value if isinstance(given, Fact) else given
    assert isinstance(day, date)
    return day


def takes_long(name: str) -> bool:
    """Whether what the name says may well take years, or be of another one."""
    return _LONG.search(name) is not None


def _takes_long(*days: "Fact | date") -> bool:
    return any(isinstance(each, Fact) and takes_long(each.name) for each in days)


# --- the later day comes first -------------------------------------------------------------------


def _report_order(
    start: "Fact | date",
    end: "Fact | date",
    year: int | None,
    gaps: _Gaps,
    diagnostics: Diagnostics,
) -> bool:
    if not isinstance(start, Fact) or not isinstance(end, Fact):
        return False
    meant = _year_meant(start, end, year)
    if meant is None:
        return False
    fact, day = meant
    other = start if fact is end else end
    diagnostics.report(
        codes.DAYS_OUT_OF_ORDER,
        fact.written,
        helps=[instead(fact.written, day.isoformat())]
        if fact.written is not None and not gaps.are_broken(fact, day)
        else (),
        key=start.name,
        other=end.name,
        first=str(other.value),
        text=str(fact.value),
    )
    return True


def _year_meant(start: Fact, end: Fact, year: int | None) -> tuple[Fact, date] | None:
    """The day whose year is wrong, in the right year."""
    first, last = _day(start), _day(end)
    if (first - last).days < _FAR:
        return None
    is_start = year is not None and last.year == year and first.year != year
    is_start = is_start and not _is_due_later(start, year)
    years = (last.year, last.year - 1) if is_start else (first.year, first.year + 1)
    for each in years:
        moved = _in_year(first if is_start else last, each)
        gap = (last - moved).days if is_start and moved else (moved - first).days if moved else -1
        if moved is not None and 0 <= gap <= _CLOSE:
            return (start, moved) if is_start else (end, moved)
    return None


def _is_due_later(given: "Fact | date", year: int | None) -> bool:
    """A report on the year that is due in the first half of the next one."""
    day = _day(given)
    is_deadline = isinstance(given, Fact) and _DEADLINE.search(given.name) is not None
    return is_deadline and year is not None and day.year == year + 1 and day.month <= _FIRST_HALF


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


# --- the two are a year apart --------------------------------------------------------------------


def _year_apart(
    start: "Fact | date", end: "Fact | date", facts: Facts, year: int | None, *, is_span: bool
) -> tuple[Fact, date] | None:
    """The one whose year is to blame, in the right year."""
    gap = (_day(end) - _day(start)).days
    if abs(gap) <= _APART or (is_span and gap < 0):
        return None
    wrong = _to_blame(start, end, facts, year)
    if wrong is None:
        return None
    other = end if wrong is start else start
    day, near = _day(wrong), _day(other)
    moved = _in_year(day, day.year + (1 if near > day else -1))
    if moved is None or abs((near - moved).days) > _CLOSE:
        return None
    late = (near - moved).days if wrong is start else (moved - near).days
    return None if is_span and late < 0 else (wrong, moved)


def _to_blame(
    start: "Fact | date", end: "Fact | date", facts: Facts, year: int | None
) -> Fact | None:
    """That of the file where the rules name the other; the farther from the year; the only one of its year."""
    named = [each for each in (start, end) if isinstance(each, Fact)]
    if len(named) < _SIDES:
        limit = start if named[0] is end else end
        return named[0] if _misses(named[0], _day(limit), facts, year) else None
    if year is not None:
        for one, other in (named, named[::-1]):
            if _is_due_later(one, year) and _day(other).year == year:
                return other
        far = [abs(_day(each).year - year) for each in named]
        if far[0] != far[1]:
            return named[0] if far[0] > far[1] else named[1]
    years = Counter(day.year for day in _days_of(facts))
    alone = [each for each in named if years[_day(each).year] == 1]
    return alone[0] if len(alone) == 1 else None


def _misses(fact: Fact, limit: date, facts: Facts, year: int | None) -> bool:
    """Whether a day that far from one of the rules is a slip: too late, or nothing else of the file is of its year.

    A day well before its limit is in order, but for a report on a year that has not ended yet.
    """
    day = _day(fact)
    if day > limit:
        return True
    if _EARLY.search(fact.name) is not None:
        return False
    is_early_report = year is not None and day.year == year and limit.year == year + 1
    return is_early_report or sum(each.year == day.year for each in _days_of(facts)) == 1


def _days_of(facts: Facts) -> Iterator[date]:
    for fact in facts.values.values():
        rows = fact.value if isinstance(fact.value, tuple) else ({fact.name: fact},)
        for row in rows:
            yield from (each.value for each in row.values() if isinstance(each.value, date))


def _report_apart(fact: Fact, moved: date, other: "Fact | date", diagnostics: Diagnostics) -> None:
    if fact.written is None:
        return
    compared = (
        Words(f"「{other.name}」", f"“{other.name}”")
        if isinstance(other, Fact)
        else Words("日期", "day")
    )
    diagnostics.report(
        codes.DAYS_FAR_APART,
        fact.written,
        helps=[instead(fact.written, moved.isoformat())],
        key=fact.name,
        text=str(fact.value),
        other=compared,
        first=str(_day(other)),
    )
