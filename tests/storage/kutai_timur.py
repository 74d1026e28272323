"""A small world for the storage tests: Kutai Timur with three agencies, one round, Rini and Adi."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from storage import agencies, chats, forms, people, regions, rounds, submissions

NOW = datetime(2024, 6, 2, 1, 30, tzinfo=UTC)
DEADLINE = datetime(2024, 6, 21, 8, 0, tzinfo=UTC)
CHAT = 7_000_000_001  # Telegram's ids do not fit 32 bits


@dataclass(frozen=True)
class World:
    region: int
    form: int
    round: int
    dinkes: int
    pupr: int
    dlh: int
    region_row: int
    dinkes_row: int
    pupr_row: int
    rini: int  # represents dinkes
    adi: int  # coordinates


def build(conn: Connection) -> World:
    region = regions.put(conn, name="Kabupaten Kutai Timur")
    form = forms.put(conn, form_id="smart-city", version="2024", sha256="a" * 64, xform="<h:html/>", at=NOW)
    round_ = rounds.open_(
        conn,
        region_id=region,
        form_id=form,
        name="Tahap I",
        deadline=DEADLINE,
        timezone="Asia/Makassar",
        at=NOW,
    )
    dinkes, pupr, dlh = (
        agencies.put(conn, region_id=region, code=code, name=f"Dinas {code}", short_name=code, kinds=kinds)
        for code, kinds in (("dinkes", ["dinkes", "rsud"]), ("pupr", ["pupr"]), ("dlh", []))
    )
    submissions.create(conn, round_id=round_, agency_ids=[dinkes, pupr])
    rini = people.put(conn, telegram_id=CHAT, name="Ibu Rini", language="id", at=NOW)
    adi = people.put(conn, telegram_id=CHAT + 1, name="Adi", language="en", at=NOW)
    people.add_membership(
        conn, person_id=rini, role="representative", region_id=region, agency_id=dinkes, at=NOW
    )
    people.add_membership(conn, person_id=adi, role="coordinator", region_id=region, agency_id=None, at=NOW)
    of_dinkes = submissions.of_agency(conn, round_, dinkes)
    of_pupr = submissions.of_agency(conn, round_, pupr)
    assert of_dinkes and of_pupr
    chats.put(conn, CHAT, person_id=rini, submission_id=of_dinkes.id)
    return World(
        region,
        form,
        round_,
        dinkes,
        pupr,
        dlh,
        submissions.region_of(conn, round_),
        of_dinkes.id,
        of_pupr.id,
        rini,
        adi,
    )
