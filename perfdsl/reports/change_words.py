"""The wording of comparisons of two years' rules."""

from perfdsl.changes.edits import Part
from perfdsl.model.rules import Effect
from perfdsl.wording import Words

TITLE = Words("评分规则有什么变化：{old} → {new}", "What changed in the rules: {old} → {new}")
EDITION = Words("{scheme} {year} 年", "{scheme} {year}")
FILES = Words("旧：{old}　新：{new}", "old: {old}   new: {new}")

ONLY_NO_CHANGE = Words("所选的指标没有差别。", "The chosen indicators do not differ.")
NO_CHANGE = Words("两份规则没有差别。", "The rules do not differ.")
SUMMARY = Words(
    "指标：{counts}；没有变化 {unchanged} 项，不列出。",
    "Indicators: {counts}; {unchanged} unchanged, not listed.",
)
ALL_LISTED = Words(
    "指标：{counts}；没有变化 {unchanged} 项。", "Indicators: {counts}; {unchanged} unchanged."
)
ADDED = Words("新增 {count}", "{count} added")
REMOVED = Words("取消 {count}", "{count} removed")
MOVED = Words("移动 {count}", "{count} moved")
RENAMED = Words("改名 {count}", "{count} renamed")
REWEIGHTED = Words("改分值 {count}", "{count} re-weighted")
EDITED = Words("改规则 {count}", "{count} with changed rules")
AFFECTED = Words("间接受影响 {count}", "{count} affected indirectly")
NO_COUNTS = Words("没有改动", "no changes")

EFFECT = Words("对得分：{verdicts}。", "On scores: {verdicts}.")
VERDICTS = {
    "equal": Words("等价", "equivalent"),
    "stricter": Words("更严", "stricter"),
    "looser": Words("更宽", "looser"),
    "mixed": Words("有严有宽", "stricter and looser"),
    "incomparable": Words("不可比", "not comparable"),
    "unknown": Words("未知", "unknown"),
}
WAYS = {**VERDICTS, "equal": Words("得分不变", "no score changes")}
"""What one edit does, made alone."""
BASES = {
    "proved": Words("已证明", "proved"),
    "tested": Words("只是试过，没有证明", "only tried, not proved"),
    "unknown": Words("未知", "unknown"),
}
COUNTED = Words("{what} {count}", "{count} {what}")
COUNTED_BASIS = Words("{what} {count}（{basis}）", "{count} {what} ({basis})")
NOT_SEEN = Words("没有发现差别", "no difference found")
TESTED = Words("试了 {count} 种情况", "{count} cases tried")
LACKS_SOLVER = Words(
    "有指标同时看几个数据，要证明结论请安装求解器：pip install 'perfdsl[verify]'。",
    "Some indicators look at several facts; to prove what is said of them install the solver: pip install 'perfdsl[verify]'.",
)
TOTAL_BOUND = Words(
    "任何单位的总分{bounds}（各指标之和，已证明不会超出）。",
    "Any department's total: {bounds} (sum over the indicators; proved not to be exceeded).",
)
REST_BOUND = Words(
    "不算「{names}」，任何单位的总分{bounds}（各指标之和，已证明不会超出）。",
    "Leaving out {names}, any department's total: {bounds} (sum over the indicators; proved not to be exceeded).",
)
REST_SAME = Words(
    "不算「{names}」，任何单位的总分都不变（已证明）。",
    "Leaving out {names}, no department's total changes (proved).",
)
TOTAL_SAME = Words("任何单位的总分都不变（已证明）。", "No department's total changes (proved).")
COMMON_TOTAL_BOUND = Words(
    "数据两年都允许的单位，总分{bounds}（各指标之和，已证明不会超出）。",
    "The total of a department whose facts both years allow: {bounds} (sum over the indicators; proved not to be exceeded).",
)
COMMON_REST_BOUND = Words(
    "不算「{names}」，数据两年都允许的单位，总分{bounds}（各指标之和，已证明不会超出）。",
    "Leaving out {names}, the total of a department whose facts both years allow: {bounds} (sum over the indicators; proved not to be exceeded).",
)
COMMON_REST_SAME = Words(
    "不算「{names}」，数据两年都允许的单位，总分都不变（已证明）。",
    "Leaving out {names}, no total of a department whose facts both years allow changes (proved).",
)
COMMON_TOTAL_SAME = Words(
    "数据两年都允许的单位，总分都不变（已证明）。",
    "No total of a department whose facts both years allow changes (proved).",
)
BOUNDED_OTHERWISE = Words(
    "「{names}」的取值范围变了：这里只比较两年都允许的值，只有一年允许的值，另一年不能计分。",
    "The range of {names} changed: only values that both years allow are compared here; others cannot be scored by one of them.",
)
OBSTACLES = {
    "excluded": Words(
        "有「剔除」：剩下的分值要换算，总分的增减没有逐项相加的上限。",
        "Points are left out and rescaled (剔除), so the changes of the total have no bound that simply adds up.",
    ),
    "table": Words(
        "总分、舍入、大类的规则或它们用到的定义变了，总分的增减没有逐项相加的上限。",
        "The total, rounding, rules of headings or definitions behind them changed, so the changes of the total do not simply add up.",
    ),
}
GRADES_DOWN = Words(
    "原来得分在 {ranges} 的单位可能降到下一等。",
    "Departments that scored in {ranges} may drop a grade.",
)
GRADES_UP = Words(
    "原来得分在 {ranges} 的单位可能升一等。",
    "Departments that scored in {ranges} may rise a grade.",
)
EXAMPLE_LOSS = Words(
    "算得出来的一例：总分 {old} → {new}（{change}）。",
    "An example that was scored: total {old} → {new} ({change}).",
)
EXAMPLE_GRADE = Words(
    "算得出来的一例：总分 {old}（{old_grade}）→ {new}（{new_grade}），{change}。",
    "An example that was scored: total {old} ({old_grade}) → {new} ({new_grade}), {change}.",
)

