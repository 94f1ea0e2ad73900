"""A value for each case, written in English as a program, a spreadsheet or a sentence has it."""

import re
from collections.abc import Iterator

from perfdsl.syntax.mending.ways import Place, Way, rewritten

_HEAD = re.compile(
    r"(\s*)(?:define|let|set)\s+(?P<name>[a-z_]\w*)\s*(?::?=|as|is|\s(?=by\b))\s*(?P<body>\S.*?)\s*$",
    re.IGNORECASE,
)
_VALUE = r"(-?[\d.]+\s*(?:%|points?|yuan|[a-z]+ yuan)?)"
_TEST = r"\(?\s*(?P<subject>[a-z_]\w*)\s*(?:==?|is|equals)\s*[\"']?(?P<word>[a-z_]\w*)[\"']?\s*\)?"
_CASES = (
    re.compile(rf"(?:if\s+|when\s+)?{_TEST}\s*(?:\?|then|,|:|=>|->)?\s*{_VALUE}", re.IGNORECASE),
    re.compile(rf"{_VALUE}\s*(?:if|when|for)\s+{_TEST}", re.IGNORECASE),
    re.compile(
        rf"(?:when|for|if)?\s*[\"']?(?P<word>[a-z_]\w*)[\"']?\s*(?:then|:|=|=>|->|gets?)?\s*{_VALUE}",
        re.IGNORECASE,
    ),
)
_REST = re.compile(
    rf"(?:else|rest|others?|otherwise|default|remaining|all others?|the rest)\s*(?:then|:|=|=>|->)?\s*{_VALUE}\s*(?:end)?",
    re.IGNORECASE,
)
_LAST = re.compile(rf"{_VALUE}\s*(?:end)?", re.IGNORECASE)
_GAP = re.compile(
    r"[\s,;:()]*(?:\belse\b(?=\s*if\b))?[\s,;:()]*(?:\b(?:el)?if\s*\((?=))?[\s,;()]*", re.IGNORECASE
)
_BY = re.compile(
    r"(?:by|case|switch|according to|depending on)?\s*\(?\s*(?P<subject>[a-z_]\w*)\s*\)?\s*(?:takes?|values?|gives?|of|:)?\s+(?=\S)",
    re.IGNORECASE,
)
_LEAST = 2


def english_tables(written: str, place: Place) -> Iterator[Way]:
    """`region == east ? 75% : 60%`, `if region = east then 75% else 60%`, `case region when east then 75%`."""
    head = _HEAD.fullmatch(written)
    if head is None:
        return
    body = re.sub(r"^\(+", "", head["body"])
    for subject, cases, rest in _read(body, place):
        values = [f"{word} {value}" for word, value in cases] + ([f"rest {rest}"] if rest else [])
        yield rewritten(written, f"define {head['name']} = by {subject} take {', '.join(values)}")


def _read(body: str, place: Place) -> Iterator[tuple[str, list[tuple[str, str]], str]]:
    for pattern in _CASES[:2]:
        found = _cases(body, 0, pattern)
        if found is not None:
            subjects, cases, rest = found
            if len(subjects) == 1 and subjects <= place.names:
                yield subjects.pop(), cases, rest
    by = _BY.match(body)
    named = by is not None and by["subject"] in place.names
    found = _cases(body, by.end() if named and by is not None else 0, _CASES[2])
    if found is not None and len(found[1]) + bool(found[2]) >= _LEAST:
        subject = by["subject"] if named and by is not None else _subject(found[1], place)
        if subject is not None:
            yield subject, found[1], found[2]


def _subject(cases: list[tuple[str, str]], place: Place) -> str | None:
    """The fact that may have these words."""
    for line in re.findall(r"^fact\s+(\w+\s+(?:choice|level)\s+.*)$", place.file, re.MULTILINE):
        words = re.findall(r"\w+", line)
        if all(word in words[2:] for word, _ in cases):
            return str(words[0])
    return None


def _cases(
    body: str, at: int, pattern: re.Pattern[str]
) -> tuple[set[str], list[tuple[str, str]], str] | None:
    """What is asked about, the value of each case and of the rest; None: something else stands there."""
    subjects: set[str] = set()
    cases: list[tuple[str, str]] = []
    while at < len(body):
        gap = _GAP.match(body, at)
        at = gap.end() if gap is not None else at
        rest = _REST.match(body, at) or (_LAST.match(body, at) if cases else None)
        if rest is not None and not body[rest.end() :].strip(" );,."):
            return subjects, cases, rest.group(1).strip()
        case = pattern.match(body, at)
        if case is None:
            break
        found = case.groupdict()
        if "subject" in found:
            subjects.add(str(found["subject"]))
        value = next(each for each in case.groups() if each and re.match(r"-?[\d.]", each))
        cases.append((str(found["word"]), value.strip()))
        at = case.end()
        if case.end() == case.start():
            break
    return (subjects, cases, "") if cases and not body[at:].strip(" );,.") else None
