"""A line that was deleted or misspelt and that others rest on: `总分`, `逐项 得 1 分`, `按 X 分档`."""

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.expressions.names_used import all_headings, heading_of, names_used
from perfdsl.checker.expressions.scope import Scope
from perfdsl.codes import logic
from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.model.types import RATIO, LevelType, Quantity, Type
from perfdsl.number import format_exact
from perfdsl.source import SourceText, Span
from perfdsl.syntax import ast
from perfdsl.syntax.folding import fold
from perfdsl.syntax.lines import split_lines
from perfdsl.wording import phrase

_BESIDE = re.compile(r"\s*(?:#|理由|问题|建议|reason|problem|advice)")
_BAND = re.compile(
    r"(?:[<>=≥≤＞＜]|[\[(]?-?\d|大于|小于|低于|高于|超过|不低于|不高于|达到|其余|above|below|rest\b|at least)"
)
_OWN_POINTS = re.compile(r"(?P<kind>得|计|记|扣|award|deduct)\s*(?:人工|judged)?\s*\d")
_PLAIN = re.compile(r"[“\"「]?\w+[”\"」]?\s*(?:得|计|记|award)\s*\d")
_SEVERAL = 2
_OF_TOTAL = (ast.Adjustment, ast.Cap, ast.Requirement, ast.Veto, ast.Limit)
_MOST_LETTERS = 12
_OF_ROWS = re.compile(
    r"^(?=.*\d).*(?:每(?![满超低高增减延逾 \d])|[各逐任]|之一|全部|都|均|[一1] *[项条个点款]|(?:以下|下列|以上|上述)|\b(?:each|every|per|any|all|both|either|items?)\b)",
    re.IGNORECASE,
)
"""What a line says that tells what the rows below it are worth."""


def find_lost_lines(file: ast.File, scope: Scope, diagnostics: Diagnostics) -> None:
    """Add to what was found the line that is missing; findings that only follow from it are dropped."""
    unread = _unread_lines(diagnostics)
    for index, found in reversed([*enumerate(diagnostics.found)]):
        if found.code is codes.ROW_ALONE:
            above = _line_above(found, unread)
            if above is not None and _speaks_of_rows(above, scope):
                del diagnostics.found[index]
                continue
            mended = any(each.edits for each in found.helps)
            line = _opener(found, file, scope, only_plain=mended, may_guess=above is None)
            if line is not None:
                diagnostics.found[index] = attrs.evolve(found, helps=(line, *found.helps))
    misplaced = [
        each
        for each in diagnostics
        if each.code is logic.WRONG_PLACE and not any(help_.edits for help_ in each.helps)
    ]
    if misplaced and file.total is None and file.headings:
        _say_total(misplaced, file, diagnostics)


# --- 总分 ----------------------------------------------------------------------------------------


def _say_total(misplaced: list[Diagnostic], file: ast.File, diagnostics: Diagnostics) -> None:
    last = max(all_headings(file.headings), key=lambda each: each.span.start)
    run = _trailing(last)
    places = [each.primary.span.start for each in misplaced if each.primary is not None]
    if not run or any(place < run[0].span.start for place in places):
        return
    source, first = file.source, run[0].span.first.line
    above = first - 1
    while above > 1 and not source.line_text(above).strip():
        above -= 1
    unread = next(
        (
            index
            for index, each in enumerate(diagnostics.found)
            if each.primary is not None
            and each.severity == "error"
            and each.primary.span.first.line == above
            and above > last.span.last.line
        ),
        None,
    )
    gone = misplaced[1:] if unread is None else misplaced
    if unread is None:
        at = source.line_starts[first - 1]
        helps = (_added("总分", Span(source, at, at), "", source),)
        also = tuple(Label(each.primary.span) for each in gone if each.primary is not None)
        index = next(i for i, each in enumerate(diagnostics.found) if each is misplaced[0])
        diagnostics.found[index] = attrs.evolve(misplaced[0], helps=helps, secondary=also)
    else:
        said = diagnostics.found[unread]
        text = source.line_text(above)
        start = source.line_starts[above - 1]
        if len(text.strip()) > _MOST_LETTERS or any(map(str.isdigit, text)):
            return
        edit = Edit(Span(source, start, start + len(text)), "总分")
        meant = phrase("改为「{line}」", "change it to 「{line}」", line="总分")
        is_known = any(e.replacement == "总分" for help_ in said.helps for e in help_.edits)
        diagnostics.found[unread] = (
            said
            if is_known
            else attrs.evolve(said, helps=(Help(meant, (edit,), "unsafe"), *said.helps))
        )
    dropped = {id(each) for each in gone}
    diagnostics.found[:] = [each for each in diagnostics if id(each) not in dropped]


def _trailing(heading: ast.Heading) -> list[ast.Rule]:
    """The rules at the end of the file that can only be about the total, or that stand apart with them."""
    source = heading.span.source
    apart: list[ast.Rule] = []
    for rule in reversed(heading.rules):
        if not isinstance(rule, _OF_TOTAL):
            apart = []
            break
        apart.insert(0, rule)
        if not source.line_text(rule.span.first.line - 1).strip():
            break
    if apart and not source.line_text(apart[0].span.first.line - 1).strip():
        return apart
    run: list[ast.Rule] = []
    for rule in reversed(heading.rules):
        if not (isinstance(rule, ast.Veto) or _caps_more(rule, heading)):
            break
        run.insert(0, rule)
    return run


