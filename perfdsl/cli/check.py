"""`perfdsl check`: what is wrong with rules and facts, without a score."""

import os

import attrs

from perfdsl.cli import words as w
from perfdsl.cli.help import say
from perfdsl.cli.linting import Linting
from perfdsl.cli.loading import LoadedRules, Loader, exit_code, read_rules
from perfdsl.cli.output import Output
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.source import SourceText
from perfdsl.workspace import STANDARD_INPUT, checkable_files, is_facts_text


@attrs.frozen(repr=False)
class CheckOptions:
    fix: bool = False
    diff: bool = False
    """Show what `fix` would change, and write nothing."""
    unsafe_fixes: bool = False
    """Also what a person has to confirm."""
    show_all: bool = False


def run_check(paths: tuple[str, ...], output: Output, options: CheckOptions) -> int:
    """Findings go to standard output; errors make the exit code 1, warnings do not."""
    diagnostics = Diagnostics()
    names = checkable_files(paths, diagnostics)
    output.reads.extend(names)

    linting = Linting()

    def check(loader: Loader) -> list[Diagnostic]:
        linting.begin()
        found = list(diagnostics.found)
        for name in names:
            found += _check(name, loader, linting)
        return found

    if not options.fix and not options.diff:
        return _show(check(Loader()), linting, len(names), output, options)
    from perfdsl.cli.fixing import correct, run_diff, run_fix

    corrected = correct(names, check, unsafe=options.unsafe_fixes)
    if options.diff:
        return run_diff(corrected, output)
    found = [*corrected.found, *run_fix(corrected, output)]
    if corrected.standard_input is not None:  # the corrected text is on standard output
        output.complain(found)
        return exit_code(found)
    return _show(found, linting, len(names), output, options)


def _check(name: str, loader: Loader, linting: Linting) -> list[Diagnostic]:
    """What is found in one file, and in the rules a facts file uses if they were not told before.

    Rules are held against the rules of the linter only if they are asked for themselves.
    """
    if not _may_be_facts(name):
        asked = loader.load_rules(_plain(name))
        return [*_once(asked), *linting.lint(asked.rulebook, name)]
    diagnostics = Diagnostics()
    source = loader.load_source(name, diagnostics)
    if source is None:
        return diagnostics.found
    if not _is_facts(name, source):
        rulebook = read_rules(source, diagnostics)
        return [*diagnostics.found, *linting.lint(rulebook, name)]
    rules, facts = loader.load_facts(source, diagnostics)
    if facts is not None and rules is not None and rules.rulebook is not None:
        from perfdsl.checker.facts.doubts import check_doubts
        from perfdsl.checker.facts.judgements import check_judgements

        check_judgements(facts, rules.rulebook, diagnostics)
        doubted = check_doubts(facts, rules.rulebook, diagnostics)
        if not doubted and not diagnostics.has_errors:
            from perfdsl.interpreter.rehearsal import rehearse

            diagnostics.found += rehearse(rules.rulebook, facts)
    return [*(_once(rules) if rules is not None else ()), *diagnostics.found]


def _once(rules: LoadedRules) -> list[Diagnostic]:
    found = [] if rules.is_reported else rules.diagnostics.found
    rules.is_reported = True
    return found


def _plain(name: str) -> str:
    """The spelling a facts file's reference comes out as: `./rules/x.perf` is `rules/x.perf`."""
    return os.path.normpath(name)


def _may_be_facts(name: str) -> bool:
    return name == STANDARD_INPUT or name.endswith(".toml")


def _is_facts(name: str, source: SourceText) -> bool:
    return name != STANDARD_INPUT or is_facts_text(source.text)


def _show(
    found: list[Diagnostic], linting: Linting, n_files: int, output: Output, options: CheckOptions
) -> int:
    written = Diagnostics()
    if output.format == "json":
        from perfdsl.reports import diagnostics_data

        data = diagnostics_data(
            found,
            language=output.language,
            allowed=linting.allowed,
            not_analyzed=linting.not_analyzed,
        )
        output.show_data(data, written)
    elif output.format == "sarif":
        from perfdsl.reports import sarif_data

        data = sarif_data(found, language=output.language, allowed=linting.allowed)
        output.show_data(data, written)
    elif output.format == "github":
        from perfdsl.reports import workflow_commands

        output.write(workflow_commands(found, language=output.language), written)
    else:
        _show_text(found, linting, n_files, output, options, written)
    output.complain(written.found)
    return max(exit_code(found), exit_code(written))


def _show_text(
    found: list[Diagnostic],
    linting: Linting,
    n_files: int,
    output: Output,
    options: CheckOptions,
    written: Diagnostics,
) -> None:
    """The findings, then what the rules allow; with `--all` also what was not analyzed."""
    not_analyzed = linting.not_analyzed if options.show_all else []
    if not found and not linting.allowed and not not_analyzed:
        output.write(say(output.language, w.NOTHING_FOUND, count=n_files), written)
        return
    from perfdsl.reports import allowed_report, diagnostics_report

    documents = []
    if found:
        documents.append(
            diagnostics_report(found, language=output.language, show_all=options.show_all)
        )
    nothing = say(output.language, w.NOTHING_FOUND, count=n_files)
    documents += allowed_report(
        linting.allowed,
        not_analyzed,
        language=output.language,
        first="" if found else nothing,
        show_all=options.show_all,
    )
    output.show(documents, written)
