"""The recap of a round: who stands where, who moved, who never came, in the numbers of the moment."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from bot.flows.loading.xlsform import load_form
from bot.reports.picture_views import AgencyCard, HeatMap, Radar, Shade
from bot.screens.length import shown
from bot.services import recapping
from bot.services.overseeing import nobody
from bot.services.recapping import Recap, agency_push, recap
from bot.services.rounds import AgencyEntry, desks_of_round, open_round
from storage import agencies, answers, people, rounds, sections, submissions
from storage.database import Database
from tests.services.town import NOW, Town

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
REGION = "Kabupaten Kutai Timur"
FORM = """
| survey |
| | type              | name   | label::Bahasa Indonesia (id) | label::English (en) | required | relevant        | calculation          | bind::pilar:scope | bind::pilar:asked_to | bind::pilar:pillar | bind::pilar:dimension | bind::pilar:score |
| | begin_group       | health | Kesehatan                    | Health              |          |                 |                      |                   |                      |                    |                       |                   |
| | select_one level  | online | Sudah daring?                | Online yet?         | yes      |                 |                      | agency            | all                  | living             | outcome               |                   |
| | integer           | beds   | Berapa tempat tidur?         | How many beds?      | yes      | ${online} = 's4' |                     | agency            | all                  |                    |                       |                   |
| | text              | note   | Catatan?                     | Remark?             |          |                 |                      | agency            | all                  |                    |                       |                   |
| | end_group         |        |                              |                     |          |                 |                      |                   |                      |                    |                       |                   |
| | begin_group       | region | Daerah                       | Region              |          |                 |                      |                   |                      |                    |                       |                   |
| | integer           | in     | Berapa aduan?                | How many?           | yes      |                 |                      | region            | bappeda dinkes       |                    |                       |                   |
| | integer           | solved | Berapa selesai?              | How many solved?    | yes      |                 |                      | region            | bappeda dinkes       |                    |                       |                   |
| | calculate         | share  |                              |                     |          |                 | if(${in} > 0, ${solved} div ${in} * 100, '') | region |         | governance         | outcome               | (. > 25) + (. > 50) |
| | end_group         |        |                              |                     |          |                 |                      |                   |                      |                    |                       |                   |
| choices |
| | list_name | name       | label::Bahasa Indonesia (id) | label::English (en) | score |
| | level     | s0         | Belum                        | No                  | 0     |
| | level     | s4         | Ya                           | Yes                 | 4     |
| | pillar    | governance | Tata Kelola                  | Governance          |       |
| | pillar    | living     | Kehidupan                    | Living              |       |
| | pillar    | economy    | Ekonomi                      | Economy             |       |
| settings |
| | form_id | default_language      | namespaces             |
| | town    | Bahasa Indonesia (id) | pilar="urn:pilar:form" |
"""
AGENCIES = {"dinkes": "dinkes", "bappeda": "bappeda", "dlh": "dlh", "pupr": "pupr"}
HOURS = timedelta(hours=1)


class Scene(Town):
    """A town whose agencies answer without a chat."""

    async def begin(self, codes: dict[str, str] = AGENCIES, form: str = FORM) -> None:
        await self.open(REGION, codes, form)

    async def answer(
        self, code: str, row: str, value: str, at: datetime = NOW, standing: str = "given"
    ) -> None:
        """`code` is an agency's, '' for what is asked once for the region."""

        def work(conn: Connection) -> None:
            round_ = rounds.get(conn, self.round_ids[REGION])
            assert round_ is not None
            submission = self.submission(conn, code)
            logic = self.setting.library.logic(conn, round_.form_id)
            (path,) = (path for path in logic.form.questions if path.rpartition("/")[2] == row)
            before = answers.get(conn, submission, path)
            answers.put(
                conn, submission_id=submission, question=path, items="", value=value, standing=standing, reason="",
                person_id=None, at=at, chat_id=None, message_id=None,
                expected_revision=before.revision if before else 0,
            )  # fmt: skip

        await self.database.write(work)

    async def send(self, code: str, section: str, at: datetime = NOW) -> None:
        await self.change(
            lambda conn: sections.set_(
                conn, submission_id=self.submission(conn, code), path=section, status="submitted",
                person_id=None, at=at,
            )
        )  # fmt: skip

    async def came(self, code: str, name: str) -> None:
        def work(conn: Connection) -> None:
            round_ = rounds.get(conn, self.round_ids[REGION])
            assert round_ is not None
            found = agencies.by_code(conn, round_.region_id, code)
            assert found is not None
            who = people.put(conn, telegram_id=hash(name) % 10**9, name=name, language="id", at=NOW)
            people.add_membership(
                conn,
                person_id=who,
                role="representative",
                region_id=round_.region_id,
                agency_id=found.id,
                at=NOW,
            )

        await self.change(work)

    async def change(self, work: Callable[[Connection], Any]) -> None:
        await self.database.write(work)

    def submission(self, conn: Connection, code: str) -> int:
        round_ = rounds.get(conn, self.round_ids[REGION])
        assert round_ is not None
        if not code:
            return submissions.region_of(conn, round_.id)
        (found,) = (one for one, agency in agencies.in_round(conn, round_.id) if agency.code == code)
        return found

    async def recap(self, language: str = "id", after: timedelta = HOURS) -> Recap:
        def work(conn: Connection) -> Recap:
            round_ = rounds.get(conn, self.round_ids[REGION])
            assert round_ is not None
            return recap(conn, self.setting.library, round_, nobody(language), NOW + after)

        return await self.database.read(work)

    async def text(self, language: str = "id", after: timedelta = HOURS) -> str:
        return (await self.recap(language, after)).orders()[0].screen.text


