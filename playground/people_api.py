"""The People API: JSON over HTTP under /playground, for the page and for tests; `client.py` speaks it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from playground import attachments, controls, forwarding, groups_api, people
from playground.acts import Act, fields
from playground.attachments import Place
from playground.chats import Message
from playground.people import Mistake
from playground.transcripts import as_text
from playground.world import World

Handler = Callable[[Act], Any]


def state(act: Act) -> Any:
    world, account = act.world, act.account
    return {
        "bot": {**account.user(), "description": account.profile.description},
        "people": [person.view() for person in world.people.values()],
        "chats": [account.chat_view(chat) for chat in account.chats.values()],
        "zone": world.zone,
        "clock": controls.clock(act),
        "limits": account.limits.view(),
        "faults": [fault.view() for fault in world.faults.listed()],
        **controls.process(act),
        "problems": list(world.problems),
        "calls": list(world.calls)[-60:],
    }


def add_person(act: Act) -> Any:
    name = act.text("name").strip()
    if not name:
        raise Mistake("a person needs a name")
    person_id = act.whole("id")
    if person_id in act.world.people:
        raise Mistake(f"{person_id} is there already")
    return act.world.add_person(
        name,
        language_code=act.text("language_code", "id"),
        role=act.text("role"),
        username=act.text("username"),
        person_id=person_id,
    ).view()


def change_person(act: Act) -> Any:
    now = act.person
    changed = replace(
        now,
        name=act.text("name", now.name),
        language_code=act.text("language_code", now.language_code),
        role=act.text("role", now.role),
    )
    act.world.put_person(changed)
    return act.person.view()


def start(act: Act) -> Any:
    return act.shown(*people.start(act.account, act.person, act.text("payload")))


def say(act: Act) -> Any:
    sent = people.say(
        act.account,
        act.person,
        act.text("text"),
        chat_id=act.whole("chat_id"),
        reply_to=act.optional("reply_to"),
        topic=act.whole("topic"),
    )
    return act.shown(*sent)


def tap(act: Act) -> Any:
    taps = max(1, act.whole("times", 1))
    results = [
        people.tap(
            act.account,
            act.person,
            act.whole("message_id"),
            chat_id=act.whole("chat_id"),
            row=act.optional("row"),
            column=act.optional("column"),
            value=act.text("data"),
            label=act.text("label"),
            stale=bool(act.body.get("stale")),
        )
        for _ in range(taps)
    ]
    return results[-1]


def edit(act: Act) -> Any:
    chat_id = act.whole("chat_id")
    return act.shown(
        people.edit(act.account, act.person, act.whole("message_id"), act.text("text"), chat_id=chat_id)
    )


def delete(act: Act) -> Any:
    people.delete(act.account, act.person, act.whole("message_id"), chat_id=act.whole("chat_id"))
    return {}


def send(act: Act) -> Any:
    account, person, kind, text = act.account, act.person, act.text("kind"), act.text("text")
    chat = people.chat_of(account, person, act.whole("chat_id"))
    place = Place(chat, act.optional("reply_to"), act.whole("topic"))
    match kind:
        case "location":
            where = act.number("latitude"), act.number("longitude"), act.number("accuracy") or None
            sent = [attachments.send_location(account, person, place, *where)]
        case "contact":
            sent = [attachments.send_contact(account, person, place, act.text("phone"), act.text("name"))]
        case "sticker":
            sent = [attachments.send_sticker(account, person, place, act.text("emoji", "👍"))]
        case "forward":
            sent = _forward(act, place, text)
        case _:
            sent = attachments.send_files(account, person, place, kind, act.uploads, text)
    return act.shown(*sent)


def _forward(act: Act, place: Place, text: str) -> list[Message]:
    """Messages of a chat of hers (or of `from_person`, who showed them to her), else a post of somebody's."""
    if "messages" in act.body:
        whose = act.other("from_person") if act.whole("from_person") else act.person
        source = people.chat_of(act.account, whose, act.whole("from_chat_id"))
        numbers = act.numbers("messages")
        return forwarding.forward_messages(act.account, act.person, place, source, numbers)
    poster = forwarding.Poster(
        act.text("origin", "channel"), act.text("name"), act.text("signature"), act.whole("days")
    )
    return forwarding.forward_post(
        act.account, act.person, place, poster, text, act.text("as", "document"), act.uploads
    )


