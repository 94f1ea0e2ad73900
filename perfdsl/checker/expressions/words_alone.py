"""Words of a level or choice as conditions, without what they are values of: `地区 = 东部 或 中部`."""

import re
from typing import TYPE_CHECKING, Literal

import attrs

from perfdsl.checker.ways_out import instead
from perfdsl.codes import names as name_codes
from perfdsl.codes import syntax as syntax_codes
from perfdsl.diagnostic import Help
from perfdsl.model import expressions as model
from perfdsl.model.types import TRUTH, ChoiceType, LevelType, Quantity, TextType
from perfdsl.source import Span
from perfdsl.suggestion import suggest
from perfdsl.syntax import ast
from perfdsl.terms import keyword
from perfdsl.wording import phrase

if TYPE_CHECKING:
    from perfdsl.checker.expressions.inference import Inference

_JOINING = re.compile(r"\s*(?:[,，]\s*)?(并且|而且|且|或者|或|\band\b|\bor\b)\s*", re.IGNORECASE)
_DENIED = re.compile(r"(?:非|\bnot\b)[ \t\u3000]*$", re.IGNORECASE)
_Worded = LevelType | ChoiceType
_Value = ast.TextLiteral | ast.Number


@attrs.frozen(eq=False, repr=False)
class _Said:
    """`地区 = ` as it is written before a word, and the words that may stand there."""

    before: str
    words: tuple[str, ...] | None
    """None for a text or a number, which can be any."""
    equal: bool
    like: type[ast.Expr] = ast.Name


@attrs.frozen(eq=False, repr=False)
class _Run:
    """Parts of a condition that lie side by side; what all but the first lack stands before that one."""

    said: _Said
    parts: list[ast.Expr]
    meant: list[str]
    """The text of each part as it was meant."""
    joined: list[str]
    """且 or 或 before each part but the first, as `and` and `or`."""


def infer_logic(inference: "Inference", node: ast.Logic) -> model.Expr:
    """且 and 或, and what is said once of words that stand there alone."""
    leaves, joined = _flat(node)
    alone: set[ast.Expr] = set()
    if any(_is_unknown(inference, leaf) or isinstance(leaf, _Value) for leaf in leaves):
        alone = _say_alone(inference, leaves, joined)
    return _built(inference, node, alone)


def word_alone(inference: "Inference", name: ast.Name) -> bool:
    """Say of a word that is a whole condition, `单一来源 扣 5 分`, `非 单一来源`, what it is a value of."""
    if not _is_unknown(inference, name) or name.text not in inference.scope.words():
        return False
    owners = _owners(inference, name.text)
    place, sign = _with_denial(name.span)
    helps = [instead(place, f"{owner} {sign} {name.span.text}") for owner in owners]
    inference.diagnostics.report(
        name_codes.UNDECLARED_NAME,
        name.span,
        helps=helps if len(owners) == 1 else [],
        notes=[
            phrase("这是「{owner}」可取的值", "it is a value of 「{owner}」", owner=owner)
            for owner in owners
        ],
        name=name.text,
    )
    return True


def _with_denial(span: Span) -> tuple[Span, str]:
    """From the 非 in front, and how a value is then compared."""
    begin = span.source.line_starts[span.first.line - 1]
    denied = _DENIED.search(span.source.text[begin : span.start])
    if denied is None:
        return span, "="
    return Span(span.source, begin + denied.start(), span.end), "!="


def _built(inference: "Inference", node: ast.Expr, alone: set[ast.Expr]) -> model.Expr:
    if node in alone:
        return inference.poison(node.span)
    if not isinstance(node, ast.Logic):
        return inference.condition(node)
    left, right = _built(inference, node.left, alone), _built(inference, node.right, alone)
    return model.Logic(node.operator, left, right, type=TRUTH, span=node.span)


def _flat(node: ast.Expr) -> tuple[list[ast.Expr], list[str]]:
    """What 且 and 或 join, and these words, as they follow each other."""
    leaves: list[ast.Expr] = []
    joined: list[str] = []
    waiting: list[ast.Expr | str] = [node]
    while waiting:
        match waiting.pop():
            case ast.Logic() as logic:
                waiting += [logic.right, logic.operator, logic.left]
            case str(operator):
                joined.append(operator)
            case leaf:
                leaves.append(leaf)
    return leaves, joined


def _say_alone(inference: "Inference", leaves: list[ast.Expr], joined: list[str]) -> set[ast.Expr]:
    """Say of each run of values what they lack; what was spoken of."""
    spoken: set[ast.Expr] = set()
    run: _Run | None = None
    runs: list[_Run] = []
    for index, leaf in enumerate(leaves):
        word = _word_meant(inference, leaf, run.said) if run is not None else None
        if run is not None and word is not None:
            run.parts.append(leaf)
            run.meant.append(run.said.before + word)
            run.joined.append(joined[index - 1])
            spoken.add(leaf)
            continue
        said = _said(inference, leaf)
        if said is not None:
            run = _Run(said, [leaf], [leaf.span.text], [])
            runs.append(run)
        elif isinstance(leaf, ast.Name) and _is_unknown(inference, leaf):
            is_word = leaf.text in inference.scope.words()
            if is_word or run is not None:
                run = _begun(inference, leaf, leaves[0]) if is_word and run is None else None
                runs += [run] if run is not None else []
                if run is None:
                    inference.undeclared(leaf, may_declare=False)
                spoken.add(leaf)
        else:
            run = None
    for each in runs:
        if any(part in spoken for part in each.parts):
            _report(inference, each, joined)
    return spoken


