"""The zip of evidence: a file lies where a person looks for it, and the manifest knows of everything."""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import Connection

from bot.reports.evidence_zip import manifest
from bot.services.exporting import Bundle, make_export
from bot.services.rounds import AgencyEntry, open_round
from storage import answers, evidence, files, people, submissions, tasks
from storage.agencies import in_round
from storage.database import Database
from storage.evidence_store import EvidenceStore, open_store
from tests.services.town import NOW, compiled

FORM = """
| survey |
| | type            | name      | label::Bahasa Indonesia (id)            | label::English (en)         | relevant      | bind::pilar:scope | bind::pilar:asked_to | bind::pilar:evidence | bind::pilar:evidence_group |
| | begin_group     | policy    | Kebijakan                               | Policy                      |               |                   |                      |          |         |
| | integer         | rules     | Berapa peraturan?                       | How many regulations?       |               |                   |                      | required | decree  |
| | integer         | teams     | Berapa tim?                             | How many teams?             |               |                   |                      | required | decree  |
| | end_group       |           |                                         |                             |               |                   |                      |          |         |
| | begin_group     | living    | Smart Living                            | Smart Living                |               |                   |                      |          |         |
| | note            | hello     | Terima kasih                            | Thank you                   |               |                   |                      |          |         |
| | integer         | births    | Berapa persen persalinan?               | What share of births?       |               |                   |                      |          |         |
| | integer         | vaccines  | Berapa persen imunisasi dasar lengkap?  | What share of vaccinations? |               |                   |                      | required |         |
| | file            | decree    | Surat keputusan                         | Decree                      | ${births} > 0 |                   |                      |          |         |
| | begin_repeat    | app       | Aplikasi                                | Applications                |               |                   |                      |          |         |
| | text            | app_name  | Namanya                                 | Its name                    |               |                   |                      | optional |         |
| | end_repeat      |           |                                         |                             |               |                   |                      |          |         |
| | end_group       |           |                                         |                             |               |                   |                      |          |         |
| | begin_group     | region    | Daerah                                  | Region                      |               |                   |                      |          |         |
| | integer         | residents | Berapa penduduk?                        | How many residents?         |               | region            | bappeda dinkes       | required |         |
| | end_group       |           |                                         |                             |               |                   |                      |          |         |
| settings |
| | form_id | default_language      | namespaces             |
| | proofs  | Bahasa Indonesia (id) | pilar="urn:pilar:form" |
"""
AGENCIES = (("dinkes", "Dinas Kesehatan"), ("bappeda", "=Bappeda"))


class Story:
    """A round whose evidence is told piece by piece; every file's content is kept in the store."""

    def __init__(self, conn: Connection, store: EvidenceStore) -> None:
        loaded = compiled(FORM)
        opened = open_round(
            conn,
            form=loaded.form,
            xform=loaded.xform,
            region="Kabupaten Kutai Timur",
            name="Evaluasi 2024",
            deadline=NOW + timedelta(days=9),
            timezone="Asia/Makassar",
            entries=[AgencyEntry(code, name, code, (code,)) for code, name in AGENCIES],
            at=NOW,
        )
        self.conn, self.store, self.round = conn, store, opened.round_id
        self.rows = {agency.code: submission for submission, agency in in_round(conn, self.round)}
        self.rows[""] = submissions.region_of(conn, self.round)
        self.rini = people.put(conn, telegram_id=7, name="Ibu Rini", language="id", at=NOW)

    def say(self, whose: str, question: str, value: str, items: str = "") -> None:
        answers.put(
            self.conn,
            submission_id=self.rows[whose],
            question=question,
            items=items,
            value=value,
            standing="given",
            reason="",
            person_id=self.rini,
            at=NOW,
            chat_id=7,
            message_id=None,
            expected_revision=0,
        )

    def file(
        self,
        whose: str,
        name: str,
        content: bytes | None,
        sniffed: str = "application/pdf",
        refused: str = "",
    ) -> int:
        """A file that was fetched; one without content still waits."""
        file_id = files.add(
            self.conn,
            submission_id=self.rows[whose],
            telegram_file_id="x",
            medium="document",
            name=name,
            mime="application/pdf",
            size=3,
            person_id=self.rini,
            at=NOW,
        )
        if content is not None:
            passing = self.store.begin(str(file_id))
            passing.write_bytes(content)
            digest, size = self.store.keep(passing), len(content)
            files.fetched(
                self.conn, file_id, sha256=digest, size=size, at=NOW, sniffed=sniffed, refused=refused
            )
        return file_id

    def prove(
        self, whose: str, subject: str, file_id: int | None = None, items: str = "", **facts: Any
    ) -> int:
        return evidence.add(
            self.conn,
            submission_id=self.rows[whose],
            subject=subject,
            items=items,
            kind=facts.pop("kind", "file"),
            file_id=file_id,
            person_id=self.rini,
            at=NOW,
            **facts,
        )


