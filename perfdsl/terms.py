"""The vocabulary: every word the language knows, in Chinese and English, with its meaning.

The id of a keyword is the name of its terminal in `grammar/perfdsl.lark`. Words of the kinds `type`,
`unit`, `measure` and `function` are not reserved: a fact may carry such a name.
English spellings of several words may be written with spaces or with `_` between them.
"""

from collections.abc import Iterator
from typing import Literal

from perfdsl.wording import Language, Words

TermKind = Literal[
    "heading",
    "header",
    "declaration",
    "annotation",
    "rule",
    "effect",
    "tail",
    "comparison",
    "logic",
    "value",
    "interval",
    "noise",
    "type",
    "unit",
    "measure",
    "function",
    "facts",
]


class Term:
    """One word of the language: its spellings (the first of each language is the usual one)."""

    __slots__ = ("en", "id", "kind", "meaning", "zh")

    def __init__(
        self, kind: TermKind, term_id: str, zh: str, en: str, meaning_zh: str, meaning_en: str
    ) -> None:
        self.kind = kind
        self.id = term_id
        self.zh = tuple(zh.split())
        self.en = tuple(spelling.strip() for spelling in en.split("|"))
        self.meaning = Words(meaning_zh, meaning_en)

    def __repr__(self) -> str:
        return f"Term({self.id})"

    def spelling(self, language: Language) -> str:
        """The usual spelling in `language`."""
        return self.zh[0] if language == "zh" else self.en[0]

    @property
    def words(self) -> Words:
        """The usual spellings as a text in two languages."""
        return Words(self.zh[0], self.en[0])


def _terms(kind: TermKind, *rows: tuple[str, str, str, str, str]) -> Iterator[Term]:
    for row in rows:
        yield Term(kind, *row)


