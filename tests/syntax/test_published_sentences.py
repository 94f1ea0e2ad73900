"""Sentences as published scoring tables print them: each reads as a plain rule, or is refused by its own name.

Where a sentence has exactly one reading it is compared with the rule in the words of the reference; where
it has none or several, with the finding and the words it points at.
"""

from collections.abc import Callable

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.syntax import ast

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]

DECLARED = """\
事实 在职人员控制率 比率
事实 “三公经费”变动率 比率
事实 “三公经费”控制率 比率
事实 重点支出安排率 比率
事实 预算完成率 比率
事实 预算调整率 比率
事实 结转结余率 比率
事实 结余资金 金额
事实 满意度 比率
事实 支出进度率 比率
事实 专项迟拨数 数量
事实 违规数 数量
事实 缺项数 数量
事实 超期天数 天数
事实 延期月数 月数
事实 报送日期 日期
事实 有管理制度 是否
事实 有新建项目 是否
事实 政策性调整 是否
事实 地区 选项 东部, 中部, 西部
指标 甲 5 分
"""

READS = {
    # a limit, and so much for each step above or below it
    "在职人员控制率≤100%的，计5分": "在职人员控制率 <= 100% 得 5",
    "在职人员控制率控制在100%以内（含100%）的，得满分": "在职人员控制率 在 100%以内(含) 得 满分",
    "在职人员控制率控制在100%以下（含）得5分；": "在职人员控制率 在 100%以下(含) 得 5",
    "在职人员控制率大于100%的，每超过一个百分点扣0.5分，扣完该项分值为止。": "在职人员控制率 > 100% 每 1个百分点 扣 0.5",
    "在职人员控制率超过100%的，每超过1个百分点扣0.5分，不足1个百分点的按1个百分点计算，扣完为止": "在职人员控制率 > 100% 每起 1个百分点 扣 0.5",
    "在职人员控制率超过100%的，每超过1个百分点扣0.5分，不足1个百分点的不扣分": "在职人员控制率 > 100% 每满 1个百分点 扣 0.5",
    "在职人员控制率超过100%的，每超过1%扣0.5分，不足1%忽略不计": "在职人员控制率 > 100% 每满 1% 扣 0.5",
    "在职人员控制率超过100%的，每超过1%扣0.5分，不足1%按1%计": "在职人员控制率 > 100% 每起 1% 扣 0.5",
    "在职人员控制率超过100%的，每超过1%扣0.5分，不足部分按比例扣分": "在职人员控制率 > 100% 每 1% 按比例 扣 0.5",
    "在职人员控制率超过100%的，每超过1个百分点按比例扣0.5分，扣满5分为止": "在职人员控制率 > 100% 每 1个百分点 按比例 扣 0.5 最多 5",
    "“三公经费”变动率大于0的，每增加一个百分点扣0.8分，扣完本项分值为止": "三公经费变动率 > 0 每 1个百分点 扣 0.8",
    "“三公经费”控制率未超过100%的，得6分": "三公经费控制率 <= 100% 得 6",
    "预算完成率达到100%计满分": "预算完成率 >= 100% 得 满分",
    "预算完成率未达到100%的，每低于5%扣2分，扣至0分为止": "预算完成率 < 100% 每 5% 扣 2",
    "预算完成率为100%的得5分": "预算完成率 = 100% 得 5",
    "预算完成率等于100%的，得满分": "预算完成率 = 100% 得 满分",
    "预算完成率未低于95%的，得3分": "预算完成率 >= 95% 得 3",
    "预算完成率未达60%的，不得分": "预算完成率 < 60% 得 0",
    "预算完成率达95%以上（含95%）的得5分": "预算完成率 >= 95% 得 5",
    "预算完成率低于60%以下不计分": "预算完成率 < 60% 得 0",
    "预算完成率（含80%）以上的得4分": "预算完成率 在 80%以上(含) 得 4",
    "预算完成率80%以上（含80%）得4分": "预算完成率 在 80%以上(含) 得 4",
    "预算完成率80%（含）以上的，得4分": "预算完成率 在 80%以上(含) 得 4",
    "预算完成率介于80%（含）和90%（不含）之间的，得3分": "预算完成率 在 80%(含) 至 90%(不含) 得 3",
    "预算完成率在80%至90%（含80%，不含90%）之间，得3分": "预算完成率 在 80%(含) 至 90%(不含) 得 3",
    "否则，不得分。": "否则 得 0",
    "其他情况不得分": "否则 得 0",
    "其余情况得0分": "否则 得 0",
    "其余得2分": "否则 得 2",
    # counts and lists
    "违规数每出现一例扣0.5分": "违规数 每 1例 扣 0.5",
    "缺项数每少一项扣1分，扣完为止": "缺项数 每 1项 扣 1",
    "专项迟拨数每发现一个扣0.5分，最多扣3分": "专项迟拨数 每 1个 扣 0.5 最多 3",
    "违规数每发现一起扣0.02分，该项分值扣完为止": "违规数 每 1起 扣 0.02",
    "违规数为0的，得满分": "违规数 = 0 得 满分",
    "违规数为零得3分": "违规数 = 0 得 3",
    "有管理制度的，得1分": "有管理制度 得 1",
    "有管理制度为否的，扣1分": "有管理制度 = 否 扣 1",
    "地区为西部的加1分": "地区 = 西部 加 1",
    # time and last year
    "结余资金不超过上年的结余资金，得2分": "结余资金 <= 上年.结余资金 得 2",
    "结余资金超过上年结余资金的，不得分": "结余资金 > 上年.结余资金 得 0",
    "结余资金大于上年度结余资金扣1分": "结余资金 > 上年.结余资金 扣 1",
    "结余资金高于去年同期的结余资金的，扣1分": "结余资金 > 上年.结余资金 扣 1",
    "超期天数每5天扣0.5分，不足5天按5天计": "超期天数 每起 5天 扣 0.5",
    "延期月数大于2个月的，扣1分": "延期月数 > 2个月 扣 1",
    "报送日期不晚于2022年6月30日的，得10分": "报送日期 <= 2022-06-30 得 10",
    "报送日期未晚于2022年6月30日的，得10分": "报送日期 <= 2022-06-30 得 10",
    "报送日期不早于2022-6-1得10分": "报送日期 >= 2022-06-01 得 10",
    "报送日期晚于2022年6月30日的，扣2分": "报送日期 > 2022-06-30 扣 2",
    "报送日期早于2022年6月1日的扣2分": "报送日期 < 2022-06-01 扣 2",
    # the score written as a formula
    "得分=预算完成率×5分": "得 预算完成率 × 5",
    "得分＝预算完成率×满分，最高4分": "得 预算完成率 × 满分 最多 4",
    "本项得分=预算完成率×5分。": "得 预算完成率 × 5",
    "预算完成率低于100%的，该项得分：预算完成率×5分": "预算完成率 < 100% 得 预算完成率 × 5",
    "预算完成率低于60%的，本项不得分": "预算完成率 < 60% 得 0",
    "预算完成率低于60%的，该项不得分": "预算完成率 < 60% 得 0",
    "预算完成率低于60%的此项不得分": "预算完成率 < 60% 得 0",
    "预算完成率低于60%的，该指标不得分": "预算完成率 < 60% 得 0",
    "预算完成率低于60%的\n本项不得分": "预算完成率 < 60% 得 0",
    "预算完成率达到100%的，本项得满分": "预算完成率 >= 100% 得 满分",
    # or equal, and limits
    "预算完成率低于或等于60%的扣2分": "预算完成率 <= 60% 扣 2",
    "预算完成率高于或等于95%的得2分": "预算完成率 >= 95% 得 2",
    "得 预算完成率×5分，最高4分": "得 预算完成率 × 5 最多 4",
    "违规数每出现一例扣0.5分，累计不超过3分": "违规数 每 1例 扣 0.5 最多 3",
    "违规数每出现一例扣0.5分，累计扣分不超过3分": "违规数 每 1例 扣 0.5 最多 3",
    "满意度超过95%的，每超过1个百分点加0.5分，最高2分": "满意度 > 95% 每 1个百分点 加 0.5 最多 2",
    "满意度超过95%的，每超过1个百分点加0.5分，累计不超过2分": "满意度 > 95% 每 1个百分点 加 0.5 最多 2",
    "逐项 每缺一项扣1分": "逐项 缺一 扣 1 分",
    "逐项，每缺一项扣1分，扣完为止": "逐项 缺一 扣 1 分",
    "逐项 每有一项不符合扣1分": "逐项 缺一 扣 1 分",
    "逐项 每有一项不符合要求的，扣1分，最多扣3分": "逐项 缺一 扣 1 分 最多 3",
    # a part of a step in brackets
    "延期月数每逾期1个月（不足1个月的按1个月计）扣2分": "延期月数 每起 1个月 扣 2",
    "延期月数每逾期1个月扣2分（不足1个月的，按1个月计算），最多扣5分": "延期月数 每起 1个月 扣 2 最多 5",
    "预算完成率低于100%的，每低5个百分点（不足5个百分点的不计）扣1分": "预算完成率 < 100% 每满 5个百分点 扣 1",
    "预算完成率低于100%的，每低5个百分点扣1分（不足5个百分点的忽略不计）": "预算完成率 < 100% 每满 5个百分点 扣 1",
    # not applicable, exemptions, bonuses
    "有新建项目为否的，不适用，得满分": "有新建项目 = 否 不适用 得 满分",
    "预算调整率大于20%的扣2分，政策性调整除外": "预算调整率 > 20% 扣 2 除外 政策性调整",
    "政策性调整的免予扣分": "政策性调整 免扣",
    "满意度超过95%的，每超过1个百分点加0.5分，加满2分为止": "满意度 > 95% 每 1个百分点 加 0.5 最多 2",
    "满意度超过95%的，每超过1个百分点加0.5分，加到满分为止": "满意度 > 95% 每 1个百分点 加 0.5",
}  # fmt: skip

