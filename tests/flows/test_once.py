"""`once()` keeps what it gave first: with the first answer it becomes an answer itself, and stays."""

from __future__ import annotations

from datetime import timedelta

from bot.flows.answers import Standing
from bot.flows.instance import Facts, Instance
from tests.flows.interviews import NOW, Walker

FORM = """
| survey |
| | type         | name  | label     | calculation      | relevant        |
| | start        | begun |           |                  |                 |
| | calculate    | lot   |           | once(random())   |                 |
| | begin_group  | g     | Undian    |                  |                 |
| | text         | a     | Nama?     |                  |                 |
| | text         | b     | Hadiah?   |                  | ${lot} >= 0     |
| | begin_repeat | r     | Anak      |                  |                 |
| | calculate    | mark  |           | once(uuid())     |                 |
| | text         | c     | Siapa?    |                  | ${mark} != ''   |
| | end_repeat   |       |           |                  |                 |
| | end_group    |       |           |                  |                 |
"""


def later(walker: Walker) -> Instance:
    """The same answers, an hour later."""
    facts = Facts(NOW + timedelta(hours=1), walker.form.languages[0])
    asked = walker.roster.asked(walker.submission)
    return Instance(walker.logic, walker.answers, asked, facts)


def test_what_once_gave_with_the_first_answer_stays() -> None:
    walker = Walker(FORM)
    turn = walker.say("a", "Rini")
    assert turn.changes[0].key == walker.key("a")
    lot = later(walker).value(walker.key("lot"))
    assert 0 <= float(lot) < 1
    walker.say("a", "Agus")
    walker.say("b", "Sepeda")
    assert later(walker).value(walker.key("lot")) == lot
    assert walker.answers.by_key[walker.key("lot")].revision == 1


def test_the_start_of_a_form_is_the_moment_of_its_first_answer() -> None:
    walker = Walker(FORM)
    walker.say("a", "Rini")
    stored = walker.answers.by_key[walker.key("begun")]
    assert (stored.standing, stored.value[:19]) == (Standing.GIVEN, "2024-06-03T09:00:00")


def test_every_record_has_its_own() -> None:
    walker = Walker(FORM)
    for _ in range(2):
        walker.add("r")
    walker.say("a", "Rini")
    marks = [later(walker).value(walker.key("mark", item)) for item in "12"]
    assert marks == [later(walker).value(walker.key("mark", item)) for item in "12"]
    assert len(set(marks)) == 2


def test_a_form_without_once_stores_what_was_answered_alone() -> None:
    walker = Walker(
        FORM.replace("once(random())", "1 + 1").replace("once(uuid())", "'x'").replace("start", "end")
    )
    assert [one.key for one in walker.say("a", "Rini").changes] == [walker.key("a")]
