"""What to say about a line that cannot be read, in the words of its writer."""

import re

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.suggestion import says_a_limit, suggest
from perfdsl.syntax.automaton import END, Stuck, expected
from perfdsl.syntax.building.expressions import COMPARISONS
from perfdsl.syntax.explaining.headings import explain_heading, heading_parts
from perfdsl.syntax.explaining.runs import POINTS_NOUNS, explain_counted
from perfdsl.syntax.explaining.values import (
    explain_comma_number,
    explain_gap,
    explain_interpolated,
    explain_joined,
    explain_second_comparison,
    explain_yearless,
)
from perfdsl.syntax.lines import ANNOTATIONS, HEADINGS, LogicalLine, split_lines
from perfdsl.syntax.slip import (
    JUDGED_RANGE,
    Slip,
    header_value,
    indent_at,
    point_range,
    replacing,
    symbol_in_name,
    text_unquoted,
)
from perfdsl.syntax.table import Table
from perfdsl.syntax.tiling import STEP_WORDS
from perfdsl.syntax.token import Token
from perfdsl.syntax.usage import type_missing
from perfdsl.terms import KEYWORD_TERMS, keyword
from perfdsl.wording import Phrase, Words, phrase

_POINTS_WORDS = frozenset(["DEDUCT", "AWARD", "ADD", "AT_MOST", "CAP", "UPPER", "LOWER"])
_GAINS = frozenset(
    ["DEDUCT", "AWARD", "ADD", "NO_POINTS", "NOT_APPLICABLE", "CAP", "VETO", "PARDON", "REQUIRE"]
)
_MOST_EXPECTED = 6
_SHARE = re.compile(r"得\s*\d[\d.]*\s*[%％]")
_BOUNDS = frozenset(COMPARISONS) - {"EQ"}
_RANGE_PARTS = frozenset(["NUMBER", "FULL_MARKS", "STAR", "SLASH"])
_IMPLIED = frozenset(["STRING", "FULL_MARKS", "LAST_YEAR", "TRUE", "FALSE"])
"""Values that need not be listed beside names and numbers."""
_STEP = Words("每一步是多少，例如「1次」「5%」", "how much each step is, such as `1` or `5%`")
_GROUPS: tuple[tuple[frozenset[str], Words], ...] = (
    (frozenset(("DEDUCT",)), keyword("DEDUCT").words),
    (frozenset(("AWARD",)), keyword("AWARD").words),
    (frozenset(("ADD",)), keyword("ADD").words),
    (frozenset(("PER_FULL",)), keyword("PER_FULL").words),
    (frozenset(("NAME", "NUMBER")), Words("名称或数", "a name or number")),
    (frozenset(("NAME",)), Words("名称", "a name")),
    (frozenset(("NUMBER",)), Words("数", "a number")),
    (frozenset(("STRING",)), Words("“文字”", "“text”")),
    (frozenset(COMPARISONS), Words("比较（> >= < <= =）", "a comparison (> >= < <= =)")),
    (frozenset(("EQ",)), Words("=", "=")),
    (frozenset(("RPAR",)), Words("）", ")")),
    (frozenset(("RBRACK",)), Words("]", "]")),
    (frozenset(("PLUS",)), Words("+ - × ÷", "+ - * /")),
    (frozenset(("AND",)), keyword("AND").words),
    (frozenset(("COMMA",)), Words("，", "a comma")),
    (frozenset(("NOT_APPLICABLE",)), keyword("NOT_APPLICABLE").words),
    (frozenset(("AT_MOST",)), keyword("AT_MOST").words),
    (frozenset(("REASON",)), keyword("REASON").words),
)


def _expected_words(allowed: set[str]) -> Words:
    """At most six things that could stand here, the likeliest first."""
    shown: list[Words] = []
    covered: set[str] = set()
    for symbols, words in _GROUPS:
        if symbols <= allowed and not symbols <= covered:
            covered |= symbols
            shown.append(words)
    if "NAME" in covered and "NUMBER" in covered:
        covered |= _IMPLIED
    kinds = ("noise", "header") if "DEDUCT" in allowed else ("noise",)
    for term in KEYWORD_TERMS:
        if term.id in allowed and term.id not in covered and term.kind not in kinds:
            shown.append(term.words)
    shown = shown[:_MOST_EXPECTED]
    if not shown:
        return Words("（到此为止）", "(nothing more)")
    return Words("、".join(word.zh for word in shown), ", ".join(word.en for word in shown))


