"""Where this machine keeps PostgreSQL's programs, if it has them."""

from __future__ import annotations

import shutil
from pathlib import Path


def postgres_programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where the tests have to do without."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))  # Debian keeps them out of PATH
    in_path = shutil.which("initdb")
    if in_path:
        found.append(Path(in_path).resolve())
    folders = [initdb.parent for initdb in found if (initdb.parent / "postgres").exists()]
    return folders[-1] if folders else None
