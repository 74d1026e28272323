"""What the earlier rounds of a region hold: which there were, and what was answered in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, or_, select

from storage.answers import AnswerRow
from storage.models import answer, round_, submission

_this = round_.alias("this")
_before = (
    select(round_.c.id, round_.c.form_id, round_.c.name)
    .select_from(_this)
    .join(round_, round_.c.region_id == _this.c.region_id)
    .where(_this.c.id == bindparam("of_round"), round_.c.id < _this.c.id, ~round_.c.trial)
    .order_by(round_.c.id.desc())
    .limit(bindparam("most"))
)
_answers = (
    select(
        submission.c.round_id,
        submission.c.agency_id,
        *(
            answer.c[name]
            for name in (
                *("submission_id", "question", "items", "value", "standing", "reason", "revision"),
                *("person_id", "at", "origin"),
            )
        ),
    )
    .join_from(answer, submission)
    .where(
        submission.c.round_id.in_(bindparam("rounds", expanding=True)),
        or_(submission.c.agency_id == bindparam("of_agency"), submission.c.agency_id.is_(None)),
        answer.c.question.in_(bindparam("questions", expanding=True)),
        answer.c.standing == "given",
    )
    .order_by(submission.c.round_id.desc(), answer.c.id)
)


@dataclass(frozen=True, slots=True)
class EarlierRoundRow:
    round_id: int
    form_id: int  # the version that was pinned last
    name: str


@dataclass(frozen=True, slots=True)
class EarlierAnswerRow:
    round_id: int
    regional: bool  # one of the region's own answers, not the agency's
    answer: AnswerRow


def rounds_before(conn: Connection, round_id: int, most: int) -> list[EarlierRoundRow]:
    """Up to `most` rounds that the region opened before this one, the newest first; trials are none of them."""
    return [EarlierRoundRow(*row) for row in conn.execute(_before, {"of_round": round_id, "most": most})]


def answers_of(
    conn: Connection, rounds: Sequence[int], agency_id: int, questions: Sequence[str]
) -> list[EarlierAnswerRow]:
    """What an agency, or the region as a whole, gave to these rows in these rounds: the newest round first.
    HOT: one statement."""
    wanted = {"rounds": list(rounds), "of_agency": agency_id, "questions": list(questions)}
    return [
        EarlierAnswerRow(row[0], row[1] is None, AnswerRow._make(row[2:]))
        for row in conn.execute(_answers, wanted)
    ]
