"""What a way out tells of the mistake, whatever it was that could not be read: a sign, a name, a unit, a limit."""

import re
from unicodedata import normalize

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as codes
from perfdsl.codes import types as type_codes
from perfdsl.syntax.mending.certain import compared_with, is_unit_added
from perfdsl.syntax.mending.characters import is_compatible, is_unseen
from perfdsl.syntax.mending.programs import TYPED_BARS
from perfdsl.syntax.mending.ways import Place, Way, masked
from perfdsl.syntax.slip import Slip
from perfdsl.terms import KEYWORD_IDS
from perfdsl.wording import Words

CALLED = re.compile(r"\w+(?=\s*[(（])")
_FORMULA = re.compile(r"\s*(?:得|award)?\s*[=＝]?\s*(IFS?|AND|OR|NOT)\s*[(（]", re.IGNORECASE)
"""What a spreadsheet has and this language says in words."""
_POINTS = frozenset("。·•．、")
"""Signs typed for the point between a list and its field."""
_CAPPED = re.compile(
    r"(?P<word>不得?(?:超过|高于|大于|多于)|控制在|≤|<=|not (?:to )?exceed(?:ing)?|no more than)"
    r"\s*(?P<points>\d+(?:\.\d+)?)\s*(?:分|points?)?",
    re.IGNORECASE,
)
_LIMITED = re.compile(r"(?:最多|封顶|at most|cap)\s*(\d+(?:\.\d+)?)", re.IGNORECASE)
_JUDGED = re.compile(r"\s*(?:[得扣加]\s*)?(?:人工|judged)\s*\d")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_FIGURES_BEFORE = re.compile(r"\d[\d,]*(?:\.\d+)?\s*$")
_MONEY = ("金额", "money")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年度?(?:的)?")
_NAMED = re.compile(r"\s*(?:事实|定义|fact|define)\s+$", re.IGNORECASE)


def told_cause(way: Way, written: str, place: Place) -> Slip | None:
    """What the way out itself tells of the mistake; None where it tells nothing."""
    return (
        _of_a_call(way, written, place)
        or _of_a_sign(way, written, place)
        or _of_a_limit(way, written, place)
        or _of_an_amount(way, written, place)
        or _of_a_year(way, written, place)
        or _said_twice(way, written, place)
        or _of_a_name(way, written, place)
    )


def _of_a_call(way: Way, written: str, place: Place) -> Slip | None:
    """`IF(x > 100%, 100%, x)`, `AND(a, b)`."""
    begin, end, replacement = way.changes[0]
    function = CALLED.match(written[begin:end])
    formula = _FORMULA.match(written[begin:end])
    if function is not None and replacement.startswith(("最小(", "最大(", "min(", "max(")):
        first, last = function.span()
    elif formula is not None and _FORMULA.match(replacement) is None:
        first, last = formula.span(1)
    else:
        return None
    name = written[begin + first : begin + last]
    start = place.start + begin
    return Slip(name_codes.UNKNOWN_FUNCTION, start + first, start + last, name=name)


def _of_a_sign(way: Way, written: str, place: Place) -> Slip | None:
    """A bar that is missing, a sign that cannot be seen or only looks like the right one."""
    begin, end, replacement = way.changes[0]
    found = written[begin:end].strip()
    start, stop = place.start + begin, place.start + end
    bar = re.search("[|｜]", written)
    if bar is not None and replacement in ("|", "｜") and (begin == end or found in TYPED_BARS):
        at = place.start + bar.start()
        return Slip(codes.BRACKET_UNCLOSED, at, at + 1, found=bar.group())
    unseen = written[begin:end]
    if unseen and all(is_unseen(sign) for sign in unseen):
        number = f"U+{ord(unseen[0]):04X}"
        shown = Words(f"看不见的字符 {number}", f"invisible character {number}")
        return Slip(codes.CHARACTER_UNKNOWN, start, stop, found=shown)
    is_plain = len(found) == 1 and normalize("NFKC", found) == replacement.strip() != found
    is_point = found in _POINTS and replacement == "."
    if is_plain or is_point or is_compatible(found) or found == "丨":
        return Slip(codes.CHARACTER_UNKNOWN, start, stop, found=found)
    point = re.fullmatch(r"\d+([。，、·])\d+", found)
    if point is not None:
        at = start + point.start(1)
        return Slip(codes.CHARACTER_UNKNOWN, at, at + 1, found=point.group(1))
    if found in ("x", "X") and replacement.strip() in ("×", "*"):
        at = start + written[begin:end].index(found)
        meant = Words(replacement.strip(), replacement.strip())
        return Slip(codes.UNEXPECTED, at, at + 1, found=found, expected=meant)
    return None


