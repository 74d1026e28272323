"""The same content sent twice under two names: once it is fetched its sender is told, and both proofs stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.screens.commands import Action
from bot.screens.press import Verb
from bot.screens.screen import Screen
from bot.services import evidence_twins, filing
from storage import evidence, files, outbox
from storage.database import Database
from tests.services.proofs import BEDS, FORUM, TEAM, Archive, archive, sent
from tests.services.town import Town

SHA = "a" * 64


@pytest.fixture
async def given(database: Database) -> Archive:
    return await archive(Town(database))


async def fetched(given: Archive, piece: int, sha256: str = SHA, refused: str = "") -> None:
    """The file of a piece was fetched with these bytes."""
    row = await given.town.database.read(evidence.get, piece)
    assert row is not None and row.file_id is not None
    file = await given.town.database.read(files.get, row.file_id)
    assert file is not None
    await given.town.database.write(
        filing.take,
        file,
        sha256=sha256,
        size=10,
        sniffed="application/pdf",
        refused=refused,
        at=given.town.now,
    )


async def told(given: Archive) -> list[Screen | None]:
    """What Rini hears of the same content."""
    rows = await given.town.database.read(outbox.waiting, given.rini.chat_id, {filing.SAME})
    return [
        await given.town.database.read(evidence_twins.render, given.town.setting, [row], given.town.now)
        for row in rows
    ]


async def send(given: Archive, ordinal: int, name: str) -> int:
    """Rini sends a file for an answer; the id of its piece."""
    opened = replace(given.own["rini"], verb=Verb.EVIDENCE, ordinal=ordinal, argument="")
    await given.town.press(given.rini, opened)
    await given.town.confirm(given.rini)
    await given.town.say(given.rini, sent(name))
    return (await given.rows())[-1].id


async def test_the_sender_hears_once_that_the_content_was_there_and_both_stand(given: Archive) -> None:
    pieces = [
        await send(given, ordinal, name)
        for ordinal, name in ((TEAM, "SK"), (FORUM, "SK (1)"), (BEDS, "SK (2)"))
    ]
    await fetched(given, pieces[0])
    assert await told(given) == []
    await fetched(given, pieces[1])
    await fetched(given, pieces[2])
    (screen,) = await told(given)
    assert screen is not None
    assert "SK (1).pdf untuk “Berapa forum” isinya sama" in screen.text
    assert "untuk “Berapa anggota tim”" in screen.text
    assert [row.id for row in await given.rows()] == pieces


async def test_under_one_answer_its_card_says_which_are_the_same(given: Archive) -> None:
    for piece in (await send(given, TEAM, "SK"), await send(given, TEAM, "SK (1)")):
        await fetched(given, piece)
    assert await told(given) == [None]
    opened = replace(given.own["rini"], verb=Verb.EVIDENCE, ordinal=TEAM, argument="")
    card = (await given.town.press(given.rini, opened)).screen
    assert card is not None and "2  📄 SK (1).pdf · 🟰 isinya sama dengan nomor 1" in card.text


@pytest.mark.parametrize("change", ["removed", "refused", "other bytes", "another agency's"])
async def test_nobody_hears_of_what_is_no_twin_any_more(given: Archive, change: str) -> None:
    first = await given.give("budi" if change == "another agency's" else "rini", TEAM, "SK")
    second = await send(given, FORUM, "SK (1)")
    await fetched(given, first, refused="program" if change == "refused" else "")
    await fetched(given, second, sha256="b" * 64 if change == "other bytes" else SHA)
    if change == "removed":
        await given.piece(given.rini, "rini", "d", first)
    assert [one for one in await told(given) if one is not None] == []


async def test_what_two_files_hold_is_one_document_in_the_register(given: Archive) -> None:
    for piece in (await send(given, TEAM, "SK"), await send(given, FORUM, "SK (1)")):
        await fetched(given, piece)
    reply = await given.town.command(given.rini, Action.EVIDENCE)
    assert reply.screen is not None and "1 bukti untuk 2 jawaban" in reply.screen.text
