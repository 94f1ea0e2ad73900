"""The same for lines in English: names with spaces, words of programming languages, types by other names."""

import re
from collections.abc import Iterator

from perfdsl.syntax.mending.english_rules import english_rules
from perfdsl.syntax.mending.english_tables import english_tables
from perfdsl.syntax.mending.ways import Place, Way, replaced

_DEFINITION = re.compile(
    r"\s*(?:define|definition|def|let|set|calc|calculate|compute|formula|where)?\s*:?\s*(?P<name>[a-z_]\w*(?:[ -]\w+){0,4}?)\s*(?::=|=|:)\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_KEEP = r"(?:keep|round|rounded|rounding|decimals?|precision|scores? (?:keep|to|with))"
_PLACES = r"\s*(?:digits?|decimals?|places?|decimal (?:places?|digits?))(?: (?:after|behind) the (?:decimal )?(?:point|comma))?"
_HEADERS = (
    (r"(?:(?:fiscal|budget|financial) )?year\s*[:=]?\s*(20\d\d)\s*$", r"year \1"),
    (r"(?:fiscal |budget |financial )?(?:year\s*)?fy\s*(20\d\d)\s*$", r"year \1"),
    (r"(?:full|total|max|maximum)[ _](?:marks?|points|score)\s*[:=]?\s*(\d+)\s*(?:points?|marks?)?\s*$", r"full marks \1"),
    (r"(\d+)\s*(?:points?|marks?)(?: in (?:all|total))?\s*$", r"full marks \1"),
    (r"(?:full|total|max|maximum)[ _](?:marks?|points|score)\s*[:=]?\s*(?:a |one )?hundred\s*(?:points?|marks?)?\s*$", r"full marks 100"),
    (rf"(?:{_KEEP}\s*(?:to)?\s*[:=]?\s*)?(?:1|one|a single){_PLACES}\s*$", r"keep 1 decimal places"),
    (rf"(?:{_KEEP}\s*(?:to)?\s*[:=]?\s*)?(?:2|two){_PLACES}\s*$", r"keep 2 decimal places"),
    (rf"{_KEEP}\s*(?:to)?\s*[:=]?\s*(\d)(?:{_PLACES})?\s*$", r"keep \1 decimal places"),
    (rf"{_KEEP}\s*(?:to)?\s*(?:the )?(?:nearest )?(?:integers?|whole numbers?|whole)\s*$", r"keep integers"),
    (r"(?:scheme|title|name)(?:\s*[:=]\s*|\s+)(\S.*)$", r"scheme \1"),
    (r"(?:language|version)\s*[:=]?\s*(?:v\.?)?(?:1|one)(?:\.0)?\s*$", r"language 1"),
    (r"(?:n/?a|n\.a\.|inapplicable|not relevant|non[- ]applicable|not applicable)\s*[:=]?\s*(?:exclude[ds]?|left out|leave out|excluding)\s*$", r"not applicable exclude"),
    (r"(?:n/?a|n\.a\.|inapplicable|not relevant|non[- ]applicable|not applicable)\s*[:=]?\s*(?:award )?full (?:marks|points|score)\s*$", r"not applicable award full marks"),
    (r"(?:n/?a|n\.a\.|inapplicable|not relevant|non[- ]applicable|not applicable)\s*[:=]?\s*(?:award )?(?:0|zero|no points)\s*$", r"not applicable award 0"),
    (r"(?:currency|money|amounts?)?\s*(?:unit|in|are in)\s*[:=]?\s*(?:rmb|cny|yuan)\s*$", r"money unit yuan"),
    (r"(?:currency|money|amounts?)?\s*(?:unit|in|are in)\s*[:=]?\s*(?:10k|10,?000|wan|ten[- ]thousand)[ _](?:rmb|cny|yuan)\s*$", r"money unit ten thousand yuan"),
    (r"(?:per|each|every)\s+(?:full|complete|completed|entire|whole)\s*(?:steps?)?\s*$", r"per whole steps"),
    (r"steps?\s*(?:are |:)?\s*whole\s*$", r"per whole steps"),
    (r"(?:rescaling|rescale|rescaled)\s*[:=]?\s*(?:in|over|within|on|across)?\s*(?:the )?(?:whole|entire|full|all|total)\s*(?:table)?\s*$", r"rescale whole table"),
    (r"(?:rescaling|rescale|rescaled)\s*[:=]?\s*(?:in|over|within|on|across)?\s*(?:the |its )?(?:group|same group|section)\s*$", r"rescale in group"),
    (r"whole table rescale[d]?\s*$", r"rescale whole table"),
    (r"per\s+(?:part|partial|begun|start|starting)\s+steps?\s*$", r"per started steps"),
    (r"per\s+(?:share|proportion|proportional|prorata|pro-rata)\s*(?:steps?)?\s*$", r"per pro rata"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in _HEADERS)
_THEN = re.compile(
    r"(?<=\blater )then\b|(?<=\bearlier )then\b|(?<=\bmore )then\b|(?<=\bless )then\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"(?<=\()(\w+)(\s+(?:if|when|with|such that|and)\s+|\s*,\s*)(?=\w)")


_DECLARES = re.compile(
    r"\s*(?:facts?|section|group|subgroup|topic|indicator|scheme|grades?|year|language|basis|reason|note|problem|advice)\b",
    re.I,
)


def by_english(written: str, place: Place) -> Iterator[Way]:
    """The whole line, or a name in it, as it may have been meant."""
    for slip in _THEN.finditer(written):
        yield replaced(*slip.span(), slip.group(), "than", blames=True)
    if not written.isascii() and re.match(r"\s*[a-z]", written) is None:
        return
    for name in place.names:
        spaced = name.replace("_", " ")
        match = re.search(rf"\b{re.escape(spaced)}\b", written) if "_" in name else None
        if match is not None:
            yield replaced(*match.span(), spaced, name, blames=True)
    for match in re.finditer(r"(?<==)(.*?\bby\s+\w+\s+)(values?|gives?|cases?|of)\b", written):
        yield replaced(*match.span(2), match.group(2), "take", blames=True)
    for match in re.finditer(r"\b(?:prior|previous|preceding|past)[ _]year(?=\.)", written):
        yield replaced(*match.span(), match.group(), "last year", blames=True)
    for match in _WHERE.finditer(written):
        if match.group(1) in place.names:
            yield replaced(*match.span(2), match.group(2), " where ")
    indent = len(written) - len(written.lstrip())
    for new in (*_headers(written), *_definitions(written, place)):
        yield replaced(indent, len(written), written.strip(), new)
    yield from english_tables(written, place)
    if _DECLARES.match(written) is None:
        yield from english_rules(written, place)


def _definitions(written: str, place: Place) -> Iterator[str]:
    match = _DEFINITION.match(written)
    if match is not None:
        yield f"define {_joined(match['name'], place)} = {match['value']}"


def _headers(written: str) -> Iterator[str]:
    if not written[:1].isspace():
        for pattern, form in _PATTERNS:
            match = pattern.match(written)
            if match is not None:
                yield match.expand(form)


def _joined(name: str, place: Place) -> str:
    """A name with spaces in it, as the rest of the file writes it."""
    joined = re.sub("[ -]", "_", name)
    return joined if joined != name and joined in place.file else name
