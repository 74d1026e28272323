"""A chain of hashes: any change, gap or insertion shows at its first number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.chain import FIRST, Break, broken, canonical, chained

TEXTS = st.lists(st.text(max_size=20), min_size=1, max_size=12)


def test_a_chain_as_it_was_made_holds() -> None:
    first = chained(FIRST, 0, ["a", "b"])
    assert broken([*first, *chained(first[-1].hash, 2, ["c"])]) is None
    assert broken([]) is None


@given(TEXTS, st.data())
def test_a_changed_entry_shows_at_its_number(texts: list[str], data: st.DataObject) -> None:
    links = chained(FIRST, 0, texts)
    place = data.draw(st.integers(0, len(links) - 1))
    links[place] = replace(links[place], entry=links[place].entry + "x")
    assert broken(links) == Break(place + 1, "changed")


@given(TEXTS, st.data())
def test_an_entry_that_was_rewritten_with_its_hash_shows_at_the_next(
    texts: list[str], data: st.DataObject
) -> None:
    links = chained(FIRST, 0, [*texts, "last"])
    place = data.draw(st.integers(0, len(links) - 2))
    before = links[place - 1].hash if place else FIRST
    links[place] = chained(before, place, [links[place].entry + "x"])[0]
    assert broken(links) == Break(place + 2, "changed")


@given(TEXTS, st.data())
def test_a_missing_link_and_one_put_in_show(texts: list[str], data: st.DataObject) -> None:
    links = chained(FIRST, 0, [*texts, "last"])
    place = data.draw(st.integers(0, len(links) - 2))
    assert broken(links[:place] + links[place + 1 :]) == Break(place + 1, "missing")
    assert broken([*links[: place + 1], *links[place:]]) == Break(place + 1, "twice")


def test_one_content_has_one_text_and_no_number_that_two_programs_write_differently() -> None:
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'
    with pytest.raises(TypeError):
        canonical({"a": [1.5]})
