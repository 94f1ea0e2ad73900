"""Score sheets built by hand, in the words of a real system: every kind and state of an effect."""

from fractions import Fraction

from perfdsl.interpreter.sheet import (
    Condition,
    Counterfactual,
    Detail,
    Effect,
    Margin,
    MissingFact,
    Node,
    ScoreSheet,
    Value,
)
from perfdsl.model.rules import Notes
from perfdsl.model.types import COUNT, MONEY, POINT, RATIO, SCORE, TRUTH, LevelType
from perfdsl.source import SourceText, Span
from perfdsl.wording import in_both
from tests.reports.diagnostics import explanation_due, stated_differs

RULES = SourceText(
    "rules/huailai/2021.perf",
    """方案 怀来县县级部门整体支出绩效评价
年度 2021
满分 100 分
保留 2 位小数

事实 年初预算数 金额
事实 调整预算数 金额
事实 在职人数 人数
事实 编制人数 人数
事实 三公经费上年 金额
事实 制度完整 是否
事实 满意程度 等级 好, 中, 差
事实 满意度 比率

一级指标 预算编制情况 26 分
二级指标 预算配置 10 分
指标 在职人员控制率 3 分
  依据 "评价细则 1.2.1"
  定义 在职人员控制率 = 在职人数 / 编制人数
  编制人数 = 0 不适用
  在职人员控制率 > 100% 每满 1个百分点 扣 0.1 分
    问题 "在职人员数超过编制数"
    建议 "严格控制编外用人"
指标 “三公经费”变动率 3 分
  三公经费上年 = 0 不适用 剔除
  “三公经费”变动率 > 0 扣 3 分
指标 重点支出安排率 4 分
  得 人工 0 至 4 分
二级指标 绩效目标管理 16 分
指标 目标管理创新 1 分
  得 人工 0 至 1 分
    理由 "未进行绩效目标创新"
指标 制度健全性 15 分
  逐项 得 5 分
  - 制度完整 "有财务制度"
  - 制度公开 "制度已公开"
  制度公开 扣 1 分 除外 制度完整

一级指标 预算执行情况 74 分
指标 预算调整率 2 分
  依据 "评价细则 2.1.2"
  定义 预算调整率 = |调整预算数| / 年初预算数
  预算调整率 > 20% 扣 2 分  理由 "预算调整幅度较大"
  预算调整率 > 30%
    且 制度完整 扣 1 分
指标 满意度 72 分
  按 满意度 分档
  - >= 95% 得 72 分
  - 80% 至 95% 得 60 分
  满意度 < 90% 须说明 "满意度偏低的原因"

总分
  预算调整率 > 50% 封顶 69 分
  预算调整率 > 90% 一票否决 等级 差
""",
)

FACTS = SourceText(
    "examples/huailai/facts.toml",
    """方案 = "../../rules/huailai/2021.perf"
年度 = 2021
单位 = "怀来县社会保险事业管理中心"

[事实]
年初预算数 = { 值 = "12795.93万元", 来源 = "2021 年度部门预算报表" }
调整预算数 = "2848.37万元"
在职人数 = { 值 = 63, 来源 = "部门概况 2" }
编制人数 = 27
三公经费上年 = "0元"
制度完整 = true
满意度 = "88.5%"

[评分]
重点支出安排率 = { 分 = 3.5, 理由 = "安排基本合理" }
目标管理创新 = { 分 = 0 }
""",
)


def rule(text: str) -> Span:
    start = RULES.text.index(text)
    return Span(RULES, start, start + len(text))


def given_at(text: str) -> Span:
    start = FACTS.text.index(text)
    return Span(FACTS, start, start + len(text))


def money(text: str) -> Fraction:
    return Fraction(text) * 10_000