REACHED = Words("上面的数这一例就达到了。", " It reaches the figure above.")

INDICATORS = Words("逐项（影响大的在前）", "One by one (the heaviest first)")
VERDICT = Words("{verdict} · {basis}", "{verdict} · {basis}")
ONLY_WRITING = Words("写法变了，得分不变", "written otherwise, scores as before")
ONLY_COMMON = Words("两年都允许的数据得分不变", "facts that both years allow score as before")
LOSS = Words("最多少 {points} 分", "at most {points} less")
GAIN = Words("最多多 {points} 分", "at most {points} more")
RANGE = Words("{quantity}", "{quantity}")
OLD_POINTS = Words("{year} 年得分", "points {year}")
NEW_POINTS = Words("{year} 年得分", "points {year}")
BEFORE, AFTER = Words("旧", "old"), Words("新", "new")
CHANGE = Words("变化", "change")
JUDGED = Words("人工评分", "judged points")
UNDEFINED = Words("算不出", "no result")
LEFT_OUT = Words("剔除", "left out")
BETWEEN = Words("{low} 至 {high}", "{low} to {high}")
WHEN = Words("{conditions} 时：", "where {conditions}:")
IS = Words("{name} 是 {values}", "{name} is {values}")
LIES_IN = Words("{name} 在 {values}", "{name} in {values}")
OR = Words("或", " or ")
AND = Words("，", ", ")
OTHER_TEXT = Words("别的文字", "any other text")
MORE_REGIONS = Words("还有 {count} 段，--all 全部列出", "{count} more ranges; --all lists them")
WITNESS = Words("例：{facts} → {old} 变 {new}", "example: {facts} → {old} becomes {new}")
MOST_OF_ONE = Words("例：{facts} → {points}", "example: {facts} → {points}")
POINTS = Words("{points} 分", "{points} points")
ONLY_OLD = Words("新规则没有这个指标", "the newer rules do not have this indicator")
ONLY_NEW = Words("旧规则没有这个指标", "the older rules did not have this indicator")

