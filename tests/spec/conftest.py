"""The cases in tests/spec/*.md as tests. How a case is written stands in README.md beside this file."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from perfdsl.checker import check
from perfdsl.checker.fact_words import canonical_path, find_word
from perfdsl.checker.facts import check_facts
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.interpreter import score
from perfdsl.interpreter.sheet import Node, ScoreSheet
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.renderers.plain import render
from perfdsl.reports import score_report
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast, parse

OPTIONS = {"perf": ("", "同义"), "facts": ("", "--partial")}
CHECKS = ("得分", "诊断", "推导")
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
STATUSES = {
    "scored": "已评分",
    "not_applicable": "不适用",
    "unknown": "缺数据",
    "not_computable": "无法计算",
}
FINDING = re.compile(
    r"(错误|警告|提示) (PD\d{4})(?: ((?:规则|开头)?\d+:\d+))?(?:「(.*?)」(?= |$))?(?: (.+))?"
)


@attrs.frozen
class Block:
    kind: str
    option: str
    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(line + "\n" for line in self.lines)


@attrs.define
class Case:
    path: Path
    title: str
    line: int
    opening: str
    blocks: list[Block] = attrs.field(factory=list)

    def mistake(self) -> str | None:
        """What keeps the case from being a check; None where all is well."""
        kinds = [block.kind for block in self.blocks]
        if self.title.startswith("说明："):
            return "标题以「说明：」开头的一节只有文字" if kinds else None
        if kinds[:1] != ["perf"]:
            return "用例要以 perf 块开头；只讲道理的一节，标题以「说明：」开头"
        options = [block.option for block in self.blocks]
        following = zip([*kinds[1:], ""], [*options[1:], ""], strict=True)
        for block, (after, option) in zip(self.blocks, following, strict=True):
            if block.kind not in (*OPTIONS, *CHECKS, "表"):
                return f"第 {block.line} 行：没有「{block.kind}」这种块"
            if block.option not in OPTIONS.get(block.kind, ("",)):
                return f"第 {block.line} 行：不认识「{block.option}」"
            if block.kind == "facts" and after not in CHECKS:
                return f"第 {block.line} 行：这份数据后面没有检验"
            checked = after not in ("", "perf") or block.option or option
            if block.kind == "perf" and not checked:
                return f"第 {block.line} 行：这些规则后面没有检验"
            if block.kind in CHECKS and not block.text.strip():
                return f"第 {block.line} 行：这个块是空的，什么也检验不了"
        return None


def read_cases(path: Path) -> Iterator[Case]:
    """Each section `###`; the `perf` block right under a `##` opens the rules of its cases."""
    opening, case = "", None
    lines = path.read_text(encoding="utf-8").splitlines()
    at = 0
    while at < len(lines):
        line, start = lines[at], at
        at += 1
        if re.match("#{1,3} ", line):
            if case is not None:
                yield case
            case = Case(path, line[4:], at, opening) if line.startswith("### ") else None
            opening = opening if case is not None else ""
        elif line.startswith(("```", "|")) and (case is not None or line.startswith("```perf")):
            is_fence = line.startswith("```")
            while at < len(lines) and is_fence != lines[at].startswith("```" if is_fence else "|"):
                at += 1
            kind, _, option = line[3:].strip().partition(" ") if is_fence else ("表", "", "")
            inner = tuple(lines[start + 1 if is_fence else start : at])
            at += is_fence
            if case is not None:
                case.blocks.append(Block(kind, option, start + 1 + is_fence, inner))
            else:
                opening += "".join(text + "\n" for text in inner)
    if case is not None:
        yield case


@attrs.define
class Run:
    """Carries out one case; `problems` says in what the program differs from the document."""

    case: Case
    problems: list[str] = attrs.field(factory=list)
    found: list[Diagnostic] = attrs.field(factory=list)
    """Said since the last rules or facts, and not yet named by a 诊断 block."""
    shifts: dict[SourceText, tuple[str, int]] = attrs.field(factory=dict)
    """For each source: what its places begin with, and how many lines were put before the block."""
    file: ast.File | None = None
    rulebook: RuleBook | None = None
    sheet: ScoreSheet | None = None

    def run(self) -> list[str]:
        steps = {"perf": self.rules, "facts": self.facts, "表": self.table}
        steps |= {"得分": self.scores, "诊断": self.findings, "推导": self.explanation}
        for block in self.case.blocks:
            steps[block.kind](block)
        self.settle(self.case.blocks[-1].line)
        return self.problems

    def fail(self, line: int, text: str) -> None:
        self.problems.append(f"{self.case.path.name}:{line} {text}")

    def settle(self, line: int) -> None:
        """Errors and warnings that no 诊断 block names are a difference."""
        for found in self.found:
            if found.severity != "info":
                self.fail(line, f"「诊断」里没有写：{self.told(found)} {found.message('zh')}")
        self.found = []

    def told(self, found: Diagnostic) -> str:
        span = found.primary.span if found.primary else None
        place = f" {self.place(span)}「{span.text}」" if span is not None else ""
        return f"{SEVERITIES[found.severity]} {found.code.id}{place}"

    def place(self, span: Span) -> str:
        """Line and column: in the block, in the rules as seen from the facts, or in the opening."""
        lead, shift = self.shifts[span.source]
        line = span.first.line
        return (
            f"{lead}{line - shift}" * (line > shift)
            + f"开头{line}" * (line <= shift)
            + f":{span.first.column}"
        )

    def rules(self, block: Block) -> None:
        self.settle(block.line)
        opening = "" if re.match(r"\s*(方案|scheme)", block.text) else self.case.opening
        source = SourceText(f"{self.case.path.name}:{block.line}", opening + block.text)
        self.shifts = {source: ("", opening.count("\n"))}
        diagnostics = Diagnostics()
        before, self.file = self.file, parse(source, diagnostics)
        self.rulebook, self.sheet = check(self.file, diagnostics), None
        self.found = diagnostics.found
        if block.option and self.file != before:
            self.fail(block.line, "读出来与上面的规则不同")

    def facts(self, block: Block) -> None:
        first = next((text for text in block.lines if text.strip()[:1] not in ("", "#")), "")
        is_top = first.startswith("[") or find_word("file", first.partition("=")[0].strip())
        lead = "" if is_top else "[事实]\n"
        self.score(lead + block.text, lead.count("\n"), block.line, partial=bool(block.option))

    def score(self, text: str, shift: int, line: int, *, partial: bool = False) -> None:
        self.settle(line)
        self.sheet = None
        if self.rulebook is None:
            self.fail(line, "规则有错误，不能计分")
            return
        source, diagnostics = SourceText(f"{self.case.path.name}:{line}", text), Diagnostics()
        rules = self.rulebook.source
        self.shifts = {rules: ("规则", self.shifts[rules][1]), source: ("", shift)}
        raw = read_facts(source, diagnostics)
        facts = check_facts(raw, self.rulebook, diagnostics) if raw is not None else Facts(source)
        if not diagnostics.has_errors:
            self.sheet = score(self.rulebook, facts, partial=partial)
        self.found = [*diagnostics.found, *(self.sheet.findings if self.sheet else ())]

    def table(self, block: Block) -> None:
        """One row, one department: columns are facts, and after `→` what must come out."""
        head, _, *rows = [
            [cell.strip() for cell in row.strip()[1:-1].split("|")] for row in block.lines
        ]
        for line, row in enumerate(rows, block.line + 2):
            given: dict[str, str] = {"事实": "", "上年": ""}
            for name, cell in zip(head, row, strict=True):
                table, _, key = ("." + name).rpartition(".")
                if cell and not name.startswith("→"):
                    given[table.strip(".") or "事实"] += f'"{key}" = "{cell}"\n'
            text = "".join(f"[{table}]\n{entries}" for table, entries in given.items())
            self.score(text, 0, line)
            for name, cell in zip(head, row, strict=True):
                if name == "→ 诊断":
                    for expected in cell.split("；") if cell else []:
                        self.find(expected, line)
                elif name.startswith("→"):
                    self.expect(name[1:].strip(), cell, line)
            self.settle(line)

    def scores(self, block: Block) -> None:
        if self.sheet is None and self.rulebook is not None:
            self.score("", 0, block.line)
        for line, text in enumerate(block.lines, block.line):
            subject, _, wanted = text.strip().partition(" ")
            self.expect(subject, wanted.strip(), line)

    def expect(self, subject: str, wanted: str, line: int) -> None:
        """`总分 90`, `一级/指标 3`, `指标 0 至 5`, `指标 无法计算`, `等级 优`."""
        sheet = self.sheet
        if sheet is None:
            self.fail(line, f"{subject} 应为 {wanted}，没有算出得分")
            return
        path = canonical_path(subject)
        nodes = [node for top in sheet.nodes for node in _walk(top) if node.path == path]
        if subject not in ("总分", "等级", "状态", "区间") and not nodes:
            self.fail(line, f"没有指标「{subject}」")
            return
        result: ScoreSheet | Node = nodes[0] if nodes else sheet
        status = STATUSES[result.status]
        if isinstance(result, Node) and result.excluded:
            status = "剔除"
        actual = status if result.score is None else str(result.score)
        if subject == "等级":
            possible = sheet.possible_grades if sheet.score is None else ()
            actual = sheet.grade or "、".join(possible) or "无"
        elif wanted in (*STATUSES.values(), "剔除"):
            actual = status
        elif "至" in wanted:
            actual = f"{result.least} 至 {result.most}"
        if _exact(actual) != _exact(wanted):
            self.fail(line, f"{subject} 应为 {wanted}，实为 {actual}")

    def findings(self, block: Block) -> None:
        for line, text in enumerate(block.lines, block.line):
            self.find(text.strip(), line)
        self.settle(block.line)

    def find(self, expected: str, line: int) -> None:
        match = FINDING.fullmatch(expected)
        if match is None:
            self.fail(line, f"看不懂「{expected}」，写成「错误 PD3002 1:9「20」 消息里的字」")
            return
        severity, code, place, marked, words = match.groups()
        for found in self.found:
            span = found.primary.span if found.primary else None
            said = [found.message("zh"), *(note.text("zh") for note in found.notes)]
            said += [text.text.text("zh") for text in found.all_helps]
            said += [label.text.text("zh") for label in found.secondary if label.text]
            if (
                (SEVERITIES[found.severity], found.code.id) == (severity, code)
                and (place is None or (span is not None and self.place(span) == place))
                and (marked is None or (span is not None and span.text == marked))
                and all(part.strip() in "\n".join(said) for part in (words or "").split("…"))
            ):
                self.found.remove(found)
                return
        actual = [f"{self.told(found)} {found.message('zh')}" for found in self.found]
        self.fail(
            line,
            "\n    ".join([f"应有：{expected}", *(f"实有：{text}" for text in actual or "无")]),
        )

    def explanation(self, block: Block) -> None:
        if self.sheet is None:
            self.fail(block.line, "没有得分，也就没有推导")
            return
        text = render(score_report(self.sheet, language="zh", show_all=True), width=10_000)
        for line, wanted in enumerate(block.lines, block.line):
            if wanted.strip() not in text:
                self.fail(line, f"推导里没有「{wanted.strip()}」，全文是：\n{text}")


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _exact(text: str) -> list[Fraction | str]:
    """`4.50 至 5` and `9/2 至 5` are the same."""
    is_number = re.compile(r"-?\d+(\.\d+|/\d+)?").fullmatch
    return [Fraction(word) if is_number(word) else word for word in text.split()]


class SpecItem(pytest.Item):
    case: Case

    def runtest(self) -> None:
        problems = Run(self.case).run()
        if problems:
            pytest.fail("\n".join(problems), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.line - 1, self.name


class SpecFile(pytest.File):
    def collect(self) -> Iterator[SpecItem]:
        for case in read_cases(self.path):
            mistake = case.mistake()
            if mistake is not None:
                raise self.CollectError(f"{self.path.name}:{case.line} {case.title}：{mistake}")
            if case.blocks:
                item: SpecItem = SpecItem.from_parent(self, name=f"{case.line} {case.title}")
                item.case = case
                yield item


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix != ".md" or file_path.name == "README.md":
        return None
    collector: SpecFile = SpecFile.from_parent(parent, path=file_path)
    return collector


@pytest.fixture(scope="session")
def spec_cases() -> list[Case]:
    """Every case of every document, and the sections that hold only prose."""
    paths = sorted(Path(__file__).parent.glob("*.md"))
    return [case for path in paths if path.name != "README.md" for case in read_cases(path)]