HEADCOUNT = Value(
    "在职人数", Fraction(63), COUNT, None, "given", given_at("在职人数"), in_both("部门概况 2")
)
POSTS = Value("编制人数", Fraction(27), COUNT, "人", "given", given_at("编制人数"))
STAFF_RATE = Value(
    "在职人员控制率",
    Fraction(63, 27),
    RATIO,
    None,
    "computed",
    rule("定义 在职人员控制率 = 在职人数 / 编制人数"),
    inputs=(HEADCOUNT, POSTS),
)
INITIAL = Value(
    "年初预算数",
    money("12795.93"),
    MONEY,
    "万元",
    "given",
    given_at("年初预算数"),
    in_both("2021 年度部门预算报表"),
)
ADJUSTED = Value("调整预算数", money("2848.37"), MONEY, "万元", "given", given_at("调整预算数"))
RATE = Value(
    "预算调整率",
    money("2848.37") / money("12795.93"),
    RATIO,
    None,
    "computed",
    rule("定义 预算调整率 = |调整预算数| / 年初预算数"),
    inputs=(ADJUSTED, INITIAL),
)
SATISFACTION = Value("满意度", Fraction("0.885"), RATIO, "%", "given", given_at("满意度 ="))
NOTHING = Value("三公经费上年", Fraction(0), MONEY, "元", "given", given_at("三公经费上年"))


def staff() -> Node:
    """Steps, cut at full marks."""
    effects = (
        Effect(
            "staff#na1",
            "not_applicable",
            "not_met",
            None,
            Fraction(0),
            rule("编制人数 = 0 不适用"),
            Condition("编制人数 = 0", "27 人 = 0", result=False),
            (POSTS,),
        ),
        Effect(
            "staff#deduct1",
            "deduct",
            "capped",
            Fraction("-13.3"),
            Fraction(-3),
            rule("在职人员控制率 > 100% 每满 1个百分点 扣 0.1 分"),
            Condition("在职人员控制率 > 100%", "≈233.33% > 100%", result=True),
            (STAFF_RATE,),
            Margin("在职人员控制率", Fraction(4, 3), RATIO, None, "over"),
            Counterfactual("在职人数", Fraction(63), Fraction(27), COUNT, None, Fraction(3)),
            (
                Detail("excess", Fraction(4, 3), RATIO),
                Detail("size", Fraction(1, 100), POINT, "百分点"),
                Detail("steps", Fraction(133), COUNT),
                Detail("per_step", Fraction("0.1"), SCORE),
            ),
            notes=Notes(
                basis=("评价细则 1.2.1",),
                problem=("在职人员数超过编制数",),
                advice=("严格控制编外用人",),
            ),
        ),
    )
    return leaf("预算编制情况/预算配置/在职人员控制率", 3, 0, effects)


def travel() -> Node:
    """Not applicable and left out."""
    effects = (
        Effect(
            "travel#na1",
            "not_applicable",
            "fired",
            None,
            Fraction(-3),
            rule("三公经费上年 = 0 不适用 剔除"),
            Condition("三公经费上年 = 0", "0 元 = 0", result=True),
            (NOTHING,),
        ),
        Effect(
            "travel#deduct1",
            "deduct",
            "overridden",
            None,
            Fraction(0),
            rule("“三公经费”变动率 > 0 扣 3 分"),
            overridden_by="travel#na1",
        ),
    )
    return leaf(
        "预算编制情况/预算配置/“三公经费”变动率", 3, None, effects, "not_applicable", excluded=True
    )


def focus() -> Node:
    """Judged, with a reason."""
    effect = Effect(
        "focus#award1",
        "manual",
        "fired",
        Fraction("3.5"),
        Fraction("-0.5"),
        rule("得 人工 0 至 4 分"),
        judgement_reason="安排基本合理",
        judgement_span=given_at("重点支出安排率"),
    )
    return leaf("预算编制情况/预算配置/重点支出安排率", 4, Fraction("3.5"), (effect,))


def innovation() -> Node:
    """Judged, without a reason."""
    effect = Effect(
        "innovation#award1",
        "manual",
        "fired",
        Fraction(0),
        Fraction(-1),
        rule("得 人工 0 至 1 分"),
        judgement_span=given_at("目标管理创新"),
        notes=Notes(reason=("未进行绩效目标创新",)),
    )
    return leaf("预算编制情况/绩效目标管理/目标管理创新", 1, 0, (effect,))


