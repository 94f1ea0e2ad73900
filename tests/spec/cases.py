"""Reading tests/spec/*.md: sections, blocks and tables, and whether they check anything."""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

OPTIONS = {"perf": ("", "同义"), "facts": ("", "--partial")}
CHECKS = ("得分", "诊断", "推导")


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
            if block.kind in CHECKS and not (block.lines and all(map(str.strip, block.lines))):
                return f"第 {block.line} 行：这个块有空行或者是空的，空的什么也检验不了"
            if block.kind == "表" and ("→" not in block.lines[0] or len(block.lines) < 3):
                return f"第 {block.line} 行：表格要有「→」的列，至少一行"
            if len({line.count("|") for line in block.lines}) > 1 and block.kind == "表":
                return f"第 {block.line} 行：表格各行的格数不同"
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
        elif line.startswith(("```", "|")):
            is_fence = line.startswith("```")
            if case is None and line != "```perf":
                raise ValueError(f"{path.name}:{at}：不在 ### 的用例里，也不是共用的开头")
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


def all_cases() -> list[Case]:
    """Every case of every document, and the sections that hold only prose."""
    paths = sorted(Path(__file__).parent.glob("*.md"))
    return [case for path in paths if path.name != "README.md" for case in read_cases(path)]
