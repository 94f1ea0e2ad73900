"""Codes about types, units and numbers (PD3…)."""

from perfdsl.wording import Code, Words

TYPE_MISMATCH = Code(
    "PD3001",
    "type-mismatch",
    "error",
    Words(
        "「{left}」是{left_type}，「{right}」是{right_type}，两者不能{operation}",
        "「{left}」 is {left_type} and 「{right}」 is {right_type}; the two cannot be {operation}",
    ),
)
RATIO_NEEDS_PERCENT = Code(
    "PD3002",
    "ratio-needs-percent",
    "error",
    Words(
        "「{ratio}」是比率，「{number}」没有写明是百分比还是百分点",
        "「{ratio}」 is a ratio; 「{number}」 does not say whether it is per cent or percentage points",
    ),
    Words("写成「{number}%」", "write `{number}%`"),
)
MONEY_NEEDS_UNIT = Code(
    "PD3003",
    "money-needs-unit",
    "error",
    Words(
        "「{money}」是金额，「{number}」没有写单位",
        "「{money}」 is money; 「{number}」 has no unit",
    ),
    Words("写成「{number}万元」或「{number}元」", "write `{number}万元` or `{number}元`"),
)
RATIO_AND_POINT = Code(
    "PD3004",
    "ratio-and-point",
    "error",
    Words(
        "「{ratio}」是比率，「{points}」是百分点，两者不能直接比较",
        "「{ratio}」 is a ratio and 「{points}」 percentage points; they cannot be compared",
    ),
    Words(
        "比率与百分比比较，例如「20%」；百分点只用来说两个比率差多少",
        "compare a ratio with a percentage, such as 20%; percentage points are for the difference of two ratios",
    ),
)
NOT_A_CONDITION = Code(
    "PD3005",
    "not-a-condition",
    "error",
    Words("「{text}」是{type}，不是条件", "「{text}」 is {type}, not a condition"),
    Words("写出比较，例如「{text} > …」", "write a comparison, such as `{text} > …`"),
)
NOT_POINTS = Code(
    "PD3006",
    "not-points",
    "error",
    Words("「{text}」是{type}，不能当分数", "「{text}」 is {type} and cannot be points"),
)
RATIO_AS_POINTS = Code(
    "PD3007",
    "ratio-as-points",
    "error",
    Words(
        "「{text}」是比率，没有说明是谁的{text}", "「{text}」 is a ratio; it does not say of what"
    ),
    Words("写成「{text} × 满分」", "write `{text} × full_marks`"),
)
NOT_A_NUMBER = Code(
    "PD3008",
    "not-a-number",
    "error",
    Words("「{text}」是{type}，这里要用数量", "「{text}」 is {type}; a quantity is needed here"),
)
WORKING_DAYS_AND_DAYS = Code(
    "PD3009",
    "working-days-and-days",
    "error",
    Words(
        "「{left}」和「{right}」一个按工作日，一个按日历天",
        "one of 「{left}」 and 「{right}」 counts working days, the other calendar days",
    ),
    Words(
        "两边用同一种：天数用「日期 − 日期」，工作日用「工作日数(起, 止)」和「20个工作日」",
        "use one kind on both sides: date − date for days; working_days(from, to) and 20个工作日 for working days",
    ),
)
STEP_READING = Code(
    "PD3010",
    "step-reading",
    "error",
    Words(
        "「每 {step}」有两种读法：相差 {points} 个百分点，或相差目标值的 {step}",
        "「per {step}」 can mean {points} percentage points, or {step} of the limit",
    ),
    Words(
        "按百分点写「每 {points}个百分点」；按目标值的比例，先定义比率再写",
        "for points write `per {points}pp`; for a share of the limit, define that ratio first",
    ),
)
STEP_DIMENSION = Code(
    "PD3011",
    "step-dimension",
    "error",
    Words(
        "每一步「{step}」是{step_type}，超出的部分「{excess}」是{excess_type}",
        "the step 「{step}」 is {step_type}, but the excess of 「{excess}」 is {excess_type}",
    ),
)
NO_ORDER = Code(
    "PD3012",
    "no-order",
    "error",
    Words(
        "「{text}」是{type}，只能比较是否相等", "「{text}」 is {type}; it can only be equal or not"
    ),
)
ROUNDING_STEP = Code(
    "PD3013",
    "rounding-step",
    "error",
    Words(
        "「{text}」是{type}，取整时要写明取到多少",
        "「{text}」 is {type}; rounding must say to what",
    ),
    Words(
        "写明一格多大，例如「{function}({text}, {step})」",
        "say how large one step is, such as `{function}({text}, {step})`",
    ),
)
ARGUMENT_COUNT = Code(
    "PD3014",
    "argument-count",
    "error",
    Words(
        "「{function}」要 {expected}，这里写了 {count} 个",
        "「{function}」 takes {expected}; {count} are given",
    ),
)
ONE_RECORD_LIST = Code(
    "PD3015",
    "one-record-list",
    "error",
    Words(
        "「{function}」要算一份明细的字段，例如「{function}(项目.支出数)」",
        "「{function}」 works on a field of one list of records, such as `{function}(items.amount)`",
    ),
)
SINGLE_ARGUMENT = Code(
    "PD3016",
    "single-argument",
    "warning",
    Words("「{text}」只有一个数：{value}", "「{text}」 has a single number: {value}"),
    Words(
        "要比较几个数，用逗号加空格隔开，例如「最大(1, 200)」",
        "separate several numbers by comma and space, such as `max(1, 200)`",
    ),
)
UNKNOWN_TYPE = Code(
    "PD3018",
    "unknown-type",
    "error",
    Words("没有「{name}」这种类型", "there is no type 「{name}」"),
    Words(
        "可用的类型：金额 比率 数量 人数 次数 天数 月数 日期 是否 等级 选项 文本 明细",
        "the types are: money ratio count days months date truth level choice text records",
    ),
)
UNIT_MISMATCH = Code(
    "PD3019",
    "unit-mismatch",
    "error",
    Words("「{unit}」不是{type}的单位", "「{unit}」 is not a unit of {type}"),
)
DIVISION_BY_ZERO = Code(
    "PD3020",
    "division-by-zero",
    "error",
    Words("除数「{text}」总是 0", "the divisor 「{text}」 is always 0"),
)
LEVEL_WITHOUT_WORDS = Code(
    "PD3021",
    "level-without-words",
    "error",
    Words("「{name}」没有列出可取的值", "「{name}」 does not list its values"),
    Words(
        "在类型后面列出，例如「选项 东部, 中部, 西部」",
        "list them after the type, such as `choice east, central, west`",
    ),
)
WRONG_BOUNDS = Code(
    "PD3022",
    "wrong-bounds",
    "error",
    Words("「{text}」不能作「{name}」的取值范围", "「{text}」 cannot be the range of 「{name}」"),
)
MIXED_CHAIN = Code(
    "PD3024",
    "mixed-chain",
    "error",
    Words(
        "「{text}」里连着比较，看不出是谁在两个数之间",
        "「{text}」 compares several times and does not show what lies between",
    ),
    Words(
        "写成「60% <= X < 95%」，或用「且」分成两个比较",
        "write `60% <= X < 95%`, or two comparisons joined by `and`",
    ),
)
MISPLACED_EXPRESSION = Code(
    "PD3023",
    "misplaced-expression",
    "error",
    Words("「{text}」不能写在这里", "「{text}」 cannot stand here"),
)
DECLARED_OTHERWISE = Code(
    "PD3025",
    "declared-otherwise",
    "error",
    Words(
        "「{name}」声明成了{type}，用起来是{meant}",
        "「{name}」 is declared as {type} but used as {meant}",
    ),
    Words(
        "声明写错的，改这里；声明没有错的，改用到它的地方",
        "correct the declaration, or the lines that use it",
    ),
)
MEASURES_DIFFER = Code(
    "PD3026",
    "measures-differ",
    "error",
    Words(
        "「{left}」按{left_unit}计，「{right}」按{right_unit}计，不能直接比较、加减或相除",
        "「{left}」 is in {left_unit} and 「{right}」 in {right_unit}; they cannot be compared, added or divided as they stand",
    ),
    Words("换算成同一个单位", "write both in the same unit"),
)