# fmt: off
_GRAMMAR_TERMS = (
    *_terms(
        "heading",
        ("LEVEL_1", "一级指标", "section", "第一级的标题", "a heading of the first level"),
        ("LEVEL_2", "二级指标", "group", "第二级的标题", "a heading of the second level"),
        ("LEVEL_3", "三级指标", "subgroup", "第三级的标题", "a heading of the third level"),
        ("LEVEL_4", "四级指标", "topic", "第四级的标题", "a heading of the fourth level"),
        ("INDICATOR", "指标", "indicator", "一项计分的指标", "one indicator that is scored"),
        ("TOTAL", "总分", "total", "针对总分的规则由此开始", "rules on the total start here"),
    ),
    *_terms(
        "header",
        ("SCHEME", "方案", "scheme", "这套评分办法的名称", "the name of the scheme"),
        ("YEAR", "年度", "year", "适用的财政年度", "the fiscal year it is for"),
        ("EDITION", "语言", "language", "规则语言的版本", "the edition of the language"),
        ("KEEP", "保留", "keep", "每项得分保留几位小数", "how many decimals a score keeps"),
        ("INTEGER", "整数", "integers", "不留小数", "no decimals"),
        ("WHOLE_STEPS", "按整", "whole steps|whole", "不足一步的不计", "a part of a step counts nothing"),
        ("STARTED_STEPS", "进一", "started steps", "不足一步的按一步计", "a part of a step counts as one"),
        ("PROPORTIONAL", "按比例", "pro rata|proportionally", "不足一步的按比例计", "a part of a step counts in proportion"),
        ("RESCALE", "剔除换算", "rescale", "剔除后在哪个范围换算", "where points are rescaled"),
        ("IN_GROUP", "组内", "in group|within group", "在同一上级指标内", "within the same heading"),
        ("WHOLE_TABLE", "全表", "whole table", "在整张表内", "over the whole table"),
        ("MONEY_UNIT", "金额单位", "money unit", "金额不写单位时的单位", "the unit of bare money"),
        ("GRADES", "等级", "grades|grade", "评价等级及其最低分", "the grades and their least points"),
    ),
    *_terms(
        "declaration",
        ("FACT", "事实", "fact", "一项要填报的数据", "a value that is supplied"),
        ("DEFINE", "定义", "define", "由其他数据算出的量", "a quantity computed from others"),
        ("BY", "按", "by", "分档或取值所依据的量", "the quantity that decides"),
        ("TAKE", "取", "take", "按情况取值", "a value for each case"),
        ("REST", "其余 其余情况 其他情况 其它情况", "rest", "其他所有情况", "every other case"),
    ),
    *_terms(
        "annotation",
        ("BASIS", "依据", "basis", "所依据的条款", "the clause it rests on"),
        ("DOCUMENTS", "来源", "documents|source", "数据的来源资料", "where the data come from"),
        ("METHOD", "方法", "method", "评价方法", "how it is assessed"),
        ("NOTE", "说明", "note", "补充说明", "a remark"),
        ("REASON", "理由", "reason", "失分的理由", "why points are lost"),
        ("PROBLEM", "问题", "problem", "写进报告的问题", "the problem for the report"),
        ("ADVICE", "建议", "advice", "写进报告的建议", "the advice for the report"),
        ("FORMER_NAME", "原名", "former name", "上一年度的名称", "its name last year"),
        ("CODE", "编号", "code", "指标编号", "the code of the indicator"),
        (
            "ALLOW",
            "放过",
            "allow",
            "检查规则的名称和理由：这里不再提示",
            "the name of a rule of the linter and the reason: it is silent here",
        ),
    ),
    *_terms(
        "rule",
        ("IF", "当 若 如果 如", "when|if", "引出条件", "opens a condition"),
        ("OTHERWISE", "否则", "otherwise", "以上都不成立时", "where none of the above holds"),
        ("BANDS", "分档", "bands", "按区间给分", "points by bands"),
        ("CHECKLIST", "逐项", "checklist", "逐条核对给分", "points item by item"),
        ("MISSING", "缺一项 缺一", "missing", "每缺一条", "for each item missing"),
        ("UPPER", "上限", "upper limit", "得分的上限", "the most points"),
        ("LOWER", "下限", "lower limit", "得分的下限", "the least points"),
    ),
    *_terms(
        "effect",
        ("DEDUCT", "扣 扣除 扣减", "deduct", "扣减分数", "lose points"),
        ("AWARD", "得 计 记 得分 本项得 该项得 此项得 本指标得 该指标得 " "本项得分 该项得分 此项得分 本指标得分 该指标得分", "award", "得到分数", "get points"),
        ("ADD", "加", "add", "在得分之上加分", "bonus points"),
        ("NO_POINTS", "不得分 不计分 本项不得分 该项不得分 此项不得分 本指标不得分 该指标不得分 " "本项不计分 该项不计分 此项不计分 本指标不计分 该指标不计分", "no points", "得零分", "get no points"),
        ("NOT_APPLICABLE", "不适用", "not applicable", "本项不评", "the indicator does not apply"),
        ("EXCLUDE", "剔除", "exclude", "不计入并换算", "leave out and rescale"),
        ("PARDON", "免扣 免扣分 免予扣分 免于扣分", "pardon", "各项扣分都不算", "no deduction counts"),
        ("CAP", "封顶", "cap", "得分最高到此", "the score goes no higher"),
        ("REQUIRE", "须说明", "must explain", "需要书面说明", "asks for an explanation"),
        ("VETO", "一票否决", "veto", "总评直接定档", "decides the whole result"),
    ),
    *_terms(
        "tail",
        ("PER_FULL", "每满", "per full", "每个整步", "for each complete step"),
        ("PER_STARTED", "每起", "per started", "每一步，不足一步按一步", "for each step begun"),
        ("EACH", "每 每超过 每超出 每超 每低于 每低 每高于 每高 每差 每出现 每发生 每发现 每少 每少于 每多 每相差 每增加 每增长 " "每降低 每下降 每提高 每上升 每减少 每偏离 每延迟 每逾期 每有 每缺 每缺少 每漏 每再", "per|each|every", "每一步", "for each step"),
        ("AT_MOST", "最多 至多 最多扣 最多加 最多得 最高扣 最高加 最高得 最高 累计不超过 累计最多 累计最高 累计扣分不超过 累计加分不超过 累计得分不超过 最高不超过 最多不超过 " "扣满 扣完 加满", "at most", "这条规则的上限", "the most this rule does"),
        ("UNLESS", "除外", "unless|except", "不适用这条规则的情形", "where this rule is not used"),
        ("UNTIL_ZERO", "扣完为止 直至扣完 直至扣完为止 直到扣完 直到扣完为止 扣完分值为止 扣完该项分值为止 扣完本项分值为止 扣完此项分值为止 " "扣完该项分为止 扣完本项分为止 扣完该项为止 扣完本项为止 该项分值扣完为止 本项分值扣完为止 该项分扣完为止 本项分扣完为止 扣至零分为止 扣到零分为止", "until zero|down to zero", "扣到零分为止", "not below zero"),
        ("UNTIL_FULL", "满分为止 加满为止 加至满分为止 加到满分为止", "up to full marks", "到满分为止", "not above full marks"),
        ("JUDGED", "人工", "judged", "由评价人给分", "points given by a person"),
        ("STEP_SIZE", "步长", "step", "给分的最小间隔", "the grain of judged points"),
        ("INTERPOLATED", "插值 线性插值 按插值计分 按插值计算 按线性插值 按线性插值计分 按线性插值计算 按线性插值法计分 按线性插值法计算 按插值法计分 按插值法计算", "interpolated", "两端之间按直线计", "on a line between the ends"),
    ),
    *_terms(
        "comparison",
        ("GT", "大于 超过 高于 多于 超出 晚于", "above|more than|over|exceeds|greater than|later than", "大于", "greater"),
        ("GE", "不低于 不少于 不小于 达到 大于等于 大于或等于 高于或等于 高于等于 不早于 未低于 未少于 达", "at least|reaches|not below|not earlier than", "大于或等于", "greater or equal"),
        ("LT", "小于 低于 不足 少于 未达到 不满 未达 未满 早于", "below|less than|under|fewer than|earlier than", "小于", "less"),
        ("LE", "不超过 不高于 不大于 不多于 小于等于 小于或等于 低于或等于 低于等于 不晚于 未晚于 未超过 未高于 未超出", "no more than|not above|up to|not later than|no later than", "小于或等于", "less or equal"),
        ("EQ", "等于 为", "equals|is", "相等", "equal"),
        ("NE", "不等于", "not equal to|differs from", "不相等", "not equal"),
    ),
    *_terms(
        "logic",
        ("AND", "且 并且 而且", "and", "两者都成立", "both hold"),
        ("OR", "或 或者", "or", "至少一个成立", "one of them holds"),
        ("NOT", "非", "not", "不成立", "does not hold"),
    ),
    *_terms(
        "value",
        ("FULL_MARKS", "满分", "full marks", "这一项的满分", "the full marks of this place"),
        ("LAST_YEAR", "上年 去年 上年度 上一年 上一年度 上年同期 去年同期", "last year", "上一年度的同一数据", "the same fact last year"),
        ("TRUE", "是", "yes|true", "成立", "it is so"),
        ("FALSE", "否", "no|false", "不成立", "it is not so"),
        ("WHERE", "其中", "where", "只算符合条件的明细", "only records that meet it"),
    ),
    *_terms(
        "interval",
        ("IN", "在 介于 处于 控制在 保持在", "in|between", "落在区间内", "lies in an interval"),
        ("TO", "至 到", "to", "从……到……", "from … to …"),
        ("INCLUSIVE", "含", "inclusive|incl", "包括端点", "the end belongs to it"),
        ("EXCLUSIVE", "不含", "exclusive|excl", "不包括端点", "the end does not belong to it"),
        ("AND_ABOVE", "及以上 及其以上", "and above|or more", "大于或等于", "this or more"),
        ("AND_BELOW", "及以下 及其以下", "and below|or less", "小于或等于", "this or less"),
        ("UPWARDS", "以上", "upwards", "以上，须写明含不含", "from here up: say (inclusive) or not"),
        ("DOWNWARDS", "以下 以内", "downwards", "以下，须写明含不含", "from here down: likewise"),
    ),
    *_terms(
        "noise",
        ("NOISE", "的 时 的话 则 即 就 之间 为止", "then", "行文用字，不影响含义", "prose, no meaning"),
    ),
)

