"""Fuzzing led by what is reached: `python -m tests.fuzz.guided [rules|facts] [seconds] [options of libFuzzer]`.

Needs `pip install -e '.[fuzz]'` besides what the tests need; the tests do without it. A file that runs a
line of perfdsl no other ran is kept and changed further; where it is kept may be said as the last option.
Only reading and checking are gone through: they take most kinds of files apart, and are quick.

What fails is written into `tests/fuzz/seeds/` as `tests.fuzz.run` does it, and the search goes on.
"""

import importlib
import pkgutil
import random
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import thread_time
from types import FrameType
from zlib import crc32

import atheris

with atheris.instrument_imports(include=["perfdsl"]):
    import perfdsl

    for module in pkgutil.walk_packages(perfdsl.__path__, "perfdsl."):
        if not module.name.endswith("__main__"):  # those that are imported late as well
            importlib.import_module(module.name)

from tests.fuzz.mutating import SIGNS, WORDS, changed, texts
from tests.fuzz.run import SEEDS, GivenUp, place
from tests.fuzz.subjects import read

AT_MOST = 10.0
"""Seconds of computing for one file; it is counted while it is read, which takes several times as long."""
LONGEST = 4_000
_failures: Counter[str] = Counter()


def main() -> None:
    """Search until the time is over."""
    kind = sys.argv[1] if len(sys.argv) > 1 else "rules"
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    signal.signal(signal.SIGPROF, _too_slow)
    folder = Path(tempfile.mkdtemp(prefix="perfdsl-fuzz-"))
    begin = folder / "begin"
    begin.mkdir()
    for number, text in enumerate(texts()[kind]):
        (begin / str(number)).write_bytes(text.encode("utf-8")[:LONGEST])
    words = folder / "words"
    words.write_text("".join(map(_entry, (*WORDS, *SIGNS))), encoding="ascii")
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-dict={words}"]
    given = sys.argv[3:]
    kept = [] if any(not each.startswith("-") for each in given) else [str(_made(folder / "kept"))]
    atheris.Setup(
        [sys.argv[0], *options, "-print_final_stats=1", *given, *kept, str(begin)],
        lambda content: _try(kind, content),
        custom_mutator=_changed,
    )
    atheris.Fuzz()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _entry(word: str) -> str:
    """A word as the file of words of libFuzzer has it."""
    content = word.encode("utf-8", "surrogatepass")[:60]
    return '"' + "".join(f"\\x{byte:02x}" for byte in content) + '"\n'


def _changed(content: bytes, longest: int, number: int) -> bytes:
    """Half of the changes are those of libFuzzer, to bytes; the others leave characters whole."""
    chance = random.Random(number)
    if chance.random() < 0.5:
        return bytes(atheris.Mutate(content, longest))
    text = changed(chance, content.decode("utf-8", "replace"))
    return text.encode("utf-8", "surrogatepass")[:longest]


def _try(kind: str, content: bytes) -> None:
    started = thread_time()
    signal.setitimer(signal.ITIMER_PROF, AT_MOST)
    try:
        read(kind, content)
        signal.setitimer(signal.ITIMER_PROF, 0)
    except Exception as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        what = place(error)
        _failures[what] += 1
        if _failures[what] == 1:
            name = f"guided-{crc32(content)}.{kind}"
            SEEDS.mkdir(exist_ok=True)
            (SEEDS / name).write_bytes(content)
            print(what, name, len(content), f"{thread_time() - started:.1f} s", flush=True)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise GivenUp


if __name__ == "__main__":
    main()
