"""`pilar form check`: what an author sees, and what a script can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.form import app

GOOD = """
| survey |
| | type | name | label::Bahasa Indonesia (id) | label::English (en) |
| | begin_group | roads | Jalan | Roads |
| | integer | length | Panjang | Length |
| | note | thanks | Terima kasih | Thank you |
| | end_group | | | |
| settings |
| | form_title | form_id | version | default_language |
| | Jalan | roads | 3 | Bahasa Indonesia (id) |
"""
WARNED = GOOD.replace("| Length |", "| |")
WRONG = GOOD.replace("| integer | length |", "| integr | length |").replace(
    "| note | thanks |", "| note | length |"
)


def written(folder: Path, markdown: str) -> str:
    path = folder / "roads.md"
    path.write_text(markdown, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("markdown", "code", "last"),
    [
        (
            GOOD,
            0,
            "Jalan: 1 question in 1 section, Bahasa Indonesia (id), English (en); 0 errors, 0 warnings.",
        ),
        (
            WARNED,
            0,
            "Jalan: 1 question in 1 section, Bahasa Indonesia (id), English (en); 0 errors, 1 warning.",
        ),
        (WRONG, 1, "roads.md: 2 errors, 0 warnings. The form cannot be used yet."),
    ],
    ids=["good", "warned", "wrong"],
)
def test_it_ends_with_1_only_when_there_is_an_error(
    markdown: str, code: int, last: str, tmp_path: Path
) -> None:
    result = CliRunner().invoke(app, ["check", written(tmp_path, markdown)])
    assert result.exit_code == code
    assert result.output.splitlines()[-1] == last


def test_every_mistake_is_a_line_of_its_own(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", written(tmp_path, WRONG)])
    assert result.output.splitlines()[:-1] == [
        "error   FORM-011 survey row 3: length: the type 'integr' is not known. Did you mean 'integer'?",
        "error   FORM-016 survey row 4: length: the name is already used in survey row 3. "
        "Give each row a name of its own.",
    ]


def test_json_says_the_same_to_a_script(tmp_path: Path) -> None:
    wrong = CliRunner().invoke(app, ["check", "--json", written(tmp_path, WRONG)])
    told = json.loads(wrong.stdout)
    assert (wrong.exit_code, told["ok"], told["form"]) == (1, False, None)
    assert told["findings"][0] == {
        "code": "FORM-011",
        "severity": "error",
        "where": "survey row 3",
        "question": "length",
        "message": "the type 'integr' is not known.",
        "advice": "Did you mean 'integer'?",
    }
    good = json.loads(CliRunner().invoke(app, ["check", "--json", written(tmp_path, GOOD)]).stdout)
    assert good["ok"] is True
    assert good["form"] == {
        "form_id": "roads",
        "version": "3",
        "title": "Jalan",
        "questions": 1,
        "sections": 1,
        "languages": ["Bahasa Indonesia (id)", "English (en)"],
    }


def test_markup_in_a_form_is_printed_as_it_is(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", written(tmp_path, GOOD.replace("integer", "[red]int[/red]"))])
    assert "the type '[red]int[/red]' is not known." in result.output


@pytest.mark.parametrize("name", ["missing.xlsx", "photo.jpg", "empty.xlsx", "folder"])
def test_what_is_no_form_brings_one_line_and_no_traceback(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif name != "missing.xlsx":
        path.write_bytes(b"\xff\xd8\xff" if name == "photo.jpg" else b"")
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert len(lines) == 2, lines
    assert lines[0].startswith(f"error   FORM-001 {name}: ")


def test_a_picture_that_does_not_lie_beside_the_form_is_pointed_out(tmp_path: Path) -> None:
    markdown = """
| survey |
| | type          | name | label | media::image |
| | integer       | beds | Beds? | bed.png      |
| | select_one yn | ok   | OK?   | bed.png      |
| choices |
| | list_name | name | label | media::image |
| | yn        | yes  | Yes   | tick.png     |
"""
    checked = CliRunner().invoke(app, ["check", written(tmp_path, markdown)])
    assert checked.exit_code == 0
    assert [line.removeprefix("warning ").strip() for line in checked.output.splitlines()[:-1]] == [
        f"FORM-073 {where}: the picture '{name}' is not in roads-media. "
        "Put it there, up to 5 MB, or empty the cell."
        for where, name in (("survey row 2: beds", "bed.png"), ("choices row 2: yes", "tick.png"))
    ]
    (tmp_path / "roads-media").mkdir()
    for name in ("bed.png", "tick.png"):
        (tmp_path / "roads-media" / name).write_bytes(b"picture")
    checked = CliRunner().invoke(app, ["check", written(tmp_path, markdown)])
    assert checked.output.endswith("0 errors, 0 warnings.\n")
