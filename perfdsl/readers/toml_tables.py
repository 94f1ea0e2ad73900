"""Tables of a facts file being filled: every key once, every list in its place."""

import attrs

from perfdsl.codes import facts_writing as codes
from perfdsl.diagnostic import Edit, Help, Label
from perfdsl.model.raw_facts import RawEntry, RawTable, RawValue
from perfdsl.readers.toml_cursor import (
    Slip,
    either_line,
)
from perfdsl.source import Span
from perfdsl.wording import phrase

HEADINGS = {
    "facts": ("事实", "facts"),
    "last_year": ("上年", "last_year"),
    "judged": ("评分", "judged"),
    "explanations": ("说明", "explanations"),
    "stated": ("自评", "stated"),
}
"""What the tables of a facts file are called, in both languages."""


@attrs.frozen(eq=False, repr=False)
class Key:
    """One part of a key."""

    text: str
    span: Span


@attrs.define(eq=False, repr=False)
class Table:
    """A table being filled. `closed`: written as `{…}`; nothing may be added later."""

    span: Span
    entries: "dict[str, tuple[Key, RawValue | Table | list[Table]]]" = attrs.field(factory=dict)
    has_heading: bool = False
    siblings: "list[Table] | None" = None
    """The records this is one of."""

    def frozen(self) -> RawTable:
        return RawTable(
            tuple(
                RawEntry(key.text, key.span, _frozen_value(content))
                for key, content in self.entries.values()
            )
        )


def _frozen_value(content: "RawValue | Table | list[Table]") -> RawValue:
    match content:
        case RawValue():
            return content
        case Table():
            return RawValue(content.frozen(), content.span)
        case list():
            rows = tuple(RawValue(table.frozen(), table.span) for table in content)
            return RawValue(rows, content[0].span)


def append(parent: Table, key: Key, table: Table) -> None:
    found = parent.entries.setdefault(key.text, (key, []))
    if not isinstance(found[1], list):
        raise repeated(found[0], key, is_table=isinstance(found[1], Table))
    found[1].append(table)
    table.siblings = found[1]


def descend(table: Table, keys: list[Key]) -> Table:
    """The table below `table` that the keys lead to, made where it is not there yet."""
    for key in keys:
        _, content = table.entries.setdefault(key.text, (key, Table(key.span)))
        match content:
            case Table():
                table = content
            case list():
                table = content[-1]
            case RawValue():
                first = table.entries[key.text][0]
                raise Slip(
                    codes.VALUE_IS_NO_TABLE,
                    key.span,
                    secondary=(Label(first.span, phrase("已有的值", "the value so far")),),
                    key=key.text,
                    first=first.span.first.line,
                )
    return table


def heading_lost(table: Table, key: Key, root: Table) -> tuple[Slip, Table] | None:
    """A name that comes again where a heading is missing: a new record, or 上年; and the table that belongs to it."""
    source = key.span.source
    line = key.span.first.line
    above = source.line_text(line - 1).strip() if line > 1 else ""
    if key.text not in table.entries:
        return None
    written = table.span.text
    new = Table(key.span, has_heading=True)
    if table.siblings is not None:
        if next(iter(table.entries)) != key.text:
            return None
        heading = written
        table.siblings.append(new)
        new.siblings = table.siblings
    elif (not above or above.startswith("#")) and "上年" not in root.entries and "事实" in written:
        heading = '["上年"]'
        root.entries["上年"] = (Key("上年", key.span), new)
    else:
        return None
    start = source.line_starts[line - 1]
    text = phrase("上面补一行「{line}」", "add the line 「{line}」 above", line=heading)
    help_ = Help(text, (Edit(Span(source, start, start), f"{heading}\n"),), "unsafe")
    slip = repeated(table.entries[key.text][0], key, is_table=False)
    slip.helps = (help_, *slip.helps)
    return slip, new


def insert(table: Table, key: Key, value: RawValue) -> None:
    found = table.entries.setdefault(key.text, (key, value))
    if found[1] is not value:
        slip = repeated(found[0], key, is_table=False)
        slip.again = RawEntry(key.text, key.span, value)
        raise slip


def repeated(first: Key, second: Key, *, is_table: bool, edits: tuple[Edit, ...] = ()) -> Slip:
    return Slip(
        codes.DUPLICATE_TABLE if is_table else codes.DUPLICATE_KEY,
        second.span,
        secondary=(Label(first.span, phrase("第一次在这里", "first here")),),
        edits=edits,
        helps=() if is_table or edits else either_line(first.span, second.span),
        key=first.text,
        first=first.span.first.line,
        second=second.span.first.line,
    )
