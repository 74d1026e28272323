"""Where a section of a submission can stand, and every legal move between two such places: who may make it.

There is no other way for a section to change its status; `bot.services.moves` makes a move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a section stands. Draft and returned are open; submitted and accepted are locked."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"  # open for the questions that were returned, and for nothing else
    ACCEPTED = "accepted"


LOCKED = frozenset({Status.SUBMITTED, Status.ACCEPTED})  # out of the agency's hands


class Side(StrEnum):
    """Who makes a move."""

    AGENCY = "agency"
    COORDINATOR = "coordinator"
    ASSESSOR = "assessor"


class Move(StrEnum):
    SUBMIT = "submit"
    CLOSE = "close"  # locked although the agency did not send it
    REOPEN = "reopen"  # the whole section, for every question
    RETURN = "return"  # some questions of it
    RECALL = "recall"  # a return, taken back before anything was done about it
    SEND_BACK = "send_back"  # every returned question was dealt with
    ACCEPT = "accept"
    RECONSIDER = "reconsider"  # an acceptance, taken back


@dataclass(frozen=True, slots=True)
class Rule:
    before: frozenset[Status]
    after: Status
    by: frozenset[Side]


_AGENCY = frozenset({Side.AGENCY})
_COORDINATOR = frozenset({Side.COORDINATOR})
_REVIEWERS = frozenset({Side.COORDINATOR, Side.ASSESSOR})

MOVES: Mapping[Move, Rule] = {
    Move.SUBMIT: Rule(frozenset({Status.DRAFT}), Status.SUBMITTED, _AGENCY),
    Move.CLOSE: Rule(frozenset({Status.DRAFT}), Status.SUBMITTED, _COORDINATOR),
    Move.REOPEN: Rule(
        frozenset({Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED}), Status.DRAFT, _COORDINATOR
    ),
    # what was accepted too: the interview finds what the desk did not
    Move.RETURN: Rule(LOCKED, Status.RETURNED, _REVIEWERS),
    Move.RECALL: Rule(frozenset({Status.RETURNED}), Status.SUBMITTED, _REVIEWERS),
    Move.SEND_BACK: Rule(frozenset({Status.RETURNED}), Status.SUBMITTED, _AGENCY),
    Move.ACCEPT: Rule(frozenset({Status.SUBMITTED}), Status.ACCEPTED, _REVIEWERS),
    Move.RECONSIDER: Rule(frozenset({Status.ACCEPTED}), Status.SUBMITTED, _REVIEWERS),
}


def after(move: Move, status: Status, side: Side) -> Status | None:
    """Where the section stands after this move; None where nobody, or not this side, may make it."""
    rule = MOVES[move]
    return rule.after if status in rule.before and side in rule.by else None
