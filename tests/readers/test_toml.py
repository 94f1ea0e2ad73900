"""Reading facts.toml: what clerks type is read as they mean it, or refused with the line put right."""

# ruff: noqa: RUF001  # full-width characters are what is tested

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import edited
from perfdsl.model.raw_facts import RawEntry, RawFacts, RawTable, RawValue
from perfdsl.readers.toml import read_facts, standard_text
from perfdsl.readers.toml_cursor import apply
from perfdsl.source import SourceText
from perfdsl.wording import Code


def read(text: str) -> tuple[RawFacts | None, list[Diagnostic]]:
    diagnostics = Diagnostics()
    return read_facts(SourceText("facts.toml", text), diagnostics), diagnostics.found


def plain(value: RawValue | RawTable) -> Any:
    content = value if isinstance(value, RawTable) else value.content
    if isinstance(content, RawTable):
        return {entry.key: plain(entry.value) for entry in content}
    if isinstance(content, tuple):
        return [plain(item) for item in content]
    return content


def content(text: str) -> Any:
    raw, found = read(text)
    assert [each for each in found if each.severity == "error"] == []
    assert raw is not None
    return plain(raw.root)


def only(text: str) -> Diagnostic:
    """The one error of the text."""
    errors = [found for found in read(text)[1] if found.severity == "error"]
    assert len(errors) == 1, [error.message("en") for error in errors]
    return errors[0]


def place(found: Diagnostic) -> tuple[int, int]:
    assert found.primary is not None
    return found.primary.span.first.line, found.primary.span.first.column


# --- accepted ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预算数 = 1", {"预算数": 1}),
        ("“预算数” = 1", {"“预算数”": 1}),
        ("“三公经费”变动率 = 1", {"“三公经费”变动率": 1}),
        ("三公经费(含专项) = 1", {"三公经费(含专项)": 1}),
        ("三公经费（含专项） = 1", {"三公经费（含专项）": 1}),
        ("预算编制/目标管理创新 = 1", {"预算编制/目标管理创新": 1}),
        ("「职责履行-实际完成率」 = 1", {"「职责履行-实际完成率」": 1}),
        ("[部门]\n人数 = 1", {"部门": {"人数": 1}}),
        ("【部门】\n人数 = 1", {"部门": {"人数": 1}}),
        ("[[事实.项目]]\n名称='a'\n[[事实.项目]]", {"事实": {"项目": [{"名称": "a"}, {}]}}),
        ("a.预算 = 1", {"a": {"预算": 1}}),
        ("表 = { 值 = 1， 来源 = 'x' }", {"表": {"值": 1, "来源": "x"}}),
        ("表 ＝ ｛ 值 ＝ １ ｝", {"表": {"值": 1}}),
        ("预算数　=　1", {"预算数": 1}),
        ("预算数\u00a0= 1", {"预算数": 1}),
        ('"预算数" = １００', {"预算数": 100}),
        ('"预算数" = －１２．５', {"预算数": Decimal("-12.5")}),
        ('"名称" = “财政局”', {"名称": "财政局"}),
        ('"名称" = “关于“三公”的说明”', {"名称": "关于“三公”的说明"}),
        ("x = 1 ＃注", {"x": 1}),
        ("x = 1,000", {"x": "1,000"}),
        ("x = 12,795.93万元", {"x": "12,795.93万元"}),
        ("x = { 值 = 12,795.93万元, 来源 = '表' }", {"x": {"值": "12,795.93万元", "来源": "表"}}),
        ("x = [1,234]", {"x": [1, 234]}),
        ("x = 95%", {"x": "95%"}),
        ("x = ２２．２６％", {"x": "２２．２６％"}),
        ("x = 100万元", {"x": "100万元"}),
        ("x = 2025年12月31日", {"x": "2025年12月31日"}),
        ("x = 是", {"x": "是"}),
        ("x = 2021-12-31", {"x": date(2021, 12, 31)}),
        ("x = 95.00", {"x": Decimal("95.00")}),
        ('x = """a\r\nb"""', {"x": "a\nb"}),
        ("x = { a = 1,\n  b = 2, # 注\n}", {"x": {"a": 1, "b": 2}}),
        ("x = 1\r\ny = 2\r\n", {"x": 1, "y": 2}),
        ("", {}),
        ("# 只有注释", {}),
    ],
)
def test_what_clerks_type_is_read(text: str, expected: object) -> None:
    assert content(text) == expected


