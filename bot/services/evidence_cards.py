"""From a desk to the card of an answer's evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.flows import evidence
from bot.flows.answers import AnswerKey
from bot.flows.evidence import Need
from bot.screens.evidence_views import EvidenceView, PieceView
from bot.screens.press import read36, to36
from bot.services import cards
from bot.services.desk import Desk
from bot.services.evidence_counts import fillable, pieces
from bot.services.evidence_documents import piece_of
from bot.services.evidence_offers import offers
from storage.evidence import EvidenceRow

REPLACED = "/"  # before the id of the piece that is to be replaced, in what a chat remembers
MOST = 10  # pieces for one answer: as many as an album holds, and far more than an assessor opens


def takes(desk: Desk, key: AnswerKey) -> bool:
    """Whether this answer has a card for evidence: its rule asks for some, or some was handed in before."""
    if key.question not in desk.form.questions:
        return False
    return evidence.need(desk.instance, key) is not Need.NONE or bool(pieces(desk, key))


def evidence_draft(way: str, replaced: int | None = None) -> str:
    """What a chat remembers while the card stands: the walk that she is on, and which piece is to be replaced."""
    return way if replaced is None else f"{way}{REPLACED}{to36(replaced)}"


def read_draft(draft: str) -> tuple[str, int | None]:
    """The walk, and the piece whose place the next one takes."""
    way, found, replaced = draft.partition(REPLACED)
    return way, read36(replaced) if found else None


def evidence_view(desk: Desk, key: AnswerKey, draft: str = "", **shown: Any) -> EvidenceView:
    """The card as it stands. `draft` is what the chat remembers of it; `shown` overrides fields."""
    way, replaced = read_draft(draft)
    asked, there = cards.question_view(desk, key, {}), pieces(desk, key)
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
        "pieces": tuple(_numbered(there)),
        "most": MOST,
        "way": way,
        "left": len(on_way(desk, way)) if way else 0,
        "replaced": next((n for n, row in enumerate(there, start=1) if row.id == replaced), 0),
        "reusable": len(offers(desk, key)),
    }
    return EvidenceView(**{**fields, **shown})


def on_way(desk: Desk, way: str) -> tuple[AnswerKey, ...]:
    """The answers that a walk still leads through: all that lack evidence, or a section's ('w3')."""
    if len(way) == 1:
        return fillable(desk)
    number = read36(way[1:])
    return fillable(desk, desk.form.sections[number]) if 0 <= number < len(desk.form.sections) else ()


def _numbered(there: Sequence[EvidenceRow]) -> Iterator[PieceView]:
    """The pieces of a card; what has the content of an earlier one says of which."""
    first: dict[str, int] = {}
    for number, row in enumerate(there, start=1):
        same = first.setdefault(row.sha256, number) if row.sha256 else number
        yield replace(piece_of(row, number), same_as=same if same != number else 0)


def _shared(desk: Desk, key: AnswerKey) -> list[str]:
    around = desk.form.repeats_of
    return [
        cards.brief(cards.label_of(desk, AnswerKey(one.path, key.items[: len(around[one.path])])))
        for one in evidence.sharing(desk.instance, key)
    ]
