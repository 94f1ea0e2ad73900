"""What stands behind a number or a word, and before a thing that is asked: what changes it, and what does not."""

import pytest

from perfdsl.checker.facts.claims import claimed, ticked
from perfdsl.checker.facts.denials import truth_meant
from perfdsl.checker.facts.levels import words_meant
from perfdsl.checker.facts.numbers import number_meant


@pytest.mark.parametrize(
    "text",
    [
        "1200, excluding interest", "1200, less fees", "1200, not final", "1200 (less fees)", "1200; was more",
        "1200（后调整为九百）", "1200，后调整为九百", "1200；原为八百", "30，不足", "30（不足）", "1200（不含利息）",
        "1200，实际为九百", "1200（已撤销）", "1200，已取消", "1200，后降为九百", "1200（未核实）", "1200 // not final",
        "1200，after adjustment", "1200万元（含预备，实际九百）", "12人，另有临聘", "1200（revised later）", "3次，均已撤案",
        "1200 (estimated)", "1200, before tax", "5个（停用一个）", "3（其中1起已撤销）", "3，其中一起重复",
    ],
)  # fmt: skip
def test_a_number_whose_remark_changes_it_is_not_offered(text: str) -> None:
    assert number_meant(text) == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1200（见决算表）", "1200"),
        ("1200，见附件", "1200"),
        ("12个；均完成整改", "12个"),
        ("63人（在编）", "63人"),
        ("63人（含后勤人员）", "63人"),
        ("1200, see annex", "1200"),
        ("1200（原始凭证齐全）", "1200"),
        ("1200 // 决算表", "1200"),
        ("3（其中1起重复）", "3"),
        ("12个，危房改造", "12个"),
        ("约1200（见附件）", "1200"),
        ("3座，污水和废水处理", "3座"),
    ],
)
def test_a_remark_that_changes_nothing_is_left_out(text: str, meant: str) -> None:
    assert number_meant(text) == (meant,)


LEVELS = ("优", "良", "中", "较差")
STATES = ("健全", "基本健全", "不健全")
ENGLISH = ("good", "fair", "poor")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("良：实际为较差", LEVELS),
        ("良—后降为差", LEVELS),
        ("良（被撤销）", LEVELS),
        ("良（由优降级）", LEVELS),
        ("良，后降为较差", LEVELS),
        ("良（2项较差）", LEVELS),
        ("良（原为优）", LEVELS),
        ("良（三项扣分）", LEVELS),
        ("健全（尚待印发）", STATES),
        ("健全（制度已废止）", STATES),
        ("健全：缺2项", STATES),
        ("健全，但未执行", STATES),
        ("good (not verified)", ENGLISH),
        ("good, not verified", ENGLISH),
        ("good: later downgraded", ENGLISH),
        ("good (formerly poor)", ENGLISH),
        ("good - but two items poor", ENGLISH),
    ],
)
def test_a_word_whose_remark_may_take_it_back_is_not_offered(
    written: str, words: tuple[str, ...]
) -> None:
    assert words_meant(written, words) == []


@pytest.mark.parametrize(
    ("written", "words", "meant"),
    [
        ("良（见附件2）", LEVELS, "良"),
        ("良：考核通报", LEVELS, "良"),
        ("良（2021年考核）", LEVELS, "良"),
        ("不健全（见附件）", STATES, "不健全"),
        ("基本健全（制度汇编）", STATES, "基本健全"),
        ("健全，县乡村三级均已建立", STATES, "健全"),
        ("good (see annex)", ENGLISH, "good"),
        ("good, as published", ENGLISH, "good"),
    ],
)
def test_a_word_with_a_remark_is_that_word(
    written: str, words: tuple[str, ...], meant: str
) -> None:
    assert words_meant(written, words)[:1] == [meant]


