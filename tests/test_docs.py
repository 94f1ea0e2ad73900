"""The documents are true: every rule in them is checked, every result scored, every screen run.

What a fenced block is for stands behind its three backquotes:

- `perf`: a whole rule file. `perf fragment`: lines below the facts of the block `perf standard` in
  language.md and a heading `指标 示例 10 分`. `error PD3002` / `warning PD4013`: exactly these codes.
- `facts`: a facts file for the rules above (it names none); with codes as above.
- `result`: lines `path：8 分`, `总分：90 分，优`, `缺：…`, `发现：PD6003`.
- `perf file NAME`, `toml file NAME`: written into the page's folder; `console` runs there.
- In tables of the guide, the cells of a column 怎么写 are fragments.
"""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.codes import all_codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Node, ScoreSheet
from perfdsl.model.rulebook import RuleBook
from perfdsl.number import format_exact
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.terms import KEYWORD_TERMS, TERMS, keyword

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LANGUAGE = DOCS / "reference" / "language.md"
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "README.zh.md",
        *(DOCS / "guide").glob("*.md"),
        *(DOCS / "reference").glob("*.md"),
    ]
)
HEADING = "指标 示例 10 分"
_FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CELL = re.compile(r"`([^`]+)`")
_OWN_HEADING = re.compile(
    r"^[ \t]*(?:[一二三四]级指标|指标|section|group|subgroup|topic|indicator) ", re.MULTILINE
)
_DECLARED = re.compile(r"^ *(?:事实|定义) +(\S+)", re.MULTILINE)


class Block(NamedTuple):
    page: Path
    line: int
    kind: str
    options: tuple[str, ...]
    text: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def codes(self) -> set[str]:
        return {option for option in self.options if option.startswith("PD")}

    def after(self, word: str) -> str | None:
        """The option behind `word`."""
        if word not in self.options:
            return None
        return self.options[self.options.index(word) + 1]


def blocks_of(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            page,
            text.count("\n", 0, match.start()) + 1,
            match[1],
            tuple(match[2].split()),
            match[3],
        )
        for match in _FENCE.finditer(text)
    ]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# --- rules, facts, results -----------------------------------------------------------------------


@cache
def standard_declarations() -> tuple[tuple[str, str], ...]:
    """The declarations that fragments begin with: name and lines of each."""
    block = next(block for block in blocks_of(LANGUAGE) if "standard" in block.options)
    found: list[tuple[str, str]] = []
    for line in block.text.splitlines():
        if line.startswith("事实"):
            found.append((line.split()[1], line))
        elif line.strip():
            name, lines = found[-1]
            found[-1] = name, f"{lines}\n{line}"
    return tuple(found)


def rules_text(block: Block) -> str:
    if "fragment" not in block.options:
        return block.text
    return completed(block.text)


def completed(fragment: str) -> str:
    """A fragment under the standard declarations; what it declares itself is left out of those."""
    own = set(_DECLARED.findall(fragment))
    lines = [text for name, text in standard_declarations() if name not in own]
    if not _OWN_HEADING.search(fragment):
        lines.append(HEADING)
    return "\n".join([*lines, fragment])


def codes_in(diagnostics: Diagnostics) -> set[str]:
    return {found.code.id for found in diagnostics if found.severity != "info"}


def read_rules(text: str, name: str) -> tuple[RuleBook | None, Diagnostics]:
    diagnostics = Diagnostics()
    source = SourceText(name, text)
    return check(parse(source, diagnostics), diagnostics), diagnostics


def described(diagnostics: Diagnostics) -> str:
    return "\n".join(f"{found.code.id} {found.message('zh')}" for found in diagnostics)


