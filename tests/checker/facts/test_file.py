"""Facts files held against rules: keys, tables, records, judged points, stated scores, years."""

from datetime import date
from fractions import Fraction

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.checker.facts.words import canonical_name
from perfdsl.codes import facts as codes
from perfdsl.codes.facts_writing import DUPLICATE_KEY, KEYS_WITHOUT_QUOTES, LOOSE_WRITING
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.model.facts import Facts
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.wording import Code, Words, in_both

RULES = """
方案 部门整体支出绩效评价
年度 2021
等级 优 90 分, 良 80 分, 差 0 分

事实 年初预算数 金额
事实 调整预算数 金额 万元
事实 在职人数 人数
事实 “三公经费”支出数 金额
事实 按时公开 是否
事实 项目 明细
  - 名称 文本
  - 预算数 金额 万元

定义 预算调整率 = 调整预算数 / 年初预算数
定义 “三公经费”占比 = “三公经费”支出数 / 年初预算数

一级指标 预算编制 40 分
指标 目标管理创新 10 分
  得 人工 0 至 10
指标 管理制度 30 分
  在职人数 > 10 得 人工 20 至 30
  否则 得 人工 0 至 10
一级指标 预算执行 60 分
指标 预算调整率 30 分
  预算调整率 > 20% 扣 2 分
  按时公开 须说明 "为什么"
指标 管理制度 30 分
  “三公经费”占比 > 10% 扣 2 分
  合计(项目.预算数) > 年初预算数 扣 1 分
"""


WRITING_NOTES = (KEYS_WITHOUT_QUOTES, LOOSE_WRITING)


@pytest.fixture(scope="module")
def rulebook() -> RuleBook:
    diagnostics = Diagnostics()
    book = check(parse(SourceText("rules.perf", RULES), diagnostics), diagnostics)
    assert book is not None, [found.message("en") for found in diagnostics]
    return book


def checked(
    text: str, rulebook: RuleBook, year: int | None = None
) -> tuple[Facts, list[Diagnostic]]:
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("facts.toml", text), diagnostics)
    assert raw is not None
    facts = check_facts(raw, rulebook, diagnostics, year=year)
    return facts, [found for found in diagnostics if found.code not in WRITING_NOTES]


def only(text: str, rulebook: RuleBook, code: Code) -> Diagnostic:
    _, found = checked(text, rulebook)
    assert [each.code for each in found] == [code], [each.message("en") for each in found]
    for language in ("zh", "en"):
        assert "{" not in found[0].message(language).replace("{{", "")
    return found[0]


def helps(found: Diagnostic) -> list[str]:
    return [help_.text.text("zh") for help_ in found.all_helps]


# --- the top -------------------------------------------------------------------------------------


def test_subject_and_year(rulebook: RuleBook) -> None:
    facts, found = checked('方案="x"\n年度=2021\n单位=" 某局 "', rulebook)
    assert (facts.subject, facts.year, found) == ("某局", 2021, [])


def test_english_words_say_the_same(rulebook: RuleBook) -> None:
    text = """
scheme = "x"
year = "2021年"
subject = "某局"
[facts]
在职人数 = { value = 63, source = "概况", page = 2, note = "x" }
[last_year]
年初预算数 = "1元"
[judged]
目标管理创新 = { points = 3, reason = "好" }
[explanations]
预算调整率 = "说明"
[stated]
total = 94.2
grade = "优"
[working_days]
working = [2021-10-09]
off = "2021-10-08"
"""
    facts, found = checked(text, rulebook)
    assert found == []
    assert facts.year == 2021
    assert facts.values["在职人数"].evidence == Words("概况 第 2 页", "概况 p. 2")
    assert facts.values["在职人数"].note == "x"
    assert facts.last_year["年初预算数"].value == 1
    assert facts.judgements["预算编制/目标管理创新"].points == 3
    assert facts.explanations["预算执行/预算调整率"].text == "说明"
    assert [(entry.path, entry.points) for entry in facts.stated] == [(None, Fraction("94.2"))]
    assert facts.stated_grade is not None
    assert facts.stated_grade.name == "优"
    assert facts.working_days == {date(2021, 10, 9): True, date(2021, 10, 8): False}


def test_another_year_needs_permission(rulebook: RuleBook) -> None:
    found = only("年度 = 2020", rulebook, codes.YEAR_DIFFERS)
    assert "--year 2020" in helps(found)[0]
    for year in (2020, 2021):
        _, notes = checked("年度 = 2020", rulebook, year)
        assert [note.code for note in notes] == [codes.YEAR_ALLOWED]
    _, still = checked("年度 = 2020", rulebook, 2019)
    assert [each.code for each in still] == [codes.YEAR_DIFFERS]


