"""`perfdsl check --fix` and `--diff`: what can be put right is put right, or shown."""

import os
import sys
from collections.abc import Iterator, Sequence

import attrs
import click

from perfdsl.cli import words as w
from perfdsl.cli.fixing_rounds import Check, Rounds
from perfdsl.cli.help import is_terminal, say
from perfdsl.cli.loading import exit_code, file_key
from perfdsl.cli.output import Output
from perfdsl.cli.unified import unified
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import choose_helps, text_on_disk
from perfdsl.source import SourceText
from perfdsl.turns import OF_NAMES
from perfdsl.width import visible
from perfdsl.workspace import STANDARD_INPUT, STANDARD_INPUT_NAME, write_text

_MOST_ROUNDS = 200
"""One correction may bring another to light; what never comes to an end is not worth waiting for."""


@attrs.frozen(eq=False, repr=False)
class CorrectedFile:
    before: SourceText
    after: SourceText
    count: int
    """How many findings were put right."""


@attrs.frozen(eq=False, repr=False)
class Corrected:
    """Nothing is written yet."""

    found_before: list[Diagnostic]
    found: list[Diagnostic]
    files: tuple[CorrectedFile, ...]
    standard_input: SourceText | None
    """What was read from there, corrected."""
    unsafe: bool

    @property
    def count(self) -> int:
        return sum(file.count for file in self.files)


def correct(names: Sequence[str], check: Check, *, unsafe: bool) -> Corrected:
    """Check, carry out the edits, check again, until there is nothing more to do.

    Only the files asked for are touched, not the rules that a facts file names.
    """
    allowed = {file_key(name) for name in names}
    files: dict[str, CorrectedFile] = {}
    rounds = Rounds(check)
    found_before = rounds.found
    seen: set[tuple[tuple[str, str], ...]] = set()
    unused: frozenset[str] | None = None
    for _ in range(_MOST_ROUNDS):
        if unused is None and not any(each.severity == "error" for each in rounds.found):
            unused = frozenset(map(_line, filter(_is_unused, rounds.found)))
        found = [each for each in rounds.found if not _became_unused(each, unused)]
        helps = choose_helps(found, lambda help_: rounds.may(help_, allowed), unsafe=unsafe)
        if not helps:
            break
        fixes = rounds.carry_out(helps)
        texts = tuple((fix.source.name, fix.text) for fix in fixes)
        for fix in fixes:
            key = file_key(fix.source.name)
            earlier = files.get(key)
            before, count = (earlier.before, earlier.count) if earlier else (fix.source, 0)
            files[key] = CorrectedFile(before, rounds.texts[key], count + fix.count)
        if texts and texts in seen:
            break  # corrections that undo each other
        seen.add(texts)
    return Corrected(
        found_before,
        rounds.found,
        tuple(files[key] for key in _once_each(names) if key in files),
        rounds.texts.get(STANDARD_INPUT),
        unsafe,
    )


def _is_unused(found: Diagnostic) -> bool:
    return found.code.slug in OF_NAMES


def _line(found: Diagnostic) -> str:
    span = found.primary.span if found.primary is not None else None
    return "" if span is None else f"{span.source.name}: {span.source.line_text(span.first.line)}"


def _became_unused(found: Diagnostic, unused: frozenset[str] | None) -> bool:
    """Whether a correction took away what used it: nobody was told, and a facts file may fill it."""
    return unused is not None and _is_unused(found) and _line(found) not in unused


def _once_each(names: Sequence[str]) -> list[str]:
    """The keys of the files in order; of several names for one file the first."""
    places = {os.path.realpath(name): file_key(name) for name in reversed(names)}
    return [file_key(name) for name in names if places[os.path.realpath(name)] == file_key(name)]


def run_fix(corrected: Corrected, output: Output) -> list[Diagnostic]:
    """Write what has changed and say so; what was read from standard input goes to standard output.

    Returns what went wrong in writing.
    """
    written = Diagnostics()
    count = 0
    for file in corrected.files:
        if file.before.name == STANDARD_INPUT_NAME or write_text(
            file.after.name,
            text_on_disk(file.after),
            written,
            encoding=file.after.encoding,
        ):
            count += file.count
    if corrected.standard_input is not None:
        click.echo(corrected.standard_input.content or b"", nl=False)
    output.note(say(output.language, w.FIXED if count else w.NOTHING_FIXED, count=count))
    if corrected.unsafe and count:
        output.note(w.READ_FIXES.text(output.language))
    return written.found


def _changes(file: CorrectedFile) -> Iterator[str]:
    """What `patch` does, and above it, where `patch` looks past it, another encoding."""
    if file.before.encoding != file.after.encoding:
        yield f"# {file.before.name}: {file.before.encoding} → {file.after.encoding}\n"
    yield from unified(file.before.name, text_on_disk(file.before), text_on_disk(file.after))


def run_diff(corrected: Corrected, output: Output) -> int:
    """The changes as a unified diff, which `patch` understands; the exit code is that of `check`."""
    text = "".join(line for file in corrected.files for line in _changes(file))
    written = Diagnostics()
    if text or output.file is not None:
        is_shown = output.file is None and is_terminal(sys.stdout)
        output.write(visible(text) if is_shown else text, written)
    output.note(
        say(
            output.language,
            w.FIXABLE if corrected.files else w.NOTHING_FIXED,
            count=corrected.count,
        )
    )
    output.complain(written.found)
    return max(exit_code(corrected.found_before), exit_code(written))
