"""A 得 and a 扣 that look at one and the same side of a limit: which of the two signs is turned round."""

import re
from collections.abc import Sequence

import attrs

from perfdsl.checker.coverage.domains import Declared, domain
from perfdsl.checker.coverage.gap_ways import turned, with_sign_turned
from perfdsl.checker.coverage.ranges import condition_ranges
from perfdsl.checker.coverage.taken import taken_elsewhere
from perfdsl.diagnostic import Help, Label
from perfdsl.intervals import Range
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.sameness import same_quantity
from perfdsl.wording import phrase

_TOO_MUCH = re.compile("超|高于|大于|多于|增加|增长|上升|逾|exceed|above|over|more than")
_TOO_LITTLE = re.compile(
    "不足|低于|少于|小于|未达|未完成|未全部|没有完成|下降|减少|below|short|less than"
)
_LOW_IS_GOOD = re.compile("越[低小少]越好|[逆反负]向指标|the (?:lower|less|fewer) the better")
_HIGH_IS_GOOD = re.compile("越[高大多]越好|正向指标|the (?:higher|more) the better")
_KEPT_LOW = re.compile("(?:控制率|变动率|超支率|超标率|结转率|结余率|差错率|投诉率|逾期率|违规率)$")
_KEPT_HIGH = re.compile(
    "(?:完成率|到位率|执行率|及时率|合格率|达标率|覆盖率|满意度|满意率|支付率|公开率|安排率|落实率)$"
)


@attrs.frozen(eq=False, repr=False)
class Sides:
    """The 扣 that may be what is wrong, and the ways out, the likelier one first."""

    deduction: rules.Adjustment
    helps: tuple[Help, ...]

    @property
    def label(self) -> Label:
        said = phrase("扣分与得分看的是同一边", "this deducts on the side where points are given")
        return Label(self.deduction.span, said)


def sides_apart(
    awards: Sequence[rules.Award],
    indicator: Indicator,
    above: Sequence[Indicator],
    subject: model.Expr,
    others: Sequence[Help],
    declared: Declared,
) -> Sides | None:
    """Both ways out of `X <= 100% 得 满分` with `X < 100% 每 … 扣 …`; None if no one sign of a 扣 closes the gap.

    `others`: the signs of the 得 that close it.
    """
    whole = domain(subject, declared)
    given = [
        part
        for award in awards
        if award.condition is not None
        for part in (condition_ranges(award.condition) or (subject, ()))[1]
    ]
    found: list[tuple[rules.Adjustment, Help]] = []
    for rule in indicator.rules:
        if not isinstance(rule, rules.Adjustment) or not rule.covers:
            continue
        condition = rule.condition
        asked = condition_ranges(condition)
        if asked is None or not same_quantity(asked[0], subject):
            continue
        if not isinstance(condition, model.Comparison) or condition.operator in ("=", "!="):
            continue
        if _is_beside(condition, given):
            continue
        without = attrs.evolve(
            indicator, rules=tuple(each for each in indicator.rules if each is not rule)
        )
        taken = taken_elsewhere(subject, without, above, (), declared)
        way = turned(condition, [*given, *taken], whole) if taken is not None else None
        if way is not None:
            found.append((rule, way))
    if len(found) != 1:
        return None
    deduction, way = found[0]
    is_over = _is_over(deduction.condition)
    meant = _over_is_bad(indicator, deduction, subject)
    is_first = meant is not None and meant is not is_over
    return Sides(deduction, (way, *others) if is_first else (*others, way))


def _is_beside(condition: model.Comparison, given: Sequence[Range]) -> bool:
    """Whether the condition, turned round, would still take what a 得 has: the limits are not one."""
    asked = condition_ranges(with_sign_turned(condition))
    assert asked is not None
    common = [part.intersection(other) for part in asked[1] for other in given]
    return any(not part.is_empty and part.point is None for part in common)


def _is_over(condition: model.Expr) -> bool:
    """Whether the condition holds above its limit."""
    found = condition_ranges(condition)
    return found is not None and any(part.upper is None for part in found[1])


def _over_is_bad(
    indicator: Indicator, deduction: rules.Adjustment, subject: model.Expr
) -> bool | None:
    """Whether points are lost where it is too much, as the reason, the notes or the names say; None: they do not."""
    behind = deduction.span.text[deduction.condition.span.end - deduction.span.start :]
    for text in ("\n".join(deduction.notes.reason), behind):
        much, little = _TOO_MUCH.search(text), _TOO_LITTLE.search(text)
        if (much is None) != (little is None):
            return much is not None
    notes = "\n".join((*indicator.notes.note, *indicator.notes.method, *indicator.documentation))
    low, high = _LOW_IS_GOOD.search(notes), _HIGH_IS_GOOD.search(notes)
    if (low is None) != (high is None):
        return low is not None
    for text in (subject.span.text, indicator.name):
        if _KEPT_LOW.search(text):
            return True
        if _KEPT_HIGH.search(text):
            return False
    return None
