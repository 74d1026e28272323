"""The chain of what happened: complete, once, in order, and no change behind its back goes unseen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, func, select, update

from bot.bookkeeping import Bookkeeper
from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services.auditing import Audit, audit
from storage import evidence, ledger
from storage.database import Database
from storage.models import act, answer, answer_event
from storage.models import evidence as evidence_table
from storage.models import ledger as ledger_table
from tests.services.town import Town, button, presses

KUTIM = "Kabupaten Kutai Timur"


@dataclass
class Chained:
    """A round in which Rini answered three times, proved it once, and Sari closed a section."""

    town: Town
    round: int
    submission: int
    proof: int

    async def write(self, *statements: Any) -> None:
        """Behind the bot's back."""
        for one in statements:
            await self.town.database.write(lambda conn, one=one: conn.execute(one))

    async def note(self, keeper: Bookkeeper | None = None) -> None:
        keeper = keeper or Bookkeeper(self.town.database)
        while await keeper.step(self.town.now):
            pass

    async def audit(self, known: tuple[int, str] | None = None) -> Audit:
        return await self.town.database.read(audit, self.round, known)

    async def links(self) -> list[ledger.LinkRow]:
        return await self.town.database.read(lambda conn: list(ledger.links(conn, self.round)))

    async def found(self) -> list[tuple[str, str, str]]:
        return [(one.what, one.kind, one.column) for one in (await self.audit()).findings]


@pytest.fixture
async def chained(database: Database) -> Chained:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"})
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    sari = await town.join(21, "Sari", KUTIM)
    own = presses(await town.command(rini, Action.SECTIONS))[0]
    start = Press(Verb.START, own.submission, own.form)
    await town.press(rini, button(await town.press(rini, start), "Ya"))
    await town.confirm(rini)
    await town.say(rini, "20")
    await town.press(sari, Press(Verb.CLOSE, own.submission, own.form, argument="0.y"))

    def prove(conn: Connection) -> int:
        return evidence.add(
            conn,
            submission_id=own.submission,
            subject="health/beds",
            items="",
            kind="link",
            person_id=None,
            at=town.now,
            text="https://example.org/sk.pdf",
        )

    proof = await database.write(prove)
    world = Chained(town, town.round_ids[KUTIM], own.submission, proof)
    await world.note()
    return world


async def test_everything_that_happened_is_chained_once_and_in_order(chained: Chained) -> None:
    links = await chained.links()
    assert [one.number for one in links] == list(range(1, len(links) + 1))
    kinds = [one.kind for one in links]
    assert kinds.count("answer") == 2
    assert {"answer", "act", "evidence", "section"} <= set(kinds)
    await chained.note()  # a second look, by a process that remembers nothing
    assert await chained.links() == links
    assert (await chained.audit()).is_sound


async def test_an_entry_tells_who_when_the_old_value_and_the_new_one(chained: Chained) -> None:
    town = chained.town
    first = await town.database.read(
        lambda conn: conn.execute(select(answer_event).order_by(answer_event.c.id)).mappings().first()
    )
    assert first is not None
    again = {**{k: first[k] for k in first if k != "id"}, "value": "no", "revision": first["revision"] + 1}
    await chained.write(answer_event.insert().values(**again))
    await chained.note()
    entry = (await chained.links())[-1].entry
    assert '"old":{"reason":"","standing":"given","value":"yes"}' in entry
    assert '"value":"no"' in entry
    assert '"who":"Rini"' in entry
    assert '"at":"2024-06-03T01:00:00.000000+00:00"' in entry


async def test_evidence_is_told_again_when_it_is_removed_and_put_back(chained: Chained) -> None:
    town = chained.town
    keeper = Bookkeeper(town.database)
    await chained.note(keeper)
    for step in ("remove", "restore", "remove"):
        town.now += timedelta(minutes=1)
        if step == "remove":
            await town.database.write(evidence.remove, chained.proof, person_id=None, at=town.now)
        else:
            await town.database.write(evidence.restore, chained.proof)
        await chained.note(keeper)
    told = [one.step for one in await chained.links() if one.kind == "evidence"]
    assert told == [1, 2, 3, 4]
    assert (await chained.audit()).is_sound


