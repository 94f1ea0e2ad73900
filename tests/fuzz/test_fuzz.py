"""Damaged files: a few in every run of the tests, and those that once found something (`seeds/`)."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.entries import KINDS, run
from tests.fuzz.mutating import SIGNS, WORDS, damaged, sound_rules
from tests.fuzz.subjects import SEPARATOR

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.*"))
PATIENCE = 20
"""What hangs does so for longer than that; how fast the steps are is measured by `tests.fuzz.run`."""
FEW = {"rules": 150, "facts": 100, "tests": 30, "settings": 20, "diff": 15, "words": 20}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_what_was_found_once_stays_found(seed: Path) -> None:
    run(seed.suffix.removeprefix("."), seed.read_bytes(), patience=PATIENCE)


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_told_about(kind: str) -> None:
    """No exception, no error without a place; `python -m tests.fuzz.run` does it for longer."""
    for number in range(FEW[kind]):
        run(kind, damaged(random.Random(number), kind), share=0.25, patience=PATIENCE)


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_is_taken(kind: str) -> None:
    """With a file that is whole, or nearly so."""
    rules = sound_rules()[0].encode("utf-8")
    if kind == "diff":
        rules += SEPARATOR + rules.replace("扣 2 分".encode(), "扣 3 分".encode())
    content = rules if kind in ("rules", "diff") else damaged(random.Random(7), kind)
    run(kind, content, patience=PATIENCE)


@given(st.lists(st.sampled_from((*SIGNS, *WORDS, "甲", "乙", "1", "20%", " ", "\n")), max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_words_and_signs_are_told_about(parts: list[str]) -> None:
    content = "".join(parts).encode("utf-8", "surrogatepass")
    for kind in ("rules", "facts", "tests"):
        run(kind, content, patience=PATIENCE)
