"""What would change in a file, as `patch` reads it."""

from collections.abc import Iterator


def unified(name: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff; nothing where the texts are the same."""
    from difflib import unified_diff

    for line in unified_diff(_lines(before), _lines(after), name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Cut at line feeds only, as `patch` does."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]
