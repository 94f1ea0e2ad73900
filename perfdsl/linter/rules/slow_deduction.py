"""Steps so small that the points are never used up in practice."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.steps import stepped_deductions
from perfdsl.linter.view import View
from perfdsl.number import format_exact
from perfdsl.wording import Code, Words

_MANY = 40

CODE = Code(
    "PD8004",
    "slow-deduction",
    "info",
    Words(
        "「{text}」要 {count} 步才扣完 {full} 分：{witness} 时还剩 {left} 分",
        "「{text}」 takes {count} steps to use up {full} points: with {witness} there are {left} left",
    ),
    Words("核对每一步的分值和步长", "check the points and the size of a step"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for found in stepped_deductions(view):
        count = -(-found.room // found.each)
        if count < _MANY:
            continue
        witness = found.at(10)
        if witness is not None:
            diagnostics.report(
                CODE,
                found.rule.span,
                text=found.rule.span.text,
                count=int(count),
                full=format_exact(found.leaf.full),
                witness=witness,
                left=format_exact(found.leaf.full - 10 * found.each),
            )


RULE = LintRule(
    CODE,
    Words(
        "每一步扣得很少，要四十步以上才扣完这项的分。",
        "So little is taken at each step that it needs forty steps or more to use up the points.",
    ),
    Words(
        "实际上几乎扣不到分；可能是小数点或步长错了一位。",
        "In practice next to nothing is lost; a decimal point or a step may be off by one place.",
    ),
    bad="""
违规次数 > 0 每满 1次 扣 0.02 分
""",
    good="""
违规次数 > 0 每满 1次 扣 2 分
""",
    check=check,
)
