"""The table of methods, and one call from its raw parameters to its result."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from playground import editing, membership, profile, sending, topics
from playground.account import Account
from playground.refusals import Refusal, bad_request
from playground.validation import Upload, canonical, checked
from playground.webhooks import Address, Webhook

Params = Mapping[str, Any]

WEBHOOK_IS_ON = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


def get_me(account: Account, params: Params) -> Any:
    return {
        **account.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def done(account: Account, params: Params) -> Any:
    return True


async def get_updates(account: Account, params: Params) -> Any:
    if account.webhook is not None:
        raise Refusal(409, WEBHOOK_IS_ON)
    account.updates.allow(params.get("allowed_updates"))
    return await account.updates.poll(
        params.get("offset", 0), params.get("limit", 100), params.get("timeout", 0)
    )


async def set_webhook(account: Account, params: Params) -> Any:
    """Unlike the public server, plain http is taken, as a local Bot API server does."""
    await delete_webhook(account, params)
    url = params["url"]
    if not url.startswith(("https://", "http://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    connections = params.get("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be 1-100")
    account.updates.allow(params.get("allowed_updates"))
    address = Address(url, params.get("secret_token", ""), connections)
    account.webhook = Webhook(address, account.updates, account.world.complain)
    return True


async def delete_webhook(account: Account, params: Params) -> Any:
    if account.webhook is not None:
        await account.webhook.close()
        account.webhook = None
    if params.get("drop_pending_updates"):
        account.updates.clear()
    return True


def get_webhook_info(account: Account, params: Params) -> Any:
    hook = account.webhook
    found: dict[str, Any] = {
        "url": hook.address.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(account.updates.pending()),
    }
    if account.updates.allowed:
        found["allowed_updates"] = sorted(account.updates.allowed)
    if hook is not None:
        found["max_connections"] = hook.address.max_connections
        if hook.last_error:
            found["last_error_message"] = hook.last_error
            found["last_error_date"] = account.world.clock.seconds()
    return found


METHODS: dict[str, Callable[[Account, Params], Any]] = {
    "getMe": get_me,
    "logOut": done,
    "close": done,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendAudio": sending.send_audio,
    "sendVoice": sending.send_voice,
    "sendVideo": sending.send_video,
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "getFile": sending.get_file,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMessageReaction": editing.set_message_reaction,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "unpinAllChatMessages": editing.unpin_all_chat_messages,
    "answerCallbackQuery": editing.answer_callback_query,
    "getChat": membership.get_chat,
    "getChatMember": membership.get_chat_member,
    "getChatMemberCount": membership.get_chat_member_count,
    "getChatAdministrators": membership.get_chat_administrators,
    "leaveChat": membership.leave_chat,
    **topics.METHODS,
    **profile.METHODS,
}


def _count(account: Account, method: str, params: Params) -> None:
    """Raises Refusal (429) where Telegram's limits are enforced."""
    world, now = account.world, asyncio.get_running_loop().time()
    known = len(account.limits.broken)
    try:
        account.limits.count(method, params, now)
    finally:
        if len(account.limits.broken) > known:
            world.hub.publish("limits", bot=account.id, limits=account.limits.view())


async def call(account: Account, method: str, raw: Params) -> Any:
    """The result of one call. Raises Refusal with what the server answers instead."""
    name = canonical(method)
    params = checked(name, raw)
    _count(account, name, params)
    params["attached"] = {name: value for name, value in raw.items() if isinstance(value, Upload)}
    result = METHODS[name](account, params)
    return await result if isinstance(result, Awaitable) else result