NAMES = Words("事实和定义", "Facts and definitions")
TABLE = Words("总分、等级和文件头", "Total, grades and file header")
THROUGH = Words(
    "自己没有改，但用到改了的「{names}」", "not edited itself, but uses {names}, which changed"
)
UNTOUCHED = Words("没有变化的指标：{names}", "Unchanged indicators: {names}")
GUESS = Words("（按名称和内容推测）", " (a guess, by name and content)")
NO_EFFECT = Words("（不影响得分）", " (no effect on scores)")
NOTHING = Words("无", "none")
CERTIFICATE = Words(
    "已证明：两份规则对任何数据都给出同样的分。\n旧 sha256 {old}\n新 sha256 {new}",
    "Proved: the rules give the same score for any facts.\nold sha256 {old}\nnew sha256 {new}",
)
CERTIFICATE_OF_FORMULAS = Words(
    "已证明：两份规则对任何数据都给出同样的分；定义的值直接填报、不由公式算出的除外。\n旧 sha256 {old}\n新 sha256 {new}",
    "Proved: the rules give the same score for any facts, except where the value of a definition is given and not worked out.\nold sha256 {old}\nnew sha256 {new}",
)
JUDGED_ELSEWHERE = Words(
    "「{old}」的人工评分，填报文件里现在要写在「{new}」名下",
    "the judged points of “{old}” are now given under “{new}” in the facts file",
)
ASSUMED = Words("{edit}，填报文件要跟着改", "{edit}, and facts files must follow")
SAME_FACT = Words("，比较时看作同一个数据", ", taken for the same fact here")
NO_CERTIFICATE = Words(
    "不能证明得分不变：{reasons}。", "It is not proved that no score changes: {reasons}."
)
SEE_INDICATOR = Words("「{name}」{verdict}", "{name}: {verdict}")
TABLE_CHANGED = Words(
    "总分、等级、文件头、大类的规则或它们用到的定义有改动",
    "the total, grades, header, rules of headings or definitions behind them changed",
)
WITNESS_HEAD = Words(
    "{indicator}：旧规则 {old}，新规则 {new}。这是 perfdsl 造的例子，不是真实单位。",
    "{indicator}: {old} by the old rules, {new} by the new ones. Made up by perfdsl, not a real department.",
)
SUBJECT = Words("例子", "example")

