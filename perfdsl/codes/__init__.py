"""Every kind of diagnostic, by stage; an id is permanent and is never used again.

PD0 perfdsl itself · PD1 writing · PD2 names · PD3 types and units · PD4 marks and logic · PD5 facts · PD6 scoring · PD7 files
PD8 linter (its rules stand in `perfdsl/linter/rules/`) · PD9 tests of rules
"""

from perfdsl.wording import Code

_STAGES = (
    "program",
    "syntax",
    "names",
    "types",
    "logic",
    "facts",
    "scoring",
    "files",
    "linting",
    "rule_tests",
)


def all_codes() -> tuple[Code, ...]:
    """All codes in the order of their ids; a run that says nothing loads none of them."""
    from importlib import import_module

    found = [
        value
        for stage in _STAGES
        for value in vars(import_module(f"{__name__}.{stage}")).values()
        if isinstance(value, Code)
    ]
    return tuple(sorted(found, key=lambda code: code.id))
