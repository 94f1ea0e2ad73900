"""In which order definitions are worked out: chains may be longer than Python's stack is deep."""

from collections.abc import Callable, Iterator, Mapping

from perfdsl.model.rulebook import Definition


def needed_first(
    name: str, definitions: Mapping[str, Definition], is_known: Callable[[str], bool]
) -> Iterator[str]:
    """The definitions that `name` rests on and that are not known yet, each after what it rests on."""
    waiting = [name]
    while waiting:
        current = waiting[-1]
        if is_known(current):
            waiting.pop()
            continue
        open_ones = [needed for needed in definitions[current].needs if not is_known(needed)]
        if open_ones:
            waiting += open_ones
        else:
            yield waiting.pop()
