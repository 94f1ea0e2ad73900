"""How much of the scores the linter goes through for one indicator."""

import pytest

from perfdsl.linter import lint, view
from perfdsl.meaning.lines import NotAnalyzed
from perfdsl.meaning.reading import Work
from tests.properties.running import read

RULES = """事实 执行率 比率
指标 甲 10分
  执行率 < 100% 每满 1个百分点 扣 0.1 分
指标 乙 10分
  执行率 < 90% 每满 1个百分点 扣 0.1 分
"""


def test_questions_share_what_all_may_take() -> None:
    whole = Work(10)
    Work(8, whole).spend(6)
    with pytest.raises(NotAnalyzed):
        Work(8, whole).spend(6)


def test_one_question_takes_no_more_than_its_own() -> None:
    with pytest.raises(NotAnalyzed):
        Work(8, Work(100)).spend(9)


def test_leaves_with_too_much_to_go_through_are_said_to_be_not_analyzed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rulebook = read(RULES)[1]
    everything = lint(rulebook)
    assert everything.not_analyzed == ()
    monkeypatch.setattr(view, "MOST_WORK", 0)
    monkeypatch.setattr(view, "_FOR_A_RULE", 5)
    linted = lint(rulebook)
    assert [path[-1] for path in linted.not_analyzed] == ["甲", "乙"]
    assert {each.code for each in linted.found} <= {each.code for each in everything.found}
