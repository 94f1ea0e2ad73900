"""The words of a test file that a facts file does not have, in both languages."""

from collections.abc import Iterable

from perfdsl.checker.facts.words import canonical_name, find_word
from perfdsl.wording import Words

_FILE: dict[str, tuple[str, ...]] = {
    "cases": ("用例", "cases", "case"),
    "facts_file": ("填报文件", "facts_file"),
    "waived": ("不要求", "waived"),
}
_WAIVER: dict[str, tuple[str, ...]] = {
    "indicator": ("指标", "indicator"),
    "goal": ("目标", "goal"),
    "reason": ("理由", "reason"),
}
_CASE: dict[str, tuple[str, ...]] = {
    "name": ("名称", "name"),
    "indicator": ("指标", "indicator"),
    "based_on": ("沿用", "based_on"),
    "points": ("得分", "points", "score"),
    "result": ("结果", "result", "status"),
    "grade": ("等级", "grade"),
    "deductions": ("扣分", "deductions"),
    "must_explain": ("须说明", "must_explain"),
    "unconfirmed": ("待确认", "to_be_confirmed", "unconfirmed"),
    "remark": ("备注", "remark"),
}
_RESULT: dict[str, tuple[str, ...]] = {
    "scored": ("计分", "scored"),
    "not_applicable": ("不适用", "not_applicable"),
    "excluded": ("剔除", "excluded"),
    "unknown": ("待定", "未知", "unknown"),
    "not_computable": ("无法计算", "not_computable"),
}
_TOTAL = ("总分", "total")
_FACTS = ("facts", "last_year", "judged", "explanations", "working_days")
"""The tables of a facts file that a case and the shared part may have."""
_HEAD = (*_FACTS, "scheme", "year", "subject")

_TABLES = {"file": _FILE, "case": _CASE, "waiver": _WAIVER, "result": _RESULT}


def _plain(key: str) -> str:
    return canonical_name(key).lower().replace("-", "_")


def _index(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {spelling: word for word, spellings in table.items() for spelling in spellings}


_INDEX = {place: _index(table) for place, table in _TABLES.items()}


def find_test_word(place: str, key: str) -> str | None:
    """The id of the word where `place` is `file`, `case`, `waiver` or `result`."""
    return _INDEX[place].get(_plain(key))


def find_facts_table(key: str, *, at_top: bool = False) -> str | None:
    """The id of a table of the facts file, or (`at_top`) of what else stands in its head."""
    word = find_word("file", key)
    return word if word in (_HEAD if at_top else _FACTS) else None


def is_total(text: str) -> bool:
    return _plain(text) in _TOTAL


def word_of(place: str, word: str) -> Words:
    """The usual spelling in both languages."""
    spellings = _TABLES[place][word]
    english = next(each for each in spellings if each.isascii())
    return Words(spellings[0], english)


TOTAL = Words(*_TOTAL)


def known_test_words(place: str) -> Words:
    """All words that can stand in a place, for a message."""
    from perfdsl.checker.facts.words import fact_word

    words = [word_of(place, word) for word in _TABLES[place]]
    if place in ("file", "case"):
        names: Iterable[str] = (*(("scheme",) if place == "file" else ()), *_FACTS)
        words += [fact_word(f"file.{name}") for name in names]
    return Words("、".join(word.zh for word in words), ", ".join(word.en for word in words))


def spellings_of(place: str) -> list[str]:
    return list(_INDEX[place])
