"""Who may confirm, once, and exactly what she saw; and what everybody else gets."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, text

from bot.reports.canonical import canonical_json, fingerprint
from bot.screens.press import Press, Verb, decode
from bot.screens.screen import Screen
from bot.services import inviting, papers, pushes
from bot.services.enrolling import Who
from bot.services.replies import Order
from bot.services.signing import DAYS, MOST_A_DAY
from storage import agencies, evidence, files, groups, people, receipts, rounds
from storage.database import Database
from storage.models import invitation, membership, receipt
from storage.models import outbox as pushed
from tests.services.signed import KUTIM, Office, queued, sent
from tests.services.town import Town, button


@pytest.fixture
async def office(database: Database) -> Office:
    return await sent(database)


async def test_the_receipt_keeps_what_was_confirmed_with_its_fingerprint(office: Office) -> None:
    reply = await office.sign(await office.ask())
    assert reply.screen is not None and "TT-2024-1-0001" in reply.screen.text
    (kept,) = await office.signed()
    assert kept.name == "Andi Saputra"
    assert fingerprint(kept.content.encode()) == kept.fingerprint
    told = json.loads(kept.content)
    assert canonical_json(told).decode() == kept.content
    assert [row.get("value") for row in told["answers"]] == ["12", "Lengkap", "yes", "435000"]
    assert kept.counts == {
        "sections": [["health", 3, 3, 0, 0], ["region", 1, 1, 0, 0]],
        "answers": 4,
        "evidence": 0,
    }


async def test_everybody_who_waits_for_it_is_told_once(office: Office) -> None:
    await office.town.join(22, "Tuti", KUTIM)
    digest = await office.town.join(23, "Doni", KUTIM)
    await office.town.press(digest, Press(Verb.ALERTS, argument="digest"))
    await office.sign(await office.ask())
    told = await office.read(
        lambda conn: sorted(conn.scalars(select(pushed.c.chat_id).where(pushed.c.kind == papers.RECEIPT)))
    )
    assert told == [11, 21, 22, 61]


@pytest.mark.parametrize(
    "who", ["representative", "signer", "coordinator", "stranger", "other agency", "gone"]
)
async def test_the_document_goes_to_whoever_still_has_a_part_in_it(office: Office, who: str) -> None:
    town = office.town
    await office.sign(await office.ask())
    chat = {
        "representative": 11,
        "signer": 61,
        "coordinator": 21,
        "stranger": 99,
        "other agency": 12,
        "gone": 21,
    }
    await town.join(12, "Budi", KUTIM, "rsud")
    if who == "gone":
        await office.write(_dismiss, 21, "coordinator", None, town)
    (kept,) = await office.signed()
    await office.write(
        lambda conn: papers.order_receipt(conn, chat[who], kept.id, town.now + timedelta(minutes=5))
    )
    rows = await office.read(queued, chat[who])
    made = await office.read(pushes.render, town.setting, rows[-1:], town.now)
    assert isinstance(made, Order) is (who in ("representative", "signer", "coordinator"))
    if isinstance(made, Order):
        assert made.name == "TT-2024-1-0001 Dinkes.pdf"


async def test_the_signer_has_no_other_right(office: Office) -> None:
    token = await office.ask()
    await office.open(token)
    assert not await office.read(_rights, 61)
    await office.sign(token)
    assert not await office.read(_rights, 61)
    for verb in (Verb.HOME, Verb.STATUS, Verb.OPEN, Verb.SECTIONS, Verb.RECEIPT):
        reply = await office.town.press(office.head, Press(verb, office.submission, office.form, 0))
        assert reply.screen is None or "Dinkes" not in reply.screen.text
    for argument in ("", "l", "d", "p1"):
        reply = await office.town.press(
            office.head, Press(Verb.SIGN, office.submission, office.form, argument=argument)
        )
        assert reply.screen is None and reply.alert


REFUSED = {
    "forged": ("0" * 26, "tidak kami kenali"),
    "expired": ("", "sudah habis"),
    "used": ("", "sudah terpakai"),
    "of another role": ("", "tidak kami kenali"),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_a_link_that_does_not_work_is_one_sentence(office: Office, what: str) -> None:
    forged, sentence = REFUSED[what]
    town = office.town
    token = forged or await office.ask()
    good = Press(Verb.SIGN, office.submission, office.form, argument=f"y{token}{'0' * 8}")
    if what == "expired":
        town.now += timedelta(days=DAYS, minutes=1)
    if what == "used":
        await office.sign(token)
    if what == "of another role":
        token = await town.token(KUTIM, "dinkes")
        good = Press(Verb.SIGN, office.submission, office.form, argument=f"y{token}{'0' * 8}")
    stranger = Who(99, 99, "Tono")
    if what not in ("forged", "of another role"):
        reply = await office.open(token, stranger)
        assert reply.screen is not None and sentence in reply.screen.text
        assert "Dinas" not in reply.screen.text and not reply.screen.rows
    budi = await town.join(12, "Budi", KUTIM, "rsud")
    for step in ("y", "s", "v", "a"):
        argument = good.argument.replace("y", step, 1)
        argument = argument[: 1 + len(token)] if step in "va" else argument
        reply = await town.press(budi, Press(Verb.SIGN, office.submission, office.form, argument=argument))
        assert reply.screen is not None and sentence in reply.screen.text, step
        assert "Dinas" not in reply.screen.text
    assert len(await office.signed()) == (1 if what == "used" else 0)


async def test_whoever_asks_cannot_confirm(office: Office) -> None:
    token = await office.ask()
    reply = await office.open(token, office.rini)
    assert reply.screen is not None and "mohon diteruskan" in reply.screen.text
    seen = await office.open(token)
    pressed = decode(button(seen, "sahkan"))
    assert pressed is not None
    for step in ("s", "y"):
        forged = Press(Verb.SIGN, office.submission, office.form, argument=step + pressed.argument[1:])
        await office.town.press(office.rini, forged)
    assert await office.signed() == []


async def test_a_link_is_for_one_confirmation_and_ends_the_others(office: Office) -> None:
    first, second = await office.ask(), await office.ask()
    await office.sign(first)
    reply = await office.open(second, Who(62, 62, "Wakil"))
    assert reply.screen is not None and "sudah terpakai" in reply.screen.text
    again = await office.open(first)
    assert again.screen is not None and "TT-2024-1-0001" in again.screen.text
    assert len(await office.signed()) == 1


async def test_a_second_tap_confirms_nothing_twice(office: Office) -> None:
    seen = await office.open(await office.ask())
    sure = await office.town.press(office.head, button(seen, "sahkan"))
    for _ in range(5):
        await office.town.press(office.head, button(sure, "sahkan"))
    assert len(await office.signed()) == 1


async def test_what_changed_since_she_looked_is_not_confirmed(office: Office) -> None:
    seen = await office.open(await office.ask())
    sure = await office.town.press(office.head, button(seen, "sahkan"))
    await office.turn("14")
    reply = await office.town.press(office.head, button(sure, "sahkan"))
    assert reply.screen is not None and "berubah sejak terakhir" in reply.screen.text
    assert await office.signed() == []
    again = await office.town.press(office.head, button(reply, "sahkan"))
    await office.town.press(office.head, button(again, "sahkan"))
    assert len(await office.signed()) == 1


async def test_nothing_is_asked_for_before_everything_is_sent(office: Office) -> None:
    await office.town.press(office.sari, Press(Verb.REOPEN, office.submission, office.form, argument="0.y"))
    for who, verb in ((office.rini, Verb.SIGN), (office.sari, Verb.RECEIPT)):
        reply = await office.town.press(who, Press(verb, office.submission, office.form, argument="l"))
        assert "Belum semua" in reply.toast
    made = await office.read(lambda conn: conn.scalar(_links()))
    assert made == 0


async def test_a_new_confirmation_is_asked_for_only_when_the_seal_is_broken(office: Office) -> None:
    await office.sign(await office.ask())
    link = Press(Verb.SIGN, office.submission, office.form, argument="l")
    reply = await office.town.press(office.rini, link)
    assert reply.screen is not None and "start=" not in reply.screen.text
    assert "segel utuh" in reply.screen.text and reply.toast == "", "every section is sent"
    await office.turn("14")
    await office.sign(await office.ask())
    second, first = await office.signed()
    assert (second.number, first.number) == ("TT-2024-1-0002", "TT-2024-1-0001")
    assert second.fingerprint != first.fingerprint


async def test_an_answer_that_is_put_back_mends_the_seal(office: Office) -> None:
    await office.sign(await office.ask())
    looks = Press(Verb.SIGN, office.submission, office.form)
    for beds, said in (("14", "segel rusak: 1 jawaban"), ("12", "segel utuh")):
        await office.turn(beds)
        reply = await office.town.press(office.rini, looks)
        assert reply.screen is not None and said in reply.screen.text


async def test_whoever_opens_or_returns_what_was_confirmed_is_warned(office: Office) -> None:
    await office.sign(await office.ask())
    place = (office.submission, office.form)
    await office.town.press(office.sari, Press(Verb.RETURN, *place, 1, argument="0"))
    for verb in (Verb.RETURN, Verb.REOPEN):
        reply = await office.town.press(office.sari, Press(verb, *place, argument="0"))
        assert reply.screen is not None
        assert "sudah disahkan pimpinan dengan TT-2024-1-0001" in reply.screen.text, verb
    await office.town.press(office.sari, Press(Verb.RETURN, *place, argument="0.y"))
    looks = Press(Verb.RECEIPT, *place)
    reply = await office.town.press(office.sari, looks)  # a return alone changes no answer
    assert reply.screen is not None and "segel utuh" in reply.screen.text
    await office.town.press(office.rini, Press(Verb.OPEN, *place, 1))
    await office.town.confirm(office.rini)
    await office.town.say(office.rini, "14")
    reply = await office.town.press(office.sari, looks)
    assert reply.screen is not None and "segel rusak: 1 jawaban" in reply.screen.text
    assert "– Berapa tempat tidur" in reply.screen.text


async def test_a_file_that_is_not_fetched_yet_has_to_be_waited_for(office: Office) -> None:
    def attach(conn: Connection) -> int:
        number = files.add(
            conn,
            submission_id=office.submission,
            telegram_file_id="f",
            medium="document",
            name="SK.pdf",
            mime="application/pdf",
            size=3,
            at=office.town.now,
            person_id=None,
        )
        evidence.add(
            conn,
            submission_id=office.submission,
            subject="health/beds",
            items="",
            kind="file",
            person_id=None,
            at=office.town.now,
            file_id=number,
        )
        return number

    number = await office.write(attach)
    reply = await office.open(await office.ask())
    assert reply.screen is not None and "masih kami simpan" in reply.screen.text
    assert not any("sahkan" in one.text for line in reply.screen.rows for one in line)
    await office.write(lambda conn: files.fetched(conn, number, sha256="a" * 64, size=3, at=office.town.now))
    await office.sign(await office.ask())
    (kept,) = await office.signed()
    assert json.loads(kept.content)["evidence"][0]["content"] == "a" * 64


async def test_so_many_links_a_day_and_no_more(office: Office) -> None:
    for _ in range(MOST_A_DAY):
        await office.ask()
    link = Press(Verb.SIGN, office.submission, office.form, argument="l")
    reply = await office.town.press(office.rini, link)
    assert reply.screen is None and reply.alert
    office.town.now += timedelta(days=1, minutes=1)
    await office.ask()


async def test_two_agencies_that_are_confirmed_at_once_have_two_numbers(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL two transactions run side by side; the number is taken under a lock of the round."""
    town, count = office.town, receipts.count

    def slowly(conn: Connection, round_id: int) -> int:
        found = count(conn, round_id)
        if conn.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_sleep(0.3)"))  # long enough for the other one to count as well
        return found

    monkeypatch.setattr(receipts, "count", slowly)
    budi = await town.join(12, "Budi", KUTIM, "rsud")
    other = await office.read(_other, town, office.submission)
    await town.press(budi, Press(Verb.START, other, office.form))
    await town.confirm(budi)
    for answer in ("tidak", "Ada"):
        await town.say(budi, answer)
    await town.press(budi, Press(Verb.SUBMIT, other, office.form, argument="0"))
    asked = await town.press(budi, Press(Verb.SIGN, other, office.form, argument="l"))
    assert asked.screen is not None, asked
    tokens = [await office.ask(), re.findall(r"start=(\w+)", asked.screen.text)[0]]
    heads = [Who(61, 61, "Andi"), Who(62, 62, "Wati")]
    buttons = []
    for token, head in zip(tokens, heads, strict=True):
        seen = await office.open(token, head)
        buttons.append(button(await town.press(head, button(seen, "sahkan")), "sahkan"))
    await asyncio.gather(*(town.press(head, data) for head, data in zip(heads, buttons, strict=True)))
    numbers = await office.read(lambda conn: sorted(conn.scalars(select(receipt.c.number))))
    assert numbers == ["TT-2024-1-0001", "TT-2024-1-0002"]


