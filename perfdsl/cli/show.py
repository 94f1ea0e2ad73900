"""`perfdsl show` and `perfdsl facts new`: rules as a tree, and as a form to fill in."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from perfdsl.cli import words as w
from perfdsl.cli.help import say
from perfdsl.cli.loading import CONTENT, Loader, exit_code, one_rule_file
from perfdsl.cli.output import Output
from perfdsl.diagnostic import Diagnostics
from perfdsl.workspace import STANDARD_INPUT, write_text

if TYPE_CHECKING:
    from perfdsl.model.rulebook import RuleBook


def run_show(path: str, output: Output) -> int:
    """The indicators of a rule file."""
    rulebook, code = _load(path, output)
    if rulebook is None:
        return code
    from perfdsl.reports import tree_report

    written = Diagnostics()
    output.show([tree_report(rulebook, language=output.language)], written)
    output.complain(written.found)
    return exit_code(written)


def run_facts_new(path: str, output: Output) -> int:
    """A form on standard output, or in a new file."""
    rulebook, code = _load(path, output)
    if rulebook is None:
        return code
    from perfdsl.reports.facts_form import facts_form

    written = Diagnostics()
    form = facts_form(
        rulebook, output.language, rules_path=_rules_path(rulebook.source.name, output.file)
    )
    if output.file is None:
        output.write(form, written)
    elif write_text(output.file, form, written, replace=False):
        output.note(say(output.language, w.WRITTEN, path=output.file))
        output.note(say(output.language, w.FORM_NEXT, path=output.file))
    output.complain(written.found)
    return exit_code(written)


def _load(path: str, output: Output) -> "tuple[RuleBook | None, int]":
    """The rules, or None and the exit code; errors are told, warnings are for `check`."""
    diagnostics = Diagnostics()
    name = one_rule_file(path, diagnostics)
    output.complain(diagnostics.found)
    if name is None:
        return None, exit_code(diagnostics) or CONTENT
    rules = Loader().load_rules(name)
    if rules.rulebook is None:
        output.complain(rules.diagnostics.found)
        return None, exit_code(rules.diagnostics) or CONTENT
    return rules.rulebook, 0


def _rules_path(rules: str, form: str | None) -> str | None:
    """The rules as seen from the folder of the form."""
    if rules.startswith("<") or rules == STANDARD_INPUT:
        return None
    home = Path(form).parent if form is not None else Path()
    try:
        return Path(os.path.relpath(rules, home)).as_posix()
    except ValueError:  # another drive
        return Path(rules).absolute().as_posix()
