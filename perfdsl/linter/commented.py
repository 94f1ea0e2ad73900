"""Rules that stand behind `#`: what a line would be without the sign, tried out."""

import re

from perfdsl.checker.rereading import after_edit
from perfdsl.diagnostic import Edit, Help
from perfdsl.linter.view import View
from perfdsl.model.rulebook import Indicator
from perfdsl.source import Span
from perfdsl.wording import phrase

_COMMENT = re.compile(r"[ \t\u3000]*([#＃]+[ \t\u3000]*)(?=\S)")
_MOST_LINES = 8


def rules_in_comments(view: View, leaf: Indicator) -> list[Help]:
    """Without the `#` in front of the first comment of the indicator that is a rule of it."""
    source = view.rulebook.source
    last = max((rule.span.last.line for rule in leaf.rules), default=leaf.span.last.line)
    first = leaf.span.last.line + 1
    tried = 0
    for line in range(first, len(source.line_starts) + 1):
        text = source.line_text(line)
        found = _COMMENT.match(text)
        if found is None:
            if line > last or not text.strip():
                break
            continue
        tried += 1
        start = source.line_starts[line - 1] + found.start(1)
        edit = Edit(Span(source, start, start + len(found[1])), "")
        if _is_rule(view, leaf, edit):
            shown = phrase(
                "第 {line} 行是注释：去掉「#」",
                "line {line} is a comment: take off the #",
                line=line,
            )
            return [Help(shown, (edit,), "unsafe")]
        if tried >= _MOST_LINES:
            break
    return []


def _is_rule(view: View, leaf: Indicator, edit: Edit) -> bool:
    """Whether the file is as free of mistakes then, and the indicator has one rule more."""
    after = after_edit(view.rulebook, edit)
    if after is None:
        return False
    same = next((node for node in after.walk() if node.id == leaf.id), None)
    return same is not None and len(same.rules) == len(leaf.rules) + 1
