"""What an assessor may read: sections that were sent, of her pillars or of all of them. Never a draft.

A draft is the agency's own desk: a figure that is half typed would be judged before it was given.
"""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows.form import Form
from bot.flows.moves import Status
from bot.flows.progress import section_paths
from bot.services.library import Library
from storage import rounds

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


def pillar_label(form: Form, pillar: str, language: str) -> str:
    """The name of a pillar as the form's list of pillars has it; the word itself where there is none."""
    for choice in form.lists.get("pillar", ()):
        if choice.name == pillar:
            texts = choice.label.by_language
            parts = texts.get(form.language(language)) or texts.get("") or next(iter(texts.values()), ())
            return "".join(part for part in parts if isinstance(part, str)).strip() or pillar
    return pillar


def pillar_names(
    conn: Connection, library: Library, region_id: int, pillars: str, language: str
) -> tuple[str, ...]:
    """The pillars of an assessor in the words of the form that is being answered; empty for all of them."""
    nearest = next(iter(rounds.open_in(conn, region_id)), None)
    if nearest is None:
        return tuple(pillars.split())
    form = library.logic(conn, nearest.form_id).form
    return tuple(pillar_label(form, one, language) for one in pillars.split())
