"""What an assessor may read: sections that were sent, of her pillars or of all of them. Never a draft.

A draft is the agency's own desk: a figure that is half typed would be judged before it was given.
"""

from __future__ import annotations

from bot.flows.form import Form
from bot.flows.moves import Status
from bot.flows.progress import section_paths

READABLE = frozenset({Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED})


def pillars_of(form: Form, section: str) -> frozenset[str]:
    """The pillars whose questions stand in a section; none for the common ones."""
    found = (form.questions[path].pillar for path in section_paths(form, section))
    return frozenset(pillar for pillar in found if pillar)


def all_pillars(form: Form) -> tuple[str, ...]:
    """Every pillar of a form, in its order."""
    found = (question.pillar for question in form.questions.values())
    return tuple(dict.fromkeys(pillar for pillar in found if pillar))


def reads_section(pillars: str, form: Form, section: str) -> bool:
    """Whether an assessor with these pillars ('' for all) reads a section, once it was sent."""
    wanted = frozenset(pillars.split())
    return not wanted or bool(wanted & pillars_of(form, section))
