"""The JSON form is a contract: it fits the published schema, and its points obey the ledger."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from perfdsl.reports import diagnostics_data, sheet_data
from perfdsl.wording import Language
from tests.reports.diagnostics import all_diagnostics
from tests.reports.sheets import ALL, FACTS, full_sheet

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/reference/score.schema.json").read_text(encoding="utf-8")
)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def lost(node: dict[str, Any]) -> Fraction:
    score = Fraction(0) if node["excluded"] else Fraction(node["score"])
    return Fraction(node["full"]) - score


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_fits_the_published_schema(name: str, language: Language) -> None:
    """Strictly: a key that is not in the schema is a mistake."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(sheet_data(ALL[name](), language=language))


def test_every_object_of_the_schema_is_closed() -> None:
    """No object may hold a key that is not described."""

    def walk(part: object) -> None:
        if isinstance(part, dict):
            if part.get("type") == "object":
                assert part["additionalProperties"] is False
                assert sorted(part["required"]) == sorted(part["properties"])
            for inner in part.values():
                walk(inner)
        elif isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(SCHEMA)


def test_ids_and_numbers_do_not_depend_on_the_language() -> None:
    """Only words differ between the languages."""
    zh, en = (sheet_data(full_sheet(), language=language) for language in LANGUAGES)
    assert [node["id"] for node in zh["nodes"]] == [node["id"] for node in en["nodes"]]
    assert zh["score"] == en["score"] == "69.00"
    effect = zh["nodes"][1]["children"][0]["effects"][0]
    assert effect["values"][0]["exact"] == "40691/182799"
    assert effect["values"][0]["shown"] == "≈22.26%"
    assert effect["values"][0]["inputs"][0]["span"]["line"] == 7
    assert effect["applied"] == "-2.00"


@pytest.mark.parametrize("name", ["full", "perfect", "bonus"])
def test_points_obey_the_ledger(name: str) -> None:
    """`full − score = −Σ applied + Σ (full − score)` of the children, in the strings themselves."""
    data = sheet_data(ALL[name](), language="zh")

    def hold(node: dict[str, Any], children: list[dict[str, Any]]) -> None:
        applied = sum((Fraction(effect["applied"]) for effect in node["effects"]), Fraction(0))
        below = sum(map(lost, children), Fraction(0))
        assert lost({"excluded": False, **node}) == below - applied
        for child in children:
            hold(child, child["children"])

    hold(data, data["nodes"])


def test_no_number_but_places_and_positions_is_a_number() -> None:
    """A JSON number would lose exactness on its way."""
    allowed = {"line", "column", "end_line", "end_column", "places", "year"}

    def walk(part: object, key: str) -> None:
        assert not isinstance(part, float)
        if isinstance(part, int) and not isinstance(part, bool):
            assert key in allowed
        if isinstance(part, dict):
            for name, inner in part.items():
                walk(inner, name)
        if isinstance(part, list):
            for inner in part:
                walk(inner, key)

    walk(sheet_data(full_sheet(), language="zh"), "")


def test_diagnostics_have_the_same_form_as_findings() -> None:
    """A finding and a diagnostic of `check` read alike."""
    data = diagnostics_data(all_diagnostics(FACTS), language="zh")
    assert data["schema"] == "perfdsl.diagnostics/1"
    schema = {**SCHEMA["$defs"]["diagnostic"], "$defs": SCHEMA["$defs"]}
    for diagnostic in data["diagnostics"]:
        jsonschema.Draft202012Validator(schema).validate(diagnostic)
    lines = [each["primary"] and each["primary"]["span"]["line"] for each in data["diagnostics"]]
    assert lines == [None, 2, 4, 6, 7, 2], "in reading order, file by file"
    edit = data["diagnostics"][3]["helps"][0]["edits"][0]
    assert edit["replacement"] == "20%"
    assert edit["span"]["column"] == 11
