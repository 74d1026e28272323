"""Same as last round? The line that offers an earlier answer, and the button that keeps it."""

from __future__ import annotations

from bot.screens.dates import plain_date
from bot.screens.length import line
from bot.screens.phrases import Html, Phrases
from bot.screens.press import Press
from bot.screens.rows import button
from bot.screens.screen import Button
from bot.screens.views import EarlierView

SHOWN = 200  # UTF-16 units of the value


def told(view: EarlierView, p: Phrases) -> Html:
    """'Putaran lalu (31 Mei 2023): 91,4%'."""
    return p("earlier-value", date=plain_date(view.on, p.language), value=line(view.value, SHOWN))


def button_of(view: EarlierView, press: Press, p: Phrases) -> Button | None:
    return button(p.plain("button-same"), press)
