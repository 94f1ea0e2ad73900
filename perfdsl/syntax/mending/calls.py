"""Functions and value tables as other tools, and people, write them."""

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from perfdsl.syntax.mending.ways import Place, Way, added, replaced
from perfdsl.terms import TERMS
from perfdsl.wording import phrase

_FUNCTIONS = "|".join(
    sorted(
        (word for term in TERMS if term.kind == "function" for word in term.zh),
        key=len,
        reverse=True,
    )
)
_APART = re.compile(
    "|".join(
        rf"\b{word.replace('_', ' +')}(?=\s*[(（])"
        for term in TERMS
        if term.kind == "function"
        for word in term.en
        if "_" in word
    ),
    re.IGNORECASE,
)
"""`weighted average(…)`: the name of a function is one word."""
_COUNTED_IF = re.compile(
    r"(?:COUNTIFS?|计数|条件计数|数量)\s*[(（]\s*(\w+?)[.。](\w+)\s*[,，]\s*(?:true|是|1|\"是\"|“是”)\s*[)）]",
    re.IGNORECASE,
)
_CONDITION = r"([^\s,，()（）\"“”'][^,，()（）\"“”']*?)"
_COUNTED_WHERE = re.compile(
    rf"(?:COUNTIFS?|条件计数)\s*[(（]\s*(\w+)\s*[,，]\s*{_CONDITION}\s*[)）]", re.IGNORECASE
)
_SUMMED_WHERE = re.compile(
    rf"(?:SUMIFS?|条件求和)\s*[(（]\s*(\w+)\s*[,，]\s*{_CONDITION}\s*[,，]\s*(?:\w+[.。])?(\w+)\s*[)）]",
    re.IGNORECASE,
)
"""`COUNTIF(装备, 到位件数 < 计划件数)`, `SUMIF(项目, 已验收, 支出额)`."""
_COUNT_ALL = re.compile(r"(?:COUNTA?|计数)(?=\s*[(（]\s*[^\W\d\0-ÿ]\w*\s*[)）])", re.IGNORECASE)
_WHERE = re.compile(
    r"(?<=[(（])(\w+?)(?:\s*(?:中的|里的|中|里|的|且|并且|当|若|如果)\s*|\s*[,，;；]\s*|\s+)(?=[\w“])"
)
_FIELD_OF = re.compile(r"(?:合计|平均|最大|最小)\s*[(（]\s*(\w+?)(中的|里的|的)(?=\w+\s*[)）])")
_CALLED = re.compile(rf"(?<!\w)({_FUNCTIONS})\s+([\w“”]+\.[\w“”]+|\|?\w+\|?)(?!\w)")
_IF = re.compile(
    r"(?:(?<=\s)|^)(?:得分?\s*[=＝:：]?|[=＝])?\s*(?:IF|如果|若)\s*[(（]\s*((?:[^,，()（）]|[(（][^()（）]*[)）])+?)\s*[,，]\s*([^,，]+?)\s*[,，]\s*(.+?)\s*[)）]\s*$",
    re.I,
)
_BETWEEN = re.compile(r"工作日数[(（]([^()（）,，]+?)\s*(?:至|到|-|~|～|—+)\s*([^()（）,，]+)[)）]")
_SUM_SIGN = re.compile(r"[∑Σ]\s*[(（]?\s*([\w“”]+\.[\w“”]+)\s*[)）]?")
_LOGICAL = re.compile(
    r"(?<!\w)(AND|OR)\s*[(（]((?:[^()（）]++|[(（][^()（）]*+[)）])++)[)）]", re.IGNORECASE
)
_BETWEEN_PARTS = re.compile(r"[,，](?![^()（）]*[)）])")
_EITHER = re.compile(r"或|\|\||(?<!\w)or(?!\w|\s*[(（])", re.IGNORECASE)
_NOTHING_ELSE = (
    re.compile(r"\s*+(?:-\s*+)?(?:当|如果|若|如|when\s|if\s)?\s*+|\s*+(?:定义|define)\s[^=＝]*+[=＝]\s*+", re.I),
    re.compile(
        r"\s*+(?:的|时|则|then\s)?\s*+[,，]?\s*+(?:$|[得扣加计\"“#]|封顶|不适用|不得分|免扣|须说明|一票否决"
        r"|(?:award|deduct|add|cap|not applicable|no points|pardon|must explain|veto)\b)",
        re.I,
    ),
)  # fmt: skip
"""What stands in front of a whole condition, and behind it."""
_MOST_CALLS = 4
_GOES_ON = re.compile(
    r"\s*\n\s*(?:否则|otherwise\b|(?![一二三四]级指标|指标|indicator).*(?:得|award|IF\s*[(（]))",
    re.I,
)
"""What is awarded otherwise is said by the line below."""
_NESTED = re.compile(
    r"(\s*)(?:得分?\s*[=＝:：]?|[=＝])?\s*(?=IF\s*[(（].*IF\s*[(（])(.+?)\s*$", re.I
)
_STEP = re.compile(
    r"\s*IF\s*[(（]\s*(?P<quantity>[\w“”]+)\s*(?:>=|≥)\s*(?P<bound>\d+(?:\.\d+)?\s*[%％]?)\s*[,，]\s*(?P<points>[\d.]+)\s*分?\s*[,，]",
    re.I,
)
_CASE = re.compile(
    r"\s*IF\s*[(（]\s*+(?P<condition>(?:[^,，()（）]|[(（][^()（）]*[)）])+?)\s*[,，]\s*(?P<points>[\d.]+)\s*分?\s*[,，]",
    re.I,
)
_ORDER = re.compile(r"\s*([\w“”]+)\s*([<>]=?|[≤≥])\s*(\d+(?:\.\d+)?)\s*[%％]?\s*")
_REST = re.compile(r"\s*([\d.]+)\s*分?\s*([)）]+)")
_LEAST_NESTED = 2
_TEXT = re.compile('["“”](.*)["“”]')
_TABLE = re.compile(r".*[=＝]\s*(?:按|by)\s+\S+\s+(?:取|take)\s+(?P<entries>.+)$")
_TABLE_BARE = re.compile(
    r".*[=＝]\s*(?P<by>(?:按|by)\s+)?(?P<of>[^\s,，]+)\s+(?P<take>取\s+)?(?=\S+\s+\d[\d.]*%?\s*[,，])"
)
_ENTRY_SIGN = re.compile(r"(?<=[^\W\d])\s*(?:[:：=＝]|->|→|为|是)\s*(?=[\d满])")
_ENTRY_END = re.compile(r"(?<=[\d%分元])\s*[;；、/|]\s*(?=[^\W\d])|(?<=[\d%分元])\s+(?=[^\W\d])")


