"""What an author has to correct, said in her language."""

from __future__ import annotations

import pytest

from bot.flows.checking.catalogue import Mistake
from bot.flows.said import Place, said
from bot.screens.findings import sentence, worded
from bot.screens.phrases import LANGUAGES, phrases
from tests.flows.markdown_forms import mistakes

FORM = """
| survey |
| | type           | name  | label | relevant             | constraint |
| | integr         | beds  | Tempat tidur? | | |
| | integer        | n     | Berapa? | ${bed} > 0         | . > 5 and . < 3 |
| | select_one yn  | ok    | Sudah?  | | |
| | text           | why   | Alasan? | ${ok} = 'ya'       | |
| | begin_group    | g     | Bagian  | | |
| choices |
| | list_name | name | label |
| | yn        | yes  | Ya    |
| | yn        | no   | Belum |
"""
LINES = [
    "FORM-011 survey baris 2: beds: type 'integr' tidak dikenal. Maksudnya 'integer'?",
    "FORM-014 survey baris 3: n: relevant merujuk ${bed}, yang tidak ada. Maksudnya ${beds}?",
    "FORM-070 survey baris 3: n: tidak ada jawaban yang memenuhi constraint: ${n} tidak mungkin lebih dari 5 dan"
    " kurang dari 3 sekaligus. Perbaiki kolom 'constraint'.",
    "FORM-044 survey baris 5: why: relevant membandingkan ${ok} dengan 'ya', yang tidak ada dalam daftarnya 'yn'."
    " Isinya: yes, no.",
    "FORM-020 survey baris 6: g: 'begin_group' tidak pernah ditutup. Tambahkan baris dengan type 'end_group'.",
]


def test_an_author_reads_her_mistakes_in_indonesian() -> None:
    found = [sentence(one, "id") for one in mistakes(FORM)]
    assert [line for line in LINES if line not in found] == [], "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_has_its_words(language: str) -> None:
    p = phrases(language)
    lacking = [
        one.code
        for one in Mistake
        if not p.has(f"form-{one.code[-3:]}") or p.has(f"form-{one.code[-3:]}-advice") != one.value.advises
    ]
    assert lacking == []


def test_parts_of_a_sentence_are_worded_with_it() -> None:
    places = said("check-both", first="a", second=(Place("survey", 3), Place("a.yaml", 14, "line")))
    assert worded(places, "id") == "a dan survey baris 3, a.yaml baris 14"
    assert worded(places, "en") == "a and survey row 3, a.yaml line 14"
