"""The table of words: complete in both languages, without doubles."""

import subprocess
import sys

import pytest

from perfdsl.terms import (
    KEYWORD_IDS,
    KEYWORD_TERMS,
    TERMS,
    Term,
    find_function,
    find_keyword,
    find_type,
    find_unit,
    keyword,
)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{term.kind}-{term.id}")
def test_every_word_has_both_languages_and_a_meaning(term: Term) -> None:
    """A Chinese and an English spelling, a meaning in each."""
    assert all(term.zh)
    assert all(term.en)
    assert term.meaning.zh
    assert term.meaning.en
    assert all(word.isascii() for word in term.en)


def test_no_spelling_is_two_keywords() -> None:
    """One spelling, one reserved word."""
    spellings = [
        word for term in KEYWORD_TERMS for word in (*term.zh, *(w.lower() for w in term.en))
    ]
    doubles = {word for word in spellings if spellings.count(word) > 1}
    assert not doubles
    assert set(KEYWORD_IDS.values()) == {
        term.id for term in KEYWORD_TERMS if term.id not in ("INCLUSIVE", "EXCLUSIVE")
    }


def test_ids_of_keywords_are_unique_terminals() -> None:
    """ASCII capitals, as the grammar needs them."""
    ids = [term.id for term in KEYWORD_TERMS]
    assert len(ids) == len(set(ids))
    assert all(term_id.isupper() and term_id.isascii() for term_id in ids)


def test_words_are_found_however_they_are_spelled() -> None:
    """In either language, with spaces or `_`, in any case."""
    assert find_keyword("每满") is keyword("PER_FULL")
    assert find_keyword("per full") is keyword("PER_FULL")
    assert find_keyword("Per_Full") is keyword("PER_FULL")
    assert find_keyword("金额") is None
    money = find_type("Money")
    assert money is not None
    assert money is find_type("金额")
    rounding = find_function("round_up")
    assert rounding is not None
    assert rounding is find_function("向上取整")


def test_units_are_canonical() -> None:
    """`个百分点` and `pp` are 百分点; a measure word stays as written; other words are no unit."""
    assert find_unit("个百分点") == find_unit("pp") == "百分点"
    assert find_unit("日") == find_unit("days") == "天"
    assert find_unit("个月") == "月"
    assert find_unit("项") == "项"
    assert find_unit("ten thousand yuan") == find_unit("ten_thousand_yuan") == "万元"
    assert find_unit("预算") is None


def test_importing_the_words_is_light() -> None:
    """lark stays out."""
    program = "import sys, perfdsl.terms; assert 'lark' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
