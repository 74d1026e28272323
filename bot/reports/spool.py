"""Rows put aside as they come, agency by agency, and read back question by question, without keeping them in memory.

Only eight bytes a row stay: where it lies in a passing file.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Hashable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any


class Spool:
    """A passing file that nobody else can open; use it in a `with` block."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `with Spool(…)`
        self._places: dict[Hashable, array[int]] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, heap: Hashable, row: Any) -> None:
        """Lay a row on a heap."""
        self._places.setdefault(heap, array("q")).append(self._file.seek(0, 2))
        pickle.dump(row, self._file, pickle.HIGHEST_PROTOCOL)

    def take(self, heap: Hashable) -> Iterator[Any]:
        """The rows of a heap in the order in which they came; none for one that nothing was laid on."""
        for place in self._places.get(heap, ()):
            self._file.seek(place)
            yield pickle.load(self._file)  # noqa: S301 - written by this very process, into an unnamed file
