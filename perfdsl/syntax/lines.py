"""From the text of a file to logical lines: comments out, continued lines joined.

A logical line is a contiguous range of the source in which line ends and inner comments have become
spaces, so that a place in it plus its start is a place in the file.
"""

import re
from functools import lru_cache

import attrs

from perfdsl.syntax.folding import fold
from perfdsl.syntax.opening import opening
from perfdsl.terms import KEYWORD_IDS, KEYWORD_TERMS, find_type, keyword

RUN = re.compile(r"(?:[A-Za-z_][A-Za-z0-9_]*+|[^\W\dA-Za-z_]|·)+")
_CURLY = str.maketrans("", "", "“”")

QUOTED = r'"[^"\n]*"|(?<!““)“(?:[^“”\n]|“[^”\n]*”)*”'
"""Of a run of opening marks only the first two may begin a text: else a long run is looked through as often as it is long."""
IN_BRACKETS = r"(?<!「)「[^」\n]*」"

_HEAD = re.compile(rf" *({RUN.pattern})(?: +([A-Za-z]+))?")
_GLUED_KEEP = re.compile("保留(?:整数|[零〇一二两三四五六七八九十]+位小数)")
_SIGN = (
    r"(?:-{2,3}(?= +[^\W\d])|-|—+|[一ー](?= )|[·●○▪■◆◇□❖➢➤►▶]|[Øü§](?= )|[\u2460-\u249b]|\d{1,2}[.,](?!\d)"
    r"|\(\d{1,2}\)(?= *(?:[^\W\d]|[<>=≥≤]|\d[\d.]*(?:[%(]|[^\W\d])|[\[(] *-?\d[^\[\]()]*,[^\[\]()]*[\])])))"
)
_BULLET = re.compile(rf" *{_SIGN}(?: *-(?= +[^\W\d]))?")
_QUOTE_OR_HASH = re.compile(rf"(?:{QUOTED}|{IN_BRACKETS})|#")
_QUOTE = re.compile(rf"{QUOTED}|{IN_BRACKETS}")

_HEAD_KINDS = ("heading", "annotation")
_OTHER_HEADS = [
    "SCHEME",
    "YEAR",
    "EDITION",
    "KEEP",
    "RESCALE",
    "MONEY_UNIT",
    "GRADES",
    "FACT",
    "DEFINE",
    "CHECKLIST",
    "UPPER",
    "LOWER",
    "OTHERWISE",
    "BANDS",
]
HEADS = frozenset(
    term.id for term in KEYWORD_TERMS if term.kind in _HEAD_KINDS or term.id in _OTHER_HEADS
)
"""The words that open a statement wherever they open a line."""
ANNOTATIONS = frozenset(term.id for term in KEYWORD_TERMS if term.kind == "annotation")
HEADINGS = frozenset(term.id for term in KEYWORD_TERMS if term.kind == "heading")
TEXT_HEADS = ANNOTATIONS | {"SCHEME"}
_HEAD_WORDS = {word: term_id for word, term_id in KEYWORD_IDS.items() if term_id in HEADS}

_NUMBER_AHEAD = r"(?= *(?:[\d一二两三四五六七八九十半零]|满分|人工|full|judged))"


def _spelled(*term_ids: str) -> str:
    """Any spelling of these reserved words, English ones with spaces or `_` between their words."""
    words = [word for term_id in term_ids for word in (*keyword(term_id).zh, *keyword(term_id).en)]
    return "|".join(word.replace(" ", " *[ _] *") for word in sorted(words, key=len, reverse=True))


