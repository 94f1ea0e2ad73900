"""Laws of the reader: what TOML means stays; quotes left out change nothing; no text breaks it."""

# ruff: noqa: RUF001  # full-width characters are what is tested

import tomllib
from decimal import Decimal
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from tomli_w import dumps

from perfdsl.diagnostic import Diagnostics
from perfdsl.model.raw_facts import RawTable, RawValue
from perfdsl.readers.toml import read_facts, standard_text
from perfdsl.source import SourceText

HAN = "预算数执行率三公经费在职人数年初"
NAMES = st.text(HAN, min_size=1, max_size=6) | st.text("abc_-12", min_size=1, max_size=5)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
SCALARS = (
    st.integers(-(10**15), 10**15)
    | st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)
    | st.booleans()
    | st.dates()
    | TEXTS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(NAMES, VALUES, max_size=6)


def plain(value: RawValue | RawTable) -> Any:
    content = value if isinstance(value, RawTable) else value.content
    if isinstance(content, RawTable):
        return {entry.key: plain(entry.value) for entry in content}
    if isinstance(content, tuple):
        return [plain(item) for item in content]
    return content


def read(text: str) -> tuple[Any, bool]:
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("facts.toml", text), diagnostics)
    return (plain(raw.root) if raw is not None else None), diagnostics.has_errors


@given(DOCUMENTS)
def test_valid_toml_keeps_its_meaning(document: dict[str, Any]) -> None:
    text = dumps(document)
    assert read(text) == (tomllib.loads(text, parse_float=Decimal), False)


@given(st.dictionaries(st.text(HAN, min_size=1, max_size=6), SCALARS, max_size=6))
def test_keys_without_their_quotes_give_the_same(document: dict[str, Any]) -> None:
    text = dumps(document)
    stripped = text
    for name in document:
        stripped = stripped.replace(f'"{name}" = ', f"{name} = ", 1)
    assert read(stripped) == read(text)


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *"[]{}=,'\"#\\.\n\t e+-x:1０一“”「」（），＝＃【】　％",
            '"""',
            "'''",
            "[[",
            "]]",
            "1,234",
            "= ",
            "nan",
            "预算数",
            "2021-12-31",
            "\\u00",
        ]
    ),
    max_size=30,
).map("".join)


@given(FRAGMENTS | st.text(max_size=60))
@example("x = {\n")
@example("[")
@example("“")
@example('a = "\\')
def test_no_text_breaks_the_reader(text: str) -> None:
    diagnostics = Diagnostics()
    raw = read_facts(SourceText("facts.toml", text), diagnostics)
    assert raw is not None or diagnostics.has_errors
    for found in diagnostics:
        assert found.primary is not None
        assert 0 <= found.primary.span.start <= found.primary.span.end <= len(text)
        for language in ("zh", "en"):
            assert found.message(language)
            assert all(help_.text.text(language) for help_ in found.all_helps)


@given(FRAGMENTS)
def test_whatever_is_accepted_can_be_written_as_standard_toml(text: str) -> None:
    """And then means the same to every other TOML reader."""
    source = SourceText("facts.toml", text)
    content, has_errors = read(text)
    standard = standard_text(source)
    if has_errors or "{" in text or "｛" in text:  # Python before 3.15 has no TOML 1.1 tables
        return
    if "\r" in text.replace("\r\n", ""):
        return
    assert tomllib.loads(standard, parse_float=Decimal) == content


@given(FRAGMENTS)
def test_valid_toml_is_never_refused(text: str) -> None:
    try:
        expected = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ValueError):
        return
    content, has_errors = read(text)
    if not has_errors:
        assert content == expected
    else:
        assert "nan" in text or "inf" in text or ":" in text
