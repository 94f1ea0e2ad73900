"""Rules drawn from the productions of the grammar: every line of them is read, told about, laid out.

`python -m tests.fuzz.run` draws some of its files in the same way; many more can be tried here with
`FUZZ_EXAMPLES=100000 pytest tests/fuzz/test_growing.py`.
"""

import os
import random
from time import thread_time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark

from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from tests.fuzz import telling
from tests.fuzz.entries import LIMIT, run
from tests.fuzz.gentle import changed_gently
from tests.fuzz.growing import (
    HEAD,
    INDENT,
    LINES,
    VALUE_RULES,
    grammar,
    grown,
    planned,
    runs,
    terminals,
    values,
)
from tests.fuzz.subjects import read
from tests.properties.plans import Plan
from tests.properties.running import read as read_rules
from tests.properties.spelling import Manner
from tests.properties.writing import write
from tests.strategies import manners, plans

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "25"))
PATIENCE = 3
"""What is looked through once too often for every sign takes longer than that."""
OFTEN = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=settings().derandomize and "FUZZ_EXAMPLES" not in os.environ,
    # making an example smaller would take longer than looking at it; those without an end are left out
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
"""The same files in every run of the tests, unless more of them are asked for."""


def lines(start: str) -> st.SearchStrategy[str]:
    """Lines that begin as `start` does, with a space behind every word."""
    words = {
        name: st.sampled_from(spellings).map(lambda word: f"{word} ")
        for name, spellings in terminals().items()
        if name in _declared(start)
    }
    return from_lark(grammar(), start=start, explicit=words)


def _declared(start: str) -> set[str]:
    _, rules, _ = grammar().grammar.compile([start], ())
    return {each.name for rule in rules for each in rule.expansion if each.is_term}


def test_every_terminal_can_be_written() -> None:
    assert _declared("line") <= set(terminals())


@given(st.lists(st.one_of([lines(start) for start in dict.fromkeys(LINES)]), max_size=2))
@OFTEN
def test_what_the_grammar_allows_is_told_about(parts: list[str]) -> None:
    text = HEAD + "\n".join(INDENT + part for part in parts) + "\n"
    run("rules", text.encode("utf-8"), share=0.99)


@given(lines("line"))
@OFTEN
def test_any_line_may_stand_alone(part: str) -> None:
    run("rules", part.encode("utf-8"), share=0.99)


@given(plans(), manners(), st.integers(0, 2**32), st.integers(0, 4))
@OFTEN
def test_rules_with_small_changes_are_told_about(
    plan: Plan, manner: Manner, number: int, times: int
) -> None:
    text = changed_gently(random.Random(number), write(plan, manner), times)
    run("rules", text.encode("utf-8"), share=0.99)


@pytest.mark.parametrize("number", range(10))
def test_lines_can_be_drawn_without_hypothesis(number: int) -> None:
    chance = random.Random(number)
    run("rules", grown(chance).encode("utf-8"))


def test_planned_rules_are_many() -> None:
    assert len(planned(20)) > 10


@pytest.mark.parametrize("kind", ["rules", "facts"])
def test_a_sign_written_thousands_of_times_is_read_at_once(kind: str) -> None:
    for text in runs(kind):
        begin = thread_time()
        subject = read(kind, text.encode("utf-8"))
        if subject is not None:
            telling.in_words(subject)
        assert thread_time() - begin < PATIENCE * LIMIT, (text.rstrip("x\n")[-12:], len(text))


def test_a_sign_written_over_and_over_in_a_value_is_read_at_once() -> None:
    rulebook = read_rules(VALUE_RULES)[1]
    for value in values():
        lines = (f'"{name}" = "{value}"' for name in rulebook.facts)
        source = SourceText("f.toml", "year = 2023\n[facts]\n" + "\n".join(lines) + "\n")
        found = Diagnostics()
        begin = thread_time()
        raw = read_facts(source, found)
        assert raw is not None
        check_facts(raw, rulebook, found)
        assert thread_time() - begin < PATIENCE * LIMIT, value