class Run:
    """Goes through a page; each block builds on the ones above it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rulebook: RuleBook | None = None
        self.sheet: ScoreSheet | None = None

    def take(self, block: Block) -> None:
        file = block.after("file")
        if file is not None:
            target = self.folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8", newline="\n")
        match block.kind:
            case "perf" if "standard" in block.options:
                pass  # every fragment begins with it
            case "perf":
                self._rules(block)
            case "facts":
                self._facts(block)
            case "result":
                self._results(block)
            case "console":
                run_screen(block, self.folder)
            case _:
                pass

    def _rules(self, block: Block) -> None:
        self.rulebook, diagnostics = read_rules(rules_text(block), block.place)
        assert codes_in(diagnostics) == block.codes, f"{block.place}\n{described(diagnostics)}"

    def _facts(self, block: Block) -> None:
        assert self.rulebook is not None, block.place
        diagnostics = Diagnostics()
        raw = read_facts(SourceText(block.place, block.text), diagnostics)
        assert raw is not None, block.place
        facts = check_facts(raw, self.rulebook, diagnostics)
        assert codes_in(diagnostics) == block.codes, f"{block.place}\n{described(diagnostics)}"
        self.sheet = None if diagnostics.has_errors else score(self.rulebook, facts)

    def _results(self, block: Block) -> None:
        assert self.sheet is not None, block.place
        expected = dict(line.split("：", 1) for line in block.text.splitlines() if line.strip())
        found = results_of(self.sheet)
        for path, wanted in expected.items():
            assert found.get(path) == wanted, f"{block.place}: {path} is {found.get(path)}"


def results_of(sheet: ScoreSheet) -> dict[str, str]:
    total = said(sheet.status, sheet.score, sheet.least, sheet.most)
    found = {
        "总分": total if sheet.grade is None else f"{total}，{sheet.grade}",
        "缺": "、".join(missing.name for missing in sheet.missing),
        "发现": "、".join(finding.code.id for finding in sheet.findings),
    }
    for node in walk(sheet.nodes):
        found["/".join(node.path)] = (
            "剔除" if node.excluded else said(node.status, node.score, node.least, node.most)
        )
    return found


def said(status: str, points: object, least: object, most: object) -> str:
    shown = [format_exact(part) for part in (points, least, most) if part is not None]  # type: ignore[arg-type]
    match status:
        case "scored":
            return f"{shown[0]} 分"
        case "not_applicable":
            return f"不适用，{shown[0]} 分"
        case "unknown":
            return f"待定，{shown[-2]} 至 {shown[-1]} 分"
        case _:
            return "无法计算"


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(node.children)


# --- screens -------------------------------------------------------------------------------------


def run_screen(block: Block, folder: Path) -> None:
    """Every line shown is in the real output, in this order; `…` stands for lines left out."""
    commands = re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]
    assert commands, f"{block.place}: no command"
    for command in commands:
        line, _, shown = command.partition("\n")
        output = output_of(shlex.split(line), folder)
        position = 0
        for wanted in shown.splitlines():
            if wanted.strip() in ("", "…"):
                continue
            at = output.find(wanted.strip(), position)
            assert at >= 0, f"{block.place}: {wanted!r} is not in the output of {line!r}\n{output}"
            position = at + len(wanted.strip())


def output_of(arguments: list[str], folder: Path) -> str:
    assert arguments[0] == "perfdsl", arguments
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("COLUMNS", "FORCE_COLOR", "PERFDSL_LANG")
    }
    environment |= {
        "LC_ALL": "zh_CN.UTF-8",
        "PERFDSL_NO_CACHE": "1",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    result = subprocess.run(
        [sys.executable, "-m", "perfdsl", *arguments[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode in (0, 1), result.stderr
    return result.stdout + result.stderr


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_of_a_page_is_true(page: Path, tmp_path: Path) -> None:
    """Rules check, facts score as shown, screens are what the program prints."""
    if any(block.kind == "console" for block in blocks_of(page)):
        for folder in ("examples", "rules"):
            shutil.copytree(ROOT / folder, tmp_path / folder)
    run = Run(tmp_path)
    wrong: list[str] = []
    for block in blocks_of(page):
        try:
            run.take(block)
        except AssertionError as error:
            wrong.append(str(error))
    assert not wrong, "\n\n".join(wrong)


def table_fragments(page: Path) -> Iterator[tuple[int, str]]:
    """The cells of every column 怎么写; `<br>` between code is a new line."""
    column = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("|"):
            column = None
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if "怎么写" in cells:
            column = cells.index("怎么写")
        elif column is not None and "`" in cells[column]:
            yield number, "\n".join(_CELL.findall(cells[column])).replace("\\|", "|")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_rule_in_a_table_checks(page: Path) -> None:
    """No errors and no warnings in the columns that newcomers copy from."""
    for number, fragment in table_fragments(page):
        _, diagnostics = read_rules(completed(fragment), f"{name_of(page)}:{number}")
        assert codes_in(diagnostics) == set(), (
            f"{name_of(page)}:{number}\n{fragment}\n{described(diagnostics)}"
        )


# --- completeness --------------------------------------------------------------------------------


def generated_pages() -> dict[str, str]:
    path = DOCS / "generate.py"
    spec = importlib.util.spec_from_file_location("docs_generate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: page() for name, page in module.PAGES.items()}


@pytest.mark.parametrize("name", ["keywords.md", "diagnostics.md"])
def test_generated_page_is_current(name: str) -> None:
    """`python docs/generate.py` writes them anew."""
    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == generated_pages()[name]


def test_every_code_has_its_place_in_the_reference() -> None:
    text = (DOCS / "reference" / "diagnostics.md").read_text(encoding="utf-8")
    assert [code.id for code in all_codes() if f"### {code.id} " not in text] == []


def test_every_keyword_is_in_the_language_reference() -> None:
    """Each in its usual spelling of both languages, as code."""
    text = LANGUAGE.read_text(encoding="utf-8")
    words = [word for term in KEYWORD_TERMS for word in (term.zh[0], term.en[0])]
    words += [
        word
        for term in TERMS
        if term.kind in ("type", "function", "unit")
        for word in (term.zh[0], term.en[0])
    ]
    assert [word for word in words if f"`{word}`" not in text] == []


def test_every_spelling_of_a_comparison_is_in_the_language_reference() -> None:
    text = LANGUAGE.read_text(encoding="utf-8")
    words = [
        word
        for term_id in ("GT", "GE", "LT", "LE", "EQ", "NE", "EACH", "NOISE")
        for word in (*keyword(term_id).zh, *keyword(term_id).en)
    ]
    assert [word for word in words if f"`{word}`" not in text] == []


def test_every_word_of_the_facts_file_is_in_its_reference() -> None:
    text = (DOCS / "reference" / "facts.md").read_text(encoding="utf-8")
    words = [word for term in TERMS if term.kind == "facts" for word in (*term.zh, *term.en)]
    assert [word for word in words if f"`{word}`" not in text] == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "STYLE.md"])
def test_paths_named_for_developers_exist(name: str) -> None:
    """A path in code style with a `/` or a suffix is a file of the project; `test_…` a test in it."""
    text = (DOCS / "dev" / name).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:perfdsl|tests|docs|grammar|rules|examples)/[\w./*-]*)`", text)
    assert paths
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []
    known = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    tests = re.findall(r"`(test_\w+)`", text)
    assert [test for test in tests if f"def {test}(" not in known] == []


def test_links_between_documents_lead_somewhere() -> None:
    """Relative links, with the headings they point at left aside."""
    broken = []
    for page in [*PAGES, *(DOCS / "dev").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{name_of(page)}: {target}")
    assert broken == []