REFUSED = {
    "违规数大于0扣1-2分": ("PD1022", "1-2分"),
    "违规数大于0的，扣1—2分": ("PD1022", "1—2分"),
    "违规数大于0的，视情节轻重扣1至3分": ("PD1041", "视情节轻重扣1至3分"),
    "有管理制度为否的酌情扣分": ("PD1041", "酌情扣分"),
    "超期天数大于5天扣0.5分，大于10天扣1分，以此类推": ("PD1041", "以此类推"),
    "超期天数大于5天扣0.5分，以此类推": ("PD1041", "以此类推"),
    "预算完成率在80%（含）至90%（不含）之间的按比例计分": ("PD1041", "按比例计分"),
    "预算完成率低于95%的，按比例扣分": ("PD1041", "按比例扣分"),
    "预算完成率95%以上得5分": ("PD1015", "95%以上"),
    "预算完成率介于80%（含）和90%之间得3分": ("PD1015", "90%"),
    "预算完成率80%以上（含90%）得4分": ("PD1017", "（含90%）"),
    "预算完成率70%-80%得2分": ("PD1016", "70%-80%"),
    "预算完成率≥95%的不扣分": ("PD1040", "不扣分"),
    "在职人员控制率≤100%计5分；每超过一个百分点扣0.5分，扣完为止": ("PD1009", "每超过一个百分点扣0.5分，扣完为止"),
    "每有一项不符合扣1分": ("PD1039", "不符合"),
    "违规数每有一项不符合要求的，扣1分": ("PD1039", "不符合要求"),
    "违规数每发现1次违规行为扣0.5分": ("PD1039", "违规行为"),
    "每缺少一项制度扣1分，扣完为止": ("PD1039", "制度"),
    "超期天数每5天扣1分，不足5天按1天计": ("PD1028", "不足5天按1天计"),
    "延期月数每逾期2个月（不足1个月的按1个月计）扣2分": ("PD1028", "（不足1个月的按1个月计）"),
    "无政府采购预算的得满分": ("PD2101", "无政府采购预算"),
    "其他不得分": ("PD2101", "其他"),
    "群众满意率低于90%扣1分": ("PD2101", "群众满意率"),
    "预算完成率低于60%的，扣完本项分值为止": ("PD1010", "扣完本项分值为止"),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "plain"), READS.items())
