"""A quick look at the start of a line: whether its first word may be one of the language that is not quite there.

Nearly every line of a right file ends here; the shapes themselves (`opening_shapes`) are only loaded for the others.
"""

import re

from perfdsl.terms import KEYWORD_TERMS, TERMS

BEFORE = (
    r"(?:[^\w\s#\"“「(（]{1,3}|[\"“](?![^\"”]*[\"”])|\(?[\d一二三四五六七八九十]{1,3}[.,、)]\)?|[\u2460-\u249b]"
    r"|第\w{1,3}[条项章节]|[A-Za-z])? *+"
)
"""A number, a sign or a letter in front of the first word."""
SPELLED = tuple(
    (spelling, term.id)
    for term in KEYWORD_TERMS
    if term.kind in ("heading", "header", "annotation", "declaration")
    or term.id in ("OTHERWISE", "CHECKLIST")
    for spelling in term.zh
    if len(spelling) > 1
)
"""The words that may open a line, and what they are."""
TYPE_WORDS = tuple(
    word.replace("_", " ") for term in TERMS if term.kind == "type" for word in (*term.zh, *term.en)
)
_BEGINNINGS = "|".join(dict.fromkeys(f"{word[0]} *{word[1]}" for word, _ in SPELLED))
_LIKELY = re.compile(
    rf" *+{BEFORE}(?:{_BEGINNINGS}|总 *[分份粉]|合计(?! *\()|总计|总得分)"
    rf"|(?! *- )[^\n]*? (?:{'|'.join(map(re.escape, TYPE_WORDS))})(?![^\W\d])"
    r"| *(?!- )[^\s<>=]{1,7} +[^\s<>=]+ *=(?!=)"
)


def opening(text: str) -> tuple[str, int, int] | None:
    """The word the folded line was to begin with, and the characters in its place; none may stand there."""
    if _LIKELY.match(text) is None:
        return None
    from perfdsl.syntax.opening_shapes import shape

    return shape(text)
