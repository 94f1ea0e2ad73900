"""The words of a facts file: its tables and keys in both languages, and names however they are quoted."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from unicodedata import normalize

from perfdsl.diagnostic import Edit, Help
from perfdsl.model.raw_facts import RawEntry, RawFacts, RawTable
from perfdsl.source import Span
from perfdsl.suggestion import suggest
from perfdsl.terms import TERMS
from perfdsl.width import HALF_WIDTH
from perfdsl.wording import Words, phrase

_FOLDED = HALF_WIDTH | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x2212: 0x2D,
    0xFE63: 0x2D,
    0xFE6A: 0x25,
}
_QUOTES = dict.fromkeys(map(ord, "“”‘’「」\"'"))
_NEAR = 80
"""How like a name is that may be meant, though a likelier one is filled in already, in percent."""
_FACT_TERMS = {term.id: term for term in TERMS if term.kind == "facts"}


def fold(text: str) -> str:
    """Full-width signs, digits and letters as half-width ones, without spaces at the ends."""
    return normalize("NFC", text).translate(_FOLDED).strip()


@lru_cache(maxsize=10_000)
def canonical_name(text: str) -> str:
    """A name without quotes and spaces and in half width: all spellings of one name give the same."""
    return "".join(fold(text).translate(_QUOTES).split())


@lru_cache(maxsize=10_000)
def canonical_path(text: str) -> tuple[str, ...]:
    """The parts of `一级指标/二级指标/指标`."""
    return tuple(canonical_name(part) for part in fold(text).split("/") if part.strip())


def _index() -> dict[str, dict[str, str]]:
    places: dict[str, dict[str, str]] = {}
    for term_id, term in _FACT_TERMS.items():
        place, word = term_id.split(".")
        words = places.setdefault(place, {})
        for spelling in (*term.zh, *term.en):
            words[spelling] = word
    return places


_PLACES = _index()


def find_word(place: str, key: str) -> str | None:
    """The id of the word `key` where `place` is `file`, `entry`, `judged`, `stated` or `working_days`."""
    return _PLACES[place].get(canonical_name(key).lower().replace("-", "_"))


def known_words(place: str) -> Words:
    """All words of the place, for a message."""
    terms = [term for term_id, term in _FACT_TERMS.items() if term_id.startswith(place + ".")]
    return Words(
        "、".join(term.spelling("zh") for term in terms),
        ", ".join(term.spelling("en") for term in terms),
    )


def spellings(place: str) -> list[str]:
    return list(_PLACES[place])


def fact_word(term_id: str) -> Words:
    """The usual spelling of a word in both languages, such as `file.facts`."""
    return _FACT_TERMS[term_id].words


def find_entry(raw: RawFacts, word: str) -> RawEntry | None:
    """The entry at the top of the file with this word, such as `scheme`."""
    return next((entry for entry in raw.root if find_word("file", entry.key) == word), None)


def scheme_of(raw: RawFacts) -> tuple[str | None, Span | None]:
    """What the file says about its rules, and where."""
    return _text_of(raw, "scheme") if find_entry(raw, "scheme") is not None else _rules_of(raw)


def names_rules(entry: RawEntry) -> bool:
    """Whether the value is a rule file, whatever the key is called."""
    content = entry.value.content
    is_known = find_word("file", entry.key) is not None
    return isinstance(content, str) and content.strip().endswith(".perf") and not is_known


def _rules_of(raw: RawFacts) -> tuple[str | None, Span | None]:
    """The one rule file at the top, below another key than that of the scheme; the checker tells of that."""
    found = [entry for entry in raw.root if names_rules(entry)]
    content = found[0].value.content if len(found) == 1 else None
    return (content, found[0].value.span) if isinstance(content, str) else (None, None)


def year_of(raw: RawFacts) -> int | None:
    """The year if it can be read without doubt."""
    entry = find_entry(raw, "year")
    content = entry.value.content if entry is not None else None
    if isinstance(content, str):
        digits = fold(content).removesuffix("年度").removesuffix("年").strip()
        content = int(digits) if len(digits) == 4 and digits.isdecimal() else None
    is_year = isinstance(content, int) and not isinstance(content, bool) and 1900 <= content < 2200
    return content if is_year and isinstance(content, int) else None


def _text_of(raw: RawFacts, word: str) -> tuple[str | None, Span | None]:
    entry = find_entry(raw, word)
    if entry is None:
        return None, None
    content = entry.value.content
    return (content if isinstance(content, str) else None), entry.value.span


def is_unfilled(content: object) -> bool:
    """Empty quotes: the line of a form that nobody has filled in yet."""
    return isinstance(content, str) and not content.strip()


def similar(key: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that look like `key`, however it is quoted or was garbled by another encoding."""
    from perfdsl.checker.facts.denials import turns_around

    names = tuple(name for name in names if not turns_around(key, name))
    whole = _ungarbled(key)
    return (whole,) if whole in names else suggest(canonical_name(key), names)


def _ungarbled(key: str) -> str | None:
    """`缂栧埗浜烘暟` is 编制人数 in UTF-8, read as GBK."""
    try:
        return key.encode("gb18030").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def suggestions(
    entry: RawEntry, names: Iterable[str], filled: Mapping[str, RawEntry] | None = None
) -> list[Help]:
    """`names` as what may have been meant by the key; the first can be put in its place.

    `filled`: the names that stand there already. Where that is the likeliest, it is told, and no other name is
    offered but one that is nearly the same.
    """
    names, filled = tuple(names), filled or {}
    free = [name for name in names if name not in filled]
    told = [name for name in names[:1] if name in filled]
    free = [name for name in free if not told or _are_near(entry.key, name)]
    helps = [
        Help(
            phrase("是不是「{name}」？", "did you mean “{name}”?", name=name),
            (Edit(entry.key_span, f'"{name}"'),),
            "unsafe",
        )
        for name in free
    ]
    return helps + [
        Help(
            phrase(
                "「{name}」在第 {line} 行已经填了",
                "“{name}” is filled in already, on line {line}",
                name=name,
                line=filled[name].key_span.first.line,
            )
        )
        for name in told
    ]


def _are_near(key: str, name: str) -> bool:
    from difflib import SequenceMatcher  # only where a name is filled twice

    return SequenceMatcher(None, key, name, autojunk=False).ratio() * 100 >= _NEAR


def table_of(entry: RawEntry) -> RawTable | None:
    content = entry.value.content
    return content if isinstance(content, RawTable) else None


def is_judgement(entry: RawEntry) -> bool:
    """Whether the entry gives points and a reason, which no fact has."""
    words = {find_word("judged", each.key) for each in table_of(entry) or ()}
    return bool(words & {"points", "reason"})
