"""Facts of another year than the rules: what may have been forgotten."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from perfdsl.checker.facts.words import fold, is_unfilled, year_of
from perfdsl.checker.ways_out import instead
from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.model.raw_facts import RawEntry, RawFacts, RawTable
from perfdsl.model.rulebook import RuleBook
from perfdsl.numerals import digits_of_year
from perfdsl.source import Span
from perfdsl.wording import Phrase, phrase


def year_helps(raw: RawFacts, span: Span, year: int, rules_year: int) -> list[Help]:
    """The rules of that year first; else the year in the file, unless the rest of the file says it is right."""
    general = codes.YEAR_DIFFERS.help
    assert general is not None
    helps = [Help(Phrase(general, {"facts_year": year, "rules_year": rules_year}))]
    named = _years_named(raw)
    if named[year] > named[rules_year]:
        return helps
    said = {"year": rules_year, "count": named[rules_year]}
    text = phrase(
        "数据确是 {year} 年度的，改为 {year}",
        "change it to {year} if the facts are of {year}",
        **said,
    )
    if named[rules_year] > named[year]:
        text = phrase(
            "文件里别处写的多是 {year} 年（{count} 处），年度改为 {year}",
            "elsewhere the file mostly says {year} ({count} times): change the year to {year}",
            **said,
        )
    return [*helps, Help(text, (Edit(span, str(rules_year)),), "unsafe")]


def _years_named(raw: RawFacts) -> Counter[int]:
    """How often the values of the file name each year: as a day, in a text, or in the name of the rules."""
    named: Counter[int] = Counter()
    for value in _scalars(raw.root):
        if isinstance(value, date):
            named[value.year] += 1
        elif isinstance(value, str):
            named.update({int(each) for each in _YEAR_NAMED.findall(value)})
    return named


_YEAR_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*年|[-/.]\d{1,2}[-/.]|\D*\.perf$)")


def fiscal_year(
    raw: RawFacts,
    entry: RawEntry | None,
    allowed: int | None,
    rulebook: RuleBook,
    diagnostics: Diagnostics,
) -> int | None:
    """The year the file says it is of, held against that of the rules."""
    if entry is None or is_unfilled(entry.value.content):
        return None
    year = year_of(raw)
    span = entry.value.span
    if year is None:
        digits = re.sub(r"\D", "", digits_of_year(fold(span.text).strip("\"' 年度")))
        likely = str(rulebook.year or "")
        if not re.fullmatch(r"[12]\d{3}", digits):
            digits = likely if _is_slip(digits, likely) else ""
        helps = [instead(span, digits)] if digits else []
        diagnostics.report(codes.NOT_A_YEAR, span, helps=helps, text=span.text)
        return None
    rules_year = rulebook.year
    if rules_year is not None and year != rules_year:
        is_allowed = allowed in (year, rules_year)
        code = codes.YEAR_ALLOWED if is_allowed else codes.YEAR_DIFFERS
        diagnostics.report(
            code,
            span,
            helps=() if is_allowed else year_helps(raw, span, year, rules_year),
            facts_year=year,
            rules_year=rules_year,
        )
    return year


def _is_slip(digits: str, year: str) -> bool:
    """`22`, `202`, `20222`, `20 22` for 2022."""
    if not year or not digits:
        return False
    shorter, longer = sorted((digits, year), key=len)
    one_less = {longer[:at] + longer[at + 1 :] for at in range(len(longer))}
    return digits == year[2:] or (len(longer) == len(shorter) + 1 and shorter in one_less)


_YEAR_OF_DAY = re.compile(r"(20\d\d|19\d\d)\s*[-/.年]\s*\d{1,2}\s*[-/.月]")


def likely_years(raw: RawFacts, rules_year: int | None) -> tuple[int, ...]:
    """The years of the days in the file, the most frequent first; then that of the file and of the rules."""
    years: list[int] = []
    for value in _scalars(raw.root):
        if isinstance(value, date):
            years.append(value.year)
        elif isinstance(value, str) and (found := _YEAR_OF_DAY.match(value.strip())):
            years.append(int(found[1]))
    ranked = [year for year, _ in Counter(years).most_common()]
    others = [year for year in (year_of(raw), rules_year) if year is not None]
    return tuple(dict.fromkeys([*ranked, *others]))[:2]


def _scalars(table: RawTable) -> Iterator[object]:
    for entry in table:
        content = entry.value.content
        for each in content if isinstance(content, tuple) else (entry.value,):
            if isinstance(each.content, RawTable):
                yield from _scalars(each.content)
            elif not isinstance(each.content, tuple):
                yield each.content
