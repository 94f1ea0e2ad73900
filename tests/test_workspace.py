"""Files: every encoding a clerk saves in, every way a path can be wrong, and writing as a whole or not at all."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText, Span
from perfdsl.workspace import (
    checkable_files,
    decode,
    facts_files,
    find_rules,
    is_facts_text,
    load_source,
    rule_files,
    rules_of_year,
    write_text,
)

TEXT = '方案 = "㐀县“三公”"\n年度 = 2021\n'


def load(path: Path) -> tuple[SourceText | None, list[str]]:
    diagnostics = Diagnostics()
    return load_source(path, diagnostics), [found.code.id for found in diagnostics]


# --- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "reported"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030")]
)
def test_the_encodings_of_chinese_offices(tmp_path: Path, encoding: str, reported: str) -> None:
    path = tmp_path / "某 县（2021 年）" / "填报 数据（终稿）.toml"
    path.parent.mkdir()
    path.write_bytes(TEXT.encode(encoding))
    source, found = load(path)
    assert source is not None
    assert (source.text, source.encoding, found) == (TEXT, reported, [])
    assert source.name == str(path)
    assert source.sha256 == sha256(path.read_bytes()).hexdigest()


def test_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes("甲\r乙\r\n丙\n".encode())
    source, _ = load(path)
    assert source is not None
    assert source.text == "甲\n乙\r\n丙\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (TEXT.encode("utf-16"), codes.IS_UTF_16),
        (TEXT.encode("utf-16-le"), codes.IS_UTF_16),
        (b"PK\x03\x04rest", codes.IS_OFFICE_FILE),
        (b"\xd0\xcf\x11\xe0rest", codes.IS_OFFICE_FILE),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", codes.IS_BINARY),
        (b"\xff\x80\x81", codes.IS_BINARY),
        (b"", codes.FILE_IS_EMPTY),
        (" \n　\n".encode(), codes.FILE_IS_EMPTY),
        (b"\xef\xbb\xbf", codes.FILE_IS_EMPTY),
    ],
)
def test_what_is_no_text_is_told(content: bytes, code: object) -> None:
    diagnostics = Diagnostics()
    assert decode("某 文件.toml", content, diagnostics) is None
    assert [found.code for found in diagnostics] == [code]
    assert "某 文件.toml" in diagnostics.found[0].message("zh")


def test_missing_files_name_their_likeness(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_text("x")
    diagnostics = Diagnostics()
    assert load_source(tmp_path / "fact.toml", diagnostics) is None
    assert diagnostics.found[0].code is codes.FILE_NOT_FOUND
    assert "facts.toml" in diagnostics.found[0].helps[0].text.text("zh")


@pytest.mark.parametrize("name", ["无/此 文件.toml", "a\0b", "x" * 5000])
def test_impossible_paths_are_told(name: str) -> None:
    diagnostics = Diagnostics()
    assert load_source(name, diagnostics) is None
    assert len(diagnostics) == 1
    assert diagnostics.has_errors


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert load(tmp_path) == (None, [codes.IS_A_FOLDER.id])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who may not read")
def test_files_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("x")
    path.chmod(0)
    assert load(path) == (None, [codes.CANNOT_READ.id])


def test_huge_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    with path.open("wb") as file:
        file.truncate(40_000_000)
    assert load(path) == (None, [codes.FILE_TOO_LARGE.id])


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        class buffer:
            @staticmethod
            def read() -> bytes:
                return TEXT.encode("gb18030")

    monkeypatch.setattr(sys, "stdin", Stream)
    source = load_source("-", Diagnostics())
    assert source is not None
    assert (source.name, source.text) == ("<stdin>", TEXT)


# --- finding -------------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in {
        "rules/怀来/2020.perf": "方案 怀来县评价\n年度 2020\n",
        "rules/怀来/2021.perf": "# 注\n方案 怀来县评价 # 注\n年度 2021\n",
        "rules/岳阳/节选.perf": "scheme 岳阳评价\n",
        "rules/.hidden/x.perf": "方案 x\n",
        "examples/a/facts.toml": "“方案” = '../../rules/怀来/2021.perf'\n[事实]\n",
        "examples/a/expected.toml": '"总分" = "90"\n',
        "examples/a/说明.txt": "x",
        "pyproject.toml": "[project]\n",
        "空/x.txt": "x",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_rule_files(tree: Path) -> None:
    assert tree.is_dir()
    diagnostics = Diagnostics()
    assert rule_files(["rules", "-", "x.perf"], diagnostics) == (
        "rules/岳阳/节选.perf",
        "rules/怀来/2020.perf",
        "rules/怀来/2021.perf",
        "-",
        "x.perf",
    )
    assert len(diagnostics) == 0
    assert rule_files(["空"], diagnostics) == ()
    assert diagnostics.found[0].code is codes.NO_RULE_FILES


def test_facts_files_look_like_facts(tree: Path) -> None:
    diagnostics = Diagnostics()
    assert facts_files([tree], diagnostics) == (str(tree / "examples/a/facts.toml"),)
    assert facts_files(["空"], diagnostics) == ()
    assert diagnostics.found[0].code is codes.NO_FACTS_FILES
    assert len(checkable_files(["."], diagnostics)) == 4


@pytest.mark.parametrize(
    "text",
    ['"方案" = 1', "方案＝1", "[事实]", "【事实】", '["facts"]', "\n[[事实.项目]]", "scheme = 'x'"],
)
def test_facts_are_known_by_their_headings(text: str) -> None:
    assert is_facts_text(text)


def resolve(scheme: str | None, year: int | None = None) -> tuple[str | None, list[object]]:
    diagnostics = Diagnostics()
    facts = SourceText("examples/a/facts.toml", "x")
    found = find_rules(facts, scheme, year, diagnostics)
    return found, [each.code for each in diagnostics]


@pytest.mark.parametrize(
    ("scheme", "year", "expected"),
    [
        ("../../rules/怀来/2021.perf", None, "rules/怀来/2021.perf"),
        ("..\\..\\rules\\怀来\\2021.perf", None, "rules/怀来/2021.perf"),
        ("../../rules/怀来", 2020, "rules/怀来/2020.perf"),
        ("../../rules/岳阳", None, "rules/岳阳/节选.perf"),
        ("怀来县评价", 2021, "rules/怀来/2021.perf"),
        ("怀来", 2020, "rules/怀来/2020.perf"),
        ("岳阳评价", 2030, "rules/岳阳/节选.perf"),
    ],
)
@pytest.mark.usefixtures("tree")
def test_the_rules_a_facts_file_names(scheme: str, year: int | None, expected: str) -> None:
    assert resolve(scheme, year) == (expected, [])


@pytest.mark.usefixtures("tree")
def test_rules_that_cannot_be_told() -> None:
    assert resolve(None) == (None, [codes.RULES_NOT_NAMED])
    assert resolve("  ") == (None, [codes.RULES_NOT_NAMED])
    assert resolve("无此方案") == (None, [codes.RULES_NOT_FOUND])
    assert resolve("../无.perf") == (None, [codes.RULES_NOT_FOUND])
    assert resolve("怀来县评价") == (None, [codes.RULES_AMBIGUOUS])
    assert resolve("怀\0来") == (None, [codes.RULES_NOT_FOUND])


def test_rules_beside_the_facts_file_are_offered(tmp_path: Path) -> None:
    (tmp_path / "评价.perf").write_text("方案 甲\n", encoding="utf-8")
    (tmp_path / "单位").mkdir()
    for folder, written, offered in (
        (".", "D:/办法/评价.perf", "评价.perf"),
        (".", r"..\\办法\\评价.perf", "评价.perf"),
        (".", "评价", "评价.perf"),
        (".", "评阶.perf", "评价.perf"),
        ("单位", "评价.perf", "../评价.perf"),
        (".", "别的办法.perf", None),
    ):
        text = f'"方案" = "{written}"'
        facts = SourceText(str(tmp_path / folder / "facts.toml"), text)
        span = Span(facts, text.index("=") + 2, len(text))
        diagnostics = Diagnostics()
        scheme = written.replace("\\\\", "\\")
        assert find_rules(facts, scheme, None, diagnostics, span) is None
        edits = [edit.replacement for help_ in diagnostics.found[0].helps for edit in help_.edits]
        assert edits == ([f'"{offered}"'] if offered else [])


@pytest.mark.usefixtures("tree")
def test_one_of_a_folder() -> None:
    diagnostics = Diagnostics()
    assert rules_of_year("rules/怀来", 2021, diagnostics) == "rules/怀来/2021.perf"
    assert rules_of_year("x.perf", 2021, diagnostics) == "x.perf"
    assert rules_of_year("rules/怀来", None, diagnostics) is None
    assert [found.code for found in diagnostics] == [codes.RULES_AMBIGUOUS]


# --- writing -------------------------------------------------------------------------------------


def test_writing_replaces_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "得分 表（一）.txt"
    for text in ("一\n", "二\n"):
        assert write_text(path, text, Diagnostics())
        assert path.read_bytes() == text.encode()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_writing_can_refuse_to_replace(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("旧", encoding="utf-8")
    diagnostics = Diagnostics()
    assert not write_text(path, "新", diagnostics, replace=False)
    assert [found.code for found in diagnostics] == [codes.FILE_EXISTS]
    assert path.read_text(encoding="utf-8") == "旧"


@pytest.mark.parametrize(
    ("error", "code"),
    [(PermissionError(13, "x"), codes.FILE_IN_USE), (OSError(28, "满"), codes.CANNOT_WRITE)],
)
def test_writing_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: object
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("旧", encoding="utf-8")

    def fail(_source: object, _target: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", fail)
    diagnostics = Diagnostics()
    assert not write_text(path, "新", diagnostics)
    assert [found.code for found in diagnostics] == [code]
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text(encoding="utf-8") == "旧"


def test_writing_into_no_folder(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    assert not write_text(tmp_path / "无" / "a.txt", "x", diagnostics)
    assert not write_text(tmp_path, "x", diagnostics)
    assert [found.code for found in diagnostics] == [codes.CANNOT_WRITE, codes.IS_A_FOLDER]
