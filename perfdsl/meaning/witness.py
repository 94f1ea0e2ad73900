"""Facts that show a difference: few, plain, possible, and scored again before anyone sees them."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.interpreter.evaluate import Evaluator
from perfdsl.intervals import Range
from perfdsl.meaning.both_years import BothYears, knows, names_in
from perfdsl.meaning.comparing import quantities
from perfdsl.meaning.evaluating import Result, result_at
from perfdsl.meaning.listed import rows_for, with_one_amount
from perfdsl.meaning.plain import Point
from perfdsl.meaning.terms import Atom, Outcome, Word
from perfdsl.model import expressions as model
from perfdsl.model.contents import uses_in
from perfdsl.model.expressions import Value
from perfdsl.model.rulebook import Indicator, RuleBook
from perfdsl.model.types import DateType, Type
from perfdsl.number import decimal_places
from perfdsl.rule_tests.goals import HERE
from perfdsl.rule_tests.moves import Mover
from perfdsl.rule_tests.running import Runner
from perfdsl.rule_tests.situations import Name, Row, Situation, Slot, plain_content
from perfdsl.source import Span

_OTHER_TEXT = "其他"
_MOST_ROUNDS = 20


@attrs.frozen(eq=False, repr=False)
class Witness:
    """One made-up department on which the two years' scores of an indicator differ."""

    situation: Situation
    old: Result
    new: Result


