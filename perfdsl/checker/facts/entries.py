"""Tables of a facts file, entry by entry: known keys, no key twice, plain texts."""

import re
from collections.abc import Callable, Iterable, Iterator

import attrs

from perfdsl.checker.facts.asked import Asked
from perfdsl.checker.facts.values import ValueReader
from perfdsl.checker.facts.words import (
    canonical_name,
    find_word,
    is_unfilled,
    known_words,
    similar,
    spellings,
    suggestions,
    table_of,
)
from perfdsl.checker.ways_out import lines_removed
from perfdsl.codes import facts as codes
from perfdsl.codes.facts_writing import DUPLICATE_KEY
from perfdsl.diagnostic import Diagnostics, Edit, Help, Label
from perfdsl.model.raw_facts import RawEntry, RawTable, RawValue
from perfdsl.model.types import TEXT
from perfdsl.wording import Words, in_both, joined, phrase

_SAME_AS = {
    "备注": "说明", "注": "说明", "附注": "说明", "注释": "说明", "解释": "说明", "出处": "来源", "数据来源": "来源",
    "依据": "来源", "资料": "来源", "资料来源": "来源", "佐证": "来源", "佐证材料": "来源", "文件": "来源", "出自": "来源",
    "评分依据": "来源", "原因": "理由", "评分理由": "理由", "扣分原因": "理由", "扣分理由": "理由", "得分理由": "理由",
    "评语": "理由", "页数": "页", "页号": "页", "第几页": "页", "数值": "值", "数": "值", "取值": "值", "数据": "值",
    "填报值": "值", "金额": "值", "实际值": "值", "结果": "值", "得分": "分", "分数": "分", "分值": "分", "评分": "分",
    "打分": "分", "给分": "分", "from": "source", "evidence": "source", "reference": "source", "pages": "page",
    "amount": "value", "val": "value", "number": "value", "comment": "note", "remark": "note", "notes": "note",
    "score": "points", "point": "points", "mark": "points", "marks": "points", "why": "reason", "because": "reason",
}  # fmt: skip
"""Words clerks write for those a facts file has."""

_SAME_AS_AT = {
    "judged": {"依据": "理由", "值": "分", "value": "points", "说明": "理由", "备注": "理由", "note": "reason", "comment": "reason", "remark": "reason", "remarks": "reason", "comments": "reason", "notes": "reason", "explanation": "reason", "rationale": "reason", "evidence": "source", "附注": "理由", "解释": "理由", "数值": "分", "结果": "分"},
    "entry": {"分": "值", "points": "value", "分数": "值", "得分": "值", "理由": "说明", "原因": "说明", "reason": "note"},
}  # fmt: skip
"""The same where the two kinds of entries differ."""


@attrs.frozen(eq=False, repr=False)
class Described:
    """An entry taken apart: the value, where it comes from, and what was remarked."""

    value: RawValue
    evidence: Words | None = None
    note: str | None = None


_PAGES = re.compile(r"\d+(?:\s*[-–—~～至到、,，]\s*\d+)*")
"""`3`, `3-5` and `3、5`; anything else says itself what it is."""


def _page(number: str) -> Words:
    if not _PAGES.fullmatch(number):
        return in_both(number)
    return Words(f"第 {number} 页", f"{'p.' if number.isdigit() else 'pp.'} {number}")


@attrs.frozen(eq=False, repr=False)
class Entries:
    values: ValueReader
    diagnostics: Diagnostics

    def plain_text(self, entry: RawEntry | None) -> str | None:
        if entry is None or is_unfilled(entry.value.content):
            return None
        given = self.values.read(Asked(entry.key, TEXT, None), entry.value)
        return str(given.value).strip() if given is not None else None

    def table(self, entry: RawEntry | None) -> RawTable:
        if entry is None:
            return RawTable()
        table = table_of(entry)
        if table is None:
            span = entry.value.span
            single = span.text.replace("[[", "[").replace("]]", "]")
            text = phrase("写成「{line}」", "write 「{line}」", line=single)
            is_list = span.text.startswith("[[")
            helps = [Help(text, (Edit(span, single),), "unsafe")] if is_list else []
            self.diagnostics.report(codes.NEED_TABLE, span, helps=helps, key=entry.key)
        return table or RawTable()

    def words(
        self, place: str, table: RawTable, on_unknown: Callable[[RawEntry], None]
    ) -> Iterator[tuple[str, RawEntry]]:
        """The entries whose keys are words of the place, each word once."""
        seen: dict[str, RawEntry] = {}
        for entry in table:
            word = find_word(place, entry.key)
            if word is None:
                on_unknown(entry)
            elif self.is_first(seen, word, entry):
                yield word, entry

    def is_first(self, seen: dict[str, RawEntry], name: str, entry: RawEntry) -> bool:
        """False, with an error, where an entry above has the same name, however it is spelled."""
        first = seen.setdefault(name, entry)
        if first is entry:
            return True
        spans = [each.key_span.to(each.value.span) for each in (entry, first)]
        is_apart = spans[0].first.line > spans[1].last.line and table_of(entry) is None
        self.diagnostics.report(
            DUPLICATE_KEY,
            entry.key_span,
            helps=[lines_removed(span) for span in spans] if is_apart else (),
            secondary=(Label(first.key_span, phrase("第一次在这里", "first here")),),
            key=entry.key,
            first=first.key_span.first.line,
            second=entry.key_span.first.line,
        )
        return False

    def evidence(self, source: RawEntry | None, page: RawEntry | None) -> Words | None:
        """`部门概况 第 2 页`: the document and the page in it."""
        document, number = self.plain_text(source), self.plain_text(page)
        parts = [in_both(document)] if document else []
        if number:
            parts.append(_page(number))
        return joined(parts, " ", " ") if parts else None

    def unknown_key(self, place: str, table: Iterable[RawEntry] = ()) -> Callable[[RawEntry], None]:
        """What reports a key that no `place` has; `table`: what is written there."""
        present = {find_word(place, entry.key) for entry in table}
        known = [word for word in spellings(place) if find_word(place, word) not in present]

        def report(entry: RawEntry) -> None:
            key = canonical_name(entry.key).lower()
            words = _SAME_AS_AT.get(place, {}).get(key), _SAME_AS.get(key)
            meant = [word for word in words if word is not None and word in known][:1]
            self.diagnostics.report(
                codes.UNKNOWN_KEY,
                entry.key_span,
                helps=suggestions(entry, meant or similar(entry.key, known)),
                key=entry.key,
                known=known_words(place),
            )

        return report