@pytest.fixture
async def scene(database: Database) -> Scene:
    scene = Scene(database)
    await scene.begin()
    return scene


async def test_the_text_says_everything_without_the_picture(scene: Scene) -> None:
    for code, name in (("dinkes", "Rini"), ("bappeda", "Agus")):
        await scene.came(code, name)
    await scene.answer("dinkes", "online", "s4", NOW - 30 * HOURS)
    await scene.answer("dinkes", "beds", "12")
    await scene.answer("dinkes", "note", "")
    await scene.answer("", "in", "10")
    await scene.answer("bappeda", "online", "s0", NOW - 30 * HOURS)
    await scene.send("bappeda", "health")
    assert (await scene.text()).splitlines() == [
        "<b>Rekap Kabupaten Kutai Timur</b>",
        "Evaluasi 2024",
        "Rekap Senin, 3 Juni 2024 pukul 10.00 WITA",
        "",
        "Terisi 45% (5 dari 11 pertanyaan)",
        "Waktu berjalan 0 dari 19 hari",
        "Paling lambat Sabtu, 22 Juni 2024 pukul 09.00 WITA (19 hari lagi)",
        "✅ 0 selesai · 🟡 2 sedang mengisi · ⚪ 2 belum mulai",
        "",
        "Bergerak sejak kemarin: Dinkes +2, Bappeda +1",
        "Tautan belum dibuka: Dlh, Pupr",
        "",
        "Perkiraan indeks 1,00 (skala 0 sampai 4); 1 dari 1 butir sudah dijawab",
    ]


async def test_whoever_has_most_left_comes_first_and_the_complete_last(scene: Scene) -> None:
    await scene.answer("dlh", "online", "s0")
    await scene.answer("dlh", "note", "ya")
    await scene.send("dlh", "health")
    await scene.answer("bappeda", "online", "s0")
    view = (await scene.recap()).view
    assert [one.code for one in view.agencies] == ["dinkes", "pupr", "bappeda", "dlh"]
    assert [one.complete for one in view.agencies] == [False, False, False, True]


async def test_an_agency_past_its_own_deadline_comes_before_one_whose_was_extended(scene: Scene) -> None:
    await scene.answer("dinkes", "online", "s0")
    await scene.change(
        lambda conn: submissions.extend(conn, scene.submission(conn, "pupr"), NOW + timedelta(days=30))
    )
    found = await scene.recap(after=timedelta(days=20))
    assert [one.code for one in found.view.agencies] == ["bappeda", "dlh", "dinkes", "pupr"]
    text = found.orders()[0].screen.text
    assert "Lewat batas waktu, masih kami tunggu: Bappeda, Dlh, Dinkes" in text
    assert "Batas waktu Sabtu, 22 Juni 2024 pukul 09.00 WITA sudah lewat; masih kami tunggu." in text


async def test_an_answer_of_the_last_day_is_a_move(database: Database) -> None:
    scene = Scene(database)
    cases = {
        "now": (NOW, "given", 1),
        "yesterday": (NOW - 22 * HOURS, "given", 1),
        "before": (NOW - 24 * HOURS, "given", 0),
        "not": (NOW, "unavailable", 1),
        "passed": (NOW, "skipped", 0),
        "back": (NOW, "cleared", 0),
    }
    await scene.begin(dict.fromkeys(cases, "dlh"))
    for code, (at, standing, _) in cases.items():
        await scene.answer(code, "online", "s0" if standing == "given" else "", at, standing)
    view = (await scene.recap()).view
    assert {one.code: one.moved for one in view.agencies} == {
        code: moved for code, (*_, moved) in cases.items()
    }


