"""/kabar: whether a coordinator hears of what agencies do at once, hourly, or in the daily digest."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.screens import alerts as screens
from bot.services.alerts import NOW, hurry
from bot.services.cockpit import Cockpit
from bot.services.inviting import COORDINATOR
from bot.services.replies import Reply
from storage import people


def alerts(conn: Connection, cockpit: Cockpit) -> Reply:
    """The choice; the button's argument is what she chose. It holds for all regions that she coordinates."""
    chat = cockpit.chat
    chosen = cockpit.argument if cockpit.tapped is not None else ""
    effects: tuple[str, ...] = ()
    if chosen in screens.CHOICES:
        people.set_alerts(conn, chat.person_id, chosen)
        if chosen == NOW and hurry(conn, chat.chat_id, cockpit.now):
            effects = ("outbox",)
    hers = (one.alerts for one in people.memberships(conn, chat.person_id) if one.role == COORDINATOR)
    screen = screens.choice(next(hers, NOW), cockpit.whole_round(conn), chat.language)
    return Reply(screen, cockpit.where, effects=effects)
