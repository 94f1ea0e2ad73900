"""Declared names that are words of the language, or fall apart into other names and words."""

from perfdsl.codes import names as name_codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.source import SourceText, Span
from perfdsl.syntax.declarations import Vocabulary
from perfdsl.syntax.slip import replacing
from perfdsl.syntax.tiling import NAMES_TOO, Surroundings, Tiler, spoken
from perfdsl.terms import KEYWORD_IDS
from perfdsl.wording import phrase


def refuse_names(vocabulary: Vocabulary, source: SourceText, diagnostics: Diagnostics) -> set[str]:
    """Report names that are words of the language, or fall apart into other names and words."""
    around = Surroundings(after_operand=False, after_step_word=False)
    tiler = Tiler(vocabulary.names, vocabulary.lengths, vocabulary.measures)
    refused: set[str] = set()
    for declared in vocabulary.declared:
        name = declared.name
        if name in refused:
            continue
        span = Span(source, declared.start, declared.end)
        if name.lower() in KEYWORD_IDS and name not in NAMES_TOO:
            if not declared.is_word:
                refused.add(name)
                diagnostics.report(name_codes.NAME_IS_WORD, span, name=name)
            continue
        if declared.delimited or declared.is_word:
            continue
        reading = next(
            (
                pieces
                for pieces in tiler.tilings(name, around)
                if len(pieces) > 1 and any(piece.kind == "name" for piece in pieces)
            ),
            None,
        )
        if reading is not None:
            refused.add(name)
            diagnostics.report(
                name_codes.NAME_CAN_BE_CUT,
                span,
                helps=[
                    replacing(
                        source,
                        declared.start,
                        declared.end,
                        f"「{name}」",
                        phrase("写成「「{name}」」", "write 「{name}」", name=name),
                    )
                ],
                name=name,
                reading=spoken(name, reading),
            )
    return refused
