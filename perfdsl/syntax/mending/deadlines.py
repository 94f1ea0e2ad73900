"""`2025年6月30日前到位的`, `before 30 June`: a deadline, said as the comparison of a date."""

import re
from calendar import monthrange
from collections import Counter

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.numerals import ENGLISH_MONTHS
from perfdsl.source import Span
from perfdsl.syntax.folding import fold
from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.mending.reader import Reader
from perfdsl.syntax.slip import Slip
from perfdsl.syntax.usage import declared_types
from perfdsl.wording import Words, phrase

_MONTH = rf"(?:{'|'.join(ENGLISH_MONTHS)})[a-z]*\.?"
_DATE = (
    r"(?P<date>(?P<y1>20\d\d)\s*[-/.]\s*(?P<m1>\d{1,2})\s*[-/.]\s*(?P<d1>\d{1,2})"
    r"|(?:(?P<y2>20\d\d)\s*年\s*)?(?P<m2>\d{1,2})\s*月\s*(?:(?P<d2>\d{1,2})\s*[日号]|月?[底末])"
    r"|(?P<y3>20\d\d)\s*年\s*年?[底末]"
    rf"|(?P<d4>\d{{1,2}})\s+(?P<m4>{_MONTH})(?:,?\s+(?P<y4>20\d\d))?"
    rf"|(?P<m5>{_MONTH})\s+(?P<d5>\d{{1,2}})(?:,?\s+(?P<y5>20\d\d))?)"
)
_MARK = r"[(（]\s*(?:不?含|不?包括|inclusive|exclusive)[^()（）]*[)）]"
_LINE = re.compile(
    r"^(?P<indent>\s*+(?:[-—·●]\s*+)?(?:当|如果|若|if\s++)?)(?P<who>[^\d,，。；;:：<>=]*?)\s*+"
    r"(?P<until>截至|截止[到至日]?|not\s+later\s+than|no\s+later\s+than|by|before|until|after|since|在|于|为|是|on\s+or\s+before|on\s+or\s+after|==?|＝)?\s*+"
    rf"(?<![\d.]){_DATE}(?![\d.])\s*+(?P<mark>{_MARK})?\s*+(?P<word>(?:及之?|之|以|及以)?[前后]|起)?\s*+(?P<behind>{_MARK})?\s*+"
    r"(?P<done>[^\W\d得扣加计]{0,10}?)\s*+(?:(?:的话|的|时)\s*+)?(?:[,，]\s*+)?(?=(?:[得扣计加]\s*(?:[\d一二两三半]|满分|人工)|不得分|不计分|不适用|封顶|(?:award|deduct)\b))",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(rf"\d\s*[-/.年月]|\b{_MONTH}", re.IGNORECASE)
_DATES = ("日期", "date")
_YEARS = re.compile(r"(20\d\d)\s*(?:年\s*\d{1,2}\s*月|[-/.]\d{1,2}[-/.]\d)")
_YEAR = re.compile(r"^\s*(?:年度|year)\s+(20\d\d)", re.MULTILINE | re.IGNORECASE)
_DENIED = re.compile(r"(?:仍|还|尚)?[未没](?!来)|不(?!含)|无")
_JOINED = re.compile(r"并?且|或者?|并|和|及|同时|而")
"""What follows is another condition."""
_NO_SUBJECT = re.compile(rf"[未没不非]|{_JOINED.pattern}|\b(?:and|or|not)\b", re.IGNORECASE)
_DENIED_AT_END = re.compile(
    r"(?:[未没](?!来)有?|不(?!含)|并非|\bnot\b(?:\s+[a-z]+)?)\s*$", re.IGNORECASE
)
"""Not before, not delivered by: said in front of the deadline, behind what it is said of."""
_EXCEPTED = re.compile(
    r"[除无]|非(?=[^\W\d])|[外]$|\b(?:except|unless|without|no|other)\b", re.IGNORECASE
)
"""Which way such a line means the deadline is not told by its words."""
_BANDS = re.compile("分档|\bbands\b")
_NO_DEED = re.compile(r"^(?:仍|还|尚)?[未没]有?|^不|^已经?|^按[时期]|^及时")
_ANY_DEED = ("完成", "办理", "办结", "落实", "达到", "实现")
"""Said of whatever has a date."""
_LATER, _EARLIER = ("后", "起"), ("前",)
_OPPOSITE = {"不晚于": "晚于", "早于": "不早于", "晚于": "不晚于", "不早于": "早于"}
_ENGLISH = {
    "不晚于": "not later than",
    "早于": "earlier than",
    "晚于": "later than",
    "不早于": "not earlier than",
}


@attrs.frozen
class _Deadline:
    """What the line says: where the deadline stands, the comparisons it may be, likelier first."""

    match: "re.Match[str]"
    date: str
    orders: tuple[str, ...]

    @property
    def subject(self) -> str:
        return _DENIED_AT_END.sub("", self.match["who"]).strip()

    @property
    def done(self) -> str:
        return _JOINED.split(self.match["done"], maxsplit=1)[0]

    @property
    def end(self) -> int:
        """Where the deadline ends: in front of another condition, else in front of the effect."""
        joined = _JOINED.search(self.match["done"])
        return self.match.end() if joined is None else self.match.start("done") + joined.start()


def as_deadline(reader: Reader, line: LogicalLine, slip: Slip) -> Slip | None:
    """What to say of a line with a deadline: the comparison with the one date that fits, else its words."""
    text = reader.source.text
    written = text[line.start : line.end]
    found = None if line.head is not None else _deadline(fold(written), text)
    if found is None:
        return None
    facts, is_sure = _facts_meant(found, text, reader.vocabulary.names)
    is_row = not found.subject and _is_band(text[: line.start], written)
    match, rest = found.match, written[found.end :]
    helps = []
    for order in found.orders if is_row or is_sure else ():
        word = _ENGLISH[order] if rest.isascii() else order
        said = f"{word} {found.date}" if is_row else f"{facts[0]} {word} {found.date}"
        changed = f"{match['indent']}{said} {rest}"
        if reader.reads(changed, written):
            place = Span(reader.source, line.start + match.end("indent"), line.start + found.end)
            shown = phrase("写成「{said}」", "write “{said}”", said=said)
            helps.append(Help(shown, (Edit(place, f"{said} "),), "unsafe"))
    if not helps and slip.remark.helps and any(help_.edits for help_ in slip.remark.helps):
        return None
    begin = line.start + match.start("date")
    end = line.start + max(match.end("date"), match.end("word"), match.end("behind"))
    expected = Words("、".join(found.orders), ", ".join(_ENGLISH[order] for order in found.orders))
    return Slip(
        codes.UNEXPECTED,
        begin,
        end,
        helps=tuple(helps) or (_in_words(found, facts),),
        found=text[begin:end],
        expected=expected,
    )


def _is_band(above: str, written: str) -> bool:
    """Whether the line is a row below 分档, where the quantity is named already."""
    if re.match(r"\s*[-—·●]", written) is None:
        return False
    lines = (
        each for each in reversed(above.splitlines()) if not re.match(r"\s*(?:[-—·●#]|$)", each)
    )
    return _BANDS.search(fold(next(lines, "")).lower()) is not None


def _in_words(found: _Deadline, facts: list[str]) -> Help:
    order = found.orders[0]
    if facts:
        shown = Words(
            "、".join(f"「{name} {order} {found.date}」" for name in facts[:3]),
            ", ".join(f"“{name} {_ENGLISH[order]} {found.date}”" for name in facts[:3]),
        )
        return Help(phrase("写明是哪个日期：{shown}", "say which date: {shown}", shown=shown))
    return Help(
        phrase(
            "用「事实 … 日期」声明这个日期，再写「… {order} {date}」",
            "declare it with `fact … date` and write “… {english} {date}”",
            order=order,
            english=_ENGLISH[order],
            date=found.date,
        )
    )


def _deadline(written: str, text: str) -> _Deadline | None:
    match = _LINE.match(written) if _HAS_DATE.search(written) else None
    if match is None:
        return None
    orders = _orders(match)
    date = _date(match, fold(text)) if orders else ""
    if not date or _EXCEPTED.search(match["who"]) or _EXCEPTED.search(match["done"]):
        return None
    found = _Deadline(match, date, orders)
    is_denied = _DENIED_AT_END.search(match["who"]) is not None
    if (_DENIED.search(found.done) is not None) is not is_denied:
        orders = tuple(_OPPOSITE[order] for order in orders)
    return _Deadline(match, date, orders)


def _orders(match: "re.Match[str]") -> tuple[str, ...]:
    """The comparisons that may be meant; what includes the day where the text says so."""
    until, word = " ".join((match["until"] or "").lower().split()), match["word"] or ""
    mark = (match["mark"] or match["behind"] or "").lower()
    is_later = word.endswith(_LATER) or until in ("after", "since", "on or after")
    is_earlier = word.endswith(_EARLIER) or until.startswith(("截", "by", "before", "until", "no", "on or before"))  # fmt: skip
    if is_later is is_earlier:
        return ()
    closed, open_ = ("不早于", "晚于") if is_later else ("不晚于", "早于")
    if mark:
        is_open = "不" in mark or mark[1:].strip().startswith("ex")
        return (open_ if is_open else closed,)
    is_last_day = match["d1"] is match["d2"] is match["d4"] is match["d5"] is None
    if word.startswith("及") or word == "起" or (is_last_day and not is_later):
        return (closed,)
    if not word and until not in ("before", "after"):
        return (closed,)
    return (open_, closed) if is_later or until == "before" else (closed, open_)


def _date(match: "re.Match[str]", text: str) -> str:
    """The date as it stands there, or written out; the year of the other dates, else that of the rules."""
    given = {key: match[key] for key in match.groupdict() if key[0] in "ymd" and key[1:].isdigit()}
    years = [given[key] for key in ("y1", "y2", "y3", "y4", "y5") if given[key]]
    if years and (given["d1"] or given["d2"]):
        return match["date"]
    if not years:
        years = [year for year, _ in Counter(_YEARS.findall(text)).most_common(1)]
        years = years or _YEAR.findall(text)[:1]
    if not years:
        return ""
    month = next((given[key] for key in ("m1", "m2", "m4", "m5") if given[key]), "12")
    number = int(month) if month.isdigit() else ENGLISH_MONTHS.index(month[:3].lower()) + 1
    day = next((given[key] for key in ("d1", "d2", "d4", "d5") if given[key]), None)
    if not 1 <= number <= len(ENGLISH_MONTHS):
        return ""
    last = monthrange(int(years[0]), number)[1]
    if given["m4"] or given["m5"]:
        return f"{years[0]}-{number:02}-{int(day or last):02}"
    return f"{years[0]}年{number}月{day or last}日"


def _facts_meant(found: _Deadline, text: str, names: frozenset[str]) -> tuple[list[str], bool]:
    """The dates declared that may be meant, and whether it is the one: named, or with the deed in its name."""
    declared = dict(declared_types(text))
    facts = [name for name, kind in declared.items() if kind.lower() in _DATES]
    subject = found.subject
    named = [name for name in facts if subject == name.strip("「」")]
    if named:
        return named, True
    if subject and (_NO_SUBJECT.search(subject) or any(name in subject for name in names)):
        return facts, False
    done = _NO_DEED.sub("", found.done)
    if not done or done in _ANY_DEED:
        return facts, len(facts) == 1
    fitting = [name for name in facts if done in name] or [
        name for name in facts if set(done) & set(_NO_DEED.sub("", name.strip("「」日期时间")))
    ]
    return (fitting, True) if len(fitting) == 1 else (facts, False)
