"""Hypothesis strategies: rule books as plans, and what is known about a department."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.properties.catalogue import (
    BY_NAME,
    DEFINITION_NAMES,
    FACTS,
    FULLS,
    GRADE_NAMES,
    NODE_NAMES,
    OF_KIND,
    VALUES,
)
from tests.properties.expression_strategies import Maker, num
from tests.properties.known import avoided
from tests.properties.plans import (
    Award,
    Cap,
    Change,
    Data,
    DefinitionPlan,
    Expr,
    FactPlan,
    Inapplicable,
    NodePlan,
    Plan,
    RulePlan,
    mentions,
    used_names,
    walk,
)
from tests.properties.rule_strategies import MODES, TREATMENTS, RuleMaker
from tests.properties.spelling import Manner

_MEASURED = ("money", "ratio", "count")


def manners(*, functions: bool = True) -> st.SearchStrategy[Manner]:
    """Ways to spell a file."""
    return st.builds(
        Manner,
        st.integers(0, 2**32),
        st.sampled_from(("zh", "en", "both")),
        st.booleans(),
        st.booleans(),
        st.just(functions),
    )


# --- the tree ------------------------------------------------------------------------------------


class TreeMaker(RuleMaker):
    leaves_left = 5
    last_level = 0

    def nodes(self, level: int) -> tuple[NodePlan, ...]:
        """The children at one level."""
        names = list(NODE_NAMES)
        found: list[NodePlan] = []
        for _ in range(self.upto(3 if level == 1 else 2, 1)):
            name = names.pop(self.upto(len(names) - 1))
            found.append(self._node(name, level))
            if self.leaves_left <= 0:
                break
        return tuple(found)

    def _node(self, name: str, level: int) -> NodePlan:
        if level < 4 and self.leaves_left > 1 and self.chance(45 if level == 1 else 25):
            self.last_level = level
            rules = self.heading_rules()
            children = self.nodes(level + 1)
            children, stated = self._shared_out(children)
            full = sum((child.full for child in children), Fraction(0))
            upper = full / 2 if full and self.chance(5) else None
            lower = Fraction(-1) if self.chance(3) else None
            return NodePlan(name, full, stated or self.chance(50), rules, children, lower, upper)
        self.leaves_left -= 1
        plain = level == self.last_level + 1
        full = self.pick(FULLS)
        lower = Fraction(-self.pick((1, 10))) if self.chance(30 if full == 0 else 6) else None
        upper = full + self.pick((1, 3)) if self.chance(30 if full == 0 else 6) else None
        if not avoided("not-applicable-above-upper-limit") and full > 2 and self.chance(3):
            upper = Fraction(2)
        if not plain:
            self.last_level = level
        return NodePlan(
            name,
            full,
            stated=True,
            rules=self.leaf_rules(),
            lower=lower,
            upper=upper,
            plain_word=plain,
        )

    def _shared_out(self, children: tuple[NodePlan, ...]) -> tuple[tuple[NodePlan, ...], bool]:
        """Sometimes the children say no marks and share those of the heading equally."""
        if any(child.children for child in children) or not self.chance(15):
            return children, False
        full = children[0].full
        shared = (
            child._replace(full=full, stated=False, lower=None, upper=None) for child in children
        )
        return tuple(shared), True


def _definition(make: Maker, name: str) -> DefinitionPlan:
    kind = make.pick(_MEASURED)
    if make.chance(15):
        region = ("fact", "所属地区")
        last: Expr | None = None if make.chance(60) else ("word", "西部")
        values = [
            make.quantity("ratio", 0) if make.chance(30) else num(n, "%") for n in (100, 40, 30)
        ]
        cases = ((("word", "东部"), values[0]), (("word", "中部"), values[1]), (last, values[2]))
        return DefinitionPlan(name, "ratio", ("table", region, cases))
    return DefinitionPlan(name, kind, make.quantity(kind, 2))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A whole rule book that the checker accepts."""
    make = TreeMaker(draw)
    make.mode = make.pick((None, *MODES))
    make.treatment = make.pick((None, None, *TREATMENTS))
    definitions: list[DefinitionPlan] = []
    for name in DEFINITION_NAMES[: make.upto(3)]:
        found = _definition(make, name)
        definitions.append(found)
        asked = set(mentions(found.value))
        if any(e[0] == "last" or (e[0] == "def" and e[1] in make.last_year) for e in asked):
            make.last_year.add(name)
        make.definitions[found.kind] = (*make.definitions.get(found.kind, ()), name)
    nodes = make.nodes(1)
    full = sum((node.full for node in nodes), Fraction(0))
    grades = _grades(make)
    plan = Plan(
        facts=FACTS,
        definitions=tuple(definitions),
        nodes=nodes,
        total_rules=make.total_rules(full, tuple(name for name, _ in grades)),
        total_lower=Fraction(-5) if make.chance(8) else None,
        total_upper=full + 5 if make.chance(8) else None,
        places=make.pick((2, 1, 0, None)),
        step_mode=make.mode,
        rescale=make.pick(("group", "whole")),
        treatment=make.treatment,
        grades=grades,
        full_stated=make.chance(50),
    )
    if _rounds_wrongly(plan):
        plan = plan._replace(places=None)
    return plan._replace(facts=_declared(plan))


