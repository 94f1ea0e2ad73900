"""Brackets and quotation marks without their other half, and what else the finding itself tells."""

import re
from collections.abc import Iterator

from perfdsl.codes import syntax as codes
from perfdsl.syntax.mending.edges import opened
from perfdsl.syntax.mending.ways import Way, added, removed, replaced
from perfdsl.syntax.slip import Slip
from perfdsl.wording import phrase

_BRACKETS = {"(": ")", "（": "）", "[": ")", "［": "）"}
VALUE_END = re.compile(r"(?<=[\w%‰”」)）])(?=\s|$|[,，。；、+\-*/×÷<>=＝≤≥|]|[扣得计加])")
_QUOTE_SIGNS = "\"“”'‘’`＂"


def for_code(written: str, slip: Slip, first: int, last: int, known: str) -> Iterator[Way]:
    """What the code of the finding suggests."""
    code = slip.remark.code
    found = written[first:last]
    if code is codes.BRACKET_UNOPENED:
        yield from opened(written, first, found)
        yield removed(first, last, found)
    elif code is codes.SAID_TWICE:
        yield removed(first, last, found)
    elif code is codes.HEADER_VALUE:
        junk = re.match(r"[^\w]+", found)
        if junk is not None:
            yield replaced(first, first + junk.end(), junk.group(), " ")
    elif code is codes.BRACKET_UNCLOSED:
        yield from _closed(written, first, _BRACKETS.get(found, ")"))
    elif code is codes.QUOTE_UNCLOSED:
        yield from _quoted(written, first, known)
    elif code is codes.ENDS_CONTRADICT:
        match = re.fullmatch(r"(.+?)及(以[上下])\s*([(（]不含[)）])", found)
        if match is not None:
            value, word, sign = match.groups()
            yield replaced(first, last, found, f"{value}及{word}")
            yield replaced(first, last, found, f"{value}{word}{sign}")
    elif code is codes.NOT_WITH_THIS and found in ("按比例", "pro rata", "proportionally"):
        yield removed(first, last, found)
    elif code is codes.NOT_WITH_THIS and _STEP.search(written) is not None:
        yield from _other_step(written, found)
    elif code is codes.NOT_WITH_THIS:
        return


_STEP = re.compile("每满|每起")


def _other_step(written: str, found: str) -> Iterator[Way]:
    """`每起 … 不足1个的不计`: the word and the remark say different things; the remark is the clearer one."""
    match = _STEP.search(written)
    if match is None:
        return
    new = "每满" if re.search("不计|不扣|舍去|不算", found) else "每起"
    if new != match.group():
        yield replaced(*match.span(), match.group(), new)


def _closed(written: str, opening: int, closing: str) -> Iterator[Way]:
    """The other bracket: at the end of what can be a value, the widest first."""
    places = [match.start() for match in VALUE_END.finditer(written, opening + 1)]
    share = re.search(r"\s*(?=[×*]\s*满分)", written[opening:])
    if share is not None:  # `最小(率, 100% × 满分`
        before = opening + share.start()
        places = [*(at for at in places if at != before), before]
    mixed = re.search(r"[-+－＋][^/×*÷]*?\s*(?=[/×*÷／])", written[opening:])
    if mixed is not None:  # a sum is bracketed because something is done with it
        before = opening + len(written[opening : opening + mixed.end()].rstrip())
        places = [*(at for at in places if at != before), before]
    for at in reversed(places):
        yield added(at, closing)


def _quoted(written: str, at: int, known: str) -> Iterator[Way]:
    quote = written[at]
    rest = written[at + 1 :]
    closing = "”" if quote in "“”" else "」" if quote in "「」" else '"'
    if quote == "“" and rest.rstrip().endswith("“"):
        end = at + 1 + len(rest.rstrip())
        yield replaced(end - 1, end, "“", "”")
    second = rest.find("“")
    if quote == "“" and second > 0:
        yield replaced(at + 1 + second, at + 2 + second, "“", "”")
    if quote == "”":
        for quoted in re.findall(r"“(\w+)”", known):
            if written[:at].endswith(quoted):
                yield added(at - len(quoted), "“")
        yield replaced(at, at + 1, "”", "“")
    last = rest.rstrip()[-1:]
    if quote in _QUOTE_SIGNS and last in _QUOTE_SIGNS and len(rest.strip()) > 1:
        end = at + 1 + len(rest.rstrip())
        begin = at + 1 + len(rest.rstrip().rstrip(_QUOTE_SIGNS))
        new = "”" if quote == "“" else '"'
        changes = ((at, at + 1, "“" if quote == "“" else '"'), (begin, end, new))
        text = phrase("两头用同样的引号", "the same quotation marks at both ends")
        yield Way(changes, text)
    if quote == "“":
        for quoted in re.findall(r"“(\w+)”\w", known):
            if rest.startswith(quoted):
                yield added(at + 1 + len(quoted), closing)
    for quoted in re.findall(r"[“\"](\w+)[”\"]\w", known):
        if quote == '"' and rest.startswith(quoted):
            yield added(at + 1 + len(quoted), closing)
    end = at + 1 + len(re.sub(r"[\s。；;，,]+$", "", rest))
    yield added(end, closing)
    yield removed(at, at + 1, quote)
