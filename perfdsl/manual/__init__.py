"""The manual of every diagnostic: what it means, an example of it, and the example put right.

The pages stand in one TOML file for each stage beside this module (`PD1.toml` …). They are read only
when somebody asks. A page has the keys

    zh, en     what it means and why it matters, in two or three plain sentences
    bad, good  an example that brings the finding up, and what to write instead
    kind       what the examples are: `lines` of rules (where nothing is said), a whole `file` of rules,
               `facts`, `tests` of rules, or a `command`
    rules      for facts and tests: the lines of the rules they are for

`lines` are shown and run as a whole file: with the declarations of `standard.perf` that they name,
and below a heading.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import attrs

from perfdsl.wording import Words

Kind = Literal["lines", "file", "facts", "tests", "command"]
_HEADING = "指标 示例 10 分\n"
_HEADERS = re.compile(r"^(?:年度|语言|保留|等级) .*\n", re.MULTILINE)


@attrs.frozen(repr=False)
class Manual:
    meaning: Words
    bad: str
    """As it is shown: a file that can be run, but for a command."""
    good: str
    kind: Kind
    rules: str
    """The rules that example facts or tests are for."""


def manual_of(code: str) -> Manual | None:
    """The page of a code (`PD4013`); None if there is none."""
    page = _pages(code[:3]).get(code)
    if page is None:
        return None
    meaning = Words(page["zh"], page["en"])
    rules = page.get("rules", "控制率 > 100% 扣 2 分")
    return page_of(meaning, page["bad"], page["good"], page.get("kind", "lines"), rules)


def page_of(meaning: Words, bad: str, good: str, kind: Kind, rules: str = "") -> Manual:
    """A page of these texts, its examples made whole."""
    bad, good = _ended(bad), _ended(good)
    if kind == "lines":
        declarations = _declarations_for(bad + good)
        bad, good = (_whole(text, declarations) for text in (bad, good))
    if kind not in ("facts", "tests"):
        return Manual(meaning, bad, good, kind, "")
    lines = _ended(rules)
    whole = _whole(lines, _declarations_for(lines + bad + good))
    return Manual(meaning, bad, good, kind, whole)


@cache
def _pages(stage: str) -> Mapping[str, Any]:
    import tomllib

    if not re.fullmatch(r"PD\d", stage):
        return {}
    path = Path(__file__).with_name(f"{stage}.toml")
    if not path.exists():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _ended(text: str) -> str:
    return text.strip("\n") + "\n"


def _whole(lines: str, declarations: str) -> str:
    """A file of them: headers, declarations, heading, rules."""
    headers, body = _HEADERS.findall(lines), _HEADERS.sub("", lines)
    heading = "" if body.startswith(("指标", "一级指标")) else _HEADING
    return "".join((*headers, declarations, heading, body))


def _declarations_for(text: str) -> str:
    """The standard declarations of the names that occur in the text."""
    declarations = re.findall(r"^事实 .*\n(?:  - .*\n)*", _standard(), re.MULTILINE)
    by_name = {declaration.split()[1]: declaration for declaration in declarations}
    used = set()
    rest = re.sub(r"^ *事实 (\S+)", "", text, flags=re.MULTILINE)
    for name in sorted(by_name, key=len, reverse=True):
        if name in rest:
            used.add(name)
            rest = rest.replace(name, "\0")
    return "".join(declaration for name, declaration in by_name.items() if name in used)


@cache
def _standard() -> str:
    return Path(__file__).with_name("standard.perf").read_text(encoding="utf-8")
