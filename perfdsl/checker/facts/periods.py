"""Last year's amounts named so below the heading of this year: `上年支出数`, `spending_last_year`."""

import re
from collections.abc import Mapping

from perfdsl.checker.facts.asked import Asked
from perfdsl.checker.facts.homes import Homes
from perfdsl.checker.facts.words import canonical_name, fact_word, table_of
from perfdsl.diagnostic import Edit, Help
from perfdsl.model.fact_lines import line_below
from perfdsl.model.raw_facts import RawEntry
from perfdsl.model.types import RecordsType
from perfdsl.wording import phrase

_LONGEST = 80
_YEAR_BEFORE = r"(?:上一?年度?|去年|前一年度?|上期)"
_BEFORE = (
    re.compile(rf"{_YEAR_BEFORE}的?[._·/]?(.+)"),
    re.compile(rf"(.+?)[(（_]?{_YEAR_BEFORE}(?:数)?[)）]?"),
    re.compile(r"(?:last|previous|prior|prev)_?(?:year)?(?:s|'s)?[_. ](.+)", re.IGNORECASE),
    re.compile(r"(.+?)[_. (]+(?:in_)?(?:last|previous|prior|prev)_?(?:year)?\)?", re.IGNORECASE),
)
_NOW = (
    re.compile(r"(?:本年度?|当年|今年|本期)的?(.+)"),
    re.compile(r"(.+?)[(（]?(?:本年度?|当年|今年|本期)数?[)）]?"),
    re.compile(r"(?:this|current)_?(?:year)?[_. ](.+)", re.IGNORECASE),
    re.compile(r"(.+?)[_. ](?:this|current)(?:_year)?", re.IGNORECASE),
)


def year_named(
    entry: RawEntry, section: str, asked: Mapping[str, Asked], homes: Homes
) -> list[Help]:
    """The entry below the heading of the year its name says; empty where it says none."""
    for word, patterns in (("last_year", _BEFORE), ("facts", _NOW)):
        fact = _named(entry.key, patterns, asked)
        if fact is None or isinstance(fact.type, RecordsType):
            continue
        there = homes.sections.get(word)
        table = table_of(there) if there is not None else None
        given = {canonical_name(each.key) for each in table or ()}
        if canonical_name(fact.name) in given:
            text = phrase("「{name}」已经填了", "“{name}” is given already", name=fact.name)
            return [Help(text)]
        if word == section:
            text = phrase("写成「{name}」", "write “{name}”", name=fact.name)
            return [Help(text, (Edit(entry.key_span, f'"{fact.name}"'),), "unsafe")]
        if there is not None and not homes.has_heading(word):
            continue
        names = fact_word(f"file.{word}")
        is_english = all(each.key.isascii() for each in homes.raw.root)
        title = f"[{names.en}]" if is_english else f'["{names.zh}"]'
        lines = entry.key_span.to(entry.value.span)
        heading = there.key_span if there is not None else None
        return [line_below(lines, heading, title, _renamed(entry, fact.name))]
    return []


def _renamed(entry: RawEntry, name: str) -> str:
    """The whole line with another name."""
    source, start = entry.key_span.source, entry.key_span.end
    starts, last = source.line_starts, entry.value.span.last.line
    end = starts[last] if last < len(starts) else len(source.text)
    return f'"{name}"{source.text[start:end].rstrip()}'


def _named(
    key: str, patterns: tuple[re.Pattern[str], ...], asked: Mapping[str, Asked]
) -> Asked | None:
    plain = canonical_name(key)
    if len(plain) > _LONGEST:
        return None
    for pattern in patterns:
        found = pattern.fullmatch(plain)
        if found is not None and found[1] in asked:
            return asked[found[1]]
    return None
