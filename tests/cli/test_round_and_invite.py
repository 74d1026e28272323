"""From a form and a list to a link: what an operator types, and what each slip is answered with."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

FORM = """
| survey |
| | type    | name | label  |
| | integer | beds | Beds?  |
"""
AGENCIES = (
    "code,name,short_name,kind\ndinkes,Dinas Kesehatan,Dinkes,dinkes\nrsud,RSUD Sangatta,,rsud dinkes\n"
)


class Shell:
    """A folder, its database, and the command line in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self._capsys, self._patch = folder, capsys, patch
        (folder / "form.md").write_text(FORM)
        (folder / "agencies.csv").write_text(AGENCIES)
        patch.chdir(folder)
        patch.setenv("DATABASE_URL", f"sqlite:///{folder}/pilar.db")
        patch.setenv("BOT_USERNAME", "pilar_bot")
        patch.setenv("BOT_TOKEN", "")
        (folder / "clock.txt").write_text("2024-06-03T09:00:00+08:00")
        patch.setenv("CLOCK_FILE", str(folder / "clock.txt"))

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, what it printed, what it complained about."""
        self._patch.setattr("sys.argv", ["pilar", *arguments])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def json(self, *arguments: str) -> Any:
        code, out, err = self.run(*arguments, "--json")
        assert code == 0, err
        return json.loads(out)

    def open(self, **changed: str) -> tuple[int, str, str]:
        given = {
            "form": "form.md",
            "name": "Evaluasi 2024",
            "deadline": "2024-06-21T16:00",
            "timezone": "Asia/Makassar",
            "region": "Kabupaten Kutai Timur",
            "agencies": "agencies.csv",
            **changed,
        }
        return self.run(
            "round", "open", *(part for key, value in given.items() for part in (f"--{key}", value))
        )


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(tmp_path, capsys, monkeypatch)


def test_a_round_is_opened_and_listed(shell: Shell) -> None:
    code, out, _ = shell.open()
    assert code == 0
    assert "2 agencies" in out
    (found,) = shell.json("round", "list")
    assert found["region"] == "Kabupaten Kutai Timur"
    assert found["deadline"] == "2024-06-21T16:00:00+08:00"


def test_a_link_comes_last_and_its_token_is_not_in_the_database(shell: Shell) -> None:
    shell.open()
    for role in (
        ("coordinator", "--name", "Ibu Sari"),
        ("representative", "--agency", "DINKES"),
        ("assessor", "--name", "Asri"),
    ):
        code, out, _ = shell.run("invite", *role)
        link = out.strip().splitlines()[-1]
        assert code == 0
        assert link.startswith("https://t.me/pilar_bot?start=")
        token = link.partition("start=")[2]
        assert len(token) <= 64
        assert token.encode() not in (shell.folder / "pilar.db").read_bytes()
    facts = shell.json("invite", "representative", "--agency", "rsud")
    assert facts["code"].replace("-", "").lower() == facts["link"].partition("start=")[2]


def test_the_status_names_every_agency_and_section(shell: Shell) -> None:
    shell.open()
    (found,) = shell.json("status")
    assert {agency["code"] for agency in found["agencies"]} == {"dinkes", "rsud"}
    assert all(section["asked"] == 1 for agency in found["agencies"] for section in agency["sections"])
    code, out, _ = shell.run("status")
    assert code == 0
    assert "Dinas Kesehatan" in out


def test_two_regions_stand_side_by_side_and_must_be_told_apart(shell: Shell) -> None:
    shell.open()
    shell.open(region="Kota Dumai", timezone="Asia/Jakarta")
    code, _, err = shell.run("invite", "representative", "--agency", "dinkes")
    assert code == 1
    assert "--region" in err
    assert shell.json("invite", "representative", "--agency", "dinkes", "--region", "kota dumai")["link"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"form": "nothing.xlsx"}, "nothing.xlsx"),
        ({"deadline": "next Friday"}, "2024-06-21T16:00"),
        ({"timezone": "Asia/Kutai"}, "Asia/Makassar"),
        ({"timezone": "../../etc/passwd"}, "Asia/Makassar"),
        ({"region": "  "}, "--region"),
        ({"name": "x" * 300}, "--name"),
        ({"agencies": "nothing.csv"}, "nothing.csv"),
        ({"agencies": "."}, "."),
    ],
)
def test_a_wrong_option_is_answered_with_one_sentence(
    shell: Shell, changed: dict[str, str], said: str
) -> None:
    code, _, err = shell.open(**changed)
    assert code == 1
    assert said in err
    assert "Traceback" not in err
    assert shell.json("round", "list") == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "code, name, short_name, kind"),
        (b"kode,nama\na,b\n", "missing: short_name, kind"),
        (b"code,name,short_name,kind\n", "no agencies"),
        (b"code,name,short_name,kind\n,Dinas,D,\n", "row 2"),
        (b"code,name,short_name,kind\na,A,A,x\na,B,B,y\n", "row 3: the code a stands there twice"),
        (b"code,name,short_name,kind\n" + b"a" * 99 + b",A,A,x\n", "too long"),
        (b"\xff\xfe\x00c", "UTF-8"),
        (bytes(range(256)), "UTF-8"),
    ],
)
def test_a_wrong_list_is_answered_with_its_rows(shell: Shell, content: bytes, said: str) -> None:
    (shell.folder / "agencies.csv").write_bytes(content)
    code, _, err = shell.open()
    assert code == 1
    assert said in err
    assert "Traceback" not in err


def test_a_list_of_a_spreadsheet_in_indonesian_settings_is_read(shell: Shell) -> None:
    (shell.folder / "agencies.csv").write_bytes(("\ufeff" + AGENCIES.replace(",", ";")).encode())
    assert shell.open()[0] == 0


def test_a_name_that_is_taken_is_refused(shell: Shell) -> None:
    assert shell.open()[0] == 0
    code, _, err = shell.open()
    assert code == 1
    assert "choose another name" in err


def test_a_form_with_mistakes_opens_nothing(shell: Shell) -> None:
    (shell.folder / "form.md").write_text(FORM.replace("integer", "integr"))
    code, _, err = shell.open()
    assert code == 1
    assert "pilar form check" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("invite", "representative", "--agency", "dinkes"),
        ("invite", "coordinator", "--name", "Sari"),
        ("run",),
    ],
)
def test_what_comes_too_early_says_what_to_do_first(shell: Shell, arguments: tuple[str, ...]) -> None:
    code, _, err = shell.run(*arguments)
    assert code == 1
    assert err.startswith("pilar: ")
    assert "Traceback" not in err


def test_an_unknown_agency_is_named(shell: Shell) -> None:
    shell.open()
    code, _, err = shell.run("invite", "representative", "--agency", "dinsos")
    assert code == 1
    assert "dinsos" in err


def test_an_assessors_pillar_that_no_form_has_is_named(shell: Shell) -> None:
    shell.open()
    code, _, err = shell.run("invite", "assessor", "--name", "Asri", "--pillars", "livng")
    assert code == 1
    assert "livng" in err


def test_a_wrong_setting_is_named(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCURRENCY", "many")
    code, _, err = shell.run("run")
    assert code == 1
    assert "CONCURRENCY" in err
    monkeypatch.setenv("CONCURRENCY", "4")
    monkeypatch.setenv("DATABASE_URL", "mysql://x/y")
    code, _, err = shell.run("round", "list")
    assert code == 1
    assert "DATABASE_URL" in err


def test_pictures_lie_beside_the_form(shell: Shell) -> None:
    (shell.folder / "form.md").write_text(
        "| survey |\n| | type | name | label | media::image |\n| | integer | beds | Beds? | bed.png |\n"
    )
    code, _, err = shell.open()
    assert code == 0
    assert "bed.png" in err
    (shell.folder / "form-media").mkdir()
    (shell.folder / "form-media/bed.png").write_bytes(b"picture")
    code, _, err = shell.open(name="Second")
    assert code == 0
    assert err == ""


def test_a_round_is_closed_once_and_for_all(shell: Shell) -> None:
    shell.open()
    number = str(shell.json("round", "list")[0]["round"])
    for _ in range(2):
        assert shell.run("round", "close", number)[0] == 0
    assert shell.json("round", "list")[0]["closed"] is True
    with sqlite3.connect(shell.folder / "pilar.db") as database:
        (closed_at,) = database.execute("SELECT closed_at FROM round").fetchone()
        acts = database.execute("SELECT kind, at FROM act").fetchall()
    assert closed_at.startswith("2024-06-03 01:00"), "by the clock of the bot"
    assert acts == [("round_closed", closed_at)], "coordinators see it in the history, and can undo it"
    assert shell.json("status") == []
    assert shell.run("round", "close", "99")[0] == 1


KINDS = """
| survey |
| | type    | name | label  | bind::pilar:asked_to |
| | integer | beds | Beds?  | dinkes               |
| choices |
| | list_name   | name   | label     |
| | agency_kind | dinkes | Kesehatan |
| | agency_kind | rsud   | RSUD      |
"""


def test_an_agency_kind_that_the_form_does_not_know_is_pointed_out_with_its_row(shell: Shell) -> None:
    (shell.folder / "form.md").write_text(KINDS)
    (shell.folder / "agencies.csv").write_text(
        "code,name,Short Name,kinds\n\ndinkes,Dinas Kesehatan,Dinkes,dinkse\nrsud,RSUD,,rsud dinkes\nx,X,,lurah\n"
    )
    code, out, err = shell.open()
    assert code == 0
    assert "3 agencies" in out
    assert [line for line in err.splitlines() if line.startswith("warning")] == [
        "warning: row 3: the form has no agency kind 'dinkse'. Did you mean dinkes?",
        "warning: row 5: the form has no agency kind 'lurah'.",
    ]


@pytest.mark.parametrize("header", ["code,name,short name,kind", "code,name,short-name,kinds"])
def test_the_header_of_a_list_may_be_spelt_as_people_do(shell: Shell, header: str) -> None:
    (shell.folder / "agencies.csv").write_text(f"{header}\ndinkes,Dinas Kesehatan,Dinkes,dinkes\n")
    assert shell.open()[0] == 0


def test_a_deadline_that_has_passed_is_opened_with_a_warning(shell: Shell) -> None:
    code, _, err = shell.open(deadline="2024-06-03T08:59")
    assert code == 0
    assert "is in the past: it is 2024-06-03T09:00 there now" in err
    assert len(shell.json("round", "list")) == 1


def test_the_terms_of_a_round_are_set(shell: Shell) -> None:
    shell.open()
    found = shell.json(
        "round", "set", "1", "--deadline", "2024-06-28T12:00", "--reminders", "H-2 3jam", "--digest-hour", "9"
    )
    assert found == {
        "round": 1,
        "deadline": "2024-06-28T12:00:00+08:00",
        "reminders": "2d 3h",
        "digest_hour": 9,
        "kppn": False,
        "told": 0,
    }
    assert shell.json("round", "set", "1", "--reminders", "usual")["reminders"] == "usual"
    assert shell.json("round", "list")[0]["deadline"] == "2024-06-28T12:00:00+08:00"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "nothing to change"),
        (["--deadline", "soon"], "no moment"),
        (["--deadline", "2024-06-01T12:00"], "in the past"),
        (["--reminders", "often"], "often"),
        (["--digest-hour", "23"], "use 7 to 17"),
    ],
)
def test_terms_that_make_no_sense_change_nothing(shell: Shell, given: list[str], said: str) -> None:
    shell.open()
    code, _, err = shell.run("round", "set", "1", *given)
    assert code == 1
    assert said in err
    assert shell.json("round", "list")[0]["deadline"] == "2024-06-21T16:00:00+08:00"


def test_there_is_no_round_to_set(shell: Shell) -> None:
    shell.open()
    assert "no round 7" in shell.run("round", "set", "7", "--digest-hour", "9")[2]


def test_a_priority_region_is_asked_what_others_are_not(shell: Shell) -> None:
    """A hidden row takes the fact from the region, and what it opens is asked from the next look on."""
    (shell.folder / "form.md").write_text("""
