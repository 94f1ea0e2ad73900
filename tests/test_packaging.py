"""The built wheel, installed into a clean environment and run from another folder."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the tools that are installed."""
    directory = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(directory)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(directory.glob("*.whl"))


def test_the_wheel_brings_grammar_and_finished_table(wheel: Path) -> None:
    """A user's machine never builds the table; no test, no rule file slips into the package."""
    names = zipfile.ZipFile(wheel).namelist()
    assert "perfdsl/_grammar/perfdsl.lark" in names
    assert sum(name.endswith(".table") for name in names) == 1
    assert not [name for name in names if not name.startswith("perfdsl")]


def test_the_installed_program_scores_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """Nothing but the wheel: no checkout on the path, a Chinese folder, an empty cache."""
    environment = tmp_path / "环境"
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    site = tmp_path / "site"
    site.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    libraries = _library_folders(tmp_path / "libraries")
    folder = tmp_path / "另一个 文件夹（新）"
    folder.mkdir()
    (folder / "规则.perf").write_text(
        "方案 样例\n事实 预算调整率 比率\n指标 预算调整率高低 2 分\n  预算调整率＞２０％扣２分\n",
        encoding="utf-8",
    )
    (folder / "数据.toml").write_text(
        '方案 = "规则.perf"\n[事实]\n预算调整率 = "22.26%"\n', encoding="utf-8"
    )
    done = subprocess.run(
        [str(python), "-m", "perfdsl", "score", "数据.toml", "--format", "json"],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(site), str(libraries))),
            "PERFDSL_CACHE_DIR": str(tmp_path / "cache"),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    sheet = json.loads(done.stdout)
    assert sheet["score"] == "0"
    assert not list((tmp_path / "cache").glob("*.table"))


def _library_folders(directory: Path) -> Path:
    """The libraries perfdsl needs and nothing else, as links into the running environment."""
    import attr
    import attrs
    import click
    import lark

    directory.mkdir()
    for module in (attr, attrs, click, lark):
        assert module.__file__ is not None
        source = Path(module.__file__).parent
        (directory / source.name).symlink_to(source, target_is_directory=True)
    return directory
