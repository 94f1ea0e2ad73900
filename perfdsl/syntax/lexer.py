"""Cut a logical line into tokens.

One expression finds numbers, dates, texts, runs of characters and symbols; a run is a declared name, a
reserved word, or is cut by the tiler. Where it can be cut in several ways the choice is left open.
"""

import re
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Help
from perfdsl.source import SourceText
from perfdsl.suggestion import suggest
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.folding import fold_letters
from perfdsl.syntax.lines import ANNOTATIONS, HEADINGS, QUOTED, RUN, LogicalLine
from perfdsl.syntax.numerals import is_measure, unit_at
from perfdsl.syntax.slip import Remark, Slip, replacing
from perfdsl.syntax.tiling import (
    STEP_WORDS,
    Piece,
    Surroundings,
    Tiler,
    longest_keyword,
    split_openers,
    spoken,
    unknown_part,
)
from perfdsl.syntax.token import Token
from perfdsl.terms import KEYWORD_IDS, find_unit
from perfdsl.wording import phrase

_MASTER = re.compile(
    r" *(?:"
    r"(?P<date>\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}[日号])(?!\d))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<end>\( *(?:不?含|inclusive|exclusive|incl|excl) *\))"
    r"|(?P<part>不足[^,;。()]{0,10}?(?:按(?!零?[\d.]* *分计)[^,;。()]{1,10}?计算?|(?:忽略)?不计(?!分)))"
    rf"|(?P<text>{QUOTED})"
    r"|(?P<quoted>「[^」\n]*」)"
    rf"|(?P<run>{RUN.pattern})"
    r"|(?P<symbol>>=|<=|=>|=<|==|!=|<>|[^ ])"
    r")",
    re.IGNORECASE,
)
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
_OPERANDS = frozenset(
    "NUMBER NAME DATE FULL_MARKS TRUE FALSE RPAR RBRACK STRING INCLUSIVE EXCLUSIVE BOUND UPWARDS DOWNWARDS "
    "AND_ABOVE AND_BELOW".split()
)
_TEXT_FOLLOWS = ANNOTATIONS | {"REQUIRE", "PARDON"}
_WHOLE_HEADS = HEADINGS | {"GRADES", "MONEY_UNIT"}
_EFFECTS = frozenset(
    "DEDUCT AWARD ADD NO_POINTS NOT_APPLICABLE EXCLUDE PARDON CAP REQUIRE VETO EACH PER_FULL PER_STARTED".split()
)
_MAY_FOLLOW_COMMA = (
    _EFFECTS
    | ANNOTATIONS
    | frozenset("AT_MOST UNLESS UNTIL_ZERO UNTIL_FULL PART AND OR INTERPOLATED $END STOP NOISE OTHERWISE".split())
)
_MAY_FOLLOW_NOISE = (_MAY_FOLLOW_COMMA | {"COMMA"}) - {"NOISE"}
_LATIN_PHRASE = re.compile(r"(?: +[A-Za-z]+)+")
_LONGEST_PHRASE = max(word.count("_") for word in KEYWORD_IDS if word.isascii()) + 1
_LATIN_WORD = re.compile(r"[A-Za-z_]+")
_QUOTE_SIGNS = str.maketrans("", "", '"“”')


@attrs.frozen
class Choice:
    """A run that can be cut in several ways."""

    readings: tuple[list[Token], ...]
    start: int
    end: int
    spoken: tuple[str, ...]


