"""Who hears of what agencies do, when, and what of it still holds when it is sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.screens.screen import Screen
from bot.services import alerts, pushes
from bot.services.replies import Reply
from storage import outbox, people, rounds
from storage.database import Database
from storage.outbox import Row
from tests.services.newsroom import DUMAI, GROUP, KUTIM, OTHER_GROUP, Newsroom, opened
from tests.services.town import FORM, NOW, button

NEXT_HOUR = NOW + timedelta(hours=1)


@pytest.fixture
async def town(database: Database) -> Newsroom:
    return await opened(database)


def row(number: int, kind: str, round_: int = 1, topic: int | None = None, due: datetime = NOW) -> Row:
    return Row(number, str(number), kind, 21, {"round": round_}, due, due, 0, topic)


@pytest.mark.parametrize(
    ("chosen", "kind", "due"),
    [
        ("now", alerts.SECTION, NOW),
        ("hourly", alerts.SECTION, NEXT_HOUR),
        ("digest", alerts.SECTION, None),
        ("hourly", alerts.AGENCY, NEXT_HOUR),
        ("digest", alerts.AGENCY, None),
        ("digest", alerts.JOINED, None),
        ("now", alerts.ALL, NOW),
        ("hourly", alerts.ALL, NOW),
        ("digest", alerts.ALL, NOW),
    ],
)
async def test_each_coordinator_hears_when_she_chose(
    town: Newsroom, chosen: str, kind: str, due: datetime | None
) -> None:
    await town.choose(town.sari, chosen)
    await town.database.write(
        alerts.tell,
        kind,
        {"round": town.round_ids[KUTIM]},
        region_id=await town.region(KUTIM),
        zone=ZoneInfo("Asia/Makassar"),
        key="a",
        now=NOW,
    )
    assert [one.due_at for one in await town.rows(21)] == ([due] if due else [])
    assert len(await town.rows(22)) == 1
    assert await town.rows(23) == [], "another region's coordinator"
    assert await town.rows(31) == [], "a leader gets the digest and nothing else"


@pytest.mark.parametrize(
    ("zone", "now", "hour"),
    [
        ("Asia/Makassar", datetime(2024, 6, 3, 1, 20, tzinfo=UTC), datetime(2024, 6, 3, 2, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2024, 6, 3, 2, tzinfo=UTC), datetime(2024, 6, 3, 3, tzinfo=UTC)),
        ("Asia/Kolkata", datetime(2024, 6, 3, 1, 20, tzinfo=UTC), datetime(2024, 6, 3, 1, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_is_full_on_the_clock_of_the_round(zone: str, now: datetime, hour: datetime) -> None:
    assert alerts.next_hour(now, ZoneInfo(zone)) == hour


@pytest.mark.parametrize(
    ("sent", "kind", "after", "held"),
    [
        (alerts.SECTION, alerts.SECTION, 30, True),
        (alerts.SECTION, alerts.AGENCY, 119, True),
        (alerts.SECTION, alerts.SECTION, 120, False),
        (alerts.SECTION, alerts.ALL, 1, False),
        (alerts.JOINED, alerts.SECTION, 1, False),
        (alerts.JOINED, alerts.JOINED, 1, True),
    ],
)
async def test_what_follows_a_message_too_soon_waits_for_more(
    town: Newsroom, sent: str, kind: str, after: int, held: bool
) -> None:
    def work(conn: Any) -> None:
        outbox.add(conn, dedupe_key="a", kind=sent, chat_id=21, params={}, due_at=NOW, at=NOW)
        (found,) = outbox.waiting(conn, 21, {sent})
        outbox.sent(conn, found.id, 1, NOW)

    await town.database.write(work)
    later = await town.database.read(alerts.put_off, [row(9, kind)], NOW + timedelta(seconds=after))
    assert later == (NOW + alerts.GAP if held else None)


def test_news_of_one_round_and_topic_is_one_message_and_everything_else_its_own() -> None:
    rows = [
        row(1, alerts.SECTION),
        row(2, "reminder"),
        row(3, alerts.JOINED),
        row(4, alerts.AGENCY, round_=2),
        row(5, alerts.SECTION, topic=7),
        row(6, alerts.ALL),
        row(7, "reminder"),
    ]
    assert [[one.id for one in together] for together in alerts.gathered(rows)] == [
        [1, 3, 6],
        [2],
        [4],
        [5],
        [7],
    ]


async def test_a_submitted_section_is_told_to_its_coordinators_and_their_group_alone(town: Newsroom) -> None:
    await town.take(GROUP, KUTIM, topic_id=7)
    await town.take(OTHER_GROUP, DUMAI)
    await town.send(town.rini)
    assert await town.kinds(21) == await town.kinds(22) == [alerts.AGENCY]
    assert await town.kinds(23) == await town.kinds(OTHER_GROUP) == await town.kinds(31) == []
    (to_group,) = await town.rows(GROUP)
    assert to_group.topic_id == 7
    assert "Rini" in await town.text(21)
    said = await town.text(GROUP)
    assert "Dinas Dinkes" in said
    assert "Rini" not in said


async def test_the_last_of_all_takes_along_what_waits_and_leads_it(town: Newsroom) -> None:
    await town.choose(town.sari, "hourly")
    await town.send(town.rini)
    assert [one.due_at for one in await town.rows(21)] == [NEXT_HOUR]
    await town.send(town.budi)
    rows = await town.rows(21)
    assert [one.due_at for one in rows] == [NOW, NOW]
    assert len(pushes.bundle(rows)) == 1
    said = await town.text(21)
    assert said.startswith("✅ Semua 2 perangkat daerah sudah lengkap")
    assert said.index("Semua") < said.index("Dinas Dinkes") and "Dinas Rsud" in said


async def test_whoever_is_asked_nothing_keeps_nobody_waiting(database: Database) -> None:
    town = Newsroom(database)
    form = re.sub(r"\| all +\|", "| dinkes |", FORM)
    await town.open(KUTIM, {"dinkes": "dinkes", "dlh": "dlh"}, form=form)
    await town.open(DUMAI, {"dinkes": "dinkes"})
    town.sari = await town.join(21, "Sari", KUTIM)
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await town.clear()
    own = await town.send(rini)
    await town.press(rini, replace(own, verb=Verb.START, argument="1"))
    await town.press(rini, button(await town.say(rini, "5"), "Kirim"))
    assert "Semua 1 perangkat daerah sudah lengkap" in await town.text(21)
    status = await town.command(town.sari, Action.STATUS)
    assert status.screen is not None and "1 dari 1 perangkat daerah lengkap" in status.screen.text
    assert "DLH 0/0" in status.screen.text.upper()
    closing = await town.press(town.sari, Press(Verb.CONTROLS, 1, 1, argument="c"))
    assert closing.screen is not None and "belum lengkap" not in closing.screen.text


async def test_news_that_no_longer_holds_is_lowered_or_dropped(town: Newsroom) -> None:
    await town.send(town.rini)
    own = await town.send(town.budi)
    await town.reopen(town.sari, own)
    said = await town.text(22)
    assert "Semua" not in said
    assert "Dinas Dinkes sudah lengkap" in said
    assert "Dinas Rsud sudah lengkap" not in said and "Dinas Rsud mengirim" not in said


async def test_an_agency_of_which_one_section_was_opened_again_is_not_called_complete(
    database: Database,
) -> None:
    town = await opened(database, {"dinkes": "dinkes", "rsud": "rsud"})
    budi = await town.join(12, "Budi Santoso", KUTIM, "rsud")
    own = await town.send(town.rini)
    await town.press(town.rini, replace(own, verb=Verb.START, argument="1"))
    await town.press(town.rini, button(await town.say(town.rini, "5"), "Kirim"))
    await town.send(budi)
    assert "Dinas Dinkes sudah lengkap" in await town.text(22)
    await town.reopen(town.sari, own)
    said = await town.text(22)
    assert "Dinas Dinkes sudah lengkap" not in said and "Dinas Dinkes mengirim Daerah" in said
    assert "Dinas Rsud sudah lengkap" in said


async def test_who_opens_a_section_again_is_not_told_and_the_others_are_until_it_is_sent_again(
    town: Newsroom,
) -> None:
    await town.take(GROUP, KUTIM)
    own = await town.send(town.rini)
    await town.clear()
    await town.reopen(town.sari, own)
    assert await town.kinds(21) == []
    assert await town.kinds(22) == await town.kinds(GROUP) == [alerts.OPENED_AGAIN]
    assert await town.kinds(11) == [alerts.REOPENED]
    assert "dibuka kembali oleh Sari" in await town.text(22)
    assert "Sari" not in await town.text(GROUP)
    told = await town.rows(22)
    start = Press(Verb.REVIEW, own.submission, own.form, argument="0.0")
    await town.press(town.rini, button(await town.press(town.rini, start), "Kirim"))
    assert await town.render(told) is None


async def test_a_section_is_not_called_open_in_a_closed_round_or_where_the_form_has_none_of_that_name(
    town: Newsroom,
) -> None:
    own = await town.send(town.rini)
    await town.reopen(town.sari, own)
    told = [one for one in await town.rows(11) if one.kind == alerts.REOPENED]
    assert isinstance(await town.render(told), Screen)
    gone = [replace(one, params={**one.params, "section": "policy"}) for one in told]
    assert await town.render(gone) is None
    await town.database.write(rounds.close, town.round_ids[KUTIM], town.now)
    assert await town.render(told) is None


async def test_a_right_that_has_ended_ends_the_news(town: Newsroom) -> None:
    await town.take(GROUP, KUTIM)
    await town.send(town.rini)
    waiting, in_group = await town.rows(21), await town.rows(GROUP)

    def leave(conn: Any) -> None:
        person = people.by_telegram(conn, 21)
        assert person is not None
        (mine,) = people.memberships(conn, person.id)
        people.end_membership(
            conn,
            person_id=person.id,
            role=mine.role,
            region_id=mine.region_id,
            agency_id=None,
            at=town.now,
        )

    await town.database.write(leave)
    assert await town.render(waiting) is None
    others = [replace(one, chat_id=23) for one in waiting]
    assert await town.render(others) is None, "she coordinates another region"
    await town.take(GROUP, DUMAI)
    assert await town.render(in_group) is None, "the group has another region's news by now"
    moved = [replace(one, chat_id=OTHER_GROUP) for one in in_group]
    assert await town.render(moved) is None, "a group that nobody let have any"


@pytest.mark.parametrize(
    ("role", "agency", "said", "in_group"),
    [
        ("representative", "rsud", "Tono kini mewakili Dinas Rsud", "Dinas Rsud kini punya perwakilan"),
        ("alternate", "rsud", "Tono tercatat sebagai pimpinan atau pengganti Dinas Rsud", "Dinas Rsud sudah"),
        ("leader", "", "Tono bergabung sebagai pimpinan", "Pimpinan sudah bergabung"),
        ("coordinator", "", "", ""),
    ],
)
async def test_whoever_comes_in_is_told_once_and_not_by_name_in_a_group(
    town: Newsroom, role: str, agency: str, said: str, in_group: str
) -> None:
    await town.take(GROUP, KUTIM)
    await town.enter(41, "Tono", role, KUTIM, agency)
    first = await town.rows(21)
    text, group_text = await town.text(21), await town.text(GROUP)
    assert said in text and in_group in group_text
    assert "Tono" not in group_text
    assert bool(text) == bool(said)
    assert await town.rows(23) == await town.rows(41) == []
    await town.enter(41, "Tono", role, KUTIM, agency)
    assert await town.rows(21) == first, "a second invitation makes nobody new"


async def test_whoever_comes_in_is_shown_with_her_agency_also_where_another_round_ends_before_its_own(
    town: Newsroom,
) -> None:
    town.now -= timedelta(days=5)
    await town.open(KUTIM, {"dinkes": "dinkes"}, name="Survei Kesehatan")
    town.now = NOW
    await town.enter(41, "Tono", "representative", KUTIM, "rsud")
    found = await town.render(await town.rows(21))
    assert isinstance(found, Screen) and "Dinas Rsud" in found.text
    card = await town.press(town.sari, button(Reply(found), "Lihat perangkat daerah"))
    assert card.screen is not None and "Tono" in card.screen.text


async def test_whoever_left_again_is_not_told_of(town: Newsroom) -> None:
    await town.enter(41, "Tono", "leader", KUTIM)
    rows = await town.rows(21)

    def leave(conn: Any) -> None:
        person = people.by_telegram(conn, 41)
        assert person is not None
        (mine,) = people.memberships(conn, person.id)
        people.end_membership(
            conn, person_id=person.id, role="leader", region_id=mine.region_id, agency_id=None, at=town.now
        )

    await town.database.write(leave)
    assert await town.render(rows) is None


async def test_a_coordinator_chooses_with_kabar_and_whoever_is_impatient_hears_at_once(
    town: Newsroom,
) -> None:
    shown = await town.command(town.sari, Action.ALERTS)
    assert shown.screen is not None and "Saat ini: langsung" in shown.screen.text
    chosen = await town.press(town.sari, button(shown, "Setiap jam"))
    assert chosen.screen is not None and "Saat ini: setiap jam" in chosen.screen.text
    await town.send(town.rini)
    assert [one.due_at for one in await town.rows(21)] == [NEXT_HOUR]
    again = await town.press(town.sari, button(chosen, "Langsung"))
    assert "outbox" in again.effects
    assert [one.due_at for one in await town.rows(21)] == [NOW]
    await town.press(town.sari, button(again, "Dalam rekap harian"))
    assert await town.text(21) == "", "the digest tells it"


async def test_kabar_is_for_coordinators_and_takes_no_other_choice(town: Newsroom) -> None:
    shown = await town.command(town.sari, Action.ALERTS)
    forged = Press(Verb.ALERTS, 1, argument="never")
    assert (await town.press(town.sari, forged)).screen is not None
    real = button(shown, "Dalam rekap harian")
    for who in (town.rini, town.joko, town.doni):
        assert (await town.press(who, real)).screen is None
    for who in (town.rini, town.joko):
        reply = await town.command(who, Action.ALERTS)
        assert reply.screen is not None and "tidak tersedia" in reply.screen.text
    kept = await town.database.read(people.alerts_of, await town.region(KUTIM))
    assert kept == {21: "now", 22: "now"}
    assert await town.database.read(people.alerts_of, await town.region(DUMAI)) == {23: "now"}


async def test_a_busy_quarter_of_an_hour_names_a_dozen_and_counts_the_rest(database: Database) -> None:
    town = await opened(database, {f"opd{number}": "rsud" for number in range(20)} | {"dinkes": "rsud"})
    for number in range(20):
        who = await town.join(100 + number, f"Person {number}", KUTIM, f"opd{number}")
        await town.send(who)
    rows = [one for one in await town.rows(21) if one.kind != alerts.JOINED]
    found = await town.render(rows)
    assert isinstance(found, Screen)
    assert found.text.count("sudah lengkap") == 12
    assert "dan 8 lagi" in found.text
    assert "20 dari 21 perangkat daerah lengkap" in found.text


async def test_the_list_under_an_alert_is_that_of_its_own_round_where_two_are_open_on_one_form(
    town: Newsroom,
) -> None:
    town.now += timedelta(days=1)
    await town.open(KUTIM, {"dinkes": "dinkes", "rsud": "rsud"}, name="Evaluasi Kedua")
    for who in (town.rini, town.budi):
        home = await town.command(who, Action.SECTIONS)
        choice = await town.press(who, button(home, "Ganti kuesioner"))
        second = await town.press(who, button(choice, "Evaluasi Kedua"))
        assert second.screen is not None and "Evaluasi Kedua" in second.screen.text
        await town.send(who)
    rows = await town.rows(21)
    alert = await town.render(pushes.bundle(rows)[0])
    assert isinstance(alert, Screen)
    status = await town.press(town.sari, button(Reply(alert), "Semua perangkat daerah"))
    assert status.screen is not None and "Evaluasi Kedua" in status.screen.text
