"""Files written as a whole or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress

from perfdsl.codes import files as codes
from perfdsl.diagnostic import Diagnostics
from perfdsl.wording import Code
from perfdsl.workspace.reading import Path, is_folder

_WRITABLE = 0o222
"""A file that nobody may write is protected on purpose, also from its owner."""


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
    try:
        data = text if isinstance(text, bytes) else text.encode(encoding)
        _put_in_place(os.path.realpath(path), data)
    except PermissionError:
        diagnostics.report(codes.FILE_IN_USE, path=str(path))
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        diagnostics.report(codes.CANNOT_WRITE, path=str(path), reason=reason)
    else:
        return True
    return False


def _put_in_place(target: str, data: bytes) -> None:
    """Nothing is left beside the file, whatever happens on the way.

    The file beside it has a short name: that of the target may be as long as a name can be.
    """
    before = os.stat(target) if os.path.exists(target) else None
    if before is not None and not before.st_mode & _WRITABLE:
        raise PermissionError
    beside = os.path.join(os.path.dirname(target), f".perfdsl-{os.getpid()}.tmp")
    try:
        with open(beside, "wb") as file:
            file.write(data)
        if before is not None:
            _give_rights(beside, before)
        os.replace(beside, target)
    except BaseException:  # also where somebody interrupts
        with suppress(OSError, ValueError):
            os.unlink(beside)
        raise


def _give_rights(path: str, like: os.stat_result) -> None:
    """The owner, as far as one may, and who may read and write."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(path, like.st_uid, like.st_gid)
    os.chmod(path, like.st_mode & 0o777)


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
