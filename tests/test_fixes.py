"""Edits carried out: which go together, what becomes of the bytes, and that a safe one changes no score."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.checker.removing import removal
from perfdsl.diagnostic import Applicability, Diagnostic, Diagnostics, Edit, Help, Label
from perfdsl.fixes import Fix, carry_out, choose_helps, edited, text_on_disk
from perfdsl.interpreter import score
from perfdsl.model.rulebook import RuleBook
from perfdsl.readers.toml import read_facts
from perfdsl.source import SourceText, Span
from perfdsl.syntax import parse
from perfdsl.wording import Code, Words, phrase
from perfdsl.workspace import decode
from tests.properties.likeness import differences
from tests.properties.plans import Plan
from tests.properties.spelling import Manner
from tests.properties.writing import write
from tests.strategies import manners, plans

CODE = Code("PD0001", "example", "error", Words("例", "example"))
RULES = """方案 甲
年度 2021
事实 件数 数量
事实 用途 文本
事实 完成率 比率
事实 完成 是否
事实 验收日期 日期
指标 件数 10 分
  按 件数 分档
  - [100, 200) 得 5
  - >= 200 得 10
  - < 100 得 0
指标 用途 10 分
  用途 = "办公" 扣 3 分
  完成率 < 90% 扣 2 分
  非 完成 扣 1 分
  验收日期 > 2021-06-30 扣 1 分
