"""Everything that is pushed, on one page: which function renders which kind of row, at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.screens.screen import Screen
from bot.services import (
    alerting,
    alerts,
    announcing,
    calling,
    deadlines,
    digesting,
    evidence_twins,
    filing,
    grouping,
    inviting_all,
    nudging,
    papers,
    proposals,
    recaps,
    reminding,
    review_news,
    sheets,
    tables,
    taking_away,
    task_news,
    task_reminding,
    tidings,
    topic_posts,
    topics,
)
from bot.services.replies import Rendered
from bot.services.setting import Setting
from storage.outbox import Row

Render = Callable[[Connection, Setting, Sequence[Row], datetime], Rendered]
Follow = Callable[[Connection, Setting, Row, Screen, int | None, datetime], None]

RENDERS: Mapping[str, Render] = {
    alerts.SECTION: alerting.render,
    alerts.AGENCY: alerting.render,
    alerts.ALL: alerting.render,
    alerts.OPENED_AGAIN: alerting.render,
    alerts.JOINED: alerting.render,
    alerts.REOPENED: alerting.render_reopened,
    grouping.LEFT: grouping.render,
    grouping.TOPIC_GONE: grouping.render,
    nudging.NUDGE: nudging.render,
    deadlines.NEWS: deadlines.render,
    announcing.MESSAGE: announcing.render,
    announcing.REPORT: announcing.render_report,
    calling.UNREACHABLE: calling.render,
    recaps.RECAP: digesting.render,
    recaps.DIGEST: digesting.render,
    tidings.EXTENDED: tidings.render_act,
    tidings.SECTION_CLOSED: tidings.render_act,
    tidings.REMOVED: tidings.render_farewell,
    tidings.REPLACED: tidings.render_farewell,
    tidings.RESTORED: tidings.render_farewell,
    alerts.RETURNED: review_news.render_agency,
    alerts.RECALLED: review_news.render_agency,
    alerts.ACCEPTED: review_news.render_agency,
    alerts.SENT_BACK: review_news.render_sent_back,
    alerts.REMARK: review_news.render_remarks,
    alerts.REPLIED: review_news.render_remarks,
    reminding.REMINDER: reminding.render,
    reminding.STAND_IN: reminding.render_stand_in,
    proposals.PROPOSAL: proposals.render,
    proposals.TOLD: proposals.render_told,
    sheets.SHEET: sheets.render,
    tables.TABLE: tables.render,
    inviting_all.INVITATIONS: inviting_all.render,
    taking_away.EXPORT: taking_away.render,
    papers.RECEIPT: papers.render_receipt,
    papers.ANSWERS: papers.render_answers,
    task_news.NEWS: task_news.render,
    task_news.DELIVERED: task_news.render_delivered,
    task_reminding.REMINDER: task_reminding.render,
    topics.MIRRORED: topic_posts.render,
    filing.REFUSED: filing.render,
    filing.LOST: filing.render,
    filing.SAME: evidence_twins.render,
    filing.LOST_NEWS: filing.render_news,
}
# What is noted once the message stands in the chat
FOLLOWS: Mapping[str, Follow] = {
    reminding.REMINDER: reminding.follow,
    nudging.NUDGE: nudging.follow,
}
# These tell of a role that ended or is back: the chat gets the commands of what she is now
MENUS = frozenset({tidings.REMOVED, tidings.REPLACED, tidings.RESTORED})
# These write as they render: what they tell is made at that moment
WRITING = frozenset({inviting_all.INVITATIONS})
# Pictures, workbooks and the like: nobody's reminder waits behind them
SLOW = frozenset(
    {
        "recap",
        "digest",
        taking_away.EXPORT,
        inviting_all.INVITATIONS,
        sheets.SHEET,
        tables.TABLE,
        papers.RECEIPT,
        papers.ANSWERS,
    }
)


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """The message of one or more rows of a chat. Raises LookupError for a kind that nobody renders."""
    kind = rows[0].kind
    if kind not in RENDERS:
        raise LookupError(f"outbox kind {kind}")
    return RENDERS[kind](conn, setting, rows, now)


def bundle(rows: Sequence[Row]) -> list[list[Row]]:
    """Which due rows of one chat make one message together, in the order in which they are due."""
    return alerts.gathered(rows)
