"""What the linter found and the rules allow, with the reasons; what it did not analyze."""

from collections.abc import Sequence

from perfdsl.document import Block, Document, Item, Items, Paragraph, Run
from perfdsl.linter import Allowed
from perfdsl.model.rulebook import Indicator
from perfdsl.reports import wording as w
from perfdsl.reports.places import place_run
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language


def allowed_report(
    allowed: Sequence[Allowed],
    not_analyzed: Sequence[Indicator],
    *,
    language: Language,
    first: str = "",
) -> list[Document]:
    """None where there is nothing to say; `first` goes before it."""
    voice = Voice(language)
    blocks: list[Block] = [Paragraph((Run(first),))] if first else []
    if allowed:
        blocks.append(Paragraph((Run(voice.say(w.ALLOWED, count=len(allowed)), "strong"),)))
        blocks.append(Items(tuple(_item(each, voice) for each in allowed)))
    if not_analyzed:
        names = voice.list([leaf.name for leaf in not_analyzed])
        text = voice.say(w.NOT_ANALYZED, count=len(not_analyzed), names=names)
        blocks.append(Paragraph((Run(text, "muted"),)))
    return [Document(tuple(blocks), language)] if blocks else []


def _item(allowed: Allowed, voice: Voice) -> Item:
    finding = allowed.finding
    reason = voice.say(w.ALLOWED_BECAUSE, reason=allowed.reason)
    said = f" {finding.message(voice.language)} "
    return Item(
        (Run(finding.code.slug, "muted"), Run(said), Run(reason), Run(" "), place_run(allowed.span))
    )
