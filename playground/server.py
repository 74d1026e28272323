"""The whole playground as one web application: Bot API, People API and the page."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from playground import bot_api, people_api
from playground.world import World

PAGE = Path(__file__).with_name("page")
SAFE = {
    # nothing but the page's own files: what a bot or a person wrote can neither run nor load
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'none'"
    ),
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class _Signed(Convertor[int]):
    """Group chats have negative ids."""

    regex = "-?[0-9]+"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


def application(world: World) -> ASGIApp:
    register_url_convertor("signed", _Signed())

    async def page(request: Request) -> Response:
        wanted = request.path_params.get("name", "index.html")
        names = {path.name: path for path in PAGE.iterdir() if path.is_file()}
        if wanted not in names:
            return Response("", 404)
        return FileResponse(names[wanted], headers=SAFE)

    return Starlette(
        routes=[
            Route("/", page),
            Route("/page/{name}", page),
            *bot_api.routes(world),
            *people_api.routes(world),
        ]
    )
