"""What the command line says by itself, in both languages."""

from perfdsl.wording import Words

# --- help pages ----------------------------------------------------------------------------------

USAGE = Words("用法：", "Usage: ")
OPTIONS = Words("选项", "Options")
COMMANDS = Words("命令", "Commands")
EXAMPLES = Words("例子", "Examples")
OPTIONS_METAVAR = Words("[选项]", "[OPTIONS]")
COMMAND_METAVAR = Words("命令 [参数]…", "COMMAND [ARGUMENTS]…")

APP = Words(
    "按评分规则给部门的填报数据计分，并说明每一分为什么得、为什么扣。",
    "Score a department's facts by the rules, and explain every point.",
)
APP_EXAMPLES = Words(
    "perfdsl score facts.toml\nperfdsl check rules\nperfdsl facts new rules/2021.perf -o facts.toml",
    "perfdsl score facts.toml\nperfdsl check rules\nperfdsl facts new rules/2021.perf -o facts.toml",
)
SCORE = Words("给填报数据计分，说明每一分的来去", "score facts and explain every point")
SCORE_LONG = Words(
    "给填报数据计分，说明每一分的来去。填报数据可以是文件、文件夹，或者 -（标准输入）。"
    "得分低不是错误；规则或数据有错、数据不全时，退出码是 1。",
    "Score facts and explain every point. The facts may be files, folders, or - for standard input. "
    "A low score is no error; mistakes in rules or facts, and missing facts, exit with 1.",
)
CHECK = Words("检查评分规则和填报数据，不计分", "check rules and facts without scoring")
CHECK_LONG = Words(
    "检查评分规则（*.perf）；给出 *.toml 时，按它写明的方案检查填报数据。可以是文件、文件夹，或者 -（标准输入）。",
    "Check rules (*.perf); a *.toml file is checked as facts against the rules it names. "
    "Files, folders, or - for standard input.",
)
SHOW = Words("查看评分规则的指标和分值", "show the indicators of rules and their points")
FACTS = Words("生成填报文件", "make facts files")
FACTS_NEW = Words("按评分规则生成空白的填报文件", "make an empty facts file for rules")
FACTS_NEW_LONG = Words(
    "按评分规则生成空白的填报文件：每个数据项一行，注明类型、单位、含义和用到它的指标。",
    "Make an empty facts file for rules: one line for each fact, with its type, unit, meaning and "
    "the indicators that use it.",
)

FMT = Words("把规则文件排整齐，意思不变", "lay out rule files, without changing what they mean")
FMT_LONG = Words(
    "把规则文件排成统一的版式：缩进、空格、空行，事实和分档上下对齐。字词、注释和意思都不变；"
    "有书写错误的文件原样不动。可以是文件、文件夹，或者 -（从标准输入读，写到标准输出）。",
    "Bring rule files into one layout: indentation, spaces, blank lines, facts and bands in columns. Words, "
    "comments and meaning stay; a file with errors of writing is left alone. Files, folders, or - (from standard "
    "input to standard output).",
)
FMT_CHECK_OPTION = Words(
    "不写文件，只列出要重排的文件；有就退出 1",
    "write nothing, list the files that would change; exit 1 if there are any",
)
FMT_DIFF_OPTION = Words("不写文件，列出会怎样改", "write nothing, show what would change")
KEYWORDS_OPTION = Words(
    "关键词、类型、单位、函数都写成这种语言（不写：照原样）",
    "write keywords, types, units and functions in this language (default: as they are)",
)
FMT_WIDTH_OPTION = Words(
    "half：语言的符号、数字和字母改成半角", "half: signs, digits and letters in half width"
)
FMT_DONE = Words(
    "重排了 {changed} 个文件，{same} 个不用改。", "{changed} laid out, {same} left as they are."
)
FMT_FAILED = Words(
    "「{path}」没有重排，原样不动。", "“{path}” could not be laid out and is as it was."
)
FMT_WOULD = Words(
    "{changed} 个文件会重排，{same} 个不用改。", "{changed} would change, {same} would not."
)
DIFF = Words(
    "比较两年的评分规则，说明得分会怎样变", "compare two years' rules, and what it does to scores"
)
DIFF_LONG = Words(
    "比较两份评分规则：改了什么，哪些更严、哪些更宽，差多少分；给出填报数据时，还说明每个单位的分为什么变。",
    "Compare two rule files: what changed, what is stricter or looser, and by how many points; with facts also "
    "why each department's score changes.",
)
OLD_ARGUMENT = Words("旧规则", "OLD")
NEW_ARGUMENT = Words("新规则", "NEW")
BRIEF_OPTION = Words("每个指标只写一行", "one line for each indicator")
DIFF_ALL_OPTION = Words(
    "全部列出：没有变化的指标、注解、每一段", "list all: unchanged indicators, notes, every range"
)
DIFF_ONLY_OPTION = Words(
    "只看这个指标；给出填报数据时，两年的说明并排列出",
    "this indicator only; with facts, both years' traces side by side",
)
EXIT_CODE_OPTION = Words("有差别时退出码是 1", "exit with 1 if there are differences")
EQUIVALENT_OPTION = Words(
    "证明得分不变，给出证书；不能证明就退出 1",
    "prove that no score changes, as a certificate; else exit with 1",
)
WITNESS_OPTION = Words(
    "把每处差别的例子写成填报文件，放进这个文件夹",
    "write an example facts file for each difference to this folder",
)
DIFF_FACTS_OPTION = Words(
    "填报数据（文件或文件夹，可写多次）：两份规则各算一遍",
    "facts (files or folders, may be repeated): scored by both rules",
)
OLD_FACTS_OPTION = Words(
    "旧年度的填报数据，和 --new-facts 一起用：分开数据变化和规则变化",
    "the old year's facts, with --new-facts: splits the change over facts and rules",
)
NEW_FACTS_OPTION = Words("新年度的填报数据", "the new year's facts")
FOLDER_METAVAR = Words("文件夹", "FOLDER")
YEARS_NOT_SCORED = Words(
    "数据不全，算不出两年的总分，分不开数据变化和规则变化",
    "facts are missing for a total of both years, so facts and rules cannot be told apart",
)
WROTE_WITNESSES = Words(
    "写了 {count} 个例子到「{folder}」", "{count} examples written to “{folder}”"
)
BOTH_FACTS = Words("--old-facts 和 --new-facts 要一起写", "--old-facts and --new-facts go together")
NEEDS_FILE = Words(
    "Word 文件不能显示在屏幕上：加上 -o 文件名",
    "a Word file cannot be shown on a screen: add -o FILE",
)
NEEDS_EXTRA = Words(
    "没有安装 {package}：pip install 'perfdsl[{extra}]'",
    "{package} is not installed: pip install 'perfdsl[{extra}]'",
)

