"""Pictures that a form mentions (`media::image`) and that do not lie beside its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.flows.checking.catalogue import Mistake
from bot.flows.checking.findings import Finding, Rows
from bot.flows.form import Form
from bot.flows.said import Place

MOST_PICTURE = 5 << 20  # bytes; Telegram takes photos up to 10 MB, a phone in a village rather not


def media_folder(form: Path) -> Path:
    """Where a form's pictures lie, as ODK has it: 'roads.xlsx' has 'roads-media' beside it, a folder has 'media'."""
    return form / "media" if form.is_dir() else form.with_name(f"{form.stem}-media")


def find_picture(form: Path, name: str) -> Path | None:
    """The file of a picture; None when it is not there or too big to be sent."""
    file = media_folder(form) / Path(name).name
    return file if file.is_file() and file.stat().st_size <= MOST_PICTURE else None


def check_pictures(form: Form, path: Path, rows: Rows) -> Iterator[Finding]:
    """One warning for each picture of a question or an asked choice that cannot be shown."""
    told: set[str] = set()
    for where, row, name in _mentioned(form, rows):
        if name not in told and find_picture(path, name) is None:
            told.add(name)
            folder = media_folder(path).name
            yield Mistake.MISSING_PICTURE.at(
                where, row, name=name, folder=folder, most=str(MOST_PICTURE >> 20)
            )


def _mentioned(form: Form, rows: Rows) -> Iterator[tuple[Place, str, str]]:
    """Where a picture stands, whose it is, and its file name. One that an answer names is not known yet."""
    for path, question in form.questions.items():
        for parts in question.image.by_language.values():
            for part in parts:
                if isinstance(part, str) and len(parts) == 1:
                    yield rows.of(path), question.name, part
    for list_name, choices in form.lists.items():
        for choice in choices:
            if choice.image:
                yield rows.of_choice(list_name, choice.name), choice.name, choice.image
