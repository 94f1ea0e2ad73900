"""Cut a logical line into tokens.

One expression finds numbers, dates, texts, runs of characters and symbols; a run is a declared name, a
reserved word, or is cut by the tiler. Where it can be cut in several ways the choice is left open.
"""

import itertools
import re
from calendar import monthrange
from datetime import date
from fractions import Fraction
from unicodedata import combining

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Help
from perfdsl.numerals import unit_at, unit_named
from perfdsl.syntax.folding import fold_letters
from perfdsl.syntax.joined_names import refuse_joined
from perfdsl.syntax.lines import QUOTED, RUN, LogicalLine
from perfdsl.syntax.noise import EFFECTS, MAY_FOLLOW_COMMA, tidy
from perfdsl.syntax.prose import END, PART, ends_in, place_of_end
from perfdsl.syntax.runs import TEXT_FOLLOWS, RunCutter
from perfdsl.syntax.slip import Slip, replacing, text_unquoted
from perfdsl.syntax.tiling import (
    longest_keyword,
)
from perfdsl.syntax.token import Choice, Token
from perfdsl.terms import KEYWORD_IDS
from perfdsl.wording import phrase

_MASTER = re.compile(
    r" *(?:"
    r"(?P<date>\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}[日号])(?!\d))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?P<end>{END})"
    rf"|(?P<part>{PART}|\( *(?:{PART}) *\))"
    r"|(?P<until>扣[至到]0 *分为止)"
    rf"|(?P<text>{QUOTED})"
    r"|(?P<quoted>「[^」\n]*」)"
    rf"|(?P<run>{RUN.pattern})"
    r"|(?P<symbol>>=|<=|=>|=<|==|!=|<>|[—―]+|[^ ])"
    r")",
    re.IGNORECASE,
)
_MAX_DIGITS = 60
_TEXT_WORDS = frozenset(("REASON", "PROBLEM", "ADVICE", "BASIS"))
_SYMBOLS = {
    ",": "COMMA",
    ".": "DOT",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LBRACK",
    "]": "RBRACK",
    "|": "BAR",
    "+": "PLUS",
    "-": "MINUS",
    "—": "MINUS",
    "―": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    ">": "GT",
    ">=": "GE",
    "=>": "GE",
    "≥": "GE",
    "<": "LT",
    "<=": "LE",
    "=<": "LE",
    "≤": "LE",
    "=": "EQ",
    "==": "EQ",
    "!=": "NE",
    "<>": "NE",
    "≠": "NE",
    "~": "TO",
    ";": "STOP",
    "。": "STOP",
}
_LATIN_WORD = re.compile(r"[A-Za-z_]+")


