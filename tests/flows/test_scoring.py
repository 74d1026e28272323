"""The self-check: published results come out of their dimensions, and every rule for an item holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows.answers import Answer, AnswerKey, Answers, Standing
from bot.flows.calculations import Calculations
from bot.flows.checking.findings import FormRejected
from bot.flows.instance import Facts, Instance
from bot.flows.loading.xlsform import load_form
from bot.flows.logic import Logic
from bot.flows.roster import Member, Roster
from bot.flows.scoring import (
    Estimate,
    estimate,
    index,
    read_weights,
    rows_of,
    scored_rows,
    settling,
    weights_of,
    write_weights,
)
from tests.flows.interviews import NOW
from tests.flows.markdown_forms import load, refusal

FORMS = Path(__file__).parents[2] / "questionnaires"
SMART_CITY = load_form(FORMS / "smart-city-2024").form

FORM = """
| survey |
| | type              | name   | label         | required | relevant     | calculation        | repeat_count | bind::pilar:scope | bind::pilar:asked_to | bind::pilar:pillar | bind::pilar:dimension | bind::pilar:score          |
| | begin_group       | g      | Section       |          |              |                    |              |                   |                      |                    |                       |                            |
| | select_one level  | online | How online?   | yes      |              |                    |              |                   | all                  | governance         | outcome               |                            |
| | decimal           | skm    | Satisfaction? | yes      |              |                    |              |                   | dinkes               | living             | outcome               | 1 + (. >= 65) + (. >= 88)  |
| | integer           | extra  | Anything?     |          |              |                    |              |                   | dinkes               | living             | output                | . * 2 - 3                  |
| | integer           | hidden | Only online?  | yes      | ${online} = 's4' |                |              |                   | dinkes               | governance         | output                | 4                          |
| | integer           | other  | No score      | yes      |              |                    |              |                   | all                  | governance         | outcome               |                            |
| | integer           | aside  | Not weighed   | yes      |              |                    |              |                   | all                  | governance         | support               | 4                          |
| | integer           | in     | Complaints?   | yes      |              |                    |              | region            | kominfo              |                    |                       |                            |
| | integer           | solved | Solved?       | yes      |              |                    |              | region            | kominfo              |                    |                       |                            |
| | calculate         | share  |               |          |              | if(${in} > 0, ${solved} div ${in} * 100, '') | | region   |                      | governance         | outcome               | 1 + (. > 25) + (. > 75)    |
| | select_multiple level | many | Which?      |          |              |                    |              |                   | rsud                 | branding           | output                | count-selected(.)          |
| | end_group         |        |               |          |              |                    |              |                   |                      |                    |                       |                            |
| | begin_repeat      | record | Record        |          |              |                    |              |                   | bappeda              |                    |                       |                            |
| | integer           | worth  | Worth?        | yes      |              |                    |              |                   | bappeda              | economy            | output                | .                          |
| | end_repeat        |        |               |          |              |                    |              |                   |                      |                    |                       |                            |
| choices |
| | list_name | name | label | score |
| | level     | s0   | None  | 0     |
| | level     | s3   | Some  | 3     |
| | level     | s4   | All   | 4     |
| | level     | na   | N/A   |       |
| settings |
| | form_id | namespaces             | attribute::pilar:weights |
| | scored  | pilar="urn:pilar:form" | 2024 regular outcome=30 output=20 |
"""
LOADED = load(FORM)
LOGIC = Logic(LOADED.form)


def score(members: dict[int, str], given: dict[int, dict[str, str | None]], form: Logic = LOGIC) -> Estimate:
    """`given`: submission -> row name (and item, 'worth#1') -> value; None for "not available"."""
    weights = weights_of(form.form, 2024).of
    roster = Roster(form.form, tuple(Member(n, frozenset(kinds.split())) for n, kinds in members.items()))
    calculations = Calculations(form, roster)
    parts = []
    for submission in members:
        answers = {}
        for name, value in given.get(submission, {}).items():
            row, _, item = name.partition("#")
            (path,) = (p for p in (*form.form.questions, *form.form.groups) if p.rpartition("/")[2] == row)
            key = AnswerKey(path, (item,) if item else ())
            standing = Standing.GIVEN if value is not None else Standing.UNAVAILABLE
            answers[key] = Answer(key, value or "", standing)
        rows = rows_of(calculations, submission, scored_rows(form.form, weights))
        facts = Facts(NOW, form.form.languages[0])
        parts.append((Instance(form, Answers(answers), settling(form, rows), facts), rows))
    return estimate(parts, weights)


@pytest.mark.parametrize(
    ("scores", "published"),
    [((3.12, 2.46, 3.13, 3.15, 2.93), "2.96"), ((2.72, 1.91, 2.41, 1.97, 1.88), "2.15")],
    ids=["Kutai Timur 2023", "Tanjungpinang 2023"],
)
def test_a_published_index_comes_out_of_its_dimensions(scores: tuple[float, ...], published: str) -> None:
    dimensions = dict(zip(("baseline", "output", "outcome", "impact", "quick_win"), scores, strict=True))
    found = index(dimensions, weights_of(SMART_CITY, 2023, "regular").of)
    assert f"{found:.2f}" == published


@pytest.mark.parametrize(
    ("year", "cohort", "of", "outcome", "collaboration"),
    [
        (2023, "regular", 2023, 30, None),
        (2024, "regular", 2024, 30, None),
        (2031, "", 2024, 30, None),  # the latest that is known
        (2024, "priority_area", 2023, 20, 10),  # 2024 does not list it: the latest before
        (2019, "new_region", 2022, 30, None),  # before all of them: the earliest
        (2024, "no such cohort", 2024, 30, None),  # the form's usual one
    ],
)
def test_weights_are_those_of_the_year_and_the_kind_of_region(
    year: int, cohort: str, of: int, outcome: float, collaboration: float | None
) -> None:
    weights = weights_of(SMART_CITY, year, cohort)
    assert weights.year == of
    assert weights.of["outcome"] == outcome and weights.of.get("collaboration") == collaboration
    assert sum(weights.of.values()) == 100


def test_weights_that_nobody_can_read_are_left_out() -> None:
    assert read_weights("2024 regular a=1; nonsense; 20 x a=1; 2025 zero a=0; 2026 none; ;2027 ok b=2.5") == {
        (2024, "regular"): {"a": 1.0},
        (2027, "ok"): {"b": 2.5},
    }
    assert read_weights(write_weights([(2024, "x", {"a": 1.5, "b": 2})])) == {
        (2024, "x"): {"a": 1.5, "b": 2.0}
    }


@pytest.mark.parametrize(
    ("given", "dimension", "expected"),
    [
        ({"online": "s3"}, "outcome", 3.0),
        ({"online": "s0"}, "outcome", 0.0),
        ({}, "outcome", 0.0),  # required and unanswered: it counts, as nothing
        ({"online": None}, "outcome", 0.0),  # "not available" is no better
        ({"online": "na"}, "outcome", None),  # a choice without points is left out
    ],
)
def test_a_choice_counts_its_points(
    given: dict[str, str | None], dimension: str, expected: float | None
) -> None:
    assert score({1: "dispar"}, {1: given}).dimensions.get(dimension) == expected


@pytest.mark.parametrize(
    ("kinds", "given", "pillar", "expected"),
    [
        ("dinkes", {"skm": "64"}, "living", 1.0),
        ("dinkes", {"skm": "65"}, "living", 2.0),
        ("dinkes", {"skm": "90.5"}, "living", 3.0),
        ("dinkes", {"skm": "90", "extra": "1"}, "living", (30 * 3 + 20 * 0) / 50),  # -1 is held at 0
        ("dinkes", {"skm": "90", "extra": "9"}, "living", (30 * 3 + 20 * 4) / 50),  # 15 is held at 4
        ("rsud", {"many": "s0 s3"}, "branding", 2.0),
        ("rsud", {"many": ""}, "branding", None),  # optional and empty: not evaluated
        ("dinkes", {"online": "s4", "hidden": "1"}, "governance", 4.0),
        ("dinkes", {"online": "s4"}, "governance", (30 * 4 + 20 * 0) / 50),
        ("dinkes", {"online": "s3", "hidden": "1"}, "governance", 3.0),  # no longer relevant: left out
    ],
)
def test_an_expression_gives_points_between_none_and_four(
    kinds: str, given: dict[str, str | None], pillar: str, expected: float | None
) -> None:
    found = score({1: kinds}, {1: given}).pillars.get(pillar)
    assert (found.score if found else None) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("given", "expected"),
    [({"in": "10", "solved": "8"}, 3.0), ({"in": "10", "solved": "1"}, 1.0), ({"in": "0"}, None), ({}, None)],
)
def test_a_calculation_that_nobody_is_asked_is_scored_once(
    given: dict[str, str | None], expected: float | None
) -> None:
    found = score({1: "kominfo", 2: "dispar"}, {1: {"online": "na", **given}, 2: {"online": "na"}})
    assert found.dimensions.get("outcome") == expected


def test_a_sum_of_what_nobody_has_answered_is_no_answered_item() -> None:
    summed = "sum(${solved})".ljust(len("if(${in} > 0, ${solved} div ${in} * 100, '')"))
    form = Logic(load(FORM.replace("if(${in} > 0, ${solved} div ${in} * 100, '')", summed)).form)
    nothing = score({1: "kominfo"}, {}, form)
    assert (nothing.score, nothing.answered) == (None, 0)
    one = score({1: "kominfo"}, {1: {"in": "7"}}, form)
    assert one.answered == 0, "the sum does not rest on this"
    assert score({1: "kominfo"}, {1: {"solved": "0"}}, form).answered == 1, "somebody said zero"


def test_an_item_is_the_mean_over_the_agencies_asked() -> None:
    found = score({1: "dispar", 2: "dispora", 3: "dlh"}, {1: {"online": "s4"}, 2: {"online": "s3"}})
    assert found.score == pytest.approx((4 + 3 + 0) / 3)
    assert (found.answered, found.items) == (1, 1)


def test_a_repeat_is_the_mean_over_its_records_and_nothing_without_any() -> None:
    records: dict[str, str | None] = {
        "online": "na",
        "record#1": "",
        "record#2": "",
        "worth#1": "1",
        "worth#2": "3",
    }
    assert score({1: "bappeda"}, {1: records}).pillars["economy"].score == 2.0
    assert "economy" not in score({1: "bappeda"}, {1: {"online": "na"}}).pillars


def test_a_pillar_of_which_nothing_is_answered_has_no_score_but_its_items_are_known() -> None:
    found = score({1: "dinkes"}, {1: {"online": "s3"}})
    assert found.pillars["living"] == Estimate(None, 0, 1, {"outcome": 0.0})
    assert found.score is not None


def test_nothing_answered_is_no_score_at_all() -> None:
    found = score({1: "dinkes", 2: "kominfo"}, {})
    assert found.score is None and found.answered == 0 and found.items > 0


def test_a_form_without_weights_weighs_all_dimensions_alike() -> None:
    plain = Logic(load(FORM.replace("| 2024 regular outcome=30 output=20 |", "| |")).form)
    given: dict[str, str | None] = {"online": "s4", "skm": "90", "extra": "2", "hidden": "1", "aside": "1"}
    found = score({1: "dinkes"}, {1: given}, plain)
    assert found.dimensions == {"outcome": 3.5, "output": 2.5, "support": 4.0}
    assert found.score == pytest.approx((3.5 + 2.5 + 4) / 3)


def test_weights_that_are_no_numbers_are_refused_with_their_line(tmp_path: Path) -> None:
    folder = tmp_path / "form"
    folder.mkdir()
    (folder / "settings.yaml").write_text('form_id: f\nnamespaces: pilar="urn:pilar:form"\n')
    (folder / "01.yaml").write_text("- {type: text, name: a, label: A}\n")
    (folder / "scoring.yaml").write_text("weights:\n  2024:\n    regular: {outcome: much}\n")
    with pytest.raises(FormRejected) as rejected:
        load_form(folder)
    assert "line 3: the weight of outcome is not a number" in refusal(rejected.value)


def test_every_scored_row_of_the_shipped_forms_can_be_scored() -> None:
    for name in ("smart-city-2024", "readiness-2021"):
        form = load_form(FORMS / name).form
        weights = weights_of(form, 2024).of
        rows = scored_rows(form, weights)
        assert {form.questions[path].dimension for path in rows} <= set(weights)
        assert len(rows) > 10
