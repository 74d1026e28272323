"""A receipt to be looked at, checked and tampered with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.reports.canonical import FORMAT, canonical_json, fingerprint
from bot.reports.paper_views import Facts, ReceiptPaper
from bot.reports.receipt_paper import write_receipt
from bot.screens.phrases import phrases

CONTENT = {
    "format": FORMAT,
    "region": "Kabupaten Kutai Timur",
    "round": "Evaluasi Smart City 2024",
    "agency": "dinkes",
    "form": {"id": "town", "version": "1"},
    "answers": [
        {"question": "g/beds", "items": "", "standing": "given", "value": "12"},
        {"question": "g/open", "items": "", "standing": "given", "value": "yes"},
    ],
    "evidence": [{"subject": "g/beds", "items": "", "kind": "file", "content": "a" * 64}],
}
TEXT = canonical_json(CONTENT).decode()
FACTS = Facts(
    number="TT-2024-3-0012",
    at=datetime(2024, 6, 21, 6, 3, tzinfo=UTC),
    zone="Asia/Makassar",
    name="Andi Saputra",
    region="Kabupaten Kutai Timur",
    round="Evaluasi Smart City 2024",
    code="dinkes",
    agency="Dinas Kesehatan",
    answers=2,
    evidence=1,
    replaces="TT-2024-3-0004",
    content=TEXT,
    fingerprint=fingerprint(TEXT.encode()),
)


WHEN = "Jumat, 21 Juni 2024, pukul 14.03 WITA"


def paper(facts: Facts = FACTS, language: str = "id", sections: int = 2) -> ReceiptPaper:
    p = phrases(language).plain
    heads = ("section", "answered", "asked", "unavailable", "evidence")
    return ReceiptPaper(
        language=language,
        facts=facts,
        title=p("paper-receipt"),
        statement=p("paper-statement", agency=facts.agency, round=facts.round, name=facts.name),
        lines=(
            (p("paper-region"), facts.region),
            (p("paper-agency"), facts.agency),
            (p("paper-signer"), facts.name),
            (p("paper-time"), WHEN),
            (p("paper-replaces"), facts.replaces),
        ),
        time=WHEN,
        heads=tuple(p(f"paper-head-{key}") for key in heads),
        rows=tuple((f"Bidang{n}", "1", "1", "0", "1") for n in range(sections)),
        fingerprint=p("paper-fingerprint"),
        check=(p("paper-check"), p("paper-check-not")),
        page=p("paper-page"),
    )


def written(to: Path, language: str = "id", sections: int = 2, **changed: object) -> Path:
    """A receipt with these facts changed."""
    path = to / "receipt.pdf"
    path.write_bytes(_made(language, sections, replace(FACTS, **changed)))  # type: ignore[arg-type]
    return path


def made(facts: Facts, language: str = "id", sections: int = 2) -> bytes:
    passing = write_receipt(paper(facts, language, sections))
    try:
        return passing.read_bytes()
    finally:
        passing.unlink()


_made = cache(lambda language, sections, facts: made(facts, language, sections))  # a second of work each
