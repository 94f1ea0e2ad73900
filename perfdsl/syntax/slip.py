"""What is wrong with one line, on its way to the diagnostics."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.source import SourceText, Span
from perfdsl.syntax.ends import both_ends, ends_beside, fitting_first
from perfdsl.syntax.folding import fold
from perfdsl.wording import Code, Phrase, Words, phrase

if TYPE_CHECKING:
    from perfdsl.syntax.lines import LogicalLine
    from perfdsl.syntax.token import Choice, Token

_ENDS = r" *(\d+(?:\.\d+)?) *分? *(?:[^\d. ]+|to) *(\d+(?:\.\d+)?) *(?:分|points?)? *"
"""`1 至 2 分`, `1-2`, `1分～2分`."""


_FIGURES = str.maketrans("1234567890", "一二三四五六七八九〇")
"""A name may be used with the numeral that its declaration has as a figure: `6月底前`."""


@attrs.frozen(eq=False, repr=False)
class Remark:
    """A diagnostic about the characters `start` to `end`, not yet reported."""

    code: Code
    start: int
    end: int
    arguments: "Mapping[str, str | int | Words | Phrase]" = attrs.field(factory=dict)
    label: Phrase | None = None
    notes: tuple[Phrase, ...] = ()
    helps: tuple[Help, ...] = ()

    def report(self, source: SourceText, diagnostics: Diagnostics) -> None:
        place = Label(Span(source, self.start, self.end), self.label)
        diagnostics.found.append(
            Diagnostic(self.code, self.arguments, place, notes=self.notes, helps=self.helps)
        )


class Slip(Exception):
    """A line that cannot be read; caught where lines are parsed, one for each line."""

    def __init__(
        self,
        code: Code,
        start: int,
        end: int,
        *,
        label: Phrase | None = None,
        notes: tuple[Phrase, ...] = (),
        helps: tuple[Help, ...] = (),
        **arguments: "str | int | Words | Phrase",
    ) -> None:
        super().__init__(code.id)
        self.remark = Remark(code, start, end, arguments, label, notes, helps)

    @property
    def makes_row(self) -> bool:
        """Whether the first way out puts the sign of a row in front of the line."""
        edits = self.remark.helps[0].edits if self.remark.helps else ()
        return bool(edits) and edits[0].replacement.lstrip(" ").startswith("- ")


def replacing(source: SourceText, start: int, end: int, replacement: str, text: Phrase) -> Help:
    """A help that replaces these characters; a person has to confirm it."""
    return Help(text, (Edit(Span(source, start, end), replacement),), "unsafe")


def row_alone(start: int, end: int, *helps: Help) -> Slip:
    """A row that stands below no list."""
    return Slip(codes.ROW_ALONE, start, end, helps=helps, row=Words("这一行", "this row"))


def symbol_in_name(source: SourceText, start: int, end: int, uses: tuple[int, ...] = ()) -> Slip:
    """The name at `start` to `end` needs brackets of its own; also where it is used."""
    name = source.text[start:end]
    if start in uses:  # declared once more: the first declaration has them all
        uses = ()
    text = phrase("写成「「{name}」」", "write 「{name}」", name=name)
    if uses:
        text = phrase(
            "写成「「{name}」」，用到它的 {count} 处也改", "write 「{name}」, also in the {count} places of its use",
            name=name, count=len(uses),
        )  # fmt: skip
    places = (start, *uses)
    edits = [Edit(Span(source, at, at + len(name)), f"「{name}」") for at in places]
    edit = Help(text, tuple(edits), "unsafe")
    helps: tuple[Help, ...] = (edit,)
    spelled = name.translate(_FIGURES)
    if (
        spelled != name
        and re.search(rf"(?<!\w){re.escape(spelled)}(?!\w)", source.text) is not None
    ):
        said = phrase("改为「{name}」", "change it to 「{name}」", name=spelled)
        helps = (replacing(source, start, end, spelled, said), edit)
    return Slip(codes.NAME_SYMBOL, start, end, helps=helps, found=name)


JUDGED_RANGE = Words(
    "最少和最多几分，如「人工 0 至 2」", "the least and the most points, like “judged 0 to 2”"
)
"""What follows 人工."""


def point_range(source: SourceText, start: int, end: int, *, bands: bool = False) -> Slip:
    """`1 至 2` stands at `start` to `end`; `bands` if it could also be a line between two points."""
    found = " ".join(source.text[start:end].split())
    ends = re.fullmatch(_ENDS, fold(found))
    least, most = sorted(ends.groups(), key=float) if ends is not None else ("…", "…")
    written = f"人工 {least} 至 {most}"
    said = phrase(
        "由人评定的写「{written}」", "write “judged {least} to {most}” for a judgement",
        written=written, least=least, most=most,
    )  # fmt: skip
    helps = [replacing(source, start, end, written, said) if ends is not None else Help(said)]
    if bands:
        helps.append(
            Help(
                phrase(
                    "按直线折算的写在分档里，后面加「插值」",
                    "for points on a line, use bands with “interpolated”",
                )
            )
        )
    return Slip(codes.POINTS_RANGE, start, end, helps=tuple(helps), found=found)


_RANGE = re.compile(
    r"(?<!\d)(?P<least>\d++(?:\.\d++)?) *+分? *+(?:[-—–~]+|至|到|to) *+\d+(?:\.\d+)?"
)


def refuse_ranges(source: SourceText, line: "LogicalLine") -> None:
    """`等级 优 90-100 分, 良 80-89 分`: a grade is told by its least points."""
    places = list(_RANGE.finditer(line.text, line.head_end))
    if not places:
        return
    edits = tuple(
        Edit(Span(source, line.start + each.start(), line.start + each.end()), each["least"])
        for each in places
    )
    text = phrase("只写每一级的最低分", "write the least points of each grade only")
    first = edits[0].span
    raise Slip(
        codes.HEADER_VALUE,
        first.start,
        first.end,
        helps=(Help(text, edits, "unsafe"),),
        header=line.text[: line.head_end].strip(),
        found=first.text,
        example=Words("等级 优 90, 良 80, 中 60, 差 0", "grades A 90, B 80, C 60, D 0"),
    )


def indent_at(source: SourceText, start: int) -> str:
    """The spaces that the line of this place begins with."""
    line_start = source.text.rfind("\n", 0, start) + 1
    text = source.text[line_start:]
    return text[: len(text) - len(text.lstrip(" \t\u3000"))]


ENDS = (("含", "不含"), ("不含", "含"), ("含", "含"))
"""The ways to say whether the ends of an interval belong to it."""


_AROUND = 200
_FROM_ALL = re.compile(
    r"(?:>=|≥|达到|不低于|=)\s*100[%％]|100[%％]\s*(?:[(（]含[)）]\s*|及)以上|-\s*100[%％]\s*得"
)
"""A row for 100% itself, or more."""


def is_topmost(source: SourceText, start: int, end: int) -> bool:
    """Whether an interval up to the 100% at `start` is the best band: no row here is for 100% itself, or more."""
    around = source.text[max(start - _AROUND, 0) : end + _AROUND]
    return source.text[start:end].strip() in ("100%", "100％") and _FROM_ALL.search(around) is None


def interval_dash(
    source: SourceText, lower_start: int, lower_end: int, upper_start: int, upper_end: int
) -> Slip:
    """`80%-90%`, where an interval must be meant."""
    lower, upper = source.text[lower_start:lower_end], source.text[upper_start:upper_end]
    told = ends_beside(source, (lower_start, upper_end), (lower, upper))
    if told[0] is not None and told[1] is None and is_topmost(source, upper_start, upper_end):
        told = told[0], True
    helps = []
    for first, second in fitting_first(told, ENDS):
        way = both_ends(source, lower_start, (lower, upper), (first, second))
        text = phrase("写成「{way}」", "write “{way}”", way=way)
        helps.append(replacing(source, lower_start, upper_end, way, text))
    return Slip(
        codes.INTERVAL_DASH,
        lower_start,
        upper_end,
        helps=tuple(helps),
        found=source.text[lower_start:upper_end],
        lower=lower,
        upper=upper,
    )


_SAYS_POINTS = re.compile(r"[<>≤≥]|[扣得] *\d|deduct|award")
_HEADER_EXAMPLES = {
    "YEAR": ("2023", "2023"),
    "EDITION": ("1", "1"),
    "KEEP": ("2 位小数", "2 decimals"),
    "RESCALE": ("组内", "in group"),
}
"""In the language that the line is written in."""


def header_value(source: SourceText, line: "LogicalLine") -> Slip | None:
    """A header of the file (年度, 语言, 保留, 剔除换算) with something behind it that it cannot have.

    None for other lines, and for what is a rule whose first name begins like one.
    """
    examples = _HEADER_EXAMPLES.get(line.head or "")
    if examples is None:
        return None
    word = source.text[line.start : line.start + line.head_end].strip(" :：")
    rest = line.text[line.head_end :]
    found = rest.strip()
    if not found or _SAYS_POINTS.search(rest) is not None:
        return None
    start = line.start + line.head_end + len(rest) - len(rest.lstrip())
    value = examples[word.isascii()]
    if line.head == "KEEP" and re.search("[整不元]", found):
        value = "整数"
    example = f"{word} {value}"
    return Slip(
        codes.HEADER_VALUE,
        start,
        start + len(found),
        header=word,
        found=source.text[start : start + len(found)],
        example=Words(example, example),
    )


def text_unquoted(source: SourceText, line: "LogicalLine", word: "Token | Choice", at: int) -> Slip:
    """`理由 没有公开` behind a rule, where a text has to be quoted; `at`: where it begins in the line."""
    start = line.start + at
    text = source.text[start : line.end].rstrip(" 。；;")
    text = text[: text.index("\n")].rstrip() if "\n" in text else text
    edit = replacing(
        source, start, start + len(text), f"“{text}”", phrase("加上引号", "add quotation marks")
    )
    found = source.text[word.start : word.end]
    return Slip(codes.TEXT_UNQUOTED, start, start + len(text), found=found, helps=(edit,))
