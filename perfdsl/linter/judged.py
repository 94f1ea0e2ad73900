"""Rules whose points a person gives, with fixed ends."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.constants import constant_value
from perfdsl.linter.view import Path, View
from perfdsl.model import rules
from perfdsl.model.contents import judged_in
from perfdsl.source import Span


@attrs.frozen(repr=False)
class JudgedRange:
    least: Fraction
    most: Fraction
    has_step: bool
    span: Span


def judged_rules(view: View) -> Iterator[tuple[Path, rules.Rule, JudgedRange]]:
    for path in view.leaves:
        for rule in path[-1].rules:
            for judged in judged_in(rule):
                least = constant_value(judged.least, path[-1].full)
                most = constant_value(judged.most, path[-1].full)
                if least is not None and most is not None:
                    has_step = judged.step is not None
                    yield path, rule, JudgedRange(least, most, has_step, judged.span)
