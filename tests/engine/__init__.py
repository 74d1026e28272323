"""The engine room: from Telegram's wire to one call an update, and from the outbox to the wire."""
