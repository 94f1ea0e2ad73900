"""`perfdsl explain`: every code can be asked for, and what is nearly a code is understood."""

import pytest
from click.testing import CliRunner, Result

from perfdsl.cli.main import build
from perfdsl.codes import all_codes
from perfdsl.manual import manual_of
from perfdsl.reports import every_code
from perfdsl.width import text_width
from perfdsl.wording import Code, Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
WITH_PAGE = [code for code in all_codes() if manual_of(code.id) is not None]


def run(*arguments: str, language: Language = "zh") -> Result:
    return CliRunner().invoke(build(language), list(arguments))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained(language: Language) -> None:
    """Its id, its severity, what it means, both examples line by line."""
    assert len(WITH_PAGE) > 190
    for code in WITH_PAGE:
        result = run("explain", code.id, "--width", "100", language=language)
        assert result.exit_code == 0
        page = manual_of(code.id)
        assert page is not None
        shown = result.stdout
        assert f"[{code.id}] {code.slug}" in shown.split("\n")[0]
        words = "".join(page.meaning.text(language).split())
        assert words in "".join(shown.split())
        for line in (*page.bad.split("\n"), *page.good.split("\n")):
            assert line in shown or "[[[" in line  # that one is longer than the screen
        assert "{" not in shown.replace("{ ", "").replace('{"', "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("looks", [("--plain",), ("--format", "rich")])
def test_pages_keep_within_the_width(language: Language, looks: tuple[str, ...]) -> None:
    for code in WITH_PAGE[::7]:
        shown = run("explain", code.id, "--width", "40", *looks, language=language).stdout
        assert max(map(text_width, shown.split("\n"))) <= 40


@pytest.mark.parametrize(
    "spelling",
    [
        ("PD4006",),
        ("pd4006",),
        ("4006",),
        ("PD 4006",),
        ("PD", "4006"),
        ("ＰＤ４００６",),  # noqa: RUF001
        ("错误[PD4006]",),
        ("step-mode-missing",),
        ("Step_Mode_Missing",),
        ("step", "mode", "missing"),
    ],
)
def test_spellings_of_a_code(spelling: tuple[str, ...]) -> None:
    assert run("explain", *spelling).stdout == run("explain", "PD4006").stdout


def test_the_command_has_a_chinese_name() -> None:
    assert run("说明", "PD4006").stdout == run("explain", "PD4006").stdout


def test_words_of_a_message_find_their_codes() -> None:
    """One code is explained at once, several are listed."""
    assert "[PD4003]" in run("explain", "空档").stdout
    several = run("explain", "写了两次").stdout
    assert "PD2010" in several
    assert "PD4034" in several
    assert "PD4003" not in several


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_code_all_are_listed_by_stage(language: Language) -> None:
    lines = run("explain", language=language).stdout.split("\n")
    ids = [line.split()[0] for line in lines if line.startswith("PD") and len(line.split()[0]) == 6]
    assert ids == [code.id for code in every_code()]
    stages = [line for line in lines if line[:2] == "PD" and len(line.split()[0]) == 3]
    assert {line.split()[0] for line in stages} == {code.id[:3] for code in every_code()}
    assert all(len(line.split()) > 1 for line in stages)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("PD4O06", "PD4006"),
        ("no-coverd", "PD4013 not-covered"),
        ("9999999", None),
        ("PD9999", None),
        ("PD4060", "PD4006"),
        ("天气", None),
    ],
)
def test_an_unknown_code(asked: str, meant: str | None) -> None:
    result = run("explain", asked)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"「{asked}」" in result.stderr
    assert "perfdsl explain" in result.stderr
    assert ("是不是" in result.stderr) == (meant is not None)
    if meant is not None:
        assert meant in result.stderr


def test_an_unknown_number_is_met_with_those_near_it() -> None:
    result = run("explain", "5109")
    assert result.exit_code == 2
    assert result.stderr.count("是不是「PD5") == 3


def severity_line(code: Code, language: Language) -> str:
    return run("explain", code.id, language=language).stdout.rstrip().split("\n")[-1]


def test_it_is_said_what_a_severity_means() -> None:
    by_severity = {code.severity: code for code in WITH_PAGE}
    assert severity_line(by_severity["error"], "zh") == "错误：改正以前不计分。"
    assert severity_line(by_severity["warning"], "en").startswith("A warning")
    assert severity_line(by_severity["info"], "zh").startswith("提示")
