"""What is no advice: a change that wins points in one place and loses as many in another."""

from fractions import Fraction

from perfdsl.checker import check
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter import score
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
