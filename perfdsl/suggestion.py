"""Did you mean: the names most like one that is not known."""

from collections.abc import Iterable

_LEAST_LIKENESS = 0.5
_NEGATIONS = ("未", "不", "无", "没有", "没")


def suggest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names nearest to `name`, best first: by order of characters and by shared ones."""
    from difflib import SequenceMatcher

    characters = set(name)
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name)
    scored = []
    for candidate in known:
        if candidate == name or not candidate or _says_the_opposite(name, candidate):
            continue
        shared = 2 * len(characters & set(candidate)) / (len(characters) + len(set(candidate)))
        if shared < _LEAST_LIKENESS:
            continue
        matcher.set_seq1(candidate)
        likeness = (matcher.ratio() + shared) / 2
        if likeness >= _LEAST_LIKENESS:
            scored.append((-likeness, abs(len(candidate) - len(name)), candidate))
    return tuple(candidate for _, _, candidate in sorted(scored)[:most])


def _says_the_opposite(name: str, candidate: str) -> bool:
    """`未公开` is no slip for `公开`: a suggestion must not turn a rule around."""
    return any(
        name.startswith(negation) != candidate.startswith(negation)
        and name.removeprefix(negation)[-2:] == candidate.removeprefix(negation)[-2:]
        for negation in _NEGATIONS
    )
