"""What a group of coordinators reads about itself, and what is said to whoever added the bot to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.screens.commands import WORDS, Action
from bot.screens.home import NAME
from bot.screens.length import FULL_ROW, line, narrow
from bot.screens.phrases import Html, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import PRIMARY, button, row, stack
from bot.screens.screen import Button, Screen

BEGIN, HERE, TOPIC, END = "y", "t", "o", "n"  # arguments of the buttons


@dataclass(frozen=True, slots=True)
class Offer:
    """A region whose news this group could take. `whole` is the submission that stands for its round."""

    whole: int
    region: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group that takes a region's news. `topic` is where it goes, 0 for the general one."""

    whole: int
    region: str
    round: str
    forum: bool
    topic: int


def offer(offers: Sequence[Offer], forum: bool, in_topic: bool, language: str) -> Screen:
    """/grup in a group that takes nothing yet: which region's news?"""
    p = phrases(language)
    rows = []
    for one in offers:
        region = "" if len(offers) == 1 else line(one.region)
        key = "button-group-topic" if forum else "button-group-begin"
        begin = Press(Verb.GROUP, one.whole, argument=BEGIN)
        rows.append(row(button(narrow(region, FULL_ROW) or p.plain(key), begin, PRIMARY)))
        if in_topic:
            here = p.plain("button-group-here", region=narrow(region, 15))
            rows.append(row(button(here, Press(Verb.GROUP, one.whole, argument=HERE))))
    asked = line(offers[0].region, NAME) if len(offers) == 1 else ""
    text = p("groups-offer", region=asked)
    return Screen(f"{text}\n{p('groups-topics')}" if forum else text, stack(*rows))


def taking(view: GroupView, language: str) -> Screen:
    """What the group gets, and how to end it."""
    p = phrases(language)
    status, recap, group = (
        f"/{WORDS[one][p.language]}" for one in (Action.STATUS, Action.RECAP, Action.GROUP)
    )
    text = p("groups-taking", region=line(view.region, NAME), status=status, recap=recap, group=group)
    if view.forum:
        text = Html(f"{text}\n{p('groups-topics')}")
    make = Press(Verb.GROUP, view.whole, argument=f"{TOPIC}{to36(view.topic)}")
    new = button(p.plain("button-group-topic"), make) if view.forum else None
    end = button(p.plain("button-group-end"), Press(Verb.GROUP, view.whole, argument=END))
    return Screen(text, stack(row(new), row(end)))


def ended(language: str) -> Screen:
    p = phrases(language)
    return Screen(p("groups-ended", group=f"/{WORDS[Action.GROUP][p.language]}"))


def topic_made(region: str, language: str) -> Screen:
    """The first words in the new topic."""
    return Screen(phrases(language)("groups-topic-made", region=line(region, NAME)))


def topic_refused(bot_name: str, language: str) -> Screen:
    """We may not open topics in this group: how to let us, and where the news goes meanwhile."""
    p = phrases(language)
    return Screen(p("groups-topic-refused", bot=f"@{bot_name}", group=f"/{WORDS[Action.GROUP][p.language]}"))


def elsewhere(bot_name: str, groups: int, language: str) -> Screen:
    """/grup in a private chat: it is typed in the group."""
    p = phrases(language)
    parts = [p("groups-how", bot=f"@{bot_name}", group=f"/{WORDS[Action.GROUP][p.language]}")]
    if groups:
        parts.append(p("groups-count", count=groups))
    add = Button(p.plain("button-group-add"), url=f"https://t.me/{bot_name}?startgroup")
    return Screen("\n\n".join(parts), ((add,),))


def left(region: str, language: str) -> Screen:
    """To whoever let the group have the news: it cannot be reached any more."""
    p = phrases(language)
    return Screen(p("groups-left", region=line(region, NAME), group=f"/{WORDS[Action.GROUP][p.language]}"))


def topic_gone(region: str, language: str) -> Screen:
    """To the same: the topic is closed or gone, the general one has the news from now on."""
    p = phrases(language)
    return Screen(
        p("groups-topic-gone", region=line(region, NAME), group=f"/{WORDS[Action.GROUP][p.language]}")
    )


def coordinators_only(language: str) -> Screen:
    """To anybody else in the group."""
    return Screen(phrases(language)("groups-coordinators-only"))
