"""A line above the rows of a checklist that says what each of them is worth, but not 逐项."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Help
from perfdsl.source import SourceText
from perfdsl.syntax import ast
from perfdsl.syntax.building.drafts import Effect, Row
from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.slip import Slip, replacing
from perfdsl.terms import keyword
from perfdsl.wording import Phrase, Words, phrase

if TYPE_CHECKING:
    from perfdsl.syntax.line_reader import LineReader

_WHAT = "(?:要点|要求|要素|内容|条件|指标|规定|标准)"
_ONE = rf"(?:[一1]|任[一何意]一?)?(?:(?:个|项|条(?!件)|点|款){_WHAT}?|(?<=[一何意]){_WHAT})"
_DOES = "(?:符合|满足|具备|具有|达到|做到|完成|落实|制定|制订|建立|健全|完善|提供|公开|执行|履行|开展|提交|实现|达标|合格)"
_LACKS = rf"(?:缺少|缺失|欠缺|缺|少|漏|违反|没有?(?:能够?)?{_DOES}?|[未不](?:能够?|按要求|按规定)?{_DOES})"
_HAS = rf"(?:{_DOES}|有|是)"
_OPENER = re.compile(
    rf" *(?=\S)(?:(?P<missing>(?:每?有?{_LACKS}(?:以下|下列|以上|上述)?{_ONE}|[每任]?有?{_ONE}{_LACKS}{_WHAT}?)(?:之一)?|缺项)"
    rf"|(?P<one_of>{_HAS}(?:以下|下列|以上|上述|其中)(?:[各一1]?(?:个|项|条(?!件)|点|款))?{_WHAT}?(?:之一)?)"
    rf"|(?P<all>(?:同时|全部|都|均|全){_HAS}(?:(?:以下|下列|以上|上述|所有|各)?(?:[个项条点款](?!件))?{_WHAT})?|(?:以上|以下|上述|下列)?(?:各?[项条点]|{_WHAT})?(?:同时|全部|都|均|全){_HAS})"
    rf"|每?有?{_ONE}{_HAS}|(?:[每各逐分按]|每(?={_HAS}))?{_HAS}?{_ONE}|以下各项|下列各项|每个?要点|各要点|逐|各|每)?"
    r"(?:的|时)?,?(?:[每各]一?[项条个点])?[,:]?(?: *[各均都])?(?: *(?P<word>得|扣除?|计))? *(?=\d)"
)
_ITEMS = r"(?:items?|rows?|point|lines?|conditions?|requirements?|criteri(?:on|a))"
_UNMET = r"(?:missing|absent|lacking|unmet|(?:(?:that |which )?(?:is |are )?not (?:met|there|present|done|fulfilled|satisfied)))"
_EACH = rf"(?:for |if |per )?(?:each|per|every|any|either|all|both)?(?: of)?(?: *{_UNMET})?(?: *{_ITEMS})?(?: *{_UNMET})?"
_ENGLISH = re.compile(
    rf" *(?=\S){_EACH}(?: *,)?(?: *(?P<word>award|deduct|give))? *(?=\d)", re.IGNORECASE
)
_EACH_BEHIND = re.compile(
    rf"(?:points? *,? *)?\b(?:(?:for|per|if) )?(?:each|every|per|any|either|all|both)(?: of)?(?: {_UNMET})?(?: {_ITEMS})?(?: {_UNMET})?$",
    re.IGNORECASE,
)
_EACH_BEHIND_ZH = re.compile(r"(?:,? *每 *一?|/ *每? *)[项条个点]$")
_ONE_OF = re.compile(r"任|之一|其中|\b(?:any|either|one of)\b", re.IGNORECASE)
_EVERY = re.compile(r"[每各逐]|\b(?:each|every|per)\b", re.IGNORECASE)
_ALL_OF = re.compile(r"\b(?:all|both)\b", re.IGNORECASE)


@attrs.frozen
class _Said:
    """What the line says of the rows: how many count, whether by being missing, and their points."""

    text: str
    match: re.Match[str]
    behind: re.Match[str] | None
    word: str
    is_missing: bool
    counts: str
    """`each`, `any` or `all` of them."""

    @property
    def is_english(self) -> bool:
        return self.match.re is _ENGLISH

    @property
    def kind(self) -> str:
        if self.word in ("得", "计", "award", "give"):
            return "award"
        return "deduct_missing" if self.is_missing else "deduct"

    @property
    def amount(self) -> str:
        """The points and what follows them."""
        end = self.behind.start() if self.behind is not None else len(self.text)
        return self.text[self.match.end() : end].strip()

    def opener(self, *, points: bool = True) -> str:
        """The line as it is to be written."""
        language: Literal["zh", "en"] = "en" if self.is_english else "zh"
        word = "award" if self.word == "give" else self.word
        missing = keyword("MISSING").spelling(language) if self.kind == "deduct_missing" else ""
        parts = (keyword("CHECKLIST").spelling(language), missing, word)
        return " ".join(part for part in (*parts, self.amount if points else "") if part)


def lost_opener(
    reader: "LineReader", source: SourceText, line: LogicalLine, rows: Sequence[LogicalLine]
) -> Slip | None:
    """What to say of it, if it can be read as the opening of a checklist with these rows."""
    said = _said(line.text, rows[0].text)
    if said is None:
        return None
    written = source.text[line.start : line.end]
    indent = len(written) - len(written.lstrip())
    is_rule = said.match.start("word") == indent
    as_written = reader.read_alone(written)
    items = [_item(reader, row) for row in rows]
    if items[0] is None or isinstance(as_written[0], ast.Checklist):
        return None
    if is_rule and items[0].effect is not None:
        return None
    if said.is_missing and said.kind == "award":
        return None
    if said.counts != "each":
        return _slip(line, indent, Help(_one_or_all(said)))
    own = [item.effect for item in items if item is not None and isinstance(item.effect, Effect)]
    for start, end, new in _openings(said, indent):
        (read, *more) = reader.read_alone(f"{written[:start]}{new}{written[end:]}")
        if more or not isinstance(read, ast.Checklist) or read.kind != said.kind:
            continue
        if _differ(own, read, len(rows)):
            return _slip(line, indent, Help(_points_twice(said, own)))
        return _slip(line, indent, _edit(source, line, (start, end, new)))
    return None


def _said(text: str, row: str) -> _Said | None:
    """`text` as a line about the rows below it, in the language it is written in (else in that of the row)."""
    letters = re.sub(r"[^a-z\u4e00-\u9fff]", "", text, flags=re.IGNORECASE) or row
    is_english = re.search(r"[\u4e00-\u9fff]", letters) is None
    match = (_ENGLISH if is_english else _OPENER).match(text)
    if match is None:
        return None
    behind = (_EACH_BEHIND if is_english else _EACH_BEHIND_ZH).search(text, match.end())
    about = match.group() + (f" {behind.group()}" if behind is not None else "")
    if is_english:
        is_missing = re.search(_UNMET, about, re.IGNORECASE) is not None
        is_all = _ALL_OF.search(about) is not None
    else:
        is_missing, is_all = match["missing"] is not None, match["all"] is not None
    is_one = _ONE_OF.search(about) is not None and _EVERY.search(about) is None
    word = match["word"] or ("award" if is_english else "得")
    counts = "all" if is_all else "any" if is_one else "each"
    return _Said(text, match, behind, word.lower(), is_missing, counts)


def _openings(said: _Said, indent: int) -> Iterator[tuple[int, int, str]]:
    """What may be put in place of which part of the line, the smallest change first."""
    if said.behind is None:
        opener = keyword("CHECKLIST").spelling("en" if said.is_english else "zh")
        yield indent, indent, f"{opener} "
        yield indent, said.match.end(), f"{said.opener(points=False)} "
    else:
        yield indent, len(said.text), said.opener()


def _item(reader: "LineReader", row: LogicalLine) -> Row | None:
    """The row as a condition; None for a band and what cannot be read."""
    written = reader.source.text[row.start : row.end]
    read = reader.read_alone(written)
    item = read[0] if read else None
    if not isinstance(item, Row) or item.subject is None:
        return None
    names = [node.text for node in ast.walk(item.subject) if isinstance(node, ast.Name)]
    words = {each.name for each in reader.vocabulary.declared if each.is_word}
    is_value = isinstance(item.subject, ast.Interval | ast.TextLiteral | ast.Number)
    return None if is_value or not names or any(name in words for name in names) else item


def _differ(own: Sequence[Effect], read: ast.Checklist, count: int) -> bool:
    """Whether the rows have points of their own that leave nothing of what the line says of each."""
    kind = "award" if read.kind == "award" else "deduct"
    if any(effect.gain.kind != kind for effect in own):
        return True
    return len(own) == count and any(effect.gain.points != read.points for effect in own)


def _points_twice(said: _Said, own: Sequence[Effect]) -> Phrase:
    """Both the line and the rows say what an item is worth, and not the same."""
    kinds = {effect.gain.kind for effect in own}
    if kinds != {"award" if said.kind == "award" else "deduct"}:
        return phrase(
            "行里写的与这一行说的不一样，只能留一处：都按这一行的，写成「{opener}」，行里不写分",
            "the rows say otherwise than this line; keep one of them: for what this line says write 「{opener}」 and no points in the rows",
            opener=said.opener(),
        )
    return phrase(
        "行里写了分，这一行又写了每项几分，只能留一处：用行里的分，写成「{own}」；每项都按这一行的，写成「{opener}」，行里不写分",
        "both the rows and this line say the points; keep one of them: for those of the rows write 「{own}」, for those of this line 「{opener}」 and no points in the rows",
        own=said.opener(points=False),
        opener=said.opener(),
    )


def _one_or_all(said: _Said) -> Phrase:
    """One of the rows is enough, or all of them are needed: that is one condition."""
    points = f"{'award' if said.word == 'give' else said.word} {said.amount}"
    if said.counts == "all" and not said.is_missing:
        return phrase(
            "各条都成立才算的，用「且」写成一条：「甲 且 乙 {points}」",
            "if all of them must hold, write one rule with “and”: 「a and b {points}」",
            points=points,
        )
    if said.is_missing:
        return phrase(
            "缺几条都只扣一次的，用「或」写成一条：「非 甲 或 非 乙 {points}」；缺一条扣一次的，写成「{opener}」",
            "if it counts once however many are missing, write one rule with “or”: 「not a or not b {points}」; if each counts, write 「{opener}」",
            points=points,
            opener=said.opener(),
        )
    return phrase(
        "一条成立就够、只算一次的，用「或」写成一条：「甲 或 乙 {points}」",
        "if one of them is enough and counts once, write one rule with “or”: 「a or b {points}」",
        points=points,
    )


def _edit(source: SourceText, line: LogicalLine, change: tuple[int, int, str]) -> Help:
    first, last, new = change
    word = new.strip()
    said = phrase("改为「{word}」", "change it to 「{word}」", word=word)
    if first == last:
        said = phrase("前面写「{word}」", "begin with 「{word}」", word=word)
    return replacing(source, line.start + first, line.start + last, new, said)


def _slip(line: LogicalLine, indent: int, help_: Help) -> Slip:
    row = Words("下面的一行", "the row below")
    return Slip(codes.ROW_ALONE, line.start + indent, line.end, helps=(help_,), row=row)
