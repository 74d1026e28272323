"""Somebody's phone on the page, as wide as a phone is: what it reads, what is tapped, the pictures of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright, expect

from .pictures import ARGUMENTS, CHROMIUM, picture
from .region import PATIENCE, Region

# A real phone shows no dots in the corner of a message; here they would stand on the first line
NO_MENUS = ".bubble > .more { display: none !important }"


@asynccontextmanager
async def narrow_page(address: str) -> AsyncIterator[Page]:
    """A browser of its own, one phone at a time."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = await browser.new_context(
            locale="id-ID", viewport={"width": 400, "height": 960}, device_scale_factor=1.5
        )
        shown = await context.new_page()
        shown.set_default_timeout(PATIENCE * 1000)
        expect.set_options(timeout=PATIENCE * 1000)
        await shown.goto(address)
        await shown.evaluate(f"document.styleSheets[0].insertRule({NO_MENUS!r})")
        yield shown
        await browser.close()


class Phone:
    """It is the one that is seen from the first look on."""

    def __init__(self, page: Page, kutai: Region, name: str) -> None:
        self.page = page
        self.chat = kutai.people[name].id
        self.node = page.locator(f"#phone-{self.chat}")

    @property
    def card(self) -> Locator:
        return self.node.locator(".message.theirs").last

    async def look(self) -> None:
        await self.page.locator(f'[data-testid="tab"][data-chat="{self.chat}"]').click()

    async def reads(self, *texts: str) -> None:
        for text in texts:
            await expect(self.card).to_contain_text(text)

    async def told(self, text: str) -> Locator:
        """The newest message that says so, wherever it stands."""
        found = self.node.locator(".message.theirs", has_text=text).last
        await expect(found).to_contain_text(text)
        return found

    async def tap(self, label: str, under: str = "") -> None:
        """A button of the newest message, or of the newest one that says `under`."""
        await self.look()
        card = await self.told(under) if under else self.card
        await card.get_by_role("button", name=label).first.click()

    async def say(self, text: str) -> None:
        await self.look()
        field = self.node.get_by_role("textbox")
        await field.fill(text)
        await field.press("Enter")

    async def sees_a_picture(self, width: int = 1080) -> None:
        """The card is a picture, and the browser has drawn it."""
        await self.look()
        drawn = self.card.get_by_test_id("picture").locator("img")
        await expect(drawn).to_have_js_property("complete", True)
        assert await drawn.evaluate("image => image.naturalWidth") == width

    async def picture(self, name: str, folder: Path) -> None:
        """With the beginning of its last message; of one that is short, with what came before it too."""
        await self.look()
        await self.card.evaluate(
            "card => card.offsetHeight > card.parentNode.clientHeight && card.scrollIntoView()"
        )
        await picture(self.node, name, folder)
