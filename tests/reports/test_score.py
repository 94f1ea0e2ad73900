"""What the score report tells, by its words."""

from fractions import Fraction

import attrs
import pytest

from perfdsl.document import (
    Block,
    Heading,
    Item,
    Items,
    KeyValues,
    Paragraph,
    Run,
    plain_text,
    walk,
)
from perfdsl.interpreter.sheet import Condition, Detail, Effect, EffectStatus, Margin
from perfdsl.model.rules import Notes
from perfdsl.model.types import COUNT, MONEY, NUMBER, POINT, RATIO, SCORE
from perfdsl.renderers import plain
from perfdsl.reports import find_nodes, score_report
from perfdsl.reports.arithmetic import arithmetic_text
from perfdsl.reports.values import condition_runs, counterfactual_text, margin_text
from perfdsl.reports.voice import Voice
from tests.reports.sheets import (
    adjustment,
    full_sheet,
    leaf,
    partial_sheet,
    perfect_sheet,
    rule,
    sheet,
    staff,
)

ZH, EN = Voice("zh"), Voice("en")


def text_of(*, show_all: bool = False, only: str | None = None) -> str:
    return plain.render(
        score_report(full_sheet(), language="zh", show_all=show_all, only=only), width=400
    )


def test_a_condition_is_told_three_ways() -> None:
    """As written, with the values, what came out and by how much."""
    assert "预算调整率 > 20% → ≈22.26% > 20% → 成立（超出 ≈2.26 个百分点）" in text_of()


def test_steps_are_worked_out() -> None:
    assert "超出 ≈133.33 个百分点，按整 133 个 × 0.1 = 应扣 13.3，满分 3，实扣 3" in text_of()


def test_a_loss_leads_to_rule_clause_and_facts() -> None:
    told = text_of(only="预算调整率")
    assert "-2.00 分  预算调整率 > 20% 扣 2 分" in told
    assert "rules/huailai/2021.perf:43:3" in told
    assert "依据：评价细则 2.1.2" in told
    assert (
        "年初预算数 = 12795.93 万元（examples/huailai/facts.toml:6:1，2021 年度部门预算报表）"
        in told
    )
    assert "若 调整预算数 降到 2559.18 万元，可少扣 2 分" in told


def test_links_lead_to_the_files() -> None:
    runs = [
        run
        for block in walk(score_report(full_sheet(), language="zh").blocks)
        for run in all_runs(block)
    ]
    links = {run.link for run in runs if run.link}
    assert any(
        link.startswith("file:///") and link.endswith("rules/huailai/2021.perf") for link in links
    )


def all_runs(block: Block) -> list[Run]:
    match block:
        case Heading() | Paragraph():
            return list(block.content)
        case Items():
            return [run for item in block.items for run in item.content]
        case KeyValues():
            return [
                run for entry in block.entries for run in (*entry.value, *item_runs(entry.items))
            ]
        case _:
            return []


def item_runs(items: tuple[Item, ...]) -> list[Run]:
    return [run for item in items for run in item.content]


def test_judged_points_are_marked() -> None:
    told = text_of()
    assert "【人工评分】得 人工 0 至 4 分" in told
    assert "评分理由：安排基本合理" in told
    assert "评分理由：未写理由" in told


def test_a_value_is_told_once_for_each_rule() -> None:
    assert text_of(only="预算执行情况").count("预算调整率 ≈ 22.26%") == 1


def test_all_shows_what_did_not_happen() -> None:
    told = text_of(show_all=True)
    assert "未触发  预算调整率 > 30% 且 制度完整 扣 1 分" in told
    assert "还差 7.74 个百分点" in told
    assert "未采用  “三公经费”变动率 > 0 扣 3 分" in told
    assert "已由「三公经费上年 = 0 不适用 剔除」" in told
    assert "免扣  制度公开 扣 1 分 除外 制度完整" in told
    assert "预算调整率 > 30% 且 制度完整 扣 1 分" not in text_of()


