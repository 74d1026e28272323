"""Screens of news, of groups and of digests with the facts of a real round: a part of what the golden files show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from facts import DINKES, NOW, REGION, ROUND, WITA, said
from facts_region import agencies, sent

from bot.screens import alerts, digests, groups
from bot.screens.alert_views import AgencyNews, Gathered, JoinedAlert, OpenedAgainAlert
from bot.screens.digests import AgencyChoice, Around, Losses
from bot.screens.overviews import AllCompleteAlert, CompleteAlert
from bot.screens.screen import Screen

SENT = (("Kebijakan", "Policy"), ("Smart Living", "Smart Living"))


def labels(lang: str) -> tuple[str, ...]:
    return tuple(said(lang, one) for one in SENT)


def gathered(lang: str, **changes: object) -> Gathered:
    """A busy quarter of an hour: one complete, one that sends, one that was opened again, two who came in."""
    known = agencies(lang)
    news = (
        AgencyNews(1, known[0].name, known[0].short_name, False, labels(lang), ()),
        AgencyNews(2, known[1].name, known[1].short_name, True, labels(lang), ()),
        AgencyNews(3, known[2].name, known[2].short_name, False, (), labels(lang)[:1]),
    )
    came = (
        JoinedAlert("representative", "Ibu Rini", said(lang, DINKES), 1, 4),
        JoinedAlert("leader", "Pak Joko"),
    )
    return replace(
        Gathered(1, said(lang, ROUND), REGION, None, news, came, 7, 12, True, 10),
        **changes,  # type: ignore[arg-type]
    )


def in_group(lang: str) -> Gathered:
    return gathered(
        lang, joined=(JoinedAlert("representative", "", said(lang, DINKES), 1, 4),), private=False
    )


def opened_again(lang: str, by: str) -> Screen:
    section, agency = labels(lang)[0], said(lang, DINKES)
    return alerts.opened_again(OpenedAgainAlert(1, 4, agency, section, by, NOW, WITA), lang)


def joined(lang: str, role: str, person: str) -> Screen:
    return alerts.joined(JoinedAlert(role, person, said(lang, DINKES), 1, 4), lang)


LOST = Losses(
    ("Ibu Rini (Dinas Kesehatan)", "Pak Budi (RSUD Kudungga)"), 3, 1, ("Dishub",), 7, ("Dishub",) * 7
)

NEWS: Mapping[str, Callable[[str], Screen]] = {
    "alert-gathered": lambda lang: alerts.gathered(gathered(lang), lang),
    "alert-gathered-all": lambda lang: alerts.gathered(
        gathered(lang, last=sent(lang), complete=12, joined=()), lang
    ),
    "alert-gathered-in-group": lambda lang: alerts.gathered(in_group(lang), lang),
    "alert-section-in-group": lambda lang: alerts.section_submitted(
        replace(sent(lang), person="", private=False), lang
    ),
    "alert-complete-in-group": lambda lang: alerts.agency_complete(
        CompleteAlert(replace(sent(lang), person="", private=False), 3, 12), lang
    ),
    "alert-all-complete-in-group": lambda lang: alerts.all_complete(
        AllCompleteAlert(replace(sent(lang), person="", private=False), REGION, said(lang, ROUND), 12), lang
    ),
    "alert-opened-again": lambda lang: opened_again(lang, "Ibu Sari"),
    "alert-opened-again-in-group": lambda lang: opened_again(lang, ""),
    "alert-joined": lambda lang: joined(lang, "representative", "Ibu Rini"),
    "alert-joined-in-group": lambda lang: joined(lang, "representative", ""),
    "alert-joined-alternate": lambda lang: joined(lang, "alternate", "Pak Andi"),
    "alert-joined-alternate-in-group": lambda lang: joined(lang, "alternate", ""),
    "alert-joined-leader": lambda lang: alerts.joined(JoinedAlert("leader", "Pak Joko"), lang),
    "alert-joined-leader-in-group": lambda lang: alerts.joined(JoinedAlert("leader", ""), lang),
    "alerts-choice": lambda lang: alerts.choice("hourly", 3, lang),
    "group-elsewhere": lambda lang: groups.elsewhere("pilar_bot", 1, lang),
    "group-offer": lambda lang: groups.offer([groups.Offer(3, REGION)], False, False, lang),
    "group-offer-topics": lambda lang: groups.offer([groups.Offer(3, REGION)], True, True, lang),
    "group-offer-regions": lambda lang: groups.offer(
        [groups.Offer(3, REGION), groups.Offer(4, "Kota Dumai")], True, True, lang
    ),
    "group-taking": lambda lang: groups.taking(
        groups.GroupView(3, REGION, said(lang, ROUND), True, 13), lang
    ),
    "group-ended": groups.ended,
    "group-topic-made": lambda lang: groups.topic_made(REGION, lang),
    "group-topic-refused": lambda lang: groups.topic_refused("pilar_bot", lang),
    "group-topic-gone": lambda lang: groups.topic_gone(REGION, lang),
    "group-left": lambda lang: groups.left(REGION, lang),
    "group-coordinators-only": groups.coordinators_only,
    "digest-losses": lambda lang: digests.with_losses(
        Screen("…", digests.under(Around(3, 1, 0, 3, True, True, ((9, "Evaluasi 2023"),)), lang)), LOST, lang
    ),
    "digest-losses-in-group": lambda lang: digests.with_losses(Screen("…"), replace(LOST, people=()), lang),
    "recap-agencies": lambda lang: digests.agency_choice(
        AgencyChoice(3, 1, tuple((n, f"Dinas {n}") for n in range(30)), 1), lang
    ),
    "recap-preparing": digests.preparing,
}