_RAW: dict[Part, tuple[str, str]] = {
    "indicator_added": ("新增，{new} 分", "added, {new} points"),
    "indicator_removed": ("取消，原 {old} 分", "removed, was {old} points"),
    "indicator_moved": ("从「{old}」移到「{new}」", "moved from “{old}” to “{new}”"),
    "indicator_renamed": ("原名「{old}」，现名「{new}」", "was “{old}”, is “{new}”"),
    "full": ("满分 {old} → {new} 分", "full marks {old} → {new}"),
    "bounds": ("得分上下限 {old} → {new}", "bounds of the score {old} → {new}"),
    "rule_added": ("新增规则「{new}」", "rule added “{new}”"),
    "rule_removed": ("取消规则「{old}」", "rule removed “{old}”"),
    "rule_order": ("得分规则的先后变了：先成立的算", "the awards stand in another order: the first that holds counts"),
    "condition": ("条件 {old} → {new}", "condition {old} → {new}"),
    "threshold": ("界限 {old} → {new}", "limit {old} → {new}"),
    "end": ("{old} → {new}", "{old} → {new}"),
    "quantity": ("分档的数据 {old} → {new}", "banded quantity {old} → {new}"),
    "points": ("分数 {old} → {new}", "points {old} → {new}"),
    "judged_range": ("评分范围 {old} → {new}", "range of judged points {old} → {new}"),
    "step_size": ("每一步 {old} → {new}", "step {old} → {new}"),
    "step_mode": ("不足一步的部分 {old} → {new}", "part of a step {old} → {new}"),
    "step_start": ("起算点 {old} → {new}", "counted from {old} → {new}"),
    "at_most": ("最多 {old} → {new}", "at most {old} → {new}"),
    "unless": ("除外 {old} → {new}", "exception {old} → {new}"),
    "row_added": ("新增一行「{new}」", "row added “{new}”"),
    "row_removed": ("取消一行「{old}」", "row removed “{old}”"),
    "interval": ("区间 {old} → {new}", "interval {old} → {new}"),
    "treatment": ("不适用时 {old} → {new}", "where not applicable {old} → {new}"),
    "cap": ("封顶 {old} → {new}", "cap {old} → {new}"),
    "veto": ("一票否决 {old} → {new}", "veto {old} → {new}"),
    "text": ("文字 {old} → {new}", "text {old} → {new}"),
    "fact_added": ("新增数据项", "new fact"),
    "fact_removed": ("取消数据项", "fact removed"),
    "fact_renamed": ("数据项原名「{old}」，现名「{new}」", "fact was “{old}”, is “{new}”"),
    "fact_type": ("类型 {old} → {new}", "type {old} → {new}"),
    "fact_unit": ("单位 {old} → {new}", "unit {old} → {new}"),
    "fact_bounds": ("取值范围 {old} → {new}", "allowed values {old} → {new}"),
    "definition_added": ("新增定义 {new}", "new definition {new}"),
    "definition_removed": ("取消定义 {old}", "definition removed {old}"),
    "definition_renamed": ("定义原名「{old}」，现名「{new}」", "definition was “{old}”, is “{new}”"),
    "definition": ("定义 {old} → {new}", "definition {old} → {new}"),
    "grade_added": ("新增等级，{new} 分起", "new grade, from {new} points"),
    "grade_removed": ("取消等级，原 {old} 分起", "grade removed, was from {old} points"),
    "grade_line": ("等级线 {old} → {new} 分", "grade line {old} → {new}"),
    "rounding": ("保留小数 {old} → {new} 位", "decimals {old} → {new}"),
    "total": ("总分 {old} → {new}", "total {old} → {new}"),
    "total_bounds": ("总分上下限 {old} → {new}", "bounds of the total {old} → {new}"),
    "rescale": ("剔除换算 {old} → {new}", "rescaling {old} → {new}"),
    "money_unit": ("金额单位 {old} → {new}", "money unit {old} → {new}"),
    "note": ("注解 {old} → {new}", "note {old} → {new}"),
    "allowance": ("放过的理由 {old} → {new}", "reason to allow it {old} → {new}"),
    "allowance_added": ("新增放过，理由：{new}", "allowed now, because: {new}"),
    "allowance_removed": ("不再放过，原理由：{old}", "no longer allowed, was: {old}"),
}  # fmt: skip
LINES: dict[Effect, Words] = {
    "award": Words("得分线 {old} → {new}", "award limit {old} → {new}"),
    "deduct": Words("扣分线 {old} → {new}", "deduction limit {old} → {new}"),
    "add": Words("加分线 {old} → {new}", "bonus limit {old} → {new}"),
    "band": Words("分档线 {old} → {new}", "band limit {old} → {new}"),
    "not_applicable": Words("不适用的界限 {old} → {new}", "limit of not applicable {old} → {new}"),
    "exempt": Words("免扣线 {old} → {new}", "exemption limit {old} → {new}"),
    "cap": Words("封顶的界限 {old} → {new}", "limit of the cap {old} → {new}"),
    "require": Words("须说明的界限 {old} → {new}", "limit of the explanation {old} → {new}"),
    "veto": Words("否决线 {old} → {new}", "veto limit {old} → {new}"),
}
"""A changed limit, by what the rule does."""
AMOUNTS: dict[Effect, Words] = {
    "award": Words("得分 {old} → {new}", "award {old} → {new}"),
    "deduct": Words("扣分 {old} → {new}", "deduction {old} → {new}"),
    "add": Words("加分 {old} → {new}", "bonus {old} → {new}"),
    "band": Words("得分 {old} → {new}", "points {old} → {new}"),
}
PARTS: dict[Part, Words] = {part: Words(zh, en) for part, (zh, en) in _RAW.items()}
VALUES = {
    "full": Words("按整步", "whole steps"),
    "started": Words("不足一步按一步", "started steps"),
    "proportional": Words("按比例", "pro rata"),
    "zero": Words("得 0 分", "0 points"),
    "exclude": Words("剔除", "left out"),
    "group": Words("组内", "within the heading"),
    "whole": Words("全表", "over the table"),
    "treatment full": Words("得满分", "full marks"),
}
NOTES = {
    "basis": Words("依据", "basis"),
    "code": Words("编号", "code"),
    "documents": Words("资料", "documents"),
    "method": Words("方法", "method"),
    "note": Words("说明", "note"),
    "reason": Words("理由", "reason"),
    "problem": Words("问题", "problem"),
    "advice": Words("建议", "advice"),
}

