"""Every question type and every feature of XLSForm that a chat carries, read from small forms."""

from __future__ import annotations

import pytest
from markdown_forms import load, read, refusal

from bot.flows.checking.findings import FormRejected
from bot.flows.form import Kind, Output, Scope
from bot.flows.loading.xform import read_form

CLINIC = """
| survey |
| | type | name | label | parameters | appearance | default |
| | text | patient | Name of the patient | rows=3 | multiline | |
| | integer | age | Age in years | | | 30 |
| | decimal | weight | Weight | | | 61.5 |
| | range | pain | Pain | start=0 end=10 step=2 | | |
| | date | seen | Seen on | | | today() |
| | time | at | At | | | |
| | dateTime | next | Next visit | | | now() |
| | select_one yn | smoker | Smokes? | randomize=true seed=42 | minimal | no |
| | select_multiple signs | signs | Signs | | | |
| | rank signs | worst | Worst first | | | |
| | note | thanks | Thank you | | | |
| | acknowledge | consent | I agree | | | |
| | geopoint | place | Where? | | placement-map | |
| | image | photo | Photo | max-pixels=1000 | | |
| | audio | voice | Voice | quality=normal | | |
| | video | film | Film | | | |
| | file | letter | Letter | | | |
| | barcode | card | Card | | | |
| | hidden | source | | | | chat |
| | calculate | doubled | | | | ${age} * 2 |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | signs | fever | Fever |
| | signs | cough | Cough |
"""


def test_every_type_has_its_kind() -> None:
    kinds = {question.name: question.kind for question in read(CLINIC).questions.values()}
    assert kinds == {
        "patient": Kind.TEXT,
        "age": Kind.INTEGER,
        "weight": Kind.DECIMAL,
        "pain": Kind.RANGE,
        "seen": Kind.DATE,
        "at": Kind.TIME,
        "next": Kind.DATETIME,
        "smoker": Kind.SELECT_ONE,
        "signs": Kind.SELECT_MULTIPLE,
        "worst": Kind.RANK,
        "thanks": Kind.NOTE,
        "consent": Kind.ACKNOWLEDGE,
        "place": Kind.GEOPOINT,
        "photo": Kind.IMAGE,
        "voice": Kind.AUDIO,
        "film": Kind.VIDEO,
        "letter": Kind.FILE,
        "card": Kind.BARCODE,
        "source": Kind.HIDDEN,
        "doubled": Kind.HIDDEN,
    }


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("patient", "parameters", {"rows": "3"}),
        ("patient", "appearance", {"multiline"}),
        ("age", "default", "30"),
        ("weight", "default", "61.5"),
        ("pain", "parameters", {"start": "0", "end": "10", "step": "2"}),
        ("seen", "default_expression", "today()"),
        ("seen", "default", None),
        ("next", "default_expression", "now()"),
        ("smoker", "default", "no"),
        ("photo", "parameters", {"max-pixels": "1000"}),
        ("source", "default", "chat"),
        ("doubled", "default_expression", "/data/age  * 2"),
    ],
)
def test_what_stands_beside_the_type_is_kept(name: str, field: str, expected: object) -> None:
    assert getattr(read(CLINIC).questions[name], field) == expected


def test_questions_are_numbered_in_form_order() -> None:
    form = read(CLINIC)
    assert [question.ordinal for question in form.questions.values()] == list(range(20))
    assert [question.name for question in form.by_ordinal][:3] == ["patient", "age", "weight"]


def test_randomized_choices_keep_their_seed() -> None:
    choices = read(CLINIC).questions["smoker"].choices
    assert choices is not None
    assert (choices.list_name, choices.filter, choices.randomize, choices.seed) == ("yn", None, True, "42")


TRANSLATED = """
| survey |
| | type | name | label::Bahasa Indonesia (id) | label::English (en) | hint::English (en) | guidance_hint::English (en) | media::image::English (en) | required | required_message::English (en) | constraint | constraint_message::English (en) |
| | text | who | Siapa <nama> & gelar? | Who? | As on the card | Ask for the card | card.png | yes | We need it | string-length(.) > 1 | Too short |
| | integer | age | Berapa umur ${who}? | | | | | ${who} != '' | | | |
| | select_one yn | ok | Setuju, ${who}? | Do you agree, ${who}? | | | | | | | |
| choices |
| | list_name | name | label::Bahasa Indonesia (id) | label::English (en) | media::image::English (en) |
| | yn | yes | Ya | Yes | yes.png |
| | yn | no | Tidak, ${who} | | |
| settings |
| | form_title | form_id | version | default_language |
| | Kartu | card | 7 | Bahasa Indonesia (id) |
"""

