"""An export says what was answered, by whom and when, and keeps apart what is no answer."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import openpyxl
import pytest

from bot.bookkeeping import Bookkeeper
from bot.reports.cells import Tone
from bot.reports.columns import Versions
from bot.reports.submission import Round
from bot.screens.phrases import phrases
from bot.services.exporting import Kind, file_name, make_export
from storage import forms, ledger, rounds
from storage.database import Database
from tests.services.exported import FORM, Told, records, say, sheets, tables, tell
from tests.services.town import NOW, compiled

MADE = NOW + timedelta(days=1)
WHITE, GREY, ORANGE = "000000", Tone.NOT_ASKED.value[1:], Tone.UNAVAILABLE.value[1:]


@pytest.fixture
async def told(database: Database) -> Told:
    return await database.write(tell)


async def made(url: str, told: Told, kind: str, folder: Path, language: str = "en") -> Path:
    """The file, made as the workshop makes it: without this loop, over a connection of its own."""
    work = partial(make_export, url, told.round, kind, language, folder, now=MADE)
    return await asyncio.to_thread(work)


async def test_a_workbook_has_what_was_answered(database_url: str, told: Told, tmp_path: Path) -> None:
    found = sheets(await made(database_url, told, "xlsx", tmp_path / "out"))

    assert list(found) == [
        "About", "Summary", "Answers by agency", "List of answers", "Applications", "Parts", "Evidence",
        "Change history", "Columns",
    ]  # fmt: skip
    sections, labels, names = found["Answers by agency"][:3]
    assert names[2:7] == [
        "health/open", "health/open:label", "health/beds", "health/growth", "health/since",
    ]  # fmt: skip
    assert (sections[2], labels[3], labels[4]) == ("Health", "Open yet? · label", "How many beds? (beds)")
    dinkes, bappeda, dlh = records(found["Answers by agency"], 3)
    assert dinkes == {
        "Agency code": "dinkes",
        "Agency": "Dinas Kesehatan",
        "health/open": "yes",
        "health/open:label": "Yes",
        "health/beds": 1250,
        "health/growth": -3.25,
        "health/since": 2021,
        "health/days": "mon tue",
        "health/days:label": "Monday, Tuesday",
        "health/checked": datetime(2024, 5, 27),
        "health/place:latitude": -0.5022,
        "health/place:longitude": 117.1537,
        "health/place:altitude": 0,
        "health/place:accuracy": 12,
        "health/decree": f"{told.file}-SK _2024.pdf",
        "health/note": '=HYPERLINK("https://x")\nbaris dua',
        "region/people": None,  # asked of bappeda, once for the region
        "region/total": None,
    }
    assert bappeda["health/beds"] is None, "what fell off the path is no answer"
    assert (bappeda["region/people"], bappeda["region/total"]) == (400_000, 1250)
    assert (dlh["Agency"], dlh["health/beds"], dlh["health/note"]) == ("=Dinas Lingkungan", None, None)


async def test_an_empty_cell_tells_by_its_colour_why_it_is_empty(
    database_url: str, told: Told, tmp_path: Path
) -> None:
    path = await made(database_url, told, "xlsx", tmp_path)
    sheet = openpyxl.load_workbook(path)["Answers by agency"]
    column = {cell.value: cell.column_letter for cell in sheet[3]}
    tones = {
        (agency, name): sheet[f"{column[name]}{row}"].fill.fgColor.rgb[2:]
        for row, agency in enumerate(("dinkes", "bappeda", "dlh"), start=4)
        for name in ("health/beds", "health/growth", "region/people")
    }
    assert tones == {
        ("dinkes", "health/beds"): WHITE,
        ("dinkes", "health/growth"): WHITE,
        ("dinkes", "region/people"): GREY,  # another agency's
        ("bappeda", "health/beds"): GREY,  # off the path
        ("bappeda", "health/growth"): WHITE,  # still open
        ("bappeda", "region/people"): WHITE,
        ("dlh", "health/beds"): ORANGE,  # no data yet
        ("dlh", "health/growth"): WHITE,
        ("dlh", "region/people"): GREY,
    }


@pytest.mark.parametrize("kind", ["xlsx", "national"])
async def test_the_first_sheet_explains_the_colours_that_the_others_have(
    database_url: str, told: Told, tmp_path: Path, kind: str
) -> None:
    about, *others = openpyxl.load_workbook(await made(database_url, told, kind, tmp_path))
    explained = {
        row[0].fill.fgColor.rgb[2:] for row in about.iter_rows() if row[0].value is None and row[1].value
    }
    tones = {tone.value[1:] for tone in Tone}
    found = {cell.fill.fgColor.rgb[2:] for sheet in others for row in sheet.iter_rows() for cell in row}
    assert explained == found & tones


async def test_a_list_of_answers_tells_standing_unit_author_and_time(
    database_url: str, told: Told, tmp_path: Path
) -> None:
    found = sheets(await made(database_url, told, "xlsx", tmp_path))
    rows = {
        (row["Agency code"], row["Name"], row["Record"]): row for row in records(found["List of answers"])
    }

    assert rows["dinkes", "health/beds", None] == {
        "Section": "Health",
        "Question": "How many beds?",
        "Name": "health/beds",
        "Record": None,
        "Agency code": "dinkes",
        "Agency": "Dinas Kesehatan",
        "Value": 1250,
        "Label": None,
        "Unit": "beds",
        "Standing": "Answered",
        "Reason": None,
        "By": "Ibu Rini",
        "When (WITA)": datetime(2024, 6, 3, 9, 1),
        "Origin": None,
    }
    assert rows["dlh", "health/open", None]["Origin"] == "Carried over from last round"
    assert ("bappeda", "health/beds", None) not in rows
    assert ("dlh", "health/note", None) not in rows, "what was taken back is no answer"
    assert rows["dlh", "health/beds", None]["Reason"] == "Menunggu data"
    assert rows["dlh", "health/growth", None]["Standing"] == "Skipped"
    assert rows["bappeda", "region/total", None]["Standing"] == "Computed"
    assert rows["dinkes", "health/app/name", 2]["Value"] == "@Antrean"
    assert rows["dinkes", "health/app/more/part/users", "2.1"]["Value"] == 12


async def test_records_summary_evidence_and_history_have_sheets_of_their_own(
    database_url: str, told: Told, tmp_path: Path
) -> None:
    found = sheets(await made(database_url, told, "xlsx", tmp_path))

    assert [row[:4] for row in found["Applications"][2:]] == [
        ["dinkes", "Dinas Kesehatan", 1, "SIMRS"],
        ["dinkes", "Dinas Kesehatan", 2, "@Antrean"],
    ]
    assert [row[:4] for row in found["Parts"][2:]] == [["dinkes", "Dinas Kesehatan", "2.1", 12]]
    titles, fields, *agencies = found["Summary"]
    health = titles.index("Health")
    assert fields[health : health + 5] == ["Status", "Answered", "Of", "Missing", "Since (WITA)"]
    assert agencies[0][health] == "Sent"
    assert agencies[0][health + 4] == datetime(2024, 6, 3, 11, 0)
    assert agencies[1][health] == "Draft"
    region = titles.index("Region")
    assert [row[region] for row in agencies] == [None, "Draft", None], "asked of one agency alone"
    deadline = fields.index("Deadline (WITA)")
    assert [row[deadline].day for row in agencies] == [22, 22, 23]
    (piece,) = records(found["Evidence"])
    assert (piece["File name"], piece["Bytes"], piece["Name"]) == (
        f"{told.file}-SK _2024.pdf", 2048, "health/decree",
    )  # fmt: skip
    assert (piece["Stored"], piece["In the present answer"]) == ("On its way", "Yes")
    history = records(found["Change history"])
    assert [row["When (WITA)"] for row in history] == sorted(row["When (WITA)"] for row in history)
    assert {"health/beds", "health/note"} <= {
        row["Name"] for row in history if row["Agency"] != "Dinas Kesehatan"
    }
    of_dlh = [row["What"] for row in history if row["Agency"] == "=Dinas Lingkungan"]
    assert of_dlh[-3:-1] == ["Answered", "Removed"]
    (reopened,) = [row for row in history if row["Name"] == "round_reopened"]
    assert (reopened["What"], reopened["Agency"], reopened["By"]) == (
        "Questionnaire reopened", "Kabupaten Kutai Timur", "Ibu Rini",
    )  # fmt: skip
    assert history[-1]["What"].startswith("Deadline of =Dinas Lingkungan extended until")
    assert history[-1]["What"].endswith("Reason: =banjir")


async def test_the_history_says_what_stood_before_and_each_changes_place_in_the_chain(
    database: Database, database_url: str, told: Told, tmp_path: Path
) -> None:
    keeper = Bookkeeper(database)
    while await keeper.step(MADE):
        pass
    links = await database.read(lambda conn: {one.number: one.hash for one in ledger.links(conn, told.round)})
    history = records(sheets(await made(database_url, told, "xlsx", tmp_path))["Change history"])
    numbers = [row["Number in the history"] for row in history]
    assert None not in numbers
    assert len(set(numbers)) == len(history)
    assert all(links[row["Number in the history"]] == row["Hash of the history (SHA-256)"] for row in history)
    (removed,) = [row for row in history if row["What"] == "Removed"]
    assert (removed["Before"], removed["Value"]) == ("lama", None)


async def test_headings_speak_the_readers_language_and_names_do_not(
    database_url: str, told: Told, tmp_path: Path
) -> None:
    path = await made(database_url, told, "xlsx", tmp_path, "id")
    found = sheets(path)

    assert path.name == "Kabupaten Kutai Timur Evaluasi 2024 Tahap I II jawaban 2024-06-04.xlsx"
    assert list(found)[:3] == ["Tentang", "Ringkasan", "Jawaban per perangkat daerah"]
    wide = found["Jawaban per perangkat daerah"]
    assert wide[1][3] == "Sudah buka? · label"
    assert records(wide, 3)[1]["health/open:label"] == "Belum"
    assert records(found["Daftar jawaban"])[0]["Keterangan"] == "Dijawab"


async def test_the_national_order_has_a_sheet_a_block_and_shows_what_is_open(
    database_url: str, told: Told, tmp_path: Path
) -> None:
    found = sheets(await made(database_url, told, "national", tmp_path))

    assert list(found) == ["About", "baseline", "output", "outcome", "impact", "quick_win", "Other questions"]
    baseline = records(found["baseline"])
    assert [(row["Question"], row["Agency"], row["Value"], row["Standing"]) for row in baseline] == [
        ("Growth?", "Dinas Kesehatan", -3.25, "Answered"),
        ("Growth?", "Bappeda [2024]", None, "Not answered yet"),
        ("Growth?", "=Dinas Lingkungan", None, "Skipped"),
        ("How many people?", "Bappeda [2024]", 400_000, "Answered"),
    ]
    quick = [(row["Record"], row["Question"], row["Value"]) for row in records(found["quick_win"])]
    assert quick == [
        (1, "Its name?", "SIMRS"),
        (2, "Its name?", "@Antrean"),
        ("2.1", "How many users?", 12),
    ], "the records of a list stay together"


async def test_odks_files_are_laid_out_as_central_does_with_ours_behind(
    database_url: str, told: Told, tmp_path: Path
) -> None:
    found = tables(await made(database_url, told, "odk", tmp_path))

    assert list(found) == ["town.csv", "town-app.csv", "town-part.csv"]
    dinkes, bappeda, dlh = found["town.csv"]
    header = list(dinkes)
    assert header[: header.index("FormVersion") + 1] == [
        "SubmissionDate", "health-open", "health-beds", "health-growth", "health-since", "health-days",
        "health-checked", "health-place-Latitude", "health-place-Longitude", "health-place-Altitude",
        "health-place-Accuracy", "health-decree", "health-note", "region-people", "region-total",
        "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected",
        "Status", "ReviewState", "DeviceID", "Edits", "FormVersion",
    ]  # fmt: skip
    assert all(name.startswith("pilar-") for name in header[header.index("FormVersion") + 1 :])
    assert dinkes["SubmissionDate"] == "2024-06-03T03:00:00.000Z"
    assert (dinkes["health-growth"], dinkes["health-days"]) == ("-3.25", "mon tue")
    assert dinkes["health-note"] == '\'=HYPERLINK("https://x")\nbaris dua'
    assert (dinkes["health-place-Latitude"], dinkes["health-place-Accuracy"]) == ("-0.5022", "12")
    assert (dinkes["AttachmentsPresent"], dinkes["AttachmentsExpected"]) == ("0", "1")
    assert (dinkes["pilar-status-health"], dinkes["FormVersion"]) == ("submitted", "1")
    assert (bappeda["health-beds"], bappeda["region-total"]) == ("", "1250")
    assert (dlh["pilar-agency_name"], dlh["pilar-unavailable"]) == ("'=Dinas Lingkungan", "health/beds")

    # what ODK's tools rely on: every PARENT_KEY is a KEY of the file around, and keys name the place
    key = dinkes["KEY"]
    assert key.startswith("uuid:") and key == dinkes["meta-instanceID"] and len({key, bappeda["KEY"]}) == 2
    assert [(row["PARENT_KEY"], row["KEY"], row["name"]) for row in found["town-app.csv"]] == [
        (key, f"{key}/health/app[1]", "SIMRS"),
        (key, f"{key}/health/app[2]", "'@Antrean"),
    ]
    assert [(row["PARENT_KEY"], row["KEY"], row["users"]) for row in found["town-part.csv"]] == [
        (f"{key}/health/app[2]", f"{key}/health/app[2]/more/part[1]", "12")
    ]


async def test_a_select_multiple_can_be_split(database_url: str, told: Told, tmp_path: Path) -> None:
    dinkes, bappeda, _ = tables(await made(database_url, told, "odk-split", tmp_path))["town.csv"]

    assert [name for name in dinkes if "/" in name] == ["health-days/mon", "health-days/tue"]
    assert (dinkes["health-days"], dinkes["health-days/tue"], bappeda["health-days/tue"]) == (
        "mon tue",
        "1",
        "0",
    )


async def test_keys_are_the_same_in_every_export(database_url: str, told: Told, tmp_path: Path) -> None:
    first = tables(await made(database_url, told, "odk", tmp_path / "a"))["town.csv"]
    second = tables(await made(database_url, told, "odk", tmp_path / "b", "id"))["town.csv"]
    assert [row["KEY"] for row in first] == [row["KEY"] for row in second]


SECOND_FORM = "\n".join(line for line in FORM.splitlines() if "| growth " not in line).replace(
    "| | select_one yes_no     | open ", "| | text | first | Pertama? | First? | | | | | | | |\n| | select_one yes_no     | open "
).replace("| town    | 1 ", "| town    | 2 ")  # fmt: skip


async def test_over_form_versions_no_column_moves_and_a_dropped_question_keeps_its_answers(
    database: Database, database_url: str, told: Told, tmp_path: Path
) -> None:
    before = sheets(await made(database_url, told, "xlsx", tmp_path))["Answers by agency"]

    def work(conn) -> None:  # type: ignore[no-untyped-def]
        loaded = compiled(SECOND_FORM)
        digest = hashlib.sha256(loaded.xform.encode()).hexdigest()
        row = forms.put(conn, form_id="town", version="2", sha256=digest, xform=loaded.xform, at=MADE)
        rounds.pin(conn, told.round, row, MADE)
        say(conn, told, "dlh", "health/first", "satu")

    await database.write(work)
    found = sheets(await made(database_url, told, "xlsx", tmp_path))
    after = found["Answers by agency"]

    assert after[2][: len(before[2])] == before[2]
    assert after[2][len(before[2]) :] == ["health/first"]
    dinkes, _, dlh = records(after, 3)
    assert (dinkes["health/growth"], dlh["health/first"]) == (-3.25, "satu")
    columns = {row["Name"]: row["Versions"] for row in records(found["Columns"])}
    assert (columns["health/growth"], columns["health/open"], columns["health/first"]) == ("1", "1, 2", "2")
    listed = [row["Value"] for row in records(found["List of answers"]) if row["Name"] == "health/growth"]
    assert listed == [-3.25, None]  # given, and passed by
    root = tables(await made(database_url, told, "odk", tmp_path))["town.csv"]
    assert (root[0]["health-growth"], root[2]["health-first"], root[0]["FormVersion"]) == (
        "-3.25",
        "satu",
        "2",
    )


async def test_an_export_is_made_in_a_process_of_its_own_and_replaces_the_older_one(
    sqlite_url: str, tmp_path: Path
) -> None:
    from storage.database import connect

    database = connect(sqlite_url)
    told = await database.write(tell)
    await database.close()
    out = tmp_path / "out"
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        work = partial(make_export, sqlite_url, told.round, "xlsx", "id", out, now=MADE)
        paths = [pool.submit(work).result(60) for _ in range(2)]
    assert paths[0] == paths[1]
    assert list(out.iterdir()) == [paths[0]], "nothing passing is left behind"


async def test_what_cannot_be_exported_is_said_by_an_exception(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="round 9"):
        await asyncio.to_thread(make_export, sqlite_url, 9, "xlsx", "id", tmp_path / "out", now=MADE)
    with pytest.raises(ValueError, match="pdf"):
        await asyncio.to_thread(make_export, sqlite_url, 9, "pdf", "id", tmp_path / "out", now=MADE)
    assert list((tmp_path / "out").iterdir()) == []


async def test_an_empty_round_is_exported_too(sqlite_url: str, tmp_path: Path) -> None:
    from storage.database import connect
    from storage.models import answer, answer_event

    database = connect(sqlite_url)

    def work(conn) -> Told:  # type: ignore[no-untyped-def]
        found = tell(conn)
        for table in (answer_event, answer):
            conn.execute(table.delete())
        return found

    told = await database.write(work)
    await database.close()
    found = sheets(await made(sqlite_url, told, "xlsx", tmp_path))
    assert len(found["Answers by agency"]) == 3 + 3
    assert len(found["List of answers"]) == 1 + 1  # the region's sum, of nothing
    root = tables(await made(sqlite_url, told, "odk", tmp_path))["town.csv"]
    assert len(root) == 1, "ODK knows no submission that nobody began; this one has a section that was sent"


@pytest.mark.parametrize(
    ("region", "name", "stem"),
    [
        ("Kota Bontang", "../../etc/passwd", "Kota Bontang .. .. etc passwd"),
        ("", "...", "answers"),
        ("=cmd", "a\x00b\nc", "cmd ab c"),
        ("Kota", 'x"*<>|:?y', "Kota x y"),
        ("CON", "", "CON"),
        ("Kabupaten", "é" * 200, "Kabupaten " + "é" * 75),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(region: str, name: str, stem: str) -> None:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Asia/Makassar")
    round_ = Round(region, name, NOW, zone, "WITA", NOW, "en", Versions((), 0), ())
    found = file_name(round_, Kind.WORKBOOK, phrases("en").plain)
    assert found == f"{stem} answers 2024-06-03.xlsx".replace("answers answers", "answers")
    assert len(found.encode()) <= 255
