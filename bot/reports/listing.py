"""Answers as lines: one row an answer, with its label, unit and standing, who gave it and when."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reports.answers import agency_cells, agency_heads, place, section_of, value_cell
from bot.reports.book import Row
from bot.reports.cells import EMPTY, Cell, moment, text, whole
from bot.reports.submission import Entry, Round, State, Submission, says
from bot.reports.words import Words

ORIGINS = frozenset({"carried", "guest", "sheet", "copied"})


def heads(round_: Round, p: Words) -> tuple[Row, ...]:
    keys = ("section", "question", "name", "record")
    after = ("value", "label", "unit", "standing", "reason", "who")
    return (
        (
            *(Cell(p(f"export-{key}")) for key in keys),
            *agency_heads(p),
            *(Cell(p(f"export-{key}")) for key in after),
            Cell(p("export-when", zone=round_.zone_name)),
            Cell(p("export-origin")),
            *((Cell(p("export-evidence")),) if round_.present.form.may_need_evidence else ()),
        ),
    )


def rows(submission: Submission, round_: Round, p: Words) -> Iterator[Row]:
    """What the agency answered, passed by or said to be unavailable, and what the form computed from it."""
    for entry in submission.entries():
        if entry.state is State.OPEN or (entry.state is State.COMPUTED and not entry.value):
            continue
        yield (
            text(section_of(round_, entry.key.question)),
            text(says(entry.instance, entry.key.question, entry.key.items)),
            text(entry.key.question),
            record_place(submission, entry),
            *agency_cells(submission),
            value_cell(entry, submission, round_),
            text(submission.label(entry, round_.language)),
            text(entry.instance.unit(entry.question)),
            Cell(p(f"export-standing-{entry.state.value}")),
            text(entry.reason),
            text(entry.who),
            moment(entry.at, round_.zone),
            text(p(f"export-origin-{entry.origin}")) if entry.origin in ORIGINS else EMPTY,
            *(_proof(submission, entry, p) if round_.present.form.may_need_evidence else ()),
        )


def _proof(submission: Submission, entry: Entry, p: Words) -> tuple[Cell]:
    """How many pieces of evidence stand beside the answer, or that it lacks the one that it needs."""
    count = submission.proof(entry)
    return (EMPTY if count is None else whole(count) if count else Cell(p("export-proof-lacking")),)


def record_place(submission: Submission, entry: Entry) -> Cell:
    """The number of the record that an answer belongs to, if it stands in one."""
    around = entry.instance.form.repeats_of[entry.key.question]
    if not around:
        return EMPTY
    version = next(v for v, instance in submission.instances.items() if instance is entry.instance)
    return place(submission, version, around[-1], entry.key.items)
