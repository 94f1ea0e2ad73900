"""Every text the reports speak, Chinese and English side by side; gaps in braces are filled in."""

from perfdsl.wording import Words

# Punctuation
LIST_COMMA = Words("、", ", ")
COMMA = Words("，", ", ")
SEMICOLON = Words("；", "; ")
COLON = Words("：", ": ")
ASIDE = Words("（{text}）", " ({text})")
ARROW = Words(" → ", " → ")
PATH_SEPARATOR = Words(" / ", " / ")
QUOTED = Words("「{text}」", "“{text}”")
INTERVAL = Words("[{least}, {most}]", "[{least}, {most}]")

# The head of a score report
TITLE = Words("{scheme}", "{scheme}")
TITLE_YEAR = Words("{scheme}（{year} 年度）", "{scheme} ({year})")
YEAR_IN_TITLE = r"(?<!\d){year}(?:\s*年|\s*[)）]|(?=[ A-Za-z]*$))"
"""Where the name of a scheme says the year itself."""
SUBJECT = Words("单位", "Subject")
SUBJECT_UNNAMED = Words("（未写明）", "(not named)")
SUBJECT_YEAR = Words("{subject}（{year} 年度数据）", "{subject} (data of {year})")
RULES_FILE = Words("规则", "Rules")
FACTS_FILE = Words("数据", "Facts")
SCORE = Words("得分", "Score")
GRADE = Words("等级", "grade")
GRADE_AMONG = Words("待定，可能是 {grades}", "open: {grades}")
GRADE_CERTAIN = Words("{grade}（缺的数据不影响等级）", "{grade} (whatever the missing facts are)")
SCORE_OF_FULL = Words("得 {score} 分，满分 {full} 分", "{score} of {full} points")
SCORE_BETWEEN = Words(
    "得分在 {least} 分与 {most} 分之间，满分 {full} 分",
    "between {least} and {most} of {full} points",
)
SCORE_OPEN = Words("总分暂时无法计算", "the total cannot be computed yet")

# Summary
SUMMARY = Words("得分汇总", "Summary")
INDICATOR = Words("指标", "Indicator")
FULL = Words("满分", "Full")
LOST = Words("失分", "Lost")
CHANGE = Words("增减", "Change")
TOTAL = Words("合计", "Total")
LEFT_OUT = Words("不适用，剔除", "left out")
NOT_COMPUTABLE = Words("无法计算", "not computable")
NO_NUMBER = Words("—", "—")

# Parts of a score report
LOSSES = Words("失分明细", "Where points were lost")
LOSSES_AND_GAINS = Words("失分与加分明细", "Where points were lost and added")
NO_LOSS = Words("没有失分。", "No points were lost.")
EVERYTHING = Words("全部指标与规则", "All indicators and rules")
BRANCH = Words("所选指标", "The chosen branch")
TOTAL_RULES = Words("总分", "The total")
NODE_HEAD = Words("{path}：得 {score} 分，满分 {full} 分", "{path}: {score} of {full} points")
NODE_HEAD_OPEN = Words("{path}：{state}，满分 {full} 分", "{path}: {state}, {full} points")
STATE_BETWEEN = Words("待定，得分在 {least} 与 {most} 之间", "open, between {least} and {most}")
MORE_RULES = Words(
    "这里只列影响了得分的规则；查看其余规则请加 --all。",
    "Only rules that changed the score are shown; add --all for the others.",
)
NO_SUCH_PATH = Words("没有叫{path}的指标。", "There is no indicator called {path}.")
PATH_AMBIGUOUS = Words(
    "{path}对应多个指标，请写出更完整的路径：",
    "{path} fits several indicators; write more of the path:",
)
PATH_SUGGESTIONS = Words("也许您要看的是：", "Did you mean:")
PATH_ALL = Words("可选的一级指标：", "The top level holds:")

