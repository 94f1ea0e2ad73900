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
_MODES = frozenset(["WHOLE_STEPS", "STARTED_STEPS", "PROPORTIONAL"])
_STEPS = frozenset(["EACH", "PER_FULL", "PER_STARTED"])
_SETTLED = _MODES | {
    "NOISE", "COMMA", "PER_STARTED", "MINUS", "LAST_YEAR", "REST", "OTHERWISE", "FULL_MARKS",
    "AND_ABOVE", "AND_BELOW",
}  # fmt: skip
_OPERATORS = frozenset(["PLUS", "MINUS", "STAR", "SLASH"])
_MAY_FOLLOW_NOISE = (MAY_FOLLOW_COMMA | {"COMMA"}) - {"NOISE"}


def tidy(found: list[Token | Choice]) -> list[Token | Choice]:
    """Take off closing marks; resolve words that depend on their neighbors (see `settle`)."""
    while len(found) > 1 and isinstance(found[-2], Token):
        last = found[-2].type
        before = found[-3] if len(found) > 2 else None
        is_full_stop = last == "DOT" and not (
            isinstance(before, Token) and before.type in ("NAME", "LAST_YEAR", "RPAR")
        )
        if last not in ("STOP", "COMMA") and not is_full_stop:
            break
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
        if kind not in _SETTLED:
            kept.append(token)
            continue
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
            elif token.text == "的" and kept and kept[-1].type == "DOT":
                continue
        elif kind == "COMMA":
            following = tokens[index + 1]
            if following.type in MAY_FOLLOW_COMMA or (kept and kept[-1].type == "CHECKLIST"):
                continue
            if following.type == "NAME" and tokens[index + 2].type == "UNLESS":
                continue
        elif kind == "PER_STARTED" and token.text == "每起" and tokens[index + 1].type in EFFECTS:
            kept.append(Token("EACH", token.start, token.end - 1, "每"))
            token = Token("NUMBER", token.end - 1, token.end, "起", Fraction(1), "起")
        elif kind == "MINUS":
            if _is_range(tokens, index):
                token = Token("TO", token.start, token.end, token.text)
        elif kind in _MODES:
            following = tokens[index + 1]
            if following.type == "NUMBER" and kept and kept[-1].type in _STEPS:
                tokens[index + 1] = token
                token = following
        elif kind == "LAST_YEAR":
            following = tokens[index + 1]
            if following.text == "的":
                following = tokens[index + 2]
            if following.type == "NAME":
                kept.append(token)
                token = Token("DOT", token.end, token.end)
        elif kind in ("AND_ABOVE", "AND_BELOW"):
            if tokens[index + 1].type == "NUMBER" and token.text[:3].lower() == "and":
                # `>= 0 and below 5`, not `5 and below`
                kept.append(Token("AND", token.start, token.start + len("and"), "and"))
                comparison = "GT" if kind == "AND_ABOVE" else "LT"
                token = Token(comparison, token.end - len("below"), token.end, token.text[-5:])
        elif kind == "REST" and not kept:
            token = Token("OTHERWISE", token.start, token.end, token.text)
        elif kind == "OTHERWISE" and kept and kept[-1].type == "BULLET":
            token = Token("REST", token.start, token.end, token.text)
        elif kind == "FULL_MARKS" and not kept and tokens[index + 1].type == "NUMBER":
            token = Token("FULL_MARKS_HEAD", token.start, token.end, token.text)
        kept.append(token)
    return kept


def _is_range(tokens: list[Token], index: int) -> bool:
    """Whether the dash of `人工 1-2`, `80%-90%(不含)`, or `得 9-8 分` in a row joins two ends."""
    if index < 2 or tokens[index - 1].type != "NUMBER" or tokens[index + 1].type != "NUMBER":
        return False
    word = tokens[index - 2].type
    if word == "IN":
        return tokens[index + 2].type not in _OPERATORS | {"TO"}
    if tokens[index + 2].type in ("INCLUSIVE", "EXCLUSIVE"):
        return word not in _OPERATORS and tokens[index + 3].type not in ("TO", "MINUS")
    judged = word == "JUDGED"
    return (judged or (word == "AWARD" and tokens[0].type == "BULLET")) and (
        tokens[index + 2].type not in _OPERATORS
    )
