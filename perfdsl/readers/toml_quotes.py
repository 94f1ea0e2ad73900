"""Quotation marks that are missing, of two kinds, or in the wrong place."""

import re

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Applicability, Edit
from perfdsl.readers.toml_cursor import TRAILING_SIGNS, Cursor, Slip, quoted
from perfdsl.source import Span
from perfdsl.terms import find_unit
from perfdsl.wording import Phrase, phrase

_WORD = re.compile(
    r"""(?P<gap>[ \t\u3000]*)(?!//|--|/\*|<!)(?P<word>[^\s"'“”‘’=＝#＃,，;；。、:：(（{}\[\]\uff5b\uff5d\uff3b\uff3d【】]+)"""
)
_STANDS_ALONE = re.compile(r"[ \t\u3000]*(?:[#＃]|$)")
_DATE_ENDS = ("日", "号", "月", "年")
_UNIT_IN_QUOTES = re.compile(r"""[ \t\u3000]*["“](?P<unit>[^"“”\n\d]{1,6})["”]""")
_NUMBER = re.compile(r"[-+－＋¥￥]?[\d\uff10-\uff19][\d\uff10-\uff19,，.\uff0e/年月-]*\s*")


def spilled(cursor: Cursor, value: Span, *, in_brackets: bool) -> Slip | None:
    """What stands behind the text and belongs into its quotation marks: `"381.6"万元`, `381.6 "万元"`.

    None where it is a remark, or the text is a whole without it.
    """
    text, end = cursor.text, cursor.line_end(value.end)
    quote = text[value.start]
    if quote not in ('"', "'"):
        return _unit_in_quotes(cursor, value, end)
    found = _WORD.match(text, value.end, end)
    if found is None or text.startswith(quote * 3, value.start):
        return None
    stop = _end_of_item(text, found.end(), end) if in_brackets else end
    rest = text[found.end() : stop]
    if re.match(r"\s*[\"'“”=＝:：]", rest) or set(re.sub("[#＃].*", "", rest)) & set("\"'"):
        return None
    is_number = _NUMBER.fullmatch(text, value.start + 1, value.end - 1) is not None
    if found["gap"] and not _is_unit(found["word"]) and not in_brackets:
        return None
    gap = cursor.span(value.end - 1, found.start("word") if is_number else value.end)
    slip = Slip(
        codes.AFTER_VALUE,
        cursor.span(found.start("word"), found.end()),
        edits=(
            Edit(gap, ""),
            _closing(cursor, found.end(), rest, quote, in_brackets or not is_number),
        ),
        text=found["word"],
    )
    slip.way = _inside(found["word"])
    return slip


def _closing(cursor: Cursor, place: int, rest: str, quote: str, is_whole: bool) -> Edit:  # noqa: FBT001
    """The quotation mark at the end of the word at `place`, or of all there is; what else follows is a remark."""
    written = rest.rstrip()
    if _STANDS_ALONE.match(rest) or not is_whole:
        is_sign = not written.strip(TRAILING_SIGNS)
        is_remark = not _STANDS_ALONE.match(rest) and not is_sign
        return Edit(
            cursor.span(place, place + (len(written) if is_sign else 0)),
            f"{quote} # " if is_remark else quote,
        )
    end = place + len(re.sub(r"\s*[#＃].*", "", written))
    return Edit(cursor.span(end, end), quote)


def _unit_in_quotes(cursor: Cursor, value: Span, end: int) -> Slip | None:
    found = _UNIT_IN_QUOTES.match(cursor.text, value.end, end)
    if found is None or not _NUMBER.fullmatch(value.text) or not _is_unit(found["unit"]):
        return None
    unit = cursor.span(found.start("unit"), found.end("unit"))
    whole = cursor.span(value.start, found.end())
    slip = Slip(
        codes.AFTER_VALUE,
        unit,
        edits=(Edit(whole, quoted(f"{value.text.rstrip()}{unit.text}")),),
        text=unit.text,
    )
    slip.way = _inside(unit.text)
    return slip


def _inside(word: str) -> Phrase:
    return phrase(
        "把「{word}」写到引号里面", "write “{word}” within the quotation marks", word=word
    )


def _is_unit(word: str) -> bool:
    return find_unit(word.removeprefix("个")) is not None or word in _DATE_ENDS


def _end_of_item(text: str, start: int, end: int) -> int:
    found = re.compile("[,，}\\]\uff5d\uff3d]").search(text, start, end)
    return found.start() if found is not None else end


def unclosed_text(cursor: Cursor, quote: str, *, is_key: bool) -> Slip:
    start = cursor.position
    rest = cursor.rest_of_line().rstrip()
    ends = [index for index, character in enumerate(rest) if character in "“”" and index]
    if quote == '"' and ends:
        end = start + ends[-1]
        edit = Edit(cursor.span(end, end + 1), quote)
        return Slip(
            codes.MIXED_QUOTES,
            cursor.span(start, end + 1),
            edits=(edit,),
            applicability=_quote_applicability(rest, ends[-1]),
        )
    end = start + len(rest)
    sign = re.search("[=＝]", rest) if is_key else None
    if sign is not None:  # the name ends before the equals sign
        end = start + len(rest[: sign.start()].rstrip())
    edit = Edit(cursor.span(end, end), quote)
    if is_key and sign is None and re.match(r"'[ \t]", rest):  # a remark, as spreadsheets have it
        edit = Edit(cursor.span(start, start + 1), "#")
    return Slip(codes.UNCLOSED_TEXT, cursor.span(start, end), edits=(edit,), quote=quote)


def mixed_quotes(cursor: Cursor, behind: int | None) -> Slip:
    """A Chinese quote that no Chinese quote answers, or text that goes on behind it.

    `behind`: where the text in Chinese quotation marks ends, if it has both.
    """
    start = cursor.position
    if behind is not None:
        item = cursor.span(start, behind)
        found = _WORD.match(cursor.text, behind, cursor.line_end())
        if found is not None and _NUMBER.fullmatch(item.text[1:-1]):
            word = cursor.span(*found.span("word"))
            whole = cursor.span(start, found.end())
            text = quoted(f"{item.text[1:-1].strip()}{word.text}")
            slip = Slip(codes.AFTER_VALUE, word, edits=(Edit(whole, text),), text=word.text)
            slip.way = _inside(word.text)
            return slip
    rest = cursor.rest_of_line()
    straight = rest.find('"')
    end = start + (straight + 1 if straight > 0 else len(rest.rstrip()))
    written = cursor.span(start, end)
    applicability: Applicability = "unsafe"
    if straight > 0:
        edit = Edit(cursor.span(start, start + 1), '"')
        applicability = _quote_applicability(rest.rstrip(), straight)
    else:
        edit = Edit(written, quoted(written.text.removeprefix("“").removesuffix("”")))
    return Slip(codes.MIXED_QUOTES, written, edits=(edit,), applicability=applicability)


def _quote_applicability(rest: str, end: int) -> Applicability:
    """Safe where the two unequal quotes are the only ones and nothing follows the second."""
    pair = rest[0] + rest[end:]
    is_clear = pair in ('"”', '“"') and not set(rest[1:end]) & set("\\\"'“”#＃")
    return "safe" if is_clear else "unsafe"
