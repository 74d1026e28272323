"""One Chromium for all tests of the page, and how they find a phone on it.

What stays where it is on the page, for whoever takes pictures of it: `#phone-<chat id>`; by `data-testid`: `phone`
and `group` (with `data-name`, the person's name or the group's title), `tab` (of one phone, with `data-chat`),
`message` (with `data-id`), `key`, `picture`, `document`, `album`, `place`, `forwarded`, `topics`, `topic` (with
`data-topic`, 0 for General), `new-topic`, `speaker`, `caption`, `as-files`, `send-these`, `origin`, `viewer`,
`viewer-picture`, `viewer-save`, `clock`, `clock-hour`, `clock-day`, `clock-morning`, `broken-limits`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, Request, async_playwright

from playground.client import Person

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@contextmanager
def chromium(profile: Path) -> Iterator[str]:
    """The address of a running browser."""
    assert CHROMIUM is not None
    arguments = [*ARGUMENTS, "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen([CHROMIUM, *arguments], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = next(re.search(r"ws://\S+", line) for line in process.stderr if "listening on ws://" in line)
        assert found is not None
        yield found[0]
        process.kill()


@asynccontextmanager
async def new_page(browser_address: str, home: str) -> AsyncIterator[Page]:
    """An Indonesian browser; an error on the page or a request to anywhere but `home` fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(browser_address)
        context = await browser.new_context(locale="id-ID", viewport={"width": 1280, "height": 860})
        shown = await context.new_page()
        errors: list[str] = []
        foreign: list[str] = []

        def requested(request: Request) -> None:
            if not request.url.startswith((home, "blob:")):
                foreign.append(request.url)

        shown.on("pageerror", lambda error: errors.append(str(error)))
        shown.on("request", requested)
        shown.set_default_timeout(10_000)
        yield shown
        await context.close()
        assert errors == []
        assert foreign == []


def phone(page: Page, person: Person) -> Locator:
    return page.locator(f"#phone-{person.id}")


def last(page: Page, person: Person) -> Locator:
    return phone(page, person).locator(".message.theirs").last
