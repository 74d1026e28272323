"""What can be done with one piece of evidence, by whom, and what a document that was given before can prove."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from bot.flows.inputs import Sent
from bot.screens.commands import Action
from bot.screens.press import Press, Verb, decode, to36
from bot.services.enrolling import Who
from bot.services.publishing import publish
from bot.services.replies import Reply, Where
from storage import evidence, files, people, rounds, sections
from storage import returned as back
from storage.database import Database
from tests.services.proofs import (
    BEDS,
    DUMAI,
    FORM,
    FORUM,
    KUTIM,
    PEOPLE,
    ROOMS,
    TEAM,
    WARDS,
    Archive,
    archive,
    sent,
)
from tests.services.town import Town, button, compiled, presses

LOOK, RIGHT, REPLACE, REMOVE, RESTORE = "l", "y", "r", "d", "u"
SECRETS = ("SK", "Berapa", "Dinas", "Rini", "file-")


@pytest.fixture
async def given(database: Database) -> Archive:
    return await archive(Town(database))


def gives_nothing(reply: Reply) -> bool:
    """No file, and no word about what it is."""
    said = (reply.screen.text if reply.screen else "") + reply.toast
    return (reply.screen is None or reply.screen.given is None) and not any(one in said for one in SECRETS)


def text_of(reply: Reply) -> str:
    return reply.screen.text if reply.screen is not None else ""


async def stranger(given: Archive) -> Who:
    return Who(99, 99, "Anybody", "id")


async def coordinator(given: Archive) -> Who:
    return await given.town.join(21, "Sari", KUTIM)


async def assessor(given: Archive) -> Who:
    return await given.town.join(22, "Asesor", KUTIM, role="assessor")


async def leader(given: Archive) -> Who:
    return await given.town.join(23, "Sekda", KUTIM, role="leader")


async def colleague_elsewhere(given: Archive) -> Who:
    await given.town.open(DUMAI, {"dinkes": "dinkes"}, form=FORM)
    return await given.town.join(31, "Doni", DUMAI, "dinkes")


async def other_agency(given: Archive) -> Who:
    return given.budi


async def guest(given: Archive) -> Who:
    """Somebody whom Rini asked for help with the very question that the piece proves."""
    await given.town.press(given.rini, replace(given.own["rini"], verb=Verb.CLEAR, ordinal=TEAM, revision=1))
    card = await given.town.press(given.rini, replace(given.own["rini"], verb=Verb.OPEN, ordinal=TEAM))
    shared = await given.town.press(given.rini, button(card, "Minta bantuan"))
    token = re.search(r"start=(\w+)", str(shared.screen))
    assert token is not None
    agus = Who(51, 51, "Agus", "id")
    await given.town.command(agus, Action.START, token[1])
    return agus


@pytest.mark.parametrize(
    "outsider",
    [stranger, coordinator, assessor, leader, colleague_elsewhere, other_agency, guest],
    ids=lambda one: one.__name__,
)
async def test_an_outsider_reaches_no_piece_by_any_button(
    given: Archive, outsider: Callable[[Archive], Awaitable[Who]]
) -> None:
    number = await given.give("rini", TEAM, "SK")
    await given.piece(given.rini, "rini", REMOVE, gone := await given.give("rini", BEDS, "SK lama"))
    who = await outsider(given)
    before = await given.rows()
    for one in (number, gone):
        for argument in (LOOK, RIGHT, REPLACE, REMOVE, RESTORE, "", "x"):
            assert gives_nothing(await given.piece(who, "rini", argument, one)), argument
    for argument in ("g0", f"p{to36(number)}", "b"):
        assert gives_nothing(await given.reuse(who, "rini", FORUM, argument)), argument
    assert gives_nothing(await given.town.press(who, replace(given.own["rini"], verb=Verb.REGISTER)))
    assert await given.rows() == before


@pytest.mark.parametrize("argument", [LOOK, RIGHT, REPLACE, REMOVE, RESTORE])
async def test_with_her_own_submission_nobody_reaches_another_agencys_piece(
    given: Archive, argument: str
) -> None:
    theirs = await given.give("rini", TEAM, "SK")
    of_region = await given.give("budi", PEOPLE, "SK penduduk")
    taken_off = await given.give("rini", BEDS, "SK lama")
    await given.piece(given.rini, "rini", REMOVE, taken_off)
    before = await given.rows()
    for who, of, number in (
        (given.budi, "budi", theirs),
        (given.budi, "budi", taken_off),
        (given.rini, "rini", of_region),  # of the region, and asked of Bappeda alone
        (given.rini, "rini", 0),
        (given.rini, "rini", 10**12),
    ):
        assert gives_nothing(await given.piece(who, of, argument, number)), number
    assert await given.rows() == before


async def test_what_was_sent_or_is_over_can_be_looked_at_and_not_changed(given: Archive) -> None:
    number = await given.give("rini", TEAM, "SK")
    other = await given.give("rini", BEDS, "Foto")
    taken_off = await given.give("rini", FORUM, "SK lama")
    await given.piece(given.rini, "rini", REMOVE, taken_off)
    before = await given.rows()

    async def nothing_changes() -> None:
        looked = await given.piece(given.rini, "rini", LOOK, number)
        assert looked.screen is not None and looked.screen.given is not None and not looked.screen.rows
        for argument, one in ((REPLACE, number), (REMOVE, number), (RESTORE, taken_off)):
            await given.piece(given.rini, "rini", argument, one)
        for argument in ("g0", f"p{to36(other)}"):
            await given.reuse(given.rini, "rini", TEAM, argument)
        await given.town.say(given.rini, sent("pengganti"))
        assert await given.rows() == before

    await given.lock("rini")
    await nothing_changes()


async def test_a_closed_round_keeps_its_evidence_as_it_is(given: Archive) -> None:
    number = await given.give("rini", TEAM, "SK")
    before = await given.rows()
    await given.town.database.write(rounds.close, given.town.round_ids[KUTIM], given.town.now)
    for argument in (REPLACE, REMOVE):
        await given.piece(given.rini, "rini", argument, number)
    looked = await given.piece(given.rini, "rini", LOOK, number)
    assert looked.screen is not None and looked.screen.given is not None
    assert await given.rows() == before


@pytest.mark.parametrize(
    ("fields", "medium", "said"),
    [
        ({}, "document", "SK.pdf · ⏳"),
        ({"kind": "link", "text": "https://drive.google.com/a?b=1&c=<2>"}, None, "b=1&amp;c=&lt;2&gt;"),
        ({"kind": "post", "text": "Rapat <b>Kamis</b>", "origin": "Info <Kutim>"}, None, "&lt;b&gt;Kamis"),
        ({"kind": "place", "text": "0.5333 117.5 0 12"}, "place", "lokasi"),
        ({"caption": "halaman <3>", "origin": "Budi & Co"}, "document", "Budi &amp; Co"),
    ],
)
async def test_a_piece_is_shown_as_it_came(
    given: Archive, fields: dict[str, object], medium: str | None, said: str
) -> None:
    number = await given.give("rini", TEAM, "SK", **fields)
    reply = await given.piece(given.rini, "rini", LOOK, number)
    assert reply.screen is not None and reply.where is Where.ASIDE
    assert (reply.screen.given.medium if reply.screen.given else None) == medium
    assert said in reply.screen.text
    assert len(reply.screen.text) < 1024


async def test_what_was_removed_is_put_back_once_and_stays_where_it_was(given: Archive) -> None:
    first = await given.give("rini", TEAM, "SK")
    await given.give("rini", TEAM, "SK kedua")
    before = await given.rows()
    removed = await given.piece(given.rini, "rini", REMOVE, first)
    assert len(await given.rows()) == 1
    assert "tidak ada" in (await given.piece(given.rini, "rini", REMOVE, first)).toast
    await given.town.press(given.rini, button(removed, "Batalkan"))
    await given.town.press(given.rini, button(removed, "Batalkan"))
    assert await given.rows() == before


async def test_what_was_replaced_meanwhile_does_not_come_back_twice(given: Archive) -> None:
    """The same file under the same answer stands once, however it came back."""
    first = await given.give("rini", TEAM, "SK")
    removed = await given.piece(given.rini, "rini", REMOVE, first)
    row = await given.town.database.read(evidence.get, first)
    assert row is not None
    await given.give("rini", TEAM, "SK", file_id=row.file_id)
    await given.town.press(given.rini, button(removed, "Batalkan"))
    assert len(await given.rows()) == 1


async def test_the_next_thing_takes_the_place_and_what_follows_comes_beside_it(given: Archive) -> None:
    old = await given.give("rini", TEAM, "SK")
    await given.piece(given.rini, "rini", REPLACE, old)
    await given.town.confirm(given.rini)
    await given.town.say(
        given.rini, "nanti saya cari dulu"
    )  # no piece: the old one counts until there is one
    assert [row.id for row in await given.rows()] == [old]
    await given.town.say(given.rini, sent("SK ttd"))
    await given.town.say(given.rini, sent("Lampiran"))
    assert [row.name for row in await given.rows()] == ["SK ttd.pdf", "Lampiran.pdf"]
    gone = await given.town.database.read(evidence.get, old)
    assert gone is not None and gone.removed_at is not None
    await given.piece(
        given.rini, "rini", RESTORE, old
    )  # by a forged button: what took its place stands there
    assert len(await given.rows()) == 2


async def test_ten_pieces_leave_room_for_what_replaces_one(given: Archive) -> None:
    pieces = [await given.give("rini", TEAM, f"SK {n}") for n in range(10)]
    await given.piece(given.rini, "rini", REPLACE, pieces[3])
    await given.town.confirm(given.rini)
    await given.town.say(given.rini, sent("SK ttd"))
    await given.town.say(given.rini, sent("satu lagi"))
    names = [row.name for row in await given.rows()]
    assert len(names) == 10 and "SK ttd.pdf" in names and "SK 3.pdf" not in names


@pytest.mark.parametrize(
    "argument", ["p0", "pzzzzzz", "p{theirs}", "p{region}", "p{here}", "p{refused}", "p{place}"]
)
async def test_only_what_is_offered_can_be_used_again(given: Archive, argument: str) -> None:
    numbers = {
        "theirs": await given.give("budi", TEAM, "SK Bappeda"),
        "region": await given.give("budi", PEOPLE, "SK penduduk"),
        "here": await given.give("rini", FORUM, "SK forum"),
        "refused": await given.give("rini", TEAM, "virus"),
        "place": await given.give("rini", TEAM, "", kind="place", text="0.5 117.5 0 0"),
    }
    row = await given.town.database.read(evidence.get, numbers["refused"])
    assert row is not None and row.file_id is not None
    await given.town.database.write(files.failed, row.file_id, error="gone", at=given.town.now, again_at=None)
    before = await given.rows()
    forged = argument.format(**{name: to36(number) for name, number in numbers.items()})
    await given.reuse(given.rini, "rini", FORUM, forged)
    assert await given.rows() == before


async def test_what_fits_best_is_offered_first_and_each_document_once(given: Archive) -> None:
    photo = await given.give("rini", ROOMS, "Denah")
    decree = await given.give("rini", TEAM, "SK")
    row = await given.town.database.read(evidence.get, decree)
    assert row is not None
    await given.give("rini", BEDS, "SK", file_id=row.file_id)  # the same file for another answer
    reply = await given.reuse(given.rini, "rini", FORUM, "g0")
    text = text_of(reply)
    assert text.index("SK.pdf") < text.index("Denah.pdf")
    assert text.count("SK.pdf") == 1 and "→ Berapa anggota tim" in text and "→ Berapa ranjang" in text
    used = await given.reuse(given.rini, "rini", FORUM, f"p{to36(decree)}")
    assert "1 bukti dukung tersimpan" in text_of(used)
    again = await given.reuse(given.rini, "rini", FORUM, f"p{to36(decree)}")  # a second tap
    assert again.screen is not None
    proved = [(row.subject, row.file_id) for row in await given.rows() if row.name == "SK.pdf"]
    assert len(proved) == 3 and len({file_id for _, file_id in proved}) == 1
    assert photo in {row.id for row in await given.rows()}


async def test_rows_that_share_their_evidence_offer_it_to_others_and_not_to_each_other(
    given: Archive,
) -> None:
    await given.give("rini", ROOMS, "Denah")
    for ordinal in (ROOMS, WARDS):
        opened = await given.town.press(
            given.rini, replace(given.own["rini"], verb=Verb.EVIDENCE, ordinal=ordinal, argument="")
        )
        assert "Denah.pdf" in text_of(opened)
        verbs = {press.verb for press in map(decode, _data(opened)) if press is not None}
        assert Verb.REUSE not in verbs and Verb.PIECE in verbs
    opened = await given.reuse(given.rini, "rini", TEAM, "g0")
    assert "Denah.pdf" in text_of(opened)


def _data(reply: Reply) -> list[str]:
    assert reply.screen is not None
    return [one.data for row in reply.screen.rows for one in row]


@pytest.mark.parametrize(
    ("first", "second", "kept", "told"),
    [
        (sent("SK"), sent("SK", name="SK (2).pdf"), 1, True),  # forwarded: Telegram knows it is the same
        (sent("SK"), sent("SK lain"), 2, False),
        (sent("SK", unique_id=""), sent("SK", unique_id=""), 2, False),
    ],
)
async def test_the_same_file_sent_for_another_answer_is_kept_once_and_told(
    given: Archive, first: Sent, second: Sent, kept: int, told: bool
) -> None:
    for ordinal, one in ((TEAM, first), (BEDS, second)):
        opened = replace(given.own["rini"], verb=Verb.EVIDENCE, ordinal=ordinal, argument="")
        await given.town.press(given.rini, opened)
        await given.town.confirm(given.rini)
        reply = await given.town.say(given.rini, one)
    rows = await given.rows()
    assert [row.subject for row in rows] == ["policy/team", "policy/beds"]
    assert len({row.file_id for row in rows}) == kept
    assert ("sudah pernah dikirim untuk “Berapa anggota tim”" in text_of(reply)) is told


async def test_another_agencys_file_stays_its_own_even_when_it_is_the_same(given: Archive) -> None:
    await given.give("budi", TEAM, "SK")
    await given.give("budi", PEOPLE, "SK")
    opened = replace(given.own["rini"], verb=Verb.EVIDENCE, ordinal=TEAM, argument="")
    await given.town.press(given.rini, opened)
    await given.town.confirm(given.rini)
    reply = await given.town.say(given.rini, sent("SK"))
    assert "sudah pernah" not in text_of(reply)
    assert len({row.file_id for row in await given.rows()}) == 3


async def test_the_register_names_every_document_once_and_what_is_missing(given: Archive) -> None:
    decree = await given.give("rini", TEAM, "SK")
    row = await given.town.database.read(evidence.get, decree)
    assert row is not None
    await given.give("rini", FORUM, "SK", file_id=row.file_id)
    await given.give("rini", ROOMS, "Denah")
    await given.give("budi", PEOPLE, "Sensus")
    reply = await given.town.command(given.rini, Action.EVIDENCE)
    text = text_of(reply)
    assert "2 bukti untuk 3 jawaban" in text and "1 jawaban belum ada buktinya" in text
    assert text.count("SK.pdf") == 1 and "Sensus" not in text
    assert re.search(r"3  ⚪ 3 Berapa ranjang\s+belum ada buktinya", text)
    opened = await given.town.press(given.rini, button(reply, "3"))
    assert "Mohon bukti dukungnya" in text_of(opened)
    sari = await given.town.join(21, "Sari", KUTIM)
    seen = await given.town.press(
        sari, Press(Verb.PROOFS, given.own["rini"].submission, given.own["rini"].form)
    )
    assert "Dinas Dinkes" in text_of(seen) and "SK.pdf" in text_of(seen)
    looked = await given.town.press(sari, button(seen, "1"))
    assert looked.screen is not None and looked.screen.given is not None and not looked.screen.rows


async def test_a_coordinator_looks_at_nothing_of_another_agency_through_an_agencys_button(
    given: Archive,
) -> None:
    theirs = await given.give("budi", TEAM, "SK")
    sari = await given.town.join(21, "Sari", KUTIM)
    press = replace(given.own["rini"], verb=Verb.PROOFS, argument=f"l{to36(theirs)}")
    assert gives_nothing(await given.town.press(sari, press))


async def test_a_long_register_is_paged_and_never_outgrows_a_message(given: Archive) -> None:
    for number in range(40):
        for ordinal in (TEAM, FORUM, BEDS, ROOMS):
            if number < 10:
                await given.give(
                    "rini", ordinal, f"{'Surat keputusan ' * 15}{number}-{ordinal}", caption="k" * 2000
                )
    reply = await given.town.command(given.rini, Action.EVIDENCE)
    seen: set[str] = set()
    for _ in range(6):
        assert len(text_of(reply)) < 4096
        seen |= {data for data in _data(reply) if data.startswith(Verb.PIECE)}
        try:
            reply = await given.town.press(given.rini, button(reply, "▶"))
        except LookupError:
            break
    assert len(seen) == 40


async def test_what_is_put_back_keeps_to_the_number_that_an_answer_may_have(given: Archive) -> None:
    pieces = [await given.give("rini", TEAM, f"SK {n}") for n in range(10)]
    removed = await given.piece(given.rini, "rini", REMOVE, pieces[3])
    await given.give("rini", TEAM, "SK baru")
    reply = await given.town.press(given.rini, button(removed, "Batalkan"))
    assert "Sudah 10 bukti" in reply.toast
    assert len(await given.rows()) == 10


async def test_evidence_that_was_shared_changes_where_only_one_of_its_questions_came_back(
    given: Archive,
) -> None:
    shared = await given.give("rini", ROOMS, "Denah lama")
    await returned(given, "policy/wards")
    looked = await given.piece(given.rini, "rini", LOOK, shared)
    await given.town.press(given.rini, button(looked, "Hapus"))
    assert await given.rows() == []
    home = await given.town.command(given.rini, Action.SECTIONS)
    walk = await given.town.press(given.rini, button(home, "belum ada buktinya"))
    assert "Berapa bangsal" in text_of(walk)
    await given.town.confirm(given.rini)
    await given.town.say(given.rini, sent("Denah baru"))
    assert [row.name for row in await given.rows()] == ["Denah baru.pdf"]


async def test_evidence_is_kept_when_a_corrected_form_lets_its_question_share_it(given: Archive) -> None:
    await given.give("rini", TEAM, "SK")
    row = "| | integer     | {name:6} | {label:19} | required             | decree                     | {group:26} |"
    corrected = FORM
    for name, label in (("team", "Berapa anggota tim?"), ("forum", "Berapa forum?")):
        before, after = (row.format(name=name, label=label, group=group) for group in ("", "decree"))
        assert before in corrected
        corrected = corrected.replace(before, after)
    loaded = compiled(corrected)

    def update(conn: Connection) -> None:
        publish(
            conn,
            given.town.round_ids[KUTIM],
            form=loaded.form,
            xform=loaded.xform,
            at=given.town.now,
        )

    await given.town.database.write(update)
    card = await given.town.command(given.rini, Action.EVIDENCE)
    assert "1 bukti untuk 1 jawaban" in text_of(card)
    await given.town.confirm(given.rini)
    own = presses(await given.town.command(given.rini, Action.SECTIONS))[0]
    opened = await given.town.press(given.rini, replace(own, verb=Verb.EVIDENCE, ordinal=FORUM))
    assert "SK.pdf" in text_of(opened)


@pytest.mark.parametrize(("refused", "handed"), [("program", False), ("bomb", False), ("", True)])
async def test_nobody_else_is_handed_a_file_that_was_refused(
    given: Archive, refused: str, handed: bool
) -> None:
    number = await given.give("rini", TEAM, "SK")
    row = await given.town.database.read(evidence.get, number)
    assert row is not None and row.file_id is not None
    await given.town.database.write(
        files.fetched, row.file_id, sha256="a" * 64, size=9, at=given.town.now, refused=refused
    )
    sari = await given.town.join(21, "Sari", KUTIM)
    press = replace(given.own["rini"], verb=Verb.PROOFS, argument=f"l{to36(number)}")
    seen = await given.town.press(sari, press)
    assert seen.screen is not None and "SK.pdf" in seen.screen.text
    assert (seen.screen.given is not None, "⚠️" in seen.screen.text) == (handed, not handed)
    own = await given.piece(given.rini, "rini", LOOK, number)  # she sent it, and sees which one it is
    assert own.screen is not None and own.screen.given is not None


async def returned(given: Archive, question: str) -> None:
    """Of what Rini sent, only this question was returned."""
    submission, now = given.own["rini"].submission, given.town.now

    def work(conn: Connection) -> None:
        person = people.put(conn, telegram_id=21, name="Sari", language="id", at=now)
        sections.set_(
            conn, submission_id=submission, path="policy", status="returned", person_id=person, at=now
        )
        back.put(
            conn,
            submission_id=submission,
            path="policy",
            question=question,
            items="",
            comment="Mohon denah yang baru",
            person_id=person,
            at=now,
            revision=1,
        )
        back.send(conn, submission, "policy", now)

    await given.town.database.write(work)
