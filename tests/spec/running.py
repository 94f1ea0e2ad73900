"""Carries out the cases of tests/spec/*.md: rules and facts through the public pipeline."""

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.checker.facts.words import canonical_path, find_word
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
from tests.spec.cases import Block, Case

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
    is_scored: bool = False

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
        line, column = span.first.line, span.first.column
        return f"{lead}{line - shift}:{column}" if line > shift else f"开头{line}:{column}"

    def rules(self, block: Block) -> None:
        self.settle(block.line)
        opening = "" if re.match(r"\s*(方案|scheme)", block.text) else self.case.opening
        source = SourceText(f"{self.case.path.name}:{block.line}", opening + block.text)
        self.shifts = {source: ("", opening.count("\n"))}
        diagnostics = Diagnostics()
        before, self.file = self.file, parse(source, diagnostics)
        self.rulebook = check(self.file, diagnostics)
        self.sheet, self.is_scored = None, False
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
        self.sheet, self.is_scored = None, True
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
        cells = [[cell.strip() for cell in row.strip()[1:-1].split("|")] for row in block.lines]
        head, _, *rows = cells
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
                    for expected in filter(None, cell.split("；")):
                        self.find(expected, line)
                elif name.startswith("→"):
                    self.expect(name[1:].strip(), cell, line)
            self.settle(line)

    def scores(self, block: Block) -> None:
        if not self.is_scored:
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
            actual = sheet.grade or "、".join(sheet.possible_grades) or "无"
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
            actual = self.place(span) if span else None, span.text if span else None
            if (
                (SEVERITIES[found.severity], found.code.id) == (severity, code)
                and place in (None, actual[0])
                and marked in (None, actual[1])
                and all(part.strip() in _said(found) for part in (words or "").split("…"))
            ):
                self.found.remove(found)
                return
        others = [f"\n    实有：{self.told(found)} {found.message('zh')}" for found in self.found]
        self.fail(line, f"应有：{expected}{''.join(others) or '，一条也没有'}")

    def explanation(self, block: Block) -> None:
        if self.sheet is None:
            self.fail(block.line, "没有得分，也就没有推导")
            return
        text = render(score_report(self.sheet, language="zh", show_all=True), width=10_000)
        for line, wanted in enumerate(block.lines, block.line):
            if wanted.strip() not in text:
                self.fail(line, f"推导里没有「{wanted.strip()}」，全文是：\n{text}")


def _said(found: Diagnostic) -> str:
    """The message and all that stands around it."""
    labels = [label.text for label in found.secondary if label.text]
    texts = [*found.notes, *labels, *(help_.text for help_ in found.all_helps)]
    return "\n".join([found.message("zh"), *(text.text("zh") for text in texts)])


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _exact(text: str) -> list[Fraction | str]:
    """`4.50 至 5` and `9/2 至 5` are the same."""
    is_number = re.compile(r"-?\d+(\.\d+|/\d+)?").fullmatch
    return [Fraction(word) if is_number(word) else word for word in text.split()]
