"""Reading rule text in tests: a whole file, or one rule below an indicator with everything declared."""

from collections.abc import Callable

import pytest

from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import ast, parse

DECLARED = """\
事实 执行率 比率
事实 预算调整率 比率
事实 收入 金额
事实 支出 金额
事实 违规次数 次数
事实 违规数 次数
事实 有制度 是否
事实 政策性调整 是否
事实 地区 选项 东部, 中部, 西部
事实 完成日 日期
事实 “三公经费”变动率 比率
事实 项目 明细
  - 名称 文本
  - 预算数 金额
  - 支出数 金额
等级 优 90 分, 差 0 分
指标 甲 10 分
"""


@pytest.fixture
def read() -> Callable[[str], tuple[ast.File, list[Diagnostic]]]:
    """Read a whole file: its tree and everything that was found."""

    def read(text: str) -> tuple[ast.File, list[Diagnostic]]:
        diagnostics = Diagnostics()
        return parse(SourceText("测试.perf", text), diagnostics), diagnostics.found

    return read


@pytest.fixture
def rules(
    read: Callable[[str], tuple[ast.File, list[Diagnostic]]],
) -> Callable[[str], tuple[ast.Rule, ...]]:
    """The rules of one indicator, with the facts of `DECLARED`; nothing may be wrong with them."""

    def rules(text: str) -> tuple[ast.Rule, ...]:
        file, found = read(DECLARED + text)
        wrong = [f"{x.code.id} {x.message('zh')}" for x in found if x.severity == "error"]
        assert not wrong, (text, wrong)
        return file.headings[0].rules

    return rules


@pytest.fixture
def codes(
    read: Callable[[str], tuple[ast.File, list[Diagnostic]]],
) -> Callable[[str], list[str]]:
    """The codes found in a text below `DECLARED`."""

    def codes(text: str) -> list[str]:
        return [diagnostic.code.id for diagnostic in read(DECLARED + text)[1]]

    return codes
