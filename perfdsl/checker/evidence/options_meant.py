"""A value that is none of the words of a level or a choice: the one word that the indicator does not use, or of the rank that the points tell."""

import re

from perfdsl.checker.evidence.trials import Place, Trials
from perfdsl.checker.expressions.names_used import names_in
from perfdsl.checker.ways_out import instead
from perfdsl.diagnostic import Diagnostic, Help
from perfdsl.model.types import ChoiceType, LevelType
from perfdsl.suggestion import says_the_opposite
from perfdsl.syntax import ast

_DEGREE = re.compile(r"(?:基本|较为|较|部分|比较|不太|partly_|mostly_)(?=.)")
_LOW = re.compile("不|未|无|没|差|劣|低|缺|poor|bad|un|no")
_DENIED = re.compile(r"(?:不|未|无|没有|非|除|缺|差|no_|not_|non|un)")


def option_meant(found: Diagnostic, trials: Trials) -> list[Help]:
    """The word in place of what was written; none where several may be it."""
    place = trials.place_of(found.primary.span) if found.primary is not None else None
    if place is None or found.primary is None:
        return []
    words = _words(str(found.arguments["subject"]), trials)
    if not words:
        return []
    written = str(found.arguments["name"])
    options, is_level = words
    used = _used(place) - {str(found.arguments["subject"])}
    left = [word for word in options if word not in used]
    if any(help_.edits for help_ in found.helps):
        offered = [edit.replacement for help_ in found.helps for edit in help_.edits]
        is_other = len(left) == 1 and left != offered[:1] and left[0] in offered
        return [instead(found.primary.span, left[0])] if is_other else []
    degree = [word for word in left if _same_degree(word, written)]
    single = next(
        (
            each
            for each in (
                left,
                degree,
                _part_of(left, written),
                _above_rest(left, place, written) if is_level else [],
            )
            if len(each) == 1
        ),
        [],
    )
    ranked = _of_rank(place, trials, options, written) if is_level and not single else None
    meant = single[0] if single else ranked
    if meant is None or meant not in left or _is_denied_by(written, meant):
        return []
    helps = [instead(found.primary.span, meant)]
    return [*helps, *_declared_so(meant, written, trials)] if single == left else helps


def _is_denied_by(written: str, word: str) -> bool:
    """`除公开招标外` has the word in it, and names the others."""
    return word in written and says_the_opposite(written, word)


def _part_of(left: list[str], written: str) -> list[str]:
    """`较差` for 差, `严重` for 严重违规; not where another has a degree that may be meant, or says the opposite."""
    if _DEGREE.match(written) and any(map(_DEGREE.match, left)):
        return []
    denies = _DENIED.match(written) is not None
    found = [word for word in left if word in written or written in word]
    return [word for word in found if (_DENIED.match(word) is not None) == denies]


def _declared_so(word: str, written: str, trials: Trials) -> list[Help]:
    """Where no rule has the word: the declaration with what is written."""
    words = [each for fact in trials.file.facts for each in fact.type.words if each.text == word]
    if word in trials.used or len(words) != 1:
        return []
    return [instead(words[0].span, written)]


def _above_rest(left: list[str], place: Place, written: str) -> list[str]:
    """Without the last of them, where 否则 or 其余 gives nothing and so speaks of the lowest.

    What denies is not taken for a word that is better than the lowest.
    """
    if _LOW.search(written):
        return []
    rules = place.heading.rules if place.heading is not None else ()
    of_rest = [rule for rule in rules if isinstance(rule, ast.Award) and rule.otherwise] + [
        row
        for rule in rules
        if isinstance(rule, ast.Bands)
        for row in rule.rows
        if row.interval is None
    ]
    takes_lowest = any(
        isinstance(each.points, ast.Number) and each.points.value == 0 for each in of_rest
    )
    return left[:-1] if takes_lowest else []


def _words(subject: str, trials: Trials) -> tuple[tuple[str, ...], bool] | None:
    """What the fact may be, and whether these are ranks, the best first."""
    plain = re.sub('["“”「」]', "", subject)
    fact = trials.scope.facts.get(plain)
    if fact is None or not isinstance(fact.type, LevelType | ChoiceType):
        return None
    return tuple(fact.type.words), isinstance(fact.type, LevelType)


def _used(place: Place) -> frozenset[str]:
    """The words that the rules of the indicator, or the definition, name."""
    owner = place.heading
    nodes = owner.rules if owner is not None else (place.node,)
    return frozenset(name.text for node in nodes for name in names_in(node))


def _same_degree(word: str, written: str) -> bool:
    """基本完整 for 基本健全."""
    first, second = _DEGREE.match(word), _DEGREE.match(written)
    return first is not None and second is not None and first.group() == second.group()


def _of_rank(place: Place, trials: Trials, words: tuple[str, ...], written: str) -> str | None:
    """The best word where a rule gives full marks for it, the worst where it gives nothing."""
    rule, owner = place.node, place.heading
    if not isinstance(rule, ast.Award) or not isinstance(owner, ast.Heading):
        return None
    if not isinstance(rule.condition, ast.Comparison) or rule.condition.operators != ("=",):
        return None
    plain = not _DEGREE.match(written) and not _DENIED.match(written)
    points, full = rule.points, trials.marks_of(owner)
    is_full = isinstance(points, ast.FullMarks) or (
        isinstance(points, ast.Number) and points.value == full
    )
    if is_full and plain:
        return words[0]
    is_nothing = isinstance(points, ast.Number) and points.value == 0
    return words[-1] if is_nothing and _DENIED.match(written) else None
