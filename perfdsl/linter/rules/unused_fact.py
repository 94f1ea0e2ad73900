"""Facts that nothing asks for."""

from perfdsl.checker.evidence.other_quantity import borrowed_quantities
from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.editing import delete_line, is_annotated
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.model import expressions as model
from perfdsl.model.contents import expressions_in
from perfdsl.model.types import TextType
from perfdsl.wording import Code, Words

CODE = Code(
    "PD8017",
    "unused-fact",
    "warning",
    Words("没有规则用到事实「{name}」", "no rule uses the fact 「{name}」"),
    Words("删去这一行，或补上用它的规则", "delete the line, or add the rule that needs it"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    named = {name for name, _ in view.uses | view.uses_of_definitions}
    named |= {found.name for found in borrowed_quantities(view.rulebook)}  # said there
    fields = _used_fields(view)
    for name, fact in view.rulebook.facts.items():
        if name not in named:
            is_plain = not fact.fields and not is_annotated(fact.span, view)
            helps = delete_line(fact.span, "unsafe") if is_plain else []  # facts files may give it
            diagnostics.report(CODE, fact.span, helps=helps, name=name)
            continue
        for field in fact.fields:  # a text may only say which record it is
            if (name, field.name) not in fields and not isinstance(field.type, TextType):
                diagnostics.report(
                    CODE,
                    field.span,
                    helps=delete_line(field.span, "unsafe") if len(fact.fields) > 1 else (),
                    name=f"{name}.{field.name}",
                )


def _used_fields(view: View) -> set[tuple[str, str]]:
    asked = [part for _, rule in view.rules for part in expressions_in(rule)]
    asked += [definition.value for definition in view.rulebook.definitions.values()]
    return {
        (part.records, part.field)
        for expression in asked
        for part in model.walk(expression)
        if isinstance(part, model.FieldReference)
    }


RULE = LintRule(
    CODE,
    Words(
        "声明了这个事实，却没有规则或定义用到它。",
        "The fact is declared, and no rule or definition uses it.",
    ),
    Words(
        "单位要白填一项；也可能是规则里写成了别的名称。",
        "Departments fill it in for nothing; or a rule names another fact by mistake.",
    ),
    bad="""
事实 执行率 比率
事实 控制率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    good="""
事实 执行率 比率
指标 执行 10 分
  执行率 < 90% 扣 10 分
""",
    check=check,
    is_file=True,
)
