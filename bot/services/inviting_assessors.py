"""Inviting an assessor: of one pillar or of all, with a text that a coordinator forwards."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.screens import assessors as screens
from bot.screens import people_cards
from bot.screens.press import read36
from bot.services.acting import remember
from bot.services.assessing import all_pillars, pillar_label
from bot.services.cockpit import Cockpit, refused
from bot.services.inviting import ASSESSOR, invite
from bot.services.replies import Reply, Where

INVITED = "invited_region"
WORDS = frozenset({"asesor", "assessor"})  # after /undang


def invite_assessor(conn: Connection, cockpit: Cockpit, which: str) -> Reply:
    """`which` is '' (of which pillar?), 'a' for all of them, or a pillar by its place in the form."""
    form = cockpit.library.logic(conn, cockpit.round.form_id).form
    pillars, language = all_pillars(form), cockpit.chat.language
    if which == "" and pillars:
        labels = tuple(pillar_label(form, one, language) for one in pillars)
        view = screens.PillarChoiceView(cockpit.whole_round(conn), cockpit.round.form_id, labels)
        return Reply(screens.choice(view, language), cockpit.where)
    chosen = ""
    if which not in ("", screens.ALL):
        at = read36(which)
        if not 0 <= at < len(pillars):
            return refused(cockpit.chat)
        chosen = pillars[at]
    made = invite(
        conn,
        role=ASSESSOR,
        region_id=cockpit.round.region_id,
        agency_id=None,
        name="",
        created_by=cockpit.chat.person_id,
        now=cockpit.now,
        days=cockpit.setting.invitation_days,
        pillars=chosen,
    )
    remember(conn, replace(cockpit, submission=None), INVITED, role=ASSESSOR)
    view_ = people_cards.RoleInvitationView(
        role=made.role,
        agency="",
        region=cockpit.round.region_name,
        round=cockpit.round.name,
        link=made.link(cockpit.setting.bot_name),
        code=made.code,
        expires=made.expires_at,
        zone=ZoneInfo(cockpit.round.timezone),
    )
    return Reply(people_cards.role_invitation(view_, language), Where.ASIDE)