# What a rule did
PLACE = Words("位置", "Where")
BASIS = Words("依据", "Basis")
CONDITION = Words("判断", "Test")
ARITHMETIC = Words("计算", "Points")
VALUES = Words("取值", "Values")
OUTCOME = Words("结果", "Outcome")
JUDGED_BY = Words("评分理由", "Reason given")
REASON = Words("理由", "Reason")
PROBLEM = Words("问题", "Problem")
ADVICE = Words("建议", "Advice")
COUNTERFACTUAL = Words("挽回", "What if")
NOTE = Words("说明", "Note")
METHOD = Words("方法", "Method")
DOCUMENTS = Words("来源", "Sources")
JUDGED_MARK = Words("【人工评分】", "[judged] ")
NO_REASON = Words("未写理由", "no reason was given")

TRUE = Words("成立", "holds")
FALSE = Words("不成立", "does not hold")
UNDECIDED = Words("无法判断", "cannot be decided")
OVER = Words("超出 {amount}", "over by {amount}")
UNDER = Words("低 {amount}", "under by {amount}")
AT_LIMIT = Words("正好在界限上", "exactly at the limit")
NOT_NEEDED = Words("不必再看", "not needed")
SHORT = Words("还差 {amount}", "{amount} short")

CHANGED_BY = Words("{points} 分", "{points} points")
STATUS_NOT_MET = Words("未触发", "not met")
STATUS_OVERRIDDEN = Words("未采用", "not used")
STATUS_EXEMPTED = Words("免扣", "exempted")
STATUS_CAPPED = Words("已封住", "no room left")
STATUS_UNKNOWN = Words("待定", "open")
STATUS_NOT_COMPUTABLE = Words("无法计算", "not computable")
STATUS_NO_LOSS = Words("未失分", "no loss")
STATUS_EXPLAINED = Words("已说明", "explained")
STATUS_REQUIRED = Words("须说明", "to explain")

OVERRIDDEN_BY = Words("已由{rule}决定", "decided by {rule}")
EXEMPTED_BY = Words("因{rule}免扣", "exempted by {rule}")
EXEMPTED = Words("符合除外条件，不扣分", "an exception holds, nothing is deducted")
EXEMPTED_UNLESS = Words(
    "符合除外条件「{text}」，不扣分", "the exception “{text}” holds, nothing is deducted"
)
MISSING_FOR_RULE = Words("缺 {facts}，无法判断", "cannot be decided without {facts}")
MISSING_UNNAMED = Words("数据不全，无法判断", "cannot be decided: facts are missing")
UNDEFINED_FOR_RULE = Words(
    "{values} 无法计算（除数为 0，或没有可算的数据），所以这条规则用不上",
    "{values} cannot be computed (division by 0, or nothing to compute from), so the rule cannot be applied",
)
UNDEFINED_RULE = Words(
    "条件或分数没有结果（例如除数为 0），这条规则无法判断",
    "its condition or points have no result (a division by 0, say), so it cannot be decided",
)
UNDEFINED_UNNAMED = Words("没有规则能给出这一项的得分", "no rule gives this indicator a score")

