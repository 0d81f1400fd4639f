"""Commits: what a repo's files were at one moment, under git's own ids."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from hfcourse.hub.blobs import Entry, git_hash, tree_ids
from hfcourse.hub.errors import HubError, entry_not_found
from hfcourse.hub.names import check_path


def timestamp(moment: datetime) -> str:
    """`moment` as the Hub writes it: UTC, milliseconds, "Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def now() -> str:
    return timestamp(datetime.now(UTC))


@dataclass(frozen=True)
class Commit:
    """One commit. date: as `timestamp` writes it. files: path -> entry of everything, not only of what changed."""

    parent: str | None
    title: str
    message: str
    date: str
    author: str
    files: Mapping[str, Entry]

    @cached_property
    def folders(self) -> Mapping[str, str]:
        """Path -> git tree id of every folder; the root is ""."""
        return tree_ids(self.files)

    @cached_property
    def oid(self) -> str:
        """The id that git itself would give this commit."""
        seconds = int(datetime.fromisoformat(self.date).timestamp())
        who = f"{self.author} <{self.author}@localhost> {seconds} +0000"
        lines = [f"tree {self.folders['']}", *([f"parent {self.parent}"] if self.parent else [])]
        lines += [f"author {who}", f"committer {who}", "", f"{self.title}\n\n{self.message}".strip(), ""]
        return git_hash("commit", "\n".join(lines).encode("utf-8", "surrogatepass"))

    def to_json(self) -> bytes:
        fields = {**asdict(replace(self, files={})), "files": {}}
        fields["files"] = {path: [entry.oid, entry.size, entry.sha256] for path, entry in self.files.items()}
        return json.dumps(fields).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Commit:
        fields = json.loads(content)
        fields["files"] = {path: Entry(*entry) for path, entry in fields["files"].items()}
        return cls(**fields)

    def under(self, folder: str) -> dict[str, Entry]:
        """The files in `folder` ("" is all). Raises HubError EntryNotFound where there is no such folder."""
        if folder and folder not in self.folders:
            raise entry_not_found(f"{folder} does not exist on this revision")
        return {path: entry for path, entry in self.files.items() if not folder or path.startswith(folder + "/")}


@dataclass(frozen=True)
class Add:
    path: str
    entry: Entry


@dataclass(frozen=True)
class Delete:
    path: str
    folder: bool = False


def apply(files: Mapping[str, Entry], changes: Sequence[Add | Delete]) -> dict[str, Entry]:
    """The files after `changes`, in order. Raises HubError for a bad path, a missing file, or a file in a folder's place."""
    result = dict(files)
    for change in changes:
        path = change.path.rstrip("/") if isinstance(change, Delete) else check_path(change.path)
        if isinstance(change, Add):
            result[path] = change.entry
            continue
        gone = [path] if not change.folder else [name for name in result if name.startswith(path + "/")]
        if not gone or any(name not in result for name in gone):
            raise entry_not_found(f"A {'folder' if change.folder else 'file'} with this name doesn't exist: {path}")
        for name in gone:
            del result[name]
    folders = {parent for path in result for parent in _parents(path)}
    if clash := folders & result.keys():
        raise HubError(400, f"{min(clash)} would be both a file and a folder")
    return dict(sorted(result.items()))


def _parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
