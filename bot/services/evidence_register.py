"""An agency's evidence register: for the agency itself, and for its coordinator to look through."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.screens import evidence_pieces, evidence_register
from bot.screens.evidence_buttons import LOOK
from bot.screens.press import read36
from bot.screens.register_views import DocumentLine, RegisterView
from bot.screens.screen import Screen
from bot.services import cards
from bot.services.cockpit import Cockpit
from bot.services.desk import Desk
from bot.services.evidence_counts import by_section, lacking
from bot.services.evidence_documents import documents, numbers, piece
from bot.services.evidence_offers import document_line, numbered
from bot.services.evidence_pieces import piece_card
from bot.services.replies import Reply, Where
from bot.services.showing import stand


def show(conn: Connection, desk: Desk, argument: str, card: int | None) -> Reply:
    """A button of the register: the page that it names."""
    screen = _screen(conn, desk, max(read36(argument or "0"), 0), card)
    return Reply(screen, Where.CARD)


def command(conn: Connection, desk: Desk) -> Reply:
    """/bukti: the register as a new card."""
    return Reply(_screen(conn, desk, 0, None), Where.BELOW, old_card=desk.chat.card_id)


def _screen(conn: Connection, desk: Desk, page: int, card: int | None) -> Screen:
    stand(conn, desk, card)
    return evidence_register.register(register_view(desk, page), desk.chat.language)


def proofs(conn: Connection, cockpit: Cockpit) -> Reply:
    """The register of an agency for its coordinator, and any piece of it: nothing there can be changed."""
    desk, argument = cockpit.desk(conn), cockpit.argument
    language = cockpit.chat.language
    if argument.startswith(LOOK):
        use = piece(desk, read36(argument.removeprefix(LOOK)))
        if use is None:
            return Reply(toast=evidence_pieces.gone(language).text, alert=True)
        return Reply(evidence_pieces.card(piece_card(conn, desk, use, own=False), language), Where.ASIDE)
    view = register_view(desk, max(read36(argument or "0"), 0), own=False)
    return Reply(evidence_register.register(view, language), cockpit.where)


def register_view(desk: Desk, page: int, *, own: bool = True) -> RegisterView:
    """Everything that was given and what is missing, in the order of the form."""
    found = documents(desk)
    tallies = by_section(desk).values()
    return RegisterView(
        place=desk.place,
        agency=cards.agency_name(desk),
        zone=desk.zone,
        lines=tuple(_lines(desk)),
        documents=len(found),
        proved=sum(one.proved for one in tallies),
        lacking=sum(one.lacking for one in tallies),
        page=page,
        own=own,
        open=not all(map(desk.locked, desk.form.sections)),
    )


def _lines(desk: Desk) -> Iterator[DocumentLine]:
    """Section by section: what was given first for one of its questions, then which of them lack theirs."""
    known, given, gaps = numbers(desk), documents(desk), lacking(desk)
    for section in desk.form.sections:
        for one in given:
            if desk.form.section_of(one.uses[0].key.question) == section:
                yield document_line(desk, one, known)
        for key in gaps:
            if desk.form.section_of(key.question) == section:
                yield DocumentLine(
                    None,
                    (numbered(desk, key, known),),
                    desk.form.questions[key.question].ordinal,
                    key.items,
                    section=cards.section_label(desk, section),
                )
