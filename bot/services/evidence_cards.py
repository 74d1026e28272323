"""From a desk to the card of an answer's evidence."""

from __future__ import annotations

from typing import Any

from bot.flows import evidence, links
from bot.flows.answers import AnswerKey
from bot.flows.evidence import Need
from bot.screens.evidence_views import EvidenceView, PieceView
from bot.screens.press import read36
from bot.services import cards
from bot.services.desk import NAMED, Desk
from bot.services.evidence_counts import lacking, pieces
from storage.evidence import EvidenceRow

MOST = 10  # pieces for one answer: as many as an album holds, and far more than an assessor opens
FILE, LINK, POST, PLACE = "file", "link", "post", "place"


def takes(desk: Desk, key: AnswerKey) -> bool:
    """Whether this answer has a card for evidence: its rule asks for some, or some was handed in before."""
    if key.question not in desk.form.questions:
        return False
    return evidence.need(desk.instance, key) is not Need.NONE or bool(pieces(desk, key))


def evidence_view(desk: Desk, key: AnswerKey, way: str = "", **shown: Any) -> EvidenceView:
    """The card as it stands. `way` is the walk that she is on, as in `EvidenceView`; `shown` overrides fields."""
    asked = cards.question_view(desk, key, {})
    question = desk.form.questions[key.question]
    labels = {choice.name: choice.label for choice in desk.form.lists.get("evidence_kinds", ())}
    named = (desk.instance.text(labels[k], key) if k in labels else k for k in question.evidence_kinds)
    steps = (asked.section, asked.record or asked.group)
    fields = {
        "place": desk.place,
        "ordinal": question.ordinal,
        "items": key.items,
        "zone": desk.zone,
        "path": " › ".join(filter(None, steps)),
        "number": asked.number,
        "total": asked.total,
        "label": cards.brief(asked.label),
        "value": asked.present,
        "kinds": tuple(named),
        "shared": tuple(_shared(desk, key)),
        "pieces": tuple(piece_view(row, n) for n, row in enumerate(pieces(desk, key), start=1)),
        "most": MOST,
        "way": way,
        "left": len(on_way(desk, way)) if way else 0,
    }
    return EvidenceView(**{**fields, **shown})


def on_way(desk: Desk, way: str) -> tuple[AnswerKey, ...]:
    """The answers that a walk still leads through: all that lack evidence, or a section's ('w3')."""
    if len(way) == 1:
        return lacking(desk)
    number = read36(way[1:])
    return lacking(desk, desk.form.sections[number]) if 0 <= number < len(desk.form.sections) else ()


def _shared(desk: Desk, key: AnswerKey) -> list[str]:
    around = desk.form.repeats_of
    return [
        cards.brief(cards.label_of(desk, AnswerKey(one.path, key.items[: len(around[one.path])])))
        for one in evidence.sharing(desk.instance, key)
    ]


def piece_view(row: EvidenceRow, number: int) -> PieceView:
    """A piece as cards show it."""
    is_file = row.kind == FILE
    name = row.text if row.kind in (LINK, POST) else row.name if row.medium in NAMED else ""
    return PieceView(
        id=row.id,
        number=number,
        kind=row.medium if is_file else row.kind,
        name=name.removeprefix("https://") if row.kind == LINK else name,
        caption=row.caption,
        origin=row.origin,
        origin_at=row.origin_at,
        under_way=is_file and row.fetched_at is None and row.gave_up_at is None,
        refused=row.refused or ("lost" if row.gave_up_at is not None else ""),
        on_drive=row.kind == LINK and links.is_on_drive(row.text),
    )
