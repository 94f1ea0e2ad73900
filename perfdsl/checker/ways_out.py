"""Ways out of a mistake, as edits that a person confirms."""

import re
from collections.abc import Iterable
from fractions import Fraction

from perfdsl.diagnostic import Applicability, Edit, Help
from perfdsl.number import format_exact
from perfdsl.source import SourceText, Span
from perfdsl.suggestion import leaves_out, suggest
from perfdsl.wording import Words, phrase

_SYNONYMS = {
    "总计": "合计",
    "求和": "合计",
    "总和": "合计",
    "加总": "合计",
    "小计": "合计",
    "均值": "平均",
    "平均数": "平均",
    "平均值": "平均",
    "个数": "数量",
    "条数": "数量",
    "计数": "数量",
    "最大值": "最大",
    "较大者": "最大",
    "较大值": "最大",
    "取大": "最大",
    "孰高": "最大",
    "较小者": "最小",
    "较小值": "最小",
    "取小": "最小",
    "孰低": "最小",
    "最小值": "最小",
    "取整": "向下取整",
    "工作日": "工作日数",
    "avg": "average",
    "mean": "average",
    "total": "sum",
    "len": "count",
    "length": "count",
    "百分比": "比率",
    "百分数": "比率",
    "比例": "比率",
    "率": "比率",
    "数字": "数量",
    "个数值": "数量",
    "布尔": "是否",
    "是非": "是否",
    "真假": "是否",
    "有无": "是否",
    "对错": "是否",
    "枚举": "选项",
    "整数": "数量",
    "数值": "数量",
    "文字": "文本",
    "字符": "文本",
    "时间": "日期",
    "列表": "明细",
    "清单": "明细",
    "bool": "是否",
    "boolean": "是否",
    "是": "是否",
    "年月日": "日期",
    "人": "人数",
    "次": "次数",
    "明细表": "明细",
    "表格": "明细",
    "档次": "等级",
    "级别": "等级",
    "percentage": "ratio",
    "percent": "ratio",
    "string": "text",
    "number": "count",
}
"""What other tools and tables call a function or a type."""


REST = (
    "其他",
    "其它",
    "剩余",
    "剩下",
    "其余的",
    "其他地区",
    "其它地区",
    "其余地区",
    "其它情形",
    "其他情形",
)
"""What is written for 其余, where no word of a list is meant."""


def is_english(span: Span) -> bool:
    """Whether it stands behind an English word, or in a line that has nothing else but a remark."""
    line, column = span.source.line_text(span.first.line), span.first.column
    is_behind_one = re.search(r"[A-Za-z]\s*$", line[: column - 1]) is not None
    return is_behind_one or line.split("#", maxsplit=1)[0].isascii()


def instead(span: Span, text: str) -> Help:
    """Write `text` in its place."""
    return Help(
        phrase("写成「{text}」", "write 「{text}」", text=text), (Edit(span, text),), "unsafe"
    )


def with_marks(span: Span, points: Fraction) -> Help:
    """Other marks in place of `10 分`, with the unit and the spaces that are written."""
    written = re.fullmatch(r"(\s*)[\d.\uff0e]+(\D*)", span.text)
    before, unit = written.groups() if written is not None else ("", "")
    return instead(span, f"{before}{format_exact(points)}{unit}")


def did_you_mean(span: Span, name: str, known: Iterable[str], most: int = 2) -> list[Help]:
    """The known names nearest to `name`; one that would drop words somebody wrote is only named."""
    known = tuple(known)
    meant = _SYNONYMS.get(name) or _SYNONYMS.get(name.lower())
    names = (meant,) if meant in known else suggest(name, known, most)
    return [
        Help(
            phrase("是不是「{name}」？", "did you mean 「{name}」?", name=each),
            () if each != meant and leaves_out(name, each) else (Edit(span, each),),
            "unsafe",
        )
        for each in names
    ]


_ANNOTATION = re.compile(r"\s*(?:理由|问题|建议|reason|problem|advice)\s+(?![\s=])")


def line_below(span: Span, line: Words, applicability: Applicability) -> Help:
    """A line of its own below that of `span`, in the language of the first word there."""
    source = span.source
    end = source.text.find("\n", span.end)
    place = len(source.text) if end < 0 else end
    words = line.en if span.text[:1].isascii() else line.zh
    shown = phrase("写上「{line}」", "write `{line}`", line=words)
    return Help(shown, (Edit(Span(source, place, place), f"\n{words}"),), applicability)


def _gone(source: SourceText, start: int, end: int) -> Edit:
    """These lines taken out; how lines are read is loaded only where something is to be said."""
    from perfdsl.checker.removing import removal

    return removal(source, start, end)


def lines_removed(span: Span) -> Help:
    """Without the lines of `span`."""
    source = span.source
    first = source.line_starts[span.first.line - 1]
    last = span.last.line
    end = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
    text = phrase("删去第 {line} 行", "delete line {line}", line=span.first.line)
    return Help(text, (_gone(source, first, end),), "unsafe")


def _with_annotations(span: Span) -> Span:
    """The lines of `span` and the 理由, 问题 and the like below it."""
    source = span.source
    last = span.last.line
    while last < len(source.line_starts) and _ANNOTATION.match(source.line_text(last + 1)):
        last += 1
    end = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
    return Span(source, source.line_starts[span.first.line - 1], end)


def line_moved_above(span: Span, target: Span) -> Help:
    """The line of `span` with its annotations, put above that of `target`."""
    source = span.source
    start = source.line_starts[target.first.line - 1]
    moved = _with_annotations(span)
    text = moved.text
    text = text if text.endswith("\n") else text + "\n"
    return Help(
        phrase("移到第 {line} 行前面", "move it above line {line}", line=target.first.line),
        (Edit(Span(source, start, start), text), _gone(source, moved.start, moved.end)),
        "unsafe",
    )


def line_moved_below(span: Span, target: Span) -> Help:
    """The line of `span` with its annotations, put below that of `target` and the annotations there."""
    source = span.source
    moved = _with_annotations(span)
    end = _with_annotations(target).end
    text = moved.text.rstrip("\n")
    is_ended = source.text[:end].endswith("\n")
    text = f"{text}\n" if is_ended else f"\n{text}"
    return Help(
        phrase("移到第 {line} 行后面", "move it below line {line}", line=target.last.line),
        (_gone(source, moved.start, moved.end), Edit(Span(source, end, end), text)),
        "unsafe",
    )
