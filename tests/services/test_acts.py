"""What coordinators do is kept and told, undone once, and not undone any more where the world has moved on."""

from __future__ import annotations

import ast
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.screens.commands import Action
from bot.screens.phrases import LANGUAGES, phrases
from bot.screens.press import LIMIT, Press, Verb, to36
from bot.services import pushes
from bot.services.enrolling import Who
from storage import acts, people, rounds, sections, submissions
from storage.acts import ActRow
from storage.database import Database
from storage.models import act, outbox, submission
from storage.outbox import Row
from tests.services.town import Town, button, presses

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
ROOT = Path(__file__).parents[2]


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"})
    return town


@pytest.fixture
async def sari(town: Town) -> Who:
    return await town.join(21, "Sari", KUTIM)


async def agency_press(town: Town, verb: Verb, argument: str = "") -> Press:
    """About the first agency of the round."""

    def find(conn: Connection) -> Press:
        round_ = rounds.get(conn, town.round_ids[KUTIM])
        assert round_ is not None
        of_it = select(submission.c.id).where(
            submission.c.round_id == round_.id, submission.c.agency_id.is_not(None)
        )
        first = conn.scalar(of_it.order_by(submission.c.id))
        assert first is not None
        return Press(verb, first, round_.form_id, argument=argument)

    return await town.database.read(find)


async def history(town: Town) -> list[ActRow]:
    return await town.database.read(acts.of_round, town.round_ids[KUTIM], 100)


async def undo(town: Town, who: Who, done: int) -> str:
    """What the card says after 'yes, undo it'."""
    press = await agency_press(town, Verb.UNDO, f"{to36(done)}.y")
    reply = await town.press(who, press)
    assert reply.screen is not None
    return reply.screen.text


def until(town: Town, days: int) -> datetime:
    return (town.now + timedelta(days=days)).replace(second=0, microsecond=0)