async def test_a_representative_of_another_agency_gets_nothing(office: Office) -> None:
    budi = await office.town.join(12, "Budi", KUTIM, "rsud")
    await office.sign(await office.ask())
    for argument in ("", "l", "d", "p1"):
        press = Press(Verb.SIGN, office.submission, office.form, argument=argument)
        reply = await office.town.press(budi, press)
        assert reply.screen is None and reply.alert, argument


async def test_a_group_of_coordinators_hears_of_it_and_nobody_is_named(office: Office) -> None:
    def add(conn: Connection) -> None:
        round_, sari = rounds.get(conn, office.town.round_ids[KUTIM]), people.by_telegram(conn, 21)
        assert round_ is not None and sari is not None
        groups.put(
            conn,
            chat_id=-1001,
            region_id=round_.region_id,
            topic_id=None,
            language="id",
            added_by=sari.id,
            at=office.town.now,
        )

    await office.write(add)
    await office.sign(await office.ask())
    rows = await office.read(queued, -1001)
    said = await office.read(pushes.render, office.town.setting, rows, office.town.now)
    assert isinstance(said, Screen)
    assert "TT-2024-1-0001" in said.text and "Andi" not in said.text
    assert said.document is None and not said.rows


async def test_answers_on_paper_are_read_while_the_link_works(office: Office) -> None:
    token = await office.ask()
    seen = await office.open(token)
    await office.town.press(office.head, button(seen, "Baca"))
    rows = [row for row in await office.read(queued, 61) if row.kind == papers.ANSWERS]
    made = await office.read(pushes.render, office.town.setting, rows, office.town.now)
    assert isinstance(made, Order)
    lines = [line for _, section in made.args[0].sections for line in section]
    assert [(line.question, line.answer) for line in lines] == [
        ("Sudah buka?", "Ya"),
        ("Berapa tempat tidur?", "12"),
        ("Catatan?", "Lengkap"),
        ("Berapa penduduk?", "435.000"),
    ]
    office.town.now += timedelta(days=DAYS, minutes=1)
    assert await office.read(pushes.render, office.town.setting, rows, office.town.now) is None


