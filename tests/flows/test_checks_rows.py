"""An author's mistakes in the rows: each is named with its row, and one does not hide another."""

from __future__ import annotations

import pytest
from markdown_forms import advice, codes, load, message, mistakes, said

YES_NO = """
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""

ROWS = {
    "FORM-010 survey row 3: b: the row has no type.": "| | | b | B | |",
    "FORM-011 survey row 3: b: the type 'integr' is not known. Did you mean 'integer'?": "| | integr | b | B | |",
    "FORM-011 survey row 3: b: the type 'Select One yn' is not known. Did you mean 'select_one yn'?": (
        "| | Select One yn | b | B | |"
    ),
    "FORM-011 survey row 3: b: the type 'select_multiple' is not known. Name its list: 'select_multiple LIST'.": (
        "| | select_multiple | b | B | |"
    ),
    "FORM-011 survey row 3: b: the type 'text long' is not known. Did you mean 'text'?": "| | text long | b | B | |",
    "FORM-011 survey row 3: b: the type 'ranks yn' is not known. Did you mean 'rank yn'?": "| | ranks yn | b | B | |",
    "FORM-011 survey row 3: b: the type 'selct yn or_other' is not known. Did you mean 'select_one yn'?": (
        "| | selct yn or_other | b | B | |"
    ),
    "FORM-012 survey row 3: b: 'geoshape' cannot be asked in a chat:": "| | geoshape | b | B | |",
    "FORM-012 survey row 3: b: 'geotrace' cannot": "| | geotrace | b | B | |",
    "FORM-012 survey row 3: b: 'start-geopoint' cannot": "| | start-geopoint | b | B | |",
    "FORM-012 survey row 3: b: 'background-audio' cannot": "| | background-audio | b | B | |",
    "FORM-012 survey row 3: b: 'csv-external' cannot": "| | csv-external | b | | |",
    "FORM-012 survey row 3: b: 'select_one_from_file a.csv' cannot": "| | select_one_from_file a.csv | b | B | |",
    "FORM-012 survey row 3: b: 'select_one ${a}' cannot": "| | select_one ${a} | b | B | |",
    "FORM-012 survey row 3: b: '${last-saved#a}' cannot": "| | text | b | B ${last-saved#a} | |",
    "FORM-013 survey row 3: the row has no name. Give it one, such as 'row_3'.": "| | text | | B | |",
    "FORM-014 survey row 3: b: relevant refers to ${aa}, which does not exist. Did you mean ${a}?": (
        "| | text | b | B | ${aa} = 1 |"
    ),
    "FORM-014 survey row 3: b: label refers to ${zzz}, which does not exist.": "| | text | b | B ${zzz} | |",
    "FORM-015 survey row 3: 2b: the name '2b' cannot be used.": "| | text | 2b | B | |",
    "FORM-015 survey row 3: b c: the name 'b c' cannot be used.": "| | text | b c | B | |",
    "FORM-015 survey row 3: meta: the name 'meta' cannot be used.": "| | text | meta | B | |",
    "FORM-016 survey row 3: a: the name is already used in survey row 2.": "| | text | a | B | |",
    "FORM-018 survey row 3: b: label has a reference that is not complete: '${a'.": "| | text | b | B ${a | |",
    "FORM-018 survey row 3: b: label has a reference that is not complete: '${ a }'.": "| | text | b | B ${ a } | |",
    "FORM-019 survey row 3: 'end_group' closes nothing that is open.": "| | end_group | | | |",
    "FORM-020 survey row 3: b: 'begin_group' is never closed.": "| | begin_group | b | B | |\n| | text | c | C | |",
    "FORM-019 survey row 5: 'end_repeat' closes nothing that is open. survey row 3 has 'begin_group'": (
        "| | begin_group | b | B | |\n| | text | c | C | |\n| | end_repeat | | | |"
    ),
    "FORM-021 survey row 3: b: there is nothing to ask": "| | text | b | | |",
    "FORM-023 survey row 3: b: the calculate has no calculation.": "| | calculate | b | | |",
    "FORM-024 survey row 3: b: relevant has curly quotes: ${a} = ’x’": "| | text | b | B | ${a} = ’x’ |",
    "FORM-025 survey row 3: b: 'simserial' is not known to a chat and stays empty.": "| | simserial | b | | |",
    "FORM-030 survey row 3: b: the choices list 'yesno' does not exist. Add it": "| | select_one yesno | b | B | |",
    "FORM-030 survey row 3: b: the choices list 'yns' does not exist. Did you mean 'yn'?": (
        "| | rank yns | b | B | |"
    ),
}


@pytest.mark.parametrize("expected", ROWS)
def test_a_wrong_row_is_named_with_what_to_do(expected: str) -> None:
    form = (
        f"| survey |\n| | type | name | label | relevant |\n| | text | a | A | |\n{ROWS[expected]}\n{YES_NO}"
    )
    found = said(form)
    assert [line for line in found if line.startswith(expected)], found
    assert len(found) == 1, found


CHOICES = {
    "FORM-031 choices row 3: Yes: a choice of the list 'yn' has no name.": "| | yn | | Yes | |",
    "FORM-032 choices row 3: a: the list 'yn' already has this choice in choices row 2.": "| | yn | a | Again | |",
    "FORM-033 choices row 3: b c: the choice name has a space. Write it as 'b_c'.": "| | yn | b c | B | |",
    "FORM-034 choices row 3: b: the choice of 'yn' has no label. Its name is shown instead.": "| | yn | b | | |",
    "FORM-035 choices row 3: b: the choice belongs to no list.": "| | | b | B | |",
    "FORM-014 choices row 3: b: label refers to ${q2}": "| | yn | b | B ${q2} | |",
}


@pytest.mark.parametrize("expected", CHOICES)
def test_a_wrong_choice_is_named_with_what_to_do(expected: str) -> None:
    form = (
        "| survey |\n| | type | name | label |\n| | select_multiple yn | q | Q |\n"
        f"| choices |\n| | list_name | name | label | region |\n| | yn | a | A | |\n{CHOICES[expected]}\n"
    )
    found = said(form)
    assert [line for line in found if line.startswith(expected)], found
    assert len(found) == 1, found


def test_duplicate_choices_may_be_allowed_and_spaces_do_no_harm_in_select_one() -> None:
    form = """
    | survey |
    | | type | name | label |
    | | select_one yn | q | Q |
    | choices |
    | | list_name | name | label |
    | | yn | a b | A |
    | | yn | a b | A |
    | settings |
    | | form_title | allow_choice_duplicates |
    | | T | yes |
    """
    assert codes(form) == []


def test_a_name_in_two_groups_is_fine_until_it_is_referred_to() -> None:
    form = """
    | survey |
    | | type | name | label | relevant |
    | | begin_group | g | G | |
    | | text | same | Same | |
    | | end_group | | | |
    | | begin_group | h | H | |
    | | text | same | Same | |
    | | end_group | | | |
    | | text | z | Z | REFERENCE |
    """
    assert codes(form.replace("REFERENCE", "")) == []
    (found,) = mistakes(form.replace("REFERENCE", "${same} = 'a'"))
    assert (found.code, found.where, found.question) == ("FORM-017", "survey row 8", "z")
    assert "survey row 3, survey row 6" in advice(found)


def test_pyxforms_own_errors_are_all_found_and_named_with_their_rows() -> None:
    form = """
    | survey |
    | | type | name | label | parameters |
    | | range | r | R | start=a end=5 |
    | | text | t | T | rowz=3 |
    | | integer | i | I | |
    | | range | s | S | end |
    """
    found = mistakes(form)
    assert [(f.code, f.where, f.question) for f in found] == [
        ("FORM-002", "survey row 2", "r"),
        ("FORM-002", "survey row 3", "t"),
        ("FORM-002", "survey row 5", "s"),
    ]
    assert all("row :" not in message(f) and "Learn more" not in message(f) for f in found)


def test_one_mistake_does_not_hide_another() -> None:
    form = """
    | survey |
    | | type | name | label | relevant | constraint | calculation |
    | | integr | age | Age of ${nmm}? | | . > 3 and (. < 9 | |
    | | select_one missing | m | M | | | |
    | | select_one yn | ok | Ok? | | | |
    | | text | why | Why? | ${ok} = 'yess' | | |
    | | calculate | a | | | | ${b} |
    | | calculate | b | | | | ${a} |
    | | text | | No name | | | |
    | | begin_group | g | G | | | |
    | | text | never | N | false() | | |
    """
    assert codes(form + YES_NO.replace("\n", "\n    ")) == [
        "FORM-011",
        "FORM-014",
        "FORM-040",
        "FORM-030",
        "FORM-044",
        "FORM-043",
        "FORM-013",
        "FORM-020",
        "FORM-046",
    ]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ("| surveys |\n| | type | name |\n| | text | a |\n| choices |\n| | list_name | name |", "FORM-004"),
        ("| survey |\n| | name | label |\n| | a | A |", "FORM-005 survey: the sheet has no column 'type'."),
        (
            "| survey |\n| | type | name | label |",
            "FORM-001 form: the form has no questions; fill in the sheet survey.",
        ),
        (
            "| survey |\n| | type | name | label |\n| | text | a | A |\n"
            "| entities |\n| | list_name | label |\n| | t | ${a} |",
            "FORM-007 entities: the sheet 'entities' is not supported",
        ),
        (
            "| survey |\n| | type | name | label |\n| | text | a | A |\n"
            "| external_choices |\n| | list_name | name |\n| | t | a |",
            "FORM-007 external_choices",
        ),
        (
            "| survey |\n| | type | name | label | caption |\n| | text | a | A | B |",
            "FORM-009 survey row 1: two columns mean the same: 'label' and 'caption'.",
        ),
        (
            "| survey |\n| | type | name | label | relevent |\n| | text | a | A | |",
            "FORM-006 survey row 1: the column 'relevent' is not known and is ignored. Did you mean 'relevant'?",
        ),
        (
            "| survey |\n| | type | name | label | asked_to |\n| | text | a | A | |",
            "FORM-006 survey row 1: the column 'asked_to' is not known and is ignored. "
            "Did you mean 'bind::pilar:asked_to'?",
        ),
        (
            "| survey |\n| | type | name | label |\n| | text | a | A |\n| setings |\n| | form_title |\n| | T |",
            "FORM-008 setings: the sheet 'setings' is not part of a form and is ignored. Did you mean 'settings'?",
        ),
    ],
)
def test_wrong_sheets_and_columns_are_named(sheets: str, expected: str) -> None:
    found = said(sheets)
    assert [line for line in found if line.startswith(expected)], found


OURS = {
    "FORM-060 survey row 2: a: asked_to has 'kominf', which is not in the list agency_kind. "
    "Did you mean 'kominfo'?": "| asked_to | kominfo kominf |",
    "FORM-061 survey row 2: a: the scope 'regoin' is not known. Write 'agency' or 'region'.": "| scope | regoin |",
    "FORM-063 survey row 2: a: the score is always 7; it must lie between 0 and 4.": "| score | 7 |",
    "FORM-063 survey row 2: a: the score is always -1;": "| score | -1 |",
    "FORM-064 survey row 2: a: the context 'round.yaer' is not known. Did you mean 'round.year'?": (
        "| context | round.yaer |"
    ),
    "FORM-065 survey row 2: a: the format 'money' is not known": "| format | money |",
    "FORM-066 survey row 1: the column pilar:scop is not known and is ignored. Did you mean pilar:scope?": (
        "| scop | region |"
    ),
    "FORM-067 survey row 2: a: pillar has 'govern', which is not in the list pillar. Did you mean 'governance'?": (
        "| pillar | govern |"
    ),
    "FORM-068 survey row 2: a: evidence is 'requird', which is not known. Did you mean 'required'?": (
        "| evidence | requird |"
    ),
    "FORM-040 survey row 2: a: score cannot be read": "| score | (. > 1 |",
    "FORM-041 survey row 2: a: evidence uses selectd()": "| evidence | selectd(., 'x') |",
}


@pytest.mark.parametrize("expected", OURS)
def test_a_mistake_in_our_own_columns_is_named(expected: str) -> None:
    _, column, value, _ = (part.strip() for part in OURS[expected].split("|"))
    found = said(
        f"""
        | survey |
        | | type | name | label | bind::pilar:{column} |
        | | integer | a | A | {value} |
        | choices |
        | | list_name | name | label |
        | | agency_kind | kominfo | Kominfo |
        | | pillar | governance | Governance |
        """
    )
    assert len(found) == 1, found
    assert found[0].startswith(expected), found


def test_any_code_and_unit_goes_where_the_form_has_no_list() -> None:
    form = """
    | survey |
    | | type | name | label | bind::pilar:asked_to | bind::pilar:unit | bind::pilar:pillar |
    | | integer | a | A | anybody all | furlong | sixth |
    """
    assert codes(form) == []


SCORES = """
| survey |
| | type | name | label | COLUMN |
| | select_one often | a | A | |
| choices |
| | list_name | name | label | score |
| | often | never | Never | 0 |
| | often | daily | Daily | 27 |
| | often | odd | Odd | many |
"""


def test_points_of_choices_lie_between_0_and_4_where_our_columns_are_used() -> None:
    ours = mistakes(SCORES.replace("COLUMN", "bind::pilar:unit"))
    assert [(f.code, f.where) for f in ours] == [("FORM-062", "choices row 3"), ("FORM-062", "choices row 4")]
    assert codes(SCORES.replace("COLUMN", "hint")) == []


def test_rows_are_known_by_path_and_choices_by_list() -> None:
    rows = load(
        """
        | survey |
        | | type | name | label |
        | | begin_repeat | r | R |
        | | select_one yn or_other | a | A |
        | | end_repeat | | |
        """
        + YES_NO.replace("\n", "\n        ")
    ).rows
    assert str(rows.of("r/a")) == str(rows.of("r/a_other")) == "survey row 3"
    assert str(rows.of_choice("yn", "no")) == "choices row 3"
    assert str(rows.of("elsewhere")) == "survey elsewhere"


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("survey", "parameters::a"),
        ("survey", "bind"),
        ("choices", "bind::x:y"),
        ("settings", "bind"),
        ("choices", "media"),
    ],
)
def test_a_column_that_pyxform_would_stumble_over_is_ignored_with_a_warning(sheet: str, column: str) -> None:
    headers = {
        "survey": "type | name | label",
        "choices": "list_name | name | label",
        "settings": "form_title | version | style",
    }
    rows = {"survey": "select_one yn | a | A", "choices": "yn | yes | Yes", "settings": "T | 1 | pages"}
    extra = {name: (f"{headers[name]} | {column}", f"{rows[name]} | x") for name in headers}
    form = "\n".join(
        f"| {name} |\n| | {extra[name][0] if name == sheet else headers[name]} |\n"
        f"| | {extra[name][1] if name == sheet else rows[name]} |"
        for name in headers
    )
    found = said(form)
    assert len(found) == 1, found
    assert found[0].startswith(f"FORM-006 {sheet} row 1: the column '{column}' is not known and is ignored.")


def test_a_choice_without_a_label_shows_its_name() -> None:
    loaded = load(
        """
        | survey |
        | | type | name | label::Indonesia (id) | label::English (en) |
        | | select_one yn | q | T | Q |
        | choices |
        | | list_name | name | label::Indonesia (id) | label::English (en) |
        | | yn | yes | | |
        | | yn | no | Tidak | No |
        """
    )
    assert [warning.code for warning in loaded.warnings] == ["FORM-034", "FORM-051"]
    assert loaded.form.lists["yn"][0].label.by_language == {"Indonesia (id)": ("yes",)}


def test_an_empty_cell_above_a_column_is_no_column() -> None:
    assert (
        codes("""
        | survey |         |       |        |  |
        |        | type    | name  | label  |  |
        |        | integer | wells | Sumur? |  |
    """)
        == []
    )