def explain_stuck(
    source: SourceText, line: LogicalLine, table: Table, tokens: list[Token], stuck: Stuck
) -> Slip:
    """The one thing to say about a line that stopped making sense at `stuck.token`."""
    index = next(i for i, token in enumerate(tokens) if token is stuck.token)
    token = stuck.token
    shown = source.text[token.start : token.end]
    first = tokens[0]
    if first.type in ("FACT", "DEFINE") and index == 1 and token.type == END:
        return Slip(codes.NAME_MISSING, first.start, first.end, found=first.text)
    if first.type == "FACT" and index == 2 and token.type in _BOUNDS:
        name = tokens[1]
        return type_missing(source, Span(source, name.start, name.end), name.text)
    header = header_value(source, line) if index == 1 and token.type != END else None
    if header is not None:
        return header
    brackets = _explain_brackets(source, tokens)
    if line.head in HEADINGS and brackets is not None and _is_plain_heading(source, line):
        return brackets
    if line.head in HEADINGS:
        return explain_heading(source, line, tokens, index)
    if brackets is not None:
        return brackets
    split = _second_rule(tokens, index)
    if split is not None:
        return _two_rules(source, line, tokens, split)
    before = tokens[index - 1] if index else None
    special = (
        explain_joined(source, tokens, index)
        or explain_second_comparison(source, tokens, index)
        or explain_interpolated(source, tokens, index)
    )
    special = (
        special
        or _explain_range(source, tokens, index)
        or _explain_name(source, line, tokens, index)
    )
    if special is None and index > 1 and tokens[index - 2].type in STEP_WORDS:
        special = explain_counted(source, tokens, index)
    if special is not None:
        return special
    if (
        before is not None
        and before.type in _POINTS_WORDS
        and (
            token.type == END
            or token.type in ("STOP", "NOISE", "COMMA", "UNLESS", "AT_MOST", *_GAINS, *ANNOTATIONS)
        )
    ):
        return Slip(codes.POINTS_MISSING, before.start, before.end, found=before.text)
    if token.type == "UNTIL_ZERO":
        return Slip(codes.POINTS_MISSING, token.start, token.end, found=keyword("DEDUCT").words)
    if token.type == "COMMA" and tokens[index + 1].text in POINTS_NOUNS:
        index, token = index + 1, tokens[index + 1]
    if index and token.type == "NAME" and token.text in POINTS_NOUNS:
        return Slip(codes.POINTS_MISSING, token.start, token.end, found=POINTS_NOUNS[token.text])
    if before is not None and (before.type in ANNOTATIONS or before.type == "REQUIRE"):
        return _explain_text(source, line, before, token)
    if index == 0 and token.type in COMPARISONS:
        return Slip(codes.OPERAND_MISSING, token.start, token.end, found=shown)
    cap = _explain_cap(source, tokens, index)
    if cap is not None:
        return cap
    slip = (
        explain_gap(source, tokens, index)
        or explain_comma_number(source, tokens)
        or explain_yearless(source, line, token)
    )
    if slip is not None:
        return slip
    allowed = expected(table, stuck.states)
    if _is_prose(tokens, index):
        return _unknown_statement(source, line, first)
    words = _expected_words(allowed)
    if before is not None and before.type in STEP_WORDS and token.type in _GAINS:
        return Slip(codes.UNEXPECTED, token.start, token.end, found=shown, expected=_STEP)
    if token.type == END:
        if {"DEDUCT", "AWARD"} <= allowed:
            return Slip(codes.EFFECT_MISSING, first.start, line.end, expected=words)
        words = JUDGED_RANGE if tokens[index - 1].type == "JUDGED" else words
        return Slip(codes.UNFINISHED, tokens[index - 1].start, line.end, expected=words)
    helps = _misspelt(source, token, allowed, words)
    return Slip(codes.UNEXPECTED, token.start, token.end, found=shown, expected=words, helps=helps)


