"""What the pictures share: the heading, bars of progress, swatches with their words."""

from __future__ import annotations

from bot.reports.picture_canvas import (
    FAINT,
    FILL,
    GRID,
    SENT_EDGE,
    SOFT,
    TICK,
    WRITING,
    Canvas,
    drawable,
    fitted,
    width,
    wrapped,
)
from bot.reports.picture_views import Bar, Heading, Shade

MARGIN = 36.0
TITLE, LINE, LABEL = 42.0, 27.0, 25.0  # font sizes
BAR_HEIGHT = 30.0
PASSED = "#9AA4AE"  # of time, which is neither good nor bad


def heading_height(heading: Heading, room: float) -> float:
    return len(_title(heading, room)) * TITLE * 1.25 + len(_lines(heading, room)) * LINE * 1.4 + 12


def draw_heading(canvas: Canvas, y: float, heading: Heading) -> float:
    """Draws from `y` down; the y below it."""
    room = canvas.width - 2 * MARGIN
    for line in _title(heading, room):
        canvas.text(MARGIN, y + TITLE * 0.62, line, TITLE, bold=True)
        y += TITLE * 1.25
    for line in _lines(heading, room):
        canvas.text(MARGIN, y + LINE * 0.7, line, LINE, colour=SOFT)
        y += LINE * 1.4
    return y + 12


def bars_height(bars: tuple[Bar, ...]) -> float:
    return len(bars) * (BAR_HEIGHT + 14) + (10 if bars else 0)


def draw_bars(canvas: Canvas, y: float, bars: tuple[Bar, ...]) -> float:
    """Label, bar, words; the labels and the words take what they need, the bars are equally long."""
    if not bars:
        return y
    whole = canvas.width - 2 * MARGIN
    labels = [fitted(drawable(bar.label), whole * 0.28, LABEL) for bar in bars]
    texts = [fitted(drawable(bar.text), whole * 0.42, LABEL, bold=True) for bar in bars]
    left = MARGIN + max(width(label, LABEL) for label in labels) + 18
    right = canvas.width - MARGIN - max(width(text, LABEL, True) for text in texts) - 18
    for bar, label, text in zip(bars, labels, texts, strict=True):
        middle = y + BAR_HEIGHT / 2
        canvas.text(MARGIN, middle, label, LABEL, colour=SOFT)
        draw_bar(canvas, left, y, right - left, BAR_HEIGHT, bar.share, bar.shade)
        canvas.text(canvas.width - MARGIN, middle, text, LABEL, bold=True, align="right")
        y += BAR_HEIGHT + 14
    return y + 10


def draw_bar(
    canvas: Canvas, x: float, y: float, length: float, height: float, share: float, shade: Shade
) -> None:
    held = min(max(share, 0.0), 1.0)
    canvas.box(x, y, length, height, "#EEF1F4", radius=6, edge=GRID, edge_width=1)
    if held > 0:
        # a first answer is seen, and only all of them fill the bar
        filled = length if held == 1 else min(max(held * length, 8), length - 6)
        edge = SENT_EDGE if shade is Shade.SENT else FAINT
        canvas.box(
            x,
            y,
            filled,
            height,
            PASSED if shade is Shade.NONE else FILL[shade],
            radius=6,
            edge=edge,
            edge_width=1,
        )


def draw_swatch(canvas: Canvas, x: float, y: float, size: float, shade: Shade, text: str = "") -> None:
    edge = SENT_EDGE if shade is Shade.SENT else GRID
    canvas.box(x, y, size, size, FILL[shade], radius=4, edge=edge, edge_width=2 if shade is Shade.SENT else 1)
    sign = TICK if shade is Shade.SENT else text
    if sign:
        canvas.text(
            x + size / 2, y + size / 2, sign, size * 0.6, bold=True, colour=WRITING[shade], align="center"
        )


def _title(heading: Heading, room: float) -> list[str]:
    return wrapped(drawable(heading.title), room, TITLE, 2, bold=True)


def _lines(heading: Heading, room: float) -> list[str]:
    return [part for line in heading.lines for part in wrapped(drawable(line), room, LINE, 2)]
