"""Plans and plain facts through the product: text, syntax, checker, interpreter."""

from fractions import Fraction
from typing import Any

from hypothesis import reject

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Node, ScoreSheet
from perfdsl.model.facts import Fact, Facts, Judgement
from perfdsl.model.rulebook import RuleBook
from perfdsl.source import SourceText, Span
from perfdsl.syntax import parse
from perfdsl.syntax.ast import File
from tests.properties.plans import Data, Plan
from tests.properties.spelling import PLAIN, Manner
from tests.properties.writing import write


def complaints(diagnostics: Diagnostics) -> list[str]:
    """The errors, as sentences."""
    return [d.message("zh") for d in diagnostics if d.severity == "error"]


def read(text: str) -> tuple[File, RuleBook]:
    """The syntax tree and the rule book; an error is a failure of the test."""
    diagnostics = Diagnostics()
    file = parse(SourceText("rules.perf", text), diagnostics)
    rulebook = check(file, diagnostics)
    if any(d.code.slug in ("unreachable", "step-start") for d in diagnostics):
        reject()  # a 得 below others that take every case already: the checker is right
    assert rulebook is not None, (complaints(diagnostics), text)
    assert not complaints(diagnostics), (complaints(diagnostics), text)
    return file, rulebook


def rulebook_of(plan: Plan, manner: Manner = PLAIN) -> RuleBook:
    return read(write(plan, manner))[1]


_SOURCE = SourceText("facts.toml", "\n")
_SPAN = Span(_SOURCE, 0, 0)


def _fact(name: str, value: Any) -> Fact:
    if isinstance(value, tuple):
        value = tuple({k: _fact(k, v) for k, v in record.items()} for record in value)
    return Fact(name, value, _SPAN)


def facts_of(data: Data) -> Facts:
    """Plain facts as the interpreter takes them."""
    return Facts(
        _SOURCE,
        values={name: _fact(name, value) for name, value in data["values"].items()},
        last_year={name: _fact(name, value) for name, value in data["last"].items()},
        judgements={
            key: Judgement(key, Fraction(p), "理由", _SPAN) for key, p in data["judged"].items()
        },
    )


def sheet_of(
    plan: Plan, data: Data, *, partial: bool = False, manner: Manner = PLAIN
) -> ScoreSheet:
    return score(rulebook_of(plan, manner), facts_of(data), partial=partial)


def nodes_of(sheet: ScoreSheet) -> dict[str, Node]:
    """Every node by its path."""
    found: dict[str, Node] = {}
    waiting = list(sheet.nodes)
    while waiting:
        node = waiting.pop()
        found[node.id] = node
        waiting.extend(node.children)
    return found


def explain(plan: Plan, data: Data) -> str:
    """What a person needs to see of a failing case."""
    shown = {year: {k: str(v) for k, v in known.items()} for year, known in data.items()}
    return f"\n{write(plan)}\n{shown}"
