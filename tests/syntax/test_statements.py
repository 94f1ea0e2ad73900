"""Every form of statement, and the node it makes."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.syntax import ast

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]
Rules = Callable[[str], tuple[ast.Rule, ...]]

HEADERS = {
    "方案 怀来县 整体支出，绩效评价": "SchemeHeader(name='怀来县 整体支出，绩效评价')",
    'scheme "A scheme"': "SchemeHeader(name='A scheme')",
    "年度 2021": "YearHeader(year=2021)",
    "年度：2021年": "YearHeader(year=2021)",
    "language 1": "EditionHeader(edition=1)",
    "满分 100 分": "FullMarksHeader(points=100)",
    "full marks 100": "FullMarksHeader(points=100)",
    "保留 2 位小数": "RoundingHeader(places=2)",
    "保留两位小数": "RoundingHeader(places=2)",
    "keep 2 decimals": "RoundingHeader(places=2)",
    "保留整数": "RoundingHeader(places=0)",
    "keep integers": "RoundingHeader(places=0)",
    "每 按整": "StepHeader(mode='full')",
    "每 进一": "StepHeader(mode='started')",
    "per pro rata": "StepHeader(mode='proportional')",
    "剔除换算 组内": "RescaleHeader(scope='group')",
    "rescale whole table": "RescaleHeader(scope='whole')",
    "不适用 得 满分": "NotApplicableHeader(treatment='full')",
    "不适用 剔除": "NotApplicableHeader(treatment='exclude')",
    "金额单位 万元": "MoneyUnitHeader(unit='万元')",
    "money unit yuan": "MoneyUnitHeader(unit='元')",
    "等级 优 90 分, 差 0 分": "GradesHeader(entries=(GradeEntry(name='优', points=90), GradeEntry(name='差', points=0)))",
}  # fmt: skip


def shown(node: object) -> str:
    """A node as short text: no defaults, numbers with their units."""
    if isinstance(node, ast.Number):
        return f"{node.value}{node.unit or ''}"
    if isinstance(node, ast.Name):
        return node.text
    if isinstance(node, tuple):
        inner = ", ".join(shown(part) for part in node)
        return f"({inner})"
    if isinstance(node, ast.Node):
        fields = [
            f"{name}={shown(getattr(node, name))}"
            for name in type(node).__match_args__
            + ("annotations",) * isinstance(node, ast.Statement)
            if name not in ("span", "source")
            and not any(getattr(node, name) is nothing for nothing in ((), None, False))
        ]
        return f"{type(node).__name__}({', '.join(fields)})"
    return repr(node)


@pytest.mark.parametrize(("text", "expected"), HEADERS.items())
def test_header(read: Read, text: str, expected: str) -> None:
    """A header line makes its header."""
    file, found = read(text)
    assert not found
    assert [shown(header) for header in file.headers] == [expected]


RULES = {
    "执行率 > 20% 扣 2": "Adjustment(kind='deduct', condition=Comparison(operands=(执行率, 20%), operators=('>')), points=2)",
    "有制度 加 1 最多 3": "Adjustment(kind='add', condition=有制度, points=1, at_most=3)",
    "得 3": "Award(points=3)",
    "否则 得 人工 0 至 5 步长 0.5": "Award(otherwise=True, points=Judged(least=0, most=5, step=1/2))",
    "扣 2": "Adjustment(kind='deduct', points=2)",
    "每满 1% 扣 0.5 分": "Adjustment(kind='deduct', points=1/2, step=Step(mode='full', size=1%))",
    "执行率 扣 0.5 每满 1%": "Adjustment(kind='deduct', condition=执行率, points=1/2, step=Step(mode='full', size=1%))",
    "执行率 得 0.5 每满 1% 最多 满分": "Award(condition=执行率, points=1/2, step=Step(mode='full', size=1%), at_most=FullMarks())",
    "按 |收入| 分档": "Bands(operand=Absolute(operand=收入))",
    "逐项": "Checklist(kind='award')",
    "逐项 扣": "Checklist(kind='deduct')",
    "逐项 扣 1 最多 3 除外 政策性调整": "Checklist(kind='deduct', points=1, unless=政策性调整, at_most=3)",
    "收入 = 0 不适用": "NotApplicable(condition=Comparison(operands=(收入, 0), operators=('=')))",
    "收入 = 0 不适用 剔除": "NotApplicable(condition=Comparison(operands=(收入, 0), operators=('=')), treatment='exclude')",
    "政策性调整 免扣 “政策”": "Exemption(condition=政策性调整, text='政策')",
    "有制度 封顶 3 分": "Cap(condition=有制度, points=3)",
    "封顶 3 分": "Cap(points=3)",
    "有制度 须说明 “为何”": "Requirement(condition=有制度, text='为何')",
    "有制度 一票否决": "Veto(condition=有制度)",
    "有制度 一票否决 等级 差": "Veto(condition=有制度, grade=差)",
    "有制度 一票否决 得 0": "Veto(condition=有制度, zero=True)",
    "上限 3": "Limit(kind='upper', points=3)",
    "下限 -10 分": "Limit(kind='lower', points=Negative(operand=10))",
    "得 执行率 × 满分": "Award(points=Arithmetic(operator='*', left=执行率, right=FullMarks()))",
    "60% <= 执行率 < 95% 得 3": "Award(condition=Comparison(operands=(60%, 执行率, 95%), operators=('<=', '<')), points=3)",
    "非 有制度 扣 1": "Adjustment(kind='deduct', condition=Not(operand=有制度), points=1)",
    "上年.收入 > 收入 扣 1": "Adjustment(kind='deduct', condition=Comparison(operands=(LastYear(name=收入), 收入), operators=('>')), points=1)",
    "合计(项目.支出数) > 5 扣 1": "Adjustment(kind='deduct', condition=Comparison(operands=(Call(function=合计, arguments=(Field(records=项目, field=支出数))), 5), operators=('>')), points=1)",
    "排名(收入) > 3 扣 1": "Adjustment(kind='deduct', condition=Comparison(operands=(Call(function=排名, arguments=(收入)), 3), operators=('>')), points=1)",
    "收入 > 全体.平均(收入) 加 1": "Adjustment(kind='add', condition=Comparison(operands=(收入, Population(group=全体, call=Call(function=平均, arguments=(收入)))), operators=('>')), points=1)",
    "收入 > 同组(地区).最小(收入 其中 有制度) 加 1": "Adjustment(kind='add', condition=Comparison(operands=(收入, Population(group=Call(function=同组, arguments=(地区)), call=Call(function=最小, arguments=(收入), where=有制度))), operators=('>')), points=1)",
    "执行率 > 未知 扣 1": "Adjustment(kind='deduct', condition=Comparison(operands=(执行率, 未知), operators=('>')), points=1)",
    "收入 - -1 > 2 - 支出 扣 1": "Adjustment(kind='deduct', condition=Comparison(operands=(Arithmetic(operator='-', left=收入, right=Negative(operand=1)), Arithmetic(operator='-', left=2, right=支出)), operators=('>')), points=1)",
    "地区 = “东部” 得 1": "Award(condition=Comparison(operands=(地区, TextLiteral(value='东部')), operators=('=')), points=1)",
    "收入 / 支出 != 1 扣 1": "Adjustment(kind='deduct', condition=Comparison(operands=(Arithmetic(operator='/', left=收入, right=支出), 1), operators=('!=')), points=1)",
    "非 有制度 或 收入 > 1 且 (支出 > 1 或 违规数 > 1) 扣 1": "Adjustment(kind='deduct', condition=Logic(operator='or', left=Not(operand=有制度), right=Logic(operator='and', left=Comparison(operands=(收入, 1), operators=('>')), right=Logic(operator='or', left=Comparison(operands=(支出, 1), operators=('>')), right=Comparison(operands=(违规数, 1), operators=('>'))))), points=1)",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RULES.items())
def test_rule(rules: Rules, text: str, expected: str) -> None:
    """A line makes one rule."""
    assert [shown(rule) for rule in rules(text)] == [expected]


BANDS = {
    "- >= 95% 得 5 分": (95, None, True, False),
    "- > 95% 得 5 分": (95, None, False, False),
    "- ＜60％得5分": (None, 60, False, False),
    "- = 0% 得 5": (0, 0, True, True),
    "- 0% 得 5": (0, 0, True, True),
    "- 90%及以上 得 5": (90, None, True, False),
    "- 60%以下(不含) 得 5": (None, 60, False, False),
    "- 60%以下（含）得 5": (None, 60, False, True),
    "- 60%(不含)以上 得 5": (60, None, False, False),
    "－ 80%（含）至90%（不含）得5分": (80, 90, True, False),
    "- 80%(不含) 到 90%(含) 得 5": (80, 90, False, True),
    "- 80%(含)-90%(不含) 得 5": (80, 90, True, False),
    "- 80%(含)～90%(不含) 得 5": (80, 90, True, False),
    "- [70%, 80%) 得 5": (70, 80, True, False),
    "- (70%，80%] 得 5": (70, 80, False, True),
    "- >70%，≤80% 得 5": (70, 80, False, True),
    "- >70%且<=80% 得 5": (70, 80, False, True),
    "- -5%(含) 至 0%(含) 得 5": (-5, 0, True, True),
    "① 80%及以上 得 5": (80, None, True, False),
    "1. 80%及以上 得 5": (80, None, True, False),
    "• 80%及以上 得 5": (80, None, True, False),
    "— 80%及以上，得5分；": (80, None, True, False),
    "- 80%＞执行率≥70% 得 5": (70, 80, True, False),
    "- 执行率低于60% 得 5": (None, 60, False, False),
    "- 60% = 执行率 得 5": (60, 60, True, True),
    "- 执行率 在 60%(含) 至 70%(含) 得 5": (60, 70, True, True),
    "- 70%（不含）至60%（含）得5分": (60, 70, True, False),
}


def bound(value: ast.Expr | None) -> Fraction | None:
    if isinstance(value, ast.Negative):
        inner = bound(value.operand)
        return -inner if inner is not None else None
    return value.value if isinstance(value, ast.Number) else None


@pytest.mark.parametrize(("text", "expected"), BANDS.items())
def test_band_interval(
    rules: Rules, text: str, expected: tuple[int | None, int | None, bool, bool]
) -> None:
    """A row of bands says its interval in any of the written forms."""
    (bands,) = rules(f"按 执行率 分档\n{text}")
    assert isinstance(bands, ast.Bands)
    interval = bands.rows[0].interval
    assert interval is not None
    ends = (bound(interval.lower), bound(interval.upper))
    assert (*ends, interval.lower_closed, interval.upper_closed) == expected
    assert shown(bands.rows[0].points) == "5"


def test_band_points(rules: Rules) -> None:
    """Rows may interpolate, be judged, or be the rest."""
    (bands,) = rules(
        "按 执行率 分档\n- 10 分(含) 至 20 分(含) 得 0 至 满分 插值\n- > 1 得 人工 8 至 9\n- < 1 不得分\n- 其余 得 0\n- rest award 0"
    )
    assert isinstance(bands, ast.Bands)
    line, judged, none, rest, english = bands.rows
    assert line.interpolated
    assert isinstance(line.upper_points, ast.FullMarks)
    assert line.interval is not None
    assert line.interval.upper_closed
    assert isinstance(judged.points, ast.Judged)
    assert shown(none.points) == "0"
    assert rest.interval is None
    assert rest == english


def test_checklist_rows(rules: Rules) -> None:
    """A row is a condition, with points and a text of its own where written."""
    (checklist,) = rules(
        "逐项 得 1 分\n- 有制度\n（2）违规数=0扣1分\n- 有制度且违规数=0 得 2 分 “制度“健全””\n  依据 “第三条”\n- 有制度 “只有文字” 问题 “无”"
    )
    assert isinstance(checklist, ast.Checklist)
    first, second, third, fourth = checklist.rows
    assert (first.points, first.effect, first.text) == (None, None, None)
    assert (shown(second.points), second.effect) == ("1", "deduct")
    assert (third.text, third.effect) == ("制度“健全”", "award")
    assert third.annotations[0].texts == ("第三条",)
    assert (fourth.text, fourth.annotations[0].kind) == ("只有文字", "problem")


TYPES = {
    "事实 甲 金额": "FactDeclaration(name=甲, type=TypeName(kind='money'))",
    "事实 甲 金额 万元 “意思”": "FactDeclaration(name=甲, type=TypeName(kind='money', unit='万元'), meaning='意思')",
    "事实 甲 比率 0 至 100%": "FactDeclaration(name=甲, type=TypeName(kind='ratio'), bounds=Interval(lower=0, upper=100%, lower_closed=True, upper_closed=True))",
    "事实 甲 比率 >= 0": "FactDeclaration(name=甲, type=TypeName(kind='ratio'), bounds=Interval(lower=0, lower_closed=True))",
    "事实 甲 次数 次": "FactDeclaration(name=甲, type=TypeName(kind='count', unit='次'))",
    "事实 甲 人数": "FactDeclaration(name=甲, type=TypeName(kind='count'))",
    "fact headcount count": "FactDeclaration(name=headcount, type=TypeName(kind='count'))",
    "事实 甲 天数": "FactDeclaration(name=甲, type=TypeName(kind='days'))",
    "事实 甲 月数": "FactDeclaration(name=甲, type=TypeName(kind='months'))",
    "事实 甲 日期": "FactDeclaration(name=甲, type=TypeName(kind='date'))",
    "事实 甲 是否": "FactDeclaration(name=甲, type=TypeName(kind='truth'))",
    "事实 甲 等级 好, 中、差": "FactDeclaration(name=甲, type=TypeName(kind='level', words=(好, 中, 差)))",
    "事实 甲 选项 东部，西部 “地区”": "FactDeclaration(name=甲, type=TypeName(kind='choice', words=(东部, 西部)), meaning='地区')",
    "事实 甲 文本": "FactDeclaration(name=甲, type=TypeName(kind='text'))",
    "事实 人数 人数": "FactDeclaration(name=人数, type=TypeName(kind='count'))",
    "事实 甲 怪物": "FactDeclaration(name=甲, type=TypeName())",
    '事实 甲 金额 "“三公经费”变动率的实际数"': "FactDeclaration(name=甲, type=TypeName(kind='money'), meaning='“三公经费”变动率的实际数')",
    "事实 「职责-完成率」 比率": "FactDeclaration(name=职责-完成率, type=TypeName(kind='ratio'))",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TYPES.items())
def test_fact(read: Read, text: str, expected: str) -> None:
    """A fact has a name, a type, and perhaps a unit, bounds and a meaning."""
    file, found = read(text)
    assert not found
    assert [shown(fact) for fact in file.facts] == [expected]


def test_records_have_fields(read: Read) -> None:
    """The rows below a fact of type 明细 are its fields, with annotations in between."""
    file, found = read(
        "事实 项目 明细\n  - 名称 文本\n    说明 全称\n  - 预算数 金额 万元\n事实 乙 金额"
    )
    assert not found
    first, second = file.facts[0].fields
    assert (first.name.text, first.annotations[0].texts) == ("名称", ("全称",))
    assert second.type.unit == "万元"
    assert len(file.facts) == 2


def test_definition(read: Read) -> None:
    """The first `=` defines, a second compares; a table is a whole right-hand side."""
    file, found = read(
        "事实 地区 选项 东部, 西部\n事实 收入 金额\n定义 甲 = 收入 = 0\n定义丁 = 1\n定义 乙=收入/2\n"
        "define 标准 = 按 地区 取 东部 100%, 西部 1 - 60%, 其余 30%"
    )
    assert not found
    assert [shown(definition) for definition in file.definitions] == [
        "Definition(name=甲, value=Comparison(operands=(收入, 0), operators=('=')))",
        "Definition(name=丁, value=1)",
        "Definition(name=乙, value=Arithmetic(operator='/', left=收入, right=2))",
        "Definition(name=标准, value=Table(subject=地区, cases=(Case(key=东部, value=100%), "
        "Case(key=西部, value=Arithmetic(operator='-', left=1, right=60%)), Case(value=30%))))",
    ]