# --- real departments ----------------------------------------------------------------------------

DATA = Words("同样的数据，两年的规则", "The same facts by both years' rules")
DEPARTMENT = Words("单位", "department")
GRADE = Words("等级", "grade")
MEAN = Words("平均", "mean")
COUNTS = Words(
    "{count} 个单位：{less} 个降分，{more} 个升分，{same} 个不变；{grades} 个换等级。",
    "{count} departments: {less} lose, {more} gain, {same} stay; {grades} change grade.",
)
NOT_SCORED = Words(
    "{count} 个单位有一年算不出总分（缺数据），没有计入。",
    "{count} departments lack facts for one of the years and are not counted.",
)
ATTRIBUTION = Words("{subject} 的 {change} 分从哪里来", "Where the {change} of {subject} come from")
FROM_INTERPLAY = Words("换算、大类和总分的上下限", "rescaling, limits of headings and total")
SHARED = Words(
    "（与同一指标的其他改动共同起作用，按平均边际贡献分摊）",
    " (shared with other edits of the indicator, by mean marginal contribution)",
)
YEARS = Words("做得差了，还是规则变严了", "Facts or rules?")
OLD_FACTS, NEW_FACTS = Words("旧数据", "old facts"), Words("新数据", "new facts")
OLD_RULES, NEW_RULES = Words("旧规则", "old rules"), Words("新规则", "new rules")
SPLIT = Words(
    "{subject}：{old} → {new}（{change}）。其中数据变化 {facts}，规则变化 {rules}。",
    "{subject}: {old} → {new} ({change}). Of this {facts} from the facts, {rules} from the rules.",
)
TRACES = Words("{subject}：两年的说明并排看", "{subject}: both years' traces side by side")

# --- the sheet for sign-off ----------------------------------------------------------------------

SHEET = Words("变动签报表", "Change sheet for sign-off")
OLD_CLAUSE, NEW_CLAUSE = Words("旧条文", "old clause"), Words("新条文", "new clause")
ON_SCORES = Words("对得分的影响", "effect on scores")
WHO = Words("谁受影响", "who is affected")
NOBODY = Words("没有得分会变", "no score changes")
ALL_WITH = Words("{quantity} 在 {ranges} 的单位", "departments with {quantity} in {ranges}")
NAMED = Words("{names}（共 {count} 个单位）", "{names} ({count} departments)")
SEE_ABOVE = Words("见上文的例子", "see the examples above")
SIGNED = Words(
    "经办：　　　　　　审核：　　　　　　批准：　　　　　　日期：",
    "Prepared:            Reviewed:            Approved:            Date:",
)
