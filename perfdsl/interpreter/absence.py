"""Why there is no value: a fact is missing, or the value is undefined. Neither is ever zero."""

from typing import Literal

import attrs

from perfdsl.model.expressions import Expr
from perfdsl.source import Span
from perfdsl.wording import Code, Phrase


@attrs.frozen(repr=False)
class Missing:
    """A fact (of this or last year) or judged points that the facts file does not give."""

    kind: Literal["fact", "last_year", "judgement"]
    name: str


@attrs.frozen(eq=False, repr=False)
class Undefined:
    """A value that does not exist, such as a quotient by zero; `reason` says which and why."""

    span: Span
    reason: Phrase
    code: Code | None = None
    """The kind of finding, where it is one of its own; its gaps are those of the reason."""
    behind: tuple[Expr, ...] = ()
    """What came out so that there is no value."""
    rule: Span | None = None
    """What asks for it, where `span` lies in the facts file."""
    is_last_year: bool = False


@attrs.frozen(repr=False)
class Absent:
    """No value, for all the causes met. Undefined outweighs missing: no further fact can mend it."""

    missing: tuple[Missing, ...] = ()
    undefined: tuple[Undefined, ...] = ()

    def __or__(self, other: "Absent") -> "Absent":
        return Absent(
            tuple(dict.fromkeys(self.missing + other.missing)),
            tuple(dict.fromkeys(self.undefined + other.undefined)),
        )

    def beside(self, other: "Absent | None") -> "Absent":
        """This absence decides whether the other one matters at all.

        Where this is missing facts only, they may make the other needless: it is then undecided too.
        """
        if other is None:
            return self
        if self.is_undefined or not other.is_undefined:
            return self | other
        return self | Absent(other.missing)

    def of_last_year(self) -> "Absent":
        """The same, met while last year's value was worked out."""
        causes = tuple(
            cause if cause.is_last_year else attrs.evolve(cause, is_last_year=True)
            for cause in self.undefined
        )
        return attrs.evolve(self, undefined=causes)

    @property
    def is_undefined(self) -> bool:
        return bool(self.undefined)


def lacking(kind: Literal["fact", "last_year", "judgement"], name: str) -> Absent:
    return Absent(missing=(Missing(kind, name),))


def undefined(
    span: Span,
    reason: Phrase,
    code: Code | None = None,
    *,
    behind: tuple[Expr, ...] = (),
    rule: Span | None = None,
) -> Absent:
    return Absent(undefined=(Undefined(span, reason, code, behind, rule),))


def either(left: Absent, right: Absent) -> Absent:
    """Neither side of 且 or 或 has a value: a missing fact may still make the other side needless."""
    if left.is_undefined and not right.is_undefined:
        return right.beside(left)
    return left.beside(right)
