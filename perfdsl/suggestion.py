"""Did you mean: the names most like one that is not known."""

from collections.abc import Iterable

_LEAST_LIKENESS = 0.5


def suggest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names nearest to `name`, best first: by order of characters and by shared ones."""
    from difflib import SequenceMatcher

    characters = set(name)
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name)
    scored = []
    for candidate in known:
        if candidate == name or not candidate:
            continue
        shared = 2 * len(characters & set(candidate)) / (len(characters) + len(set(candidate)))
        if shared < _LEAST_LIKENESS:
            continue
        matcher.set_seq1(candidate)
        likeness = (matcher.ratio() + shared) / 2
        if likeness >= _LEAST_LIKENESS:
            scored.append((-likeness, abs(len(candidate) - len(name)), candidate))
    return tuple(candidate for _, _, candidate in sorted(scored)[:most])