# Arithmetic
VERB_DEDUCT = Words("扣", "deduct")
VERB_ADD = Words("加", "add")
VERB_AWARD = Words("得", "award")
STEP_SHORTFALL = Words("低 {excess}", "{excess} under")
STEP_EXCESS = Words("超出 {excess}", "the excess is {excess}")
STEP_DIFFERENCE = Words("相差 {excess}", "the difference is {excess}")
STEP_SIZE = Words("每 {size} 算 1 个", "one step for each {size}")
STEPS_FULL = Words("按整 {steps} 个 × {points}", "{steps} full × {points}")
STEPS_STARTED = Words("不足 1 个按 1 个，{steps} 个 × {points}", "{steps} started × {points}")
STEPS_EXACTLY = Words("正好 {steps} 个 × {points}", "exactly {steps} × {points}")
STEPS_SHARE = Words("按比例 {steps} 个 × {points}", "{steps} in proportion × {points}")
ASKED_DEDUCT = Words("= 应扣 {points}", "= {points} to deduct")
ASKED_ADD = Words("= 应加 {points}", "= {points} to add")
ASKED_AWARD = Words("= 应得 {points}", "= {points} to award")
PLAIN_ASKED_DEDUCT = Words("应扣 {points}", "asks for {points}")
PLAIN_ASKED_ADD = Words("应加 {points}", "asks for {points}")
INTERPOLATED = Words(
    "在 {lower} 分与 {upper} 分之间插值", "interpolated between {lower} and {upper} points"
)
CONVERTED = Words(
    "未舍入的得分 {earned} × {full} ÷ {remaining} = {converted} 分",
    "points before rounding {earned} × {full} ÷ {remaining} = {converted}",
)
CONVERTED_BESIDE = Words(
    "未舍入的得分 {earned} × {full} ÷ {remaining} + 不换算的 {extra} = {converted} 分",
    "points before rounding {earned} × {full} ÷ {remaining} + {extra} not converted = {converted}",
)
AT_MOST = Words("最多 {points}", "at most {points}")
ROOM_LEFT = Words("只剩 {points} 可{verb}", "only {points} left to {verb}")
OF_FULL = Words("满分 {full}", "full marks {full}")
REALLY_DEDUCT = Words("实扣 {points}", "{points} deducted")
REALLY_ADD = Words("实加 {points}", "{points} added")
AWARDED_OF = Words("得 {points} 分，满分 {full} 分", "{points} of {full} points")
AWARDED_OF_ROW = Words(
    "得 {points} 分，这一项最多 {full} 分", "{points} of at most {full} points here"
)
ITEM_LOST = Words("这一项不成立，少得 {points} 分", "the row does not hold: {points} points less")
PLAIN_ASKED_AWARD = Words("应得 {points}", "asks for {points}")
REALLY_AWARD = Words("实得 {points}", "{points} awarded")
BOUND = Words("得分限制在上下限之内", "kept within the bounds of the score")
CAPPED_AT = Words("得分不超过 {points} 分", "the score is at most {points}")
VETOED = Words("一票否决", "veto")
VETO_TO = Words("一票否决，总分计为 {points} 分", "veto: the total counts as {points}")
ROUNDED = Words("四舍五入到 {places} 位小数", "rounded half up to {places} decimals")
ROUNDED_WHOLE = Words("四舍五入到整数", "rounded half up to a whole number")
ROUNDED_PLAIN = Words("四舍五入", "rounded half up")
ROUND_CARRIES = Words(
    "上面带 ≈ 的数只印到 {places} 位小数，差额并入这一行，各行相加正好等于得分",
    "numbers marked ≈ above are printed to {places} decimals; this line takes up the difference, so the lines add up",
)
ROUND_CARRIES_WHOLE = Words(
    "上面带 ≈ 的数只印到整数，差额并入这一行，各行相加正好等于得分",
    "numbers marked ≈ above are printed as whole numbers; this line takes up the difference, so the lines add up",
)
RESCALED = Words("剔除不适用指标后换算", "converted after leaving out what does not apply")
BASE = Words("清单各项没有得到的分", "points the rows of the checklist leave over")
WIN_BACK = Words(
    "若 {fact} {direction} {after}，可少扣 {gain} 分",
    "if {fact} {direction} {after}, {gain} points would be won back",
)
RISE_OF_TOTAL = Words(
    "；别处也用到这个数，总分升 {rise} 分",
    "; it counts elsewhere too, and the total would rise by {rise} points",
)
DIRECTION_DOWN = Words("降到", "went down to")
DIRECTION_UP = Words("升到", "went up to")
DIRECTION_TO = Words("改为", "were")

# Not applicable, requirements
NOT_APPLICABLE_PART = Words("不适用的指标", "Indicators that do not apply")
TREATED_LEFT_OUT = Words("剔除，不计入满分", "left out, with its full marks")
TREATED_SCORE = Words("按不适用记 {score} 分", "counts {score} points")
REQUIREMENTS = Words("须说明的事项", "Explanations required")
REQUIREMENT_HOW = Words(
    '请在数据文件的 [说明] 中写明："{path}" = "…"',
    'Give the explanation in the facts file under [explanations]: "{path}" = "…"',
)
HOW = Words("填写", "How")
NOT_COMPUTABLE_PART = Words("无法计算的指标", "Indicators that cannot be computed")
UNKNOWN_PART = Words("因缺数据待定的指标", "Indicators left open for want of facts")
FINDINGS = Words("另请留意", "Please note")

