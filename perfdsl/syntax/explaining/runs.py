"""What to say about runs of characters that are no words: the prose of published tables."""

import re

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.measures import measures_something
from perfdsl.numerals import unit_at
from perfdsl.source import SourceText, Span
from perfdsl.suggestion import suggest
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.mending.counted import PERIOD, counts_by, counts_named, thing_counted
from perfdsl.syntax.slip import Slip, replacing
from perfdsl.syntax.tiling import STEP_WORDS, Surroundings, quantity_at
from perfdsl.syntax.token import Choice, Token
from perfdsl.terms import keyword
from perfdsl.wording import Words, phrase

_NO_DEDUCTION = re.compile("(?:可)?不(?:予|再|作|做)?(?:扣分?|减分)$")
_DISCRETION = re.compile(
    "(?:可)?(?:酌情|视情节轻重|视情节|视情况|视情|根据情况|按情节轻重|(?:适当|相应)(?=[扣加减给得]))"
    "(扣除|扣减|扣|加|减|给|得)?分?$"
)
_RANGE_BEHIND = re.compile(r" *(\d+(?:\.\d+)?) *分? *[-—~至到] *(\d+(?:\.\d+)?) *分?")
_UNCLEAR = (
    (
        re.compile("(?:以|依)此类推|依次类推|余类推"),
        phrase(
            "把每一档都写出来；有规律的写成「每满 … 扣 …」",
            "write out every band; where there is a regular step write “deduct … per full …”",
        ),
    ),
    (
        re.compile("按(?:照)?(?:实际)?(?:完成)?比例(?:得分|计分|给分|赋分|折算|计算|得|计)$"),
        phrase(
            "写「得 满分 × 完成率」，或在分档里写「得 … 至 … 插值」",
            "write “award full marks * rate”, or in bands “award … to … interpolated”",
        ),
    ),
    (
        re.compile("按(?:照)?比例(?:扣分|扣减|扣除|扣)$"),
        phrase(
            "写明每一步扣几分，如「每 1个百分点 按比例 扣 0.5 分」",
            "say how much a step loses, like “per 1pp pro rata deduct 0.5”",
        ),
    ),
)
_ORDERS = ("GT", "GE", "LT", "LE")
_STEP_SPELLINGS = tuple(
    sorted({word for term_id in STEP_WORDS for word in keyword(term_id).zh}, key=len, reverse=True)
)
_CLAUSE_END = re.compile("(?:的)?(?:时)?(?:扣除|扣减|扣|得|计|记|加)?$")
_CLAUSE_END_PLAIN = re.compile("(?:的)?(?:时)?$")
_MAX_NAME = 8


def explain_run(
    source: SourceText,
    line: LogicalLine,
    run: str,
    offsets: list[int],
    end: int,
    around: Surroundings,
    vocabulary: Vocabulary,
    found: list[Token | Choice],
) -> Slip | None:
    """The one thing to say about a run that cannot be cut; None if a name in it is not declared."""

    def place(start: int, stop: int) -> tuple[int, int]:
        last = line.start + offsets[stop - 1] + 1
        return line.start + offsets[start], max(last, line.start + end) if stop == len(
            run
        ) else last

    match = _NO_DEDUCTION.search(run)
    if match is not None:
        return _no_deduction(source, *place(*match.span()))
    match = _DISCRETION.search(run)
    if match is not None:
        return _discretion(source, line, match, *place(*match.span()), end)
    for pattern, help_ in _UNCLEAR:
        match = pattern.search(run)
        if match is not None:
            start, stop = place(*match.span())
            return Slip(codes.PROSE_UNCLEAR, start, stop, helps=(Help(help_),), found=match.group())
    behind = _behind_step(found)
    if behind is not None:
        begin, step_start = 0, behind.start
    else:
        begin, at = _step_in(run)
        if not begin:
            return None
        step_start = line.start + offsets[at]
    ending = (_CLAUSE_END if around.points_follow else _CLAUSE_END_PLAIN).search(run, begin)
    stop = ending.start() if ending is not None else len(run)
    if stop <= begin:
        return None
    start, stop = place(begin, stop)
    at = run.find(source.text[step_start:start]) if behind is None else 0
    owner = run[: max(at, 0)]
    counted = next((name for name in (owner,) if name in vocabulary.names), "") or _owner(
        found[:-2] if behind is not None else found, step_start, bare=not owner
    )
    return _counted(source, start, stop, source.text[step_start:start].strip(), counted)


