"""The table of words, the grammar and the lexer agree; both languages say the same."""

import logging
import re
from collections.abc import Callable, Iterator

import pytest

from perfdsl.diagnostic import Diagnostic
from perfdsl.source import SourceText
from perfdsl.syntax import ast
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.lexer import Lexer
from perfdsl.syntax.lines import join_lines, split_lines
from perfdsl.syntax.table import build_table, find_grammar, load_table
from perfdsl.syntax.token import Token
from perfdsl.terms import KEYWORD_TERMS, Term

Read = Callable[[str], tuple[ast.File, list[Diagnostic]]]
Rules = Callable[[str], tuple[ast.Rule, ...]]

MADE_BY_THE_LEXER = frozenset(
    [
        "NUMBER",
        "DATE",
        "STRING",
        "NAME",
        "BULLET",
        "FIELD_BULLET",
        "PART",
        "FULL_MARKS_HEAD",
        "COMMA",
        "DOT",
        "LPAR",
        "RPAR",
        "LBRACK",
        "RBRACK",
        "BAR",
        "PLUS",
        "MINUS",
        "STAR",
        "SLASH",
    ]
)
"""Terminals that are no words."""
OUTSIDE_THE_GRAMMAR = {"SCHEME", "NOISE"}
"""Words of lines, or noise, the grammar never sees."""


def grammar_text() -> str:
    return find_grammar().read_text(encoding="utf-8")


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    """Lark resolves shift/reduce conflicts in silence; its log must hold none."""
    from lark import Lark, logger
    from lark.common import LexerConf
    from lark.lexer import Lexer as LarkLexer
    from lark.lexer import LexerState
    from lark.lexer import Token as LarkToken

    class Unused(LarkLexer):
        def __init__(self, conf: LexerConf) -> None:
            self.conf = conf

        def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[LarkToken]:
            del lexer_state, parser_state
            return iter(())

    level = logger.level
    logger.setLevel(logging.DEBUG)
    logger.addHandler(caplog.handler)
    try:
        Lark(grammar_text(), parser="lalr", lexer=Unused, start="line", debug=True)
    finally:
        logger.removeHandler(caplog.handler)
        logger.setLevel(level)
    assert [record.message for record in caplog.records if "onflict" in record.message] == []


def test_terminals_are_the_words_of_the_table() -> None:
    """Every declared terminal is a word or made by the lexer, and every word is a terminal."""
    declared = set(
        re.findall(r"[A-Z_0-9]+", " ".join(re.findall(r"%declare (.*)", grammar_text())))
    )
    words = {term.id for term in KEYWORD_TERMS}
    assert declared - MADE_BY_THE_LEXER == words - OUTSIDE_THE_GRAMMAR - {"METHOD"} | {"METHOD"}


def test_the_kept_table_is_the_built_one() -> None:
    """Loading the table from a file changes nothing."""
    built = build_table(grammar_text())
    kept = load_table()
    assert kept.states == built["states"]
    assert [
        (rule.origin, rule.length, rule.action, rule.has_lists) for rule in kept.rules
    ] == built["rules"]


RESERVED = [term for term in KEYWORD_TERMS if term.id not in ("INCLUSIVE", "EXCLUSIVE", "TAKE")]


@pytest.mark.parametrize("term", RESERVED, ids=lambda term: term.id)
def test_every_spelling_is_cut_as_its_word(term: Term) -> None:
    """Each spelling in either language is lexed as its terminal, spaces or `_` between English words."""
    spellings = [*term.zh, *term.en, *(word.replace(" ", "_") for word in term.en)]
    for spelling in spellings:
        text = f"1 {spelling} 2" if not spelling.startswith("每") else f"1 {spelling} 2 次"
        lexer = Lexer(SourceText("词", text), Vocabulary((), frozenset(), ()))
        (line,) = join_lines(split_lines(text), frozenset())
        tokens = lexer.cut(line)
        kinds = [token.type for token in tokens if isinstance(token, Token)]
        assert kinds[1] == term.id, spelling


