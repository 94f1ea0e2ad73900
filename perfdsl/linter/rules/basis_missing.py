"""An indicator without 依据 where nearly all the others have one."""

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import Path, View
from perfdsl.wording import Code, Words

_MOST_WITHOUT = 4
"""One in so many may lack it; where more do, the file is not written that way."""

CODE = Code(
    "PD8027",
    "basis-missing",
    "info",
    Words(
        "「{name}」没有写依据，文件里其他 {count} 个指标都写了",
        "「{name}」 names no clause, and {count} other indicators of the file do",
    ),
    Words("在下面写「依据 …」", "write `basis …` below it"),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    without = [path for path in view.leaves if not _has_basis(path)]
    count = len(view.leaves) - len(without)
    if len(without) * _MOST_WITHOUT > count:
        return
    for path in without:
        diagnostics.report(CODE, path[-1].span, name=path[-1].name, count=count)


def _has_basis(path: Path) -> bool:
    below = [rule.notes for rule in path[-1].rules]
    return any(notes.basis for notes in (*(node.notes for node in path), *below))


_FOUR = "".join(
    f"指标 {name} 2 分\n  依据 “细则第{name}条”\n  执行率 < {number}0% 扣 2 分\n"
    for number, name in enumerate("一二三四", 5)
)

RULE = LintRule(
    CODE,
    Words(
        "文件里的指标都写了依据，只有少数没有写。",
        "The indicators of the file name their clauses, and a few do not.",
    ),
    Words(
        "扣了分要说得出是哪一条；多半是漏了。",
        "A deduction must be traced to a clause; probably it was forgotten.",
    ),
    bad="事实 执行率 比率\n" + _FOUR + "指标 五 2 分\n  执行率 < 40% 扣 2 分\n",
    good="事实 执行率 比率\n"
    + _FOUR
    + "指标 五 2 分\n  依据 “细则第五条”\n  执行率 < 40% 扣 2 分\n",
    check=check,
    is_file=True,
)
