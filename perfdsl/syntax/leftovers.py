"""Lines that are no statements at all: what came along from a table, a printed page or a merge."""

import re
from typing import Literal

from perfdsl.codes import syntax as codes
from perfdsl.diagnostic import Edit, Help, commented, whole_line_deleted
from perfdsl.source import SourceText, Span
from perfdsl.syntax.lines import LogicalLine
from perfdsl.syntax.slip import Slip
from perfdsl.wording import phrase

_LONGEST = 120
_HEADS = (
    "序号|一级|二级|三级|四级|[一二三四]级指标|指标|指标名称|分值|分数|权重|满分|标准分|得分|自评得分|扣分|扣分原因|评分标准|评价标准"
    "|计分标准|评分细则|评分规则|评分办法|指标解释|指标说明|指标含义|评价内容|评价要点|备注|依据|数据来源|年度|目标值|完成值|实际值"
)
_TABLE_HEAD = re.compile(rf" *(?:{_HEADS})(?:[ |]+(?:{_HEADS}))+ *\|? *")
_DELETED = re.compile(
    r" *(?:(?:\S{1,16} +)?(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日? +(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2})?:?|(?:[上下]午|昨天|今天)? *\d{1,2}:\d{2}"
    r"|\[(?:图片|文件|表情|链接|截图|语音)\].{0,40}|@\S{1,20}.{0,20}|[<>=|*~_]{4,}(?: *\S{1,40})?|[-—]{3,}|[^\w\s\"“”「」()]{2,}|第 *\d+ *页.{0,12}|[-—－]+ *\d+ *[-—－]+"
    r"|\([续接]?.{0,3}[表页]\)|[续接][表页])[ .。]*"
)
_SAID = re.compile(
    r" *(?:(?:注|备注|附注|附|说明|评分标准|评价标准|评分细则|评分说明|评分办法|计分方法|扣分标准|指标解释|指标说明|评价要点)"
    r"(?:如下)?(?:\d|[一二三四五六七八九十])? *(?::.*|如下)|(?:得分|扣分|自评|自评得分) *: *|(?:合计|小计|总计)[ :]*(?:\d+(?:\.\d+)? *分?)?"
    r"|(?:待核实|待定|待补充?|同上|略|下同|以下同上|未完待续|此处.{1,8}|暂缺|无)[ .。]*|[^\W\d]{2,14}: *)"
)


def leftover(line: LogicalLine) -> Literal["delete", "comment"] | None:
    """Whether the line is none, and what is best done with it."""
    text = line.text
    if len(text) > _LONGEST or (line.head is not None and len(text.split()) < 3):
        return None  # `指标 得分` is a heading
    if _TABLE_HEAD.fullmatch(text) or (not text.strip(" -").isalnum() and _DELETED.fullmatch(text)):
        return "delete"
    if line.head is None and not line.bullet and _SAID.fullmatch(text):
        return "comment"
    return None


def merge_slip(
    source: SourceText, opening: LogicalLine, middle: LogicalLine, closing: LogicalLine
) -> Slip:
    """The marks of a merge around two versions: keep one of them."""

    def lines(first: LogicalLine, last: LogicalLine) -> Edit:
        begin = source.text.rfind("\n", 0, first.start) + 1
        stop = source.text.find("\n", last.start)
        return Edit(Span(source, begin, len(source.text) if stop < 0 else stop + 1), "")

    ways = (
        (
            phrase("只留前一份", "keep the first version"),
            (lines(opening, opening), lines(middle, closing)),
        ),
        (
            phrase("只留后一份", "keep the second version"),
            (lines(opening, middle), lines(closing, closing)),
        ),
    )
    text = source.text[opening.start : opening.end].strip()
    return Slip(
        codes.UNKNOWN_STATEMENT,
        opening.start,
        opening.end,
        helps=tuple(Help(said, edits, "unsafe") for said, edits in ways),
        found=text[:20],
    )


def leftover_slip(source: SourceText, line: LogicalLine, way: str) -> Slip:
    """What to say about it."""
    start = line.start + len(line.text) - len(line.text.lstrip(" "))
    end = line.start + len(line.text.rstrip(" "))
    found = source.text[start:end]
    begin = source.text.rfind("\n", 0, line.start) + 1
    stop = source.text.find("\n", end)
    remark = commented(source, start)
    gone = whole_line_deleted(Span(source, begin, len(source.text) if stop < 0 else stop + 1))
    return Slip(
        codes.UNKNOWN_STATEMENT,
        start,
        end,
        found=found if len(found) <= 20 else found[:20] + "…",
        helps=(gone, remark) if way == "delete" else (remark, gone),
    )
