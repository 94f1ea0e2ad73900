"""Paragraphs as they are published whose form the language does not have, and the lines they stand for.

Items counted with ①②③ become a checklist, `得分=X×10分，超过100%的按100%计算` the lesser of X and 100%, and notes
in brackets are left out. A person has to confirm it.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations

import attrs

from perfdsl.syntax.folding import fold
from perfdsl.syntax.lines import RUN

_POINTS = r"\d+(?:\.\d+)?"
_ORDINAL = re.compile(
    r"[\u2460-\u249b]|(?:(?<=[;。,:\n ])|^)(?:\(\d{1,2}\)|\d{1,2}[.,)](?!\d))|(?:(?<=\n)|^) *[-·●○▪■◆](?= *[^\W\d])"
)
_OWN_POINTS = re.compile(
    rf"^(?P<item>.+?)(?:的|时)?[, :]*(?:(?P<word>得|计|记|扣)? *(?P<points>{_POINTS}) *分|\( *(?P<noted>{_POINTS}) *分 *\))$"
)
NOT_GIVEN = re.compile(r"(?:扣除?|减[去少]?|罚|[-－−]|最[多高低少]|至[多少]|上限|下限|封顶) *$")
"""Before a number of points: what it says of them is not that they are given."""
_LEAD = re.compile(r"(?:[^,;。\d]{0,16}[:,]|逐项|评价要点|考核内容)? *$")
_COUNTED = r"[一1] *[项个条件点处]"
_UNMET = r"(?:不符合|不满足|不具备|未落实|未完成|未达到|未做到|未实现|不达标|没有|缺失|不符)(?:要求|规定|标准|条件)?"
MISSING = re.compile(
    rf"(?:(?:其余|其他|以上|上述)?(?:[一二两三四五六七八九十\d]{{1,2}}项|各项|所列)?(?:要点|各项|内容|要求|制度|材料)?(?:中|里|当中)?,? *)?(?:每?缺少? *{_COUNTED}|每少 *{_COUNTED}|每?有? *{_COUNTED} *{_UNMET}|每违反 *{_COUNTED}|每不符合 *{_COUNTED})(?:内容|要求)?(?:的|时|,| )*(?=扣)"
)
"""`每缺一项`, `每有一项不符合的，`: for each item that is missing."""
_MET = re.compile(
    rf"(?:每(?:符合|具备|满足|达到|完成|做到|实现|落实|有) *{_COUNTED}|每项|每{_COUNTED})(?:的|时|,| )*(?:得|计|记)? *(?={_POINTS})"
)
_ALL_MET = re.compile(
    rf" *[,;]? *(?:[一二两三四五六七八九十\d]+项)?(?:全部|都|均|全)(?:符合|具备|满足|达到|完成|做到|实现|落实|有)?(?:要求|的|时)*,? *[得计记](?:满分|(?P<points>{_POINTS}) *分)"
)
_NO_LIST = re.compile(
    r"[,;:]|否则|其[他余]|^(?:本|该|此)项|[最至][多高低少]|共计?$|合计|总分|每|不得|不计|[扣减]|且|或|^(?:较|基本|大?部分|全部|完全|[未不])"
)
"""What is no item beside others that may hold as well: the rest, a step, one grade of several."""
_GRADE = re.compile("优秀?|良好?|中等?|一般|较?差|合格|不合格|及格|不及格|[好高低]")
_DEGREE = re.compile("比?较为?|基本|大?部分|全部|完全|不够?|未|欠|非常|十分")
_RANK = re.compile(
    r"第?[一二两三四五六七八九十甲乙丙丁A-Da-d] *(?:等奖?|级|名|类|档次?|位|等次|流)|(?:特等|优胜|优秀|鼓励|入围|提名)奖|[金银铜][奖牌]|[冠亚季]军|前[一二两三四五六七八九十]+名?"
)
"""What tells one prize or rank from the others: of several, one is reached."""
_SEAT = re.compile(r"(?:国家|省部|部省|自治区|[省部市州县区乡镇村])级?(?!\w*资金)")
_HONOR = re.compile("奖|表彰|表扬|荣誉|称号|示范|先进|批示|通报|推广|获|评[为选]|试点")
"""By whom: of honors the highest counts; other things may be there from several."""
_SHORTEST, _MOST_ITEMS = 2, 20
_EFFECT_END = re.compile(rf" *扣? *{_POINTS} *分?")
_NO_ITEM = re.compile(r"[\d<>=≥≤≠%「」\"“”]|[+*/|]")
_CAPPED = re.compile(
    r"(?P<head>(?:.*?[,的])?) *(?P<word>(?:本项|该项|此项|本指标|该指标)?(?:得分 *[=:]|得)) *(?P<formula>[^,;。]+?) *[,;。] *"
    r"(?P<named>[^,;。<>=\d]*?) *(?:超过|大于|高于|超出|>) *(?P<limit>\d+ *%)(?:以上)?(?:的|时|部分)?,? *(?:均|都)?(?:按照?|以) *(?P<again>\d+ *%)"
    r"(?:来?计算|来?计分|核算|计|算)?(?:得分)?(?P<rest>[,;。].*)?$"
)
_SHARE = re.compile(rf"(?P<ratio>.+?) *\* *(?P<points>{_POINTS} *分?|满分)$")
_SHARE_TURNED = re.compile(rf"(?P<points>{_POINTS} *分?|满分) *\* *(?P<ratio>[^*/]+)$")
_NOTE = re.compile(r"(?<! ) *+\((?P<note>[^()\d<>=+*/%,]{1,24})\)")
_CHANGES_A_RULE = (
    r"不扣|不得|不能|不可|不计|不予|不再|不适用|不在此|减半|减轻|减按|减扣|减免|酌情|酌减|从轻|从重|加倍|翻倍|加重|[再另]扣|[再另]加|累计"
    r"|\b(?:if|when|where|unless|only|except)\b|仅限|只限|仅对|只对|仅适用|限于|适用于|连续|同时|除外|例外|否决|(?:减|按|至)\D{0,3}\d+\s*分"
)
"""A remark with one of these words says when the rule holds, or for how much; it is none that can go."""
_CHANGED = re.compile(_CHANGES_A_RULE)
_NOT_A_NOTE = re.compile(
    r"含|包|免|不足|^(?![红黄绿蓝橙]$)不?\w?$|未满|不满|inclusive|exclusive|incl|excl|only|unless|except|"
    + _CHANGES_A_RULE,
    re.IGNORECASE,
)
_LONGEST = 2_000


@attrs.frozen
class Item:
    """One item of a checklist: its condition as it is written in a row, and the name it declares, if any."""

    condition: str
    points: str
    undeclared: str


@attrs.frozen
class Rewritten:
    """The lines a paragraph stands for, and the names that are to be declared for them."""

    lines: tuple[str, ...]
    undeclared: tuple[str, ...] = ()


def as_checklist(
    text: str, condition_of: Callable[[str], tuple[str, str]], *, in_list: bool = False
) -> Rewritten | None:
    """`①…；②…。每缺一项扣1分` as `逐项 缺一 扣 1 分` and rows; only the rows with `in_list`.

    `condition_of` gives an item as a condition, and the name it needs declared.
    """
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    marks = list(_ORDINAL.finditer(folded))
    if not marks or (len(marks) < 2 and not in_list):
        return None
    if _LEAD.fullmatch(folded[: marks[0].start()].strip()) is None:
        return None
    ends = [mark.start() for mark in marks[1:]]
    parts = [text[mark.end() : end] for mark, end in zip(marks, [*ends, len(text)], strict=True)]
    parts[-1], rest = _last(parts[-1])
    items = []
    words = set()
    for part in parts:
        item = part.strip(" \t\u3000\n；;。，,、")
        own = _OWN_POINTS.match(fold(item))
        points = ""
        if own is not None:
            points = own.group("points") or own.group("noted")
            words.add("扣" if own.group("word") == "扣" else "得")
            item = item[: own.end("item")]
        item = item.strip(" \t\u3000；;。，,、的")
        if not item or _NO_ITEM.search(fold(item)) or re.search("[;。]", fold(item)):
            return None
        if NOT_GIVEN.search(item) or (in_list and _goes_on(item, condition_of)):
            return None
        items.append(Item(*_swapped(condition_of(item), points)))
    opening, rest = _opening(rest, items, words)
    is_told = in_list or opening != "逐项 得" or "逐项" in folded
    if not is_told and exclude_each_other([item.condition for item in items]):
        return None
    if in_list:
        if rest or opening not in ("", "逐项 得", "逐项 扣"):
            return None
        opening = ""
    elif not opening:
        return None
    word = "扣" if words == {"扣"} else "得"
    rows = [
        f"- {item.condition}" + (f" {word} {item.points} 分" if item.points else "")
        for item in items
    ]
    undeclared = tuple(dict.fromkeys(item.undeclared for item in items if item.undeclared))
    return Rewritten((*((opening,) if opening else ()), *rows, *rest), undeclared)


def _goes_on(item: str, condition_of: Callable[[str], tuple[str, str]]) -> bool:
    """Whether something is said of a name that is declared: `有管理制度 缺一项`."""
    name, *more = item.split()
    return bool(more) and not condition_of(name)[1]


def _swapped(said: tuple[str, str], points: str) -> tuple[str, str, str]:
    return said[0], points, said[1]


def _last(text: str) -> tuple[str, list[str]]:
    """The last item, and the sentences behind it."""
    parts = [part.strip() for part in re.split(r"[；;。\n]", text) if part.strip()]
    if not parts:
        return "", []
    return parts[0], parts[1:]


def _opening(
    sentences: Sequence[str], items: Sequence[Item], words: set[str]
) -> tuple[str, list[str]]:
    """The line above the rows, and the sentences that are no part of it."""
    rest = list(sentences)
    for index, each in enumerate(rest):
        sentence = each.lstrip(" ，,、")
        folded = fold(sentence)
        for pattern, written in ((MISSING, "逐项 缺一 "), (_MET, "逐项 得 ")):
            match = pattern.match(folded)
            amount = _EFFECT_END.match(folded, match.end()) if match is not None else None
            if match is None or amount is None:
                continue
            behind = _without_all_met(sentence[amount.end() :], folded[match.end() :], len(items))
            figure = re.sub(r"^扣 *", "扣 ", sentence[match.end() : amount.end()].strip())
            figure = re.sub(rf"({_POINTS}) *分?$", r"\1 分", figure)
            return written + figure + behind.rstrip(), rest[:index] + rest[index + 1 :]
    if all(item.points for item in items) and len(words) == 1:
        return f"逐项 {min(words)}", rest
    return "", rest


def _without_all_met(behind: str, amount: str, count: int) -> str:
    """`，全部符合得6分` says nothing new behind 2 points for each of three."""
    match = _ALL_MET.match(fold(behind))
    each = re.search(_POINTS, amount)
    if match is None or each is None:
        return behind
    given = match["points"]
    if given is not None and Fraction(given) != Fraction(each.group()) * count:
        return behind
    return behind[match.end() :]


def as_items(text: str) -> list[tuple[str, str, str]] | None:
    """`有制度得2分；有记录得2分`: each item, its points, and whether 得 is said; None if it is no such line."""
    folded = fold(text).strip().rstrip(";。,")
    if len(folded) > _LONGEST or _ORDINAL.search(folded):
        return None
    parts = [
        part
        for part in re.split(r"[;。]|,(?=[^,;。]*?[^,;。得计记\s]{2}[^,;。]*分)", folded)
        if part.strip()
    ]
    found = []
    for part in parts:
        own = _OWN_POINTS.match(part.strip())
        if own is None or own["word"] == "扣":
            return None
        item = own["item"].strip(" ,的")
        if len(item) < _SHORTEST or _NO_ITEM.search(item) or _NO_LIST.search(item):
            return None
        found.append((item, own["points"] or own["noted"], own["word"] or ""))
    are_grades = exclude_each_other([item for item, _, _ in found])
    are_grades = are_grades or any(Fraction(points) == 0 for _, points, _ in found)
    return found if len(found) > 1 and not are_grades else None


def exclude_each_other(items: Sequence[str]) -> bool:
    """Whether two of them are one thing to another degree, or other ranks of it: they do not add up."""
    if any(_GRADE.fullmatch(item) for item in items):
        return True
    return any(one in other for one, other in permutations(map(_graded, items[:_MOST_ITEMS]), 2))


def _graded(item: str) -> str:
    """The item without what says how far it goes: which degree, which rank."""
    rank = _RANK.sub("", item)
    if re.fullmatch(rf"(?:{_SEAT.pattern})+", rank) or _HONOR.search(rank):
        rank = _SEAT.sub("", rank)
    return _DEGREE.sub("", rank)


def with_limit(text: str, names: frozenset[str]) -> Rewritten | None:
    """`得分=X×10分，超过100%的按100%计算` as `得 最小(X, 100%)×10分`."""
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    match = _CAPPED.fullmatch(folded.strip())
    if match is None:
        return None
    text = text.strip()
    limit = match.group("limit").replace(" ", "")
    if limit != match.group("again").replace(" ", ""):
        return None
    formula = match.group("formula")
    share = _SHARE.fullmatch(formula) or _SHARE_TURNED.fullmatch(formula)
    if share is None or _adds(share.group("ratio")):
        return None
    start = match.start("formula")
    ratio = text[start + share.start("ratio") : start + share.end("ratio")].strip()
    points = text[start + share.start("points") : start + share.end("points")]
    named = match.group("named").strip().translate(dict.fromkeys(map(ord, '“”"「」')))
    plain = fold(ratio).translate(dict.fromkeys(map(ord, '“”"「」')))
    if named and named != plain and plain in names and named not in ("实际", "比例"):
        return None
    head = text[: match.end("head")].strip()
    lines = [f"{head} 得 最小({ratio}, {limit})×{points}".strip()]
    rest = text[match.start("rest") :] if match.group("rest") else ""
    lines += [part.strip() for part in re.split("[；;。]", rest) if part.strip(" ，,")]
    return Rewritten(tuple(lines))


def _adds(text: str) -> bool:
    """Whether a sum or difference stands outside brackets."""
    depth = 0
    for sign in text:
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign in "+-" and not depth:
            return True
    return depth != 0


def changes_a_rule(text: str, names: frozenset[str]) -> bool:
    """Whether a remark says more than a remark may: when a rule holds, for how much, or what of."""
    return _CHANGED.search(text) is not None or any(name in text for name in names)


def notes_in(text: str, names: frozenset[str]) -> list[tuple[int, int]]:
    """Where notes like `（绿）` stand; none that could be an end of an interval, a call or a condition."""
    folded = fold(text)
    found = []
    for match in _NOTE.finditer(folded):
        note = match.group("note").strip()
        before = folded[: match.start()]
        run = RUN.search(before[-1:]) if before else None
        if not before or _NOT_A_NOTE.search(note) or any(name in note for name in names):
            continue
        if run is not None and re.search(
            r"(?:最大|最小|平均|合计|数量|取整|五入|绝对值|工作日数|非|且|或)$", before
        ):
            continue
        if re.search(r"[(+\-*/=<>,≥≤]$", before):
            continue
        found.append(match.span())
    return found


def without(text: str, places: Sequence[tuple[int, int]]) -> str:
    """`text` without these characters."""
    for start, end in reversed(places):
        text = text[:start] + text[end:]
    return text
