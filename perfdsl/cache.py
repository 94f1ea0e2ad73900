"""The user's cache directory: what can be made again at any time, kept to start faster.

`PERFDSL_NO_CACHE=1` does without it.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

MOST_FILES = 64


def cache_directory() -> Path:
    """`PERFDSL_CACHE_DIR`, else the platform's place for caches."""
    override = os.environ.get("PERFDSL_CACHE_DIR")
    if override:
        return Path(override)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "perfdsl"


def read_cached(name: str) -> bytes | None:
    """What was kept under `name`; None where there is nothing, or it is not the user's own file."""
    if os.environ.get("PERFDSL_NO_CACHE"):
        return None
    with suppress(OSError, RuntimeError):
        path = cache_directory() / name
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return None
        return path.read_bytes()
    return None


def write_cached(name: str, content: bytes) -> None:
    """Keep `content` under `name`, whole or not at all; a cache that cannot be written is no fault."""
    if os.environ.get("PERFDSL_NO_CACHE"):
        return
    import tempfile

    with suppress(OSError, RuntimeError):
        directory = cache_directory()
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=directory)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(directory / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise


def drop_oldest(pattern: str) -> None:
    """Keep only the newest files of a kind."""
    with suppress(OSError, RuntimeError):
        files = sorted(
            cache_directory().glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True
        )
        for path in files[MOST_FILES:]:
            path.unlink(missing_ok=True)