def calls(written: str, place: Place) -> Iterator[Way]:
    """`COUNTIF(项目.已验收, true)`, `合计 项目.支出额`, `数量(项目中 已验收)`."""
    apart = tuple(
        (*match.span(), re.sub(" +", "_", match.group())) for match in _APART.finditer(written)
    )
    if apart:
        old, new = written[apart[0][0] : apart[0][1]], apart[0][2]
        said = phrase("「{old}」写成「{new}」", "write 「{new}」 for 「{old}」", old=old, new=new)
        yield Way(apart, said, blames=True)
    changes = [
        (*match.span(), f"数量({match.group(1)} 其中 {match.group(2)})")
        for match in _COUNTED_IF.finditer(written)
    ]
    changes += [
        (*match.span(), f"数量({match.group(1)} 其中 {match.group(2)})")
        for match in _COUNTED_WHERE.finditer(written)
        if match.group(1) in place.names
    ]
    changes += [
        (*match.span(), f"合计({match.group(1)}.{match.group(3)} 其中 {match.group(2)})")
        for match in _SUMMED_WHERE.finditer(written)
        if match.group(1) in place.names
    ]
    if changes:
        changes += [(*match.span(), "数量") for match in _COUNT_ALL.finditer(written)]
        first = changes[0]
        old, new = written[first[0] : first[1]], first[2]
        said = phrase("「{old}」写成「{new}」", "write 「{new}」 for 「{old}」", old=old, new=new)
        yield Way(tuple(sorted(changes)), said)
    for match in _WHERE.finditer(written):
        if match.group(1) in place.names and "数量" in written[: match.start()]:
            end = match.end(1)
            said = phrase("条件前面写「其中」", "write “where” before the condition")
            yield Way(((end, match.end(), " 其中 "),), said)
    for match in _BETWEEN.finditer(written):
        yield replaced(*match.span(), match.group(), f"工作日数({match[1]}, {match[2]})")
    for match in _SUM_SIGN.finditer(written):
        yield replaced(*match.span(), match.group(), f"合计({match.group(1)})", blames=True)
    for match in _FIELD_OF.finditer(written):
        if match.group(1) in place.names:
            yield replaced(*match.span(2), match.group(2), ".")
    for match in _CALLED.finditer(written):
        yield replaced(*match.span(), match.group(), f"{match.group(1)}({match.group(2)})")
    yield from _logical(written)
    yield from _nested(written)
    yield from _cases(written)
    yield from _if_called(written, place.file[place.start + len(written) :])


