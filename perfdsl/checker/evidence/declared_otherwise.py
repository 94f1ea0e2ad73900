"""A fact declared as something else than its name and its uses take it for: said once, where it is declared."""

import re
from collections.abc import Iterator, Mapping

from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.type_words import type_words
from perfdsl.checker.ways_out import instead
from perfdsl.codes import names as name_codes
from perfdsl.codes import types as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Label
from perfdsl.model.contents import uses_in
from perfdsl.model.rulebook import FactDeclaration
from perfdsl.model.types import TruthType
from perfdsl.source import Span
from perfdsl.syntax import ast
from perfdsl.wording import phrase

_OF_TYPE = (
    codes.TYPE_MISMATCH, codes.RATIO_NEEDS_PERCENT, codes.MONEY_NEEDS_UNIT, codes.RATIO_AND_POINT,
    codes.NOT_A_NUMBER, codes.NOT_A_CONDITION, codes.WORKING_DAYS_AND_DAYS, codes.STEP_DIMENSION,
    codes.NO_ORDER,
)  # fmt: skip
NAMED_AS = (
    ("ratio", "比率", re.compile(r"[\w“”]+(?:率|比例|占比|比重)”?")),
    ("count", "人数", re.compile(r"\w*(?:人数|人员数)")),
    ("count", "次数", re.compile(r"\w*次数")),
    ("date", "日期", re.compile(r"\w*日期")),
    (
        "money",
        "金额",
        re.compile(
            r"[\w“”]*(?:金额|经费|资金|支出|收入|余额|结余|款)”?(?:总?额)?"
            r"|[\w“”]*(?:预算|决算|支出|收入|结余|结转)数"
        ),
    ),
)
"""Kind and type word of what the end of a name says; other names say nothing."""
_DOUBTED = frozenset(("money", "ratio", "count", "date"))
_MOST_LABELS = 5
_WORDS = re.compile(r"\s*(?:=|＝|为|是|不低于|不高于|>=|<=|>|<)\s*(\w+)")


def say_where_declared(file: ast.File, scope: Scope, diagnostics: Diagnostics) -> None:
    """Replace what is said of such uses by one finding at the declaration."""
    groups: dict[str, list[Diagnostic]] = {}
    twice = {
        found.primary.span
        for found in diagnostics
        if found.code is name_codes.DUPLICATE_NAME and found.primary is not None
    }
    declared = {fact.name.text: fact for fact in file.facts if fact.name.span not in twice}
    for found in diagnostics.found:
        name = _blamed(found, scope, declared)
        if name is not None:
            groups.setdefault(name, []).append(found)
    for name, group in groups.items():
        if group[0].code is name_codes.UNDECLARED_NAME and not _are_levels(group):
            continue
        merged = _merged(declared[name], scope.facts[name], group)
        gone = {id(each) for each in group}
        at = next(i for i, each in enumerate(diagnostics.found) if id(each) in gone)
        kept = [each for each in diagnostics.found if id(each) not in gone]
        diagnostics.found[:] = [*kept[:at], merged, *kept[at:]]


def _blamed(
    found: Diagnostic, scope: Scope, declared: Mapping[str, ast.FactDeclaration]
) -> str | None:
    """The one fact behind a finding whose name says that it is of another type."""
    if found.primary is None:
        return None
    if found.code is name_codes.UNDECLARED_NAME:
        return _compared_with(found.primary.span, scope, declared)
    if found.code not in _OF_TYPE:
        return None
    doubtful = {
        name
        for name in _behind(found, scope)
        if name in declared and _meant(declared[name]) is not None
    }
    return doubtful.pop() if len(doubtful) == 1 else None


_LEVEL = re.compile(
    r"(?:很|较|较为|比较|基本|不够|不|非常|部分|完全)?"
    r"(?:健全|完善|完整|规范|合理|合规|及时|到位|有效|明显|显著|良好|良|优秀|优|好|中等|中|差|一般|高|低|强|弱|合格|达标|严重)"
)


def _are_levels(group: list[Diagnostic]) -> bool:
    """Whether the words the 是否 is compared with are several, or look like those of a level."""
    words = {str(each.arguments["name"]) for each in group}
    return len(words) > 1 or all(_LEVEL.search(word) for word in words)


def _behind(found: Diagnostic, scope: Scope) -> Iterator[str]:
    """The facts written on the lines of a finding, and those behind the definitions written there."""
    labels = [found.primary, *found.secondary]
    lines = {
        label.span.source.line_text(label.span.first.line) for label in labels if label is not None
    }
    text = "\n".join(lines)
    definitions = [scope.inferred[name] for name in scope.inferred if name in text]
    for name in scope.facts:
        if name in text:
            yield name
    for name, _ in uses_in(definitions, {}):
        if name in scope.facts:
            yield name


def _compared_with(
    name: Span, scope: Scope, declared: Mapping[str, ast.FactDeclaration]
) -> str | None:
    """The 是否 that is compared with a word nobody declared: `制度 = 较健全`."""
    line = name.source.line_text(name.first.line)
    for fact in scope.facts.values():
        if not isinstance(fact.type, TruthType) or fact.name not in declared:
            continue
        at = line.find(fact.name)
        match = _WORDS.match(line, at + len(fact.name)) if at >= 0 else None
        if match is not None and match.group(1) == name.text:
            return fact.name
    return None


def _meant(node: ast.FactDeclaration) -> str | None:
    """The type that the name of the fact says; None: it says none, or the one that is declared."""
    said = next((each for each in NAMED_AS if each[2].fullmatch(node.name.text)), None)
    return said[1] if said is not None and node.type.kind in _DOUBTED - {said[0]} else None


def _merged(
    node: ast.FactDeclaration, fact: FactDeclaration, group: list[Diagnostic]
) -> Diagnostic:
    place = node.type.span
    if group[0].code is name_codes.UNDECLARED_NAME:
        words = list(dict.fromkeys(str(each.arguments["name"]) for each in group))
        meant = f"等级 {', '.join(words)}"
    else:
        meant = _meant(node) or ""
    uses = tuple(
        Label(each.primary.span, phrase("用在这里", "used here"))
        for each in group[:_MOST_LABELS]
        if each.primary is not None
    )
    return Diagnostic(
        codes.DECLARED_OTHERWISE,
        {"name": fact.name, "type": type_words(fact.type), "meant": meant},
        Label(place),
        uses,
        helps=(instead(place, meant),),
    )
