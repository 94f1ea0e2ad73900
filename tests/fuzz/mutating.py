"""Damaged files: rules and facts with bytes, signs and words put in, taken out, doubled and exchanged."""

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from perfdsl.terms import KEYWORD_TERMS
from tests.corpus.cases import HERE, ROOT, all_cases
from tests.fuzz.gentle import a_part, changed_gently
from tests.fuzz.growing import grown, planned
from tests.fuzz.subjects import SEPARATOR

SIGNS = (
    "，", "、", "。", "；", "：", "（", "）", "“", "”", "‘", "’", "「", "」", "【", "】", "《", "》", "％", "＞",
    "＜", "＝", "－", "—", "～", "·", "…", "\u3000", "\u00a0", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff",
    "\u2028", "\x85", "\x00", "\x0b", "\x1c", "\ufffd", "\ud800", "😀", "\U0002a6d6", "e\u0301", "\t", "\r", "\n",
    "\r\n", "(", ")", "[", "]", "{", "}", '"', "'", '"""', "'''", "#", "=", "==", ">=", "<", "|", "\\", "\\u", ".",
    ",", "%", "-", "0", "1e999", "9" * 70, "1" + "0" * 400, "0x", "nan", "inf", "2023-02-30", "$", "±", "²", "①",
)  # fmt: skip
WORDS = tuple(
    spelling.replace("_", " ") for term in KEYWORD_TERMS for spelling in (term.zh[0], term.en[0])
)
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}

Mutation = Callable[[random.Random, str], str]


@cache
def texts() -> dict[str, tuple[str, ...]]:
    """What is damaged: the corpus of mistakes, the published rules, the examples."""
    rules = {case.wrong for case in all_cases() if case.is_rules}
    facts = {case.wrong for case in all_cases() if not case.is_rules}
    rules |= set(sound_rules())
    facts |= {path.read_text(encoding="utf-8") for path in (ROOT / "examples").rglob("facts.toml")}
    settings = [path.read_text(encoding="utf-8") for path in (ROOT / "examples").rglob(SETTINGS)]
    return {
        "rules": tuple(sorted(rules)),
        "facts": tuple(sorted(facts)),
        "tests": ((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"),),
        "settings": tuple(sorted(settings)),
    }


SETTINGS = "perfdsl.toml"


@cache
def sound_rules() -> tuple[str, ...]:
    """Rules without a mistake; the first are those that the base facts are for."""
    paths = [*(ROOT / "rules").rglob("*.perf"), *(ROOT / "examples").rglob("*.perf")]
    return tuple(
        path.read_text(encoding="utf-8")
        for path in (HERE / "base.perf", HERE / "base-en.perf", *sorted(paths))
    )


def damaged(chance: random.Random, kind: str) -> bytes:
    """The bytes of one damaged file."""
    if kind == "words":
        parts = chance.choices((*WORDS, *SIGNS, *_ASKED), k=chance.choice((1, 1, 2, 4)))
        return _encoded(chance, chance.choice(("", " ", "-")).join(parts))
    if kind == "diff":
        return _pair(chance)
    if kind == "rules" and chance.random() < 0.3:
        if chance.random() < 0.2:
            return _encoded(chance, grown(chance))
        text = _sound(chance)
        return _encoded(chance, changed_gently(chance, text, chance.choice((0, 1, 1, 2, 3, 5))))
    text = chance.choice(texts()[kind])
    if kind != "rules" and chance.random() < 0.3:
        return _encoded(chance, changed_gently(chance, text, chance.choice((1, 1, 2, 3))))
    if chance.random() < 0.7:  # short files are read faster, and most mistakes are local
        lines = text.split("\n")
        start = chance.randrange(len(lines))
        head = [
            line for line in lines if line.startswith(("事实", "fact", "定义", "define", '"方案'))
        ]
        keep = chance.choice((head, head[: chance.randrange(1, 8)], []))
        text = "\n".join([*keep, *lines[start : start + chance.randrange(1, 25)]])
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 12))):
        text = changed(chance, text)
    return _encoded(chance, text)


