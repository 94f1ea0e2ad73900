"""Cases of several facts, or of a text, for which no rule gives points; others the checker reports."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

import attrs

from perfdsl.checker.coverage.comparing_two import open_orders
from perfdsl.checker.coverage.domains import facts_behind
from perfdsl.checker.coverage.ranges import condition_ranges
from perfdsl.checker.coverage.taken import left_out_where
from perfdsl.diagnostic import Diagnostics
from perfdsl.interpreter.base import is_candidate
from perfdsl.linter.circumstances import situation_of
from perfdsl.linter.rule import LintRule
from perfdsl.linter.searching import fine_outcome, search
from perfdsl.linter.shape import Point, Shape, as_text
from perfdsl.linter.trying import is_not_computable
from perfdsl.linter.view import Path, View
from perfdsl.meaning.comparing import quantities
from perfdsl.meaning.terms import Atom
from perfdsl.model import expressions as model
from perfdsl.model import rules
from perfdsl.model.sameness import same_quantity
from perfdsl.model.types import SCORE, TextType
from perfdsl.rule_tests.situations import Name, Situation
from perfdsl.wording import Code, Words

_SEVERAL = 2
_MOST_TRIED = 20

CODE = Code(
    "PD8041",
    "uncovered-case",
    "warning",
    Words(
        "「{name}」在 {witness} 时没有规则给分，那时这项无法计算",
        "no rule gives points for 「{name}」 with {witness}; it is then not computable",
    ),
    Words(
        "补上漏掉的情形，或者最后加一条「否则 得 …」",
        "add the case that is left out, or a last rule `otherwise award …`",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        if not any(map(is_candidate, leaf.rules)):
            continue
        found = _uncovered(view, path)
        if found is not None:
            diagnostics.report(CODE, leaf.span, name=leaf.name, witness=found)


def _uncovered(view: View, path: Path) -> str | None:
    """The first case that facts show to be left out; None: none, or left to the checker."""
    from perfdsl.rule_tests.running import Runner  # the interpreter: only where several are asked

    shape = view.shape(path)
    atoms = [atom for atom in shape.atoms if not atom.is_known] if shape is not None else []
    if shape is None:
        return _of_several(view, path)
    is_left_to_checker = not any(isinstance(atom.type, TextType) for atom in atoms)
    if not atoms or (len(atoms) < _SEVERAL and is_left_to_checker):
        return None
    if not _are_independent(atoms, view):
        if any(_undefined(shape)):
            view.unsettled.add(path[-1].id)
        return None
    runner: Runner | None = None
    for point in islice(_undefined(shape), _MOST_TRIED):
        runner = runner or Runner(view.rulebook)
        situation = Situation(situation_of(point, atoms, with_definitions=True))
        if is_not_computable(runner, path[-1], situation, path[-1].span):
            return as_text(point, shape.atoms)
    return None


def _of_several(view: View, path: Path) -> str | None:
    """The same, where several numbers are asked for: a case that is found by trying, and proved."""
    from perfdsl.rule_tests.running import Runner

    leaf = path[-1]
    if _is_checked(view, path):
        return None
    last = rules.Award(
        id="", span=leaf.span, condition=None,
        points=model.Constant(leaf.lower, span=leaf.span, type=SCORE),
    )  # fmt: skip
    covered = attrs.evolve(leaf, rules=(*leaf.rules, last))
    outcomes = [fine_outcome(view, path), fine_outcome(view, path, covered)]
    example = search(
        view,
        outcomes,
        lambda results: results(0) == "undefined" and isinstance(results(1), Fraction),
        is_usual=True,
    )
    if example is None:
        return None
    atoms = [atom for atom in quantities(*outcomes) if not atom.is_known]
    if not all(isinstance(a.expression, model.FactReference) for a in atoms):
        return None
    situation = Situation(situation_of(example.point, atoms, with_definitions=True))
    proved = is_not_computable(Runner(view.rulebook), leaf, situation, leaf.span)
    return example.text if proved else None


def _is_checked(view: View, path: Path) -> bool:
    """Whether the checker looks at all that gives points: bands, or 得 about one quantity, or one pair."""
    giving = [rule for rule in path[-1].rules if is_candidate(rule)]
    awards = [rule for rule in giving if isinstance(rule, rules.Award)]
    if len(awards) < len(giving) or len(awards) < _SEVERAL:
        return True
    conditions = [rule.condition for rule in awards if rule.condition is not None]
    if open_orders(conditions, left_out_where(path), view.declared) is not None:
        return True
    asked = [quantity_of(rule.condition) for rule in awards if rule.condition is not None]
    return len(asked) < len(awards) or all(
        each is not None and asked[0] is not None and same_quantity(each, asked[0])
        for each in asked
    )


def quantity_of(condition: model.Expr) -> model.Expr | None:
    found = condition_ranges(condition)
    return found[0] if found is not None else None


def _are_independent(atoms: list[Atom], view: View) -> bool:
    """Whether all are facts, or definitions that may be given, and no fact is behind two of them."""
    seen: set[Name] = set()
    for atom in atoms:
        if not isinstance(atom.expression, model.FactReference | model.DefinitionReference):
            return False
        behind = facts_behind(atom.expression, view.declared)
        if behind & seen:
            return False
        seen |= behind
    return True


def _undefined(shape: Shape) -> Iterator[Point]:
    """Where there is no score although every quantity has a value."""
    known = [atom.key for atom in shape.atoms if atom.is_known]
    for stretch in shape.stretches:
        if stretch.score == "undefined" and all(stretch.words.get(key, True) for key in known):
            point = dict(stretch.words)
            if shape.number is not None:
                point[shape.number.key] = stretch.where
            yield point


RULE = LintRule(
    CODE,
    Words(
        "看几个数据的「得」没有包括一切情况。",
        "Awards that look at several facts leave a case out.",
    ),
    Words(
        "真有这样的单位时评分会停下来，要临时商量给几分。",
        "Such a department could not be scored, and its points would have to be haggled over.",
    ),
    bad="""
有管理制度 且 执行率 >= 90% 得 10 分
有管理制度 且 执行率 < 90% 得 6 分
""",
    good="""
有管理制度 且 执行率 >= 90% 得 10 分
有管理制度 且 执行率 < 90% 得 6 分
否则 得 0 分
""",
    check=check,
)
