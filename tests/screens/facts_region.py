"""The region's side of the round in `facts`: its agencies, their people, what is sent and invited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from facts import (
    COUNTS,
    DEADLINE,
    DINKES,
    NOW,
    REGION,
    ROUND,
    WITA,
    said,
    section,
)

from bot.screens import agency_card
from bot.screens.overviews import (
    AgencyStatus,
    AgencyView,
    InviteView,
    PersonLine,
    SectionAlert,
    SectionQuestion,
)
from bot.screens.screen import Screen
from bot.screens.views import (
    Status,
)


def agencies(language: str) -> tuple[AgencyStatus, ...]:
    base = [section(language, index) for index in COUNTS]
    none = tuple(replace(s, done=0, missing=s.asked) for s in base)
    some = (replace(base[0], status=Status.SUBMITTED), *base[1:])
    sent = tuple(replace(s, done=s.asked, missing=0, status=Status.SUBMITTED) for s in base)
    seen = datetime(2024, 6, 17, 6, 3, tzinfo=UTC)
    return (
        AgencyStatus(
            3, "dishub", said(language, ("Dinas Perhubungan", "Transport Agency")), "Dishub", none, (), None
        ),
        AgencyStatus(
            4,
            "pupr",
            said(language, ("Dinas PUPR", "Public Works Agency")),
            "PUPR",
            none,
            ("Pak Budi",),
            seen,
        ),
        AgencyStatus(7, "dinkes", said(language, DINKES), "Dinkes", some, ("Ibu Rini", "Pak Andi"), seen),
        AgencyStatus(9, "kominfo", "Diskominfo Staper", "Diskominfo Staper", sent, ("Ibu Sari",), NOW),
    )


def agency(language: str, **changes: object) -> Screen:
    water = said(language, ("Akses air minum layak", "Access to proper drinking water"))
    signal = said(language, ("Sinyal seluler di desa", "Mobile signal in villages"))
    view = AgencyView(
        1,
        said(language, ROUND),
        DEADLINE,
        agencies(language)[2],
        {9: (water, signal)},
        people=people(),
        contact="Bu Ani 0812-3456-7890",
    )
    return agency_card.agency(replace(view, **changes), language)  # type: ignore[arg-type]


def people() -> tuple[PersonLine, ...]:
    seen = datetime(2024, 6, 17, 6, 3, tzinfo=UTC)
    return (
        PersonLine(1, "Ibu Rini", alternate=False, seen_at=seen, unreachable=False),
        PersonLine(2, "Pak Andi", alternate=False, seen_at=seen, unreachable=True),
        PersonLine(3, "dr. Agus", alternate=True, seen_at=None, unreachable=False),
    )


def reopening(language: str) -> Screen:
    one = agencies(language)[2]
    return agency_card.reopening(SectionQuestion(one, 1, one.sections[0], people()[:2]), language)


def invitation(language: str) -> InviteView:
    return InviteView(
        said(language, DINKES),
        REGION,
        said(language, ROUND),
        "https://t.me/pilar_bot?start=Xk3fWq9vTzLr2mHs8YbN4A",
        "KUTIM-7F3K-92QD",
        DEADLINE,
        datetime(2024, 7, 18, 0, 0, tzinfo=UTC),
        20,
        25,
    )


def sent(language: str) -> SectionAlert:
    """A section that an agency has just sent."""
    submitted = section(language, 9, done=10)
    return SectionAlert(1, agencies(language)[2], submitted, "Ibu Rini", NOW, WITA, 7, 12, 1)