_ASIDE = re.compile(
    r'#.*|"[^"\n]*"|“[^”\n]*”|^ *(?:依据|来源|方法|说明|理由|问题|建议)[ :：].*', re.MULTILINE
)
_TAKES = re.compile(
    r"(?<![不免])(?<!不[予再作做])扣[除减]? *(?:[\d.一二两三半]|满分|完|人工|至|到)|\bdeduct\b",
    re.IGNORECASE,
)
_AWARDS = re.compile(
    r"[得计记] *(?:[\d.一二两三半(（]|满分|人工|最|分 *[=＝])|不[得计]分|\baward\b", re.IGNORECASE
)
_HEADING = re.compile(r"^\s*(?:(?:[一二三四]级)?指标|indicator|总分|total)\b.*", re.MULTILINE)
_EFFECTS = ("deduct", "award", "add", "at most", "pro rata", "full marks")
"""`per full 1 dedcut 2` is a slip of one of these, no words about what is counted."""
POINTS_NOUNS = {"扣分": "扣", "得分": "得", "计分": "计", "加分": "加"}
"""A gain or a loss without its points."""
_SCALE = re.compile("[十百千万亿]")
_SIZE = re.compile(r" *\d+(?:\.\d+)? *(?:%|‰|个?百分点)?")


def both_ways(source: SourceText, line: LogicalLine, at: int, found: list[Token | Choice]) -> Slip:
    """`偏差率超过±30%`: the absolute value is meant."""
    match = _SIZE.match(line.text, at - line.start + 1)
    end = line.start + match.end() if match is not None else at + 1
    helps: tuple[Help, ...] = ()
    name, sign = found[-2:] if len(found) > 1 else (None, None)
    if (
        isinstance(name, Token)
        and isinstance(sign, Token)
        and name.type == "NAME"
        and sign.type in _ORDERS
    ):
        quantity = source.text[name.start : name.end]
        text = phrase(
            "写「|{quantity}|」，删去 ±", "write “|{quantity}|” without ±", quantity=quantity
        )
        edits = (
            Edit(Span(source, name.start, name.end), f"|{quantity}|"),
            Edit(Span(source, at, at + 1), ""),
        )
        helps = (Help(text, edits, "unsafe"),)
    return Slip(codes.BOTH_WAYS, at, end, helps=helps, found=source.text[at:end])


def explain_counted(source: SourceText, tokens: list[Token], index: int) -> Slip | None:
    """`每发现1次 违规行为 扣1分`: a name behind the size of a step."""
    token, step = tokens[index], tokens[index - 2]
    if token.type != "NAME" or tokens[index - 1].type != "NUMBER":
        return None
    counted = _owner(list(tokens[: index - 2]), step.start, bare=True)
    return _counted(
        source,
        token.start,
        token.end,
        source.text[step.start : tokens[index - 1].end].strip(),
        counted,
    )


def _owner(found: list[Token | Choice], step_start: int, *, bare: bool) -> str:
    """The name directly before the step: what is counted, if anything is."""
    last = found[-1] if found else None
    if bare and isinstance(last, Token) and last.type == "NAME" and last.end <= step_start:
        return last.text
    return ""


def _behind_step(found: list[Token | Choice]) -> Token | None:
    """The step word, where its size is what was read last."""
    if len(found) < 2:
        return None
    word, size = found[-2:]
    if isinstance(word, Token) and isinstance(size, Token):
        return word if word.type in STEP_WORDS and size.type == "NUMBER" else None
    return None


def _step_in(run: str) -> tuple[int, int]:
    """Where the size of a step written in this run ends, and where its word begins; 0 for none."""
    for word in _STEP_SPELLINGS:
        at = run.find(word)
        if at < 0:
            continue
        start = at + len(word)
        quantity = quantity_at(run, start)
        stop = quantity.end if quantity is not None else start + unit_at(run, start)
        if stop > start:
            return stop, at
    return 0, 0


def _counted(source: SourceText, start: int, end: int, step: str, counted: str) -> Slip:
    clause = source.text[start:end].strip(" 的")
    if clause in POINTS_NOUNS:  # 每发生1次扣分
        return Slip(codes.POINTS_MISSING, start, end, found=POINTS_NOUNS[clause])
    if measures_something(clause) or _SCALE.match(clause):  # of each step, no number of its own
        return Slip(codes.UNEXPECTED, start, end, found=clause, expected=keyword("DEDUCT").words)
    thing, order = thing_counted(clause)
    if (order or re.fullmatch(PERIOD, step)) and thing:
        return _counted_in_a_period(source, start, end, step, thing, order)
    name = clause + "数" if len(clause) <= _MAX_NAME and clause[-1:] != "数" else "问题数"
    names = [] if counted else counts_named(clause, source.text)
    if names:
        help_ = _which_count(names, step)
        return Slip(
            codes.COUNTED_WORDS, start, end, helps=(help_,), clause=clause, name=names[0], step=step
        )
    declare = Help(
        phrase(
            "声明「事实 {name} 数量」，再写「{name} {step} 扣 几分」",
            "declare `fact {name} count` and write “{name} {step} deduct …”",
            name=name,
            step=step,
        )
    )
    helps: tuple[Help, ...] = (declare,)
    if counted and not (clause.isascii() and suggest(clause, _EFFECTS)):
        text = phrase(
            "数的就是「{counted}」的，删去这几个字",
            "remove the words if it is 「{counted}」 that is counted",
            counted=counted,
        )
        helps = (replacing(source, start, end, "", text), declare)
    return Slip(codes.COUNTED_WORDS, start, end, helps=helps, clause=clause, name=name, step=step)


