"""What each screen needs to know, as frozen values that services fill in. All strings are plain, not HTML:
screens escape them. Labels are already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.flows.answers import Standing
from bot.flows.form import Kind
from bot.flows.moves import Status as Status
from bot.flows.problems import Problem


@dataclass(frozen=True, slots=True)
class Deadline:
    at: datetime
    zone: ZoneInfo
    now: datetime


class Proof(StrEnum):
    """How an answer stands with its evidence."""

    NONE = ""  # it has none and needs none
    GIVEN = "given"
    MISSING = "missing"
    REFUSED = "refused"  # what was sent cannot be used, and it needs evidence


@dataclass(frozen=True, slots=True)
class SectionLine:
    index: int  # in form.sections; what a button carries
    label: str
    done: int
    asked: int
    missing: int  # required and without an answer
    status: Status = Status.DRAFT
    pillar: bool = False  # one of the pillars: shown together, apart from the common sections
    proved: int = 0  # answers that have evidence; those that share it count once
    unproved: int = 0  # answers that need evidence and have none
    holder: str = ""  # who of the agency has taken it on
    mine: bool = False  # and that is the reader


@dataclass(frozen=True, slots=True)
class Place:
    """What every button of a representative's screen carries: whose submission, in which form version."""

    submission: int
    form: int


@dataclass(frozen=True, slots=True)
class SealView:
    """A receipt; `changed` answers differ from what was confirmed, 0: the seal is intact."""

    number: str
    at: datetime
    zone: ZoneInfo
    changed: int


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A follow-up task that the agency owes, on its home card."""

    id: int
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class TaskCount:
    """Follow-up tasks that are not ended: owed in time, owed and late, delivered and to be checked."""

    owed: int = 0
    late: int = 0
    delivered: int = 0

    def __bool__(self) -> bool:
        return bool(self.owed or self.late or self.delivered)


NO_TASKS = TaskCount()


@dataclass(frozen=True, slots=True)
class WelcomeView:
    place: Place
    person: str
    agency: str
    region: str
    round: str
    notice: str  # the form's own sentence, or ''
    questions: int
    minutes: int
    deadline: Deadline
    started: bool  # something is answered already: "Lanjutkan" rather than "Mulai"


@dataclass(frozen=True, slots=True)
class HomeView:
    place: Place
    agency: str
    region: str
    round: str
    deadline: Deadline
    sections: tuple[SectionLine, ...]
    current: SectionLine | None  # where Continue leads; None when nothing is open
    evidence_missing: int = 0  # answers that still lack their evidence
    tasks: tuple[TaskLine, ...] = ()  # follow-up tasks that are owed, the nearest deadline first
    other_agencies: bool = False  # there is more that she can work on: offer the switch
    other_rounds: bool = False  # and it is all for one agency
    closed: bool = False  # the round is closed: read only
    to_fix: int = 0  # returned questions that are still to be dealt with
    saved: SavedView | None = None
    proposals: int = 0  # answers of guests that wait for a word
    seal: SealView | None = None  # the newest receipt, held against what stands now
    signable: bool = False  # everything is sent: its head can be asked to confirm it


@dataclass(frozen=True, slots=True)
class SavedView:
    """The first line of the card after an answer: what was understood, read back."""

    label: str  # short name of the question
    value: str  # as shown; '' when it was skipped or cleared
    standing: Standing = Standing.GIVEN
    reason: str = ""
    unchanged: bool = False  # a second tap: nothing was written
    fallen: int = 0  # answers that fell off the path with this one (kept, not counted)
    carried: bool = False  # as in the round before
    photo_tip: bool = False  # it is a compressed photo where a document is asked for
    proves: tuple[int, tuple[str, ...]] | None = None  # ordinal and items, where evidence may be added to it


@dataclass(frozen=True, slots=True)
class OfferView:
    """One choice as shown. `index` is its place in the form's list; `picked` marks it."""

    index: int
    label: str
    picked: bool = False
    rank: int = 0  # 1.. in a ranking, 0 when not ranked yet


@dataclass(frozen=True, slots=True)
class DoubtView:
    """More than one sensible reading of what was typed: ask."""

    kind: str  # number, date, nihil, choice
    readings: tuple[
        tuple[str, str, str], ...
    ]  # canonical value ('' = not available), as shown, in words or ''


@dataclass(frozen=True, slots=True)
class ColleagueView:
    """An answer that is newer than the one that would replace it: a colleague's, or one's own."""

    name: str
    minutes: int  # ago
    theirs: str
    mine: str
    own: bool = False  # she gave the newer one herself, and then edited an old message


