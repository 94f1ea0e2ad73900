"""The facts, names and numbers that generated rule books are made of."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.properties.plans import Expr, FactPlan

FACTS: tuple[FactPlan, ...] = (
    FactPlan("年初预算数", "money"),
    FactPlan("调整预算数", "money"),
    FactPlan("决算支出数", "money", unit="万元"),
    FactPlan("预算完成率", "ratio"),
    FactPlan("满意度", "ratio"),
    FactPlan("三公经费变动率", "ratio"),
    FactPlan("违规次数", "count"),
    FactPlan("在职人数", "count"),
    FactPlan("编制人数", "count"),
    FactPlan("公开天数", "days"),
    FactPlan("完成月数", "months"),
    FactPlan("截止日期", "date"),
    FactPlan("公开日期", "date"),
    FactPlan("财务公开", "truth"),
    FactPlan("政策性调整", "truth"),
    FactPlan("重大问题", "truth"),
    FactPlan("管理档次", "level", ("优秀", "良好", "一般")),
    FactPlan("所属地区", "choice", ("东部", "中部", "西部")),
    FactPlan("评价结论", "text"),
    FactPlan(
        "项目",
        "records",
        fields=(
            FactPlan("项目名称", "text"),
            FactPlan("安排额", "money"),
            FactPlan("使用额", "money"),
            FactPlan("权数", "count"),
            FactPlan("已验收", "truth"),
        ),
    ),
)
BY_NAME = {fact.name: fact for fact in FACTS}
QUOTED_PART = {"三公经费变动率": "三公经费"}
"""Names that are usually written with a quoted part."""
OF_KIND: dict[str, tuple[str, ...]] = {}
for _fact in FACTS:
    OF_KIND[_fact.kind] = (*OF_KIND.get(_fact.kind, ()), _fact.name)
RANK = {
    word: -index for fact in FACTS if fact.kind == "level" for index, word in enumerate(fact.words)
}
"""Ordered words: better is greater."""
FIELD_NAMES = frozenset(field.name for fact in FACTS for field in fact.fields)
DEFINITION_NAMES = ("调整率", "控制率", "结余差额", "支出汇总", "补助标准", "增减率")
NODE_NAMES = (
    "投入",
    "过程",
    "产出",
    "预算编制情况",
    "预算执行情况",
    "资产管理",
    "预算完成率",
    "目标管理",
    "管理制度健全性",
    "职责履行-实际完成率",
    "公开透明",
    "社会效益",
)
GRADE_NAMES = ("优", "良", "中", "差")


def _number(text: str, unit: str | None) -> Expr:
    return ("num", Fraction(text), unit)


LITERALS: dict[str, tuple[Expr, ...]] = {
    "money": (
        *(_number(n, "万元") for n in ("50", "80", "100", "103.5", "120")),
        *(_number("0", None), _number("0.01", "亿元")),
    ),
    "ratio": (
        *(_number(n, "%") for n in ("0", "60", "80", "90", "95", "100", "102.5", "120")),
        _number("0", None),
    ),
    "count": tuple(_number(n, "个") for n in ("1", "2", "3"))
    + tuple(_number(n, None) for n in ("0", "1", "4", "5")),
    "days": tuple(_number(n, "天") for n in ("1", "10", "20", "30")),
    "months": tuple(_number(n, "月") for n in ("1", "3", "12")),
    "point": tuple(_number(n, "百分点") for n in ("0.5", "1", "5", "20")),
}
STEP_SIZES: dict[str, tuple[Expr, ...]] = {
    "money": (_number("10", "万元"), _number("1.5", "万元")),
    "ratio": tuple(_number(n, "百分点") for n in ("1", "0.5", "2", "5")),
    "point": tuple(_number(n, "百分点") for n in ("1", "0.5", "2")),
    "count": (_number("1", "个"), _number("2", "个"), _number("1", None)),
    "days": (_number("1", "天"), _number("5", "天")),
    "months": (_number("1", "月"),),
}
_WAN = Fraction(10_000)
VALUES: dict[str, tuple[Any, ...]] = {
    "money": tuple(
        Fraction(n) * _WAN for n in ("0", "50", "80", "95.5", "100", "103.5", "120", "200", "-20")
    ),
    "ratio": tuple(
        Fraction(n)
        for n in (
            *("0", "1/3", "0.5999", "0.6", "0.75", "0.8", "0.9", "0.95", "0.995", "1", "1.01"),
            *("1.025", "1.037", "1.2", "7/3", "-0.05"),
        )
    ),
    "count": tuple(Fraction(n) for n in (0, 1, 2, 3, 4, 5, 6, 10)),
    "days": tuple(Fraction(n) for n in (0, 1, 9, 10, 11, 20, 45)),
    "months": tuple(Fraction(n) for n in (0, 1, 3, 4, 12)),
    "date": (
        date(2021, 1, 31),
        date(2021, 2, 28),
        date(2021, 3, 10),
        date(2021, 12, 31),
        date(2020, 2, 29),
    ),
    "truth": (True, False),
    "text": ("合格", "不合格", ""),
}
DATES = (date(2021, 1, 31), date(2021, 3, 10), date(2021, 12, 31))
TEXTS = ("合格", "不合格")
FULLS = tuple(Fraction(n) for n in ("0", "1", "2", "3", "4", "5", "8", "10", "2.5", "20/3"))
POINTS = tuple(Fraction(n) for n in ("0", "0.1", "0.25", "0.5", "1", "1.5", "2", "3", "5", "0.333"))
UNIT_SIZES = {
    "%": Fraction(1, 100),
    "百分点": Fraction(1, 100),
    "万元": _WAN,
    "亿元": _WAN * _WAN,
}
