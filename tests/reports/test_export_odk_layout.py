"""ODK's tools find a value by the place of its node in the XForm: the columns follow the XForm itself, read here
without our own loader."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from bot.flows.loading.xlsform import Loaded, load_form
from bot.reports.columns import Versions
from bot.reports.odk_fields import fields
from tests.flows.markdown_forms import load

X = "{http://www.w3.org/2002/xforms}"
ROOT = Path(__file__).parents[2]
NESTED = """
| survey |
| | type         | name   | label   |
| | text         | field1 | 1       |
| | begin_group  | group1 | G1      |
| | geopoint     | field2 | 2       |
| | begin_group  | group2 | G2      |
| | integer      | field3 | 3       |
| | begin_repeat | rep1   | R1      |
| | text         | field4 | 4       |
| | begin_group  | group3 | G3      |
| | note         | field5 | 5       |
| | begin_repeat | rep2   | R2      |
| | begin_group  | group4 | G4      |
| | date         | field6 | 6       |
| | end_group    |        |         |
| | end_repeat   |        |         |
| | text         | field7 | 7       |
| | end_group    |        |         |
| | end_repeat   |        |         |
| | end_group    |        |         |
| | end_group    |        |         |
| | text         | field8 | 8       |
"""


def expected(xform: str) -> dict[str, list[str]]:
    """Table -> its columns, as Central derives them from the primary instance and the binds."""
    tree = etree.fromstring(xform.encode())
    instance = tree.find(f".//{X}instance")[0]
    root = f"/{etree.QName(instance).localname}"
    types = {bind.get("nodeset"): bind.get("type") for bind in tree.iter(f"{X}bind")}
    repeats = {repeat.get("nodeset") for repeat in tree.iter(f"{X}repeat")}
    found: dict[str, list[str]] = {"": []}

    def walk(element: etree._Element, path: str, table: str) -> None:
        seen = set()
        for child in element:
            here = f"{path}/{etree.QName(child).localname}"
            if here in seen or here == f"{root}/meta":
                continue  # pyxform writes a repeat twice: its template and a first record
            seen.add(here)
            inner = here if here in repeats else table
            found.setdefault(inner.removeprefix(f"{root}/"), [])
            if len(child):
                walk(child, here, inner)
                continue
            name = here.removeprefix(f"{table or root}/").replace("/", "-")
            parts = (
                ("-Latitude", "-Longitude", "-Altitude", "-Accuracy")
                if types.get(here) == "geopoint"
                else ("",)
            )
            found[table.removeprefix(f"{root}/")] += [f"{name}{part}" for part in parts]

    walk(instance, root, "")
    return found


def ours(loaded: Loaded) -> dict[str, list[str]]:
    versions = Versions((loaded.form,), 0)
    return {
        table: [field.heading(table) for field in fields(versions, table, split=False)]
        for table in ("", *versions.repeats())
    }


def test_nested_groups_and_repeats_are_named_as_central_names_them() -> None:
    loaded = load(NESTED)
    assert ours(loaded) == expected(loaded.xform)
    assert ours(loaded)["group1/group2/rep1"] == ["field4", "group3-field5", "group3-field7"]
    assert ours(loaded)["group1/group2/rep1/group3/rep2"] == ["group4-field6"]


@pytest.mark.parametrize("name", ["smart-city-2024", "readiness-2021"])
def test_the_shipped_questionnaires_have_every_node_of_their_xforms_in_its_order(name: str) -> None:
    loaded = load_form(ROOT / "questionnaires" / name)
    assert ours(loaded) == expected(loaded.xform)