ID, EN = "Bahasa Indonesia (id)", "English (en)"


def test_texts_come_in_each_language_with_the_default_first() -> None:
    form = load(TRANSLATED).form
    who = form.questions["who"]
    assert form.languages == (ID, EN)
    assert who.label.by_language == {ID: ("Siapa <nama> & gelar?",), EN: ("Who?",)}
    assert who.hint.by_language == {EN: ("As on the card",)}
    assert who.guidance.by_language == {EN: ("Ask for the card",)}
    assert who.image.by_language == {EN: ("card.png",)}
    assert who.required_message.by_language == {EN: ("We need it",)}
    assert who.constraint_message.by_language == {EN: ("Too short",)}
    assert (form.form_id, form.version, form.titles) == ("card", "7", {"": "Kartu", "id": "Kartu"})


def test_a_missing_translation_is_missing_and_not_a_dash() -> None:
    form = load(TRANSLATED).form
    assert EN not in form.questions["age"].label.by_language
    assert EN not in form.lists["yn"][1].label.by_language


def test_a_reference_in_a_label_is_an_output() -> None:
    form = load(TRANSLATED).form
    assert form.questions["ok"].label.by_language[EN] == (
        "Do you agree, ",
        Output(expression="/data/who"),
        "?",
    )
    assert form.lists["yn"][1].label.by_language[ID] == ("Tidak, ", Output(expression="/data/who"))
    assert form.lists["yn"][0].image == "yes.png"


def test_conditions_that_say_nothing_are_left_out() -> None:
    form = read(
        """
        | survey |
        | | type | name | label | required | relevant | constraint | readonly |
        | | text | a | A | no | yes | true() | no |
        | | text | b | B | true | no | | yes |
        | | text | c | C | ${a} = '' | ${a} != '' | . != 'x' | |
        """.replace("| b | B | true | no |", "| b | B | true | |")
    )
    a, b, c = form.by_ordinal
    assert (a.required, a.relevant, a.constraint, a.read_only, a.kind) == (None, None, None, None, Kind.TEXT)
    assert (b.required, b.read_only, b.kind) == ("true()", "true()", Kind.NOTE)
    assert (c.required, c.relevant, c.constraint) == ("/data/a  = ''", "/data/a  != ''", ". != 'x'")


def test_a_read_only_text_that_shows_a_value_is_no_note() -> None:
    form = read(
        """
        | survey |
        | | type | name | label | calculation | readonly | default |
        | | integer | n | N | | | |
        | | text | shown | Shown | concat(${n}, ' km') | yes | |
        | | text | fixed | Fixed | | yes | Kutai Timur |
        | | integer | total | Total | ${n} * 2 | yes | |
        """
    )
    assert [question.kind for question in form.by_ordinal] == [
        Kind.INTEGER,
        Kind.TEXT,
        Kind.TEXT,
        Kind.INTEGER,
    ]
    assert form.questions["shown"].calculation == "concat( /data/n , ' km')"


def test_metadata_is_computed_or_stays_empty_with_a_warning() -> None:
    loaded = load(
        """
        | survey |
        | | type | name | label |
        | | start | begun | |
        | | end | ended | |
        | | today | day | |
        | | deviceid | device | |
        | | audit | | |
        | | text | a | A |
        """
    )
    rows = {question.name: (question.kind, question.calculation) for question in loaded.form.by_ordinal}
    assert rows == {
        "begun": (Kind.CALCULATE, "once(now())"),
        "ended": (Kind.CALCULATE, "now()"),
        "day": (Kind.CALCULATE, "once(today())"),
        "device": (Kind.HIDDEN, None),
        "a": (Kind.TEXT, None),
    }
    assert [(w.code, w.question) for w in loaded.warnings] == [("FORM-025", "device"), ("FORM-025", "audit")]


