"""`perfdsl fmt`: rule files in the one layout."""

import sys

import attrs
import click

from perfdsl.cli import words as w
from perfdsl.cli.help import is_terminal, say
from perfdsl.cli.line_ends import with_line_ends
from perfdsl.cli.loading import CONTENT, FINE, exit_code
from perfdsl.cli.output import Output
from perfdsl.cli.unified import unified
from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.fixes import text_on_disk
from perfdsl.formatter import Style, format_text
from perfdsl.source import SourceText
from perfdsl.syntax import parse
from perfdsl.width import visible
from perfdsl.workspace import STANDARD_INPUT, kind_of, load_source, rule_files, write_text


@attrs.frozen(repr=False)
class FmtOptions:
    style: Style
    check: bool = False
    diff: bool = False


def run_fmt(paths: tuple[str, ...], options: FmtOptions, output: Output) -> int:
    """Write each file anew if that changes it; a file that cannot be read in full is left as it is."""
    diagnostics = Diagnostics()
    names = rule_files(paths, diagnostics)
    changed: list[str] = []
    count = 0
    texts: list[str] = []
    failures: dict[str, Exception] = {}
    for name in names:
        source = load_source(name, diagnostics)
        after = _formatted(source, options.style, diagnostics, failures) if source else None
        if source is None or after is None:
            continue
        before = text_on_disk(source)
        if name == STANDARD_INPUT and not options.check and not options.diff:
            click.echo(after.encode(source.encoding), nl=False)
        elif after != before:
            if options.diff:
                texts += unified(source.name, before, after)
            elif not options.check and not write_text(
                name, after, diagnostics, encoding=source.encoding
            ):
                continue
            changed.append(name)
        count += 1
    _say(changed, count, texts, options, output, is_piped=STANDARD_INPUT in names)
    output.complain(diagnostics.found)
    for name in failures:
        output.note(say(output.language, w.FMT_FAILED, path=name))
    for error in failures.values():
        raise error  # the other files are done
    would_change = CONTENT if options.check and changed else FINE
    return max(exit_code(diagnostics), would_change)


def _formatted(
    source: SourceText, style: Style, diagnostics: Diagnostics, failures: dict[str, Exception]
) -> str | None:
    """The text as it is to stand on disk: with the file's own byte order mark and line ends."""
    if kind_of(source.text) == "facts":
        diagnostics.report(codes.FACTS_NOT_RULES, path=source.name)
        return None
    found = Diagnostics()
    try:
        parse(source, found)
        errors = [each for each in found if each.severity == "error"]
        if errors:
            diagnostics.found += errors
            return None
        text = format_text(source, style)
    except Exception as error:
        failures[source.name] = error
        return None
    written = text_on_disk(source)
    mark = "\ufeff" if written.startswith("\ufeff") else ""
    return mark + with_line_ends(text, written)


def _say(
    changed: list[str],
    count: int,
    texts: list[str],
    options: FmtOptions,
    output: Output,
    *,
    is_piped: bool,
) -> None:
    written = Diagnostics()
    if options.diff:
        text = "".join(texts)
        if text:
            output.write(visible(text) if is_terminal(sys.stdout) else text, written)
    elif options.check and changed:
        output.write("\n".join(changed), written)
    if not is_piped or options.check:
        words = w.FMT_WOULD if options.check or options.diff else w.FMT_DONE
        output.note(say(output.language, words, changed=len(changed), same=count - len(changed)))
