"""Capitals make no difference to where a statement ends."""

import pytest

from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText
from perfdsl.syntax import ast, parse

HEAD = "fact rate ratio\nfact done truth\nfact 用途 text\nindicator A 10 points\n"


def read(text: str) -> tuple[ast.File, list[str]]:
    found = Diagnostics()
    file = parse(SourceText("x.perf", HEAD + text), found)
    return file, [each.code.id for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "rate above 90% Award 4\naward 2\n",
        "rate above 90% award 4\nAward 2\n",
        "rate above 90%\n  Deduct 2\n",
        "rate above 90%\n  DEDUCT 2 Points\n",
        "rate above 90%\n  AND done deduct 2\n",
        "rate above 90% And\n  done deduct 2\n",
        "rate above 90% Or\n  done Cap 5\n",
        "done Must Explain “why”\naward 2\n",
        "done must_explain “why”\nAward 2\n",
        "done No Points\naward 2\n",
        "done Pardon\naward 2\n",
        "rate above 90%\n  Per 1pp Deduct 2\n",
    ],
)
def test_capitals_join_and_part_lines_as_small_letters_do(text: str) -> None:
    file, codes = read(text)
    small, small_codes = read(text.lower())
    assert not codes
    assert not small_codes
    assert file == small


@pytest.mark.parametrize("word", ["Award 4", "award 4", "Cap", "扣 2 分"])
def test_an_effect_within_a_text_is_none(word: str) -> None:
    """The condition goes on below, whatever stands in the quotation marks."""
    file, codes = read(f"用途 = “{word}”\n扣 1 分\n")
    assert not codes
    assert len(file.headings[0].rules) == 1


@pytest.mark.parametrize("name", ["Order", "Android", "Caps", "Addition", "Each_one", "Veto_power"])
def test_names_that_begin_like_words_are_names(name: str) -> None:
    file, codes = read(f"fact {name} truth\ndone deduct 1\n{name} deduct 2\n")
    assert not codes
    assert len(file.headings[0].rules) == 2
