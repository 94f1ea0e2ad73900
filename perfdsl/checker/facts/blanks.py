"""Entries without a value: besides leaving it open, what the declaration lets it be."""

import re
from collections.abc import Iterator, Mapping

import attrs

from perfdsl.checker.facts.asked import Asked
from perfdsl.checker.facts.words import canonical_name, find_word
from perfdsl.codes.facts_writing import NO_VALUE
from perfdsl.diagnostic import Diagnostic, Edit, Help
from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import RecordsType, TruthType
from perfdsl.wording import phrase

_KEY = re.compile(r"""\s*(?P<quote>["'“]?)(?P<key>[^"'“”=＝]+)["'”]?\s*[=＝]""")


def name_values(found: list[Diagnostic], asked: Mapping[str, Asked], rulebook: RuleBook) -> None:
    """Yes and no, no records at all, the year of the rules: each as a way out; `asked` by canonical name."""
    fields = {
        canonical_name(field.name): field.type
        for fact in rulebook.facts.values()
        for field in fact.fields
    }
    for index, each in enumerate(found):
        edits = each.helps[0].edits if each.helps else ()
        if each.code is not NO_VALUE or each.primary is None or len(edits) != 1:
            continue
        span = each.primary.span
        key = _KEY.match(span.source.line_text(span.first.line))
        name = canonical_name(key["key"]) if key is not None else ""
        of_fact = asked.get(name)
        type_ = of_fact.type if of_fact is not None else fields.get(name)
        is_year = type_ is None and find_word("file", name) == "year"
        if is_year and rulebook.year is not None:
            year = Help(
                phrase(
                    "写成规则的年度 {year}",
                    "write the year of the rules, {year}",
                    year=rulebook.year,
                ),
                (attrs.evolve(edits[0], replacement=f" {rulebook.year}"),),
                "unsafe",
            )
            found[index] = attrs.evolve(each, helps=(year, *each.helps))
        elif isinstance(type_, TruthType | RecordsType):
            more = tuple(_values(edits[0], is_list=isinstance(type_, RecordsType)))
            found[index] = attrs.evolve(each, helps=(*each.helps, *more))


def _values(edit: Edit, *, is_list: bool) -> Iterator[Help]:
    if is_list:
        text = phrase("一条也没有，写成 []", "if there is none at all, write []")
        yield Help(text, (attrs.evolve(edit, replacement=" []"),), "unsafe")
        return
    for said, word in (("是", "true"), ("否", "false")):
        text = phrase("是「{said}」的，写成 {word}", "write {word}", said=said, word=word)
        yield Help(text, (attrs.evolve(edit, replacement=f" {word}"),), "unsafe")
