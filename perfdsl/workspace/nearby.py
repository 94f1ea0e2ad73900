"""Rules that a facts file may have meant, where what it names is not there."""

import os
from collections.abc import Iterator
from contextlib import suppress

import attrs

from perfdsl.codes import files as codes
from perfdsl.codes.facts import YEAR_DIFFERS
from perfdsl.codes.facts_writing import NO_VALUE
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.suggestion import suggest
from perfdsl.wording import phrase
from perfdsl.workspace.finding import scheme_of_rules, year_of_rules

_HIGHEST = 4
"""So many folders up are looked at."""


def rules_nearby(written: str, home: str, span: Span | None) -> list[Help]:
    """The same name beside the facts file, the same path from another folder, or a name like it."""
    if span is None or span.text[:1] not in ('"', "'"):
        return []
    with suppress(OSError, ValueError):
        return [
            Help(
                phrase("写成「{path}」", "write “{path}”", path=path),
                (Edit(span, f'"{path}"'),),
                "unsafe",
            )
            for path in dict.fromkeys(_meant(written, home))
        ]
    return []


def report_not_named(facts: SourceText, span: Span | None, diagnostics: Diagnostics) -> None:
    """No rules are named where `span` is; an empty value that is told of already is not told of twice."""
    beside = _beside(facts.name)
    if span is None:
        edit = Edit(Span(facts, 0, 0), f'"方案" = "{beside}"\n')
    else:
        edit = Edit(span, f'"{beside}"')
    told = _told_on(span, diagnostics) if span is not None else None
    if told is not None and span is not None:
        first = diagnostics.found[told].helps
        edit = attrs.evolve(first[0].edits[0], replacement=f' "{beside}"') if first else edit
    text = phrase("写成旁边的「{path}」", "write “{path}”, which lies beside it", path=beside or "")
    helps = (Help(text, (edit,), "unsafe"),) if beside is not None else ()
    if told is None:
        diagnostics.report(codes.RULES_NOT_NAMED, span or Span(facts, 0, 0), helps=helps)
    elif helps:
        diagnostics.found[told] = attrs.evolve(diagnostics.found[told], helps=helps)


def offer_rules_of_year(
    rules: str, year: int | None, span: Span | None, diagnostics: Diagnostics
) -> None:
    """Beside rules of another year than the facts: those of their year, if there is one such file."""
    home, own = os.path.split(rules)
    if year is None or span is None or not span.text.strip("\"' ").endswith(own):
        return
    beside: list[str] = []
    with suppress(OSError, ValueError):
        beside = [name for name in os.listdir(home or ".") if name.endswith(".perf")]
    scheme = scheme_of_rules(rules)
    found = [
        name
        for name in beside
        if name != own
        and year_of_rules(os.path.join(home, name)) == year
        and (scheme is None or scheme_of_rules(os.path.join(home, name)) == scheme)
    ]
    if len(found) != 1:
        return
    written = span.text.replace(own, found[0])
    text = phrase(
        "改用 {year} 年度的规则：写成 {path}",
        "use the rules of {year}: write {path}",
        year=year,
        path=written,
    )
    help_ = Help(text, (Edit(span, written),), "unsafe")
    for index, each in enumerate(diagnostics.found):
        if each.code is YEAR_DIFFERS:
            diagnostics.found[index] = attrs.evolve(each, helps=(*each.helps, help_))


def _told_on(span: Span, diagnostics: Diagnostics) -> int | None:
    """The finding that there is no value on that line."""
    for index, each in enumerate(diagnostics.found):
        place = each.primary.span if each.primary is not None else None
        if each.code is NO_VALUE and place is not None and place.first.line == span.first.line:
            return index
    return None


def _beside(facts: str) -> str | None:
    """The rule file of the same name in the same folder, or the only one there."""
    home, name = os.path.split(facts)
    with suppress(OSError, ValueError):
        found = [each for each in os.listdir(home or ".") if each.endswith(".perf")]
        own = name.removesuffix(".toml") + ".perf"
        return own if own in found else found[0] if len(found) == 1 else None
    return None


def _meant(written: str, home: str) -> Iterator[str]:
    name = written.rsplit("/", 1)[-1]
    if os.path.isfile(os.path.join(home, name)) and name.endswith(".perf"):
        yield name
        return
    for height in range(1, _HIGHEST):
        path = "../" * height + written.lstrip("./")
        if written.endswith(".perf") and os.path.isfile(os.path.join(home, path)):
            yield path
            return
    beside = sorted(each for each in os.listdir(home or ".") if each.endswith(".perf"))
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    same = [each for each in beside if each.removesuffix(".perf") == stem]
    near = suggest(stem, [each.removesuffix(".perf") for each in beside], most=2)
    yield from same or [f"{each}.perf" for each in near]
