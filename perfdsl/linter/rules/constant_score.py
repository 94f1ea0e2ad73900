"""A leaf whose score is the same whatever the facts."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.commented import rules_in_comments
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8002",
    "constant-score",
    "warning",
    Words(
        "「{name}」不管填什么都是 {points} 分{witness}",
        "「{name}」 always comes to {points} points{witness}",
    ),
    Words(
        "核对条件里的界限和「扣」「得」的分值",
        "check the limits of the conditions and the points that are given and taken",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        shape = view.shape(path)
        if shape is None or shape.most is None or shape.least is None:
            continue
        if shape.most.value == shape.least.value and leaf.lower < leaf.upper:
            diagnostics.report(
                CODE,
                leaf.span,
                helps=rules_in_comments(view, leaf),
                name=leaf.name,
                points=format_exact(shape.most.value),
                witness=shape.witness(shape.most.point),
            )


RULE = LintRule(
    CODE,
    Words("这个指标对谁都是同一个分数。", "This indicator gives every department the same points."),
    Words(
        "分不出好坏的指标等于没有，多半是条件或分值写错了。",
        "It tells nobody apart; a condition or a number of points is probably wrong.",
    ),
    bad="""
有管理制度 得 10 分
否则 得 10 分
""",
    good="""
有管理制度 得 10 分
否则 得 0 分
""",
    check=check,
)
