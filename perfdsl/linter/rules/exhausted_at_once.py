"""Steps of which the first takes everything."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.steps import stepped_deductions
from perfdsl.linter.view import View
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8005",
    "exhausted-at-once",
    "info",
    Words(
        "「{text}」第一步就扣完了 {full} 分（{witness}），后面的步数没有作用",
        "「{text}」 takes all {full} points at the first step ({witness}); further steps do nothing",
    ),
    Words(
        "把每一步的分值改小，或去掉「每」",
        "make the points of a step smaller, or leave the step out",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for found in stepped_deductions(view):
        if found.step.mode == "proportional" or not 0 < found.room <= found.each:
            continue
        witness = found.at(1)
        if witness is not None:
            diagnostics.report(
                CODE,
                found.rule.span,
                text=found.rule.span.text,
                full=format_exact(found.room),
                witness=witness,
            )


RULE = LintRule(
    CODE,
    Words(
        "按步扣分，但第一步就把分扣完了。",
        "Points are taken by steps, and the first takes all of them.",
    ),
    Words(
        "写了「每」，就是想逐步扣；多半是分值或步长错了。",
        "Steps are meant to be gradual; the points or the step are probably wrong.",
    ),
    bad="""
控制率 > 100% 每满 1个百分点 扣 10 分
""",
    good="""
控制率 > 100% 每满 1个百分点 扣 1 分
""",
    check=check,
)