def minutes(at: datetime) -> str:
    return to36(int(at.timestamp()) // 60)


async def own_deadline(town: Town) -> datetime | None:
    press = await agency_press(town, Verb.SECTIONS)
    row = await town.database.read(submissions.get, press.submission)
    assert row is not None
    return row.deadline


async def extend(town: Town, who: Who, days: int) -> int:
    await town.press(who, await agency_press(town, Verb.EXTEND, f"{minutes(until(town, days))}.y"))
    return (await history(town))[0].id


async def test_an_act_says_who_did_what_when(town: Town, sari: Who) -> None:
    await extend(town, sari, 25)
    (done,) = await history(town)
    assert (done.kind, done.person_name, done.at) == ("extended", "Sari", town.now)
    assert done.params == {"old": None, "new": until(town, 25).isoformat(), "reason": ""}


async def test_two_taps_are_one_act_and_one_message(town: Town, sari: Who) -> None:
    await town.join(11, "Rini", KUTIM, "dinkes")
    first, second = await extend(town, sari, 25), await extend(town, sari, 25)
    assert first == second
    kinds = await town.database.read(lambda conn: list(conn.scalars(select(outbox.c.kind))))
    assert kinds.count("extended") == 1


async def test_what_is_undone_is_as_it_was_and_the_undoing_is_kept_too(town: Town, sari: Who) -> None:
    first = await extend(town, sari, 25)
    second = await extend(town, sari, 27)
    assert "✓" in await undo(town, sari, second)
    assert await own_deadline(town) == until(town, 25)
    assert "✓" in await undo(town, sari, first)
    assert await own_deadline(town) is None
    assert [one.kind for one in await history(town)] == ["undone", "undone", "extended", "extended"]


async def test_an_extension_taken_back_leaves_no_deadline_before_that_of_all(town: Town, sari: Who) -> None:
    await town.join(11, "Rini", KUTIM, "dinkes")
    await extend(town, sari, 25)
    second = await extend(town, sari, 30)
    await town.database.write(rounds.set_deadline, town.round_ids[KUTIM], until(town, 27))
    assert "✓" in await undo(town, sari, second)
    assert await own_deadline(town) is None
    assert "30 Juni 2024" in (await pushed(town, "extended")).text, "the round's, later than the one before"


async def test_an_act_is_undone_only_once(town: Town, sari: Who) -> None:
    done = await extend(town, sari, 25)
    await undo(town, sari, done)
    await extend(town, sari, 25)  # the very same again
    await undo(town, sari, done)
    assert await own_deadline(town) == until(town, 25)


async def test_of_two_who_undo_at_once_one_does(town: Town, sari: Who) -> None:
    done = await extend(town, sari, 25)
    for expected in (True, False):
        assert await town.database.write(acts.undo, done, town.now) is expected


async def test_an_extension_that_was_replaced_is_not_undone_first(town: Town, sari: Who) -> None:
    first = await extend(town, sari, 25)
    await extend(town, sari, 27)
    assert "tidak dapat dibatalkan lagi" in await undo(town, sari, first)
    assert await own_deadline(town) == until(town, 27)


async def test_nothing_but_its_closing_is_undone_in_a_closed_round(town: Town, sari: Who) -> None:
    extended = await extend(town, sari, 25)
    await town.press(sari, (await whole(town, Verb.CONTROLS, "c.y")))
    assert "tidak dapat dibatalkan lagi" in await undo(town, sari, extended)
    assert await own_deadline(town) == until(town, 25)
    closed = (await history(town))[0]
    assert closed.kind == "round_closed"
    assert "✓" in await undo(town, sari, closed.id)
    round_ = await town.database.read(rounds.get, town.round_ids[KUTIM])
    assert round_ is not None and round_.closed_at is None


async def whole(town: Town, verb: Verb, argument: str) -> Press:
    def find(conn: Connection) -> Press:
        return Press(verb, submissions.region_of(conn, town.round_ids[KUTIM]), argument=argument)

    return await town.database.read(find)


async def test_a_closed_section_that_was_opened_otherwise_stays_open(town: Town, sari: Who) -> None:
    await town.press(sari, await agency_press(town, Verb.CLOSE, "0.y"))
    closed = (await history(town))[0]
    assert closed.kind == "section_closed"
    town.now += timedelta(minutes=1)
    await town.press(sari, await agency_press(town, Verb.REOPEN, "0.y"))
    assert "tidak dapat dibatalkan lagi" in await undo(town, sari, closed.id)
    press = await agency_press(town, Verb.SECTIONS)
    found = await town.database.read(sections.statuses, [press.submission])
    assert [row.status for row in found.values()] == ["draft"]


async def test_whoever_came_back_by_herself_is_not_taken_back_twice(town: Town, sari: Who) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    person = await town.database.read(people.by_telegram, 11)
    assert person is not None
    await town.press(sari, await agency_press(town, Verb.REMOVE_PERSON, f"{to36(person.id)}.y"))
    removed = next(one for one in await history(town) if one.kind == "person_removed")
    await town.join(rini.telegram_id, "Rini", KUTIM, "dinkes")
    assert "tidak dapat dibatalkan lagi" in await undo(town, sari, removed.id)


async def test_a_colleague_who_is_in_already_may_take_over(town: Town, sari: Who) -> None:
    await town.join(11, "Rini", KUTIM, "dinkes")
    budi = await town.join(12, "Budi", KUTIM, "dinkes")
    rini = await town.database.read(people.by_telegram, 11)
    assert rini is not None
    reply = await town.press(sari, await agency_press(town, Verb.HAND_OVER, f"{to36(rini.id)}.y"))
    assert reply.screen is not None
    token = reply.screen.text.split("start=")[1].split()[0]
    for _ in range(2):  # a second tap changes nothing more
        await town.command(budi, Action.START, token)
    assert await town.database.read(people.memberships, rini.id) == []
    assert [one.kind for one in await history(town)].count("replaced") == 1


async def test_the_person_who_is_replaced_cannot_take_her_own_place(town: Town, sari: Who) -> None:
    me = await town.join(11, "Rini", KUTIM, "dinkes")
    rini = await town.database.read(people.by_telegram, 11)
    assert rini is not None
    reply = await town.press(sari, await agency_press(town, Verb.HAND_OVER, f"{to36(rini.id)}.y"))
    assert reply.screen is not None
    await town.command(me, Action.START, reply.screen.text.split("start=")[1].split()[0])
    assert len(await town.database.read(people.memberships, rini.id)) == 1
    assert [one.kind for one in await history(town)] == ["handed_over"]


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("zzzzzzzzzzzz.y", "Mohon ketik tanggal"),  # beyond any calendar
        ("1.y", "sudah lewat"),
        ("{far}.y", "lebih dari setahun"),
        ("{usual}.y", "harus setelah batas waktu umum"),
    ],
)
async def test_a_forged_or_old_button_never_sets_an_odd_deadline(
    town: Town, sari: Who, argument: str, said: str
) -> None:
    round_ = await town.database.read(rounds.get, town.round_ids[KUTIM])
    assert round_ is not None
    argument = argument.format(far=minutes(until(town, 500)), usual=minutes(round_.deadline))
    reply = await town.press(sari, await agency_press(town, Verb.EXTEND, argument))
    assert reply.screen is not None
    assert said in reply.screen.text
    assert await own_deadline(town) is None


