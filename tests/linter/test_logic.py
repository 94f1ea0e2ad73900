"""logic.md: every kind of mistake of logic, shown by values, with what looks like it and is none."""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.linter import Linted, lint
from perfdsl.source import SourceText
from perfdsl.syntax import parse

PAGE = Path(__file__).with_name("logic.md")
KINDS = 20


@attrs.frozen
class Example:
    kind: str
    says: str
    rules: str
    line: int


def examples() -> Iterator[Example]:
    text = PAGE.read_text(encoding="utf-8")
    for section in re.finditer(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL):
        found = re.finditer(
            r"^(找到|没有|未分析) ([^\n]*)\n\n```perf\n(.*?)^```$",
            section[2],
            re.MULTILINE | re.DOTALL,
        )
        for example in found:
            line = text.count("\n", 0, section.start(2) + example.start()) + 1
            yield Example(section[1], f"{example[1]} {example[2]}", example[3], line)


EXAMPLES = list(examples())


def looked_over(rules: str) -> tuple[list[Diagnostic], Linted | None]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", rules), diagnostics), diagnostics)
    linted = lint(rulebook) if rulebook is not None else None
    return [*diagnostics.found, *(linted.found if linted is not None else ())], linted


def said(found: Diagnostic) -> str:
    labels = [label.text for label in found.secondary if label.text is not None]
    texts = [text.text("zh") for text in (*found.notes, *labels)]
    return "\n".join([found.message("zh"), *texts])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.line} {each.says[:10]}")
def test_what_is_said_of_it(example: Example) -> None:
    found, linted = looked_over(example.rules)
    told = [(each.code.id, said(each)) for each in found]
    word, _, rest = example.says.partition(" ")
    if word == "找到":
        code, _, words = rest.partition("：")
        wanted = ".*".join(map(re.escape, words.split("…")))
        assert any(code == each and re.search(wanted, text, re.DOTALL) for each, text in told), told
    elif word == "没有":
        assert linted is not None, told  # it is in order but for hints
        assert [each for each in told if each[0] in rest.split()] == []
    else:
        assert linted is not None, told
        assert [path[-1] for path in linted.not_analyzed] == rest.split()
        assert [each for each in told if each[0] in ("PD4003", "PD4004", "PD4013")] == []


def test_every_kind_has_an_example_and_a_look_alike() -> None:
    kinds = dict.fromkeys(each.kind for each in EXAMPLES)
    assert len(kinds) >= KINDS
    for kind in kinds:
        words = {each.says.partition(" ")[0] for each in EXAMPLES if each.kind == kind}
        assert {"找到", "没有"} <= words, kind
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("```perf")
