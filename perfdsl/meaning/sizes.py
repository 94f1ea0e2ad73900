"""How large a formula is written out: one that uses a part twice has it twice.

Definitions that each use the one before twice double with every step; what has become too large to go
through is not taken apart.
"""

from collections.abc import Iterable

from perfdsl.meaning import terms as t
from perfdsl.meaning.terms import Term, Truth
from perfdsl.number import is_long

_MOST_PARTS = 2_000


def is_too_large(formulas: Iterable[Term | Truth], most: int = _MOST_PARTS) -> bool:
    """Whether there are more parts in it than anything should go through, or a number of too many digits."""
    waiting = list(formulas)
    looked_at = 0
    while waiting:
        part = waiting.pop()
        looked_at += 1
        if looked_at > most or (isinstance(part, t.Number) and is_long(part.value)):
            return True
        waiting += t.parts_of(part)
    return False
