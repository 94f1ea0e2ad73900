"""Which facts are in a department's hand: what was done, rather than what was planned or what it is a part of.

Where a fact stands says what it is. What is compared, or divided, is what was done; what it is compared with
or divided by is the plan or the whole; a truth that takes a loss away is an excuse. Names only decide
between two that stand alike (应补人数 and 实补人数), and tell 目标 / 实际 from 实际 / 目标.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from perfdsl.model import expressions as model
from perfdsl.model.facts import Fact
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import COUNT, MONEY, TRUTH, Quantity

Role = Literal["own", "limit", "whole", "excuse"]

PLANNED_HEADS = ("应", "计划", "目标", "预期", "预计", "核定", "批复", "下达", "约定", "设计")
PLANNED = (
    *("应补", "应发", "应缴", "应付", "应收", "应报", "应到", "应办", "应完成", "应配", "应建"),
    *("应检", "应拨", "应支", "应退", "应还", "应参", "应享", "计划", "目标", "合同价", "合同额"),
    *("合同金额", "概算", "核定", "编制", "定额", "年初预算", "预算数", "预算额", "总数", "总量"),
    *("总额", "总人数", "planned", "target", "quota", "budget", "approved", "required"),
)
DONE = ("实", "已", "完成", "达成", "办结", "到位", "执行", "spent", "actual", "done", "paid")
NO_DUTIES = ("应急", "应用", "应届", "应对", "应变")
"""Words that begin with 应 and ask for nothing."""


def levers(parts: Iterable[tuple[model.Expr, bool]], rulebook: RuleBook) -> dict[str, int]:
    """The facts worth changing behind the parts, and given definitions; the lowest number first.

    With each part goes whether it is wanted that it holds; numbers want nothing.
    """
    standing = _Standing(rulebook)
    for part, wanted in parts:
        standing.note(part, "own", wanted=wanted)
    ranks = {name: _rank(name, roles) for name, roles in standing.roles.items()}
    return {name: rank for name, rank in ranks.items() if rank is not None}


def _rank(name: str, roles: set[Role]) -> int | None:
    if "excuse" in roles or ("own" not in roles and ("whole" in roles or is_planned(name))):
        return None
    if is_planned(name):
        return 2
    return 0 if roles == {"own"} else 1


def is_planned(name: str) -> bool:
    """Whether a name says that it is a plan, a duty or a whole; a rate of it is none."""
    if name.endswith(("率", "比例", "_rate")):
        return False
    if name.startswith(PLANNED_HEADS):
        return not name.startswith(NO_DUTIES)
    return any(mark in name for mark in PLANNED) and not any(mark in name for mark in DONE)


class _Standing:
    """As what the facts stand in an expression; a fact may stand in several places.

    A plain class: one of attrs takes longer to make than all of this takes to run.
    """

    def __init__(self, rulebook: RuleBook) -> None:
        self.rulebook = rulebook
        self.roles: dict[str, set[Role]] = {}
        self.seen: set[tuple[str, Role, bool]] = set()

    def note(self, node: model.Expr, role: Role, *, wanted: bool) -> None:
        match node:
            case model.FactReference(last_year=False):
                self.roles.setdefault(node.name, set()).add(role)
            case model.DefinitionReference(last_year=False):
                self.roles.setdefault(node.name, set()).add(role)
                if (node.name, role, wanted) not in self.seen:
                    self.seen.add((node.name, role, wanted))
                    value = self.rulebook.definitions[node.name].value
                    self.note(value, role, wanted=wanted)
            case model.Arithmetic(operator="/"):
                self._division(node, role, wanted=wanted)
            case model.Not():
                self.note(node.operand, role, wanted=not wanted)
            case model.Logic():
                self._logic(node, role, wanted=wanted)
            case model.Comparison() | model.Within():
                first, *ends = model.children(node)
                self.note(first, role, wanted=wanted)
                is_measured = any(True for _ in _variables(first, self.rulebook))
                for end in ends:
                    self.note(end, "limit" if is_measured else role, wanted=wanted)
            case model.DefinitionReference() | model.FactReference():
                pass
            case _:
                for child in model.children(node):
                    self.note(child, role, wanted=wanted)

    def _division(self, node: model.Arithmetic, role: Role, *, wanted: bool) -> None:
        """实际 / 计划: the plan is the whole. 目标 / 实际, 100 / 天数: what is below is what was done."""
        above = list(_variables(node.left, self.rulebook))
        below = list(_variables(node.right, self.rulebook))
        if not above:
            sides: tuple[Role, Role] = (role, role)
        elif all(map(_is_given, above)) and not all(map(_is_given, below)):
            sides = ("limit", role)
        else:
            sides = (role, "whole")
        self.note(node.left, sides[0], wanted=wanted)
        self.note(node.right, sides[1], wanted=wanted)

    def _logic(self, node: model.Logic, role: Role, *, wanted: bool) -> None:
        """A truth that does by itself away with what the others ask is an excuse: 迟报 且 非 遇灾 扣."""
        operands = list(_operands(node, node.operator))
        if (node.operator == "or") != wanted:
            for operand in operands:
                self.note(operand, role, wanted=wanted)
            return
        atoms = [_atom(operand, self.rulebook) for operand in operands]
        is_mixed = any(atom is None or atom[1] != wanted for atom in atoms)
        for operand, atom in zip(operands, atoms, strict=True):
            if atom is None or not is_mixed:
                self.note(operand, role, wanted=wanted)
            elif atom[1] == wanted:
                self.note(operand, "excuse", wanted=wanted)
            else:
                self.note(operand, role if all(atoms) else "limit", wanted=wanted)


def _operands(node: model.Expr, operator: str) -> Iterator[model.Expr]:
    """What 且, or 或, joins, however many."""
    if isinstance(node, model.Logic) and node.operator == operator:
        yield from _operands(node.left, operator)
        yield from _operands(node.right, operator)
    else:
        yield node


def _atom(node: model.Expr, rulebook: RuleBook) -> tuple[str, bool] | None:
    """A given truth, and whether it is asked to be true: 有制度, 非 有制度, 有制度 = 否."""
    match node:
        case model.FactReference() if node.type == TRUTH:
            return node.name, True
        case model.DefinitionReference() if node.type == TRUTH:
            return _atom(rulebook.definitions[node.name].value, rulebook)
        case model.Not():
            inner = _atom(node.operand, rulebook)
            return None if inner is None else (inner[0], not inner[1])
        case model.Comparison(operator="=" | "!=", right=model.Constant(value=bool(value))):
            inner = _atom(node.left, rulebook)
            is_same = (node.operator == "=") == value
            return inner if inner is None or is_same else (inner[0], not inner[1])
        case _:
            return None


def _variables(node: model.Expr, rulebook: RuleBook) -> Iterator[model.Expr]:
    """Whatever is not the same for everybody: facts of any year, lists, days between dates.

    Each definition is looked into once, however often it is used.
    """
    waiting, seen = [node], set[str]()
    while waiting:
        for part in model.walk(waiting.pop()):
            match part:
                case model.FactReference() | model.Aggregate() | model.WorkingDays():
                    yield part
                case model.DefinitionReference(last_year=True):
                    yield part
                case model.DefinitionReference() if part.name not in seen:
                    seen.add(part.name)
                    waiting.append(rulebook.definitions[part.name].value)
                case _:
                    pass


def _is_given(variable: model.Expr) -> bool:
    """Last year's, or planned: nothing that is done this year."""
    match variable:
        case model.FactReference() | model.DefinitionReference():
            return variable.last_year or is_planned(variable.name)
        case _:
            return False