@attrs.frozen(eq=False, repr=False)
class Witnesses:
    """Makes witnesses for one pair of an indicator; `old` or `new` None: the other year only."""

    runners: tuple[Runner, Runner]
    leaves: tuple[Indicator, Indicator]
    outcomes: tuple[Outcome, Outcome]

    def at(self, point: Point, *, gives_definitions: bool = True) -> Witness | None:
        """Facts with which the quantities have these values; None where none were found.

        `gives_definitions`: where no facts lead to a definition's value it may be given as such.
        """
        asked = [atom for atom in quantities(*self.outcomes) if atom.key in point]
        if any(atom.is_known and not point[atom.key] for atom in asked):
            return None
        atoms = [atom for atom in asked if not atom.is_known]
        if self._names_two(atoms):
            return None
        expected = tuple(result_at(outcome, point) for outcome in self.outcomes)
        builds = (self._from_facts, self._with_definitions)
        for build in builds if gives_definitions else builds[:1]:
            situation = build(atoms, point)
            if situation is None:
                continue
            filled, scored = self._filled(situation)
            if scored == expected and _can_be_written(filled):
                return Witness(filled, *scored)
        return None

    def _names_two(self, atoms: Sequence[Atom]) -> bool:
        """Whether one name means two things, so that no facts file suits both years."""
        named = [
            name
            for atom in atoms
            if atom.expression is not None
            for name in names_in(atom.expression)
        ]
        before, after = (runner.rulebook for runner in self.runners)
        return any(map(BothYears(before, after).has_other_kind, named))

    # --- building --------------------------------------------------------------------------------

    def _given(self, atoms: Sequence[Atom], point: Point) -> Situation:
        """The facts and judgements among the quantities, as they are."""
        values: dict[Name, Value] = {}
        judged: dict[str, Fraction] = {}
        for atom in atoms:
            value = point[atom.key]
            if atom.expression is None:
                assert isinstance(value, Fraction)
                judged[atom.text] = value
            elif isinstance(atom.expression, model.FactReference):
                name = (atom.expression.name, atom.expression.last_year)
                values[name] = _as_fact(value, atom.type)
        return Situation(values, judged)

    def _from_facts(self, atoms: Sequence[Atom], point: Point) -> Situation | None:
        """Definitions and the like reached through the facts behind them."""
        situation = self._given(atoms, point)
        composed = [
            atom
            for atom in atoms
            if atom.expression is not None and not isinstance(atom.expression, model.FactReference)
        ]
        for atom in composed:
            assert atom.expression is not None
            situation = self._with_plain_facts(situation, atom.expression)
        situation = self._with_records(situation, composed, point)
        for atom in composed:
            solved = self._solved(situation, atom, point[atom.key])
            if solved is None:
                return None
            situation = solved
        reached = all(self._measured(situation, atom) == point[atom.key] for atom in composed)
        return situation if reached else None

    def _with_definitions(self, atoms: Sequence[Atom], point: Point) -> Situation | None:
        """Definitions given as such."""
        situation = self._given(atoms, point)
        for atom in atoms:
            match atom.expression:
                case None | model.FactReference():
                    continue
                case model.DefinitionReference():
                    value = _as_fact(point[atom.key], atom.type)
                    slot = Slot(atom.expression.name, atom.expression.last_year)
                    situation = situation.with_value(slot, value)
                case _:
                    assert atom.expression is not None
                    filled = self._with_plain_facts(situation, atom.expression)
                    solved = self._solved(filled, atom, point[atom.key])
                    if solved is None:
                        return None
                    situation = solved
        return situation

    def _book(self, node: model.Expr) -> tuple[RuleBook, Indicator]:
        """The newer rules that know the expression's names."""
        for runner, leaf in reversed(tuple(zip(self.runners, self.leaves, strict=True))):
            if knows(runner.rulebook, node):
                return runner.rulebook, leaf
        return self.runners[0].rulebook, self.leaves[0]

    def _with_plain_facts(self, situation: Situation, node: model.Expr) -> Situation:
        rulebook, _ = self._book(node)
        for name, last_year in uses_in([node], rulebook.definitions):
            if name in rulebook.facts and (name, last_year) not in situation.values:
                content = plain_content(name, rulebook)
                situation = situation.with_content((name, last_year), content)
        return situation

    def _with_records(self, situation: Situation, atoms: Sequence[Atom], point: Point) -> Situation:
        """With as many records of each kind as are counted."""
        counted: dict[Name, list[Atom]] = {}
        for atom in atoms:
            match atom.expression:
                case model.Aggregate(kind="count"):
                    name = (atom.expression.records, atom.key.startswith("上年 "))
                    counted.setdefault(name, []).append(atom)
                case _:
                    pass
        summed = {
            atom.expression.records
            for atom in atoms
            if isinstance(atom.expression, model.Aggregate) and atom.expression.kind == "sum"
        }
        for name, counts in counted.items():
            rows = self._rows(situation, name, counts, point, is_summed=name[0] in summed)
            if rows is not None:
                situation = situation.with_content(name, rows)
        return situation

    def _rows(
        self,
        situation: Situation,
        name: Name,
        counts: Sequence[Atom],
        point: Point,
        *,
        is_summed: bool,
    ) -> tuple[Row, ...] | None:
        def of_one(row: Row) -> list[Fraction]:
            alone = situation.with_content(name, (row,))
            return [Fraction(self._measured(alone, atom) == 1) for atom in counts]

        targets = [value for a in counts if isinstance(value := point[a.key], Fraction)]
        assert counts[0].expression is not None
        rulebook, _ = self._book(counts[0].expression)
        rows = rows_for(name[0], rulebook, targets, of_one)
        if rows is None or not is_summed:
            return rows
        return with_one_amount(rows, rulebook.facts[name[0]], of_one)

    def _solved(self, situation: Situation, atom: Atom, target: Word) -> Situation | None:
        """One fact changed so that the quantity comes to the target."""
        assert atom.expression is not None
        if self._measured(situation, atom) == target:
            return situation
        if not isinstance(target, Fraction):
            return None
        rulebook, leaf = self._book(atom.expression)
        mover = Mover.of(rulebook, leaf, ())
        for slot, value in mover.solutions(situation, atom.expression, HERE, target):
            changed = situation.with_value(slot, value)
            if self._measured(changed, atom) == target:
                return changed
        return None

    def _measured(self, situation: Situation, atom: Atom) -> object:
        assert atom.expression is not None
        rulebook, leaf = self._book(atom.expression)
        facts = _known_to(situation, rulebook).facts(Span(rulebook.source, 0, 0))
        evaluator = Evaluator(rulebook, facts, leaf.full, explains=False)
        evaluator.in_last_year = atom.key.startswith("上年 ")
        value = evaluator.evaluate(atom.expression)
        return Fraction(value.toordinal()) if isinstance(value, date) else value

    # --- scoring ---------------------------------------------------------------------------------

    def _filled(self, situation: Situation) -> tuple[Situation, tuple[Result, Result]]:
        """With plain values for what else is asked, and both years' scores."""
        results: list[Result] = []
        for runner, leaf in zip(self.runners, self.leaves, strict=True):
            for _ in range(_MOST_ROUNDS):
                known = _known_to(situation, runner.rulebook)
                facts = known.facts(Span(runner.rulebook.source, 0, 0))
                scored = runner.score(leaf.id, facts)
                missing = scored.sheet.missing
                added = situation
                for lacking in missing:
                    name = (lacking.name, lacking.kind == "last_year")
                    if lacking.kind == "judgement" or name in situation.values:
                        continue
                    if lacking.name in runner.rulebook.facts:
                        content = plain_content(lacking.name, runner.rulebook)
                        added = added.with_content(name, content)
                if added is situation:
                    break
                situation = added
            node = scored.node
            assert node is not None
            excluded = "left_out" if node.excluded else "undefined"
            results.append(excluded if node.score is None else node.score)
        return situation, (results[0], results[1])


def _can_be_written(situation: Situation) -> bool:
    """Whether a facts file can hold every number: none that goes on without an end."""
    contents = (*situation.values.values(), *situation.judged.values())
    rows = [row for content in contents if isinstance(content, tuple) for row in content]
    values = (*contents, *(value for row in rows for value in row.values()))
    return all(decimal_places(v) is not None for v in values if isinstance(v, Fraction))


def _known_to(situation: Situation, rulebook: RuleBook) -> Situation:
    known = {
        name: content
        for name, content in situation.values.items()
        if name[0] in rulebook.facts or name[0] in rulebook.definitions
    }
    return Situation(known, situation.judged)


def _as_fact(value: Word, type_: Type) -> Value:
    if value is None:
        return _OTHER_TEXT
    if isinstance(type_, DateType):
        assert isinstance(value, Fraction)
        return date.fromordinal(int(value))
    assert not isinstance(value, Range)
    return value
