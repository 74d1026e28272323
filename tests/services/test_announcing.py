"""A coordinator's own words to many: exactly what was shown, to whom it was meant for, light enough for thousands."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event

from bot.flows.inputs import Medium, Sent
from bot.handlers.commanding import argument_of
from bot.screens.commands import Action
from bot.screens.length import shown
from bot.screens.press import Press, Verb, decode
from bot.screens.screen import Screen
from bot.services import announcing, pushes
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import acts, chats, outbox, people, sections
from storage.database import Database
from tests.services.pushed import pushed, queued, settle
from tests.services.town import Town, button

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
RINI, BUDI, SARI, TONO = 11, 12, 21, 22


@pytest.fixture
async def town(database: Database) -> Town:
    """Dinkes has sent everything, Bappeda nothing; nobody has joined DLH."""
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda", "dlh": "dlh"})
    await town.join(RINI, "Rini", KUTIM, "dinkes")
    await town.join(BUDI, "Budi", KUTIM, "bappeda")
    await town.join(TONO, "Tono", KUTIM)
    await database.write(
        sections.set_, submission_id=2, path="health", status="submitted", person_id=None, at=town.now
    )
    return town


def text_of(reply: Reply) -> str:
    return reply.screen.text if reply.screen is not None else ""


async def announce(town: Town, who: Who, text: str, to: str = "Semua perwakilan", card: int = 90) -> Reply:
    offers = await town.command(who, Action.ANNOUNCE, text)
    preview = await town.press(who, button(offers, to), tapped=card)
    return await town.press(who, button(preview, "Ya, kirim"), tapped=card)


@pytest.mark.parametrize(
    ("to", "reached"),
    [
        ("Semua perwakilan (2)", {RINI, BUDI}),
        ("Yang belum lengkap", {BUDI}),
        ("Koordinator lainnya (1)", {TONO}),
    ],
)
async def test_it_reaches_those_who_are_meant(town: Town, to: str, reached: set[int]) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await announce(town, sari, "Rapat <Senin> & Selasa", to)
    texts = dict(await pushed(town, "announced"))
    assert set(texts) == reached
    assert set(texts.values()) == {
        "Rapat &lt;Senin&gt; &amp; Selasa\n\nDari Sari, koordinator Kabupaten Kutai Timur"
    }


async def test_those_who_have_not_sent_a_section_are_chosen_by_its_name(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    offers = await town.command(sari, Action.ANNOUNCE, "Mohon dilengkapi.")
    choice = await town.press(sari, button(offers, "satu bagian"))
    preview = await town.press(sari, button(choice, "Kesehatan (2)"))
    assert "yang belum mengirim Kesehatan" in text_of(preview)
    await town.press(sari, button(preview, "Ya, kirim ke 1 orang"), tapped=90)
    assert [chat for chat, _ in await pushed(town, "announced")] == [BUDI]


async def test_what_was_shown_is_what_is_sent_though_another_text_was_typed_since(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await town.command(sari, Action.ANNOUNCE)
    old = await town.press(sari, button(await town.say(sari, "Rapat Senin"), "Semua perwakilan"))
    await town.say(sari, "Rapat Selasa")
    gone = await town.press(sari, button(old, "Ya, kirim"))
    assert "sudah tidak ada" in text_of(gone)
    assert await queued(town, "announced") == 0


@pytest.mark.parametrize(
    ("action", "text", "argument"),
    [
        (Action.ANNOUNCE, "/umumkan Yth. Ibu,\n\nrapat  Senin.\n", "Yth. Ibu,\n\nrapat  Senin.\n"),
        (Action.ANNOUNCE, "/umumkan@pilar_bot\nRapat Senin", "Rapat Senin"),
        (Action.ANNOUNCE, "/umumkan", ""),
        (Action.STATUS, "/status  dinas\nkesehatan ", "dinas kesehatan"),
        (Action.START, "", ""),
    ],
)
def test_the_lines_of_an_announcement_behind_the_command_stay_lines(
    action: Action, text: str, argument: str
) -> None:
    assert argument_of(action, text) == argument


async def test_two_taps_send_once(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    preview = await town.press(
        sari, button(await town.command(sari, Action.ANNOUNCE, "Rapat"), "Semua perwakilan")
    )
    yes = button(preview, "Ya, kirim")
    first, again = await town.press(sari, yes, tapped=90), await town.press(sari, yes, tapped=90)
    assert first.screen == again.screen
    assert await queued(town, "announced") == 2


async def test_a_text_is_words_of_at_most_so_many_characters(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await town.command(sari, Action.ANNOUNCE)
    assert "hanya berupa teks" in text_of(await town.say(sari, Sent(Medium.PHOTO, caption="Rapat")))
    assert "Belum ada teks" in text_of(await town.say(sari, " \u202e \n"))
    assert "3.501 huruf" in text_of(await town.say(sari, "a" * 3_501))
    assert "Untuk siapa?" in text_of(await town.say(sari, "a" * 3_500))


async def test_the_longest_text_and_the_longest_list_of_names_fit_one_message(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)

    def crowd(conn: Connection) -> None:
        people.put(conn, telegram_id=SARI, name="S" * 60, language="id", at=town.now)
        settle(conn, town.round_ids[KUTIM], range(100, 160), town.now)
        for number in range(100, 150):
            people.put(conn, telegram_id=number, name=f"{number} " * 15, language="id", at=town.now)
            people.mark_unreachable(conn, number, town.now)

    await town.database.write(crowd)
    for text in ("a" * 3_500, "&" * 3_500, "💥" * 1_750):
        offers = await town.command(sari, Action.ANNOUNCE, text)
        preview = await town.press(sari, button(offers, "Semua perwakilan"))
        for reply in (offers, preview):
            assert shown(text_of(reply)) <= 4_096
            assert (text[0] if text[0] != "&" else "&amp;") * 500 in text_of(reply)


@pytest.mark.parametrize(("hours", "taken"), [(2, True), (4, False)])
@pytest.mark.parametrize("what", ["announcement", "deadline"])
async def test_words_that_were_asked_for_long_ago_are_for_something_else(
    town: Town, what: str, hours: int, taken: bool
) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    town.now += timedelta(minutes=1)
    if what == "announcement":
        await town.command(sari, Action.ANNOUNCE)
    else:
        await town.press(sari, Press(Verb.DEADLINE, 1, 1, argument="t"))
    town.now += timedelta(hours=hours)
    said = text_of(await town.say(sari, "Rapat" if what == "announcement" else "25 juni jam 10"))
    assert ("Untuk siapa?" in said or "Pindahkan" in said) is taken


async def test_an_errand_that_an_older_program_left_ends_quietly(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    left = json.dumps({"kind": announcing.ERRAND, "submission": 1})
    await town.database.write(chats.put, SARI, errand=left)
    assert "Untuk siapa?" not in text_of(await town.say(sari, "Rapat"))
    chat = await town.database.read(chats.for_chat, SARI)
    assert chat is not None and chat.errand == ""


async def test_words_are_taken_only_while_they_were_asked_for(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await town.command(sari, Action.ANNOUNCE)
    await town.command(sari, Action.STATUS)
    assert "Untuk siapa?" not in text_of(await town.say(sari, "Rapat"))
    cancel = button(await town.command(sari, Action.ANNOUNCE), "Batal")
    assert "dibatalkan" in text_of(await town.press(sari, cancel))
    assert "Untuk siapa?" not in text_of(await town.say(sari, "Rapat"))


async def test_the_report_waits_until_nothing_waits_and_names_those_who_were_not_reached(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await town.database.write(people.mark_unreachable, RINI, town.now)
    await announce(town, sari, "Rapat")
    town.now += timedelta(minutes=1)
    assert await pushed(town, "announced_report") == []
    (row,) = await town.database.write(outbox.claim, town.now, 9, town.now, only=("announced",))
    await town.database.write(outbox.gave_up, row.id, town.now, "blocked")
    town.now += timedelta(minutes=1)
    ((chat, text),) = await pushed(town, "announced_report")
    assert chat == SARI
    assert "0 terkirim · 2 tidak terjangkau" in text
    assert "– Rini (Dinas Dinkes)" in text and "– Budi (Dinas Bappeda)" in text
    town.now += timedelta(hours=1)
    assert await pushed(town, "announced_report") == [], "once"


async def test_what_is_not_sent_yet_is_taken_back_and_only_in_ones_own_region(town: Town) -> None:
    await town.open(DUMAI, {"dinkes": "dinkes"})
    sari, doni = await town.join(SARI, "Sari", KUTIM), await town.join(31, "Doni", DUMAI)
    reply = await announce(town, sari, "Rapat rahasia")
    stop = decode(button(reply, "Hentikan"))
    assert stop is not None
    for submission in (1, 5):
        for argument in (stop.argument, stop.argument.replace("x", "p"), stop.argument.replace("x", "r")):
            forged = Press(Verb.ANNOUNCE, submission, 1, argument=argument)
            assert (await town.press(doni, forged)).screen is None
    assert "dihentikan" in text_of(await town.press(sari, stop, tapped=90))
    assert await pushed(town, "announced") == []


async def test_what_is_on_its_way_while_it_is_taken_back_stops_at_the_last_moment(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    reply = await announce(town, sari, "Rapat")
    rows = await town.database.write(
        outbox.claim, town.now, 9, town.now + timedelta(minutes=2), only=("announced",)
    )
    await town.press(sari, button(reply, "Hentikan"), tapped=90)
    for row in rows:
        assert await town.database.read(pushes.render, town.setting, [row], town.now) is None


async def test_whoever_has_left_the_region_reads_nothing(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await announce(town, sari, "Rapat")

    def leave(conn: Connection) -> None:
        budi = people.by_telegram(conn, BUDI)
        assert budi is not None
        (mine,) = people.memberships(conn, budi.id)
        people.end_membership(
            conn,
            person_id=budi.id,
            role=mine.role,
            region_id=mine.region_id,
            agency_id=mine.agency_id,
            at=town.now,
        )

    await town.database.write(leave)
    assert [chat for chat, _ in await pushed(town, "announced")] == [RINI]


async def test_two_thousand_rows_are_one_insert_and_three_light_statements_each(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await town.database.write(settle, town.round_ids[KUTIM], range(1_000, 3_000), town.now)
    offers = await town.command(sari, Action.ANNOUNCE, "Rapat")
    yes = decode(button(await town.press(sari, button(offers, "Semua perwakilan")), "Ya, kirim"))
    assert yes is not None

    def counted(conn: Connection, work):  # type: ignore[no-untyped-def]
        statements: list[str] = []
        event.listen(conn, "before_cursor_execute", lambda *a: statements.append(a[2]))
        return work(conn), statements

    def send(conn: Connection):  # type: ignore[no-untyped-def]
        from bot.services.cockpit import enter

        chat = chats.for_chat(conn, SARI)
        assert chat is not None
        cockpit = enter(conn, town.setting, chat, town.now, submission=1, argument=yes.argument, tapped=90)
        assert cockpit is not None
        return announcing.announce(conn, cockpit)

    _, statements = await town.database.write(counted, send)
    assert len(statements) < 40
    assert await queued(town, "announced") == 2_002
    (row,) = await town.database.write(outbox.claim, town.now, 1, town.now, only=("announced",))
    screen, statements = await town.database.read(
        counted, lambda conn: pushes.render(conn, town.setting, [row], town.now)
    )
    assert isinstance(screen, Screen)
    assert len(statements) == 3
    (act,) = await town.database.read(acts.of_round, town.round_ids[KUTIM], 1)
    assert len(json.dumps(dict(row.params))) < 100
    assert act.params["people"] == 2_002
