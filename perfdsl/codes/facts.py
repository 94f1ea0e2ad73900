"""Codes about the facts file: how it is written (PD50…, re-exported), what it says (PD51…)."""

# ruff: noqa: F401  # re-exported: this module holds all codes of the facts file

from perfdsl.codes.facts_writing import (
    AFTER_VALUE,
    BAD_ESCAPE,
    BAD_KEY,
    DUPLICATE_KEY,
    DUPLICATE_TABLE,
    KEY_WITH_SPACE,
    KEYS_WITHOUT_QUOTES,
    LOOSE_WRITING,
    MIXED_QUOTES,
    NO_EQUALS_SIGN,
    NO_SUCH_DAY,
    NO_VALUE,
    NOT_A_NUMBER,
    NUMBER_TOO_LONG,
    TIME_OF_DAY,
    TOO_DEEP,
    TRAILING_SIGN,
    TWO_STATEMENTS,
    UNCLOSED_BRACKET,
    UNCLOSED_HEADING,
    UNCLOSED_TEXT,
    VALUE_IS_NO_TABLE,
)
from perfdsl.wording import Code, Words

UNKNOWN_TABLE = Code(
    "PD5101",
    "facts-unknown-entry",
    "error",
    Words(
        "「{key}」不是填报文件里的项目；可以写的有：{known}",
        "“{key}” is not part of a facts file; what can stand here: {known}",
    ),
)
UNKNOWN_FACT = Code(
    "PD5102",
    "facts-unknown-fact",
    "error",
    Words(
        "评分规则里没有数据项「{key}」，也没有这个名称的定义",
        "the rules have no fact and no definition called “{key}”",
    ),
    Words(
        "核对名称；评分规则用到的数据项可以用 perfdsl facts new 列出来",
        "check the name; perfdsl facts new lists every fact that the rules use",
    ),
)
UNKNOWN_FIELD = Code(
    "PD5103",
    "facts-unknown-field",
    "error",
    Words(
        "明细「{records}」里没有「{key}」这一栏；有：{known}",
        "the records “{records}” have no field “{key}”; they have: {known}",
    ),
)
UNKNOWN_KEY = Code(
    "PD5104",
    "facts-unknown-key",
    "error",
    Words(
        "这里不认识「{key}」；可以写：{known}", "“{key}” is not known here; you can write: {known}"
    ),
)
UNKNOWN_PATH = Code(
    "PD5105",
    "facts-unknown-indicator",
    "error",
    Words("评分规则里没有指标「{key}」", "the rules have no indicator “{key}”"),
    Words(
        "写指标的路径，各级之间用 / 隔开，例如 一级指标/二级指标/指标",
        "write the path of the indicator with / between its levels",
    ),
)
AMBIGUOUS_PATH = Code(
    "PD5106",
    "facts-ambiguous-indicator",
    "error",
    Words(
        "有 {count} 处都叫「{key}」，分不清是哪一处",
        "“{key}” can be any of {count} places",
    ),
    Words("写出完整的路径", "write the whole path"),
)
NOT_JUDGED = Code(
    "PD5107",
    "facts-not-judged",
    "error",
    Words(
        "「{key}」的得分由规则算出，不由人工给分",
        "the score of “{key}” is computed by the rules; no points are judged there",
    ),
    Words(
        "删去这一项；报告写出的得分填在 [自评] 下面",
        "remove it; a score that the report states goes under [stated]",
    ),
)
JUDGED_WITHOUT_REASON = Code(
    "PD5108",
    "facts-judged-without-reason",
    "warning",
    Words("「{key}」的人工给分没有写理由", "no reason is given for the judged points of “{key}”"),
    Words(
        '写成 {{ "分" = {points}, "理由" = "……" }}',
        'write {{ points = {points}, reason = "…" }}',
    ),
)
NEED_TABLE = Code(
    "PD5110",
    "facts-table-needed",
    "error",
    Words(
        "「{key}」下面应当逐项填写，写成 [{key}] 再一行一项",
        "“{key}” holds entries: write [{key}] and below it one entry a line",
    ),
)
VALUE_NEEDED = Code(
    "PD5111",
    "facts-value-needed",
    "error",
    Words("「{key}」只要一个值，这里却是一组", "“{key}” takes one value, not several"),
    Words('写成：{key} = "值"', 'write: {key} = "value"'),
)
NO_FACT_VALUE = Code(
    "PD5112",
    "facts-entry-without-value",
    "error",
    Words("「{key}」写了来源或说明，但没有写「值」", "“{key}” has a source or note but no value"),
    Words('补上 "值" = …', "add value = …"),
)
RECORDS_NEEDED = Code(
    "PD5113",
    "facts-records-needed",
    "error",
    Words(
        "「{key}」是明细，一条一条地填：每条以 [[事实.{key}]] 开头",
        "“{key}” is a list of records: begin each with [[facts.{key}]]",
    ),
)
HEADING_LOST = Code(
    "PD5114",
    "facts-heading-lost",
    "error",
    Words(
        "「{key}」上面少了表头「{heading}」，它现在算在别的表头下面",
        "the heading “{heading}” is missing above “{key}”, which now belongs to another one",
    ),
    Words("补上表头", "add the heading"),
)
WRONG_KIND = Code(
    "PD5120",
    "facts-wrong-kind",
    "error",
    Words(
        "「{key}」应当填{expected}，读不懂「{text}」",
        "“{key}” should be {expected}; “{text}” cannot be read as such",
    ),
    Words("例如 {example}", "write it like {example}"),
)
UNIT_NEEDED = Code(
    "PD5121",
    "facts-unit-needed",
    "error",
    Words(
        "「{key}」是{expected}，「{text}」没有写单位",
        "“{key}” is {expected}, and “{text}” has no unit",
    ),
    Words("写上单位", "add the unit"),
)
WRONG_UNIT = Code(
    "PD5122",
    "facts-wrong-unit",
    "error",
    Words(
        "「{key}」是{expected}，「{text}」不能用「{unit}」作单位",
        "“{key}” is {expected}; the unit of “{text}” cannot be “{unit}”",
    ),
    Words("例如 {example}", "write it like {example}"),
)
UNKNOWN_UNIT = Code(
    "PD5123",
    "facts-unknown-unit",
    "error",
    Words(
        "「{key}」的值「{text}」里，不认识单位「{unit}」",
        "in “{text}” for “{key}” the unit “{unit}” is not known",
    ),
    Words("例如 {example}", "write it like {example}"),
)
POINTS_FOR_RATIO = Code(
    "PD5124",
    "facts-points-for-ratio",
    "error",
    Words(
        "「{key}」是比率，「{text}」是百分点；百分点只表示两个比率之差",
        "“{key}” is a ratio, and “{text}” are percentage points: the difference between two ratios",
    ),
    Words("比率写成百分数，例如 {example}", "write a ratio as a percentage, such as {example}"),
)
INEQUALITY = Code(
    "PD5125",
    "facts-inequality",
    "error",
    Words(
        "「{key}」要填一个确定的值，「{text}」是一个范围",
        "“{key}” needs one value, and “{text}” is a range",
    ),
    Words(
        "填写实际的值，例如 {example}；目标值写在规则里",
        "write the actual value, such as {example}; a target belongs into the rules",
    ),
)
NOT_WHOLE = Code(
    "PD5126",
    "facts-not-whole",
    "error",
    Words(
        "「{key}」应当是整数，这里是「{text}」", "“{key}” should be a whole number, not “{text}”"
    ),
    Words("核对这个数", "check the number"),
)
NEGATIVE_COUNT = Code(
    "PD5127",
    "facts-negative-count",
    "error",
    Words(
        "「{key}」是数量，不能是负数「{text}」",
        "“{key}” is a count and cannot be negative: “{text}”",
    ),
    Words("核对这个数", "check the number"),
)
OUT_OF_BOUNDS = Code(
    "PD5128",
    "facts-out-of-bounds",
    "error",
    Words(
        "「{key}」填了「{text}」，规则要求{bounds}",
        "“{key}” is given as “{text}”; the rules want it {bounds}",
    ),
    Words("核对这个值和它的单位", "check the value and its unit"),
)
UNKNOWN_WORD = Code(
    "PD5129",
    "facts-unknown-word",
    "error",
    Words(
        "「{key}」不能是「{text}」，只能是：{known}",
        "“{key}” cannot be “{text}”; it is one of: {known}",
    ),
    Words("从这些词里选一个", "choose one of these words"),
)
NO_SUCH_DATE = Code(
    "PD5130",
    "facts-no-such-date",
    "error",
    Words("「{key}」的日期「{text}」在日历上没有", "“{key}”: there is no such day as “{text}”"),
    Words("核对年、月、日", "check year, month and day"),
)
DAY_TWICE = Code(
    "PD5131",
    "facts-day-twice",
    "error",
    Words("{day} 既填作工作日，又填作休息日", "{day} is given as a working day and as a day off"),
    Words("只保留一处", "keep one of the two"),
)
CANNOT_BE_GIVEN = Code(
    "PD5132",
    "facts-cannot-be-given",
    "error",
    Words(
        "「{key}」是算出来的量，没有可以填写的单位，不能直接填报",
        "“{key}” is a computed quantity without a unit of its own; it cannot be given",
    ),
    Words("填报算它用的各项数据", "give the facts it is computed from"),
)
YEAR_DIFFERS = Code(
    "PD5140",
    "facts-year-differs",
    "error",
    Words(
        "填报的是 {facts_year} 年度，评分规则是 {rules_year} 年度的",
        "the facts are for {facts_year}, the rules for {rules_year}",
    ),
    Words(
        "改用同一年度的规则；确要跨年度计分，加上 --year {facts_year}",
        "use the rules of that year; to score across years all the same, add --year {facts_year}",
    ),
)
YEAR_ALLOWED = Code(
    "PD5141",
    "facts-year-allowed",
    "info",
    Words(
        "按 {rules_year} 年度的规则给 {facts_year} 年度的数据计分（--year）",
        "facts of {facts_year} are scored with the rules of {rules_year} (--year)",
    ),
)
NOT_A_YEAR = Code(
    "PD5142",
    "facts-not-a-year",
    "error",
    Words(
        "年度应当是四位数的年份，读不懂「{text}」",
        "the year should be a number such as 2021, not “{text}”",
    ),
    Words('写成 "年度" = 2021', "write year = 2021"),
)
NOT_IN_SOURCE = Code(
    "PD5150",
    "facts-not-in-source",
    "warning",
    Words(
        "「{key}」填了「{text}」，来源里写的是「{quoted}」",
        "“{key}” is given as “{text}”, and its source says “{quoted}”",
    ),
    Words(
        "核对来源；确要这样填的，在「说明」里写明怎样得来",
        "check the source; if the value is meant, say in a note how it comes about",
    ),
)
DAYS_OUT_OF_ORDER = Code(
    "PD5151",
    "facts-days-out-of-order",
    "warning",
    Words(
        "规则从「{key}」算到「{other}」，填的「{other}」却早得多：{text} 像是年份没有改（另一个是 {first}）",
        "the rules count from “{key}” to “{other}”, which is given as much earlier: {text} looks like another year (the other is {first})",
    ),
    Words("核对年份", "check the year"),
)
UNLIKELY_UNIT = Code(
    "PD5152",
    "facts-unlikely-unit",
    "warning",
    Words(
        "「{key}」填了 {text}，和它相比的数相差得不合常理；单位像是{unit}",
        "“{key}” is given as {text}, out of all proportion to what it is compared with; the unit may be {unit}",
    ),
    Words("核对单位", "check the unit"),
)
OTHER_YEAR_HEADING = Code(
    "PD5153",
    "facts-other-year-heading",
    "warning",
    Words(
        "「{key}」填在「{here}」下面，规则要的是「{there}」下面的，那里没有",
        "“{key}” is given below “{here}”; the rules ask for it below “{there}”, where it is missing",
    ),
    Words("移到「{there}」下面", "move it below “{there}”"),
)
DAYS_FAR_APART = Code(
    "PD5154",
    "facts-days-far-apart",
    "warning",
    Words(
        "「{key}」填了 {text}，和规则拿来比的{other} {first} 相差一年左右，像是年份没有改",
        "“{key}” is given as {text}, about a year away from the {other} {first} the rules hold it against; its year looks like another one",
    ),
    Words("核对年份", "check the year"),
)
SHARE_TOO_LARGE = Code(
    "PD5155",
    "facts-share-too-large",
    "info",
    Words(
        "「{key}」填了 {text}，是「{other}」（{whole}）的 {share}；规则的界限最高只到 {limit}，其中一个像是填错了",
        "“{key}” is given as {text}, {share} of “{other}” ({whole}); the limits of the rules end at {limit}: one looks wrong",
    ),
    Words("核对这两个数", "check these two figures"),
)