Share = tuple[frozenset[str], frozenset[str]]
"""Counts that are together part of a whole, in the same unit, and the whole: (满意 + 基本满意) / 问卷."""


def denies(share: Share, before: Mapping[str, Fact], after: Mapping[str, Fact]) -> bool:
    """Whether the parts come to more than the whole only after the change."""
    was, becomes = _left(share, before), _left(share, after)
    return was is not None and becomes is not None and was >= 0 > becomes


def _left(share: Share, facts: Mapping[str, Fact]) -> Fraction | None:
    """What the whole has beside the parts; None where one is not known."""
    parts, wholes = share
    left = Fraction(0)
    for name in parts ^ wholes:
        value = facts[name].value if name in facts else None
        if not isinstance(value, Fraction):
            return None
        left += value if name in wholes else -value
    return left


def shares_in(expressions: Iterable[model.Expr], rulebook: RuleBook) -> Iterator[Share]:
    """The parts and wholes of which the expressions make a ratio."""
    for expression in expressions:
        for node in model.walk(expression):
            if isinstance(node, model.Comparison):
                yield from _pairs(_summands(node.left, rulebook), _summands(node.right, rulebook))
            if isinstance(node, model.Arithmetic) and node.operator == "/":
                parts = _summands(node.left, rulebook)
                wholes = _summands(node.right, rulebook)
                names = parts | wholes
                if not (parts and wholes):
                    continue
                is_counted = all(rulebook.facts[name].type == COUNT for name in names)
                if is_counted and len({rulebook.facts[name].unit for name in names}) == 1:
                    yield parts, wholes
                yield from _pairs(parts, wholes)


