"""Definitions that nothing asks for."""

from perfdsl.checker.evidence.other_quantity import borrowed_quantities
from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.editing import delete_line
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model.rules import Notes
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8018",
    "unused-definition",
    "info",
    Words("没有规则用到定义「{name}」", "no rule uses the definition 「{name}」"),
    Words("删去这一行，或在规则里用它", "delete the line, or use it in a rule"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    named = {name for name, _ in view.uses}
    named |= {found.name for found in borrowed_quantities(view.rulebook)}  # said there
    needed = {name for each in view.rulebook.definitions.values() for name in each.needs}
    for name, definition in view.rulebook.definitions.items():
        if name not in named:
            is_plain = definition.notes == Notes() and name not in needed
            helps = delete_line(definition.span, "unsafe") if is_plain else []
            diagnostics.report(CODE, definition.span, helps=helps, name=name)


RULE = LintRule(
    CODE,
    Words("这个定义没有规则用到。", "No rule uses this definition."),
    Words(
        "可能是规则里把算式又写了一遍，那样改了一处就会不一致。",
        "A rule may repeat the formula instead; change one and they differ.",
    ),
    bad="""
定义 执行偏差 = |执行率 - 100%|
执行率 < 90% 扣 10 分
""",
    good="""
定义 执行偏差 = |执行率 - 100%|
执行偏差 > 10个百分点 扣 10 分
""",
    check=check,
)
