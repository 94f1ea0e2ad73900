"""What may have been meant by a name that is not declared."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from perfdsl.checker.expressions.scope import Scope
from perfdsl.checker.expressions.yes_no import contrary_of, said_of
from perfdsl.checker.ways_out import REST, instead
from perfdsl.diagnostic import Edit, Help
from perfdsl.model.types import (
    COUNT,
    DATE,
    DAYS,
    MONEY,
    MONTHS,
    POISON,
    RATIO,
    Poison,
    TruthType,
)
from perfdsl.number import format_exact
from perfdsl.numerals import read_spoken
from perfdsl.source import SourceText, Span
from perfdsl.suggestion import leaves_out, suggest
from perfdsl.syntax import ast
from perfdsl.syntax.lines import as_name
from perfdsl.syntax.usage import OPERATORS, kind_behind
from perfdsl.terms import KEYWORD_IDS, TERMS, find_type, find_unit, keyword
from perfdsl.wording import phrase

_DENIED = re.compile(r"(?:非|\bnot)\s*$")

_MOST_ASKED = 60
"""For so many undeclared names those most like them are looked for."""
_LETTERED = re.compile(r"[OolI]{1,3}(?=$|[^A-Za-z0-9_])")
_ROW = r"\s*[-—–－]"
_BAND_ROW = re.compile(rf"{_ROW}\s*[^\s<>=]+\s*(?:得|计|award)")
_IN_TABLE = re.compile(rf"{_ROW}|\s*(?:#|＃|理由|reason|$)", re.IGNORECASE)
"""What stands between the head of the bands and their last row."""
_BANDS = re.compile(r"\s*(?:按|by )(?!.*(?:逐项|checklist))")
_LIKE_FIRST = frozenset("其期共奇齐七起")
_LIKE_SECOND = frozenset("余馀佘於于予与佗它他雨鱼徐涂除")
_COMPARED_WITH_0 = re.compile(r"\D*[0\uff10](?![\d.\uff0e])")
_ASKED = re.compile(r"(?:非|除外|不含|not|unless|except)[ \u3000]+$", re.IGNORECASE)
_DIGITS = str.maketrans("OolI", "0011")
_AND_A_HALF = re.compile(r"(?P<number>[一二两三四五六七八九十百]+|\d+)(?P<unit>[^\W\d]{1,3}?)半")
"""`三次半`."""
_COMPARING = tuple("<>≤≥＜＞≦≧=＝")


def meant_by(
    node: ast.Name, candidates: Iterable[str], scope: Scope, *, may_declare: bool = True
) -> list[Help]:
    """The contrary of a declared 是否, and the declared names most like it.

    A word of a level or choice is not declared as a fact of its own.
    """
    if _is_rest(node.text) and _is_band(node):
        return [instead(node.span, "其余")]
    scope.asked += 1
    if scope.asked > _MOST_ASKED:
        return []
    own = _defined_at(node, scope)  # a definition does not speak of itself
    known = (*(each for each in candidates if each != own), *keyword("FULL_MARKS").zh)
    if _DENIED.search(node.span.source.text[: node.span.start]) is not None:
        known = tuple(name for name in known if _is_truth(name, scope))
    similar = [_similar(node, name, scope) for name in suggest(node.text, known)]
    if similar and not similar[0].edits:  # what is less alike is not put in its place either
        similar = [attrs.evolve(help_, edits=(), applicability="display") for help_ in similar]
    helps = [*_contrary(node, scope), *similar]
    if node.text in REST:
        helps = [instead(node.span, "其余")]
    told = [*_number(node), *helps]
    if told or _is_band(node):
        return told
    may_declare = may_declare and node.text not in scope.words()
    return [*_short_for(node, known, scope), *(_declared(node, scope) if may_declare else ())]


def _is_band(node: ast.Name) -> bool:
    """Whether the name stands alone in a row of bands, where only a value can."""
    source, line = node.span.source, node.span.first.line
    if _BAND_ROW.match(source.line_text(line)) is None:
        return False
    if node.span.text not in source.line_text(line).split("得")[0].split("award")[0]:
        return False
    while line > 1 and _IN_TABLE.match(source.line_text(line)):
        line -= 1
    return _BANDS.match(source.line_text(line)) is not None


def _is_rest(text: str) -> bool:
    """其佘, 其於, 期余: one of the two characters is that of 其余, the other looks or sounds like it."""
    return (
        len(text) == len("其余")
        and text != "其余"
        and (text[0] == "其" or text[1] in "余馀")
        and (text[0] in _LIKE_FIRST and text[1] in _LIKE_SECOND)
    )


def _is_truth(name: str, scope: Scope) -> bool:
    """Whether 非 may stand before it."""
    found = scope.facts.get(name) or scope.inferred.get(name)
    return found is not None and isinstance(found.type, TruthType | Poison)


def _number(node: ast.Name) -> Iterator[Help]:
    """`l个百分点`, `O%`: letters that look like digits; `三次半`: a number in words."""
    match = _LETTERED.match(node.text)
    if match is not None:
        found = match.group()
        new = found.translate(_DIGITS)
        place = Span(node.span.source, node.span.start, node.span.start + len(found))
        text = phrase("「{old}」改为「{new}」", "change 「{old}」 to 「{new}」", old=found, new=new)
        yield Help(text, (Edit(place, new),), "unsafe")
    half = _AND_A_HALF.fullmatch(node.text)
    value = read_spoken(half["number"]) if half is not None else None
    if half is not None and value is not None and find_unit(half["unit"]) is not None:
        yield instead(node.span, f"{format_exact(value + Fraction(1, 2))}{half['unit']}")


_KINDS = {"比率": RATIO, "金额": MONEY, "天数": DAYS, "月数": MONTHS, "日期": DATE} | dict.fromkeys(
    ("数量", "次数", "人数"), COUNT
)
_LEAST_LETTERS = 2


def _short_for(node: ast.Name, known: Iterable[str], scope: Scope) -> Iterator[Help]:
    """`排名` for 县内满意度排名, where no other name has it in it and the kinds agree."""
    longer = [name for name in known if _has_part(name, node.text)]
    if len(node.text) < _LEAST_LETTERS or len(longer) != 1:
        return
    found = scope.facts.get(longer[0]) or scope.inferred.get(longer[0])
    source, after = node.span.source, node.span.end
    rest = source.text[after : source.text.find("\n", after) % (len(source.text) + 1)]
    kind = (kind_behind(rest) or "").split(" ")[0]
    if found is not None and kind in _KINDS and found.type not in (_KINDS[kind], POISON):
        return
    yield _similar(node, longer[0], scope)


def _has_part(name: str, part: str) -> bool:
    if part.isascii():
        return f"_{part.lower()}_" in f"_{name.lower()}_"
    return part in name


def _declared(node: ast.Name, scope: Scope) -> list[Help]:
    """A fact of this name, of the type that the line takes it for."""
    source, after = node.span.source, node.span.end
    rest = source.text[after : source.text.find("\n", after) % (len(source.text) + 1)]
    before = source.text[: node.span.start].rstrip(" \u3000")
    if before.endswith((*OPERATORS, *_COMPARING)):
        return []  # what is compared is the result, or what it is compared with says what it is
    kind = kind_behind(rest) or ("是否" if _is_condition(node, rest) else None)
    if kind is None or (kind == "数量" and _COMPARED_WITH_0.match(rest)):
        return []  # 0 is compared with everything
    return declared_below(source, node.span.text, kind, scope)


def declared_below(source: SourceText, name: str, kind: str, scope: Scope) -> list[Help]:
    """A fact of this name and type below the last one, in the language of the file."""
    facts = [fact for fact in scope.facts.values() if fact.span.source is source]
    last = max((fact.span.end for fact in facts), default=-1)
    last = max((field.span.end for fact in facts for field in fact.fields), default=last)
    last = max(last, *(fact.span.end for fact in facts)) if facts else -1
    if last < 0:
        return []
    line = source.position(last).line
    end = source.line_starts[line] if line < len(source.line_starts) else len(source.text)
    written = source.line_text(source.position(min(fact.span.start for fact in facts)).line)
    is_english = written.lstrip()[:4].lower() == "fact"
    new = f"fact {name} {_in_english(kind)}\n" if is_english else f"事实 {name} {kind}\n"
    if end and source.text[end - 1] != "\n":
        new = "\n" + new.removesuffix("\n")
    text = phrase("声明「{line}」", "declare 「{line}」", line=new.strip())
    return [Help(text, (Edit(Span(source, end, end), new),), "unsafe")]


def _in_english(kind: str) -> str:
    """`days working days` for `天数 工作日`; a measure word stays."""
    word, *units = kind.split()
    term = find_type(word)
    if term is None:
        return kind
    units = [
        unit.en[0] for each in units for unit in TERMS if (unit.kind, unit.id) == ("unit", each)
    ] or units
    return " ".join((term.en[0], *(["people"] if word == "人数" else units)))


def _defined_at(node: ast.Name, scope: Scope) -> str | None:
    """What the definition defines that the name stands in."""
    for name, definition in scope.definitions.items():
        span = definition.span
        if span.source is node.span.source and span.start <= node.span.start < span.end:
            return name
    return None


def _is_condition(node: ast.Name, rest: str) -> bool:
    """`非 X`, `除外 X` at the end of a line: what holds or does not."""
    before = node.span.source.text[: node.span.start].rsplit("\n", 1)[-1]
    return not rest.split("#", maxsplit=1)[0].strip() and _ASKED.search(before) is not None


def _contrary(node: ast.Name, scope: Scope) -> Iterator[Help]:
    """`未公开` where 公开 is 是 or 否: its contrary is written with 非."""
    name = contrary_of(node.text, scope)
    if name is not None:
        denial = "not" if name.isascii() else "非"
        text = phrase(
            "「{name}」的反面写「非 {name}」",
            "the contrary of 「{name}」 is “not {name}”",
            name=name,
        )
        yield Help(text, (Edit(node.span, f"{denial} {name}"),), "unsafe")
        return
    said = said_of(node.text, scope)
    if said is not None:
        yield instead(node.span, " = ".join(said))


def _similar(node: ast.Name, name: str, scope: Scope) -> Help:
    """Only named, not put in its place, where words would be lost."""
    is_word = name.lower() in KEYWORD_IDS and name in scope.names()
    new = f"「{name}」" if is_word else as_name(name)
    edits = () if leaves_out(node.text, name) else (Edit(node.span, new),)
    text = phrase("是不是「{name}」？", "did you mean 「{name}」?", name=name)
    return Help(text, edits, "unsafe" if edits else "display")
