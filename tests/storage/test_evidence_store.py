"""The store takes a content in whole or not at all, once, and the same way in a folder and in a bucket."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from storage.evidence_store import BucketStore, EvidenceStore, FolderStore, open_store

CONTENT = b"%PDF decree"
SHA = hashlib.sha256(CONTENT).hexdigest()


class Elsewhere(MemoryFileSystem):
    """A place whose uploads can be seen before they are complete."""

    protocol = "elsewhere"
    moved: ClassVar[list[tuple[str, str]]] = []

    def mv(self, path1: str, path2: str, **options: Any) -> None:
        Elsewhere.moved.append((path1, path2))
        super().mv(path1, path2, **options)


@pytest.fixture(autouse=True)
def empty_memory() -> Iterator[None]:
    fsspec.register_implementation("elsewhere", Elsewhere, clobber=True)
    MemoryFileSystem.store.clear()
    Elsewhere.moved.clear()
    yield
    MemoryFileSystem.store.clear()


@pytest.fixture(params=["folder", "file", "memory", "elsewhere"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EvidenceStore:
    folder = tmp_path / "evidence"
    return open_store(
        {
            "folder": str(folder),
            "file": f"file://{folder}",
            "memory": "memory://bucket/prefix",
            "elsewhere": "elsewhere://bucket/prefix/",
        }[request.param]
    )


def put(store: EvidenceStore, content: bytes, name: str = "1") -> str:
    passing = store.begin(name)
    passing.write_bytes(content)
    return store.keep(passing)


def test_a_content_is_kept_under_its_hash_and_read_back(store: EvidenceStore) -> None:
    assert not store.has(SHA)
    assert put(store, CONTENT) == SHA
    assert store.has(SHA)
    with store.open(SHA) as file:
        assert (file.read(4), file.read()) == (CONTENT[:4], CONTENT[4:])


def test_the_same_content_is_kept_once(store: EvidenceStore) -> None:
    first = store.begin("1")
    first.write_bytes(CONTENT)
    second = store.begin("2")
    second.write_bytes(CONTENT)
    assert store.keep(first) == store.keep(second) == SHA
    assert not first.exists() and not second.exists()
    with store.open(SHA) as file:
        assert file.read() == CONTENT


def test_an_unfinished_file_is_nowhere_in_the_store(store: EvidenceStore) -> None:
    passing = store.begin("1")
    passing.write_bytes(CONTENT[:5])
    assert not store.has(SHA)
    assert not store.has(hashlib.sha256(CONTENT[:5]).hexdigest())
    store.drop(passing)
    store.drop(passing)
    assert not passing.exists()


def test_what_a_killed_process_left_is_removed_by_whoever_takes_the_file_over(store: EvidenceStore) -> None:
    left = store.begin("7")
    left.write_bytes(b"half of")
    other = store.begin("71")
    mine = store.begin("7")
    assert not left.exists()
    assert other.exists() and mine.exists()
    with pytest.raises(FileNotFoundError):  # it was not dead after all: nothing half gets in
        store.keep(left)
    mine.write_bytes(CONTENT)
    assert store.keep(mine) == SHA
    store.drop(other)


def test_what_is_not_there_is_an_error_of_files(store: EvidenceStore) -> None:
    with pytest.raises(FileNotFoundError):
        store.open(SHA)


def test_a_failing_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(tmp_path)
    passing = store.begin("1")
    passing.write_bytes(CONTENT)

    def fail(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        store.keep(passing)
    assert not store.has(SHA)


def test_an_upload_that_can_be_seen_too_early_is_renamed_when_it_is_whole() -> None:
    put(open_store("elsewhere://bucket"), CONTENT)
    ((before, after),) = Elsewhere.moved
    assert after.endswith(f"bucket/{SHA[:2]}/{SHA}")
    assert before.startswith(after + ".")
    put(open_store("memory://bucket"), b"another")
    assert len(Elsewhere.moved) == 1


def test_half_an_upload_under_the_right_name_is_made_whole() -> None:
    store = open_store("memory://bucket")
    assert isinstance(store, BucketStore)
    fsspec.filesystem("memory").pipe_file(f"/bucket/{SHA[:2]}/{SHA}", CONTENT[:3])
    put(store, CONTENT)
    with store.open(SHA) as file:
        assert file.read() == CONTENT


def test_nobody_else_on_the_machine_reads_a_passing_file(store: EvidenceStore) -> None:
    passing = store.begin("1")
    assert passing.stat().st_mode & 0o077 == 0
    store.drop(passing)


def test_a_bucket_that_is_away_is_an_error_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    class EndpointError(Exception):
        """As the libraries of buckets have them: no OSError."""

    def away(*_: Any, **__: Any) -> None:
        raise EndpointError("https://key:secret@bucket")

    store = open_store("memory://bucket")
    passing = store.begin("1")
    for method in ("info", "exists", "open"):
        monkeypatch.setattr(MemoryFileSystem, method, away)
    for use in (lambda: store.keep(passing), lambda: store.has(SHA), lambda: store.open(SHA)):
        with pytest.raises(OSError, match=r"store: EndpointError$"):
            use()
    assert passing.exists()
    store.drop(passing)


@pytest.mark.parametrize("address", ["nowhere://bucket/x", "s3+nonsense://u:secret@host/x"])
def test_an_address_that_nobody_knows_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(ValueError) as refused:
        open_store(address)
    assert "secret" not in str(refused.value)
