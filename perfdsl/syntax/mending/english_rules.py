"""Rules in English said with other words, or in another order: what each part of the line is in the language."""

import re
from collections.abc import Iterator

from perfdsl.syntax.mending.ways import Place, Way, rewritten

_POINTS = r"\d+(?:\.\d+)?(?:\s*(?:points?|marks?|pts?)\b)?"
_AMOUNT = rf"(?:{_POINTS}|full marks|judged|min\(|max\()"
_STEP = r"(?:full|started)?\s*\d[\d.]*\s*(?:pp|%|[a-z]+(?: (?:yuan|days|points))?)"
_EFFECTS = "deduct|award|add|cap|not applicable|pardon|must explain|veto|no points"
_NOT_MULTIPLIED = r"(?:deduct|award|add|cap|veto|pardon|not|no|must|then|if|or|and|at|up|unless|except|in|of|per|pro|minus|plus|give|get|lose|score|max|min|but|started)(?:s|ed)?\b"
"""Behind `3 times`, which counts."""
_BEHIND = r"(?<=[\w)%\]])\s+"
_WORDS = (
    # numbers and units
    (r"(?<=\d)\s*(?:percentage[- ]points?|percent points?|p\.p\.?|%[- ]?points?|pct points?)(?!\w)", "pp"),
    (r"(?<=\d)\s*(?:pts?\.?|marks?)(?=\s|$|,)", " points"),
    (r"(?:RMB|CNY|¥|￥)\s*(\d[\d,.]*)(?!\s*(?:yuan|ten|10k|million))", r"\1 yuan"),
    (r"(?<=\d)\s*(?:RMB|CNY|renminbi)\b", " yuan"),
    (r"(?<=\d)\s*(?:10k|wan|ten[- ]thousands?|10,?000)(?:[ -](?:yuan|rmb|cny))?(?=\s|$)", " ten thousand yuan"),
    (r"(?<=\d)\s*(?:business|work)[ -]?days?\b|(?<=\d)\s*workdays?\b", " working days"),
    (r"(?<=[\w)])\s+(?:is|equals|=) (?:zero|nil|none)\b", " = 0"),
    (r"(?<=[<>=] )one\b|(?<=above )one\b|(?<=below )one\b", "1"),
    (r"(?<=above )two\b|(?<=below )two\b|(?<=[<>=] )two\b", "2"),
    (r"(?<=above )three\b|(?<=below )three\b|(?<=[<>=] )three\b", "3"),
    # functions
    (r"\b(?:networkdays|workdays|business_days|working days|work_days)\s*\(", "working_days("),
    (r"(?<=working_days\()(\w+)\s+(?:to|and|until)\s+(\w+)\)", r"\1, \2)"),
    (r"\b(?:minimum|smaller|lesser|smallest|least)(?: of)?\s*\(", "min("),
    (r"\b(?:maximum|larger|greater|largest)(?: of)?\s*\(", "max("),
    (r"\b(?:absolute|absolute value|abs value)(?: of)?\s*\(([^()]*)\)", r"|\1|"),
    (r"\bweighted[ _](?:average|avg|mean)\s*\(", "weighted_average("),
    (r"\b(?:mean|avg)\s*\(", "average("),
    (r"\b(?:total|sum of|add)\s*\(", "sum("),
    (r"\b(?:countif|countifs|number|number of|count of)\s*\(", "count("),
    (r"\b(?:count|number of|count of|how many)\s+(?!\()(\w+)\s+(?:where|with|if|that)\s+([^=]*\S)\s*$", r"count(\1 where \2)"),
    (r"\b(\w+)\[(\w+)\]", r"\1.\2"),
    # operators
    (r"(?<=[\w)%|])\s+(?:divided by|as a (?:share|percentage|proportion|fraction) of|in relation to)\s+", " / "),
    (r"(?<=[\w)%|])\s+(?:multiplied by|x)\s+(?=[\w(])|(?<=[a-z_)%|])\s+times\s+(?=[\w(])", " * "),
    (rf"(?<=\d)\s+times\s+(?=[a-z_(])(?!{_NOT_MULTIPLIED})", " * "),
    (r"(?<=[\w)%|])\s+plus\s+(?=\d[\d.]*\s*(?:month|day|working)|[a-z]\w*\.?\w*\s*[)/*]|[a-z]\w*$)", " + "),
    (r"(?<=[\w)%|])\s+minus\s+(?=[a-z(])", " - "),
    (r"(?<=[\w)%])\s*&&?\s*(?=[a-z!])", " and "),
    (r"(?<=[\w)%])\s*\|\|\s*(?=[a-z!])", " or "),
    (r"(?<![=<>!\w])!\s*(?=[a-z_])", "not "),
    # last year
    (r"\b(?:prev|previous|prior|ly|last)\.(?=\w)", "last year."),
    (r"\b(?:last|previous|prior|preceding)[ _]years?(?:'s?)?[ _.]+(?=[a-z])", "last year."),
    (r"\b([a-z]\w*)\s*\(\s*(?:last|previous|prior)[ _]year\s*\)", r"last year.\1"),
    (r"\b([a-z]\w*)(?:\.|\s+|\s+(?:in|of)\s+(?:the\s+)?)(?:last|previous|prior)[ _]year(?![.\w'])", r"last year.\1"),
    # comparisons
    (r"\b(?:is|are|was|were)\s+(?=above|below|over|under|at|more|less|greater|later|earlier|not|no|up|higher|lower|[<>])", ""),
    (r"\b(?:not|no) (?:less|fewer|lower|smaller) than\b|\b(?:greater|more) than or equal to\b|\bequal to or (?:greater|more) than\b", "at least"),
    (r"\b(?:less|fewer|smaller) than or equal to\b|\bequal to or less than\b|\b(?:not|does not|no) exceed(?:ing)?\b|\bnot (?:more|greater|higher|over) than\b", "no more than"),
    (r"\b(?:lower|smaller|short) (?:than|of)\b", "below"),
    (r"\b(?:higher|larger|bigger) than\b|\bin excess of\b|\bbeyond\b|\bgreater(?= \d)", "above"),
    (r"\bnot (?:after|past)\b", "not later than"),
    (r"\bnot (?:before|ahead of)\b", "not earlier than"),
    (r"(?<!not )(?<=\w )(?:after|past)(?=\s+[a-z])|\blater(?! th[ae]n\b)(?=\s+[a-z])", "later than"),
    (r"(?<!not )(?<=\w )(?:before|ahead of|prior to)(?=\s+[a-z])|\bearlier(?! th[ae]n\b)(?=\s+[a-z])", "earlier than"),
    (r"\b(?:within|in (?:the )?range(?: of)?|inside)(?=\s*[\[(])", "in"),
    (r"(?<=[\[(]\d)\s*(?:;|\.\.+| to )\s*(?=\d)", ", "),
    (r"(?<=%)\s*(?:;|\.\.+|\bto\b)\s*(?=\d[\d.]*%\s*[\])])", ", "),
    (r"(?<=\d%)\s+(exclusive|inclusive)\b", r"(\1)"),
    (r"\(\s*(?:not included|not incl\.?|excluded|excl\.|excluding)\s*\)", "(exclusive)"),
    (r"\(\s*(?:included|incl\.|including)\s*\)", "(inclusive)"),
    (r"(?<=- )(?:above|over|more than)\s+(\d[\d.]*%?)\s*(?:,|and|but)?\s*(?:up to|at most|no more than|to)\s+(\d[\d.]*%?)", r"> \1, <= \2"),
    # the order of a rule
    (rf"^(\s*)((?:{_EFFECTS})\b.*?)\s*,?\s+(?:if|when|where|in case)\s+(\S.*)$", r"\1\3 \2"),
    (rf"((?:deduct|award|add)\s+{_POINTS})\s+(?:per|for each|for every|each|every)\s+({_STEP})", r"per \2 \1"),
    (rf"^(\s*)((?:deduct|add)\s+{_POINTS})\s+(per (?:full|started) \d+ times)\s+(?:of\s+)?(\w+)\s*$", r"\1\4 \3 \2"),
    (r"^(\s*)(?:per|for each|for every)\s+((?:full|started) \d+ times)\s+(?:of\s+)?(\w+)\s+((?:deduct|add)\s.*)$", r"\1\3 per \2 \4"),
    (r"^(\s*)(veto|pardon)\s+(\w+)(?=\s+(?:award|grade)|\s*$|\s+\")", r"\1\3 \2"),
    (r"\bjudged\s+award\s+(?=\d)", "award judged "),
    (r"\baward\s+(\d[\d.]*\s*(?:to|-)\s*\d[\d.]*(?:\s*points?)?)\s+(?:judged|by (?:judgement|judgment|discretion|hand|experts?)|at discretion)\b", r"award judged \1"),
    (r"(?<!award )(?<!deduct )(?<!add )\bjudged\s+(?=\d)", "award judged "),
    (r"\binterpolated\s+(award\s+\S+\s+to\s+\S+)\s*$", r"\1 interpolated"),
    (r"^(\s*checklist)\s+(deduct\s+\S+)\s+(?:if |for each |when |per )?missing\s*$", r"\1 missing \2"),
    # steps
    (r"\b(?:per|each|every|for each|for every)\s+(?:begun|commenced|part|partial|new|beginning)\b", "per started"),
    (r"\b(?:per|each|every|for each|for every)\s+(?:complete|completed|whole|entire)(?=\s*\d)", "per full"),
    (r"\b(?:each|every|for each|for every)\s+(?=full|started|\d)", "per "),
    (r"\bper (\d[\d.]*\s*(?:pp|%|[a-z]+)) started\b", r"per started \1"),
    (r"\b(?:per|each|every) full time\b", "per full 1 times"),
    (r"\b(?:prorated|pro-rated|pro-rata|prorata|proportional|proportionately|in proportion)\b", "pro rata"),
    # effects by other words
    (rf"{_BEHIND}(?:minus|subtracts?|loses?|takes? off|deducts|deducting|deducted|deduction(?: of)?|penalty(?: of)?|docks?)\s*(?={_POINTS})", " deduct "),
    (rf"(\bper [^-]*?)\s-\s?(?={_POINTS})", r"\1 deduct "),
    (rf"{_BEHIND}(?:plus|bonus(?: of)?|extra|adds|adding|additional|\+)\s*(?={_POINTS})", " add "),
    (rf"{_BEHIND}(?:gives?|gets?|scores?|receives?|earns?|awards|awarded|grants?|credits?|worth|assign(?:s|ed)?|=>|->|then|:|\+)\s+(?={_AMOUNT})", " award "),
    (rf"{_BEHIND}\+\s*(?={_POINTS})", " award "),
    (r"\b(?:full (?:mark|score|points?)|(?:max|maximum)(?:imum)? (?:score|points|marks)|all points|100% of full marks|the full marks)(?=\s*$|\s*[*/×)]|\s+\S)", "full marks"),
    (r"(?<=award )full(?=\s*$)", "full marks"),
    (r"\baward\s+(\d[\d.]*%)\s+(?:of\s+)?full marks", r"award full marks * \1"),
    (r"(?<=[\w%)\]])\s+(?:then\s+)?(?=full marks)(?<!award )(?<!award)(?<!\* )(?<!of )", " award "),
    (r"(?<=not applicable )(?=full marks)", "award "),
    (r"(?<=[\w%)])\s+(?:award\s+)?(?:none|nothing|zero(?: points?)?|no (?:score|marks?|point))\s*$", " no points"),
    (r"(?<=veto)\s*,?\s*(?=0|zero)", " award "),
    (r"(?<=award )zero\b", "0"),
    (r"\b(?:vote|vetoed|vetos|vetoes|veto:)(?=\s|,|$)", "veto"),
    (r"(?<=veto),\s*", " "),
    (r"(?<=[\w%)\]])\s+(?:exempt(?:ed|ion)?|waived?|excused?|no deductions?)(?=\s*(?:\"|$))", " pardon"),
    (r"(?<=[\w%)\]])\s+(?:should|needs? to|has to|shall|please|to)?\s*explain(?:ed)?(?=\s*(?:\"|$))(?<!must explain)", " must explain"),
    (r"(?<=[\w%)\]])\s+(?:must be explained|needs? (?:an )?explanation|explanation (?:needed|required)|requires? (?:an )?explanation)(?=\s*(?:\"|$))", " must explain"),
    (rf"^(?!.*\b(?:deduct|award|add)\b)(.*[\w%)\]])\s+(?:(?:the )?total(?: is)?\s+)?(?:capped (?:at|to)|caps? (?:at|to)|cap of|limit(?:ed)?(?: (?:to|at))?|max(?:imum)?(?: of)?|ceiling(?: of)?|no more than|at most|not more than)\s+(?={_POINTS}\s*$)", r"\1 cap "),
    (rf"((?:deduct|award|add)\s+{_POINTS})\s*[,;(]\s*(?:but )?({_POINTS})\s+(?:at (?:the )?most|max(?:imum)?|in total|in all)(?:\s*\))?", r"\1 at most \2"),
    (rf"((?:deduct|award|add)\s+(?:judged\s+\d\S*\s+to\s+)?{_POINTS}(?:\s+per\s+{_STEP})?)\s*[,(]?\s*(?:but )?(?:up to an? (?:max(?:imum)?|total|limit|ceiling) of|max(?:imum)?(?: of)?|up to|capped at|cap(?: at)?|no more than|not more than|not exceeding|limit(?:ed)?(?: to)?|at the most|to a maximum of|but at most|(?<=\()at most)\s+({_POINTS})(?:\s*\))?(?:\s+in (?:total|all))?", r"\1 at most \2"),
    (r"\s+in (?:total|all)\s*$", ""),
    (r",?\s*[(]?\s*\b(?:excluding|except (?:for|if|when)|except|save for|save|but not if|other than|unless it is|unless)\s+([a-z_]\w*)\s*\)?\s*$", r" unless \1"),
    # openings
    (r"^(\s*)(?:or else|else|in (?:all )?other cases|in any other case|otherwise:|default:?|all others?:?|if not,?)\s+(?=award|\d|min|max|full)", r"\1otherwise "),
    (r"^(\s*)rest\s+(?=award)", r"\1otherwise "),
    (r"^(\s*otherwise)\s*[:,]?\s+(?=\d|min\(|max\(|full marks)", r"\1 award "),
    (r"^(\s*)(?:elif|elsif|else if|otherwise if|or if)\s+(?=.*\baward\b)", r"\1if "),
    (r"^(\s*)(?:in case(?: of)?|where|whenever|provided(?: that)?|should)\s+", r"\1if "),
    (r"(?<=[\w%)\]])\s*(?::|=>|->|,)\s*(?=(?:deduct|award|add|cap|veto|pardon|must explain|no points|not applicable)\b)", " "),
    (r"^(\s*)(?:no|without|lacking)\s+(?=[a-z_]\w*\s+(?:not applicable|deduct|award|cap|veto))", r"\1not "),
    (r"\bn/a\b|\bn\.a\.|\bNA\b|\binapplicable\b|\b(?:not relevant|non[- ]applicable|does not apply|doesn't apply|not apply)\b", "not applicable"),
    (r"(?<=not applicable)\s+(?:excluded|leave out|left out|excluding|drop(?:ped)?|skip(?:ped)?|removed?)\s*$", " exclude"),
    # lists
    (r"^(\s*)(?:(?:bands?|tiers?|brackets?|levels?|banded|tiered|graded)\s+(?:for|by|of|on|according to)|according to|based on|depending on|by)\s+([a-z_]\w*|\|[^|]+\|)\s*(?:(?:in |into |by )?(?:bands?|tiers?|brackets?|steps))?\s*:?\s*$", r"\1by \2 bands"),
    (r"^(\s*)([a-z_]\w*)\s+(?:in |into )?(?:bands?|tiers?|brackets?)\s*:?\s*$", r"\1by \2 bands"),
    (r"^(\s*- )(?:others?|other|remaining|the rest|remainder|else|otherwise|all others?|anything else|default)(?=\s)", r"\1rest"),
    (r"^(\s*checklist)\s+(?:each|for each|per|every|any|one)?\s*(?:missing|absent|lacking|gap)(?: (?:one|item|each))?(?=\s)", r"\1 missing"),
    (r"^(\s*)(?:check list|check-list|check|itemised|item by item|items)(?=\s+(?:award|deduct|missing))", r"\1checklist"),
    (r"(?<=\d )(?:linear|linearly|linearly interpolated|interpolate|interpolating|interpolation|by interpolation|linear interpolation|on a line|pro rata)\s*$", "interpolated"),
    (r"\bjudged(?= (?:between|from) )|\b(?:judgement|judgment|judge|manual|manually|discretionary|discretion)(?= \d| between| from)", "judged"),
    (r"(?<=judged )(?:between|from)\s+(\d[\d.]*)\s+(?:and|to)\s+", r"\1 to "),
    (r"(?<=judged )(\d[\d.]*)\s*-\s*(?=\d)", r"\1 to "),
    (r"\b(?:in )?steps? of\b|\bin steps\b|\bincrements? of\b", "step"),
    (r"^(\s*- )(?:\[[ x]?\]\s*)", r"\1"),
    (r"^(\s*- )(?=(?:[<>=]+\s*[\d.]+%?|[\d.]+%?.*%|\w+))(.*?[\w%)\]])\s*[:,]?\s+(?=\d+(?:\.\d+)?\s*(?:points)?\s*(?:\"|$))(?<!award )(?<!to )(?<!deduct )(?<!step )(?<!above )(?<!below )(?<!than )", r"\1\2 award "),
    (rf"^(\s*- \w+)\s*\(({_POINTS})\)", r"\1 award \2"),
    (rf"^(\s*- )(award {_POINTS})\s+(\w+)", r"\1\3 \2"),
    (r"^(\s*- )(?:up to|at most)\s+(\d[\d.]*%?)(?:\s+inclusive\b)?(?=\s+award)", r"\1<= \2"),
    (r"^(\s*- \w+)\s*:\s+(?=full marks|\d)", r"\1 award "),
    (r"(?<=[a-z]\s)'([^']+)'\s*$|(?<=\d\s)'([^']+)'\s*$", r'"\1\2"'),
    # limits
    (rf"^(\s*)(?:max(?:imum)?|upper bound|upper|limit|at most|ceiling|highest)\s*:?\s*(?:of\s+)?({_POINTS})\s*$", r"\1upper limit \2"),
    (rf"^(\s*)(?:min(?:imum)?|lower bound|lower|at least|floor|lowest)\s*:?\s*(?:of\s+)?(-?{_POINTS})\s*$", r"\1lower limit \2"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), new) for pattern, new in _WORDS)
