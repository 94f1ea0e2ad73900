"""Run the parse table over the tokens of one line.

This is Lark's own LALR loop without tree nodes: each rule's method gets its items and the range of text
they cover, so one pass makes the syntax tree.
"""

from collections.abc import Callable, Sequence
from typing import Any

from perfdsl.syntax.table import LIST, PASS, Table
from perfdsl.syntax.token import Token

END = "$END"

Action = Callable[[list[Any], int, int], Any]


class Stuck(Exception):
    """The line cannot go on with `token`; `states` is the stack at that moment."""

    def __init__(self, token: Token, states: list[int]) -> None:
        super().__init__(repr(token))
        self.token = token
        self.states = states


class _Items(list[Any]):
    """The items of a repetition."""


def run(table: Table, actions: Sequence[Action | None], tokens: list[Token]) -> Any:
    """The value of the whole line; raises `Stuck` where no rule fits."""
    states = table.states
    rules = table.rules
    end_state = table.end
    stack = [table.start]
    values: list[Any] = []
    starts: list[int] = []
    ends: list[int] = []
    for token in tokens:
        token_type = token.type
        while True:
            step = states[stack[-1]].get(token_type)
            if step is None:
                raise Stuck(token, stack)
            if step >= 0:
                stack.append(step)
                values.append(token)
                starts.append(token.start)
                ends.append(token.end)
                break
            rule = rules[~step]
            action = rule.action
            if action != PASS:
                length = rule.length
                if length == 1:
                    items = [values[-1]]
                    start = starts[-1]
                    end = ends[-1]
                else:
                    items = values[-length:]
                    start = starts[-length]
                    end = ends[-1]
                    del stack[1 - length :], values[1 - length :], starts[1 - length :]
                    del ends[1 - length :]
                    starts[-1] = start
                    ends[-1] = end
                if rule.has_lists:
                    spread: list[Any] = []
                    for item in items:
                        if type(item) is _Items:
                            spread.extend(item)
                        else:
                            spread.append(item)
                    items = spread
                if action == LIST:
                    values[-1] = _Items(items)
                else:
                    method = actions[~step]
                    assert method is not None
                    values[-1] = method(items, start, end)
            stack[-1] = states[stack[-2]][rule.origin]
            if stack[-1] == end_state and token_type == END:
                return values[-1]
    raise AssertionError("the tokens of a line end with $END")


def accepts(table: Table, states: list[int], token_type: str) -> bool:
    """Whether a token of this type could stand next, with `states` on the stack."""
    stack = list(states)
    while True:
        step = table.states[stack[-1]].get(token_type)
        if step is None:
            return False
        if step >= 0:
            return True
        rule = table.rules[~step]
        del stack[len(stack) - rule.length :]
        following = table.states[stack[-1]].get(rule.origin)
        if following is None:
            return False
        stack.append(following)
        if following == table.end and token_type == END:
            return True


def expected(table: Table, states: list[int]) -> set[str]:
    """The terminals that could stand next."""
    return {
        symbol
        for symbol in table.states[states[-1]]
        if symbol.isupper() and accepts(table, states, symbol)
    }