| survey |
| | type    | name  | label        | default | relevant        | bind::pilar:context |
| | hidden  | kppn  |              | no      |                 | region.is_kppn      |
| | integer | beds  | Beds?        |         |                 |                     |
| | integer | joint | Joint works? |         | ${kppn} = 'yes' |                     |
| settings |
| | namespaces |
| | pilar="urn:pilar:form" |
""")

    def asked() -> int:
        (found,) = shell.json("status")
        return sum(section["asked"] for section in found["agencies"][0]["sections"])

    assert shell.open()[0] == 0
    assert asked() == 1
    assert shell.json("round", "set", "1", "--kppn")["kppn"] is True
    assert asked() == 2
    assert "priority area" in shell.run("round", "set", "1", "--digest-hour", "9")[1]
    assert shell.json("round", "set", "1", "--no-kppn")["kppn"] is False
    assert asked() == 1
    given = ("--form", "form.md", "--name", "Lain", "--deadline", "2024-06-21T16:00", "--region", "Kota Lain")
    assert shell.run("round", "open", *given, "--agencies", "agencies.csv", "--kppn")[0] == 0
    here, there = sorted(shell.json("status"), key=lambda one: one["region"])
    assert [sum(s["asked"] for s in one["agencies"][0]["sections"]) for one in (here, there)] == [1, 2]