_QUOTED = re.compile(r'"[^"]*"\s*$')
_MOST_SINGLE = 12
_ROUNDS = 2


def english_rules(written: str, place: Place) -> Iterator[Way]:
    """Each phrase alone, then all of them together, one after another as often as it takes."""
    quoted = _QUOTED.search(written)
    text, tail = (written, "") if quoted is None else (written[: quoted.start()], quoted.group())
    text = " ".join(text.split())
    text = _none_of(text, place.file)
    singles = 0
    named = names_joined(text, place)
    for pattern, new in _PATTERNS:
        changed = pattern.sub(new, text)
        if changed != text and singles < _MOST_SINGLE:
            singles += 1
            yield _whole(written, changed, tail)
    if named != text:
        yield _whole(written, named, tail)
    together = named
    for _ in range(_ROUNDS):
        for pattern, new in _PATTERNS:
            together = pattern.sub(new, together)
        together = names_joined(together, place)
    if together != " ".join(written[: len(written) - len(tail)].split()):
        yield _whole(written, together, tail)


_ENDS = re.compile(
    r"\b(?:in between|in|between|from)\s+(?![\[(])(\d[\d.]*\s*%?)\s*(?:and|to|-|–|\.\.+)\s*(\d[\d.]*\s*%?)",
    re.IGNORECASE,
)


