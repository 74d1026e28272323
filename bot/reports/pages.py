"""Pages of A4 with letters that every machine has: those of the drawing library, which come with it.

Only the process that makes documents loads this.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkstemp

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import XPos, YPos

SANS, MONO = "sans", "mono"
MARGIN = 20  # millimetres
INK, SOFT, LINE = (27, 31, 36), (87, 96, 106), (216, 222, 228)
STAND_IN = "□"
TALLEST = 4000  # letters of one text on paper; the rest is in the export


class Pages(FPDF):
    """A document that grows down its pages; the foot of each says what it is and which page."""

    def __init__(self, foot: str, page: str) -> None:
        super().__init__(format="A4")
        self._foot, self._page = printable(foot), printable(page)
        for style, name in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            self.add_font(SANS, style, _fonts() / name)
        self.add_font(MONO, "", _fonts() / "DejaVuSansMono.ttf")
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-MARGIN + 6)
        self.set_font(SANS, size=8)
        self.set_text_color(*SOFT)
        self.cell(0, 5, self._foot)
        self.set_x(MARGIN)
        self.cell(0, 5, f"{self._page} {self.page_no()}/{{nb}}", align="R")

    def say(
        self,
        text: str,
        size: float = 10,
        *,
        bold: bool = False,
        soft: bool = False,
        width: float = 0,
        mono: bool = False,
        after: float = 0,
    ) -> None:
        """A paragraph at the left margin; `after` millimetres of air below it."""
        self.set_font(MONO if mono else SANS, "B" if bold and not mono else "", size)
        self.set_text_color(*(SOFT if soft else INK))
        self.multi_cell(width, size * 0.5, printable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        if after:
            self.ln(after)

    def rule(self, after: float = 2) -> None:
        """A thin line across the page."""
        self.set_draw_color(*LINE)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(after)

    def written(self) -> Path:
        """A passing .pdf file."""
        handle, name = mkstemp(suffix=".pdf", prefix="pilar-")
        with os.fdopen(handle, "wb") as file:
            file.write(bytes(self.output()))
        return Path(name)


def printable(text: str) -> str:
    """The text in letters that the font has; a letter that it lacks is a box, other signs and emoji are left out."""
    kept = []
    for sign in unicodedata.normalize("NFC", text[:TALLEST]):
        if sign == "\n":
            kept.append(sign)
        elif sign.isspace():
            kept.append(" ")
        elif unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs"):
            continue
        elif ord(sign) in _letters() and unicodedata.bidirectional(sign) not in ("R", "AL"):
            kept.append(
                sign
            )  # what is written from the right would be printed in another order than it is read
        elif sign.isalnum():
            kept.append(STAND_IN)
    return "\n".join(" ".join(line.split()) for line in "".join(kept).split("\n")).strip()


@cache
def _fonts() -> Path:
    found = find_spec("matplotlib")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"


@cache
def _letters() -> frozenset[int]:
    letters: frozenset[int] | None = None
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        with TTFont(_fonts() / name, lazy=True) as font:
            these = frozenset(font.getBestCmap())
        letters = these if letters is None else letters & these
    return frozenset(one for one in letters or () if one < 0x1F000)
