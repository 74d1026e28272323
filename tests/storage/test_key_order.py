"""On a server that orders texts as a language does, the messages of one act are still found by their keys."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from storage import deliveries, outbox
from storage.database import connect
from storage.deliveries import ToSend
from storage.migrate import upgrade_database
from storage.outbox import Delivery
from tests.conftest import PostgresServer

NOW = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)


def queue(conn: Connection) -> None:
    for act, people in ((1, 2), (12, 3), (120, 1)):
        rows = [ToSend(f"nudge:{act}:{person}", person, {}) for person in range(1, people + 1)]
        deliveries.queue(conn, "nudge", rows, due_at=NOW, at=NOW)


async def test_a_broadcast_is_followed_and_taken_back_whatever_the_language_of_the_server(
    postgres_server: PostgresServer,
) -> None:
    await postgres_server.run(
        "CREATE DATABASE bahasa TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'id' LOCALE 'C'"
    )
    database = connect(postgres_server.url("bahasa"))
    try:
        await upgrade_database(database)
        await database.write(queue)
        assert await database.read(outbox.delivery, "nudge:12:") == Delivery(0, 3, 0, 0)
        assert await database.write(outbox.drop_waiting, "nudge:12:", NOW) == 3
        assert await database.write(deliveries.not_taken_back, "nudge:1:", NOW) == []
        assert await database.read(outbox.delivery, "nudge:120:") == Delivery(0, 1, 0, 0)
    finally:
        await database.close()
        await postgres_server.run("DROP DATABASE bahasa")