def english_intervals(written: str) -> Iterator[Way]:
    """`between 70% and 95%`: whether the upper end belongs to it, the writer has to say."""
    match = _ENDS.search(written)
    if match is None or re.search(r"\bjudged\b", written[: match.start()]):
        return
    for closing in "])":
        new = f"in [{match[1]}, {match[2]}{closing}"
        yield rewritten(
            written, f"{written[: match.start()].strip()} {new}{written[match.end() :]}".strip()
        )


def _whole(written: str, changed: str, tail: str) -> Way:
    text = " ".join(changed.split())
    return rewritten(written, f"{text} {tail}".rstrip() if tail else text)


def _none_of(text: str, file: str) -> str:
    """`no audit_findings`: of what is counted there are none."""
    match = re.match(
        r"(?:no|without)\s+([a-z_]\w*)(?=\s+(?:not applicable|deduct|award|cap|veto))", text
    )
    if (
        match is None
        or re.search(rf"^\s*fact {match[1]} (?:count|money|days|months)\b", file, re.MULTILINE)
        is None
    ):
        return text
    return f"{match[1]} = 0{text[match.end() :]}"


def names_joined(text: str, place: Place) -> str:
    """`carry over` and `carryover` as the file writes them: `carry_over`."""
    for name in sorted(place.names, key=len, reverse=True):
        if "_" in name:
            parts = re.escape(name).replace("_", "[ -]?")
            text = re.sub(rf"(?<![\w.]){parts}(?!\w)|(?<=\.){parts}(?!\w)", name, text)
    return text