def _is_plain_heading(source: SourceText, line: LogicalLine) -> bool:
    """Whether only the brackets around its points are wrong."""
    start, end, points = heading_parts(line)
    return bool(points) and re.fullmatch(r"[^\W\d]+", source.text[start:end]) is not None


def _misspelt(
    source: SourceText, token: Token, allowed: set[str], words: Words
) -> tuple[Help, ...]:
    """What may have been meant by a word that looks or sounds like one that could stand here."""
    if token.type != "NAME" or codes.UNEXPECTED.help is None:
        return ()
    spellings = [
        spelling
        for term in KEYWORD_TERMS
        if (term.id in allowed and term.kind not in ("noise", "header"))
        or (term.kind == "comparison" and "DEDUCT" in allowed)
        for spelling in term.zh + term.en
    ]
    meant = tuple(
        replacing(
            source,
            token.start,
            token.end,
            word,
            phrase("改为「{word}」", "change it to 「{word}」", word=word),
        )
        for word in (() if says_a_limit(token.text) else suggest(token.text, spellings, most=2))
    )
    return (Help(Phrase(codes.UNEXPECTED.help, {"expected": words})), *meant) if meant else ()


def _explain_range(source: SourceText, tokens: list[Token], index: int) -> Slip | None:
    """`扣 1 至 2 分`, where only one number of points can stand."""
    if tokens[index].type != "TO":
        return None
    start = index
    while start and tokens[start - 1].type in _RANGE_PARTS:
        start -= 1
    end = index + 1
    while tokens[end].type in _RANGE_PARTS:
        end += 1
    if not start or start == index or end == index + 1:
        return None
    if tokens[start - 1].type not in _POINTS_WORDS:
        return None
    return point_range(source, tokens[start].start, tokens[end - 1].end)


def _explain_name(
    source: SourceText, line: LogicalLine, tokens: list[Token], index: int
) -> Slip | None:
    """`事实 2021年支出 金额`: a name that begins with a number or a sign."""
    listed = index == 2 and tokens[2].type == "COMMA" and source.text[tokens[2].start] == "、"
    if not (index == 1 or listed) or not (line.field or line.head in ("FACT", "DEFINE")):
        return None
    if tokens[1].type == END:
        return None
    start = tokens[1].start
    rest = re.match(r"[^ =]+", line.text[start - line.start :])
    if rest is None or rest.end() < 2:
        return None
    return symbol_in_name(source, start, start + rest.end())


def _explain_brackets(source: SourceText, tokens: list[Token]) -> Slip | None:
    opened: list[Token] = []
    for token in tokens:
        if token.type in ("LPAR", "LBRACK"):
            opened.append(token)
        elif token.type in ("RPAR", "RBRACK"):
            if not opened:
                return Slip(
                    codes.BRACKET_UNOPENED,
                    token.start,
                    token.end,
                    found=source.text[token.start : token.end],
                )
            opened.pop()
    if not opened:
        return None
    token = opened[-1]
    return Slip(
        codes.BRACKET_UNCLOSED,
        token.start,
        token.end,
        found=source.text[token.start : token.end],
    )


def _second_rule(tokens: list[Token], stuck: int) -> Token | None:
    """Where a second rule begins: behind a stop, or at the second effect."""
    for index, token in enumerate(tokens[:-1]):
        if token.type == "STOP" and index:
            return tokens[index + 1]
    gains = [index for index, token in enumerate(tokens) if token.type in _GAINS]
    if tokens[0].type in ("CHECKLIST", "GRADES") or len(gains) < 2 or stuck <= gains[0] + 1:
        return None
    if tokens[gains[0]].type == "NOT_APPLICABLE" and gains[1] == gains[0] + 1 and gains[2:]:
        return tokens[gains[2]] if gains[2] == stuck else None  # 不适用 得 满分 扣 2 分
    if gains[0] + 1 == gains[1]:
        return None
    begin = gains[1]
    for index in range(gains[1] - 1, gains[0], -1):
        if tokens[index].type in ("EACH", "PER_FULL", "PER_STARTED", "IF", "OTHERWISE", "NAME"):
            begin = index
    return tokens[begin]


