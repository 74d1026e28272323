"""Who is asked what: the agencies of a round, their kinds, and the owner of every region-wide question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.flows.form import Form, Question, Scope

EVERYBODY = "all"
COORDINATING_KIND = "kominfo"  # the office that runs the evaluation also owns what is addressed to nobody


@dataclass(frozen=True, slots=True)
class Member:
    """An agency in a round. A merged office has several kinds; several agencies may share one."""

    submission: int
    kinds: frozenset[str]


@dataclass(frozen=True)
class Roster:
    """The agencies of one round in their listed order, for one form version."""

    form: Form
    members: tuple[Member, ...]

    @cached_property
    def owners(self) -> Mapping[str, int]:
        """Region-wide question -> the submission whose people answer it: the first listed kind that exists.

        A question that no agency of the round can own is absent; `orphans` names it."""
        found: dict[str, int] = {}
        for path, question in self.form.questions.items():
            if question.scope is Scope.REGION:
                owner = self._owner(question)
                if owner is not None:
                    found[path] = owner
        return found

    @cached_property
    def orphans(self) -> tuple[str, ...]:
        """Region-wide questions whose kinds are all missing from the round: nobody will be asked."""
        return tuple(
            path
            for path, question in self.form.questions.items()
            if question.scope is Scope.REGION and question.asked and path not in self.owners
        )

    @cached_property
    def _asked(self) -> dict[int, frozenset[str]]:
        return {}  # filled as people come: whoever is first in a round need not wait for all the others

    @cached_property
    def _sets(self) -> dict[frozenset[str], frozenset[str]]:
        return {}  # agencies that are asked the same share one set: hundreds of equal ones would be megabytes

    def asked(self, submission: int) -> frozenset[str]:
        """Paths of all questions that the people of this submission may answer; empty for a stranger to it."""
        known = self._asked.get(submission)
        if known is None:
            member = next((one for one in self.members if one.submission == submission), None)
            found = frozenset() if member is None else self._asked_of(member)
            known = self._asked[submission] = self._sets.setdefault(found, found)
        return known

    def _asked_of(self, member: Member) -> frozenset[str]:
        return frozenset(
            path
            for path, question in self.form.questions.items()
            if question.asked
            and (
                self.owners.get(path) == member.submission
                if question.scope is Scope.REGION
                else is_asked(question.asked_to, member.kinds)
            )
        )

    def _owner(self, question: Question) -> int | None:
        if not self.members:
            return None
        if not question.asked_to or EVERYBODY in question.asked_to:
            return self._first_of_kind(COORDINATING_KIND) or self.members[0].submission
        owners = (self._first_of_kind(kind) for kind in question.asked_to)
        return next((owner for owner in owners if owner is not None), None)

    def _first_of_kind(self, kind: str) -> int | None:
        return next((member.submission for member in self.members if kind in member.kinds), None)


def is_asked(asked_to: Sequence[str], kinds: frozenset[str]) -> bool:
    """Whether a row that is addressed to these kinds is meant for an agency of those."""
    return not asked_to or EVERYBODY in asked_to or not kinds.isdisjoint(asked_to)