async def test_an_answer_that_was_changed_twice_is_one_move(scene: Scene) -> None:
    for value in ("s0", "s4", "s0"):
        await scene.answer("dlh", "online", value)
    assert {one.code: one.moved for one in (await scene.recap()).view.agencies}["dlh"] == 1


async def test_what_is_asked_once_for_the_region_is_a_move_of_its_owner(scene: Scene) -> None:
    await scene.answer("", "in", "10")
    assert {one.code: one.moved for one in (await scene.recap()).view.agencies if one.moved} == {"bappeda": 1}


async def test_a_section_that_was_only_sent_is_a_move_too(scene: Scene) -> None:
    await scene.answer("dlh", "online", "s0", NOW - 50 * HOURS)
    await scene.send("dlh", "health")
    assert "Bergerak sejak kemarin: Dlh ✓" in await scene.text()


async def test_a_quiet_day_is_said_and_a_finished_round_is_not_scolded_for_it(scene: Scene) -> None:
    assert "Belum ada jawaban baru sejak kemarin." in await scene.text()
    for code in AGENCIES:
        await scene.answer(code, "online", "s0", NOW - 50 * HOURS)
        await scene.send(code, "health", NOW - 50 * HOURS)
    await scene.send("bappeda", "region", NOW - 50 * HOURS)
    text = await scene.text()
    assert "✅ 4 selesai · 🟡 0 sedang mengisi · ⚪ 0 belum mulai" in text
    assert "sejak kemarin" not in text and "Tautan" not in text


async def test_whoever_is_asked_nothing_is_not_awaited(database: Database) -> None:
    scene = Scene(database)
    await scene.begin({"dinkes": "dinkes", "dlh": "dlh"}, re.sub(r"\| all +\|", "| dinkes |", FORM))
    late = timedelta(days=30)
    text = await scene.text(after=late)
    assert "⚪ 1 belum mulai" in text
    assert "masih kami tunggu: Dinkes" in text and "Dlh" not in text
    await scene.send("dinkes", "health", NOW)
    await scene.send("dinkes", "region", NOW)
    text = await scene.text(after=late)
    assert "✅ 1 selesai · 🟡 0 sedang mengisi · ⚪ 0 belum mulai" in text
    assert "tunggu:" not in text and "sejak kemarin" not in text and "Tautan" not in text


async def test_cells_show_what_is_not_asked_not_begun_under_way_ready_and_sent(scene: Scene) -> None:
    await scene.answer("bappeda", "online", "s4")
    await scene.answer("dinkes", "online", "s0")  # the remark is optional
    await scene.answer("dlh", "online", "s0")
    await scene.send("dlh", "health")
    heat, _ = (await scene.recap()).pictures
    assert isinstance(heat, HeatMap)
    assert heat.sections == ("Kesehatan", "Daerah")
    cells = {row.short: [(c.shade, c.count) for c in row.cells] for row in heat.rows}
    assert cells == {
        "Pupr": [(Shade.OPEN, "0/2"), (Shade.NONE, "")],
        "Bappeda": [(Shade.BEGUN, "1/3"), (Shade.OPEN, "0/2")],
        "Dinkes": [(Shade.READY, "1/2"), (Shade.NONE, "")],
        "Dlh": [(Shade.SENT, "1/2"), (Shade.NONE, "")],
    }
    assert heat.everyone is not None
    assert [cell.count for cell in heat.everyone.cells] == ["33%", "0%"]


async def test_the_radar_shows_every_pillar_of_the_form_also_those_without_a_score(scene: Scene) -> None:
    await scene.answer("dinkes", "online", "s4")
    await scene.answer("", "in", "10")
    await scene.answer("", "solved", "6")
    _, radar = (await scene.recap("en")).pictures
    assert isinstance(radar, Radar)
    spokes = [(spoke.label, spoke.score, spoke.text) for spoke in radar.spokes]
    assert spokes == [("Governance", 2.0, "2.00"), ("Living", 1.0, "1.00"), ("Economy", None, "not scored")]
    assert radar.index == "1.50"
    assert radar.notes[0] == "An estimate from 2 of 2 items answered so far, not an official score."


