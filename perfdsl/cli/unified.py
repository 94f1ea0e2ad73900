"""What would change in a file, as `patch` reads it."""

from collections.abc import Iterator


def unified(name: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff; nothing where the texts are the same."""
    from difflib import unified_diff

    shown = _name(name)
    for line in unified_diff(_lines(before), _lines(after), shown, shown):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _name(name: str) -> str:
    """With a tab behind it where it has spaces; as a text in C where it has worse."""
    if any(character < " " or character in '"\\\x7f' for character in name):
        return '"' + "".join(map(_escaped, name)) + '"'
    return f"{name}\t" if " " in name else name


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return f"\\{ord(character):03o}" if character < " " or character == "\x7f" else character


def _lines(text: str) -> list[str]:
    """Cut at line feeds only, as `patch` does."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]