_TYPE_TERMS = tuple(
    _terms(
        "type",
        ("money", "金额", "money", "元、万元、亿元", "an amount of money"),
        ("ratio", "比率", "ratio", "百分比", "a share or rate"),
        ("count", "数量 人数 次数", "count", "个数", "a number of things"),
        ("days", "天数", "days", "多少天", "a number of days"),
        ("months", "月数", "months", "多少个月", "a number of months"),
        ("date", "日期", "date", "某一天", "a day"),
        ("truth", "是否", "truth", "是或否", "yes or no"),
        ("level", "等级", "level", "有高低的档次，从高到低", "ordered words, best first"),
        ("choice", "选项", "choice", "没有高低的几种情况", "words without an order"),
        ("text", "文本", "text", "文字", "words"),
        ("records", "明细", "records", "一行一条的清单", "a list of records"),
    )
)

_UNIT_TERMS = tuple(
    _terms(
        "unit",
        ("%", "%", "percent", "百分之一", "one hundredth"),
        ("‰", "‰", "permille", "千分之一", "one thousandth"),
        ("百分点", "百分点 个百分点", "pp|percentage points|percentage point", "比率之差的百分之一", "a hundredth between ratios"),
        ("倍", "倍", "fold", "几倍", "so many times as much"),
        ("元", "元", "yuan", "人民币元", "yuan"),
        ("千元", "千元", "thousand yuan", "一千元", "1,000 yuan"),
        ("万元", "万元", "ten thousand yuan", "一万元", "10,000 yuan"),
        ("百万元", "百万元", "million yuan", "一百万元", "1,000,000 yuan"),
        ("亿元", "亿元", "hundred million yuan", "一亿元", "100,000,000 yuan"),
        ("天", "天 日", "days|day", "自然日", "calendar days"),
        ("工作日", "工作日 个工作日", "working days|working day", "工作日", "working days"),
        ("月", "月 个月", "months|month", "月", "months"),
        ("年", "年", "years", "年", "years"),
        ("分", "分", "points|point", "分数", "points"),
        ("位小数", "位小数", "decimal places|decimals|decimal place", "小数位", "decimal places"),
    )
)

