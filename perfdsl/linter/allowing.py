"""Findings that the rule file allows, each with the reason that is written there."""

import re
from collections.abc import Mapping, Sequence

from perfdsl.codes import linting as codes
from perfdsl.diagnostic import Allowed, Diagnostic, Diagnostics, Edit, Help
from perfdsl.linter.editing import delete_line
from perfdsl.linter.settings import Settings, is_other_code, report_other_code
from perfdsl.model.rulebook import Allowance, RuleBook
from perfdsl.suggestion import suggest
from perfdsl.wording import Code, phrase

_BETWEEN = " \t,，、和"
"""What stands between two names in a list."""


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
            _look_for_more_names(allowance, known, complaints)
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
    if is_other_code(allowance.name):
        report_other_code(allowance.name, allowance.name_span, known.values(), diagnostics)
        return
    helps = [
        Help(
            phrase("改成「{name}」", "write 「{name}」", name=name),
            (Edit(allowance.name_span, name),),
            "unsafe",
        )
        for name in suggest(allowance.name, known)
    ]
    diagnostics.report(codes.UNKNOWN_RULE, allowance.name_span, helps=helps, name=allowance.name)


_MORE = re.compile(r"(?P<name>[a-z]+(?:-[a-z]+)+|PD\d{4})[\s,，、和]*(?P<rest>.*)", re.DOTALL)


def _look_for_more_names(
    allowance: Allowance, known: Mapping[str, Code], diagnostics: Diagnostics
) -> None:
    """Names of further rules that were read as the beginning of the reason."""
    names: list[str] = []
    written = allowance.span.text[allowance.name_span.end - allowance.span.start :]
    if written.lstrip(_BETWEEN + ":：").startswith(('"', "“", "”", "'")):
        return
    rest = allowance.reason.lstrip(_BETWEEN)
    while (more := _MORE.match(rest)) is not None and _is_like_a_rule(more["name"], known):
        names.append(more["name"])
        rest = more["rest"].lstrip(_BETWEEN)
    if not names:
        return
    diagnostics.report(
        codes.ONE_NAME_EACH,
        allowance.span,
        helps=_a_line_each(allowance, names, rest),
        name=allowance.name,
        other="」「".join(names),
    )


def _is_like_a_rule(name: str, known: Mapping[str, Code]) -> bool:
    return name.startswith("PD") or name in known or bool(suggest(name, known))


def _a_line_each(allowance: Allowance, names: Sequence[str], reason: str) -> list[Help]:
    """The line once for each name, where it stands alone on its line and gives a reason."""
    span, quoted = allowance.span, reason.strip().strip("\"“”'")
    text = span.source.text
    start = text.rfind("\n", 0, span.start) + 1
    indent = text[start : span.start]
    if indent.strip() or not quoted:
        return []
    word = "allow" if span.text.lower().startswith("allow") else "放过"
    lines = [f'{word} {name} "{quoted}"' for name in (allowance.name, *names)]
    edit = Edit(span, f"\n{indent}".join(lines))
    title = phrase("分成 {count} 行", "write {count} lines", count=len(lines))
    return [Help(title, (edit,), "unsafe")]


def _report_needless(allowance: Allowance, diagnostics: Diagnostics) -> None:
    helps = delete_line(allowance.span, "safe")  # no score depends on it
    diagnostics.report(codes.ALLOWS_NOTHING, allowance.span, helps=helps, name=allowance.name)
