"""The page of a source is said to be one; the year stands once in a title."""

import pytest

from perfdsl.checker import check
from perfdsl.checker.facts.file import check_facts
from perfdsl.diagnostic import Diagnostics
from perfdsl.readers.toml import read_facts
from perfdsl.reports import wording as w
from perfdsl.reports.voice import Voice
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.wording import Words

RULES = "方案 试\n语言 1\n事实 人数 人数\n指标 甲 10 分\n  人数 > 5 扣 1 分\n"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("3", Words("决算报表 第 3 页", "决算报表 p. 3")),
        ('"3"', Words("决算报表 第 3 页", "决算报表 p. 3")),
        ('"3-5"', Words("决算报表 第 3-5 页", "决算报表 pp. 3-5")),
        ('"3、5"', Words("决算报表 第 3、5 页", "决算报表 pp. 3、5")),
        ('"第3页"', Words("决算报表 第3页", "决算报表 第3页")),
        ('"附表2"', Words("决算报表 附表2", "决算报表 附表2")),
    ],
)
def test_a_bare_number_is_a_page(page: str, told: Words) -> None:
    diagnostics = Diagnostics()
    book = check(parse(SourceText("r.perf", RULES), diagnostics), diagnostics)
    text = f'["事实"]\n"人数" = {{ "值" = 83, "来源" = "决算报表", "页" = {page} }}\n'
    raw = read_facts(SourceText("f.toml", text), diagnostics)
    assert book is not None
    assert raw is not None
    assert check_facts(raw, book, diagnostics).values["人数"].evidence == told


@pytest.mark.parametrize(
    ("scheme", "title"),
    [
        ("评价细则", "评价细则（2025 年度）"),
        ("评价细则（2025年度）", "评价细则（2025年度）"),
        ("2025 年评价细则", "2025 年评价细则"),
        ("评价细则 (2025)", "评价细则 (2025)"),
        ("Rules FY2025", "Rules FY2025"),
        ("2025 Budget rules", "2025 Budget rules"),
        ("评价细则（2024年度）", "评价细则（2024年度）（2025 年度）"),
        ("评价细则（财预2025-10 号）", "评价细则（财预2025-10 号）（2025 年度）"),
        ("评价细则12025", "评价细则12025（2025 年度）"),
    ],
)
def test_the_year_stands_once(scheme: str, title: str) -> None:
    assert Voice("zh").dated(w.TITLE, w.TITLE_YEAR, scheme, 2025) == title
    assert Voice("zh").dated(w.TITLE, w.TITLE_YEAR, scheme, None) == scheme
