"""Laws of comparing, on the shipped rules and on generated ones."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from perfdsl.changes.departments import year_on_year
from perfdsl.changes.edits import Edit
from perfdsl.changes.impact import impact
from perfdsl.changes.structure import Comparison, compare
from perfdsl.formatter import Style, format_text
from perfdsl.source import SourceText
from tests.properties.plans import Data, Plan
from tests.properties.running import facts_of, read, rulebook_of
from tests.properties.writing import write
from tests.rule_tests.loading import RULE_FILES, checked, name_of
from tests.strategies import cases, plans


def key(edit: Edit) -> tuple[object, ...]:
    sides = [None if s is None else (s.span.text, str(s.text)) for s in (edit.old, edit.new)]
    return (edit.part, *sides)


def keys(comparison: Comparison) -> list[str]:
    return sorted(map(str, map(key, comparison.edits)))


def mirrored(comparison: Comparison) -> list[str]:
    return sorted(str(key(edit.mirrored())) for edit in comparison.edits)


@pytest.mark.parametrize("path", RULE_FILES, ids=name_of)
def test_rules_do_not_differ_from_themselves(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first, second = checked(text), checked(text)
    assert first is not None
    assert second is not None
    comparison = compare(first, second)
    assert comparison.is_empty
    found = impact(comparison)
    assert found.leaves == ()
    assert found.is_equivalent


@pytest.mark.parametrize("path", RULE_FILES, ids=name_of)
@pytest.mark.parametrize("style", [Style(), Style("en", half_width=True)], ids=["zh", "en"])
def test_layout_and_keywords_are_no_change(path: Path, style: Style) -> None:
    text = path.read_text(encoding="utf-8")
    first, second = checked(text), checked(format_text(SourceText("x.perf", text), style))
    assert first is not None
    assert second is not None
    assert compare(first, second).is_empty


def test_the_years_mirror_each_other() -> None:
    for folder in ("huailai", "hunan-form"):
        books = [
            book
            for path in RULE_FILES
            if path.parent.name == folder
            if (book := checked(path.read_text(encoding="utf-8"))) is not None
        ]
        assert len(books) == 2
        forward, back = compare(*books), compare(*reversed(books))
        assert keys(forward) == mirrored(back)
        assert keys(forward)


@settings(max_examples=60)
@given(plans())
def test_generated_rules_do_not_differ_from_themselves(plan: Plan) -> None:
    assert compare(rulebook_of(plan), rulebook_of(plan)).is_empty


@settings(max_examples=60)
@given(plans(), plans())
def test_generated_pairs_mirror_each_other(first: Plan, second: Plan) -> None:
    old, new = read(write(first))[1], read(write(second))[1]
    forward, back = compare(old, new), compare(new, old)
    assert len(list(forward.edits)) == len(list(back.edits))
    parts = sorted(edit.part for edit in forward.edits)
    assert parts == sorted(edit.mirrored().part for edit in back.edits)


@settings(max_examples=60)
@given(cases(complete=True), cases(complete=True))
def test_facts_and_rules_add_up(first: tuple[Plan, Data], second: tuple[Plan, Data]) -> None:
    old, new = rulebook_of(first[0]), rulebook_of(second[0])
    own, other = facts_of(first[1]), facts_of(second[1])
    split = year_on_year(compare(old, new), (own, own), (other, other))
    if split is not None:
        assert split.facts_effect + split.rules_effect == split.change
