"""否则 below 得, and 其余 below bands, that leave nothing over."""

from collections.abc import Sequence
from fractions import Fraction

from perfdsl.checker.constants import most_points
from perfdsl.diagnostic import Diagnostics, Label
from perfdsl.linter.rule import LintRule
from perfdsl.linter.satisfying import NOWHERE, point_of
from perfdsl.linter.view import View
from perfdsl.meaning import terms as t
from perfdsl.meaning.compiling import Amount, Compiler
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.rulebook import Indicator
from perfdsl.model.types import TruthType
from perfdsl.source import Span
from perfdsl.wording import Code, Words, phrase

_MOST = 4
_LEAST = 2

CODE = Code(
    "PD8055",
    "otherwise-never-reached",
    "warning",
    Words(
        "「{text}」轮不到：{names}不论{any}，前面总有一{one}给了分",
        "「{text}」 never gets its turn: {any} {names}, one above gives the points",
    ),
    Words(
        "核对前面各条的条件：多半有一条的界限，或者「且」「或」「非」写错了",
        "check the conditions above: a limit, or an `and`, `or` or `not`, is probably wrong in one of them",
    ),
)
_TRUTHS = Words("是还是否", "whatever is said of")
_WORDS = Words("是哪一种", "whichever the case of")
_NUMBERS = Words("是多少", "whatever the value of")


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        above: list[rules.Award] = []
        for rule in path[-1].rules:
            if isinstance(rule, rules.Bands):
                if not above:
                    _check_bands(view, rule, path[-1], diagnostics)
                break
            if isinstance(rule, rules.Checklist) and rule.kind == "award":
                break
            if not isinstance(rule, rules.Award):
                continue
            if rule.condition is not None:
                above.append(rule)
                continue
            is_said = most_points(rule.points, path[-1].full) != 0
            if is_said and len(above) >= _LEAST:
                _check(view, rule, above, diagnostics)
            break


def _check(
    view: View, last: rules.Award, above: list[rules.Award], diagnostics: Diagnostics
) -> None:
    conditions = [view.written_out(each.condition) for each in above if each.condition is not None]
    if any(each.step is not None for each in above) or not _each_counts(view, conditions):
        return
    compiler = Compiler(view.rulebook, view.years)
    atoms = t.atoms_of(*(compiler.verdict(each).value for each in conditions))
    if view.possible(but=tuple(conditions)) is False:
        places = [each.span for each in above]
        _report(last.span, atoms, places, Words("条", ""), diagnostics)


def _each_counts(view: View, conditions: Sequence[model.Expr]) -> bool:
    """Whether each takes something and leaves something; what does not is reported itself."""
    return all(
        view.possible(condition, but=tuple(conditions[:place])) is True
        and view.can_fail(condition) is True
        for place, condition in enumerate(conditions)
    )


def _check_bands(view: View, table: rules.Bands, leaf: Indicator, diagnostics: Diagnostics) -> None:
    """其余 below rows that leave no number over."""
    *above, last = table.rows
    if last.interval is not None or len(above) < _LEAST or _most(last, leaf) == 0:
        return
    compiler = Compiler(view.rulebook, view.years)
    operand = compiler.compile(table.operand)
    if not isinstance(operand, Amount):
        return
    taken = [
        compiler.contains(row.interval, operand, table.operand.type).value
        for row in above
        if row.interval is not None
    ]
    if any(point_of(each) in (None, NOWHERE) for each in taken):
        return
    if point_of(t.every(*map(t.contrary, taken))) is NOWHERE:
        places = [row.span for row in above]
        _report(last.span, t.atoms_of(operand.value), places, Words("档", ""), diagnostics)


def _report(
    last: Span,
    atoms: Sequence[t.Atom],
    above: Sequence[Span],
    one: Words,
    diagnostics: Diagnostics,
) -> None:
    if not 1 <= len(atoms) <= _MOST or any(atom.is_known for atom in atoms):
        return
    names = [atom.text for atom in atoms]
    diagnostics.report(
        CODE,
        last,
        secondary=[
            Label(each, phrase("先看的是这条", "this one is asked first")) for each in above
        ],
        text=last.text,
        names=Words("、".join(names), " and ".join(names)),
        any=_any(atoms),
        one=one,
    )


def _any(atoms: Sequence[t.Atom]) -> Words:
    if all(isinstance(atom.type, TruthType) for atom in atoms):
        return _TRUTHS
    return _NUMBERS if all(atom.is_number for atom in atoms) else _WORDS


def _most(row: rules.Band, leaf: Indicator) -> Fraction | None:
    return most_points(row.points, leaf.full)


RULE = LintRule(
    CODE,
    Words(
        "前面各条「得」或各档把一切情形都占了，最后的「否则」「其余」给的分谁也得不到。",
        "The awards or bands above take every case; nobody gets what the last `otherwise` gives.",
    ),
    Words(
        "原文另有一种情形给这个分；多半是前面一条的界限或者「且」「或」「非」抄错了。得 0 分的只是稳妥，不提。",
        "The original has a case for these points; a limit, or an `and`, `or` or `not`, above was probably copied wrongly. An otherwise that gives 0 is just to be safe, and nothing is said.",
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
