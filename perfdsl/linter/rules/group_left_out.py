"""Indicators that can all be left out at once, so that their heading's points go elsewhere."""

from collections.abc import Sequence

from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.searching import Results, fine_outcome, search
from perfdsl.linter.view import Path, View
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8038",
    "group-left-out",
    "info",
    Words(
        "「{name}」下面的指标会全部剔除（{witness} 时），{full} 分就并到了别的指标",
        "everything under 「{name}」 can be left out (with {witness}), and its {full} points go to other indicators",
    ),
    Words(
        "核对原文：这时得满分、不得分，还是换算；本意如此的，写「放过 group-left-out」和理由",
        "check the original: full marks, nothing, or converted; if it is meant, allow it with the reason",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.paths:
        heading = path[-1]
        below = [each for each in view.paths if len(each) == len(path) + 1 and each[-2] is heading]
        below = [each for each in below if each[-1].full > 0]  # a bonus takes over no marks
        if not below or heading.full == 0 or any(map(_excludes, path)):
            continue
        if all(leaf[-1].is_leaf and _excludes(leaf[-1]) for leaf in below):
            _check(view, heading, below, diagnostics)


def _excludes(node: Indicator) -> bool:
    return any(
        isinstance(rule, rules.NotApplicable) and rule.treatment == "exclude" for rule in node.rules
    )


def _check(view: View, heading: Indicator, below: Sequence[Path], diagnostics: Diagnostics) -> None:
    def all_left_out(results: Results) -> bool:
        return all(results(number) == "left_out" for number in range(len(below)))

    example = search(view, [fine_outcome(view, path) for path in below], all_left_out)
    if example is None:
        return
    places = [
        rule.span
        for path in below
        for rule in path[-1].rules
        if isinstance(rule, rules.NotApplicable) and rule.treatment == "exclude"
    ]
    diagnostics.report(
        CODE,
        heading.span,
        secondary=[Label(place, phrase("这里剔除", "left out here")) for place in places],
        name=heading.name,
        witness=example.text,
        full=format_exact(heading.full),
    )


RULE = LintRule(
    CODE,
    Words(
        "一个标题下面的指标可能全部剔除，没有别的指标可以换算。",
        "All indicators of a heading may be left out, with none beside them to take their points.",
    ),
    Words(
        "这一组的分会并到别的组，各组的比重就变了；原文多半没有这样说。",
        "Their points go to other groups, whose weights change; the original hardly says so.",
    ),
    bad="""
事实 执行率 比率
事实 有项目 是否
事实 项目完成率 比率
一级指标 预算 6 分
指标 执行 6 分
  执行率 < 90% 扣 6 分
一级指标 项目 4 分
指标 完成 4 分
  非 有项目 不适用 剔除
  项目完成率 < 90% 扣 4 分
""",
    good="""
事实 执行率 比率
事实 有项目 是否
事实 项目完成率 比率
一级指标 预算和项目 10 分
指标 执行 6 分
  执行率 < 90% 扣 6 分
指标 完成 4 分
  非 有项目 不适用 剔除
  项目完成率 < 90% 扣 4 分
""",
    check=check,
    is_file=True,
)