_STAGE = re.compile("实际|计划|应当|应该|目标|预算|核定|下达|[应已实需]")
"""What tells what was done from what was due, in the name of either."""


def _pairs(parts: frozenset[str], wholes: frozenset[str]) -> Iterator[Share]:
    """Of a sum of what was done by a sum of what was due, each with its own: 县级实际到位 of 县级应到位."""
    if len(parts) != len(wholes) or len(parts) < 2:
        return
    due = {_STAGE.sub("", name): name for name in wholes}
    done = {_STAGE.sub("", name): name for name in parts}
    if len(done) == len(parts) and done.keys() == due.keys():
        yield from ((frozenset((done[key],)), frozenset((due[key],))) for key in sorted(done))


def _summands(
    node: model.Expr, rulebook: RuleBook, known: dict[str, frozenset[str]] | None = None
) -> frozenset[str]:
    """The counts, or the amounts of money, of which a sum consists, each perhaps weighted; none where it is anything else.

    `known`: what the definitions met so far consist of.
    """
    known = {} if known is None else known
    match node:
        case model.FactReference(last_year=False) if node.type in (COUNT, MONEY):
            return frozenset((node.name,)) if node.name in rulebook.facts else frozenset()
        case model.DefinitionReference(last_year=False):
            if node.name not in known:
                known[node.name] = _summands(rulebook.definitions[node.name].value, rulebook, known)
            return known[node.name]
        case model.Arithmetic(operator="*", right=model.Constant()):
            return _summands(node.left, rulebook, known)
        case model.Arithmetic(operator="*", left=model.Constant()):
            return _summands(node.right, rulebook, known)
        case model.Arithmetic(operator="+"):
            left, right = (
                _summands(node.left, rulebook, known),
                _summands(node.right, rulebook, known),
            )
            return left | right if left and right else frozenset()
        case _:
            return frozenset()


def asks_for_more(limits: Iterable[tuple[model.Expr, model.Expr]]) -> bool:
    """Whether a limit lies above the whole: 外借率 < 1.2倍."""
    return any(
        isinstance(side, model.Constant)
        and isinstance(side.value, Fraction)
        and isinstance(side.type, Quantity)
        and side.type.is_plain
        and side.type.flavor == "ratio"
        and side.value > 1
        for pair in limits
        for side in pair
    )
