"""`perfdsl diff`: two years' rules side by side, and what the change does to scores."""

import os
import sys
from typing import TYPE_CHECKING, Any

import attrs

from perfdsl.cli import words as w
from perfdsl.cli.help import fail, say
from perfdsl.cli.loading import CONTENT, FINE, Loader, exit_code, one_rule_file
from perfdsl.cli.output import Output
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.workspace import STANDARD_INPUT, facts_files, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfdsl.changes.departments import Departments
    from perfdsl.changes.impact import Impact
    from perfdsl.document import Block
    from perfdsl.model.facts import Facts
    from perfdsl.model.raw_facts import RawFacts
    from perfdsl.model.rulebook import RuleBook

_MANY = 5
"""So many names that neither of the rules knows are no slips."""


@attrs.frozen(eq=False, repr=False)
class DiffOptions:
    brief: bool = False
    show_all: bool = False
    only: str | None = None
    facts: tuple[str, ...] = ()
    years: tuple[str, str] | None = None
    """Facts of the old year and of the new."""
    witness: str | None = None
    equivalent: bool = False
    exit_code: bool = False


def run_diff(old: str, new: str, options: DiffOptions, output: Output) -> int:
    """Compare; differences are no error unless `--exit-code` or `--equivalent` asks."""
    if old == STANDARD_INPUT and new == STANDARD_INPUT:
        fail(output.language, w.RULES_FROM_INPUT_TWICE)
    if output.format == "docx" and output.file is None:
        fail(output.language, w.NEEDS_FILE)
    if options.equivalent and options.only is not None:
        fail(output.language, w.EQUIVALENT_ONLY)
    loader = Loader()
    books: list[RuleBook] = []
    code = FINE
    for path in (old, new):
        rulebook, own = _rules(path, loader, output)
        code = max(code, own)
        if rulebook is not None:
            books.append(rulebook)
    if len(books) < 2:
        return code or CONTENT
    from perfdsl.changes.impact import impact
    from perfdsl.changes.structure import compare

    comparison = compare(*books)
    whole = impact(comparison)
    found = whole if options.only is None else _only(whole, options.only, output)
    written = Diagnostics()
    if options.equivalent:
        code = max(code, _certify(found, output, written))
    else:
        code = max(code, _show(found, whole, options, output, written))
    if options.witness is not None:
        _write_witnesses(found, options.witness, output, written)
    output.complain(written.found)
    differs = CONTENT if options.exit_code and not found.comparison.is_empty else FINE
    return max(code, exit_code(written), differs)


def _rules(path: str, loader: Loader, output: Output) -> "tuple[RuleBook | None, int]":
    diagnostics = Diagnostics()
    name = one_rule_file(path, diagnostics)
    output.complain(diagnostics.found)
    if name is None:
        return None, exit_code(diagnostics) or CONTENT
    output.reads.append(name)
    loaded = loader.load_rules(name)
    if loaded.rulebook is None:
        output.complain(loaded.diagnostics.found)
        return None, exit_code(loaded.diagnostics) or CONTENT
    return loaded.rulebook, FINE


def _only(found: "Impact", wanted: str, output: Output) -> "Impact":
    """The part about one indicator, or about those below a heading."""
    from perfdsl.changes.impact import narrowed

    kept = narrowed(found, wanted)
    if kept is None:
        fail(output.language, w.NO_SUCH_INDICATOR, name=wanted)
    return kept


# --- the report ----------------------------------------------------------------------------------


def _show(
    found: "Impact", whole: "Impact", options: DiffOptions, output: Output, written: Diagnostics
) -> int:
    """`found` is what to show of the `whole`; departments are always scored in full."""
    from perfdsl.document import Document
    from perfdsl.reports.changes import changes_report

    departments, code = _departments(whole, options, output)
    if departments is not None:
        from perfdsl.changes.departments import with_what_shows

        found = with_what_shows(found, departments)
    years = _years(whole, options, output)
    lacking = departments is not None and len(departments.scored) < len(departments.every)
    if lacking or (options.years is not None and years is None):
        code = max(code, CONTENT)
    if output.format == "json":
        output.show_data(_data(found, departments, years, output), written)
        return code
    report = changes_report(
        found, language=output.language, brief=options.brief, show_all=options.show_all
    )
    more = tuple(_more_blocks(found, departments, years, options, output))
    document = Document((*report.blocks, *more), output.language)
    if output.format == "docx":
        from perfdsl.reports.change_sheet import sheet_blocks

        sheet = tuple(sheet_blocks(found, departments, output.language))
        document = attrs.evolve(document, blocks=(*document.blocks, *sheet))
        return max(code, _show_word(document, output, written))
    output.show([document], written)
    return code


def _more_blocks(
    found: "Impact",
    departments: "Departments | None",
    years: Any,
    options: DiffOptions,
    output: Output,
) -> "list[Block]":
    from perfdsl.reports.change_departments import department_blocks, trace_blocks, year_blocks
    from perfdsl.reports.voice import Voice

    voice = Voice(output.language)
    blocks: list[Block] = []
    if departments is not None and departments.every:
        if options.only is None:
            blocks += department_blocks(departments, voice, show_all=options.show_all)
        else:
            wanted = {path[-1].id for leaf in found.leaves for path in (leaf.old, leaf.new) if path}
            for each in departments.every:
                blocks += trace_blocks(found.comparison, wanted, each, voice)
    if years is not None:
        subject, split = years
        blocks += year_blocks(subject, split, voice)
    return blocks


