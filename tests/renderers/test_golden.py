"""What users see, kept as files: `pytest --update-golden` writes them, a person reads the change."""

from collections.abc import Callable

import pytest

from perfdsl.document import Document
from perfdsl.renderers import console, json, plain
from perfdsl.reports import (
    diagnostics_data,
    diagnostics_report,
    score_report,
    sheet_data,
    tree_report,
)
from perfdsl.wording import Language
from tests.reports.diagnostics import all_diagnostics
from tests.reports.rulebooks import small_rulebook
from tests.reports.sheets import ALL, FACTS

LANGUAGES: tuple[Language, ...] = ("zh", "en")
Golden = Callable[[str, str], None]


def documents(language: Language) -> dict[str, Document]:
    found = {name: score_report(make(), language=language) for name, make in ALL.items()}
    found["full-all"] = score_report(ALL["full"](), language=language, show_all=True)
    found["full-only"] = score_report(ALL["full"](), language=language, only="预算调整率")
    found["no-such-path"] = score_report(ALL["full"](), language=language, only="预算调正率")
    found["ambiguous"] = score_report(ALL["full"](), language=language, only="预算")
    found["diagnostics"] = diagnostics_report(all_diagnostics(FACTS), language=language)
    found["tree"] = tree_report(small_rulebook(), language=language)
    return found


NAMES = tuple(documents("zh"))


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_console(name: str, language: Language, width: int, golden: Golden) -> None:
    text = console.render(documents(language)[name], width=width, color=False, language=language)
    golden(f"{name}.{language}.{width}.console.txt", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_plain(name: str, language: Language, golden: Golden) -> None:
    golden(f"{name}.{language}.80.plain.txt", plain.render(documents(language)[name], width=80))


@pytest.mark.parametrize("name", ["full", "partial"])
def test_json(name: str, golden: Golden) -> None:
    golden(f"{name}.zh.json", json.render(sheet_data(ALL[name](), language="zh")))


def test_diagnostics_json(golden: Golden) -> None:
    data = diagnostics_data(all_diagnostics(FACTS), language="en")
    golden("diagnostics.en.json", json.render(data))
