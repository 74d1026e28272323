"""Ten times the files, and a large one among them, take the same memory: a zip of evidence holds one block."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.parcels import measure

MOST = 1.12  # the peak with many files, of that with few


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of a process")
def test_two_thousand_files_take_the_memory_of_two_hundred() -> None:
    few, many = measure((200, 2_000), large=64 << 20)
    assert many.size > 64 << 20
    assert many.peak / few.peak < MOST, f"{few.peak >> 10} KB, then {many.peak >> 10} KB"
