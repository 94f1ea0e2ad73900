"""Files written as a whole or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress

from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.wording import Code
from perfdsl.workspace.reading import Path, is_folder


def write_text(
    path: Path,
    text: str | bytes,
    diagnostics: Diagnostics,
    *,
    replace: bool = True,
    never: Iterable[str] = (),
    encoding: str = "utf-8",
) -> bool:
    """Write as a whole or not at all: into a file beside it, which then takes its place.

    Nothing is written over a file in `never`, nor over anything that is no ordinary file.
    """
    code = _objection(path, replace=replace, never=never)
    if code is not None:
        diagnostics.report(code, path=str(path))
        return False
    beside = ""
    try:
        target = os.path.realpath(path)
        folder, name = os.path.split(target)
        beside = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
        data = text if isinstance(text, bytes) else text.encode(encoding)
        with open(beside, "wb") as file:
            file.write(data)
        if os.path.exists(target):
            os.chmod(beside, os.stat(target).st_mode & 0o777)
        os.replace(beside, target)
    except PermissionError:
        diagnostics.report(codes.FILE_IN_USE, path=str(path))
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        diagnostics.report(codes.CANNOT_WRITE, path=str(path), reason=reason)
    else:
        return True
    with suppress(OSError, ValueError):
        os.unlink(beside)
    return False


def _objection(path: Path, *, replace: bool, never: Iterable[str]) -> Code | None:
    """Why the path must not be written."""
    if any(_is_same(path, other) for other in never):
        return codes.OUTPUT_IS_INPUT
    if is_folder(path):
        return codes.IS_A_FOLDER if replace else codes.FILE_EXISTS
    if _exists(path):
        if not os.path.isfile(path):
            return codes.OUTPUT_NOT_A_FILE
        if not replace:
            return codes.FILE_EXISTS
    return None


def _is_same(path: Path, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def _exists(path: Path) -> bool:
    try:
        return os.path.exists(path)
    except ValueError:
        return False