"""


def source(content: bytes, name: str = "x.perf") -> SourceText:
    made = decode(name, content, Diagnostics())
    assert made is not None
    return made


def offer(
    text: SourceText, *edits: tuple[int, int, str], applicability: Applicability = "safe"
) -> Diagnostic:
    made = tuple(Edit(Span(text, start, end), new) for start, end, new in edits)
    help_ = Help(phrase("改", "change"), made, applicability)
    return Diagnostic(CODE, {}, Label(Span(text, 0, 0)), helps=(help_,))


def fixed(*found: Diagnostic, unsafe: bool = False) -> tuple[Fix, ...]:
    return carry_out(choose_helps(found, lambda _: True, unsafe=unsafe))


# --- which edits ---------------------------------------------------------------------------------


def test_edits_of_several_findings_are_made_together() -> None:
    text = source("甲乙丙丁戊".encode())
    (fix,) = fixed(offer(text, (0, 1, "一"), (4, 5, "五")), offer(text, (2, 3, "")))
    assert fix.text == "一乙丁五"
    assert fix.count == 2


@pytest.mark.parametrize(
    "second", [(1, 3, "x"), (0, 2, "y"), (2, 2, "z"), (2, 4, "w"), (0, 0, "v")]
)
def test_of_edits_that_touch_only_the_first_is_made(second: tuple[int, int, str]) -> None:
    text = source("甲乙丙丁戊".encode())
    (fix,) = fixed(offer(text, (0, 2, "一")), offer(text, second))
    assert fix.text == "一丙丁戊"
    assert fix.count == 1


def test_a_help_is_carried_out_as_a_whole_or_not_at_all() -> None:
    text = source("甲乙丙丁戊".encode())
    (fix,) = fixed(offer(text, (0, 1, "一")), offer(text, (0, 1, "壹"), (4, 5, "五")))
    assert fix.text == "一乙丙丁戊"


def test_only_safe_edits_unless_asked() -> None:
    text = source("甲乙".encode())
    for applicability in ("unsafe", "display"):
        assert fixed(offer(text, (0, 1, "一"), applicability=applicability)) == ()
    (fix,) = fixed(offer(text, (0, 1, "一"), applicability="unsafe"), unsafe=True)
    assert fix.text == "一乙"
    assert fixed(offer(text, (0, 1, "一"), applicability="display"), unsafe=True) == ()


def test_of_two_unsafe_ways_none_is_chosen() -> None:
    text = source("甲乙".encode())
    one, other = (offer(text, (0, 1, new), applicability="unsafe") for new in "一二")
    both = Diagnostic(CODE, {}, one.primary, helps=(*one.helps, *other.helps))
    assert fixed(both, unsafe=True) == ()


def test_files_not_asked_for_are_left_alone() -> None:
    mine, other = source("甲乙".encode(), "mine.perf"), source("甲乙".encode(), "other.perf")
    across = Help(
        phrase("改", "change"),
        (Edit(Span(mine, 0, 1), "一"), Edit(Span(other, 0, 1), "一")),
        "safe",
    )
    found = (offer(other, (0, 1, "一")), Diagnostic(CODE, helps=(across,)))

    def is_mine(help_: Help) -> bool:
        return all(edit.span.source is mine for edit in help_.edits)

    assert carry_out(choose_helps(found, is_mine)) == ()


def test_a_change_that_changes_nothing_is_none() -> None:
    text = source("甲乙".encode())
    assert fixed(offer(text, (0, 1, "甲"))) == ()


# --- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_stay(encoding: str, line_end: str) -> None:
    """What is put in gets the line ends of the file."""
    before = line_end.join(("指标　甲", "乙，丙 €𠮷", "丁", ""))
    text = source(before.encode(encoding))
    at = text.text.index("丁")
    (fix,) = fixed(offer(text, (at, at + 1, "戊\n己")), offer(text, (0, 2, "一级指标")))
    after = line_end.join(("一级指标　甲", "乙，丙 €𠮷", "戊", "己", ""))
    assert fix.content == after.encode(encoding)


@given(
    st.lists(st.sampled_from(["甲", "b", "\n", "\r\n", "\r", "😀", "，", "\u3000"]), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    st.data(),
)
def test_what_is_not_edited_stays_byte_for_byte(
    parts: list[str], encoding: str, data: st.DataObject
) -> None:
    content = "".join(parts).encode(encoding)
    assume("".join(parts).strip())
    text = source(content)
    at = data.draw(st.integers(0, len(text.text)))
    # between a carriage return and its line feed nobody edits
    assume(text.text[at - 1 : at + 1] != "\r\n")
    (fix,) = fixed(offer(text, (at, at, "新")))
    head, _, tail = fix.content.partition("新".encode(text.encoding))
    assert head + tail == content


def test_a_text_that_came_from_no_file_can_be_corrected() -> None:
    text = SourceText("x.perf", "甲乙")
    (fix,) = fixed(offer(text, (1, 2, "二")))
    assert fix.text == "甲二"
    assert text_on_disk(text) == "甲乙"


# --- what safe means -----------------------------------------------------------------------------


def corrected(text: str, name: str) -> tuple[str, list[str], bool]:
    """The text with its safe edits made, round by round; the codes put right; whether errors are left."""
    codes: list[str] = []
    for _ in range(10):
        made, diagnostics = SourceText(name, text), Diagnostics()
        if name.endswith(".perf"):
            check(parse(made, diagnostics), diagnostics)
        else:
            read_facts(made, diagnostics)
        fixes = fixed(*diagnostics)
        if not fixes:
            return text, codes, diagnostics.has_errors
        codes += [
            found.code.id
            for found in diagnostics
            if any(help_.applicability == "safe" for help_ in found.helps)
        ]
        text = fixes[0].text
    raise AssertionError("the corrections never come to an end")


@given(plans(), manners(), st.integers(100, 998), st.integers(1, 900))
def test_corrected_rules_are_the_rules_before_the_slip(
    plan: Plan, manner: Manner, lower: int, width: int
) -> None:
    """A space left out of an interval: the rules around it are as they were, whatever they are."""
    upper = min(lower + width, 999)
    own = f"""
事实 附加件数 数量
一级指标 附加 5 分
指标 附加项 5 分
  按 附加件数 分档
  - [{lower}, {upper}) 得 5
  - 其余 得 0
