"""Facts told to the reader."""

from collections.abc import Mapping

from perfdsl.model.printing import show_value
from perfdsl.model.rulebook import RuleBook
from perfdsl.rule_tests.situations import Content, Name
from perfdsl.wording import Words, in_both, joined


def facts_told(values: Mapping[Name, Content], rulebook: RuleBook) -> Words:
    """`乙数 = 10万元、上年.丙数 = 10万元`; records are too much to tell."""
    parts = []
    for name, value in values.items():
        if not isinstance(value, tuple):
            declared = rulebook.facts[name[0]]
            shown = show_value(value, declared.type, declared.unit)
            told = name_told(name)
            parts.append(Words(f"{told.zh} = {shown}", f"{told.en} = {shown}"))
    return listed(parts)


def name_told(name: Name) -> Words:
    text, last_year = name
    return Words(f"上年.{text}", f"last_year.{text}") if last_year else in_both(text)


def listed(parts: list[Words]) -> Words:
    """Those that say something, one after the other."""
    return joined([part for part in parts if part.zh], "、", ", ")