def system() -> Node:
    """A checklist, points left over, an exemption, rounding."""
    truth = Value(
        "制度完整", value=True, type=TRUTH, unit=None, origin="given", span=given_at("制度完整")
    )
    effects = (
        Effect(
            "system#item1",
            "item",
            "fired",
            Fraction(5),
            Fraction(0),
            rule('- 制度完整 "有财务制度"'),
            Condition("制度完整", "是", result=True),
            (truth,),
            text="有财务制度",
        ),
        Effect(
            "system#item2",
            "item",
            "not_met",
            Fraction(5),
            Fraction(0),
            rule('- 制度公开 "制度已公开"'),
            Condition("制度公开", "否", result=False),
            text="制度已公开",
        ),
        Effect("system#base", "base", "fired", None, Fraction(-29, 3)),
        Effect(
            "system#deduct1",
            "deduct",
            "exempted",
            Fraction(-1),
            Fraction(0),
            rule("制度公开 扣 1 分 除外 制度完整"),
        ),
        Effect("system#round", "round", "fired", None, Fraction(-1, 300)),
    )
    return leaf("预算编制情况/绩效目标管理/制度健全性", 15, Fraction("5.33"), effects)


def adjustment() -> Node:
    """A plain deduction with everything that can be said of one."""
    effects = (
        Effect(
            "adjustment#deduct1",
            "deduct",
            "fired",
            Fraction(-2),
            Fraction(-2),
            rule("预算调整率 > 20% 扣 2 分"),
            Condition("预算调整率 > 20%", "≈22.26% > 20%", result=True),
            (RATE, RATE),
            Margin("预算调整率", RATE.value - Fraction(1, 5), RATIO, None, "over")
            if isinstance(RATE.value, Fraction)
            else None,
            Counterfactual(
                "调整预算数", money("2848.37"), money("2559.18"), MONEY, "万元", Fraction(2)
            ),
            notes=Notes(basis=("评价细则 2.1.2",), reason=("预算调整幅度较大",)),
        ),
        Effect(
            "adjustment#deduct2",
            "deduct",
            "not_met",
            Fraction(-1),
            Fraction(0),
            rule("预算调整率 > 30%\n    且 制度完整 扣 1 分"),
            Condition(
                "预算调整率 > 30%\n    且 制度完整",
                "≈22.26% > 30% 且 是",
                result=False,
                children=(
                    Condition("预算调整率 > 30%", "≈22.26% > 30%", result=False),
                    Condition("制度完整", "是", result=True),
                ),
            ),
            (RATE,),
            Margin("预算调整率", Fraction("0.0774"), RATIO, None, "short"),
        ),
    )
    return leaf("预算执行情况/预算调整率", 2, 0, effects)


def satisfaction() -> Node:
    """Bands, and an explanation that is due."""
    effects = (
        Effect(
            "satisfaction#band1",
            "band",
            "not_met",
            Fraction(72),
            Fraction(0),
            rule("- >= 95% 得 72 分"),
            Condition(">= 95%", "88.5% >= 95%", result=False),
            (SATISFACTION,),
            Margin("满意度", Fraction("0.065"), RATIO, None, "short", is_above=False),
        ),
        Effect(
            "satisfaction#band2",
            "band",
            "fired",
            Fraction(60),
            Fraction(-12),
            rule("- 80% 至 95% 得 60 分"),
            Condition("80% 至 95%", "88.5% 在 80% 至 95%", result=True),
            (SATISFACTION,),
        ),
        Effect(
            "satisfaction#require1",
            "require",
            "fired",
            None,
            Fraction(0),
            rule('满意度 < 90% 须说明 "满意度偏低的原因"'),
            Condition("满意度 < 90%", "88.5% < 90%", result=True),
            (SATISFACTION,),
            Margin("满意度", Fraction("0.015"), RATIO, None, "over", is_above=False),
            text="满意度偏低的原因",
        ),
    )
    return leaf("预算执行情况/满意度", 72, 60, effects)