async def test_before_the_first_answer_there_is_no_estimate_to_show(scene: Scene) -> None:
    _, radar = (await scene.recap()).pictures
    assert isinstance(radar, Radar)
    assert radar.index == "" and [s.text for s in radar.spokes][1:] == ["belum ada jawaban", "tidak dinilai"]
    assert "Perkiraan indeks" not in await scene.text()


async def test_a_form_without_points_has_no_radar(database: Database) -> None:
    scene = Scene(database)
    await scene.begin(form=FORM.replace("score |", "points |").replace("| (. > 25) + (. > 50) |", "| |"))
    (heat,) = (await scene.recap()).pictures
    assert isinstance(heat, HeatMap)


async def test_forty_one_agencies_are_two_pictures_with_a_text_each_and_the_radar(database: Database) -> None:
    scene = Scene(database)
    await scene.begin({f"opd{n}": "dinkes" for n in range(41)})
    orders = (await scene.recap()).orders()
    assert [order.screen.text.splitlines()[-1] for order in orders][1:] == [
        "Rekap Kabupaten Kutai Timur, halaman 2/2",
        "Belum ada jawaban yang dapat dinilai.",
    ]
    assert "Tautan belum dibuka: Opd0, Opd1, Opd10, Opd11, Opd12, Opd13, dan 35 lagi" in orders[0].screen.text


async def test_a_form_without_pillars_shows_its_topics_and_says_of_which_year_the_weights_are(
    database: Database,
) -> None:
    loaded = load_form(QUESTIONNAIRES / "readiness-2021")
    entries = [AgencyEntry("kominfo", "Dinas Kominfo", "Diskominfo", ("kominfo",))]
    opened = await database.write(
        lambda conn: open_round(
            conn, form=loaded.form, xform=loaded.xform, region=REGION, name="Kesiapan",
            deadline=NOW + timedelta(days=9), timezone="Asia/Jakarta", entries=entries, at=NOW,
        )
    )  # fmt: skip
    scene = Scene(database, round_ids={REGION: opened.round_id})
    path = next(p for p, q in loaded.form.questions.items() if q.dimension == "vision" and q.choices)
    await scene.answer(
        "", path.rpartition("/")[2], loaded.form.lists[loaded.form.questions[path].choices.list_name][-1].name
    )  # type: ignore[union-attr]
    radar = (await scene.recap()).pictures[-1]
    assert isinstance(radar, Radar)
    assert radar.heading.title == "Perkiraan skor per bidang"
    assert [spoke.score is None for spoke in radar.spokes] == [False] + [True] * 6
    assert radar.spokes[1].text == "belum ada jawaban"
    assert "Bobotnya bobot tahun 2021; yang lebih baru belum diketahui." in radar.notes


@pytest.mark.parametrize("language", ["id", "en"])
async def test_long_names_still_fit_under_a_picture_and_no_name_is_markup(
    database: Database, language: str
) -> None:
    scene = Scene(database)
    await scene.begin({f"opd{n}": "dinkes" for n in range(9)})
    names = ("<b>&" * 16)[:64]

    def rename(conn: Connection) -> None:
        round_ = rounds.get(conn, scene.round_ids[REGION])
        assert round_ is not None
        for _, one in agencies.in_round(conn, round_.id):
            agencies.put(
                conn,
                region_id=round_.region_id,
                code=one.code,
                name=names * 3,
                short_name=names,
                kinds=one.kinds,
            )

    await scene.change(rename)
    for number in range(9):
        await scene.answer(f"opd{number}", "online", "s0")
    found = await scene.recap(language, timedelta(hours=23))
    everybody = tuple(
        replace(one, overdue=True, name="W" * 99, short_name="W" * 99) for one in found.view.agencies
    )
    late = replace(found, view=replace(found.view, region="R" * 200, round="<i>" * 60, agencies=everybody))
    for one in (found, late):
        text = one.orders()[0].screen.text
        assert shown(text) <= 1024
        assert "<b>&" not in text and "<i>" not in text
        assert "<b>&" in one.pictures[0].rows[0].name  # type: ignore[union-attr]


async def test_a_round_without_agencies_has_a_recap(scene: Scene) -> None:
    found = await scene.recap()
    empty = replace(found, view=replace(found.view, agencies=(), estimate=None))
    assert "Belum ada perangkat daerah dalam kuesioner ini." in recapping.recaps.recap(empty.view, "id").text
    assert recapping.heat_maps(empty.view, "id")[0].rows == ()


