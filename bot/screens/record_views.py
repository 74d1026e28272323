"""What the cards of records need to know: a list of them, and one of them. Strings are plain, screens escape them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.problems import Problem
from bot.screens.views import Place, Proof, RemarkLine, ReturnedView, SavedView


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record on the card of its list."""

    item: str  # its id
    summary: str  # its first answers; '' before there are any
    done: int
    asked: int

    @property
    def full(self) -> bool:
        return self.done >= self.asked


@dataclass(frozen=True, slots=True)
class EarlierRecord:
    """A record of an earlier round that may go on: one tap takes it over."""

    token: str  # what its button carries
    summary: str


@dataclass(frozen=True, slots=True)
class RepeatView:
    """The list of a repeat's items: add, open, remove, done."""

    place: Place
    ordinal: int  # of the repeat, in the form's list of repeats
    items: tuple[str, ...]  # the items around this repeat
    section: str
    label: str
    hint: str
    lines: tuple[RecordLine, ...]
    fixed: bool  # driven by repeat_count: nothing to add or remove
    newest: int = 0  # the number of the newest item there ever was: a double tap adds one item, not two
    least: int = 0
    most: int = 200
    can_back: bool = True
    page: int | None = None  # of a long list; None: the last one, where the newest items stand
    saved: SavedView | None = None
    problem: Problem | None = None
    complete: str = ""  # id of the item that has just been completed
    removed: tuple[str, str] | None = None  # id and summary of the item that was just taken off
    fillable: bool = True  # a table has columns for some of its questions
    filling: bool = False  # she wants to fill it from a table
    added: int = 0  # records that have just come from a table
    earlier: tuple[EarlierRecord, ...] = ()
    earlier_round: str = ""
    returned: ReturnedView | None = None  # the whole list is to be done again
    thread: tuple[RemarkLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """One line of a record: a question, or a list inside it (then `ordinal` counts repeats)."""

    ordinal: int
    items: tuple[str, ...]
    label: str
    value: str  # '' while it is open
    is_repeat: bool = False
    mark: str = ""  # copied, carried: nobody has looked at it in this record yet
    proof: Proof = Proof.NONE


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record with all of its answers, to look it over, to change any, to copy it or to take it off."""

    place: Place
    ordinal: int  # of the repeat
    items: tuple[str, ...]  # with its own id last
    section: str
    name: str  # 'Quick win 2'
    summary: str
    lines: tuple[RecordAnswer, ...]
    done: int
    asked: int
    newest: int
    fixed: bool = False
    full: bool = False  # the list takes no more
    page: int = 0
    saved: SavedView | None = None
    lead: str = ""  # copied, carried, complete: what has just happened to it