def test_floats_keep_their_digits() -> None:
    assert str(content("x = 95.00")["x"]) == "95.00"


def test_one_note_tells_of_all_keys_without_quotes() -> None:
    _, found = read("预算数 = 1\n[事实]\n人数 = 2\n")
    assert [each.code for each in found] == [codes.KEYS_WITHOUT_QUOTES]
    assert found[0].arguments["count"] == 3
    assert found[0].notes[0].text("zh") == '第 1 行应为："预算数" = 1'


def test_a_key_in_chinese_quotes_gets_straight_ones_instead() -> None:
    """Not both: `"“方案”"` would be another key."""
    text = '“方案” = "甲.perf"\n[「事实」]\n“三公经费”变动率 = "3%"\n'
    assert standard_text(SourceText("facts.toml", text)) == (
        '"方案" = "甲.perf"\n["事实"]\n"“三公经费”变动率" = "3%"\n'
    )


def test_standard_toml_gives_no_note() -> None:
    assert read('"预算数" = 1\n["事实"]\n"人数" = { "值" = 2 }\n')[1] == []


def test_the_file_can_be_rewritten_as_standard_toml() -> None:
    source = SourceText("facts.toml", "预算数　＝ 1，000万元 ＃注\n[部门]\n是 = “对”\n")
    assert standard_text(source) == '"预算数" = "1，000万元" #注\n["部门"]\n"是" = "对"\n'


# --- places --------------------------------------------------------------------------------------


def entries(text: str) -> list[RawEntry]:
    raw, _ = read(text)
    assert raw is not None
    return list(raw.root)


def test_every_key_and_value_has_its_place_in_the_text_as_written() -> None:
    text = "# 注\n“三公”变动率（含）　＝ 22.26%  # x\n[事实]\n人数 = { 值 = 63 }\n"
    first, table = entries(text)
    assert first.key_span.text == "“三公”变动率（含）"
    assert first.value.span.text == "22.26%"
    assert (first.value.span.first.line, first.value.span.first.column) == (2, 14)
    assert isinstance(table.value.content, RawTable)
    people = table.value.content.entries[0]
    assert people.key_span.first.line == 4
    assert people.value.span.text == "{ 值 = 63 }"
    assert isinstance(people.value.content, RawTable)
    assert people.value.content.entries[0].value.span.text == "63"


@pytest.mark.parametrize("space", ["\u3000", "\x85", "\x0b", "\u2028", "\u2007"])
def test_spaces_of_every_kind_stand_beside_a_sign(space: str) -> None:
    assert content(f'"预算数"{space}={space}100{space}') == {"预算数": 100}


# --- refused -------------------------------------------------------------------------------------


def fixed(text: str) -> str:
    """The text with the edits of its one error made."""
    (help_,) = only(text).all_helps
    return apply(text, help_.edits)


