"""Damaged files: a few in every run of the tests, and those that once found something (`seeds/`)."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.entries import LIMIT, run
from tests.fuzz.mutating import SIGNS, WORDS, damaged

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.*"))
FEW = 150


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_what_was_found_once_stays_found(seed: Path) -> None:
    kind = seed.suffix.removeprefix(".")
    begin = time.monotonic()
    run(kind, seed.read_bytes(), thorough=True)
    assert time.monotonic() - begin < LIMIT


@pytest.mark.parametrize("kind", ["rules", "facts"])
def test_damaged_files_are_told_about(kind: str) -> None:
    """No exception, no error without a place; `python -m tests.fuzz.run` does it for longer."""
    for number in range(FEW):
        run(kind, damaged(random.Random(number), kind), thorough=number % 4 == 0)


@given(st.lists(st.sampled_from((*SIGNS, *WORDS, "甲", "乙", "1", "20%", " ", "\n")), max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_words_and_signs_are_told_about(parts: list[str]) -> None:
    for kind in ("rules", "facts"):
        run(kind, "".join(parts).encode("utf-8", "surrogatepass"), thorough=True)
