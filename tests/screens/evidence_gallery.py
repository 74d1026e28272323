"""The card of an answer's evidence, with what people of a real agency send."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from facts import PLACE, WITA, immunised, reviewed, said, section

from bot.flows.problems import Problem
from bot.screens import evidence, sections
from bot.screens.evidence_views import EvidenceView, PieceView
from bot.screens.screen import Screen
from bot.screens.views import Proof, ReviewView, Status

POSTED = datetime(2024, 5, 27, 2, 0, tzinfo=UTC)


def view(language: str, **changes: object) -> EvidenceView:
    fields: dict[str, object] = {
        "place": PLACE,
        "ordinal": 41,
        "items": (),
        "zone": WITA,
        "path": said(language, ("Smart Living › Prasarana Kesehatan", "Smart Living › Health")),
        "number": 7,
        "total": 10,
        "label": said(language, ("Imunisasi dasar lengkap", "Complete basic immunisation")),
        "value": said(language, ("91,4%", "91.4%")),
        "kinds": tuple(
            said(language, one)
            for one in (("rekap data", "data recap"), ("profil kesehatan", "health profile"))
        ),
        "shared": (),
    }
    return EvidenceView(**{**fields, **changes})  # type: ignore[arg-type]


def pieces(language: str) -> tuple[PieceView, ...]:
    return (
        PieceView(
            1, 1, "document", "Profil Kesehatan 2024.pdf", caption=said(language, ("hal. 12", "p. 12"))
        ),
        PieceView(2, 2, "photo", "", under_way=True),
        PieceView(3, 3, "link", "drive.google.com/file/d/1aBcD/view?usp=sharing", on_drive=True),
        PieceView(4, 4, "post", "Capaian imunisasi Kutai Timur", origin="Dinkes Kutim", origin_at=POSTED),
        PieceView(5, 5, "place", ""),
        PieceView(6, 6, "document", "rekap.pdf", refused="program"),
    )


def shared(language: str) -> tuple[str, ...]:
    return (said(language, ("Persalinan oleh tenaga kesehatan", "Births attended by health workers")),)


def marked(language: str, **changes: object) -> ReviewView:
    """A review in which answers have their evidence, lack it or have some that cannot be used."""
    whole = reviewed(language, gaps=())
    proofs = (Proof.GIVEN, Proof.REFUSED, Proof.MISSING)
    marks = (replace(one, proof=proof) for one, proof in zip(whole.lines, proofs, strict=False))
    return replace(whole, lines=(*marks, *whole.lines[len(proofs) :]), **changes)  # type: ignore[arg-type]


def _card(**changes: object) -> Callable[[str], Screen]:
    return lambda language: evidence.card(view(language, **changes), language)


EVIDENCE: Mapping[str, Callable[[str], Screen]] = {
    "evidence-asked": lambda lang: evidence.card(
        view(lang, saved=immunised(lang), shared=shared(lang)), lang
    ),
    "evidence-asked-on-a-walk": _card(way="w", left=3),
    "evidence-taken": lambda lang: evidence.card(
        view(lang, pieces=pieces(lang)[1:2], taken=1, photo_tip=True), lang
    ),
    "evidence-of-every-kind": lambda lang: evidence.card(view(lang, pieces=pieces(lang)), lang),
    "evidence-refused-text": _card(problem=Problem("problem-evidence-text")),
    "evidence-refused-link": _card(problem=Problem("problem-evidence-link", {"link": "https://drive"})),
    "evidence-refused-big": _card(problem=Problem("problem-evidence-big", {"most": 20})),
    "evidence-sending-without": lambda lang: sections.review(
        marked(lang, section=section(lang, 9, done=10, missing=0, unproved=2), unproved=True), lang
    ),
    "evidence-walk-from-a-review": lambda lang: sections.review(
        marked(lang, section=section(lang, 9, done=10, missing=0, proved=8, unproved=2)), lang
    ),
    "evidence-of-a-sent-section": lambda lang: sections.review(
        marked(lang, section=section(lang, 9, done=10, missing=0, unproved=2, status=Status.SUBMITTED)),
        lang,
    ),
}