async def test_a_reason_typed_for_another_date_is_not_taken(town: Town, sari: Who) -> None:
    """Two cards stand in the chat; the button of the older one asks for the reason again."""
    await town.press(sari, await agency_press(town, Verb.EXTEND, minutes(until(town, 25))))
    await town.say(sari, "Kepala dinas luar")
    stale = await agency_press(town, Verb.EXTEND, f"{minutes(until(town, 27))}.r")
    reply = await town.press(sari, stale)
    assert reply.screen is not None
    assert "Apa alasannya" in reply.screen.text
    assert await own_deadline(town) is None


async def test_words_typed_much_later_are_for_something_else(town: Town, sari: Who) -> None:
    await town.press(sari, await agency_press(town, Verb.EXTEND))
    town.now += timedelta(hours=4)
    reply = await town.say(sari, "30 juni 2024")
    assert reply.screen is not None
    assert "30 Juni" not in reply.screen.text


async def test_a_question_of_her_own_agency_that_came_later_takes_the_words(town: Town, sari: Who) -> None:
    """She coordinates and represents: a reminder with its question was shown since."""
    await town.press(sari, await agency_press(town, Verb.EXTEND))
    town.now += timedelta(minutes=10)
    await town.confirm(sari)  # a card was shown
    reply = await town.say(sari, "30 juni 2024")
    assert reply.screen is None or "30 Juni" not in reply.screen.text


async def pushed(town: Town, kind: str) -> Any:
    """What a queued message would say now, or None."""

    def render(conn: Connection) -> Any:
        found = conn.execute(select(outbox).where(outbox.c.kind == kind)).mappings().all()[-1]
        import json

        row = Row(
            found["id"], found["dedupe_key"], kind, found["chat_id"], json.loads(found["params"]),
            found["due_at"], found["created_at"], 0,
        )  # fmt: skip
        return pushes.render(conn, town.setting, [row], town.now)

    return await town.database.read(render)


async def test_news_that_is_no_longer_true_is_not_sent(town: Town, sari: Who) -> None:
    await town.join(11, "Rini", KUTIM, "dinkes")
    done = await extend(town, sari, 25)
    assert "diperpanjang" in (await pushed(town, "extended")).text
    await undo(town, sari, done)
    said = await town.database.read(_all_pushed, town, "extended")
    assert [text is not None and "dibatalkan" in text for text in said] == [False, True]
    await town.database.write(rounds.close, town.round_ids[KUTIM], town.now)
    assert await town.database.read(_all_pushed, town, "extended") == [None, None]


def _all_pushed(conn: Connection, town: Town, kind: str) -> list[str | None]:
    import json

    found = []
    for one in conn.execute(select(outbox).where(outbox.c.kind == kind).order_by(outbox.c.id)).mappings():
        row = Row(
            one["id"], one["dedupe_key"], kind, one["chat_id"], json.loads(one["params"]),
            one["due_at"], one["created_at"], 0,
        )  # fmt: skip
        screen = pushes.render(conn, town.setting, [row], town.now)
        found.append(getattr(screen, "text", None))
    return found


async def test_whoever_cannot_be_reached_is_named_and_not_written_to(town: Town, sari: Who) -> None:
    await town.join(11, "Rini", KUTIM, "dinkes")
    await town.database.write(people.mark_unreachable, 11, town.now)
    asked = await town.press(sari, await agency_press(town, Verb.EXTEND, f"{minutes(until(town, 25))}.n"))
    assert asked.screen is not None
    assert "Tidak terjangkau: Rini" in asked.screen.text
    await extend(town, sari, 25)
    kinds = await town.database.read(lambda conn: list(conn.scalars(select(outbox.c.kind))))
    assert "extended" not in kinds


