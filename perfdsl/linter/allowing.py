"""Findings that the rule file allows, each with the reason that is written there."""

from collections.abc import Mapping, Sequence

from perfdsl.codes import linting as codes
from perfdsl.diagnostic import Allowed, Diagnostic, Diagnostics, Edit, Help
from perfdsl.linter.editing import delete_line
from perfdsl.linter.settings import Settings
from perfdsl.model.rulebook import Allowance, RuleBook
from perfdsl.suggestion import suggest
from perfdsl.wording import Code, phrase


def apply_allowances(
    rulebook: RuleBook,
    found: Sequence[Diagnostic],
    known: Mapping[str, Code],
    settings: Settings,
) -> tuple[tuple[Diagnostic, ...], tuple[Allowed, ...]]:
    """What is left, with what is wrong with the allowances themselves; and what was allowed."""
    complaints = Diagnostics()
    valid: list[tuple[Allowance, Code]] = []
    by_id = {code.id: code for code in known.values()}
    for allowance in rulebook.allowances:
        code = known.get(allowance.name) or by_id.get(allowance.name.upper())
        if code is None:
            _report_unknown(allowance, known, complaints)
        else:
            valid.append((allowance, code))
    kept: list[Diagnostic] = []
    allowed: list[Allowed] = []
    used: set[int] = set()
    for finding in found:
        fitting = [a for a, code in valid if code is finding.code and _covers(a, finding)]
        if not fitting:
            kept.append(finding)
            continue
        nearest = max(
            fitting, key=lambda allowance: (allowance.covers.start, -allowance.covers.end)
        )
        used.add(id(nearest))
        allowed.append(Allowed(finding, nearest.reason, nearest.span))
    for allowance, code in valid:
        if id(allowance) not in used and settings.level_of(code) != "off":
            _report_needless(allowance, complaints)
    return (*kept, *complaints.found), tuple(allowed)


def _covers(allowance: Allowance, finding: Diagnostic) -> bool:
    if finding.primary is None:
        return False
    return allowance.covers.start <= finding.primary.span.start < allowance.covers.end


def _report_unknown(
    allowance: Allowance, known: Mapping[str, Code], diagnostics: Diagnostics
) -> None:
    helps = [
        Help(
            phrase("改成「{name}」", "write 「{name}」", name=name),
            (Edit(allowance.name_span, name),),
            "unsafe",
        )
        for name in suggest(allowance.name, known)
    ]
    diagnostics.report(codes.UNKNOWN_RULE, allowance.name_span, helps=helps, name=allowance.name)


def _report_needless(allowance: Allowance, diagnostics: Diagnostics) -> None:
    helps = delete_line(allowance.span, "safe")  # no score depends on it
    diagnostics.report(codes.ALLOWS_NOTHING, allowance.span, helps=helps, name=allowance.name)