def leaf(
    path: str,
    full: int | Fraction,
    score: int | Fraction | None,
    effects: tuple[Effect, ...] = (),
    status: str = "scored",
    *,
    least: int | Fraction = 0,
    most: int | Fraction | None = None,
    excluded: bool = False,
) -> Node:
    return node(path, full, score, effects, (), status, least=least, most=most, excluded=excluded)


def node(
    path: str,
    full: int | Fraction,
    score: int | Fraction | None,
    effects: tuple[Effect, ...] = (),
    children: tuple[Node, ...] = (),
    status: str = "scored",
    *,
    least: int | Fraction = 0,
    most: int | Fraction | None = None,
    excluded: bool = False,
) -> Node:
    parts = tuple(path.split("/"))
    name = parts[-1]
    start = RULES.text.find(name)
    span = Span(RULES, max(start, 0), max(start, 0) + (len(name) if start >= 0 else 0))
    known = None if score is None else Fraction(score)
    low = Fraction(least) if known is None else known
    high = Fraction(full if most is None else most) if known is None else known
    return Node(
        path,
        parts,
        name,
        Fraction(full),
        known,
        low,
        high,
        status,  # type: ignore[arg-type]
        effects,
        span,
        children,
        excluded,
    )


def sheet(
    nodes: tuple[Node, ...],
    score: int | Fraction | None,
    effects: tuple[Effect, ...] = (),
    *,
    full: int | Fraction = 100,
    least: int | Fraction = 0,
    most: int | Fraction = 100,
    status: str = "scored",
    grade: str | None = None,
    possible: tuple[str, ...] = (),
    missing: tuple[MissingFact, ...] = (),
    places: int | None = 2,
    with_findings: bool = False,
) -> ScoreSheet:
    known = None if score is None else Fraction(score)
    return ScoreSheet(
        RULES,
        FACTS,
        "怀来县县级部门整体支出绩效评价",
        2021,
        "怀来县社会保险事业管理中心",
        2021,
        Fraction(full),
        known,
        Fraction(least) if known is None else known,
        Fraction(most) if known is None else known,
        grade,
        possible,
        status,  # type: ignore[arg-type]
        places,
        nodes,
        effects,
        (
            stated_differs(FACTS),
            explanation_due(rule('满意度 < 90% 须说明 "满意度偏低的原因"')),
        )
        if with_findings
        else (),
        missing,
        "万元",
        partial=bool(missing),
    )


def full_sheet() -> ScoreSheet:
    """A complete result: 26 + 74 points, a rescaling, a cap and a finding."""
    allocation = node(
        "预算编制情况/预算配置",
        10,
        Fraction(5),
        (
            Effect(
                "预算配置#rescale",
                "rescale",
                "fired",
                None,
                Fraction("1.5"),
                details=(
                    Detail("earned", Fraction("3.5"), SCORE),
                    Detail("remaining", Fraction(7), SCORE),
                    Detail("full", Fraction(10), SCORE),
                    Detail("converted", Fraction(5), SCORE),
                ),
            ),
        ),
        (staff(), travel(), focus()),
    )
    goals = node("预算编制情况/绩效目标管理", 16, Fraction("5.33"), (), (innovation(), system()))
    preparation = node("预算编制情况", 26, Fraction("10.33"), (), (allocation, goals))
    execution = node("预算执行情况", 74, 60, (), (adjustment(), satisfaction()))
    total = (
        Effect(
            "total#cap1",
            "cap",
            "fired",
            Fraction(69),
            Fraction("-1.33"),
            rule("预算调整率 > 50% 封顶 69 分"),
            Condition("预算调整率 > 50%", "≈22.26% > 50%", result=True),
            (RATE,),
        ),
        Effect(
            "total#veto1",
            "veto",
            "not_met",
            None,
            Fraction(0),
            rule("预算调整率 > 90% 一票否决 等级 差"),
            Condition("预算调整率 > 90%", "≈22.26% > 90%", result=False),
            (RATE,),
            Margin("预算调整率", Fraction("0.6774"), RATIO, None, "short"),
        ),
    )
    return sheet((preparation, execution), 69, total, grade="中", with_findings=True)