@pytest.mark.parametrize(
    ("text", "code", "where", "repaired"),
    [
        ("预算数：100", codes.NO_EQUALS_SIGN, (1, 4), "预算数 = 100"),
        ("预算 数 = 100", codes.KEY_WITH_SPACE, (1, 1), '"预算 数" = 100'),
        ('"预算" 数 = 100', codes.KEY_WITH_SPACE, (1, 1), '"预算 数" = 100'),
        ('预算数" = 100', codes.NO_EQUALS_SIGN, (1, 1), '"预算数" = 100'),
        ('数据 项目 "预算数" = 100', codes.NO_EQUALS_SIGN, (1, 1), '"预算数" = 100'),
        ('x = "财政局”', codes.MIXED_QUOTES, (1, 5), 'x = "财政局"'),
        ('x = “财政局"', codes.MIXED_QUOTES, (1, 5), 'x = "财政局"'),
        ('x = "财政局', codes.UNCLOSED_TEXT, (1, 5), 'x = "财政局"'),
        ('x = "C:\\文件"', codes.BAD_ESCAPE, (1, 8), 'x = "C:\\\\文件"'),
        ("x == 1", codes.NO_EQUALS_SIGN, (1, 4), "x = 1"),
        ('x = 1 "y"', codes.AFTER_VALUE, (1, 7), 'x = 1 # "y"'),
        ("x = 1,", codes.TRAILING_SIGN, (1, 6), "x = 1"),
        ("x = 100；", codes.TRAILING_SIGN, (1, 8), "x = 100"),
        ("x = 100,，", codes.TRAILING_SIGN, (1, 8), "x = 100"),
        ('x = "财政局",,', codes.TRAILING_SIGN, (1, 10), 'x = "财政局"'),
        ("x = 2021-12-31 10:00:00", codes.TIME_OF_DAY, (1, 5), "x = 2021-12-31"),
        ("x = 1, y = 2", codes.TWO_STATEMENTS, (1, 5), "x = 1\ny = 2"),
        ("x = 1，y = 2；z = 3 # 注", codes.TWO_STATEMENTS, (1, 5), "x = 1\ny = 2\nz = 3 # 注"),
        ('x = "a，b"、"y" = 2', codes.TWO_STATEMENTS, (1, 10), 'x = "a，b"\n"y" = 2'),
        ('"x": 1, "y": 2', codes.NO_EQUALS_SIGN, (1, 4), '"x" = 1\n"y" = 2'),
        ('x = 1；"见附件"', codes.AFTER_VALUE, (1, 6), 'x = 1  # "见附件"'),
        ('x = "C:\\文件\\乙"', codes.BAD_ESCAPE, (1, 8), 'x = "C:\\\\文件\\\\乙"'),
        ('"甲\\乙" = 1', codes.BAD_ESCAPE, (1, 3), '"甲/乙" = 1'),
        ('方案 = "D:\\甲\\乙.perf"', codes.BAD_ESCAPE, (1, 9), '方案 = "D:/甲/乙.perf"'),
    ],
)
def test_slips_show_the_line_put_right(
    text: str, code: Code, where: tuple[int, int], repaired: str
) -> None:
    found = only(text)
    assert found.code is code
    assert place(found) == where
    assert fixed(text) == repaired
    assert content(repaired) is not None


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("预算数", codes.NO_EQUALS_SIGN, (1, 1)),
        ("x =", codes.NO_VALUE, (1, 4)),
        ("x = # 注", codes.NO_VALUE, (1, 5)),
        ("x = ，，", codes.NO_VALUE, (1, 5)),
        ("= 5", codes.BAD_KEY, (1, 1)),
        ("[事实\nx = 1", codes.UNCLOSED_HEADING, (1, 1)),
        ("[[事实]\n", codes.UNCLOSED_HEADING, (1, 1)),
        ("x = [1, 2", codes.UNCLOSED_BRACKET, (1, 10)),
        ("x = { a = 1", codes.UNCLOSED_BRACKET, (1, 12)),
        ("x = { a = 1 b = 2 }", codes.UNCLOSED_BRACKET, (1, 15)),
        ('x = """a', codes.UNCLOSED_TEXT, (1, 5)),
        ("a = 1 b = 2", codes.TWO_STATEMENTS, (1, 5)),
        ("x = nan", codes.NOT_A_NUMBER, (1, 5)),
        ("x = -inf", codes.NOT_A_NUMBER, (1, 5)),
        ("x = 1e999999999", codes.NUMBER_TOO_LONG, (1, 5)),
        ("x = " + "9" * 5000, codes.NUMBER_TOO_LONG, (1, 5)),
        ("x = 2021-02-30", codes.NO_SUCH_DAY, (1, 5)),
        ("x = 10:00:00", codes.TIME_OF_DAY, (1, 5)),
        ("x = " + "[" * 50, codes.TOO_DEEP, (1, 26)),
        ('x = "\\ud800"', codes.BAD_ESCAPE, (1, 6)),
    ],
)
def test_slips_have_their_place(text: str, code: Code, where: tuple[int, int]) -> None:
    found = only(text)
    assert found.code is code
    assert place(found) == where


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('"a" = 1\na = 2', codes.DUPLICATE_KEY),
        ("[a]\n[a]", codes.DUPLICATE_TABLE),
        ("a = 1\n[a]", codes.DUPLICATE_KEY),
        ("[[a]]\n[a]", codes.DUPLICATE_TABLE),
        ("[a]\n[[a]]", codes.DUPLICATE_TABLE),
        ("a = 1\na.b = 2", codes.VALUE_IS_NO_TABLE),
        ("a = { b = 1 }\n[a.c]", codes.VALUE_IS_NO_TABLE),
    ],
)
def test_what_is_given_twice_names_both_lines(text: str, code: Code) -> None:
    found = only(text)
    assert found.code is code
    assert place(found)[0] == 2
    assert [label.span.first.line for label in found.secondary] == [1]


