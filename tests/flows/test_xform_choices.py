"""Choices of an XForm: lists, filters, and the words that or_other adds."""

from __future__ import annotations

import pytest
from markdown_forms import read

from bot.flows.form import Kind
from bot.flows.loading.xform_choices import UnreadableItemset, read_itemset

PLACES = """
| survey |
| | type | name | label | choice_filter |
| | select_one province | province | Province | |
| | select_one district | district | District | province = ${province} and not(contains(name, ']')) |
| | select_one district or_other | other | Another | |
| choices |
| | list_name | name | label | province | population |
| | province | kaltim | Kalimantan Timur | | |
| | province | riau | Riau | | |
| | district | kutim | Kutai Timur | kaltim | 434459 |
| | district | dumai | Dumai | riau | 316782 |
| | unit | km | km | | |
"""


def test_a_choice_filter_is_the_predicate_over_a_choice() -> None:
    form = read(PLACES)
    choices = form.questions["district"].choices
    assert choices is not None
    assert choices.filter == "province =  /data/province  and not(contains(name, ']'))"
    assert form.lists["district"][0].columns == {"province": "kaltim", "population": "434459"}
    assert [choice.name for choice in form.lists["unit"]] == ["km"]


def test_or_other_brings_a_choice_and_a_text_question() -> None:
    form = read(PLACES)
    assert [choice.name for choice in form.lists["district"]] == ["kutim", "dumai", "other"]
    assert form.questions["other_other"].kind is Kind.TEXT
    assert form.questions["other_other"].relevant == "selected(../other, 'other')"
    assert form.questions["other_other"].label.by_language[""] == ("Specify other.",)


def test_a_filter_with_commas_is_taken_apart_from_randomize_and_its_seed() -> None:
    choices = read_itemset(
        "randomize(instance('l')/root/item[selected( /data/a , 'x,y') and b = '],'],  /data/s )"
    )
    assert (choices.list_name, choices.seed, choices.randomize) == ("l", "/data/s", True)
    assert choices.filter == "selected( /data/a , 'x,y') and b = '],'"


@pytest.mark.parametrize("nodeset", ["/data/r[./a != '']", "instance('l')/root", "", "randomize(/data/r)"])
def test_choices_from_elsewhere_are_not_guessed(nodeset: str) -> None:
    with pytest.raises(UnreadableItemset):
        read_itemset(nodeset)


def test_the_words_that_or_other_adds_are_indonesian_where_the_form_is() -> None:
    form = read(
        """
        | survey |
        | | type                | name | label::Bahasa Indonesia (id) | label::English (en) |
        | | select_one a or_other | q  | Apa?                         | What?               |
        | | select_one b or_other | r  | Mana?                        | Which?              |
        | choices |
        | | list_name | name  | label::Bahasa Indonesia (id) | label::English (en) |
        | | a         | x     | Iks                          | Ex                  |
        | | b         | other | Selain itu                   | Something else      |
        """
    )
    assert form.lists["a"][-1].label.by_language == {
        "Bahasa Indonesia (id)": ("Lainnya",),
        "English (en)": ("Other",),
    }
    assert form.questions["q_other"].label.by_language == {
        "Bahasa Indonesia (id)": ("Sebutkan lainnya.",),
        "English (en)": ("Specify other.",),
    }
    assert form.lists["b"][-1].label.by_language["Bahasa Indonesia (id)"] == ("Selain itu",)