def _data(found: "Impact", departments: "Departments | None", years: Any, output: Output) -> Any:
    from perfdsl.reports.change_data import changes_data, department_data, year_data
    from perfdsl.reports.voice import Voice

    data = changes_data(found, language=output.language)
    if departments is not None:
        voice = Voice(output.language)
        data["departments"] = [department_data(each, voice) for each in departments.every]
    if years is not None:
        data["year_on_year"] = year_data(years[1])
    return data


def _show_word(document: Any, output: Output, written: Diagnostics) -> int:
    try:
        from perfdsl.renderers import word
    except ImportError:
        fail(output.language, w.NEEDS_EXTRA, package="python-docx", extra="word")
    assert output.file is not None
    write_text(output.file, word.render(document), written, never=output.reads)
    return exit_code(written)


def _certify(found: "Impact", output: Output, written: Diagnostics) -> int:
    """The proof that nothing changes, with what it is about; or why there is none."""
    from perfdsl.reports.change_certificate import certificate

    text, is_proved = certificate(found, output.language)
    if output.format == "json":
        output.show_data(_data(found, None, None, output), written)
    else:
        output.write(text, written)
    return FINE if is_proved else CONTENT


# --- real departments ----------------------------------------------------------------------------


def _departments(
    found: "Impact", options: DiffOptions, output: Output
) -> "tuple[Departments | None, int]":
    if not options.facts:
        return None, FINE
    from perfdsl.changes.departments import departments

    diagnostics = Diagnostics()
    names = facts_files(options.facts, diagnostics)
    output.complain(diagnostics.found)
    code = exit_code(diagnostics)
    given = []
    for name in names:
        pair, own = _facts(name, found, output)
        code = max(code, own)
        if pair is not None:
            given.append((name, pair))
    return departments(found, given), code


def _years(found: "Impact", options: DiffOptions, output: Output) -> Any:
    if options.years is None:
        return None
    from perfdsl.changes.departments import year_on_year

    pairs = [_facts(name, found, output)[0] for name in options.years]
    if pairs[0] is None or pairs[1] is None:
        return None
    result = year_on_year(found.comparison, pairs[0], pairs[1])
    if result is None:
        output.note(say(output.language, w.YEARS_NOT_SCORED))
        return None
    subject = pairs[1][1].subject or os.path.basename(options.years[1])
    return subject, result


def _facts(name: str, found: "Impact", output: Output) -> "tuple[tuple[Facts, Facts] | None, int]":
    """The facts as either year's rules read them; a name that one of them knows is no mistake."""
    from perfdsl.checker.facts.file import check_facts
    from perfdsl.checker.facts.words import year_of
    from perfdsl.codes.facts import UNKNOWN_FACT
    from perfdsl.readers.toml import read_facts
    from perfdsl.workspace import load_source

    diagnostics = Diagnostics()
    source = load_source(name, diagnostics)
    raw = read_facts(source, diagnostics) if source is not None else None
    if raw is None:
        output.complain(diagnostics.found)
        return None, exit_code(diagnostics)
    output.reads.append(name)
    own: list[Diagnostics] = []
    facts: list[Facts] = []
    for rulebook in (found.comparison.old, found.comparison.new):
        complaints = Diagnostics()
        facts.append(check_facts(raw, rulebook, complaints, year=year_of(raw)))
        own.append(complaints)
    both = {(each.code.id, _place(each)) for each in own[0]} & {
        (each.code.id, _place(each)) for each in own[1]
    }
    alien = _of_another_scheme(name, raw, facts, {key for key in both if key[0] == UNKNOWN_FACT.id})
    if alien is not None:
        output.complain(alien.found)
        return None, exit_code(alien)
    for complaints in own:
        for each in complaints:
            key = (each.code.id, _place(each))
            known = "unknown" in each.code.slug and key not in both
            if (
                each.severity == "error"
                and not known
                and key not in {(d.code.id, _place(d)) for d in diagnostics}
            ):
                diagnostics.found.append(each)
    output.complain(diagnostics.found)
    return (facts[0], facts[1]), exit_code(diagnostics)


def _of_another_scheme(
    name: str, raw: "RawFacts", facts: "Sequence[Facts]", unknown: set[tuple[str, tuple[int, int]]]
) -> Diagnostics | None:
    """What to say of a file most of whose facts neither of the rules knows."""
    from perfdsl.checker.facts.words import scheme_of
    from perfdsl.codes.files import FACTS_OF_ANOTHER_SCHEME

    known = {fact for each in facts for fact in each.values}
    if len(unknown) < _MANY or len(unknown) <= len(known):
        return None
    found = Diagnostics()
    found.report(
        FACTS_OF_ANOTHER_SCHEME, scheme_of(raw)[1], path=name, count=len(unknown), known=len(known)
    )
    return found


def _place(found: Diagnostic) -> tuple[int, int]:
    label = found.primary
    return (label.span.start, label.span.end) if label is not None else (0, 0)


# --- witnesses -----------------------------------------------------------------------------------


def _write_witnesses(found: "Impact", folder: str, output: Output, written: Diagnostics) -> None:
    """A facts file for each difference that was shown."""
    from perfdsl.reports.change_witnesses import witness_files

    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        fail(output.language, w.NO_FOLDER, name=folder)
    count = 0
    for name, text in witness_files(found, folder, output.language):
        if write_text(os.path.join(folder, name), text, written, never=output.reads):
            count += 1
    if output.format != "json" or output.file is not None:
        output.note(say(output.language, w.WROTE_WITNESSES, count=count, folder=folder))
    sys.stdout.flush()