def partial_sheet() -> ScoreSheet:
    """Facts are missing, and one division has no result."""
    missing_value = Value("满意度", None, RATIO, "%", "missing", rule("事实 满意度 比率"))
    unknown = leaf(
        "预算执行情况/满意度",
        72,
        None,
        (
            Effect(
                "satisfaction#band1",
                "band",
                "unknown",
                Fraction(72),
                Fraction(0),
                rule("- >= 95% 得 72 分"),
                Condition(">= 95%", "满意度 >= 95%", result=None),
                (missing_value,),
                missing=("满意度",),
            ),
        ),
        "unknown",
        least=60,
        most=72,
    )
    zero = Value("编制人数", Fraction(0), COUNT, "人", "given", given_at("编制人数"))
    undefined = Value(
        "在职人员控制率",
        None,
        RATIO,
        None,
        "undefined",
        rule("定义 在职人员控制率 = 在职人数 / 编制人数"),
        inputs=(HEADCOUNT, zero),
    )
    broken = leaf(
        "预算编制情况/在职人员控制率",
        26,
        None,
        (
            Effect(
                "staff#deduct1",
                "deduct",
                "not_computable",
                None,
                Fraction(0),
                rule("在职人员控制率 > 100% 每满 1个百分点 扣 0.1 分"),
                Condition("在职人员控制率 > 100%", "? > 100%", result=None),
                (undefined,),
            ),
        ),
        "not_computable",
    )
    missing = (
        MissingFact(
            "满意度",
            "fact",
            rule("事实 满意度 比率"),
            ("satisfaction#band1",),
            ("预算执行情况/满意度",),
            RATIO,
        ),
        MissingFact(
            "三公经费上年",
            "last_year",
            rule("事实 三公经费上年 金额"),
            ("travel#deduct1",),
            ("预算编制情况/预算配置/“三公经费”变动率",),
            MONEY,
        ),
        MissingFact(
            "满意程度",
            "fact",
            rule("事实 满意程度 等级 好, 中, 差"),
            ("satisfaction#band1",),
            ("预算执行情况/满意度",),
            LevelType(("好", "中", "差")),
        ),
        MissingFact(
            "预算编制情况/绩效目标管理/目标管理创新",
            "judgement",
            rule("得 人工 0 至 1 分"),
            ("innovation#award1",),
            ("预算编制情况/绩效目标管理/目标管理创新",),
        ),
    )
    preparation = node("预算编制情况", 26, None, (), (broken,), "not_computable", least=0, most=26)
    execution = node(
        "预算执行情况", 74, None, (), (adjustment(), unknown), "unknown", least=60, most=72
    )
    return sheet(
        (preparation, execution),
        None,
        least=60,
        most=98,
        status="unknown",
        possible=("优", "良", "中"),
        missing=missing,
    )


def perfect_sheet() -> ScoreSheet:
    """Nothing lost."""
    whole = leaf("预算执行情况", 100, 100)
    return sheet((whole,), 100, grade="优")


def bonus_sheet() -> ScoreSheet:
    """Points added, scores kept exact."""
    add = Effect(
        "bonus#add1",
        "add",
        "fired",
        Fraction(3),
        Fraction(7, 3),
        rule("满意度 < 90% 须说明"),
        details=(Detail("at_most", Fraction(7, 3), SCORE),),
    )
    return sheet(
        (leaf("预算编制情况", 40, 40), leaf("预算执行情况", Fraction(40, 6), 9, (add,))),
        49,
        full=Fraction(140, 3),
        places=None,
    )


ALL = {
    "full": full_sheet,
    "partial": partial_sheet,
    "perfect": perfect_sheet,
    "bonus": bonus_sheet,
}
