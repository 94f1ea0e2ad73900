"""Commands whose help pages and mistakes are told in the user's language, laid out by display width."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from perfdsl.cli import words as w
from perfdsl.suggestion import suggest
from perfdsl.width import pad, text_width, wrap
from perfdsl.wording import Language, Phrase, Words

WIDEST_HELP = 100
ALIASES = {
    "计分": "score",
    "检查": "check",
    "查看": "show",
    "填报": "facts",
    "说明": "explain",
    "测试": "test",
    "格式化": "fmt",
    "比较": "diff",
}
"""Chinese names of commands; the English ones are what the help shows."""


def say(language: Language, words: Words, **arguments: str | int) -> str:
    return Phrase(words, arguments).text(language)


def screen_width(default: int = 80) -> int:
    """Cells of the terminal; COLUMNS wins."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(20, int(columns))
    with suppress(OSError, ValueError, AttributeError):
        return max(20, os.get_terminal_size(sys.__stdout__.fileno()).columns)  # type: ignore[union-attr]
    return max(20, default)


class Choice(click.Choice[str]):
    """One of a few words; says so in the user's language."""

    def __init__(self, choices: Sequence[str], language: Language) -> None:
        super().__init__(choices)
        self.language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            choices = "、".join(self.choices) if self.language == "zh" else ", ".join(self.choices)
            self.fail(say(self.language, w.ONE_OF, value=str(value), choices=choices), param, ctx)
        return str(value)


class Integer(click.ParamType[int]):
    """A whole number of at least `least`, at most `most`."""

    name = "integer"

    def __init__(self, least: int, language: Language, most: int | None = None) -> None:
        self.least, self.most = least, most
        self.language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            self.fail(say(self.language, w.NOT_AN_INTEGER, value=str(value)), param, ctx)
        if number < self.least:
            self.fail(
                say(self.language, w.TOO_SMALL, value=str(value), least=self.least), param, ctx
            )
        if self.most is not None and number > self.most:
            self.fail(say(self.language, w.TOO_LARGE, value=str(value), most=self.most), param, ctx)
        return number


def _localized(option: click.Option | None, language: Language) -> click.Option | None:
    if option is not None:
        option.help = w.HELP_OPTION.text(language)
    return option


class Command(click.Command):
    """A command with a localized help page; `examples` are shown as they are."""

    def __init__(
        self, *args: Any, language: Language, long: Words | None = None, **keywords: Any
    ) -> None:
        super().__init__(*args, **keywords)
        self.language = language
        self.long = long.text(language) if long is not None else self.help or ""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _localized(super().get_help_option(ctx), self.language)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = [w.OPTIONS_METAVAR.text(self.language)]
        for parameter in self.get_params(ctx):
            pieces.extend(parameter.get_usage_pieces(ctx))
        return pieces

    def get_help(self, ctx: click.Context) -> str:
        return help_page(self, ctx, self.language, self.long)


