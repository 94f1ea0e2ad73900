"""What is said about tests, in both languages."""

from perfdsl.wording import Words

# --- proposed cases ------------------------------------------------------------------------------

NEW_FILE = Words(
    "评分规则的测试用例，用 perfdsl test 运行。\n"
    "带“待确认”的用例由程序拟出，得分是规则现在算出来的：请逐个对照条文核对，无误后删去“待确认”那一行。",
    "Test cases of scoring rules; run them with perfdsl test.\n"
    "Cases marked to_be_confirmed were proposed by the program, with the points the rules give now: "
    "hold each against the regulation, then remove that line.",
)
CONFIRM = Words(
    "程序拟出：核对得分，无误后删去这一行",
    "proposed by the program: check the points, then remove this line",
)
NOT_FOUND = Words(
    "下面 {count} 处没有找到能到那里的数据，请自己写用例。\n确实到不了的，去掉 # 并写明理由：",
    "No facts were found for the following {count}; please write these cases yourself.\n"
    "Where none can exist, remove the # and give the reason:",
)
NOTHING_MISSING = Words("# 没有缺的用例", "# no case is missing")
MISSING_OF = Words("{rules} 还缺的用例", "cases missing for {rules}")

# --- the report ----------------------------------------------------------------------------------

TITLE = Words("测试评分规则", "Tests of scoring rules")
FILE_LINE = Words(
    "{tests}：{count} 个用例，{passed} 个通过，{failed} 个不通过",
    "{tests}: {count} cases, {passed} passed, {failed} failed",
)
UNCONFIRMED = Words("，其中 {count} 个待确认", ", {count} of them to be confirmed")
UNTESTED = Words("{rules}：没有测试文件", "{rules}: no test file")
FAILED = Words("不通过", "failed")
CASE = Words("用例", "Case")
INDICATOR = Words("指标", "Indicator")
RULE = Words("规则", "Rules")
EXPECTED = Words("应为", "Expected")
ACTUAL = Words("实为", "Actual")
ASKED = {
    "points": Words("得分 {value}", "points {value}"),
    "result": Words("结果 {value}", "result {value}"),
    "grade": Words("等级 {value}", "grade {value}"),
    "deducted": Words("扣分合计 {value}", "deductions {value}"),
    "deduction": Words("「{rule}」扣 {value}", "「{rule}」 deducts {value}"),
    "must_explain": Words("须说明 {value}", "must explain {value}"),
}
YES = Words("是", "yes")
NO = Words("否", "no")
NONE = Words("没有", "none")
COVERAGE = Words("覆盖情况", "Coverage")
RULES = Words("规则", "rules")
BOUNDARIES = Words("界限", "boundaries")
SHARE = Words("比例", "share")
COUNT = Words("{reached}/{wanted}", "{reached}/{wanted}")
PERCENT = Words("{percent}%", "{percent}%")
ALL_REACHED = Words(
    "{rules}：规则 {by_rule}，界限 {by_boundary}，全部覆盖",
    "{rules}: rules {by_rule}, boundaries {by_boundary}, all covered",
)
SUM = Words("合计", "Total")
MISSED = Words("还没有用例到的地方", "Not reached by any case")
MISSED_AT = Words("{indicator}：{goal}", "{indicator}: {goal}")
MORE = Words("还有 {count} 处", "{count} more")
MISSED_HELP = Words(
    "perfdsl test {rules} --missing 列出还缺的用例",
    "perfdsl test {rules} --missing prints the cases",
)
WAIVED = Words("不要求", "Waived")
WAIVED_BECAUSE = Words("{goal}：{reason}", "{goal}: {reason}")
IMPOSSIBLE = Words(
    "另有 {count} 处取值范围之外的界限不要求",
    "{count} boundaries outside the possible values are not asked for",
)
ALL_PASSED = Words("{count} 个用例全部通过", "all {count} cases passed")
SOME_FAILED = Words("{count} 个用例，{failed} 个不通过", "{count} cases, {failed} failed")
NO_CASES = Words("没有用例", "no cases")
BELOW = Words(
    "覆盖率 {percent}%，低于要求的 {wanted}%",
    "coverage is {percent}%, below the {wanted}% asked for",
)
COVERED = Words("覆盖率 {percent}%", "coverage {percent}%")
SEMICOLON = Words("；", "; ")
TOTAL = Words("总分", "total")
COVERAGE_CASE = Words("覆盖率", "coverage")