_MEASURES = (
    "个 项 次 处 位 名 例 人 件 起 笔 家 户 份 条 篇 期 场 台 辆 套 宗 批 类 种 级 档 页 间 座 亩 所 张 本 "
    "部 场次 人次 公里 千米 米 平方米 小时 吨 辆次 只 头 株 棵 块 栋 幢 艘 门 科 班 组 轮 届 季 季度 周"
)
_MEASURE_TERMS = tuple(
    _terms(
        "measure",
        ("MEASURE", _MEASURES, "items|item|cases|case|people|person|times|time|projects|project|places|place|units|unit|" "departments|department|reports|report|records|record", "数数时用的量词", "what is counted"),
    )
)

_FUNCTION_TERMS = tuple(
    _terms(
        "function",
        ("max", "最大", "max", "最大的一个", "the greatest"),
        ("min", "最小", "min", "最小的一个", "the least"),
        ("round", "四舍五入", "round", "四舍五入到给定位数", "round half up"),
        ("round_up", "向上取整", "round_up", "不小于它的最小整数", "the next integer up"),
        ("round_down", "向下取整", "round_down", "不大于它的最大整数", "the next integer down"),
        ("abs", "绝对值", "abs", "去掉正负号", "without its sign"),
        ("sum", "合计", "sum", "明细之和", "the sum over records"),
        ("average", "平均", "average", "明细的平均数", "the mean over records"),
        ("weighted_average", "加权平均", "weighted_average", "按权数平均", "the mean by weights"),
        ("count", "数量", "count", "明细的条数", "how many records"),
        ("working_days", "工作日数", "working_days", "两个日期之间的工作日", "working days between dates"),
        ("rank", "排名", "rank", "在全体中的名次", "the rank among all"),
        ("population", "全体", "population", "所有被评单位", "all that are scored"),
        ("peers", "同组", "peers", "同一组的单位", "those of the same group"),
    )
)

# fmt: on

# --- words of the facts file ---------------------------------------------------------------------
# The table and key words of the facts file. The part of an id before the dot is where the word stands.