def changed(chance: random.Random, text: str) -> str:
    """The text with one thing done to it."""
    return chance.choice(_MUTATIONS)(chance, text)


_ASKED = tuple(f"PD{stage}{number:03d}" for stage in range(10) for number in (1, 13, 40, 999))


def _pair(chance: random.Random) -> bytes:
    """Two years' rules: the newer is the older with changes, or another one altogether."""
    old = _sound(chance)
    new = old if chance.random() < 0.9 else _sound(chance)
    new = changed_gently(chance, new, chance.choice((1, 1, 2, 3, 5, 8)))
    if chance.random() < 0.1:
        new = changed(chance, new)
    return SEPARATOR.join(text.encode("utf-8", "surrogatepass") for text in (old, new))


def _sound(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(_planned())
    return a_part(chance, chance.choice(sound_rules()))


@cache
def _planned() -> tuple[str, ...]:
    return planned(300)


def _encoded(chance: random.Random, text: str) -> bytes:
    content = text.encode(
        chance.choice(_ENCODINGS), "surrogatepass" if "\ud800" in text else "replace"
    )
    for _ in range(chance.choice((0, 0, 0, 0, 1, 2, 8))):
        content = _bytes(chance, content)
    return content


_ENCODINGS = ("utf-8",) * 12 + ("utf-8-sig", "utf-16", "utf-16-le")


def _bytes(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    match chance.randrange(4):
        case 0:
            return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
        case 1:
            return content[:at] + content[at + chance.randrange(1, 4) :]
        case 2:
            return content[:at]
        case _:
            return content[:at] + bytes(chance.randrange(256) for _ in range(3)) + content[at:]


def _place(chance: random.Random, text: str) -> int:
    return chance.randrange(len(text) + 1)


def _insert(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(SIGNS) + text[at:]


def _insert_word(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(WORDS) + chance.choice(("", " ")) + text[at:]


def _delete(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + text[at + chance.choice((1, 1, 2, 5, 30)) :]


def _replace(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(SIGNS) + text[at + 1 :]


def _double(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    part = text[at : at + chance.choice((1, 2, 8, 40))]
    return text[:at] + part * chance.choice((2, 2, 3, 20)) + text[at:]


def _exchange(chance: random.Random, text: str) -> str:
    at, size = _place(chance, text), chance.choice((1, 2, 6))
    return (
        text[:at] + text[at + size : at + 2 * size] + text[at : at + size] + text[at + 2 * size :]
    )


def _other_width(chance: random.Random, text: str) -> str:
    at, size = _place(chance, text), chance.choice((1, 10, 80))
    return text[:at] + text[at : at + size].translate(_FULL_WIDTH) + text[at + size :]


def _cut(chance: random.Random, text: str) -> str:
    return text[: _place(chance, text)]


def _lines(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines[at], lines[other] = lines[other], lines[at]
        case 1:
            lines.insert(at, lines[other])
        case 2:
            del lines[at]
        case _:
            lines[at] = lines[at] + lines[other]
    return "\n".join(lines)


def _nested(chance: random.Random, text: str) -> str:
    at, depth = _place(chance, text), chance.choice((3, 40, 400, 3000))
    opening = chance.choice(("(", "[", "{", "（", "“", "非 ", "[[", '{"a"=', "||", "-"))
    return text[:at] + opening * depth + text[at:]


def _long(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    part = chance.choice(
        ("甲", " 且 甲 > 1", "+1", "，", "x", "每", "扣1分", "“", "得", "1.", " - ")
    )
    return text[:at] + part * chance.choice((50, 500, 5000)) + text[at:]


_MUTATIONS: tuple[Mutation, ...] = (
    _insert, _insert, _insert_word, _insert_word, _delete, _delete, _replace, _replace, _double, _exchange,
    _other_width, _cut, _lines, _lines, _nested, _long,
)  # fmt: skip