STEP_HEADER = re.compile(
    rf" *({_spelled('EACH')})(?:(?<=[A-Za-z]) +| *)(?:{_spelled('WHOLE_STEPS', 'STARTED_STEPS', 'PROPORTIONAL')}) *$",
    re.IGNORECASE,
)
"""`每 进一`, `per started steps`: nothing may follow, and 每 is a word of its own."""
_HEADER = re.compile(
    r" *(?:(?:满分|full[ _]marks)(?: *+:)?+[\d./ ]++(?:分|points?)?|(?:剔除换算|rescale) *\S.*)$",
    re.IGNORECASE,
)
"""Headers without a word of their own, or written together with what follows: complete as they are."""
_EFFECT = re.compile(
    rf"(?:扣除?|扣减|得|计|记|加|(?<![A-Za-z_])(?:deduct|award|add)(?![A-Za-z_])){_NUMBER_AHEAD}"
    r"|(?:^|(?<=[ ,]))(?:扣除?|扣减|得|计|记|加|deduct|award|add)(?= +\S)"
    r"|得分 *[=:](?!=)|不得分|不计分|不适用|免扣|封顶|须说明|一票否决|not[ _]applicable|no[ _]points|pardon"
    r"|(?<![A-Za-z_])(?:cap|veto|must[ _]explain)(?![A-Za-z_])",
    re.IGNORECASE,
)
_ITSELF = "(?:本项|该项|此项|本指标|该指标)?"
_EFFECT_FIRST = re.compile(
    rf" *(?:[的时则即就],? *|then +)*(?:(?:扣除?|扣减|{_ITSELF}得|计|记|加){_NUMBER_AHEAD}"
    rf"|{_ITSELF}(?:不得分|不计分|得分(?= *[=:]))"
    r"|(?:不得分|不计分|不适用|免扣|封顶|须说明|一票否决|最多|至多|扣完|扣满|加满|直[至到]扣完|满分为止|按比例)"
    r"|每(?! *(?:按|进))(?:[满起]|超过|超出|低于|高于|出现|发现|发生|少|多|相差|增|降|下降|提高|减少|有|缺)?(?= *[\d一两二三半个项次人件])"
    r"|每(?:满|起|超过|超出|低于|高于|出现|发现|发生|相差|增加|降低|下降|提高|减少)"
    r"|(?:扣|得|计|记|加|每(?! +(?:按整|进一|按比例) *$)|除外)(?= )"
    r"|(?:deduct|award|add|per|each|every|at most|at_most|not applicable|not_applicable|pardon|cap|must explain|"
    r"must_explain|veto|no points|no_points|unless|except)(?![A-Za-z_]))",
    re.IGNORECASE,
)
_JOINING_FIRST = re.compile(
    r" *(且|并且|而且|或者|或|(?:and|or)(?![A-Za-z0-9_])(?! *\((?:[^(),]|\([^()]*\))*,))",
    re.IGNORECASE,
)
"""`AND(甲, 乙)` of a spreadsheet does not go on with the line above."""
_OPEN_END = re.compile(
    r"(?:[,+\-*/=<>≥≤≠]|且|并且|或者|或|(?<![A-Za-z0-9_])(?:and|or)) *$", re.IGNORECASE
)
OPEN_COMPARISON = re.compile(
    rf"(?:(?<![A-Za-z_])(?=[A-Za-z])|(?=[^\x00-\x7f]))(?:{_spelled('GT', 'GE', 'LT', 'LE', 'NE')}) *$",
    re.IGNORECASE,
)
"""A comparison to which the second side is missing: `执行率 低于`."""
_RECORDS = re.compile(r"明细|records", re.IGNORECASE)
_MAX_BRACKET_LINES = 40


def as_name(name: str) -> str:
    """A name as it is written: in 「」 where it holds signs, spaces or digits."""
    return name if RUN.fullmatch(name.translate(_CURLY)) else f"「{name}」"


@attrs.define(eq=False, repr=False)
class PhysicalLine:
    """One line of the file; `text` is folded, with its comment blanked."""

    start: int
    end: int
    text: str
    head: str | None = None
    head_start: int = 0
    """Where, in `text`, the word begins that was to be the head; only known if `misspelt`."""
    head_end: int = 0
    """Where, in `text`, what follows the head or the bullet begins."""
    bullet: bool = False
    comment: int = -1
    """Where its comment starts in the file; -1 for none."""
    misspelt: bool = False
    """`head` is what the first word was meant to be."""

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()

    @property
    def lost_sign(self) -> bool:
        """As of a logical line."""
        return _lost_sign(self)


