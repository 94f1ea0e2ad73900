"""One clause of a pasted paragraph that gives points for an interval or a word: `80%-90%，计4分`."""

import re
from fractions import Fraction

import attrs

from perfdsl.syntax.folding import fold

NUMBER = (
    r"\d+(?:\.\d+)? *(?:%|‰|个?百分点|个?工作日|个?小时|分钟|秒|个月|平方公里|平方米|立方米|公里|公顷|[千万亿]{0,2}(?:元|人次|人|户|[亩吨])"
    r"|[天日个项次人月件年周米亩户家处起例份篇场期台套名条张倍吨])?"
)
_MARK = r"(?: *\( *不?含[^()]*\))?"
SIGNS = {
    "<=": ("<", True), "≤": ("<", True), "小于等于": ("<", True), "小于或等于": ("<", True),
    "不超过": ("<", True), "不高于": ("<", True), "不大于": ("<", True),
    "未达到": ("<", False), "少于": ("<", False),
    "<": ("<", False), "小于": ("<", False), "低于": ("<", False), "不足": ("<", False),
    ">=": (">", True), "≥": (">", True), "大于等于": (">", True), "大于或等于": (">", True),
    "不低于": (">", True), "不少于": (">", True), "不小于": (">", True), "达到": (">", True),
    "多于": (">", False),
    ">": (">", False), "大于": (">", False), "高于": (">", False), "超过": (">", False),
    "=": ("=", True), "等于": ("=", True), "为": ("=", True),
}  # fmt: skip
SIGN = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
_GIVES = r"(?P<rest>[^\d]*?(?:得|计|记|不得分|不计分).*)$"
_COMPARED = re.compile(rf" *(?P<sign>{SIGN}) *(?P<limit>{NUMBER})(?:的|时)?{_GIVES}")
_ONE_END = re.compile(
    rf" *(?:达到|在|为)? *(?P<limit>{NUMBER})(?P<before>{_MARK}) *(?P<word>及?以[上下内])(?P<after>{_MARK})(?:的|时)?{_GIVES}"
)
_CHAINED = re.compile(
    rf" *(?P<sign>{SIGN}) *(?P<limit>{NUMBER}) *(?:[,且]|并且)? *(?P<sign2>{SIGN}) *(?P<limit2>{NUMBER})(?:的|时)?{_GIVES}"
)
_BRACKETED = re.compile(
    rf" *(?P<open>[\[(]) *(?P<lower>{NUMBER}) *, *(?P<upper>{NUMBER}) *(?P<close>[\])])(?:的|时)?{_GIVES}"
)
_WORD = re.compile(rf" *(?:为|是)? *(?P<word>[^\W\d]{{1,10}}?)(?:的|时|,)?(?=[得计记不]){_GIVES}")
_TWO_ENDS = re.compile(
    rf" *(?:在|介于|处于)? *(?P<lower>{NUMBER})(?P<lower_mark>{_MARK}) *(?:[-—~]|至|到) *(?P<upper>{NUMBER})(?P<upper_mark>{_MARK})"
    rf"(?:之间)?(?:的|时)?{_GIVES}"
)
_OTHERS = re.compile(rf" *(?:其[他余](?:情况|的)?|否则){_GIVES}")


@attrs.frozen
class End:
    """One end of an interval: `closed` None where the text does not say whether it belongs to it."""

    value: Fraction
    closed: bool | None


@attrs.frozen
class Row:
    """A clause with an interval (or a word) and points; `text` is what follows the interval."""

    lower: End | None
    upper: End | None
    written: str
    text: str
    figures: tuple[str, ...] = ()
    """The numbers of its ends."""
    is_rest: bool = False
    is_word: bool = False

    @property
    def ends(self) -> tuple[End, ...]:
        return tuple(end for end in (self.lower, self.upper) if end is not None)


def clause_row(clause: str, words: frozenset[str]) -> Row | None:
    folded = fold(clause)
    if match := _OTHERS.match(folded):
        return Row(None, None, "其余", _rest(clause, match), is_rest=True)
    if match := _WORD.match(folded):
        if match.group("word") in words:
            return Row(None, None, match.group("word"), _rest(clause, match), is_word=True)
        return None
    if match := _CHAINED.match(folded):
        ends = [
            (SIGNS[match.group(sign)], match.group(limit).strip())
            for sign, limit in (("sign", "limit"), ("sign2", "limit2"))
        ]
        lower = next((End(_value(at), closed) for (side, closed), at in ends if side == ">"), None)
        upper = next((End(_value(at), closed) for (side, closed), at in ends if side == "<"), None)
        written = clause[match.start("sign") : match.end("limit2")]
        return Row(lower, upper, written, _rest(clause, match))
    if match := _COMPARED.match(folded):
        return _compared_row(clause, match)
    if match := _ONE_END.match(folded):
        marks = match.group("before") + match.group("after")
        end = End(
            _value(match.group("limit")), True if "及" in match.group("word") else _closed(marks)
        )
        above = "上" in match.group("word")
        return Row(
            end if above else None,
            None if above else end,
            clause[match.start("limit") : match.end("after")],
            _rest(clause, match),
            (match.group("limit").strip(),),
        )
    if match := _BRACKETED.match(folded):
        return Row(
            End(_value(match.group("lower")), match.group("open") == "["),
            End(_value(match.group("upper")), match.group("close") == "]"),
            clause[match.start("open") : match.end("close")],
            _rest(clause, match),
        )
    if match := _TWO_ENDS.match(folded):
        return _two_ends_row(clause, match)
    return None


def _compared_row(clause: str, match: "re.Match[str]") -> Row:
    side, closed = SIGNS[match.group("sign")]
    end = End(_value(match.group("limit")), closed)
    return Row(
        end if side in (">", "=") else None,
        end if side in ("<", "=") else None,
        clause[match.start("sign") : match.end("limit")],
        _rest(clause, match),
        (match.group("limit").strip(),),
    )


def _two_ends_row(clause: str, match: "re.Match[str]") -> Row:
    least, most = match.group("lower").strip(), match.group("upper").strip()
    unit = re.sub(r"[\d. ]", "", most)
    if unit and least[-1].isdigit():
        least += unit
    return Row(
        End(_value(least), _closed(match.group("lower_mark"))),
        End(_value(most), _closed(match.group("upper_mark"))),
        "",
        _rest(clause, match),
        (least, most),
    )


def _rest(clause: str, match: "re.Match[str]") -> str:
    return clause[match.start("rest") :].strip().lstrip("，,、 ")


def _value(figure: str) -> Fraction:
    number = re.match(r"[\d.]+", figure)
    assert number is not None
    return Fraction(number.group())


def _closed(mark: str) -> bool | None:
    return None if "含" not in mark else "不含" not in mark
