"""Random reviews, through the real services: whoever does whatever, with buttons forged or old.

No path reaches an illegal status, every status was reached by a legal move of somebody who may make it, and while a
section is returned no question outside the returned set changes.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flows.answers import AnswerKey
from bot.flows.moves import MOVES, Move, Side, Status, after
from storage import sections
from storage.answers import AnswerRow
from tests.services.review_town import LOADED, ORDINALS, REVIEWERS, SECTIONS, Review, Step, review

_who = st.sampled_from([11, 11, 11, 12, 21, 21, 31, 32, 41])
_questions = st.sampled_from(sorted(ORDINALS))
_index = st.sampled_from(["0", "0", "0", "1"])
STEPS = st.one_of(
    st.tuples(st.just("answer"), _who, _questions, st.sampled_from(["1", "2", "3"])),
    st.tuples(st.just("answer"), st.just(11), _questions, st.sampled_from(["1", "2", "3"])),
    st.tuples(st.just("choose"), st.just(11), st.just("open"), st.sampled_from(["0", "1"])),
    st.tuples(st.just("unsay"), _who, _questions, st.sampled_from(["w", "s", "u"])),
    st.tuples(st.just("ward"), _who, st.sampled_from(["add", "remove", "done"]), st.just("")),
    st.tuples(st.just("type"), _who, _questions, st.sampled_from(["7", "8", "ya"])),
    st.tuples(st.just("edit"), st.just(11), st.just(""), st.sampled_from(["4", "5"])),
    st.tuples(st.just("explain"), _who, _questions, st.just("sudah benar")),
    st.tuples(st.just("submit"), _who, _index, st.just("")),
    st.tuples(st.just("submit"), st.just(11), _index, st.just("")),
    st.tuples(st.just("close"), _who, _index, st.just("")),
    st.tuples(st.just("reopen"), _who, _index, st.just("")),
    st.tuples(st.just("list"), _who, _questions, st.sampled_from(["0", "x"])),
    st.tuples(st.just("list"), st.sampled_from([21, 31]), _questions, st.just("1")),
    st.tuples(st.just("list all"), st.sampled_from([21, 31]), st.just(""), st.just("")),
    st.tuples(st.just("return"), _who, _index, st.sampled_from(["y", "x", "y"])),
    st.tuples(st.just("return"), st.sampled_from([21, 31]), _index, st.just("y")),
    st.tuples(st.just("accept"), _who, _index, st.sampled_from(["", ".x"])),
    st.tuples(st.just("undo"), _who, st.just(""), st.just("")),
)
# Chance alone seldom returns anything and then tries what it must not
BEGUN: dict[str, tuple[Step, ...]] = {
    "nothing": (),
    "one returned": (("list", 21, "nurses", "1"), ("return", 21, "0", "y")),
    "the condition returned": (("list", 31, "open", "1"), ("return", 31, "0", "y")),
    "listed": (("list", 21, "open", "1"), ("list", 31, "nurses", "0")),
    "accepted": (("accept", 31, "0", ""),),
}


def check(
    town: Review, step: Step, before: dict[str, Status], rows: dict[Any, AnswerRow], back: set[Any]
) -> None:
    """What one step may have done."""
    _, who, _, _ = step
    now = town.statuses()
    for path in SECTIONS:
        was, is_ = before.get(path, Status.DRAFT), now.get(path, Status.DRAFT)
        events = sections.events(town.conn, [town.mine], path)
        assert [e.before for e in events] == ["draft", *(e.after for e in events)][:-1] or not events
        assert not events or events[-1].after == is_
        if was != is_:
            last = events[-1]
            side = REVIEWERS.get(who, Side.AGENCY)
            assert after(Move(last.move), was, side) is is_, f"{last.move} by {who}"
            assert side is not Side.AGENCY or who == 11, f"{last.move} by {who}"
            assert who != 32 or path == SECTIONS[1], "an assessor of another pillar"
            assert is_ in {rule.after for rule in MOVES.values()}
        if is_ is Status.RETURNED and was is not is_:
            settled = (r for r in town.rows().values() if r.standing != "cleared")
            town.answered[path] = frozenset((r.question, r.items) for r in settled)
    for key, row in town.rows().items():
        if rows.get(key) == row:
            continue
        assert who == 11, f"{who} changed {key}"
        section = LOADED.form.section_of(row.question)
        status = before.get(section, Status.DRAFT)
        assert status not in (Status.SUBMITTED, Status.ACCEPTED), f"{key} of a section that is {status}"
        if status is Status.RETURNED:
            inside = any(covers(one, row) for one in back)
            assert inside or key not in town.answered[section], f"{key} was not returned"


def covers(one: tuple[str, str], row: AnswerRow) -> bool:
    """Whether what was returned is this answer, or a list of records around it."""
    question, items = one
    if (question, items) == (row.question, row.items):
        return True
    key = AnswerKey(question, tuple(items.split(".")) if items else ())
    is_list = question in LOADED.form.groups
    within = row.question == question or row.question.startswith(f"{question}/")
    return is_list and within and row.items.split(".")[: len(key.items)] == list(key.items)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(begun=st.sampled_from(sorted(BEGUN)), history=st.lists(STEPS, min_size=10, max_size=25))
def test_no_path_is_illegal_and_nothing_changes_that_was_not_returned(
    begun: str, history: list[Step]
) -> None:
    with review() as town:
        for step in (*BEGUN[begun], *history):
            before, rows, back = town.statuses(), town.rows(), town.returned()
            town.step(step)
            check(town, step, before, rows, back)


def test_the_random_reviews_reach_every_move() -> None:
    """Without this the property could hold for a bot that does nothing."""
    script: tuple[Step, ...] = (
        ("list all", 31, "", ""),
        ("return", 31, "0", "y"),
        ("return", 31, "0", "x"),  # taken back
        ("return", 21, "0", "y"),
        ("answer", 11, "nurses", "2"),
        ("choose", 11, "open", "0"),  # and this opens beds
        ("answer", 11, "beds", "1"),
        ("submit", 11, "0", ""),
        ("accept", 31, "0", ""),
        ("accept", 21, "0", ".x"),
        ("reopen", 21, "0", ""),
        ("close", 21, "0", ""),
        ("accept", 21, "0", ""),
    )
    with review() as town:
        for step in script:
            before, rows, back = town.statuses(), town.rows(), town.returned()
            town.step(step)
            check(town, step, before, rows, back)
        made = {Move(event.move) for event in sections.events(town.conn, [town.mine])}
        assert made == set(Move)
        beds = LOADED.form.by_ordinal[ORDINALS["beds"]].path
        assert town.rows()[beds, ""].value == "1"
