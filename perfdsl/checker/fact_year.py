"""Facts of another year than the rules: what may have been forgotten."""

from perfdsl.codes import facts as codes
from perfdsl.diagnostic import Edit, Help
from perfdsl.source import Span
from perfdsl.wording import Phrase, phrase


def year_helps(span: Span, year: int, rules_year: int) -> list[Help]:
    """The rules of that year first; else the year in the file, copied from the year before."""
    general = codes.YEAR_DIFFERS.help
    assert general is not None
    text = phrase(
        "数据确是 {year} 年度的，改为 {year}",
        "change it to {year} if the facts are of {year}",
        year=rules_year,
    )
    return [
        Help(Phrase(general, {"facts_year": year, "rules_year": rules_year})),
        Help(text, (Edit(span, str(rules_year)),), "unsafe"),
    ]
