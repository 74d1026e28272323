"""Files as they arrive: every spelling gives the same form, and what is no form gets one sentence."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from markdown_forms import advice, load, message, refusal

from bot.flows.checking.findings import FormRejected
from bot.flows.form import Kind
from bot.flows.loading.sheets import MOST_BYTES, MOST_ROWS, MOST_UNPACKED_BYTES, Workbook
from bot.flows.loading.xform import read_form
from bot.flows.loading.xlsform import compile_form, load_form
from bot.flows.loading.yamlform import read_yaml

SHIPPED = Path(__file__).parents[2] / "questionnaires"
FORMS = [path.parent for path in sorted(SHIPPED.glob("*/settings.yaml"))]

SHEETS = {
    "survey": [
        ["type", "name", "label::English (en)", "label::Bahasa (id)", "constraint", "bind::pilar:unit"],
        ["integer", "length", "Length of roads, in all", "Panjang jalan", ". >= 0", "km"],
        ["select_one yn", "ok", "Good?", "Baik?", "", ""],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::Bahasa (id)"],
        ["yn", "yes", "Yes", "Ya"],
        ["yn", "no", "No", "Tidak"],
    ],
    "settings": [["form_title", "form_id", "version"], ["Roads", "roads", "2024"]],
}


def write_xlsx(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    book.save(path)
    return path


def as_xlsx(folder: Path) -> Path:
    return write_xlsx(folder / "roads.xlsx", SHEETS)


def as_markdown(folder: Path) -> Path:
    lines = [
        line
        for name, rows in SHEETS.items()
        for line in (f"| {name} |", *(f"| | {' | '.join(r)} |" for r in rows))
    ]
    path = folder / "roads.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def as_csv(folder: Path) -> Path:
    quoted = {name: [",".join(f'"{cell}"' for cell in row) for row in rows] for name, rows in SHEETS.items()}
    lines = [line for name, rows in quoted.items() for line in (name, *(f",{row}" for row in rows))]
    path = folder / "roads.csv"
    path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    return path


ONE_FILE = """
settings: {form_title: Roads, form_id: roads, version: 2024, languages: {en: English (en), id: Bahasa (id)}}
choices:
  yn:
    - {name: yes, label: {en: Yes, id: Ya}}
    - {name: no, label: {en: No, id: Tidak}}
survey:
  - type: integer
    name: length
    label: {en: "Length of roads, in all", id: Panjang jalan}
    constraint: . >= 0
    pilar: {unit: km}
  - {type: select_one yn, name: ok, label: {en: Good?, id: Baik?}}
