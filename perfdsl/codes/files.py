"""Codes about files and encodings (PD7…)."""

from perfdsl.wording import Code, Words

FILE_NOT_FOUND = Code(
    "PD7001",
    "file-not-found",
    "error",
    Words("找不到文件「{path}」", "there is no file “{path}”"),
    Words("核对文件名和所在的文件夹", "check the file name and the folder"),
)
IS_A_FOLDER = Code(
    "PD7002",
    "file-is-a-folder",
    "error",
    Words("「{path}」是文件夹，这里需要一个文件", "“{path}” is a folder; a file is needed here"),
    Words("写出文件夹里的文件名", "name a file in that folder"),
)
CANNOT_READ = Code(
    "PD7003",
    "file-cannot-be-read",
    "error",
    Words("读不了文件「{path}」：{reason}", "cannot read “{path}”: {reason}"),
    Words("核对是否有读取的权限", "check that you may read it"),
)
FILE_IS_EMPTY = Code(
    "PD7004",
    "file-is-empty",
    "error",
    Words("文件「{path}」里没有内容", "the file “{path}” is empty"),
    Words("核对是不是选错了文件，或者还没有保存", "check that it is the right file, and saved"),
)
IS_UTF_16 = Code(
    "PD7005",
    "file-is-utf-16",
    "error",
    Words(
        "文件「{path}」是按 UTF-16（“Unicode”）保存的，读不了",
        "the file “{path}” was saved as UTF-16 (“Unicode”), which is not supported",
    ),
    Words(
        "在记事本里选“另存为”，编码选 UTF-8",
        "save it again, choosing the encoding UTF-8",
    ),
)
IS_OFFICE_FILE = Code(
    "PD7006",
    "file-is-office",
    "error",
    Words(
        "「{path}」是 Excel、Word 或压缩文件，不是文本文件",
        "“{path}” is an Excel, Word or zip file, not a text file",
    ),
    Words("请给出 .perf 或 .toml 文本文件", "give a .perf or .toml text file"),
)
IS_BINARY = Code(
    "PD7007",
    "file-is-binary",
    "error",
    Words("「{path}」不是文本文件", "“{path}” is not a text file"),
    Words("请给出 .perf 或 .toml 文本文件", "give a .perf or .toml text file"),
)
NO_RULE_FILES = Code(
    "PD7008",
    "folder-without-rules",
    "error",
    Words("文件夹「{path}」里没有评分规则（*.perf）", "there are no rules (*.perf) in “{path}”"),
    Words("核对文件夹", "check the folder"),
)
NO_FACTS_FILES = Code(
    "PD7009",
    "folder-without-facts",
    "error",
    Words(
        "文件夹「{path}」里没有填报数据（*.toml）",
        "there are no facts files (*.toml) in “{path}”",
    ),
    Words(
        "用 perfdsl facts new 生成一个填报文件",
        "make one with perfdsl facts new",
    ),
)
CANNOT_WRITE = Code(
    "PD7010",
    "file-cannot-be-written",
    "error",
    Words("写不了文件「{path}」：{reason}", "cannot write “{path}”: {reason}"),
    Words("换一个文件夹或文件名", "choose another folder or name"),
)
FILE_IN_USE = Code(
    "PD7011",
    "file-in-use",
    "error",
    Words(
        "写不了文件「{path}」：没有权限，或者文件正被 WPS/Excel 占用",
        "cannot write “{path}”: no permission, or the file is open in WPS or Excel",
    ),
    Words("关闭打开它的程序后再试", "close the program that has it open and try again"),
)
FILE_EXISTS = Code(
    "PD7012",
    "file-exists",
    "error",
    Words("文件「{path}」已经存在，没有覆盖", "“{path}” exists already and was not overwritten"),
    Words("换一个文件名，或者先移走原来的文件", "choose another name, or move the old file away"),
)
FILE_TOO_LARGE = Code(
    "PD7013",
    "file-too-large",
    "error",
    Words(
        "文件「{path}」有 {size} MB，超过 {most} MB，不像是规则或填报数据",
        "“{path}” has {size} MB, more than {most} MB; it does not look like rules or facts",
    ),
    Words("核对是不是选错了文件", "check that it is the right file"),
)
RULES_NOT_NAMED = Code(
    "PD7020",
    "facts-without-scheme",
    "error",
    Words(
        "填报数据没有写明用哪一套评分规则",
        "the facts file does not say which rules to score it with",
    ),
    Words(
        '在文件开头写 "方案" = "规则文件的路径"，或者加上 --rules 规则文件',
        'begin the file with "scheme" = "path of the rules", or add --rules PATH',
    ),
)
RULES_NOT_FOUND = Code(
    "PD7021",
    "scheme-not-found",
    "error",
    Words("找不到方案「{scheme}」的评分规则", "the rules “{scheme}” cannot be found"),
    Words(
        "方案写规则文件的路径（从填报文件所在的文件夹算起），或者加上 --rules 规则文件",
        "give the path of the rules, seen from the folder of the facts file, or add --rules PATH",
    ),
)
RULES_AMBIGUOUS = Code(
    "PD7022",
    "scheme-ambiguous",
    "error",
    Words(
        "方案「{scheme}」有多个规则文件：{paths}",
        "there are several rule files for “{scheme}”: {paths}",
    ),
    Words(
        "写明年度或规则文件的路径，或者加上 --rules 规则文件",
        "give the year or the path of the file, or add --rules PATH",
    ),
)
TOO_DEEP = Code(
    "PD7023",
    "too-deep",
    "error",
    Words("这个文件嵌套得太深，无法处理", "this file is nested too deeply to be read"),
    Words("把特别长的算式拆成几个定义", "split very long expressions into definitions"),
)
OUTPUT_IS_INPUT = Code(
    "PD7024",
    "output-is-input",
    "error",
    Words(
        "「{path}」是要读的文件，结果不能写到它上面",
        "「{path}」 is read here; the result cannot be written over it",
    ),
    Words("用 -o 写到另一个文件", "name another file with -o"),
)
OUTPUT_NOT_A_FILE = Code(
    "PD7025",
    "output-not-a-file",
    "error",
    Words(
        "「{path}」不是普通文件，不能写", "「{path}」 is not an ordinary file and is not written"
    ),
)
RULES_NOT_FACTS = Code(
    "PD7026",
    "rules-where-facts-belong",
    "error",
    Words(
        "「{path}」是评分规则，这里要的是填报数据（*.toml）",
        "“{path}” holds rules; a facts file (*.toml) is needed here",
    ),
    Words(
        "没有填报文件的，先运行 perfdsl facts new {path} -o 文件名.toml",
        "if there is none yet, run: perfdsl facts new {path} -o FILE.toml",
    ),
)
FACTS_NOT_RULES = Code(
    "PD7027",
    "facts-where-rules-belong",
    "error",
    Words(
        "「{path}」是填报数据，这里要的是评分规则（*.perf）",
        "“{path}” holds facts; a rule file (*.perf) is needed here",
    ),
    Words("写出规则文件的路径", "give the path of the rule file"),
)
FACTS_NOT_TESTS = Code(
    "PD7028",
    "facts-where-tests-belong",
    "error",
    Words(
        "「{path}」是填报数据，这里要的是测试文件（*.test.toml）或评分规则（*.perf）",
        "“{path}” holds facts; a test file (*.test.toml) or a rule file (*.perf) is needed here",
    ),
    Words(
        '填报数据用 perfdsl score {path} 计分；测试写在有 [["用例"]] 的文件里',
        "score the facts with perfdsl score {path}; tests are in files with [[cases]]",
    ),
)
FACTS_OF_ANOTHER_SCHEME = Code(
    "PD7029",
    "facts-of-another-scheme",
    "error",
    Words(
        "「{path}」里有 {count} 项数据两份规则都没有，认得的只有 {known} 项：像是另一套办法的填报数据",
        "“{path}” has {count} facts that neither rule file knows, and only {known} they know: it looks like facts for another scheme",
    ),
    Words(
        "给出按这两份规则填报的数据；确是这套办法的，用 perfdsl check {path} 看各项的名称",
        "give facts for these rules; if they are, look at their names with perfdsl check {path}",
    ),
)
BYTES_DAMAGED = Code(
    "PD7030",
    "bytes-damaged",
    "error",
    Words(
        "按 {encoding} 读，有 {count} 行里的字节读不成字，多半是没有存完，或粘进了另一种编码的文字",
        "read as {encoding}, {count} lines have bytes that are no characters: it was not saved to the end, or text in another encoding was put in",
    ),
    Words(
        "在这里重新输入这几个字，转存成 UTF-8；或用没有损坏的那一份",
        "type these characters again and save the file as UTF-8, or take a copy that is whole",
    ),
)
GARBLED = Code(
    "PD7031",
    "text-garbled",
    "error",
    Words(
        "整个文件是乱码：UTF-8 的文字被当作 {encoding} 读过，又存了下来",
        "the whole file is garbled: text in UTF-8 was read as {encoding} and saved again",
    ),
    Words("用原来的文件，打开时编码选 UTF-8", "take the original file and open it as UTF-8"),
)
