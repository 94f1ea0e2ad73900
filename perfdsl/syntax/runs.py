"""Runs of characters: a declared name, a reserved word, or several of both without spaces."""

import re
from fractions import Fraction

import attrs

from perfdsl.codes import names as name_codes
from perfdsl.diagnostic import Help
from perfdsl.numerals import is_measure
from perfdsl.source import SourceText
from perfdsl.suggestion import leaves_out, suggest
from perfdsl.syntax.declarations import Vocabulary, joined_end
from perfdsl.syntax.denied_names import denied
from perfdsl.syntax.figured_names import used_in
from perfdsl.syntax.folding import fold, fold_letters
from perfdsl.syntax.joined_names import joined_names, two_readings
from perfdsl.syntax.lines import (
    ANNOTATIONS,
    HEADINGS,
    QUOTED,
    RUN,
    STEP_HEADER,
    LogicalLine,
    as_name,
)
from perfdsl.syntax.numeral_words import decided, is_quantity, told_apart
from perfdsl.syntax.slip import Remark, Slip, replacing, symbol_in_name
from perfdsl.syntax.tiling import (
    NAMES_TOO,
    OPENER,
    STEP_WORDS,
    Piece,
    Surroundings,
    Tiler,
    split_openers,
    spoken,
    trimmed,
    unknown_part,
)
from perfdsl.syntax.token import Choice, Token
from perfdsl.syntax.unit_phrases import unit_phrase
from perfdsl.terms import KEYWORD_IDS, find_function
from perfdsl.wording import phrase

_OPERANDS = frozenset((
    "NUMBER", "NAME", "DATE", "FULL_MARKS", "TRUE", "FALSE", "RPAR", "RBRACK", "STRING",
    "INCLUSIVE", "EXCLUSIVE", "BOUND", "UPWARDS", "DOWNWARDS", "AND_ABOVE", "AND_BELOW",
))  # fmt: skip
TEXT_FOLLOWS = ANNOTATIONS | {"REQUIRE", "PARDON"}
_WHOLE_HEADS = HEADINGS | {"GRADES", "MONEY_UNIT"}
_LATIN_PHRASE = re.compile(r"(?: +[A-Za-z]+)+")
_LONGEST_PHRASE = max(word.count("_") for word in KEYWORD_IDS if word.isascii()) + 1
_QUOTED = re.compile(QUOTED)
_DECLARING = frozenset(["FACT", "DEFINE"])
_SIGNS = frozenset("-—/")
_MEANT = {"其他": ("其余",), "其它": ("其余",)}


