"""What the linter found and the rules allow, with the reasons; what it did not analyze."""

from collections.abc import Iterator, Sequence

from perfdsl.diagnostic import Allowed
from perfdsl.document import Block, Document, Item, Items, Paragraph, Run
from perfdsl.reports import wording as w
from perfdsl.reports.places import place_run
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language


def allowed_report(
    allowed: Sequence[Allowed],
    not_analyzed: Sequence[tuple[str, ...]],
    *,
    language: Language,
    first: str = "",
    show_all: bool = False,
) -> list[Document]:
    """None where there is nothing to say; `first` goes before it. `not_analyzed` are paths."""
    voice = Voice(language)
    blocks: list[Block] = [Paragraph((Run(first),))] if first else []
    if allowed:
        blocks.append(Paragraph((Run(voice.say(w.ALLOWED, count=len(allowed)), "strong"),)))
        blocks.append(Items(tuple(_items(allowed, voice, show_all=show_all))))
    if not_analyzed:
        names = voice.list([path[-1] for path in not_analyzed])
        text = voice.say(w.NOT_ANALYZED, count=len(not_analyzed), names=names)
        blocks.append(Paragraph((Run(text, "muted"),)))
    return [Document(tuple(blocks), language)] if blocks else []


def _items(allowed: Sequence[Allowed], voice: Voice, *, show_all: bool) -> Iterator[Item]:
    """One for each line of the rules; of several findings only the number, unless all are wanted."""
    by_line: dict[tuple[str, int], list[Allowed]] = {}
    for each in allowed:
        by_line.setdefault((each.span.source.name, each.span.start), []).append(each)
    for group in by_line.values():
        for members in ((each,) for each in group) if show_all else (group,):
            yield _item(members, voice)


def _item(members: Sequence[Allowed], voice: Voice) -> Item:
    first = members[0]
    said = first.finding.message(voice.language)
    if len(members) > 1:
        said = voice.say(w.ALLOWED_OFTEN, count=len(members))
    reason = voice.say(w.ALLOWED_BECAUSE, reason=first.reason)
    slug = Run(first.finding.code.slug, "muted")
    return Item((slug, Run(f" {said} {reason} "), place_run(first.span)))
