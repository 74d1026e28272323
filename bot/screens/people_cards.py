"""Who works for an agency, and how that changes: remove, hand over, invite; and the texts that are forwarded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.acts import noted, undo
from bot.screens.agency_card import person
from bot.screens.coordinators import back_to
from bot.screens.dates import long_date
from bot.screens.home import NAME, agency_in_region
from bot.screens.invitations import forwarded
from bot.screens.length import line, narrow
from bot.screens.overviews import AgencyView, PersonLine
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Phrases, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.round_card import ALTERNATE
from bot.screens.rows import DANGER, PRIMARY, Row, button, row, stack
from bot.screens.screen import Button, Screen

PEOPLE = 20


@dataclass(frozen=True, slots=True)
class RoleInvitationView:
    """An invitation that is not an ordinary representative's: `role` chooses the text."""

    role: str
    agency: str  # '' for a coordinator or a leader
    region: str
    round: str
    link: str
    code: str
    expires: datetime
    zone: ZoneInfo
    replaces: str = ""  # whose place the newcomer takes


def people(view: AgencyView, language: str) -> Screen:
    """Everybody of the agency, with what can be done about each; and who else may be invited."""
    p = phrases(language)
    one = view.agency
    shown = view.people[:PEOPLE]
    said = [f"{number}. {person(who, view, p)}" for number, who in enumerate(shown, 1)]
    if len(view.people) > PEOPLE:
        said.append(p("and-more", count=len(view.people) - PEOPLE))
    parts = (
        noted(view.note, view.deadline.zone, p),
        p("people-of", agency=line(one.name, NAME)),
        "\n".join(said) or p("agency-nobody"),
    )
    rows: list[Row] = [row(undo(view.note, one.submission, view.form, p))]
    for who in shown:
        name = narrow(who.name, 14)
        hand_over = button(p.plain("button-hand-over", name=name), _of(view, Verb.HAND_OVER, to36(who.id)))
        remove = button(
            p.plain("button-remove-person", name=name), _of(view, Verb.REMOVE_PERSON, to36(who.id))
        )
        rows.append(row(hand_over, remove))
    rows.append(
        row(
            button(p.plain("button-invite"), _of(view, Verb.INVITE)),
            button(p.plain("control-invite-alternate"), _of(view, Verb.INVITE, ALTERNATE)),
        )
    )
    return Screen("\n\n".join(filter(None, parts)), stack(*rows, row(back_to(one, view.form, p))))


def removing(view: AgencyView, who: PersonLine, language: str) -> Screen:
    """Whether to take somebody's right away: she is told, her answers stay."""
    p = phrases(language)
    facts = {"name": line(who.name, PERSON), "agency": line(view.agency.name, NAME)}
    said = [p("person-remove", **facts)]
    said.append(p("person-remove-unreachable") if who.unreachable else p("person-remove-told"))
    if not who.alternate and sum(not one.alternate for one in view.people) == 1:
        said.append(p("person-remove-last"))
    sure = button(p.plain("button-remove-yes"), _of(view, Verb.REMOVE_PERSON, f"{to36(who.id)}.y"), DANGER)
    return Screen("\n".join(said), stack(row(sure), row(_to_people(view, p))))


def handing_over(view: AgencyView, who: PersonLine, language: str) -> Screen:
    """Whether somebody else takes her place: what happens to the answers, and when she is told."""
    p = phrases(language)
    facts = {"name": line(who.name, PERSON), "agency": line(view.agency.name, NAME)}
    sure = button(p.plain("button-hand-over-yes"), _of(view, Verb.HAND_OVER, f"{to36(who.id)}.y"), PRIMARY)
    return Screen(p("person-hand-over", **facts), stack(row(sure), row(_to_people(view, p))))


def whom_to_replace(view: AgencyView, language: str) -> Screen:
    """The agency has several people: whose place is taken?"""
    p = phrases(language)
    rows = [
        row(
            button(
                p.plain("button-hand-over", name=narrow(who.name, 24)),
                _of(view, Verb.HAND_OVER, to36(who.id)),
            )
        )
        for who in view.people
    ]
    text = p("person-hand-over-whom") if rows else p("agency-nobody")
    return Screen(text, stack(*rows[:PEOPLE], row(back_to(view.agency, view.form, p))))


def role_invitation(view: RoleInvitationView, language: str) -> Screen:
    """The text to forward for a leader, a coordinator, an alternate, or whoever takes a place."""
    p = phrases(language)
    agency = agency_in_region(view.agency, view.region, p) if view.agency else line(view.region, NAME)
    key = f"invitation-{'replacing' if view.replaces else view.role}"
    text = p.plain(
        key,
        agency=agency,
        region=line(view.region, NAME),
        round=line(view.round, NAME),
        link=view.link,
        code=view.code,
        expires=long_date(view.expires.astimezone(view.zone).date(), language),
        name=line(view.replaces, PERSON) or "-",
    )
    return forwarded(text, view.link, language)


def _of(view: AgencyView, verb: Verb, argument: str = "") -> Press:
    return Press(verb, view.agency.submission, view.form, argument=argument)


def _to_people(view: AgencyView, p: Phrases) -> Button | None:
    return button(p.plain("button-cancel"), _of(view, Verb.PEOPLE))