async def test_answers_that_she_asked_for_arrive_although_she_confirms_first(office: Office) -> None:
    token = await office.ask()
    seen = await office.open(token)
    await office.town.press(office.head, button(seen, "Baca"))
    await office.sign(token)
    rows = [row for row in await office.read(queued, 61) if row.kind == papers.ANSWERS]
    assert isinstance(await office.read(pushes.render, office.town.setting, rows, office.town.now), Order)
    await office.turn("14")
    other = await office.ask()
    seen = await office.open(other, Who(62, 62, "Wakil"))
    await office.town.press(Who(62, 62, "Wakil"), button(seen, "Baca"))
    await office.sign(other)
    rows = [row for row in await office.read(queued, 62) if row.kind == papers.ANSWERS]
    said = await office.read(pushes.render, office.town.setting, rows, office.town.now)
    assert said is None, "the link of whoever looked and did not confirm is spent"


def _links() -> Any:
    return select(func.count()).select_from(invitation).where(invitation.c.role == inviting.SIGNER)


def _rights(conn: Connection, telegram_id: int) -> list[Any]:
    person = people.by_telegram(conn, telegram_id)
    assert person is not None
    return list(conn.execute(select(membership.c.role).where(membership.c.person_id == person.id)))


def _other(conn: Connection, town: Town, mine: int) -> int:
    members = agencies.in_round(conn, town.round_ids[KUTIM])
    return next(submission for submission, _ in members if submission != mine)


def _dismiss(conn: Connection, chat: int, role: str, agency: int | None, town: Town) -> None:
    person, round_ = people.by_telegram(conn, chat), rounds.get(conn, town.round_ids[KUTIM])
    assert person is not None and round_ is not None
    people.end_membership(
        conn, person_id=person.id, role=role, region_id=round_.region_id, agency_id=agency, at=town.now
    )