@attrs.define(eq=False, repr=False)
class LogicalLine:
    start: int
    text: str
    head: str | None
    head_end: int
    bullet: bool
    field: bool = False
    """A row below a fact of type 明细."""
    misspelt: bool = False
    """`head` is what the first word was meant to be."""
    head_start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def lost_sign(self) -> bool:
        """Whether it looks like the row of a list whose sign is gone: `  预算额 金额`."""
        return _lost_sign(self)


def _lost_sign(line: "PhysicalLine | LogicalLine") -> bool:
    is_bare = line.misspelt and line.head == "FACT" and line.head_start == line.head_end
    return is_bare and line.text[:1] == " "


def goes_on_with_fields(line: "PhysicalLine | LogicalLine") -> bool:
    """Whether a line below records that is no row is one of them all the same, with its sign gone or another."""
    if _lost_sign(line):
        return True
    words = line.text.split()
    return line.head is None and line.text[:1] == " " and any(map(find_type, words[1:]))


def _comment_at(text: str, *, free_text: bool) -> int:
    """Where the comment of a line begins; in free text only a `#` after a space begins one."""
    for match in _QUOTE_OR_HASH.finditer(text):
        if match.group() == "#":
            at = match.start()
            if not free_text or at == 0 or text[at - 1] == " ":
                return at
    return -1


def find_head(text: str) -> tuple[str | None, int]:
    """The statement keyword a line opens with, and where what follows it begins.

    Something that is no name has to follow the keyword; only `定义甲=` and `保留两位小数` may be written in one.
    """
    match = _HEAD.match(text)
    if match is None:
        return None, 0
    word = match.group(1)
    found = _HEAD_WORDS.get(word if not word.isascii() else word.lower())
    end = match.end(1)
    if found is None and match.group(2) is not None and word.isascii():
        found = _HEAD_WORDS.get(f"{word}_{match.group(2)}".lower())
        end = match.end(2)
    if found is None and _GLUED_KEEP.fullmatch(word):
        return "KEEP", match.start(1) + len("保留")
    if found is None and word.startswith("定义") and text[end:].lstrip(" ").startswith("="):
        return "DEFINE", match.start(1) + len("定义")
    if found is None:
        return None, 0
    rest = text[end:]
    trimmed = rest.lstrip(" ")
    if trimmed.startswith(":"):
        end += len(rest) - len(trimmed) + 1
    return found, end


def split_lines(text: str) -> list[PhysicalLine]:
    """The lines of a file, folded, with what opens each of them."""
    folded = fold(text)
    lines = []
    start = 0
    for whole in folded.split("\n"):
        raw = whole
        end = start + len(raw)
        head, head_end = find_head(raw)
        comment = -1
        if "#" in raw:
            at = _comment_at(raw, free_text=head in TEXT_HEADS)
            if at >= 0:
                comment = start + at
                raw = raw[:at]
        line = PhysicalLine(start, end, raw.rstrip(" "), head, head_end=head_end, comment=comment)
        if head is None and raw:
            meant = opening(raw)
            if meant is not None:
                line.head, line.head_start, line.head_end = meant
                line.misspelt = True
        if line.head is None and raw:
            bullet = _BULLET.match(raw)
            if bullet is not None:
                line.bullet = True
                line.head_end = bullet.end()
        lines.append(line)
        start = end + 1
    return lines


def _blanked(quoted: re.Match[str]) -> str:
    return "“" * len(quoted[0])


def _depth(text: str) -> int:
    """Brackets opened and not closed, those in quotes left out; half-open intervals count as closed."""
    if not ("(" in text or "[" in text or ")" in text or "]" in text):
        return 0
    plain = _QUOTE.sub("", text) if '"' in text or "“" in text or "「" in text else text
    return plain.count("(") + plain.count("[") - plain.count(")") - plain.count("]")


def _starts_statement(line: PhysicalLine) -> bool:
    return line.head is not None or line.bullet


@lru_cache(maxsize=8)
def _beginning_with(names: frozenset[str], signs: str) -> tuple[str, ...]:
    """Asked for again with every line that is tried."""
    return tuple(name for name in names if name[:1] in signs)


def begins_effect(text: str) -> bool:
    """Whether it goes on with what a condition brings about: `每起 1个百分点 扣 1 分`."""
    return _EFFECT_FIRST.match(text) is not None