def block(act: Act) -> Any:
    people.block(act.account, act.person)
    return {}


def unblock(act: Act) -> Any:
    people.unblock(act.account, act.person)
    return {}


def transcript(act: Act) -> Any:
    if act.body.get("as") == "text":
        return PlainTextResponse(as_text(act.chat))
    return act.account.chat_view(act.chat)


def commands(act: Act) -> Any:
    chat = people.chat_of(act.account, act.person, act.request.path_params["chat"])
    return act.account.commands_for(act.person.language_code, chat, act.person.id)


def routes(world: World) -> list[BaseRoute]:
    def route(method: str, path: str, handler: Handler) -> BaseRoute:
        async def endpoint(request: Request) -> Response:
            if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
                return JSONResponse({"error": "another site's page may not play here"}, 403)
            try:
                act = Act(world, request, *await fields(request))
                result = handler(act)
                if isinstance(result, Awaitable):
                    result = await result
            except Mistake as mistake:
                return JSONResponse({"error": str(mistake)}, 400)
            return result if isinstance(result, Response) else JSONResponse(result)

        return Route(f"/playground{path}", endpoint, methods=[method])

    async def events(request: Request) -> Response:
        return StreamingResponse(
            world.hub.stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def file(request: Request) -> Response:
        return _file(world, request.path_params["file"])

    return [
        Route("/playground/events", events),
        Route("/playground/files/{file}", file),
        route("GET", "/state", state),
        route("GET", "/log", controls.log),
        route("GET", "/people", lambda act: [person.view() for person in act.world.people.values()]),
        route("POST", "/people", add_person),
        route("PATCH", "/people/{person:int}", change_person),
        route("POST", "/people/{person:int}/start", start),
        route("POST", "/people/{person:int}/say", say),
        route("POST", "/people/{person:int}/tap", tap),
        route("POST", "/people/{person:int}/edit", edit),
        route("POST", "/people/{person:int}/delete", delete),
        route("POST", "/people/{person:int}/send", send),
        route("POST", "/people/{person:int}/block", block),
        route("POST", "/people/{person:int}/unblock", unblock),
        route("GET", "/people/{person:int}/commands/{chat:signed}", commands),
        *(route("POST", path, handler) for path, handler in groups_api.ROUTES.items()),
        route("GET", "/chats/{chat:signed}", transcript),
        route("POST", "/settle", controls.settled),
        route("GET", "/clock", controls.clock),
        route("POST", "/clock", controls.move_clock),
        route("GET", "/limits", controls.limits),
        route("POST", "/limits", controls.set_limits),
        route("GET", "/faults", controls.list_faults),
        route("POST", "/faults", controls.order_fault),
        route("DELETE", "/faults", controls.remove_faults),
        route("GET", "/bot", controls.process),
        route("POST", "/bot/{wish}", controls.control),
    ]


def _file(world: World, file_id: str) -> Response:
    """Pictures are shown, everything else is saved: what people upload must not run on this page."""
    file = world.files.find(file_id)
    if file is None:
        return PlainTextResponse("", 404)
    shown = file.mime in ("image/png", "image/jpeg", "image/gif", "image/webp")
    name = "".join(char for char in file.name if char.isascii() and char.isprintable() and char not in '"\\')
    disposition = "inline" if shown else f'attachment; filename="{name or "file"}"'
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return Response(
        file.content, media_type=file.mime if shown else "application/octet-stream", headers=headers
    )
