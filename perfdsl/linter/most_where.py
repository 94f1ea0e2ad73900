"""The most that indicators together can come to where a condition about one number holds."""

from collections.abc import Iterator
from fractions import Fraction

from perfdsl.linter.view import Holding, Path, View
from perfdsl.meaning.evaluating import round_within
from perfdsl.meaning.lines import Line, supremum
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator


def most_where(view: View, node: Indicator | None, condition: model.Expr) -> Fraction | None:
    """Of a heading (None: of the table), which its 下限 may lift; None: more than a plain sum, or nothing is known."""
    holding = view.holding(condition)
    below = [path for path in view.paths if node is None or node in path[:-1]]
    if holding is None or not all(map(_is_plain, (path[-1] for path in below))):
        return None
    if any(map(_adds, view.rulebook.total_rules if node is None else node.rules)):
        return None
    leaves = [path for path in below if path[-1].is_leaf]
    if not any(_depends(view, path, holding) for path in leaves):
        return None
    together = sum((_most(view, path, holding) for path in leaves), Fraction(0))
    return max(together, view.rulebook.lower if node is None else node.lower)


def _is_plain(node: Indicator) -> bool:
    """Whether it is counted as it comes: nothing is left out and made up for, no heading is lifted."""
    is_left_out = any(
        isinstance(rule, rules.NotApplicable) and rule.treatment == "exclude" for rule in node.rules
    )
    is_lifted = not node.is_leaf and (
        node.lower > 0 or any(isinstance(rule, rules.NotApplicable) for rule in node.rules)
    )
    return not is_left_out and not is_lifted


def _adds(rule: rules.Rule) -> bool:
    return isinstance(rule, rules.NotApplicable) or (
        isinstance(rule, rules.Adjustment) and rule.kind == "add"
    )


def _depends(view: View, path: Path, holding: Holding) -> bool:
    shape = view.shape(path)
    return shape is not None and shape.number is not None and shape.number.key == holding.atom.key


def _most(view: View, path: Path, holding: Holding) -> Fraction:
    """Of a leaf: where the number is the same one, within the condition; else anywhere."""
    shape = view.shape(path)
    upper = path[-1].upper
    if shape is None:
        return upper
    if not _depends(view, path, holding):
        return upper if shape.most is None else shape.most.value
    return max(_within(view, path, holding), default=Fraction(0))


def _within(view: View, path: Path, holding: Holding) -> Iterator[Fraction]:
    shape = view.shape(path)
    assert shape is not None
    for stretch, line in shape.lines:
        for part in holding.where:
            common = stretch.where.intersection(part)
            if common.is_empty:
                continue
            value = supremum(Line(line.slope, line.start), common)
            assert value is not None  # scores are bounded
            yield value if line.rounding is None else round_within(value, line.rounding)
