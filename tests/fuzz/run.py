"""Fuzzing for as long as it is left to run: `python -m tests.fuzz.run [seconds] [first seed]`.

What fails is written into `tests/fuzz/seeds/`; `test_fuzz.py` runs that folder ever after.
"""

import faulthandler
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

from tests.fuzz.entries import LIMIT, run
from tests.fuzz.mutating import damaged

SEEDS = Path(__file__).parent / "seeds"


class Hang(Exception):
    """Too slow."""


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise Hang


def main() -> None:
    """Damage files until the time is over."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    faulthandler.enable()
    signal.signal(signal.SIGALRM, _too_slow)
    begin = time.monotonic()
    files = runs = 0
    slowest = 0.0
    failures: dict[str, int] = {}
    while time.monotonic() - begin < seconds:
        chance = random.Random(seed + files)
        kind = chance.choice(("rules", "rules", "facts"))
        content = damaged(chance, kind)
        files += 1
        started = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, LIMIT * 2)
        try:
            runs += run(kind, content, thorough=files % 4 == 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            took = time.monotonic() - started
            if took > LIMIT:
                raise Hang(f"{took:.1f} s")
            slowest = max(slowest, took)
        except Exception as error:
            signal.setitimer(signal.ITIMER_REAL, 0)
            frames = traceback.extract_tb(error.__traceback__)
            place = f"{type(error).__name__} {Path(frames[-1].filename).name}:{frames[-1].lineno} {error}"[
                :160
            ]
            failures[place] = failures.get(place, 0) + 1
            if failures[place] == 1:
                SEEDS.mkdir(exist_ok=True)
                (SEEDS / f"{seed + files - 1}.{kind}").write_bytes(content)
                print(place, seed + files - 1, len(content), flush=True)
        if files % 5_000 == 0:
            print(
                f"{files} files, {runs} runs, slowest {slowest:.2f} s, {sum(failures.values())} failures",
                flush=True,
            )
    print(f"{files} files, {runs} runs, slowest {slowest:.2f} s, failures {failures}")


if __name__ == "__main__":
    main()
