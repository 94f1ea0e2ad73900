"""A fact that other indicators do without where something does not apply, and one never does."""

from collections.abc import Iterator

from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import Path, View
from perfdsl.model import rules
from perfdsl.model.contents import expressions_in, uses_in
from perfdsl.model.sameness import signature
from perfdsl.wording import Code, Words, phrase

_ENOUGH = 2
"""So many others make it a habit."""

CODE = Code(
    "PD8040",
    "not-applicable-missing",
    "info",
    Words(
        "用到「{fact}」的另外 {count} 个指标都写了「{guard}」时不适用，只有「{name}」没有写",
        "the {count} other indicators that use 「{fact}」 are not applicable with 「{guard}」; only 「{name}」 does not say so",
    ),
    Words(
        "补上「{guard} 不适用 …」，或核对这里要不要用这个数据",
        "add `{guard} not_applicable …`, or check whether this fact belongs here",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    told: set[str] = set()
    names = {path[-1].id: _names(view, path) for path in view.leaves}
    for path in view.leaves:
        for condition in _guards(path):
            guard = signature(condition.condition)
            asked = {name for name, _ in uses_in([condition.condition], view.rulebook.definitions)}
            for fact in sorted(names[path[-1].id] - asked - told):
                users = [each for each in view.leaves if fact in names[each[-1].id]]
                kept = [p for p in users if guard in {signature(g.condition) for g in _guards(p)}]
                others = [each for each in users if each not in kept]
                if len(kept) < _ENOUGH or len(others) != 1 or fact not in view.rulebook.facts:
                    continue
                (lacking,) = others
                if any(_guards(lacking)) or asked & names[lacking[-1].id]:
                    continue
                told.add(fact)
                diagnostics.report(
                    CODE,
                    lacking[-1].span,
                    secondary=[Label(condition.span, phrase("那里写了", "it is written there"))],
                    fact=fact,
                    count=len(kept),
                    guard=condition.condition.span.text,
                    name=lacking[-1].name,
                )


def _guards(path: Path) -> Iterator[rules.NotApplicable]:
    for node in path:
        for rule in node.rules:
            if isinstance(rule, rules.NotApplicable):
                yield rule


def _names(view: View, path: Path) -> set[str]:
    """The facts and definitions that the rules of a leaf ask for where it applies."""
    rest = [rule for rule in path[-1].rules if not isinstance(rule, rules.NotApplicable)]
    asked = [part for rule in rest for part in expressions_in(rule)]
    return {name for name, _ in uses_in(asked, view.rulebook.definitions)}


RULE = LintRule(
    CODE,
    Words(
        "同一个数据，别的指标在没有这项业务时都不要求填，只有一个总要求填。",
        "Other indicators do without a fact where there is no such business; one always asks for it.",
    ),
    Words(
        "没有这项业务的单位填不出这个数，这个指标就评不了分。",
        "A department without that business cannot give the fact, and this indicator cannot be scored.",
    ),
    bad="""
事实 有项目 是否
事实 项目完成率 比率
事实 项目验收率 比率
指标 完成 4 分
  非 有项目 不适用 得 满分
  项目完成率 < 90% 扣 4 分
指标 质量 4 分
  非 有项目 不适用 得 满分
  项目完成率 < 80% 或 项目验收率 < 90% 扣 4 分
指标 时效 2 分
  项目完成率 < 70% 扣 2 分
""",
    good="""
事实 有项目 是否
事实 项目完成率 比率
事实 项目验收率 比率
指标 完成 4 分
  非 有项目 不适用 得 满分
  项目完成率 < 90% 扣 4 分
指标 质量 4 分
  非 有项目 不适用 得 满分
  项目完成率 < 80% 或 项目验收率 < 90% 扣 4 分
指标 时效 2 分
  非 有项目 不适用 得 满分
  项目完成率 < 70% 扣 2 分
""",
    check=check,
    is_file=True,
)
