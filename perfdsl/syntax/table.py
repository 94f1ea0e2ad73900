"""The parse table of the grammar: made by Lark once, kept as a file, loaded in about a millisecond.

Lark reads `grammar/perfdsl.lark` and computes the LALR table; that takes a tenth of a second and imports
lark, so the finished table is kept. It is looked for next to the grammar (where a build of the wheel may
put it, with `write_table`) and in the user's cache directory, under a name that holds a hash of the
grammar; where it is not found it is built and kept in the cache.
"""

import marshal
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from perfdsl.cache import read_cached, write_cached

FORMAT = 2
_PLAIN = 2
"""The version of marshal every Python reads: numbers, texts, lists and dicts only."""
START = "line"
PASS = ""
"""The action of a rule that hands on its only item."""
LIST = "*"
"""The action of a rule lark made for a repetition: its items become those of the rule around it."""


@attrs.frozen(eq=False, repr=False)
class Rule:
    origin: str
    length: int
    action: str
    has_lists: bool
    """Some items are repetitions and have to be spread out."""


@attrs.frozen(eq=False, repr=False)
class Table:
    """`states[state][symbol]`: a state to go to, or `~n` to apply rule number n."""

    states: list[dict[str, int]]
    rules: list[Rule]
    start: int
    end: int


def _installed_directory() -> Path:
    return Path(__file__).parent.parent / "_grammar"


def find_grammar() -> Path:
    """The grammar as installed with the package, else that of the checkout."""
    installed = _installed_directory() / "perfdsl.lark"
    if installed.is_file():
        return installed
    return Path(__file__).parent.parent.parent / "grammar" / "perfdsl.lark"


def table_name(grammar: bytes) -> str:
    """The file name that belongs to exactly this grammar."""
    return f"syntax-{FORMAT}-{sha256(grammar).hexdigest()[:16]}.table"


def build_table(grammar: str) -> dict[str, Any]:
    """The table as plain data, computed by Lark."""
    from lark import Lark
    from lark.common import LexerConf
    from lark.grammar import Rule as LarkRule
    from lark.lexer import Lexer, LexerState, TerminalDef, Token

    class Unused(Lexer):
        """Lark insists on a lexer; ours works outside of it."""

        def __init__(self, conf: LexerConf) -> None:
            self.conf = conf

        def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
            del lexer_state, parser_state
            return iter(())

    parser = Lark(grammar, parser="lalr", lexer=Unused, start=START)
    data, memo = parser.memo_serialize([TerminalDef, LarkRule])
    table = data["parser"]["parser"]
    names = table["tokens"]
    rule_ids = [reference["@"] for reference in data["parser"]["parser_conf"]["rules"]]
    plain_rules = {rule_id: _plain_rule(memo[rule_id]) for rule_id in {*rule_ids, *_reduced(table)}}
    ordered = sorted(plain_rules, key=lambda rule_id: plain_rules[rule_id])
    rules = {rule_id: index for index, rule_id in enumerate(ordered)}
    start = table["start_states"][START]
    order = _order_states(table["states"], names, start)
    states: list[dict[str, int]] = [{} for _ in order]
    for state, index in order.items():
        for symbol, (kind, argument) in sorted(
            table["states"][state].items(), key=lambda entry: str(names[entry[0]])
        ):
            states[index][names[symbol]] = order[argument] if kind == 0 else ~rules[argument["@"]]
    return {
        "states": states,
        "rules": [plain_rules[rule_id][:2] + plain_rules[rule_id][3:] for rule_id in ordered],
        "start": order[start],
        "end": order[table["end_states"][START]],
    }


def _plain_rule(entry: dict[str, Any]) -> tuple[str, int, tuple[str, ...], str, bool]:
    origin = entry["origin"]["name"]
    symbols = tuple(symbol["name"] for symbol in entry["expansion"])
    action = LIST if origin.startswith("__") else entry["alias"] or PASS
    if action == PASS and len(symbols) != 1:
        raise ValueError(f"{origin}: {symbols} needs a name")
    has_lists = any(symbol.startswith("__") for symbol in symbols)
    return origin, len(symbols), symbols, action, has_lists


def _order_states(states: dict[int, Any], names: dict[int, str], start: int) -> dict[int, int]:
    """Number the states as they are met from the start: Lark's own numbers change from run to run."""
    order = {start: 0}
    waiting = [start]
    for state in waiting:
        for symbol in sorted(states[state], key=lambda symbol: str(names[symbol])):
            kind, argument = states[state][symbol]
            if kind == 0 and argument not in order:
                order[argument] = len(order)
                waiting.append(argument)
    return order


def _reduced(table: dict[str, Any]) -> set[int]:
    return {
        argument["@"]
        for actions in table["states"].values()
        for kind, argument in actions.values()
        if kind == 1
    }


def write_table(directory: Path) -> Path:
    """Build the table and write it into `directory` under its name; for a build of the wheel."""
    grammar = find_grammar().read_bytes()
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / table_name(grammar)
    path.write_bytes(marshal.dumps(build_table(grammar.decode("utf-8")), _PLAIN))
    return path


def _read(content: bytes | None) -> Table | None:
    """The table in `content`; None where that is no table."""
    try:
        return None if content is None else _table(marshal.loads(content))
    except (EOFError, ValueError, TypeError, KeyError):
        return None


def _installed_table(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _table(data: dict[str, Any]) -> Table:
    return Table(data["states"], [Rule(*row) for row in data["rules"]], data["start"], data["end"])


_loaded: dict[str, Table] = {}


def load_table() -> Table:
    """The table of the grammar, from memory, from a file, or built."""
    if START in _loaded:
        return _loaded[START]
    path = find_grammar()
    grammar = path.read_bytes()
    name = table_name(grammar)
    table = _read(_installed_table(path.parent / name)) or _read(read_cached(name))
    if table is None:
        data = build_table(grammar.decode("utf-8"))
        write_cached(name, marshal.dumps(data, _PLAIN))
        table = _table(data)
    _loaded[START] = table
    return table
