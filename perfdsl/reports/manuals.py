"""The manual as documents: one page for a code, and the list of all codes."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from perfdsl.codes import all_codes
from perfdsl.document import (
    Block,
    Document,
    Group,
    Heading,
    Item,
    Items,
    Paragraph,
    Run,
    SourceLine,
    Window,
)
from perfdsl.manual import Manual, manual_of
from perfdsl.reports import wording as w
from perfdsl.reports.voice import Voice, pattern
from perfdsl.suggestion import suggest
from perfdsl.wording import Code, Language, Words


def every_code() -> tuple[Code, ...]:
    """Those of the stages and those of the linter, in the order of their ids."""
    from perfdsl.linter import lint_codes

    return tuple(sorted((*all_codes(), *lint_codes()), key=lambda code: code.id))


def page_of_code(code: str) -> Manual | None:
    """The page, wherever it stands."""
    from perfdsl.linter import lint_manual

    return manual_of(code) or (lint_manual(code) if code.startswith("PD8") else None)


def find_codes(text: str) -> tuple[Code, ...]:
    """The codes that are meant: by id (`PD4013`, `4013`, `错误[PD4013]`), by slug, or by words of the message."""
    plain = normalize("NFKC", text).strip()
    codes = every_code()
    match = re.search(r"(?:PD ?)?(?<!\d)(\d{4})(?!\d)", plain, re.IGNORECASE)
    if match is not None:
        return tuple(code for code in codes if code.id == f"PD{match.group(1)}")
    slug = re.sub(r"[\s_]+", "-", plain.lower())
    by_slug = tuple(code for code in codes if code.slug == slug)
    if by_slug or not plain:
        return by_slug
    words = plain.lower()
    return tuple(
        code
        for code in codes
        if any(words in text.lower() for text in _texts(code)) or slug in code.slug
    )


def _texts(code: Code) -> tuple[str, ...]:
    said = (code.message, code.help) if code.help is not None else (code.message,)
    return tuple(pattern(words, language) for words in said for language in ("zh", "en"))


def similar_codes(text: str) -> tuple[Code, ...]:
    """Codes whose id or slug looks like what was asked for."""
    plain = normalize("NFKC", text).strip()
    known = every_code()
    codes = {code.id: code for code in known} | {code.slug: code for code in known}
    wanted = f"PD{plain}" if plain.isdecimal() else plain.lower()
    if re.match(r"PD\d", plain, re.IGNORECASE):
        wanted = plain.upper()
    near = tuple(dict.fromkeys(codes[name] for name in suggest(wanted, codes)))
    if not re.fullmatch(r"PD\d{4}", wanted):
        return near
    return tuple(code for code in near if _is_one_slip(wanted, code.id))


def _is_one_slip(wanted: str, known: str) -> bool:
    """Whether one figure differs, or some stand in another order."""
    differing = [pair for pair in zip(wanted, known, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 or sorted(wanted) == sorted(known)


def manual_report(code: Code, language: Language) -> Document:
    """What a code means, an example of it and the way out."""
    voice = Voice(language)
    severity = voice.say(w.SEVERITIES[code.severity])
    blocks: list[Block] = [
        Heading(1, (Run(f"{severity}[{code.id}] ", code.severity), Run(code.slug, "muted"))),
        Paragraph((Run(pattern(code.message, language), "strong"),)),
    ]
    page = page_of_code(code.id)
    if page is not None:
        blocks.append(Paragraph((Run(page.meaning.text(language)),)))
        blocks += _examples(page, voice)
    if code.help is not None:
        blocks.append(
            _titled(voice.say(w.WAY_OUT), Paragraph((Run(pattern(code.help, language), "info"),)))
        )
    blocks.append(Paragraph((Run(voice.say(w.SEVERITY_MEANS[code.severity]), "muted"),)))
    return Document(tuple(blocks), language)


def _examples(page: Manual, voice: Voice) -> list[Block]:
    blocks: list[Block] = []
    if page.rules:
        blocks.append(_titled(voice.say(w.RULES_OF_EXAMPLE), _listing(page.rules)))
    return [
        *blocks,
        _titled(voice.say(w.EXAMPLE_OF[page.kind]), _listing(page.bad)),
        _titled(voice.say(w.INSTEAD), _listing(page.good)),
    ]


def _titled(title: str, block: Block) -> Block:
    return Group((Paragraph((Run(title, "strong"),)), block))


def _listing(text: str) -> Window:
    lines = text.removesuffix("\n").split("\n")
    return Window(tuple(SourceLine(number, line) for number, line in enumerate(lines, 1)))


def codes_report(codes: Iterable[Code], language: Language) -> Document:
    """The codes by stage, each with the pattern of its message."""
    voice = Voice(language)
    by_stage: dict[str, list[Code]] = {}
    for code in codes:
        by_stage.setdefault(code.id[:3], []).append(code)
    blocks: list[Block] = []
    for stage, members in by_stage.items():
        title = w.STAGES.get(stage, Words(stage, stage))
        blocks.append(Heading(2, (Run(f"{stage} {voice.say(title)}"),)))
        blocks.append(Items(tuple(_line(code, voice) for code in members)))
    return Document((*blocks, Paragraph((Run(voice.say(w.EXPLAIN_ONE)),))), language)


def _line(code: Code, voice: Voice) -> Item:
    message = pattern(code.message, voice.language)
    runs = (Run(code.id, code.severity), Run(f" {message} "), Run(code.slug, "muted"))
    return Item(runs)
