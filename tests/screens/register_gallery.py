"""A piece of evidence, what can be used again, and an agency's register, with what a real agency sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from evidence_gallery import pieces
from facts import DINKES, NOW, PLACE, WITA, said

from bot.screens import evidence_pieces, evidence_register
from bot.screens.evidence_views import PieceView
from bot.screens.register_views import DocumentLine, PieceCard, RegisterView, ReuseView
from bot.screens.screen import Screen

IMMUNISED = ("Imunisasi dasar lengkap", "Complete basic immunisation")
BIRTHS = ("Persalinan oleh tenaga kesehatan", "Births with skilled staff")
ONLINE = ("Pendaftaran puskesmas daring", "Registration at health centres online")
TEAM = ("Tim pelaksana smart city", "The smart city team")


def piece_card(language: str, number: int = 0, **changes: object) -> PieceCard:
    fields: dict[str, object] = {
        "place": PLACE,
        "piece": pieces(language)[number],
        "label": said(language, IMMUNISED),
        "value": said(language, ("91,4%", "91.4%")),
        "at": NOW,
        "zone": WITA,
        "now": NOW,
        "by": "Ibu Rini",
        "size": 2_412_345,
        "may_change": True,
    }
    return PieceCard(**{**fields, **changes})  # type: ignore[arg-type]


def lines(language: str) -> tuple[DocumentLine, ...]:
    living = "Smart Living"
    first, photo, link, *_ = pieces(language)
    decree = PieceView(7, 0, "document", "SK Tim Smart City 2024.pdf")
    return (
        DocumentLine(
            decree, (f"1 {said(language, TEAM)}",), section=said(language, ("Kelembagaan", "Institutions"))
        ),
        DocumentLine(
            first, (f"1 {said(language, IMMUNISED)}", f"2 {said(language, BIRTHS)}"), section=living
        ),
        DocumentLine(replace(photo, under_way=False), (f"3 {said(language, ONLINE)}",), section=living),
        DocumentLine(link, (f"3 {said(language, ONLINE)}",), section=living),
        DocumentLine(None, (f"4 {said(language, BIRTHS)}",), 44, (), section=living),
    )


def register(language: str, **changes: object) -> RegisterView:
    fields: dict[str, object] = {
        "place": PLACE,
        "agency": said(language, DINKES),
        "zone": WITA,
        "lines": lines(language),
        "documents": 4,
        "proved": 4,
        "lacking": 1,
        "page": 0,
    }
    return RegisterView(**{**fields, **changes})  # type: ignore[arg-type]


def reuse(language: str, count: int = 4, page: int = 0) -> ReuseView:
    offered = tuple(one for one in lines(language) if one.piece is not None)
    return ReuseView(PLACE, 41, (), WITA, said(language, ONLINE), (offered * 5)[:count], page)


REGISTER: Mapping[str, Callable[[str], Screen]] = {
    "piece": lambda lang: evidence_pieces.card(piece_card(lang), lang),
    "piece-link": lambda lang: evidence_pieces.card(
        piece_card(lang, 2, size=0, text="https://drive.google.com/file/d/1aBcD/view?usp=sharing"), lang
    ),
    "piece-of-many": lambda lang: evidence_pieces.card(
        piece_card(lang, others=(said(lang, BIRTHS), said(lang, ONLINE)), may_change=False), lang
    ),
    "piece-right": lambda lang: evidence_pieces.right(piece_card(lang), lang),
    "piece-removed": lambda lang: evidence_pieces.removed(piece_card(lang), lang),
    "piece-same": lambda lang: evidence_pieces.same(
        pieces(lang)[0], said(lang, IMMUNISED), said(lang, BIRTHS), lang
    ),
    "reuse": lambda lang: evidence_pieces.reuse(reuse(lang), lang),
    "reuse-long": lambda lang: evidence_pieces.reuse(reuse(lang, 14, 1), lang),
    "register": lambda lang: evidence_register.register(register(lang), lang),
    "register-empty": lambda lang: evidence_register.register(
        register(lang, lines=(), documents=0, proved=0, lacking=0), lang
    ),
    "register-coordinator": lambda lang: evidence_register.register(register(lang, own=False), lang),
}
