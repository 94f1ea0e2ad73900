"""Write the generated pages of the reference: `python docs/generate.py`.

`tests/test_docs.py` compares the pages with what this module gives.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from perfdsl.codes import all_codes
from perfdsl.linter import RULES, LintRule
from perfdsl.manual import manual_of
from perfdsl.reports import wording
from perfdsl.reports.voice import pattern
from perfdsl.terms import TERMS, Term, TermKind
from perfdsl.wording import Code, Severity, Words

REFERENCE = Path(__file__).parent / "reference"

_KINDS: dict[TermKind, str] = {
    "heading": "标题",
    "header": "文件头",
    "declaration": "声明",
    "annotation": "注解",
    "rule": "规则",
    "effect": "计分",
    "tail": "计分的附加部分",
    "comparison": "比较",
    "logic": "逻辑",
    "value": "值",
    "interval": "区间",
    "noise": "语气词（写不写都一样）",
    "type": "类型（不是关键词，可以作名称）",
    "unit": "单位（不是关键词，可以作名称）",
    "measure": "量词（不是关键词，可以作名称）",
    "function": "函数（不是关键词，可以作名称）",
    "facts": "填报文件里的表头和键",
}
_SEVERITIES: dict[Severity, str] = {
    "error": "错误 error",
    "warning": "警告 warning",
    "info": "提示 info",
}

_KEYWORDS_HEAD = """# 词表

本页由 `python docs/generate.py` 从 `perfdsl/terms.py` 生成，不要手改。

同一格里的几种写法意思相同，排在前面的是常用写法。中文、英文可以混用。几个词组成的英文写法，
词之间写空格或 `_` 都行，大小写不分。词的用法见[规则语言](language.md)和[填报文件](facts.md)。
"""
_DIAGNOSTICS_HEAD = """# 诊断编号

本页由 `python docs/generate.py` 从 `perfdsl/codes/` 和 `perfdsl/manual/` 生成，不要手改。`perfdsl explain 编号` 在屏幕上显示其中一节。

`perfdsl check` 和 `perfdsl score` 指出的每一种问题都有一个编号，编号永远不变。`{…}` 处显示的是实际内容。
错误：有错误就不计分。警告：照样计分，但很可能不是本意。提示：只是告诉您是怎样读的。
常见的错误怎样改，见[规则语言](language.md)和[填报文件](facts.md)。
"""


def keywords_page() -> str:
    """The page `keywords.md`."""
    lines = [_KEYWORDS_HEAD]
    for kind, title in _KINDS.items():
        terms = [term for term in TERMS if term.kind == kind]
        lines += [f"## {title}", "", "| 中文 | English | 含义 | Meaning |", "|---|---|---|---|"]
        lines += [_term_row(term) for term in terms]
        lines.append("")
    return "\n".join(lines)


def _term_row(term: Term) -> str:
    cells = (
        _code(term.zh),
        _code(term.en),
        term.meaning.zh,
        term.meaning.en,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _code(spellings: tuple[str, ...]) -> str:
    return " ".join(f"`{spelling}`" for spelling in spellings)


def diagnostics_page() -> str:
    """The page `diagnostics.md`: an index, and a section for each code."""
    stages = {stage: [c for c in all_codes() if c.id.startswith(stage)] for stage in wording.STAGES}
    lines = [_DIAGNOSTICS_HEAD]
    for stage, codes in stages.items():
        if codes:
            title = f"{stage} {wording.STAGES[stage].zh}"
            lines += [f"**{title}**", "", "| 编号 | | 消息 |", "|---|---|---|"]
            lines += [_index_row(code) for code in codes]
            lines.append("")
    for stage, codes in stages.items():
        if codes:
            lines += [f"## {stage} {wording.STAGES[stage].zh}", ""]
            for code in codes:
                lines += _code_lines(code)
    return "\n".join(lines)


def _index_row(code: Code) -> str:
    message = pattern(code.message, "zh").replace("|", "\\|")
    severity = wording.SEVERITIES[code.severity].zh
    return f"| [{code.id}](#{code.id.lower()}-{code.slug}) | {severity} | {message} |"


def _code_lines(code: Code) -> Iterator[str]:
    yield f"### {code.id} `{code.slug}`"
    yield ""
    yield f"{_SEVERITIES[code.severity]}"
    yield ""
    yield from _words("", code.message)
    if code.help is not None:
        yield from _words("帮助 help：", code.help)
    yield ""
    page = manual_of(code.id)
    if page is not None:
        yield from (page.meaning.zh, "", page.meaning.en, "")
        if page.rules:
            yield from _example("评分规则：", page.rules)
        yield from _example("例子：", page.bad)
        yield from _example("改成：", page.good)


def _words(label: str, words: Words) -> Iterator[str]:
    yield f"- {label}{words.zh}"
    yield f"- {label}{words.en}"


def _example(title: str, text: str) -> Iterator[str]:
    yield from (title, "", "```text", *text.removesuffix("\n").split("\n"), "```", "")


_LINT_HEAD = """# 检查规则

本页由 `python docs/generate.py` 从 `perfdsl/linter/rules/` 生成，不要手改。`perfdsl explain 名称` 在屏幕上显示其中一节。

写得通、也算得出的规则，仍可能不是本意。`perfdsl check` 在没有错误以后按下面的规则再看一遍。
怎样改级别、怎样放过一条，见[检查规则怎样用](../guide/lint.md)。
"""


def lint_page() -> str:
    """The page `lint.md`: an index, and a section for each rule of the linter."""
    lines = [_LINT_HEAD, "| 编号 | 名称 | 级别 | 找什么 |", "|---|---|---|---|"]
    for rule in RULES:
        code = rule.code
        severity = wording.SEVERITIES[code.severity].zh
        link = f"[{code.id}](#{code.id.lower()}-{code.slug})"
        lines.append(f"| {link} | `{code.slug}` | {severity} | {rule.what.zh} |")
    lines.append("")
    for rule in RULES:
        lines += _lint_lines(rule)
    return "\n".join(lines)


def _lint_lines(rule: LintRule) -> Iterator[str]:
    code, page = rule.code, rule.manual()
    yield from (f"## {code.id} `{code.slug}`", "", _SEVERITIES[code.severity], "")
    yield from (f"找什么：{rule.what.zh}", "", rule.what.en, "")
    yield from (f"为什么：{rule.why.zh}", "", rule.why.en, "")
    yield from _words("", code.message)
    if code.help is not None:
        yield from _words("帮助 help：", code.help)
    yield ""
    yield from _example("例子：", page.bad)
    yield from _example("改成：", page.good)


def mistakes_page() -> str:
    """The page `mistakes.md`."""
    sys.path.insert(0, str(REFERENCE.parent.parent))
    from tests.corpus.cases import all_cases, unseen_cases
    from tests.corpus.measuring import page

    return page(all_cases(), unseen_cases())


PAGES = {
    "keywords.md": keywords_page,
    "diagnostics.md": diagnostics_page,
    "lint.md": lint_page,
    "mistakes.md": mistakes_page,
}


def main() -> None:
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
