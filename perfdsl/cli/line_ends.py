"""The line ends of a file, given back to its text."""

import re
from collections import Counter

from perfdsl.syntax.folding import SPACES

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n)")
_BLANK = " " + SPACES


def with_line_ends(text: str, written: str) -> str:
    """`text`, whose lines end with line feeds, with line ends as in the file `written`.

    Where that mixes them, every line that is not blank keeps its own; a blank one has that of the line above.
    """
    lines = _LINE.findall(written)
    kinds = Counter(end for _, end in lines)
    if not kinds:
        return text
    (usual, _), *others = kinds.most_common()
    if not others:
        return text.replace("\n", usual)
    own = [end for line, end in lines if line.strip(_BLANK)]
    if written.rsplit("\n", 1)[-1].rsplit("\r", 1)[-1].strip(_BLANK):
        own.append(usual)  # the last line had none
    parts = text.removesuffix("\n").split("\n")
    if sum(bool(part.strip(_BLANK)) for part in parts) != len(own):
        return text.replace("\n", usual)
    ends = iter(own)
    made, end = "", usual
    for part in parts:
        end = next(ends) if part.strip(_BLANK) else end
        made += part + end
    return made
