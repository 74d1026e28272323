"""The same submission has the same fingerprint, whatever the order; any change gives another."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows.answers import Answer, AnswerKey, Answers, Standing
from bot.flows.instance import Facts, Instance
from bot.flows.logic import Logic
from bot.reports.canonical import (
    Content,
    Proof,
    Whose,
    canonical_json,
    changed,
    content,
    fingerprint,
    in_groups,
)
from tests.flows.markdown_forms import load

FORM = """
| survey |
| | type          | name  | label    | relevant       | bind::pilar:scope | bind::pilar:evidence_group | calculation |
| | begin_group   | g     | Isi      |                |                   |                            |             |
| | select_one yn | open  | Buka?    |                |                   | papers                     |             |
| | text          | why   | Kenapa?  | ${open} = 'no' |                   |                            |             |
| | integer       | beds  | Berapa?  |                |                   |                            |             |
| | file          | deed  | Berkas?  |                |                   |                            |             |
| | calculate     | twice |          |                |                   |                            | ${beds} * 2 |
| | begin_repeat  | apps  | Aplikasi |                |                   |                            |             |
| | text          | app   | Nama?    |                |                   |                            |             |
| | end_repeat    |       |          |                |                   |                            |             |
| | integer       | folk  | Warga?   |                | region            |                            |             |
| | end_group     |       |          |                |                   |                            |             |
| choices |
| | list_name | name | label |
| | yn        | yes  | Ya    |
| | yn        | no   | Tidak |
| settings |
| | namespaces             |
| | pilar="urn:pilar:form" |
"""
WHOSE = Whose("Kabupaten Kutai Timur", "Evaluasi 2024", "dinkes", "f", "1")
NOW = datetime(2024, 6, 21, 6, 0, tzinfo=UTC)
HASH = "a" * 64


@cache
def logic() -> Logic:
    return Logic(load(FORM).form)


def path(name: str) -> str:
    return next(one for one in (*logic().form.questions, *logic().form.groups) if one.endswith(f"/{name}"))


def given_answer(name: str, value: str, *items: str, **fields: object) -> Answer:
    return replace(Answer(AnswerKey(path(name), items), value), **fields)  # type: ignore[arg-type]


GIVEN = (
    given_answer("open", "yes"),
    given_answer("beds", "12", person_id=7, at=NOW),
    given_answer("deed", "3 4"),
    given_answer("apps", "", "1"),
    given_answer("apps", "", "2"),
    given_answer("app", "SIMRS", "1"),
    given_answer("app", "E-Puskesmas", "2"),
    given_answer("folk", "435000"),
)
PROOFS = (
    Proof(path("beds"), "", "file", HASH),
    Proof(path("beds"), "", "link", "https://dinkes.example/sk"),
    Proof(path("app"), "2", "place", "0.5 117.5 0 0"),
    Proof("group:papers", "", "post", "SK sudah terbit"),
)
HASHES = {"3": "c" * 64, "4": "d" * 64}


def made(
    answers: tuple[Answer, ...] = GIVEN,
    proofs: tuple[Proof, ...] = PROOFS,
    whose: Whose = WHOSE,
    hashes: dict[str, str] | None = None,
) -> Content:
    form = logic().form
    asked = frozenset(form.questions)
    instance = Instance(
        logic(), Answers({one.key: one for one in answers}), asked, Facts(NOW, form.language("id"))
    )
    return content(whose, instance, asked, proofs, HASHES if hashes is None else hashes)


def print_of(found: Content) -> str:
    return fingerprint(canonical_json(found))


@settings(max_examples=30, deadline=None)
@given(answers=st.permutations(GIVEN), proofs=st.permutations((*PROOFS, *PROOFS[:2])))
def test_the_order_in_which_it_was_given_does_not_matter(answers: list[Answer], proofs: list[Proof]) -> None:
    assert print_of(made(tuple(answers), tuple(proofs))) == print_of(made())


def test_it_says_what_was_answered_and_not_by_whom_or_when() -> None:
    others = tuple(replace(one, person_id=99, at=None, revision=5, origin="carried") for one in GIVEN)
    assert made(others) == made()
    assert json.loads(canonical_json(made()))["answers"][2] == {
        "question": path("beds"),
        "items": "",
        "standing": "given",
        "value": "12",
    }


CHANGES = {
    "another value": (made(tuple(replace(o, value="13") if o.value == "12" else o for o in GIVEN)), "beds"),
    "a region-wide figure": (
        made(tuple(replace(o, value="435001") if o.value == "435000" else o for o in GIVEN)),
        "folk",
    ),
    "one answer less": (made(tuple(o for o in GIVEN if o.value != "12")), "beds"),
    "a value that became unavailable": (
        made(
            tuple(
                replace(o, value="", standing=Standing.UNAVAILABLE, reason="rahasia")
                if o.value == "12"
                else o
                for o in GIVEN
            )
        ),
        "beds",
    ),
    "another file behind the same answer": (made(hashes={"3": "c" * 64, "4": "e" * 64}), "deed"),
    "a piece of evidence less": (made(proofs=PROOFS[1:]), "beds"),
    "another link": (made(proofs=(replace(PROOFS[1], content="https://x.example"), *PROOFS[2:])), "beds"),
    "evidence of the other record": (made(proofs=(*PROOFS[:2], replace(PROOFS[2], items="1"))), "app"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_shows_and_is_named(what: str) -> None:
    after, name = CHANGES[what]
    assert print_of(after) != print_of(made())
    assert path(name) in {key.question for key in changed(made(), after)}


@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, len(GIVEN) - 1), value=st.text(min_size=1, max_size=12))
def test_whatever_is_written_into_an_answer_shows(number: int, value: str) -> None:
    one = GIVEN[number]
    if one.key.question in (path("apps"), path("deed")) or value == one.value or not value.isprintable():
        return
    after = made((*GIVEN[:number], replace(one, value=value), *GIVEN[number + 1 :]))
    assert print_of(after) != print_of(made())


NOTHING = {
    "an answer off the path": (*GIVEN, given_answer("why", "Belum ada gedung")),
    "a question that was passed by": (*GIVEN, given_answer("why", "", standing=Standing.SKIPPED)),
    "an answer that was taken back": (*GIVEN, given_answer("why", "", standing=Standing.CLEARED)),
}


@pytest.mark.parametrize("what", NOTHING)
def test_what_does_not_count_does_not_show(what: str) -> None:
    assert made(NOTHING[what]) == made()


def test_a_new_version_of_the_form_alone_changes_no_answer() -> None:
    after = made(whose=replace(WHOSE, form_version="2"))
    assert print_of(after) != print_of(made())
    assert changed(made(), after) == ()


def test_evidence_of_a_question_that_is_not_asked_does_not_count() -> None:
    assert made(proofs=(*PROOFS, Proof(path("why"), "", "link", "https://x.example"))) == made()
    assert made(proofs=(*PROOFS, Proof("task:4", "", "file", HASH))) == made()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "é"]}, '{"a":[true,null,"é"],"b":1}'),
        (
            {"a": '"\\/\b\f\n\r\t\x00\x1f\x7f\u2028'},
            '{"a":"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\u2028"}',
        ),
        ({}, "{}"),
    ],
)
def test_json_is_written_as_rfc_8785_wants_it(value: dict[str, object], text: str) -> None:
    assert canonical_json(value) == text.encode()


def test_a_number_that_has_two_spellings_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical_json({"a": [1.0]})


def test_a_fingerprint_is_read_aloud_in_groups_of_four() -> None:
    assert in_groups("0123456789ab") == "0123 4567 89ab"
