"""Headings and keys at the top of a facts file that it does not have: what was meant."""

import re
from collections.abc import Container, Mapping, Sequence

from perfdsl.checker.facts.asked import Asked
from perfdsl.checker.facts.homes import Homes, own_entries
from perfdsl.checker.facts.words import (
    canonical_name,
    fact_word,
    find_word,
    fold,
    known_words,
    names_rules,
    similar,
    spellings,
    suggestions,
    table_of,
)
from perfdsl.codes import facts as codes
from perfdsl.codes import facts_writing as writing_codes
from perfdsl.diagnostic import Diagnostics, Edit, Help
from perfdsl.model.raw_facts import RawEntry, RawTable
from perfdsl.model.types import RecordsType
from perfdsl.source import Span
from perfdsl.wording import phrase

_HEADINGS = {
    "facts": "本年 本年度 本年数据 本年数 当年 当年数据 数据 填报数据 指标值 数值 data values figures this_year current_year",
    "last_year": "上一年 上一年度 上年数 上年数据 前一年 上年度 去年度 上期 上年同期 previous_year prior_year prev_year lastyear previous prior year_before",
    "judged": "打分 人工评分 人工打分 专家评分 专家打分 评审 人工 评价得分 scores scoring marks judgement judgment ratings judging points",
    "explanations": "情况说明 解释 答复 备注 解释说明 须说明 notes comments explanation remarks reasons",
    "stated": "自评分 自评得分 自评结果 自评价 上报得分 自报 self self_score self_assessment claimed reported own_score",
    "working_days": "工作日历 节假日 日历 假期 holidays calendar workdays working_day days",
}
_KEYS = {
    "scheme": "规则 规则文件 评分规则 办法 rules rule rulebook ruleset",
    "year": "年份 所属年度 评价年度 fiscal_year fy period",
    "subject": "部门 单位名称 填报单位 部门名称 被评价单位 department unit organisation organization entity body bureau",
}
_MEANT = {
    spelling: word for word, spellings_ in (_HEADINGS | _KEYS).items() for spelling in spellings_.split()
}  # fmt: skip
"""What clerks call them."""


_CASES = ("用例", "cases", "case")
"""Of files that test rules."""


def _run(entry: RawEntry) -> Help:
    path = entry.key_span.source.name
    text = phrase(
        "这是检验规则的用例，用「perfdsl test {path}」运行",
        "these are tests of rules: run them with `perfdsl test {path}`",
        path=path,
    )
    return Help(text)


def report_unknown_heading(
    entry: RawEntry,
    top: RawTable,
    asked: Mapping[str, Asked],
    homes: Homes,
    diagnostics: Diagnostics,
) -> str | None:
    """An entry at the top that is none of a facts file; `asked` by canonical name.

    The word that its heading is taken for, if it is clear: what stands below it is checked as well.
    """
    is_test = entry.key in _CASES and isinstance(entry.value.content, tuple)
    helps = [_run(entry)] if is_test else _helps(entry, top, asked, homes, diagnostics)
    diagnostics.report(
        codes.UNKNOWN_TABLE, entry.key_span, helps=helps, key=entry.key, known=known_words("file")
    )
    edits = helps[0].edits if helps else ()
    if table_of(entry) is None or len(edits) != 1 or edits[0].span != entry.key_span:
        return None
    return find_word("file", edits[0].replacement.strip('"'))


def records_meant(
    helps: Sequence[Help], entry: RawEntry, asked: Mapping[str, Asked]
) -> Asked | None:
    """`[["事实"."项"]]` for `项目`: the records that are meant, if the rows are those of them."""
    edits = helps[0].edits if helps else ()
    meant = asked.get(canonical_name(edits[0].replacement.strip('"'))) if edits else None
    rows = entry.value.content
    if meant is None or meant.declaration is None or not isinstance(rows, tuple):
        return None
    fields = {canonical_name(field.name) for field in meant.declaration.fields}
    tables = [row.content for row in rows if isinstance(row.content, RawTable)]
    return meant if tables and all(are_fields(table, fields) for table in tables) else None


def are_fields(table: RawTable, fields: Container[str]) -> bool:
    """Whether at least half of the keys are fields that the records have."""
    keys = [canonical_name(each.key) for each in table]
    return 2 * sum(key in fields for key in keys) >= len(keys)


def _helps(
    entry: RawEntry,
    top: RawTable,
    asked: Mapping[str, Asked],
    homes: Homes,
    diagnostics: Diagnostics,
) -> list[Help]:
    fact = asked.get(canonical_name(re.split(r"[/／、,，·>→:：.。|\-]", entry.key)[-1]))
    if fact is not None:
        return (
            _as_records(entry, fact, homes, diagnostics)
            or homes.moved(entry, "file")
            or [_below(fact)]
        )
    table = table_of(entry)
    present = {find_word("file", other.key) for other in top if _is_written(other)}
    meant = _MEANT.get(canonical_name(entry.key).lower().replace("-", "_"))
    meant = "scheme" if names_rules(entry) else meant or _of_year(entry, top)
    if meant is not None and meant not in present and (meant in _HEADINGS) == (table is not None):
        names = fact_word(f"file.{meant}")
        return suggestions(entry, [names.en if entry.key.isascii() else names.zh])
    known = [word for word in spellings("file") if find_word("file", word) not in present]
    helps = suggestions(entry, similar(entry.key, known))
    holds_facts = table is not None and any(canonical_name(each.key) in asked for each in table)
    if not helps and holds_facts and "facts" not in present:
        helps = suggestions(entry, [fact_word("file.facts").zh])
    return helps


