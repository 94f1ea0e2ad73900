"""Rules that say themselves that points are taken until none are left."""

import re

from perfdsl.model import rules
from perfdsl.terms import keyword

_UNTIL_ZERO = re.compile(
    "|".join(
        re.sub("[ _]", "[ _]", word)
        for word in (*keyword("UNTIL_ZERO").zh, *keyword("UNTIL_ZERO").en)
    ),
    re.IGNORECASE,
)
"""`扣完为止`, as it is written behind the points."""


def says_until_zero(rule: rules.Rule) -> bool:
    return _UNTIL_ZERO.search(rule.span.text) is not None
