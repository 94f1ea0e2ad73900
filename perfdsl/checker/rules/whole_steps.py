"""Steps of which there is never a part: `事故次数 每发生1次` means the same whichever way parts are counted."""

from collections.abc import Iterator, Mapping

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.checker.coverage.domains import Declared
from perfdsl.checker.coverage.grids import grid
from perfdsl.checker.expressions.scope import Scope
from perfdsl.model import expressions as model
from perfdsl.model.rulebook import Definition


def is_never_partial(excess: model.Expr, size: model.Expr, scope: Scope) -> bool:
    """Whether everything the excess can be is a multiple of the step."""
    step = constant_value(size)
    if step is None or step <= 0:
        return False
    if scope.behind is None:
        scope.behind = Declared(scope.facts, _Inferred(scope.inferred))
    least = grid(excess, scope.behind)
    return least is not None and (least / step).denominator == 1


@attrs.frozen(eq=False, repr=False)
class _Inferred(Mapping[str, Definition]):
    """The definitions that were needed so far; those an expression uses are among them."""

    expressions: Mapping[str, model.Expr]

    def __getitem__(self, name: str) -> Definition:
        value = self.expressions[name]
        return Definition(name, value, value.span)

    def __iter__(self) -> Iterator[str]:
        return iter(self.expressions)

    def __len__(self) -> int:
        return len(self.expressions)
