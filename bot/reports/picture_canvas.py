"""A sheet of pixels: boxes, lines and texts that fit. Everything is measured, so long names break nothing.

Only the letters that come with matplotlib are used: a picture looks the same on every machine.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Polygon, Rectangle
from matplotlib.text import Text
from PIL import Image

from bot.reports.picture_views import Shade

COLOURS = 128
DPI = 72  # then a font of 20 is 20 pixels
INK, SOFT, FAINT, PAPER, GRID = "#1B1F24", "#57606A", "#8C959F", "#FFFFFF", "#D8DEE4"
ELLIPSIS = "…"
STAND_IN, TICK = "□", "✓"

# The later the state, the lighter the colour (CIE L* 36, 71, 89, 94): it reads without colours too
FILL = {
    Shade.NONE: PAPER,
    Shade.OPEN: "#A3262A",
    Shade.BEGUN: "#F29F3D",
    Shade.READY: "#BFE8BF",
    Shade.SENT: "#BFE8BF",
}
WRITING = {
    Shade.NONE: FAINT,
    Shade.OPEN: "#FFFFFF",
    Shade.BEGUN: "#1B1F24",
    Shade.READY: "#0B3D1A",
    Shade.SENT: "#0B3D1A",
}
SENT_EDGE = "#1A7F37"


class Canvas:
    """Pixels from the left and from the top, as one reads."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
        self._canvas = FigureCanvasAgg(self._figure)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        radius: float = 0,
        edge: str = "none",
        edge_width: float = 0,
    ) -> None:
        bottom = self.height - y - height
        style: dict[str, Any] = {
            "facecolor": fill,
            "edgecolor": edge,
            "linewidth": edge_width,
            "transform": None,
        }
        if radius and width > 0:
            shape = f"round,pad=0,rounding_size={min(radius, width / 2, height / 2)}"
            self._add(FancyBboxPatch((x, bottom), width, height, boxstyle=shape, **style))
        else:
            self._add(Rectangle((x, bottom), width, height, **style))

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, width: float, *, dashed: bool = False
    ) -> None:
        xs, ys = [x for x, _ in points], [self.height - y for _, y in points]
        style = (0, (4, 4)) if dashed else "-"
        self._add(
            # transform=None means pixels, which matplotlib's types do not know
            Line2D(xs, ys, color=colour, linewidth=width, linestyle=style, transform=None)  # type: ignore[arg-type]
        )

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, edge: str, width: float) -> None:
        turned = [(x, self.height - y) for x, y in points]
        patch = Polygon(turned, closed=True, facecolor=fill, edgecolor=edge, linewidth=width, transform=None)
        self._add(patch)

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = "none", width: float = 0) -> None:
        patch = Circle(
            (x, self.height - y), radius, facecolor=fill, edgecolor=edge, linewidth=width, transform=None
        )
        self._add(patch)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        align: Literal["left", "center", "right"] = "left",
        turned: bool = False,
    ) -> None:
        """One line whose middle is at `y`; `turned` reads upwards from `y`, its middle at `x`."""
        artist = Text(
            x,
            self.height - y,
            text,
            color=colour,
            fontproperties=_font(bold),
            fontsize=size,
            horizontalalignment="center" if turned else align,
            verticalalignment="bottom" if turned else "center_baseline",
            rotation=90 if turned else 0,
            parse_math=False,
            usetex=False,
            transform=None,
        )
        self._add(artist)

    def png(self) -> bytes:
        """With a palette: flat colours lose nothing, and the file is a quarter of the size."""
        self._canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib has no types for it
        pixels = np.asarray(self._canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # nor for this
        image = Image.fromarray(pixels).convert("RGB")
        kept = io.BytesIO()
        palette = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        palette.save(kept, "png", optimize=True)
        return kept.getvalue()

    def _add(self, artist: Artist) -> None:
        self._figure.add_artist(artist).set_zorder(len(self._figure.get_children()))  # later ones on top


# ------------------------------------------------------------------------ measuring


@lru_cache(maxsize=8192)
def width(text: str, size: float, bold: bool = False) -> float:
    """Pixels that a line takes."""
    found = _measure().get_text_width_height_descent(text, _sized(bold, size), ismath=False)  # type: ignore[no-untyped-call]
    return float(found[0])


def fitted(text: str, room: float, size: float, bold: bool = False) -> str:
    """The line, cut with '…' where it is wider than the room."""
    if width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip(" ,-·") + ELLIPSIS, size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,-·") + ELLIPSIS if low else ""


def wrapped(text: str, room: float, size: float, lines: int, bold: bool = False) -> list[str]:
    """At most so many lines, broken between words; a word too wide for one is cut, and so is the last line."""
    words = text.split()
    found: list[str] = []
    while words and len(found) < lines:
        last = len(found) == lines - 1
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, bold) <= room:
            line = f"{line} {words.pop(0)}"
        if last and words:
            line = " ".join((line, *words))
            words = []
        found.append(fitted(line, room, size, bold))
    return found


# ------------------------------------------------------------------------ letters


def drawable(text: str) -> str:
    """The text in letters that the font has: emoji and unseen marks go, other letters become '□'."""
    kept = []
    for char in unicodedata.normalize("NFC", text):
        if char.isspace():
            kept.append(" ")
        elif ord(char) in _letters() and not _is_picture(char):
            kept.append(char)
        elif char.isalnum():
            kept.append(STAND_IN)
    return " ".join("".join(kept).split())


def legible(*texts: str) -> str:
    """The first of these texts of which most letters can be drawn; of the last one, what can be."""
    shown = ""
    for text in texts:
        shown = drawable(text)
        if shown and shown.count(STAND_IN) * 2 < len(shown):
            return shown
    return shown


def _is_picture(char: str) -> bool:
    """Emoji, of which the font has a few and not the rest, and marks that nobody sees."""
    category = unicodedata.category(char)
    sign = category == "So" and ("\u2300" <= char <= "\u2bff" or char >= "\U0001f000")
    return category in ("Cc", "Cf", "Co", "Cs", "Mn") or (sign and char != TICK)


@cache
def _letters() -> frozenset[int]:
    return frozenset(get_font(_path(False)).get_charmap()) & frozenset(get_font(_path(True)).get_charmap())


def _path(bold: bool) -> str:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(matplotlib.get_data_path(), "fonts", "ttf", name))


@cache
def _font(bold: bool) -> FontProperties:
    return FontProperties(fname=_path(bold))


@cache
def _sized(bold: bool, size: float) -> FontProperties:
    return FontProperties(fname=_path(bold), size=size)


@cache
def _measure() -> RendererAgg:
    return RendererAgg(1, 1, DPI)  # type: ignore[no-untyped-call]