def tell(conn: Connection, address: str) -> Story:
    """One of everything that the zip has to tell apart."""
    story = Story(conn, open_store(address))
    story.say("dinkes", "policy/rules", "3")
    story.say("dinkes", "policy/teams", "2")
    story.say("dinkes", "living/births", "97")
    story.say("dinkes", "living/vaccines", "91")
    for item in ("4", "9"):
        story.say("dinkes", "living/app", "", item)
        story.say("dinkes", "living/app/app_name", f"Aplikasi {item}", item)
    story.say("bappeda", "region/residents", "400000")
    decree = story.file("dinkes", "../../SK\u202e Wali Kota.PDF", b"%PDF decree")
    story.say("dinkes", "living/decree", str(decree))
    story.prove("dinkes", "group:decree", decree)
    story.prove("dinkes", "living/vaccines", story.file("dinkes", "foto.png", b"JPEG", "image/jpeg"))
    story.prove("dinkes", "living/vaccines", decree)  # the same content again
    story.prove(
        "dinkes", "living/vaccines", story.file("dinkes", "a.pdf", b"%PDF another", refused="program")
    )
    story.prove("dinkes", "living/vaccines", story.file("dinkes", "b.pdf", None))
    gone = story.prove("dinkes", "living/vaccines", story.file("dinkes", "c.pdf", b"%PDF removed"))
    evidence.remove(conn, gone, person_id=story.rini, at=NOW)
    story.prove(
        "dinkes", "living/vaccines", kind="link", text='=HYPERLINK("https://x")', caption='Tautan, "baru"\nya'
    )
    posted = datetime(2024, 5, 27, 2, 30, tzinfo=UTC)
    story.prove("dinkes", "living/vaccines", kind="post", text="Kabar", origin="Info Kutim", origin_at=posted)
    story.prove(
        "dinkes", "living/app/app_name", story.file("dinkes", "layar.jpg", b"screen", "image/jpeg"), "9"
    )
    task = tasks.add(
        conn, submission_id=story.rows["dinkes"], text="Mohon notulen rapat", wanted="", due_at=NOW,
        person_id=story.rini, at=NOW,
    )  # fmt: skip
    story.prove("dinkes", f"task:{task}", story.file("dinkes", "notulen.docx", b"minutes", ""))
    story.prove("dinkes", "living/dropped", story.file("dinkes", "lama.pdf", b"%PDF old"))
    # the region's question is answered by the first agency that is asked it
    owner = story.rows[""]
    assert owner
    story.prove("", "region/residents", story.file("", "penduduk.xlsx", b"people", ""))
    return story


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "evidence")


async def made(database: Database, url: str, story: Story, address: str, folder: Path, **wish: Any) -> Path:
    language = wish.pop("language", "id")
    work = partial(
        make_export, url, story.round, "evidence", language, folder, now=NOW, bundle=Bundle(address, **wish)
    )
    return await asyncio.to_thread(work)


async def test_every_file_lies_where_a_person_looks_for_it(
    database: Database, database_url: str, address: str, tmp_path: Path
) -> None:
    story = await database.write(tell, address)
    path = await made(database, database_url, story, address, tmp_path / "out")

    assert path.name == "Kabupaten Kutai Timur Evaluasi 2024 bukti dukung 2024-06-03.zip"
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist() if name != "manifest.csv"}
    assert held == {
        "dinkes/2-smart-living/03_surat-keputusan_01.pdf": b"%PDF decree",
        "dinkes/2-smart-living/02_imunisasi-dasar-lengkap_01.jpg": b"JPEG",
        "dinkes/2-smart-living/05_namanya_data-2_01.jpg": b"screen",
        "dinkes/tugas-susulan/1_mohon-notulen-rapat_01.docx": b"minutes",
        "bappeda/3-daerah/01_penduduk_01.xlsx": b"people",
    }


