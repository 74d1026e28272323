"""Checks of documents must fail when the document is another one; workbooks that are sent say what they should."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace
from typing import Any

import pytest

from playground.seen import Seen, seen

from .attached import sends_the_document, shows_a_picture
from .script import Slip, Step
from .things import picture
from .workbooks import content_of, form_sheets, read_sheets, workbook

RECAP = {
    "Ringkasan": [["OPD", "Terisi", "Tanggal"], ["Dinas Kesehatan", "12", "2024-06-21"], ["RSUD", "0", ""]]
}


def message(kind: str, name: str, text: str = "") -> Seen:
    view: dict[str, Any] = {"id": 1, "from_bot": True, "text": text, "html": text, "keyboard": [], "edits": 0}
    return seen({**view, "reply_to": None, "media": {"kind": kind, "name": name, "file_id": "f"}})


def player(came: Seen, content: bytes) -> Any:
    async def file(_file_id: str) -> bytes:
        return content

    playground = SimpleNamespace(file=file)
    return SimpleNamespace(fresh={"sari": [came]}, stage=SimpleNamespace(playground=playground))


def step(what: Any) -> Step:
    return Step(1, "", "", "sari", what)


@pytest.mark.parametrize(
    ("what", "right"),
    [
        ("*.xlsx", True),
        ("*.csv", False),
        ({"caption": "Rekap"}, True),
        ({"caption": "Undangan"}, False),
        ({"sheets": ["Ringkasan"]}, True),
        ({"sheets": ["Jawaban"]}, False),
        ({"sheet Ringkasan has row": ["dinas *", "12"]}, True),
        ({"sheet Ringkasan has row": ["12", "Dinas Kesehatan"]}, False),
        ({"sheet Ringkasan has row": [["OPD", "Tanggal"], ["RSUD", "0"]]}, True),
        ({"sheet Ringkasan has row": [["OPD"], ["RSUD", "12"]]}, False),
        ({"sheet Ringkasan has row": ["Dinas"]}, False),
        ({"sheet Ringkasan has no row": ["RSUD", "1"]}, True),
        ({"sheet Ringkasan has no row": ["RSUD"]}, False),
        ({"sheet Ringkasan has so many rows": "3"}, True),
        ({"sheet Ringkasan has so many rows": "2"}, False),
        ({"sheet Jawaban has so many rows": "2"}, False),
    ],
)
async def test_a_document_is_read(what: Any, right: bool) -> None:
    one = player(message("document", "rekap.xlsx", "Rekap hari ini"), workbook(RECAP))
    if right:
        await sends_the_document(one, step(what))
    else:
        with pytest.raises(AssertionError):
            await sends_the_document(one, step(what))


async def test_an_archive_and_a_csv_are_read_too() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("root.csv", "KEY")
    archived = player(message("document", "odk.zip"), into.getvalue())
    await sends_the_document(archived, step({"files": ["root.csv"]}))
    with pytest.raises(AssertionError, match=r"no file 'repeat\.csv'"):
        await sends_the_document(archived, step({"files": ["repeat.csv"]}))
    plain = player(message("document", "a.csv"), "\ufeffKEY,nama\r\nu1,Dinas\r\n".encode())
    await sends_the_document(plain, step({"has row": ["u1", "Dinas"], "has so many rows": "2"}))


async def test_a_word_that_is_none_is_a_slip() -> None:
    with pytest.raises(Slip, match="'shet Ringkasan has row' is none"):
        await sends_the_document(
            player(message("document", "a.xlsx"), workbook(RECAP)), step({"shet Ringkasan has row": ["a"]})
        )


@pytest.mark.parametrize(
    ("kind", "what", "right"),
    [
        ("photo", "hari ini", True),
        ("photo", "besok", False),
        ("photo", {"width": "1"}, True),
        ("photo", {"width": "1080"}, False),
        ("photo", {"pages": "2"}, False),
        ("document", "hari ini", False),
    ],
)
async def test_a_picture_is_one_with_its_caption(kind: str, what: Any, right: bool) -> None:
    one = player(message(kind, "a", "Rekap hari ini"), picture())
    if right:
        await shows_a_picture(one, step(what))
    else:
        with pytest.raises(AssertionError):
            await shows_a_picture(one, step(what))


def test_a_workbook_holds_what_was_typed() -> None:
    rows = [["Kode", "Jumlah", "Telepon"], ["dinkes", "12", "0812"], ["rsud", "1.5", "=1+1"]]
    name, _, content = content_of({"file": "a.xlsx", "rows": rows, "sheet": "OPD"})
    assert read_sheets(name, content) == {
        "OPD": [*rows[:2], ["rsud", "1.5", ""]]
    }  # Excel would work =1+1 out
    name, mime, content = content_of({"file": "a.csv", "rows": rows})
    assert (mime, read_sheets(name, content)) == ("text/csv", {"": rows})


def test_a_form_is_written_as_a_table() -> None:
    table = """
      | survey |         |      |
      |        | type    | name |
      |        | decimal | len  |
      | choices |           |      |
      |         | list_name | name |
    """
    sheets = {"survey": [["type", "name"], ["decimal", "len"]], "choices": [["list_name", "name"]]}
    assert form_sheets(table) == sheets
    _, _, content = content_of({"file": "f.xlsx", "form": table})
    assert read_sheets("f.xlsx", content) == sheets