def test_a_year_that_is_none(rulebook: RuleBook) -> None:
    only("年度 = 21", rulebook, codes.NOT_A_YEAR)
    only("年度 = true", rulebook, codes.NOT_A_YEAR)


def test_unknown_keys_at_the_top(rulebook: RuleBook) -> None:
    only('填报人 = "张三"', rulebook, codes.UNKNOWN_TABLE)
    found = only("在职人数 = 3", rulebook, codes.HEADING_LOST)
    assert helps(found) == ['上面补一行「["事实"]」']
    found = only("在职人数 = 3\n[事实]\n按时公开 = 是", rulebook, codes.UNKNOWN_TABLE)
    assert helps(found) == ["移到第 2 行后面"]


def test_a_table_must_be_a_table(rulebook: RuleBook) -> None:
    only("事实 = 3", rulebook, codes.NEED_TABLE)


def test_a_table_in_both_languages_is_given_twice(rulebook: RuleBook) -> None:
    only("[事实]\n在职人数=1\n[facts]\n在职人数=2", rulebook, DUPLICATE_KEY)


# --- facts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", ["“三公经费”支出数", "三公经费支出数", '"“三公经费”支出数"', "「三公经费支出数」"]
)
def test_a_name_is_the_same_however_it_is_quoted(rulebook: RuleBook, key: str) -> None:
    facts, found = checked(f'[事实]\n{key} = "1元"', rulebook)
    assert found == []
    (name,) = facts.values
    assert canonical_name(name) == "三公经费支出数"
    assert name in rulebook.facts


def test_two_spellings_of_one_fact_collide(rulebook: RuleBook) -> None:
    found = only('[事实]\n“三公经费”支出数="1元"\n三公经费支出数="1元"', rulebook, DUPLICATE_KEY)
    assert found.arguments["first"] == 2
    assert found.arguments["second"] == 3


def test_a_definition_can_be_given(rulebook: RuleBook) -> None:
    facts, found = checked('[事实]\n预算调整率 = "22.26%"', rulebook)
    assert found == []
    assert facts.values["预算调整率"].value == Fraction("0.2226")
    assert facts.values["预算调整率"].span.first.line == 2


def test_an_unknown_fact_is_told_with_what_is_like_it(rulebook: RuleBook) -> None:
    found = only('[事实]\n年初预算 = "1元"', rulebook, codes.UNKNOWN_FACT)
    assert helps(found)[0] == "是不是「年初预算数」？"
    assert found.helps[0].edits[0].replacement == '"年初预算数"'


def test_a_head_word_below_a_heading_is_explained(rulebook: RuleBook) -> None:
    found = only('[事实]\n单位 = "某局"', rulebook, codes.UNKNOWN_FACT)
    assert "文件开头" in helps(found)[0]


def test_evidence_words(rulebook: RuleBook) -> None:
    found = only('[事实]\n在职人数 = { 值 = 3, 出处 = "x" }', rulebook, codes.UNKNOWN_KEY)
    assert found.primary is not None
    assert found.primary.span.text == "出处"
    only('[事实]\n在职人数 = { 来源 = "x" }', rulebook, codes.NO_FACT_VALUE)
    only("[事实]\n在职人数 = [1, 2]", rulebook, codes.VALUE_NEEDED)


def test_empty_quotes_are_not_filled_in(rulebook: RuleBook) -> None:
    text = """
年度 = ""
单位 = ""
[事实]
在职人数 = ""
按时公开 = { 值 = "  ", 来源 = "" }
[[事实.项目]]
名称 = ""
预算数 = ""
[评分]
目标管理创新 = { 分 = "", 理由 = "" }
[说明]
预算调整率 = ""
[自评]
总分 = ""
等级 = ""
"""
    facts, found = checked(text, rulebook)
    assert found == []
    assert (facts.values, facts.judgements, facts.explanations) == ({}, {}, {})
    assert (facts.stated, facts.stated_grade, facts.subject, facts.year) == ((), None, None, None)


# --- records -------------------------------------------------------------------------------------


def test_records(rulebook: RuleBook) -> None:
    text = """
[[事实.项目]]
名称 = "甲"
预算数 = { 值 = 5, 来源 = "表 1" }
[[事实.项目]]
名称 = "乙"
"""
    facts, found = checked(text, rulebook)
    assert found == []
    records = facts.values["项目"].value
    assert isinstance(records, tuple)
    assert [{name: fact.value for name, fact in record.items()} for record in records] == [
        {"名称": "甲", "预算数": 50_000},
        {"名称": "乙"},
    ]
    assert records[0]["预算数"].evidence == in_both("表 1")


