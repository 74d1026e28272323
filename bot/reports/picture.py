"""A view in, a PNG out. `draw` runs in the workshop: only there is the drawing library loaded."""

from __future__ import annotations

from functools import lru_cache

from bot.reports.picture_views import AgencyCard, HeatMap, View

WIDTH = 1080
"""Pixels; phones show it at about a third of that, and chat programs shrink it further."""


@lru_cache(maxsize=8)
def draw(view: View) -> bytes:
    """The picture as PNG, 1080 pixels wide and as high as it needs; the same view gives the same bytes.

    It is kept for a while: a digest goes out to everybody in the same minute."""
    if isinstance(view, HeatMap):
        from bot.reports.picture_heat_map import heat_map

        return heat_map(view)
    if isinstance(view, AgencyCard):
        from bot.reports.picture_card import card

        return card(view)
    from bot.reports.picture_radar import radar

    return radar(view)
