"""What is good advice: what a department can do. What is none: what costs as much elsewhere, is no deed or cannot be."""

from fractions import Fraction

import pytest

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
from perfdsl.interpreter.levers import is_planned
from perfdsl.interpreter.sheet import Counterfactual
from perfdsl.model.facts import Fact, Facts
from perfdsl.source import SourceText, Span
from perfdsl.syntax import parse

RULES = """
事实 支出 金额 元
事实 人数 人数 > 0
指标 生均 10 分
  支出 / 人数 > 850元 每起 20元 扣 1 分
指标 进度 10 分
  支出 < 1062200元 每满 5000元 扣 1 分
"""


def advice(spent: int) -> list[Counterfactual | None]:
    diagnostics = Diagnostics()
    rulebook = check(parse(SourceText("rules.perf", RULES), diagnostics), diagnostics)
    assert rulebook is not None
    source = SourceText("facts.toml", "\n")
    given = {"支出": spent, "人数": 1240}
    values = {name: Fact(name, Fraction(n), Span(source, 0, 0)) for name, n in given.items()}
    sheet = score(rulebook, Facts(source, values=values))
    return [
        effect.counterfactual for node in sheet.nodes for effect in node.effects if effect.is_loss
    ]


def test_what_costs_as_much_elsewhere_is_no_advice() -> None:
    """854 a head would win the point of 进度 and lose one of 生均."""
    assert advice(1_054_000) == [None]


def test_what_costs_less_elsewhere_says_what_is_left() -> None:
    (found,) = advice(1_085_000)
    assert found is not None
    assert (found.fact, found.after) == ("支出", Fraction(1_054_000))
    assert found.gain == 2
    assert found.rise == 1


Given = dict[str, int | bool | tuple[()]]

DECLARED = """
事实 实补 人数
事实 应补 人数
事实 老人 人数
事实 满意 数量 份
事实 基本满意 数量 份
事实 问卷 数量 份
事实 迟报 次数
事实 中央应到位 金额 元
事实 中央实际到位 金额 元
事实 县级应到位 金额 元
事实 县级实际到位 金额 元
事实 执行率 比率
事实 有制度 是否
事实 有审计 是否
事实 遇灾 是否
事实 清单 明细
  - 名称 文本
定义 未遇灾 = 非 遇灾
"""


def lever(rules: str, given: Given) -> str | None:
    """The advice of the first loss, as `fact value`; None where there is none."""
    diagnostics = Diagnostics()
    text = f"{DECLARED}指标 示例 10 分\n{rules}\n"
    rulebook = check(parse(SourceText("rules.perf", text), diagnostics), diagnostics)
    assert rulebook is not None, [item.code.id for item in diagnostics]
    source = SourceText("facts.toml", "\n")
    values = {
        name: Fact(
            name,
            Fraction(n) if isinstance(n, int) and not isinstance(n, bool) else n,
            Span(source, 0, 0),
        )
        for name, n in given.items()
    }
    sheet = score(rulebook, Facts(source, values=values))
    (effect, *_) = [effect for node in sheet.nodes for effect in node.effects if effect.is_loss]
    found = effect.counterfactual
    return None if found is None else f"{found.fact} {found.after}"


@pytest.mark.parametrize(
    ("rules", "given", "expected"),
    [
        # above the line is what was done, however near what is below
        ("实补 / 老人 < 100% 扣 2 分", {"实补": 40, "老人": 50}, "实补 50"),
        ("得 最小(实补 / 老人, 100%) × 满分", {"实补": 10, "老人": 50}, "实补 50"),
        (
            "实补 / 老人 >= 90% 得 满分\n实补 / 老人 >= 50% 得 4",
            {"实补": 40, "老人": 50},
            "实补 45",
        ),
        ("老人 < 20 不得分\n否则 得 实补 / 老人 × 10", {"实补": 40, "老人": 50}, "实补 50"),
        ("按 实补 / 老人 分档\n- >= 90% 得 10\n- 其余 得 0", {"实补": 40, "老人": 50}, "实补 45"),
        # of a difference, or a comparison, the duty is no lever, on whichever side it stands
        ("|应补 - 实补| > 0 扣 2 分", {"实补": 40, "应补": 50}, "实补 50"),
        ("应补 - 实补 > 0 每满 1人 扣 0.1 分", {"实补": 40, "应补": 50}, "实补 50"),
        ("实补 < 应补 扣 2 分", {"实补": 40, "应补": 50}, "实补 50"),
        ("应补 > 实补 扣 2 分", {"实补": 40, "应补": 50}, "实补 50"),
        # 目标 / 实际: what is below is what was done
        ("得 最小(应补 / 老人, 100%) × 满分", {"应补": 40, "老人": 50}, "老人 40"),
        ("100人 / 老人 > 200% 扣 2 分", {"老人": 40}, "老人 50"),
        # the rule's own subject, whatever it is called
        ("应补 > 40 扣 2 分", {"应补": 50}, "应补 40"),
        ("老人 > 40 每满 5人 扣 2 分", {"老人": 50}, "老人 44"),
        # nothing but the whole, or the plan, could be changed
        ("数量(清单) / 老人 < 50% 扣 2 分", {"老人": 50, "清单": ()}, None),
        ("数量(清单) < 应补 扣 2 分", {"应补": 50, "清单": ()}, None),
    ],
)
def test_what_was_done_is_changed_not_what_was_planned(
    rules: str, given: Given, expected: str | None
) -> None:
    assert lever(rules, given) == expected


LATE: Given = {"迟报": 3, "遇灾": False}


