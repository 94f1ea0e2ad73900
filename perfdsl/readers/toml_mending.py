"""A line of a facts file that cannot be read, written as it was most likely meant.

Quotation marks, signs and brackets are put right by what the line looks like: a heading, `name = value`, or
a name with 值, 来源 and the like. The reader reads the result before anybody sees it; a person confirms it.
"""

import re
from typing import Literal

from perfdsl.readers.toml_tables import HEADINGS

_STRAIGHT = "\"'\uff02`\uff40″"
_QUOTES = _STRAIGHT + "“”‘’"
_OPENING = "[【\uff3b(（{\uff5b\u3014"
_CLOSING = "]】\uff3d)）}\uff5d\u3015"
_COMMENT = re.compile(r"(?<!\s)\s++[#＃].*$")
_MARK = re.compile(r"(?:[-*·•●○■◆①-⑳/]+|\d{1,2}[.、)）]|[(（]\d{1,2}[)）])\s*")
_EQUALS = re.compile(r"\s*[:：]?[=＝][=＝:：>＞]*\s*")
_COLON = re.compile(r"\s*[:：]+\s*")
_GAP = re.compile("\\s+(?=[\\d\"“'{\uff5b\uff02+-]|true|false|是|否)")
_HEADINGS = (*(word for words in HEADINGS.values() for word in words), "judgements", "working_days")
_HEADING_PART = re.compile(rf"[^\s.、,，/／·。:：>→—{re.escape(_OPENING + _CLOSING + _QUOTES)}]+")
_BRACKETED = re.compile(r"[<＜《〈「『]+\s*(\w+)\s*[>＞》〉」』]+")
"""A heading in brackets of another kind."""
_PART = re.compile(
    rf"(?P<key>值|来源|页|说明|分|理由|(?<![a-zA-Z_])(?:value|source|page|note|points|reason)(?![a-zA-Z_]))\s*+[{re.escape(_QUOTES)}]*+\s*+[=＝:：]+[>＞]?"
)
_INNER = re.compile(rf"[{re.escape(_QUOTES)}]*\s*{_PART.pattern}")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?|true|false|\d{4}-\d\d-\d\d")
_WITH_QUOTES = re.compile('"((?!"[^"]*""$)[^"]*(?:"[^"]*)+)"')
"""A text with straight quotation marks in it, and not only doubled around it."""
_HALF = re.compile('“([^“”"]*)"(?=[^“”]*$|[^“”]*“)|"([^“”"]*)”')
"""Of a pair within a text, one Chinese and one straight."""
_ENDS = re.compile(
    r"""\"(?=[ \t]*(?:[=＝}\]\uff5d\uff3d]|$|[,，][ \t]*(?:"[^"=＝]*"[ \t]*[=＝]|[^\W\d][\w“”·]*[ \t]*[=＝]|[{}\[\]\uff5b\uff5d])))"""
)
"""A quotation mark that can end a text: before an equals sign, a bracket, or a comma and the next key."""
_BEHIND = " \t,，;；。、"


def has_parts(line: str) -> bool:
    """Whether 值, 来源 and the like are written on the line."""
    return len(_PART.findall(line)) > 1


def is_useless(line: str) -> Literal["delete", "comment"] | None:
    """Whether the line is none of a facts file, and what is best done with it."""
    text = line.strip()
    if re.fullmatch(r"[<>=|*~_—\-]{3,}(?: *\S{1,40})?", text):
        return "delete"
    if re.fullmatch(r"[(（][^()（）=＝]{2,40}[)）][。.]?", text):
        return (
            "comment" if text.strip("()（）。.\"' ") not in _HEADINGS and '"' not in text else None
        )
    is_title = re.fullmatch(r"[^\W\d]{2,12}[:：]", text) and text[:-1] not in _HEADINGS
    return "comment" if is_title else None


def mended_line(line: str) -> str | None:
    """The line as standard TOML; None where it cannot be told what it was to be."""
    found = _COMMENT.search(line)
    comment = found.group().rstrip() if found is not None else ""
    text = line[: len(line) - len(found.group())] if found is not None else line
    text = text.strip(" \t\u3000\u00a0\u200b\ufeff")
    if not text or len(text) > 500:
        return None
    meant = _heading(text) or _entry(text) or _with_quotes_inside(text)
    return None if meant is None else meant + comment


def _heading(text: str) -> str | None:
    if re.search("[=＝]", text):
        return None
    text = re.sub(
        r"(?<=[\[【\uff3b])\s+(?=[\[【\uff3b])|(?<=[\]】\uff3d])\s+(?=[\]】\uff3d])", "", text
    )
    named = _BRACKETED.fullmatch(text)
    if named is not None and named[1].lower() in _HEADINGS:
        return f'["{named[1]}"]'
    first = text.lstrip(_QUOTES)
    opened = len(first) - len(first.lstrip(_OPENING))
    last = text.rstrip(_QUOTES + ":： ")
    closed = len(last) - len(last.rstrip(_CLOSING + _OPENING))
    parts = [each for each in _HEADING_PART.findall(text.rstrip(":： ")) if each.strip("-–~|_")]
    words = "_".join(parts).lower()
    if words in _HEADINGS and re.search(r"\w[ -]\w", text):
        parts = [words]  # `[last year]`
    if not parts or len(parts) > 2 or not all(part.replace("_", "").isalnum() for part in parts):
        return None
    if not (opened or closed) and (len(parts) > 1 or parts[0] not in _HEADINGS):
        return None
    inside = ".".join(f'"{part}"' for part in parts)
    return f"[[{inside}]]" if max(opened, closed) > 1 else f"[{inside}]"


