"""Codes about names: declared, used, repeated (PD2…)."""

from perfdsl.wording import Code, Words

UNDECLARED_NAME = Code(
    "PD2001",
    "undeclared-name",
    "error",
    Words("没有声明过「{name}」", "「{name}」 is not declared"),
    Words(
        "用「事实 {name} 类型」或「定义 {name} = …」声明它",
        "declare it with `fact {name} TYPE` or `define {name} = …`",
    ),
)
DUPLICATE_NAME = Code(
    "PD2002",
    "duplicate-name",
    "error",
    Words("「{name}」声明了两次", "「{name}」 is declared twice"),
    Words("保留一处，或给其中一个换名", "keep one of them, or rename one"),
)
DEFINITION_CYCLE = Code(
    "PD2003",
    "definition-cycle",
    "error",
    Words("定义绕成了圈：{path}", "these definitions go round in a circle: {path}"),
    Words("让其中一个改用事实来算", "let one of them be computed from facts"),
)
UNDECLARED_FIELD = Code(
    "PD2004",
    "undeclared-field",
    "error",
    Words(
        "明细「{records}」没有字段「{name}」", "the records 「{records}」 have no field 「{name}」"
    ),
    Words("它的字段有：{fields}", "its fields are: {fields}"),
)
NOT_RECORDS = Code(
    "PD2005",
    "not-records",
    "error",
    Words(
        "「{name}」不是明细，后面不能用「.」取字段",
        "「{name}」 is not a list of records, so it has no fields",
    ),
)
SHADOWED_FIELD = Code(
    "PD2006",
    "shadowed-field",
    "error",
    Words(
        "「{name}」既是明细「{records}」的字段，又是别处声明的名称",
        "「{name}」 is a field of 「{records}」 and also declared elsewhere",
    ),
    Words("给字段换一个名称", "rename the field"),
)
DUPLICATE_INDICATOR = Code(
    "PD2007",
    "duplicate-indicator",
    "error",
    Words(
        "同一级下有两个指标都叫「{name}」",
        "two indicators under the same heading are called 「{name}」",
    ),
    Words("给其中一个换名", "rename one of them"),
)
UNKNOWN_FUNCTION = Code(
    "PD2008",
    "unknown-function",
    "error",
    Words("没有叫「{name}」的函数", "there is no function 「{name}」"),
    Words("可用的函数：{functions}", "the functions are: {functions}"),
)
UNKNOWN_GRADE = Code(
    "PD2009",
    "unknown-grade",
    "error",
    Words("等级里没有「{name}」", "「{name}」 is not in the grade scale"),
    Words(
        "在文件头写明等级，例如「等级 优 90 分, 差 0 分」",
        "declare the scale at the top, such as `grades 优 90, 差 0`",
    ),
)
DUPLICATE_HEADER = Code(
    "PD2010",
    "duplicate-header",
    "error",
    Words("「{header}」写了两次", "「{header}」 is set twice"),
    Words("删去其中一行", "delete one of the lines"),
)
DUPLICATE_WORD = Code(
    "PD2011",
    "duplicate-word",
    "error",
    Words("「{name}」在同一张表里出现了两次", "「{name}」 is listed twice"),
)
UNKNOWN_WORD = Code(
    "PD2012",
    "unknown-word",
    "error",
    Words(
        "「{name}」不是「{subject}」可取的值",
        "「{name}」 is not one of the values of 「{subject}」",
    ),
    Words("可取的值：{words}", "its values are: {words}"),
)
NESTED_LAST_YEAR = Code(
    "PD2013",
    "nested-last-year",
    "error",
    Words("「{name}」会用到上年的上年", "「{name}」 would reach back two years"),
    Words("把前年的数声明为单独的事实", "declare the older figure as a fact of its own"),
)
POPULATION_NOT_YET = Code(
    "PD2014",
    "population-not-yet",
    "error",
    Words(
        "「{name}」要用到所有单位的数据，这一版还不支持",
        "「{name}」 needs the data of all departments; this version cannot do that yet",
    ),
    Words("先在表外算出结果，作为事实填入", "compute it outside and give the result as a fact"),
)

# --- found while lines are cut into words (PD2101–PD2199) ----------------------------------------

UNDECLARED_IN_RUN = Code(
    "PD2101",
    "undeclared-in-run",
    "error",
    Words("没有声明过「{name}」", "「{name}」 is not declared"),
    Words(
        "声明「{name}」；若「{run}」整个是一个名称，声明它，或在词之间加空格",
        "declare 「{name}」; if 「{run}」 is one name declare that, or put spaces between the words",
    ),
)
UNDECLARED = (UNDECLARED_NAME, UNDECLARED_IN_RUN)
AMBIGUOUS_READING = Code(
    "PD2102",
    "ambiguous-reading",
    "error",
    Words(
        "「{found}」有几种读法：{readings}", "「{found}」 can be read in several ways: {readings}"
    ),
    Words(
        "在词之间加空格，或把名称放进「…」",
        "put spaces between the words, or put the name into 「…」",
    ),
)
OTHER_QUANTITY = Code(
    "PD2015",
    "quantity-of-another-indicator",
    "warning",
    Words(
        "这个指标的规则说的是别的指标的「{other}」，而「{name}」没有规则用到",
        "these rules speak of 「{other}」, which is another indicator's, and nothing uses 「{name}」",
    ),
    Words(
        "规则是从别的指标复制来的，把「{other}」换成「{name}」",
        "if the rules were copied, write 「{name}」 for 「{other}」",
    ),
)
WORD_SPLIT = Code(
    "PD2103",
    "word-split-off",
    "info",
    Words("「{run}」读作 {reading}", "「{run}」 is read as {reading}"),
    Words(
        "若是一个名称，声明它；否则加空格分开",
        "declare it if it is one name, else part it with a space",
    ),
)
NAME_IS_WORD = Code(
    "PD2104",
    "name-is-keyword",
    "error",
    Words(
        "「{name}」是语言的关键词，不能直接作名称",
        "「{name}」 is a word of the language and no name",
    ),
    Words("换一个名称，或放进「」", "choose another name, or put it into 「」"),
)
NAME_CAN_BE_CUT = Code(
    "PD2105",
    "name-can-be-cut",
    "error",
    Words(
        "名称「{name}」也可以读作 {reading}", "the name 「{name}」 could also be read as {reading}"
    ),
    Words("声明时写成「{name}」，带上引号「」", "declare it in its own quotes: 「{name}」"),
)
