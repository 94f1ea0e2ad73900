"""Lists of records that have as many of each kind as quantities ask for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from perfdsl.model.expressions import Value
from perfdsl.model.rulebook import FactDeclaration, RuleBook
from perfdsl.model.types import ChoiceType, LevelType, Quantity, TruthType
from perfdsl.rule_tests.situations import Row, plain_content

_MOST_ROWS, _MOST_KINDS = 200, 64
Counts = Callable[[Row], Sequence[Fraction]]
"""What each of the counts comes to for one record alone."""


def rows_for(
    records: str, rulebook: RuleBook, targets: Sequence[Fraction], counts: Counts
) -> tuple[Row, ...] | None:
    """Records that come to the targets, those that count for most of them first; None where none were found."""
    if any(target.denominator != 1 or not 0 <= target <= _MOST_ROWS for target in targets):
        return None
    kinds: dict[tuple[Fraction, ...], Row] = {}
    for row in islice(_kinds(records, rulebook), _MOST_KINDS):
        kinds.setdefault(tuple(counts(row)), row)
    left = list(targets)
    rows: list[Row] = []
    for counted, row in sorted(kinds.items(), key=lambda entry: -sum(entry[0])):
        asked = [rest for rest, one in zip(left, counted, strict=True) if one]
        times = int(min(asked, default=Fraction(0)))
        rows += [row] * times
        left = [rest - times if one else rest for rest, one in zip(left, counted, strict=True)]
    return tuple(rows) if not any(left) else None


def with_one_amount(rows: Sequence[Row], facts: FactDeclaration, counts: Counts) -> tuple[Row, ...]:
    """The same, with amounts in the first record only, so that one number decides what they add up to."""
    found = list(rows[:1])
    for row in rows[1:]:
        bare = {**row, **{field.name: Fraction(0) for field in facts.fields if _may_be_none(field)}}
        found.append(bare if counts(bare) == counts(row) else row)
    return tuple(found)


def _may_be_none(field: FactDeclaration) -> bool:
    is_number = isinstance(field.type, Quantity)
    return is_number and (field.bounds is None or field.bounds.hold(Fraction(0)))


def _kinds(records: str, rulebook: RuleBook) -> Iterator[Row]:
    """Plain records that differ in their answers, words and what is none."""
    content = plain_content(records, rulebook)
    assert isinstance(content, tuple)
    plain = content[0]
    choices = [_choices(field, plain) for field in rulebook.facts[records].fields]
    for values in product(*choices):
        yield dict(zip(plain, values, strict=True))


def _choices(field: FactDeclaration, plain: Mapping[str, Value]) -> tuple[Value, ...]:
    known = plain[field.name]
    match field.type:
        case TruthType():
            return (True, False)
        case LevelType() | ChoiceType():
            return tuple(field.type.words)
        case Quantity() if _may_be_none(field):
            return (known, Fraction(0))
        case _:
            return (known,)