async def test_the_time_of_a_short_round_is_told_in_hours(scene: Scene) -> None:
    for length, after, said in (
        (timedelta(hours=24), timedelta(hours=5), "Waktu berjalan 5 dari 24 jam"),
        (timedelta(days=5), timedelta(days=2), "Waktu berjalan 2 dari 5 hari"),
        (timedelta(hours=24), timedelta(hours=30), "Waktu berjalan 24 dari 24 jam"),
        (timedelta(days=-3), timedelta(hours=1), "Waktu berjalan 1 dari 1 jam"),  # entered afterwards
    ):
        deadline = NOW + length
        await scene.change(lambda conn, at=deadline: rounds.set_deadline(conn, scene.round_ids[REGION], at))
        found = await scene.recap(after=after)
        assert said in found.orders()[0].screen.text
        heat = found.pictures[0]
        assert isinstance(heat, HeatMap)
        assert 0 <= heat.bars[1].share <= 1


async def test_an_agencys_card_names_its_people_and_what_is_awaited(scene: Scene) -> None:
    await scene.came("bappeda", "Ibu Rini")
    await scene.answer("bappeda", "online", "s4")

    def work(conn: Connection) -> Any:
        round_ = rounds.get(conn, scene.round_ids[REGION])
        assert round_ is not None
        only = scene.submission(conn, "bappeda")
        (desk,) = desks_of_round(conn, scene.setting.library, round_, nobody("id"), NOW, only=only)
        return agency_push(conn, round_, desk)

    order = await scene.database.read(work)
    (card,) = order.args
    assert isinstance(card, AgencyCard)
    assert [(s.label, s.text, s.shade) for s in card.sections] == [
        ("Kesehatan", "1/3", Shade.BEGUN),
        ("Daerah", "0/2", Shade.OPEN),
    ]
    assert [fact.text for fact in card.facts] == ["Ibu Rini", "hari ini pukul 09.00 WITA", "0 berkas"]
    assert card.missing == ("Berapa tempat tidur?", "Berapa aduan?", "Berapa selesai?") and card.more == ""
    assert "Terisi 20% (1 dari 5 pertanyaan)" in order.screen.text


async def test_what_is_to_be_drawn_can_be_handed_to_another_process(scene: Scene) -> None:
    def work(conn: Connection) -> Any:
        round_ = rounds.get(conn, scene.round_ids[REGION])
        assert round_ is not None
        return recap(conn, scene.setting.library, round_, nobody("en"), NOW).orders()

    for order in await scene.database.read(work):
        assert pickle.loads(pickle.dumps(order)) == order
        assert order.make(*order.args).startswith(b"\x89PNG")


async def test_a_hundred_agencies_take_as_many_statements_as_ten(database: Database) -> None:
    """With the shipped questionnaire: one more statement an agency would be a second on a busy day."""
    loaded = load_form(QUESTIONNAIRES / "smart-city-2024")
    counts = []
    for size in (10, 100):
        scene = Scene(database)
        kinds = [choice.name for choice in loaded.form.lists["agency_kind"]]
        entries = [AgencyEntry(f"o{n}", f"Dinas {n}", f"O{n}", (kinds[n % len(kinds)],)) for n in range(size)]
        opened = await database.write(
            lambda conn, size=size, entries=entries: open_round(
                conn, form=loaded.form, xform=loaded.xform, region=f"Kota {size}", name="Tahap I",
                deadline=NOW + timedelta(days=9), timezone="Asia/Jakarta", entries=entries, at=NOW,
            )
        )  # fmt: skip

        def work(conn: Connection, scene: Scene = scene, round_id: int = opened.round_id) -> int:
            round_ = rounds.get(conn, round_id)
            assert round_ is not None
            said: list[str] = []
            recap(
                conn, scene.setting.library, round_, nobody("id"), NOW
            )  # the library knows the form from here on

            def count(*what: Any) -> None:
                said.append(what[2])

            event.listen(conn, "before_cursor_execute", count)
            try:
                found = recap(conn, scene.setting.library, round_, nobody("id"), NOW)
            finally:
                event.remove(conn, "before_cursor_execute", count)
            assert len(found.view.agencies) == len(agencies.in_round(conn, round_id))
            assert found.view.estimate is not None and len(found.view.estimate.parts) == 6
            return len(said)

        counts.append(await database.read(work))
    assert counts[0] == counts[1] <= 12