def _entry(text: str) -> str | None:
    sign = _EQUALS.search(text) or _COLON.search(text) or _GAP.search(text)
    if sign is None or not sign.start():
        return None
    key = _key(text[: sign.start()])
    value = _value(text[sign.end() :])
    return None if key is None or value is None else f'"{key}" = {value}'


def _key(written: str) -> str | None:
    key = written.strip(" \t\u3000")
    mark = _MARK.match(key)
    key = key[mark.end() :] if mark is not None else key
    key = key.strip(_STRAIGHT + "‘’ \u3000,，")
    key = _balanced(re.sub(r'^"?([^"“”]+)"([^"]+)$', r"“\1”\2", key))
    if not key or set(key) & set(_STRAIGHT + "[]{}【】,，\\"):
        return None
    return key


def _balanced(text: str) -> str:
    """Without a Chinese quotation mark at an end whose other half is missing, or around the whole."""
    if text.count("“") > text.count("”") and text.startswith("“"):
        text = text[1:]
    elif text.count("“") > text.count("”") and text.endswith("“"):
        text = text[:-1]
    elif text.count("”") > text.count("“"):
        text = text[:-1] if text.endswith("”") else text[1:] if text.startswith("”") else text
    whole = re.fullmatch("“([^“”]*)”", text)
    return whole.group(1) if whole is not None else text


def _value(written: str) -> str | None:
    text = written.strip(_BEHIND).lstrip("=＝:：>＞ ")
    parts = list(_INNER.finditer(text))
    if parts and not text[: parts[0].start()].strip(_OPENING + _QUOTES + " "):
        found = []
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            end = following.start() if following is not None else len(text)
            piece = text[part.end() : end].strip(_BEHIND)
            if following is None:
                piece = _without_bracket(piece)
            scalar = _scalar(piece)
            if scalar is None:
                return None
            found.append(f'"{part["key"]}" = {scalar}')
        return "{ " + ", ".join(found) + " }"
    return _scalar(text)


def _without_bracket(piece: str) -> str:
    """The last value of a table, without what was to close it."""
    piece = piece.rstrip(_BEHIND)
    while piece and piece[-1] in "}\uff5d]】{\uff5b[【" + "(（)）":
        rest = piece[:-1]
        if piece[-1] in ")）" and rest.count("(") + rest.count("（") > rest.count(")") + rest.count(
            "）"
        ):
            break
        piece = rest.rstrip(_BEHIND)
    return piece


def _scalar(written: str) -> str | None:
    written = written.strip()
    if written[:1] in ("{", "["):
        return None
    if not any(sign in written for sign in _QUOTES):
        written = written.rstrip(_CLOSING + "?？*") if not re.search("[(（]", written) else written
    whole = _WITH_QUOTES.fullmatch(written)
    within = _chinese_quotes(whole[1]) if whole is not None else None
    text = written.strip(_STRAIGHT + "‘’" + " \t\u3000") if within is None else within
    is_quoted = text != written
    inner = _balanced(text) if within is None else within
    if not inner:
        return None
    if not is_quoted and inner == text and _PLAIN.fullmatch(inner):
        return inner
    inner = _chinese_quotes(inner) or inner
    if set(inner) & set('"\\'):
        return None
    return f'"{inner}"'


def _chinese_quotes(text: str) -> str | None:
    """The text with Chinese quotation marks for straight ones, each pair; None where one of them is alone."""
    plain = text.replace('""', '"') if text.count('""') > 1 else text
    plain = _HALF.sub(lambda found: f"“{found[1] or found[2]}”", plain)
    return re.sub('"([^"]*)"', r"“\1”", plain) if plain.count('"') % 2 == 0 else None


def _with_quotes_inside(text: str) -> str | None:
    """The line with Chinese quotation marks for those within its texts: each text goes on to where a value can end."""
    done, place = "", 0
    while (start := text.find('"', place)) >= 0:
        end = next((at.start() for at in _ENDS.finditer(text, start + 1)), None)
        inner = _chinese_quotes(text[start + 1 : end]) if end is not None else None
        if end is None or inner is None:
            return None
        if '"' in text[start + 1 : end] and _EQUALS.match(text, end + 1):
            return None  # two keys, or a key and its value
        done += f'{text[place:start]}"{inner}"'
        place = end + 1
    return done + text[place:] if done and "[" not in text[:1] else None
