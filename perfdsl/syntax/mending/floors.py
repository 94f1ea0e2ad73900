"""`最低 0 分`, `扣至 4 分为止`, `minimum 2` behind a rule: how low the points may go, said as the language says it."""

import re
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.numerals import read_numeral
from perfdsl.syntax.mending.ways import Place, Way
from perfdsl.wording import phrase

_POINTS = r"\d+(?:\.\d+)?|[零一二两三四五六七八九十]{1,3}"
_LEFT = r"(?:最多|至多|最低|一直|直)?(?:可|能)?[扣减降]+(?:除|减|分)?(?:得分)?[至到](?:剩下?|剩余|只剩)?|down\s+to"
"""What is left after the deductions."""
_FLOOR = (
    r"(?:本项|该项|此项|本指标|该指标)?(?:的)?(?:得分|分数|分值)?(?:最低|保底|不(?:得|能|应)?[低少]于|不(?:得|能|应)?小于)"
    r"(?:分|得|计|记|为|是|不[低少]于)*+|(?:最少|至少|最小)(?:得|计)分?|(?:with\s+)?(?:a\s+)?(?:minimum(?:\s+of)?|lowest|floor(?:\s+of)?|not\s+below|no\s+lower\s+than)"
)
_EITHER = r"最少|至少|最小|at\s+least"
"""Of a deduction that may be the least that is taken away, or the least that is left."""
_BEHIND = re.compile(
    rf"\s*[,，;；、(（]?\s*(?:但|且|and\s)?\s*(?:(?P<left>{_LEFT})|(?P<floor>{_FLOOR})|(?P<either>{_EITHER}))\s*"
    rf"(?P<points>{_POINTS})\s*(?:分|points?)?\s*(?:为止|为限|封底)?\s*[)）]?(?=\s*[。；;.]?\s*(?:#.*)?$)",
    re.IGNORECASE,
)
_TAKES = re.compile(rf"(?:扣除?|扣减|deduct)\s*(?:{_POINTS}|满分|full\s+marks)[^扣得加]*$")
_GIVES = re.compile(r"(?:得|award)\s*(?P<what>(?:(?!最多|至多|最高|at most|[扣得加]).)+)$")
_HEADING = re.compile(
    r"^\s*(?:(?:[一二三四]级)?指标|总分|section|group|subgroup|topic|indicator|total)\b.*",
    re.MULTILINE | re.IGNORECASE,
)
_HAS_LIMIT = re.compile(r"^\s*(?:下限|lower[ _]limit)\b", re.MULTILINE | re.IGNORECASE)
_WORKED_OUT = re.compile(r"[×*/÷(（]|的\s*\d")


def floors(written: str, place: Place) -> Iterator[Way]:
    """The rule with its floor: that of the indicator behind a deduction, of the formula behind an award."""
    found = _BEHIND.search(written)
    if found is None or place.in_list or re.match(r"\s*-", written):
        return
    before = written[: found.start()]
    points = found["points"]
    value = points if points[0].isdigit() else str(read_numeral(points))
    english = before.isascii()
    given = _GIVES.search(before)
    if _TAKES.search(before) is not None:
        if Fraction(value) == 0 or not _has_limit(place):
            yield from _of_deductions(written, found, value, english=english)
    elif given is not None and found["left"] is None and _WORKED_OUT.search(given["what"]):
        yield _of_formula(given, found, value, english=english)


def _has_limit(place: Place) -> bool:
    """Whether the indicator says already how low its points may go."""
    above = place.file.rfind("\n", 0, place.start)
    begin = max((each.end() for each in _HEADING.finditer(place.file, 0, above + 1)), default=0)
    below = _HEADING.search(place.file, place.start)
    return (
        _HAS_LIMIT.search(place.file, begin, below.start() if below else len(place.file))
        is not None
    )


def _of_deductions(
    written: str, found: re.Match[str], value: str, *, english: bool
) -> Iterator[Way]:
    """`最低 0 分` is what holds anyway; another floor is a line of its own."""
    old = found.group().strip(" \t,，;；、(（")
    if Fraction(value) == 0:
        new = "until zero" if english else "扣完为止"
        text = phrase("「{old}」改为「{new}」", "change 「{old}」 to 「{new}」", old=old, new=new)
        yield Way(((*found.span(), f" {new}" if english else f"，{new}"),), text, blames=True)
    elif found["either"] is None:
        indent = written[: len(written) - len(written.lstrip())]
        new = f"lower limit {value} points" if english else f"下限 {value} 分"
        text = phrase(
            "得分最低到这里的，另起一行写「{new}」",
            "if the score goes no lower, write “{new}” on a line of its own",
            new=new,
        )
        yield Way(((*found.span(), f"\n{indent}{new}"),), text, blames=True)


def _of_formula(given: re.Match[str], found: re.Match[str], value: str, *, english: bool) -> Way:
    """`得 完成率 × 满分，最低 3 分`: the greater of the two."""
    what = given["what"].strip()
    new = f"max({what}, {value})" if english else f"最大({what}, {value} 分)"
    begin = given.start("what")
    text = phrase("写成「{new}」", "write “{new}”", new=new)
    lead = " " if given["what"][:1] in " \t" else ""
    return Way(((begin, found.end(), f"{lead}{new}"),), text, blames=True)
