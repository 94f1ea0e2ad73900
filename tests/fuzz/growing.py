"""Files that no person would write: drawn from the productions of the grammar, planned by machine, or one sign over and over.

`grown` is quick and takes any source of chance; the same terminals serve Hypothesis in `test_growing.py`.
"""

import random
from collections.abc import Iterator, Mapping
from functools import cache

from hypothesis import Phase, given, seed, settings
from lark import Lark
from lark.grammar import NonTerminal, Symbol

from perfdsl.syntax.table import find_grammar
from perfdsl.terms import KEYWORD_TERMS
from tests.properties.plans import Plan
from tests.properties.spelling import Manner
from tests.properties.writing import write
from tests.strategies import manners, plans

HEAD = """方案 生成
年度 2023
等级 优 8 分, 中 5 分, 差 0 分
事实 甲 比率
事实 乙 金额 万元
事实 丙 数量
事实 丁 是否
事实 戊 日期
事实 己 等级 好, 中, 差
事实 庚 数量 0 至 50
事实 辛 明细
  - 支出 金额
  - 完成 是否
  - 分值 数量
指标 第一 10 分
"""
"""A name for every type; then the lines that were drawn."""

NAMES = (
    "甲",
    "乙",
    "丙",
    "丁",
    "戊",
    "己",
    "庚",
    "甲",
    "乙",
    "丙",
    "辛",
    "支出",
    "完成",
    "分值",
    "好",
    "中",
    "差",
)
FUNCTIONS = (
    "最大",
    "最小",
    "四舍五入",
    "合计",
    "数量",
    "平均",
    "工作日数",
    "排名",
    "绝对值",
    "全体",
)
NUMBERS = ("0", "1", "2", "3", "5", "0.5", "10", "20%", "50%", "100%", "5个百分点", "1万元", "100万元", "2 分", "3 分", "5 分", "10 分", "6个", "1.25")  # fmt: skip
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "NUMBER": NUMBERS,
    "DATE": ("2023-01-31", "2023年6月30日", "2024-02-29"),
    "STRING": ('"理由"', "“甲乙”", '"好"'),
    "NAME": (*NAMES, *NAMES, *FUNCTIONS),
    "BULLET": ("  -", "  -", "  ·"),
    "FIELD_BULLET": ("  -",),
    "FULL_MARKS_HEAD": ("满分",),
    "PART": ("不足一步的不计", "不足一个百分点的按一个百分点计"),
    "COMMA": (",", "，"),
    "DOT": (".",),
    "LPAR": ("(", "（"),
    "RPAR": (")", "）"),
    "LBRACK": ("[",),
    "RBRACK": ("]",),
    "BAR": ("|",),
    "PLUS": ("+",),
    "MINUS": ("-",),
    "STAR": ("×", "*"),
    "SLASH": ("/", "÷"),
    "GT": (">", "大于"),
    "GE": (">=", "不低于"),
    "LT": ("<", "低于"),
    "LE": ("<=", "不超过"),
    "EQ": ("=", "为"),
    "NE": ("!=", "不等于"),
}
INDENT = "  "
LINES = ("rule", "rule", "rule", "rule", "bands", "row", "row", "checklist", "limit", "definition")
"""What stands below an indicator."""
_DEEPEST = 14


@cache
def grammar() -> Lark:
    """The grammar as it stands in its file."""
    return Lark(find_grammar().read_text(encoding="utf-8"), start="line", parser="lalr")


@cache
def terminals() -> Mapping[str, tuple[str, ...]]:
    """The spellings of every terminal, the usual ones of each language first."""
    declared = {term.id: (term.zh[0], *term.zh[:2], term.en[0]) for term in KEYWORD_TERMS}
    return {**declared, **_OTHERS}


@cache
def _productions(start: str) -> Mapping[str, tuple[tuple[Symbol, ...], ...]]:
    _, rules, _ = grammar().grammar.compile([start], ())
    found: dict[str, list[tuple[Symbol, ...]]] = {}
    for rule in rules:
        found.setdefault(rule.origin.name, []).append(tuple(rule.expansion))
    return {name: tuple(expansions) for name, expansions in found.items()}


@cache
def _heights(start: str) -> Mapping[str, int]:
    """How many rules deep the shortest text of each is."""
    heights: dict[str, int] = {}
    rules = _productions(start)
    for _ in range(len(rules)):
        for name, expansions in rules.items():
            known = [
                1
                + max(
                    (heights.get(each.name, 99) for each in expansion if _is_rule(each)), default=0
                )
                for expansion in expansions
            ]
            heights[name] = min(known)
    return heights


def _is_rule(symbol: Symbol) -> bool:
    return isinstance(symbol, NonTerminal)


def line(chance: random.Random, start: str) -> str:
    """One line that the grammar knows, whatever it may mean."""
    words: list[str] = []
    _draw(chance, start, start, 0, words)
    return " ".join(words)


