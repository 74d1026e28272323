"""A trial: a coordinator walks her own questionnaire as a test agency that is asked everything.

It is a round of its own that stands on no list; nobody is alerted, reminded or counted.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from bot.flows.loading.agencies import AgencyEntry
from bot.screens import home
from bot.screens import setups as screens
from bot.screens.phrases import phrases
from bot.services import lists
from bot.services.desk import open_desk
from bot.services.enrolling import role_of
from bot.services.inviting import REPRESENTATIVE
from bot.services.replies import Reply, Where
from bot.services.rounds import open_round
from storage import agencies, chats, forms, people, rounds, setups, submissions

if TYPE_CHECKING:
    from bot.services.preparation import Preparation

LASTS = timedelta(days=7)
CODE = "uji-coba"


def begin(conn: Connection, preparation: Preparation) -> Reply:
    """Open the trial of her form, or go on with it."""
    setup, chat, now = preparation.setup, preparation.chat, preparation.now
    assert setup.form_id is not None
    agency, code = None, f"{CODE}-{chat.person_id}"
    round_ = rounds.get(conn, setup.trial_id) if setup.trial_id is not None else None
    if round_ is None or round_.closed_at is not None or round_.form_id != setup.form_id:
        end(conn, preparation)
        p = phrases(chat.language)
        form = preparation.setting.library.logic(conn, setup.form_id).form
        stored = forms.get(conn, setup.form_id)
        assert stored is not None
        kinds = dict.fromkeys(kind for question in form.questions.values() for kind in question.asked_to)
        title = p.plain("setup-trial-round", title=form.titles.get("", form.form_id)[:120])
        opened = open_round(
            conn,
            form=form,
            xform=stored.xform,
            region=preparation.region,
            name=_free_name(conn, setup.region_id, title),
            deadline=now + LASTS,
            timezone=setup.timezone,
            entries=[
                AgencyEntry(code, p.plain("setup-trial-agency"), p.plain("setup-trial-agency"), tuple(kinds))
            ],
            at=now,
            trial=True,
        )
        setups.change(conn, chat.person_id, now, trial_id=opened.round_id)
        round_ = rounds.get(conn, opened.round_id)
        assert round_ is not None
    agency = agencies.by_code(conn, setup.region_id, code)
    assert agency is not None
    people.add_membership(
        conn,
        person_id=chat.person_id,
        role=REPRESENTATIVE,
        region_id=setup.region_id,
        agency_id=agency.id,
        at=now,
    )
    submission = submissions.of_agency(conn, round_.id, agency.id)
    assert submission is not None
    chats.put(
        conn,
        chat.chat_id,
        submission_id=submission.id,
        question="",
        items="",
        mode="",
        draft="",
        before="",
        since=None,
        card_id=None,
        shown_at=now,
    )
    again = chats.for_chat(conn, chat.chat_id)
    assert again is not None
    desk = open_desk(conn, preparation.setting.library, again, now)
    welcome = home.welcome(lists.welcome_view(desk), chat.language)
    menu = f"{role_of(conn, chat.person_id)}.{chat.language}"
    return Reply(screens.trying(welcome, chat.language), Where.BELOW, menu=menu)


def _free_name(conn: Connection, region_id: int, title: str) -> str:
    """A round's name is unique in its region, and a form may be tried more than once."""
    name, number = title, 1
    while rounds.named(conn, region_id, name):
        number += 1
        name = f"{title} ({number})"
    return name


def end(conn: Connection, preparation: Preparation) -> Preparation:
    """Close the trial and give her back the work that she had; nothing where there is none."""
    setup, chat, now = preparation.setup, preparation.chat, preparation.now
    if setup.trial_id is None:
        return preparation
    agency = agencies.by_code(conn, setup.region_id, f"{CODE}-{chat.person_id}")
    if agency is not None:
        people.end_membership(
            conn,
            person_id=chat.person_id,
            role=REPRESENTATIVE,
            region_id=setup.region_id,
            agency_id=agency.id,
            at=now,
        )
    rounds.close(conn, setup.trial_id, now)
    setups.change(conn, chat.person_id, now, trial_id=None)
    if chat.work is not None and chat.work.round_id == setup.trial_id:
        chats.put(conn, chat.chat_id, submission_id=None, question="", items="", mode="", draft="", before="")
    return preparation
