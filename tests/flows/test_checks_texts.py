"""Texts that a message cannot hold, and texts that a language does not have."""

from __future__ import annotations

from markdown_forms import advice, codes, load, message, mistakes

from bot.flows.checking.texts import MOST_UNITS, units


def form(label: str, hint: str = "", choices: tuple[str, ...] = ("Yes", "No")) -> str:
    rows = "\n".join(f"| | list | c{number} | {text} |" for number, text in enumerate(choices))
    return (
        f"| survey |\n| | type | name | label | hint |\n| | select_one list | q | {label} | {hint} |\n"
        f"| choices |\n| | list_name | name | label |\n{rows}\n"
    )


def test_a_question_that_just_fits_is_let_pass_and_one_more_character_is_not() -> None:
    used = len("Yes") + len("No") + 2 * 4
    assert codes(form("x" * (MOST_UNITS - used))) == []
    (found,) = mistakes(form("x" * (MOST_UNITS - used - 5), "hintxx"))
    assert (found.code, found.where, found.question) == ("FORM-050", "survey row 2", "q")
    assert message(found).startswith("the question with its hint and choices needs 4,001 characters")


def test_a_face_counts_as_two_as_telegram_counts_it() -> None:
    assert (units("a"), units("é"), units("😀")) == (1, 1, 2)
    assert codes(form("😀" * 2_100)) == ["FORM-050"]


def test_choices_that_do_not_fit_beside_their_question_are_found() -> None:
    assert codes(form("Q" * 1_200, choices=("c" * 280,) * 10)) == ["FORM-050"]
    assert codes(form("Q" * 1_100, choices=("c" * 280,) * 10)) == []
    assert codes(form("Q" * 1_200, choices=("c" * 280,) * 11)) == []  # shown by eight


def test_a_long_list_of_short_choices_is_paged_and_so_fits() -> None:
    assert codes(form("Which village?", choices=("Desa Sangatta Utara",) * 600)) == []


def test_a_choice_that_is_an_essay_is_found_at_its_own_row() -> None:
    found = mistakes(form("Q", choices=("Yes", "n" * 301)))
    assert [(f.code, f.where, f.question) for f in found] == [("FORM-050", "choices row 3", "c1")]


def test_missing_translations_are_warnings_with_the_columns_that_lack_them() -> None:
    markdown = """
    | survey |
    | | type | name | label::Indonesia (id) | label::English (en) | hint::Indonesia (id) | hint::English (en) |
    | | begin_group | g | Bagian | | | |
    | | select_one yn | a | A | | B | |
    | | text | b | A | A | | |
    | | text | c | A | A | | only English |
    | | end_group | | | | | |
    | choices |
    | | list_name | name | label::Indonesia (id) | label::English (en) |
    | | yn | yes | Ya | |
    | settings |
    | | form_title | default_language |
    | | T | Indonesia (id) |
    """
    found = load(markdown).warnings
    assert [(f.where, f.question, message(f)) for f in found] == [
        ("survey row 2", "g", "label not translated into English (en)."),
        ("survey row 3", "a", "label, hint not translated into English (en)."),
        ("survey row 5", "c", "hint not translated into Indonesia (id)."),
        ("choices row 2", "yes", "label not translated into English (en)."),
    ]
    assert [advice(f).removesuffix(" is shown instead.") for f in found] == [
        *("The default language", "The default language", "Another language", "The default language")
    ]


def test_many_missing_translations_become_one_line() -> None:
    rows = "\n".join(f"| | text | q{number} | A | |" for number in range(30)) + "\n| | text | z | A | B |"
    (found,) = load(
        f"| survey |\n| | type | name | label::Indonesia (id) | label::English (en) |\n{rows}\n"
    ).warnings
    assert message(found).startswith("30 rows are not translated into English (en) (q0, q1,")