def test_left_out_indicators_are_no_losses_but_are_told() -> None:
    told = text_of()
    assert told.index("不适用的指标") < told.index("三公经费上年 = 0 不适用 剔除")
    assert "剔除，不计入满分" in told


def test_a_conversion_is_worked_out() -> None:
    assert "未舍入的得分 3.5 × 10 ÷ 7 = 5 分" in text_of()


def test_explanations_and_findings() -> None:
    told = text_of()
    assert "预算执行情况/满意度：满意度偏低的原因" in told
    assert '"预算执行情况/满意度" = "…"' in told
    assert "警告[PD6003] 自报 94.2 分" in told
    assert "PD6005" not in told, "it has a part of its own"


def test_an_explanation_that_was_given_is_not_asked_for() -> None:
    made = attrs.evolve(full_sheet(), findings=())
    told = plain.render(score_report(made, language="zh", show_all=True), width=400)
    assert "须说明的事项" not in told
    assert "已说明  满意度 < 90% 须说明" in told


def test_the_clause_of_the_indicator_stands_with_its_losses() -> None:
    made = attrs.evolve(adjustment(), notes=Notes(basis=("财预 7 号",)))
    told = plain.render(score_report(sheet((made,), 0, full=2), language="zh"), width=80)
    assert "依据：财预 7 号" in told


def test_one_possible_grade_is_certain() -> None:
    made = attrs.evolve(partial_sheet(), possible_grades=("优",))
    assert "等级 优（缺的数据不影响等级）" in plain.render(
        score_report(made, language="zh"), width=400
    )


def test_missing_facts_stop_the_score_unless_a_partial_one_is_wanted() -> None:
    """Then the missing facts are all there is to say: no interval, no indicator."""
    stopped = attrs.evolve(partial_sheet(), partial=False)
    told = plain.render(score_report(stopped, language="zh"), width=400)
    assert "还不能计分：缺" in told
    assert '"满意度" = "…%"' in told
    assert "得分汇总" not in told
    assert "60.00" not in told


def test_a_partial_result_is_an_interval_with_what_would_decide_it() -> None:
    told = plain.render(score_report(partial_sheet(), language="zh"), width=400)
    assert "得分在 60.00 分与 98.00 分之间" in told
    assert "可能是 优、良、中" in told
    assert "得分 [60.00, 72.00]" in told
    assert '"满意度" = "…%"' in told
    assert "「- >= 95% 得 72 分」" in told
    assert "缺 满意度，无法判断" in told
    assert "在职人员控制率 无法计算" in told


def test_nothing_lost() -> None:
    told = plain.render(score_report(perfect_sheet(), language="zh"), width=80)
    assert "没有失分。" in told
    assert "--all" not in told


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("预算执行情况/预算调整率", ["预算调整率"]),
        ("预算调整率", ["预算调整率"]),
        (" 预算执行情况 ／ 预算调整率 ", ["预算调整率"]),
        ("执行/调整", ["预算调整率"]),
        ("预算执行情况", ["预算执行情况"]),
        ("控制率", ["在职人员控制率"]),
        ("没有", []),
        ("/", []),
    ],
)
def test_paths(path: str, found: list[str]) -> None:
    """The whole path, its end, or its end with names cut short."""
    assert [node.title for node in find_nodes(full_sheet(), path)] == found


def test_a_branch_shows_nothing_else() -> None:
    told = text_of(only="预算执行情况")
    assert "满意度" in told
    assert "在职人员控制率" not in told


def test_one_indicator_is_told_with_every_rule() -> None:
    assert "还差 7.74 个百分点" in text_of(only="预算调整率")
    assert "还差 7.74 个百分点" not in text_of(only="预算执行情况")


def test_an_unknown_path_is_answered() -> None:
    assert "没有叫「预算调正率」的指标" in text_of(only="预算调正率")
    assert "预算执行情况/预算调整率" in text_of(only="预算调正率")
    assert "可选的一级指标" in text_of(only="xyz")


