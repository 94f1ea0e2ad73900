"""`甲-乙` without spaces: one name or a difference, and what to say where that is not clear."""

import re
from collections.abc import Collection, Iterator, Sequence

from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as codes
from perfdsl.source import SourceText
from perfdsl.suggestion import suggest
from perfdsl.syntax.lines import RUN, LogicalLine
from perfdsl.syntax.slip import Slip, replacing
from perfdsl.syntax.tiling import Surroundings, Tiler, unknown_part
from perfdsl.syntax.token import Choice, Token
from perfdsl.wording import Words, phrase

_IN_FORMULA = frozenset(("LPAR", "STAR", "SLASH", "PLUS", "BAR"))


_DASHES = str.maketrans("—―", "--")


def joined_names(
    joined: Sequence[tuple[str, str]], text: str, start: int, end: int, names: Collection[str]
) -> Iterator[tuple[int, int, str]]:
    """Names like 甲-乙 whose first part ends where the run does: from where to where, and which."""
    for folded, name in joined:
        parts = re.split("[-—―/]", folded)
        begin = end - len(parts[0])
        stop = begin + len(folded)
        if begin < start or text[begin:stop].translate(_DASHES) != folded.translate(_DASHES):
            continue
        last = RUN.match(text, stop - len(parts[-1]))
        longer = last is not None and last.end() > stop and last.group() in names
        if not longer and not (begin > start and text[start:end] in names):
            yield begin, stop, name


def two_readings(source: SourceText, line: LogicalLine, start: int, end: int, name: str) -> Slip:
    """The declared name 甲-乙, or the difference of 甲 and 乙."""
    written = source.text[line.start + start : line.start + end]
    ways = (f"「{name}」", spaced(written))
    readings = Words("；".join(ways), "; ".join(ways))
    helps = tuple(
        replacing(
            source,
            line.start + start,
            line.start + end,
            way,
            phrase("改为「{way}」", "change it to “{way}”", way=way),
        )
        for way in ways
    )
    return Slip(
        name_codes.AMBIGUOUS_READING,
        line.start + start,
        line.start + end,
        helps=helps,
        found=written,
        readings=readings,
    )


def spaced(written: str) -> str:
    """`甲-乙` as a difference: `甲 - 乙`."""
    return re.sub(r" *([^\w·]) *", r" \1 ", written)


def refuse_joined(
    source: SourceText,
    line: LogicalLine,
    start: int,
    end: int,
    tiler: Tiler,
    found: Sequence[Token | Choice],
) -> None:
    """Refuse `甲-乙` where neither is declared nor like a declared name: one name, or two not declared."""
    left = found[-1]
    right = RUN.match(line.text, end)
    names = tiler.names
    if (
        not isinstance(left, Token)
        or left.end != line.start + start
        or left.text in names
        or right is None
        or right.group() in names
        or line.text[right.end() : right.end() + 1] in ("(", ".")
    ):
        return
    run = right.group()
    around = Surroundings.of(line.text, right.end(), "MINUS", after_operand=False)
    unknown = unknown_part(run, names, around) or (0, len(run))
    known = suggest(left.text, names) and suggest(run[: unknown[1]], names)
    if unknown[0] or known or tiler.tilings(run, around):
        return
    stop = line.start + end + unknown[1]
    written = source.text[left.start : stop]
    apart = spaced(written)
    helps = (
        replacing(
            source,
            left.start,
            stop,
            f"「{written}」",
            phrase(
                "是一个名称的，写成「「{name}」」",
                "if it is one name, write 「{name}」",
                name=written,
            ),
        ),
        replacing(
            source,
            left.start,
            stop,
            apart,
            phrase(
                "是两个数相减的，写成「{apart}」，并声明「{left}」和「{right}」",
                "if it is a difference, write “{apart}” and declare 「{left}」 and 「{right}」",
                apart=apart,
                left=left.text,
                right=run[: unknown[1]],
            ),
        ),
    )
    before = found[-2].type if len(found) > 1 and isinstance(found[-2], Token) else ""
    if before in _IN_FORMULA or line.text[stop - line.start :].lstrip(" ")[:1] in tuple(")*/+"):
        readings = Words(f"「{written}」；{apart}", f"「{written}」; {apart}")
        raise Slip(
            name_codes.AMBIGUOUS_READING,
            left.start,
            stop,
            helps=helps,
            found=written,
            readings=readings,
        )
    raise Slip(codes.NAME_SYMBOL, left.start, stop, helps=helps, found=written)
