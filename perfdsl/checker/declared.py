"""What may have been meant by a name that is not declared."""

import re
from collections.abc import Iterable, Iterator

from perfdsl.checker.scope import Scope
from perfdsl.diagnostic import Edit, Help
from perfdsl.model.types import TruthType
from perfdsl.suggestion import leaves_out, suggest
from perfdsl.syntax import ast
from perfdsl.wording import phrase

_CONTRARY = re.compile("(?:凡是?|如果?|若|当|因|尚|存在|有)?(?:未能?|没有|没|不|无|非)(.+)")


def meant_by(node: ast.Name, candidates: Iterable[str], scope: Scope) -> list[Help]:
    """The contrary of a declared 是否, and the declared names most like it."""
    return [*_contrary(node, scope), *(_similar(node, c) for c in suggest(node.text, candidates))]


def _contrary(node: ast.Name, scope: Scope) -> Iterator[Help]:
    """`未公开` where 公开 is 是 or 否: its contrary is written with 非."""
    found = _CONTRARY.fullmatch(node.text)
    declared = scope.facts.get(found.group(1)) if found is not None else None
    if declared is not None and isinstance(declared.type, TruthType):
        name = declared.name
        text = phrase(
            "「{name}」的反面写「非 {name}」",
            "the contrary of 「{name}」 is “not {name}”",
            name=name,
        )
        yield Help(text, (Edit(node.span, f"非 {name}"),), "unsafe")


def _similar(node: ast.Name, name: str) -> Help:
    """Only named, not put in its place, where words would be lost."""
    edits = () if leaves_out(node.text, name) else (Edit(node.span, name),)
    text = phrase("是不是「{name}」？", "did you mean 「{name}」?", name=name)
    return Help(text, edits, "unsafe" if edits else "display")
