"""Sentences, boxes and remarks where yes or no is asked."""

import pytest

from perfdsl.checker.facts.claims import ticked
from perfdsl.checker.facts.denials import truth_meant


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("按时公开", "已公开", "true"),
        ("按时公开", "未公开", "false"),
        ("按时公开", "已按时公开", "true"),
        ("按时公开", "已按期公开", "true"),
        ("按时公开", "未及时公开", "false"),
        ("按时公开", "已于2023年3月6日公开", "true"),
        ("按时公开", "均已公开", "true"),
        ("按时公开", "尚未公开", "false"),
        ("按时公开", "已公开完毕", "true"),
        ("按时公开", "公开了", "true"),
        ("有制度", "已制定制度", "true"),
        ("有制度", "没有制度", "false"),
        ("有制度", "已建立管理制度", "true"),
        ("有制度", "尚未建立制度", "false"),
        ("有制度", "未制定制度", "false"),
        ("建立制度", "已制定制度", "true"),
        ("建立制度", "未建立", "false"),
        ("有食堂", "没有食堂", "false"),
        ("有专项资金", "已有专项资金", "true"),
        ("有专项资金", "无专项资金", "false"),
        ("公开内容完整", "未公开", "false"),
        ("拒绝提供资料", "已拒绝提供资料", "true"),
        ("拒绝提供资料", "未拒绝", "false"),
        ("拒绝提供资料", "没有拒绝", "false"),
        ("向人大报告", "已报告", "true"),
        ("向人大报告", "已向区人大常委会报告", "true"),
        ("向人大报告", "未报告", "false"),
        ("放学前公示收费", "已公示", "true"),
        ("招标程序合规", "未招标", "false"),
        ("有可行性研究报告", "已编制可行性研究报告", "true"),
        ("有可行性研究报告", "已编制可研报告", "true"),
        ("有可行性研究报告", "无可研报告", "false"),
        ("报告经专家论证", "已论证", "true"),
        ("报告经专家论证", "已经专家论证", "true"),
        ("竣工验收完成", "未竣工", "false"),
        ("挪用公用经费", "未挪用", "false"),
        ("挪用公用经费", "没有挪用公用经费", "false"),
        ("重大违纪", "未违纪", "false"),
        ("因灾停工", "已停工", "true"),
        ("因灾停工", "未停工", "false"),
        ("政策性调整", "已调整", "true"),
        ("已验收", "尚未验收", "false"),
        ("已验收", "已通过验收", "true"),
        ("资产系统已上线", "已上线", "true"),
        ("资产系统已上线", "尚未上线", "false"),
        ("违规发放津贴", "未发放津贴", "false"),
        ("受疫情影响停工", "已停工", "true"),
        ("受疫情影响停工", "没有受疫情影响", "false"),
        ("有非税收入", "没有非税收入", "false"),
        ("有非税收入", "无非税收入", "false"),
        ("逾期报送", "未逾期", "false"),
        ("绩效信息已公开", "已公开", "true"),
        ("绩效信息已公开", "未公开", "false"),
        ("开展中期评估", "已开展评估", "true"),
        ("开展中期评估", "未开展", "false"),
        ("食堂独立核算", "已独立核算", "true"),
        ("发生安全责任事故", "未发生事故", "false"),
        ("发生安全责任事故", "没有事故", "false"),
    ],
)
def test_a_sentence_that_says_yes_or_no(name: str, value: str, meant: str) -> None:
    assert truth_meant(name, value) == (meant,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("按时公开", "未全部公开"),
        ("按时公开", "未主动公开"),
        ("按时公开", "部分已公开"),
        ("按时公开", "已公开但逾期"),
        ("按时公开", "基本已公开"),
        ("按时公开", "已部分公开"),
        ("按时公开", "拟公开"),
        ("按时公开", "已公开，有2项逾期"),
        ("按时公开", "已公开（逾期）"),
        ("按时公开", "已公开80%"),
        ("按时公开", "逾期公开"),
        ("按时公开", "已逾期公开"),
        ("按时公开", "已公示"),
        ("有制度", "正在制定制度"),
        ("有食堂", "设有食堂"),
        ("公开内容完整", "已公开"),
        ("公开内容完整", "已完整公开"),
        ("公开内容完整", "内容已完整公开"),
        ("拒绝提供资料", "已提供资料"),
        ("拒绝提供资料", "未提供资料"),
        ("拒绝提供资料", "提供资料"),
        ("招标程序合规", "已招标"),
        ("竣工验收完成", "已竣工"),
        ("挪用公用经费", "已使用公用经费"),
        ("账目不清", "已清"),
        ("账目不清", "未不清"),
        ("变更未报批", "已报批"),
        ("已验收", "验收合格"),
        ("资产系统已上线", "未建资产系统"),
        ("违规发放津贴", "已发放津贴"),
        ("截留资金", "资金已到位"),
        ("受疫情影响停工", "未受影响"),
        ("逾期报送", "未报送"),
        ("逾期报送", "已报送"),
        ("一次验收合格", "已验收"),
        ("市级示范校", "省级示范校"),
        ("市级示范校", "未评上"),
    ],
)
def test_a_sentence_with_a_condition_or_of_something_else(name: str, value: str) -> None:
    assert truth_meant(name, value) == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("☑是 □否", True),
        ("□是 ☑否", False),
        ("是√ 否□", True),
        ("√有/□无", True),
        ("[ ] yes [x] no", False),
        ("有（1个）", True),
        ("是，见附件2", True),
        ("无（外包）", False),
        ("□是 □否", None),
        ("☑是 ☑否", None),
        ("有√无", None),
        ("是/否", None),
        ("有（部分停办）", None),
        ("是，但逾期", None),
        ("有（未核算）", None),
        ("否、是", None),
    ],
)
def test_boxes_and_remarks(written: str, said: object) -> None:
    assert ticked(written) is said


def test_what_is_not_known_yet_is_left_empty() -> None:
    assert truth_meant("按时公开", "待核实") == ('""',)


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("应急预案已制定", "已制定", "true"),
        ("应公开信息已公开", "已公开", "true"),
        ("非税收入按时缴库", "按时缴库", "true"),
        ("非税收入按时缴库", "已按时缴库", "true"),
        ("有食堂", "有（1个）", "true"),
        ("已整改", "整改完成", "true"),
        ("已整改", "已全部整改到位", "true"),
        ("已整改", "未整改完成", "false"),
        ("已问责", "0人", "false"),
        ("rules_written", "Yes (2021)", "true"),
    ],
)
def test_words_that_turn_nothing_around(name: str, value: str, meant: str) -> None:
    assert truth_meant(name, value) == (meant,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("已整改", "部分整改完成"),
        ("已整改", "正在整改"),
        ("已整改", "整改中"),
        ("变更未报批", "报批完成"),
        ("rules_written", "yes but not approved"),
        ("rules_written", "no, except two"),
    ],
)
def test_what_is_not_done_or_not_wholly_has_no_way_out(name: str, value: str) -> None:
    assert truth_meant(name, value) == ()


def test_a_remark_behind_a_denied_name_can_mean_either() -> None:
    assert truth_meant("无违纪行为", "无（经查）") == ()
