"""What only has another name is the same thing."""

from fractions import Fraction

from perfdsl.changes.departments import departments
from perfdsl.changes.impact import Impact, impact
from perfdsl.changes.structure import compare
from perfdsl.model.facts import Fact, Facts
from perfdsl.reports.change_certificate import certificate
from perfdsl.source import SourceText, Span
from tests.properties.running import read

OLD = """年度 2021
事实 调整预算数 金额
事实 年初预算数 金额
定义 调整率 = 调整预算数 / 年初预算数
指标 预算调整 4 分
  年初预算数 = 0 不适用 得 满分
  调整率 > 20% 扣 2 分
"""


def changed(old: str, new: str) -> Impact:
    return impact(compare(read(old)[1], read(new)[1]))


def parts(found: Impact) -> list[str]:
    return [edit.part for edit in found.comparison.edits]


def test_a_renamed_fact_is_one_guess_and_no_other_change() -> None:
    found = changed(OLD, OLD.replace("调整预算数", "预算调整数"))
    assert parts(found) == ["fact_renamed"]
    (edit,) = found.read_otherwise
    assert edit.is_guess
    assert found.total == (Fraction(0), Fraction(0))


def test_no_certificate_rests_on_a_guess() -> None:
    found = changed(OLD, OLD.replace("调整预算数", "预算调整数"))
    text, is_proved = certificate(found, "zh")
    assert not is_proved
    assert "数据项原名「调整预算数」，现名「预算调整数」" in text


def test_a_renamed_definition_with_the_same_formula_is_the_same() -> None:
    found = changed(OLD, OLD.replace("调整率", "调整幅度"))
    assert parts(found) == ["definition_renamed"]
    assert found.is_equivalent


def test_a_definition_with_another_formula_is_another() -> None:
    new = OLD.replace("调整率", "调整幅度").replace("调整预算数 / ", "2 × 调整预算数 / ")
    found = changed(OLD, new)
    assert {"definition_added", "definition_removed"} <= set(parts(found))
    assert not found.is_equivalent


def test_a_real_change_beside_a_new_name_is_told_by_its_own_name() -> None:
    new = OLD.replace("调整预算数", "预算调整数").replace("20%", "10%")
    found = changed(OLD, new)
    assert sorted(parts(found)) == ["fact_renamed", "threshold"]
    (leaf,) = found.leaves
    assert leaf.meaning is not None
    assert (leaf.meaning.verdict, leaf.meaning.basis) == ("stricter", "proved")


def test_a_department_is_scored_by_both_years_from_one_file() -> None:
    found = changed(OLD, OLD.replace("调整预算数", "预算调整数").replace("20%", "10%"))
    home = Span(SourceText("facts.toml", "\n"), 0, 0)

    def known(**values: int) -> Facts:
        facts = {name: Fact(name, Fraction(value), home) for name, value in values.items()}
        return Facts(home.source, values=facts)

    pair = (known(年初预算数=100), known(年初预算数=100, 预算调整数=15))
    (only,) = departments(found, [("甲", pair)]).every
    assert only.old.score == 4
    assert only.new.score == 2
    assert only.change == -2


TREE = """年度 2021
事实 甲 比率
事实 乙 比率
一级指标 过程管理 10 分
指标 甲 6 分
  编号 "1.1"
  甲 > 20% 扣 2 分
指标 乙 4 分
  逐项 得
  - 乙 > 10% 得 4 分 "制度健全"
"""


def test_a_heading_by_another_name_keeps_what_is_below_it() -> None:
    found = changed(TREE, TREE.replace("过程管理", "预算执行"))
    assert parts(found) == ["indicator_renamed"]
    assert found.is_equivalent


def test_a_code_and_the_text_of_a_row_are_seen_and_change_no_score() -> None:
    for before, after, part in (("1.1", "1.2", "note"), ("制度健全", "制度完备", "text")):
        found = changed(TREE, TREE.replace(before, after))
        assert parts(found) == [part]
        assert found.is_equivalent
