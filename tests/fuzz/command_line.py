"""The program itself on a damaged file: it ends with a code that is documented, and never with a traceback."""

import os
import random
import tempfile
from functools import cache
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

from click.testing import CliRunner

from perfdsl.cli.main import App, build
from perfdsl.wording import Language
from tests.corpus.cases import HERE
from tests.fuzz.subjects import Wrong

CODES = (0, 1, 2)
"""3 would be a mistake of perfdsl itself, 130 that somebody interrupts it."""

_CHECK = (
    "check {file}",
    "check {file} --all --format rich --width 40",
    "check {file} --json",
    "check {file} --format sarif",
    "check {file} --format github",
    "check {file} --diff",
    "check {file} --diff --unsafe-fixes",
    "check {file} --fix",
    "check {file} --fix --unsafe-fixes",
    "check .",
)
COMMANDS = {
    "rules": (
        *_CHECK,
        "show {file}",
        "fmt {file}",
        "fmt {file} --check",
        "fmt {file} --diff",
        "fmt {file} --keywords en --width half",
        "fmt {file} --keywords zh",
        "facts new {file}",
        "facts new {file} -o new.toml",
        "score base.toml --rules {file} --partial --all",
        "score base.toml --rules {file} --json",
        "test {file}",
        "diff {file} {file}",
        "diff {file} {file} --equivalent",
    ),
    "facts": (
        *_CHECK,
        "score {file}",
        "score {file} --partial --all --format rich --width 40",
        "score {file} --json",
        "score {file} --rules base.perf",
        "score . --rules base.perf",
        "diff base.perf base.perf --facts {file}",
    ),
    "tests": (
        "test {file}",
        "test {file} --json",
        "test {file} --format junit",
        "test .",
        "check .",
    ),
    "settings": ("check base.perf", "check . --all --format json"),
}
NAMES = {
    "rules": "x.perf",
    "facts": "f.toml",
    "tests": "base.test.toml",
    "settings": "perfdsl.toml",
}


def in_a_folder(kind: str, content: bytes) -> None:
    """One command, drawn by what is in the file."""
    chance = random.Random(crc32(content))
    command = chance.choice(COMMANDS[kind]).format(file=NAMES[kind])
    language: Language = chance.choice(("zh", "en"))
    here = Path.cwd()
    settings = {"PERFDSL_NO_CACHE": "1", "COLUMNS": "80", "TMPDIR": tempfile.gettempdir()}
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, settings):
        home = Path(folder)
        for name in ("base.perf", "base.toml"):
            (home / name).write_bytes((HERE / name).read_bytes())
        (home / NAMES[kind]).write_bytes(content)
        os.chdir(home)
        try:
            result = CliRunner().invoke(_app(language), command.split())
        finally:
            os.chdir(here)
    if result.exit_code not in CODES or "Traceback" in result.output:
        raise Wrong(f"{command}: {result.exit_code} {result.output[-200:]}") from result.exception
    if result.exit_code and not result.output.strip() and "--check" not in command:
        raise Wrong(f"{command}: {result.exit_code}, and nothing said")


@cache
def _app(language: Language) -> App:
    return build(language)
