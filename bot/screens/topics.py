"""What stands in an agency's topic of a coordinators' group: who said or did what, by name; no buttons."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.problems import Problem
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.problems import problem
from bot.screens.screen import Screen
from bot.screens.task_left import until
from bot.screens.task_views import TaskView
from bot.screens.tasks import TEXT, WORD, line_by_line, pieces
from bot.screens.threads import comment

WORDS, LABEL = 1500, 160  # UTF-16 units of what was said, of what it is about


@dataclass(frozen=True, slots=True)
class Told:
    """Something about an agency's answers. `what`: remark, asked, returned, recalled, accepted, sent-back."""

    what: str
    agency: str
    by: str
    of_agency: bool = False  # who speaks is somebody of the agency
    about: str = ""  # the question, or the section
    text: str = ""
    count: int = 0


def told(view: Told, language: str) -> Screen:
    """A word of a thread, or a move of a section."""
    p = phrases(language)
    facts = {"by": line(view.by, PERSON), "about": line(view.about, LABEL)}
    if view.what == "returned":
        said = p("topic-returned", count=view.count, **facts)
    else:
        said = p(f"topic-{'remark-agency' if view.of_agency else view.what}", **facts)
    words = escape(f"“{line_by_line(comment(view.text, p), WORDS)}”") if view.text else ""
    return Screen("\n".join(filter(None, (_head(view.agency, p), said, words))))


def task(what: str, view: TaskView, by: str, language: str) -> Screen:
    """A follow-up task was set, delivered, sent back, moved, ticked, withdrawn, or is wanted after all."""
    p = phrases(language)
    said = p(f"topic-task-{what}", by=line(by, PERSON))
    whole = what in ("set", "revived")
    text = line_by_line(view.text, TEXT) if whole else f"“{line(view.text, LABEL)}”"
    parts = [_head(view.agency, p), said, escape(text)]
    if whole and view.wanted:
        parts.append(p("task-wanted", wanted=line(view.wanted, 300)))
    if what in ("set", "revived", "moved", "back"):
        parts.append(until(view.deadline, language))
    if what == "back" and view.word:
        parts.append(p("task-word", word=line(view.word, WORD)))
    if what == "delivered":
        parts.append(Html(pieces(view, p)))
    return Screen("\n".join(filter(None, parts)))


def passed_on(agency: str, language: str) -> Screen:
    """A coordinator's reply went to the agency."""
    return Screen(phrases(language)("topic-passed-on", agency=line(agency, NAME)))


def not_here(language: str) -> Screen:
    """A reply to something that is decided elsewhere."""
    return Screen(phrases(language)("topic-not-here"))


def too_long(refused: Problem, language: str) -> Screen:
    """A reply of more words than a thread keeps."""
    return Screen(problem(phrases(language), refused))


def _head(agency: str, p: Phrases) -> Html:
    return p("topic-head", agency=line(agency, NAME))
