"""The empty table of a list of records: heads, choices to pick from, and nothing that a spreadsheet would run."""

from __future__ import annotations

from openpyxl import load_workbook

from bot.flows.loading.tables import read_lines
from bot.reports.record_template import Template, TemplateColumn, write_template

TEMPLATE = Template(
    "=Quick win [2024]: semua/dinas yang sangat panjang namanya",
    "Pilihan",
    (
        TemplateColumn("Apa nama quick win?", "Nama yang dipakai warga."),
        TemplateColumn("Pilar?", choices=("Smart Living", "=1+1")),
        TemplateColumn("Mitra?", choices=("Swasta", "Bank"), several=True),
    ),
)


def test_a_template_has_the_heads_and_offers_the_choices() -> None:
    path = write_template(TEMPLATE)
    try:
        book = load_workbook(path)
        sheet, choices = book.worksheets
        assert [cell.value for cell in sheet[1]] == ["Apa nama quick win?", "Pilar?", "Mitra?"]
        assert sheet["A1"].comment is not None
        (rule,) = sheet.data_validations.dataValidation
        assert (str(rule.sqref), rule.formula1) == ("B2:B201", "'Pilihan'!$B$2:$B$3")
        assert [choices["B2"].value, choices["B3"].value, choices["C2"].value] == [
            "Smart Living",
            "=1+1",
            "Swasta",
        ]
        assert choices["B3"].data_type == "s"  # a text, not a formula
        lines = read_lines(path, "template.xlsx")
        assert isinstance(lines, tuple) and len(lines) == 1  # the choices are no records
    finally:
        path.unlink()