async def test_the_manifest_knows_of_everything_and_why_it_is_not_there(
    database: Database, database_url: str, address: str, tmp_path: Path
) -> None:
    story = await database.write(tell, address)
    rows = manifest(await made(database, database_url, story, address, tmp_path / "out"), "id")

    told = [(row["Nama dari pengirim"], row["Berkas"].rpartition("/")[2], row["Keadaan"]) for row in rows]
    assert told == [
        ("../../SK\u202e Wali Kota.PDF", "03_surat-keputusan_01.pdf", "ada di zip"),
        (
            "../../SK\u202e Wali Kota.PDF",
            "03_surat-keputusan_01.pdf",
            "sama dengan bukti lain; berkasnya satu",
        ),
        ("foto.png", "02_imunisasi-dasar-lengkap_01.jpg", "ada di zip"),
        (
            "../../SK\u202e Wali Kota.PDF",
            "03_surat-keputusan_01.pdf",
            "sama dengan bukti lain; berkasnya satu",
        ),
        ("a.pdf", "", "tidak diterima"),
        ("b.pdf", "", "belum selesai diambil dari Telegram"),
        ("", "", "tercatat di sini"),
        ("", "", "tercatat di sini"),
        ("layar.jpg", "05_namanya_data-2_01.jpg", "ada di zip"),
        ("notulen.docx", "1_mohon-notulen-rapat_01.docx", "ada di zip"),
        ("lama.pdf", "", "tidak lagi ditanyakan"),
        ("penduduk.xlsx", "01_penduduk_01.xlsx", "ada di zip"),
    ]
    decree, shared, photo, _, _, _, link, post, screen, task, *_ = rows
    assert (decree["Kode perangkat daerah"], decree["Bagian"], decree["Nomor"]) == (
        "dinkes",
        "Smart Living",
        "3",
    )
    assert (decree["Bita"], decree["Oleh"], decree["Waktu (WITA)"]) == ("11", "Ibu Rini", "2024-06-03 09:00")
    assert len(decree["SHA-256"]) == 64
    assert shared["Pertanyaan"] == "1. Berapa peraturan?; 2. Berapa tim?"
    assert (photo["Tipe berkas"], photo["Jenis bukti"]) == ("image/jpeg", "berkas")
    assert (link["Tautan atau isi"], link["Keterangan"]) == (
        '\'=HYPERLINK("https://x")',
        'Tautan, "baru"\nya',
    )
    assert (post["Diteruskan dari"], post["Waktu aslinya (WITA)"]) == ("Info Kutim", "2024-05-27 10:30")
    assert (screen["Data ke-"], task["Pertanyaan"]) == ("2", "Mohon notulen rapat")
    assert rows[-1]["Perangkat daerah"] == "'=Bappeda"


async def test_the_manifest_speaks_english_too(
    database: Database, database_url: str, address: str, tmp_path: Path
) -> None:
    story = await database.write(tell, address)
    path = await made(database, database_url, story, address, tmp_path, language="en")

    assert path.name == "Kabupaten Kutai Timur Evaluasi 2024 evidence 2024-06-03.zip"
    first = manifest(path, "en")[0]
    assert (first["File"], first["State"]) == ("dinkes/2-smart-living/03_decree_01.pdf", "in the zip")


async def test_a_part_holds_its_agencies_and_what_fits(
    database: Database, database_url: str, address: str, tmp_path: Path
) -> None:
    story = await database.write(tell, address)
    only = (story.rows["dinkes"],)
    path = await made(database, database_url, story, address, tmp_path, only=only, part=1, parts=2, most=13)

    assert path.name.endswith("2024-06-03 bagian 1 dari 2.zip")
    rows = manifest(path, "id")
    assert {row["Kode perangkat daerah"] for row in rows} == {"dinkes"}
    states = {row["Nama dari pengirim"]: row["Keadaan"] for row in rows}
    assert states["foto.png"] == "tidak muat di bagian ini"
    with ZipFile(path) as archive:
        assert len(archive.namelist()) == 2  # the decree and the manifest


async def test_a_content_that_is_gone_is_said_and_the_rest_is_there(
    database: Database, database_url: str, address: str, tmp_path: Path
) -> None:
    story = await database.write(tell, address)
    for kept in Path(address).glob("??/*"):
        if kept.read_bytes() == b"JPEG":
            kept.unlink()
    rows = manifest(await made(database, database_url, story, address, tmp_path / "out"), "id")
    states = {row["Nama dari pengirim"]: row["Keadaan"] for row in rows}
    assert (states["foto.png"], states["layar.jpg"]) == ("tidak dapat diambil", "ada di zip")


async def test_an_agency_whose_code_reads_the_same_has_a_folder_of_its_own() -> None:
    from dataclasses import replace

    from bot.reports.evidence_zip import Parcel
    from bot.reports.proofs import Proof, Proves, Standing, Target
    from bot.screens.phrases import phrases

    target = Target(Proves.QUESTION, "a", "Apa?", "Bagian", 1, 1)
    one = Proof(
        "Dinas A", "dinas a", target, 1, "file", Standing.KEPT, "", NOW, name="a.pdf", sha256="1", size=1
    )
    with ZipFile(io.BytesIO(), "w") as archive:
        made_at: Any = type("Round", (), {"zone": UTC})()
        parcel = Parcel(archive, lambda _: io.BytesIO(b"x"), made_at, phrases("id").plain, None)
        for proof in (one, replace(one, sha256="2"), replace(one, code="Dinas-A", sha256="3")):
            parcel.put(proof)
        assert archive.namelist() == [
            "dinas-a/1-bagian/01_apa_01.pdf", "dinas-a/1-bagian/01_apa_01-2.pdf", "dinas-a-2/1-bagian/01_apa_01.pdf",
        ]  # fmt: skip