async def test_the_history_is_paged_newest_first(town: Town, sari: Who) -> None:
    for days in range(20, 34):
        await extend(town, sari, days)
    first = await town.command(sari, Action.HISTORY)
    assert first.screen is not None
    assert "1. " in first.screen.text and "7. " not in first.screen.text
    second = await town.press(sari, button(first, "▶"))
    assert second.screen is not None
    assert "7. " in second.screen.text
    # only the newest stands unchanged: nothing else can be undone
    assert [one.verb for one in presses(first)].count(Verb.UNDO) == 1
    of_one = await town.command(sari, Action.HISTORY, "dinkes")
    assert of_one.screen is not None
    assert "Dinas Dinkes" in of_one.screen.text


async def test_other_rounds_are_a_button_away(town: Town, sari: Who) -> None:
    await town.open(KUTIM, {"dinkes": "dinkes"}, name="Evaluasi Tahap II")
    await town.open(KUTIM, {"dinkes": "dinkes"}, name="Tahun lalu")
    await town.database.write(rounds.close, town.round_ids[KUTIM], town.now)
    status = await town.command(sari, Action.STATUS)
    assert status.screen is not None
    assert "Evaluasi 2024" in status.screen.text
    second = await town.press(sari, button(status, "Tahap II"))
    assert second.screen is not None
    assert second.screen.text.startswith("Evaluasi Tahap II")
    closed = await town.press(sari, button(second, "🔒 Tahun lalu"))
    assert closed.screen is not None
    assert "sudah ditutup" in closed.screen.text
    # rounds of one form: its own page and its own agencies, not those of the nearest deadline
    agency = next(one for one in presses(second) if one.verb is Verb.SECTIONS)
    row = await town.database.read(submissions.get, agency.submission)
    round_ = await town.database.read(rounds.get, row.round_id if row else 0)
    assert round_ is not None and round_.name == "Evaluasi Tahap II"


async def test_buttons_fit_with_the_largest_ids(town: Town, sari: Who) -> None:
    huge = 36**12 - 1
    for verb, argument in ((Verb.UNDO, f"{to36(huge)}.y"), (Verb.EXTEND, f"{to36(10**8)}.r")):
        assert len(Press(verb, huge, huge, argument=argument).encode().encode()) <= LIMIT


def kinds_of_acts() -> set[str]:
    """Every kind that any service remembers: the third argument of `remember`, or `kind=` of `acts.add`."""
    found: set[str] = set()
    for path in (ROOT / "bot" / "services").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = __import__(f"bot.services.{path.stem}", fromlist=["_"]) if path.stem != "__init__" else None
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called == "remember" or called.endswith(".remember"):
                wanted = node.args[2] if len(node.args) > 2 else None
            elif called == "acts.add":
                wanted = next((word.value for word in node.keywords if word.arg == "kind"), None)
            else:
                continue
            if isinstance(wanted, ast.Constant):
                found.add(str(wanted.value))
            elif isinstance(wanted, ast.Name) and hasattr(module, wanted.id):
                found.add(getattr(module, wanted.id))
    return found


def test_every_kind_of_act_has_its_sentence() -> None:
    kinds = kinds_of_acts()
    assert {"extended", "person_removed", "replaced"} <= kinds
    for language in LANGUAGES:
        silent = [kind for kind in kinds if not phrases(language).has(f"act-{kind.replace('_', '-')}")]
        assert silent == []


async def test_an_act_whose_kind_nobody_knows_any_more_is_still_listed(town: Town, sari: Who) -> None:
    """An older program's, or a newer one's."""
    done = await extend(town, sari, 25)
    await town.database.write(
        lambda conn: conn.execute(act.update().where(act.c.id == done).values(kind="forgotten"))
    )
    reply = await town.command(sari, Action.HISTORY)
    assert reply.screen is not None
    assert "Tindakan lain" in reply.screen.text


async def test_a_coordinator_of_closed_rounds_alone_is_not_sent_to_a_coordinator(
    town: Town, sari: Who
) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await town.press(sari, (await whole(town, Verb.CONTROLS, "c.y")))
    for action in (Action.DEADLINE, Action.INVITE, Action.ANNOUNCE, Action.CALLS):
        reply = await town.command(sari, action)
        assert reply.screen is not None
        assert "tidak ada kuesioner yang terbuka" in reply.screen.text and "/siapkan" in reply.screen.text
        other = await town.command(rini, action)
        assert other.screen is not None and "tidak tersedia" in other.screen.text