def test_no_records_at_all_is_a_statement(rulebook: RuleBook) -> None:
    facts, found = checked("[事实]\n项目 = []", rulebook)
    assert (facts.values["项目"].value, found) == ((), [])


def test_mistakes_in_records(rulebook: RuleBook) -> None:
    found = only("[[事实.项目]]\n预算 = 5", rulebook, codes.UNKNOWN_FIELD)
    assert helps(found) == ["是不是「预算数」？"]
    only("[事实]\n项目 = 5", rulebook, codes.RECORDS_NEEDED)
    only("[事实.项目]\n名称 = 'a'", rulebook, codes.RECORDS_NEEDED)
    only("[事实]\n项目 = [1, 2]", rulebook, codes.RECORDS_NEEDED)


# --- judged points -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    ["预算编制/目标管理创新", "目标管理创新", "预算编制／目标管理创新", "预算编制 / 目标管理创新"],
)
def test_judged_points_by_path_or_its_end(rulebook: RuleBook, key: str) -> None:
    facts, found = checked(f'[评分]\n"{key}" = {{ 分 = "2.5分", 理由 = "好" }}', rulebook)
    assert found == []
    judgement = facts.judgements["预算编制/目标管理创新"]
    assert (judgement.points, judgement.reason) == (Fraction(5, 2), "好")


def test_judged_points_without_a_reason_are_a_warning(rulebook: RuleBook) -> None:
    found = only("[评分]\n目标管理创新 = 2", rulebook, codes.JUDGED_WITHOUT_REASON)
    assert found.severity == "warning"
    assert '"分" = 2' in helps(found)[0]


def test_only_judged_indicators_take_points(rulebook: RuleBook) -> None:
    only("[评分]\n预算调整率 = 2", rulebook, codes.NOT_JUDGED)
    found = only("[评分]\n目标管理革新 = 2", rulebook, codes.UNKNOWN_PATH)
    assert helps(found)[0] == "是不是「预算编制/目标管理创新」？"


def test_an_end_that_is_not_clear_lists_the_paths(rulebook: RuleBook) -> None:
    found = only("[自评]\n管理制度 = 2", rulebook, codes.AMBIGUOUS_PATH)
    assert helps(found) == ["写成「预算编制/管理制度」", "写成「预算执行/管理制度」"]


def test_one_place_of_the_same_name_is_judged_so_it_is_meant(rulebook: RuleBook) -> None:
    facts, _ = checked("[评分]\n管理制度 = { 分 = 2, 理由 = '好' }", rulebook)
    assert list(facts.judgements) == ["预算编制/管理制度"]


def test_judged_points_must_be_points(rulebook: RuleBook) -> None:
    only("[评分]\n目标管理创新 = { 分 = '好', 理由 = 'x' }", rulebook, codes.WRONG_KIND)
    only("[评分]\n目标管理创新 = { 理由 = 'x' }", rulebook, codes.NO_FACT_VALUE)
    only("[评分]\n目标管理创新 = { 分 = '2%', 理由 = 'x' }", rulebook, codes.WRONG_UNIT)


# --- the rest ------------------------------------------------------------------------------------


def test_stated_scores_and_grade(rulebook: RuleBook) -> None:
    facts, found = checked("[自评]\n总分 = 94.2\n预算编制 = 38\n等级 = '优'", rulebook)
    assert found == []
    assert [entry.path for entry in facts.stated] == [None, "预算编制"]
    other = only("[自评]\n等级 = '优秀'", rulebook, codes.UNKNOWN_WORD)
    assert other.severity == "warning"
    facts, _ = checked("[自评]\n总分 = 94.2\n等级 = '合格'", rulebook)
    assert facts is not None
    assert facts.stated_grade is None
    assert len(facts.stated) == 1


def test_explanations_of_the_total(rulebook: RuleBook) -> None:
    facts, found = checked("[说明]\n总分 = '因为'", rulebook)
    assert (list(facts.explanations), found) == (["总分"], [])


def test_a_day_cannot_be_both(rulebook: RuleBook) -> None:
    text = "[工作日]\n工作日 = [2021-10-09]\n休息日 = ['2021年10月9日']"
    only(text, rulebook, codes.DAY_TWICE)


def test_independent_mistakes_are_all_told(rulebook: RuleBook) -> None:
    _, found = checked("x = 1\n[事实]\ny = 2\n在职人数 = '多'\n[评分]\nz = 3", rulebook)
    assert [each.code for each in found] == [
        codes.UNKNOWN_TABLE,
        codes.UNKNOWN_FACT,
        codes.WRONG_KIND,
        codes.UNKNOWN_PATH,
    ]