def effect(
    kind: str, points: str, applied: str, *details: Detail, status: EffectStatus = "fired"
) -> Effect:
    return Effect(
        "x",
        kind,  # type: ignore[arg-type]
        status,
        Fraction(points),
        Fraction(applied),
        rule("扣 2 分"),
        details=details,
    )


def test_of_two_conditions_it_is_not_said_that_the_value_lies_above() -> None:
    parts = (
        Condition("进度 < 45%", "42% < 45%", result=True),
        Condition("非 晚", "非 否", result=True),
    )
    both = Condition("进度 < 45% 且 非 晚", "42% < 45% 且 非 否", result=True, children=parts)
    made = effect("deduct", "-1.5", "-1.5", *steps("0.03", "0.01", "3", "full"))
    assert arithmetic_text(made, Fraction(10), ZH) == "超出 3 个百分点，按整 3 个 × 0.5 = 应扣 1.5"
    made = attrs.evolve(made, condition=both)
    assert arithmetic_text(made, Fraction(10), ZH) == "相差 3 个百分点，按整 3 个 × 0.5 = 应扣 1.5"


def steps(excess: str, size: str, count: str, mode: str | None) -> tuple[Detail, ...]:
    return (
        Detail("excess", Fraction(excess), RATIO, "百分点"),
        Detail("size", Fraction(size), POINT, "百分点"),
        Detail("steps", Fraction(count), NUMBER, mode),
        Detail("per_step", Fraction("0.5"), SCORE),
    )


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (effect("deduct", "-2", "-2"), None),
        (effect("deduct", "-3.5", "-3", status="capped"), "应扣 3.5，满分 3，实扣 3"),
        (effect("deduct", "-3.5", "-1", status="capped"), "应扣 3.5，只剩 1 可扣，实扣 1"),
        (
            effect("deduct", "-1", "-1", *steps("0.113", "0.05", "2", "full")),
            "超出 11.3 个百分点，每 5 个百分点 算 1 个，按整 2 个 × 0.5 = 应扣 1",
        ),
        (
            effect("deduct", "-1.5", "-1.5", *steps("0.113", "0.05", "3", "started")),
            "超出 11.3 个百分点，每 5 个百分点 算 1 个，不足 1 个按 1 个，3 个 × 0.5 = 应扣 1.5",
        ),
        (
            effect("deduct", "-1.13", "-1.13", *steps("0.0226", "0.01", "2.26", "proportional")),
            "超出 2.26 个百分点，按比例 2.26 个 × 0.5 = 应扣 1.13",
        ),
        (
            effect(
                "deduct",
                "-1",
                "-1",
                *steps("0.05", "0.01", "5", "full"),
                Detail("asked", Fraction("2.5"), SCORE),
                Detail("at_most", Fraction(1), SCORE),
            ),
            "超出 5 个百分点，按整 5 个 × 0.5 = 应扣 2.5，最多 1，实扣 1",
        ),
        (
            effect("deduct", "-4", "-3", Detail("at_most", Fraction(3), SCORE), status="capped"),
            "应扣 4，最多 3，实扣 3",
        ),
        (
            effect(
                "band",
                "2.5",
                "-0.5",
                Detail("lower_points", Fraction(1), SCORE),
                Detail("upper_points", Fraction(3), SCORE),
            ),
            "在 1 分与 3 分之间插值，得 2.5 分，满分 3 分",
        ),
        (effect("award", "2", "-1"), "得 2 分，满分 3 分"),
        (effect("award", "5", "0", status="capped"), "应得 5，得 3 分，满分 3 分"),
        (effect("band", "1", "-2"), "得 1 分，满分 3 分"),
        (effect("item", "1", "-1"), "得 1 分，这一项最多 2 分"),
        (effect("item", "0", "-2", status="not_met"), "这一项不成立，少得 2 分"),
        (effect("manual", "-1", "-1"), None),
        (effect("add", "2", "1", status="capped"), "应加 2，只剩 1 可加，实加 1"),
        (effect("cap", "69", "-3"), "得分不超过 69 分"),
        (effect("veto", "0", "-60"), "一票否决，总分计为 0 分"),
        (effect("veto", "0", "0"), "一票否决"),
        (effect("award", "2", "0", status="overridden"), None),
    ],
)
def test_arithmetic(made: Effect, text: str | None) -> None:
    assert arithmetic_text(made, Fraction(3), ZH) == text
    english = arithmetic_text(made, Fraction(3), EN)
    assert (english is None) == (text is None)


