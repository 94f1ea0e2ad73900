"""JUnit XML, which build servers read: suites of cases, each passed or failed."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as etree

import attrs

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@attrs.frozen(repr=False)
class JunitCase:
    """`failure` None: passed."""

    name: str
    group: str
    file: str
    line: int
    failure: str | None = None
    details: str = ""


@attrs.frozen(repr=False)
class JunitSuite:
    name: str
    cases: tuple[JunitCase, ...]


def render(suites: Sequence[JunitSuite]) -> str:
    root = etree.Element(
        "testsuites", {"name": "perfdsl"} | _counts([c for s in suites for c in s.cases])
    )
    for suite in suites:
        element = etree.SubElement(
            root, "testsuite", {"name": _clean(suite.name)} | _counts(suite.cases)
        )
        for case in suite.cases:
            _add(element, case)
    etree.indent(root)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"
    )


def _counts(cases: Sequence[JunitCase]) -> dict[str, str]:
    failures = sum(case.failure is not None for case in cases)
    return {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "skipped": "0"}


def _add(suite: etree.Element, case: JunitCase) -> None:
    element = etree.SubElement(
        suite,
        "testcase",
        name=_clean(case.name),
        classname=_clean(case.group),
        file=_clean(case.file),
        line=str(case.line),
        time="0",
    )
    if case.failure is not None:
        failure = etree.SubElement(element, "failure", message=_clean(case.failure))
        failure.text = _clean(case.details)


def _clean(text: str) -> str:
    """Without the characters that no XML file can hold."""
    return _NOT_XML.sub("�", text)
