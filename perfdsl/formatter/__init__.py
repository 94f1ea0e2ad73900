"""Rule files in one layout: same words, same meaning."""

from perfdsl.formatter.style import Style
from perfdsl.formatter.text import format_text

__all__ = ["Style", "format_text"]
