"""Full marks that are no multiple of the points of a step."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.steps import stepped_deductions
from perfdsl.linter.until_zero import says_until_zero
from perfdsl.linter.view import View
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8007",
    "partial-last-step",
    "info",
    Words(
        "「{text}」每步扣 {each} 分，{full} 分不是它的倍数：第 {count} 步（{witness}）只扣 {rest} 分",
        "「{text}」 takes {each} at each step, and {full} is no multiple of that: step {count} ({witness}) takes only {rest}",
    ),
    Words(
        "不是本意的，改每一步的分值或这项的满分",
        "if this is not meant, change the points of a step or the full marks",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for found in stepped_deductions(view):
        count, rest = divmod(found.room, found.each)
        if rest == 0 or count == 0 or found.step.mode == "proportional":
            continue
        if says_until_zero(found.rule):
            continue  # the last step is said to be cut
        witness = found.at(int(count) + 1)
        if witness is not None:
            diagnostics.report(
                CODE,
                found.rule.span,
                text=found.rule.span.text,
                each=format_exact(found.each),
                full=format_exact(found.room),
                count=int(count) + 1,
                rest=format_exact(rest),
                witness=witness,
            )


RULE = LintRule(
    CODE,
    Words(
        "满分不是每步分值的倍数，最后一步扣不足。",
        "The full marks are no multiple of a step; the last step takes less.",
    ),
    Words(
        "算得出来，但常常是满分改过了、每步的分值没有跟着改。写了“扣完为止”的不提。",
        "It can be worked out, but often the full marks were changed and the steps were not. Where the rule says until zero, nothing is reported.",
    ),
    bad="""
控制率 > 100% 每满 1个百分点 扣 3 分
""",
    good="""
控制率 > 100% 每满 1个百分点 扣 2.5 分
""",
    check=check,
)
