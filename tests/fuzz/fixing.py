"""What `--fix` makes of damaged files: it comes to an end, can be read, and changes no score."""

from typing import Any

from perfdsl.diagnostic import Diagnostics, Help
from perfdsl.fixes import carry_out, choose_helps
from perfdsl.interpreter import score
from perfdsl.source import SourceText
from perfdsl.workspace import decode
from tests.fuzz.scoring import fitting, outline
from tests.fuzz.subjects import Subject, Wrong, as_checked, base_rules

ROUNDS = 10
"""As many as `perfdsl check --fix` makes."""
MORE_ROUNDS = 60
"""What has to be confirmed is done step by step where a file is damaged all over."""


def safely(subject: Subject) -> None:
    """What may be done without asking."""
    kind = _kind(subject)
    before = _points(subject)
    after = _fixed(kind, subject, unsafe=False)
    if before is None or after is subject:
        return
    if not after.is_fine:
        raise Wrong("a safe correction brings an error in")
    if _points(after) != before:
        raise Wrong(f"a safe correction changes a score: {before} / {_points(after)}")


def unsafely(subject: Subject) -> None:
    """What a person has to confirm as well."""
    _fixed(_kind(subject), subject, unsafe=True)


def _kind(subject: Subject) -> str:
    if subject.source.name.endswith(".perf"):
        return "rules"
    return "tests" if subject.suite is not None else "facts"


def _fixed(kind: str, subject: Subject, *, unsafe: bool) -> Subject:
    """Round by round, until there is nothing more to do."""
    current, (_, found) = subject, as_checked(kind, subject.source)
    for _ in range(MORE_ROUNDS if unsafe else ROUNDS):
        source: SourceText | None = None

        def is_here(help_: Help, here: SourceText = current.source) -> bool:
            return all(edit.span.source is here for edit in help_.edits)

        for fix in carry_out(choose_helps(found, is_here, unsafe=unsafe)):
            source = decode(fix.source.name, fix.content, Diagnostics())
        if source is None:
            return current
        current, found = as_checked(kind, source)
    codes = sorted({each.code.id for each in found if any(help_.edits for help_ in each.helps)})
    raise Wrong(f"corrections without an end: {codes}")


def _points(subject: Subject) -> Any:
    """What the file comes to; None where it has errors."""
    if not subject.is_fine:
        return None
    if subject.rulebook is not None:
        return outline(score(subject.rulebook, fitting(subject.rulebook), partial=True))
    if subject.facts is not None:
        return outline(score(base_rules(), subject.facts, partial=True))
    return None
