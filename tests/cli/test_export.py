"""`pilar export`: what an operator types, and what each slip is answered with."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import openpyxl
import pytest

from bot.cli import main
from bot.reports.evidence_zip import manifest
from storage import files
from storage.database import connect
from tests.services.exported import Told, tables, tell
from tests.services.town import NOW


class Shell:
    """A folder, a round in its database, and the command line in it."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, told: Told) -> None:
        self._capsys, self._patch, self.round = capsys, patch, str(told.round)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, what it printed, what it complained about."""
        self._patch.setattr("sys.argv", ["pilar", "export", *arguments])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = self._capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
async def told(sqlite_url: str) -> Told:
    database = connect(sqlite_url)
    told = await database.write(tell)
    await database.close()
    return told


@pytest.fixture
def shell(
    sqlite_url: str,
    told: Told,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    (tmp_path / "clock.txt").write_text("2024-06-04T09:00:00+08:00")
    monkeypatch.setenv("CLOCK_FILE", "clock.txt")
    return Shell(capsys, monkeypatch, told)


def test_a_round_becomes_a_workbook_in_this_folder(shell: Shell, tmp_path: Path) -> None:
    code, out, _ = shell.run("--round", shell.round)
    assert code == 0
    (path,) = tmp_path.glob("*.xlsx")
    assert path.name == "Kabupaten Kutai Timur Evaluasi 2024 Tahap I II jawaban 2024-06-04.xlsx"
    assert path.name in out.replace("\n", "")
    assert openpyxl.load_workbook(path).sheetnames[0] == "Tentang"


def test_a_program_reads_where_the_file_is(shell: Shell, tmp_path: Path) -> None:
    code, out, err = shell.run(
        "--round", shell.round, "--to", "new/folder", "--format", "odk", "--split", "--json"
    )
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert Path(found["file"]).parent == Path("new/folder")
    assert found["bytes"] == Path(found["file"]).stat().st_size
    assert "health-days/mon" in tables(Path(found["file"]))["town.csv"][0]


def test_a_file_may_be_named_and_is_replaced(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_text("old")
    code, out, _ = shell.run(
        "--round", shell.round, "--to", "out.xlsx", "--format", "national", "--language", "en"
    )
    assert (code, out.split()[0]) == (0, "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[:2] == ["About", "baseline"]
    assert not list(tmp_path.glob(".export-*"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--round", "99"), "there is no round 99; see pilar round list"),
        (("--to", "out.zip"), "--format xlsx makes a .xlsx file, not out.zip"),
        (("--to", "out.xlsx", "--format", "odk"), "--format odk makes a .zip file, not out.xlsx"),
        (("--split",), "--split goes with --format odk only"),
        (("--evidence", "--format", "odk"), "--evidence is an export of its own"),
        (("--evidence", "--to", "out.xlsx"), "--evidence makes a .zip file, not out.xlsx"),
        (("--agency", "dlh"), "--agency goes with --evidence only"),
        (("--evidence", "--agency", "nobody"), "no agency nobody in round 1; there are dinkes, bappeda, dlh"),
        (("--to", "clock.txt"), "clock.txt: File exists"),
        (("--to", "clock.txt/out.xlsx"), "clock.txt: File exists"),
    ],
)
def test_a_slip_is_answered_in_one_sentence(
    shell: Shell, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    chosen = arguments if "--round" in arguments else ("--round", shell.round, *arguments)
    code, out, err = shell.run(*chosen)
    assert (code, out) == (1, "")
    assert said in err and err.startswith("pilar: ") and err.count("\n") == 1
    assert not [*tmp_path.rglob("*.xlsx"), *tmp_path.rglob("*.zip")]


def test_the_evidence_becomes_a_zip_with_its_manifest(shell: Shell, tmp_path: Path) -> None:
    code, out, err = shell.run("--round", shell.round, "--evidence", "--language", "en", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["format"] == "evidence"
    (decree,) = manifest(Path(found["file"]), "en")
    assert (decree["Agency"], decree["State"]) == ("Dinas Kesehatan", "not fetched from Telegram yet")


def test_files_that_are_not_in_the_evidence_folder_are_said(
    shell: Shell, told: Told, sqlite_url: str, tmp_path: Path
) -> None:
    async def fetch() -> None:
        database = connect(sqlite_url)
        await database.write(files.fetched, told.file, sha256="a" * 64, size=9, at=NOW)
        await database.close()

    asyncio.run(fetch())
    code, out, err = shell.run("--round", shell.round, "--evidence", "--json")
    assert code == 0 and json.loads(out)["missing"] == 1
    assert "1 file is not in data/evidence (EVIDENCE_DIR)" in err
    (tmp_path / "data/evidence/aa").mkdir(parents=True)
    (tmp_path / "data/evidence/aa" / ("a" * 64)).write_bytes(b"%PDF-1.4\n")
    code, out, err = shell.run("--round", shell.round, "--evidence", "--json")
    assert (code, err, "missing" in json.loads(out)) == (0, "", False)


def test_the_evidence_of_one_agency_is_taken_alone(shell: Shell, tmp_path: Path) -> None:
    code, _, _ = shell.run("--round", shell.round, "--evidence", "--agency", "dlh", "--to", "dlh.zip")
    assert code == 0
    assert manifest(tmp_path / "dlh.zip", "id") == []
