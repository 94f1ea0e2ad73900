"""The text of `perfdsl test --missing`, read and run again before anybody sees it."""

import os
from pathlib import Path

from perfdsl.cli.output import Output
from perfdsl.diagnostic import Diagnostics, InternalError
from perfdsl.readers.toml import read_facts
from perfdsl.rule_tests import report_words as t
from perfdsl.rule_tests.proposals import Proposals, propose
from perfdsl.rule_tests.reading import read_suite
from perfdsl.rule_tests.results import RulesTested
from perfdsl.rule_tests.running import Runner
from perfdsl.rule_tests.situations import Situation, situation_of
from perfdsl.rule_tests.writing import Writer
from perfdsl.source import SourceText


def missing_text(tested: RulesTested, output: Output, *, alone: bool) -> str:
    """Cases for what nothing covers, and what no case was found for; a whole file where there is none."""
    suites = tested.suites
    shared = situation_of(suites[0].shared) if suites else Situation()
    proposals = propose(tested.coverage, shared)
    taken = {case.name for suite in suites for case in suite.cases}
    writer = Writer(tested.rulebook, output.language, shared, taken)
    rules = _seen_from(tested.rulebook.source.name, output.file)
    parts = [] if alone else [f"# {t.MISSING_OF.text(output.language).format(rules=rules)}\n"]
    if not suites:
        parts.append(writer.head(rules))
    written = writer.cases(proposals.found)
    _verify(tested, proposals, written)
    parts += [part for part in (written, writer.not_found(proposals.not_found)) if part]
    if not written and not proposals.not_found:
        parts.append(t.NOTHING_MISSING.text(output.language) + "\n")
    return "\n".join(parts)


def _seen_from(rules: str, file: str | None) -> str:
    home = Path(file if file is not None else rules).parent
    try:
        return Path(os.path.relpath(rules, home)).as_posix()
    except ValueError:  # another drive
        return Path(rules).absolute().as_posix()


def _verify(tested: RulesTested, proposals: Proposals, written: str) -> None:
    """What is printed must come to what it says when it is read from the test file."""
    if not written:
        return
    below = f"{tested.suites[0].source.text}\n\n" if tested.suites else ""
    found = Diagnostics()
    raw = read_facts(SourceText("<missing>", below + written), found)
    if raw is None:
        raise InternalError("proposed cases cannot be read")
    suite = read_suite(raw, tested.rulebook, found, lambda _path, _notes: None)
    runner = Runner(tested.rulebook)
    new = [case for case in suite.cases if case.span.start >= len(below)]
    wrong = [case.name for case in new if not runner.run(case).passed]
    if wrong or len(new) != len(proposals.found):
        texts = [each.message("en") for each in found if each.severity == "error"]
        raise InternalError(f"proposed cases come out otherwise: {wrong[:3]} {texts[:3]}")
