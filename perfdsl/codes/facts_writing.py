"""Codes about how the facts file is written (PD50…)."""

from perfdsl.wording import Code, Words

KEYS_WITHOUT_QUOTES = Code(
    "PD5001",
    "facts-keys-without-quotes",
    "info",
    Words(
        "有 {count} 个键没有加半角引号，已照样读取",
        "{count} keys have no straight quotes; they were read all the same",
    ),
    Words(
        "给键加上半角引号，别的 TOML 软件才能读这个文件",
        "put straight quotes round the keys, so that other TOML software can read the file",
    ),
)
LOOSE_WRITING = Code(
    "PD5002",
    "facts-loose-writing",
    "info",
    Words(
        "有 {count} 处全角符号或没有加引号的文字，已按唯一可能的意思读取",
        "{count} full-width signs or texts without quotes were read in the only way they can be meant",
    ),
    Words(
        "改成半角符号、给文字加上引号，别的 TOML 软件才能读这个文件",
        "use half-width signs and quote the texts, so that other TOML software can read the file",
    ),
)
NO_EQUALS_SIGN = Code(
    "PD5003",
    "facts-no-equals-sign",
    "error",
    Words(
        "「{key}」和它的值之间应当是一个等号「=」",
        "between “{key}” and its value stands one equals sign “=”",
    ),
    Words('每行写成：名称 = "值"', 'write each line as: name = "value"'),
)
NO_VALUE = Code(
    "PD5004",
    "facts-no-value",
    "error",
    Words("等号后面没有值", "there is no value after the equals sign"),
    Words('填上值；暂时不填就写成空的引号 ""', 'fill in the value; to leave it open, write ""'),
)
KEY_WITH_SPACE = Code(
    "PD5005",
    "facts-key-with-space",
    "error",
    Words("键「{key}」中间有空格", "the key “{key}” has a space in it"),
    Words("给整个键加上半角引号", "put straight quotes round the whole key"),
)
BAD_KEY = Code(
    "PD5006",
    "facts-bad-key",
    "error",
    Words(
        "这里应当写一个名称，却写着「{text}」",
        "a name is expected here, but “{text}” was found",
    ),
    Words('每行写成：名称 = "值"', 'write each line as: name = "value"'),
)
UNCLOSED_HEADING = Code(
    "PD5007",
    "facts-unclosed-heading",
    "error",
    Words("表头没有写完，缺「{close}」", "the table heading is not finished; “{close}” is missing"),
    Words("在表头末尾补上「{close}」", "add “{close}” at the end of the heading"),
)
UNCLOSED_TEXT = Code(
    "PD5008",
    "facts-unclosed-text",
    "error",
    Words(
        "文字从这里开始，本行内没有找到结束的引号 {quote}",
        "a text begins here, and its closing quote {quote} is not on this line",
    ),
    Words("在文字末尾补上 {quote}", "add {quote} at the end of the text"),
)
MIXED_QUOTES = Code(
    "PD5009",
    "facts-mixed-quotes",
    "error",
    Words(
        '文字的两个引号不一样：一个是直引号 "，一个是中文引号“”',
        'the two quotes of this text differ: one is a straight ", the other a Chinese “ or ”',
    ),
    Words('两头都用直引号 "', 'use the straight quote " at both ends'),
)
UNCLOSED_BRACKET = Code(
    "PD5010",
    "facts-unclosed-bracket",
    "error",
    Words("这里应当是逗号或「{close}」", "a comma or “{close}” is expected here"),
    Words("补上「{close}」或逗号", "add “{close}” or a comma"),
)
TWO_STATEMENTS = Code(
    "PD5011",
    "facts-two-on-a-line",
    "error",
    Words(
        "一行只能写一项（表头也算一项），这一行不止一项",
        "one line holds one entry or heading; this one holds more",
    ),
    Words(
        "每项各写一行；值里有等号时，给值加上引号",
        "write each entry on a line of its own; quote a value that has an equals sign in it",
    ),
)
AFTER_VALUE = Code(
    "PD5012",
    "facts-text-after-value",
    "error",
    Words("值已经写完，后面又有「{text}」", "the value is complete, but “{text}” follows it"),
    Words(
        "删去多余的字，或者在前面加 # 写成注释",
        "delete what is too much, or make it a comment with #",
    ),
)
BAD_ESCAPE = Code(
    "PD5013",
    "facts-bad-escape",
    "error",
    Words(
        "双引号里的「{text}」有特别的意思，这里不能这样用",
        "inside double quotes “{text}” would have a special meaning, which does not exist",
    ),
    Words(
        "反斜杠写成两个 \\\\，或者改用单引号 '…'",
        "write the backslash twice (\\\\), or use single quotes '…'",
    ),
)
NOT_A_NUMBER = Code(
    "PD5014",
    "facts-not-a-number",
    "error",
    Words("「{text}」不是可以计分的数", "“{text}” is not a number that can be scored"),
    Words(
        '填写实际的数；没有数据就写成空的引号 ""',
        'fill in the real number; if there is none, write ""',
    ),
)
NUMBER_TOO_LONG = Code(
    "PD5015",
    "facts-number-too-long",
    "error",
    Words("这个数太长了，读到的是「{text}」", "this number is too long: “{text}”"),
    Words("检查是否多打了数字", "check whether digits were typed twice"),
)
TIME_OF_DAY = Code(
    "PD5016",
    "facts-time-of-day",
    "error",
    Words(
        "「{text}」带有钟点，这里只要日期", "“{text}” has a time of day; only a date is needed here"
    ),
    Words("只写日期，例如 2021-12-31", "write the date only, for example 2021-12-31"),
)
NO_SUCH_DAY = Code(
    "PD5017",
    "facts-no-such-day",
    "error",
    Words("日历上没有「{text}」这一天", "there is no such day as “{text}”"),
    Words("核对年、月、日", "check year, month and day"),
)
DUPLICATE_KEY = Code(
    "PD5018",
    "facts-duplicate-key",
    "error",
    Words(
        "「{key}」填了两次：第 {first} 行和第 {second} 行",
        "“{key}” is given twice: on line {first} and on line {second}",
    ),
    Words("只保留正确的一处", "keep only the right one"),
)
DUPLICATE_TABLE = Code(
    "PD5019",
    "facts-duplicate-table",
    "error",
    Words(
        "表头「{key}」写了两次：第 {first} 行和第 {second} 行",
        "the heading “{key}” occurs twice: on line {first} and on line {second}",
    ),
    Words(
        "把两处的内容合到一个表头下面；多条明细用双括号 [[…]]",
        "put the entries under one heading; several records take double brackets [[…]]",
    ),
)
VALUE_IS_NO_TABLE = Code(
    "PD5020",
    "facts-value-is-no-table",
    "error",
    Words(
        "「{key}」在第 {first} 行已经有值，不能再在它下面写别的",
        "“{key}” already has a value on line {first}; nothing can be put below it",
    ),
    Words("去掉其中一处", "remove one of the two"),
)
TOO_DEEP = Code(
    "PD5021",
    "facts-too-deep",
    "error",
    Words("括号套得太深了", "the brackets are nested too deeply"),
    Words("少套几层括号", "use fewer levels of brackets"),
)
TRAILING_SIGN = Code(
    "PD5022",
    "facts-trailing-sign",
    "error",
    Words("值后面多了一个「{text}」", "there is a “{text}” too many after the value"),
    Words("删去行末的「{text}」", "delete the “{text}” at the end of the line"),
)
