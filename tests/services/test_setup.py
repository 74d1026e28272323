"""Putting a round together: rights, bad words, a link from the document that works, and trials that leave no trace."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select, update

from bot.flows.inputs import Medium, Sent
from bot.flows.loading.agencies import AgencyEntry, AgencyList, Row
from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import inviting_all, sheets
from bot.services.enrolling import Who
from bot.services.replies import Order
from storage import outbox, people, rounds, setups
from storage.database import Database
from storage.models import outbox as outbox_table
from storage.models import round_
from tests.flows.markdown_forms import load
from tests.services.town import FORM, Town, button

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"})
    await town.open(DUMAI, {"dinkes": "dinkes"})
    return town


def step(argument: str) -> Press:
    return Press(Verb.SETUP, argument=argument)


async def send_form(town: Town, who: Who, text: str = FORM) -> None:
    row = await queued(town, who, "form")
    loaded = load(text)
    found = sheets.FormFound(loaded.form.form_id, loaded.form.version, loaded.xform, 0, 0, (), None)
    await town.database.write(sheets.tell_form, town.setting, row, found, town.now)


async def send_list(town: Town, who: Who, *codes: str) -> None:
    entries = tuple(
        Row(number, AgencyEntry(code, f"Dinas {code}", code, (code,))) for number, code in enumerate(codes, 2)
    )
    row = await queued(town, who, "agencies")
    await town.database.write(sheets.tell_agencies, town.setting, row, AgencyList(entries), town.now)


async def queued(town: Town, who: Who, what: str) -> outbox.Row:
    name = "form.md" if what == "form" else "list.csv"
    await town.command(who, Action.SETUP)
    if what == "agencies":
        await town.press(who, step("a"))
    await town.say(who, Sent(Medium.DOCUMENT, "file", "unique", name, "", 100))

    def last(conn: Connection) -> outbox.Row:
        kind = outbox_table.c.kind == sheets.SHEET
        found = conn.execute(select(outbox_table).where(kind).order_by(outbox_table.c.id.desc())).mappings()
        row = found.first()
        assert row is not None
        params = json.loads(row["params"])
        assert params["what"] == what
        return outbox.Row(
            row["id"], "", row["kind"], row["chat_id"], params, row["due_at"], row["created_at"], 0
        )

    return await town.database.read(last)


async def ready(town: Town, who: Who) -> None:
    await send_form(town, who)
    await town.command(who, Action.SETUP)
    await town.say(who, "Air Bersih 2024")
    await town.say(who, "28 juni jam 15")
    await send_list(town, who, "dinkes", "pupr")


async def test_a_link_from_the_document_lets_a_representative_in(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await ready(town, sari)
    await town.press(sari, step("o"))
    await town.press(sari, step("oy"))

    def made(conn: Connection) -> list[Order]:
        rows = outbox.waiting(conn, sari.chat_id, (inviting_all.INVITATIONS,))
        orders = [inviting_all.render(conn, town.setting, [row], town.now) for row in rows]
        assert all(isinstance(order, Order) for order in orders)
        return [order for order in orders if isinstance(order, Order)]

    book, sheet = await town.database.write(made)
    assert [line.short_name for line in book.args[0]] == ["dinkes", "pupr"]
    assert {line.link for line in book.args[0]}.isdisjoint(line.link for line in sheet.args[0])
    for number, line in enumerate((*book.args[0], *sheet.args[0]), start=50):
        token = line.link.partition("start=")[2]
        reply = await town.command(Who(number, number, "Rini"), Action.START, token)
        assert reply.screen is not None
        assert line.agency in reply.screen.text
        assert "Air Bersih 2024" in reply.screen.text or "Evaluasi 2024" in reply.screen.text


async def test_two_taps_open_one_round(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await ready(town, sari)
    first = await town.press(sari, step("oy"))
    again = await town.press(sari, step("oy"))
    assert first.screen is not None and "sudah dibuka" in first.screen.text
    assert again.screen == first.screen, "the second tap reads as the first"
    town.now += timedelta(hours=1)
    later = await town.press(sari, step("oy"))
    assert later.screen is not None and "belum lengkap" in later.screen.text, "an old button opens nothing"
    found = await town.database.read(rounds.all_)
    assert [one.name for one in found if one.region_name == KUTIM] == ["Evaluasi 2024", "Air Bersih 2024"]


@pytest.mark.parametrize(
    "arguments", [("oy",), ("t",), ("l", "oy"), ("e",), ("zz", "z9", "r99", "?", "-1", "")]
)
async def test_a_forged_or_early_step_opens_nothing(town: Town, arguments: tuple[str, ...]) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    for argument in arguments:
        reply = await town.press(sari, step(argument))
        assert reply.screen is not None
    assert len(await town.database.read(rounds.all_)) == 2


async def test_only_coordinators_put_rounds_together_and_only_in_their_region(town: Town) -> None:
    rini = await town.join(2, "Rini", KUTIM, "dinkes")
    outsiders = (rini, Who(99, 99, "Stranger"))
    for who in outsiders:
        for argument in ("", "n", "t", "oy", "l"):
            reply = await town.press(who, step(argument))
            assert reply.screen is None or "Kutai" not in reply.screen.text
        await town.command(who, Action.SETUP)
        await town.say(who, Sent(Medium.DOCUMENT, "file", "unique", "form.xlsx", "", 100))
    sari = await town.join(1, "Sari", DUMAI)
    await ready(town, sari)
    await town.press(sari, step("oy"))
    found = await town.database.read(rounds.all_)
    assert [one.name for one in found if one.region_name == KUTIM] == ["Evaluasi 2024"]
    assert [one.name for one in found if one.region_name == DUMAI] == ["Evaluasi 2024", "Air Bersih 2024"]


async def test_whoever_lost_the_right_meanwhile_opens_nothing(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await ready(town, sari)

    def dismiss(conn: Connection) -> None:
        person = people.by_telegram(conn, 1)
        assert person is not None
        row = people.memberships(conn, person.id)[0]
        people.end_membership(
            conn,
            person_id=person.id,
            role=row.role,
            region_id=row.region_id,
            agency_id=None,
            at=town.now,
        )

    await town.database.write(dismiss)
    await town.press(sari, step("oy"))
    assert len(await town.database.read(rounds.all_)) == 2


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("", "1 sampai 200"),
        ("x" * 201, "1 sampai 200"),
        ("Evaluasi 2024", "sudah ada"),
        ("<b>&", "Langkah 3"),
    ],
)
async def test_a_name_is_checked(town: Town, said: str, answer: str) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await send_form(town, sari)
    await town.command(sari, Action.SETUP)
    reply = await town.say(sari, said)
    assert reply.screen is not None
    assert answer in reply.screen.text
    assert "<b>&" not in reply.screen.text


async def test_a_photo_or_a_text_is_no_form(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await town.command(sari, Action.SETUP)
    for raw in ("halo", Sent(Medium.PHOTO, "file", "unique", "a.jpg", "image/jpeg", 100)):
        reply = await town.say(sari, raw)
        assert reply.screen is not None
        assert "sebagai berkas" in reply.screen.text
    reply = await town.say(sari, Sent(Medium.DOCUMENT, "file", "unique", "a.xlsx", "", 30 * 2**20))
    assert reply.screen is not None
    assert "20 MB" in reply.screen.text
    waiting = await town.database.read(outbox.waiting, sari.chat_id, (sheets.SHEET,))
    assert waiting == []


async def test_a_form_with_any_number_of_kinds_of_agencies_can_be_tried(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    kinds = " ".join(f"perangkat_daerah_{number}" for number in range(60))
    await send_form(town, sari, FORM.replace("bappeda dinkes", kinds))
    reply = await town.press(sari, step("t"))
    assert reply.screen is not None and "3 pertanyaan" in reply.screen.text


async def test_a_trial_asks_everything_and_leaves_no_trace(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    tini = await town.join(3, "Tini", KUTIM)
    await send_form(town, sari)
    reply = await town.press(sari, step("t"))
    assert reply.screen is not None and "3 pertanyaan" in reply.screen.text
    await town.confirm(sari)
    for who in (sari, tini):
        reply = await town.command(who, Action.STATUS)
        assert reply.screen is not None
        assert "Uji Coba" not in reply.screen.text
    await town.press(sari, step("e"))

    def left(conn: Connection) -> tuple[int, object, object]:
        person = people.by_telegram(conn, 1)
        assert person is not None
        trial = conn.execute(select(round_.c.closed_at).where(round_.c.trial)).scalar_one()
        setup = setups.get(conn, person.id)
        assert setup is not None
        return len(people.memberships(conn, person.id)), trial, setup.trial_id

    assert await town.database.read(left) == (1, town.now, None)


@pytest.mark.parametrize("how", ["e", "xy", "oy", "r1"])
async def test_whoever_ends_her_trial_is_offered_a_coordinators_commands_again(town: Town, how: str) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await town.join(1, "Sari", DUMAI)
    await ready(town, sari)
    assert (await town.press(sari, step("t"))).menu == "both.id"
    assert (await town.press(sari, step("n"))).menu == "", "the trial goes on"
    assert (await town.press(sari, step(how))).menu == "coordinator.id"


async def test_a_trial_ends_where_another_region_is_chosen_in_its_middle(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await town.join(1, "Sari", DUMAI)
    await send_form(town, sari)
    await town.press(sari, step("t"))
    await town.press(sari, step("r1"))
    person = await town.database.read(people.by_telegram, 1)
    assert person is not None
    held = await town.database.read(people.memberships, person.id)
    assert [one.role for one in held] == ["coordinator", "coordinator"]


async def test_a_second_form_ends_the_trial_of_the_first(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await send_form(town, sari)
    await town.press(sari, step("t"))
    await send_form(town, sari, FORM.replace("Sudah buka?", "Sudah dibuka?"))
    open_trials = await town.database.read(
        lambda conn: conn.execute(
            select(round_.c.id).where(round_.c.trial, round_.c.closed_at.is_(None))
        ).all()
    )
    assert open_trials == []


async def test_the_last_agencies_are_taken_over_as_they_are(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await send_form(town, sari)
    card = await town.command(sari, Action.SETUP)
    assert button(card, "Pakai 2 perangkat daerah")
    await town.press(sari, step("l"))
    setup = await town.database.read(lambda conn: setups.get(conn, 1))
    assert setup is not None
    assert [one["code"] for one in setup.agencies] == ["dinkes", "bappeda"]


async def test_a_deadline_that_passed_meanwhile_is_asked_again(town: Town) -> None:
    sari = await town.join(1, "Sari", KUTIM)
    await ready(town, sari)
    await town.database.write(
        lambda conn: conn.execute(update(setups.setup).values(deadline=town.now)) and None
    )
    reply = await town.press(sari, step("oy"))
    assert reply.screen is not None
    assert "sudah lewat" in reply.screen.text
