"""An indicator said to be better the higher it is, whose points fall as it rises; or the other way round."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from perfdsl.diagnostic import Diagnostics
from perfdsl.linter.rule import LintRule
from perfdsl.linter.shape import Shape, Stretch, as_text
from perfdsl.linter.view import View
from perfdsl.meaning.comparing import quantities
from perfdsl.meaning.lines import Line, infimum, supremum
from perfdsl.meaning.terms import Atom
from perfdsl.model import expressions as model
from perfdsl.model.rulebook import Indicator
from perfdsl.wording import Code, Words

_NOT = "(?<![不非])(?<![不非]是)(?<!不一定)"
_HIGHER = re.compile(
    _NOT + "越[高大多]越好(?!的)|正向指标|the (?:higher|more) the better", re.IGNORECASE
)
_LOWER = re.compile(
    _NOT + "越[低小少]越好(?!的)|[逆反负]向指标|the (?:lower|less|fewer) the better", re.IGNORECASE
)

_REVERSED = re.compile("[未不非无没违逾超差负]|缺|not_|non_?|un", re.IGNORECASE)

CODE = Code(
    "PD8037",
    "direction-differs",
    "warning",
    Words(
        "「{name}」写的是「{said}」，{text}越{way}得分却越低{witness}",
        "「{name}」 says 「{said}」, and the points fall as {text} {rises}{witness}",
    ),
    Words(
        "核对各档的次序、比较的方向和说明",
        "check the bands, the direction of the sign, and the note",
    ),
)


def check(view: View, diagnostics: Diagnostics) -> None:
    for path in view.leaves:
        leaf = path[-1]
        numbers = [atom for atom in quantities(view.outcome(path)) if atom.is_number]
        shape = view.shape(path) if len(numbers) == 1 else None
        if shape is None or shape.number is None:
            continue
        said, name = _said("\n".join(_notes(leaf))), leaf.name
        if said is not None and _is_opposite(shape.number.text, leaf):
            continue
        if said is None and not _says_anything(leaf):
            said, name = _said(_meaning(shape.number.expression, view)), shape.number.text
            if said is not None and _is_followed_elsewhere(view, shape.number, is_higher=said[1]):
                continue
        if said is None:
            continue
        word, is_higher = said
        if _direction(shape) != (-1 if is_higher else 1):
            continue
        diagnostics.report(
            CODE,
            leaf.span,
            name=name,
            said=word,
            text=shape.number.text,
            way=Words("高", "high") if is_higher else Words("低", "low"),
            rises=Words("升", "rises") if is_higher else Words("降", "falls"),
            witness=_witness(shape),
        )


def _is_opposite(quantity: str, leaf: Indicator) -> bool:
    """Whether the quantity may be the reverse of what the note is about: `未完成率`, and `完成率`."""
    notes = "\n".join(_notes(leaf))
    return _REVERSED.search(quantity) is not None and quantity not in notes


def _notes(leaf: Indicator) -> tuple[str, ...]:
    return (*leaf.notes.note, *leaf.notes.method, *leaf.documentation)


def _says_anything(leaf: Indicator) -> bool:
    """Whether the notes say one of it, or both, so that the meaning of a fact does not decide."""
    text = "\n".join(_notes(leaf))
    return bool(_HIGHER.search(text) or _LOWER.search(text))


def _meaning(quantity: model.Expr | None, view: View) -> str:
    """What is written behind the declaration of the fact."""
    if not isinstance(quantity, model.FactReference) or quantity.last_year:
        return ""
    return view.rulebook.facts[quantity.name].meaning or ""


def _is_followed_elsewhere(view: View, number: Atom, *, is_higher: bool) -> bool:
    """Whether another indicator goes the way the meaning says: this one may look at another side of the number."""
    shapes = (view.shape(path) for path in view.leaves)
    return any(
        _direction(shape) == (1 if is_higher else -1)
        for shape in shapes
        if shape is not None and shape.number is not None and shape.number.key == number.key
    )


def _said(text: str) -> tuple[str, bool] | None:
    """What it says, if it is one thing."""
    higher, lower = _HIGHER.search(text), _LOWER.search(text)
    if (higher is None) == (lower is None):
        return None
    found = higher or lower
    assert found is not None
    return found[0], higher is not None


def _direction(shape: Shape) -> int:
    """1: the score never falls as the number rises; -1: it never rises; 0: it does both, or neither."""
    found = {move > 0 for move in _moves(shape) if move}
    return 0 if len(found) != 1 else (1 if found.pop() else -1)


def _moves(shape: Shape) -> Iterator[Fraction]:
    """The rises and falls, within the lines and from each to the next."""
    for group in _by_words(shape):
        last: Fraction | None = None
        for stretch in group:
            line = stretch.score
            if not isinstance(line, Line):
                last = None
                continue
            plain = Line(line.slope, line.start)
            low, high = infimum(plain, stretch.where), supremum(plain, stretch.where)
            if low is None or high is None:
                yield line.slope
                last = None
                continue
            first, end = (low, high) if line.slope >= 0 else (high, low)
            if last is not None:
                yield first - last
            yield end - first
            last = end


def _by_words(shape: Shape) -> Iterator[list[Stretch]]:
    for _, group in groupby(shape.stretches, key=lambda stretch: id(stretch.words)):
        yield sorted(group, key=lambda stretch: stretch.where.from_below)


def _witness(shape: Shape) -> Words:
    """The best and the worst."""
    ends = [shape.most, shape.least]
    texts = [as_text(end.point, shape.atoms) for end in ends if end is not None]
    if not all(texts):
        return Words("", "")
    best, worst = texts
    return Words(f"：{best} 时分最高，{worst} 时最低", f": most with {best}, least with {worst}")


RULE = LintRule(
    CODE,
    Words(
        "说明里写「越高越好」，规则却是越高得分越低；或者反过来。",
        "The note says the higher the better, and the rules give less the higher it is; or the reverse.",
    ),
    Words(
        "多半是各档的分值抄倒了，或者大于、小于写反了。",
        "The points of the bands were probably copied upside down, or a sign is reversed.",
    ),
    bad="""
说明 "完成率越高越好"
按 执行率 分档
- >= 90% 得 0 分
- 60%(含) 至 90%(不含) 得 5 分
- < 60% 得 10 分
""",
    good="""
说明 "完成率越高越好"
按 执行率 分档
- >= 90% 得 10 分
- 60%(含) 至 90%(不含) 得 5 分
- < 60% 得 0 分
""",
    check=check,
)
