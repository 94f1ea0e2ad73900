"""A line above the rows of a checklist that says what each of them is worth, but not 逐项."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from perfdsl.codes import syntax as codes
from perfdsl.source import SourceText
from perfdsl.syntax import ast
from perfdsl.syntax.building.drafts import Row
from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.slip import Slip, replacing
from perfdsl.terms import keyword
from perfdsl.wording import Words, phrase

if TYPE_CHECKING:
    from perfdsl.syntax.line_reader import LineReader

_ONE = "(?:[一1]|任[一何]一?)?(?:个|项|条|点|款)(?:要点|要求|要素|内容|条件|指标)?"
_LACKS = (
    "(?:有|每有)?(?:缺少|缺失|欠缺|缺|少|漏|不符合|不满足|不具备|未达到|未做到|未完成|没有|违反)"
)
_HAS = "(?:符合|满足|具备|具有|达到|做到|完成|落实|制定|建立|达标|合格|有|是)"
_OPENER = re.compile(
    rf" *(?:(?P<missing>每?{_LACKS}{_ONE}|缺项)|(?:[每各逐分按]|每(?={_HAS}))?{_HAS}?{_ONE}|以下各项|下列各项|每个?要点|各要点|逐|各|每)?"
    r"(?:的|时)?[,:]? *[各均都]? *(?P<word>得|扣除?|计)? *(?=\d)"
)
_ENGLISH = re.compile(
    r" *(?:for )?(?P<each>each|per|every)?(?: (?P<missing>missing|absent|lacking|unmet))?(?: (?:item|row|point|line))?"
    r" *,? *(?P<word>award|deduct|give)? *(?=\d)",
    re.IGNORECASE,
)
_EACH_BEHIND = re.compile(
    r"(?:points?)? *(?:for |per )?(?:each|every|per)(?: (?:item|row))?$", re.IGNORECASE
)


def lost_opener(
    reader: "LineReader", source: SourceText, line: LogicalLine, row: LogicalLine
) -> Slip | None:
    """What to say of it, if it can be read as the opening of a checklist of which `row` is the first item."""
    match = _OPENER.match(line.text) or _ENGLISH.match(line.text)
    if match is None:
        return None
    written = source.text[line.start : line.end]
    indent = len(written) - len(written.lstrip())
    is_rule = match.start("word") == indent
    as_written = reader.read_alone(written)
    if not _is_item(reader, row, alone=is_rule) or isinstance(as_written[0], ast.Checklist):
        return None
    for start, end, new in _openings(line.text, match, indent):
        read = reader.read_alone(f"{written[:start]}{new}{written[end:]}")
        if len(read) == 1 and isinstance(read[0], ast.Checklist):
            return _slip(source, line, indent, (start, end, new))
    return None


def _openings(text: str, match: re.Match[str], indent: int) -> Iterator[tuple[int, int, str]]:
    """What may be put in place of which part of the line, the smallest change first."""
    is_english = match.re is _ENGLISH
    opener = keyword("CHECKLIST").spelling("en" if is_english else "zh")
    word = match["word"] or ("award" if is_english else "得")
    gives = word in ("得", "计", "award", "give")
    if match["missing"] and gives:
        return
    behind = _EACH_BEHIND.search(text)
    if behind is None:
        yield indent, indent, f"{opener} "
    if match["missing"]:
        opener = f"{opener} {keyword('MISSING').spelling('en' if is_english else 'zh')}"
    amount = text[match.end() : behind.start()] if behind is not None else ""
    end = match.end() if behind is None else len(text)
    yield indent, end, f"{opener} {'award' if word == 'give' else word} {amount}"


def _is_item(reader: "LineReader", row: LogicalLine, *, alone: bool) -> bool:
    """Whether the row is a condition, and no band; `alone`: it has no points of its own."""
    written = reader.source.text[row.start : row.end]
    read = reader.read_alone(written)
    item = read[0] if read else None
    if not isinstance(item, Row) or item.subject is None or (alone and item.effect is not None):
        return False
    is_value = isinstance(item.subject, ast.Interval | ast.TextLiteral | ast.Number)
    names = [node.text for node in ast.walk(item.subject) if isinstance(node, ast.Name)]
    words = {each.name for each in reader.vocabulary.declared if each.is_word}
    return not is_value and bool(names) and not any(name in words for name in names)


def _slip(source: SourceText, line: LogicalLine, indent: int, change: tuple[int, int, str]) -> Slip:
    first, last, new = change
    word = new.strip()
    said = phrase("改为「{word}」", "change it to 「{word}」", word=word)
    if first == last:
        said = phrase("前面写「{word}」", "begin with 「{word}」", word=word)
    return Slip(
        codes.ROW_ALONE,
        line.start + indent,
        line.end,
        helps=(replacing(source, line.start + first, line.start + last, new, said),),
        row=Words("下面的一行", "the row below"),
    )
