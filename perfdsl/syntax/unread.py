"""The names that a line which cannot be read was about to declare: they are not found fault with again."""

import re

from perfdsl.codes import syntax as codes
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.slip import Slip
from perfdsl.syntax.usage import TYPE_AT_END

_HEADING_WORD = re.compile(r"指 *标|[一二三四] *级|indicator|section|group", re.IGNORECASE)
_RULE = re.compile(
    r"[<>≤≥=]|大于|小于|超过|高于|低于|不足|少于|多于|达到|扣|不适用|封顶|免扣|否决|分档|逐项"
    r"|deduct|award|above|below|than|bands|checklist"
)


def declared_names(line: LogicalLine, slip: Slip, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names that a line which cannot be read was about to declare."""
    if line.head == "GRADES":
        end = line.end
        return tuple(
            each.name
            for each in vocabulary.declared
            if each.is_word and line.start <= each.start < end
        ) + tuple(re.findall(r"[^\W\d]+", line.text[line.head_end :]))
    if line.field:
        return _declared_name(line, vocabulary) + _glued_names(line)
    if line.head is None and slip.remark.code is codes.UNKNOWN_STATEMENT:
        equation = re.match(r" *([^\W\d]\w*) *=", line.text)
        return (equation.group(1),) if equation is not None else ()
    if line.head not in ("FACT", "DEFINE"):
        return ()
    if slip.remark.code is codes.NAME_MISSING:
        return ("",)  # some name
    more = tuple(re.findall(r" (?:事实|定义) +(\w+)", line.text[line.head_end :]))
    listed = line.text[line.head_end :]
    words = tuple(re.findall(r"[^\W\d]+", listed)) if "," in listed and line.head == "FACT" else ()
    return more + words + _declared_name(line, vocabulary) + _glued_names(line)


def _glued_names(line: LogicalLine) -> tuple[str, ...]:
    """What the name may have been where a space is missing, or one too many: `重点项目支出金额`."""
    words = re.sub('["“”「」《》]', "", line.text[line.head_end :]).split("=")[0].split()
    joined = ("".join(words[:count]) for count in range(1, min(len(words), 3) + 1))
    found = {name for name in joined if name.isidentifier()}
    found |= {match.group(1) for name in found if (match := TYPE_AT_END.fullmatch(name))}
    return tuple(sorted(found))


def _declared_name(line: LogicalLine, vocabulary: Vocabulary) -> tuple[str, ...]:
    rest = re.sub('["“”「」《》]', "", line.text[line.head_end :]).lstrip(" :")
    starting = [name for name in vocabulary.names if rest.startswith(name)]
    return (max(starting, key=len),) if starting else ()


def may_be_heading(line: LogicalLine) -> bool:
    """Whether marks of the file may be lost with the line."""
    if _HEADING_WORD.search(line.text) is not None:
        return True
    return line.head is None and not line.bullet and _RULE.search(line.text) is None
