"""Forms with boxes: the one word of several whose box is ticked, be it with a letter of a font of signs."""

import re
from collections.abc import Iterable

_YES_SIGNS = "þü\uf0fe\uf0fc\uf052"
"""What a tick in the fonts Wingdings and Wingdings 2 is where the font is lost."""
_NO_SIGNS = "ýû\uf0fd\uf0fb"
"""A cross in these fonts."""
_TICK = f"[√✓✔☑■●◉{_YES_SIGNS}]|\\[[xX√✓]\\]|[(（][xX√✓][)）]"
_LETTER = "(?<![A-Za-z])[Rr](?![A-Za-z])"
"""A tick of Wingdings 2, beside a box that is empty."""
_EMPTY = "[□☐○◯¨£\uf0a8\uf0a3\uf06f]|\\[ ?\\]|[(（] ?[)）]"
_BETWEEN = "\\s/|、，,；;"
_LONGEST = 200


def ticked_word(text: str, words: Iterable[str]) -> str | None:
    """The word that is ticked where each of those in `text` stands beside its box, or only one is marked.

    None where no sign is a tick, several words have one, or it may belong to either of two words.
    """
    known = sorted({word for word in words if word}, key=len, reverse=True)
    if len(text) > _LONGEST or not known:
        return None
    named = "|".join(re.escape(word) for word in known)
    mark = f"{_TICK}|{_EMPTY}|{_LETTER}"
    spaced = f"(?:(?P<mark>{mark})?(?P<word>{named})|(?P<other>{named})(?P<behind>{mark}))"
    for group in (
        (f"(?P<mark>{mark})\\s*(?P<word>{named})",),
        (f"(?P<word>{named})\\s*(?P<mark>{mark})",),
        (f"(?<![^{_BETWEEN}]){spaced}(?![^{_BETWEEN}])",),
        (f"(?P<mark>{mark})?(?P<word>{named})", f"(?P<word>{named})(?P<mark>{mark})?"),
    ):
        patterns = [re.compile(each, re.IGNORECASE) for each in group]
        fits = [each for each in patterns if not re.sub(f"[{_BETWEEN}]", "", each.sub("", text))]
        if fits:
            return _only_ticked(list(fits[0].finditer(text))) if len(fits) == 1 else None
    return None


def _only_ticked(found: list[re.Match[str]]) -> str | None:
    has_empty = False
    ticked: list[str] = []
    letters: list[str] = []
    for each in found:
        parts = each.groupdict()
        mark, word = parts["mark"] or parts.get("behind"), parts["word"] or parts.get("other")
        if mark is None or word is None:
            continue
        if re.fullmatch(_EMPTY, mark):
            has_empty = True
        else:
            (letters if mark in "Rr" else ticked).append(word)
    if letters and has_empty:
        ticked += letters
    return ticked[0] if len(ticked) == 1 else None


def sign_alone(text: str) -> bool | None:
    """Yes for a tick, no for a cross, where a lone sign can be nothing else."""
    if len(text) != 1:
        return None
    return True if text in f"☑{_YES_SIGNS}" else False if text in f"Xx{_NO_SIGNS}" else None