def _caps_more(rule: ast.Rule, heading: ast.Heading) -> bool:
    """封顶 above the marks of the indicator."""
    full = heading.points
    return (
        isinstance(rule, ast.Cap)
        and isinstance(rule.points, ast.Number)
        and isinstance(full, ast.Number)
        and rule.points.value > full.value
    )


# --- lists ---------------------------------------------------------------------------------------


def _unread_lines(diagnostics: Diagnostics) -> frozenset[int]:
    """The lines of which was said that they cannot be read, or not as they are; no rows without a list."""
    return frozenset(
        each.primary.span.first.line
        for each in diagnostics
        if each.primary is not None
        and each.severity == "error"
        and each.code is not codes.ROW_ALONE
    )


def _line_above(found: Diagnostic, unread: frozenset[int]) -> str | None:
    """The line above the rows, if it is one of those that cannot be read."""
    if found.primary is None:
        return None
    source, line = found.primary.span.source, found.primary.span.first.line - 1
    while line > 1 and not source.line_text(line).strip():
        line -= 1
    is_row = bool(source.line_text(line).strip()) and split_lines(source.line_text(line))[0].bullet
    return source.line_text(line) if line in unread and not is_row else None


def _speaks_of_rows(line: str, scope: Scope) -> bool:
    """Whether it says what each, one or all of the rows below it are worth, and nothing of a fact."""
    names = (*scope.facts, *scope.definitions)
    return _OF_ROWS.search(fold(line)) is not None and not any(name in line for name in names)


def _opener(
    found: Diagnostic, file: ast.File, scope: Scope, *, only_plain: bool, may_guess: bool
) -> Help | None:
    """The line above the rows: by what they hold, by their number, and by what nothing asks for.

    `only_plain`: no more than 逐项 above several names with points, which may also be rules of their own.
    `may_guess`: nothing that cannot be read may have said what they are worth.
    """
    if found.primary is None:
        return None
    source, first = file.source, found.primary.span.first.line
    rows = list(_rows(source, first))
    if only_plain and (len(rows) < _SEVERAL or not all(_PLAIN.match(row) for _, row in rows)):
        return None
    heading = heading_of(source.line_starts[first - 1], file)
    if not rows or heading is None:
        return None
    if all(_BAND.match(row) for _, row in rows):
        name = _quantity(heading, file, scope, RATIO if "%" in rows[0][1] else None)
        line = f"按 {name} 分档" if name is not None else None
    else:
        line = _by_words(rows, scope) or _checklist(rows, heading, may_guess=may_guess)
    if line is None:
        return None
    at = source.line_starts[first - 1]
    return _added(line, Span(source, at, at), rows[0][0], source)


def _rows(source: SourceText, line: int) -> Iterator[tuple[str, str]]:
    """Indentation and text of the rows from this line on."""
    for number in range(line, len(source.line_starts) + 1):
        text = source.line_text(number)
        row = split_lines(text)[0]
        if row.bullet:
            yield text[: len(text) - len(text.lstrip())], row.text[row.head_end :].strip()
        elif not _BESIDE.match(text):
            return


def _quantity(heading: ast.Heading, file: ast.File, scope: Scope, type_: Type | None) -> str | None:
    """The one quantity that is defined here, or declared anywhere, and that nothing asks for."""
    used = {name.text for name in names_used(file)}
    end = _end(heading, file)
    here = [
        node.name
        for node in file.definitions
        if heading.span.start < node.span.start < end and node.name.text not in used
    ]
    if len(here) == 1:
        return here[0].span.text
    open_ = [
        fact.name
        for fact in file.facts
        if fact.name.text not in used
        and fact.name.text in scope.facts
        and isinstance(scope.facts[fact.name.text].type, Quantity)
        and type_ in (None, scope.facts[fact.name.text].type)
    ]
    return open_[0].span.text if len(open_) == 1 and not here else None


def _end(heading: ast.Heading, file: ast.File) -> int:
    after = [each.span.start for each in all_headings(file.headings)]
    later = [start for start in after if start > heading.span.start]
    return min(later, default=len(file.source.text))


def _by_words(rows: list[tuple[str, str]], scope: Scope) -> str | None:
    """`- 健全 得 5 分`: the one level or choice that has all these words."""
    words = [re.split(r"[\s得]", row, maxsplit=1)[0] for _, row in rows]
    found = [
        fact.title
        for fact in scope.facts.values()
        if isinstance(fact.type, LevelType)
        and all(word in fact.type.words or word == "其余" for word in words)
    ]
    return f"按 {found[0]} 分档" if len(found) == 1 else None


def _checklist(rows: list[tuple[str, str]], heading: ast.Heading, *, may_guess: bool) -> str | None:
    kinds = [_OWN_POINTS.search(re.sub(r'["“].*', "", row)) for _, row in rows]
    own = {match["kind"] for match in kinds if match is not None}
    if all(kinds) and own <= {"得", "计", "记"}:
        return "逐项"
    if all(kinds) and own == {"扣"}:
        return "逐项 扣"
    gives = (ast.Award, ast.Bands, ast.Checklist)
    full = heading.points
    if own or not may_guess or not isinstance(full, ast.Number):
        return None
    if any(isinstance(rule, gives) for rule in heading.rules):
        return None
    part = format_exact(Fraction(full.value, len(rows)))
    opener = "checklist award {}" if heading.span.text[:1].isascii() else "逐项 得 {} 分"
    return opener.format(part) if "/" not in part else None


def _added(line: str, place: Span, indent: str, source: SourceText) -> Help:
    text = phrase("上面补一行「{line}」", "add the line “{line}” above", line=line)
    at = Span(source, place.start, place.start)
    return Help(text, (Edit(at, f"{indent}{line}\n"),), "unsafe")