"""


def as_yaml(folder: Path) -> Path:
    path = folder / "roads.yaml"
    path.write_text(ONE_FILE, encoding="utf-8")
    return path


@pytest.mark.parametrize("write", [as_markdown, as_csv, as_yaml])
def test_every_spelling_gives_the_same_form(write: Callable[[Path], Path], tmp_path: Path) -> None:
    loaded = load_form(write(tmp_path))
    assert loaded.warnings == ()
    assert loaded.form == load_form(as_xlsx(tmp_path)).form
    assert loaded.form.version == "2024"


@pytest.mark.parametrize("folder", FORMS, ids=lambda path: path.name)
def test_a_shipped_form_is_the_same_from_yaml_and_from_a_workbook(folder: Path, tmp_path: Path) -> None:
    workbook = read_yaml(folder)
    path = write_xlsx(tmp_path / "same.xlsx", {name: _table(workbook, name) for name in workbook.sheets})
    loaded = load_form(folder)
    assert loaded.warnings == ()
    assert loaded.form == load_form(path).form


def _table(workbook: Workbook, name: str) -> list[list[str]]:
    sheet = workbook.sheet(name)
    rows = [[row.cells.get(header, "") for header in sheet.headers] for row in sheet.rows]
    return [list(sheet.headers), *rows]


def test_the_evaluation_of_2024_is_complete() -> None:
    form = load_form(SHIPPED / "smart-city-2024").form
    kinds = [question.kind for question in form.questions.values()]
    assert len(kinds) == 197
    assert (kinds.count(Kind.HIDDEN), kinds.count(Kind.CALCULATE), kinds.count(Kind.NOTE)) == (4, 15, 5)
    assert len(form.sections) == 16
    assert form.languages == ("Bahasa Indonesia (id)", "English (en)")
    assert form.titles["en"] == "Smart City Implementation Evaluation 2024"
    assert {"id", "en"} <= form.notices.keys()
    budget = form.questions["budget/bud_share"]
    assert (budget.unit, budget.score) == ("percent", "(. > 0) + (. >= 0.5) + (. >= 1) + (. >= 2)")
    assert budget.label.by_language["English (en)"] == ("Smart city share of the regional budget",)
    quick_wins = form.groups["quick_win/qw"]
    assert (quick_wins.repeat, quick_wins.count, quick_wins.least, quick_wins.most) == (
        True,
        None,
        None,
        "10",
    )
    assert quick_wins.hint
    asked = {q.name for q in form.inside("quick_win/qw") if q.required and not q.relevant}
    assert asked == {
        *("qw_name", "qw_pillar", "qw_sub", "qw_novelty", "qw_problem", "qw_owner", "qw_budget", "qw_target"),
        *("qw_status", "qw_partners", "qw_more"),
    }
    assert form.questions["quick_win/qw/qw_status"].carry == "ask"
    assert form.questions["quick_win/qw/qw_status"].evidence != "none"


def test_a_form_read_from_its_xform_is_the_form_that_was_loaded() -> None:
    loaded = load_form(SHIPPED / "readiness-2021")
    assert read_form(loaded.xform) == loaded.form


def test_rows_of_a_workbook_and_lines_of_yaml_are_named(tmp_path: Path) -> None:
    wrong = {**SHEETS, "survey": [*SHEETS["survey"], ["integr", "x", "X", "X", "", ""]]}
    with pytest.raises(FormRejected) as in_workbook:
        compile_form(write_xlsx(tmp_path / "wrong.xlsx", wrong))
    assert [finding.where for finding in in_workbook.value.findings] == ["survey row 4"]
    path = tmp_path / "wrong.yaml"
    path.write_text(ONE_FILE + "  - {type: integr, name: x, label: {en: X, id: X}}\n")
    with pytest.raises(FormRejected) as in_yaml:
        compile_form(path)
    assert [finding.where for finding in in_yaml.value.findings] == ["wrong.yaml line 14"]


def test_yaml_keeps_scalars_as_they_are_typed(tmp_path: Path) -> None:
    path = tmp_path / "typed.yaml"
    path.write_text(
        "survey:\n"
        "  - {type: text, name: a, label: 2024-05-27, default: no}\n"
        "  - {type: integer, name: b, label: 1_000, required: yes, default: 012}\n"
        "  - type: text\n    name: c\n    label: |\n      two\n      lines\n    pilar: {asked_to: [dinkes, rsud]}\n"
    )
    a, b, c = load_form(path).form.by_ordinal
    assert (a.label.by_language[""], a.default) == (("2024-05-27",), "no")
    assert (b.label.by_language[""], b.required, b.default) == (("1_000",), "true()", "012")
    assert (c.label.by_language[""], c.asked_to) == (("two\nlines",), ("dinkes", "rsud"))


def test_numbers_and_dates_of_a_spreadsheet_become_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    sheet.append(["type", "name", "label", "default", "required"])
    sheet.append(["integer", "n", 12, 3.0, True])
    path = tmp_path / "numbers.xlsx"
    book.save(path)
    question = load_form(path).form.questions["n"]
    assert (question.label.by_language[""], question.default, question.required) == (("12",), "3", "true()")


def zipped(entries: dict[str, bytes], encrypted: bool = False) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    content = packed.getvalue()
    # the flag "encrypted" in the directory, where a reader looks for it
    return (
        content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
        if encrypted
        else content
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TYPES = "[Content_Types].xml"
ENTITIES = (
    b'<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><Types>&b;</Types>'
)
JUNK: dict[str, tuple[bytes, str]] = {
    "photo.jpg": (b"\xff\xd8\xff\xe0" + os.urandom(999), "this kind of file is not a form; a form is one of"),
    "photo.xlsx": (
        b"\xff\xd8\xff\xe0" + os.urandom(999),
        "the file is not a workbook; save the form as .xlsx.",
    ),
    "photo.xls": (
        b"\xff\xd8\xff\xe0" + os.urandom(999),
        "the file is not a workbook; save the form as .xlsx.",
    ),
    "empty.xlsx": (b"", "the file is empty."),
    "blank.csv": (b" \n\n", "the file is empty."),
    "large.xlsx": (b"PK\x03\x04" + bytes(MOST_BYTES), "the file is larger than 10 MB;"),
    "bomb.xlsx": (
        zipped({TYPES: b"", "a.xml": bytes(MOST_UNPACKED_BYTES + 1)}),
        "unpacks to far more than a form",
    ),
    "many.xlsx": (
        zipped({TYPES: b"", **{f"{n}": b"" for n in range(600)}}),
        "unpacks to far more than a form",
    ),
    "archive.xlsx": (zipped({"a.txt": b"a"}), "the file is a zip archive, not a workbook;"),
    "hollow.xlsx": (zipped({TYPES: b"<a/>"}), "the file is damaged or is not a workbook;"),
    "entities.xlsx": (zipped({TYPES: ENTITIES}), "the file is damaged or is not a workbook;"),
    "locked.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "the workbook is protected by a password;"),
    "zip-locked.xlsx": (zipped({TYPES: b"a"}, encrypted=True), "the workbook is protected by a password;"),
    "old.xlsx": (OLE, "the file is an old .xls workbook;"),
    "new.xls": (zipped({TYPES: b""}), "the file is an .xlsx workbook;"),
    "damaged.xls": (OLE + os.urandom(4_000), "the file is damaged or is not a workbook;"),
    "binary.csv": (bytes(range(256)) * 9, "the file is not UTF-8 text;"),
    "zeros.csv": (b"survey\n,type\x00,name\n", "the file is not text;"),
    "latin.csv": (
        "survey\n,type,name,label\n,text,a,Prénom\n".encode("latin-1"),
        "the file is not UTF-8 text;",
    ),
    "wide.csv": ("survey\n,type,name,label\n".encode("utf-16"), "the file is not UTF-8 text;"),
    "prose.csv": (b"Dear all\n", "the file has no sheets of a form;"),
    "prose.md": (b"# Dear all\n\nHow are you?\n", "the file has no table of a form;"),
    "alias.yaml": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "line 2 uses a YAML alias;"),
    "deep.yaml": (b"[" * 100_000, "line 1 is nested too deeply to be a form."),
    "colon.yaml": (b"survey:\n  - label: a: b\n", "line 2 is not valid YAML: mapping values are not allowed"),
    "tab.yaml": (b"survey:\n\t- type: text\n", "line 2 is not valid YAML:"),
    "word.yaml": (b"hello", "line 1 is not a mapping of columns;"),
    "twice.yaml": (
        b"survey:\n  - {type: text, name: a, name: b}\n",
        "line 2 has 'name' for the second time;",
    ),
    "control.yaml": (b"a: \x07\n", "the file is not valid YAML;"),
    "nothing.yaml": (b"# only a remark\n", "the file has no rows."),
}


@pytest.mark.parametrize("name", JUNK)
def test_a_file_that_is_no_form_gets_one_sentence(name: str, tmp_path: Path) -> None:
    content, expected = JUNK[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FormRejected) as rejected:
        load_form(path)
    (finding,) = rejected.value.findings
    assert (finding.code, finding.where, advice(finding)) == ("FORM-001", name, "")
    assert expected in message(finding)
    assert message(finding).endswith(".")


def test_half_a_workbook_and_a_mangled_one_get_one_sentence(tmp_path: Path) -> None:
    content = as_xlsx(tmp_path).read_bytes()
    for cut in range(0, len(content), 211):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(content[:cut])
        with pytest.raises(FormRejected) as rejected:
            load_form(path)
        assert [finding.code for finding in rejected.value.findings] == ["FORM-001"]


def test_folders_and_paths_that_lead_nowhere_get_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "01.yaml").write_text("- {type: text, name: a, label: A}\n")
    for path, expected in (
        (tmp_path / "folder", "has no settings.yaml"),
        (tmp_path / "no.xlsx", "no such file"),
    ):
        with pytest.raises(FormRejected) as rejected:
            load_form(path)
        assert expected in refusal(rejected.value)


def test_a_sheet_of_too_many_rows_is_refused_and_a_long_one_is_not(tmp_path: Path) -> None:
    def rows(number: int) -> str:
        return "survey\n,type,name,label\n" + "\n".join(f",note,n{i},N" for i in range(number))

    path = tmp_path / "long.csv"
    path.write_text(rows(MOST_ROWS["survey"] + 1))
    with pytest.raises(FormRejected) as rejected:
        load_form(path)
    assert "more than 5,000 rows" in refusal(rejected.value)
    path.write_text(rows(500))
    assert len(load_form(path).form.questions) == 500


def test_scoring_is_no_part_of_the_form_and_files_are_read_in_name_order(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text("form_title: T\n")
    (tmp_path / "scoring.yaml").write_text("weights: {a: 1}\n")
    (tmp_path / "02-b.yaml").write_text("- {type: text, name: b, label: B}\n")
    (tmp_path / "01-a.yaml").write_text("- {type: text, name: a, label: A}\n")
    assert list(load_form(tmp_path).form.questions) == ["a", "b"]


def test_a_form_without_settings_takes_its_name_from_the_file() -> None:
    form = load("| survey |\n| | type | name | label |\n| | text | a | A |\n").form
    assert (form.form_id, form.titles[""], form.languages) == ("form", "form", ("",))


def test_an_old_xls_workbook_gives_the_same_form(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheets = {
        "survey": [
            ("type", "name", "label"),
            ("select_one yn", "open", "Open?"),
            ("integer", "beds", "Beds?"),
        ],
        "choices": [("list_name", "name", "label"), ("yn", "y", "Yes"), ("yn", "n", "No")],
    }
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    path = tmp_path / "old.xls"
    book.save(str(path))
    form = load_form(path).form
    assert [question.name for question in form.questions.values()] == ["open", "beds"]
    assert [choice.name for choice in form.lists["yn"]] == ["y", "n"]
