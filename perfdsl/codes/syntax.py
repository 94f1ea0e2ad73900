"""Codes about writing: what stands on a line (PD1…)."""

from perfdsl.wording import Code, Words

UNKNOWN_STATEMENT = Code(
    "PD1001",
    "unknown-statement",
    "error",
    Words("看不出这一行要做什么：「{found}」", "it is not clear what this line does: 「{found}」"),
    Words(
        "用关键词开头（指标、事实、定义 …），或写成「条件 扣 几分」",
        "start with a keyword (indicator, fact, define …), or write “condition deduct points”",
    ),
)
UNEXPECTED = Code(
    "PD1002",
    "unexpected-words",
    "error",
    Words("「{found}」写在这里读不通", "「{found}」 cannot be read at this place"),
    Words("这里可以写：{expected}", "write one of these here: {expected}"),
)
UNFINISHED = Code(
    "PD1003",
    "unfinished-line",
    "error",
    Words("这一行没有写完", "this line is not finished"),
    Words("接着可以写：{expected}", "go on with one of these: {expected}"),
)
QUOTE_UNCLOSED = Code(
    "PD1004",
    "unclosed-quote",
    "error",
    Words("引号「{found}」没有配对", "the quotation mark 「{found}」 has no partner"),
    Words("在同一行补上另一半引号", "add the other half on the same line"),
)
BRACKET_UNCLOSED = Code(
    "PD1005",
    "unclosed-bracket",
    "error",
    Words("括号「{found}」没有对应的右括号", "the bracket 「{found}」 is not closed"),
    Words("补上右括号", "add the closing bracket"),
)
BRACKET_UNOPENED = Code(
    "PD1006",
    "unopened-bracket",
    "error",
    Words("括号「{found}」前面没有左括号", "the bracket 「{found}」 was never opened"),
    Words("补上左括号，或删去这个括号", "add the opening bracket or remove this one"),
)
CHARACTER_UNKNOWN = Code(
    "PD1007",
    "unknown-character",
    "error",
    Words("符号「{found}」没有含义", "the character 「{found}」 has no meaning here"),
    Words("删去它；名称中的符号要放进「…」", "remove it; a name with symbols goes into 「…」"),
)
DATE_UNKNOWN = Code(
    "PD1008",
    "unknown-date",
    "error",
    Words("没有「{found}」这一天", "there is no day 「{found}」"),
    Words("写成 2021-12-31 或 2021年12月31日", "write it like 2021-12-31"),
)
TWO_RULES = Code(
    "PD1009",
    "two-rules-on-a-line",
    "error",
    Words("一行里写了不止一条规则", "more than one rule stands on this line"),
    Words(
        "从「{found}」起另起一行，并写明它的条件",
        "start a new line at 「{found}」 and give it its condition",
    ),
)
POINTS_MISSING = Code(
    "PD1010",
    "points-missing",
    "error",
    Words("「{found}」后面没有写分数", "no points follow 「{found}」"),
    Words(
        "写明分数，如「{found} 2 分」；由人评定的写「{found} 人工 0 至 2」",
        "say how many, like “{found} 2”; for a judged number “{found} judged 0 to 2”",
    ),
)
CONDITION_MISSING = Code(
    "PD1011",
    "condition-missing",
    "error",
    Words("「{found}」前面没有写条件", "no condition stands before 「{found}」"),
    Words("写明什么情况下{found}", "say when “{found}” holds"),
)
OPERAND_MISSING = Code(
    "PD1012",
    "compared-value-missing",
    "error",
    Words("「{found}」左边没有写比较什么", "nothing stands on the left of 「{found}」"),
    Words(
        "写明比较的量，如「执行率 {found} …」；若是分档，行首加「- 」",
        "name what is compared, like “rate {found} …”; start a band with “- ”",
    ),
)
COMPARISON_MISSING = Code(
    "PD1013",
    "comparison-missing",
    "error",
    Words(
        "「{left}」和「{right}」之间没有写怎样比较",
        "no comparison stands between 「{left}」 and 「{right}」",
    ),
    Words(
        "在中间写 >、>=、<、<=、=、大于、低于 …", "put >, >=, <, <=, =, above, below … between them"
    ),
)
CAP_WORD = Code(
    "PD1014",
    "cap-written-as-comparison",
    "error",
    Words(
        "「{found}」只表示比较，不能用来限制得分",
        "「{found}」 is only a comparison and limits no score",
    ),
    Words(
        "限制得分写「封顶 {points}」，限制一条规则写「最多 {points}」",
        "write “cap {points}” for the score, “at most {points}” for one rule",
    ),
)
ENDS_UNSAID = Code(
    "PD1015",
    "interval-end-unsaid",
    "error",
    Words(
        "「{found}」没有说明是否包括端点", "「{found}」 does not say whether the end belongs to it"
    ),
    Words("在后面写（含）或（不含）", "add (inclusive) or (exclusive)"),
)
INTERVAL_DASH = Code(
    "PD1016",
    "interval-with-dash",
    "error",
    Words("「{found}」会被读成减法", "「{found}」 reads as a subtraction"),
    Words(
        "区间写「{lower}(含) 至 {upper}(不含)」",
        "write the interval “{lower}(inclusive) to {upper}(exclusive)”",
    ),
)
ENDS_CONTRADICT = Code(
    "PD1017",
    "interval-contradicts",
    "error",
    Words("「{found}」前后矛盾", "「{found}」 contradicts itself"),
    Words("只保留一种说法，如「>= 95%」", "keep one of the two, like “>= 95%”"),
)
NAME_SYMBOL = Code(
    "PD1018",
    "symbol-in-name",
    "error",
    Words(
        "名称「{found}」中有不能直接写的符号、数字或空格",
        "the name 「{found}」 has symbols, digits or spaces in it",
    ),
    Words("把名称放进「…」", "put the name into 「…」"),
)
NAME_MISSING = Code(
    "PD1019",
    "name-missing",
    "error",
    Words("「{found}」后面没有写名称", "no name follows 「{found}」"),
)
TYPE_MISSING = Code(
    "PD1020",
    "type-missing",
    "error",
    Words("「{found}」没有写类型", "「{found}」 has no type"),
    Words(
        "在名称后写类型：金额、比率、数量、日期、是否、等级 …",
        "write the type after the name: money, ratio, count, date, truth, level …",
    ),
)
TEXT_UNQUOTED = Code(
    "PD1021",
    "text-without-quotes",
    "error",
    Words("「{found}」后面的文字要加引号", "the text after 「{found}」 needs quotation marks"),
    Words(
        "把文字放进“…”，或另起一行写{found}",
        "put the text into “…”, or give {found} a line of its own",
    ),
)
POINTS_RANGE = Code(
    "PD1022",
    "range-of-points",
    "error",
    Words(
        "分数写成了一个范围，没有说怎样取：「{found}」",
        "the points are a range, and it is not said how to choose: 「{found}」",
    ),
    Words(
        "由人评定的写「得 人工 … 至 …」；按直线折算的写在分档里，后面加「插值」",
        "write “award judged … to …” for a judgment; for a line, use bands with “interpolated”",
    ),
)
POINTS_DIFFERENCE = Code(
    "PD1023",
    "points-as-difference",
    "warning",
    Words("分数「{found}」会被算成 {result}", "the points 「{found}」 are computed as {result}"),
    Words("若是一个范围，写「人工 … 至 …」", "write “judged … to …” if it is a range"),
)
ROW_ALONE = Code(
    "PD1024",
    "row-without-list",
    "error",
    Words("{row}不属于任何清单", "{row} belongs to no list"),
    Words(
        "上面要有「按 … 分档」「逐项 …」或明细；若是普通规则，去掉行首的符号",
        "start the list above with “by … bands” or “checklist”, or remove the sign at the start",
    ),
)
STATEMENT_OUTSIDE = Code(
    "PD1025",
    "rule-outside-indicator",
    "error",
    Words("这条规则不在任何指标下面", "this rule stands under no indicator"),
    Words("先写指标的标题，如「指标 预算调整率 2 分」", "write the heading of the indicator first"),
)
ANNOTATION_ALONE = Code(
    "PD1026",
    "annotation-without-statement",
    "error",
    Words(
        "「{found}」上面没有可以说明的内容",
        "there is nothing above that 「{found}」 could be about",
    ),
    Words("把它移到所说明的那一行下面", "move it below the line it is about"),
)
SAID_TWICE = Code(
    "PD1027",
    "said-twice",
    "error",
    Words("「{found}」与前面的说法重复", "「{found}」 says again what was said before"),
    Words("只保留一处", "keep one of them"),
)
NOT_WITH_THIS = Code(
    "PD1028",
    "does-not-go-together",
    "error",
    Words("「{found}」不能与「{other}」连用", "「{found}」 does not go together with 「{other}」"),
)
TREATMENT_UNKNOWN = Code(
    "PD1029",
    "unknown-treatment",
    "error",
    Words(
        "「{found}」不是不适用时的做法",
        "「{found}」 is no way to treat an indicator that does not apply",
    ),
    Words("写「得 满分」「得 0」或「剔除」", "write “award full marks”, “award 0” or “exclude”"),
)
ROW_WITHOUT_INTERVAL = Code(
    "PD1030",
    "band-without-interval",
    "error",
    Words("分档里的「{found}」不是区间", "「{found}」 is no interval for a band"),
    Words(
        "写成 >= 95%、80%(含) 至 90%(不含) 或 其余",
        "write >= 95%, 80%(inclusive) to 90%(exclusive) or rest",
    ),
)
ROW_WITHOUT_CONDITION = Code(
    "PD1031",
    "item-without-condition",
    "error",
    Words("清单里的「{found}」不是条件", "「{found}」 is no condition for a checklist"),
    Words(
        "写明什么情况下成立，如「有制度」或「违规数 = 0」",
        "write what must hold, like “has_rules” or “breaches = 0”",
    ),
)
ROW_EFFECT = Code(
    "PD1032",
    "row-with-other-effect",
    "error",
    Words("这种行里不能写「{found}」", "「{found}」 cannot stand in such a row"),
    Words(
        "分档的行写「得 几分」，逐项的行写「得」或「扣」几分",
        "a band awards points, an item awards or deducts them",
    ),
)
HEADER_VALUE = Code(
    "PD1033",
    "header-value",
    "error",
    Words("「{header}」后面不能写「{found}」", "「{found}」 cannot follow 「{header}」"),
    Words("写成「{example}」", "write “{example}”"),
)
TOTAL_TWICE = Code(
    "PD1034",
    "total-twice",
    "error",
    Words("「总分」已经写过一次", "“total” was written before"),
    Words("把关于总分的规则放在一处", "keep the rules on the total in one place"),
)
EFFECT_MISSING = Code(
    "PD1035",
    "effect-missing",
    "error",
    Words("只写了条件，没有写怎样计分", "there is a condition and no effect"),
    Words("接着可以写：{expected}", "go on with one of these: {expected}"),
)
THOUSANDS_IN_INTERVAL = Code(
    "PD1036",
    "comma-read-as-thousands",
    "error",
    Words("「{found}」读成了一个数", "「{found}」 reads as one number"),
    Words("在逗号后面加一个空格", "put a space after the comma"),
)
STATEMENT_NOT_HERE = Code(
    "PD1037",
    "statement-not-here",
    "error",
    Words("「{found}」不能写在这里", "「{found}」 cannot stand here"),
)
LINE_TOO_LONG = Code(
    "PD1038",
    "line-too-complex",
    "error",
    Words("这一行太长，读不了", "this line is too long to be read"),
    Words("用「定义」分成几步来写", "write it in steps with “define”"),
)
COUNTED_WORDS = Code(
    "PD1039",
    "words-behind-the-step",
    "error",
    Words(
        "「{clause}」写在每一步后面，没有说是哪一个数",
        "「{clause}」 behind the step does not say which number is counted",
    ),
    Words(
        "声明「事实 {name} 数量」，再写「{name} {step} 扣 几分」",
        "declare `fact {name} count` and write “{name} {step} deduct …”",
    ),
)
NO_DEDUCTION = Code(
    "PD1040",
    "no-deduction-unclear",
    "error",
    Words(
        "「{found}」有两种意思：给满分，或免去各项扣分",
        "「{found}」 has two meanings: full marks, or no deduction counts",
    ),
    Words(
        "写「得 满分」或「免扣」；只是说没有扣分的，删去这一行",
        "write “award full marks” or “pardon”; delete the line if it only says that nothing is lost",
    ),
)
PROSE_UNCLEAR = Code(
    "PD1041",
    "prose-without-rule",
    "error",
    Words("「{found}」没有说清怎样计分", "「{found}」 does not say how points are given"),
)
BOTH_WAYS = Code(
    "PD1050",
    "both-ways",
    "error",
    Words(
        "「{found}」两个方向都算，比的是绝对值",
        "「{found}」 counts both ways: the absolute value is compared",
    ),
    Words("写「|偏差率| > 30%」", "write “|deviation| > 30%”"),
)
