"""Which calculations belong to whom: nobody is asked them, so a report has to ask for them by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.flows.form import Kind, Question, Scope
from bot.flows.logic import Logic
from bot.flows.roster import Roster, is_asked


@dataclass(frozen=True)
class Calculations:
    """The calculations of one form in one round."""

    logic: Logic
    roster: Roster

    def of(self, submission: int) -> frozenset[str]:
        """The calculations that a report shows with this submission.

        A region-wide one stands with its owner. One of every agency stands with those that it is addressed to and
        that are asked something that it rests on: a sum of figures that nobody asked her for would be her zero."""
        asked = self.roster.asked(submission)
        kinds = next((one.kinds for one in self.roster.members if one.submission == submission), None)
        if kinds is None:
            return frozenset()
        return frozenset(
            question.path
            for question, basis in self._bases
            if (
                self.roster.owners.get(question.path) == submission
                if question.scope is Scope.REGION
                else is_asked(question.asked_to, kinds) and (not basis or not basis.isdisjoint(asked))
            )
        )

    @cached_property
    def _bases(self) -> tuple[tuple[Question, frozenset[str]], ...]:
        questions = self.logic.form.questions
        return tuple(
            (question, self.logic.rests_on(question.path) & questions.keys())
            for question in questions.values()
            if question.kind is Kind.CALCULATE
        )
