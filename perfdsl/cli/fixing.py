"""`perfdsl check --fix` and `--diff`: what can be put right is put right, or shown."""

import sys
from collections.abc import Callable, Sequence

import attrs
import click

from perfdsl.cli import words as w
from perfdsl.cli.help import is_terminal, say
from perfdsl.cli.loading import Loader, exit_code, file_key
from perfdsl.cli.output import Output
from perfdsl.cli.unified import unified
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.fixes import plan_fixes, text_on_disk
from perfdsl.source import SourceText
from perfdsl.width import visible
from perfdsl.workspace import STANDARD_INPUT, STANDARD_INPUT_NAME, decode, write_text

_MOST_ROUNDS = 10
"""One correction may bring another to light; two that undo each other must not go on for ever."""


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


def correct(
    names: Sequence[str], check: Callable[[Loader], list[Diagnostic]], *, unsafe: bool
) -> Corrected:
    """Check, carry out the edits, check again, until there is nothing more to do.

    Only the files asked for are touched, not the rules that a facts file names.
    """
    allowed = {file_key(name) for name in names}
    files: dict[str, CorrectedFile] = {}
    loader = Loader()
    found = found_before = check(loader)
    for _ in range(_MOST_ROUNDS):
        texts: dict[str, SourceText] = {}
        for fix in plan_fixes(
            found, lambda source: file_key(source.name) in allowed, unsafe=unsafe
        ):
            key = file_key(fix.source.name)
            source = decode(fix.source.name, fix.content, Diagnostics())
            if source is not None:
                earlier = files.get(key)
                before, count = (earlier.before, earlier.count) if earlier else (fix.source, 0)
                files[key] = CorrectedFile(before, source, count + fix.count)
                texts[key] = source
        if not texts:
            break
        loader = Loader(texts={**loader.texts, **texts})
        found = check(loader)
    in_order = tuple(files[key] for key in dict.fromkeys(map(file_key, names)) if key in files)
    return Corrected(found_before, found, in_order, loader.texts.get(STANDARD_INPUT), unsafe)


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


def run_diff(corrected: Corrected, output: Output) -> int:
    """The changes as a unified diff, which `patch` understands; the exit code is that of `check`."""
    text = "".join(
        line
        for file in corrected.files
        for line in unified(file.before.name, text_on_disk(file.before), text_on_disk(file.after))
    )
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
