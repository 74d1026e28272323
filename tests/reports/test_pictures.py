"""Pictures, held against golden ones that people have looked at; and names that break careless drawing."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from bot.reports.picture import WIDTH, draw
from bot.reports.picture_views import (
    Bar,
    Cell,
    Fact,
    Heading,
    HeatMap,
    Row,
    SectionBar,
    Shade,
    Spoke,
    View,
    paged,
)
from bot.workshop import Workshop
from tests.reports.eye import USUAL, WORST, compare, distance
from tests.reports.recap_scenes import card, cell, heading, heat_maps, radar

NAMES = (
    (
        "Dinas Pemberdayaan Masyarakat dan Desa, Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana",
        "DPMDPPPAPPKB Kabupaten",
    ),
    ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "Llanfairpwllgwyngyllgogerychwyrndrobwll"),
    ("東ティモール保健省", "保健省"),
    ("وزارة الصحة", "الصحة"),
    ("Дорожное управление", "Дороги"),
    ("🏥 Rumah Sakit 👩🏽‍⚕️ Harapan", "RSUD 🏥"),
    ("🏥🏥🏥", "🏥"),
    ("Biaya $x^2$ & <b>50%</b> _{y}", "$\\frac{1}{0}$"),
    ("Nama\tdengan\nbaris\u202ebaru\x00", "A\u0301\u0301\u0301B"),
    ("", ""),
)
LONG_SECTIONS = (
    "Membangun Platform dan Memasarkan Ekosistem Bisnis Daerah yang Berdaya Saing",
    "Ketersediaan Sarana Telekomunikasi dan Transportasi",
    "Pertanggungjawaban",
    "$\\alpha$ 🏙 Kota",
    "",
    "Interaksi Masyarakat yang Efisien (Komunitas)",
)


def long_names(language: str, rows: int = len(NAMES)) -> HeatMap:
    dice = random.Random(7)
    (view,) = heat_maps(8, len(LONG_SECTIONS), language)
    lines = tuple(
        Row(name, short, f"opd{n}", "12/120", tuple(cell(dice.choice((0, 3, 9)), 9) for _ in LONG_SECTIONS))
        for n, (name, short) in enumerate((NAMES * 9)[:rows])
    )
    title = (
        "Kabupaten Kepulauan Siau Tagulandang Biaro dan Sekitarnya yang Namanya Amat Sangat Panjang Sekali"
    )
    return replace(
        view,
        heading=Heading(title, ("Evaluasi " * 20, *heading(language).lines[1:])),
        sections=LONG_SECTIONS,
        rows=lines,
        summary=("Belum membuka tautan: " + ", ".join(short for _, short in NAMES * 4), "", "Bergerak"),
    )


GOLDEN: dict[str, Callable[[str], View]] = {
    "recap-6": lambda language: heat_maps(6, 6, language)[0],
    "recap-40": lambda language: heat_maps(40, 16, language)[0],
    "recap-100-page-2": lambda language: heat_maps(100, 12, language)[1],
    "recap-1-section": lambda language: heat_maps(9, 1, language)[0],
    "recap-long-names": long_names,
    "pillars": radar,
    "pillars-some": lambda language: radar(language, (2.7, None, 2.0, 3.1, None, 1.0)),
    "pillars-none": lambda language: replace(radar(language, (None,) * 6), index=""),
    "two-dimensions": lambda language: radar(language, (3.5, None)),
    "agency": card,
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", GOLDEN)
def test_a_picture_looks_as_it_did_when_somebody_looked_at_it(name: str, language: str) -> None:
    compare(f"{name}.{language}", draw(GOLDEN[name](language)))


def test_the_comparison_notices_one_cell_of_another_colour() -> None:
    (view,) = heat_maps(40, 16, "id")
    row = view.rows[5]
    changed = replace(row, cells=(Cell(Shade.READY, "8/8", "100"), *row.cells[1:]))
    assert row.cells[0].shade is not Shade.READY
    other = replace(view, rows=(*view.rows[:5], changed, *view.rows[6:]))
    worst, _ = distance(draw(view), draw(other))
    assert worst > WORST


def test_the_comparison_forgives_letters_that_moved_a_pixel() -> None:
    picture = draw(heat_maps(6, 6, "id")[0])
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    moved = image.transform(
        image.size, Image.Transform.AFFINE, (1, 0, 0.6, 0, 1, 0.4), Image.Resampling.BILINEAR
    )
    kept = io.BytesIO()
    moved.save(kept, "png")
    worst, usual = distance(picture, kept.getvalue())
    assert worst <= WORST and usual <= USUAL


@pytest.mark.parametrize(("rows", "sections"), [(0, 0), (0, 6), (1, 0), (1, 1), (10, 12), (40, 20)])
def test_any_names_and_any_number_of_columns_make_a_picture(rows: int, sections: int) -> None:
    view = long_names("id", rows)
    names = (LONG_SECTIONS * 4)[:sections]
    cells = tuple(replace(row, cells=(row.cells * 4)[:sections]) for row in view.rows)
    everyone = replace(view.everyone, cells=(view.everyone.cells * 4)[:sections]) if view.everyone else None
    image = Image.open(io.BytesIO(draw(replace(view, sections=names, rows=cells, everyone=everyone))))
    assert image.width == WIDTH and image.width + image.height <= 10_000  # more is no photo for Telegram
    assert image.height <= 20 * image.width


def test_nothing_is_written_beyond_the_edges() -> None:
    for view in (long_names("id"), long_names("en", 40), heat_maps(40, 16, "id")[0], radar("id"), card("id")):
        image = Image.open(io.BytesIO(draw(view))).convert("L")
        for box in ((0, 0, 8, image.height), (WIDTH - 8, 0, WIDTH, image.height),
                    (0, image.height - 6, WIDTH, image.height)):  # fmt: skip
            darkest, _ = image.crop(box).getextrema()
            assert darkest >= 250, box


def test_cells_differ_in_lightness_for_whoever_sees_no_colours() -> None:
    from bot.reports.picture_canvas import FILL, WRITING

    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        dark, light = sorted((lightness(one), lightness(other)))
        return (light + 0.05) / (dark + 0.05)

    assert contrast(FILL[Shade.OPEN], FILL[Shade.BEGUN]) >= 3
    assert contrast(FILL[Shade.BEGUN], FILL[Shade.READY]) >= 1.5
    for shade in (Shade.OPEN, Shade.BEGUN, Shade.READY, Shade.SENT):
        assert contrast(FILL[shade], WRITING[shade]) >= 4.5, shade


def test_the_same_view_gives_the_same_bytes() -> None:
    view = heat_maps(6, 6, "id")[0]
    assert draw.__wrapped__(view) == draw.__wrapped__(view)


def test_asking_for_a_picture_does_not_load_what_draws_it() -> None:
    code = "import sys, bot.reports.picture, bot.reports.picture_views; print('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


@pytest.mark.parametrize(
    ("rows", "pages"),
    [(0, [0]), (1, [1]), (40, [40]), (41, [21, 20]), (100, [34, 33, 33]), (500, [39] * 6 + [38] * 7)],
)
def test_agencies_are_shared_out_evenly_over_as_few_pages_as_hold_them(rows: int, pages: list[int]) -> None:
    row = Row("", "", "", "", ())
    found = paged(tuple(replace(row, code=str(n)) for n in range(rows)))
    assert [len(page) for page in found] == pages
    assert [one.code for page in found for one in page] == [str(n) for n in range(rows)]


def test_an_agency_of_which_nothing_is_known_has_a_card() -> None:
    view = replace(card("id"), sections=(), facts=(), missing=(), more="", total=Bar("", 0, ""))
    assert draw(view)


def test_a_card_holds_whatever_is_put_on_it() -> None:
    view = replace(
        card("id"),
        sections=tuple(SectionBar(name, 7.0, "120/120", Shade.BEGUN) for name in LONG_SECTIONS),
        facts=(Fact("PIC " * 3, ", ".join(name for name, _ in NAMES)), Fact("", "")),
        missing=tuple(name for name, _ in NAMES),
    )
    assert Image.open(io.BytesIO(draw(view))).width == WIDTH


@pytest.mark.parametrize("count", [0, 1, 2, 3, 12])
def test_any_number_of_pillars_makes_a_radar(count: int) -> None:
    spokes = tuple(Spoke(name, n % 5 or None, "1,23") for n, (name, _) in enumerate((NAMES * 2)[:count]))
    assert draw(replace(radar("id"), spokes=spokes))


async def test_a_picture_that_was_drawn_in_the_workshop_is_the_same() -> None:
    workshop = Workshop()
    view = heat_maps(6, 6, "id")[0]
    try:
        assert await workshop.run(draw, view) == draw(view)
    finally:
        await workshop.close()
