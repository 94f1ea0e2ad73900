"""Lines of a facts file put below another of its headings."""

from perfdsl.diagnostic import Edit, Help
from perfdsl.source import SourceText, Span
from perfdsl.wording import phrase

_OPENING = ("[", "\uff3b", "【")


def line_below(
    span: Span,
    heading: Span | None,
    title: str,
    line: str | None = None,
    *,
    after: Span | None = None,
) -> Help:
    """The lines of `span`, or `line` in their place, at the end of what stands below the heading.

    `after`: the entry there that it follows. Where there is no such heading yet, it is written at the end of the file, as `title`.
    """
    source = span.source
    first, last = span.first.line, span.last.line
    gone = Span(source, source.line_starts[first - 1], _end_of(source, last))
    text = line if line is not None else gone.text.rstrip("\r\n")
    if heading is None:
        end = len(source.text)
        before = "" if source.text.endswith("\n") else "\n"
        added = f"{before}\n{title}\n{text}\n"
        said = phrase(
            "移到文件末尾新的 {title} 下面", "move it below a new {title} at the end", title=title
        )
        return Help(said, (Edit(gone, ""), Edit(Span(source, end, end), added)), "unsafe")
    at = after.last.line if after is not None else _last_below(source, heading.first.line)
    end = _end_of(source, at)
    added = f"{text}\n" if source.text[:end].endswith("\n") else f"\n{text}"
    said = phrase("移到第 {line} 行后面", "move it below line {line}", line=at)
    return Help(said, (Edit(gone, ""), Edit(Span(source, end, end), added)), "unsafe")


def _last_below(source: SourceText, heading: int) -> int:
    """The last line with an entry below the heading of that line, before the next heading."""
    last = heading
    for line in range(heading + 1, len(source.line_starts) + 1):
        text = source.line_text(line).strip()
        if text.startswith(_OPENING):
            break
        if text and not text.startswith("#"):
            last = line
    return last


def _end_of(source: SourceText, line: int) -> int:
    starts = source.line_starts
    return starts[line] if line < len(starts) else len(source.text)