def test_a_sentence_reads_as_the_plain_rule(read: Read, sentence: str, plain: str) -> None:
    """It says what the rule in the words of the reference says, without a remark."""
    file, found = read(DECLARED + sentence)
    expected, wrong = read(DECLARED + plain)
    assert [diagnostic.message("zh") for diagnostic in found + wrong] == []
    assert len(expected.headings[0].rules) == 1
    assert file.headings == expected.headings


@pytest.mark.parametrize(("sentence", "expected"), REFUSED.items())
def test_a_sentence_with_no_one_reading_says_why(
    read: Read, sentence: str, expected: tuple[str, str]
) -> None:
    """One finding, at the words that are unclear, with a way out; never only that it cannot be read."""
    _, found = read(DECLARED + sentence)
    assert [(x.code.id, x.primary.span.text if x.primary else "") for x in found] == [expected]
    assert found[0].all_helps or expected[0] == "PD1028"


def test_rows_of_published_bands(read: Read) -> None:
    """Bands in the words of a table."""
    file, found = read(
        DECLARED + "按重点支出安排率分档\n① 达到90%以上（含90%），得5分；\n② 80%（含）-90%，得4分\n"
    )
    assert [x.code.id for x in found] == ["PD1015"]
    file, found = read(
        DECLARED
        + "按重点支出安排率分档\n① 达到90%以上，得5分；\n② 80%-90%（含80%，不含90%），得4分；\n"
        "③ 60%（含60%）至80%（不含80%），计2分；\n④ 其他情况不得分。"
    )
    expected, wrong = read(
        DECLARED + "按 重点支出安排率 分档\n- >= 90% 得 5\n- 80%(含) 至 90%(不含) 得 4\n"
        "- 60%(含) 至 80%(不含) 得 2\n- 其余 得 0"
    )
    assert not found + wrong
    assert file.headings == expected.headings


