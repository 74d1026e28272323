"""A person in front of a form, without a chat: what the tests of the pure core walk with."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.flows import interview, records
from bot.flows.answers import AnswerKey, Answers
from bot.flows.inputs import Tapped, Typed
from bot.flows.instance import Facts, Instance
from bot.flows.interview import Author, Turn
from bot.flows.logic import Logic
from bot.flows.roster import Member, Roster
from tests.flows.markdown_forms import load

NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)


class Walker:
    """One agency that answers one form; every answer settles the form anew."""

    def __init__(self, markdown: str, kinds: str = "", members: dict[int, str] | None = None) -> None:
        self.form = load(markdown).form
        members = members or {1: kinds}
        self.roster = Roster(self.form, tuple(Member(n, frozenset(k.split())) for n, k in members.items()))
        self.logic = Logic(self.form)
        self.answers = Answers()
        self.everybody: dict[int, Answers] = {}
        self.person = 7
        self.submission = next(iter(members))
        self.context: dict[str, str] = {}

    @property
    def instance(self) -> Instance:
        facts = Facts(NOW, self.form.languages[0], self.context)
        asked = self.roster.asked(self.submission)
        return Instance(self.logic, self.answers, asked, facts, self.everybody)

    @property
    def author(self) -> Author:
        return Author(self.person, NOW)

    def key(self, name: str, *items: str) -> AnswerKey:
        """The key of a row by its bare name."""
        rows = (*self.form.questions, *self.form.groups)
        (path,) = (row for row in rows if row.rpartition("/")[2] == name)
        return AnswerKey(path, items)

    def say(self, name: str, text: str, *items: str, seen: int | None = None) -> Turn:
        return self._record(name, Typed(text), items, seen)

    def tap(
        self, name: str, value: str, *items: str, seen: int | None = None, replacing: bool = False
    ) -> Turn:
        return self._record(name, Tapped(value), items, seen, replacing)

    def keep(self, turn: Turn) -> Turn:
        self.answers = turn.after.answers
        return turn

    def path(self) -> list[str]:
        """The stops by bare name, with the repeat items behind a '#'; a repeat's list in brackets."""
        shown = []
        for stop in interview.path(self.instance):
            name = stop.key.question.rpartition("/")[2]
            name += "#" + ".".join(stop.key.items) if stop.key.items else ""
            shown.append(f"[{name}]" if stop.repeat else name)
        return shown

    def value(self, name: str, *items: str) -> str:
        return self.instance.value(self.key(name, *items))

    def label(self, name: str, *items: str) -> str:
        key = self.key(name, *items)
        return self.instance.text(self.form.questions[key.question].label, key)

    def add(self, repeat: str, *within: str) -> str:
        """Add an item; its id."""
        turn, item = records.add_item(self.instance, self.key(repeat, *within), self.author)
        self.keep(turn)
        assert item is not None
        return item.items[-1]

    def _record(
        self,
        name: str,
        raw: Typed | Tapped,
        items: tuple[str, ...],
        seen: int | None,
        replacing: bool = False,
    ) -> Turn:
        key = self.key(name, *items)
        revision = self.answers.revision(key) if seen is None else seen
        turn = interview.record(
            self.instance, key, raw, self.author, language="en", seen=revision, replacing=replacing
        )
        return self.keep(turn)