def _begun(inference: "Inference", leaf: ast.Name, first: ast.Expr) -> _Run | None:
    """`东部 或 中部 得 满分`: the values of the only one that has the first, which was not spoken of before."""
    before = leaf.span.source.text[first.span.start : leaf.span.start]
    owners = _owners(inference, leaf.text)
    if any(owner in before for owner in owners):
        return None
    kind = inference.scope.facts[owners[0]].type if len(owners) == 1 else None
    if not isinstance(kind, _Worded):
        return None
    said = _Said(f"{owners[0]} = ", kind.words, equal=True)
    return _Run(said, [leaf], [said.before + leaf.span.text], [])


def _report(inference: "Inference", run: _Run, joined: list[str]) -> None:
    first = next(part for part in run.parts if not isinstance(part, ast.Comparison))
    helps = _whole(run, joined)
    inference.diagnostics.report(
        syntax_codes.OPERAND_MISSING, first.span, helps=helps, found=first.span.text
    )


def _whole(run: _Run, joined: list[str]) -> list[Help]:
    """The run with all that it lacks, in brackets where it stands beside another condition."""
    source = run.parts[0].span.source
    wanted: Literal["and", "or"] = "or" if run.said.equal else "and"
    text = run.meant[0]
    for before, part, meant, operator in zip(
        run.parts, run.parts[1:], run.meant[1:], run.joined, strict=False
    ):
        between = source.text[before.span.end : part.span.start]
        match = _JOINING.fullmatch(between)
        if match is None or "\n" in between + meant:
            return []
        if operator != wanted:
            word = keyword(wanted.upper()).spelling("en" if match[1].isascii() else "zh")
            between = between.replace(match[1], word)
        text += between + meant
    span = run.parts[0].span.to(run.parts[-1].span)
    others = list(joined)
    for each in run.joined:
        others.remove(each)
    is_within = source.text[: span.start].rstrip().endswith(("(", "（")) and source.text[
        span.end :
    ].lstrip().startswith((")", "）"))
    is_alone = not run.joined or is_within
    needs_brackets = wanted == "or" and "and" in others and not is_alone
    return [instead(span, f"({text})" if needs_brackets else text)]


# --- what a name may be --------------------------------------------------------------------------


def _is_unknown(inference: "Inference", node: ast.Expr) -> bool:
    scope = inference.scope
    return (
        isinstance(node, ast.Name)
        and node.text not in scope.facts
        and node.text not in scope.definitions
        and node.text not in scope.unread
        and _field(inference, node.text) is None
    )


def _field(inference: "Inference", name: str) -> object:
    records = inference.scope.records(inference.records) if inference.records else None
    return records.field(name) if records is not None else None


def _owners(inference: "Inference", word: str) -> list[str]:
    """The facts, and within records their fields, that the word is a value of."""
    facts = {name: fact.type for name, fact in inference.scope.facts.items()}
    records = inference.scope.records(inference.records) if inference.records else None
    kinds = facts | (dict(records.fields) if records is not None else {})
    return [
        name for name, kind in kinds.items() if isinstance(kind, _Worded) and word in kind.words
    ]


def _said(inference: "Inference", leaf: ast.Expr) -> _Said | None:
    """`地区 = 东部`, `地区 != 东部`."""
    if not isinstance(leaf, ast.Comparison) or leaf.operators not in (("=",), ("!=",)):
        return None
    owner, value = leaf.operands
    if not isinstance(owner, ast.Name):
        return None
    fact = inference.scope.facts.get(owner.text)
    kind = _field(inference, owner.text) or (fact.type if fact is not None else None)
    before = leaf.span.source.text[owner.span.start : value.span.start]
    is_equal = leaf.operators == ("=",)
    if isinstance(kind, _Worded) and _text(value) in kind.words:
        return _Said(before, kind.words, equal=is_equal)
    if (isinstance(kind, TextType) and isinstance(value, ast.TextLiteral)) or (
        isinstance(kind, Quantity) and isinstance(value, ast.Number)
    ):
        return _Said(before, None, equal=is_equal, like=type(value))
    return None


def _text(node: ast.Expr) -> str | None:
    if isinstance(node, ast.TextLiteral):
        return node.value
    return node.text if isinstance(node, ast.Name) else None


def _word_meant(inference: "Inference", leaf: ast.Expr, said: _Said) -> str | None:
    """The word that stands there alone, or the one it is a slip of."""
    if said.words is None:
        return leaf.span.text if isinstance(leaf, said.like) else None
    if isinstance(leaf, ast.TextLiteral):
        return leaf.span.text if leaf.value in said.words else None
    if not isinstance(leaf, ast.Name) or not _is_unknown(inference, leaf):
        return None
    if leaf.text in said.words:
        return leaf.span.text
    if suggest(leaf.text, tuple(inference.scope.names())):
        return None
    similar = suggest(leaf.text, said.words)
    return similar[0] if len(similar) == 1 else None
