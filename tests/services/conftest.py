"""Rules that services keep are tables here: on PostgreSQL one row of each is enough."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What a database gets wrong it gets wrong in any row of a table; SQLite is asked every row."""
    met: set[tuple[str, str]] = set()
    left_out: list[pytest.Item] = []
    for item in items:
        if "tests/services/" not in item.nodeid or item.get_closest_marker("postgres") is None:
            continue
        table = (item.nodeid.partition("::")[0], getattr(item, "originalname", item.name))
        if table in met:
            left_out.append(item)
        met.add(table)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