def _counted_in_a_period(
    source: SourceText, start: int, end: int, step: str, thing: str, order: str
) -> Slip:
    """`每月巡查不少于2次`: 每月 is no step; the number of times has to be a fact, as it was counted."""
    names = counts_named(thing, source.text)
    if names and counts_by(step, names[0]):
        help_ = _which_count(names, order or "不少于")
    elif names:
        help_ = Help(
            phrase(
                "「{name}」若是全年的，界限写全年的：「{name} {order} …」；要看{step}，声明{step}的次数",
                "if 「{name}」 is that of the year, write the limit of the year: “{name} {order} …”; "
                "for 「{step}」 declare how many there are in each",
                name=names[0].strip("「」"),
                step=step,
                order=order or "不少于",
            )
        )
    else:
        name = f"{step.removeprefix('每').removeprefix('个')}均{thing}次数"
        help_ = Help(
            phrase(
                "「{step}」不是一步：声明「事实 {name} 数量」，再写「{name} {order} …」",
                "“{step}” is no step: declare `fact {name} count` and write “{name} {order} …”",
                step=step,
                name=name,
                order=order or "不少于",
            )
        )
    return Slip(
        codes.COUNTED_WORDS, start, end, helps=(help_,), clause=thing, name=thing, step=step
    )


def _which_count(names: list[str], behind: str) -> Help:
    shown = "、".join(f"「{name.strip('「」')}」" for name in names)
    return Help(
        phrase(
            "数的是声明过的{names}的，把它写在前面：「{name} {behind} …」",
            "if it is the declared {names} that is counted, begin with it: “{name} {behind} …”",
            names=shown,
            name=names[0],
            behind=behind,
        )
    )


def _no_deduction(source: SourceText, start: int, end: int) -> Slip:
    """Where points are taken away full marks are no way out: the deductions would count against them."""
    others = _others_of_the_indicator(source.text, start, end)
    ways = []
    if _TAKES.search(others) is None:
        ways.append(("得 满分", "award full marks"))
    if not ways or _AWARDS.search(others) is None:
        ways.append(("免扣", "pardon"))
    helps = tuple(
        replacing(
            source,
            start,
            end,
            f" {zh}",
            phrase("改为「{way}」", "change it to “{way}”", way=Words(zh, en)),
        )
        for zh, en in ways
    )
    return Slip(codes.NO_DEDUCTION, start, end, helps=helps, found=source.text[start:end])


def _others_of_the_indicator(text: str, start: int, end: int) -> str:
    """The other rules of the indicator, without remarks and texts."""
    above = [match.end() for match in _HEADING.finditer(text, 0, start)]
    below = _HEADING.search(text, end)
    rules = text[above[-1] if above else 0 : start] + text[end : below.start() if below else None]
    return _ASIDE.sub("", rules)


def _discretion(
    source: SourceText, line: LogicalLine, match: re.Match[str], start: int, end: int, after: int
) -> Slip:
    """`酌情扣1-2分`: a person decides."""
    word = {"减": "扣", "给": "得", "扣除": "扣", "扣减": "扣"}.get(match.group(1), match.group(1))
    found = source.text[start:end]
    behind = _RANGE_BEHIND.match(line.text, after)
    helps: tuple[Help, ...]
    if behind is not None and word:
        least, most = sorted(behind.groups(), key=float)
        written = f"{word} 人工 {least} 至 {most} 分"
        text = phrase(
            "由人评定的写「{written}」", "for a judgement write “{written}”", written=written
        )
        helps = (replacing(source, start, line.start + behind.end(), written, text),)
        end = line.start + behind.end()
        found = source.text[start:end]
    else:
        helps = (
            Help(
                phrase(
                    "由人评定的写明范围，如「{word} 人工 0 至 2 分」",
                    "say between what a person may choose, like “judged 0 to 2”",
                    word=word or "扣",
                )
            ),
        )
    return Slip(codes.PROSE_UNCLEAR, start, end, helps=helps, found=found)
