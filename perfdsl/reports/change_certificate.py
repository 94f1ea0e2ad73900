"""The statement that a rewrite changes no score, or why that is not proved."""

from perfdsl.changes.impact import Impact
from perfdsl.reports import change_words as c
from perfdsl.reports.change_data import text_hash
from perfdsl.reports.change_sentences import sentence
from perfdsl.reports.changes import verdict_word
from perfdsl.reports.voice import Voice
from perfdsl.wording import Language


def certificate(impact: Impact, language: Language) -> tuple[str, bool]:
    """The text, and whether it is proved."""
    voice = Voice(language)
    comparison = impact.comparison
    if impact.is_equivalent:
        hashes = {"old": text_hash(comparison.old), "new": text_hash(comparison.new)}
        words = c.CERTIFICATE_OF_FORMULAS if impact.takes_formulas else c.CERTIFICATE
        lines = [voice.say(words, **hashes)]
        for pair in impact.judged_elsewhere:
            assert pair.old is not None
            assert pair.new is not None
            lines.append(voice.say(c.JUDGED_ELSEWHERE, old=pair.old.id, new=pair.new.id))
        return "\n".join(lines), True
    reasons = [voice.say(c.ASSUMED, edit=sentence(edit, voice)) for edit in impact.read_otherwise]
    for leaf in impact.leaves:
        meaning = leaf.meaning
        if meaning is None:
            verdict = voice.say(c.ONLY_NEW if leaf.new else c.ONLY_OLD)
        elif (meaning.verdict, meaning.basis) == ("equal", "proved"):
            continue
        else:
            verdict = voice.say(
                c.VERDICT,
                verdict=verdict_word(meaning.verdict, meaning.basis, voice),
                basis=voice.say(c.BASES[meaning.basis]),
            )
        reasons.append(voice.say(c.SEE_INDICATOR, name=leaf.indicator.id, verdict=verdict))
    if not reasons:
        reasons.append(voice.say(c.TABLE_CHANGED))
    joined = "；" if language == "zh" else "; "
    return voice.say(c.NO_CERTIFICATE, reasons=joined.join(reasons)), False
