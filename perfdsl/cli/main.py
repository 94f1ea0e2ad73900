"""The command line: `perfdsl score`, `check`, `show`, `diff`, `test`, `facts new`. Commands load what they need."""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from perfdsl.cli import words as w
from perfdsl.cli.help import (
    Choice,
    Command,
    Group,
    fail,
    reconfigure_streams,
    report_usage,
    say,
)
from perfdsl.cli.language import LANGUAGES, choose_language
from perfdsl.cli.options import Options
from perfdsl.wording import Language, Words

_LONGEST_MESSAGE = 200


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    reconfigure_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    build(choose_language(given, os.environ)).main(given)
    raise AssertionError("unreachable: the command line always exits")


def run() -> NoReturn:
    """The installed program: `main`, and a quick end.

    All is written by then, and the system takes a process's memory back at once, whereas Python would
    first take every object apart (a tenth of a scoring's time).
    """
    try:
        main()
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else 0
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    os._exit(code)


class App(Group):
    """The whole command line: every way out of it has its exit code here."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> NoReturn:
        given = list(sys.argv[1:] if args is None else args)
        extra.pop("standalone_mode", None)
        prog_name = extra.pop("prog_name", None) or "perfdsl"
        try:
            code = super().main(
                given,
                prog_name="perfdsl" if "main" in prog_name else prog_name,
                standalone_mode=False,
                **extra,
            )
            sys.stdout.flush()
        except click.ClickException as error:
            report_usage(error, self.language)
            code = 2
        except (click.Abort, KeyboardInterrupt):
            click.echo(w.INTERRUPTED.text(self.language), err=True)
            code = 130
        except BrokenPipeError:
            _close_quietly()
            code = 0
        except (OSError, AttributeError) as error:
            if not _is_lost_stream(error):
                code = _report_bug(error, given, self.language)
            else:
                _close_quietly()
                code = 2
        except Exception as error:  # a traceback must never reach a user
            code = _report_bug(error, given, self.language)
        sys.exit(code if isinstance(code, int) else 0)


def _is_lost_stream(error: Exception) -> bool:
    """The disk is full behind the output, or there is no output: no mistake of ours, nobody to tell."""
    if sys.stdout is None or sys.stdin is None:
        return True
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF)


def _close_quietly() -> None:
    """Whoever read our output has gone; keep Python from complaining about it at exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report_bug(error: Exception, arguments: list[str], language: Language) -> int:
    """A short message with its code and the way out, and a file with what is needed to find the mistake."""
    from perfdsl.cli.bug_report import write_report
    from perfdsl.codes.program import INTERNAL_ERROR as code

    first = f"{type(error).__name__}: {error}".split("\n", 1)[0]
    message = say(language, code.message, message=first[:_LONGEST_MESSAGE])
    lines = [say(language, w.WITH_CODE, code=code.id, message=message)]
    if code.help is not None:
        lines.append(say(language, w.WAY_OUT, text=code.help.text(language)))
    path = write_report(error, arguments)
    if path is not None:
        lines.append(say(language, w.REPORT_FILE, path=path))
    click.echo("\n".join(lines), err=True)
    return 3


# --- the commands --------------------------------------------------------------------------------


