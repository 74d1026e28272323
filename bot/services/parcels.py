"""The evidence of a round in parts that a bot may send: whole agencies together, until the next one does not fit.

An agency that alone is too large is named: whoever runs the bot can take everything away from the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.flows.form import Scope
from bot.services.setting import Setting
from storage import agencies, evidence, file_uses, submissions
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
    """Submission of an agency -> bytes of its files; one without any evidence is absent. What the region is proved
    by counts with the agency that answers it."""
    found = dict(file_uses.sizes(conn, round_.id))
    region = submissions.region_of(conn, round_.id)
    regional = found.pop(region, 0)
    for row in evidence.of_round(conn, round_.id):
        if row.submission_id != region:
            found.setdefault(row.submission_id, 0)
    if regional or evidence.present(conn, (region,)):
        roster = setting.library.roster(conn, round_.form_id, round_.id, now)
        form = setting.library.logic(conn, round_.form_id).form
        rows = {path for path, question in form.questions.items() if question.scope is Scope.REGION}
        owners = [one.submission for one in roster.members if rows & roster.asked(one.submission)]
        for owner in owners or [one.submission for one in roster.members][:1]:
            # a little too much for each of several owners beats a part that is refused
            found[owner] = found.get(owner, 0) + regional
    return found