TEST = Words(
    "运行评分规则的测试用例，看覆盖了多少", "run the test cases of rules and see what they cover"
)
TEST_LONG = Words(
    "运行评分规则的测试用例（*.test.toml），列出不通过的和还没有用例到的规则、界限。可以是测试文件、规则文件或文件夹，"
    "不写就是当前文件夹。",
    "Run the test cases of rules (*.test.toml); list what fails, and the rules and boundaries that no "
    "case reaches. Test files, rule files or folders; without any, the current folder.",
)

EXPLAIN = Words(
    "说明一种错误：意思、例子、怎样改", "explain a finding: its meaning, an example, the way out"
)
EXPLAIN_LONG = Words(
    "说明一种错误或警告：是什么意思，为什么要紧，例子和怎样改。编号也可以写名称（not-covered），或者消息里的字（空档）；"
    "不写就列出全部编号。",
    "Explain an error or a warning: what it means, why it matters, an example and the way out. Give its code "
    "(PD4013), its name (not-covered) or words of its message; nothing lists all codes.",
)
CODE_ARGUMENT = Words("编号", "CODE")

FACTS_ARGUMENT = Words("填报文件", "FACTS")
PATHS_ARGUMENT = Words("文件或文件夹", "PATH")
RULES_ARGUMENT = Words("规则文件", "RULES")

HELP_OPTION = Words("显示帮助", "show this help")
VERSION_OPTION = Words("显示版本", "show the version")
LANG_OPTION = Words("用中文还是英文", "speak Chinese or English")
RULES_OPTION = Words(
    "用这个规则文件，不看填报文件里的方案", "use these rules, whatever the facts file names"
)
YEAR_OPTION = Words("允许规则和数据的年度不同", "allow rules and facts of different years")
PARTIAL_OPTION = Words("数据不全也计分，给出得分的范围", "score incomplete facts, as a range")
ALL_OPTION = Words(
    "列出全部指标和规则，不只是失分的", "list every indicator and rule, not only losses"
)
ONLY_OPTION = Words(
    "只看这个指标（路径，或它的末尾几段）", "only this indicator (its path or the end of it)"
)
ALL_FINDINGS_OPTION = Words(
    "列出每个文件的全部问题，不只是前 20 个", "list every finding of a file, not only the first 20"
)
FORMAT_OPTION = Words("输出的样式", "the form of the output")
PLAIN_OPTION = Words(
    "没有框线和颜色的纯文字，同 --format plain", "no frames, no color; as --format plain"
)
JSON_OPTION = Words("供程序读取，同 --format json", "for programs; as --format json")
OUTPUT_OPTION = Words("把结果写入文件（UTF-8）", "write the result to a file (UTF-8)")
COLOR_OPTION = Words("是否用颜色", "whether to use color")
WIDTH_OPTION = Words("每行的宽度（一个汉字占两格）", "cells in a line (a Han character takes two)")

FIX_OPTION = Words(
    "改正只有一种改法、不影响得分的地方，写回文件",
    "put right what has only one reading and changes no score, in the files themselves",
)
DIFF_OPTION = Words(
    "只列出 --fix 会怎样改，不写文件", "show what --fix would change; write nothing"
)
UNSAFE_FIXES_OPTION = Words(
    "连同需要确认的一起改（先用 --diff 看）",
    "also what a person has to confirm (look at it with --diff first)",
)

