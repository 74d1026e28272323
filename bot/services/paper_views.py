"""Words a receipt and the answers as a document, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import unescape

from bot.flows import interview, progress
from bot.flows.answers import AnswerKey
from bot.reports.paper_views import AnswerLine, AnswersPaper, Facts, ReceiptPaper
from bot.screens.dates import moment
from bot.screens.phrases import Phrases, phrases
from bot.services import cards
from bot.services.acting import section_name
from bot.services.desk import Desk
from bot.services.evidence_counts import pieces
from bot.services.evidence_documents import named
from bot.services.evidence_rows import is_good
from storage.receipts import ReceiptRow

LABEL = 120  # characters of a section's label in the table: a row has to fit on a page


def receipt_paper(desk: Desk, kept: ReceiptRow, earlier: ReceiptRow | None, language: str) -> ReceiptPaper:
    """A receipt as it is printed. What it counts was counted when it was signed."""
    p = phrases(language)
    work, agency = desk.work, desk.work.agency
    assert agency is not None
    when = unescape(moment(kept.at, desk.zone, language))
    answers, evidence_count = int(kept.counts["answers"]), int(kept.counts["evidence"])
    facts = Facts(
        number=kept.number,
        at=kept.at,
        zone=desk.zone.key,
        name=kept.name,
        region=work.region_name,
        round=work.round_name,
        code=agency.code,
        agency=agency.name,
        answers=answers,
        evidence=evidence_count,
        replaces=earlier.number if earlier is not None else "",
        content=kept.content,
        fingerprint=kept.fingerprint,
    )
    sections = [
        (cards.brief(section_name(desk.form, str(path), language), LABEL), *map(str, counted))
        for path, *counted in kept.counts["sections"]
    ]
    sums = [sum(int(row[place]) for row in sections) for place in range(1, 5)]
    return ReceiptPaper(
        language=language,
        facts=facts,
        title=p.plain("paper-receipt"),
        statement=p.plain("paper-statement", agency=agency.name, round=work.round_name, name=kept.name),
        lines=tuple(_lines(facts, when, p)),
        time=when,
        heads=tuple(
            p.plain(f"paper-head-{key}")
            for key in ("section", "answered", "asked", "unavailable", "evidence")
        ),
        rows=(*sections, (p.plain("paper-total"), *map(str, sums))),
        fingerprint=p.plain("paper-fingerprint"),
        check=(p.plain("paper-check"), p.plain("paper-check-not")),
        page=p.plain("paper-page"),
    )


def answers_paper(desk: Desk, now: datetime, language: str) -> AnswersPaper:
    """Everything on the path of the desk's agency, with the names of the evidence that counts."""
    p = phrases(language)
    work, agency = desk.work, desk.work.agency
    assert agency is not None
    sections = tuple(
        (cards.section_label(desk, tally.section), tuple(_answers(desk, tally.section, p)))
        for tally in progress.tallies(desk.instance)
    )
    return AnswersPaper(
        language=language,
        title=agency.name,
        lines=(
            f"{work.round_name} · {work.region_name}",
            p.plain("paper-as-of", moment=unescape(moment(now, desk.zone, language))),
        ),
        sections=sections,
        signature=(p.plain("paper-signature", agency=agency.name), p.plain("paper-signature-name")),
        page=p.plain("paper-page"),
    )


def _lines(facts: Facts, when: str, p: Phrases) -> Iterable[tuple[str, str]]:
    yield p.plain("paper-region"), facts.region
    yield p.plain("paper-round"), facts.round
    yield p.plain("paper-agency"), facts.agency
    yield p.plain("paper-signer"), facts.name
    yield p.plain("paper-time"), when
    if facts.replaces:
        yield p.plain("paper-replaces"), facts.replaces


def _answers(desk: Desk, section: str, p: Phrases) -> Iterable[AnswerLine]:
    number = 0
    for stop in interview.path(desk.instance, section):
        if not progress.counts(desk.instance, stop) or stop.repeat:
            continue
        number += 1
        answer = desk.instance.answers.get(stop.key)
        said = p.plain("paper-open")
        if answer is not None:
            said = cards.told(desk, stop.key, answer.standing, answer.value or answer.reason)
        yield AnswerLine(
            number=f"{number}",
            question=cards.label_of(desk, stop.key),
            answer=said,
            notes=tuple(_notes(desk, stop.key, p)),
            record=cards.record_of(desk, stop.key) if stop.key.items else "",
        )


def _notes(desk: Desk, key: AnswerKey, p: Phrases) -> Iterable[str]:
    for row in filter(is_good, pieces(desk, key)):
        name = named(row.kind, row.medium or "", row.name or "", row.text, p)
        yield p.plain("paper-evidence", name=" ".join(name.split())[:120])
