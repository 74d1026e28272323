"""How many answers have their evidence and how many lack it: a number of its own, the same wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flows import evidence
from bot.flows.answers import AnswerKey
from bot.flows.evidence import Need, Subject, Wanted
from bot.screens.views import Proof
from bot.services.desk import Desk
from bot.services.evidence_rows import is_good
from storage.evidence import EvidenceRow


@dataclass(frozen=True, slots=True)
class Tally:
    """Of a section or an agency: answers that have evidence, and those that need it and lack it. Rows that share
    evidence count once."""

    proved: int = 0
    lacking: int = 0


NO_PROOF = Tally()


def pieces(desk: Desk, key: AnswerKey) -> tuple[EvidenceRow, ...]:
    """What was handed in for this answer, or for those that share its evidence; what was refused too."""
    return desk.evidence.get(evidence.subject(desk.form, key), ())


def is_proved(desk: Desk, subject: Subject) -> bool:
    return any(map(is_good, desk.evidence.get(subject, ())))


def lacks(desk: Desk, key: AnswerKey) -> bool:
    """Whether this answer needs evidence and has none."""
    required = evidence.need(desk.instance, key) is Need.REQUIRED
    return required and not is_proved(desk, evidence.subject(desk.form, key))


def offered(desk: Desk, key: AnswerKey) -> int | None:
    """How many pieces this answer has; None where it is not asked for any."""
    if evidence.need(desk.instance, key) is Need.NONE:
        return None
    return len(pieces(desk, key))


def lacking(desk: Desk, section: str | None = None) -> tuple[AnswerKey, ...]:
    """Answers of a section, or of all, that need evidence and have none, in the order of the path."""
    found = evidence.lacking(desk.instance, lambda subject: is_proved(desk, subject))
    return tuple(key for key in found if section is None or desk.form.section_of(key.question) == section)


def fillable(desk: Desk, section: str | None = None) -> tuple[AnswerKey, ...]:
    """Those of them that she can give evidence for now: of a returned section, only for what was returned."""
    found = (
        standing(desk, one)
        for one in evidence.wanted(desk.instance)
        if one.need is Need.REQUIRED and not is_proved(desk, one.subject)
    )
    return tuple(
        key
        for key in found
        if desk.may_change(key) and (section is None or desk.form.section_of(key.question) == section)
    )


def standing(desk: Desk, one: Wanted) -> AnswerKey:
    """The answer whose card stands for what is wanted. Of those that share it one that may change now, if there is
    one: another of them may be of a section that was sent, or not have been returned."""
    return next((key for key in (one.key, *one.asking) if desk.may_change(key)), one.key)


def by_section(desk: Desk) -> dict[str, Tally]:
    """The numbers of every section that has any."""
    found: dict[str, Tally] = {}
    for section, is_there, required in _stands(desk):
        one = found.get(section, NO_PROOF)
        found[section] = Tally(one.proved + is_there, one.lacking + (required and not is_there))
    return found


def proof_of(desk: Desk, key: AnswerKey) -> Proof:
    """How one answer stands with its evidence, as lists and reviews mark it."""
    if not desk.form.may_need_evidence:
        return Proof.NONE
    found = pieces(desk, key) if desk.instance.value(key) else ()
    if any(map(is_good, found)):
        return Proof.GIVEN
    if evidence.need(desk.instance, key) is not Need.REQUIRED:
        return Proof.NONE
    return Proof.REFUSED if found else Proof.MISSING


def _stands(desk: Desk) -> Iterator[tuple[str, bool, bool]]:
    for one in evidence.wanted(desk.instance):
        required = one.need is Need.REQUIRED
        yield desk.form.section_of(one.key.question), is_proved(desk, one.subject), required
