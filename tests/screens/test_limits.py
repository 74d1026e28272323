"""Whatever authors and people write, Telegram takes the screen: length, HTML, rows and button data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from facts import asked, home_view, lines, reviewed, section, welcome
from facts_records import app, apps
from facts_region import agencies, invitation
from hypothesis import given, settings
from hypothesis import strategies as st
from phone import held, parsed

from bot.flows.answers import Standing
from bot.flows.form import Kind
from bot.flows.problems import Problem
from bot.flows.tabling import Mistake
from bot.screens import agency_card, coordinators, history, home, invitations, people_cards, sections, tables
from bot.screens.length import cut, narrow, share, shown, units, width
from bot.screens.overviews import ActLine, AgencyView, AnswersView, Note, PersonLine, SectionQuestion
from bot.screens.phrases import escape
from bot.screens.press import Press, Verb
from bot.screens.question import question
from bot.screens.record_views import EarlierRecord, RecordAnswer, RecordLine
from bot.screens.records import record
from bot.screens.repeats import repeat
from bot.screens.views import ColleagueView, Deadline, DoubtView, OfferView, SavedView

NASTY = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="<>&;/b \n'\"", max_size=60),
    st.text(alphabet="👩‍👧🏽🇮🇩é́اب‮‏ \t", max_size=60),
    st.integers(0, 10_000).map(lambda n: "kata & <b> " * (n // 11)),
    st.integers(0, 10_000).map("😀".__mul__),
    st.integers(0, 10_000).map("&".__mul__),
    st.sampled_from(["x" * 10_000, "اب" * 5_000, "<" * 9_999, "\n" * 500, "a\n" * 4_000]),
)
READING = st.tuples(NASTY, NASTY, NASTY)
QUICK = settings(max_examples=40, deadline=None)


@QUICK
@given(text=NASTY, limit=st.integers(0, 5000))
def test_a_cut_text_fits_and_a_short_one_is_left_alone(text: str, limit: int) -> None:
    assert units(cut(text, limit)) <= limit or units(text) <= limit
    if units(text) <= limit:
        assert cut(text, limit) == text


@QUICK
@given(
    texts=st.lists(st.tuples(NASTY, st.integers(0, 300)), min_size=1, max_size=8), room=st.integers(300, 4000)
)
def test_shared_room_is_never_exceeded(texts: list[tuple[str, int]], room: int) -> None:
    assert sum(units(one) for one in share(room, texts)) <= max(room, 0)


@QUICK
@given(text=NASTY, limit=st.integers(4, 40))
def test_a_button_is_as_narrow_as_asked(text: str, limit: int) -> None:
    assert width(narrow(text, limit)) <= limit + 0.5


@QUICK
@given(text=NASTY)
def test_shown_counts_what_telegram_counts(text: str) -> None:
    html = f"<b>{escape(text)}</b>"
    assert shown(html) == units(parsed(html).removeprefix("**").removesuffix("**"))


@st.composite
def views(draw: st.DrawFn):  # type: ignore[no-untyped-def]
    """Question cards of every kind, with foreign text everywhere at once."""
    kind = draw(st.sampled_from(Kind))
    labels = draw(st.lists(NASTY, max_size=25))
    saved = SavedView(
        draw(NASTY), draw(NASTY), draw(st.sampled_from(Standing)), draw(NASTY), fallen=draw(st.integers(0, 2))
    )
    happened = draw(st.sampled_from(["", "saved", "problem", "both", "doubt", "colleague"]))
    return replace(
        asked("id"),
        kind=kind,
        items=tuple(draw(st.lists(st.sampled_from(["1", "zz", "zzzzzz"]), max_size=3))),
        section=draw(NASTY), group=draw(NASTY), record=draw(NASTY), label=draw(NASTY), hint=draw(NASTY),
        expectation=draw(NASTY), example=draw(NASTY), present=draw(NASTY), present_reason=draw(NASTY),
        present_standing=draw(st.sampled_from([None, *Standing])), present_by=draw(NASTY),
        offers=tuple(
            OfferView(i, label, draw(st.booleans()), draw(st.integers(0, 3))) for i, label in enumerate(labels)
        ),
        quick=tuple((value, value) for value in draw(st.lists(NASTY.filter(str.strip), max_size=3))),
        page=draw(st.integers(-1, 9)), filtered=draw(NASTY), required=draw(st.booleans()),
        asking_reason=draw(st.booleans()), collecting=draw(st.booleans()), read_only=draw(st.booleans()),
        fallback_language=draw(NASTY), fallback_hint=draw(NASTY), guidance=draw(NASTY), ticked=draw(NASTY),
        first=draw(st.sampled_from([None, (3, (), "A" * 90)])),
        saved=saved if happened in ("saved", "both") else None,
        problem=(
            Problem("problem-number", text=draw(NASTY), example=draw(NASTY)) if happened in ("problem", "both") else None
        ),
        doubt=DoubtView("number", (draw(READING), ("", "", ""))) if happened == "doubt" else None,
        colleague=ColleagueView(draw(NASTY), 3, draw(NASTY), draw(NASTY)) if happened == "colleague" else None,
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(view=views(), language=st.sampled_from(["id", "en"]))
def test_telegram_takes_every_question_card(view, language: str) -> None:  # type: ignore[no-untyped-def]
    held(question(view, language))


@QUICK
@given(a=NASTY, b=NASTY, c=NASTY, count=st.integers(0, 40))
def test_telegram_takes_every_other_screen(a: str, b: str, c: str, count: int) -> None:
    line = replace(lines("id")[0], label=a, value=b, group=c, by=a)
    many = tuple(replace(line, number=n, group=f"{c}{n}") for n in range(1, count + 1))
    one = section("id", 9, label=a)
    agency = replace(agencies("id")[2], name=a, short_name=b, people=(c,) * 7, sections=(one,) * 16)
    people = tuple(PersonLine(n, c, n % 2 == 1, None, n % 3 == 0) for n in range(count + 1))
    act = ActLine(9**15, DUE, c, "extended", {"agency": a, "new": DUE, "reason": b}, undoable=True)
    due = Deadline(DUE, ZONE, DUE)
    card = AgencyView(
        1, a, due, agency, {9: (b,) * 20}, people=people, contact=c, usual=DUE, acts=(act,) * 3,
        note=Note("person-removed", {"name": b}, 1),
    )  # fmt: skip
    trail = history.HistoryView(9**15, 9**15, 9**9, a, b, ZONE, DUE, (act,) * 6, 1000, 40)
    screens = (
        home.home(
            replace(home_view("id"), agency=a, region=b, round=c, sections=(one,) * 16, current=one), "id"
        ),
        welcome("id", a, agency=b, region=c, notice=a, round=b),
        sections.review(reviewed("id", section=one, gaps=many, lines=many), "id"),
        repeat(
            apps("id", label=a, hint=b, lines=tuple(RecordLine(str(n), c, 1, 2) for n in range(count))), "id"
        ),
        repeat(
            apps("id", label=a, earlier=(EarlierRecord("9", b),) * 10, earlier_round=c, removed=("1", a)),
            "id",
        ),
        record(
            app(
                "id",
                section=a,
                name=b,
                summary=c,
                lines=(RecordAnswer(1, ("1",), a, b, mark="copied"),) * count,
            ),
            "id",
        ),
        tables.ready(
            tables.TableView(a, count, (b,) * 10, 1, (c,) * 9, Press(Verb.TABLE, 9**9, 9**5, 3)), "id"
        ),
        tables.mistaken(
            a,
            (Mistake(9, a, b, Problem("problem-constraint", text=c)),) * count,
            (c,),
            Press(Verb.TABLE),
            "id",
        ),
        agency_card.agency(card, "id"),
        agency_card.closing(SectionQuestion(agency, 1, one, people), "id"),
        people_cards.people(card, "id"),
        people_cards.removing(card, people[0], "id"),
        people_cards.handing_over(card, people[0], "id"),
        people_cards.whom_to_replace(card, "id"),
        history.history(trail, "id"),
        history.undoing(trail, act, "id"),
        coordinators.answers(AnswersView(1, agency, one, many, 1), "id"),
        invitations.invitation(replace(invitation("id"), agency=a, region=b, round=c), "id"),
    )
    for screen in screens:
        held(screen)


DUE = datetime(2024, 6, 21, tzinfo=UTC)
ZONE = invitation("id").deadline.zone


def test_a_long_hint_and_answer_give_way_before_the_question() -> None:
    view = replace(
        asked("id"), kind=Kind.TEXT, label="Tanya " * 300, hint="petunjuk " * 400, present="jawab " * 900
    )
    text = held(question(view, "id"))
    assert ("Tanya " * 300).strip() in text
    assert "petunjuk" in text and "jawab" in text


def test_a_question_longer_than_a_message_is_cut_at_its_end() -> None:
    text = held(question(replace(asked("id"), label="Awal " + "x" * 9_000), "id"))
    assert "**Awal x" in text and "…**" in text and "Angka bulat, unit" in text
