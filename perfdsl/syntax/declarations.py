"""Which names a file declares: found before anything is parsed, since a line is cut with their help."""

import re

import attrs

from perfdsl.syntax.figured_names import Figured, begun_with_figures, figured_names, said_in
from perfdsl.syntax.folding import fold, fold_letters
from perfdsl.syntax.lines import ANNOTATIONS, QUOTED, RUN, PhysicalLine, goes_on_with_fields
from perfdsl.terms import KEYWORD_IDS, TERMS, find_keyword, find_type, find_unit

_NAME = re.compile(
    rf" *+(?:: *+)?(?:「([^」\n]*)」|((?:{QUOTED})?(?:{RUN.pattern})(?:(?:{QUOTED})(?:{RUN.pattern}))*(?:(?:{QUOTED})(?= ))?)|({QUOTED}))"
)
_TORN = re.compile(r' *+(?:: *+)?((?=[^ ]*["“”])["“”]?[^\W\d][\w"“”]*)(?= )')
"""A name in which a quotation mark may be missing."""
_UNSEEN_SIGNS = re.compile("[\u200b\u200c\u200d\u2060\ufeff]+")
_UNSEEN = re.compile(rf"(?:{_UNSEEN_SIGNS.pattern}[^\W\d_][\w]*)+")
"""How a name goes on behind characters that nobody sees; as spaces they would end it."""
_TYPES = "|".join(word for term in TERMS if term.kind == "type" for word in term.zh)
_JOINED = (
    rf"(?:[-—―/&+~]+(?:{RUN.pattern}|\d+(?:\.\d+)?)|\d+(?:\.\d+)?(?![\d.]* *至)(?:{RUN.pattern})?"
    rf"|\.\d+(?:{RUN.pattern})?|\((?:{RUN.pattern})\)(?!(?:{_TYPES})(?= |$))(?:{RUN.pattern}))+"
)
"""How a name goes on behind a sign or a figure: `-实际完成率`, `2020年`, `.5浓度`, `(经费)支出`."""
_JOINING = frozenset("-—―/&+~.(")
_SIGNS = "[-—―/]"
_MORE_WORDS = re.compile(r"(?: +[^\W\d]\w*){2,3}(?![\w\"“」])")
_MORE_BEFORE_SIGN = re.compile(r"(?: +[^\W\d]\w*){1,2}(?= *=(?!=))")
_SEPARATOR = re.compile('[^,"“]*+, *')
_QUOTES = str.maketrans("", "", '"“”')
_TRUTHS = frozenset(("是", "否", "yes", "no", "true", "false"))


@attrs.frozen(eq=False, repr=False)
class Declared:
    """A declared name and where; `delimited` if written in quotes of its own."""

    name: str
    start: int
    end: int
    delimited: bool
    is_word: bool = False
    """A word of a level, a choice or the grades."""
    is_spaced: bool = False
    """Written with spaces inside, `拨付 率`, which no name can have."""

    def is_bare(self, text: str) -> bool:
        """Whether it is written without quotes."""
        return fold_letters(text[self.start : self.end]) == self.name


@attrs.frozen(eq=False, repr=False)
class Vocabulary:
    """The declared names of a file."""

    declared: tuple[Declared, ...]
    names: frozenset[str]
    lengths: tuple[int, ...]
    """The lengths of the names, longest first."""
    joined: tuple[tuple[str, str], ...] = ()
    """Names with a dash or stroke as they look in a folded line, and as declared; longest first."""
    measures: frozenset[str] = frozenset()
    """Measure words of the file's own, declared for a count: `事实 票数 数量 票`."""
    in_runs: frozenset[str] = frozenset()
    """The names but those that are words of the language where they stand without 「」."""
    figured: tuple[Figured, ...] = ()
    """Names with figures that are declared and used without 「」."""


def joined_end(text: str, position: int) -> int:
    """Where a name ends that goes on with a sign: `-实际完成率` behind `职责履行`; 0 if it does not."""
    following = text[position : position + 1]
    if not following.isdigit() and following not in _JOINING:
        return 0
    match = re.compile(_JOINED).match(text, position)
    return match.end() if match is not None else 0


def _name_at(
    line: PhysicalLine, position: int, text: str, *, is_word: bool = False, joined: bool = False
) -> tuple[Declared | None, int]:
    match = _NAME.match(line.text, position)
    torn = _TORN.match(line.text, position)
    if torn is not None and sum(map(torn.group(1).count, '"“”')) % 2:
        name = torn.group(1).translate(_QUOTES)  # the line is reported; what it declares is known
        start, end = (line.start + at for at in torn.span(1))
        return Declared(name, start, end, delimited=True), torn.end()
    if match is None:
        return None, position
    group = match.lastindex or 0
    start, end = match.span(group)
    if group == 1:
        name = fold_letters(text[line.start + start : line.start + end])
        start, end = start - 1, end + 1
    else:
        name = match.group(group).translate(_QUOTES)
        stop = joined_end(line.text, end) if joined and group == 2 else 0
        if stop:
            name = fold_letters(text[line.start + start : line.start + stop])
            return Declared(name, line.start + start, line.start + stop, delimited=True), stop
    if not name:
        return None, match.end()
    rest = _UNSEEN.match(text, line.start + end) if group == 2 else None
    if rest is not None:  # the line is reported; what it declares is known
        name += fold_letters(_UNSEEN_SIGNS.sub("", rest.group()))
        return Declared(
            name, line.start + start, rest.end(), is_word=is_word, delimited=False
        ), rest.end() - line.start
    return Declared(name, line.start + start, line.start + end, group != 2, is_word), match.end()


