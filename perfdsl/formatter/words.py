"""The words of the language in the other language, and its signs in half width."""

import re
from collections.abc import Sequence

import attrs

from perfdsl.formatter.atoms import Atom
from perfdsl.formatter.style import Style
from perfdsl.syntax.folding import fold
from perfdsl.terms import TERMS, Term, find_function, find_keyword, find_type, find_unit, keyword
from perfdsl.wording import Language

_UNIT_TERMS = {term.id: term for term in TERMS if term.kind == "unit"}
_NUMBER = re.compile(r"([\d,.]+) *(\D.*)")
_END = re.compile(r"([(（]) *(\w+) *([)）])")
_PERCENTAGE = re.compile(r"[%％]|^百分之|percent", re.IGNORECASE)
_KEPT_TYPES = ("人数", "次数")
"""Whole numbers: English has one word for these and for 数量."""
_BOTH = {"AND_ABOVE": "GT", "AND_BELOW": "LT"}
_AS_WRITTEN = frozenset(("STRING", "NAME", "SIGN", "PART", "DATE", "BULLET", "FIELD_BULLET"))


def restyle(atoms: Sequence[Atom], style: Style, *, declares: bool) -> list[Atom]:
    """`declares`: the second name of the line is a type, what follows it a unit."""
    styled = list(atoms)
    if style.half_width:
        styled = [atom if atom.kind in ("STRING", "NAME") else _narrow(atom) for atom in styled]
    if style.keywords is not None:
        styled = _translated(styled, style.keywords, declares=declares)
    return styled


def _narrow(atom: Atom) -> Atom:
    return attrs.evolve(atom, text=fold(atom.text))


def _translated(atoms: list[Atom], language: Language, *, declares: bool) -> list[Atom]:
    found: list[Atom] = []
    n_names = 0
    for index, atom in enumerate(atoms):
        following = atoms[index + 1].kind if index + 1 < len(atoms) else ""
        if atom.kind == "NAME":
            n_names += 1
            is_unit = index > 0 and atoms[index - 1].kind == "MONEY_UNIT"
            if is_unit or (declares and n_names == 3 and not _has_own_words(atoms[index - 1])):
                found.append(_declared_unit(atom, language))
            else:
                found.append(_name(atom, n_names, following, language, declares=declares))
        elif atom.kind == "SIGN" and "。" in atom.text and language == "en":
            continue  # Chinese full stops, and what stands by them
        elif atom.kind == "NOISE" and language == "en" and _is_times(atoms, index):
            found.append(attrs.evolve(atom, kind="STAR", text="*"))
        elif atom.kind == "NOISE":
            if (atom.text[0].isascii()) == (language == "en"):
                found.append(atom)  # prose of the other language says nothing there
        elif atom.kind in _BOTH and following == "NUMBER":  # `>= 1 and below 5`
            if language == "en":
                found.append(atom)
            else:
                comparison = keyword(_BOTH[atom.kind]).spelling(language)
                found += [
                    attrs.evolve(atom, kind="AND", text=keyword("AND").spelling(language)),
                    attrs.evolve(atom, kind=_BOTH[atom.kind], text=comparison),
                ]
        elif atom.kind == "LAST_YEAR":
            found.append(_word(atom, language))
            if following == "NAME" and language == "en":
                found.append(Atom("DOT", ".", atom.start, glued=True))
        else:
            found.append(_word(atom, language, opens=index == 0))
    return found


def _is_times(atoms: list[Atom], index: int) -> bool:
    """`满分的80%`: the particle between a value and a percentage."""
    if atoms[index].text != "的" or not 0 < index < len(atoms) - 1:
        return False
    percentage = atoms[index + 1]
    return (
        atoms[index - 1].kind in ("NAME", "FULL_MARKS", "RPAR")
        and percentage.kind == "NUMBER"
        and _PERCENTAGE.search(percentage.text) is not None
    )


def _name(atom: Atom, number: int, following: str, language: Language, *, declares: bool) -> Atom:
    term: Term | None = None
    if following == "LPAR":
        term = find_function(atom.text)
    elif declares and number == 2 and atom.text not in _KEPT_TYPES:
        term = find_type(atom.text)
    return atom if term is None else attrs.evolve(atom, text=term.spelling(language))


def _has_own_words(kind: Atom) -> bool:
    """Types that are followed by words to choose from, and not by a unit."""
    term = find_type(kind.text)
    return term is None or term.id in ("level", "choice")


def _declared_unit(atom: Atom, language: Language) -> Atom:
    """`万元` behind a type: in English one word, `ten_thousand_yuan`; measure words are names."""
    term = _UNIT_TERMS.get(find_unit(atom.text) or "")
    if term is None or _is_in(atom.text, language):
        return atom
    return attrs.evolve(atom, text="_".join(term.spelling(language).split()))


def _word(atom: Atom, language: Language, *, opens: bool = False) -> Atom:
    if atom.kind == "NUMBER":
        return attrs.evolve(atom, text=_number(atom.text, language))
    if atom.kind in ("INCLUSIVE", "EXCLUSIVE"):
        match = _END.fullmatch(atom.text)
        if match is None:
            return atom
        opening, _, closing = match.groups()
        return attrs.evolve(atom, text=f"{opening}{keyword(atom.kind).spelling(language)}{closing}")
    if atom.kind in _AS_WRITTEN or not atom.text[0].isalpha():
        return atom
    term = find_keyword(" ".join(atom.text.split()))
    if atom.kind == "MISSING":
        term = keyword("MISSING")  # `每有一项不符合`
    if term is None or _is_in(atom.text, language):
        return atom
    if term.id == "GRADES" and not opens and language == "en":
        return attrs.evolve(atom, text="grade")  # `veto grade poor`
    return attrs.evolve(atom, text=term.spelling(language))


def _number(text: str, language: Language) -> str:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    digits, unit = match.groups()
    term = _UNIT_TERMS.get(find_unit(" ".join(unit.split())) or "")
    if term is not None and term.id in ("%", "‰"):
        return f"{digits}{term.id}" if language == "zh" and unit[0].isalpha() else text
    if term is None or _is_in(unit, language):
        return text
    spelled = term.spelling(language)
    if language == "zh" and term.id in ("百分点", "工作日", "月"):
        spelled = f"个{spelled}"
    is_spaced = spelled in ("分", "位小数") or (spelled[0].isascii() and spelled != "pp")
    return f"{digits} {spelled}" if is_spaced else digits + spelled


def _is_in(text: str, language: Language) -> bool:
    return text[0].isascii() == (language == "en")
