"""Files: found, read, decoded and written. Besides readers and cli, the only package that touches them.

It runs at every start, so it stays with `os`: `pathlib` costs a fiftieth of a scoring's time.
"""

from perfdsl.workspace.finding import (
    TEST_ENDINGS,
    checkable_files,
    facts_files,
    find_rules,
    is_facts_text,
    kind_of,
    rule_files,
    rules_of_year,
    settings_file,
    test_files,
    tests_in,
)
from perfdsl.workspace.reading import (
    STANDARD_INPUT,
    STANDARD_INPUT_NAME,
    decode,
    is_file,
    is_folder,
    load_source,
)
from perfdsl.workspace.writing import write_text

__all__ = [
    "STANDARD_INPUT",
    "STANDARD_INPUT_NAME",
    "TEST_ENDINGS",
    "checkable_files",
    "decode",
    "facts_files",
    "find_rules",
    "is_facts_text",
    "is_file",
    "is_folder",
    "kind_of",
    "load_source",
    "rule_files",
    "rules_of_year",
    "settings_file",
    "test_files",
    "tests_in",
    "write_text",
]
