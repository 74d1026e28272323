"""Pieces of evidence as an export tells them: what each proves, where it lies, who sent it; the manifest's rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.reports.cells import clean, guarded
from bot.reports.file_names import ending_of, slug, split
from bot.reports.submission import Round
from bot.reports.words import Words

RESERVED_FOLDER = "_"


class Proves(StrEnum):
    """What a piece was given for."""

    QUESTION = "question"
    GROUP = "group"  # several questions share it
    TASK = "task"  # a follow-up task


class Standing(StrEnum):
    """Whether a piece is in the zip, and if not, why."""

    KEPT = "kept"
    SAME = "same"  # its content stands there once, for another question of the agency
    LISTED = "listed"  # no file: a link, a post, a place
    WAITING = "waiting"  # not fetched yet
    LOST = "lost"  # Telegram does not give it out, or it is gone from the store
    REFUSED = "refused"
    OFF = "off"  # what it proves is not asked any more
    LATER = "later"  # it does not fit into what may be sent


@dataclass(frozen=True, slots=True)
class Target:
    """What a piece proves. `number` is the question's in its section, as the agency's own lists count it."""

    proves: Proves
    name: str  # path of the question, name of the group, number of the task
    label: str
    section: str = ""  # its label
    section_number: int = 0  # among the sections of the form, from 1
    number: int = 0
    record: tuple[int, ...] = ()  # places of the records it stands in, from 1


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence of one agency."""

    agency: str  # its name
    code: str
    target: Target
    piece: int  # among those of its target, from 1
    kind: str  # file, link, post, place
    standing: Standing
    who: str
    at: datetime
    name: str = ""  # as its sender called the file
    medium: str = ""
    mime: str = ""
    sniffed: str = ""
    size: int = 0  # bytes
    sha256: str = ""
    text: str = ""  # the link, the words of the post, the place
    caption: str = ""
    origin: str = ""  # who posted what was forwarded
    origin_at: datetime | None = None


HEADS = (
    *(
        "file",
        "agency-code",
        "agency",
        "section",
        "number",
        "question",
        "record-place",
        "kind",
        "own-name",
        "content",
    ),
    *("caption", "bytes", "type", "sha256", "who", "when", "origin", "origin-when", "file-standing"),
)


def place(proof: Proof, p: Words) -> str:
    """Where a file lies in the zip: 'dinkes/4-smart-living/12_imunisasi_01.pdf', without making it unique."""
    target = proof.target
    skipped = frozenset(p("proof-skipped-words").split())
    ending = ending_of(split(proof.name)[1], proof.sniffed, proof.mime)
    match target.proves:
        case Proves.QUESTION:
            section = slug(target.section) or "-"
            folder = f"{target.section_number}-{section}" if target.section else str(target.section_number)
            parts = [
                f"{target.number:02}",
                slug(target.label, skipped) or slug(target.name.rpartition("/")[2]),
            ]
            parts += [f"{p('proof-record')}{'-'.join(map(str, target.record))}"] if target.record else []
        case Proves.GROUP:
            folder, parts = p("proof-folder-group"), [slug(target.name) or "-"]
        case Proves.TASK:
            folder, parts = p("proof-folder-task"), [target.name, slug(target.label, skipped)]
    stem = "_".join([*(part for part in parts if part), f"{proof.piece:02}"])
    return f"{slug(proof.code) or RESERVED_FOLDER}/{folder}/{stem}{f'.{ending}' if ending else ''}"


def heads(round_: Round, p: Words) -> list[str]:
    """The first line of the manifest."""
    return [
        p(f"proof-{head}", zone=round_.zone_name) if "when" in head else p(f"proof-{head}") for head in HEADS
    ]


def row(proof: Proof, path: str, round_: Round, p: Words) -> list[str]:
    """A line of the manifest; `path` is '' for what is not in the zip. No cell can become a formula."""
    target = proof.target
    is_file = proof.kind == "file"
    cells = [
        path,
        proof.code,
        proof.agency,
        target.section,
        str(target.number or ""),
        target.label,
        ".".join(map(str, target.record)),
        p(f"proof-kind-{proof.kind}"),
        proof.name,
        proof.text,
        proof.caption,
        str(proof.size) if is_file else "",
        (proof.sniffed or proof.mime or proof.medium) if is_file else "",
        proof.sha256,
        proof.who,
        _moment(proof.at, round_),
        proof.origin,
        _moment(proof.origin_at, round_),
        p(f"proof-standing-{proof.standing.value}"),
    ]
    return [guarded(clean(cell)) for cell in cells]


def _moment(at: datetime | None, round_: Round) -> str:
    return f"{at.astimezone(round_.zone):%Y-%m-%d %H:%M}" if at is not None else ""
