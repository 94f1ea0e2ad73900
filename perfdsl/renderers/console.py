"""Output for a terminal; without color it is bare text that looks the same.

The lines are laid out here, because breaking Chinese text needs rules that Rich does not have. Rich
turns styles and links into what the terminal understands; without color it is not even imported.
"""

from perfdsl.document import Document, Style
from perfdsl.renderers.framed import lay_out
from perfdsl.renderers.lines import Line, text_lines
from perfdsl.wording import Language


def render(document: Document, *, width: int, color: bool, language: Language | None = None) -> str:
    """The document in lines of at most `width` cells.

    `color`: with escape codes for styles and links. `language` is the document's own; it is accepted
    so that all renderers can be called alike.
    """
    del language
    lines = lay_out(document, width)
    return _styled(lines, width) if color else text_lines(lines)


_STYLES: dict[Style, str] = {
    "plain": "",
    "strong": "bold",
    "muted": "dim",
    "loss": "red",
    "gain": "green",
    "rule": "cyan",
    "judged": "magenta",
    "error": "bold red",
    "warning": "yellow",
    "info": "blue",
}


def _styled(lines: list[Line], width: int) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.style import Style as RichStyle
    from rich.text import Text

    styles = {name: RichStyle.parse(style) for name, style in _STYLES.items()}
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        no_color=False,
    )
    text = Text(end="")
    for line in lines:
        for run in line:
            style = styles[run.style]
            text.append(run.text, style.update_link(run.link) if run.link else style)
        text.append("\n")
    console.print(text, soft_wrap=True, end="")
    output = console.file
    assert isinstance(output, StringIO)
    return output.getvalue()