@attrs.define(eq=False, repr=False)
class RunCutter:
    """Cuts the runs of one file."""

    source: SourceText
    vocabulary: Vocabulary
    tiler: Tiler = attrs.field(init=False)
    remarks: list[Remark] = attrs.field(factory=list)
    """Notes on the line cut last."""
    _cut: dict[tuple[str, Surroundings], list[list[Piece]]] = attrs.field(factory=dict, init=False)

    @tiler.default
    def _make_tiler(self) -> Tiler:
        return Tiler(self.vocabulary.in_runs, self.vocabulary.lengths, self.vocabulary.measures)

    def original(self, line: LogicalLine, start: int, end: int) -> str:
        return self.source.text[line.start + start : line.start + end]

    def token(self, line: LogicalLine, kind: str, start: int, end: int) -> Token:
        text = line.text
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        return Token(kind, line.start + start, line.start + end, text[start:end])

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
            if following is None or KEYWORD_IDS.get(following.group()) in TEXT_FOLLOWS:
                if whole in self.vocabulary.names:
                    return whole, offsets + inner, quote.end()
                break
            offsets += inner + list(range(*following.span()))
            end = following.end()
        return "".join(text[at] for at in offsets), offsets, end

    def run(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        text = line.text
        run = text[start:end]
        if len(found) == 1 and (line.field or line.head in _DECLARING):
            stop = joined_end(text, end)
            if stop:
                return self.joined_declaration(line, start, stop, found)
        elif stop := self.figured(line, start, end, before, found):
            return stop
        elif self.vocabulary.joined and text[end : end + 1] in _SIGNS:
            stop = self._joined_name(line, start, end, before, found)
            if stop:
                return stop
        elif run in ("和", "与") and _between(found) and text[end:].lstrip(" ")[:1].isdigit():
            found.append(Token("TO", line.start + start, line.start + end, run))
            return end
        offsets: list[int] | None = None
        if text[end : end + 1] in ('"', "“"):
            whole, places, stop = self._compound(line, start, end)
            if run not in KEYWORD_IDS or self._is_named(line, run, whole, found):
                run, offsets, end = whole, places, stop
        is_count = before in STEP_WORDS and is_quantity(run)  # 每满 一级
        if (
            run in self.vocabulary.names
            and (run not in KEYWORD_IDS or run in NAMES_TOO)
            and not is_count
        ):
            found.append(Token("NAME", line.start + start, line.start + end, run))
            return end
        if self._takes_whole(line, before, found):
            kind = "NAME"
            if (
                (line.head == "FACT" or line.field)
                and run.lower() in ("至", "到", "to")
                and before in ("NUMBER", "INCLUSIVE", "EXCLUSIVE")
            ):
                kind = "TO"
            run, end = unit_phrase(line, found, start) or (run, end)
            found.append(Token(kind, line.start + start, line.start + end, run))
            return end
        word = KEYWORD_IDS.get(run) or KEYWORD_IDS.get(run.lower())
        if run in NAMES_TOO and not self.tiler.is_word(
            run, Surroundings.of(text, end, before, after_operand=before in _OPERANDS)
        ):
            word = None
        if run.isascii():
            end, latin = self._latin(text, start, end)
            word = latin or word
            if word is None and before in STEP_WORDS and is_measure(run, self.vocabulary.measures):
                found.append(
                    Token("NUMBER", line.start + start, line.start + end, run, Fraction(1), run)
                )
                return end
        if word is not None:
            found.append(self.token(line, word, start, end))
            return end
        self._cut_run(line, run, offsets or list(range(start, end)), end, before, found)
        return end

    def _is_named(
        self, line: LogicalLine, word: str, whole: str, found: list[Token | Choice]
    ) -> bool:
        """Whether `上年度“三公经费”预算数` is one name and not 上年度 and another."""
        if len(whole) == len(word):
            return False
        if len(found) == 1 and (line.field or line.head in _DECLARING | _WHOLE_HEADS):
            return True
        return any(
            len(name) > len(word) and whole.startswith(name) for name in self.vocabulary.names
        )

    def joined_declaration(
        self, line: LogicalLine, start: int, end: int, found: list[Token | Choice]
    ) -> int:
        """`事实 职责履行-实际完成率 比率`: said once, and read as what is meant."""
        name = fold_letters(self.original(line, start, end))
        uses = dict(self.vocabulary.figured).get(name, ())
        slip = symbol_in_name(self.source, line.start + start, line.start + end, uses)
        self.remarks.append(slip.remark)
        found.append(Token("NAME", line.start + start, line.start + end, name))
        return end

    def figured(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        """Read a name with figures; where it is read, what follows it begins, else 0."""
        begin, stop = used_in(self.vocabulary.figured, line, start, end)
        if begin > start:
            self.run(line, start, begin, before, found)
        if stop:
            name = fold_letters(self.original(line, begin, stop))
            found.append(Token("NAME", line.start + begin, line.start + stop, name))
        return stop

    def _joined_name(
        self, line: LogicalLine, start: int, end: int, before: str, found: list[Token | Choice]
    ) -> int:
        """Read `甲-乙` as the name where only that can be meant; where it is read, what follows it begins."""
        names = self.vocabulary.names
        for begin, stop, name in joined_names(self.vocabulary.joined, line.text, start, end, names):
            if all(part in names for part in re.split("[-—―/]", name)):
                raise two_readings(self.source, line, begin, stop, name)
            if begin > start:
                self.run(line, start, begin, before, found)
            found.append(Token("NAME", line.start + begin, line.start + stop, name))
            return stop
        return 0

    def _takes_whole(self, line: LogicalLine, before: str, found: list[Token | Choice]) -> bool:
        """Whether what stands here is a name whatever it looks like."""
        if before == "GRADES" or line.head in _WHOLE_HEADS:
            return True
        if line.head == "FACT" or line.field:
            return True
        return line.head == "DEFINE" and len(found) == 1

    def _latin(self, text: str, start: int, end: int) -> tuple[int, str | None]:
        """The reserved word of one or more English words at `start`, the longest first."""
        header = STEP_HEADER.match(text)
        if header is not None and header.span(1) == (start, end):
            return end, "EACH"  # and not `per started`
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
        if len(tilings) > 1:
            declared = self.vocabulary.declared
            is_step = around.after_step_word
            tilings = decided(tilings, run, line.text, declared, after_step_word=is_step)
        readings = tuple(self._tokens(line, run, offsets, end, pieces) for pieces in tilings)
        for pieces in tilings[:1]:
            if len(tilings) == 1 and split_openers(self.tiler, run, pieces, around):
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
                told_apart(run, tilings),
            )
        )

    def _tokens(
        self, line: LogicalLine, run: str, offsets: list[int], end: int, pieces: list[Piece]
    ) -> list[Token]:
        tokens = []
        for piece in pieces:
            start = line.start + offsets[piece.start]
            stop = line.start + offsets[piece.end - 1] + 1
            if (
                start > line.start
                and line.text[start - line.start - 1] in '"“'
                and piece.start in _gaps(offsets)
            ):
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
        unknown = None
        if not run.isascii() and find_function(run) is None:
            from perfdsl.syntax.explaining.runs import explain_run

            slip = explain_run(self.source, line, run, offsets, end, around, self.vocabulary, found)
            if slip is not None:
                raise slip
            unknown = unknown_part(run, self.vocabulary.names, around)
        if unknown is None and around.after_operand:
            edges = trimmed(run, 0, len(run))
            unknown = edges if edges[0] else None
        if unknown is None:
            self._keep(line, run, offsets, end, found)
            return
        part = run[unknown[0] : unknown[1]]
        start = line.start + offsets[unknown[0]]
        stop = line.start + offsets[unknown[1] - 1] + 1
        helps = denied(self.source, start, stop, self.vocabulary.names) or [
            self._instead(line, part, name, start - line.start, stop - line.start)
            for name in _MEANT.get(part) or suggest(part, self.vocabulary.names)
        ]
        if helps and not helps[0].edits:  # what is less alike is not put in its place either
            helps = [Help(help_.text) for help_ in helps]
        raise Slip(
            name_codes.UNDECLARED_IN_RUN, start, stop, helps=tuple(helps), name=part, run=run
        )

    def _instead(self, line: LogicalLine, part: str, name: str, start: int, stop: int) -> Help:
        """A name that may have been meant; it is only named where words would be lost."""
        if leaves_out(part, name):
            return Help(phrase("是不是「{name}」？", "did you mean 「{name}」?", name=name))
        text = phrase("改为「{name}」", "change it to 「{name}」", name=name)
        start = _begin(line.text, start, name)
        whole = fold(name)
        if whole.startswith(line.text[start:stop]) and line.text.startswith(whole, start):
            stop = start + len(
                whole
            )  # `预算完成率（元）`, where only its first word was taken for one
        written = as_name(name)
        return replacing(self.source, line.start + start, line.start + stop, written, text)

    def _keep(
        self, line: LogicalLine, run: str, offsets: list[int], end: int, found: list[Token | Choice]
    ) -> None:
        """An undeclared name, without the small words no name begins or ends with."""
        opener = (
            re.match(OPENER, run) if not found and not self.tiler.begins_name(run[:2]) else None
        )
        begin = opener.end() if opener is not None and opener.end() < len(run) else 0
        number = line.text[end:].lstrip(" ")[:1].isdigit()
        ending = re.compile("(?:的话|的|在)$" if number else "的(?:话)?$").search(run, begin + 1)
        stop = ending.start() if ending is not None else len(run)
        pieces = [Piece("name", begin, stop)]
        if begin:
            pieces.insert(0, Piece("keyword", 0, begin, "IF"))
        if stop < len(run):
            pieces.append(Piece("keyword", stop, len(run), KEYWORD_IDS[run[stop:]]))
        found.extend(self._tokens(line, run, offsets, end, pieces))


def _between(found: list[Token | Choice]) -> bool:
    """Whether `介于80%（含）` has been written, so that 和 joins the ends of an interval."""
    last = [item.type for item in found[-3:] if isinstance(item, Token)]
    return last[-2:] == ["IN", "NUMBER"] or (
        last[:2] == ["IN", "NUMBER"] and last[2:] in (["INCLUSIVE"], ["EXCLUSIVE"])
    )


def _gaps(offsets: list[int]) -> set[int]:
    """Indices of characters that open a quoted part."""
    return {0} | {
        index for index in range(1, len(offsets)) if offsets[index] != offsets[index - 1] + 1
    }


def _begin(text: str, start: int, name: str) -> int:
    """Where a name begins of which only the end was taken for one: `上年结转殊` cut behind 上年."""
    for length in range(len(name) - 1, 1, -1):
        if text[:start].endswith(name[:length]):
            return start - length
    return start