def _rounds_wrongly(plan: Plan) -> bool:
    """Whether the product is known to round such a rule book's headings otherwise than it should."""
    everything = [node for _, node in walk(plan.nodes)]
    headings = [node for node in everything if node.children]
    left_out = any(
        isinstance(rule, Inapplicable) and rule.treatment == "exclude"
        for node in everything
        for rule in node.rules
    )
    if left_out and headings and avoided("nested-conversion-rounds-twice"):
        return True
    grain = 10 ** (plan.places or 0)
    limits = [limit for node in headings for limit in (node.full, node.upper or node.full)]
    uneven = any((limit * grain).denominator > 1 for limit in limits)
    return uneven and avoided("heading-not-rounded")


def _grades(make: Maker) -> tuple[tuple[str, Fraction], ...]:
    limits = (Fraction(9), Fraction(5), Fraction(2), Fraction(0))
    if make.chance(30):
        return ()
    named = tuple(zip(GRADE_NAMES, limits, strict=True))
    floor = make.chance(85) or avoided("veto-below-all-grades")
    return named if floor else named[:3]


def _declared(plan: Plan) -> tuple[FactPlan, ...]:
    """The facts that are used, records if one of their fields is."""
    used = used_names(plan, "fact") | used_names(plan, "last")
    parts = (plan.definitions, plan.nodes, plan.total_rules)
    used |= {e[2] for e in mentions(parts) if e[0] == "agg"}
    return tuple(fact for fact in FACTS if fact.name in used)


# --- facts ---------------------------------------------------------------------------------------


def _value(draw: st.DrawFn, fact: FactPlan, gaps: int) -> Any:
    """A value of the fact's type; records may lack fields."""
    if fact.kind == "records":
        return tuple(
            {
                field.name: _value(draw, field, gaps)
                for field in fact.fields
                if draw(st.integers(0, 99)) >= gaps
            }
            for _ in range(draw(st.integers(0, 3)))
        )
    return draw(st.sampled_from(fact.words or VALUES[fact.kind]))


@st.composite
def facts_for(draw: st.DrawFn, plan: Plan, *, complete: bool | None = None) -> Data:
    """What is known: all of it, or with gaps; definitions may be given instead of computed."""
    whole = draw(st.booleans()) if complete is None else complete
    gaps = 0 if whole else draw(st.sampled_from((8, 25)))

    def present() -> bool:
        return gaps == 0 or draw(st.integers(0, 99)) >= gaps

    data: Data = {"values": {}, "last": {}, "judged": {}}
    defined = {definition.name: definition.kind for definition in plan.definitions}
    last = used_names(plan, "last")
    for fact in plan.facts:
        if present():
            data["values"][fact.name] = _value(draw, fact, gaps // 2)
        if (last & {fact.name, *defined}) and present():
            data["last"][fact.name] = _value(draw, fact, gaps // 2)
    for name, kind in defined.items():
        for year in ("values", "last"):
            if (year == "values" or name in last) and draw(st.integers(0, 99)) >= 90:
                data[year][name] = draw(st.sampled_from(VALUES[kind]))
    for path, node in walk(plan.nodes):
        for e in set(mentions(node.rules)):
            if e[0] == "judged" and present():
                grain = e[3][1] if e[3] else Fraction(1, 4)
                count = (e[2][1] - e[1][1]) // grain
                key = f"{path}/{e[4]}" if e[4] else path
                data["judged"][key] = e[1][1] + grain * draw(st.integers(0, int(count)))
    return data


@st.composite
def cases(draw: st.DrawFn, *, complete: bool | None = None) -> tuple[Plan, Data]:
    """A rule book with facts for it."""
    plan = draw(plans())
    return plan, draw(facts_for(plan, complete=complete))


# --- points beside the marks ---------------------------------------------------------------------


class BesideMaker(TreeMaker):
    """Plain indicators, many of which may be left out or have no full marks, at any depth."""

    leaves_left = 7

    def _node(self, name: str, level: int) -> NodePlan:
        node = super()._node(name, level)
        if node.children or not self.chance(40):
            return node
        return node._replace(full=Fraction(0), lower=Fraction(-3), upper=Fraction(3))

    def leaf_rules(self) -> tuple[RulePlan, ...]:
        given = num(self.pick(("0", "1", "2.5", "0.333")))
        asked = ("fact", self.pick(OF_KIND["truth"]))
        rules: tuple[RulePlan, ...] = (Award(None, given), Change("deduct", asked, num(2)))
        if self.chance(50):
            asked = ("fact", self.pick(OF_KIND["truth"]))
            rules = (Inapplicable(asked, "exclude", bare=False), *rules)
        return rules

    def heading_rules(self) -> tuple[RulePlan, ...]:
        if self.chance(80):
            return ()
        return (Cap(("fact", self.pick(OF_KIND["truth"])), num(self.pick(("1", "3")))),)


@st.composite
def beside_the_marks(draw: st.DrawFn, *, complete: bool | None = None) -> tuple[Plan, Data]:
    """Bonuses and deductions of no full marks, beside and away from what is left out."""
    make = BesideMaker(draw)
    nodes = make.nodes(1)
    full = sum((node.full for node in nodes), Fraction(0))
    plan = Plan(
        facts=FACTS,
        definitions=(),
        nodes=nodes,
        total_lower=Fraction(-20),
        total_upper=full + 20,
        places=make.pick((2, 0, None)),
        rescale=make.pick(("group", "whole")),
    )
    plan = plan._replace(facts=_declared(plan))
    return plan, draw(facts_for(plan, complete=complete))


__all__ = ["BY_NAME", "beside_the_marks", "cases", "facts_for", "manners", "plans"]
