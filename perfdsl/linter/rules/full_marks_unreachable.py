"""满分 that no facts can reach."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8001",
    "full-marks-unreachable",
    "warning",
    Words(
        "「{name}」满分 {full} 分，最多只能得 {most} 分{witness}",
        "「{name}」 has {full} points, and at most {most} can be reached{witness}",
    ),
    Words(
        "改分值，或补上能得满分的规则",
        "correct the points, or add the rule that gives full marks",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        shape = view.shape(path)
        if shape is None or shape.most is None or leaf.upper < leaf.full:
            continue
        most = shape.most
        if most.value < leaf.full:
            diagnostics.report(
                CODE,
                leaf.span,
                name=leaf.name,
                full=format_exact(leaf.full),
                most=format_exact(most.value),
                witness=shape.witness(most.point),
            )


RULE = LintRule(
    CODE,
    Words(
        "指标写了满分，但不管填什么都得不到。",
        "The full marks cannot be reached, whatever the facts.",
    ),
    Words(
        "多半是抄错了一档的分值，或者漏了一档。",
        "One of the points was probably copied wrongly, or a band is missing.",
    ),
    bad="""
执行率 >= 90% 得 8 分
否则 得 0 分
""",
    good="""
执行率 >= 90% 得 10 分
否则 得 0 分
""",
    check=check,
)
