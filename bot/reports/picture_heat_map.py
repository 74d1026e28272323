"""The recap: agencies down, sections across, a number in every cell, whoever has most left on top."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reports.picture import WIDTH
from bot.reports.picture_canvas import (
    FAINT,
    FILL,
    GRID,
    INK,
    SENT_EDGE,
    SOFT,
    TICK,
    WRITING,
    Canvas,
    drawable,
    fitted,
    legible,
    width,
    wrapped,
)
from bot.reports.picture_parts import (
    MARGIN,
    bars_height,
    draw_bars,
    draw_heading,
    draw_swatch,
    heading_height,
)
from bot.reports.picture_views import Cell, HeatMap, Legend, Row, Shade

NARROWEST_NAME = 226.0
WIDEST_CELL = 190.0
ROOM_FOR_NAMES = 420.0  # with less most would be short names anyway, and a mixture reads badly
GAP = 3.0  # between cells
SUMMARY, LEGEND, HEAD = 25.0, 22.0, 22.0  # font sizes
HIGHEST = 262.0  # of a section's name written upwards
STEP = 1.1  # from line to line of it, in sizes
SMALLEST_COUNT = 22.0
ENVELOPE, NAMELESS, FULL = "✉", "–", "100"


@dataclass(frozen=True)
class _Plan:
    """Where everything stands. Few rows are high and few columns wide, so that the letters can be large."""

    row: float
    size: float  # of the font in rows
    cell: float
    name: float
    total: float
    counts: bool  # 'done/asked' fits into every cell
    figure: float  # size of the font in cells
    sideways: bool  # section names are written upwards
    head: tuple[_Head, ...]
    head_height: float


@dataclass(frozen=True)
class _Head:
    lines: tuple[str, ...]
    size: float = HEAD


def heat_map(view: HeatMap) -> bytes:
    plan = _plan(view)
    room = WIDTH - 2 * MARGIN
    summary = [line for part in view.summary for line in wrapped(drawable(part), room, SUMMARY, 2)]
    legend = _legend_rows(view, plan, room)
    rows = len(view.rows) + (view.everyone is not None)
    height = (
        24
        + heading_height(view.heading, room)
        + bars_height(view.bars)
        + len(summary) * SUMMARY * 1.4
        + 16
        + plan.head_height
        + rows * plan.row
        + 26
        + len(legend) * LEGEND * 1.75
        + 20
    )
    canvas = Canvas(WIDTH, round(height))
    y = draw_heading(canvas, 24, view.heading)
    if view.page:
        canvas.text(WIDTH - MARGIN, 24 + 26, view.page, 30, bold=True, colour=SOFT, align="right")
    y = draw_bars(canvas, y, view.bars)
    for line in summary:
        canvas.text(MARGIN, y + SUMMARY * 0.7, line, SUMMARY)
        y += SUMMARY * 1.4
    y = _head(canvas, y + 16, view, plan)
    if view.everyone is not None:
        _row(canvas, y, view.everyone, plan, bold=True)
        y += plan.row
        canvas.line(((MARGIN, y - 1), (WIDTH - MARGIN, y - 1)), INK, 2)
    for row in view.rows:
        _row(canvas, y, row, plan)
        y += plan.row
        canvas.line(((MARGIN, y), (MARGIN + plan.name + plan.total, y)), GRID, 1)
    _legend(canvas, y + 26, legend)
    return canvas.png()


# ------------------------------------------------------------------------ planning


def _plan(view: HeatMap) -> _Plan:
    rows = (*view.rows, *((view.everyone,) if view.everyone else ()))
    high, size = _row_height(len(view.rows))
    room = WIDTH - 2 * MARGIN
    totals = [width(drawable(row.total), size, True) for row in rows]
    total = max((*totals, width(drawable(view.total), HEAD))) + 26
    columns = max(1, len(view.sections))
    cell = min(WIDEST_CELL, (room - total - NARROWEST_NAME) / columns)
    name = room - total - cell * columns
    counted = _figure_size([(one.count, one.shade is Shade.SENT) for one in _cells(rows)], cell - GAP, size)
    sideways, head = _heads(view.sections, cell)
    widest = max((width(line, one.size) for one in head for line in one.lines), default=0.0)
    deepest = max((len(one.lines) for one in head), default=1)
    head_height = widest + 14 if sideways else deepest * HEAD * 1.25 + 12
    figure = counted or size * min(1.0, (cell - GAP - 8) / width("88", size, True))
    return _Plan(high, size, cell, name, total, counted > 0, figure, sideways, head, max(head_height, 40))


def _cells(rows: tuple[Row, ...]) -> list[Cell]:
    return [cell for row in rows for cell in row.cells if cell.shade is not Shade.NONE]


def _figure_size(texts: list[tuple[str, bool]], room: float, size: float) -> float:
    """The largest font in which all of them fit into their cells, the sent ones with their tick; 0 for none."""
    while size >= SMALLEST_COUNT:
        if all(
            width(text, size, True) + (_tick_room(size) if sent else 0) + 8 <= room for text, sent in texts
        ):
            return size
        size -= 1
    return 0.0


def _row_height(rows: int) -> tuple[float, float]:
    """Height of a row and size of its letters."""
    for most, found in ((8, (66.0, 30.0)), (16, (54.0, 27.0)), (26, (46.0, 25.0)), (32, (40.0, 23.0))):
        if rows <= most:
            return found
    return 36.0, 22.0


def _heads(sections: tuple[str, ...], cell: float) -> tuple[bool, tuple[_Head, ...]]:
    """Names across where no word is cut, else upwards in as many lines as the column is wide."""
    names = [drawable(section) or NAMELESS for section in sections]
    longest = max((width(word, HEAD) for name in names for word in name.split()), default=0.0)
    if longest <= cell - 10:
        lines = [tuple(wrapped(name, cell - 10, HEAD, 4)) for name in names]
        if all(not line[-1].endswith("…") for line in lines):
            return False, tuple(map(_Head, lines))
    return True, tuple(_upwards(name, cell) for name in names)


def _upwards(name: str, cell: float) -> _Head:
    most = max(1, int((cell - 4) // (HEAD * STEP)))
    if most > 1 or width(name, HEAD) <= HIGHEST:
        return _Head(tuple(wrapped(name, HIGHEST, HEAD, most)))
    small = min(HEAD, (cell - 2) / 2 / STEP)  # a narrow column holds two lines of smaller letters
    return _Head(tuple(wrapped(name, HIGHEST, small, 2)), small)


def _tick_room(size: float) -> float:
    return width(TICK, size * 0.8, True) + 4


# ------------------------------------------------------------------------ drawing


def _head(canvas: Canvas, y: float, view: HeatMap, plan: _Plan) -> float:
    bottom = y + plan.head_height
    left = MARGIN + plan.name
    canvas.text(
        left + plan.total - 14, bottom - HEAD * 0.8, drawable(view.total), HEAD, align="right", colour=SOFT
    )
    for place, head in enumerate(plan.head):
        middle = left + plan.total + plan.cell * (place + 0.5)
        step = head.size * (STEP if plan.sideways else 1.25)
        count = len(head.lines)
        for number, line in enumerate(head.lines):
            if plan.sideways:
                shift = (number - (count - 1) / 2) * step
                canvas.text(middle + shift, bottom - 8, line, head.size, turned=True)
            else:
                above = (count - 1 - number) * step
                canvas.text(middle, bottom - HEAD * 0.8 - above, line, HEAD, align="center")
    return bottom


def _row(canvas: Canvas, y: float, row: Row, plan: _Plan, bold: bool = False) -> None:
    middle = y + plan.row / 2
    _name(canvas, y, row, plan, bold)
    left = MARGIN + plan.name + plan.total
    canvas.text(left - 14, middle, drawable(row.total), plan.size, bold=True, align="right")
    for place, cell in enumerate(row.cells):
        _cell(canvas, left + place * plan.cell, y, cell, plan)


def _name(canvas: Canvas, y: float, row: Row, plan: _Plan, bold: bool) -> None:
    """The short name; the full one where there is room; on two lines where the row is high enough."""
    room = plan.name - 12
    x, middle = MARGIN, y + plan.row / 2
    colour = INK
    if not row.joined:
        canvas.text(x, middle, ENVELOPE, plan.size, colour=SOFT)
        taken = width(ENVELOPE, plan.size) + 8
        x, room, colour = x + taken, room - taken, SOFT
    full, short = legible(row.name, row.short, row.code), legible(row.short, row.name, row.code)
    for name in (full, short) if plan.name >= ROOM_FOR_NAMES else (short,):
        if width(name, plan.size, bold) <= room:
            canvas.text(x, middle, name, plan.size, bold=bold, colour=colour)
            return
    small = plan.size * 0.8
    if plan.row >= 46:
        lines = wrapped(short, room, small, 2, bold)
        for number, line in enumerate(lines):
            shift = (number - (len(lines) - 1) / 2) * small * 1.15
            canvas.text(x, middle + shift, line, small, bold=bold, colour=colour)
        return
    canvas.text(x, middle, fitted(short, room, small, bold), small, bold=bold, colour=colour)


def _cell(canvas: Canvas, x: float, y: float, cell: Cell, plan: _Plan) -> None:
    wide, high = plan.cell - GAP, plan.row - GAP
    middle = y + GAP / 2 + high / 2
    if cell.shade is Shade.NONE:
        canvas.text(x + plan.cell / 2, middle, "·", plan.size, colour=FAINT, align="center")
        return
    sent = cell.shade is Shade.SENT
    canvas.box(
        x + GAP / 2,
        y + GAP / 2,
        wide,
        high,
        FILL[cell.shade],
        radius=5,
        edge=SENT_EDGE if sent else "none",
        edge_width=2 if sent else 0,
    )
    colour = WRITING[cell.shade]
    text = cell.count if plan.counts else cell.percent
    centre, size = x + plan.cell / 2, plan.figure
    if sent and not plan.counts and text == FULL:
        text, sent = TICK, False  # it says the same in less room
    taken = width(text, size, True) + (_tick_room(size) if sent else 0)
    size *= min(1.0, (wide - 4) / max(taken, 1))
    if not sent:
        canvas.text(centre, middle, text, size, bold=True, colour=colour, align="center")
        return
    tick = _tick_room(size)
    start = centre - (width(text, size, True) + tick) / 2
    canvas.text(start, middle, TICK, size * 0.8, bold=True, colour=SENT_EDGE)
    canvas.text(start + tick, middle, text, size, bold=True, colour=colour)


# ------------------------------------------------------------------------ the legend


_Entry = tuple[Shade | str, str]


def _legend_rows(view: HeatMap, plan: _Plan, room: float) -> list[list[tuple[_Entry, float]]]:
    """What the colours and signs mean, as many side by side as fit; only signs that stand on this page."""
    legend: Legend = view.legend
    shown = {cell.shade for row in view.rows for cell in row.cells}
    entries: list[_Entry] = [
        (shade, drawable(text))
        for shade, text in (
            (Shade.OPEN, legend.open),
            (Shade.BEGUN, legend.begun),
            (Shade.READY, legend.ready),
            (Shade.SENT, legend.sent),
        )
    ]
    if Shade.NONE in shown:
        entries.append(("·", drawable(legend.none)))
    if any(not row.joined for row in view.rows):
        entries.append((ENVELOPE, drawable(legend.unjoined)))
    entries.append(("", drawable(legend.counts if plan.counts else legend.percents)))
    rows: list[list[tuple[_Entry, float]]] = [[]]
    x = 0.0
    for entry in entries:
        taken = (LEGEND + 10 if entry[0] else 0) + width(entry[1], LEGEND) + 30
        if rows[-1] and x + taken - 30 > room:
            rows.append([])
            x = 0.0
        rows[-1].append((entry, x))
        x += taken
    return rows


def _legend(canvas: Canvas, y: float, rows: list[list[tuple[_Entry, float]]]) -> None:
    for row in rows:
        for (sign, text), shift in row:
            x = MARGIN + shift
            if isinstance(sign, Shade):
                draw_swatch(canvas, x, y, LEGEND, sign)
            elif sign:
                canvas.text(x + LEGEND / 2, y + LEGEND / 2, sign, LEGEND, colour=SOFT, align="center")
            canvas.text(x + (LEGEND + 10 if sign else 0), y + LEGEND / 2, text, LEGEND, colour=SOFT)
        y += LEGEND * 1.75
