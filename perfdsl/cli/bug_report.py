"""What is written down when perfdsl itself fails."""

import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path

from perfdsl import __version__


def write_report(error: Exception, arguments: list[str]) -> str | None:
    """A file in the folder for temporary files; None if even that fails."""
    lines = [
        f"perfdsl {__version__}",
        f"Python {sys.version}",
        platform.platform(),
        f"arguments: {arguments!r}",
        "",
        *traceback.format_exception(error),
    ]
    path = Path(tempfile.gettempdir()) / f"perfdsl-report-{os.getpid()}.txt"
    try:
        path.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return str(path)
