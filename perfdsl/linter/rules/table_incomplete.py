"""A table of values that leaves out a word, without 其余, where the word is asked for."""

import re
from collections.abc import Iterator

from perfdsl.checker.ways_out import REST, instead
from perfdsl.diagnostic import Diagnostics, Help, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.shape import other_text
from perfdsl.linter.trying import is_not_computable
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in, uses_in
from perfdsl.model.rulebook import Definition, Indicator
from perfdsl.model.types import ChoiceType, LevelType, TextType
from perfdsl.rule_tests.situations import Situation
from perfdsl.wording import Code, Words, phrase

CODE = Code(
    "PD8048",
    "table-incomplete",
    "warning",
    Words(
        "取值表{missing}{subject} = {word} 时「{name}」没有结果，「{indicator}」无法计算",
        "the table {missing} with {subject} = {word} 「{name}」 has no value and 「{indicator}」 no score",
    ),
    Words(
        "补上「{word} …」，或者最后写「其余 …」",
        "add `{word} …`, or `rest …` at the end",
    ),
)


_NO_REST = Words("没有写「其余」：例如 ", "has no `rest`: for example")
_REST_WORDS = re.compile("others?|else|(?:all )?the others?|(?:the )?rest", re.IGNORECASE)


def check(view: View, diagnostics: Diagnostics) -> None:
    for definition in view.rulebook.definitions.values():
        for table in _tables(definition):
            for word in _left_out(table):
                leaf = _stopped(view, definition, table, word)
                if leaf is None:
                    continue
                diagnostics.report(
                    CODE,
                    table.span,
                    secondary=[Label(leaf.span, phrase("这里要用它", "it is used here"))],
                    helps=_rest(table) if isinstance(table.subject.type, TextType) else [],
                    missing=_NO_REST
                    if isinstance(table.subject.type, TextType)
                    else phrase("里没有「{word}」：", "does not list 「{word}」:", word=word),
                    word=word,
                    subject=table.subject.span.text,
                    name=definition.name,
                    indicator=leaf.name,
                )
                break  # the others are left out by the same mistake


def _tables(definition: Definition) -> Iterator[model.Table]:
    for node in model.walk(definition.value):
        if isinstance(node, model.Table) and isinstance(node.subject, model.FactReference):
            yield node


def _left_out(table: model.Table) -> list[str]:
    """The words that can be given and have no value."""
    kind = table.subject.type
    if any(c.key is None for c in table.cases):
        return []
    listed = [c.key.value for c in table.cases if isinstance(c.key, model.Constant)]
    if len(listed) < len(table.cases):
        return []
    if isinstance(kind, TextType):
        return [other_text([word for word in listed if isinstance(word, str)])]
    if not isinstance(kind, LevelType | ChoiceType):
        return []
    return [word for word in kind.words if word not in listed]


def _rest(table: model.Table) -> list[Help]:
    """Of texts there is always another one: the last row is what stands there for 其余, or one is missing."""
    last = table.cases[-1].key
    if isinstance(last, model.Constant) and isinstance(last.value, str):
        text = last.value.strip()
        if text == "其余" or text in REST:
            return [instead(last.span, "其余")]
        if _REST_WORDS.fullmatch(text):
            return [instead(last.span, "rest")]
    return [Help(phrase("最后写「其余 …」", "write `rest …` at the end"))]


def _stopped(view: View, definition: Definition, table: model.Table, word: str) -> Indicator | None:
    """The first indicator that facts with this word leave without a score because of the table."""
    from perfdsl.rule_tests.running import Runner  # the interpreter: only where a word is left out

    subject = table.subject
    assert isinstance(subject, model.FactReference)
    runner = Runner(view.rulebook)
    situation = Situation({(subject.name, subject.last_year): word})
    for path in view.leaves:
        asked = [part for rule in path[-1].rules for part in expressions_in(rule)]
        names = {name for name, _ in uses_in(asked, view.rulebook.definitions)}
        if definition.name in names and is_not_computable(runner, path[-1], situation, table.span):
            return path[-1]
    return None


RULE = LintRule(
    CODE,
    Words(
        "取值表没有列全可以填的词，又没有写「其余」。",
        "A table of values does not list every word that can be given, and has no rest.",
    ),
    Words(
        "填了没有列到的词，用到这张表的指标就无法计算。",
        "With a word that is not listed the indicators that use the table cannot be scored.",
    ),
    bad="""
事实 所属区域 选项 东部, 中部, 西部
定义 目标 = 按 所属区域 取 东部 100%, 中部 90%
执行率 < 目标 扣 10 分
""",
    good="""
事实 所属区域 选项 东部, 中部, 西部
定义 目标 = 按 所属区域 取 东部 100%, 中部 90%, 其余 80%
执行率 < 目标 扣 10 分
""",
    check=check,
)
