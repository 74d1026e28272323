"""Every screen with the facts of a real round, in both languages: what the golden files show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from evidence_gallery import EVIDENCE
from facts import (
    DEADLINE,
    DINKES,
    LONG,
    NOW,
    OBSTACLE,
    PLACE,
    PRIORITIES,
    REGION,
    ROUND,
    SERVICE,
    TRANSPORT,
    WITA,
    asked,
    colleague,
    full,
    home_view,
    immunised,
    lines,
    number_doubt,
    offers,
    online,
    refusal,
    reviewed,
    said,
    section,
    text_question,
    village_offers,
    welcome,
    whole_home,
)
from facts_records import app, apps
from facts_region import agencies, agency, invitation, reopening, sent
from files_gallery import FILES
from news_gallery import NEWS
from register_gallery import REGISTER
from review_gallery import REVIEW
from signing_gallery import SIGNING

from bot.flows.answers import Standing
from bot.flows.form import Kind
from bot.screens import alerts, coordinators, home, invitations, notices, sections
from bot.screens.overviews import (
    AllCompleteAlert,
    AnswersView,
    CompleteAlert,
    InviteChoiceView,
    Note,
    ReopenedAlert,
    StatusView,
)
from bot.screens.question import question
from bot.screens.record_views import EarlierRecord
from bot.screens.records import record
from bot.screens.repeats import repeat
from bot.screens.saved import receipt
from bot.screens.screen import Screen
from bot.screens.views import AgencyChoiceView, DoubtView, HelpView, ListView, Status, SubmittedView

SCREENS: Mapping[str, Callable[[str], Screen]] = {
    "welcome": welcome,
    "welcome-name-unknown": lambda lang: welcome(lang, "Andi Saputra", started=True),
    "home": lambda lang: home.home(home_view(lang), lang),
    "home-16-sections": whole_home,
    "home-ready-to-send": lambda lang: home.home(
        home_view(
            lang,
            current=None,
            sections=(section(lang, 0, status=Status.SUBMITTED), section(lang, 9, done=10, missing=0)),
        ),
        lang,
    ),
    "home-all-sent": lambda lang: home.home(
        home_view(
            lang,
            current=None,
            sections=(
                section(lang, 0, status=Status.SUBMITTED),
                section(lang, 9, done=10, missing=0, status=Status.ACCEPTED),
            ),
        ),
        lang,
    ),
    "home-closed": lambda lang: home.home(home_view(lang, closed=True), lang),
    "agency-choice": lambda lang: home.agency_choice(
        AgencyChoiceView(
            ((7, said(lang, DINKES), said(lang, ROUND)), (8, "RSUD Kudungga", said(lang, ROUND))), 7
        ),
        lang,
    ),
    "question-number": lambda lang: question(asked(lang, saved=immunised(lang)), lang),
    "question-number-answered": lambda lang: question(
        asked(lang, present="17 unit", revision=3, required=False), lang
    ),
    "question-number-refused": lambda lang: question(asked(lang, problem=refusal(lang)), lang),
    "question-number-doubt": lambda lang: question(asked(lang, doubt=number_doubt(lang)), lang),
    "question-nihil": lambda lang: question(
        asked(lang, doubt=DoubtView("nihil", (("0", "0", ""), ("", "", "")))), lang
    ),
    "question-colleague": lambda lang: question(asked(lang, colleague=colleague(lang)), lang),
    "question-by-colleague": lambda lang: question(
        asked(lang, present="17 unit", present_by="Pak Andi"), lang
    ),
    "question-why-unavailable": lambda lang: question(asked(lang, asking_reason=True), lang),
    "question-unavailable": lambda lang: question(
        asked(
            lang,
            present_standing=Standing.UNAVAILABLE,
            present_reason="reason-1",
            saved=immunised(lang, fallen=2),
        ),
        lang,
    ),
    "question-choice": lambda lang: question(online(lang, saved=immunised(lang)), lang),
    "question-choice-answered": lambda lang: question(
        online(
            lang,
            offers=offers(lang, *SERVICE, picked=(3,)),
            present=SERVICE[3][0],
            present_standing=Standing.GIVEN,
        ),
        lang,
    ),
    "question-choice-long": lambda lang: question(
        online(lang, offers=offers(lang, *LONG, picked=(1,))), lang
    ),
    "question-choice-yes-no": lambda lang: question(
        online(
            lang, offers=offers(lang, ("Ya", "Yes"), ("Belum/Tidak", "Not yet/No")), hint="", required=False
        ),
        lang,
    ),
    "question-choice-pages": lambda lang: question(
        online(lang, offers=village_offers(lang), page=1, hint=""), lang
    ),
    "question-choice-searched": lambda lang: question(
        online(lang, offers=village_offers(lang)[:4], filtered="sangatta", hint=""), lang
    ),
    "question-ticks": lambda lang: question(
        online(
            lang,
            kind=Kind.SELECT_MULTIPLE,
            offers=offers(lang, *TRANSPORT, picked=(2, 3)),
            hint="",
            expectation=said(lang, ("pilih satu atau lebih", "choose one or more")),
        ),
        lang,
    ),
    "question-ranking": lambda lang: question(
        online(
            lang,
            kind=Kind.RANK,
            hint="",
            expectation=said(lang, ("urutkan", "put in order")),
            offers=tuple(replace(o, rank=(2, 0, 1)[o.index]) for o in offers(lang, *PRIORITIES)),
        ),
        lang,
    ),
    "question-range": lambda lang: question(
        asked(
            lang,
            kind=Kind.RANGE,
            hint="",
            present="3",
            expectation=said(lang, ("angka 1 sampai 5", "number from 1 to 5")),
            quick=tuple((str(n), str(n)) for n in range(1, 6)),
        ),
        lang,
    ),
    "question-text": lambda lang: question(text_question(lang, present=said(lang, OBSTACLE)), lang),
    "question-text-long": lambda lang: question(
        text_question(lang, present=said(lang, OBSTACLE), collecting=True), lang
    ),
    "question-fallback": lambda lang: question(
        asked(lang, fallback_language="Bahasa Kutai", record="Aplikasi 2"), lang
    ),
    "question-note": lambda lang: question(
        asked(
            lang,
            kind=Kind.NOTE,
            hint="",
            label=said(
                lang,
                (
                    "Terima kasih, Bapak/Ibu. Ini penilaian mandiri smart city.",
                    "Thank you. This is the smart city self-assessment.",
                ),
            ),
        ),
        lang,
    ),
    "question-acknowledge": lambda lang: question(
        asked(
            lang,
            kind=Kind.ACKNOWLEDGE,
            hint="",
            label=said(
                lang, ("Data ini sudah diperiksa atasan.", "These figures were checked by my superior.")
            ),
        ),
        lang,
    ),
    "receipt": lambda lang: receipt(immunised(lang), PLACE, 41, (), lang),
    "receipt-unavailable": lambda lang: receipt(
        immunised(lang, value="", standing=Standing.UNAVAILABLE, reason="reason-1"), PLACE, 41, (), lang
    ),
    "receipt-skipped": lambda lang: receipt(
        immunised(lang, value="", standing=Standing.SKIPPED), PLACE, 41, (), lang
    ),
    "receipt-cleared": lambda lang: receipt(
        immunised(lang, value="", standing=Standing.CLEARED), PLACE, 41, (), lang
    ),
    "receipt-unchanged": lambda lang: receipt(immunised(lang, unchanged=True), PLACE, 41, (), lang),
    "list": lambda lang: sections.question_list(
        ListView(PLACE, section(lang, 9, done=5, asked=6), lines(lang), 0), lang
    ),
    "review": lambda lang: sections.review(reviewed(lang), lang),
    "review-refused": lambda lang: sections.review(reviewed(lang, refused=True), lang),
    "review-ready": lambda lang: sections.review(full(lang), lang),
    "review-sent": lambda lang: sections.review(
        replace(full(lang), section=section(lang, 9, done=5, asked=5, status=Status.SUBMITTED)), lang
    ),
    "submitted": lambda lang: sections.submitted(
        SubmittedView(
            PLACE,
            section(lang, 9, done=10, missing=0, status=Status.SUBMITTED),
            NOW,
            WITA,
            (section(lang, 10), section(lang, 15)),
            1,
        ),
        lang,
    ),
    "submitted-all": lambda lang: sections.submitted(
        SubmittedView(PLACE, section(lang, 9, done=10, missing=0, status=Status.SUBMITTED), NOW, WITA, (), 0),
        lang,
    ),
    "records": lambda lang: repeat(apps(lang), lang),
    "records-none": lambda lang: repeat(apps(lang, lines=()), lang),
    "records-complete": lambda lang: repeat(apps(lang, complete="1"), lang),
    "records-removed": lambda lang: repeat(apps(lang, removed=("3", "Salah ketik")), lang),
    "records-few": lambda lang: repeat(apps(lang, least=3), lang),
    "records-full": lambda lang: repeat(apps(lang, most=2), lang),
    "records-earlier": lambda lang: repeat(
        apps(lang, earlier=(EarlierRecord("5.1", "Digiloka"),), earlier_round=said(lang, ROUND)), lang
    ),
    "record": lambda lang: record(app(lang), lang),
    "record-copied": lambda lang: record(app(lang, done=4, lead="copied"), lang),
    "records-fixed": lambda lang: repeat(apps(lang, fixed=True), lang),
    "status": lambda lang: coordinators.status(
        StatusView(REGION, said(lang, ROUND), 1, DEADLINE, agencies(lang), 0), lang
    ),
    "agency": agency,
    "agency-reopening": reopening,
    "agency-reopened": lambda lang: agency(
        lang, note=Note("agency-reopened", {"section": "Smart Living"}, 3)
    ),
    "agency-in-group": lambda lang: agency(lang, private=False),
    "answers": lambda lang: coordinators.answers(
        AnswersView(1, agencies(lang)[2], section(lang, 9, status=Status.SUBMITTED), lines(lang), 0), lang
    ),
    "invite": lambda lang: invitations.invitation(invitation(lang), lang),
    "invite-choice": lambda lang: coordinators.invite_choice(InviteChoiceView(1, agencies(lang), 0), lang),
    "alert-section": lambda lang: alerts.section_submitted(sent(lang), lang),
    "alert-complete": lambda lang: alerts.agency_complete(CompleteAlert(sent(lang), 3, 12), lang),
    "alert-all-complete": lambda lang: alerts.all_complete(
        AllCompleteAlert(sent(lang), REGION, said(lang, ROUND), 12), lang
    ),
    "alert-reopened": lambda lang: alerts.section_reopened(
        ReopenedAlert(PLACE, said(lang, DINKES), section(lang, 9), "Ibu Sari", DEADLINE), lang
    ),
    "stranger": notices.stranger,
    "code-wanted": notices.code_wanted,
    "coordinator-joined": lambda lang: notices.coordinator_joined("Ibu Sari", REGION, lang),
    **{
        f"invitation-{why.value}": (lambda lang, why=why: notices.invitation_refused(why, lang))
        for why in notices.Refusal
    },
    **{
        f"unasked-{what.value}": (lambda lang, what=what: notices.unasked(what, lang, PLACE))
        for what in notices.Unasked
    },
    **{
        f"trouble-{what.value}": (lambda lang, what=what: notices.trouble(what, lang))
        for what in notices.Trouble
    },
    "language-choice": lambda lang: notices.language_choice(lang, PLACE),
    "help-representative": lambda lang: notices.help_for(
        HelpView("representative", "", ("Ibu Sari", "Pak Joko")), lang, PLACE
    ),
    "help-both": lambda lang: notices.help_for(HelpView("both", "", ("Pak Joko",)), lang, PLACE),
    "help-coordinator": lambda lang: notices.help_for(HelpView("coordinator"), lang),
    "locked-section": lambda lang: notices.locked_section("Smart Living", 9, PLACE, lang),
    "round-closed": lambda lang: notices.round_closed(said(lang, ROUND), lang, PLACE),
    "no-round": notices.no_round,
    "welcome-back": lambda lang: notices.welcome_back(notices.no_round(lang), lang, unsaved=False),
    "welcome-back-unsaved": lambda lang: notices.welcome_back(notices.no_round(lang), lang, unsaved=True),
    "in-group": notices.in_group,
    **NEWS,
    **SIGNING,
    **EVIDENCE,
    **REGISTER,
    **FILES,
    **REVIEW,
    "private-only": notices.private_only,
}
