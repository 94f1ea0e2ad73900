"""What a line that cannot be read may have been meant to be: small edits, each tried by reading the line anew.

Nothing is offered that leaves the line unreadable, or that reads with a name nobody declared.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as codes
from perfdsl.numerals import digits_of_year
from perfdsl.syntax.mending.behind_texts import is_lost_behind_text
from perfdsl.syntax.mending.calls import calls, tables
from perfdsl.syntax.mending.causes import CALLED, told_cause
from perfdsl.syntax.mending.characters import by_characters, together
from perfdsl.syntax.mending.counted import counted
from perfdsl.syntax.mending.declarations import by_declarations, years
from perfdsl.syntax.mending.edges import dropped_ends, without_junk
from perfdsl.syntax.mending.grammar import by_grammar
from perfdsl.syntax.mending.numbers import by_numbers, decimals
from perfdsl.syntax.mending.pairs import VALUE_END, for_code
from perfdsl.syntax.mending.phrases import each_time, phrases
from perfdsl.syntax.mending.prose import intervals, openers, operators, other_words
from perfdsl.syntax.mending.row_signs import row_signs
from perfdsl.syntax.mending.ways import Place, Way, added, removed, replaced
from perfdsl.syntax.mending.worded import says_level, unsaid_levels, worded_ways
from perfdsl.syntax.mending.words import (
    by_signs,
    by_words,
    doubled,
    from_neighbors,
    glued,
    header_values,
    openings,
    restored,
    undelimited,
    unquoted,
)
from perfdsl.syntax.slip import Slip
from perfdsl.syntax.usage import TYPE_AT_END
from perfdsl.terms import KEYWORD_IDS, KEYWORD_TERMS
from perfdsl.wording import Words, phrase

_COMPARISON = (
    r"(?:[<>≤≥＜＞≦≧=＝]|大于|小于|超过|高于|低于|不低于|不超过|不高于|不少于|达到|不足|少于|多于|等于"
    r"|above|below|over|under|at least)"
)
_JOINED = re.compile(rf"(?:且|并且|或者|或|\band\b|\bor\b)\s*(?={_COMPARISON})")
_SUBJECT = re.compile(rf"\s*(?:当|如果|若|if\s)?\s*(\S.*?)\s*{_COMPARISON}")
_END_WORD = re.compile(r"(?<=[\d%])\s*(不?含)(?![)）])")
_TWO_ENDS = re.compile(r"(?<=[)）])\s*[,，、]?\s*(?=\d)|(?<=\d)\s+[,，、]\s*(?=\d)")
_EQUATION = re.compile(r"\s*(?=(?:[^\W\d]|[“”「」])[\w“”「」]*\s*[=＝]\s*\S)")
_DEFINED = re.compile(r"\s*(?:定义|define)\s+(?:「[^」]*」|[^\s=＝]+)(\s+)(?![=＝])")
_DEFINED_SIGN = re.compile(
    r"\s*(?:定义|define)\s+(?:「[^」]*」|[^\s=＝:：≈~～－—-]+)(\s*[:：≈~～－—\-]{1,2}[=＝]?\s*)"
)
_DEFINED_APART = re.compile(r"\s*(?:定义)\s+([^\W\d]\w*(?:\s+\w+){1,2})\s*[=＝](?![=＝])")
_GLUED_TYPE = re.compile(rf"\s*事实\s+{TYPE_AT_END.pattern}(?=\s*[\"“]|\s+\d|\s+[<>=≥≤])")
_FACT_EQUATION = re.compile(r"\s*(事实|fact)\s+\S+\s*[=＝]")
_STATEMENT = re.compile(
    r"(?<=\S)\s+(?=(?:事实|定义|指标|[一二三四]级指标|年度|语言|满分|保留|每|金额单位|剔除换算|等级|依据|来源|方法|理由|建议|问题|说明"
    r"|上限|下限|否则|逐项|fact|define|indicator)\s+\S)"
    r"|(?<=[\d分)）])\s+(?=(?:得|扣|按|逐项|人工|award|deduct|by|checklist)\s)"
    r"|(?<=[\d分用本否额数率%)）”\"])\s+(?=[-—●]\s*\S)"
    r"|(?<=[。；;.])\s*(?=[①-⑳])"
)
_BY_ALONE = re.compile(r"\s*按\s+(?:「[^」]*」|[\w“”]+)(?=\s*$)")
_AFTER_DATE = re.compile(r"(?<=[\d日])(?:之)?[前后起止](?=\s|$|扣|得|的)")
_GRADES = re.compile(r"(?<=[\d分])\s+(?=[^\W\d分])")
_YEAR = re.compile("[〇零○Oo一二三四五六七八九]{4}")
_POINTS_ALONE = re.compile(
    r"(?<=[\d%‰)）\u3400-\u9fff])\s+(?=(?:\d+(?:\.\d+)?\s*分|满分)\s*(?:[\"“]|$))"
)
_STEP_WITHOUT_WORD = re.compile(
    r"(?:[<>≤≥＜＞]=?|超过|高于|低于)\s*([\d.]+\s*[%％\w]{0,3}?)\s+(?=\d+(?:\.\d+)?\s*\w{1,4}\s*扣)"
)
_FULL_ALONE = re.compile(r"(?<=[\d%‰)）\u3400-\u9fff])\s+(?=满分\s*$)")
_TWO_POINTS = re.compile(r"(?<=分)\s+(?=\d+(?:\.\d+)?\s*分\s*插值)")
_AMOUNT_COMPARED = re.compile(rf"[^\W\d][\w“”]*\s*{_COMPARISON}")
"""`|偏差 <= 3%`: the other bar of an absolute value is missing."""
_MOST_SPACES = 12
_FAR = 300
_SHOWN = 20
"""So much of what stands below is looked at."""
_UNSAID = (
    codes.UNFINISHED, codes.EFFECT_MISSING, codes.COMPARISON_MISSING, codes.COUNTED_WORDS,
    codes.OPERAND_MISSING, codes.UNKNOWN_STATEMENT, codes.POINTS_MISSING, codes.CHARACTER_UNKNOWN,
)  # fmt: skip
"""Causes that are none where another word makes the line readable."""
_HEAD_TERMS = frozenset(
    term.id
    for term in KEYWORD_TERMS
    if term.kind in ("heading", "header", "declaration", "annotation")
)


def ways(written: str, slip: Slip, place: Place) -> Iterator[Way]:
    """What may be tried with the line `written`, the likeliest first."""
    remark = slip.remark
    first = max(remark.start - place.start, 0)
    last = min(remark.end - place.start, len(written))
    indent = len(written) - len(written.lstrip())
    if stray := re.match(r"\s*([^\w\s]{1,3}\s*)(?=[-—]\s)", written):
        yield removed(*stray.span(1), stray.group(1).strip(), blames=True)
    if place.in_list:
        yield from row_signs(written, indent, place)
    if remark.code is codes.ROW_ALONE:
        yield from openings(written)
        if place.quantity in place.names:
            text = f"按 {place.quantity} 分档"
            new = f"{text}\n{written[:indent]}"
            said = phrase("上面补一行「{text}」", "add the line “{text}” above", text=text)
            yield Way(((indent, indent, new),), said)
        return
    yield from undelimited(written, place.names)
    yield from _without_effect(written, in_list=place.in_list)
    yield from counted(written, place)
    yield from told_whole(written, place)
    yield from unsaid_levels(written, place)
    yield from years(written)
    if _LETTER.search(written) is not None:
        from perfdsl.syntax.mending.english_rules import english_intervals

        yield from english_intervals(written)
    yield from each_time(written)
    yield from dropped_ends(written)
    yield from openers(written, place.names)
    yield from together(phrases(written, place))
    yield from intervals(written)
    yield from operators(written)
    yield from calls(written, place)
    yield from tables(written)
    yield from together(chain(phrases(written, place), other_words(written)))
    if place.quantity in place.names:
        bare = re.match(r"\s*按\s*(?=分档)", written)
        if bare is not None:
            yield added(bare.end(), f" {place.quantity} ")
    pardon = re.search(r"(?<=免扣)\s*\d+(?:\.\d+)?\s*分?\s*$", written)
    if pardon is not None:
        old = pardon.group().strip()
        said = phrase(
            "全部免扣的，删去「{old}」", "delete 「{old}」 if no deduction counts", old=old
        )
        yield Way(((*pardon.span(), ""),), said)
    yield from from_neighbors(written, place)
    if written.count("|") + written.count("｜") == 1:
        bar = "|" if "|" in written else "｜"
        at = written.index(bar)
        if (
            not written[:at].strip() and _AMOUNT_COMPARED.match(written, at + 1) is None
        ):  # of a table
            yield removed(0, at + 1, bar)
        for match in VALUE_END.finditer(written, at + 1):
            yield added(match.start(), bar)
        yield removed(at, at + 1, bar)
    names = place.names
    yield from for_code(written, slip, first, last, place.file)
    yield from glued(written, names)
    yield from restored(written, names)
    yield from unquoted(written, names)
    yield from header_values(written)
    yield from by_signs(written)
    yield from by_numbers(written)
    yield from doubled(written, first, last)
    yield from openings(written)
    yield from _missing_parts(written)
    yield from by_words(written, names)
    yield from without_junk(written, names)
    if not (place.in_list or re.match(r"\s*-", written)):
        yield from statements(written)
    if remark.code not in (codes.POINTS_MISSING, codes.COMPARISON_MISSING):  # no word says those
        yield from by_grammar(written, first, place)


def resaid(slip: Slip, way: Way, written: str, place: Place) -> Slip:
    """The slip, or what is to be said in its place now that it is known which word is wrong."""
    cause = told_cause(way, written, place)
    if cause is not None:
        return cause
    remark, start = slip.remark, place.start
    if remark.code is codes.NAME_SYMBOL and way.changes[0][0]:
        begin, end, _ = way.changes[0]
        at = begin + len(written[begin:end]) - len(written[begin:end].lstrip())
        end_of_line = Words("标题的分值，到此为止", "the points, and nothing more")
        found = " ".join(written[at:end].split())[:_SHOWN]
        return Slip(codes.UNEXPECTED, start + at, start + end, found=found, expected=end_of_line)
    begin, end, replacement = way.changes[0]
    is_level = remark.code is codes.ENDS_CONTRADICT and says_level(replacement)
    if not way.blames or not (is_level or any(remark.code is code for code in _UNSAID)):
        return slip
    found = written[begin:end].strip()
    is_it = len(found) == 1 and start + begin <= remark.start < start + end
    if remark.code is codes.CHARACTER_UNKNOWN and is_it:
        return slip
    if replacement == "定义 ":
        name = re.compile(r"\s*([^\s=＝]+)").match(written)
        assert name is not None
        first, last = start + name.start(1), start + name.end(1)
        return Slip(codes.UNKNOWN_STATEMENT, first, last, found=written.strip()[:20])
    if not found:
        return slip
    begin = start + written.index(found, begin)
    if KEYWORD_IDS.get(replacement.strip()) in _HEAD_TERMS and not written[: begin - start].strip():
        return Slip(codes.UNKNOWN_STATEMENT, begin, begin + len(found), found=written.strip()[:20])
    meant = Words(replacement, replacement)
    return Slip(codes.UNEXPECTED, begin, begin + len(found), found=found, expected=meant)


def _below(written: str, place: Place) -> str:
    start = place.start + len(written)
    return place.file[start : start + _FAR]


def told_ways(written: str, place: Place) -> Iterator[Way]:
    """What a line is seen to be, although its first word says nothing."""
    yield from told_whole(written, place)
    yield from together(phrases(written, place))
    yield from decimals(written)


def told_whole(written: str, place: Place) -> Iterator[Way]:
    """The line anew, where each of its parts is known for what it is."""
    yield from worded_ways(written, place)
    yield from by_declarations(written, _below(written, place), place)
    yield from _in_english(written, place)


_LETTER = re.compile("[A-Za-z]")


def _in_english(written: str, place: Place) -> Iterator[Way]:
    """As by the English words of the line; where it has none, their patterns are not even loaded."""
    if _LETTER.search(written) is not None:
        from perfdsl.syntax.mending.english import by_english

        yield from by_english(written, place)


def odd_names(written: str, place: Place) -> Iterator[Way]:
    """What a name nobody declared may be meant to be, where it holds characters that no name should."""
    yield from worded_ways(written, place)
    yield from together(by_characters(written, place.names))
    yield from calls(written, place)
    yield from _in_english(written, place)
    yield from together(phrases(written, place))


def told_by(way: Way, written: str, place: Place) -> Slip:
    """What is wrong with a line that can be read, by what puts it right."""
    cause = told_cause(way, written, place)
    if cause is not None:
        return cause
    start = place.start
    begin, end, replacement = way.changes[0]
    function = CALLED.match(written[begin:end])
    if function is not None:
        first, last = start + begin, start + begin + function.end()
        return Slip(name_codes.UNKNOWN_FUNCTION, first, last, name=function.group())
    name = written[begin:end].strip()
    begin += written[begin:end].index(name)
    first, last = start + begin, start + begin + len(name)
    if replacement.strip() == "-":
        sign = Words("行首的「- 」", "“- ” at the beginning")
        return Slip(codes.UNEXPECTED, first, last, found=name, expected=sign)
    return Slip(name_codes.UNDECLARED_NAME, first, last, name=name)


# --- by what is written --------------------------------------------------------------------------


def _missing_parts(written: str) -> Iterator[Way]:
    subject = _SUBJECT.match(written)
    if subject is not None:
        changes = tuple(
            (match.end(), match.end(), subject.group(1).strip() + " ")
            for match in _JOINED.finditer(written)
        )
        if changes:
            text = phrase("补上「{name}」", "add 「{name}」", name=subject.group(1).strip())
            yield Way(changes, text)
    changes = tuple(
        (match.start(1), match.end(1), f"({match.group(1)})")
        for match in _END_WORD.finditer(written)
    )
    if changes:
        yield Way(changes, phrase("给含、不含加上括号", "put 含 and 不含 into brackets"))
    for match in _TWO_ENDS.finditer(written):
        yield Way(((match.start(), match.end(), " 至 "),), phrase("补上「至」", "add “to”"))
    found = _BY_ALONE.match(written)
    if found is not None:
        yield added(found.end(), " 分档")
    found = _DEFINED_SIGN.match(written)
    if found is not None:
        old = found.group(1)
        text = phrase("「{old}」改为「=」", "change 「{old}」 to “=”", old=old.strip())
        yield Way(((*found.span(1), " = "),), text)
    found = _DEFINED.match(written)
    if found is not None:
        yield Way(((*found.span(1), " = "),), phrase("补上「=」", "add “=”"))
    found = _DEFINED_APART.match(written)
    if found is not None:
        new = "".join(found.group(1).split())
        yield replaced(*found.span(1), found.group(1), new)
    found = re.match(r"\s*事实\s+\S+?(?=\s+[^\W\d]+\s*[,，、]\s*[^\W\d]+)", written)
    if found is not None:
        yield added(found.end(), " 等级")
        yield added(found.end(), " 选项")
    found = _GLUED_TYPE.match(written)
    if found is not None:
        yield Way(
            ((found.start(2), found.start(2), " "),),
            phrase("「{kind}」前面加空格", "put a space before 「{kind}」", kind=found.group(2)),
        )
    found = _FACT_EQUATION.match(written)
    if found is not None:
        new = "定义" if found.group(1) == "事实" else "define"
        yield replaced(*found.span(1), found.group(1), new)
    found = _EQUATION.match(written)
    if found is not None:
        at = found.end()
        yield Way(
            ((at, at, "定义 "),), phrase("前面写「定义」", "begin with “define”"), blames=True
        )
    for match in _AFTER_DATE.finditer(written):
        yield removed(*match.span(), match.group())
    if re.match(r"\s*(?:等级|grades)\s", written):
        changes = tuple((*match.span(), ", ") for match in _GRADES.finditer(written))
        yield Way(changes, phrase("补上逗号", "add the commas"))
    for match in _YEAR.finditer(written):
        new = digits_of_year(match.group())
        yield replaced(*match.span(), match.group(), new)


def _without_effect(written: str, *, in_list: bool) -> Iterator[Way]:
    """`- >= 95%  10 分`: in a row points can only be given."""
    match = _TWO_POINTS.search(written)
    if match is not None:
        yield Way(((*match.span(), " 至 "),), phrase("补上「至」", "add “to”"))
    step = _STEP_WITHOUT_WORD.search(written) if "每" not in written else None
    if step is not None:
        yield from (added(step.end(1), f" {word} ") for word in ("每", "每满", "每起"))
    match = _POINTS_ALONE.search(written)
    if match is not None and re.search("每[^扣得加]*$", written[: match.start()]):
        yield Way(((*match.span(), " 扣 "),), phrase("补上「扣」", "add “deduct”"))
    match = (_POINTS_ALONE if in_list else _FULL_ALONE).search(written)
    if match is not None and not re.search("[得扣加计]", written[: match.start()]):
        yield Way(((*match.span(), " 得 "),), phrase("补上「得」", "add “award”"))


def statements(written: str) -> Iterator[Way]:
    """The line in two, before a word or a sign that begins one, else at any space."""
    text = phrase("分成两行", "make two lines of it")
    indent = written[: len(written) - len(written.lstrip())]
    for match in islice(_STATEMENT.finditer(written), _MOST_SPACES):
        if is_lost_behind_text(written[match.end() :]):
            continue
        deeper = indent if indent and written[match.end() :][:1] in "-—·●" else ""
        yield Way(((*match.span(), "\n" + deeper),), text)
    spaces = [
        match.span()
        for match in re.finditer(r"(?<=[\d分%”\"）)\u3400-\u9fff])\s+(?=[\w“「])", written)
    ]
    for span in spaces[:_MOST_SPACES]:
        if span[0] > len(indent) and not is_lost_behind_text(written[span[1] :]):
            yield Way(((*span, "\n" + indent),), text)
