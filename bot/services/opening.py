"""Opening a round from the chat: once, logged, and followed by all invitations as documents."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows.problems import Problem
from bot.screens import setups as screens
from bot.services import trying_out
from bot.services.acting import RECENT
from bot.services.inviting_all import INVITATIONS
from bot.services.preparation import Preparation, ask, entry_of, setup_view, show
from bot.services.reaching import TWICE
from bot.services.replies import Reply
from bot.services.rounds import open_round
from storage import acts, forms, outbox, rounds, setups, submissions
from storage.rounds import Duplicate

OPENED = "opened"  # the act


def open_round_of(conn: Connection, preparation: Preparation, *, sure: bool) -> Reply:
    """Open the round that she put together, once everything is there and she is sure."""
    setup, chat = preparation.setup, preparation.chat
    view = setup_view(conn, preparation)
    just_opened = _just_opened(conn, preparation) if sure and setup.form_id is None else None
    if just_opened is not None:  # a second tap
        return just_opened
    if view.step <= screens.STEPS or setup.form_id is None or setup.deadline is None:
        return show(conn, preparation, Problem("problem-setup-not-ready"))
    if setup.deadline <= preparation.now:
        return ask(conn, preparation, "deadline", Problem("problem-deadline-past"))
    if not sure:
        return Reply(screens.confirm(view, chat.language), preparation.where)
    stored = forms.get(conn, setup.form_id)
    assert stored is not None
    try:
        opened = open_round(
            conn,
            form=preparation.setting.library.logic(conn, setup.form_id).form,
            xform=stored.xform,
            region=preparation.region,
            name=setup.name,
            deadline=setup.deadline,
            timezone=setup.timezone,
            entries=[entry_of(one) for one in setup.agencies],
            at=preparation.now,
        )
    except Duplicate:
        return ask(conn, preparation, "name", Problem("problem-setup-taken"))
    trying_out.end(conn, preparation)
    setups.end(conn, chat.person_id)
    acts.add(
        conn,
        region_id=setup.region_id,
        round_id=opened.round_id,
        submission_id=None,
        person_id=chat.person_id,
        kind=OPENED,
        params={"agencies": opened.agencies},
        at=preparation.now,
    )
    for part in ("xlsx", "qr"):
        outbox.add(
            conn,
            dedupe_key=f"{INVITATIONS}:{opened.round_id}:{part}:{chat.chat_id}",
            kind=INVITATIONS,
            chat_id=chat.chat_id,
            params={"part": part, "round": opened.round_id, "person": chat.person_id},
            due_at=preparation.now,
            at=preparation.now,
        )
    return _told(conn, preparation, setup.name, preparation.region, opened.round_id, opened.agencies)


def _told(
    conn: Connection, preparation: Preparation, name: str, region: str, round_id: int, agencies: int
) -> Reply:
    whole = submissions.region_of(conn, round_id)
    screen = screens.opened(name, region, agencies, whole, preparation.chat.language)
    return Reply(screen, preparation.where, effects=("slow",))


def _just_opened(conn: Connection, preparation: Preparation) -> Reply | None:
    """What she read when she opened a round a moment ago; None where she did not."""
    for region, name in preparation.regions:
        last = rounds.last_of(conn, region)
        if last is None:
            continue
        for act in acts.of_round(conn, last.id, RECENT):
            hers = (act.kind, act.person_id) == (OPENED, preparation.chat.person_id)
            if hers and preparation.now - act.at < TWICE:
                return _told(conn, preparation, last.name, name, last.id, int(act.params["agencies"]))
    return None
