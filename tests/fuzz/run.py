"""Fuzzing for as long as it is left to run: `python -m tests.fuzz.run [seconds] [first seed] [kind]`.

What fails is written into `tests/fuzz/seeds/`; `test_fuzz.py` runs that folder ever after.
"""

import faulthandler
import random
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

from tests.fuzz.entries import run
from tests.fuzz.mutating import damaged

SEEDS = Path(__file__).parent / "seeds"
KINDS = (
    ("rules",) * 19
    + ("facts",) * 8
    + ("diff",)
    + ("tests",) * 4
    + ("settings",) * 2
    + ("words",) * 2
)
SHARE = 0.25
"""Of the files; all of them are read."""
AT_MOST = 15.0
"""Seconds of computing, after which a file is given up altogether."""


class GivenUp(Exception):
    """It would not have come to an end."""


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise GivenUp


def main() -> None:
    """Damage files until the time is over."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    kinds = (sys.argv[3],) if len(sys.argv) > 3 else KINDS
    faulthandler.enable()
    signal.signal(signal.SIGPROF, _too_slow)
    begin = time.monotonic()
    files = steps = 0
    failures: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    while time.monotonic() - begin < seconds:
        chance = random.Random(seed + files)
        kind = chance.choice(kinds)
        content = damaged(chance, kind)
        files += 1
        started = time.thread_time()
        signal.setitimer(signal.ITIMER_PROF, AT_MOST)
        try:
            steps += run(kind, content, share=SHARE)
            signal.setitimer(signal.ITIMER_PROF, 0)
        except Exception as error:
            signal.setitimer(signal.ITIMER_PROF, 0)
            what = place(error)
            failures[what] += 1
            if failures[what] == 1:
                SEEDS.mkdir(exist_ok=True)
                (SEEDS / f"{seed + files - 1}.{kind}").write_bytes(content)
                print(what, f"{seed + files - 1}.{kind}", len(content), flush=True)
        spent[kind] += round((time.thread_time() - started) * 1_000)
        if files % 5_000 == 0:
            print(
                f"{files} files, {steps} steps, {failures.total()} failures, ms {dict(spent)}",
                flush=True,
            )
    print(f"{files} files, {steps} steps, failures {dict(failures)}")


def place(error: Exception) -> str:
    """What went wrong, so that the same is not told twice."""
    cause = error.__cause__ or error
    frames = traceback.extract_tb(cause.__traceback__)
    said = f"{error.__cause__!r} " if error.__cause__ is not None else ""
    last = frames[-1]
    return f"{type(error).__name__} {Path(last.filename).name}:{last.lineno} {said}{error}"[:200]


if __name__ == "__main__":
    main()
