"""The user's cache directory: what can be made again at any time, kept to start faster.

`PERFDSL_NO_CACHE=1` does without it. Everything here runs at every start, so it stays with `os`.
"""

import os
import sys
from contextlib import suppress

MOST_FILES = 64


def cache_directory() -> str:
    """`PERFDSL_CACHE_DIR`, else the platform's place for caches."""
    override = os.environ.get("PERFDSL_CACHE_DIR")
    if override:
        return override
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "perfdsl")


def read_cached(name: str) -> bytes | None:
    """What was kept under `name`; None where there is nothing, or it is not the user's own file."""
    if os.environ.get("PERFDSL_NO_CACHE"):
        return None
    with suppress(OSError), open(os.path.join(cache_directory(), name), "rb") as file:
        if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
            return None
        return file.read()
    return None


def write_cached(name: str, content: bytes) -> None:
    """Keep `content` under `name`, whole or not at all; a cache that cannot be written is no fault."""
    if os.environ.get("PERFDSL_NO_CACHE"):
        return
    directory = cache_directory()
    temporary = os.path.join(directory, f"{name}.{os.getpid()}")
    with suppress(OSError):
        os.makedirs(directory, mode=0o700, exist_ok=True)
        try:
            with open(temporary, "xb") as file:
                file.write(content)
            os.replace(temporary, os.path.join(directory, name))
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)


def drop_oldest(suffix: str) -> None:
    """Keep only the newest files of a kind."""
    with suppress(OSError), os.scandir(cache_directory()) as entries:
        files = sorted(
            (entry for entry in entries if entry.name.endswith(suffix)),
            key=lambda entry: entry.stat().st_mtime_ns,
            reverse=True,
        )
        for entry in files[MOST_FILES:]:
            os.unlink(entry.path)
