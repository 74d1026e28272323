"""The first two sheets: what this export is, and how far every agency is in every section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.reports.answers import agency_cells, agency_heads
from bot.reports.book import Row
from bot.reports.cells import EMPTY, Cell, Tone, moment, text, whole
from bot.reports.submission import Confirmed, Round, Submission, section_label
from bot.reports.words import Words

DRAFT = "draft"
FIELDS = ("status", "answered", "of", "missing", "since")
PROVING = ("proved", "unproved")


def about_rows(
    round_: Round, contents: Iterable[tuple[str, str]], tones: Mapping[Tone, str], p: Words
) -> Iterator[Row]:
    """Where the export comes from, what its sheets are: (name, sentence), and what their colours mean."""
    form = round_.present.form
    yield Cell(p("export-region")), text(round_.region)
    yield Cell(p("export-round")), text(round_.name)
    yield Cell(p("export-form")), text(section_label(round_.present, ""))
    yield Cell(p("export-form-version")), text(form.version)
    yield Cell(p("export-deadline", zone=round_.zone_name)), moment(round_.deadline, round_.zone)
    yield Cell(p("export-made", zone=round_.zone_name)), moment(round_.made_at, round_.zone)
    notice = form.notices.get(round_.language) or form.notices.get("") or ""
    if notice:
        yield Cell(p("export-notice")), text(notice)
    yield ()
    for name, sentence in contents:
        yield text(name), text(sentence)
    yield ()
    for tone, key in tones.items():
        yield Cell(tone=tone), Cell(p(key))


def heads(round_: Round, sections: Sequence[str], p: Words) -> tuple[Row, ...]:
    fixed = (
        *agency_heads(p),
        *(Cell(p(f"export-{key}")) for key in ("representatives", "answered", "of", "missing")),
        *(Cell(p(f"export-{key}", zone=round_.zone_name)) for key in ("deadline", "seen")),
        *(Cell(p(f"export-{key}")) for key in ("receipt", "confirmed-by")),
        Cell(p("export-confirmed-at", zone=round_.zone_name)),
        Cell(p("export-seal")),
        *(Cell(p(f"export-{key}")) for key in _proving(round_)),
    )
    each = (*FIELDS, *_proving(round_))
    titles: list[Cell] = [EMPTY] * len(fixed)
    fields: list[Cell] = []
    for section in sections:
        speaker = round_.speaker(section) or round_.present
        titles += [text(section_label(speaker, section)), *[EMPTY] * (len(each) - 1)]
        fields += [
            Cell(p("export-since", zone=round_.zone_name) if key == "since" else p(f"export-{key}"))
            for key in each
        ]
    return tuple(titles), (*fixed, *fields)


def _proving(round_: Round) -> tuple[str, ...]:
    """Two more fields where the form asks for evidence: answers that have it, and those that lack it."""
    return PROVING if round_.present.form.may_need_evidence else ()


def _confirmed(confirmed: Confirmed | None, round_: Round) -> Row:
    """Four cells, empty where nobody has signed."""
    if confirmed is None:
        return (EMPTY,) * 4
    at = moment(confirmed.at, round_.zone)
    return text(confirmed.number), text(confirmed.by), at, text(confirmed.seal)


def row(submission: Submission, sections: Sequence[str], round_: Round, p: Words) -> Row:
    """One agency: how many questions it has answered, and where each section stands since when."""
    tallies = submission.tallies
    cells = [
        *agency_cells(submission),
        text(", ".join(submission.members)),
        whole(sum(tally.done for tally in tallies.values())),
        whole(sum(tally.asked for tally in tallies.values())),
        whole(sum(len(tally.gaps) for tally in tallies.values())),
        moment(submission.deadline, round_.zone),
        moment(submission.seen_at, round_.zone),
        *_confirmed(submission.confirmed, round_),
    ]
    proofs, proving = submission.proofs, _proving(round_)
    cells += [whole(sum(one[n] for one in proofs.values())) for n, _ in enumerate(proving)]
    for section in sections:
        tally, review = tallies.get(section), submission.reviews.get(section)
        if tally is None:
            cells += [Cell(tone=Tone.NOT_ASKED)] * (len(FIELDS) + len(proving))
            continue
        cells += [
            Cell(p(f"export-status-{review.status if review else DRAFT}")),
            whole(tally.done),
            whole(tally.asked),
            whole(len(tally.gaps)),
            moment(review.at if review else None, round_.zone),
        ]
        cells += [whole(proofs.get(section, (0, 0))[n]) for n, _ in enumerate(proving)]
    return cells