def _of_a_limit(way: Way, written: str, place: Place) -> Slip | None:
    """`扣 1 分，不超过 4 分`, `得 4-7 分 步长 0.5`."""
    begin, end, replacement = way.changes[0]
    plain = masked(written)
    said = _LIMITED.search(f"{replacement}{plain[end:]}")
    is_new = said is not None and said.start() < len(replacement)
    if said is not None and is_new and _LIMITED.search(plain, begin, end) is None:
        capped = [each for each in _CAPPED.finditer(plain, begin) if each.start() < end]
        if capped and capped[-1]["points"] == said[1]:
            first, last = (place.start + at for at in capped[-1].span("word"))
            points = written[slice(capped[-1].start("points"), capped[-1].end())]
            return Slip(codes.CAP_WORD, first, last, found=capped[-1]["word"], points=points)
    if _JUDGED.match(replacement) is not None and "人工" not in written[begin:end]:
        numbers = list(_NUMBERS.finditer(written, begin, end))
        if len(numbers) == 2:
            first, last = place.start + numbers[0].start(), place.start + numbers[1].end()
            found = written[numbers[0].start() : numbers[1].end()]
            return Slip(codes.POINTS_RANGE, first, last, found=found)
    return None


def _of_an_amount(way: Way, written: str, place: Place) -> Slip | None:
    """`支出数 > 500万`."""
    begin, end, replacement = way.changes[0]
    old = written[begin:end].strip().rstrip("的")
    if not old or not is_unit_added(old, replacement.strip()):
        return None
    figures = _FIGURES_BEFORE.search(written[:begin]) if not old[0].isdigit() else None
    first = figures.start() if figures is not None else begin + written[begin:end].index(old)
    number = written[first:end].strip().rstrip("的")
    money, type_ = compared_with(written[:first], place)
    if type_ not in _MONEY or not number[0].isdigit():
        return None
    start = place.start + first
    return Slip(type_codes.MONEY_NEEDS_UNIT, start, start + len(number), money=money, number=number)


def _of_a_year(way: Way, written: str, place: Place) -> Slip | None:
    """`实训课时 < 2022年实训课时`."""
    begin, end, replacement = way.changes[0]
    found = written[begin:end].strip()
    if _YEAR.fullmatch(found) is None or not replacement.strip().startswith(("上年", "last_year")):
        return None
    start = place.start + written.index(found, begin)
    meant = Words("「上年.」", "“last_year.”")
    return Slip(codes.UNEXPECTED, start, start + len(found), found=found, expected=meant)


def _said_twice(way: Way, written: str, place: Place) -> Slip | None:
    """`扣 扣 2 分`."""
    begin, end, replacement = way.changes[0]
    found = written[begin:end].strip()
    if replacement.strip() or found not in KEYWORD_IDS:
        return None
    if written[end:].lstrip().startswith(found):
        first = written.index(found, end)
    elif written[:begin].rstrip().endswith(found):
        first = written.index(found, begin)
    else:
        return None
    start = place.start + first
    return Slip(codes.SAID_TWICE, start, start + len(found), found=found)


def _of_a_name(way: Way, written: str, place: Place) -> Slip | None:
    """A name nobody declared, or one with a space in it where it is declared."""
    begin, end, replacement = way.changes[0]
    found = written[begin:end].strip()
    if replacement not in place.names or replacement == found or not found:
        return None
    start, stop = place.start + begin, place.start + end
    if _NAMED.match(written[:begin]) is not None and "".join(found.split()) == replacement:
        return Slip(codes.NAME_SYMBOL, start, stop, found=found)
    return Slip(name_codes.UNDECLARED_NAME, start, stop, name=found)
