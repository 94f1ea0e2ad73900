"""`且非受灾的`: 非 written close to the fact that it denies; as 非税收入 shows, it is not split off by itself."""

from perfdsl.diagnostic import Help
from perfdsl.source import SourceText
from perfdsl.syntax.lines import as_name
from perfdsl.syntax.slip import replacing
from perfdsl.syntax.usage import declared_types
from perfdsl.terms import find_type, keyword
from perfdsl.wording import phrase

_NOT = keyword("NOT").zh[0]


def denied(source: SourceText, start: int, end: int, names: frozenset[str]) -> list[Help]:
    """The way out of an unknown name that is 非 and the name of something that holds or does not."""
    part = source.text[start:end]
    name = part.removeprefix(_NOT)
    if name == part or name not in names:
        return []
    types = [find_type(word) for fact, word in declared_types(source.text) if fact == name]
    if any(type_ is None or type_.id != "truth" for type_ in types):
        return []
    new = f"{_NOT} {as_name(name)}"
    text = phrase(
        "「{name}」的反面写「{new}」",
        "for what 「{name}」 is not, write 「{new}」",
        name=name,
        new=new,
    )
    return [replacing(source, start, end, f" {new}", text)]