def _two_rules(source: SourceText, line: LogicalLine, tokens: list[Token], second: Token) -> Slip:
    start = end = second.start
    while start > line.start and line.text[start - 1 - line.start] in " ,;。":
        start -= 1
    rest = source.text[second.start : line.end].strip()
    again = rest.rstrip(" 。；;")
    first = source.text[line.start : start].removesuffix(again)
    if len(first) < start - line.start and not re.search(r"[^\W\d]$", first):  # 封顶 5 分 封顶 5 分
        said = phrase("删去「{rest}」", "delete “{rest}”", rest=again)
        stop = second.start + len(again)
        once = (Help(said, (Edit(Span(source, start, stop), ""),), "unsafe"),)
        return Slip(codes.SAID_TWICE, second.start, stop, found=again, helps=once)
    before = tokens[tokens.index(second) - 1]
    helps: tuple[Help, ...] = ()
    opens_item = split_lines(rest)[0].bullet
    is_share = before.type == "FULL_MARKS" and before.end == end and _SHARE.match(rest) is not None
    is_treated = any(token.type == "NOT_APPLICABLE" for token in tokens[: tokens.index(second)])
    if is_share:  # 满分得80%, which sounds like 满分的80%
        said = phrase("「得」写成「的」", "write 「的」 for 「得」")
        helps = (Help(said, (Edit(Span(source, end, second.end), "的"),), "unsafe"),)
    elif is_treated and second.type in ("DEDUCT", "AWARD", "ADD"):
        said = phrase("删去「{rest}」", "delete “{rest}”", rest=rest)  # holds for nobody else
        edit = Edit(Span(source, start, line.end), "")
        helps = (Help(said, (edit,), "unsafe"),)
    elif not opens_item and before.type not in (*COMPARISONS, "IN", "NOT", "MINUS", "STAR"):
        edit = Edit(Span(source, start, end), "\n" + indent_at(source, line.start))
        helps = (Help(phrase("分成两行", "make two lines of it"), (edit,), "unsafe"),)
    return Slip(codes.TWO_RULES, second.start, line.end, found=rest[:12], helps=helps)


def _explain_text(source: SourceText, line: LogicalLine, word: Token, token: Token) -> Slip:
    if token.type == END:
        return Slip(codes.UNFINISHED, word.start, word.end, expected=Words("“文字”", "“text”"))
    return text_unquoted(source, line, word, token.start - line.start)


def _explain_cap(source: SourceText, tokens: list[Token], index: int) -> Slip | None:
    """`执行率 < 70% 不超过 79 分`: a comparison where a cap was meant."""
    if tokens[index].type != END or index < 3:
        return None
    sign, number = tokens[index - 2], tokens[index - 1]
    if sign.type != "LE" or number.type != "NUMBER" or number.unit not in (None, "分"):
        return None
    earlier = [token for token in tokens[: index - 2] if token.type in COMPARISONS]
    if not earlier:
        return None
    points = source.text[number.start : number.end]
    helps = tuple(
        replacing(
            source,
            sign.start,
            sign.end,
            word,
            phrase("改为「{word} {points}」", "write “{word} {points}”", word=word, points=points),
        )
        for word in ("封顶",)
    )
    return Slip(
        codes.CAP_WORD,
        sign.start,
        number.end,
        found=source.text[sign.start : sign.end],
        points=points,
        helps=helps,
    )


def _is_prose(tokens: list[Token], stuck: int) -> bool:
    """No word of the language was understood before the line went wrong."""
    return (
        stuck <= 1
        and tokens[0].type in ("NAME", "STRING", "NUMBER")
        and not any(token.type in _GAINS or token.type in COMPARISONS for token in tokens)
    )


def _unknown_statement(source: SourceText, line: LogicalLine, first: Token) -> Slip:
    words = [
        spelling
        for term in KEYWORD_TERMS
        if term.kind in ("heading", "header", "declaration", "annotation")
        for spelling in term.zh + term.en
    ]
    helps = tuple(
        replacing(
            source,
            first.start,
            first.end,
            word,
            phrase("改为「{word}」", "change it to 「{word}」", word=word),
        )
        for word in (suggest(first.text, words, most=2) if len(first.text) > 1 else ())
    )
    found = source.text[line.start : line.end].strip()
    return Slip(
        codes.UNKNOWN_STATEMENT,
        first.start,
        line.end,
        found=found if len(found) <= 20 else found[:20] + "…",
        helps=helps,
    )
