"""Judged points of any number of decimals."""

from fractions import Fraction

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.editing import append, is_english
from perfdsl.linter.judged import judged_rules
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

_USUAL = Fraction(1, 2)

CODE = Code(
    "PD8021",
    "judged-without-step",
    "info",
    Words(
        "「{text}」没有写步长，{example} 分这样的零头也可以给",
        "「{text}」 has no step, so that points such as {example} may be given",
    ),
    Words("写上步长，例如「步长 0.5」", "add a step, such as `step 0.5`"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for _, _, judged in judged_rules(view):
        if judged.has_step or judged.least >= judged.most:
            continue
        example = judged.least + (judged.most - judged.least) * Fraction(37, 100)
        is_even = (judged.most - judged.least) % _USUAL == 0
        words = "step 0.5" if is_english(judged.span) else "步长 0.5"
        diagnostics.report(
            CODE,
            judged.span,
            helps=append(judged.span, words) if is_even else (),
            text=judged.span.text,
            example=format_exact(example),
        )


RULE = LintRule(
    CODE,
    Words(
        "人工评分没有写步长，几分几厘都可以。",
        "A judgement has no step; any fraction of a point may be given.",
    ),
    Words("评分细到小数，说不清差别在哪里。", "Points as fine as that can hardly be explained."),
    bad="""
得 人工 0 至 10
  说明 "按座谈评定"
""",
    good="""
得 人工 0 至 10 步长 1
  说明 "按座谈评定"
""",
    check=check,
)
