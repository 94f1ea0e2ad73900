"""Proposed cases as TOML to paste: standard writing, marked as not yet confirmed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

import attrs

from perfdsl.checker.facts.words import fact_word
from perfdsl.model.expressions import Value
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import DAYS, MONEY, MONTHS, POINT, RATIO, UNITS, WORKDAYS, Type
from perfdsl.number import format_exact
from perfdsl.rule_tests import report_words as t
from perfdsl.rule_tests.describing import describe, one_line
from perfdsl.rule_tests.goals import Applies, Goal
from perfdsl.rule_tests.proposals import Proposal
from perfdsl.rule_tests.running import as_proposed
from perfdsl.rule_tests.situations import Content, Name, Situation, Slot, money_unit, type_of
from perfdsl.rule_tests.words import TOTAL, word_of
from perfdsl.wording import Language, Words

_INLINE = 3
"""So many facts stand in one line; more have a line each."""
_MANY = 12
"""With more facts than this a case is based on the one before it."""
_TIME_UNITS = {DAYS: "天", WORKDAYS: "个工作日", MONTHS: "个月"}


@attrs.define(eq=False, repr=False)
class Writer:
    """Writes in one language; no two names alike, `taken` included."""

    rulebook: RuleBook
    language: Language
    shared: Situation
    taken: set[str] = attrs.field(factory=set)
    indicators: tuple[str, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.indicators = tuple(indicator.id for indicator in self.rulebook.walk())

    def head(self, rules_path: str) -> str:
        """The beginning of a new file."""
        lines = [*self._comments(t.NEW_FILE), f"{self._fact_key('scheme')} = {quote(rules_path)}"]
        return "\n".join(lines) + "\n"

    def cases(self, proposals: Iterable[Proposal]) -> str:
        blocks: list[str] = []
        bases: dict[str | None, tuple[str, Situation]] = {}
        for proposal in proposals:
            name = self._name(proposal)
            base = bases.get(proposal.indicator)
            blocks.append("\n".join(self._case(proposal, name, base)))
            if base is None and len(proposal.situation.values) > _MANY:
                bases[proposal.indicator] = (name, proposal.situation)
        return "\n\n".join(blocks) + "\n" if blocks else ""

    def facts(self, situation: Situation, rules_path: str | None, remarks: Iterable[str]) -> str:
        """A facts file of its own, to be scored."""
        lines = [f"# {line}".rstrip() for remark in remarks for line in remark.split("\n")]
        if rules_path is not None:
            lines.append(f"{self._fact_key('scheme')} = {quote(rules_path)}")
        if self.rulebook.year is not None:
            lines.append(f"{self._fact_key('year')} = {self.rulebook.year}")
        for table, wanted in (("facts", False), ("last_year", True)):
            rows = [
                f"{quote(self._title(name))} = {self._content((name, last_year), content)}"
                for (name, last_year), content in situation.values.items()
                if last_year == wanted
            ]
            if rows:
                lines += ["", f"[{self._fact_key(table)}]", *rows]
        if situation.judged:
            lines += ["", f"[{self._fact_key('judged')}]"]
            lines += [f"{quote(k)} = {format_points(v)}" for k, v in situation.judged.items()]
        return "\n".join(lines) + "\n"

    def not_found(self, goals: Sequence[Goal]) -> str:
        """What no facts were found for, ready to be waived by a person who knows why."""
        if not goals:
            return ""
        lines = list(self._comments(t.NOT_FOUND, count=len(goals)))
        for goal in goals:
            lines += [
                "#",
                f"# [[{self._key('file', 'waived')}]]",
                f"# {self._key('waiver', 'indicator')} = {quote(self._path(goal.owner))}",
                f"# {self._key('waiver', 'goal')} = {quote(describe(goal).text(self.language))}",
                f"# {self._key('waiver', 'reason')} = {quote('')}",
            ]
        return "\n".join(lines) + "\n"

    # --- one case --------------------------------------------------------------------------------

    def _case(
        self, proposal: Proposal, name: str, base: tuple[str, Situation] | None
    ) -> Iterator[str]:
        yield f"[[{self._key('file', 'cases')}]]"
        yield f"{self._key('case', 'name')} = {quote(name)}"
        yield f"{self._key('case', 'indicator')} = {quote(self._path(proposal.indicator))}"
        remark = t.CONFIRM.text(self.language)
        yield f"{self._key('case', 'unconfirmed')} = true  # {remark}"
        if base is not None:
            yield f"{self._key('case', 'based_on')} = {quote(base[0])}"
        yield from self._expected(proposal)
        yield from self._given(proposal, self.shared if base is None else base[1])

    def _expected(self, proposal: Proposal) -> Iterator[str]:
        expected = as_proposed(proposal.scored)
        if expected.points is not None:
            yield f"{self._key('case', 'points')} = {format_points(expected.points)}"
        if expected.result is not None:
            word = word_of("result", expected.result).text(self.language)
            yield f"{self._key('case', 'result')} = {quote(word)}"
        if expected.grade is not None:
            yield f"{self._key('case', 'grade')} = {quote(expected.grade)}"
        if expected.must_explain is not None:
            answer = "true" if expected.must_explain else "false"
            yield f"{self._key('case', 'must_explain')} = {answer}"

    def _given(self, proposal: Proposal, below: Situation) -> Iterator[str]:
        situation = proposal.situation
        new = {
            name: content
            for name, content in situation.values.items()
            if name not in below.values or below.values[name] != content
        }
        judged = {
            key: points
            for key, points in situation.judged.items()
            if below.judged.get(key) != points
        }
        long: list[str] = []
        tables = (
            ("facts", {name: c for (name, last), c in new.items() if not last}, False),
            ("last_year", {name: c for (name, last), c in new.items() if last}, True),
        )
        for table, contents, last_year in tables:
            rows = [
                f"{quote(self._title(name))} = {self._content((name, last_year), content)}"
                for name, content in contents.items()
            ]
            if 0 < len(rows) <= _INLINE:
                yield f"{self._fact_key(table)} = {{ {', '.join(rows)} }}"
            elif rows:
                long += [f"[{self._key('file', 'cases')}.{self._fact_key(table)}]", *rows]
        if judged:
            parts = [f"{quote(key)} = {format_points(points)}" for key, points in judged.items()]
            yield f"{self._fact_key('judged')} = {{ {', '.join(parts)} }}"
        yield from long

    def _content(self, name: Name, content: Content) -> str:
        if not isinstance(content, tuple):
            return self._value(Slot(*name), content)
        rows = [self._row(name, row) for row in content]
        return f"[{', '.join(rows)}]"

    def _row(self, name: Name, row: Mapping[str, Value]) -> str:
        parts = [
            f"{quote(field)} = {self._value(Slot(*name, field), value)}"
            for field, value in row.items()
        ]
        return f"{{ {', '.join(parts)} }}"

    def _value(self, slot: Slot, value: Value) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str):
            return quote(value)
        type_, declared = type_of(slot, self.rulebook)
        return _number(value, type_, declared.unit if declared is not None else None, self.rulebook)

    def _title(self, name: str) -> str:
        fact = self.rulebook.facts.get(name)
        if fact is not None:
            return fact.title or name
        return self.rulebook.definitions[name].title or name

    # --- names -----------------------------------------------------------------------------------

    def _name(self, proposal: Proposal) -> str:
        """After what it was made for; numbered where that is taken."""
        path = self._path(proposal.indicator)
        goal = min(proposal.goals, key=lambda each: isinstance(each.aim, Applies))
        text = one_line(describe(goal).text(self.language)).replace('"', "")
        name = f"{path}：{text}" if self.language == "zh" else f"{path}: {text}"
        unique, number = name, 2
        while unique in self.taken:
            unique, number = f"{name} {number}", number + 1
        self.taken.add(unique)
        return unique

    def _path(self, owner: str | None) -> str:
        """The shortest end of the path that names one indicator."""
        if owner is None:
            return TOTAL.text(self.language)
        parts = owner.split("/")
        for length in range(1, len(parts)):
            tail = "/".join(parts[-length:])
            ending = [p for p in self.indicators if p == tail or p.endswith("/" + tail)]
            if len(ending) == 1:
                return tail
        return owner

    def _key(self, place: str, word: str) -> str:
        return _plain_key(word_of(place, word).text(self.language))

    def _fact_key(self, word: str) -> str:
        return _plain_key(fact_word(f"file.{word}").text(self.language))

    def _comments(self, words: Words, **arguments: str | int) -> Iterator[str]:
        for line in words.text(self.language).format(**arguments).split("\n"):
            yield f"# {line}".rstrip()


def _plain_key(key: str) -> str:
    return key if key.isascii() else quote(key)


def quote(text: str) -> str:
    """A text of TOML."""
    from tomli_w import dumps

    return dumps({"k": text}).removeprefix("k = ").rstrip("\n")


def format_points(points: Fraction) -> str:
    """A number of TOML; a fraction without end stands as a text."""
    text = format_exact(points)
    return quote(text) if "/" in text else text


def _number(value: Fraction, type_: Type, unit: str | None, rulebook: RuleBook) -> str:
    if type_ == MONEY:
        name = money_unit(unit, rulebook)
        return quote(f"{format_exact(value / UNITS[name][1])}{name}")
    if type_ == RATIO:
        return quote(f"{format_exact(value * 100)}%")
    if type_ == POINT:
        return quote(f"{format_exact(value * 100)}个百分点")
    if type_ in _TIME_UNITS:
        return quote(f"{format_exact(value)}{_TIME_UNITS[type_]}")
    return format_exact(value)