def test_a_number_in_brackets_may_stand_before_an_interval(read: Read) -> None:
    """`（1）[95%, 100%]` is the row `- [95%, 100%]`."""
    rows = [
        "[95%, 100%] 得5分",
        "(80%, 95%) 得4分",
        "(-5%,80%] 得3分",
        "80%(含) 至 90% 得2分",
        "其余 得0分",
    ]
    head = DECLARED + "按 预算完成率 分档\n"
    plain, wrong = read(head + "\n".join(f"- {row}" for row in rows))
    for sign in ("（{}）", "({}) ", "（{}） "):
        written = "\n".join(sign.format(at + 1) + row for at, row in enumerate(rows))
        file, found = read(head + written)
        assert [x.code.id for x in found] == [x.code.id for x in wrong]
        assert file.headings == plain.headings


def test_there_are_enough_sentences() -> None:
    """The list stays as long as it was asked for."""
    assert len(READS) + len(REFUSED) >= 60


@pytest.mark.parametrize(
    ("facts", "sentence", "plain"),
    [
        ("事实 最高 数量", "最高大于3的扣1分", "「最高」 > 3 扣 1"),
        ("事实 得分 数量", "得分=3的扣1分", "「得分」 = 3 扣 1"),
        ("事实 累计 数量", "累计不超过3的扣1分", "「累计」 <= 3 扣 1"),
        ("事实 累计扣分 数量", "累计扣分不超过3的扣1分", "「累计扣分」 <= 3 扣 1"),
        ("事实 本项得分 数量", "本项得分大于3的扣1分", "「本项得分」 > 3 扣 1"),
        ("事实 最高值 数量", "最高值大于3的扣1分", "「最高值」 > 3 扣 1"),
    ],
)
def test_words_of_prose_stay_names_where_declared(
    read: Read, facts: str, sentence: str, plain: str
) -> None:
    """得分 and 最高 are words only where nothing of this name is declared, before `=` or a number."""
    file, found = read(f"{facts}\n指标 甲 5 分\n{sentence}")
    expected, wrong = read(f"{facts}\n指标 甲 5 分\n{plain}")
    assert [diagnostic.message("zh") for diagnostic in found + wrong] == []
    assert file.headings == expected.headings


@pytest.mark.parametrize(
    "declaration",
    [
        "事实 上年度“三公经费”预算数 金额 万元",
        '事实 上年度"三公经费"预算数 金额 万元',
        "定义 上年度“三公经费”预算数 = 结余资金",
    ],
)
def test_quotes_in_a_name_that_begins_with_a_word_say_nothing(read: Read, declaration: str) -> None:
    """`上年度“三公经费”预算数` is one name where it is declared, and 上年 only where it is not."""
    file, found = read(DECLARED + declaration + "\n上年度“三公经费”预算数大于0的扣1分")
    plain, wrong = read(
        DECLARED
        + declaration.translate(dict.fromkeys(map(ord, '“”"')))
        + "\n上年度三公经费预算数 > 0 扣 1"
    )
    assert [diagnostic.message("zh") for diagnostic in found + wrong] == []
    assert file.headings == plain.headings
    assert (file.facts, file.definitions) == (plain.facts, plain.definitions)


def test_a_heading_that_begins_with_a_word_may_have_quotes(read: Read) -> None:
    """`指标 上年度“三公经费”控制 5 分`."""
    file, found = read("指标 上年度“三公经费”控制 5 分\n得 满分")
    assert found == []
    assert file.headings[0].name.text == "上年度三公经费控制"