@pytest.mark.parametrize(
    ("side", "is_above", "amount", "text"),
    [
        ("over", True, "0.05", "超出 5 个百分点"),
        ("over", False, "0.05", "低 5 个百分点"),
        ("short", False, "0.05", "还差 5 个百分点"),
        ("over", True, "0", "正好在界限上"),
    ],
)
def test_margins(side: str, is_above: bool, amount: str, text: str) -> None:  # noqa: FBT001
    margin = Margin("X", Fraction(amount), RATIO, None, side, is_above=is_above)  # type: ignore[arg-type]
    assert margin_text(margin, ZH) == text


def test_a_side_that_was_not_needed_is_not_called_undecidable() -> None:
    made = Condition("甲 或 乙", "是 或 乙", result=True, children=(Condition("乙", "乙", None),))
    assert (
        plain_text(condition_runs(made.children[0], None, ZH, is_needed=False)) == "乙 → 不必再看"
    )


def test_counterfactuals() -> None:
    found = adjustment().effects[0].counterfactual
    assert found is not None
    assert counterfactual_text(found, ZH) == "若 调整预算数 降到 2559.18 万元，可少扣 2 分"
    up = attrs.evolve(found, before=Fraction(0), after=Fraction(10_000))
    assert counterfactual_text(up, ZH) == "若 调整预算数 升到 1 万元，可少扣 2 分"
    word = attrs.evolve(found, before=False, after=True)
    assert counterfactual_text(word, ZH) == "若 调整预算数 改为 是，可少扣 2 分"


def test_every_state_of_an_effect_can_be_told() -> None:
    """Also combinations that no interpreter makes today do not break a report."""
    kinds = ("award", "deduct", "add", "band", "item", "manual", "not_applicable", "exempt", "cap")
    more = ("veto", "require", "round", "rescale", "base")
    states = ("fired", "not_met", "overridden", "capped", "exempted", "unknown", "not_computable")
    effects = tuple(
        Effect(
            f"{kind}#{state}#{applied}",
            kind,  # type: ignore[arg-type]
            state,  # type: ignore[arg-type]
            points,
            Fraction(applied),
            span,
        )
        for kind in (*kinds, *more)
        for state in states
        for applied in (-1, 0, 1)
        for points in (None, Fraction(2))
        for span in (None, rule("扣 2 分"))
    )
    made = sheet((leaf("甲", 3, 3, effects),), 3)
    for language in ("zh", "en"):
        for show_all in (True, False):
            document = score_report(made, language=language, show_all=show_all)
            assert plain.render(document, width=80)


def test_many_rows_leave_only_the_top_level() -> None:
    nodes = tuple(
        attrs.evolve(
            leaf(f"甲{i}", 3, 3), children=tuple(leaf(f"甲{i}/乙{j}", 1, 1) for j in range(3))
        )
        for i in range(20)
    )
    told = plain.render(score_report(sheet(nodes, 60, full=60), language="zh"), width=80)
    assert "甲7" in told
    assert "乙1" not in told


def test_a_step_of_money() -> None:
    made = effect(
        "deduct",
        "-1",
        "-1",
        Detail("excess", Fraction(250_000), MONEY, "万元"),
        Detail("size", Fraction(100_000), MONEY, "万元"),
        Detail("steps", Fraction(2), COUNT),
        Detail("per_step", Fraction("0.5"), SCORE),
    )
    assert arithmetic_text(made, Fraction(3), ZH) == (
        "超出 25 万元，每 10 万元 算 1 个，按整 2 个 × 0.5 = 应扣 1"
    )


def test_the_staff_example_is_whole() -> None:
    """The founding example: 63 people in 27 posts."""
    assert staff().score == 0
