"""One name for several indicators."""

from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model.rulebook import Indicator
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8019",
    "repeated-name",
    "info",
    Words("有 {count} 个指标都叫「{name}」", "{count} indicators are called 「{name}」"),
    Words(
        "改得各不相同；原文如此的，写「放过 repeated-name」和理由",
        "give each a name of its own; if the original has it so, allow it with the reason",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    by_name: dict[str, list[Indicator]] = {}
    for path in view.leaves:
        by_name.setdefault(path[-1].name, []).append(path[-1])
    for name, leaves in by_name.items():
        if len(leaves) > 1:
            diagnostics.report(
                CODE,
                leaves[-1].span,
                secondary=[
                    Label(leaf.span, phrase("也叫这个", "also this")) for leaf in leaves[:-1]
                ],
                name=name,
                count=len(leaves),
            )


RULE = LintRule(
    CODE,
    Words("不同标题下有同名的指标。", "Indicators under different headings have one name."),
    Words(
        "程序按路径区分，不会算错；看报告的人容易看混。",
        "The paths tell them apart, so nothing is scored wrongly; readers of a report may mix them up.",
    ),
    bad="""
事实 执行率 比率
一级指标 过程
指标 完成情况 5 分
  执行率 < 90% 扣 5 分
一级指标 产出
指标 完成情况 5 分
  执行率 < 80% 扣 5 分
""",
    good="""
事实 执行率 比率
一级指标 过程
指标 预算完成情况 5 分
  执行率 < 90% 扣 5 分
一级指标 产出
指标 产出完成情况 5 分
  执行率 < 80% 扣 5 分
""",
    check=check,
    is_file=True,
)
