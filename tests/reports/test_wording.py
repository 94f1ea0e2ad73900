"""Both languages are complete, and no text for users stands anywhere else."""

import ast
import string
from pathlib import Path

import perfdsl.reports
from perfdsl.reports import wording
from perfdsl.terms import TERMS
from perfdsl.wording import Words

REPORTS = Path(perfdsl.reports.__file__).parent


def all_words() -> dict[str, Words]:
    found: dict[str, Words] = {}
    for name, value in vars(wording).items():
        if isinstance(value, Words):
            found[name] = value
        elif isinstance(value, dict) and name.isupper():
            found |= {f"{name}[{key}]": words for key, words in value.items()}
    return found


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_text_is_in_both_languages_with_the_same_gaps() -> None:
    for name, words in all_words().items():
        assert words.zh.strip() or words.zh == " ", name
        assert words.en.strip() or words.en == " ", name
        if name not in ("MEASURED",):  # English does not repeat a measure word
            assert gaps(words.zh) == gaps(words.en), name


def test_every_text_is_used() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in REPORTS.glob("*.py")
        if path.name != "wording.py"
    )
    own = Path(wording.__file__).read_text(encoding="utf-8")
    for name, value in vars(wording).items():
        if name.isupper() and isinstance(value, Words | dict):
            assert f"w.{name}" in sources or own.count(name) > 1, f"{name} is not used"


def test_no_chinese_text_outside_the_wording() -> None:
    """Names of units and comparison signs are data of the language, not texts."""
    data = {"百分点", "元", "万元", "天", "工作日", "月", "分"}
    for path in REPORTS.glob("*.py"):
        if path.stem.endswith(("wording", "_words", "facts_form")):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        signs = {
            id(leaf)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id in ("_ABOVE", "_BELOW")
            for leaf in ast.walk(node.value)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in documented | signs
                and any("\u4e00" <= character <= "\u9fff" for character in node.value)
            ):
                assert node.value in data, f"{path.name}: {node.value!r}"


def test_the_front_door_opens_cheaply() -> None:
    """Importing the package loads none of its parts."""
    import subprocess
    import sys

    program = (
        "import sys, perfdsl.reports\n"
        "assert not any(n.startswith(('perfdsl.reports.', 'perfdsl.model', 'attr', 'rich')) for n in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_what_users_are_told_to_write_is_the_language() -> None:
    """The tables of the facts file are called what the vocabulary calls them."""
    terms = {term.id: term for term in TERMS if term.kind == "facts"}
    for words, name in (
        (wording.FILL_FACT, "file.facts"),
        (wording.FILL_LAST_YEAR, "file.last_year"),
        (wording.FILL_JUDGEMENT, "file.judged"),
        (wording.REQUIREMENT_HOW, "file.explanations"),
    ):
        assert f"[{terms[name].spelling('zh')}]" in words.zh
        assert f"[{terms[name].spelling('en')}]" in words.en
