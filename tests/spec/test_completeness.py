"""The documents leave nothing out: every idiom has its section, every syntax node an example."""

import inspect
import re

from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import ast, parse
from tests.spec.cases import all_cases

IDIOMS = [
    f"{topic}{number}"
    for topic, last in (("A", 21), ("B", 9), ("C", 6), ("D", 19), ("E", 8), ("F", 4))
    for number in range(1, last + 1)
]
ABSTRACT = {"Node", "Statement"}


def test_every_idiom_has_a_section() -> None:
    titles = " ".join(case.title for case in all_cases())
    labels = set(re.findall(r"(?<![A-Za-z])[A-F]\d+(?!\d)", titles))
    assert [label for label in IDIOMS if label not in labels] == []


def test_every_syntax_node_has_an_example() -> None:
    seen: set[str] = set()
    for case in all_cases():
        for block in case.blocks:
            if block.kind == "perf":
                text = (
                    block.text
                    if re.match(r"\s*(方案|scheme)", block.text)
                    else case.opening + block.text
                )
                file = parse(SourceText("spec", text), Diagnostics())
                seen |= {type(node).__name__ for node in ast.walk(file)}
    nodes = {
        name
        for name, kind in inspect.getmembers(ast, inspect.isclass)
        if issubclass(kind, ast.Node) and name not in ABSTRACT
    }
    assert sorted(nodes - seen) == []