ONLY_CASES_OPTION = Words(
    "只运行名称或指标里有这段文字的用例", "only cases whose name or indicator has this text in it"
)
MISSING_OPTION = Words(
    "列出还缺的用例，写好数据和现在的得分，供核对后粘贴",
    "print the cases still missing, with facts and the present points, to check and paste",
)
FAIL_UNDER_OPTION = Words(
    "覆盖率低于百分之几算不通过", "fail where less than this percentage is covered"
)

FILE_METAVAR = Words("文件", "FILE")
PATH_METAVAR = Words("路径", "PATH")
YEAR_METAVAR = Words("年度", "YEAR")
NUMBER_METAVAR = Words("数", "N")
TEXT_METAVAR = Words("文字", "TEXT")

# --- mistakes on the command line ----------------------------------------------------------------

ERROR = Words("错误：{message}", "error: {message}")
HINT = Words("提示：{message}", "hint: {message}")
SEE_HELP = Words("{command} --help 列出全部用法", "{command} --help shows how it is used")
DID_YOU_MEAN = Words("是不是「{name}」？", "did you mean “{name}”?")
NO_SUCH_COMMAND = Words("没有「{name}」这个命令", "there is no command “{name}”")
COMMANDS_ARE = Words("可用的命令：{names}", "the commands are: {names}")
NO_SUCH_OPTION = Words("没有「{name}」这个选项", "there is no option “{name}”")
OPTION_NEEDS_VALUE = Words("选项「{name}」后面要写一个值", "the option “{name}” needs a value")
OPTION_TAKES_NO_VALUE = Words("选项「{name}」后面不能写值", "the option “{name}” takes no value")
MISSING_ARGUMENT = Words("没有写{name}", "{name} is missing")
UNEXPECTED_ARGUMENT = Words("多了「{name}」", "“{name}” is too much")
BAD_OPTION = Words("选项「{name}」：{message}", "option “{name}”: {message}")
BAD_USAGE = Words("命令写得不对：{message}", "the command cannot be understood: {message}")
ONE_OF = Words("不能是「{value}」，只能是 {choices}", "“{value}” is not one of {choices}")
NOT_AN_INTEGER = Words("「{value}」不是整数", "“{value}” is not a whole number")
TOO_LARGE = Words("「{value}」太大，至多是 {most}", "“{value}” is too large; at most {most}")
TOO_SMALL = Words("「{value}」太小，至少是 {least}", "“{value}” is too small; at least {least}")
NO_FOLDER = Words("「{name}」不能当文件夹用", "“{name}” cannot be used as a folder")
EQUIVALENT_ONLY = Words(
    "--equivalent 说的是整份规则，不能和 --only 一起用",
    "--equivalent is about the whole rules and cannot be used with --only",
)
RULES_FROM_INPUT_TWICE = Words(
    "两份规则不能都从标准输入读取", "the two rule files cannot both come from standard input"
)
STANDARD_INPUT_TWICE = Words(
    "规则和填报数据不能都从标准输入读取", "rules and facts cannot both come from standard input"
)
NO_SUCH_CODE = Words("没有「{name}」这个编号", "there is no code “{name}”")
ALL_CODES = Words("perfdsl explain 列出全部编号", "perfdsl explain lists all codes")
NO_SUCH_INDICATOR = Words("没有指标「{name}」", "there is no indicator “{name}”")
SEVERAL_INDICATORS = Words(
    "有 {count} 个指标符合「{name}」：{paths}", "{count} indicators fit “{name}”: {paths}"
)

# --- results -------------------------------------------------------------------------------------

NOTHING_FOUND = Words(
    "检查了 {count} 个文件，没有发现问题。", "Checked {count} files; nothing found."
)
FIXED = Words("已改正 {count} 处。", "{count} corrected.")
NOTHING_FIXED = Words("没有能自动改正的。", "Nothing could be corrected automatically.")
FIXABLE = Words(
    "可以改正 {count} 处，没有写入文件。", "{count} could be corrected; nothing written."
)
READ_FIXES = Words(
    "其中有需要确认的改动，请读一遍改过的文件。",
    "Some of it needs to be confirmed: please read the corrected files.",
)
UNSAFE_FIXES_ALONE = Words(
    "--unsafe-fixes 要和 --fix 或 --diff 一起用", "--unsafe-fixes goes with --fix or --diff"
)
WRITTEN = Words("已写入「{path}」", "written to “{path}”")
FORM_NEXT = Words("填好以后运行：perfdsl score {path}", "fill it in and run: perfdsl score {path}")
INTERRUPTED = Words("已中断", "interrupted")
WITH_CODE = Words("错误[{code}] {message}", "error[{code}] {message}")
WAY_OUT = Words("帮助：{text}", "help: {text}")
REPORT_FILE = Words(
    "报告已写入「{path}」，里面没有您的数据和路径",
    "the report is in “{path}”; it holds none of your data and no paths",
)
