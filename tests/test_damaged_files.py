"""Files whose bytes are no text any more: where it is, and what can be put back."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from perfdsl.cli.main import build
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import edited
from perfdsl.workspace import decode

RULES = (
    "方案 部门整体支出绩效评价\n年度 2021\n语言 1\n事实 在职人员控制率 比率 0 至 200%\n"
    "指标 在职人员控制率 10 分\n  在职人员控制率 > 100% 扣 10 分 理由 “超编”\n"
)
ENGLISH = "scheme a test of rules\nyear 2021\nlanguage 1\nfact staff rate ratio\n" * 3


def _told(content: bytes) -> Diagnostic:
    diagnostics = Diagnostics()
    assert decode("x.perf", content, diagnostics) is None
    (found,) = diagnostics
    return found


def _becomes(found: Diagnostic) -> str:
    (help_,) = (help_ for help_ in found.helps if help_.edits)
    assert help_.applicability == "unsafe"
    return edited(help_.edits[0].span.source, help_.edits)


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_off_within_a_character(cut: int) -> None:
    content = RULES.rstrip("”\n").encode()
    found = _told(content[:-cut])
    assert found.code.id == "PD7030"
    assert found.primary is not None
    assert found.primary.span.first.line == 6
    assert not [help_ for help_ in found.helps if help_.edits]


def test_a_byte_that_is_gone() -> None:
    at = RULES.encode().index("控制率".encode())
    content = RULES.encode()
    found = _told(content[:at] + content[at + 1 :])
    assert found.code.id == "PD7030"
    assert found.primary is not None
    assert found.primary.span.first.line == 4


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_line_in_another_encoding_can_be_put_back(ends: str) -> None:
    lines = RULES.splitlines()
    content = ends.join(lines).encode().replace(lines[4].encode(), lines[4].encode("gb18030"))
    found = _told(content)
    assert found.primary is not None
    assert found.primary.span.first.line == 5
    assert _becomes(found) == "\n".join(lines)


def test_a_damaged_byte_in_an_english_file() -> None:
    found = _told(ENGLISH.encode() + b"# \xff\n")
    assert found.code.id == "PD7030"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_utf_8_read_as_western_is_put_back(encoding: str) -> None:
    garbled = RULES.encode().decode("latin-1")
    if encoding == "cp1252":
        garbled = "".join(_in_windows(each) for each in garbled)
    found = _told(garbled.encode())
    assert found.code.id == "PD7031"
    assert _becomes(found) == RULES


def test_a_damaged_file_with_other_mistakes_is_written(tmp_path: Path) -> None:
    path = tmp_path / "规则.perf"
    text = RULES.replace("> 100% 扣 10 分", "＞＞ 100% 扣十分 啊")
    line = "指标 在职人员控制率 10 分"
    path.write_bytes(text.encode().replace(line.encode(), line.encode("gb18030")))
    CliRunner().invoke(build("zh"), ["check", str(path), "--fix", "--unsafe-fixes"])
    assert line in path.read_text(encoding="utf-8")


def _in_windows(character: str) -> str:
    try:
        return character.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return character


def test_utf_8_read_as_gbk_is_one_finding() -> None:
    garbled = RULES.encode().decode("gb18030", "replace")
    assert _told(garbled.encode()).code.id == "PD7031"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "text", [RULES, ENGLISH, ENGLISH + "# 备注\n", RULES + "# 锛銆鐨 äåæ\n" * 9]
)
def test_sound_files_are_read(text: str, encoding: str) -> None:
    diagnostics = Diagnostics()
    source = decode("x.perf", text.encode(encoding), diagnostics)
    assert source is not None
    assert source.text == text
    assert not list(diagnostics)


def test_what_is_no_text_is_called_so() -> None:
    assert _told(bytes(range(128, 256)) * 20).code.id == "PD7007"


@pytest.mark.parametrize("ends", ["\n", "\r"])
def test_only_the_lines_of_the_other_encoding_are_changed(ends: str) -> None:
    lines = [*RULES.splitlines(), "# 已经丢失的字：\ufffd\ufffd"]
    content = ends.join(lines).encode().replace(lines[4].encode(), lines[4].encode("gb18030"))
    assert _becomes(_told(content)) == "\n".join(lines)
