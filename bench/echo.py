"""The yardstick: python-telegram-bot's own echo example with its defaults, no database, one call an update.

`python -m bench.echo ADDRESS TOKEN [concurrent]`
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, CommandHandler, ContextTypes, MessageHandler, filters


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer /start, as the example does."""
    if update.message is not None:
        await update.message.reply_text("Hi!")


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the text back."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main(address: str, token: str, concurrent: bool) -> None:
    """Poll until told to stop."""
    builder = ApplicationBuilder().token(token).base_url(f"{address}/bot")
    if concurrent:
        builder = builder.concurrent_updates(True)
    application = builder.build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "concurrent" in sys.argv[3:])
