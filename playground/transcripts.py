"""A chat as plain text, to read, to send on, or to hold against a golden file."""

from __future__ import annotations

from datetime import UTC, datetime

from playground.chats import Chat, Message, media_view, poster_name


def as_text(chat: Chat) -> str:
    """Oldest first; buttons in brackets under their message."""
    return "\n".join(_lines(chat.messages[one]) for one in sorted(chat.messages)) + "\n"


def _lines(message: Message) -> str:
    sender = f"{message.sender['first_name']} {message.sender.get('last_name', '')}".strip()
    date = datetime.fromtimestamp(message.date, UTC).strftime("%Y-%m-%d %H:%M UTC")
    edited = ", edited" if message.edits else ""
    lines = [f"— {sender} ({date}{edited})"]
    if "forward_origin" in message.content:
        lines.append(f"<forwarded from {poster_name(message.content['forward_origin'])}>")
    media = media_view(message.content)
    if media:
        lines.append(f"<{media['kind']} {media['name']} {media['size']} bytes>".replace("  ", " "))
    for name in ("location", "contact"):
        if name in message.content:
            lines.append(f"<{name} {', '.join(str(value) for value in message.content[name].values())}>")
    if message.text:
        lines.append(message.text)
    lines += [" ".join(f"[ {button['text']} ]" for button in row) for row in message.inline_keyboard]
    return "\n".join(lines) + "\n"
