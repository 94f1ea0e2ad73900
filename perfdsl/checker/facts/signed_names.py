"""Declared names with signs in them that a facts file has without quotation marks: `甲[一] = 1`."""

import re

from perfdsl.model.rulebook import RuleBook
from perfdsl.model.types import RecordsType

_SIGN = re.compile("[.=＝\\[\\]{}【】'#＃,，:：]")
"""What ends a name that has no quotation marks."""
_NEVER = frozenset('"\\\n\r')


def names_with_signs(rulebook: RuleBook, text: str) -> tuple[str, ...]:
    """Those that begin a line of the text, the longest first.

    None whose part before the sign is declared as well: the line may be about that.
    """
    known = {*rulebook.facts}
    for fact in rulebook.facts.values():
        if isinstance(fact.type, RecordsType):
            known |= {name for name, _ in fact.type.fields}
    found = []
    for name in known:
        sign = _SIGN.search(name)
        if sign is None or not sign.start() or not _NEVER.isdisjoint(name):
            continue
        if name[: sign.start()].strip() in known:
            continue
        if re.search(rf"^[ \t\u3000]*{re.escape(name)}[ \t\u3000]*[=＝]", text, re.MULTILINE):
            found.append(name)
    return tuple(sorted(found, key=lambda name: (-len(name), name)))
