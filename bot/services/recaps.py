"""/rekap and its buttons: the pictures of a round at any time, queued for whoever asked and made off the lanes."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.screens import digests as screens
from bot.screens.digests import CARD, CHOICE, MAP, RADAR, AgencyChoice
from bot.screens.notices import Toast, toast
from bot.screens.press import read36
from bot.services.cockpit import Cockpit, refused
from bot.services.replies import Reply, Where
from storage import agencies, outbox

RECAP, DIGEST = "recap", "digest"
MINUTE = 60  # seconds in which a picture is sent once, however often it is asked for


def recap(conn: Connection, cockpit: Cockpit) -> Reply:
    """The picture of the round, its pages, the radar, an agency's card; the argument says which."""
    what, page = cockpit.argument[:1], read36(cockpit.argument[1:])
    if cockpit.tapped is None:
        what, page = MAP, 0
    if what == CHOICE:
        return _choice(conn, cockpit, page)
    if what not in (MAP, RADAR, CARD) or (what == CARD) != (cockpit.submission is not None):
        return refused(cockpit.chat)
    chat_id = cockpit.group_id if cockpit.group_id is not None else cockpit.chat.chat_id
    params = {
        "round": cockpit.round.id,
        "what": what,
        "page": max(page, 0),
        "submission": cockpit.submission or 0,
        "by": cockpit.chat.person_id,
    }
    language = cockpit.chat.language
    asked = ".".join(str(one) for one in (*params.values(), language))
    queued = outbox.add(
        conn,
        dedupe_key=f"{RECAP}:{chat_id}:{cockpit.topic_id or 0}:{asked}:{int(cockpit.now.timestamp()) // MINUTE}",
        kind=RECAP,
        chat_id=chat_id,
        params=params,
        due_at=cockpit.now,
        at=cockpit.now,
        topic_id=cockpit.topic_id,
    )
    if cockpit.tapped is None:
        said = screens.preparing(language) if queued else screens.just_asked(language)
        return Reply(said, Where.ASIDE, effects=("slow",))
    return Reply(toast=toast(Toast.PREPARING if queued else Toast.JUST_ASKED, language), effects=("slow",))


def _choice(conn: Connection, cockpit: Cockpit, page: int) -> Reply:
    """Which agency's card; from under a picture as a message of its own."""
    found = agencies.in_round(conn, cockpit.round.id)
    view = AgencyChoice(
        whole=cockpit.whole_round(conn),
        form=cockpit.round.form_id,
        agencies=tuple((one, agency.short_name or agency.name) for one, agency in found),
        page=max(page, 0),
    )
    where = Where.ASIDE if page < 0 else cockpit.where
    return Reply(screens.agency_choice(view, cockpit.chat.language), where)