def test_every_slip_is_told_and_the_rest_is_read() -> None:
    raw, found = read("a =\nb = 1\n[事实\nc = 1\n[上年]\nd = [1,\ne = 2\nf = nan\ng = 3\n")
    errors = [each.code for each in found if each.severity == "error"]
    assert errors == [
        codes.NO_VALUE,
        codes.UNCLOSED_HEADING,
        codes.UNCLOSED_BRACKET,
        codes.NOT_A_NUMBER,
    ]
    assert raw is not None
    assert plain(raw.root) == {
        "a": "",  # what is put right is read on as it was meant
        "b": 1,
        "事实": {"c": 1},
        "上年": {"e": 2, "f": "", "g": 3},
    }


def test_a_file_without_anything_readable_is_none() -> None:
    assert read("{}")[0] is None


def test_all_writing_codes_have_both_languages_without_gaps() -> None:
    for found in (only("预算数：100"), only("x ="), only("a=1\na=2"), only("[x")):
        for language in ("zh", "en"):
            assert "{" not in found.message(language)
            assert found.all_helps[0].text.text(language)


@pytest.mark.parametrize(
    "text",
    [
        '"方\x1c案" = "b(ase.perf"\n',
        '"方案" = "..\x05../2017.perf" # 备\x7f注\n',
        "'方\x0b案' = 'a\\b\x01c'\n",
        '"方案" = """\n甲\x02\\\n  乙\n"""\n',
        "\"方案\" = '''\n甲\x02\\\n乙'''\n",
        '#A\x11 虚构\n"甲" = { "分" = 6.5, "理由" = "省\x0b级" }\n',
    ],
)
def test_the_standard_text_has_no_control_characters(text: str) -> None:
    """Nothing is said of them; what the file says stays the same."""
    raw, _ = read(text)
    assert raw is not None
    assert tomllib.loads(standard_text(raw.source), parse_float=Decimal) == plain(raw.root)


def test_a_torn_name_and_a_doubled_sign_are_put_right_together() -> None:
    """Neither way out alone leaves a line that says what was meant."""
    _, found = read('编制人数" => 60\n')
    (edit,) = found[0].helps[0].edits
    assert edit.replacement == '"编制人数" = 60'


@pytest.mark.parametrize(
    "text",
    ["x = 1, y = 2", "x = 1； y = 2", 'x = 1，"见附件"', '"x": 1, "y": 2', 'x = 是，"y" = 否'],
)
def test_what_parts_two_entries_is_not_deleted_unasked(text: str) -> None:
    assert [help_.applicability for help_ in only(text).helps] == ["unsafe"]


def test_a_comma_before_a_comment_is_only_a_comma_too_many() -> None:
    found = only("x = 1, # y = 2")
    assert found.code is codes.TRAILING_SIGN
    assert [help_.applicability for help_ in found.helps] == ["safe"]


@pytest.mark.parametrize(
    ("line", "code", "key", "right"),
    [
        ('"人数" == 4', codes.NO_EQUALS_SIGN, "人数", '"人数" = 4'),
        ("人数 = ＝ = 4", codes.NO_EQUALS_SIGN, "人数", "人数 = 4"),
        (
            '"人数" = { 值 = 4, 页 == 2 }',
            codes.NO_EQUALS_SIGN,
            "页",
            '"人数" = { "值" = 4, "页" = 2 }',
        ),
        ('"人数" = { "值" == 4 }', codes.NO_EQUALS_SIGN, "值", '"人数" = { "值" = 4 }'),
        ('"人数" ==', codes.NO_VALUE, None, '"人数" = ""'),
        ('"来源 = "年报"', codes.UNCLOSED_TEXT, None, '"来源" = "年报"'),
        (
            '"人数" = { "值" = 4, "来源" = "年报, "页" = 2 }',
            codes.UNCLOSED_TEXT,
            None,
            '"人数" = { "值" = 4, "来源" = "年报", "页" = 2 }',
        ),
    ],
)
def test_one_sign_too_many_or_too_few(line: str, code: Code, key: str | None, right: str) -> None:
    found = only(f"{line}\n")
    assert (found.code, found.arguments.get("key")) == (code, key)
    assert found.primary is not None
    assert edited(found.primary.span.source, found.helps[0].edits).splitlines()[0] == right