@attrs.define(eq=False, repr=False)
class Lexer(RunCutter):
    """Cuts the lines of one file."""

    def cut(self, line: LogicalLine) -> list[Token | Choice]:
        """The tokens of `line`, noise left out, closed by `$END`; raises `Slip`."""
        self.remarks = []
        found: list[Token | Choice] = []
        if line.bullet:
            kind = "FIELD_BULLET" if line.field else "BULLET"
            found.append(self.token(line, kind, 0, line.head_end))
        elif line.head is not None:
            found.append(self.token(line, line.head, 0, line.head_end))
        position = line.head_end
        text = line.text
        before = found[-1].type if found and isinstance(found[-1], Token) else ""
        if before in ("BULLET", "FIELD_BULLET"):
            before = ""
        if before == "CHECKLIST" and "每" in text:
            position = self._missing(line, position, found)
            before = "MISSING" if len(found) > 1 else before
        while True:
            match = _MASTER.match(text, position)
            if match is None:
                break
            group = match.lastgroup or ""
            start, end = match.span(group)
            match group:
                case "run" if before in _TEXT_WORDS and line.head is None and not line.bullet:
                    raise text_unquoted(self.source, line, found[-1], start)
                case "run":
                    position = self.run(line, start, end, before, found)
                case "number":
                    position = self._figured(line, start, found) or self._number(
                        line, start, end, found
                    )
                case "symbol":
                    position = self._symbol(line, start, end, before, found)
                case "text":
                    position = self._text(line, start, end, before, found)
                case "quoted":
                    name = fold_letters(self.original(line, start + 1, end - 1)).strip()
                    if not name:
                        raise Slip(codes.NAME_MISSING, line.start + start, line.start + end)
                    found.append(Token("NAME", line.start + start, line.start + end, name))
                    position = end
                case "date":
                    found.append(self._date(line, start, end))
                    position = end
                case "end":
                    self._end(line, start, end, found)
                    position = end
                case "until":
                    found.append(self.token(line, "UNTIL_ZERO", start, end))
                    position = end
                case _:
                    position = self._part(line, start, end, before, found)
            last = found[-1] if found else None
            before = last.type if isinstance(last, Token) else "" if last is None else "CHOICE"
            if isinstance(last, Choice):
                before = last.readings[0][-1].type
        found.append(Token("$END", line.end, line.end))
        self._refuse_bare_unit(found)
        return tidy(found)

    def _refuse_bare_unit(self, found: list[Token | Choice]) -> None:
        """`得 分`: the number is missing."""
        for word, token in itertools.pairwise(found):
            if (
                isinstance(word, Token)
                and isinstance(token, Token)
                and word.type in ("DEDUCT", "AWARD", "ADD", "AT_MOST", "CAP", "UPPER", "LOWER")
                and token.type == "NAME"
                and token.text == "分"
                and token.text not in self.vocabulary.names
            ):
                raise Slip(codes.POINTS_MISSING, word.start, token.end, found=word.text)

    def _missing(self, line: LogicalLine, position: int, found: list[Token | Choice]) -> int:
        """`逐项，每缺一项扣1分`, `逐项 每有一项不符合的，扣1分`: 缺一."""
        from perfdsl.syntax.paragraphs import MISSING

        begin = re.compile(" *,? *").match(line.text, position)
        start = begin.end() if begin is not None else position
        match = MISSING.match(line.text, start)
        if match is None:
            return position
        stop = start + len(match.group().rstrip(" ,"))
        found.append(self.token(line, "MISSING", start, stop))
        return match.end()

    def _figured(self, line: LogicalLine, start: int, found: list[Token | Choice]) -> int:
        """`60岁以上老年人` without 「」: where its name is declared like that, and wherever it is used."""
        is_declared = len(found) <= 1 and (line.field or line.head in ("FACT", "DEFINE"))
        for name, _ in self.vocabulary.figured if is_declared else ():
            if line.text.startswith(name, start):
                return self.joined_declaration(line, start, start + len(name), found)
        return self.figured(line, start, start + 1, "", found)

    # --- numbers, dates, texts, symbols ---

    def _number(self, line: LogicalLine, start: int, end: int, found: list[Token | Choice]) -> int:
        text = line.text
        digits = text[start:end]
        if "," in digits:
            commas = self.original(line, start, end)
            if "，" in commas or "、" in commas:
                end = start + digits.index(",")
                digits = text[start:end]
        if len(digits) > _MAX_DIGITS:
            raise Slip(codes.LINE_TOO_LONG, line.start + start, line.start + end)
        value = Fraction(digits.replace(",", ""))
        at = end
        while text[at : at + 1] == " ":
            at += 1
        unit_end = 0
        if text[at : at + 1] in ("%", "‰"):
            unit_end = at + 1
        else:
            run = RUN.match(text, at)
            if run is not None:
                unit_end = self._unit_end(text, run)
        word = " ".join(text[at:unit_end].split())
        unit = unit_named(word, self.vocabulary.measures) if word else None
        stop = unit_end if unit is not None else end
        found.append(
            Token("NUMBER", line.start + start, line.start + stop, text[start:stop], value, unit)
        )
        return stop

    def _unit_end(self, text: str, run: re.Match[str]) -> int:
        """Where the unit at the start of this run ends; 0 if there is none."""
        word = run.group()
        start = run.start()
        measures = self.vocabulary.measures
        if word in self.vocabulary.names and unit_at(word, 0, measures) != len(word):
            return 0
        if word[0].isascii():
            latin = _LATIN_WORD.match(word)
            if latin is None:
                return 0
            phrase_match = re.compile(r"[A-Za-z]+(?:[ _]+[A-Za-z]+){0,2}").match(text, start)
            candidate = phrase_match.group() if phrase_match is not None else ""
            while candidate:
                bare = " ".join(candidate.replace("_", " ").split())
                if unit_named(bare, measures) is not None:
                    return start + len(candidate)
                candidate = re.sub(r"[ _]*[A-Za-z]+$", "", candidate)
            return 0
        length = unit_at(word, 0, measures)
        if not length or len(longest_keyword(word, 0)) > length:
            return 0
        return start + length

    def _date(self, line: LogicalLine, start: int, end: int) -> Token:
        parts = [int(part) for part in re.findall(r"\d+", line.text[start:end])]
        try:
            date(*parts)
        except ValueError:
            raise Slip(
                codes.DATE_UNKNOWN,
                line.start + start,
                line.start + end,
                helps=self._last_of_month(line, start, end, parts),
                found=self.original(line, start, end),
            ) from None
        return self.token(line, "DATE", start, end)

    def _last_of_month(
        self, line: LogicalLine, start: int, end: int, parts: list[int]
    ) -> tuple[Help, ...]:
        """June has no 31st: its last day."""
        year, month, day = parts
        if not (1 <= month <= 12 and 28 < day <= 31 and year):
            return ()
        last = monthrange(year, month)[1]
        written = self.original(line, start, end)
        new = f"{last}".join(written.rsplit(str(day), 1))
        text = phrase("写成「{text}」", "write 「{text}」", text=new)
        return (replacing(self.source, line.start + start, line.start + end, new, text),)

    def _text(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        text = line.text
        following = RUN.match(text, end)
        if (
            following is not None
            and before not in TEXT_FOLLOWS
            and before != "COMMA"
            and KEYWORD_IDS.get(following.group()) not in MAY_FOLLOW_COMMA
        ):
            return self.run(line, start, start, before, found)
        inner = self.original(line, start + 1, end - 1)
        found.append(Token("STRING", line.start + start, line.start + end, inner))
        return end

    def _end(self, line: LogicalLine, start: int, end: int, found: list[Token | Choice]) -> None:
        """`(含)`, `（含80%）`, `（含80%，不含90%）`: put behind the number it is about."""
        for match in ends_in(line.text, start, end):
            word, digits, unit_word = match.groups()
            kind = "EXCLUSIVE" if word[0] in "不eE" else "INCLUSIVE"
            token = self.token(line, kind, start, end)
            if digits is None:
                found.append(token)
                continue
            plain = digits.replace(",", "")
            is_number = plain.count(".") <= 1 and len(plain) <= _MAX_DIGITS
            value = Fraction(plain) if is_number else Fraction(0)
            unit = unit_named(unit_word or "", self.vocabulary.measures)
            at = place_of_end(value, unit, found) if is_number else None
            if at is None:
                shown = self.original(line, start, end)
                raise Slip(codes.ENDS_CONTRADICT, token.start, token.end, found=shown)
            if at < 0:
                stop = line.start + match.end()
                found.append(
                    Token("NUMBER", line.start + match.start(2), stop, digits, value, unit)
                )
                found.append(Token(kind, stop, token.end))
            elif at >= len(found) - 1:
                found.append(token)
            else:
                place = found[at - 1].end
                found.insert(at, Token(kind, place, place))

    def _part(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        """`不足1个按1个计` behind a step; elsewhere 不足 is a comparison."""
        if any(isinstance(token, Token) and token.type in EFFECTS for token in found):
            found.append(self.token(line, "PART", start, end))
            return end
        if line.text[start] == "(":
            return self._symbol(line, start, start + 1, before, found)
        run = RUN.match(line.text, start)
        return self.run(line, start, run.end() if run is not None else end, before, found)

    def _symbol(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        sign = line.text[start:end]
        if sign == ":" and (before in KEYWORD_IDS.values() or not found):
            return end
        if sign == "=" and before == "AWARD":
            return end  # `得分=完成率×10分`
        kind = _SYMBOLS.get(sign) or _SYMBOLS.get(sign[0] if sign[0] in "—―" else "")
        if kind is None:
            at = line.start + start
            shown = self.original(line, start, end)
            if sign in '"“”「」':
                raise Slip(codes.QUOTE_UNCLOSED, at, at + 1, found=shown)
            if sign == "±":
                from perfdsl.syntax.explaining.runs import both_ways

                raise both_ways(self.source, line, at, found)
            if combining(sign[0]) and start:  # an accent, shown with the letter that it stands on
                at, shown = at - 1, self.original(line, start - 1, end)
            raise Slip(codes.CHARACTER_UNKNOWN, at, line.start + end, found=shown)
        if kind == "MINUS" and before == "NAME":
            refuse_joined(self.source, line, start, end, self.tiler, found)
        found.append(self.token(line, kind, start, end))
        return end
