"""The methods that put a bot's messages into chats: text, pictures, files, albums, locations, copies."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from playground import html
from playground.account import Account
from playground.chats import MEDIA, Chat
from playground.files import DOWNLOAD_LIMIT, File, photo_sizes
from playground.keyboards import checked_markup
from playground.refusals import Refusal, Unknown, bad_request
from playground.topics import GENERAL, thread_for
from playground.validation import Upload

Params = Mapping[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ALBUM = range(2, 11)
ACTIONS = (
    *("typing", "choose_sticker", "find_location", "upload_document", "upload_photo"),
    *(
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_video_note",
        "upload_video_note",
    ),
)


def formatted(
    text: str, parse_mode: str | None, entities: list[dict[str, Any]] | None
) -> tuple[str, list[dict[str, Any]]]:
    """Plain text with entities. Raises Refusal for bad markup, Unknown for modes other than HTML."""
    if not parse_mode:
        return html.trim(text, entities or [])
    if parse_mode.lower() != "html":
        if parse_mode.lower() in ("markdown", "markdownv2"):
            raise Unknown(f'the parse_mode "{parse_mode}" (HTML alone is played)')
        raise bad_request("unsupported parse_mode")
    return html.parse(text)


def text_content(params: Params) -> dict[str, Any]:
    text, entities = formatted(params["text"], params.get("parse_mode"), params.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if html.utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def caption_content(params: Params) -> dict[str, Any]:
    text, entities = formatted(
        params.get("caption", ""), params.get("parse_mode"), params.get("caption_entities")
    )
    if html.utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def media_content(account: Account, kind: str, source: Upload | str) -> dict[str, Any]:
    """The message field of a file that was uploaded now or named by its file_id. Raises Refusal, Unknown."""
    if isinstance(source, str):
        if source.startswith(("http://", "https://")):
            raise Unknown("files sent by address; upload them")
        file = account.world.files.get(source)
        if file.kind != kind:
            raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    else:
        file = account.world.files.keep(kind, source)
    return {kind: photo_sizes(file) if kind == "photo" else file_json(file)}


def file_json(file: File) -> dict[str, Any]:
    found: dict[str, Any] = {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "mime_type": file.mime,
    }
    if file.kind in ("audio", "voice", "video"):
        found["duration"] = 3
    if file.kind == "video":
        found |= {"width": 640, "height": 360}
    if file.kind == "sticker":
        found = {**found, "width": 512, "height": 512, "is_animated": False, "is_video": False}
        found |= {"type": "regular", "emoji": file.name}
        del found["mime_type"]
    elif file.kind != "voice":
        found["file_name"] = file.name
    return found


def replied(account: Account, chat: Chat, params: Params) -> int | None:
    """The message that a reply is to. Raises Refusal if it is not there and the reply insists."""
    wanted = params.get("reply_parameters")
    if not wanted:
        return None
    if wanted["message_id"] in chat.messages:
        return int(wanted["message_id"])
    if wanted.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _post(account: Account, params: Params, content: dict[str, Any]) -> dict[str, Any]:
    chat = account.reachable(params["chat_id"])
    _check_right_to_write(chat, content)
    reply_to = replied(account, chat, params)
    message = account.post(
        chat,
        account.user(),
        content,
        markup=checked_markup(params.get("reply_markup")),
        reply_to=reply_to,
        thread=thread_for(account, chat, params.get("message_thread_id", 0), reply_to),
    )
    return account.message_json(chat, message)


def _check_right_to_write(chat: Chat, content: Mapping[str, Any]) -> None:
    """Raises Refusal where administrators alone may write and the bot is none."""
    if chat.muted and chat.rights is None:
        kind = next((kind for kind in MEDIA if kind in content), "text message")
        raise bad_request(f"not enough rights to send {kind}s to the chat")


def send_message(account: Account, params: Params) -> Any:
    account.reachable(params["chat_id"])
    return _post(account, params, text_content(params))


def _send_media(kind: str, account: Account, params: Params) -> Any:
    account.reachable(params["chat_id"])
    content = {**media_content(account, kind, params[kind]), **caption_content(params)}
    return _post(account, params, content)


def send_photo(account: Account, params: Params) -> Any:
    return _send_media("photo", account, params)


def send_document(account: Account, params: Params) -> Any:
    return _send_media("document", account, params)


def send_audio(account: Account, params: Params) -> Any:
    return _send_media("audio", account, params)


def send_voice(account: Account, params: Params) -> Any:
    return _send_media("voice", account, params)


def send_video(account: Account, params: Params) -> Any:
    return _send_media("video", account, params)


def attached(params: Params, media: Mapping[str, Any]) -> Upload | str:
    """What an InputMedia names: a file_id, or the part of the body behind `attach://`. Raises Refusal."""
    source = str(media["media"])
    if not source.startswith("attach://"):
        return source
    upload = params.get("attached", {}).get(source.removeprefix("attach://"))
    if not isinstance(upload, Upload):
        raise bad_request(f"can't find the file {source} in the request")
    return upload


def send_media_group(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    media = params["media"]
    if len(media) not in ALBUM:
        raise bad_request("wrong number of messages in the album specified")
    kinds = {one["type"] for one in media}
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad_request("can't mix documents or audio with other types in an album")
    reply_to = replied(account, chat, params)
    thread = thread_for(account, chat, params.get("message_thread_id", 0), reply_to)
    contents = [
        {**media_content(account, one["type"], attached(params, one)), **caption_content(one)}
        for one in media
    ]
    _check_right_to_write(chat, contents[0])
    group = {"media_group_id": str(secrets.randbits(60))}
    sent = [
        account.post(chat, account.user(), {**content, **group}, reply_to=reply_to, thread=thread)
        for content in contents
    ]
    return [account.message_json(chat, message) for message in sent]


def send_location(account: Account, params: Params) -> Any:
    if not (-90 <= params["latitude"] <= 90 and -180 <= params["longitude"] <= 180):
        raise bad_request("wrong latitude or longitude specified")
    location = {
        name: params[name] for name in ("latitude", "longitude", "horizontal_accuracy") if name in params
    }
    return _post(account, params, {"location": location})


def send_chat_action(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    if params["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread = params.get("message_thread_id", 0)
    if not (chat.forum and thread == GENERAL):  # General has the number 1 here, and here alone
        thread_for(account, chat, thread, None)
    account.world.hub.publish("action", bot=account.id, chat_id=chat.id, action=params["action"])
    return True


def copy_message(account: Account, params: Params) -> Any:
    original = _original(account, params, "message to copy not found")
    content = {name: value for name, value in original.items() if name != "forward_origin"}
    if "caption" in params:
        content = {
            name: value for name, value in content.items() if name not in ("caption", "caption_entities")
        } | caption_content(params)
    return {"message_id": _post(account, params, content)["message_id"]}


def forward_message(account: Account, params: Params) -> Any:
    source = account.reachable(params["from_chat_id"])
    original = _original(account, params, "message to forward not found")
    message = source.messages[params["message_id"]]
    first = message.content.get("forward_origin")  # it stays, however often the message is forwarded
    origin = first or {"type": "user", "sender_user": dict(message.sender), "date": message.date}
    return _post(account, params, {"forward_origin": origin, **original})


def _original(account: Account, params: Params, missing: str) -> dict[str, Any]:
    message = account.reachable(params["from_chat_id"]).messages.get(params["message_id"])
    if message is None:
        raise bad_request(missing)
    kept = ("text", "entities", "caption", "caption_entities", "location", "contact", *MEDIA)
    content = {name: value for name, value in message.content.items() if name in kept}
    if not content:
        raise bad_request("the message can't be copied")
    return content


def get_file(account: Account, params: Params) -> Any:
    try:
        file = account.world.files.get(params["file_id"])
    except Refusal:
        raise bad_request("invalid file_id") from None
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
