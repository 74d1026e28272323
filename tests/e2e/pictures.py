"""The browser that draws the pictures of the README and the guides, and where they are kept."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

from playwright.async_api import Locator, Page

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


async def picture(page: Page | Locator, name: str, tmp_path: Path) -> None:
    """Keep a picture: for the README when asked, otherwise only to see that one can be taken."""
    await asyncio.sleep(0.5)  # an edited card flashes; wait until it is calm
    folder = ROOT / "docs/pictures" if os.environ.get("PICTURES") == "write" else tmp_path
    await page.screenshot(path=folder / f"{name}.png", animations="disabled")
    assert (folder / f"{name}.png").stat().st_size > 10_000