# Missing facts
SCORE_STOPPED = Words(
    "还不能计分：缺 {count} 项数据。要先看得分范围，加上 --partial",
    "Not scored yet: {count} facts are missing. To see the possible range, add --partial",
)
MISSING_PART = Words("缺少的数据（{count} 项）", "Missing facts ({count})")
MISSING_INTRO = Words(
    "补上下面的数据，才能算出全部得分。", "The full score needs the following facts."
)
NEEDED_BY = Words("用于", "For")
DECLARED_AT = Words("声明", "Declared")
FILL_FACT = Words(
    "在数据文件的 [事实] 中写：{example}", "in the facts file, under [facts]: {example}"
)
FILL_LAST_YEAR = Words(
    "在数据文件的 [上年] 中写：{example}", "in the facts file, under [last_year]: {example}"
)
FILL_RECORDS = Words(
    "在数据文件中每一条写一段 [[事实.{name}]]",
    "in the facts file, one [[facts.{name}]] for each record",
)
FILL_JUDGEMENT = Words(
    '在数据文件的 [评分] 中写："{name}" = {{ 分 = …, 理由 = "…" }}',
    'in the facts file, under [judged]: "{name}" = {{ points = …, reason = "…" }}',
)
KIND_LAST_YEAR = Words("上年数据", "last year's fact")
KIND_JUDGEMENT = Words("人工评分", "judged points")

# Values
LAST_YEAR_NAME = Words("上年.{name}", "last_year.{name}")
FROM_CONSTANT = Words("规则中的定值", "fixed in the rules")
VALUE_MISSING = Words("缺", "missing")
VALUE_UNDEFINED = Words("无法计算", "cannot be computed")
YES = Words("是", "yes")
NO = Words("否", "no")

# Types and units
TYPE_MONEY = Words("金额", "money")
TYPE_RATIO = Words("比率", "ratio")
TYPE_POINT = Words("百分点", "percentage points")
TYPE_COUNT = Words("数量", "count")
TYPE_NUMBER = Words("数", "number")
TYPE_SCORE = Words("分数", "points")
TYPE_DAYS = Words("天数", "days")
TYPE_WORKDAYS = Words("工作日数", "working days")
TYPE_MONTHS = Words("月数", "months")
TYPE_DATE = Words("日期", "date")
TYPE_TRUTH = Words("是否", "yes or no")
TYPE_TEXT = Words("文本", "text")
TYPE_LEVEL = Words("等级", "level")
TYPE_CHOICE = Words("选项", "choice")
TYPE_RECORDS = Words("明细", "records")
TYPE_OTHER = Words("数", "number")

UNIT_POINTS = Words("{number} 分", "{number} points")
UNITS = {
    "%": Words("{number}%", "{number}%"),
    "‰": Words("{number}‰", "{number}‰"),
    "倍": Words("{number} 倍", "{number} times"),
    "百分点": Words("{number} 个百分点", "{number} percentage points"),
    "元": Words("{number} 元", "{number} yuan"),
    "千元": Words("{number} 千元", "{number} thousand yuan"),
    "万元": Words("{number} 万元", "{number} ten thousand yuan"),
    "百万元": Words("{number} 百万元", "{number} million yuan"),
    "亿元": Words("{number} 亿元", "{number} hundred million yuan"),
    "天": Words("{number} 天", "{number} days"),
    "工作日": Words("{number} 个工作日", "{number} working days"),
    "月": Words("{number} 个月", "{number} months"),
    "分": UNIT_POINTS,
}
RECORDS = Words("{number} 条", "{number} records")
MEASURED = Words("{number} {unit}", "{number}")

