"""Words in a remark behind a number or a word that change it, take it back, or say that it holds in part only.

One table; what an answer is worth with such a remark beside it nobody can say for certain.
"""

import re
from collections.abc import Iterable

_IN_PART = "但|然而|不过|虽|却|除|部分|基本|大部|大体|大多|多数|少数|个别|一半|半数|其余|其他|其它|有的|一些|例外|之外|以外|只|仅"
_LATE = "逾期|超期|延|迟|晚"
_NOT_YET = "拟|将|计划|预计|正在|待|尚|应(?!急)|若|如(?!期|实)|或"
_DENIED = "不|未|没|非|否|缺|漏"
_TAKEN_BACK = "取消|撤|废(?!水|气|物|旧)|注销|吊销|停(?!车)|终止|中止|解除|收回|失效|退回|拆(?!迁)"
_CHANGED = "原(?!因|则|始|件|料)|后(?!勤|续|附|台)|实际|实为|应为|(?<!整)改(?!革|造|善|扩|建)|调[整增减低高]|降(?!水|雨|温)|更正"
_OTHER_AMOUNT = "另|左右|以上|以下|[多余几半]|约|[减增]"
_IN_ENGLISH = (
    r"\b(?:but|except\w*|exclud\w*|excl|less|minus|plus|without|not|no|never|none|only|part\w*|most\w*|some|almost|nearly|about"
    r"|approx\w*|over|under|more|before|after|later|late|until|unless|if|however|though|pending|draft\w*|provisional\w*"
    r"|estimate\w*|preliminary|adjust\w*|revis\w*|correct\w*|chang\w*|origin\w*|former\w*|previous\w*|actual\w*|reduc\w*"
    r"|lower\w*|rais\w*|increas\w*|decreas\w*|downgrad\w*|upgrad\w*|cancel\w*|withdr\w*|revok\w*|repeal\w*|suspend\w*|terminat\w*"
    r"|abolish\w*|clos\w*|remov\w*|expir\w*|of which|including|incl)\b|n't"
)
TAKEN_BACK = re.compile(_TAKEN_BACK)
_ABOUT_A_NUMBER = re.compile(
    f"但|除|之外|以外|尚|待|不|未|没|{_TAKEN_BACK}|{_CHANGED}|{_OTHER_AMOUNT}|{_IN_ENGLISH}|\\bwas\\b|\\bwere\\b",
    re.IGNORECASE,
)
_ABOUT_A_WORD = re.compile(
    f"{_IN_PART}|{_DENIED}|无|尚|待|{_TAKEN_BACK}|{_CHANGED}|{_IN_ENGLISH}", re.IGNORECASE
)
_ABOUT_YES_OR_NO = re.compile(
    f"{_IN_PART}|{_LATE}|{_NOT_YET}|{_DENIED}|无|{_TAKEN_BACK}|{_CHANGED}|{_IN_ENGLISH}|^(?:是|有|对|yes)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d|[零一二两三四五六七八九十]+(?=[个项次处件起份成人名家户分笔条])")
_PLACE = re.compile(
    r"(?:第|附件|附表|表|图|页|\b(?:p|page|annex|table|no)\b\.?)\s*[\d一二三四五六七八九十]+[-.\d]*\s*[条页号章节款项]?"
    r"|(?:19|20)\d\d\s*年?度?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?![.\d个项次处件起份成人名家户分笔条])"
    r"|\d{1,2}月(?:\d{1,2}[日号])?|[\u3014\[]?\d{4}[\u3015\]]\d+号|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    re.IGNORECASE,
)
"""Where it stands, and when it was: figures that count nothing."""
_NONE = re.compile(
    r"(?<![\d.])0+(?:\.0+)?(?![\d.])|零(?=[个项次处件起份人名家户笔条]|$)|\b(?:zero|nil)\b",
    re.IGNORECASE,
)


def changes_number(remark: str, *, is_aside: bool) -> bool:
    """`后调整为九百`, `excluding interest`, `不足`: what is meant may be another number.

    In brackets, `其中` is of a part only: `3（其中1起重复）` are 3.
    """
    is_part = "其中" in remark and not is_aside
    return is_part or _ABOUT_A_NUMBER.search(remark) is not None


_REASON = re.compile(r"(?<=[\d分])\s*(?:[(（]([^()（）\d]+)[)）]|[，,；;。]\s*([^\W\d][^\d]*))$")
_OTHER_POINTS = re.compile(f"{_TAKEN_BACK}|{_CHANGED}")


def without_reason(points: str) -> str:
    """`3.5分（未附需求调查）`: what is missing is why they are not full marks, and changes nothing."""
    found = _REASON.search(points)
    if found is None or _OTHER_POINTS.search(found[0]) is not None or found[0].isascii():
        return points
    return points[: found.start()]


def changes_word(remark: str, other_words: Iterable[str]) -> bool:
    """`实际为较差`, `被撤销`, `2项不齐`: the word may not hold; or the remark has another word of the list."""
    counted = _COUNTED.search(_PLACE.sub("", remark)) is not None
    return (
        counted
        or _ABOUT_A_WORD.search(remark) is not None
        or any(each in remark for each in other_words)
    )


def changes_answer(remark: str, name: str, *, is_yes: bool) -> bool:
    """`0个` behind yes, `3起` behind no, `2022年取消` behind either; what the name asks takes nothing back."""
    asked = [found[0] for found in TAKEN_BACK.finditer(name)] if is_yes else []
    for word in asked:
        remark = remark.replace(word, "")
    counted = _PLACE.sub("", remark)
    contradicts = _NONE.search(counted) if is_yes else _COUNTED.search(_NONE.sub("", counted))
    return contradicts is not None or _ABOUT_YES_OR_NO.search(remark) is not None
