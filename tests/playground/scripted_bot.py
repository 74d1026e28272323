"""A tiny bot that polls and keeps one card: enough to see the page and the server at work."""

from __future__ import annotations

import asyncio
import html

import telegram
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

QUESTION = {
    "id": "Smart Living › Prasarana Kesehatan · 7/10\n<b>Sejauh mana pendaftaran puskesmas sudah daring?</b>\n"
    "<i>Nilai keadaan hari ini di sebagian besar puskesmas.</i>\n\n1  Belum ada\n2  Seluruhnya masih tatap muka\n"
    "3  Informasinya sudah daring\n4  Sebagian prosesnya daring\n5  Seluruhnya daring dan terpantau",
    "en": "Smart Living › Health facilities · 7/10\n<b>How far is registration at health centres online?</b>\n"
    "<i>Judge today's state in most health centres.</i>\n\n1  Not at all\n2  Only face to face\n"
    "3  Information is online\n4  Part of the process is online\n5  All online and monitored",
}
ROW = {"id": ("◀ Kembali", "Data belum tersedia", "☰"), "en": ("◀ Back", "No data yet", "☰")}
SAVED = {"id": "✓ Pendaftaran daring: {value}", "en": "✓ Online registration: {value}"}
COMMANDS = {
    "id": [("mulai", "Buka kartu utama"), ("lanjut", "Lanjutkan pengisian"), ("bahasa", "Ganti bahasa")],
    "en": [("start", "Open the home card"), ("continue", "Go on"), ("language", "Change the language")],
}


class ScriptedBot:
    def __init__(self, bot: telegram.Bot) -> None:
        self._bot = bot
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        for language in ("", "id", "en"):
            commands = [BotCommand(*one) for one in COMMANDS[language or "id"]]
            await self._bot.set_my_commands(commands, language_code=language or None)
        await self._bot.set_my_description("Kuesioner kota cerdas, dijawab berdua menit demi menit.")
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        offset = 0
        while True:
            for update in await self._bot.get_updates(offset=offset, timeout=20):
                offset = update.update_id + 1
                await self._meet(update)

    async def _meet(self, update: telegram.Update) -> None:
        user = update.effective_user
        language = "en" if user is not None and user.language_code == "en" else "id"
        query, message = update.callback_query, update.message
        if query is not None and isinstance(query.message, telegram.Message):
            await query.answer(
                f"{query.data}" if query.data in ("5", "help") else "", show_alert=query.data == "help"
            )
            saved = SAVED[language].format(value=query.data)
            await query.message.edit_text(
                f"{saved}\n\n{QUESTION[language]}", parse_mode="HTML", reply_markup=self.keyboard(language)
            )
        elif message is not None and message.chat.type == "private":
            said = message.text or (message.document.file_name if message.document else "") or "…"
            told = "" if said.startswith("/start") else f"✓ {html.escape(said)}\n\n"
            await self._bot.send_message(
                message.chat.id,
                told + QUESTION[language],
                parse_mode="HTML",
                reply_markup=self.keyboard(language),
            )

    @staticmethod
    def keyboard(language: str) -> InlineKeyboardMarkup:
        def button(text: str, data: str, style: str | None = None) -> InlineKeyboardButton:
            return InlineKeyboardButton(
                text, callback_data=data, api_kwargs={"style": style} if style else None
            )

        back, missing, menu = ROW[language]
        return InlineKeyboardMarkup(
            [
                [button(str(number), str(number)) for number in range(1, 6)],
                [button(back, "back"), button(missing, "missing"), button(menu, "help")],
            ]
        )
