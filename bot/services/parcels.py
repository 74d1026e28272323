"""The evidence of a round in parts that a bot may send: whole agencies together, until the next one does not fit.

An agency that alone is too large is named: whoever runs the bot can take everything away from the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.flows.form import FILES, Form, Scope
from bot.services.setting import Setting
from storage import agencies, answers, evidence, file_uses, submissions
from storage.rounds import RoundRow

# A document of a bot has at most 50 MB (Bot API, sendDocument), 2000 through a server of one's own; the rest of it
# is for the manifest and what arrives between planning and making
PUBLIC_PART, OWN_PART = 45 << 20, 1900 << 20
PUBLIC_FILES = 20 << 20  # whoever takes larger files has a server of her own
MOST_PARTS = 10  # documents at once; beyond it a chat is the wrong way


@dataclass(frozen=True, slots=True)
class Plan:
    """`parts` are submissions that are sent together; `large` the names of agencies that do not fit into one."""

    parts: tuple[tuple[int, ...], ...]
    large: tuple[str, ...]
    size: int  # bytes of all files
    most: int  # bytes of files that a part may hold

    @property
    def is_too_much(self) -> bool:
        return len(self.parts) > MOST_PARTS or (bool(self.large) and not self.parts)


def plan(conn: Connection, setting: Setting, round_: RoundRow, now: datetime) -> Plan:
    """How the evidence of a round is sent now; no parts where there is none."""
    most = PUBLIC_PART if setting.most_bytes <= PUBLIC_FILES else OWN_PART
    members = agencies.in_round(conn, round_.id)
    sizes = _sizes(conn, setting, round_, now)
    parts: list[list[int]] = []
    large, room = [], 0
    for submission, agency in members:
        size = sizes.get(submission)
        if size is None:
            continue
        if size > most:
            large.append(agency.name)
            continue
        if not parts or size > room:
            parts.append([])
            room = most
        parts[-1].append(submission)
        room -= size
    return Plan(tuple(map(tuple, parts)), tuple(large), sum(sizes.values()), most)


def _sizes(conn: Connection, setting: Setting, round_: RoundRow, now: datetime) -> Mapping[int, int]:
    """Submission of an agency -> bytes of its files, each content once; one without any evidence is absent. What the
    region is proved by counts with the agency that answers it."""
    form = setting.library.logic(conn, round_.form_id).form
    weights = file_uses.weights(conn, round_.id)
    held: dict[int, dict[str, int]] = {}  # submission -> its contents and their bytes
    region = submissions.region_of(conn, round_.id)
    for submission, file_id in _uses(conn, round_.id, form):
        contents = held.setdefault(submission, {})
        if file_id in weights:
            sha256, size = weights[file_id]
            contents[sha256] = size
    found = {submission: sum(contents.values()) for submission, contents in held.items()}
    regional = found.pop(region, None)
    if regional is not None:
        roster = setting.library.roster(conn, round_.form_id, round_.id, now)
        rows = {path for path, question in form.questions.items() if question.scope is Scope.REGION}
        owners = [one.submission for one in roster.members if rows & roster.asked(one.submission)]
        for owner in owners or [one.submission for one in roster.members][:1]:
            # a little too much for each of several owners beats a part that is refused
            found[owner] = found.get(owner, 0) + regional
    return found


def _uses(conn: Connection, round_id: int, form: Form) -> Iterator[tuple[int, int | None]]:
    """Submission and file of every present piece of evidence, and of every file that answers; None for no file."""
    for row in evidence.of_round(conn, round_id):
        yield row.submission_id, row.file_id
    asking = [path for path, question in form.questions.items() if question.kind in FILES]
    for answer in answers.for_questions(conn, round_id, asking) if asking else ():
        yield from ((answer.submission_id, int(one)) for one in answer.value.split() if one.isdecimal())
