"""免扣 where an indicator takes no points away: what it was to say is that nothing is lost."""

import re

from perfdsl.diagnostic import Help
from perfdsl.linter.editing import delete_line, is_english, put_above
from perfdsl.model import rules
from perfdsl.terms import keyword
from perfdsl.wording import Phrase, phrase

_BASE = rules.Award | rules.Bands | rules.Checklist


def pardons_nothing(rule: rules.Rule, group: tuple[rules.Rule, ...]) -> bool:
    """Whether it is 免扣 beside rules none of which deducts."""
    return isinstance(rule, rules.Exemption) and not any(
        (isinstance(each, rules.Adjustment) and each.kind == "deduct")
        or (isinstance(each, rules.Checklist) and each.kind != "award")
        for each in group
    )


def told() -> Phrase:
    return phrase(
        "「免扣」只取消「扣」，这个指标里没有「扣」",
        "“pardon” only takes back deductions, and this indicator has none",
    )


def as_full_marks(rule: rules.Rule, group: tuple[rules.Rule, ...]) -> list[Help]:
    """得 满分 above what else is awarded, in place of 免扣."""
    base = next((each for each in group if isinstance(each, _BASE)), None)
    if not isinstance(rule, rules.Exemption) or base is None or rule.notes != rules.Notes():
        return []
    text, behind = rule.span.source.text, rule.condition.span.end
    spelled = "|".join(map(re.escape, (*keyword("PARDON").zh, *keyword("PARDON").en)))
    found = re.compile(spelled, re.IGNORECASE).search(text, behind, rule.span.end)
    if found is None or "\n" in rule.span.text:
        return []
    award = "award full marks" if is_english(rule.span) else "得 满分"
    line = f"{text[rule.span.start : found.start()].rstrip()} {award}{text[found.end() : rule.span.end]}"
    return [
        Help(
            phrase(
                "不失分的，改为「{line}」，写在前面",
                "if it loses nothing, write 「{line}」 above instead",
                line=line,
            ),
            (*above.edits, *deleted.edits),
            "unsafe",
        )
        for above in put_above(base, line)
        for deleted in delete_line(rule.span, "unsafe")
    ]