def _of_year(entry: RawEntry, top: RawTable) -> str | None:
    """`["2021年"]` in a file of 2022: the facts of the year before."""
    named = re.fullmatch(r"(20\d\d) ?年?度?(?:数据|数)?", fold(entry.key))
    year = next((each.value.content for each in top if find_word("file", each.key) == "year"), None)
    if named is None or not isinstance(year, int):
        return None
    return {0: "facts", 1: "last_year"}.get(year - int(named[1]))


def _is_written(entry: RawEntry) -> bool:
    """Whether it is there for itself, and not only because of headings below it: `[["事实"."项目"]]`."""
    table = table_of(entry)
    return table is None or not table.entries or bool(own_entries(table))


def _below(fact: Asked) -> Help:
    return Help(
        phrase(
            "「{key}」是数据项，写到 [事实] 下面",
            "“{key}” is a fact: write it below [facts]",
            key=fact.name,
        )
    )


def own_heading(entry: RawEntry) -> list[Help]:
    """`[facts.last_year]` is `[last_year]`: a part of the file is below no other."""
    span = entry.value.span
    if table_of(entry) is None or not span.text.startswith("["):
        return []
    if find_word("file", entry.key) is None:
        return []
    outer = re.match(r"""\[\s*["']?([^\[\]"'.]+)["']?\s*\.""", span.text)
    name = entry.key
    if find_word("file", name) == "facts" and outer and find_word("file", outer[1]) is not None:
        name = outer[1]  # `["上年"."事实"]`: the facts of the year before
    key = name if name.isascii() else f'"{name}"'
    text = phrase("写成「{line}」", "write 「{line}」", line=f"[{key}]")
    return [Help(text, (Edit(span, f"[{key}]"),), "unsafe")]


def doubled_brackets(
    entry: RawEntry, diagnostics: Diagnostics, heading: str | None = None
) -> list[Help]:
    """`["事实"."项目"]` above each record for `[[…]]`; that the heading comes again says nothing more.

    `heading`: what is to be written, where it is more than one bracket.
    """
    span = entry.value.span
    if not span.text.startswith("[") or span.text.startswith("[["):
        return []
    heading = heading or f"[{span.text}]"
    source = span.source
    lines = [span.first.line]
    for found in tuple(diagnostics.found):
        place = found.primary.span if found.primary is not None else None
        if found.code is not writing_codes.DUPLICATE_TABLE or place is None:
            continue
        written = source.line_text(place.first.line).strip()
        if place.source is source and written.strip("[]") == span.text.strip("[]"):
            diagnostics.found.remove(found)
            if not written.startswith("[["):
                lines.append(place.first.line)
    edits = []
    for line in lines:
        begin = source.line_starts[line - 1]
        begin += source.line_text(line).index("[")
        edits.append(Edit(Span(source, begin, begin + len(span.text)), heading))
    text = phrase("写成「{line}」", "write 「{line}」", line=heading)
    return [Help(text, tuple(edits), "unsafe")]


def without_records(entry: RawEntry, records: str) -> list[Help]:
    """`"项目"."预算额" = …` below `[["事实"."项目"]]`: the field alone, for the heading names the records."""
    inner = entry.value.content.entries if isinstance(entry.value.content, RawTable) else ()
    if canonical_name(entry.key) != canonical_name(records) or len(inner) != 1:
        return []
    span = entry.key_span.to(inner[0].key_span)
    text = phrase("写成「{line}」", "write 「{line}」", line=inner[0].key_span.text)
    return [Help(text, (Edit(span, inner[0].key_span.text),), "unsafe")]


def _as_records(entry: RawEntry, fact: Asked, homes: Homes, diagnostics: Diagnostics) -> list[Help]:
    """`[[clinics]]` or `[clinics]` for `[[facts.clinics]]`, in each of its headings."""
    section = homes.sections.get("facts")
    content = entry.value.content
    if not isinstance(fact.type, RecordsType) or section is None:
        return []
    key = section.key if section.key.isascii() else f'"{section.key}"'
    name = fact.name if fact.name.isascii() else f'"{fact.name}"'
    heading = f"[[{key}.{name}]]"
    if isinstance(content, RawTable):
        return doubled_brackets(entry, diagnostics, heading)
    if not isinstance(content, tuple) or not content:
        return []
    spans = [row.span for row in content if row.span.text.startswith("[[")]
    if len(spans) != len(content):
        return []
    text = phrase("写成「{line}」", "write 「{line}」", line=heading)
    return [Help(text, tuple(Edit(span, heading) for span in spans), "unsafe")]
