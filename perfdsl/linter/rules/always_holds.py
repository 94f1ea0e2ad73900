"""Conditions that all facts meet."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.rules.never_holds import conditions_of, possible_values
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8010",
    "always-holds",
    "warning",
    Words("「{text}」总是成立{witness}", "「{text}」 always holds{witness}"),
    Words("核对比较的方向、界限和单位", "check the direction, the limit and its unit"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    asked = [each for _, rule in view.rules for each in conditions_of(rule)]
    for condition in (*view.filters, *asked):
        if not isinstance(condition, model.Constant) and view.can_fail(condition) is False:
            diagnostics.report(
                CODE,
                condition.span,
                text=condition.span.text,
                witness=possible_values(view, condition),
            )


RULE = LintRule(
    CODE,
    Words(
        "条件对任何填报都成立，等于没有条件。",
        "All facts meet the condition; it is no condition at all.",
    ),
    Words(
        "扣分会落到每个单位头上；多半是「>」和「>=」、方向或界限写错了。",
        "A deduction would hit every department; the sign or the limit is probably wrong.",
    ),
    bad="""
违规次数 >= 0 须说明 "有违规的，说明整改情况"
执行率 < 90% 扣 10 分
""",
    good="""
违规次数 > 0 须说明 "有违规的，说明整改情况"
执行率 < 90% 扣 10 分
""",
    check=check,
)
