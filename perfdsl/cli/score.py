"""`perfdsl score`: facts in, an explained score out."""

from typing import TYPE_CHECKING, Any

import attrs

from perfdsl.cli import words as w
from perfdsl.cli.help import fail, say
from perfdsl.cli.loading import CONTENT, FINE, Loader, exit_code
from perfdsl.cli.output import Output
from perfdsl.diagnostic import Diagnostics
from perfdsl.workspace import STANDARD_INPUT, facts_files, load_source

if TYPE_CHECKING:
    from perfdsl.interpreter.sheet import ScoreSheet


@attrs.frozen(eq=False, repr=False)
class ScoreOptions:
    partial: bool = False
    show_all: bool = False
    only: str | None = None


def run_score(paths: tuple[str, ...], loader: Loader, options: ScoreOptions, output: Output) -> int:
    """Score every facts file; the exit code is that of the worst."""
    if STANDARD_INPUT in paths and loader.rules == STANDARD_INPUT:
        fail(output.language, w.STANDARD_INPUT_TWICE)
    diagnostics = Diagnostics()
    names = facts_files(paths, diagnostics)
    output.complain(diagnostics.found)
    code = exit_code(diagnostics)
    sheets: list[ScoreSheet] = []
    failed: list[Diagnostics] = []
    for name in names:
        found = Diagnostics()
        sheet = _score(name, loader, options, output, found, keep=len(names) == 1)
        code = max(code, exit_code(found))
        if sheet is None:
            failed.append(found)
            code = max(code, CONTENT)
        else:
            sheets.append(sheet)
            code = max(code, _sheet_code(sheet, options))
    output.reads.extend((*names, *loader.loaded))
    _check_only(sheets, options, output)
    written = Diagnostics()
    if output.format == "json":
        is_list = len(names) != 1
        _show_json(
            sheets,
            [*([diagnostics] if not names else []), *failed],
            output,
            written,
            is_list=is_list,
        )
    elif sheets:
        _show(sheets, options, output, written)
    output.complain(written.found)
    return max(code, exit_code(written))


def _score(
    name: str,
    loader: Loader,
    options: ScoreOptions,
    output: Output,
    found: Diagnostics,
    *,
    keep: bool,
) -> "ScoreSheet | None":
    """One file's sheet; None with its errors told."""
    source = load_source(name, found)
    rules, facts = (
        loader.load_facts(source, found, keep=keep) if source is not None else (None, None)
    )
    if rules is not None and rules.rulebook is None:
        if not rules.is_reported:
            output.complain(rules.diagnostics.found)
            rules.is_reported = True
        found.found.extend(error for error in rules.diagnostics if error.severity == "error")
        own = [each for each in found if each not in rules.diagnostics.found]
        output.complain(own)
        return None
    output.complain(found.found)
    if found.has_errors or rules is None or rules.rulebook is None or facts is None:
        return None
    from perfdsl.interpreter import score

    return score(rules.rulebook, facts, partial=options.partial)


def _sheet_code(sheet: "ScoreSheet", options: ScoreOptions) -> int:
    """Missing facts, and what could not be computed, are problems of the content."""
    if sheet.missing and not options.partial:
        return CONTENT
    if any(finding.severity == "error" for finding in sheet.findings):
        return CONTENT
    return CONTENT if sheet.status == "not_computable" else FINE


def _check_only(sheets: "list[ScoreSheet]", options: ScoreOptions, output: Output) -> None:
    if options.only is None:
        return
    from perfdsl.reports import find_nodes

    for sheet in sheets:
        found = find_nodes(sheet, options.only)
        if not found:
            fail(output.language, w.NO_SUCH_INDICATOR, name=options.only)
        if len(found) > 1:
            paths = "、".join("/".join(node.path) for node in found)
            fail(
                output.language,
                w.SEVERAL_INDICATORS,
                name=options.only,
                count=len(found),
                paths=paths,
            )


def _show(
    sheets: "list[ScoreSheet]", options: ScoreOptions, output: Output, written: Diagnostics
) -> None:
    from perfdsl.reports import score_report

    documents = [
        score_report(sheet, language=output.language, show_all=options.show_all, only=options.only)
        for sheet in sheets
    ]
    if output.show(documents, written) and output.file is not None:
        output.note(say(output.language, w.WRITTEN, path=output.file))


def _show_json(
    sheets: "list[ScoreSheet]",
    failed: list[Diagnostics],
    output: Output,
    written: Diagnostics,
    *,
    is_list: bool,
) -> None:
    """One sheet as an object, several as a list; in place of a sheet that could not be made, why."""
    from perfdsl.reports import diagnostics_data, sheet_data

    data: list[Any] = [sheet_data(sheet, language=output.language) for sheet in sheets]
    data += [diagnostics_data(found, language=output.language) for found in failed]
    content = data if is_list or len(data) != 1 else data[0]
    if output.show_data(content, written) and output.file is not None:
        output.note(say(output.language, w.WRITTEN, path=output.file))
