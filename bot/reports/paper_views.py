"""What stands on a receipt and in the answers as a document, with every sentence already worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What a receipt says of itself, also to a program; see `receipt_file`."""

    number: str
    at: datetime
    zone: str  # 'Asia/Makassar'
    name: str  # who signed
    region: str
    round: str
    code: str  # of the agency
    agency: str
    answers: int
    evidence: int
    replaces: str  # number of the receipt before, or ''
    content: str  # the canonical submission
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    language: str
    facts: Facts
    title: str
    statement: str  # who confirmed what
    lines: tuple[tuple[str, str], ...]  # 'Disahkan oleh', 'Andi Saputra'
    time: str  # when, as one of the lines says it
    heads: tuple[str, ...]  # of the table
    rows: tuple[tuple[str, ...], ...]  # a section each, the sum last
    fingerprint: str  # the word for it
    check: tuple[str, ...]  # how to check it, and what it does not prove
    page: str  # 'halaman'


@dataclass(frozen=True, slots=True)
class AnswerLine:
    number: str
    question: str
    answer: str
    notes: tuple[str, ...] = ()  # evidence, and why there is none
    record: str = ""  # 'Quick win 2', where it stands in one


@dataclass(frozen=True, slots=True)
class AnswersPaper:
    language: str
    title: str
    lines: tuple[str, ...]  # under the title: region, round, as of when
    sections: tuple[tuple[str, tuple[AnswerLine, ...]], ...]
    signature: tuple[str, str]  # who signs on paper, where no link is used; the line for the name
    page: str
