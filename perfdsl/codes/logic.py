"""Codes about marks, totals, bands and other logic of the rules (PD4…)."""

from perfdsl.wording import Code, Words

CHILDREN_SUM = Code(
    "PD4001",
    "children-sum",
    "error",
    Words(
        "「{name}」写的是 {stated} 分，下级加起来是 {sum} 分",
        "「{name}」 says {stated} points, its children add up to {sum}",
    ),
    Words("改正其中一处分值", "correct one of the marks"),
)
TOTAL_SUM = Code(
    "PD4002",
    "total-sum",
    "error",
    Words(
        "文件头写满分 {stated} 分，各指标加起来是 {sum} 分",
        "the file says {stated} points in all, the indicators add up to {sum}",
    ),
    Words("改正文件头的满分或指标的分值", "correct the total or the marks"),
)
BAND_GAP = Code(
    "PD4003",
    "band-gap",
    "error",
    Words(
        "分档之间有空档：{gap} 没有对应的分数",
        "there is a gap between the bands: {gap} has no points",
    ),
    Words(
        "让上一档或下一档包含它，或加一行「- 其余 得 …」",
        "let the band above or below include it, or add a row `- otherwise award …`",
    ),
)
BAND_OVERLAP = Code(
    "PD4004",
    "band-overlap",
    "error",
    Words("两档重叠：{overlap} 同时属于两档", "two bands overlap: {overlap} is in both"),
    Words("把其中一端改成（不含）", "make one end exclusive"),
)
EMPTY_INTERVAL = Code(
    "PD4005",
    "empty-interval",
    "error",
    Words("「{text}」里没有任何数", "「{text}」 contains no number at all"),
    Words("小的一端写在前面", "write the smaller end first"),
)
STEP_MODE_MISSING = Code(
    "PD4006",
    "step-mode-missing",
    "error",
    Words(
        "「每」没有说明不足一步的部分怎样算", "「per」 does not say what a part of a step counts"
    ),
    Words(
        "写「每满」（不足不算）、「每起」（不足算一个）或「每 … 按比例」，或在文件头写「每 按整」",
        "write `per full` (a part does not count), `per started` (a part counts as one) or `per … pro rata`, or set it for the file with `per whole steps`",
    ),
)
UNCONDITIONAL = Code(
    "PD4007",
    "unconditional",
    "error",
    Words(
        "「{text}」没有条件，会对每个单位都生效",
        "「{text}」 has no condition and would hit every department",
    ),
    Words(
        "在前面写上条件，例如「预算调整率 > 20% {text}」",
        "write a condition in front, such as `adjustment_rate > 20% {text}`",
    ),
)
POINT_RANGE = Code(
    "PD4008",
    "point-range",
    "error",
    Words(
        "「{text}」给的是一个分数范围，没有说明怎样取",
        "「{text}」 gives a range of points and does not say how to choose",
    ),
    Words(
        "按比例取写「… 至 … 插值」，由人评定写「人工 … 至 …」",
        "write `… to … interpolated` for a line, `judged … to …` for a judgement",
    ),
)
OPEN_INTERPOLATION = Code(
    "PD4009",
    "open-interpolation",
    "error",
    Words(
        "「{text}」有一端没有尽头，不能插值", "「{text}」 is open ended and cannot be interpolated"
    ),
    Words("写出两端，例如「60%(含) 至 80%(不含)」", "give both ends, such as `[60%, 80%)`"),
)
RULES_ABOVE_CHILDREN = Code(
    "PD4010",
    "rules-above-children",
    "error",
    Words(
        "「{name}」有下级指标，自己不能再有给分或扣分的规则",
        "「{name}」 has indicators below it and cannot have rules of points itself",
    ),
    Words(
        "把规则移到下级指标；这里只能写封顶、不适用和须说明",
        "move the rule to an indicator below; only cap, not_applicable and require may stand here",
    ),
)
NO_RULES = Code(
    "PD4011",
    "no-rules",
    "error",
    Words("指标「{name}」没有评分规则", "the indicator 「{name}」 has no rule"),
    Words(
        "在下面写规则；由人评定写「得 人工 0 至 {full}」",
        "write one below it; for a judgement write `award judged 0 to {full}`",
    ),
)
POINTS_ABOVE_FULL = Code(
    "PD4012",
    "points-above-full",
    "warning",
    Words(
        "「{text}」给 {points} 分，超过上限 {upper} 分",
        "「{text}」 gives {points} points, more than the most, {upper}",
    ),
)
NOT_COVERED = Code(
    "PD4013",
    "not-covered",
    "warning",
    Words(
        "「{subject}」在 {gap} 时没有规则给分，那时这项无法计算",
        "no rule gives points where 「{subject}」 is {gap}; the indicator is then not computable",
    ),
    Words(
        "加一条覆盖它的规则，例如「否则 得 {rest}」或「- 其余 得 {rest}」",
        "add a rule that covers it, such as `otherwise award {rest}` or a row `- otherwise award {rest}`",
    ),
)
UNREACHABLE = Code(
    "PD4014",
    "unreachable",
    "error",
    Words(
        "「{text}」永远轮不到：前面的规则已经包括一切情况",
        "「{text}」 can never be reached: a rule above takes every case",
    ),
    Words("把它移到那条规则前面，或删去", "move it above that rule, or delete it"),
)
TREATMENT_MISSING = Code(
    "PD4015",
    "treatment-missing",
    "warning",
    Words(
        "「不适用」没有说明怎样计分，现按「得 满分」处理",
        "「not_applicable」 does not say what it gives; it is read as full marks",
    ),
    Words(
        "写明「不适用 得 满分」「不适用 得 0」或「不适用 剔除」",
        "write `not_applicable award full_marks`, `… award 0` or `… exclude`",
    ),
)
GRADE_ORDER = Code(
    "PD4016",
    "grade-order",
    "error",
    Words(
        "等级「{name}」从 {points} 分起，不低于前一级「{before}」的 {line} 分",
        "grade 「{name}」 begins at {points} points, not below 「{before}」 before it, {line}",
    ),
    Words("从高到低列出等级", "list the grades from best to worst"),
)
GRADE_FLOOR = Code(
    "PD4017",
    "grade-floor",
    "warning",
    Words("低于 {points} 分的总分不属于任何等级", "a total below {points} is in no grade"),
    Words("最后一级写「{name} 0 分」", "let the last grade begin at 0: `{name} 0`"),
)
CHECKLIST_SUM = Code(
    "PD4018",
    "checklist-sum",
    "warning",
    Words(
        "各行加起来是 {sum} 分，满分是 {full} 分",
        "the rows add up to {sum} points, the full marks are {full}",
    ),
)
JUDGED_KEY = Code(
    "PD4019",
    "judged-key",
    "error",
    Words(
        "「{name}」有几处人工评分，分不清各是哪一处",
        "「{name}」 has several judged points that cannot be told apart",
    ),
    Words(
        '清单的行写上各自的文字，例如「- 有制度 得 人工 0 至 1 "制度健全"」；扣分、加分写上各自的理由，例如「理由 "公开不及时"」',
        "give each checklist row a text, and each deduction or addition a reason, of its own",
    ),
)
JUDGED_RANGE = Code(
    "PD4020",
    "judged-range",
    "error",
    Words("「{text}」的范围里没有分数", "「{text}」 is an empty range of points"),
)
MARKS_MISSING = Code(
    "PD4021",
    "marks-missing",
    "error",
    Words(
        "「{name}」没有分值，上级也没有写",
        "「{name}」 has no marks, and neither has the heading above it",
    ),
    Words("写上分值，例如「指标 {name} 5 分」", "write them, such as `indicator {name} 5`"),
)
STEP_COMPARISON = Code(
    "PD4022",
    "step-comparison",
    "error",
    Words("「{text}」里看不出从哪里起算每一步", "「{text}」 does not show where the steps start"),
    Words(
        "条件里写一个大于或小于的比较，例如「控制率 > 100%」",
        "write one comparison with > or <, such as `rate > 100%`",
    ),
)
STRAY_OTHERWISE = Code(
    "PD4023",
    "stray-otherwise",
    "error",
    Words("「否则」前面没有「得」的规则", "「otherwise」 has no `award` rule before it"),
)
WRONG_PLACE = Code(
    "PD4024",
    "wrong-place",
    "error",
    Words("「{text}」不能写在{place}下面", "「{text}」 cannot stand under {place}"),
)
LIMITS_REVERSED = Code(
    "PD4025",
    "limits-reversed",
    "error",
    Words(
        "「{name}」的下限 {lower} 高于上限 {upper}",
        "the lower bound {lower} of 「{name}」 is above its upper bound {upper}",
    ),
)
NOT_CONSTANT = Code(
    "PD4026",
    "not-constant",
    "error",
    Words(
        "「{text}」要用事实才能算，这里只能写固定的数",
        "「{text}」 depends on facts; only a fixed number can stand here",
    ),
)
NEGATIVE_POINTS = Code(
    "PD4027",
    "negative-points",
    "error",
    Words(
        "「{text}」是负数；要减分请用「扣」",
        "「{text}」 is negative; to take points away use `deduct`",
    ),
)
NOT_POSITIVE_STEP = Code(
    "PD4028",
    "not-positive-step",
    "error",
    Words("每一步「{text}」必须大于 0", "a step must be larger than 0: 「{text}」"),
)
NO_INDICATORS = Code(
    "PD4029",
    "no-indicators",
    "error",
    Words("文件里没有指标", "the file has no indicators"),
    Words(
        "写一个指标，例如「指标 预算调整率 2 分」",
        "write one, such as `indicator adjustment_rate 2`",
    ),
)
UNKNOWN_EDITION = Code(
    "PD4030",
    "unknown-edition",
    "error",
    Words(
        "这一版 perfdsl 只认得语言 1，文件写的是语言 {edition}",
        "this perfdsl knows edition 1 of the language, the file asks for {edition}",
    ),
)
MISSING_ROWS = Code(
    "PD4031",
    "missing-rows",
    "error",
    Words("「{text}」下面没有行", "「{text}」 has no rows below it"),
    Words("在下面写「- …」行", "write rows `- …` below it"),
)
ROW_POINTS_MISSING = Code(
    "PD4032",
    "row-points-missing",
    "error",
    Words(
        "这一行没有分数，「逐项」后面也没有写",
        "this row has no points, and neither has the checklist",
    ),
    Words("写「- {text} 得 1」，或「逐项 得 1」", "write `- {text} award 1`, or `each award 1`"),
)
ROW_EFFECT = Code(
    "PD4033",
    "row-effect",
    "error",
    Words(
        "这一行的「{text}」和「逐项」的写法不一致",
        "「{text}」 in this row contradicts the checklist",
    ),
)
STEP_START = Code(
    "PD4036",
    "step-start",
    "error",
    Words(
        "「{text}」没有写从哪里起算：不写就从 0 起，而「{limit}」说的是另一个界限",
        "「{text}」 does not say where the steps start: it would be 0, while 「{limit}」 names another limit",
    ),
)
STEP_BELOW = Code(
    "PD4040",
    "step-below",
    "error",
    Words("「{text}」没有写低于多少才开始算", "「{text}」 does not say below what the steps count"),
    Words(
        "把目标写进这一条，例如「{subject} < {example} 每低 …」",
        "write the target into this rule, such as `{subject} < {example} per …`",
    ),
)
SEPARATE_STEPS = Code(
    "PD4041",
    "separate-steps",
    "warning",
    Words(
        "这几条「得」各按不同的数据逐步给分，但只算第一条，不会相加",
        "these awards per step are about different quantities, but only the first counts: they are not added up",
    ),
    Words(
        "要相加的，先写「得 0」，再把每一条写成「… 每 … 加 …」",
        "to add them up write `award 0` first and each of them as `… per … add …`",
    ),
)
SEPARATE_AWARDS = Code(
    "PD4042",
    "separate-awards",
    "warning",
    Words(
        "这几条「得」看的是不同的数据，只算最先成立的一条：都成立时得 {first} 分，不会相加",
        "these awards are about different things and only the first that holds counts: where all hold it is {first} points, not their sum",
    ),
    Words(
        "要相加的写成「逐项 得」，每条一行「- 条件 得 分数」",
        "to add them up write a checklist: `each`, and a row `- condition award points` for each",
    ),
)
OFF_THE_GRID = Code(
    "PD4035",
    "off-the-grid",
    "warning",
    Words(
        "「{name}」的{what} {points} 分比保留的位数更细",
        "the {what} of 「{name}」, {points}, is finer than what scores are rounded to",
    ),
    Words(
        "改成保留位数之内的分值，或多保留几位小数",
        "use marks that fit, or keep more decimals",
    ),
)
REPEATED_LIMIT = Code(
    "PD4034",
    "repeated-limit",
    "error",
    Words("「{text}」在同一个指标下写了两次", "「{text}」 is set twice on one indicator"),
)
