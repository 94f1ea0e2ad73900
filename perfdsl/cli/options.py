"""The arguments and options of each command."""

from typing import Any

import click

from perfdsl.cli import words as w
from perfdsl.cli.help import Choice, Integer
from perfdsl.cli.language import LANGUAGES
from perfdsl.wording import Language, Words

FORMATS = ("rich", "plain", "json")
DIFF_FORMATS = (*FORMATS, "md", "html", "docx")
CHECK_FORMATS = (*FORMATS, "sarif", "github")
COLORS = ("auto", "always", "never")
NARROWEST = 20


class Options:
    """The parameters of each command."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def score(self) -> list[click.Parameter]:
        return [
            self._paths("facts", w.FACTS_ARGUMENT),
            self._option("--rules", w.RULES_OPTION, metavar=w.PATH_METAVAR),
            self._option(
                "--year", w.YEAR_OPTION, metavar=w.YEAR_METAVAR, type=Integer(1900, self.language)
            ),
            self._flag("--partial", w.PARTIAL_OPTION),
            self._flag("--all", w.ALL_OPTION, "show_all"),
            self._option("--only", w.ONLY_OPTION, metavar=w.PATH_METAVAR),
            *self._output(),
        ]

    def check(self) -> list[click.Parameter]:
        return [
            self._paths("paths", w.PATHS_ARGUMENT),
            self._flag("--fix", w.FIX_OPTION),
            self._flag("--diff", w.DIFF_OPTION),
            self._flag("--unsafe-fixes", w.UNSAFE_FIXES_OPTION),
            self._flag("--all", w.ALL_FINDINGS_OPTION, "show_all"),
            *self._output(CHECK_FORMATS),
        ]

    def show(self) -> list[click.Parameter]:
        return [self._path("rules", w.RULES_ARGUMENT), *self._output(FORMATS[:2])]

    def test(self) -> list[click.Parameter]:
        return [
            self._paths("paths", w.PATHS_ARGUMENT, required=False),
            click.Option(
                ["-k", "wanted"],
                help=w.ONLY_CASES_OPTION.text(self.language),
                metavar=w.TEXT_METAVAR.text(self.language),
            ),
            self._flag("--missing", w.MISSING_OPTION),
            self._option(
                "--fail-under",
                w.FAIL_UNDER_OPTION,
                metavar=w.NUMBER_METAVAR,
                type=Integer(0, self.language, most=100),
            ),
            *self._output((*FORMATS, "junit")),
        ]

    def explain(self) -> list[click.Parameter]:
        metavar = f"[{w.CODE_ARGUMENT.text(self.language)}]"
        code = click.Argument(["words"], nargs=-1, required=False, metavar=metavar)
        return [code, *self._output(FORMATS[:2])]

    def fmt(self) -> list[click.Parameter]:
        return [
            self._paths("paths", w.PATHS_ARGUMENT),
            self._flag("--check", w.FMT_CHECK_OPTION),
            self._flag("--diff", w.FMT_DIFF_OPTION),
            self._option("--keywords", w.KEYWORDS_OPTION, type=Choice(LANGUAGES, self.language)),
            self._option(
                "--width",
                w.FMT_WIDTH_OPTION,
                type=Choice(("keep", "half"), self.language),
                default="keep",
            ),
        ]

    def diff(self) -> list[click.Parameter]:
        return [
            self._path("old", w.OLD_ARGUMENT),
            self._path("new", w.NEW_ARGUMENT),
            self._flag("--brief", w.BRIEF_OPTION),
            self._flag("--all", w.DIFF_ALL_OPTION, "show_all"),
            self._option("--only", w.DIFF_ONLY_OPTION, metavar=w.PATH_METAVAR),
            self._option("--facts", w.DIFF_FACTS_OPTION, metavar=w.PATH_METAVAR, multiple=True),
            self._option("--old-facts", w.OLD_FACTS_OPTION, metavar=w.FILE_METAVAR),
            self._option("--new-facts", w.NEW_FACTS_OPTION, metavar=w.FILE_METAVAR),
            self._option("--witness", w.WITNESS_OPTION, metavar=w.FOLDER_METAVAR),
            self._flag("--equivalent", w.EQUIVALENT_OPTION),
            self._flag("--exit-code", w.EXIT_CODE_OPTION),
            *self._output(DIFF_FORMATS),
        ]

    def facts_new(self) -> list[click.Parameter]:
        return [self._path("rules", w.RULES_ARGUMENT), self._file()]

    def _output(self, formats: tuple[str, ...] = FORMATS) -> list[click.Parameter]:
        has_json = "json" in formats
        return [
            self._option("--format", w.FORMAT_OPTION, type=Choice(formats, self.language)),
            self._flag("--plain", w.PLAIN_OPTION),
            *([self._flag("--json", w.JSON_OPTION)] if has_json else []),
            self._file(),
            self._option(
                "--color", w.COLOR_OPTION, type=Choice(COLORS, self.language), default="auto"
            ),
            self._option(
                "--width",
                w.WIDTH_OPTION,
                metavar=w.NUMBER_METAVAR,
                type=Integer(NARROWEST, self.language),
            ),
        ]

    def _file(self) -> click.Option:
        return click.Option(
            ["-o", "--output"],
            help=w.OUTPUT_OPTION.text(self.language),
            metavar=w.FILE_METAVAR.text(self.language),
        )

    def _option(
        self, name: str, help_words: Words, *, metavar: Words | None = None, **settings: Any
    ) -> click.Option:
        shown = metavar.text(self.language) if metavar is not None else None
        return click.Option([name], help=help_words.text(self.language), metavar=shown, **settings)

    def _flag(self, name: str, help_words: Words, value: str | None = None) -> click.Option:
        names = [name, value] if value else [name]
        return click.Option(names, is_flag=True, help=help_words.text(self.language))

    def _path(self, name: str, metavar: Words) -> click.Argument:
        return click.Argument([name], metavar=metavar.text(self.language))

    def _paths(self, name: str, metavar: Words, *, required: bool = True) -> click.Argument:
        return click.Argument(
            [name], nargs=-1, required=required, metavar=metavar.text(self.language) + "…"
        )
