"""What every rule carries beside its points: its annotations and its stable id."""

import attrs

from perfdsl.model import rules
from perfdsl.syntax import ast

_BRACKETS = str.maketrans("", "", "「」")


def title_of(name: ast.Name) -> str:
    """The name as written, with its quotes; `「…」` only brackets it and is no part of it."""
    return name.span.text.translate(_BRACKETS)


def notes_of(statement: ast.Statement) -> rules.Notes:
    """What the annotations below a statement say."""
    texts: dict[str, tuple[str, ...]] = {}
    for annotation in statement.annotations:
        if annotation.kind == "allow":
            texts["allowed"] = (*texts.get("allowed", ()), " ".join(annotation.texts))
        elif annotation.kind not in ("former_name", "code"):
            texts[annotation.kind] = texts.get(annotation.kind, ()) + annotation.texts
    return rules.Notes(**texts)


@attrs.define(eq=False, repr=False)
class Numbering:
    """Gives rules their stable ids: path, kind, and the number of that kind in the indicator."""

    key: str
    counts: dict[str, int] = attrs.field(factory=dict)

    def next(self, kind: str) -> str:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{self.key}#{kind}-{self.counts[kind]}"