PAIRS = [
    ("一级指标 甲", "section 甲"),
    ("二级指标 甲", "group 甲"),
    ("三级指标 甲", "subgroup 甲"),
    ("四级指标 甲", "topic 甲"),
    ("指标 甲 2 分", "indicator 甲 2 points"),
    ("年度 2021", "year 2021"),
    ("语言 1", "language 1"),
    ("满分 100 分", "full marks 100 points"),
    ("保留 2 位小数", "keep 2 decimal places"),
    ("保留 整数", "keep integers"),
    ("每 按整", "per whole"),
    ("每 进一", "each started steps"),
    ("每 按比例", "every proportionally"),
    ("剔除换算 组内", "rescale within group"),
    ("剔除换算 全表", "rescale whole table"),
    ("金额单位 万元", "money unit ten_thousand_yuan"),
    ("等级 优 90 分, 差 0 分", "grades 优 90 points, 差 0 points"),
    ("不适用 得 满分", "not applicable award full marks"),
    ("事实 甲 金额", "fact 甲 money"),
    ("事实 甲 等级 优, 差", "fact 甲 level 优, 差"),
    ("事实 甲 明细\n- 乙 比率", "fact 甲 records\n- 乙 ratio"),
    ("定义 甲 = 按 乙 取 1 2, 其余 3", "define 甲 = by 乙 take 1 2, rest 3"),
    ("指标 甲\n依据 “一”\n来源 “一”\n方法 一\n说明 一", "indicator 甲\nbasis “一”\ndocuments “一”\nmethod 一\nnote 一"),
    ("指标 甲\n理由 一\n问题 一\n建议 一\n原名 一\n编号 一\n放过 unused-fact 一", "indicator 甲\nreason 一\nproblem 一\nadvice 一\nformer name 一\ncode 一\nallow unused-fact 一"),
    ("总分\n封顶 3 分", "total\ncap 3 points"),
]  # fmt: skip
RULE_PAIRS = [
    ("当 收入 大于 1 扣 2", "when 收入 more than 1 deduct 2"),
    ("收入 不低于 1 加 2", "收入 at least 1 add 2"),
    ("收入 小于 1 得 2", "if 收入 less than 1 award 2"),
    ("收入 不超过 1 计 2", "收入 no more than 1 award 2"),
    ("收入 等于 1 且 支出 不等于 2 或 非 有制度 扣 2", "收入 equals 1 and 支出 not equal to 2 or not 有制度 deduct 2"),
    ("否则 不得分", "otherwise no points"),
    ("违规数 每满 1 扣 2", "违规数 per full 1 deduct 2"),
    ("违规数 每起 2 次 扣 2", "违规数 per started 2 次 deduct 2"),
    ("违规数 每 1 按比例 扣 2 最多 3 扣完为止", "违规数 per 1 pro rata deduct 2 at most 3 until zero"),
    ("违规数 得 2 满分为止", "违规数 award 2 up to full marks"),
    ("得 人工 0 至 2 步长 1", "award judged 0 to 2 step 1"),
    ("有制度 扣 1 除外 政策性调整", "有制度 deduct 1 except 政策性调整"),
    ("收入 = 0 不适用 剔除", "收入 = 0 not applicable exclude"),
    ("政策性调整 免扣 “一”", "政策性调整 pardon “一”"),
    ("有制度 封顶 3", "有制度 cap 3"),
    ("有制度 须说明 “一”", "有制度 must explain “一”"),
    ("有制度 = 是 一票否决 等级 差", "有制度 = yes veto grade 差"),
    ("有制度 = 否 一票否决 得 0", "有制度 = false veto award 0"),
    ("上限 3", "upper limit 3"),
    ("下限 3", "lower limit 3"),
    ("逐项 缺一 扣 1", "checklist missing deduct 1"),
    ("按 执行率 分档\n- 1(含) 至 2(含) 得 1 至 满分 插值\n- 其余 得 0", "by 执行率 bands\n- 1(inclusive) to 2(inclusive) award 1 to full marks interpolated\n- rest award 0"),
    ("执行率 在 1%(含) 至 2%(不含) 得 1", "执行率 in 1%(inclusive) to 2%(exclusive) award 1"),
    ("执行率 2% 及以上 得 1", "执行率 2% and above award 1"),
    ("执行率 2% 及以下 得 1", "执行率 2% or less award 1"),
    ("执行率 2% 以上(含) 得 1", "执行率 2% upwards (inclusive) award 1"),
    ("执行率 2% 以内(不含) 得 1", "执行率 2% downwards (exclusive) award 1"),
    ("上年.收入 > 1 则 扣 1", "last year.收入 > 1 then deduct 1"),
    ("数量(项目 其中 支出数 > 1) > 1 扣 1 理由 “一”", "数量(项目 where 支出数 > 1) > 1 deduct 1 reason “一”"),
    ("收入 > 3 万元 扣 1", "收入 > 3 ten_thousand_yuan deduct 1"),
    ("完成日 - 2021-12-31 > 3个工作日 扣 1", "完成日 - 2021-12-31 > 3 working days deduct 1"),
    ("执行率 > 3个百分点 扣 1", "执行率 > 3 percentage points deduct 1"),
]  # fmt: skip


@pytest.mark.parametrize(("chinese", "english"), PAIRS)
def test_lines_in_two_languages(read: Read, chinese: str, english: str) -> None:
    """A Chinese line and its English form make the same tree."""
    first, found = read(chinese)
    assert not [x for x in found if x.severity == "error"]
    second, found = read(english)
    assert not [x for x in found if x.severity == "error"]
    assert attributes(first) == attributes(second)


def attributes(file: ast.File) -> tuple[object, ...]:
    return file.headers, file.facts, file.definitions, file.headings, file.total


@pytest.mark.parametrize(("chinese", "english"), RULE_PAIRS)
def test_rules_in_two_languages(rules: Rules, chinese: str, english: str) -> None:
    """A Chinese rule and its English form make the same tree."""
    assert rules(chinese) == rules(english)


def test_every_word_is_used_in_both_languages() -> None:
    """The pairs above use each word at least once in each language."""
    chinese = " ".join(pair[0] for pair in PAIRS + RULE_PAIRS)
    english = " ".join(pair[1] for pair in PAIRS + RULE_PAIRS)
    for term in KEYWORD_TERMS:
        if term.id in ("SCHEME",):
            continue
        assert any(word in chinese for word in term.zh), term
        assert any(word in english for word in term.en), term


def test_english_words_need_word_boundaries(read: Read) -> None:
    """`deduct2` and `add_on` are names."""
    file, found = read("事实 add_on 金额\n事实 deduct2 金额\n指标 甲\nadd_on > deduct2 deduct 1")
    assert not found
    assert len(file.headings[0].rules) == 1


def test_types_units_and_functions_are_not_reserved(read: Read) -> None:
    """A fact may be called 人数, 金额, 合计 or 数量."""
    file, found = read(
        "事实 人数 人数\n事实 合计 金额\n事实 数量 数量\n指标 甲\n人数 > 3 扣 1\n合计大于3元扣1分\n数量(项目) > 数量 扣 1"
    )
    assert not found
    assert len(file.headings[0].rules) == 3