@attrs.define
class Lexer:
    """Cuts the lines of one file."""

    source: SourceText
    vocabulary: Vocabulary
    tiler: Tiler = attrs.field(init=False)
    remarks: list[Remark] = attrs.field(factory=list)
    """Notes on the line cut last."""
    _cut: dict[tuple[str, Surroundings], list[list[Piece]]] = attrs.field(factory=dict, init=False)

    @tiler.default
    def _make_tiler(self) -> Tiler:
        return Tiler(self.vocabulary.names, self.vocabulary.lengths)

    def cut(self, line: LogicalLine) -> list[Token | Choice]:
        """The tokens of `line`, noise left out, closed by `$END`; raises `Slip`."""
        self.remarks = []
        found: list[Token | Choice] = []
        if line.bullet:
            kind = "FIELD_BULLET" if line.field else "BULLET"
            found.append(self._token(line, kind, 0, line.head_end))
        elif line.head is not None:
            found.append(self._token(line, line.head, 0, line.head_end))
        position = line.head_end
        text = line.text
        before = found[-1].type if found and isinstance(found[-1], Token) else ""
        if before in ("BULLET", "FIELD_BULLET"):
            before = ""
        while True:
            match = _MASTER.match(text, position)
            if match is None:
                break
            group = match.lastgroup or ""
            start, end = match.span(group)
            match group:
                case "run":
                    position = self._run(line, start, end, before, found)
                case "number":
                    position = self._number(line, start, end, before, found)
                case "symbol":
                    position = self._symbol(line, start, end, before, found)
                case "text":
                    position = self._text(line, start, end, before, found)
                case "quoted":
                    name = fold_letters(self._original(line, start + 1, end - 1)).strip()
                    if not name:
                        raise Slip(codes.NAME_MISSING, line.start + start, line.start + end)
                    found.append(Token("NAME", line.start + start, line.start + end, name))
                    position = end
                case "date":
                    found.append(self._date(line, start, end))
                    position = end
                case "end":
                    inner = match.group(group).lower()
                    excluded = "不" in inner or "excl" in inner
                    found.append(self._token(line, "EXCLUSIVE" if excluded else "INCLUSIVE", start, end))
                    position = end
                case _:
                    found.append(self._token(line, "PART", start, end))
                    position = end
            last = found[-1] if found else None
            before = last.type if isinstance(last, Token) else "" if last is None else "CHOICE"
            if isinstance(last, Choice):
                before = last.readings[0][-1].type
        found.append(Token("$END", line.end, line.end))
        return tidy(found)

    def _original(self, line: LogicalLine, start: int, end: int) -> str:
        return self.source.text[line.start + start : line.start + end]

    def _token(self, line: LogicalLine, kind: str, start: int, end: int) -> Token:
        text = line.text
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        return Token(kind, line.start + start, line.start + end, text[start:end])

    # --- numbers, dates, texts, symbols ---

    def _number(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        text = line.text
        digits = text[start:end]
        if "," in digits:
            commas = self._original(line, start, end)
            if "，" in commas or "、" in commas:
                end = start + digits.index(",")
                digits = text[start:end]
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
        unit = find_unit(" ".join(text[at:unit_end].split())) if unit_end else None
        stop = unit_end if unit is not None else end
        found.append(
            Token("NUMBER", line.start + start, line.start + stop, text[start:stop], value, unit)
        )
        return stop

    def _unit_end(self, text: str, run: re.Match[str]) -> int:
        """Where the unit at the start of this run ends; 0 if there is none."""
        word = run.group()
        start = run.start()
        if word in self.vocabulary.names and unit_at(word, 0) != len(word):
            return 0
        if word[0].isascii():
            latin = _LATIN_WORD.match(word)
            if latin is None:
                return 0
            phrase_match = re.compile(r"[A-Za-z]+(?:[ _]+[A-Za-z]+){0,2}").match(text, start)
            candidate = phrase_match.group() if phrase_match is not None else ""
            while candidate:
                if find_unit(" ".join(candidate.replace("_", " ").split())) is not None:
                    return start + len(candidate)
                candidate = re.sub(r"[ _]*[A-Za-z]+$", "", candidate)
            return 0
        length = unit_at(word, 0)
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
                found=self._original(line, start, end),
            ) from None
        return self._token(line, "DATE", start, end)

    def _text(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        text = line.text
        following = RUN.match(text, end)
        if (
            following is not None
            and before not in _TEXT_FOLLOWS
            and before != "COMMA"
            and KEYWORD_IDS.get(following.group()) not in _MAY_FOLLOW_COMMA
        ):
            return self._run(line, start, start, before, found)
        inner = self._original(line, start + 1, end - 1)
        found.append(Token("STRING", line.start + start, line.start + end, inner))
        return end

    def _symbol(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        sign = line.text[start:end]
        if sign == ":" and (before in KEYWORD_IDS.values() or not found):
            return end
        kind = _SYMBOLS.get(sign)
        if kind is None:
            at = line.start + start
            shown = self._original(line, start, end)
            if sign in "\"“”「」":
                raise Slip(codes.QUOTE_UNCLOSED, at, at + 1, found=shown)
            raise Slip(codes.CHARACTER_UNKNOWN, at, at + len(sign), found=shown)
        found.append(self._token(line, kind, start, end))
        return end

    # --- runs ---

    def _compound(self, line: LogicalLine, start: int, end: int) -> tuple[str, list[int], int]:
        """A run with quoted parts in it: its characters without quotes, where each stands, and its end."""
        text = line.text
        offsets = list(range(start, end))
        while text[end : end + 1] in ('"', "“"):
            quote = _QUOTED.match(text, end)
            if quote is None:
                break
            following = RUN.match(text, quote.end())
            inner = [at for at in range(*quote.span()) if text[at] not in '"“”']
            whole = "".join(text[at] for at in offsets + inner)
            if following is None or KEYWORD_IDS.get(following.group()) in _TEXT_FOLLOWS:
                if whole in self.vocabulary.names:
                    return whole, offsets + inner, quote.end()
                break
            offsets += inner + list(range(*following.span()))
            end = following.end()
        return "".join(text[at] for at in offsets), offsets, end

    def _run(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        text = line.text
        run = text[start:end]
        offsets: list[int] | None = None
        if text[end : end + 1] in ('"', "“") and (not run or run not in KEYWORD_IDS):
            run, offsets, end = self._compound(line, start, end)
        if run in self.vocabulary.names and run not in KEYWORD_IDS:
            found.append(Token("NAME", line.start + start, line.start + end, run))
            return end
        if self._takes_whole(line, before, found):
            kind = "NAME"
            if (
                line.head == "FACT" or line.field
            ) and run.lower() in ("至", "到", "to") and before in ("NUMBER", "INCLUSIVE", "EXCLUSIVE"):
                kind = "TO"
            found.append(Token(kind, line.start + start, line.start + end, run))
            return end
        word = KEYWORD_IDS.get(run) or KEYWORD_IDS.get(run.lower())
        if run.isascii():
            end, latin = self._latin(text, start, end)
            word = latin or word
            if word is None and before in STEP_WORDS and is_measure(run):
                found.append(
                    Token("NUMBER", line.start + start, line.start + end, run, Fraction(1), run)
                )
                return end
        if word is not None:
            found.append(self._token(line, word, start, end))
            return end
        self._cut_run(line, run, offsets or list(range(start, end)), end, before, found)
        return end

    def _takes_whole(self, line: LogicalLine, before: str, found: list[Token | Choice]) -> bool:
        """Whether what stands here is a name whatever it looks like."""
        if before == "GRADES" or line.head in _WHOLE_HEADS:
            return True
        if line.head == "FACT" or line.field:
            return True
        return line.head == "DEFINE" and len(found) == 1

    def _latin(self, text: str, start: int, end: int) -> tuple[int, str | None]:
        """The reserved word of one or more English words at `start`, the longest first."""
        more = _LATIN_PHRASE.match(text, end)
        if more is not None:
            stop = more.end()
            words = text[start:stop].split()
            del words[_LONGEST_PHRASE:]
            while len(words) > 1:
                found = KEYWORD_IDS.get("_".join(words).lower())
                if found is not None:
                    pattern = re.compile(" +".join(map(re.escape, words)))
                    match = pattern.match(text, start)
                    if match is not None:
                        return match.end(), found
                words.pop()
        return end, None

    def _cut_run(
        self,
        line: LogicalLine,
        run: str,
        offsets: list[int],
        end: int,
        before: str,
        found: list[Token | Choice],
    ) -> None:
        around = Surroundings.of(line.text, end, before, after_operand=before in _OPERANDS)
        key = (run, around)
        tilings = self._cut.get(key)
        if tilings is None:
            tilings = self._cut[key] = self.tiler.tilings(run, around)
        if not tilings:
            self._keep_or_refuse(line, run, offsets, end, around, found)
            return
        readings = tuple(self._tokens(line, run, offsets, end, pieces) for pieces in tilings)
        for pieces in tilings[:1]:
            if len(tilings) == 1 and split_openers(run, pieces, around):
                self.remarks.append(
                    Remark(
                        name_codes.WORD_SPLIT,
                        line.start + offsets[0],
                        line.start + end,
                        {"run": run, "reading": spoken(run, pieces)},
                    )
                )
        if len(readings) == 1:
            found.extend(readings[0])
            return
        found.append(
            Choice(
                readings,
                line.start + offsets[0],
                line.start + end,
                tuple(spoken(run, pieces) for pieces in tilings),
            )
        )

    def _tokens(
        self, line: LogicalLine, run: str, offsets: list[int], end: int, pieces: list[Piece]
    ) -> list[Token]:
        tokens = []
        for piece in pieces:
            start = line.start + offsets[piece.start]
            stop = line.start + offsets[piece.end - 1] + 1
            if start > line.start and line.text[start - line.start - 1] in '"“' and piece.start in _gaps(offsets):
                start -= 1
            if piece.end == len(run):
                stop = line.start + end
            text = run[piece.start : piece.end]
            if piece.kind == "quantity":
                tokens.append(Token("NUMBER", start, stop, text, piece.value, piece.unit))
            else:
                kind = "NAME" if piece.kind == "name" else piece.id
                tokens.append(Token(kind, start, stop, text))
        return tokens

    def _keep_or_refuse(
        self,
        line: LogicalLine,
        run: str,
        offsets: list[int],
        end: int,
        around: Surroundings,
        found: list[Token | Choice],
    ) -> None:
        """A run that cannot be cut is a name (the checker says if it is undeclared) unless it holds words."""
        unknown = None if run.isascii() else unknown_part(run, self.vocabulary.names, around)
        if unknown is None:
            found.append(Token("NAME", line.start + offsets[0], line.start + end, run))
            return
        part = run[unknown[0] : unknown[1]]
        start = line.start + offsets[unknown[0]]
        stop = line.start + offsets[unknown[1] - 1] + 1
        helps: list[Help] = [
            replacing(self.source, start, stop, name, phrase("改为「{name}」", "change it to 「{name}」", name=name))
            for name in suggest(part, self.vocabulary.names)
        ]
        raise Slip(name_codes.UNDECLARED_IN_RUN, start, stop, helps=tuple(helps), name=part, run=run)


def _gaps(offsets: list[int]) -> set[int]:
    """Indices of characters that open a quoted part."""
    return {0} | {
        index for index in range(1, len(offsets)) if offsets[index] != offsets[index - 1] + 1
    }


_QUOTED = re.compile(QUOTED)


def tidy(found: list[Token | Choice]) -> list[Token | Choice]:
    """Take off closing marks; resolve words that depend on their neighbors (see `settle`)."""
    while len(found) > 1 and isinstance(found[-2], Token) and found[-2].type in ("STOP", "COMMA"):
        del found[-2]
    return found


def settle(tokens: list[Token]) -> list[Token]:
    """Leave out the noise of the prose, and only there: before an effect or at the end of a clause.

    `的` between a value and a percentage means times: `满分的80%`.
    """
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        kind = token.type
        if kind == "NOISE":
            following = tokens[index + 1]
            if following.type in _MAY_FOLLOW_NOISE or following.type == "NOISE":
                continue
            if (
                token.text == "的"
                and following.type == "NUMBER"
                and following.unit == "%"
                and kept
                and kept[-1].type in ("NAME", "FULL_MARKS", "RPAR")
            ):
                token = Token("STAR", token.start, token.end, token.text)
        elif kind == "COMMA":
            following = tokens[index + 1]
            if following.type in _MAY_FOLLOW_COMMA:
                continue
            if following.type == "NAME" and tokens[index + 2].type == "UNLESS":
                continue
        elif kind == "PER_STARTED" and token.text == "每起" and tokens[index + 1].type in _EFFECTS:
            kept.append(Token("EACH", token.start, token.end - 1, "每"))
            token = Token("NUMBER", token.end - 1, token.end, "起", Fraction(1), "起")
        elif kind == "FULL_MARKS" and not kept and tokens[index + 1].type == "NUMBER":
            token = Token("FULL_MARKS_HEAD", token.start, token.end, token.text)
        kept.append(token)
    return kept