def _draw(chance: random.Random, start: str, name: str, depth: int, words: list[str]) -> None:
    expansions = _productions(start)[name]
    heights = _heights(start)
    if depth > _DEEPEST or chance.random() < 0.35:

        def height(expansion: tuple[Symbol, ...]) -> int:
            return max((heights[each.name] for each in expansion if _is_rule(each)), default=0)

        least = min(map(height, expansions))
        expansions = tuple(each for each in expansions if height(each) == least)
    for symbol in chance.choice(expansions):
        if _is_rule(symbol):
            _draw(chance, start, symbol.name, depth + 1, words)
        else:
            words.append(chance.choice(terminals()[symbol.name]))


def grown(chance: random.Random) -> str:
    """Rules of a few lines."""
    lines = []
    for _ in range(chance.randrange(1, 6)):
        start = chance.choice(LINES)
        lines.append(line(chance, start))
        if start == "bands":
            lines += [line(chance, "row") for _ in range(chance.randrange(1, 4))]
    if chance.random() < 0.3:
        lines.insert(len(lines) // 2, line(chance, "line"))
    return HEAD + "\n".join(INDENT + each for each in lines) + "\n"


def planned(count: int) -> tuple[str, ...]:
    """Rules without a mistake, of all kinds and in all spellings."""
    found: list[str] = []

    @seed(0)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate])
    @given(plans(), manners())
    def collect(plan: Plan, manner: Manner) -> None:
        found.append(write(plan, manner))

    collect()
    return tuple(dict.fromkeys(found))


# --- one sign over and over ----------------------------------------------------------------------

SIGNS = (
    " ",
    "\t",
    "　",
    ":",
    "：",
    ",",
    "，",
    '"',
    "“",
    "「",
    "-",
    "—",
    ".",
    "。",
    "1",
    "十",
    "甲",
    "a",
    "(",
    "的",
)
"""What a key that is held down writes, and what gets into a file that was copied."""
BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    "rules": (
        "",
        "方案 甲",
        '依据 "甲"',
        "等级 优 8 分",
        "事实 寅",
        "事实 寅 金额",
        "事实 寅 等级 好",
        "定义 寅 =",
        "一级指标 寅",
        "指标 寅 10",
        "指标 寅 10 分",
        "放过 ",
        "总分",
        "  甲",
        "  甲 <",
        "  甲 < 1 扣 1",
        "  按 甲 分档",
        "  - 甲",
        "  得",
        '  说明 "甲',
        "  2023年6月30日前",
    ),
    "facts": (
        "[事实]\n甲 = 1\n[事实]\n",
        "",
        "部门",
        "[事实]\n",
        "[事实]\n甲",
        "[事实]\n甲 =",
        "[事实]\n甲 = 1",
        '[事实]\n甲 = "',
        "[事实]\n[",
        "[事实]\n甲 = [1",
    ),
}
"""What may stand in front of it."""
_SHORT, _LONG = 4_000, 40_000
_ONE_LONG_OF = 19


def runs(kind: str) -> Iterator[str]:
    """Signs behind each beginning, a third of them with each: thousands of times, now and then ten times as often."""
    head = HEAD if kind == "rules" else ""
    for number, beginning in enumerate(BEGINNINGS[kind]):
        for index, sign in enumerate(SIGNS):
            is_long = (number + index) % _ONE_LONG_OF == 0
            if is_long or (number + index) % 3 == 2:
                yield f"{head}{beginning}{sign * (_LONG if is_long else _SHORT)}x\n"


VALUE_RULES = """方案 值
年度 2023
事实 率 比率
事实 钱 金额 万元
事实 数 数量 人次
事实 天 天数
事实 工 天数 工作日
事实 月 月数
事实 有 是否
事实 日 日期
事实 等 等级 好, 中, 差
事实 选 选项 东, 西
事实 文 文本
指标 甲 10 分
  率 < 50% 扣 1 分
"""
"""A fact of every type."""
_IN_VALUES = (
    *"0123456789.,，、。;；:： \u3000\u2009每人年月日号元万亿分%％‰/／·-—+×*()（）[]【】<>≥≤=约近共合一二三十百千半个零lO季度上下前后均户与和及至到~～¥￥$eE#√□是否有无不未",
    "每人", "万元", "1,", "一百", "（1）", "1年", "3月", "每年", "人/", "/人", "per ", "a ", ".5", "约1", "1-2", "半年", "第1", "千万", "个百分点",
)  # fmt: skip
_LENGTH_OF_VALUE = 58


def values() -> Iterator[str]:
    """Values in which one sign or word stands over and over, as long as numbers and dates are read."""
    for sign in _IN_VALUES:
        for begin in ("", "8", "约", "2023年"):
            for end in ("", "8", "x", "元"):
                yield (begin + sign * _LENGTH_OF_VALUE)[: _LENGTH_OF_VALUE - len(end)] + end