def build(language: Language) -> App:
    """The command line in one language."""

    def text(words: Words) -> str:
        return words.text(language)

    lang = click.Option(
        ["--lang"],
        type=Choice(LANGUAGES, language),
        help=text(w.LANG_OPTION),
        expose_value=False,
    )
    version = click.Option(
        ["--version", "-V"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_print_version,
        help=text(w.VERSION_OPTION),
    )
    options = Options(language)
    app = App(
        name="perfdsl",
        help=text(w.APP),
        language=language,
        examples=w.APP_EXAMPLES,
        params=[lang, version],
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def command(
        name: str,
        run: Callable[..., int],
        short: Words,
        params: list[click.Parameter],
        long: Words | None = None,
    ) -> Command:
        def callback(**values: Any) -> int:
            return run(language, **values)

        return Command(
            name,
            callback=callback,
            help=text(short),
            long=long or short,
            params=[*params, lang],
            language=language,
        )

    app.add_command(command("score", _score, w.SCORE, options.score(), w.SCORE_LONG))
    app.add_command(command("check", _check, w.CHECK, options.check(), w.CHECK_LONG))
    app.add_command(command("show", _show, w.SHOW, options.show()))
    app.add_command(command("fmt", _fmt, w.FMT, options.fmt(), w.FMT_LONG))
    app.add_command(command("diff", _diff, w.DIFF, options.diff(), w.DIFF_LONG))
    app.add_command(command("test", _test, w.TEST, options.test(), w.TEST_LONG))
    app.add_command(command("explain", _explain, w.EXPLAIN, options.explain(), w.EXPLAIN_LONG))
    facts = Group(name="facts", help=text(w.FACTS), language=language, params=[lang])
    facts.add_command(
        command("new", _facts_new, w.FACTS_NEW, options.facts_new(), w.FACTS_NEW_LONG)
    )
    app.add_command(facts)
    return app


def _print_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and not ctx.resilient_parsing:
        from perfdsl import __version__

        click.echo(f"perfdsl {__version__}")
        ctx.exit(0)


def _score(
    language: Language,
    facts: tuple[str, ...],
    rules: str | None,
    year: int | None,
    only: str | None,
    *,
    partial: bool,
    show_all: bool,
    **looks: Any,
) -> int:
    from perfdsl.cli.loading import Loader
    from perfdsl.cli.score import ScoreOptions, run_score

    options = ScoreOptions(partial, show_all, only)
    return run_score(facts, Loader(rules, year), options, _output(language, **looks))


def _check(
    language: Language,
    paths: tuple[str, ...],
    *,
    fix: bool,
    diff: bool,
    unsafe_fixes: bool,
    show_all: bool,
    **looks: Any,
) -> int:
    from perfdsl.cli.check import CheckOptions, run_check

    if unsafe_fixes and not fix and not diff:
        fail(language, w.UNSAFE_FIXES_ALONE)
    options = CheckOptions(fix, diff, unsafe_fixes, show_all)
    return run_check(paths, _output(language, **looks), options)


def _show(language: Language, rules: str, **looks: Any) -> int:
    from perfdsl.cli.show import run_show

    return run_show(rules, _output(language, json=False, **looks))


def _fmt(
    language: Language,
    paths: tuple[str, ...],
    keywords: Language | None,
    width: str,
    *,
    check: bool,
    diff: bool,
) -> int:
    from perfdsl.cli.fmt import FmtOptions, run_fmt
    from perfdsl.formatter import Style

    options = FmtOptions(Style(keywords, half_width=width == "half"), check, diff)
    return run_fmt(
        paths, options, _output(language, "plain", None, "auto", None, plain=True, json=False)
    )


def _diff(
    language: Language,
    old: str,
    new: str,
    only: str | None,
    facts: tuple[str, ...],
    old_facts: str | None,
    new_facts: str | None,
    witness: str | None,
    *,
    brief: bool,
    show_all: bool,
    equivalent: bool,
    exit_code: bool,
    **looks: Any,
) -> int:
    from perfdsl.cli.diff import DiffOptions, run_diff

    if (old_facts is None) != (new_facts is None):
        fail(language, w.BOTH_FACTS)
    years = (old_facts, new_facts) if old_facts is not None and new_facts is not None else None
    options = DiffOptions(brief, show_all, only, facts, years, witness, equivalent, exit_code)
    return run_diff(old, new, options, _output(language, **looks))


def _test(
    language: Language,
    paths: tuple[str, ...],
    wanted: str | None,
    fail_under: int | None,
    *,
    missing: bool,
    **looks: Any,
) -> int:
    from perfdsl.cli.test import TestOptions, run_test

    is_junit = looks["format"] == "junit"
    if is_junit:
        looks["format"] = "plain"
    options = TestOptions(wanted, missing, fail_under, is_junit)
    return run_test(paths, options, _output(language, **looks))


def _explain(language: Language, words: tuple[str, ...], **looks: Any) -> int:
    from perfdsl.cli.explain import run_explain

    return run_explain(" ".join(words), _output(language, json=False, **looks))


def _facts_new(language: Language, rules: str, output: str | None) -> int:
    from perfdsl.cli.show import run_facts_new

    return run_facts_new(
        rules, _output(language, None, output, "auto", None, plain=False, json=False)
    )


def _output(
    language: Language,
    format: str | None,  # the option's name
    output: str | None,
    color: str,
    width: int | None,
    *,
    plain: bool,
    json: bool,
) -> Any:
    from perfdsl.cli.output import Output, choose_format

    chosen = choose_format(format, plain=plain, json=json, file=output)
    return Output(language, chosen, color, width, output)
