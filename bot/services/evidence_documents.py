"""What an agency has given so far: each file, link or post once, with all the answers that it proves."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from bot.flows import evidence, interview, links, progress
from bot.flows.answers import AnswerKey
from bot.flows.evidence import GROUP, Subject, Wanted
from bot.flows.form import Scope
from bot.flows.values.places import is_place, show_place
from bot.screens.evidence_views import PieceView
from bot.screens.phrases import Phrases
from bot.services import cards
from bot.services.desk import NAMED, Desk
from bot.services.evidence_counts import standing
from bot.services.evidence_rows import FILE, LINK, PLACE, POST, is_good
from storage.evidence import EvidenceRow
from storage.file_uses import UseRow


@dataclass(frozen=True, slots=True)
class Use:
    """An answer that something proves; of those that share their evidence the first that asks for it."""

    key: AnswerKey
    row: EvidenceRow


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that was given, however often it was sent; its uses in the order of the form."""

    uses: tuple[Use, ...]

    @property
    def row(self) -> EvidenceRow:
        """The first that came; where that one is lost or refused, the first that is good."""
        rows = sorted((use.row for use in self.uses), key=lambda row: row.id)
        return next(filter(is_good, rows), rows[0])


def documents(desk: Desk) -> tuple[Document, ...]:
    """Everything that proves answers asked of this agency, in the order of the form. Other agencies' evidence for
    the region is not among it."""
    found: list[list[Use]] = []
    known: dict[Hashable, list[Use]] = {}
    for use in _uses(desk):
        marks = _marks(use.row)
        same = {id(known[mark]): known[mark] for mark in marks if mark in known}
        first, *others = list(same.values()) or [[]]
        for other in others:  # what was fetched meanwhile shows that two are one
            first += other
            found = [one for one in found if one is not other]
            known.update({mark: first for mark, one in known.items() if one is other})
        if not same:
            found.append(first)
        first.append(use)
        known.update(dict.fromkeys(marks, first))

    def place(use: Use) -> tuple[int, int]:
        return desk.form.questions[use.key.question].ordinal, use.row.id

    ordered = sorted((sorted(uses, key=place) for uses in found), key=lambda uses: place(uses[0]))
    return tuple(Document(tuple(uses)) for uses in ordered)


def _uses(desk: Desk) -> Iterator[Use]:
    wanted = {one.subject: one for one in evidence.wanted(desk.instance)} if desk.evidence else {}
    for about, rows in desk.evidence.items():
        key = key_of_subject(desk, about, wanted)
        if key is not None:
            yield from (Use(key, row) for row in rows)


def _marks(row: EvidenceRow) -> tuple[Hashable, ...]:
    """What it is known by: Telegram's name of the file, the hash of its bytes, the address, the words."""
    if row.kind == FILE:
        return tuple(filter(None, (row.file_id, row.unique_id, row.sha256)))
    return ((row.kind, row.id if row.kind == PLACE else row.text),)


def key_of_subject(
    desk: Desk, about: Subject, wanted: Mapping[Subject, Wanted] | None = None
) -> AnswerKey | None:
    """The answer whose card stands for this subject; None where nothing of it is asked of this agency. `wanted` is
    what is wanted of the desk, where that is known already."""
    if not about.name.startswith(GROUP):
        question = desk.form.questions.get(about.name)
        if question is None or question.path not in desk.instance.asked or question.scope is not about.scope:
            return None
        return AnswerKey(about.name, about.items)
    rows = [
        row
        for row in desk.form.evidence_groups.get(about.name.removeprefix(GROUP), ())
        if row.scope is about.scope and row.path in desk.instance.asked
    ]
    if not rows:
        return None
    if wanted is None:
        wanted = {one.subject: one for one in evidence.wanted(desk.instance)}
    if about in wanted:
        return standing(desk, wanted[about])
    paths = {row.path for row in rows}
    stops = (stop.key for stop in interview.path(desk.instance) if stop.key.question in paths)
    there = (key for key in stops if evidence.subject(desk.form, key) == about)
    return next(there, None) or AnswerKey(rows[0].path, about.items)


def piece(desk: Desk, evidence_id: int) -> Use | None:
    """A present piece of this agency by its id; None for anybody else's, for one that is gone, for any other."""
    for about, rows in desk.evidence.items():
        for row in rows:
            if row.id == evidence_id:
                key = key_of_subject(desk, about)
                return Use(key, row) if key is not None else None
    return None


def subject_of(desk: Desk, row: EvidenceRow | UseRow) -> Subject | None:
    """What a row proves or proved, if that belongs to this desk."""
    items = tuple(row.items.split(".")) if row.items else ()
    for scope, submission in (
        (Scope.AGENCY, desk.work.submission_id),
        (Scope.REGION, desk.work.region_submission_id),
    ):
        if row.submission_id == submission:
            return Subject(row.subject, items, scope)
    return None


def numbers(desk: Desk) -> Mapping[AnswerKey, int]:
    """The number of each question in its section, as lists show it; none for what is not asked any more."""
    found: dict[AnswerKey, int] = {}
    for section in desk.form.sections:
        stops = (one for one in interview.path(desk.instance, section) if progress.counts(desk.instance, one))
        found.update({stop.key: number for number, stop in enumerate(stops, start=1)})
    return found


def label(desk: Desk, key: AnswerKey) -> str:
    """The question in a line, with its record where it stands in one."""
    record = cards.record_of(desk, key)
    said = cards.brief(cards.label_of(desk, key))
    return f"{record}: {said}" if record else said


def piece_of(row: EvidenceRow, number: int) -> PieceView:
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


def named(kind: str, medium: str, name: str, text: str, p: Phrases) -> str:
    """A piece in a few words: the name of its file, the link, what was posted, where it is; or else what it is."""
    if kind == FILE:
        return (name if medium in NAMED else "") or p.plain("file-unnamed", medium=medium)
    if kind == PLACE and is_place(text):
        return show_place(text)
    return text or p.plain(f"evidence-{kind}")
