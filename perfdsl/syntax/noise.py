"""The small words and marks of prose: left out where they say nothing, and only there."""

from fractions import Fraction

from perfdsl.syntax.lines import ANNOTATIONS
from perfdsl.syntax.token import Choice, Token

EFFECTS = frozenset(
    [
        "DEDUCT",
        "AWARD",
        "ADD",
        "NO_POINTS",
        "NOT_APPLICABLE",
        "EXCLUDE",
        "PARDON",
        "CAP",
        "REQUIRE",
        "VETO",
        "EACH",
        "PER_FULL",
        "PER_STARTED",
    ]
)
MAY_FOLLOW_COMMA = (
    EFFECTS
    | ANNOTATIONS
    | frozenset(
        [
            "AT_MOST",
            "UNLESS",
            "UNTIL_ZERO",
            "UNTIL_FULL",
            "PART",
            "AND",
            "OR",
            "INTERPOLATED",
            "$END",
            "STOP",
            "NOISE",
            "OTHERWISE",
        ]
    )
)
_MAY_FOLLOW_NOISE = (MAY_FOLLOW_COMMA | {"COMMA"}) - {"NOISE"}


def tidy(found: list[Token | Choice]) -> list[Token | Choice]:
    """Take off closing marks; resolve words that depend on their neighbors (see `settle`)."""
    while len(found) > 1 and isinstance(found[-2], Token) and found[-2].type in ("STOP", "COMMA"):
        del found[-2]
    return found


def settle(tokens: list[Token]) -> list[Token]:
    """Leave out the noise of the prose, and only there: before an effect or at the end of a clause.

    `的` between a value and a percentage means times: `满分的80%`.
    """
    kept: list[Token] = []
    for index, written in enumerate(tokens):
        token = written
        kind = token.type
        if kind == "NOISE":
            following = tokens[index + 1]
            if following.type in _MAY_FOLLOW_NOISE or following.type == "NOISE":
                continue
            if (
                token.text == "的"
                and following.type == "NUMBER"
                and following.unit == "%"
                and kept
                and kept[-1].type in ("NAME", "FULL_MARKS", "RPAR")
            ):
                token = Token("STAR", token.start, token.end, token.text)
        elif kind == "COMMA":
            following = tokens[index + 1]
            if following.type in MAY_FOLLOW_COMMA:
                continue
            if following.type == "NAME" and tokens[index + 2].type == "UNLESS":
                continue
        elif kind == "PER_STARTED" and token.text == "每起" and tokens[index + 1].type in EFFECTS:
            kept.append(Token("EACH", token.start, token.end - 1, "每"))
            token = Token("NUMBER", token.end - 1, token.end, "起", Fraction(1), "起")
        elif kind == "FULL_MARKS" and not kept and tokens[index + 1].type == "NUMBER":
            token = Token("FULL_MARKS_HEAD", token.start, token.end, token.text)
        kept.append(token)
    return kept
