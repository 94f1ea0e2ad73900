"""Tables without vertical lines: columns two spaces apart, a rule under the head and above a total."""

from perfdsl.document import Row, Run, Runs, Table
from perfdsl.renderers.lines import Line, indent, runs_width, wrap_runs

_GAP = 2
_STEP = 2
_LEAST = 6


def lay_out_table(table: Table, width: int) -> list[Line]:
    """Cells are wrapped, never cut; without room for columns every cell gets its own line."""
    widths = _column_widths(table, width)
    if widths is None:
        return _stacked(table, width)
    rule: Line = [Run("─" * (sum(widths) + _GAP * (len(widths) - 1)), "muted")]
    titles = Row(tuple((Run(column.title, "muted"),) for column in table.columns))
    lines = [*_row(titles, table, widths), rule]
    for row in table.rows:
        if row.is_total:
            lines.append(rule)
        lines += _row(row, table, widths)
    return lines


def _column_widths(table: Table, width: int) -> list[int] | None:
    """Natural widths; if they are too wide together, the widest gives way. None: no room at all."""
    widths = [runs_width((Run(column.title),)) for column in table.columns]
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            own = runs_width(cell) + (row.level * _STEP if index == 0 else 0)
            widths[index] = max(widths[index], own)
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda index: widths[index])
        second = max((w for i, w in enumerate(widths) if i != widest), default=0)
        excess = sum(widths) - room
        widths[widest] -= max(1, min(excess, widths[widest] - second))
        if widths[widest] < _LEAST:
            return None
    deepest = max((row.level for row in table.rows), default=0) * _STEP
    return widths if widths[0] - deepest >= _LEAST or deepest == 0 else None


def _row(row: Row, table: Table, widths: list[int]) -> list[Line]:
    cells: list[list[Line]] = []
    for index, (cell, cells_wide) in enumerate(zip(row.cells, widths, strict=True)):
        shift = row.level * _STEP if index == 0 else 0
        wrapped = wrap_runs(cell, cells_wide - shift)
        cells.append([_aligned(line, table, index, cells_wide, shift) for line in wrapped])
    height = max(map(len, cells))
    lines: list[Line] = []
    for position in range(height):
        line: Line = []
        for index, cell_lines in enumerate(cells):
            if index:
                line.append(Run(" " * _GAP))
            if position < len(cell_lines):
                line += cell_lines[position]
            else:
                line.append(Run(" " * widths[index]))
        lines.append(line)
    return lines


def _aligned(line: Line, table: Table, index: int, cells: int, shift: int) -> Line:
    space = Run(" " * max(cells - shift - runs_width(line), 0))
    if table.columns[index].align == "right":
        return [space, *line]
    return [Run(" " * shift), *line, space]


def _stacked(table: Table, width: int) -> list[Line]:
    lines: list[Line] = []
    for row in table.rows:
        shift = min(row.level * _STEP, max(width - 2 * _LEAST, 0))
        lines += indent(wrap_runs(row.cells[0], width - shift), shift)
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
            if runs_width(cell):
                named: Runs = (Run(f"{column.title} ", "muted"), *cell)
                lines += indent(wrap_runs(named, width - shift - _STEP), shift + _STEP)
    return lines
