"""One agency on a card: its sections as bars, who works on it, what is still missing."""

from __future__ import annotations

from bot.reports.picture import WIDTH
from bot.reports.picture_canvas import INK, SENT_EDGE, SOFT, TICK, Canvas, drawable, fitted, width, wrapped
from bot.reports.picture_parts import (
    MARGIN,
    bars_height,
    draw_bar,
    draw_bars,
    draw_heading,
    heading_height,
)
from bot.reports.picture_views import AgencyCard, Shade

NAME, TEXT = 27.0, 25.0  # font sizes
ROW = 78.0
MISSING = 8  # questions that are named; the rest is a number


def card(view: AgencyCard) -> bytes:
    room = WIDTH - 2 * MARGIN
    labels = max((width(drawable(fact.label), TEXT) for fact in view.facts), default=0.0) + 24
    facts = [(fact.label, wrapped(drawable(fact.text), room - labels, TEXT, 3)) for fact in view.facts]
    missing = [wrapped(drawable(text), room - 30, TEXT, 2) for text in view.missing[:MISSING]]
    height = (
        24
        + heading_height(view.heading, room)
        + bars_height((view.total,))
        + len(view.sections) * ROW
        + 20
        + sum(max(1, len(lines)) for _, lines in facts) * TEXT * 1.4
        + (TEXT * 2.4 if missing else 0)
        + sum(len(lines) * TEXT * 1.35 + 6 for lines in missing)
        + (TEXT * 1.5 if view.more else 0)
        + 30
    )
    canvas = Canvas(WIDTH, round(height))
    y = draw_heading(canvas, 24, view.heading)
    y = draw_bars(canvas, y, (view.total,))
    for section in view.sections:
        sent = section.shade is Shade.SENT
        count = f"{TICK} {section.text}" if sent else section.text
        taken = width(count, NAME, True) + 20
        canvas.text(MARGIN, y + NAME * 0.7, fitted(drawable(section.label), room - taken, NAME), NAME)
        colour = SENT_EDGE if sent else INK
        canvas.text(WIDTH - MARGIN, y + NAME * 0.7, count, NAME, bold=True, colour=colour, align="right")
        draw_bar(canvas, MARGIN, y + NAME * 1.45, room, 20, section.share, section.shade)
        y += ROW
    y += 20
    for label, lines in facts:
        canvas.text(MARGIN, y + TEXT * 0.7, drawable(label), TEXT, colour=SOFT)
        for line in lines or [""]:
            canvas.text(MARGIN + labels, y + TEXT * 0.7, line, TEXT)
            y += TEXT * 1.4
    if missing:
        canvas.text(MARGIN, y + TEXT * 1.5, drawable(view.missing_label), TEXT, bold=True)
        y += TEXT * 2.4
    for lines in missing:
        canvas.text(MARGIN, y + TEXT * 0.7, "–", TEXT, colour=SOFT)
        for line in lines:
            canvas.text(MARGIN + 30, y + TEXT * 0.7, line, TEXT)
            y += TEXT * 1.35
        y += 6
    if view.more:
        canvas.text(MARGIN + 30, y + TEXT * 0.7, drawable(view.more), TEXT, colour=SOFT)
    return canvas.png()