@pytest.mark.parametrize(
    ("rules", "given", "expected"),
    [
        ("迟报 > 0 且 非 遇灾 扣 2 分", LATE, "迟报 0"),
        ("数量(清单) = 0 且 非 遇灾 扣 2 分", {**LATE, "清单": ()}, None),
        ("数量(清单) = 0 且 遇灾 = 否 扣 2 分", {**LATE, "清单": ()}, None),
        ("数量(清单) = 0 且 遇灾 != 是 扣 2 分", {**LATE, "清单": ()}, None),
        ("数量(清单) = 0 且 未遇灾 扣 2 分", {**LATE, "清单": ()}, None),
        (
            "遇灾 = 否 且 非 有制度 且 数量(清单) = 0 扣 2 分",
            {**LATE, "有制度": False, "清单": ()},
            None,
        ),
        ("数量(清单) = 0 扣 2 分 除外 遇灾", {**LATE, "清单": ()}, None),
        ("数量(清单) = 0 扣 2 分\n遇灾 免扣", {**LATE, "清单": ()}, None),
        ("遇灾 不适用 得 满分\n数量(清单) = 0 扣 2 分", {**LATE, "清单": ()}, None),
        ("数量(清单) > 0 或 遇灾 得 满分\n否则 得 2", {**LATE, "清单": ()}, None),
        ("逐项 缺一 扣 2 分\n- 数量(清单) > 0 或 遇灾", {**LATE, "清单": ()}, None),
        # a duty is no excuse, nor is what must not be
        ("非 有制度 扣 2 分", {"有制度": False}, "有制度 True"),
        ("非 有制度 且 非 有审计 扣 2 分", {"有制度": False, "有审计": False}, "有制度 True"),
        ("迟报 > 0 或 非 有制度 扣 2 分", {"迟报": 0, "有制度": False}, "有制度 True"),
        ("迟报 < 1 且 非 遇灾 得 满分\n否则 得 0", {"迟报": 0, "遇灾": True}, "遇灾 False"),
        ("有制度 且 有审计 得 满分\n否则 得 0", {"有制度": True, "有审计": False}, "有审计 True"),
    ],
)
def test_an_excuse_is_no_advice(rules: str, given: Given, expected: str | None) -> None:
    assert lever(rules, given) == expected


def test_a_fact_that_also_excuses_is_changed_for_what_it_does() -> None:
    """Six late reports would be excused; none is what was meant."""
    assert lever("迟报 在 [1, 3] 扣 2 分 除外 迟报 > 5", {"迟报": 3}) == "迟报 4"


RATED: Given = {"满意": 268, "基本满意": 121, "问卷": 412}
SATISFIED = "定义 满意度 = (满意 + 基本满意 × 0.8) / 问卷\n"


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        # 316 + 121 and 268 + 180 are more than 412
        (f"{SATISFIED}得 向下取整(满意度 × 10分)", None),
        (f"{SATISFIED}满意度 < 90% 扣 2 分", "满意 274"),
        # what is a whole elsewhere does not fall below its parts
        (f"{SATISFIED}问卷 > 400 扣 2 分\n满意度 < 10% 扣 1 分", "问卷 400"),
        (f"{SATISFIED}问卷 > 380 扣 2 分\n满意度 < 10% 扣 1 分", None),
        # a limit above the whole asks for more
        ("满意 / 问卷 < 1.2倍 扣 2 分", "满意 495"),
    ],
)
def test_no_part_becomes_larger_than_its_whole(rules: str, expected: str | None) -> None:
    assert lever(rules, RATED) == expected


@pytest.mark.parametrize(
    ("name", "is_plan"),
    [
        *(
            (name, True)
            for name in ("应补移民人数", "省级资金计划", "目标值", "批复概算", "本年应发人数")
        ),
        *(
            (name, True)
            for name in ("计划完成数", "年初预算", "运维合同价", "编制人数", "spending_target")
        ),
        *(
            (name, False)
            for name in ("应急演练次数", "预算执行数", "实补人数", "按计划完成项目", "供应量")
        ),
        *(
            (name, False)
            for name in (
                "在职人数",
                "响应次数",
                "应用系统数",
                "目标完成率",
                "budget_spent",
                "支出数",
            )
        ),
    ],
)
def test_names_tell_a_plan_from_a_deed(name: str, is_plan: bool) -> None:  # noqa: FBT001
    assert is_planned(name) is is_plan


FUNDS: Given = {"中央应到位": 2400, "中央实际到位": 2400, "县级应到位": 600, "县级实际到位": 480}
DONE, DUE = "中央实际到位 + 县级实际到位", "中央应到位 + 县级应到位"


@pytest.mark.parametrize(
    "rules",
    [
        f"得 最小(({DONE}) / ({DUE}), 100%) × 满分",
        f"定义 到位率 = ({DONE}) / ({DUE})\n到位率 < 100% 扣 2 分",
        f"{DONE} < {DUE} 扣 2 分",
    ],
)
def test_what_is_all_there_is_not_asked_for(rules: str) -> None:
    """Of two sources of money the one that is short rises, to what was due of it."""
    assert lever(rules, FUNDS) == "县级实际到位 600"


def test_each_of_a_sum_may_rise_where_none_is_all_there() -> None:
    short: Given = {**FUNDS, "中央实际到位": 2300, "县级实际到位": 580}
    assert lever(f"得 最小(({DONE}) / ({DUE}), 100%) × 满分", short) is None
    assert lever(f"{DONE} < 2950元 扣 2 分", short) == "中央实际到位 2370"