def test_several_words_are_several() -> None:
    assert words_meant("优、良", LEVELS) == ["优", "良"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("公开招标", "已取消公开招标"),
        ("项目验收", "已暂停项目验收"),
        ("公开预算信息", "已停止公开预算信息"),
        ("公开预算信息", "已撤回公开预算信息"),
        ("有管理制度", "已废止管理制度"),
        ("有管理制度", "已起草管理制度"),
        ("管理制度", "已修订管理制度"),
        ("设立专账", "已注销专账"),
        ("有专账", "已注销专账"),
        ("有安全隐患", "已杜绝安全隐患"),
        ("发生安全事故", "已避免安全事故"),
        ("有债务风险", "已化解债务风险"),
        ("债务风险", "已防范债务风险"),
        ("通过验收", "已申请通过验收"),
        ("有违规问题", "已整改违规问题"),
        ("有闲置资产", "已处置闲置资产"),
        ("有制度", "已完成清理制度"),
        ("按时公开", "没有不按时公开"),
        ("公开招标", "未取消公开招标"),
        ("公开预算信息", "未按时公开预算信息"),
        ("公开预算信息", "未主动公开预算信息"),
        ("向人大报告", "已向区人大常委会撤回报告"),
        ("完成无形资产登记", "无形资产登记完毕"),
        ("建成无烟场所", "无烟场所建成"),
        ("未来规划已编制", "未来得及编制"),
        ("按时公开", "无逾期"),
        ("按时公开", "没有延误"),
        ("管理规范", "无违规"),
        ("资金使用合规", "无问题"),
        ("已公示", "无异议"),
    ],
)
def test_what_else_was_done_is_no_answer(name: str, value: str) -> None:
    assert claimed(name, value) is None
    assert not {"true", "false"} & {*truth_meant(name, value)}


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("公开招标", "已依法公开招标", "true"),
        ("项目验收", "已组织项目验收", "true"),
        ("项目绩效评价", "未开展项目绩效评价", "false"),
        ("公开预算信息", "已按规定公开预算信息", "true"),
        ("有管理制度", "已制定管理制度", "true"),
        ("有制度", "已出台财务管理制度", "true"),
        ("取消收费", "已取消收费", "true"),
        ("停止项目建设", "已停止项目建设", "true"),
        ("有违规", "无违规", "false"),
        ("逾期报送", "没有逾期", "false"),
        ("有项目", "无项目", "false"),
        ("发生安全事故", "没有事故", "false"),
        ("没收违法所得", "已没收违法所得", "true"),
        ("有无形资产", "没有无形资产", "false"),
        ("向人大报告", "未向市人大报告", "false"),
    ],
)
def test_what_was_asked_is_answered(name: str, value: str, meant: str) -> None:
    assert truth_meant(name, value) == (meant,)


@pytest.mark.parametrize(
    "written",
    [
        "有（0个）", "有（零个）", "是（0）", "有（已撤销）", "是（已取消）", "有，2022年取消", "是，已注销", "有（2020年废止）",
        "无（2处）", "无，3起", "否（三次）", "无（共5人）", "有：后停用", "是（原为外包）", "yes (0)", "yes (zero cases)",
        "yes, cancelled in 2022", "no (2 cases)", "no, 3 items", "yes (revoked)", "yes - suspended", "有，已退回",
    ],
)  # fmt: skip
def test_an_answer_with_a_remark_against_it_is_none(written: str) -> None:
    assert ticked(written) is None
    assert truth_meant("有食堂", written) == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("有（10个）", True),
        ("有（2021年设立）", True),
        ("是，见附件0", True),
        ("是（第2页）", True),
        ("是，3处", True),
        ("无（0个）", False),
        ("无，见第3页", False),
        ("否（2021年度）", False),
        ("无（见表2）", False),
        ("yes (3 cases)", True),
        ("no (page 2)", False),
        ("yes, approved in 2021", True),
        ("是（停车场旁）", True),
    ],
)
def test_an_answer_with_a_remark_beside_it(written: str, *, said: bool) -> None:
    assert ticked(written) is said


def test_what_is_asked_takes_nothing_back() -> None:
    assert truth_meant("取消收费", "是（2022年取消）") == ("true",)
    assert truth_meant("取消收费", "否（2022年取消）") == ()
    assert truth_meant("有收费", "是（2022年取消）") == ()
