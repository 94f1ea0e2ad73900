"""否则 below 得 that leave nothing over."""

from perfdsl.checker.constants import most_points
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.view import View
from perfdsl.meaning import terms as t
from perfdsl.meaning.compiling import Compiler
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.types import TruthType
from perfdsl.wording import Code, Words, phrase

_MOST = 4
_LEAST_AWARDS = 2

CODE = Code(
    "PD8055",
    "otherwise-never-reached",
    "warning",
    Words(
        "「{text}」轮不到：{names}不论是还是否，前面总有一条给了分",
        "「{text}」 never gets its turn: whether {names} hold or not, one above gives the points",
    ),
    Words(
        "核对前面各条的条件：多半有一条的「且」「或」「非」写错了",
        "check the conditions above: an `and`, `or` or `not` is probably wrong in one of them",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        above: list[rules.Award] = []
        for rule in path[-1].rules:
            if isinstance(rule, rules.Bands) or (
                isinstance(rule, rules.Checklist) and rule.kind == "award"
            ):
                break
            if not isinstance(rule, rules.Award):
                continue
            if rule.condition is not None:
                above.append(rule)
                continue
            is_said = most_points(rule.points, path[-1].full) != 0
            if is_said and len(above) >= _LEAST_AWARDS:
                _check(view, rule, above, diagnostics)
            break


def _check(
    view: View, last: rules.Award, above: list[rules.Award], diagnostics: Diagnostics
) -> None:
    conditions = [view.written_out(each.condition) for each in above if each.condition is not None]
    if any(each.step is not None for each in above):
        return
    names = _truths(view, conditions)
    if names is None or any(view.possible(condition) is not True for condition in conditions):
        return
    if view.possible(but=tuple(conditions)) is False:
        diagnostics.report(
            CODE,
            last.span,
            secondary=[
                Label(each.span, phrase("先看的是这条", "this one is asked first"))
                for each in above
            ],
            text=last.span.text,
            names=Words("、".join(names), " and ".join(names)),
        )


def _truths(view: View, conditions: list[model.Expr]) -> tuple[str, ...] | None:
    """What they ask for, if these are a few truths and nothing else."""
    compiler = Compiler(view.rulebook, view.years)
    atoms = t.atoms_of(*(compiler.verdict(each).value for each in conditions))
    if not 1 <= len(atoms) <= _MOST:
        return None
    if not all(isinstance(atom.type, TruthType) and not atom.is_known for atom in atoms):
        return None
    return tuple(atom.text for atom in atoms)


RULE = LintRule(
    CODE,
    Words(
        "前面各条「得」把是和否的一切情形都占了，最后的「否则」给的分谁也得不到。",
        "The awards above take every case of the truths they ask for; nobody gets what the last `otherwise` gives.",
    ),
    Words(
        "原文另有一种情形给这个分；多半是前面一条的「且」「或」「非」抄错了。否则得 0 分的只是稳妥，不提。",
        "The original has a case for these points; an `and`, `or` or `not` above was probably copied wrongly. An otherwise that gives 0 is just to be safe, and nothing is said.",
    ),
    bad="""
有管理制度 且 制度得到执行 得 10 分
有管理制度 或 制度得到执行 得 5 分
非 有管理制度 且 非 制度得到执行 得 0 分
否则 得 3 分
""",
    good="""
有管理制度 且 制度得到执行 得 10 分
有管理制度 或 制度得到执行 得 5 分
否则 得 0 分
""",
    check=check,
)
