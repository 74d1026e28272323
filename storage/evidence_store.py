"""Where the bytes of sent files lie: a folder or a bucket, each content under its SHA-256, whole or not at all.

A file is written to a passing one on this machine first, and moved in only when all of it is there.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol, cast

BLOCK = 4 << 20  # bytes read ahead from a bucket
# Their uploads are seen by nobody before they are complete; elsewhere a finished upload is renamed
_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"})


class EvidenceStore(Protocol):
    """`begin`, write, then `keep` or `drop`; `open` for reading. All of it blocks: call it off the event loop."""

    def begin(self, name: str) -> Path:
        """An empty passing file to write to. What a killed process left under this name is removed: a name
        belongs to whoever holds the lease of its file."""
        ...

    def keep(self, passing: Path) -> str:
        """Take a finished passing file in; its SHA-256. The same content is stored once. Raises `OSError`."""
        ...

    def drop(self, passing: Path) -> None:
        """Forget a passing file, if it is still there."""
        ...

    def has(self, sha256: str) -> bool:
        """Whether this content lies here."""
        ...

    def open(self, sha256: str) -> IO[bytes]:
        """The content, to be closed by whoever opened it. Raises `OSError` where it cannot be read,
        `FileNotFoundError` where it is not here."""
        ...


def open_store(address: str) -> EvidenceStore:
    """The store at a folder, or at a URL that fsspec knows such as 's3://bucket/prefix'. Raises `ValueError` for
    one that cannot be used, with what to do."""
    protocol, divided, rest = address.partition("://")
    if not divided:
        return FolderStore(Path(address))
    if protocol in ("file", "local"):
        return FolderStore(Path(rest))
    return BucketStore(address)


class FolderStore:
    """A folder of this machine (or one that it has mounted)."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def begin(self, name: str) -> Path:
        # beside what is kept, so that moving it in is one step of the same file system
        return _begin(self._directory / ".passing", name)

    def keep(self, passing: Path) -> str:
        digest = digest_of(passing)
        target = self._at(digest)
        if target.exists():
            passing.unlink()
            return digest
        target.parent.mkdir(parents=True, exist_ok=True)
        with passing.open("rb+") as file:
            os.fsync(file.fileno())
        passing.replace(target)
        return digest

    def drop(self, passing: Path) -> None:
        passing.unlink(missing_ok=True)

    def has(self, sha256: str) -> bool:
        return self._at(sha256).is_file()

    def open(self, sha256: str) -> IO[bytes]:
        return self._at(sha256).open("rb")

    def _at(self, sha256: str) -> Path:
        return self._directory / sha256[:2] / sha256


class BucketStore:
    """Anything that fsspec reaches. Credentials and the like come from the environment or fsspec's own files."""

    def __init__(self, address: str) -> None:
        try:
            import fsspec  # only an installation that keeps its files elsewhere has it
        except ImportError:
            raise ValueError(
                f"{address}: install the extra s3 to use a bucket (pip install -e '.[s3]')"
            ) from None
        try:
            self._files, self._root = cast("tuple[Any, str]", fsspec.core.url_to_fs(address))
        except (ImportError, ValueError) as error:
            raise ValueError(f"{address.partition('://')[0]}://…: {error}") from None
        named = self._files.protocol
        self._whole = not _WHOLE.isdisjoint((named,) if isinstance(named, str) else named)

    def begin(self, name: str) -> Path:
        return _begin(Path(tempfile.gettempdir()) / f"pilar-passing-{os.getuid()}", name)

    def keep(self, passing: Path) -> str:
        digest = digest_of(passing)
        target = self._at(digest)
        with _errors_of_files():
            if not self._has(target, passing.stat().st_size):
                self._upload(passing, target)
        passing.unlink()
        return digest

    def drop(self, passing: Path) -> None:
        passing.unlink(missing_ok=True)

    def has(self, sha256: str) -> bool:
        with _errors_of_files():
            return bool(self._files.exists(self._at(sha256)))

    def open(self, sha256: str) -> IO[bytes]:
        with _errors_of_files():
            return cast("IO[bytes]", self._files.open(self._at(sha256), "rb", block_size=BLOCK))

    def _upload(self, passing: Path, target: str) -> None:
        if self._whole:
            self._files.put_file(str(passing), target)
            return
        beside = f"{target}.{secrets.token_hex(4)}"
        self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
        self._files.put_file(str(passing), beside)
        self._files.mv(beside, target)

    def _has(self, target: str, size: int) -> bool:
        try:
            return int(self._files.info(target)["size"]) == size
        except FileNotFoundError:
            return False

    def _at(self, sha256: str) -> str:
        return f"{self._root.rstrip('/')}/{sha256[:2]}/{sha256}"


@contextmanager
def _errors_of_files() -> Iterator[None]:
    try:
        yield
    except OSError:
        raise
    except Exception as error:  # each kind of bucket has errors of its own; their texts may hold addresses
        raise OSError(f"store: {type(error).__name__}") from error


def _begin(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.glob(f"{name}.*"):
        with suppress(
            FileNotFoundError
        ):  # whoever still writes to it writes into nothing, and fails at `keep`
            left.unlink()
    passing = folder / f"{name}.{secrets.token_hex(8)}"
    passing.touch(mode=0o600, exist_ok=False)
    return passing


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
