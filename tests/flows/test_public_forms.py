"""Forms as they are written elsewhere: other spellings, other habits, all of XLSForm's types between them."""

from __future__ import annotations

import pytest
from markdown_forms import load

FORMS = {
    "a household survey with old spellings": (
        """
        | survey |
        | | type | name | label | hint | relevance | constraint | constraint message | required | read only |
        | | begin group | hh | Household | | | | | | |
        | | string | head | Head of household | Full name | | | | yes | |
        | | int | size | Members | | | . > 0 and . < 30 | Between 1 and 29 | yes | |
        | | select all that apply from assets | has | Which do you own? | | ${size} > 0 | | | | |
        | | end group | | | | | | | | |
        | choices |
        | | list name | name | label |
        | | assets | radio | Radio |
        | | assets | tv | Television |
        """,
        {"head": "text", "size": "integer", "has": "select_multiple"},
    ),
    "a water point inventory": (
        """
        | survey |
        | | type | name | label | appearance | parameters | relevant |
        | | today | today | | | | |
        | | barcode | tag | Scan the tag | | | |
        | | geopoint | gps | Location | | capture-accuracy=10 | |
        | | image | photo | Photo of the pump | annotate | max-pixels=1024 | |
        | | select_one status | status | Status | minimal | | |
        | | text | broken | What is broken? | multiline | | selected(${status}, 'broken') |
        | choices |
        | | list_name | name | label |
        | | status | ok | Works |
        | | status | broken | Broken |
        """,
        {"tag": "barcode", "gps": "geopoint", "photo": "image", "status": "select_one", "broken": "text"},
    ),
    "a cascade of three lists": (
        """
        | survey |
        | | type | name | label | choice_filter |
        | | select_one l1 | province | Province | |
        | | select_one l2 | district | District | l1=${province} |
        | | select_one l3 | village | Village | l1 = ${province} and l2=${district} |
        | choices |
        | | list_name | name | label | l1 | l2 |
        | | l1 | a | A | | |
        | | l2 | a1 | A1 | a | |
        | | l3 | a11 | A11 | a | a1 |
        """,
        {"province": "select_one", "district": "select_one", "village": "select_one"},
    ),
    "a depression score whose choices have scores of their own": (
        """
        | survey |
        | | type | name | label | calculation |
        | | select_one often | q1 | Little interest | |
        | | select_one often | q2 | Feeling down | |
        | | calculate | total | | number(${q1}) + number(${q2}) |
        | | note | result | Your score: ${total} | |
        | choices |
        | | list_name | name | label | score |
        | | often | 0 | Not at all | 0 |
        | | often | 27 | Every day | 27 |
        """,
        {"q1": "select_one", "q2": "select_one", "result": "note"},
    ),
    "a meeting register in a repeat": (
        """
        | survey |
        | | type | name | label | calculation | default | required |
        | | date | held | Date | | today() | yes |
        | | begin repeat | guest | Guest | | | |
        | | text | guest_name | Name | | | yes |
        | | calculate | place | | position(..) | | |
        | | end repeat | | | | | |
        | | calculate | guests | | count(${guest}) | | |
        | | note | sum | ${guests} guests, last: ${last} | | | |
        | | calculate | last | | indexed-repeat(${guest_name}, ${guest}, ${guests}) | | |
        """,
        {"held": "date", "guest_name": "text", "sum": "note"},
    ),
    "three languages and pictures": (
        """
        | survey |
        | | type | name | label::English (en) | label::Français (fr) | label::Swahili (sw) | image::English (en)|
        | | select_multiple crops | crops | Crops | Cultures | Mazao | crops.jpg |
        | choices |
        | | list_name | name | label::English (en) | label::Français (fr) | label::Swahili (sw) | image::English (en)|
        | | crops | maize | Maize | Maïs | Mahindi | maize.jpg |
        | | crops | rice | Rice | Riz | Mchele | rice.jpg |
        """,
        {"crops": "select_multiple"},
    ),
    "single colons between column and language": (
        """
        | survey |
        | | type | name | label:English | label:Bahasa |
        | | text | a | Name | Nama |
        """,
        {"a": "text"},
    ),
    "a consent form with a signature": (
        """
        | survey |
        | | type | name | label | appearance | required | required_message |
        | | acknowledge | read | I have read the text | | yes | Please confirm |
        | | image | signature | Sign here | signature | true | |
        | | audio | voice | Say your name | | | |
        """,
        {"read": "acknowledge", "signature": "image", "voice": "audio"},
    ),
    "a priority ranking with a range": (
        """
        | survey |
        | | type | name | label | parameters | appearance |
        | | rank needs | order | Most urgent first | randomize=true | |
        | | range | sure | How sure? | start=0.5 end=5 step=0.5 | vertical |
        | | range | stars | Stars | start=1 end=5 | rating |
        | choices |
        | | list_name | name | label |
        | | needs | water | Water |
        | | needs | school | School |
        """,
        {"order": "rank", "sure": "range", "stars": "range"},
    ),
    "a table of selects and a field list": (
        """
        | survey |
        | | type | name | label | appearance |
        | | begin_group | t | How satisfied? | table-list |
        | | select_one sat | roads | Roads | |
        | | select_one sat | parks | Parks | |
        | | end_group | | | |
        | | begin_group | f | | field-list |
        | | note | n | Almost done | |
        | | text | why | Why? | |
        | | end_group | | | |
        | choices |
        | | list_name | name | label |
        | | sat | 1 | Low |
        | | sat | 2 | High |
        """,
        {"roads": "select_one", "parks": "select_one", "n": "note", "why": "text"},
    ),
    "dates in all spellings": (
        """
        | survey |
        | | type | name | label | constraint | appearance |
        | | date | born | Born | . <= today() | no-calendar |
        | | date | month | Month | | month-year |
        | | time | at | At | | |
        | | dateTime | when | When | . > now() | |
        | | datetime | then | Then | | |
        """,
        {"born": "date", "month": "date", "at": "time", "when": "dateTime", "then": "dateTime"},
    ),
    "metadata of a phone": (
        """
        | survey |
        | | type | name | label | parameters |
        | | start | start | | |
        | | end | end | | |
        | | username | username | | |
        | | phonenumber | phonenumber | | |
        | | email | email | | |
        | | audit | audit | | location-priority=balanced location-min-interval=60 location-max-age=120 |
        | | text | a | A | |
        """,
        {"a": "text"},
    ),
    "a quiz with defaults, read-only rows and triggers": (
        """
        | survey |
        | | type | name | label | default | calculation | trigger | readonly | constraint |
        | | select_one yn | first | Is water wet? | yes | | | | |
        | | dateTime | asked | Asked at | | now() | ${first} | yes | |
        | | integer | n | A number | 5 | | | | . mod 2 = 1 |
        | | decimal | half | Half of it | | ${n} div 2 | | yes | |
        | | hidden | version | | v3 | | | | |
        | choices |
        | | list_name | name | label |
        | | yn | yes | Yes |
        | | yn | no | No |
        """,
        {"first": "select_one", "asked": "dateTime", "n": "integer", "half": "decimal"},
    ),
    "choices with names that are numbers and an 'other'": (
        """
        | survey |
        | | type | name | label | relevant |
        | | select_one src or_other | src | Source of water | |
        | | select_multiple src | more | Others | |
        | | text | which | Which? | selected(${more}, '3') and not(selected(${more}, '1')) |
        | | text | far | How far? | ${src} = '1' or ${src} = 'other' |
        | choices |
        | | list_name | name | label |
        | | src | 1 | Well |
        | | src | 2 | River |
        | | src | 3 | Pipe |
        """,
        {"src": "select_one", "src_other": "text", "more": "select_multiple", "which": "text", "far": "text"},
    ),
    "files and video with comments in between": (
        """
        | survey |
        | | type | name | label | notes |
        | | file | letter | Letter | as PDF |
        | | video | tour | Tour | |
        | | | | | this row is a remark |
        | | begin_group | empty | Nothing here | |
        | | end_group | | | |
        """,
        {"letter": "file", "tour": "video"},
    ),
    "groups within groups within a repeat": (
        """
        | survey |
        | | type | name | label | relevant | repeat_count |
        | | integer | n | How many plots? | | |
        | | begin_repeat | plot | Plot | ${n} > 0 | ${n} |
        | | begin_group | soil | Soil | | |
        | | begin_group | top | Top soil | | |
        | | decimal | depth | Depth | | |
        | | end_group | | | | |
        | | begin_repeat | tree | Tree | ${depth} > 0.2 | |
        | | text | kind | Kind | | |
        | | end_repeat | | | | |
        | | end_group | | | | |
        | | end_repeat | | | | |
        | | calculate | deepest | | | |
        """.replace("| | calculate | deepest | | | |\n", ""),
        {"n": "integer", "depth": "decimal", "kind": "text"},
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_others_opens(name: str) -> None:
    markdown, expected = FORMS[name]
    form = load(markdown).form
    asked = {question.name: question.kind.value for question in form.questions.values() if question.asked}
    assert asked == expected


def test_a_table_of_selects_keeps_its_heading() -> None:
    form = load(FORMS["a table of selects and a field list"][0]).form
    assert form.groups["t"].label.by_language == {"": ("How satisfied?",)}


def test_remarks_unknown_columns_and_empty_groups_are_warnings() -> None:
    warnings = load(FORMS["files and video with comments in between"][0]).warnings
    assert [warning.code for warning in warnings] == ["FORM-006", "FORM-026", "FORM-022"]


def test_three_languages_are_known_by_their_names() -> None:
    form = load(FORMS["three languages and pictures"][0]).form
    assert form.languages == ("English (en)", "Français (fr)", "Swahili (sw)")
    assert form.lists["crops"][1].image == "rice.jpg"
