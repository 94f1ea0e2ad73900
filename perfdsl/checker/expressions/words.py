"""Words of levels and choices: a bare name beside one is one of its words."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from perfdsl.checker.expressions.yes_no import yes_or_no
from perfdsl.checker.ways_out import REST, did_you_mean, instead
from perfdsl.codes import names as name_codes
from perfdsl.diagnostic import Help
from perfdsl.model import expressions as model
from perfdsl.model.types import TEXT, ChoiceType, LevelType, Poison, TextType, TruthType
from perfdsl.source import Span
from perfdsl.syntax import ast

if TYPE_CHECKING:
    from perfdsl.checker.expressions.inference import Inference


def infer_operands(inference: "Inference", nodes: tuple[ast.Expr, ...]) -> list[model.Expr]:
    """Infer operands; a bare name beside a level or choice is one of its words."""
    bare = [node for node in nodes if _may_be_word(inference, node)]
    others = {index: inference.infer(node) for index, node in enumerate(nodes) if node not in bare}
    if any(isinstance(other.type, Poison) for other in others.values()):
        for node in bare:
            if isinstance(node, ast.Name) and node.text not in inference.scope.unread:
                others[nodes.index(node)] = inference.poison(node.span)
    if not others:
        known = inference.scope.words()
        of_levels = [node for node in bare if isinstance(node, ast.Name) and node.text in known]
        if len(of_levels) < len(bare):  # the other name is the mistake
            others = {nodes.index(node): inference.poison(node.span) for node in of_levels}
    worded = next(
        (
            other
            for other in others.values()
            if isinstance(other.type, LevelType | ChoiceType | TruthType)
        ),
        None,
    )
    if any(isinstance(other.type, TextType) for other in others.values()):
        others |= {
            nodes.index(node): _quoted(inference, node)
            for node in bare
            if isinstance(node, ast.Name)
        }
    return [
        others[index] if index in others else infer_word(inference, node, worded)
        for index, node in enumerate(nodes)
    ]


def _may_be_word(inference: "Inference", node: ast.Expr) -> bool:
    if isinstance(node, ast.TextLiteral):
        return True
    if not isinstance(node, ast.Name):
        return False
    record_type = inference.scope.records(inference.records) if inference.records else None
    return not (
        node.text in inference.scope.facts
        or node.text in inference.scope.definitions
        or (record_type is not None and record_type.field(node.text) is not None)
    )


def _quoted(inference: "Inference", node: ast.Name) -> model.Expr:
    """`名称 = 能源月报`: what a text is compared with is a text, or the name of another one."""
    if node.text not in inference.scope.unread:
        texts = [name for name, each in inference.scope.facts.items() if each.type == TEXT]
        inference.diagnostics.report(
            name_codes.UNDECLARED_NAME,
            node.span,
            helps=[
                instead(node.span, f'"{node.text}"'),
                *did_you_mean(node.span, node.text, texts),
            ],
            name=node.text,
        )
    return inference.poison(node.span)


_PADDING = re.compile(r"(?:的)?(?:地区|区域|片区|类|型|级|档|等|单位|部门|情况|水平)")
"""What is written behind a word without saying more: `东部地区` for 东部."""


_STRESS = re.compile("特别|特|非常|完全|十分|很|极其|极|严重|全面|最|全部|都|完全地")
"""What is written in front of a word to say it louder: `特别重大` for 重大."""


def _words_meant(span: Span, text: str, words: Sequence[str]) -> list[Help]:
    padded = [
        word
        for word in words
        if (text.startswith(word) and _PADDING.fullmatch(text[len(word) :]) is not None)
        or (text.endswith(word) and _STRESS.fullmatch(text[: -len(word)]) is not None)
    ]
    return [instead(span, padded[0])] if len(padded) == 1 else did_you_mean(span, text, words)


def infer_word(
    inference: "Inference",
    node: ast.Expr,
    worded: model.Expr | None,
    used: Iterable[str] | None = None,
) -> model.Expr:
    """`node` as a word of the level or choice `worded`; `used`: in a list, the words that stand beside it already."""
    if worded is not None and isinstance(worded.type, Poison) and _may_be_word(inference, node):
        return inference.poison(node.span)
    if worded is not None and isinstance(worded.type, TruthType) and isinstance(node, ast.Name):
        return _yes_or_no(inference, node, worded)
    if worded is None or not isinstance(worded.type, LevelType | ChoiceType):
        return inference.infer(node)
    text = node.text if isinstance(node, ast.Name) else node.span.text
    if isinstance(node, ast.TextLiteral):
        text = node.value
    if text not in worded.type.words:
        inference.diagnostics.report(
            name_codes.UNKNOWN_WORD,
            node.span,
            helps=[instead(node.span, "其余")]
            if used is not None and text in REST
            else _words_meant(
                node.span, text, [word for word in worded.type.words if word not in (used or ())]
            ),
            name=text,
            subject=worded.span.text,
            words="、".join(worded.type.words),
        )
        return inference.poison(node.span)
    return model.Constant(text, type=worded.type, span=node.span)


def _yes_or_no(inference: "Inference", node: ast.Name, truth: model.Expr) -> model.Expr:
    """`有食堂 = 无`: what is said of a 是否 is 是 or 否."""
    answer = yes_or_no(node.text, truth.span.text)
    if answer is None:
        return inference.infer(node)
    inference.diagnostics.report(
        name_codes.UNKNOWN_WORD,
        node.span,
        helps=[instead(node.span, answer)],
        name=node.text,
        subject=truth.span.text,
        words="是、否",
    )
    return inference.poison(node.span)