def _if_called(written: str, below: str) -> Iterator[Way]:
    """`得 IF(执行率>=90%, 100, 0)`: what is awarded otherwise is said; of a deduction it is nothing."""
    found = _IF.search(written)
    if found is None:
        return
    condition, first_points, second_points = found.groups()
    indent = written[: len(written) - len(written.lstrip())]
    effect, otherwise = _effect(first_points), _effect(second_points)
    if effect is None or otherwise is None:
        return
    new = f"{_without_calls(condition)} {effect}"
    said = phrase("条件写在「得」「扣」前面", "write the condition before the points")
    is_nought = re.fullmatch(r"0(?:\.0+)?\s*分?", second_points) is not None
    is_said = effect.startswith("扣") or _GOES_ON.match(below) is not None
    if not (is_nought and is_said) and otherwise:
        if effect.startswith("扣"):
            return  # what is awarded otherwise has no award before it
        new += f"\n{indent}否则 {otherwise}"
        said = phrase(
            "分成「得」和「否则 得」两行", "write `award` and `otherwise award` on two lines"
        )
    begin = found.start() + len(found.group()) - len(found.group().lstrip())
    yield Way(((begin, found.end(), new),), said)


def _logical(written: str) -> Iterator[Way]:
    """`AND(甲, OR(乙, 丙))`: what belongs together stays so, in brackets where it needs them."""
    first = _LOGICAL.search(written)
    if first is None:
        return
    text = _without_calls(written)
    pairs = zip(reversed(written), reversed(text), strict=False)
    behind = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    begin, end = first.start(), max(len(written) - behind, first.end())
    new = text[begin : len(text) - (len(written) - end)]
    yield replaced(begin, end, written[begin:end], new, blames=True)


def _without_calls(text: str) -> str:
    for _ in range(_MOST_CALLS):
        match = _LOGICAL.search(text)
        if match is None:
            break
        text = text[: match.start()] + _parts_joined(text, match) + text[match.end() :]
    return text


def _parts_joined(text: str, match: "re.Match[str]") -> str:
    words = (" and ", " or ") if text.isascii() else (" 且 ", " 或 ")
    is_both = match[1].upper() == "AND"
    parts = [part.strip() for part in _BETWEEN_PARTS.split(match[2])]
    if is_both:
        parts = [f"({part})" if _EITHER.search(part) else part for part in parts]
    before, behind = _NOTHING_ELSE
    is_whole = before.fullmatch(text, 0, match.start()) and behind.match(text, match.end())
    joined = words[0 if is_both else 1].join(parts)
    return joined if is_whole or len(parts) == 1 else f"({joined})"


def _nested(written: str) -> Iterator[Way]:
    """`=IF(率>=90%,10,IF(率>=80%,8,0))` is a table of bands."""
    match = _NESTED.match(written)
    if match is None:
        return
    indent, text = match.group(1), match.group(2)
    bounds: list[tuple[str, str]] = []
    quantity = ""
    while (step := _STEP.match(text)) is not None:
        if quantity not in ("", step["quantity"]):
            return
        quantity = step["quantity"]
        bounds.append((step["bound"], step["points"]))
        text = text[step.end() :]
    rest = _REST.fullmatch(text)
    if rest is None or len(bounds) < _LEAST_NESTED or len(rest[2]) != len(bounds):
        return
    values = [Fraction(bound.rstrip("%％ ")) for bound, _ in bounds]
    units = {bound[-1:] in "%％" for bound, _ in bounds}
    if len(units) > 1 or any(upper <= lower for upper, lower in itertools.pairwise(values)):
        return  # the first that holds counts: the others are never reached
    first, points = bounds[0]
    rows = [f"- >= {first} 得 {points} 分"]
    for (upper, _), (lower, points) in itertools.pairwise(bounds):
        rows.append(f"- {lower}(含) 至 {upper}(不含) 得 {points} 分")
    rows.append(f"- < {bounds[-1][0]} 得 {rest[1]} 分")
    new = f"按 {quantity} 分档\n{indent}" + f"\n{indent}".join(rows)
    said = phrase("写成「按 {name} 分档」", "write it as bands by {name}", name=quantity)
    yield Way(((len(indent), len(written.rstrip()), new),), said)