OFFERED = {
    "有管理制度、有新建项目的得2分": ("PD2102", ["有管理制度 且 有新建项目", "有管理制度 或 有新建项目"]),
    "有管理制度、有新建项目、政策性调整的扣2分": (
        "PD2102",
        ["有管理制度 且 有新建项目 且 政策性调整", "有管理制度 或 有新建项目 或 政策性调整"],
    ),
    "预算完成率大于等于90%且小于100%得3分": (
        "PD1012",
        [" 预算完成率 ", "预算完成率 在 90%(含) 至 100%(不含)"],
    ),
    "预算完成率<100%，>90%的得3分": (
        "PD1012",
        [" 且 预算完成率 ", "预算完成率 在 90%(不含) 至 100%(不含)"],
    ),
    "预算完成率30%-50%之间得3分": (
        "PD1016",
        ["30%(含) 至 50%(不含)", "30%(不含) 至 50%(含)", "30%(含) 至 50%(含)"],
    ),
    "预算完成率在30%-50%之间得3分": ("PD1015", ["（含）…（不含）", "（不含）…（含）", "（含）…（含）"]),
    "预算完成率介于30%至50%之间得3分": ("PD1015", ["（含）…（不含）", "（不含）…（含）", "（含）…（含）"]),
    "预算完成率在5%(含)至20%(含)之间的，按线性插值计分": ("PD1041", []),
    "支出进度率不低于预算完成率的得10分，低于预算完成率10个百分点以内的得6分": ("PD1009", []),
    "    预算完成率>1%得3分 满意度>2%得5分": ("PD1009", ["\n    "]),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), OFFERED.items())
def test_every_reading_is_offered(
    read: Read, sentence: str, expected: tuple[str, list[str]]
) -> None:
    """What a person may have meant, each as a correction; nothing where there is no good one."""
    _, found = read(DECLARED + sentence)
    assert [diagnostic.code.id for diagnostic in found] == [expected[0]]
    offered = [
        "…".join(edit.replacement for edit in help_.edits)
        for help_ in found[0].helps
        if help_.edits
    ]
    assert offered == expected[1]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("指标 制度、流程健全性 5分", "制度、流程健全性"),
        ("指标 6月底支出进度 5 分", "6月底支出进度"),
        ("指标 6月底支出进度（5分）", "6月底支出进度"),
        ("事实 制度、流程 是否", "制度、流程"),
        ("事实 6月底支出进度 比率", "6月底支出进度"),
    ],
)
def test_a_name_with_signs_or_digits_is_shown_its_brackets(
    read: Read, line: str, name: str
) -> None:
    """The hint and the correction put 「…」 round the whole name."""
    _, found = read(f"{line}\n")
    assert [diagnostic.code.id for diagnostic in found] == ["PD1018"]
    (edit,) = found[0].helps[0].edits
    assert (edit.span.text, edit.replacement) == (name, f"「{name}」")


def test_a_heading_without_a_name_still_says_so(read: Read) -> None:
    """`指标 5 分`."""
    assert [diagnostic.code.id for diagnostic in read("指标 5 分")[1]] == ["PD1019"]


HEAD = "事实 分率 比率\n事实 得分率 比率\n事实 费 数量 分\n事实 加班费 数量 分\n事实 基础分 数量 分\n事实 奖励分 数量 分\n事实 获奖 是否\n指标 示例 10 分\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("得得分率×10分", "得 得分率 × 10 分"),
        ("得分率大于9%，得分率×10分", None),
        ("得加班费", "得 加班费"),
        ("获奖得费。", "获奖 得 费"),
        ("获奖扣费，最多2分", "获奖 扣 费 最多 2 分"),
        ("得基础分加奖励分", None),
        ("扣费额×2 > 3 扣 1 分", None),
        ("超加班费 > 3 扣 1 分", None),
    ],
)
def test_an_effect_and_a_name_in_one_run(read: Read, written: str, meant: str | None) -> None:
    """Names go first; 加 between two names may be a plus."""
    file, found = read(f"{HEAD}{written}\n")
    if meant is None:
        rules = file.headings[0].rules
        names = [
            each.text for rule in rules for each in ast.walk(rule) if isinstance(each, ast.Name)
        ]
        assert found or not {"分率", "费"} & set(names)
        return
    assert not found
    assert file == read(f"{HEAD}{meant}\n")[0]