def rewrite(old: str, new: str) -> Any:
    """Other words in every entry of the chain."""
    return update(ledger_table).values(entry=func.replace(ledger_table.c.entry, old, new))


# What somebody may do to the database, and what the check says first
TAMPERED: dict[str, tuple[Callable[[Chained], list[Any]], tuple[str, str, str]]] = {
    "an answer of the history is changed": (
        lambda one: [update(answer_event).where(answer_event.c.value == "20").values(value="200")],
        ("changed", "answer", "value"),
    ),
    "its author is changed": (
        lambda one: [update(answer_event).where(answer_event.c.value == "20").values(person_id=None)],
        ("changed", "answer", "person_id"),
    ),
    "it is removed from the history": (
        lambda one: [delete(answer_event).where(answer_event.c.value == "20")],
        ("removed", "answer", ""),
    ),
    "the present answer is changed": (
        lambda one: [update(answer).where(answer.c.value == "20").values(value="200")],
        ("present-changed", "answer", "value"),
    ),
    "the present answer is removed": (
        lambda one: [delete(answer).where(answer.c.value == "20")],
        ("present-removed", "answer", ""),
    ),
    "a link is pointed somewhere else": (
        lambda one: [update(evidence_table).values(text="https://example.org/other.pdf")],
        ("changed", "evidence", "text"),
    ),
    "an act is removed": (lambda one: [delete(act)], ("removed", "act", "")),
    "an act is put on somebody else": (
        lambda one: [update(act).values(person_id=None)],
        ("changed", "act", "person_id"),
    ),
    "a link of the chain is rewritten": (
        lambda one: [update(ledger_table).where(ledger_table.c.number == 2).values(hash="0" * 64)],
        ("chain-changed", "", ""),
    ),
    "an entry loses the revision of its answer": (
        lambda one: [rewrite('"revision":1', '"revisions":1')],
        ("chain-changed", "", ""),
    ),
    "an entry's revision is made a word": (
        lambda one: [rewrite('"revision":1', '"revision":"1"')],
        ("chain-changed", "", ""),
    ),
    "an entry's question is made a list": (
        lambda one: [rewrite('"question":"health/beds"', '"question":[]')],
        ("chain-changed", "", ""),
    ),
    "a link of the chain is taken out": (
        lambda one: [delete(ledger_table).where(ledger_table.c.number == 2)],
        ("missing", "", ""),
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
async def test_what_is_done_behind_its_back_shows(chained: Chained, name: str) -> None:
    statements, expected = TAMPERED[name]
    await chained.write(*statements(chained))
    await chained.note()  # the bot goes on and cannot mend it
    found = await chained.found()
    assert expected in found, found
    assert not (await chained.audit()).is_sound


@pytest.mark.parametrize("time", ["tomorrow", "2024-06-03T01:00:00"])
async def test_an_entry_whose_time_is_none_shows_and_holds_up_no_check(chained: Chained, time: str) -> None:
    await chained.write(rewrite("2024-06-03T01:00:00.000000+00:00", time))
    row = {"submission_id": chained.submission, "question": "health/note", "items": "", "value": "Baru"}
    stands = {"standing": "given", "reason": "", "revision": 1, "at": chained.town.now}
    await chained.write(answer_event.insert().values(**row, **stands))  # waits to be chained
    assert ("chain-changed", "", "") in await chained.found()


@pytest.mark.parametrize("chained_meanwhile", [False, True])
async def test_an_answer_put_in_behind_its_back_shows(chained: Chained, chained_meanwhile: bool) -> None:
    """Also when the bot chains it as if it were new."""
    town = chained.town
    first = await town.database.read(
        lambda conn: conn.execute(select(answer_event).order_by(answer_event.c.id)).mappings().first()
    )
    assert first is not None
    forged = {k: first[k] for k in first if k != "id"}
    forged |= {"question": "health/note", "value": "forged", "at": town.now - timedelta(days=2)}
    await chained.write(answer_event.insert().values(**forged))
    town.now += timedelta(minutes=5)
    if chained_meanwhile:
        await chained.note()
    assert ("added", "answer", "") in await chained.found()


async def test_a_present_answer_that_nobody_gave_shows(chained: Chained) -> None:
    town = chained.town
    row = {"submission_id": chained.submission, "question": "health/note", "items": "", "value": "forged"}
    await chained.write(answer.insert().values(**row, standing="given", reason="", revision=1, at=town.now))
    assert ("added", "present", "") in await chained.found()


async def test_a_chain_that_was_cut_off_shows_to_whoever_wrote_its_last_hash_down(chained: Chained) -> None:
    last = (await chained.links())[-1]
    assert (await chained.audit((last.number, last.hash))).is_sound
    await chained.write(delete(ledger_table).where(ledger_table.c.number == last.number))
    (finding, *_) = (await chained.audit((last.number, last.hash))).findings
    assert (finding.number, finding.what) == (last.number, "unknown")


async def test_two_processes_that_chain_at_once_tell_each_row_once(database: Database) -> None:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"})
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    own = presses(await town.command(rini, Action.SECTIONS))[0]
    rows = [
        {
            "submission_id": own.submission,
            "question": "health/note",
            "items": "",
            "value": f"{number}",
            "standing": "given",
            "reason": "",
            "revision": number,
            "at": town.now,
        }
        for number in range(1, 900)
    ]
    await database.write(lambda conn: conn.execute(answer_event.insert(), rows))
    keepers = [Bookkeeper(database) for _ in range(3)]

    async def work(keeper: Bookkeeper) -> None:
        while await keeper.step(town.now):
            pass

    await asyncio.gather(*map(work, keepers))
    for keeper in keepers:
        await work(keeper)

    def counted(conn: Connection) -> tuple[int, int, int]:
        found = select(
            func.count(), func.count(func.distinct(ledger_table.c.ref_id)), func.max(ledger_table.c.number)
        ).where(ledger_table.c.kind == "answer")
        return tuple(conn.execute(found).one())  # type: ignore[return-value]

    assert await database.read(counted) == (899, 899, 899)


async def test_a_row_that_was_committed_late_is_told_all_the_same(chained: Chained) -> None:
    """PostgreSQL gives ids before the commit: a lower one may come after a higher one was chained."""
    town = chained.town
    keeper = Bookkeeper(town.database)
    await chained.note(keeper)
    first = await town.database.read(
        lambda conn: conn.execute(select(answer_event).order_by(answer_event.c.id)).mappings().first()
    )
    assert first is not None
    late = {k: first[k] for k in first if k != "id"} | {"question": "health/note", "value": "late"}
    await chained.write(answer_event.insert().values(**late, id=first["id"] + 5000))
    await chained.note(keeper)
    await chained.write(answer_event.insert().values(**late | {"revision": 2}, id=first["id"] + 4000))
    await chained.note(keeper)
    assert sum('"value":"late"' in one.entry for one in await chained.links()) == 2


async def test_a_process_that_dies_while_it_chains_leaves_no_gap_and_nothing_twice(
    chained: Chained, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = chained.town
    before = await chained.links()
    await town.database.write(evidence.remove, chained.proof, person_id=None, at=town.now)
    add = ledger.add

    def dies(*given: Any) -> None:
        add(*given)
        raise RuntimeError("killed")

    monkeypatch.setattr(ledger, "add", dies)
    keeper = Bookkeeper(town.database)
    with pytest.raises(RuntimeError):
        await keeper.step(town.now)
    monkeypatch.undo()
    assert await chained.links() == before
    await chained.note(keeper)
    assert [one.number for one in (await chained.links())[len(before) :]] == [len(before) + 1]
    assert (await chained.audit()).is_sound
