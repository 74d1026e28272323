"""Invitations on paper: a page of QR codes, one for each agency, to be cut apart and handed out in a meeting."""

from __future__ import annotations

import io
import os
import textwrap
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import segno
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from bot.reports.invitations import InvitationLine, InvitationWords
from bot.reports.picture_canvas import drawable

A4 = (8.27, 11.69)  # inches
COLUMNS, ROWS = 2, 5
MARGIN, HEAD = 0.05, 0.06  # parts of the page
QR_PIXELS = 8  # of one module; printers have 300 dots an inch and more


def write_qr_sheet(lines: tuple[InvitationLine, ...], words: InvitationWords) -> Path:
    """A passing .pdf file, ten agencies on a page of A4, in the order of the list."""
    handle, name = mkstemp(suffix=".pdf", prefix="pilar-")
    with os.fdopen(handle, "wb") as file, PdfPages(file) as pages:
        size = COLUMNS * ROWS
        for start in range(0, max(len(lines), 1), size):
            pages.savefig(_page(lines[start : start + size], words))
    return Path(name)


def _page(lines: tuple[InvitationLine, ...], words: InvitationWords) -> Figure:
    figure = Figure(figsize=A4)
    figure.text(MARGIN, 1 - MARGIN, _plain(words.title), fontsize=12, fontweight="bold", va="top")
    figure.text(MARGIN, 1 - MARGIN - 0.022, _plain(words.note), fontsize=8, va="top", color="#444444")
    width, height = (1 - 2 * MARGIN) / COLUMNS, (1 - 2 * MARGIN - HEAD) / ROWS
    for place, line in enumerate(lines):
        left = MARGIN + (place % COLUMNS) * width
        bottom = 1 - MARGIN - HEAD - (place // COLUMNS + 1) * height
        _card(figure, (left, bottom, width, height), line, words)
    return figure


def _card(
    figure: Figure,
    box: tuple[float, float, float, float],
    line: InvitationLine,
    words: InvitationWords,
) -> None:
    left, bottom, width, height = box
    figure.add_artist(
        Rectangle(
            (left, bottom),
            width,
            height,
            fill=False,
            linestyle=(0, (4, 3)),
            edgecolor="#999999",
            linewidth=0.6,
        )
    )
    side = height * 0.86
    qr_width = side * A4[1] / A4[0]
    axes = figure.add_axes((left + 0.008, bottom + (height - side) / 2, qr_width, side))
    axes.set_axis_off()
    axes.imshow(_code(line.link), cmap="gray", interpolation="none")
    text_left = left + qr_width + 0.014
    top = bottom + height - 0.016
    name = textwrap.fill(_plain(line.agency), 21, max_lines=5, placeholder=" …")
    figure.text(text_left, top, name, fontsize=9, fontweight="bold", va="top", linespacing=1.15)
    how = textwrap.fill(_plain(words.how), 30, max_lines=4, placeholder=" …")
    figure.text(text_left, bottom + 0.052, how, fontsize=6.8, va="bottom", color="#333333")
    code = textwrap.fill(line.code.replace("-", " "), 21)
    figure.text(
        text_left,
        bottom + 0.012,
        f"{_plain(words.code)}\n{code}",
        fontsize=6.8,
        family="monospace",
        va="bottom",
    )


def _code(link: str) -> NDArray[Any]:
    """The QR code as pixels. Medium correction: paper gets folded."""
    png = io.BytesIO()
    segno.make(link, error="m", micro=False).save(png, kind="png", scale=QR_PIXELS, border=2)
    png.seek(0)
    pixels: NDArray[Any] = imread(png)
    return pixels


def _plain(text: str) -> str:
    """Text in letters that the font has, and no formula to the drawing library, which reads two dollar signs
    as one."""
    return drawable(text).replace("$", r"\$")
