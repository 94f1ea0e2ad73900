"""A part given as several times its whole: a share far above every limit of the rules, by a slipped digit."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.facts.held import held_against
from perfdsl.checker.facts.units import UNITS
from perfdsl.checker.ways_out import instead
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.measures import parted_measure
from perfdsl.model import expressions as model
from perfdsl.model.facts import Fact, Facts
from perfdsl.model.printing import show_value
from perfdsl.model.rulebook import FactDeclaration, RuleBook
from perfdsl.model.types import COUNT, MONEY, RATIO
from perfdsl.wording import phrase

_HIGHEST_LIMIT = Fraction(6, 5)
_TIMES_LIMIT, _LEAST = 3, 2
_A_DIGIT, _LEAST_FIGURE = (5, 12), 20
_A_UNIT = 1_000
"""So many times: what is beside the other in the rules may be several times as much without being wrong, and what
was done several times what was planned, the more so where it is little; about ten times is a digit."""
_PLANNED = re.compile(
    "计划|目标|任务|应|预算|设计|核定|批复|需求|plan|target|budget|due|quota|need"
)
_NO_PART = re.compile(
    "增|调整|追加|追减|上年|去年|前年|上期|基期|基数|自筹|配套|撬动|带动|社会|杠杆|贷款|融资|结转|结余|历年|累计|欠|罚|"
    "上级|中央|省级|转移支付|人次|问题|浏览|点击|访问|阅读|"
    "growth|increase|adjust|supplement|last|previous|prior|base|self|match|leverage|loan|carr|cumul|arrears|visits|clicks",
    re.IGNORECASE,
)
"""Names of what is set beside the other and is no part of it."""
_ZERO_TOO_MANY = re.compile(r"""(["']?\d+)0(["']?|[^\d,.，。]+)""")
_DEEPEST, _MOST_ADDED = 10, 12
Key = tuple[str, tuple[str, ...]]
"""The fact above the line, and the one below it or those that are added up there."""


@attrs.frozen(eq=False, repr=False)
class _Share:
    key: Key
    above: Fact
    below: tuple[Fact, ...]
    whole: Fraction
    value: Fraction
    limit: Fraction
    """The highest the rules hold it against."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.above, *self.below

    @property
    def is_absurd(self) -> bool:
        if self.value < max(Fraction(_LEAST), _TIMES_LIMIT * self.limit):
            return False
        if any(_NO_PART.search(each.name) for each in self.facts):
            return False
        is_planned = any(_PLANNED.search(each.name) for each in self.below)
        if not is_planned and self.above.unit not in UNITS:
            return self.value >= _A_UNIT or _A_DIGIT[0] <= self.value <= _A_DIGIT[1]
        figure = re.search(r"\d+", self.above.written.text if self.above.written else "")
        is_little = figure is None or int(figure[0]) < _LEAST_FIGURE
        return _A_DIGIT[0] <= self.value <= _A_DIGIT[1] and not is_little


def check_shares(
    facts: Facts, rulebook: RuleBook, found: tuple[model.Expr, ...], diagnostics: Diagnostics
) -> None:
    """Report each of them once, at the fact that is more likely to be wrong."""
    shares = list(_shares(facts, rulebook, found))
    absurd = [each for each in shares if each.is_absurd]
    among = Counter(id(fact) for each in absurd for fact in each.facts)
    in_order = {id(fact) for each in shares if not each.is_absurd for fact in each.facts}
    told: set[int] = set()
    for share in absurd:
        if any(id(fact) in told for fact in share.facts):
            continue
        above, below = share.above, share.below[0]
        is_below = len(share.below) == 1 and (
            among[id(below)] > among[id(above)]
            or (id(above) in in_order and id(below) not in in_order)
        )
        told.add(id(below if is_below else above))
        _report(share, below if is_below else above, rulebook, diagnostics)


def _shares(facts: Facts, rulebook: RuleBook, found: Iterable[model.Expr]) -> Iterator[_Share]:
    """Those of given facts whose limits are all known and those of a share."""
    for key, limits in _limits(found, rulebook).items():
        given = [facts.values.get(name) for name in (key[0], *key[1])]
        above, *below = (each for each in given if each is not None) if all(given) else (None,)
        if above is None or None in limits:
            continue
        limit = max(each for each in limits if each is not None)
        values = [each.value for each in below if isinstance(each.value, Fraction)]
        if not 0 < limit <= _HIGHEST_LIMIT or len(values) < len(below):
            continue
        whole = sum(values, Fraction(0))
        if isinstance(above.value, Fraction) and whole > 0:
            yield _Share(key, above, tuple(below), whole, above.value / whole, limit)


def _limits(found: Iterable[model.Expr], rulebook: RuleBook) -> dict[Key, list[Fraction | None]]:
    """What the rules hold each share against; None for what depends on facts, or is so many times."""
    limits: dict[Key, list[Fraction | None]] = {}
    for operand, bound in held_against(found, rulebook):
        is_multiple = isinstance(bound, model.Constant) and bound.unit == "倍"
        inner, limit = _solved(operand, None if is_multiple else constant_value(bound))
        key = _share_of(inner, rulebook)
        if key is not None:
            limits.setdefault(key, []).append(limit)
    return limits


def _solved(operand: model.Expr, limit: Fraction | None) -> tuple[model.Expr, Fraction | None]:
    """The quantity in `(x - 80%) / 20%`, and where it is when all of it is at the limit."""
    while limit is not None and isinstance(operand, model.Arithmetic):
        constant = constant_value(operand.right)
        if constant is None:
            break
        match operand.operator:
            case "-":
                limit += constant
            case "+":
                limit -= constant
            case "/":
                limit *= constant
            case _:
                limit = limit / constant if constant else None
        operand = operand.left
    return operand, limit


def _share_of(expression: model.Expr, rulebook: RuleBook) -> Key | None:
    """The facts of this year that are divided, in the rule itself or in a definition."""
    expression = _behind(expression, rulebook)
    if not isinstance(expression, model.Arithmetic) or expression.operator != "/":
        return None
    left, right = _added(expression.left, rulebook), _added(expression.right, rulebook)
    if left is None or right is None or len(left) != 1 or left[0] in right:
        return None
    measures = {_measure(rulebook.facts[name]) for name in (*left, *right)}
    return (left[0], tuple(right)) if len(measures) == 1 else None


def _behind(expression: model.Expr, rulebook: RuleBook) -> model.Expr:
    """What a definition of this year says."""
    for _ in range(_DEEPEST):
        if not isinstance(expression, model.DefinitionReference) or expression.last_year:
            break
        expression = rulebook.definitions[expression.name].value
    return expression


def _added(expression: model.Expr, rulebook: RuleBook) -> list[str] | None:
    """The facts of this year it is the sum of; None where it is anything else."""
    names: list[str] = []
    waiting = [expression]
    while waiting:
        part = _behind(waiting.pop(), rulebook)
        if isinstance(part, model.Arithmetic) and part.operator == "+":
            waiting += [part.right, part.left]
        elif isinstance(part, model.FactReference) and not part.last_year:
            names.append(part.name)
        else:
            return None
        if len(names) > _MOST_ADDED:
            return None
    return names


def _measure(declared: FactDeclaration) -> str | None:
    """What it measures; of what is neither amount nor count, its own name."""
    if declared.type == MONEY:
        return "元"
    if declared.type != COUNT:
        return declared.name
    scale, word = parted_measure(declared.unit or declared.counts or "")
    return f"{scale}{word}"


def _report(share: _Share, blamed: Fact, rulebook: RuleBook, diagnostics: Diagnostics) -> None:
    if blamed.written is None:
        return
    above = rulebook.facts[share.above.name]
    spare = _ZERO_TOO_MANY.fullmatch(blamed.written.text)
    is_spare = blamed is share.above and share.value / 10 <= max(share.limit, Fraction(1))
    beside = phrase("和它相除", "divided by each other")
    diagnostics.report(
        codes.SHARE_TOO_LARGE,
        blamed.written,
        secondary=[
            Label(each.written or each.span, beside) for each in share.facts if each is not blamed
        ],
        helps=[instead(blamed.written, spare[1] + spare[2])] if spare and is_spare else [],
        key=above.name,
        text=show_value(share.value * share.whole, above.type, above.unit),
        other=" + ".join(each.name for each in share.below),
        whole=show_value(share.whole, above.type, rulebook.facts[share.below[0].name].unit),
        share=show_value(share.value, RATIO),
        limit=show_value(share.limit, RATIO),
    )
