"""Text that went through the wrong encoding: bytes that are no characters, and 鏂规 for 方案.

Loaded only where a file cannot be read as it is.
"""

import re

from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.source import SourceText, Span
from perfdsl.wording import phrase

_NO_CHARACTER = "\ufffd"
_HAN = re.compile("[\u3400-\u9fff]")
_FOR_ONE_BAD = {"utf-8": 1, "gb18030": 20}
"""So many Chinese characters to a bad one make a text; of two bytes that are none GB18030 often makes one."""
_FOR_ONE_LOST = 2
_LEAST_HAN = 4
_LETTER = re.compile("[A-Za-z\n ]")
_LETTERS_FOR_ONE_BAD = 50
_MOST_SHOWN = 5
_ENCODINGS = ("utf-8", "gb18030")


def report_damage(
    name: str, content: bytes, encoding: str, diagnostics: Diagnostics, *, of_letters: bool = False
) -> bool:
    """Bytes that are no characters in what is a text of that encoding else; False where it is none.

    `of_letters`: Latin letters make a text too.
    """
    encoding = encoding.removesuffix("-sig")
    text = _plain(content.decode(encoding, "replace"))
    source = SourceText(name, text, encoding)
    bad = [match.start() for match in re.finditer(_NO_CHARACTER, text)]
    good = len(_HAN.findall(text)) // _FOR_ONE_BAD[encoding]
    if of_letters:
        good = max(good, len(_LETTER.findall(text)) // _LETTERS_FOR_ONE_BAD)
    if not 0 < len(bad) <= good or "\n" not in text:
        return False
    first_of_line = {source.position(place).line: place for place in reversed(bad)}
    spans = [Span(source, place, place + 1) for place in sorted(first_of_line.values())]
    here = phrase("这里也读不成字", "none here either")
    diagnostics.report(
        codes.BYTES_DAMAGED,
        spans[0],
        secondary=[Label(span, here) for span in spans[1:_MOST_SHOWN]],
        helps=_put_right(source, content),
        encoding=encoding.upper(),
        count=len(spans),
    )
    return True


def _put_right(source: SourceText, content: bytes) -> tuple[Help, ...]:
    """The lines that were pasted in the other encoding, where that makes characters of all of them."""
    own, other = _ENCODINGS
    if source.encoding != own:
        return ()
    edits = []
    lines = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for number, line in enumerate(lines.split(b"\n"), start=1):
        if _can_be_read(line, own):
            continue
        if not _can_be_read(line, other):
            return ()
        text = line.decode(other)
        start = source.line_starts[number - 1]
        edits.append(Edit(Span(source, start, start + len(source.line_text(number))), text))
    said = phrase(
        "这样的行是 {encoding} 编码的：按它读，整个文件存成 UTF-8",
        "such lines are {encoding}: read them so and save the whole file as UTF-8",
        encoding=other.upper(),
    )
    return (Help(said, tuple(edits), "unsafe"),)


def _can_be_read(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def report_garbled(name: str, text: str, content: bytes, diagnostics: Diagnostics) -> bool:
    """One finding for a text that was read in another encoding than its own, and saved; False where it was not."""
    for encoding, as_read in (("GBK", _as_gbk(text)), ("Latin-1", _as_latin(text))):
        restored = as_read.decode("utf-8", "replace")
        lost, good = restored.count(_NO_CHARACTER), len(_HAN.findall(restored))
        first = re.search(r"[^\x00-\x7f]+", text)
        if good < max(_LEAST_HAN, _FOR_ONE_LOST * lost) or first is None:
            continue
        said = phrase("还原成原来的文字，存成 UTF-8", "put the text back as it was, as UTF-8")
        source = SourceText(name, text, "utf-8", content)
        back = Edit(Span(SourceText(name, _plain(restored)), 0, 0), "")
        diagnostics.report(
            codes.GARBLED,
            Span(source, *first.span()),
            helps=() if lost or "?" in restored else (Help(said, (back,), "unsafe"),),
            encoding=encoding,
        )
        return True
    return False


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _as_gbk(text: str) -> bytes:
    return text.encode("gb18030", "replace") if _HAN.search(text) else b""


def _as_latin(text: str) -> bytes:
    """The bytes that such characters stand for in Western Windows; none where one of them is Chinese."""
    found = bytearray()
    for character in "" if _HAN.search(text) else text:
        for encoding in ("latin-1", "cp1252"):
            try:
                found += character.encode(encoding)
                break
            except UnicodeEncodeError:
                continue
        else:
            return b""
    return bytes(found)
