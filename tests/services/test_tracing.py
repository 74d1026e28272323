"""How a question came to its answer: complete, for its own people and their coordinators, and for nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.bookkeeping import Bookkeeper
from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage.database import Database
from tests.services.town import Town, button, presses

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"


def said(reply: Reply) -> str:
    return f"{reply.toast}\n{reply.screen.text}" if reply.screen is not None else reply.toast


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"})
    await town.open(DUMAI, {"dinkes": "dinkes"})
    return town


async def answered(town: Town) -> tuple[Who, Press]:
    """Rini answered how many beds there are twice, Budi once more; the press is of that question."""
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    own = replace(presses(await town.command(rini, Action.SECTIONS))[0], ordinal=-1, argument="")
    await town.press(rini, button(await town.press(rini, replace(own, verb=Verb.START)), "Ya"))
    await town.confirm(rini)
    await town.say(rini, "20")
    beds = replace(own, verb=Verb.OPEN, ordinal=1)
    await town.press(rini, beds)
    await town.confirm(rini)
    await town.say(rini, "25")
    await town.press(rini, replace(beds, verb=Verb.UNAVAILABLE, revision=2, argument="1"))
    return rini, replace(own, verb=Verb.TRACE, ordinal=1)


async def test_every_change_stands_with_what_was_there_before(town: Town) -> None:
    rini, trace = await answered(town)
    while await Bookkeeper(town.database).step(town.now):
        pass
    reply = await town.press(rini, trace)
    text = said(reply)
    assert "Riwayat: Berapa tempat tidur?" in text
    places = [text.index(one) for one in ("25 → data belum tersedia", "20 → 25", "Diisi: 20")]
    assert places == sorted(places), "the newest first"
    assert text.count("Rini, hari ini") == 3
    assert [f"№ {number}" in text for number in (2, 3, 4)] == [True] * 3
    assert presses(reply)[-1] == replace(trace, verb=Verb.OPEN)


async def test_a_coordinator_reads_it_from_the_answers_and_of_the_whole_agency(town: Town) -> None:
    _, trace = await answered(town)
    sari = await town.join(21, "Sari", KUTIM)
    answers = await town.press(sari, replace(trace, verb=Verb.ANSWERS, ordinal=-1, argument="0.0"))
    assert replace(trace, argument="0") in presses(answers)
    assert "20 → 25" in said(await town.press(sari, trace))
    history = await town.press(sari, replace(trace, verb=Verb.HISTORY, ordinal=-1, argument="0"))
    whole = await town.press(sari, button(history, "Perubahan jawaban"))
    assert "Riwayat: Dinas Dinkes" in said(whole)
    assert "Sudah buka\nDiisi: Ya" in said(whole)
    assert "Berapa tempat tidur\n20 → 25" in said(whole)


async def test_a_representative_types_the_command_at_her_question_and_elsewhere(town: Town) -> None:
    rini, trace = await answered(town)
    await town.press(rini, replace(trace, verb=Verb.OPEN))
    assert "Riwayat: Berapa tempat tidur?" in said(await town.command(rini, Action.HISTORY))
    await town.command(rini, Action.SECTIONS)
    assert "Riwayat: Dinas Dinkes" in said(await town.command(rini, Action.HISTORY))


async def test_moves_remarks_and_evidence_stand_among_the_changes(town: Town) -> None:
    rini, trace = await answered(town)
    sari = await town.join(21, "Sari", KUTIM)

    def prove(conn: object) -> None:
        from storage import evidence, people, remarks

        person = people.by_telegram(conn, 11)  # type: ignore[arg-type]
        assert person is not None
        about = {"submission_id": trace.submission, "items": "", "person_id": person.id, "at": town.now}
        number = evidence.add(conn, subject="health/beds", kind="link", text="https://a.id/sk", **about)  # type: ignore[arg-type]
        evidence.remove(conn, number, person_id=person.id, at=town.now)  # type: ignore[arg-type]
        remarks.add(conn, question="health/beds", side="agency", text="<b>Mohon dicek</b>", **about)  # type: ignore[arg-type]

    await town.database.write(prove)
    await town.press(sari, replace(trace, verb=Verb.CLOSE, ordinal=-1, argument="0.y"))
    first, second = await town.press(rini, trace), await town.press(rini, replace(trace, argument="1"))
    text = said(first) + said(second)
    for line in ("Bukti: https://a.id/sk", "Bukti dilepas: https://a.id/sk", "Bagiannya ditutup"):
        assert line in text
    assert "&lt;b&gt;Mohon dicek" in text


@pytest.mark.parametrize("ordinal", [-1, 1])
async def test_nobody_else_reads_it(town: Town, ordinal: int) -> None:
    _, trace = await answered(town)
    others = [
        await town.join(12, "Budi", KUTIM, "bappeda"),
        await town.join(13, "Desi", DUMAI, "dinkes"),
        await town.join(31, "Doni", DUMAI),
        await town.join(41, "Wali", KUTIM, role="leader"),
        Who(99, 99, "Anybody"),
    ]
    for who in others:
        for submission in (trace.submission, trace.submission - 1):
            reply = await town.press(who, replace(trace, submission=submission, ordinal=ordinal))
            assert "20" not in said(reply)
            assert "Rini" not in said(reply)


@pytest.mark.parametrize(("ordinal", "items", "argument"), [(99, (), ""), (1, ("1",), "0"), (1, (), "zz")])
async def test_a_forged_place_or_page_is_held_within_what_there_is(
    town: Town, ordinal: int, items: tuple[str, ...], argument: str
) -> None:
    rini, trace = await answered(town)
    sari = await town.join(21, "Sari", KUTIM)
    forged = replace(trace, ordinal=ordinal, items=items, argument=argument)
    for who in (rini, sari):
        assert (await town.press(who, forged)) is not None
