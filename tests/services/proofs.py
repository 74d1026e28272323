"""A region where two agencies have given evidence, for tests of what may be done with it and by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from bot.flows.inputs import Medium, Sent
from bot.screens.commands import Action
from bot.screens.press import Press, Verb, to36
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import evidence, files, sections, submissions
from storage.evidence import EvidenceRow
from tests.services.town import Town, presses

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
FORM = """
| survey |
| | type        | name   | label               | bind::pilar:evidence | bind::pilar:evidence_kinds | bind::pilar:evidence_group | bind::pilar:scope | bind::pilar:asked_to |
| | begin_group | policy | Kebijakan           |                      |                            |                            |                   |                      |
| | integer     | team   | Berapa anggota tim? | required             | decree                     |                            | agency            | all                  |
| | integer     | forum  | Berapa forum?       | required             | decree                     |                            | agency            | all                  |
| | integer     | beds   | Berapa ranjang?     | required             | photo                      |                            | agency            | all                  |
| | integer     | rooms  | Berapa kamar?       | required             |                            | hospital                   | agency            | all                  |
| | integer     | wards  | Berapa bangsal?     | required             |                            | hospital                   | agency            | all                  |
| | end_group   |        |                     |                      |                            |                            |                   |                      |
| | begin_group | region | Daerah              |                      |                            |                            |                   |                      |
| | integer     | people | Berapa penduduk?    | required             | decree                     |                            | region            | bappeda              |
| | end_group   |        |                     |                      |                            |                            |                   |                      |
| settings |
| | form_id | namespaces             |
| | proofs  | pilar="urn:pilar:form" |
"""
TEAM, FORUM, BEDS, ROOMS, WARDS, PEOPLE = range(6)  # ordinals
PATHS = ("policy/team", "policy/forum", "policy/beds", "policy/rooms", "policy/wards", "region/people")


def sent(name: str, /, **changes: object) -> Sent:
    """A document as a phone sends it."""
    one = Sent(Medium.DOCUMENT, f"file-{name}", f"u-{name}", f"{name}.pdf", "application/pdf", 2_400_000)
    return replace(one, **changes)  # type: ignore[arg-type]


@dataclass
class Archive:
    """Rini works for Dinkes, Budi for Bappeda, both in one region; `own` is a press with each one's submission."""

    town: Town
    rini: Who
    budi: Who
    own: dict[str, Press]
    region: int

    async def give(self, who: str, ordinal: int, name: str, **fields: object) -> int:
        """A piece that somebody gave before the test begins; its id. `fields` are those of `evidence.add`."""
        submission = self.region if ordinal == PEOPLE else self.own[who].submission
        now = self.town.now

        def work(conn: Connection) -> int:
            subject = "group:hospital" if ordinal in (ROOMS, WARDS) else PATHS[ordinal]
            row: dict[str, Any] = {
                "kind": "file",
                "subject": subject,
                "items": "",
                "at": now,
                "person_id": None,
            }
            row |= fields
            if row["kind"] == "file" and "file_id" not in row:
                row["file_id"] = files.add(
                    conn,
                    submission_id=submission,
                    telegram_file_id=f"file-{name}",
                    unique_id=f"u-{name}"[-60:],
                    medium="document",
                    name=f"{name}.pdf",
                    mime="application/pdf",
                    size=2_400_000,
                    person_id=None,
                    at=now,
                )
            return evidence.add(conn, submission_id=submission, **row)

        return await self.town.database.write(work)

    async def piece(self, who: Who, of: str, argument: str, number: int) -> Reply:
        """A button of a piece, with the submission of somebody."""
        press = replace(self.own[of], verb=Verb.PIECE, argument=argument + to36(number))
        return await self.town.press(who, press)

    async def reuse(self, who: Who, of: str, ordinal: int, argument: str) -> Reply:
        press = replace(self.own[of], verb=Verb.REUSE, ordinal=ordinal, argument=argument)
        return await self.town.press(who, press)

    async def answer(self, who: Who, of: str, ordinal: int, value: str = "12") -> Reply:
        """An answer at a tap; its evidence card follows."""
        return await self.town.press(
            who, replace(self.own[of], verb=Verb.VALUE, ordinal=ordinal, argument=value)
        )

    async def rows(self) -> list[EvidenceRow]:
        """All present pieces of the region's round."""
        return await self.town.database.read(evidence.of_round, self.town.round_ids[KUTIM])

    async def lock(self, who: str, section: str = "policy") -> None:
        submission = self.own[who].submission
        await self.town.database.write(
            sections.set_,
            submission_id=submission,
            path=section,
            status="submitted",
            person_id=None,
            at=self.town.now,
        )


async def archive(town: Town) -> Archive:
    """Both have answered everything that is asked of them."""
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"}, form=FORM)
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    budi = await town.join(12, "Budi", KUTIM, "bappeda")
    own = {
        name: presses(await town.command(who, Action.SECTIONS))[0]
        for name, who in (("rini", rini), ("budi", budi))
    }
    region = await town.database.read(submissions.region_of, town.round_ids[KUTIM])
    made = Archive(town, rini, budi, own, region)
    for ordinal in (TEAM, FORUM, BEDS, ROOMS, WARDS):
        await made.answer(rini, "rini", ordinal)
        await made.answer(budi, "budi", ordinal)
    await made.answer(budi, "budi", PEOPLE)
    return made
