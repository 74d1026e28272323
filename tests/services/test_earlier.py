"""Same as last round? What an earlier round says to a question, whose it is, and when it may be kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, update

from bot.flows.answers import AnswerKey
from bot.screens.commands import Action
from bot.screens.press import decode
from bot.services.desk import Desk, open_desk
from bot.services.earlier import EarlierValue, earlier_value
from bot.services.enrolling import Who
from bot.services.library import Library
from storage import answers, chats, rounds
from storage.answers import AnswerRow
from storage.database import Database
from storage.models import form
from tests.services.town import Town, button

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"

COLUMNS = "| | type | name | label | required | constraint | bind::pilar:scope | bind::pilar:asked_to | bind::pilar:unit | bind::pilar:carry |"
CHOICES = """
| choices |
| | list_name | name | label |
| | level     | low  | Rendah |
| | level     | mid  | Sedang |
| | level     | high | Tinggi |
| settings |
| | form_id | version | namespaces |
| | town    | 1       | pilar="urn:pilar:form" |
"""
LAST = f"""
| survey |
{COLUMNS}
| | begin_group      | health | Kesehatan | | | | | | |
| | decimal          | cover  | Cakupan imunisasi? | yes | . <= 100 | agency | all | percent | |
| | select_one level | rate   | Tingkat? | yes | | agency | all | | |
| | integer          | road   | Panjang jalan? | yes | | agency | all | km | |
| | text             | plan   | Rencana tahun ini? | yes | | agency | all | | |
| | image            | photo  | Foto? | no | | agency | all | | |
| | end_group        |        | | | | | | | |
| | begin_group      | region | Daerah | | | | | | |
| | integer          | people | Berapa penduduk? | yes | | region | bappeda dinkes | | |
| | end_group        |        | | | | | | | |
{CHOICES}"""
# A year later: another section, a choice gone, another unit, a lower limit, and one row that is of its own year
NOW = (
    LAST.replace("health", "wellness")
    .replace("| | level     | high | Tinggi |\n", "")
    .replace("| agency | all | km | |", "| agency | all | m | |")
    .replace(
        "Rencana tahun ini? | yes | | agency | all | | |",
        "Rencana tahun ini? | yes | | agency | all | | no |",
    )
    .replace("| 1       |", "| 2       |")
)


@pytest.fixture
async def town(database: Database) -> Town:
    """Last year's round, answered by Rini and by Adi, is closed; this year's is open."""
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"}, LAST, "Evaluasi 2023")
    await town.open(DUMAI, {"dinkes": "dinkes"}, LAST, "Evaluasi 2023")
    for number, region, agency, said in (
        (11, KUTIM, "dinkes", ["91,4", "Tinggi", "412", "Posyandu"]),
        (12, KUTIM, "bappeda", ["55", "Rendah", "7", "RPJMD", "434.459"]),
        (13, DUMAI, "dinkes", ["12", "Sedang", "9", "Lain"]),
    ):
        who = await town.join(number, "Rini", region, agency)
        reply = await town.command(who, Action.CONTINUE)
        await town.confirm(who)
        for text in said:
            if text == "434.459":
                await town.press(who, button(reply, "Lewati"))
                await town.command(who, Action.CONTINUE)
                await town.confirm(who)
            reply = await town.say(who, text)
    last = town.round_ids[KUTIM]
    await database.write(lambda conn: rounds.close(conn, last, town.now))
    town.now += timedelta(days=365)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"}, NOW, "Evaluasi 2024")
    return town


async def desk_of(town: Town, number: int) -> Desk:
    def work(conn):  # type: ignore[no-untyped-def]
        chat = chats.for_chat(conn, number)
        assert chat is not None
        return open_desk(conn, town.setting.library, chat, town.now)

    who = Who(number, number, "Rini", "id")
    await town.command(who, Action.SECTIONS)  # her work is in the round that is open
    await town.confirm(who)
    return await town.database.read(work)


async def said(town: Town, desk: Desk, path: str) -> EarlierValue | None:
    return await town.database.read(earlier_value, desk, AnswerKey(path))


async def test_an_earlier_answer_is_the_same_agencys_and_has_its_date(town: Town) -> None:
    desk = await desk_of(town, 11)  # Adi said 55, and Dumai's own dinkes 12
    found = await said(town, desk, "wellness/cover")
    assert found is not None
    assert (found.value, found.shown, found.round, found.fits) == (
        "91.4",
        "91,4 percent",
        "Evaluasi 2023",
        True,
    )
    assert found.at.year == 2023 + 1
    assert found.at < desk.now - timedelta(days=300)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("wellness/road", "it was asked in kilometres"),
        ("wellness/plan", "the author says that it is of its own year"),
        ("wellness/photo", "a photograph proves nothing a year later"),
        ("nowhere", "there is no such question"),
    ],
)
async def test_what_is_another_question_by_now_has_no_earlier_answer(town: Town, path: str, why: str) -> None:
    assert await said(town, await desk_of(town, 11), path) is None, why


async def test_a_choice_that_is_gone_can_be_read_and_not_taken_over(town: Town) -> None:
    found = await said(town, await desk_of(town, 11), "wellness/rate")
    assert found is not None
    assert not found.fits


async def test_a_question_of_the_region_has_the_regions_answer_whoever_gave_it(town: Town) -> None:
    found = await said(town, await desk_of(town, 11), "region/people")
    assert found is not None
    assert found.value == "434459"


async def test_one_tap_keeps_last_rounds_answer_and_marks_it(town: Town) -> None:
    rini = Who(11, 11, "Rini", "id")
    await desk_of(town, 11)
    card = await town.command(rini, Action.CONTINUE)
    assert card.screen is not None
    assert "Putaran lalu (3 Juni 2024): 91,4" in card.screen.text
    await town.confirm(rini)
    kept = await town.press(rini, button(card, "Masih sama"))
    assert kept.screen is not None
    assert "91,4 percent (sama dengan putaran lalu)" in kept.screen.text
    again = await town.press(rini, button(card, "Masih sama"))  # a second tap changes nothing
    assert again.screen is not None
    rows = [row for row in await of_dinkes(town) if row.value == "91.4"]
    assert [(row.origin, row.revision) for row in rows] == [("carried", 1)]


async def test_what_is_kept_in_place_of_a_colleagues_answer_is_marked_too(town: Town) -> None:
    rini = Who(11, 11, "Rini", "id")
    await desk_of(town, 11)
    card = await town.command(rini, Action.CONTINUE)
    await town.confirm(rini)
    agus = await town.join(15, "Agus", KUTIM, "dinkes")
    await town.command(agus, Action.CONTINUE)
    await town.confirm(agus)
    await town.say(agus, "95")
    asked = await town.press(rini, button(card, "Masih sama"))
    assert asked.screen is not None and "Agus" in asked.screen.text
    await town.press(rini, button(asked, "Ganti dengan jawaban saya"))
    rows = [row for row in await of_dinkes(town) if row.question == "wellness/cover"]
    assert [(row.value, row.origin, row.revision) for row in rows] == [("91.4", "carried", 2)]


async def test_another_answer_is_hers_and_no_longer_carried(town: Town) -> None:
    rini = Who(11, 11, "Rini", "id")
    await desk_of(town, 11)
    card = await town.command(rini, Action.CONTINUE)
    await town.confirm(rini)
    kept = await town.press(rini, button(card, "Masih sama"))
    await town.press(rini, button(kept, "Kembali"))
    await town.say(rini, "95")
    rows = [row for row in await of_dinkes(town) if row.question == "wellness/cover"]
    assert [(row.value, row.origin, row.revision) for row in rows] == [("95", "", 2)]


async def test_a_forged_carry_of_a_choice_that_is_gone_stores_nothing(town: Town) -> None:
    rini = Who(11, 11, "Rini", "id")
    await desk_of(town, 11)
    card = await town.command(rini, Action.CONTINUE)
    await town.confirm(rini)
    press = decode(button(card, "Masih sama"))
    assert press is not None
    for ordinal in range(6):
        await town.press(rini, replace(press, ordinal=ordinal))
    assert {row.question for row in await of_dinkes(town)} == {"wellness/cover"}


async def of_dinkes(town: Town) -> list[AnswerRow]:
    desk = await desk_of(town, 11)
    return await town.database.read(answers.load, (desk.work.submission_id,))


async def test_a_region_without_an_earlier_round_pays_nothing_and_one_with_pays_one_statement(
    town: Town,
) -> None:
    def counted(conn: Connection, desk: Desk) -> int:
        asked: list[str] = []

        def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            asked.append(statement)

        event.listen(conn, "before_cursor_execute", note)
        earlier_value(conn, desk, AnswerKey("health/cover" if desk.past == () else "wellness/cover"))
        event.remove(conn, "before_cursor_execute", note)
        return len(asked)

    assert await town.database.read(counted, await desk_of(town, 13)) == 0  # Dumai's first round
    assert await town.database.read(counted, await desk_of(town, 11)) == 1


async def test_an_earlier_form_that_can_no_longer_be_read_only_has_nothing_to_offer(town: Town) -> None:
    def spoil(conn: Connection) -> None:
        conn.execute(update(form).where(form.c.version == "1").values(xform="<h:html/>"))

    await town.database.write(spoil)
    town.setting = replace(town.setting, library=Library())
    desk = await desk_of(town, 11)
    assert desk.past == ()
    assert await said(town, desk, "wellness/cover") is None
