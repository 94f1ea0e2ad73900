"""The corpus of mistakes: how a case is written is said in `mistakes/README.md`."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent / "mistakes"
UNSEEN = Path(__file__).parent / "unseen"
ROOT = Path(__file__).parent.parent.parent

_CODES = re.compile(r"(PD\d{4}(?: PD\d{4})*)(?: @ (.*))?$")
_SETTING = re.compile(r"^(底稿|编码|位置)：(.+)$", re.MULTILINE)
_BLOCK = re.compile(r"```\n(.*?)```", re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


class Expected(NamedTuple):
    """One independent mistake; line 0 is the file as a whole."""

    codes: tuple[str, ...]
    line: int


class Case(NamedTuple):
    family: str
    title: str
    place: str
    base: Path
    wrong: str
    right: tuple[str, ...]
    """The corrected texts; any of them will do."""
    expected: tuple[Expected, ...]
    encoding: str

    @property
    def content(self) -> bytes:
        return self.wrong.encode(self.encoding)

    @property
    def is_rules(self) -> bool:
        return self.base.suffix == ".perf"


def all_cases() -> tuple[Case, ...]:
    """Every case of the corpus, page by page."""
    return cases_in(HERE)


def unseen_cases() -> tuple[Case, ...]:
    """Every case of those who knew only the documentation, page by page."""
    return cases_in(UNSEEN)


@cache
def cases_in(folder: Path) -> tuple[Case, ...]:
    """Every case of the folder, page by page."""
    pages = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    return tuple(case for page in pages for case in _read(page))


def bases() -> tuple[Path, ...]:
    """The files without a mistake that cases are made from."""
    return tuple(dict.fromkeys(case.base for case in all_cases()))


def _read(page: Path) -> Iterator[Case]:
    text = page.read_text(encoding="utf-8")
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    for section in sections:
        settings = dict(_SETTING.findall(head)) | dict(_SETTING.findall(section))
        title, *lines = section.splitlines()
        place = f"{page.name}: {title}"
        base = (page.parent / settings["底稿"]).resolve()
        before = base.read_text(encoding="utf-8").splitlines()
        blocks = [block.splitlines() for block in _BLOCK.findall(section)]
        others = section.count("\n也对\n")
        wrong, first = list(before), 0
        for block in blocks[: len(blocks) - others]:
            at, wrong = _changed(block, wrong, place)
            first = first or at
        right = [before]
        for block in blocks[len(blocks) - others :]:
            if block[:1] == ["!"]:  # seen from the wrong file
                right.append(_changed(block[1:], wrong, place)[1])
            else:
                kept = [line for line in blocks[0] if not line.startswith("+")]
                added = [line if line.startswith("+ ") else f"+ {line}" for line in block]
                right.append(_changed([*kept, *added], before, place)[1])
        expected = tuple(
            _expected(match, wrong, first, settings, place)
            for line in lines
            if (match := _CODES.match(line))
        )
        assert expected, f"{place}: no code"
        yield Case(
            head.splitlines()[0].removeprefix("# "),
            title,
            place,
            base,
            "\n".join(wrong) + "\n",
            tuple("\n".join(each) + "\n" for each in right),
            expected,
            settings.get("编码", "utf-8"),
        )


def _changed(block: list[str], before: list[str], place: str) -> tuple[int, list[str]]:
    """The line (from 1) of the first added line, and the file with the block carried out."""
    old = [_plain(line[2:]) for line in block if line[:1] in "- "]
    plain = [_plain(line) for line in before]
    starts = [i for i in range(len(plain)) if plain[i : i + len(old)] == old]
    assert len(starts) == 1, f"{place}: {len(starts)} places for {old}"
    new: list[str] = []
    at = starts[0]
    replaced = before[at : at + len(old)]
    # where the block indents like the file, the indentation of what is added is meant too
    as_written = any(line.startswith(" ") for line in replaced) and replaced == [
        line[2:] for line in block if line[:1] in "- "
    ]
    first = 0
    for line in block:
        text = line[2:]
        if line.startswith("+"):
            indent = ""
            if not as_written and text.strip() and text[0] != " " and at < len(before):
                around = before[max(at - (1 if block.index(line) else 0), starts[0])]
                indent = around[: len(around) - len(around.lstrip())]
            first = first or starts[0] + len(new) + 1
            new.append(indent + _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text))
        else:
            if not line.startswith("-"):
                new.append(before[at])
            at += 1
    after = before[: starts[0]] + new + before[starts[0] + len(old) :]
    return first or starts[0] + 1, after


def _plain(line: str) -> str:
    """Without indentation and the comment behind it."""
    return re.sub(r"\s+#.*$", "", line.strip())


def _expected(
    match: "re.Match[str]", wrong: list[str], first: int, settings: dict[str, str], place: str
) -> Expected:
    codes = tuple(match.group(1).split())
    if settings.get("位置") == "文件":
        return Expected(codes, 0)
    if match.group(2) is None:
        return Expected(codes, first)
    wanted = match.group(2).strip()
    at = [i for i, line in enumerate(wrong, 1) if line.strip() == wanted]
    assert at, f"{place}: no line 「{wanted}」"
    return Expected(codes, min(at, key=lambda line: abs(line - first)))
