"""Slips of the hand made by a program in every published file: what was right is known, so every finding can be judged.

One kind of slip is one function: a line becomes another, or None where the slip cannot be made.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from pypinyin import lazy_pinyin

from perfdsl.terms import KEYWORD_TERMS
from tests.corpus.cases import ROOT, Case, Expected

Slip = Callable[[random.Random, list[str], int], "tuple[list[str], tuple[int, ...]] | None"]
"""The lines and which of them: the lines with the slip, and the numbers of the lines it is on."""

_TRIES = 60
_RULES = (
    *sorted(ROOT.glob("rules/*/20*[178].perf")),
    ROOT / "rules/yueyang/excerpt.perf",
    *sorted(ROOT.glob("examples/tutorial/*/rules.perf")),
    ROOT / "tests/corpus/mistakes/base.perf",
)
_FACTS = (*sorted(ROOT.glob("examples/*/facts.toml")), ROOT / "tests/corpus/mistakes/base.toml")
_TEXT_LINE = re.compile(r"\s*(?:方案|依据|来源|方法|理由|建议|问题|说明|放过)\s")
_WORDS = sorted(
    {word for term in KEYWORD_TERMS if term.kind != "noise" for word in term.zh},
    key=len,
    reverse=True,
)
_KEY = re.compile(r'^"([^"]+)"(?=\s*=)')


@cache
def _by_sound() -> dict[str, list[str]]:
    """The characters of the files and the vocabulary, by their reading without tone."""
    texts = [path.read_text(encoding="utf-8") for path in (*_RULES, *_FACTS)]
    characters = sorted(
        {sign for sign in "".join([*texts, *_WORDS]) if "\u4e00" <= sign <= "\u9fff"}
    )
    found: dict[str, list[str]] = {}
    for character in characters:
        found.setdefault(lazy_pinyin(character)[0], []).append(character)
    return found


def _other_character(chance: random.Random, word: str) -> str | None:
    """One character for another of the same sound."""
    places = [
        (at, other)
        for at, sign in enumerate(word)
        for other in _by_sound().get(lazy_pinyin(sign)[0], ())
        if other != sign
    ]
    if not places:
        return None
    at, other = chance.choice(places)
    return word[:at] + other + word[at + 1 :]


def _lost(chance: random.Random, word: str) -> str | None:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :] if len(word) > 3 else None


def _doubled(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at:]


def _swapped(chance: random.Random, word: str) -> str | None:
    if len(word) < 2:
        return None
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _spaced(chance: random.Random, word: str) -> str | None:
    if len(word) < 2:
        return None
    at = chance.randrange(1, len(word))
    return f"{word[:at]} {word[at:]}"


Change = Callable[[random.Random, str], "str | None"]


def _one_of(*choices: str) -> Change:
    return lambda chance, found: chance.choice([each for each in choices if each != found])


def _pattern(pattern: str, change: Change, *, facts: bool = False) -> Slip:
    """Where the pattern stands outside of texts and comments, something else."""
    compiled = re.compile(pattern)

    def slip(
        chance: random.Random, lines: list[str], at: int
    ) -> "tuple[list[str], tuple[int, ...]] | None":
        line = lines[at]
        if not facts and _TEXT_LINE.match(line):
            return None
        bare = (
            line
            if facts
            else re.sub('"[^"]*"', lambda match: "\0" * len(match.group()), _code(line))
        )
        places = list(compiled.finditer(bare))
        if not places:
            return None
        place = chance.choice(places)
        new = change(chance, place.group())
        if new is None or new == place.group():
            return None
        changed = line[: place.start()] + new + line[place.end() :]
        return [*lines[:at], changed, *lines[at + 1 :]], (at + 1,)

    return slip


def _code(line: str) -> str:
    return re.sub(r"\s+#.*$", "", line)


def _keyword(change: Change) -> Slip:
    def slip(
        chance: random.Random, lines: list[str], at: int
    ) -> "tuple[list[str], tuple[int, ...]] | None":
        line = lines[at]
        bare = re.sub('"[^"]*"', lambda match: "\0" * len(match.group()), _code(line))
        places = [
            match
            for match in re.finditer(r"(?<![\w”])[\u4e00-\u9fff]+(?=[\s\d(]|$)", bare)
            if match.group() in _WORDS and len(match.group()) > 1
        ]
        if not places:
            return None
        place = chance.choice(places)
        new = change(chance, place.group())
        if new is None or new in _WORDS:
            return None
        changed = line[: place.start()] + new + line[place.end() :]
        return [*lines[:at], changed, *lines[at + 1 :]], (at + 1,)

    return slip


def _name(change: Change) -> Slip:
    def slip(
        chance: random.Random, lines: list[str], at: int
    ) -> "tuple[list[str], tuple[int, ...]] | None":
        line = lines[at]
        names = re.findall(r"^(?:事实|\s*定义)\s+(\w+)(?=\s)", "\n".join(lines), re.MULTILINE)
        start = 0
        if re.match(
            r"\s*(?:事实|定义|指标|.级指标|总分|-\s+\S+\s+(?:文本|金额|比率|是否))", line
        ) or _TEXT_LINE.match(line):
            equation = re.match(r"\s*定义\s+\S+\s*=", line)
            if equation is None:
                return None
            start = equation.end()
        bare = re.sub('"[^"]*"', lambda match: "\0" * len(match.group()), _code(line))
        places = [
            match
            for name in sorted(set(names))
            for match in re.finditer(rf"(?<![\w“”.]){name}(?![\w“”])", bare)
            if match.start() >= start
        ]
        if not places:
            return None
        place = chance.choice(places)
        new = change(chance, place.group())
        if new is None or new in names:
            return None
        changed = line[: place.start()] + new + line[place.end() :]
        return [*lines[:at], changed, *lines[at + 1 :]], (at + 1,)

    return slip


def _key(change: Change) -> Slip:
    def slip(
        chance: random.Random, lines: list[str], at: int
    ) -> "tuple[list[str], tuple[int, ...]] | None":
        match = _KEY.match(lines[at])
        if match is None or len(match.group(1)) < 4:
            return None
        new = change(chance, match.group(1))
        if new is None:
            return None
        changed = lines[at].replace(match.group(1), new, 1)
        return [*lines[:at], changed, *lines[at + 1 :]], (at + 1,)

    return slip


def _broken(
    chance: random.Random, lines: list[str], at: int
) -> "tuple[list[str], tuple[int, ...]] | None":
    """A line end inside a line."""
    line = lines[at]
    places = [match.end() for match in re.finditer(r"\S (?=\S)", line)]
    if not places or "#" in line or _TEXT_LINE.match(line):
        return None
    cut = chance.choice(places)
    halves = [line[:cut].rstrip(), line[cut:]]
    return [*lines[:at], *halves, *lines[at + 1 :]], (at + 1, at + 2)


def _leftover(*choices: str) -> Slip:
    """A line that came along from a table, a page or a merge."""

    def slip(
        chance: random.Random, lines: list[str], at: int
    ) -> "tuple[list[str], tuple[int, ...]] | None":
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        return [*lines[: at + 1], indent + chance.choice(choices), *lines[at + 1 :]], (at + 2,)

    return slip


RULE_SLIPS: dict[str, Slip] = {
    "词中同音": _keyword(_other_character),
    "词中叠字": _keyword(_doubled),
    "词中换位": _keyword(_swapped),
    "词中空格": _keyword(_spaced),
    "名称同音": _name(_other_character),
    "名称漏字": _name(_lost),
    "名称换位": _name(_swapped),
    "名称空格": _name(_spaced),
    "百分号漏": _pattern(r"(?<=\d)%", _one_of("")),
    "百分号错": _pattern(r"(?<=\d)%", _one_of("％％", "/%", "‰%", "&", "百分号")),
    "百分点错": _pattern(
        "个百分点", _one_of("个百份点", "百分 点", "个百分", "个白分点", "个百分比")
    ),
    "分字错": _pattern(r"(?<=\d) ?分(?=$|\s)", _one_of("粉", "分分", "fen", "\ufe4f分", "芬")),
    "小数点错": _pattern(
        r"(?<![\d.])\d+\.\d+",
        lambda chance, found: found.replace(".", chance.choice(("。", "..", " .", "·"))),
    ),
    "字母作数字": _pattern(
        r"(?<![\d.])\d*0\d*(?=%|\s?分)", lambda _, found: found.replace("0", "O")
    ),
    "比较号错": _pattern(
        ">=|<=",
        lambda chance, found: chance.choice((f"{found[0]} =", {">": "≥=", "<": "≤="}[found[0]])),
    ),
    "等号错": _pattern(r"(?<=\S) = (?=\S)", _one_of(" ：= ", " := ", " － ", " ")),
    "括号漏": _pattern(r"[()]", _one_of("")),
    "括号重": _pattern(r"[()]", lambda _, found: found * 2),
    "括号换": _pattern(
        r"[()]", lambda chance, found: chance.choice({"(": "【\u3014{", ")": "】\u3015}"}[found])
    ),
    "行首杂字": _pattern(
        r"^\s*(?=\S)",
        lambda chance, found: found + chance.choice(("（1）", "* ", "，", "①", "第1条 ", "一、")),
    ),
    "行末杂字": _pattern(r"$", _one_of("，、", " ?", " ’", " ;;", " |")),
    "行首符号": _pattern(
        r"^\s*- ",
        lambda chance, found: found.replace(
            "- ", chance.choice(("", "• ", "1. ", "（1）", "-- ", "一 "))
        ),
    ),
    "含字错": _pattern(
        r"\((?:不?含)\)", lambda chance, found: found.replace("含", chance.choice(("寒", "涵")))
    ),
    "引号漏": _pattern("[“”]", _one_of("")),
    "断行": _broken,
    "混入的行": _leftover(
        "（续表）", "第 3 页 共 12 页", "<<<<<<< HEAD", "=======", "……", "评分标准如下："
    ),
}
"""Slips in rules, by what the page calls them."""

FACT_SLIPS: dict[str, Slip] = {
    "引号漏": _pattern('"', _one_of(""), facts=True),
    "引号错": _pattern('"', _one_of("“", "”", "'", "‘"), facts=True),
    "等号错": _pattern(" = ", _one_of("：", " : ", " == ", " =： ", " => ", "  "), facts=True),
    "行首杂字": _pattern('^(?=")', _one_of("- ", "1. ", "· ", "1、", "①"), facts=True),
    "行末杂字": _pattern(r'(?<=["\d}e])$', _one_of(",", "；", "、", " 元", " ]", " //见附件"), facts=True),
    "括号错": _pattern(r"[{}]", _one_of("", "(", "（"), facts=True),
    "逗号错": _pattern(r'(?<=["\d}e]), ', _one_of("，", "、", " ", "； "), facts=True),
    "小数点错": _pattern(r"(?<=\d)\.(?=\d)", _one_of("。", "..", "·", " ."), facts=True),
    "名称同音": _key(_other_character),
    "名称漏字": _key(_lost),
    "名称换位": _key(_swapped),
    "断行": _broken,
    "混入的行": _leftover("（以下数据来自决算报表）", "=======", "<<<<<<< HEAD", "填报人：", "----"),
}  # fmt: skip
"""Slips in facts."""


def slips(count: int, seed: int) -> Iterator[tuple[Case, tuple[int, ...]]]:
    """`count` cases of every kind, each with the lines it may be pointed at; the same seed gives the same cases."""
    for family, kinds, files in (("规则", RULE_SLIPS, _RULES), ("数据", FACT_SLIPS, _FACTS)):
        for kind, slip in kinds.items():
            chance = random.Random(f"{seed} {family} {kind}")
            for number in range(count):
                made = _made(chance, slip, files)
                if made is not None:
                    path, text, wrong, at = made
                    title = f"{family} {kind} {path.relative_to(ROOT)}:{at[0]} {number}"
                    expected = (Expected(("PD0000",), at[0]),)
                    yield (
                        Case(
                            f"{family}：{kind}",
                            title,
                            title,
                            path,
                            wrong,
                            (text,),
                            expected,
                            "utf-8",
                        ),
                        at,
                    )


def _made(
    chance: random.Random, slip: Slip, files: Sequence[Path]
) -> tuple[Path, str, str, tuple[int, ...]] | None:
    for _ in range(_TRIES):
        path = chance.choice(files)
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        at = chance.randrange(len(lines))
        if not lines[at].strip() or lines[at].lstrip().startswith("#"):
            continue
        made = slip(chance, lines, at)
        if made is not None and made[0] != lines:
            return path, text, "\n".join(made[0]) + "\n", made[1]
    return None
