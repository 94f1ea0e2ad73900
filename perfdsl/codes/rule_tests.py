"""Codes about test files (PD9…)."""

from perfdsl.wording import Code, Words

UNKNOWN_ENTRY = Code(
    "PD9001",
    "test-unknown-entry",
    "error",
    Words(
        "测试文件里这里不能写「{key}」；可以写：{known}",
        "“{key}” cannot stand here in a test file; what can: {known}",
    ),
)
CASES_NEEDED = Code(
    "PD9002",
    "test-cases-needed",
    "error",
    Words(
        "「{key}」应是一段一段的",
        "“{key}” should be a list",
    ),
    Words('每一段前面写一行 [["{key}"]]', 'begin each entry with a line [["{key}"]]'),
)
INDICATOR_NEEDED = Code(
    "PD9003",
    "test-without-indicator",
    "error",
    Words(
        "用例「{name}」没有写是哪个指标", "the case “{name}” does not say which indicator it tests"
    ),
    Words(
        '写一行 "指标" = "指标的名称或路径"；测总分的写 "总分"',
        'add a line indicator = "its name or path"; for the total write "total"',
    ),
)
NOTHING_EXPECTED = Code(
    "PD9004",
    "test-expects-nothing",
    "error",
    Words("用例「{name}」没有写应该得几分", "the case “{name}” does not say what must come out"),
    Words(
        '写一行 "得分" = 2，或 "结果" = "不适用"',
        'add a line points = 2, or result = "not_applicable"',
    ),
)
NAME_TWICE = Code(
    "PD9005",
    "test-name-twice",
    "error",
    Words(
        "用例「{name}」有两个，第 {first} 行已经有一个",
        "there are two cases “{name}”; the first is in line {first}",
    ),
    Words("给其中一个换个名称", "give one of them another name"),
)
BASE_NOT_FOUND = Code(
    "PD9006",
    "test-base-not-found",
    "error",
    Words(
        "没有名为「{name}」的用例，也没有这个填报文件",
        "there is no case and no facts file called “{name}”",
    ),
    Words(
        "写本文件里另一个用例的名称，或从本文件所在的文件夹算起的填报文件路径",
        "write the name of another case in this file, or the path of a facts file seen from here",
    ),
)
BASE_IN_A_CIRCLE = Code(
    "PD9007",
    "test-base-circular",
    "error",
    Words("用例「{name}」绕了一圈又沿用到自己", "the case “{name}” is based on itself in the end"),
    Words("去掉其中一处“沿用”", "remove one of the based_on lines"),
)
UNKNOWN_RESULT = Code(
    "PD9008",
    "test-unknown-result",
    "error",
    Words(
        "「{text}」不是一种结果；可以写：{known}",
        "“{text}” is not a result; what can be written: {known}",
    ),
)
GRADE_NOT_HERE = Code(
    "PD9009",
    "test-grade-not-here",
    "error",
    Words(
        "「{indicator}」没有等级，等级只评总分",
        "“{indicator}” has no grade; only the total is graded",
    ),
    Words('去掉这一行，或把指标改成 "总分"', 'remove the line, or test the "total"'),
)
UNKNOWN_DEDUCTION = Code(
    "PD9010",
    "test-unknown-deduction",
    "error",
    Words(
        "「{indicator}」里没有理由、逐项文字或原文是「{rule}」的扣分规则",
        "“{indicator}” has no deduction whose reason, row text or line is “{rule}”",
    ),
    Words("可以写：{known}", "what can be written: {known}"),
)
UNKNOWN_GRADE = Code(
    "PD9011",
    "test-unknown-grade",
    "error",
    Words(
        "规则里没有等级「{text}」；有：{known}",
        "the rules have no grade “{text}”; they have: {known}",
    ),
)
NO_TESTS = Code(
    "PD9012",
    "test-none-found",
    "error",
    Words(
        "「{path}」里没有测试文件（*.test.toml），也没有规则文件",
        "“{path}” has no test files (*.test.toml) and no rule files",
    ),
    Words(
        "先写一份：perfdsl test 规则.perf --missing -o 规则.test.toml",
        "make one first: perfdsl test RULES.perf --missing -o RULES.test.toml",
    ),
)
WAIVER_INCOMPLETE = Code(
    "PD9013",
    "test-waiver-incomplete",
    "error",
    Words(
        "“不要求”要写明目标和理由",
        "a waiver needs the goal and a reason",
    ),
    Words(
        '写 "目标" = "perfdsl test 列出的原文" 和 "理由" = "为什么到不了"',
        'write goal = "as perfdsl test lists it" and reason = "why it cannot be reached"',
    ),
)
WAIVER_WITHOUT_GOAL = Code(
    "PD9014",
    "test-waiver-without-goal",
    "warning",
    Words(
        "「{indicator}」没有“{goal}”这个目标，或者已经有用例到了",
        "“{indicator}” has no goal “{goal}”, or a case reaches it",
    ),
    Words(
        "删去这一段“不要求”，或照列出的原文改",
        "remove the waiver, or write the goal as it is listed",
    ),
)
NOTHING_CALLED = Code(
    "PD9015",
    "test-nothing-called",
    "error",
    Words(
        "没有哪个用例、哪个指标的名称里有「{text}」，什么也没有测",
        "no case and no indicator has “{text}” in its name, so nothing was tested",
    ),
    Words(
        "-k 后面写用例名称或指标路径里的一段文字",
        "write a part of the name of a case or of the path of an indicator behind -k",
    ),
)