def _words(lines: list[PhysicalLine], index: int, position: int, text: str) -> list[Declared]:
    """The words after 等级 or 选项, also on the lines that continue them."""
    words = []
    while True:
        line = lines[index]
        while True:
            declared, after = _name_at(line, position, text, is_word=True)
            if declared is None or line.text[declared.start - line.start] in '"“':
                break
            words.append(declared)
            position = after
            separator = _SEPARATOR.match(line.text, position)
            if separator is None:
                break
            position = separator.end()
        if not line.text.endswith(",") or index + 1 >= len(lines) or lines[index + 1].head:
            return words
        index += 1
        position = 0


def _spaced(line: PhysicalLine, declared: Declared) -> Declared | None:
    """The name that a type follows, where it has spaces inside: `拨付 率 比率`."""
    if declared.delimited:
        return None
    match = _MORE_WORDS.match(line.text, declared.end - line.start)
    words = match.group().split() if match is not None else []
    for count in range(1, len(words)):
        if find_type(words[count]) is not None:
            parts = (declared.name, *words[:count])
            return _together(line, declared, parts)
    return None


def _spaced_definition(line: PhysicalLine, declared: Declared) -> list[Declared]:
    """The name in front of `=`, where it has spaces inside."""
    match = _MORE_BEFORE_SIGN.match(line.text, declared.end - line.start)
    if declared.delimited or match is None:
        return []
    whole = _together(line, declared, (declared.name, *match.group().split()))
    return [whole] if whole is not None else []


def _together(line: PhysicalLine, declared: Declared, parts: tuple[str, ...]) -> Declared | None:
    """The parts as one name, if none of them is a word of the language."""
    name = ("_" if "".join(parts).isascii() else "").join(parts)
    if any(part.lower() in KEYWORD_IDS for part in (name, *parts)):
        return None
    end = re.compile(r" +\w+" * (len(parts) - 1)).match(line.text, declared.end - line.start)
    assert end is not None
    stop = line.start + end.end()
    return Declared(name, declared.start, stop, delimited=True, is_spaced=True)


def _own_measure(line: PhysicalLine, position: int, text: str) -> set[str]:
    """The word behind 数量, where the language does not know it as a unit."""
    declared, _ = _name_at(line, position, text)
    if declared is None or declared.delimited or find_unit(declared.name) is not None:
        return set()
    return set() if find_keyword(declared.name) is not None else {declared.name}


def find_declarations(lines: list[PhysicalLine], text: str) -> Vocabulary:
    """Collect the names of facts, fields, definitions, levels, choices and grades."""
    found: list[Declared] = []
    measures: set[str] = set()
    used: dict[str, bool] = {}
    said: list[tuple[int, str]] | None = None
    in_records = False
    for index, line in enumerate(lines):
        if line.blank:
            continue
        if line.head in ("FACT", "DEFINE") or (line.bullet and in_records):
            declared, after = _name_at(line, line.head_end, text, joined=True)
            begun = begun_with_figures(line, line.head_end, text) if declared is None else None
            if begun is not None:
                name, start, end = begun
                if name not in used:
                    said = said_in(lines) if said is None else said
                    used[name] = bool(figured_names([(name, start)], lines, said))
                if not used[name]:
                    continue  # nothing but a slip of this line
                declared, after = Declared(name, start, end, delimited=True), end - line.start
            if declared is None:
                continue
            found.append(declared)
            if line.head == "DEFINE":
                in_records = False
                found += _spaced_definition(line, declared)
                continue
            kind, after_kind = _name_at(line, after, text)
            term = find_type(kind.name) if kind is not None else None
            spaced = _spaced(line, declared) if term is None else None
            if spaced is not None:
                found.append(spaced)
                kind, after_kind = _name_at(line, spaced.end - line.start, text)
                term = find_type(kind.name) if kind is not None else None
            if line.head == "FACT" and not (in_records and line.lost_sign):
                in_records = term is not None and term.id == "records"
            if term is not None and term.id == "count":
                measures |= _own_measure(line, after_kind, text)
            if term is not None and term.id in ("level", "choice"):
                found.extend(_words(lines, index, after_kind, text))
        elif line.head == "GRADES":
            found.extend(_words(lines, index, line.head_end, text))
            in_records = False
        elif in_records and goes_on_with_fields(line):
            continue
        elif line.head not in ANNOTATIONS and not line.bullet and re.search(r"\w", line.text):
            word = find_type(line.text.strip())  # a line end got between a name and 明细
            in_records = word is not None and word.id == "records"
    names = frozenset(
        declared.name
        for declared in found
        if not declared.is_word or declared.name.lower() not in _TRUTHS
    )
    in_brackets = {
        declared.name
        for declared in found
        if not declared.is_word and declared.delimited and declared.name.lower() in KEYWORD_IDS
    }
    signed = [name for name in names if not name.isidentifier() and re.search(_SIGNS, name)]
    joined = sorted(((fold(name), name) for name in signed), key=lambda pair: -len(pair[0]))
    return Vocabulary(
        tuple(found),
        names,
        tuple(sorted({len(name) for name in names}, reverse=True)),
        tuple(joined),
        frozenset(measures),
        names - in_brackets,
        figured_names([(each.name, each.start) for each in found if each.is_bare(text)], lines),
    )
