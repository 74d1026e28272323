"""The invitation as a text that leaves Telegram: plain, polite, complete, ready for WhatsApp."""

from __future__ import annotations

from urllib.parse import quote

from bot.screens.dates import long_date, moment
from bot.screens.home import NAME, agency_in_region
from bot.screens.length import line
from bot.screens.overviews import InviteView
from bot.screens.phrases import escape, phrases
from bot.screens.rows import row, stack
from bot.screens.screen import Button, Screen

COPY = 256  # characters that Telegram copies at one tap
URL = 2000  # characters of a link that every browser takes


def invitation(view: InviteView, language: str) -> Screen:
    """The text to forward, with a button that opens WhatsApp with it and one that copies the link."""
    return forwarded(plain_invitation(view, language), view.link, language)


def plain_invitation(view: InviteView, language: str) -> str:
    """The same as plain text, for a cell or another messenger."""
    p = phrases(language)
    return p.plain(
        "invitation",
        agency=agency_in_region(view.agency, view.region, p),
        round=line(view.round, NAME),
        questions=view.questions,
        minutes=view.minutes,
        deadline=str(moment(view.deadline.at, view.deadline.zone, language)),
        link=view.link,
        code=view.code,
        expires=long_date(view.expires.astimezone(view.deadline.zone).date(), language),
    )


def forwarded(text: str, link: str, language: str) -> Screen:
    """A plain text as it will be forwarded, with a button for WhatsApp and one that copies the link."""
    p = phrases(language)
    share = f"https://wa.me/?text={quote(text)}"
    whatsapp = Button(p.plain("button-whatsapp"), url=share) if len(share) <= URL else None
    copy = Button(p.plain("button-copy-link"), copy=link) if 0 < len(link) <= COPY else None
    return Screen(escape(text), stack(row(whatsapp), row(copy)))
