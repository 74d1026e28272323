"""All evidence of a round as one zip with a manifest, written as it is read: a block in memory at a time."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.reports import proofs
from bot.reports.proofs import Proof, Standing
from bot.reports.submission import Round
from bot.reports.words import Words

BLOCK = 1 << 20  # bytes
MANIFEST = "manifest.csv"
_FIRST_YEAR = 1980  # that a zip can tell
# Pictures, PDF and Office files are compressed already
_COMPRESSIBLE = (
    *("text/", "application/msword", "application/vnd.ms-", "application/x-ole", "application/rtf"),
    *("image/bmp", "image/tiff", "image/svg"),
)

Open = Callable[[str], IO[bytes]]  # the content of a SHA-256; raises OSError


class Parcel:
    """A zip under way. What proves several answers of one agency lies in it once, under the first of them."""

    def __init__(
        self, archive: ZipFile, open_content: Open, round_: Round, p: Words, most: int | None
    ) -> None:
        self._archive = archive
        self._open = open_content
        self._round = round_
        self._p = p
        self._room = most
        self.missing = 0  # files that were kept, and are not where they should be
        self._agency = ""
        self._held: dict[str, str] = {}  # SHA-256 -> where it lies, of the present agency
        self._taken: set[str] = set()  # paths of the present agency, in lower case
        self._folders: dict[str, str] = {}  # agency -> its folder, where two would be called the same

    def put(self, proof: Proof) -> tuple[Proof, str]:
        """Pack a piece; as it stands now, and where it lies ('' for nowhere)."""
        if proof.code != self._agency:
            self._agency, self._held, self._taken = proof.code, {}, set()
        if proof.standing is not Standing.KEPT:
            return proof, ""
        if proof.sha256 in self._held:
            return replace(proof, standing=Standing.SAME), self._held[proof.sha256]
        if self._room is not None and proof.size > self._room:
            return replace(proof, standing=Standing.LATER), ""
        path = self._free(proofs.place(proof, self._p))
        try:
            content = self._open(proof.sha256)
        except OSError:
            self.missing += 1
            return replace(proof, standing=Standing.LOST), ""
        with content:
            self._write(proof, path, content)
        self._held[proof.sha256] = path
        if self._room is not None:
            self._room -= proof.size
        return proof, path

    def _write(self, proof: Proof, path: str, content: IO[bytes]) -> None:
        stamp = proof.at.astimezone(self._round.zone).timetuple()[:6]
        info = ZipInfo(path, stamp if stamp[0] >= _FIRST_YEAR else (_FIRST_YEAR, 1, 1, 0, 0, 0))
        info.compress_type = ZIP_DEFLATED if proof.sniffed.startswith(_COMPRESSIBLE) else ZIP_STORED
        info.file_size = proof.size
        info.external_attr = 0o644 << 16
        with self._archive.open(info, "w", force_zip64=proof.size >= 2**31) as into:
            shutil.copyfileobj(content, into, BLOCK)

    def _free(self, path: str) -> str:
        folder, _, rest = path.partition("/")
        mine = self._folders.get(self._agency)
        if mine is None:
            known = {one.lower() for one in self._folders.values()}
            mine = _unlike(folder, known, "")
            self._folders[self._agency] = mine
        stem, dot, ending = rest.rpartition(".")
        found = _unlike(stem, self._taken, f"{dot}{ending}") if dot else _unlike(rest, self._taken, "")
        self._taken.add(found.lower())
        return f"{mine}/{found}"


def write(
    path: Path,
    round_: Round,
    pieces: Iterable[Proof],
    open_content: Open,
    p: Words,
    *,
    most: int | None = None,
) -> int:
    """Make the zip; how many files were kept and are not where they should be. `most`: bytes of files that it may
    hold; the manifest says what was left out.

    The manifest is written beside the zip first, and put into it last."""
    passing = path.with_name(f"{path.name}.csv")
    separator = ";" if round_.language == "id" else ","  # what Excel reads in that language
    with ZipFile(path, "w", ZIP_STORED) as archive:
        with passing.open("w", encoding="utf-8-sig", newline="") as file:
            lines = csv.writer(file, delimiter=separator, lineterminator="\r\n")
            lines.writerow(proofs.heads(round_, p))
            parcel = Parcel(archive, open_content, round_, p, most)
            for piece in pieces:
                packed, place = parcel.put(piece)
                lines.writerow(proofs.row(packed, place, round_, p))
        info = ZipInfo(MANIFEST, round_.made_at.astimezone(round_.zone).timetuple()[:6])
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with passing.open("rb") as source, archive.open(info, "w") as into:
            shutil.copyfileobj(source, into, BLOCK)
    passing.unlink()
    return parcel.missing


def manifest(path: Path, language: str) -> list[dict[str, str]]:
    """The manifest of a zip, for whoever checks one."""
    with ZipFile(path) as archive, archive.open(MANIFEST) as file:
        text = TextIOWrapper(file, "utf-8-sig", newline="")
        return list(csv.DictReader(text, delimiter=";" if language == "id" else ","))


def _unlike(stem: str, taken: set[str], ending: str) -> str:
    found, number = f"{stem}{ending}", 1
    while found.lower() in taken:
        number += 1
        found = f"{stem}-{number}{ending}"
    return found
