"""A damaged file through everything perfdsl does with one: nothing may raise, hang, or say what has no place."""

import random
from collections.abc import Callable
from functools import partial
from time import thread_time
from typing import NamedTuple
from zlib import crc32

from tests.fuzz import comparing, fixing, laying_out, scoring, telling, testing, words
from tests.fuzz.command_line import in_a_folder
from tests.fuzz.subjects import SEPARATOR, Subject, read

LIMIT = 2.0
"""Seconds of computing that one step may take."""
KINDS = ("rules", "facts", "tests", "settings", "diff", "words")


class Hang(Exception):
    """Too slow."""


class Entry(NamedTuple):
    """`often`: the part of the files it is tried with when not all of them are; `most`: seconds."""

    run: Callable[[Subject], object]
    often: float = 1.0
    most: float = LIMIT


_MOST_ROUNDS = LIMIT * fixing.MORE_ROUNDS / fixing.ROUNDS
"""For correcting more often than the program does."""


ENTRIES: dict[str, tuple[Entry, ...]] = {
    "rules": (
        Entry(telling.in_words),
        Entry(telling.as_data),
        Entry(telling.of_the_linter, 0.3),
        Entry(laying_out.in_one_layout, 0.4),
        Entry(scoring.with_the_facts, 0.5),
        Entry(scoring.as_a_form, 0.3),
        Entry(fixing.safely, 0.5),
        Entry(fixing.unsafely, 0.2, _MOST_ROUNDS),
        Entry(testing.without_cases, 0.1),
    ),
    "facts": (
        Entry(telling.in_words),
        Entry(telling.as_data),
        Entry(laying_out.as_standard, 0.5),
        Entry(scoring.as_given, 0.5),
        Entry(fixing.safely),
        Entry(fixing.unsafely, 0.4, _MOST_ROUNDS),
    ),
    "tests": (
        Entry(telling.in_words, 0.5),
        Entry(telling.as_data, 0.5),
        Entry(testing.of_the_base, 0.5),
        Entry(fixing.safely),
        Entry(fixing.unsafely, 0.4, _MOST_ROUNDS),
    ),
    "settings": (
        Entry(telling.of_levels),
        Entry(fixing.safely),
        Entry(fixing.unsafely, 1.0, _MOST_ROUNDS),
    ),
}


def run(kind: str, content: bytes, *, share: float = 1.0, patience: float = 1.0) -> int:
    """How many steps the file went through; raises what is wrong with perfdsl.

    `share`: the part of the files that go beyond being read; `patience`: how many times as long as it
    may take a step may take, where the machine is not known.
    """
    timed = partial(_timed, patience=patience)
    if kind == "words":
        timed(partial(words.explained, content))
        return 1
    if kind == "diff":
        old, _, new = content.partition(SEPARATOR)
        steps = comparing.steps(old, new, everything=share >= 1)
        return 1 + sum(timed(step, most) for step, most in steps)
    chance = random.Random(crc32(content))
    subject: list[Subject | None] = []
    timed(lambda: subject.append(read(kind, content)))
    count = 1
    if chance.random() < 0.01 or share >= 1:
        timed(partial(in_a_folder, kind, content))
        count += 1
    if subject[0] is None or chance.random() >= share:
        return count
    for entry in ENTRIES[kind]:
        if share >= 1 or chance.random() < entry.often:
            timed(partial(entry.run, subject[0]), entry.most)
            count += 1
    return count


def _timed(step: Callable[[], object], most: float = LIMIT, *, patience: float) -> int:
    """The time is that of this program alone, however busy the machine is."""
    begin = thread_time()
    step()
    took = thread_time() - begin
    if took > most * patience:
        name = getattr(step, "func", step)
        raise Hang(f"{getattr(name, '__name__', name)}: {took:.1f} s")
    return 1
