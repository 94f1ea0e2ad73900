"""Every kind of diagnostic, by stage; an id is permanent and is never used again.

PD1 writing · PD2 names · PD3 types and units · PD4 marks and logic · PD5 facts · PD6 scoring · PD7 files
"""

from perfdsl.codes import facts, files, logic, names, scoring, syntax, types
from perfdsl.wording import Code


def all_codes() -> tuple[Code, ...]:
    """All codes in the order of their ids."""
    found = [
        value
        for module in (syntax, names, types, logic, facts, scoring, files)
        for value in vars(module).values()
        if isinstance(value, Code)
    ]
    return tuple(sorted(found, key=lambda code: code.id))
