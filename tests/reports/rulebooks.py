"""A small rulebook built by hand, for the tree of indicators."""

from fractions import Fraction

from perfdsl.model.expressions import (
    Arithmetic,
    Comparison,
    Constant,
    DefinitionReference,
    FactReference,
)
from perfdsl.model.rulebook import Definition, FactDeclaration, Indicator, RuleBook
from perfdsl.model.rules import Adjustment, Award, Judged
from perfdsl.model.types import COUNT, MONEY, RATIO, SCORE, TRUTH, ChoiceType
from tests.reports.sheets import RULES, rule


def small_rulebook() -> RuleBook:
    here = rule("方案")
    adjusted = FactReference(type=MONEY, span=here, name="调整预算数")
    initial = FactReference(type=MONEY, span=here, name="年初预算数", last_year=True)
    rate = Arithmetic(type=RATIO, span=here, operator="/", left=adjusted, right=initial)
    reference = DefinitionReference(type=RATIO, span=here, name="预算调整率")
    limit = Constant(type=RATIO, span=here, value=Fraction(1, 5), unit="%")
    two = Constant(type=SCORE, span=here, value=Fraction(2), unit="分")
    zero = Constant(type=SCORE, span=here, value=Fraction(0))
    condition = Comparison(type=TRUTH, span=here, operator=">", left=reference, right=limit)
    deduct = Adjustment(id="a#1", span=here, kind="deduct", condition=condition, points=two)
    judged = Award(
        id="b#1", span=here, condition=None, points=Judged(zero, two, None, "创新", here)
    )

    def indicator(
        path: str, full: int, *rules: Adjustment | Award, children: tuple[Indicator, ...] = ()
    ) -> Indicator:
        parts = tuple(path.split("/"))
        return Indicator(
            parts,
            parts[-1],
            len(parts),
            Fraction(full),
            Fraction(0),
            Fraction(full),
            here,
            rules,
            children,
        )

    leaves = (
        indicator("预算执行/预算调整率", 2, deduct),
        indicator("预算执行/管理创新", 98, judged),
    )
    return RuleBook(
        RULES,
        "怀来县县级部门整体支出绩效评价",
        2021,
        1,
        Fraction(100),
        Fraction(0),
        Fraction(100),
        2,
        "group",
        "万元",
        (),
        {
            "年初预算数": FactDeclaration("年初预算数", MONEY, here, "年初预算数"),
            "调整预算数": FactDeclaration(
                "调整预算数",
                MONEY,
                here,
                "调整预算数",
                meaning="年度执行中追加、追减或结构调整的总额",
            ),
            "在职人数": FactDeclaration("在职人数", COUNT, here, "在职人数", unit="人"),
            "地区": FactDeclaration("地区", ChoiceType(("东部", "中部", "西部")), here, "地区"),
        },
        {"预算调整率": Definition("预算调整率", rate, here)},
        (indicator("预算执行", 100, children=leaves),),
    )