"""
    text = write(plan, manner).split("\n总分")[0].split("\ntotal")[0] + own
    slipped = text.replace(f"[{lower}, {upper})", f"[{lower},{upper})")
    assert slipped != text
    after, codes, _ = corrected(slipped, "x.perf")
    assert after == text
    assert codes == ["PD1036"]


@pytest.mark.parametrize(
    "line",
    [
        "- [1,000,200) 得 5",
        "- [100,200,300) 得 5",
        "- [1,000) 得 5",  # an end is missing
        "- [1,200) 得 5",
        "- (100,000] 得 5",
        "- [500,200) 得 5",
    ],
)
def test_a_comma_with_two_readings_is_not_touched(line: str) -> None:
    text = f"事实 数 数量\n指标 甲 5 分\n按 数 分档\n{line}\n- 其余 得 0\n"
    after, codes, has_errors = corrected(text, "x.perf")
    assert (after, codes, has_errors) == (text, [], True)


def scored(facts: str) -> Any:
    """The score of each indicator; None where the file has errors."""
    diagnostics = Diagnostics()
    rules = check(parse(SourceText("x.perf", RULES), diagnostics), diagnostics)
    assert rules is not None
    raw = read_facts(SourceText("f.toml", facts), diagnostics)
    assert raw is not None
    checked = check_facts(raw, rules, diagnostics)
    if diagnostics.has_errors:
        return None
    return tuple((node.id, node.score) for node in score(rules, checked).nodes)


COUNTS = st.integers(0, 300).map(str)
TEXTS = st.sampled_from(("办公", "差旅", "办公 用", "A"))
RATES = st.integers(0, 120).map(lambda number: f"{number}%")
DAYS = st.dates(date(2021, 1, 1), date(2021, 12, 31)).map(str)


@st.composite
def lines_with_a_slip(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """Facts as they should be, the same with slips, and the codes of the slips."""
    right, wrong, codes = [], [], []
    for name, value, is_text in (
        ("件数", draw(COUNTS), False),
        ("用途", draw(TEXTS), True),
        ("完成率", draw(RATES), True),
        ("完成", draw(st.sampled_from(("true", "false"))), False),
        ("验收日期", draw(DAYS), False),
    ):
        sign, end, opening, closing = " = ", "", '"', '"'
        slips = draw(st.sets(st.sampled_from(("colon", "end", "quote")), max_size=2))
        if "colon" in slips:
            sign = draw(st.sampled_from((":", "：", ": ", " : ")))
            codes.append("PD5003")
        if "quote" in slips and is_text:
            opening, closing = draw(st.sampled_from((('"', "”"), ("“", '"'))))
            codes.append("quote")
        elif "end" in slips:
            end = draw(st.sampled_from((",", "，", ";", "；", "。")))
            codes.append("end")
        shown = f"{opening}{value}{closing}" if is_text else value
        right.append(f'"{name}" = "{value}"' if is_text else f'"{name}" = {value}')
        wrong.append(f"{name}{sign}{shown}{end}")
    return right, wrong, codes


@given(lines_with_a_slip())
def test_corrected_facts_score_as_those_without_the_slip(
    case: tuple[list[str], list[str], list[str]],
) -> None:
    right, wrong, slips = case
    head = '"方案" = "x.perf"\n"年度" = 2021\n["事实"]\n'
    expected = scored(head + "\n".join(right))
    assert expected is not None
    slipped = head + "\n".join(wrong)
    if slips:
        assert scored(slipped) is None
    after, codes, has_errors = corrected(slipped, "f.toml")
    assert not has_errors, (slipped, after)
    assert len([code for code in codes if code != "PD5001"]) == len(slips)
    assert scored(after) == expected, (slipped, after)
    assert isinstance(expected[0][1], Fraction)


def test_a_colon_within_a_text_is_no_equals_sign() -> None:
    text = 'x = { "分": 6.5, "理由": "甲, 乙: 丙", "页": 2 }\n'
    found = Diagnostics()
    read_facts(SourceText("f.toml", text), found)
    (fix,) = carry_out(choose_helps(found, lambda _: True))
    assert fix.text == 'x = { "分" = 6.5, "理由" = "甲, 乙: 丙", "页" = 2 }\n'


@pytest.mark.parametrize(
    "line",
    [
        "用途 = 已经完成。",  # a sentence, or a slip behind a word
        "用途 = 5号楼。",
        "用途 = 2021年受灾，支出增加。",
        "面积：新建 = 500",  # a name with a colon, or a text with an equals sign
        "用途: a=3",
        "件数: 3 完成 = true",
        "x = {分 = 5, 理由 = 情节轻，依据：条款}",  # another entry, or the same text
        "x = [{名称 = 甲乙，预算额：丙}]",
        '用途 = "他说“好”',  # a quotation within a text that is not closed
        '用途 = "办公” 等',
        '用途 = “办公" # 说明"',
        "用途 = “办公",
        '用途 = "办公',
        "用 途 = 3",
        '用途 = "C:\\xyz"',
    ],
)
def test_a_line_with_two_readings_is_not_touched(line: str) -> None:
    text = f'"方案" = "x.perf"\n["事实"]\n{line}\n'
    after, codes, has_errors = corrected(text, "f.toml")
    assert (after, codes, has_errors) == (text, [], True)


def test_a_comma_before_a_line_that_goes_on_is_not_touched() -> None:
    text = '"方案" = "x.perf"\n["事实"]\n用途 = 办公，\n差旅，\n'
    after, codes, has_errors = corrected(text, "f.toml")
    assert (after, codes, has_errors) == (text, [], True)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ('用途 := "x"', '用途 = "x"'),
        ('用途 ：= "x"', '用途 = "x"'),
        ("用途 : ＝ 3", "用途 = 3"),
        ('"用途"::"x"', '"用途" = "x"'),
        ("件数 = 63人。", "件数 = 63人"),
        ("件数 = 1,200万元；", "件数 = 1,200万元"),
        ("完成率 = 50%。", "完成率 = 50%"),
        ("验收日期 = 2021年3月1日。", "验收日期 = 2021年3月1日"),
        ("完成 = 是。", "完成 = 是"),
        ("用途 = 办公，\n完成 = 是", "用途 = 办公\n完成 = 是"),
        ("x: { 值 = 3 }", "x = { 值 = 3 }"),
        ("x = {值: 5, 说明: 甲}", "x = {值 = 5, 说明 = 甲}"),
        (
            'x = [{名称: "甲", 预算额: 3},\n  {名称: "乙", 预算额: 4}, # a: b\n]',
            'x = [{名称 = "甲", 预算额 = 3},\n  {名称 = "乙", 预算额 = 4}, # a: b\n]',
        ),
        (
            "x = [\n  {\n    名称: '甲',\n    预算额：[1, 2],\n  },\n]",
            "x = [\n  {\n    名称 = '甲',\n    预算额 = [1, 2],\n  },\n]",
        ),
    ],
)
def test_a_line_with_one_reading_is_put_right(line: str, after: str) -> None:
    """The keys get their quotes as well, with a slip in the line or without."""
    head = '"方案" = "x.perf"\n["事实"]\n'
    meant = corrected(f"{head}{after}\n", "f.toml")[0]
    assert corrected(f"{head}{line}\n", "f.toml")[0] == meant
    assert re.sub('"', "", meant) == re.sub('"', "", f"{head}{after}\n")


def test_all_colons_of_a_long_list_are_put_right_at_once() -> None:
    lines = "".join(f'  {{名称: "项{number}", 预算额: {number}}},\n' for number in range(30))
    found = Diagnostics()
    read_facts(SourceText("f.toml", f"项目 = [\n{lines}]\n"), found)
    (fix,) = carry_out(choose_helps(found, lambda _: True))
    assert fix.text == f"项目 = [\n{lines}]\n".replace(": ", " = ")


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("面积：新建 = 500", '"面积：新建" = 500'),
        ("面积：新建=500", '"面积：新建"=500'),
        ("网址: http://a=b", '网址 = "http://a=b"'),
        ("件数: 3 完成 = true", "件数 = 3\n完成 = true"),
        ('用途: "x" 完成 = true', '用途 = "x"\n完成 = true'),
        ("x = {分 = 5, 理由 = 情节轻，依据：条款}", 'x = {分 = 5, 理由 = "情节轻，依据：条款"}'),
        ("x = {分 = 5, 理由 = 情节轻, 来源: 台账}", "x = {分 = 5, 理由 = 情节轻, 来源 = 台账}"),
    ],
)
def test_of_two_readings_the_likelier_is_named_first(line: str, after: str) -> None:
    found = Diagnostics()
    source = SourceText("f.toml", line)
    read_facts(source, found)
    help_ = next(each for each in found if each.severity == "error").helps[0]
    assert help_.applicability == "unsafe"
    assert edited(source, help_.edits) == after


ALLOWANCE = "放过 unused-fact 理由很好"


@given(plans(), manners(), st.data())
def test_a_needless_allowance_leaves_no_trace(
    plan: Plan, manner: Manner, data: st.DataObject
) -> None:
    """Whatever stands around the line, deleting it says what the file says without errors."""
    lines = write(plan, manner).split("\n")
    place = data.draw(st.integers(1, len(lines)))
    lines.insert(place, ALLOWANCE)
    text = "\n".join(lines) + "\n"
    before, found = model(text)
    assume(before is not None and not found.has_errors)
    source = SourceText("x.perf", text)
    start = sum(len(line) + 1 for line in lines[:place])
    edit = removal(source, start, start + len(ALLOWANCE) + 1)
    after, found = model(edited(source, (edit,)))
    assert not found.has_errors
    assert not [each for each in differences(before, after) if "allow" not in each]


def model(text: str) -> tuple[RuleBook | None, Diagnostics]:
    found = Diagnostics()
    return check(parse(SourceText("x.perf", text), found), found), found
