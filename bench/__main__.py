"""`python -m bench`: measure this bot beside a stock one, print the table. `--quick` tries it out."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from bench import exports, parcels, proving
from bench.processes import cores
from bench.scenarios import FULL, QUICK, run, say
from bench.table import table


def main() -> None:
    """A bench, not a test: whatever the numbers say, the exit code is 0."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under a minute, not for numbers to quote")
    pace = QUICK if parser.parse_args().quick else FULL
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pilar-bench-") as folder:
        results = asyncio.run(run(pace, Path(folder), cores()))
    say(f"done in {time.monotonic() - begin:.0f} s")
    print(table(results, pace))
    if pace is FULL:
        print("\n" + "\n".join(exports.block(exports.measure())))
        print("\n" + "\n".join(parcels.block(parcels.measure())))
        print("\n" + "\n".join(proving.block(proving.measure())))


if __name__ == "__main__":
    main()
