"""Where results go and what they look like: format, color, width, file."""

import os
import sys
from typing import TYPE_CHECKING, Any, Literal

import attrs
import click

from perfdsl.cli.help import is_terminal, screen_width
from perfdsl.diagnostic import Diagnostic, Diagnostics
from perfdsl.wording import Language

if TYPE_CHECKING:
    from perfdsl.document import Document

Format = Literal["rich", "plain", "json", "sarif", "github", "md", "html", "docx"]
WIDEST = 120
_POOR_ENCODINGS = ("cp936", "gbk", "gb2312", "cp437", "cp850")
"""Consoles whose fonts show frames and quotes two cells wide."""


@attrs.frozen(eq=False, repr=False)
class Output:
    language: Language
    format: Format
    color: str = "auto"
    width: int | None = None
    file: str | None = None
    reads: list[str] = attrs.field(factory=list)
    """The files this run has read: the result is written over none of them."""

    # --- results ---------------------------------------------------------------------------------

    def show(self, documents: "list[Document]", diagnostics: Diagnostics) -> bool:
        """Print reports, or write them to the file; False if that failed."""
        stream = None if self.file else sys.stdout
        texts = [self._text(document, stream) for document in documents]
        return self.write("\n".join(texts), diagnostics)

    def show_data(self, data: Any, diagnostics: Diagnostics) -> bool:
        from perfdsl.renderers import json

        return self.write(json.render(data), diagnostics)

    def write(self, text: str, diagnostics: Diagnostics) -> bool:
        text = text if not text or text.endswith("\n") else text + "\n"
        if self.file is None:
            click.echo(text, nl=False, color=True)
            return True
        from perfdsl.workspace import write_text

        return write_text(self.file, text, diagnostics, never=self.reads)

    # --- notes and errors ------------------------------------------------------------------------

    def complain(self, found: list[Diagnostic]) -> None:
        """Diagnostics on standard error."""
        if found:
            click.echo(self.findings(found, sys.stderr), err=True, nl=False, color=True)

    def findings(self, found: list[Diagnostic], stream: Any) -> str:
        from perfdsl.reports import diagnostics_report

        text = self._text(diagnostics_report(found, language=self.language), stream)
        return text if text.endswith("\n") else text + "\n"

    def note(self, text: str) -> None:
        click.echo(text, err=True)

    # --- looks -----------------------------------------------------------------------------------

    def _text(self, document: "Document", stream: Any) -> str:
        if self.format == "md":
            from perfdsl.renderers import markdown

            return markdown.render(document)
        if self.format == "html":
            from perfdsl.renderers import html

            return html.render(document)
        width = self._width(stream)
        if self.format != "rich":
            from perfdsl.renderers import plain

            return plain.render(document, width=width)
        from perfdsl.renderers import console

        return console.render(
            document, width=width, color=self._is_colored(stream), language=self.language
        )

    def _width(self, stream: Any) -> int:
        if self.width is not None:
            return self.width
        return min(screen_width(), WIDEST) if is_terminal(stream) or "COLUMNS" in os.environ else 80

    def _is_colored(self, stream: Any) -> bool:
        if self.color != "auto" or stream is None:
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def choose_format(chosen: str | None, *, plain: bool, json: bool, file: str | None) -> Format:
    """What was asked for; else frames on a terminal that can show them, plain text in a pipe."""
    if json or chosen == "json":
        return "json"
    if chosen == "sarif":
        return "sarif"
    if chosen == "github":
        return "github"
    if chosen == "md":
        return "md"
    if chosen == "html":
        return "html"
    if chosen == "docx":
        return "docx"
    if plain or chosen == "plain":
        return "plain"
    if chosen == "rich":
        return "rich"
    if file is not None:
        return "json" if file.endswith(".json") else "plain"
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    is_poor = os.environ.get("TERM") == "dumb" or encoding in _POOR_ENCODINGS
    is_rich = (is_terminal(sys.stdout) or bool(os.environ.get("FORCE_COLOR"))) and not is_poor
    return "rich" if is_rich else "plain"