class _Joiner:
    def __init__(self, lines: list[PhysicalLine], names: frozenset[str]) -> None:
        self.lines = lines
        self.joining_names = _beginning_with(names, "且或并而")
        self.effect_names = _beginning_with(names, "扣得计记加每不免封须一最按")

    def end_of_brackets(self, index: int) -> int:
        """The last line of the bracket left open on line `index`; `index` if it is never closed."""
        depth = _depth(self.lines[index].text)
        last = min(len(self.lines), index + _MAX_BRACKET_LINES)
        for following in range(index + 1, last):
            line = self.lines[following]
            if line.head is not None or (line.blank and line.comment < 0):
                return index
            depth += _depth(line.text)
            if depth <= 0:
                return following
        return index

    def following(self, index: int) -> int:
        """The next line that could continue, comment lines in between left out; -1 for none."""
        for candidate in range(index + 1, len(self.lines)):
            line = self.lines[candidate]
            if not line.blank:
                return -1 if _starts_statement(line) else candidate
            if line.comment < 0:
                return -1
        return -1

    def continues(self, text: str, first: PhysicalLine, candidate: PhysicalLine) -> bool:
        """Whether `candidate` goes on with what `text` has begun."""
        following = candidate.text
        if first.head in TEXT_HEADS:
            return text.endswith(",") and following.lstrip(" ")[:1] in ('"', "“")
        if first.head in HEADINGS:
            return False
        begins_effect = self._begins_effect(following)
        complete = first.head is None and (
            _EFFECT.search(_QUOTE.sub(_blanked, text), first.head_end) is not None
            or _HEADER.match(text) is not None
            or STEP_HEADER.match(text) is not None
        )
        if _OPEN_END.search(text):
            if complete and text.endswith(","):
                return begins_effect
            return not (text[-1] in "<>=≥≤≠" and re.search("[<>=≥≤≠]", following))
        joining = _JOINING_FIRST.match(following)
        if joining is not None:
            word = following.lstrip(" ")
            if not any(word.startswith(name) for name in self.joining_names):
                return True
        return first.head is None and not first.bullet and not complete and begins_effect

    def _begins_effect(self, text: str) -> bool:
        if not begins_effect(text):
            return False
        word = text.lstrip(" ")
        return not any(word.startswith(name) for name in self.effect_names)


def join_lines(lines: list[PhysicalLine], names: frozenset[str]) -> list[LogicalLine]:
    """The logical lines of a file; `names` are the declared names, which are no keywords."""
    joiner = _Joiner(lines, names)
    joined = []
    in_records = False
    index = 0
    while index < len(lines):
        first = lines[index]
        if first.blank:
            index += 1
            continue
        last = index
        text = first.text
        while True:
            if first.head not in TEXT_HEADS and first.head not in HEADINGS and _depth(text) > 0:
                closing = joiner.end_of_brackets(last)
                if closing > last:
                    text = _blank_between(lines, index, closing, first.start)
                    last = closing
                    continue
            candidate = joiner.following(last)
            if candidate < 0 or not joiner.continues(text, first, lines[candidate]):
                break
            text = _blank_between(lines, index, candidate, first.start)
            last = candidate
        is_word = re.search(r"\w", text) is not None
        goes_on = in_records and goes_on_with_fields(first)
        if is_word and not first.bullet and first.head not in ANNOTATIONS and not goes_on:
            is_type = first.head is None and _RECORDS.fullmatch(text.strip()) is not None
            in_records = is_type or (first.head == "FACT" and _RECORDS.search(text) is not None)
        joined.append(
            LogicalLine(
                first.start,
                text,
                first.head,
                first.head_end,
                first.bullet,
                first.bullet and in_records,
                first.misspelt,
                first.head_start,
            )
        )
        index = last + 1
    return joined


def _blank_between(lines: list[PhysicalLine], first: int, last: int, start: int) -> str:
    parts = []
    position = start
    for line in lines[first : last + 1]:
        parts.append(" " * (line.start - position) + line.text)
        position = line.start + len(line.text)
    return "".join(parts)
