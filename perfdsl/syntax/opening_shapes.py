"""A line whose first word is not quite there, known by what it looks like: `事 实 …`, `1、指标 …`, `事实在职人数 人数`.

It has to be known before the names are, because it may declare one: else every line that uses the name is
wrong too; and a heading that is not seen gives its rules to the one above.
"""

import re

from perfdsl.syntax.opening import BEFORE, SPELLED, TYPE_WORDS
from perfdsl.terms import KEYWORD_IDS, find_unit

_TYPE_WORD = "|".join(map(re.escape, TYPE_WORDS))
_UNITS_TOO = "|".join(word for word in TYPE_WORDS if find_unit(word) is not None)
"""`months` behind a digit counts them: `完成月数不足1 months` is a condition."""
_NAME = '(?:「[^」\n]*」|[^ =,:()「」<>"]+)'
_TYPED = rf" +{_NAME} +(?:{_TYPE_WORD})(?![^\W\d])"
_EQUATED = rf" +{_NAME} *=(?!=) *[^ ]"
_POINTS = r"[^<>=≤≥]*[^<>=≤≥\d.]\(?\d{1,3}(?:\.\d{1,2})? *分?\)? *$"


def _spaced(word: str) -> str:
    return " *".join(word)


_SPELLED = sorted(SPELLED, key=lambda pair: -len(pair[0]))
_FOLLOWED = {
    "FACT": _TYPED,
    "DEFINE": _EQUATED,
    **dict.fromkeys(
        ("LEVEL_1", "LEVEL_2", "LEVEL_3", "LEVEL_4", "INDICATOR"), rf" +[“「\"]?[^\W\d]{_POINTS}"
    ),
    **dict.fromkeys(("BASIS", "REASON", "PROBLEM", "ADVICE", "NOTE"), ' *["“]'),
    **dict.fromkeys(("YEAR", "EDITION", "KEEP"), r" +\d"),
    "MONEY_UNIT": " +[^ ]*元 *$",
    "SCHEME": r" +[^\W\d]",
    "TOTAL": " *$",
    "OTHERWISE": " *(?:得|扣|不得分|计|加)",
    "CHECKLIST": " +(?:得|扣|计|每)",
}
"""What has to come behind each word for the line to be taken for one that begins with it."""
_SPACED = tuple(
    (re.compile(f" *({BEFORE}{_spaced(spelling)})(?={_FOLLOWED[head]})"), head)
    for spelling, head in _SPELLED
    if head in _FOLLOWED
)
_COMPARES = "[<>=≥≤扣得]|大于|小于|超过|高于|低于|不足|少于|多于|达到"
_GLUED_TOO = frozenset(("OTHERWISE", "CHECKLIST"))
"""These may be written together with what follows."""
_LAST = re.compile("|".join(dict.fromkeys(spelling[-1] for spelling, _ in _SPELLED)))
_GLUED = (
    (
        re.compile(
            r" *(总[分份粉]+|总 *分|合计|总计|总得分|合计得分|总分 *[^\w\s(（\"“#]{1,2}|[^\w\s(（\"“#]{1,2} *总分)(?= *$)"
        ),
        "TOTAL",
    ),
    (re.compile(rf" *(事实)(?=[^\W\d]\S* +(?:{_TYPE_WORD})(?![^\W\d]))"), "FACT"),
    *(
        (
            re.compile(
                rf" *({spelling})(?!\S*(?:{_COMPARES}))(?=[^\W\d]\S*? *\(?\d{{1,3}}(?:\.\d{{1,2}})? *分?\)? *$)"
            ),
            head,
        )
        for spelling, head in _SPELLED
        if head.startswith("LEVEL") and spelling.endswith("指标")
    ),
)
_CALLED = frozenset(
    (
        "数据",
        "数据项",
        "变量",
        "参数",
        "字段",
        "指标值",
        "data",
        "variable",
        "field",
        "def",
        "definition",
        "let",
        "calc",
        "compute",
    )
)
"""What other tools call a fact or a definition."""
_NAMED = re.compile(r" *([^\s=]+)")
_MISSPELT = (
    (
        re.compile(rf" *([\u4e00-\u9fff]{{1,3}}|[A-Za-z]{{3,5}})(?={_TYPED})"),
        "FACT",
        ("事实", "fact"),
    ),
    (
        re.compile(rf" *([\u4e00-\u9fff]{{1,3}}|[A-Za-z]{{4,7}})(?={_EQUATED})"),
        "DEFINE",
        ("定义", "define"),
    ),
)
_ABSENT = re.compile(
    rf" *()(?=(?:「[^」\n]*」|[^\W\d][^ =,:()「」<>≤≥≠]*)(?!(?<=\d) +(?:{_UNITS_TOO})) +(?:{_TYPE_WORD})"
    r'(?: *$| *["“]| +(?:>=|<=|>|<|≥|≤)? *\d[\d.,]*[%‰]?(?: *(?:至|to) *\d[\d.,]*[%‰]?)?(?: *["“]| *$)| +\w+(?: *, *\w+)+ *$))'
)
"""A name and a type, and at most the values it may have and a text."""


def shape(text: str) -> tuple[str, int, int] | None:
    """The word the folded line was to begin with, and the characters in its place; none may stand there."""
    begin = text[:16]
    if _LAST.search(begin) is not None:
        for pattern, head in (*_SPACED, *_GLUED):
            match = pattern.match(text)
            if match is not None and (match.group(1) not in KEYWORD_IDS or head not in _GLUED_TOO):
                return head, match.start(1), match.end(1)
    for pattern, head, words in _MISSPELT:
        match = pattern.match(text)
        if match is None or match.group(1).lower() in KEYWORD_IDS:
            continue
        named = _NAMED.match(text, match.end())
        if named is None or named.group(1).lower() in KEYWORD_IDS:
            continue  # `落实 且 天数 > 30`
        if len(match.group(1)) == 1:
            if match.group(1) in words[0]:
                return head, match.start(1), match.end(1)
            continue
        from perfdsl.suggestion import suggest

        if match.group(1) in _CALLED or suggest(match.group(1), words, most=1):
            return head, match.start(1), match.end(1)
    match = _ABSENT.match(text)
    if match is not None and text[match.end() :].split(maxsplit=1)[0].lower() not in KEYWORD_IDS:
        return "FACT", match.start(1), match.end(1)
    return None
