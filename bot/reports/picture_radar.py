"""The self-check score of the pillars: a radar from three on, bars for fewer. Always called an estimate."""

from __future__ import annotations

from math import cos, pi, sin

from bot.reports.picture import WIDTH
from bot.reports.picture_canvas import FAINT, GRID, INK, PAPER, SOFT, Canvas, drawable, fitted, width, wrapped
from bot.reports.picture_parts import (
    BAR_HEIGHT,
    LABEL,
    LINE,
    MARGIN,
    draw_bar,
    draw_heading,
    heading_height,
)
from bot.reports.picture_views import Radar, Shade, Spoke

HIGHEST = 4
RADIUS = 300.0
AROUND = 110.0  # room for the labels above and below
NAME, FIGURE, TINY = 26.0, 32.0, 22.0  # font sizes
LINE_COLOUR, AREA = "#0B5CAD", "#CFE3F7"
LONGEST = 270.0  # of a label beside the radar


def radar(view: Radar) -> bytes:
    room = WIDTH - 2 * MARGIN
    notes = [line for note in view.notes for line in wrapped(drawable(note), room, LABEL, 3)]
    round_ = len(view.spokes) >= 3
    middle = 2 * (RADIUS + AROUND) if round_ else len(view.spokes) * (BAR_HEIGHT + 60) + 20
    top = 24 + heading_height(view.heading, room)
    index = 84.0 if view.index else 0.0
    height = top + index + middle + (len(notes) + 1) * LABEL * 1.5 + 30
    canvas = Canvas(WIDTH, round(height))
    y = draw_heading(canvas, 24, view.heading)
    if view.index:
        canvas.text(MARGIN, y + 44, view.index, 64, bold=True, colour=LINE_COLOUR)
        x = MARGIN + width(view.index, 64, True) + 20
        canvas.text(
            x, y + 52, fitted(drawable(view.index_label), WIDTH - MARGIN - x, LINE), LINE, colour=SOFT
        )
        y += index
    if round_:
        _round(canvas, WIDTH / 2, y + AROUND + RADIUS, view.spokes)
    else:
        _bars(canvas, y, view.spokes)
    y += middle
    for line in (drawable(view.scale), *notes):
        canvas.text(MARGIN, y + LABEL, line, LABEL, colour=SOFT)
        y += LABEL * 1.5
    return canvas.png()


def _round(canvas: Canvas, x: float, y: float, spokes: tuple[Spoke, ...]) -> None:
    def at(place: int, score: float) -> tuple[float, float]:
        angle = 2 * pi * place / len(spokes) - pi / 2
        return x + cos(angle) * RADIUS * score / HIGHEST, y + sin(angle) * RADIUS * score / HIGHEST

    everywhere = range(len(spokes))
    for ring in range(HIGHEST, 0, -1):
        canvas.polygon([at(place, ring) for place in everywhere], "none", GRID, 1.5)
    for place, spoke in enumerate(spokes):
        unknown = spoke.score is None
        canvas.line(((x, y), at(place, HIGHEST)), FAINT if unknown else GRID, 1.5, dashed=unknown)
    known = [at(place, spoke.score) for place, spoke in enumerate(spokes) if spoke.score is not None]
    if len(known) == len(spokes):
        canvas.polygon(known, AREA, LINE_COLOUR, 4)
        for ring in range(1, HIGHEST):  # again above the area
            canvas.polygon([at(place, ring) for place in everywhere], "none", "#FFFFFF", 1)
    else:
        _open_line(canvas, [None if s.score is None else at(n, s.score) for n, s in enumerate(spokes)])
    for ring in range(HIGHEST + 1):
        canvas.text(x + 9, at(0, ring)[1] + 12, str(ring), TINY, colour=SOFT)
    for spot in known:
        canvas.dot(*spot, 9, LINE_COLOUR, PAPER, 2)
    for place, spoke in enumerate(spokes):
        _label(canvas, at(place, HIGHEST), x, y, spoke)


def _open_line(canvas: Canvas, spots: list[tuple[float, float] | None]) -> None:
    """Only neighbours that both have a score are joined: a gap is no zero."""
    for here, following in zip(spots, (*spots[1:], spots[0]), strict=True):
        if here and following:
            canvas.line((here, following), LINE_COLOUR, 4)


def _label(canvas: Canvas, tip: tuple[float, float], x: float, y: float, spoke: Spoke) -> None:
    side = 0 if abs(tip[0] - x) < 20 else 1 if tip[0] > x else -1
    known = spoke.score is not None
    room = LONGEST if side else WIDTH - 2 * MARGIN
    lines = wrapped(drawable(spoke.label), room if not side else _room(tip[0], side), NAME, 2)
    figure = (drawable(spoke.text), FIGURE if known else TINY, known, INK if known else SOFT)
    texts = [(line, NAME, False, SOFT) for line in lines] + [figure]
    high = sum(size * 1.25 for _, size, _, _ in texts)
    top = tip[1] - high - 14 if not side and tip[1] < y else tip[1] + 14 if not side else tip[1] - high / 2
    align = ("center", "left", "right")[side]
    left = tip[0] + 18 * side
    for text, size, bold, colour in texts:
        limit = room if not side else _room(tip[0], side)
        shown = fitted(text, limit, size, bold)
        canvas.text(left, top + size * 0.62, shown, size, bold=bold, colour=colour, align=align)  # type: ignore[arg-type]
        top += size * 1.25


def _room(tip: float, side: int) -> float:
    beside = WIDTH - tip if side > 0 else tip
    return min(LONGEST, beside - 18 - 10)


def _bars(canvas: Canvas, y: float, spokes: tuple[Spoke, ...]) -> None:
    whole = WIDTH - 2 * MARGIN
    for spoke in spokes:
        canvas.text(MARGIN, y + NAME * 0.7, fitted(drawable(spoke.label), whole * 0.7, NAME), NAME)
        known = spoke.score is not None
        colour = INK if known else SOFT
        canvas.text(
            WIDTH - MARGIN,
            y + NAME * 0.7,
            drawable(spoke.text),
            NAME,
            bold=known,
            colour=colour,
            align="right",
        )
        share = (spoke.score or 0) / HIGHEST
        draw_bar(canvas, MARGIN, y + NAME * 1.5, whole, BAR_HEIGHT, share, Shade.NONE)
        y += BAR_HEIGHT + 60
