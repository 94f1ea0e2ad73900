"""Each edit in one sentence: `预算调整率：扣分线 20% → 10%`."""

from perfdsl.changes.edits import Edit, Side
from perfdsl.reports import change_words as c
from perfdsl.reports.places import flatten
from perfdsl.reports.voice import Voice
from perfdsl.wording import Words

_NAMED = ("step_mode", "treatment", "rescale")
_QUIET_SUBJECT = ("indicator_added", "indicator_removed", "indicator_moved", "indicator_renamed", "full", "bounds")  # fmt: skip


def sentence(edit: Edit, voice: Voice) -> str:
    """What changed, without the name of the indicator it changed in."""
    words = c.NOTES[edit.subject] if edit.part == "note" else None
    said = voice.say(
        _pattern(edit), old=_side(edit.old, edit, voice), new=_side(edit.new, edit, voice)
    )
    if words is not None:
        body = f"{_side(edit.old, edit, voice)} → {_side(edit.new, edit, voice)}"
        said = f"{voice.say(words)} {body}"
    elif edit.subject and edit.part not in _QUIET_SUBJECT:
        said = f"{flatten(edit.subject)}{colon(voice)}{said}"
    if edit.is_guess:
        said += voice.say(c.GUESS)
    return said


def _pattern(edit: Edit) -> Words:
    """A limit and an amount are called after what the rule does with them."""
    usual = c.PARTS[edit.part]
    if edit.effect is None:
        return usual
    special = {"threshold": c.LINES, "points": c.AMOUNTS}.get(edit.part, {})
    return special.get(edit.effect, usual)


def colon(voice: Voice) -> str:
    """What stands between a heading and what it says."""
    return "：" if voice.language == "zh" else ": "


def _side(side: Side | None, edit: Edit, voice: Voice) -> str:
    if side is None:
        return voice.say(c.NOTHING)
    if edit.part in _NAMED and isinstance(side.value, str):
        key = f"{edit.part} {side.value}"
        named: Words | None = c.VALUES.get(key, c.VALUES.get(side.value))
        if named is not None:
            return voice.say(named)
    text = voice.say(side.text) if isinstance(side.text, Words) else flatten(side.text)
    return text or voice.say(c.NOTHING)
