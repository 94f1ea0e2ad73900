"""Which language to speak: `--lang`, then PERFDSL_LANG, then the locale, else Chinese."""

import sys
from collections.abc import Mapping, Sequence

from perfdsl.wording import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Looked up before the command line is parsed, because even its help needs a language."""
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            return _language(argument.removeprefix("--lang=")) or "zh"
        if argument == "--lang" and index + 1 < len(arguments):
            return _language(arguments[index + 1]) or "zh"
    chosen = _language(environment.get("PERFDSL_LANG", ""))
    if chosen is not None:
        return chosen
    for variable in _LOCALE_VARIABLES:
        if environment.get(variable):
            return _language(environment[variable]) or "zh"
    return _windows_language() or "zh"


def _language(text: str) -> Language | None:
    """`zh_CN.UTF-8`, `en-US`, `Chinese (Simplified)_China` …"""
    start = text.lower()[:2]
    if start in ("zh", "ch"):
        return "zh"
    return "en" if start == "en" else None


def _windows_language() -> Language | None:
    if sys.platform != "win32":
        return None
    from locale import getlocale

    return _language(getlocale()[0] or "")