@dataclass(frozen=True, slots=True)
class EarlierView:
    """What was answered in an earlier round and may be kept."""

    value: str  # as shown
    on: date


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What somebody said about a question."""

    by: str
    text: str
    at: datetime
    of_agency: bool


@dataclass(frozen=True, slots=True)
class ReturnedView:
    """On the card of a question that is to be done again."""

    comment: str
    by: str
    left: int  # how many are still to be dealt with, this one among them


@dataclass(frozen=True, slots=True)
class QuestionView:
    place: Place
    ordinal: int
    items: tuple[str, ...]
    revision: int
    kind: Kind
    section: str  # label
    group: str  # label of the innermost group inside the section, or ''
    record: str  # 'Aplikasi 2' inside a repeat, or ''
    number: int  # 3 of
    total: int  # 9, in this section on the present path
    label: str
    hint: str
    expectation: str  # 'angka, km'
    required: bool
    read_only: bool = False
    fallback_language: str = ""  # the language the label is in, when it lacks the reader's
    fallback_hint: str = ""  # the same for the hint or the guidance, where the label has the reader's
    guidance: str = ""  # what the author says to whoever wants to know more
    present: str = ""  # the present answer as shown, or ''
    present_standing: Standing | None = None
    present_reason: str = ""
    present_by: str = ""  # the colleague who gave it, '' when it is one's own
    offers: tuple[OfferView, ...] = ()
    page: int = 0
    filtered: str = ""  # the text that the offers were filtered by
    ticked: str = ""  # the choices that were just typed and now wait for Done with the others
    first: tuple[int, tuple[str, ...], str] | None = (
        None  # nothing is on offer until this question is answered
    )
    example: str = ""
    appearance: frozenset[str] = frozenset()
    can_back: bool = True
    asking_reason: bool = False  # "not available": the card asks why
    collecting: bool = False  # a long text: more messages may follow until Next
    saved: SavedView | None = None
    problem: Problem | None = None
    doubt: DoubtView | None = None
    colleague: ColleagueView | None = None
    unavailable_allowed: bool = True
    passable: bool = False  # a colleague can be asked for help with it
    pieces: int | None = None  # of evidence for the present answer; None where it is not asked for any
    pictures: bool = False  # the author put pictures beside the question or its choices
    earlier: EarlierView | None = None  # last round's answer, while there is none yet
    quick: tuple[tuple[str, str], ...] = ()  # canonical value, as shown: a short range, today's date
    returned: ReturnedView | None = None  # it is to be done again
    thread: tuple[RemarkLine, ...] = ()  # what reviewers and the agency said about it


@dataclass(frozen=True, slots=True)
class LineView:
    """One question in a list or a review."""

    ordinal: int
    items: tuple[str, ...]
    number: int
    label: str
    value: str  # '' when open
    standing: Standing | None
    required: bool
    reason: str = ""
    group: str = ""
    is_repeat: bool = False  # then `ordinal` counts repeats
    by: str = ""  # the colleague who answered
    proof: Proof = Proof.NONE
    origin: str = ""  # carried, guest, sheet, copied; '' where it was given here
    unfit: bool = False  # answered with a choice that is no longer on offer


@dataclass(frozen=True, slots=True)
class ListView:
    place: Place
    section: SectionLine
    lines: tuple[LineView, ...]
    page: int
    claim: str = ""  # what she can do about who holds it; see `sharing`
    passable: bool = False


@dataclass(frozen=True, slots=True)
class ReviewView:
    place: Place
    section: SectionLine
    gaps: tuple[LineView, ...]  # required and open
    lines: tuple[LineView, ...]  # everything else, answered or optional
    page: int
    refused: bool = False  # she tapped Send while something is missing
    unproved: bool = False  # she tapped Send while evidence is missing: ask once
    closed: bool = False
    saved: SavedView | None = None


@dataclass(frozen=True, slots=True)
class SubmittedView:
    place: Place
    section: SectionLine
    at: datetime
    zone: ZoneInfo
    left: tuple[SectionLine, ...]  # sections still open
    unavailable: int
    signable: bool = False  # it was the last: the head can be asked to confirm everything


@dataclass(frozen=True, slots=True)
class AgencyChoiceView:
    options: tuple[tuple[int, str, str], ...]  # submission, agency, round
    current: int


@dataclass(frozen=True, slots=True)
class HelpView:
    role: str  # representative, coordinator, both, leader, alternate, stranger
    agency: str = ""
    coordinators: tuple[str, ...] = ()