class Group(click.Group):
    def __init__(
        self, *args: Any, language: Language, examples: Words | None = None, **keywords: Any
    ) -> None:
        super().__init__(*args, **keywords)
        self.no_args_is_help = False  # `parse_args` shows the page, on standard error
        self.language = language
        self.examples = examples.text(language) if examples is not None else ""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _localized(super().get_help_option(ctx), self.language)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return [w.OPTIONS_METAVAR.text(self.language), w.COMMAND_METAVAR.text(self.language)]

    def get_help(self, ctx: click.Context) -> str:
        return help_page(self, ctx, self.language, self.help or "", self.examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args:
            click.echo(self.get_help(ctx), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = ALIASES.get(args[0], args[0]) if args else ""
        command = self.get_command(ctx, name)
        if command is None:
            if name.startswith("-"):
                raise click.NoSuchOption(name, ctx=ctx)
            raise NoSuchCommand(name, self.list_commands(ctx), ctx)
        return name, command, args[1:]


class NoSuchCommand(click.UsageError):
    def __init__(self, name: str, commands: Sequence[str], ctx: click.Context) -> None:
        super().__init__(name, ctx=ctx)
        self.name = name
        self.commands = tuple(commands)


# --- help pages ----------------------------------------------------------------------------------


def help_page(
    command: click.Command, ctx: click.Context, language: Language, text: str, examples: str = ""
) -> str:
    """Usage, description, arguments, commands and options in two columns."""
    width = min(screen_width(), WIDEST_HELP)
    lines = [usage_line(command, ctx, language), ""]
    lines += [*wrap(text, width), ""]
    if isinstance(command, click.Group):
        rows = [
            (name, found.help or "")
            for name in command.list_commands(ctx)
            if (found := command.get_command(ctx, name)) is not None
        ]
        lines += _section(w.COMMANDS.text(language), rows, width)
    options = [
        (_option_names(parameter, ctx), parameter.help or "")
        for parameter in command.get_params(ctx)
        if isinstance(parameter, click.Option)
    ]
    lines += _section(w.OPTIONS.text(language), options, width)
    if examples:
        lines += [w.EXAMPLES.text(language), *(f"  {line}" for line in examples.split("\n")), ""]
    return "\n".join(lines).rstrip()


def usage_line(command: click.Command, ctx: click.Context, language: Language) -> str:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    return f"{w.USAGE.text(language)}{ctx.command_path} {pieces}"


def _option_names(option: click.Option, ctx: click.Context) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if option.is_flag or option.count:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} {'|'.join(option.type.choices)}"
    return f"{names} {option.make_metavar(ctx)}"


def _section(title: str, rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    if not rows:
        return []
    column = min(max(text_width(name) for name, _ in rows), width // 2 - 4)
    lines = [title]
    for name, text in rows:
        wrapped = wrap(text, width - column - 4)
        if text_width(name) > column:
            lines.append(f"  {name}")
            first = ""
        else:
            first, wrapped = f"  {pad(name, column)}  {wrapped[0]}", wrapped[1:]
        if first:
            lines.append(first.rstrip())
        lines += [f"  {' ' * column}  {line}" for line in wrapped]
    return [*lines, ""]


# --- mistakes ------------------------------------------------------------------------------------


def report_usage(error: click.ClickException, language: Language) -> None:
    """The mistake, a suggestion, and where the help is; on standard error."""
    message, hints = _explain(error, language)
    lines = [say(language, w.ERROR, message=message)]
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is not None:
        lines.append(usage_line(ctx.command, ctx, language))
        hints.append(say(language, w.SEE_HELP, command=ctx.command_path))
    lines += [say(language, w.HINT, message=hint) for hint in hints]
    click.echo("\n".join(lines), err=True)


def _explain(error: click.ClickException, language: Language) -> tuple[str, list[str]]:
    hints: list[str] = []
    match error:
        case NoSuchCommand():
            message = say(language, w.NO_SUCH_COMMAND, name=error.name)
            close = suggest(error.name, error.commands)
            hints += [say(language, w.DID_YOU_MEAN, name=name) for name in close[:1]]
            if not close:
                names = ("、" if language == "zh" else ", ").join(error.commands)
                hints.append(say(language, w.COMMANDS_ARE, names=names))
        case click.NoSuchOption():
            message = say(language, w.NO_SUCH_OPTION, name=error.option_name)
            known = error.possibilities or _option_words(error.ctx)
            close = suggest(error.option_name, known)
            hints += [say(language, w.DID_YOU_MEAN, name=name) for name in close[:1]]
        case click.BadOptionUsage():
            takes_none = "not take" in error.message
            words = w.OPTION_TAKES_NO_VALUE if takes_none else w.OPTION_NEEDS_VALUE
            message = say(language, words, name=error.option_name)
        case click.MissingParameter():
            message = say(language, w.MISSING_ARGUMENT, name=_parameter_name(error))
        case click.BadParameter():
            message = say(
                language, w.BAD_OPTION, name=_parameter_name(error), message=error.message
            )
        case click.UsageError() if "unexpected extra argument" in error.message:
            extra = error.message.partition("(")[2].rpartition(")")[0]
            message = say(language, w.UNEXPECTED_ARGUMENT, name=extra)
        case UserMistake():
            message = error.message
            hints += error.hints
        case _:
            message = say(language, w.BAD_USAGE, message=error.message)
    return message, hints


class UserMistake(click.ClickException):
    """A mistake on the command line that click cannot know of; its texts are already localized."""

    def __init__(self, message: str, hints: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.hints = tuple(hints)


def fail(
    language: Language, words: Words, *, hints: Sequence[str] = (), **arguments: str | int
) -> NoReturn:
    raise UserMistake(say(language, words, **arguments), hints)


def _option_words(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [name for parameter in ctx.command.get_params(ctx) for name in parameter.opts]


def _parameter_name(error: click.BadParameter) -> str:
    parameter, ctx = error.param, error.ctx
    if parameter is None or ctx is None:
        return str(error.param_hint or "")
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return str(parameter.metavar or parameter.name).removesuffix("…")


def is_terminal(stream: Any) -> bool:
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def reconfigure_streams() -> None:
    """No character may stop the program, whatever the console's encoding is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