def _cases(written: str) -> Iterator[Way]:
    """`=IF(率>90%,10,IF(已公开,8,0))`: of rules that award points the first that holds counts."""
    match = _NESTED.match(written)
    if match is None:
        return
    indent, text = match.group(1), match.group(2)
    rules: list[str] = []
    conditions: list[str] = []
    while (case := _CASE.match(text)) is not None:
        conditions.append(case["condition"])
        rules.append(f"{_without_calls(case['condition'])} 得 {case['points']} 分")
        text = text[case.end() :]
    rest = _REST.fullmatch(text)
    if rest is None or len(rules) < _LEAST_NESTED or len(rest[2]) != len(rules):
        return
    if _are_unordered(conditions):
        return  # the first that holds counts: the others are never reached
    rules.append(f"否则 得 {rest[1]} 分")
    said = phrase("每种情况写一行", "write one line for each case")
    yield Way(((len(indent), len(written.rstrip()), f"\n{indent}".join(rules)),), said)


def _are_unordered(conditions: list[str]) -> bool:
    """Whether they hold one quantity against limits that get wider where they should get narrower, or the reverse."""
    found = [_ORDER.fullmatch(each) for each in conditions]
    limits = [each for each in found if each is not None]
    if len(limits) < len(found) or len({(each[1], each[2][0] in ">≥") for each in limits}) > 1:
        return False
    values = [Fraction(each[3]) for each in limits]
    steps = list(itertools.pairwise(values))
    falls = limits[0][2][0] in ">≥"
    return not all(first > second if falls else first < second for first, second in steps)


def _effect(points: str) -> str | None:
    """What a formula gives, as points won or lost; "" for no text, None where that is not seen."""
    said = _TEXT.fullmatch(points.strip())
    if said is not None:
        return "" if not said[1] else _said_effect(said[1])
    if re.search(r"[*×]\s*[-－]", points):
        return None
    loss = re.fullmatch(r"[-－]\s*([\d.]+)\s*分?", points)
    word, written = ("扣", loss[1]) if loss is not None else ("得", points)
    return f"{word} {written} 分" if written[-1:].isdigit() else f"{word} {written}"


def _said_effect(text: str) -> str | None:
    """`"扣2分"`, `"满分"`, `"不得分"`."""
    points = re.fullmatch(r"\s*([得扣])\s*(\d+(?:\.\d+)?|满分)\s*分?\s*", text)
    if points is not None:
        unit = " 分" if points[2][-1].isdigit() else ""
        return f"{points[1]} {points[2]}{unit}"
    return {"满分": "得 满分", "不得分": "得 0 分", "0分": "得 0 分"}.get(text.strip())


def tables(written: str) -> Iterator[Way]:
    """`按 区域 取 东部:100%；中部:90%`: the words and their values."""
    bare = _TABLE_BARE.match(written)
    if bare is not None and not bare.group("by"):
        yield added(bare.start("of"), "按 ")
    if bare is not None and not bare.group("take"):
        yield added(bare.end("of"), " 取")
    table = _TABLE.match(written)
    if table is None:
        return
    begin = table.start("entries")
    signs = [(*match.span(), " ") for match in _ENTRY_SIGN.finditer(written, begin)]
    ends = [(*match.span(), ", ") for match in _ENTRY_END.finditer(written, begin)]
    for changes in (signs, ends, sorted(signs + ends)):
        if changes:
            said = phrase("写成「词 数, 词 数」", "write the entries as “word number, word number”")
            yield Way(tuple(changes), said)