def test_a_table_of_selects_has_no_questions_for_its_headings() -> None:
    form = read(
        """
        | survey |
        | | type | name | label | appearance |
        | | begin_group | table | How good is | table-list |
        | | select_one grade | road | the road? | |
        | | select_one grade | water | the water? | |
        | | end_group | | | |
        | choices |
        | | list_name | name | label |
        | | grade | good | Good |
        | | grade | bad | Bad |
        """
    )
    asked = [(question.name, question.kind) for question in form.by_ordinal if question.answerable]
    assert asked == [("road", Kind.SELECT_ONE), ("water", Kind.SELECT_ONE)]


OURS = """
| survey |
| | type | name | label | calculation | bind::pilar:asked_to | bind::pilar:scope | bind::pilar:evidence | bind::pilar:unit | bind::pilar:score | bind::pilar:evidence_kinds |
| | begin_group | roads | Roads | | pupr dishub | region | required | ignored | | sk photo |
| | integer | length | Length | | | | | km | (. > 1) + (. > 2) | |
| | begin_group | inner | Inner | | dinkes | | | | | |
| | integer | nearest | Nearest | | | agency | . > ${length} | | | |
| | integer | open | Open | | all | | none | | | |
| | end_group | | | | | | | | | |
| | end_group | | | | | | | | | |
| | calculate | share | Share of roads | ${length} div 2 | | | | percent | 2 | |
| settings |
| | form_title | attribute::pilar:title_en | attribute::pilar:notice_id |
| | Jalan | Roads | Rancangan |
"""


def test_our_columns_are_inherited_and_the_nearest_wins() -> None:
    form = read(OURS)
    length, nearest, open_, share = form.by_ordinal
    assert (length.asked_to, length.scope, length.evidence) == (("pupr", "dishub"), Scope.REGION, "required")
    assert (length.unit, length.score, length.evidence_kinds) == ("km", "(. > 1) + (. > 2)", ("sk", "photo"))
    assert (nearest.asked_to, nearest.scope, nearest.unit) == (("dinkes",), Scope.AGENCY, None)
    assert nearest.evidence == ". >  /data/roads/length"
    assert (open_.asked_to, open_.evidence, open_.scope) == ((), "none", Scope.REGION)
    assert (share.asked_to, share.scope, share.unit) == ((), Scope.AGENCY, "percent")


def test_a_calculate_keeps_its_label() -> None:
    translated = OURS.replace("| label |", "| label::English (en) |")
    assert read(translated).questions["share"].label.by_language == {"English (en)": ("Share of roads",)}


def test_title_and_notice_come_from_the_settings_without_a_declared_namespace() -> None:
    form = read(OURS)
    assert form.titles == {"": "Jalan", "en": "Roads"}
    assert form.notices == {"id": "Rancangan"}


def test_a_form_without_our_columns_asks_everybody_everything() -> None:
    questions = read(CLINIC).questions.values()
    assert all(question.asked_to == () and question.evidence == "none" for question in questions)


def test_choices_may_stand_inside_the_question() -> None:
    form = read_form(
        """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
        <h:head><h:title>T</h:title>
        <model><instance><data id="d"><a/></data></instance><bind nodeset="/data/a" type="string"/></model></h:head>
        <h:body><select1 ref="/data/a"><label>A</label>
        <item><label>Yes</label><value>y</value></item></select1></h:body>
        </h:html>"""
    )
    choices = form.questions["a"].choices
    assert choices is not None
    assert [choice.name for choice in form.lists[choices.list_name]] == ["y"]


@pytest.mark.parametrize(
    ("xform", "part"),
    [
        ("", "not valid XML"),
        ("<a>", "not valid XML"),
        ("<a/>", "not an ODK XForm"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "not an ODK XForm"),
    ],
)
def test_what_is_no_xform_is_refused(xform: str, part: str) -> None:
    with pytest.raises(FormRejected) as rejected:
        read_form(xform)
    assert part in refusal(rejected.value)


def test_the_default_language_comes_first_wherever_its_column_stands() -> None:
    swapped = TRANSLATED.replace("| Bahasa Indonesia (id) |\n", "| English (en) |\n")
    assert load(TRANSLATED).form.languages == (ID, EN)
    assert load(swapped).form.languages == (EN, ID)