# Diagnostics
SEVERITIES = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "info": Words("提示", "info"),
}
COUNTS = {
    "error": Words("{count} 个错误", "errors: {count}"),
    "warning": Words("{count} 个警告", "warnings: {count}"),
    "info": Words("{count} 个提示", "hints: {count}"),
}
COUNTED = Words("共 {counts}。", "{counts}")
NOT_SHOWN = Words(
    "{file}：另有 {counts}没有列出；先改正上面的，或者用 perfdsl check --all 全部列出。",
    "{file}: not shown: {counts}; put right those above first, or list all with perfdsl check --all.",
)
NOTHING_FOUND = Words("没有发现问题。", "Nothing to report.")
ALLOWED = Words("放过 {count} 处：", "{count} allowed:")
ALLOWED_OFTEN = Words("{count} 处", "{count} times")
ALLOWED_BECAUSE = Words("理由：{reason}", "because: {reason}")
NOT_ANALYZED = Words(
    "{count} 个指标的得分同时取决于几个数，没有逐一分析：{names}。",
    "{count} indicators depend on several numbers at once and were not analyzed: {names}.",
)
DIAGNOSTIC_NOTE = Words("说明", "note")
DIAGNOSTIC_HELP = Words("帮助", "help")
SAID = Words("{what}：{text}", "{what}: {text}")
WORKING_FOLDER = Words("运行命令时所在的文件夹", "the folder the command ran in")
APPLICABILITY = {
    "safe": Words("可自动修改", "can be applied"),
    "unsafe": Words("请确认后修改", "please confirm"),
}
BEFORE = Words("原文", "now")
AFTER = Words("改为", "then")

# The manual of the diagnostics
STAGES = {
    "PD0": Words("程序自身", "the program itself"),
    "PD1": Words("书写：一行里写了什么", "writing: what stands on a line"),
    "PD2": Words("名称", "names"),
    "PD3": Words("类型和单位", "types and units"),
    "PD4": Words("分值和逻辑", "points and logic"),
    "PD5": Words("填报数据", "facts"),
    "PD6": Words("计分", "scoring"),
    "PD7": Words("文件", "files"),
    "PD8": Words("检查规则", "linter"),
    "PD9": Words("规则的测试", "tests of rules"),
}
WAY_OUT = Words("怎样改", "The way out")
RULES_OF_EXAMPLE = Words("例子里的评分规则", "The rules of the example")
EXAMPLE_OF = {
    "lines": Words("例子", "An example"),
    "file": Words("例子", "An example"),
    "facts": Words("例子：填报数据", "An example: facts"),
    "tests": Words("例子：规则的测试", "An example: tests of rules"),
    "command": Words("例子：命令", "An example: a command"),
}
INSTEAD = Words("改成", "Instead")
SEVERITY_MEANS = {
    "error": Words("错误：改正以前不计分。", "An error: nothing is scored before it is put right."),
    "warning": Words(
        "警告：照样计分，但很可能不是本意。", "A warning: scoring goes on, but it is hardly meant."
    ),
    "info": Words("提示：只是告诉您是怎样读的。", "A hint: it only says how something was read."),
}
EXPLAIN_ONE = Words(
    "perfdsl explain 编号 说明其中一个。", "perfdsl explain CODE tells more about one of them."
)

# The tree of indicators
TREE_TITLE = Words("{scheme}：指标与所需数据", "{scheme}: indicators and the facts they need")
TREE_TITLE_YEAR = Words(
    "{scheme}（{year} 年度）：指标与所需数据",
    "{scheme} ({year}): indicators and the facts they need",
)
TREE_COUNT = Words(
    "{leaves} 个末级指标，{facts} 项数据", "{leaves} scored indicators, {facts} facts"
)
NEEDS = Words("所需数据", "Facts needed")
FACTS_PART = Words("数据清单", "The facts")
FACT = Words("数据", "Fact")
TYPE = Words("类型", "Type")
UNIT = Words("单位", "Unit")
MEANING = Words("含义", "Meaning")
