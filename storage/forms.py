"""Compiled form versions, kept as the XForm they were when a round was opened, with the pictures they show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from storage.models import form, picture
from storage.upsert import insert_or_ignore


@dataclass(frozen=True, slots=True)
class FormRow:
    id: int
    form_id: str  # the author's form_id
    version: str
    sha256: str
    xform: str


_insert = insert_or_ignore(form)
_by_sha256 = select(form.c.id).where(form.c.sha256 == bindparam("sha256"))
_by_id = select(form.c.id, form.c.form_id, form.c.version, form.c.sha256, form.c.xform).where(
    form.c.id == bindparam("id")
)

_insert_picture = insert_or_ignore(picture)
_picture = select(picture.c.content).where(
    picture.c.form_id == bindparam("form_id"), picture.c.name == bindparam("name")
)


def put(conn: Connection, *, form_id: str, version: str, sha256: str, xform: str, at: datetime) -> int:
    """The id of this very form (told by the hash of its XForm), stored if it was not."""
    row = {"form_id": form_id, "version": version, "sha256": sha256, "xform": xform, "created_at": at}
    found = conn.scalar(_insert.on(conn), row)
    return int(found or conn.execute(_by_sha256, {"sha256": sha256}).scalar_one())


def get(conn: Connection, id: int) -> FormRow | None:
    """The form with its XForm, or None if there is no such id."""
    row = conn.execute(_by_id, {"id": id}).one_or_none()
    return None if row is None else FormRow(*row)


def put_picture(conn: Connection, form_id: int, name: str, content: bytes) -> None:
    """Keep a picture of a form; one that is there already stays as it is, like the form itself."""
    conn.execute(_insert_picture.on(conn), {"form_id": form_id, "name": name, "content": content})


def picture_of(conn: Connection, form_id: int, name: str) -> bytes | None:
    """The picture of this name, or None if the author did not bring it along."""
    content: bytes | None = conn.scalar(_picture, {"form_id": form_id, "name": name})
    return content
