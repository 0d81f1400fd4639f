"""Files by content: git and LFS ids, and a folder that holds each content once and never half-written."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from hfcourse.hub.errors import HubError

CHUNK = 1 << 20  # bytes read or written at a time
LFS_FROM = 10 << 20  # bytes: from this size on a file goes through LFS whatever its name
_LFS_TYPES = (
    "7z arrow bin bz2 ckpt ftz gguf gz h5 joblib lz4 mlmodel model msgpack npy npz onnx ot parquet pb pickle pkl pt pth "
    "rar safetensors tar tflite tgz wasm xz zip zst aac flac mp3 ogg pcm wav mp4 webm"
)
LFS_SUFFIXES = tuple(f".{name}" for name in _LFS_TYPES.split())
GITATTRIBUTES = "".join(f"*{suffix} filter=lfs diff=lfs merge=lfs -text\n" for suffix in LFS_SUFFIXES)


def is_lfs(path: str, size: int) -> bool:
    """Whether the Hub would keep this file in LFS: by its extension, or because it is large. Empty files never are."""
    return size > 0 and (size >= LFS_FROM or path.lower().endswith(LFS_SUFFIXES))


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a commit. oid: git's blob id (of the pointer, for LFS). size: bytes. sha256: of LFS content, or None."""

    oid: str
    size: int
    sha256: str | None = None

    @property
    def etag(self) -> str:
        """The id under which clients cache the content, and under which it is stored here."""
        return self.sha256 or self.oid

    @property
    def pointer_size(self) -> int:
        return len(lfs_pointer(self.sha256 or "", self.size))


def git_hash(kind: str, content: bytes) -> str:
    """Git's object id: sha1 over a header and the content. kind: "blob", "tree" or "commit"."""
    return hashlib.sha1(b"%s %d\0" % (kind.encode(), len(content)) + content, usedforsecurity=False).hexdigest()


def lfs_pointer(sha256: str, size: int) -> bytes:
    """The small text that git keeps in place of an LFS file (git-lfs specification v1)."""
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {size}\n".encode()


def lfs_entry(sha256: str, size: int) -> Entry:
    return Entry(git_hash("blob", lfs_pointer(sha256, size)), size, sha256)


def entry_of(path: Path, name: str) -> Entry:
    """Hash the file at `path`, which a repo lists as `name`. Reads in chunks."""
    size = path.stat().st_size
    lfs = is_lfs(name, size)
    digest = hashlib.sha256() if lfs else hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return lfs_entry(digest.hexdigest(), size) if lfs else Entry(digest.hexdigest(), size)


def tree_ids(files: Mapping[str, Entry]) -> dict[str, str]:
    """Git's tree id of every folder of a commit: path -> id; the root is "". An empty commit has git's empty tree."""
    folders: dict[str, list[tuple[str, bool, str]]] = {"": []}
    for path, entry in files.items():
        parent, _, name = path.rpartition("/")
        while parent not in folders:
            folders[parent] = []
            parent = parent.rpartition("/")[0]
        folders[path.rpartition("/")[0]].append((name, False, entry.oid))
    ids: dict[str, str] = {}
    for folder in sorted(folders, key=lambda path: (-path.count("/"), path == "")):
        children = folders[folder]
        # Git sorts a folder as if its name ended in a slash.
        children.sort(key=lambda child: (child[0] + "/" if child[1] else child[0]).encode())
        listing = b"".join(
            (b"40000 " if is_folder else b"100644 ") + name.encode() + b"\0" + bytes.fromhex(oid)
            for name, is_folder, oid in children
        )
        ids[folder] = git_hash("tree", listing)
        if folder:
            parent, _, name = folder.rpartition("/")
            folders[parent].append((name, True, ids[folder]))
    return ids


def replace(source: Path, target: Path) -> None:
    """Rename over `target`, atomically. Windows refuses while another process reads `target`: try for a second."""
    for attempt in range(20):
        try:
            source.replace(target)
            return
        except PermissionError:
            if os.name != "nt" or attempt == 19:
                raise
            time.sleep(0.05)


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` so that `path` holds either what it held before or all of it, even after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


class Blobs:
    """A folder of contents, each under its `Entry.etag`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, etag: str) -> Path:
        """Where the content with this id lies (or would). Raises HubError 400 for anything but a hash."""
        if len(etag) not in (40, 64) or not set(etag) <= set("0123456789abcdef"):
            raise HubError(400, f"Not an object id: {etag[:100]!a}")
        return self.folder / etag[:2] / etag

    def add(self, content: bytes) -> Entry:
        """Store a small file's content."""
        entry = Entry(git_hash("blob", content), len(content))
        if not self.path(entry.oid).exists():
            write_atomically(self.path(entry.oid), content)
        return entry

    def add_file(self, source: Path, entry: Entry) -> None:
        """Store a copy of the file `source`, whose entry is known. Raises HubError 409 if it changed meanwhile."""
        if self.path(entry.etag).exists():
            return
        with source.open("rb") as file, self.upload() as upload:
            shutil.copyfileobj(file, upload, CHUNK)
            if entry.sha256 is None:
                upload.keep_as(entry.oid, entry.size)
            else:
                upload.keep(entry.sha256, entry.size)

    def upload(self) -> Upload:
        return Upload(self)


class Upload:
    """A content on its way in: written to a temporary file and hashed as it comes, kept only if it is what was promised.

    A context manager; what was not kept is removed.
    """

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        blobs.folder.mkdir(parents=True, exist_ok=True)
        self._path = blobs.folder / f".{uuid.uuid4().hex}.tmp"
        self._file: BinaryIO = self._path.open("wb")
        self._digest = hashlib.sha256()
        self.size = 0

    def __enter__(self) -> Upload:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def write(self, chunk: bytes) -> int:
        self._digest.update(chunk)
        self.size += len(chunk)
        return self._file.write(chunk)

    def keep(self, sha256: str, size: int) -> None:
        """Store the content if it has this hash and size (bytes). Raises HubError 400 if not."""
        if self.size != size or self._digest.hexdigest() != sha256:
            raise HubError(
                400, f"The upload is not the announced object: {self.size} of {size} bytes, or another hash."
            )
        self.keep_as(sha256, size)

    def keep_as(self, etag: str, size: int) -> None:
        """Store the content under an id that the caller has computed itself."""
        if self.size != size:
            raise HubError(409, f"The file changed while it was copied: {self.size} of {size} bytes.")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        target = self._blobs.path(etag)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            replace(self._path, target)
