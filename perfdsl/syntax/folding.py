# ruff: noqa: RUF001 (characters that look alike are the subject of this file)
"""Full-width and half-width forms of one symbol become one; one character to one character.

Offsets stay true to the file. Never NFKC: it changes lengths and `①`, and keeps `≦` and `。`.
"""

_PAIRS = {
    "，": ",",
    "、": ",",
    "﹐": ",",
    "：": ":",
    "﹕": ":",
    "；": ";",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "＜": "<",
    "＞": ">",
    "＝": "=",
    "≧": "≥",
    "⩾": "≥",
    "≦": "≤",
    "⩽": "≤",
    "＋": "+",
    "－": "-",
    "−": "-",
    "﹣": "-",
    "–": "-",
    "×": "*",
    "＊": "*",
    "÷": "/",
    "／": "/",
    "％": "%",
    "﹪": "%",
    "｜": "|",
    "∣": "|",
    "＃": "#",
    "．": ".",
    "＿": "_",
    "～": "~",
    "〜": "~",
    "！": "!",
    "＂": '"',
    "｡": "。",
    "｢": "「",
    "｣": "」",
    "・": "·",
    "•": "·",
    "‧": "·",
}

SPACES = (
    "\t\x0b\x0c\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
SPACES += "\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
"""What is read as a space; some of it has no width, and is none elsewhere."""

_TABLE = str.maketrans(
    _PAIRS
    | dict.fromkeys(SPACES, " ")
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF21, 0xFF3B)}
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)}
)


def fold(text: str) -> str:
    """`text` with every symbol in its plain form and every space a space; the length is kept."""
    return text.translate(_TABLE)


def fold_letters(text: str) -> str:
    """Only letters, digits and `_` in their plain forms: for names in `「…」`."""
    return "".join(
        folded if folded.isalnum() or folded == "_" else character
        for character, folded in zip(text, text.translate(_TABLE), strict=True)
    )
