"""What stands for `${x}` in labels, and the order of choices that an author wants shuffled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.flows import interview
from bot.flows.answers import Answer, AnswerKey, Answers
from bot.flows.instance import Instance
from bot.flows.xpath.functions_repeats import shuffled
from tests.flows.interviews import Walker

ALL = "A ${people} B ${roads} C ${year} D ${day} E ${clock} F ${how} G ${which} H ${name_} I ${twice}"
NAMED = f"""
| survey |
| | type                  | name   | label::Indonesia (id) | label::English (en) | calculation |
| | integer               | people | Penduduk | People |   |
| | decimal               | roads  | Jalan    | Roads  |   |
| | integer               | year   | Tahun    | Year   |   |
| | date                  | day    | Hari     | Day    |   |
| | time                  | clock  | Jam      | Clock  |   |
| | select_one level      | how    | Tingkat  | Level  |   |
| | select_multiple level | which  | Mana     | Which  |   |
| | text                  | name_  | Nama     | Name   |   |
| | calculate             | twice  |          |        | ${{people}} * 2 |
| | note                  | about  | {ALL}    | {ALL}  |   |
| choices |
| | list_name | name | label::Indonesia (id) | label::English (en) |
| | level     | low  | Rendah                | Low                 |
| | level     | high | Tinggi                | High                |
"""


def answered(language: str) -> str:
    walker = Walker(NAMED)
    for name, text in (
        ("people", "4265"), ("roads", "1234.5"), ("year", "2024"), ("day", "27/5/2024"), ("clock", "14:20"),
    ):  # fmt: skip
        walker.say(name, text)
    walker.tap("how", "high")
    walker.tap("which", "low high")
    facts = replace(walker.instance.facts, language=language)
    instance = Instance(walker.logic, walker.answers, walker.instance.asked, facts)
    return instance.text(walker.form.questions["about"].label, AnswerKey("about"))


def test_a_label_shows_answers_as_its_readers_write_them() -> None:
    assert answered("Indonesia (id)") == (
        "A 4.265 B 1.234,5 C 2024 D 27 Mei 2024 E pukul 14.20 F Tinggi G Rendah, Tinggi H … I 8.530"
    )
    assert answered("English (en)") == (
        "A 4,265 B 1,234.5 C 2024 D 27 May 2024 E 14:20 F High G Low, High H … I 8,530"
    )


def test_an_expression_in_a_label_still_sees_the_name_of_a_choice() -> None:
    walker = Walker(
        """
        | survey |
        | | type          | name | label          | calculation             |
        | | select_one yn | ok   | OK?            |                         |
        | | select_one yn | odd  | ${odd} or not? |                         |
        | | calculate     | said |                | concat('<', ${ok}, '>') |
        | | note          | n    | ${said} ${odd} |                         |
        | choices |
        | | list_name | name | label       |
        | | yn        | yes  | Yes, ${odd} |
        | | yn        | no   | No          |
        """
    )
    assert walker.label("n") == "<> …"
    walker.tap("ok", "yes")
    walker.tap("odd", "yes")  # its label mentions the answer that it is
    assert walker.label("n") == "<yes> Yes, …"


def test_the_name_of_a_group_is_filled_in_where_it_stands() -> None:
    walker = Walker(
        """
        | survey |
        | | type         | name  | label                |
        | | text         | head  | Who?                 |
        | | begin_group  | one   | Household of ${head} |
        | | integer      | a     | A?                   |
        | | begin_repeat | kids  | Children of ${head}  |
        | | text         | kid   | Name?                |
        | | begin_group  | deep  | About ${kid}         |
        | | integer      | age   | Age of ${kid}?       |
        | | end_group    |       |                      |
        | | end_repeat   |       |                      |
        | | end_group    |       |                      |
        | | begin_repeat | pets  | Pet ${pet}           |
        | | text         | pet   | Name?                |
        | | end_repeat   |       |                      |
        """
    )

    def named(path: str, *items: str) -> str:
        return walker.instance.text(walker.form.groups[path].label, AnswerKey(path, items))

    assert named("one") == "Household of …"
    walker.say("head", "Sari")
    assert named("one") == "Household of Sari"
    assert named("one/kids") == "Children of Sari"
    first, second = walker.add("kids"), walker.add("kids")
    walker.say("kid", "Ani", first)
    walker.say("kid", "Budi", second)
    assert walker.label("age", second) == "Age of Budi?"
    assert named("one/kids/deep", second) == "About Budi"
    pet = walker.add("pets")
    walker.say("pet", "Manis", pet)
    assert named("pets") == "Pet …"
    assert named("pets", pet) == "Pet Manis"


SHUFFLED = """
| survey |
| | type              | name | label | parameters |
| | integer           | n    | N?    |            |
| | select_one letter | free | Free? | randomize=true |
| | select_one letter | also | Also? | randomize=true |
| | select_one letter | same | Same? | randomize=true, seed=42 |
| | select_one letter | by   | By n? | randomize=true, seed=${n} |
| choices |
| | list_name | name | label |
"""
LETTERS = "abcdefghij"


@pytest.fixture
def order() -> Callable[..., str]:
    walker = Walker(SHUFFLED + "\n".join(f"| | letter | {c} | {c.upper()} |" for c in LETTERS))

    def shown(name: str, submission: str = "1", n: str = "") -> str:
        if n:
            walker.say("n", n)
        facts = replace(walker.instance.facts, seed=submission)
        instance = Instance(walker.logic, walker.answers, walker.instance.asked, facts)
        pairs = instance.choices(walker.form.questions[name], AnswerKey(name))
        assert all(LETTERS[index] == choice.name for index, choice in pairs)
        return "".join(choice.name for _, choice in pairs)

    return shown


def test_shuffled_choices_keep_their_order_for_one_agency_and_question(order: Callable[..., str]) -> None:
    assert sorted(order("free")) == list(LETTERS)
    assert order("free") == order("free")
    assert len({order("free"), order("also"), order("free", "2"), LETTERS}) == 4


def test_a_seed_gives_the_order_that_every_odk_client_has(order: Callable[..., str]) -> None:
    assert order("same") == order("same", "2") != LETTERS
    assert order("by") != order("by", "2")  # no seed yet
    assert order("by", n="42") == order("by", "2") == order("same")


def test_an_agency_sees_what_its_texts_mention_though_it_is_not_asked_that() -> None:
    walker = Walker(
        """
        | survey |
        | | type          | name  | label             | parameters              | bind::pilar:asked_to | bind::pilar:scope |
        | | integer       | total | Total?            |                         | bpkad                | region            |
        | | integer       | sum   | Sum?              |                         | bpkad                | region            |
        | | integer       | seed  | Seed?             |                         | bpkad                | region            |
        | | begin_group   | part  | Part of ${total}  |                         |                      |                   |
        | | select_one of | much  | How much?         | randomize=true, seed=${seed} | dinkes          |                   |
        | | end_group     |       |                   |                         |                      |                   |
        | choices |
        | | list_name | name | label         |
        | | of        | all  | All ${sum}    |
        | | of        | none | None          |
        | | of        | some | Some          |
        """,  # the budget office answers once for the region
        members={1: "dinkes"},
    )
    assert walker.path() == ["much"]
    answers = {"total": "42", "sum": "43", "seed": "44"}
    walker.answers = Answers({AnswerKey(name): Answer(AnswerKey(name), x) for name, x in answers.items()})
    assert walker.instance.text(walker.form.groups["part"].label, AnswerKey("part")) == "Part of 42"
    question = walker.form.questions["part/much"]
    offered = interview.offered(walker.instance, question, AnswerKey("part/much"))
    assert [choice.label for choice in offered] == shuffled(["All 43", "None", "Some"], "44")
