"""Diagnostics built by hand: full-width text, tabs, several files, edits."""

from perfdsl.codes.scoring import EXPLANATION_DUE
from perfdsl.diagnostic import Diagnostic, Edit, Help, Label
from perfdsl.source import SourceText, Span
from perfdsl.wording import Code, Words, phrase

BAND_OVERLAP = Code(
    "PD4003",
    "band-overlap",
    "error",
    Words("两个分档重叠：{value} 同时属于两档", "two bands overlap: {value} lies in both"),
)
RATIO_NEEDS_PERCENT = Code(
    "PD3001",
    "ratio-needs-percent",
    "error",
    Words("比率不能和 {number} 比较", "a ratio cannot be compared with {number}"),
    Words("写明是百分之几", "say how many percent"),
)
STATED_DIFFERS = Code(
    "PD6003",
    "stated-differs",
    "warning",
    Words("自报 {stated} 分，按规则计算是 {computed} 分", "stated {stated}, computed {computed}"),
)
HINT = Code("PD7001", "read-as-gb18030", "info", Words("文件按 GB18030 读取", "read as GB18030"))

BANDS = SourceText(
    "规则/2026/预算执行.perf",
    "一级指标　预算执行\n"
    "\t按 预算完成率 分档\n"
    "\t- 0%（含） 至 10%（含）  得 2 分\n"
    "\t- 10%（含） 至 20%  得 1 分\n"
    "\n"
    "  预算调整率 ＞ 20 扣 2 分\n"
    "  𠮷野家👨‍👩‍👧费用 > 30\n",
)


def at(source: SourceText, text: str) -> Span:
    start = source.text.index(text)
    return Span(source, start, start + len(text))


def stated_differs(source: SourceText) -> Diagnostic:
    return Diagnostic(
        STATED_DIFFERS,
        {"stated": "94.2", "computed": "69"},
        Label(at(source, "年度 = 2021"), phrase("自报的总分", "the stated total")),
    )


def explanation_due(span: Span) -> Diagnostic:
    return Diagnostic(
        EXPLANATION_DUE, {"indicator": "满意度", "text": "满意度偏低的原因"}, Label(span)
    )


def overlap() -> Diagnostic:
    return Diagnostic(
        BAND_OVERLAP,
        {"value": "10%"},
        Label(at(BANDS, "10%（含） 至 20%"), phrase("这一档也包含 10%", "this band holds 10% too")),
        (
            Label(
                at(BANDS, "0%（含） 至 10%（含）"), phrase("这一档包含 10%", "this band holds 10%")
            ),
        ),
        (phrase("例如预算完成率 = 10%：既可得 2 分也可得 1 分", "at 10% both 2 and 1 point fit"),),
        (
            Help(
                phrase("第二档不含 10%", "leave 10% out of the second band"),
                (Edit(at(BANDS, "10%（含） 至 20%"), "10%(不含) 至 20%"),),
                "unsafe",
            ),
        ),
        "财预〔2026〕7 号 附件 2 第 5 项",  # noqa: RUF001
    )


def percent(facts: SourceText) -> Diagnostic:
    start = BANDS.text.index("＞ 20") + 2
    span = Span(BANDS, start, start + 2)
    return Diagnostic(
        RATIO_NEEDS_PERCENT,
        {"number": "20"},
        Label(span, phrase("没有单位", "no unit")),
        (
            Label(at(BANDS, "预算调整率"), phrase("比率", "a ratio")),
            Label(at(facts, "满意度"), phrase("数据里写的是百分数", "the facts give percent")),
        ),
        (),
        (
            Help(phrase("改为 20%", "write 20%"), (Edit(span, "20%"),), "safe"),
            Help(
                phrase("删去这一行", "delete the line"),
                (Edit(at(BANDS, "  预算调整率 ＞ 20 扣 2 分\n"), ""),),
            ),
        ),
    )


def rare() -> Diagnostic:
    return Diagnostic(
        RATIO_NEEDS_PERCENT,
        {"number": "30"},
        Label(at(BANDS, "30"), phrase("在这里", "here")),
    )


def several_lines() -> Diagnostic:
    start = BANDS.text.index("按 预算完成率")
    return Diagnostic(
        BAND_OVERLAP,
        {"value": "10%"},
        Label(
            Span(BANDS, start, BANDS.text.index("得 1 分") + 4),
            phrase("整个分档表", "the whole table"),
        ),
    )


def without_place() -> Diagnostic:
    return Diagnostic(HINT)


def all_diagnostics(facts: SourceText) -> tuple[Diagnostic, ...]:
    return (
        overlap(),
        percent(facts),
        rare(),
        several_lines(),
        stated_differs(facts),
        without_place(),
    )