_FACTS_TERMS: tuple[Term, ...] = tuple(
    _terms(
        "facts",
        ("file.scheme", "方案", "scheme", "用哪一套评分规则", "which rules it is scored with"),
        ("file.year", "年度", "year", "数据所属的财政年度", "the fiscal year of the data"),
        ("file.subject", "单位 评价对象", "subject", "被评价的单位", "who is scored"),
        ("file.facts", "事实", "facts", "本年度的数据", "this year's data"),
        ("file.last_year", "上年 去年", "last_year", "上一年度的数据", "last year's data"),
        ("file.judged", "评分", "judged|judgements", "由评价人给的分", "points given by a person"),
        (
            "file.explanations",
            "说明",
            "explanations",
            "对须说明事项的说明",
            "answers that the rules ask for",
        ),
        (
            "file.stated",
            "自评",
            "stated",
            "单位或报告写出的得分",
            "scores as the report states them",
        ),
        (
            "file.working_days",
            "工作日",
            "working_days",
            "对工作日历的更正",
            "corrections of the calendar",
        ),
        ("entry.value", "值", "value", "填报的值", "the value"),
        ("entry.source", "来源", "source", "取自哪份资料", "the document it comes from"),
        ("entry.page", "页 页码", "page", "资料的第几页", "the page of the document"),
        ("entry.note", "说明", "note", "补充说明", "a remark"),
        ("judged.points", "分", "points", "给的分", "the points given"),
        ("judged.reason", "理由", "reason", "给分的理由", "the reason for the points"),
        ("judged.source", "来源", "source", "依据哪份资料", "the document it rests on"),
        ("judged.page", "页 页码", "page", "资料的第几页", "the page of the document"),
        ("stated.total", "总分", "total", "写出的总分", "the total as stated"),
        ("stated.grade", "等级", "grade", "写出的等级", "the grade as stated"),
        ("working_days.working", "工作日", "working", "调休上班的日子", "days that are worked"),
        ("working_days.off", "休息日", "off", "放假的日子", "days that are off"),
    )
)

# -------------------------------------------------------------------------------------------------

TERMS: tuple[Term, ...] = (
    *_GRAMMAR_TERMS,
    *_TYPE_TERMS,
    *_UNIT_TERMS,
    *_MEASURE_TERMS,
    *_FUNCTION_TERMS,
    *_FACTS_TERMS,
)

KEYWORD_TERMS: tuple[Term, ...] = _GRAMMAR_TERMS
"""The reserved words; `INCLUSIVE` and `EXCLUSIVE` count only inside their brackets."""


def _key(spelling: str) -> str:
    return spelling.lower().replace(" ", "_")


def _index(terms: tuple[Term, ...]) -> dict[str, Term]:
    return {_key(spelling): term for term in terms for spelling in (*term.zh, *term.en)}


_KEYWORDS = _index(tuple(t for t in KEYWORD_TERMS if t.id not in ("INCLUSIVE", "EXCLUSIVE")))
_TYPES = _index(_TYPE_TERMS)
_UNITS = _index(_UNIT_TERMS)
_MEASURE_WORDS = _index(_MEASURE_TERMS)
_FUNCTIONS = _index(_FUNCTION_TERMS)
_BY_ID = {term.id: term for term in KEYWORD_TERMS}

KEYWORD_IDS: dict[str, str] = {spelling: term.id for spelling, term in _KEYWORDS.items()}
"""Every spelling of every reserved word (English ones in small letters with `_`) and its terminal."""


def find_keyword(word: str) -> Term | None:
    """The reserved word written `word`, in either language and with spaces or `_`."""
    return _KEYWORDS.get(_key(word))


def find_type(word: str) -> Term | None:
    """The type written `word`; the id is the `TypeKind`."""
    return _TYPES.get(_key(word))


def find_unit(word: str) -> str | None:
    """The canonical unit written `word`: of a unit its first Chinese spelling, else the measure word."""
    unit = _UNITS.get(_key(word))
    if unit is not None:
        return unit.id
    return word if _key(word) in _MEASURE_WORDS else None


def find_function(word: str) -> Term | None:
    """The function written `word`; its id is the English name."""
    return _FUNCTIONS.get(_key(word))


def keyword(term_id: str) -> Term:
    """The reserved word with this terminal."""
    return _BY_ID[term_id]
