"""The house rules that a machine can hold."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path
from string import Formatter

import attrs
import pytest

import perfdsl
from perfdsl.codes import all_codes
from perfdsl.reports import every_code
from perfdsl.width import text_width
from perfdsl.wording import Code

PACKAGE = Path(perfdsl.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
CORE = ("model", "interpreter", "checker", "syntax", "reports", "renderers", "codes")
MOST_LINES = 400
LONGER = {"terms.py", "reports/wording.py"} | {
    f"codes/{name}.py" for name in ("facts", "facts_writing", "logic", "syntax", "names", "types")
}
"""Tables of texts may be longer: nobody reads them from top to bottom."""


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _package(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_files_stay_small(path: Path) -> None:
    """A file that has grown has found a second job."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES or _name(path) in LONGER


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if _package(path) in ("model", "interpreter", "checker")],
    ids=_name,
)
def test_no_float_decides_a_point(path: Path) -> None:
    """No float literal and no call of float where points are made."""
    for node in ast.walk(_tree(path)):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (isinstance(node, ast.Name) and node.id == "float")


@pytest.mark.parametrize("path", [path for path in MODULES if _package(path) in CORE], ids=_name)
def test_the_core_touches_no_file_clock_or_terminal(path: Path) -> None:
    """Everything below the workspace is a function from values to values."""
    if path.name == "table.py":  # the grammar itself has to be read from somewhere
        return
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("open", "print", "input", "exit")
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in {
                ("os", "environ"),
                ("sys", "exit"),
                ("datetime", "now"),
                ("date", "today"),
            }


def test_nodes_of_both_trees_are_frozen_and_slotted() -> None:
    """Nobody sets anything later."""
    for name in (
        "perfdsl.syntax.ast",
        "perfdsl.model.expressions",
        "perfdsl.model.rules",
        "perfdsl.model.rulebook",
        "perfdsl.model.facts",
    ):
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, type) and attrs.has(value):
                assert not hasattr(value, "__dict__") or "__slots__" in vars(value), value
                assert value.__setattr__ is not object.__setattr__, value


def test_no_file_is_called_after_nothing() -> None:
    """A name says the idea."""
    banned = {"utils.py", "helpers.py", "common.py", "misc.py", "util.py"}
    assert not [path for path in MODULES if path.name in banned]


def test_no_public_function_has_the_name_of_a_package() -> None:
    """`from perfdsl.x import x` would overwrite the package."""
    packages = {module.name for module in pkgutil.iter_modules([str(PACKAGE)]) if module.ispkg}
    for path in PACKAGE.rglob("__init__.py"):
        names = {node.name for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef)}
        assert not names & packages


def test_codes_are_unique_and_speak_both_languages() -> None:
    """An id is used once; each text names the same things in both languages."""
    codes = all_codes()
    assert len({code.id for code in codes}) == len(codes)
    assert len({code.slug for code in codes}) == len(codes)
    for code in codes:
        for words in (code.message, code.help):
            if words is not None:
                assert words.zh
                assert words.en
                assert words.zh != words.en
                assert _gaps(words.zh) == _gaps(words.en), code.id


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


BLAME = ("非法", "无效", "不合法", "您错", "违规写法", "语法树", "词法", "解析", "终结符")
BLAME_EN = {"illegal", "invalid", "wrongly", "fault", "token", "parser", "ast", "lalr"}
"""And words that only programmers know."""


@pytest.mark.parametrize("code", every_code(), ids=lambda code: code.id)
def test_what_is_said_blames_nobody(code: Code) -> None:
    """Neither the message nor the way out."""
    for words in (code.message, *([code.help] if code.help is not None else [])):
        assert not [word for word in BLAME if word in words.zh]
        assert not BLAME_EN & set(re.findall("[a-z]+", words.en.lower()))


@pytest.mark.parametrize("code", every_code(), ids=lambda code: code.id)
def test_a_headline_takes_two_lines_at_most(code: Code) -> None:
    """Its own words, of a screen of 80 columns; what is filled in may be longer."""
    for text in (code.message.zh, code.message.en):
        fixed = "".join(part[0] for part in Formatter().parse(text))
        gaps = sum(part[1] is not None for part in Formatter().parse(text))
        assert text_width(fixed) + 8 * gaps + len("错误[PD0000] ") <= 160
