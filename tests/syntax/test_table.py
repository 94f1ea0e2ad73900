"""The parse table: kept in a file, found again, built where it cannot be read; and lark is not loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from perfdsl.syntax import table


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PERFDSL_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(table, "_loaded", {})
    return tmp_path


def test_a_built_table_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first use builds and writes, the second reads."""
    built = table.load_table()
    (kept,) = cache.iterdir()
    assert kept.name == table.table_name(table.find_grammar().read_bytes())
    monkeypatch.setattr(table, "_loaded", {})
    monkeypatch.setattr(table, "build_table", None)
    assert table.load_table().states == built.states


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xe9\x01\x00\x00\x00"])
def test_a_damaged_file_is_built_anew(cache: Path, content: bytes) -> None:
    """Whatever lies there, the table is right in the end."""
    (cache / table.table_name(table.find_grammar().read_bytes())).write_bytes(content)
    assert len(table.load_table().states) > 100


def test_a_folder_that_cannot_be_written_is_no_problem(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it is built each time."""
    blocked = cache / "file"
    blocked.write_text("")
    monkeypatch.setenv("PERFDSL_CACHE_DIR", str(blocked / "below"))
    assert len(table.load_table().states) > 100


def test_the_table_is_the_same_in_every_run(tmp_path: Path) -> None:
    """A build of the wheel is reproducible."""
    contents = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [
                sys.executable,
                "-c",
                f"from pathlib import Path; from perfdsl.syntax.table import write_table; write_table(Path({str(folder)!r}))",
            ],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        (path,) = folder.iterdir()
        contents.add(path.read_bytes())
    assert len(contents) == 1


def test_parsing_needs_no_lark(cache: Path) -> None:
    """With a kept table neither importing nor parsing loads lark."""
    table.write_table(cache)
    program = (
        "import sys; from perfdsl.syntax import parse; from perfdsl.source import SourceText; "
        "from perfdsl.diagnostic import Diagnostics; "
        "parse(SourceText('甲', '指标 甲\\n得 1\\n得 得'), Diagnostics()); assert 'lark' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env=dict(os.environ))
