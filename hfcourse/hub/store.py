"""Repos on disk: read-only seed folders, and over them a writable overlay with every commit that was ever made.

The overlay of a repo is `<overlay>/<models|datasets|spaces>/<namespace>/<name>/`:

    repo.json          private, gated, branches and tags: the only file that is ever replaced
    commits/<id>.json  one file a commit, never changed
    blobs/<ab>/<id>    contents by their hash, never changed

A change writes new files first and replaces repo.json last, by one rename: killed at any moment, a repo is whole, either
as it was or as it was to be. Changes of one repo hold a lock file, so several servers can share an overlay.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock

from filelock import FileLock

from hfcourse.hub.blobs import GITATTRIBUTES, Blobs, Entry, entry_of, write_atomically
from hfcourse.hub.config import HubConfig, Kind
from hfcourse.hub.errors import HubError, Moved, entry_not_found, no_pull_requests, revision_not_found, seed_is_fixed
from hfcourse.hub.history import Add, Commit, Delete, apply, now, timestamp
from hfcourse.hub.names import check_ref, is_repo_id, is_safe_path
from hfcourse.messages import _

SHORTEST_PREFIX = 7  # hex digits of a commit id that are enough to name it, as git prints them
NOT_SERVED = {".git", ".cache", "__pycache__", ".DS_Store"}  # what tools leave in a folder of files
FRESH = 1.0  # seconds for which a seed folder is not looked through again
LEFTOVERS_AFTER = 24 * 3600  # seconds: a temporary file this old belongs to nobody any more


@dataclass
class State:
    """repo.json. created: a `timestamp`. heads, tags: name -> commit id. moved_to: the id that took this one's place."""

    repo_id: str
    created: str
    private: bool = False
    gated: str | bool = False
    heads: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    moved_to: str | None = None


class Repo:
    """One repo as it is at this moment; made by `Store.find`, not kept."""

    def __init__(self, kind: Kind, state: State, folder: Path, seed: Seed | None = None) -> None:
        self.kind = kind
        self.id = state.repo_id
        self.state = state
        self.folder = folder
        self.blobs = Blobs(folder / "blobs")
        self._seed = seed

    @property
    def is_overlaid(self) -> bool:
        return self._seed is None

    def commit(self, oid: str) -> Commit:
        if self._seed is not None and oid == self._seed.commit.oid:
            return self._seed.commit
        try:
            return _read_commit(self.folder / "commits" / f"{oid}.json")
        except FileNotFoundError:
            raise revision_not_found(oid) from None

    def resolve(self, revision: str) -> str:
        """The commit id that a branch, tag, full id or short id names. Raises HubError RevisionNotFound."""
        state = self.state
        for name, refs in (
            (revision.removeprefix("refs/heads/"), state.heads),
            (revision.removeprefix("refs/tags/"), state.tags),
        ):
            if name in refs:
                return refs[name]
        if len(revision) >= SHORTEST_PREFIX and set(revision) <= set("0123456789abcdef"):
            known = {*state.heads.values(), *state.tags.values()}
            if (self.folder / "commits").is_dir():
                known |= {path.stem for path in (self.folder / "commits").glob(f"{revision}*.json")}
            matches = [oid for oid in known if oid.startswith(revision)]
            if len(matches) == 1:
                return matches[0]
        raise revision_not_found(revision)

    def log(self, oid: str) -> Iterator[Commit]:
        """The commit and its ancestors, newest first."""
        at: str | None = oid
        while at is not None:
            commit = self.commit(at)
            yield commit
            at = commit.parent

    def content(self, path: str, entry: Entry) -> Path:
        """The file on this computer that holds what the repo lists as `path`."""
        return self.blobs.path(entry.etag) if self._seed is None else self._seed.folder / path


@lru_cache(maxsize=256)
def _read_commit(path: Path) -> Commit:
    return Commit.from_json(path.read_bytes())


@dataclass(frozen=True)
class Seed:
    folder: Path
    commit: Commit


class Seeds:
    """The seed folders. Their files are hashed when first needed, and again only if size or time on disk change
    (looked for once a second)."""

    def __init__(self, config: HubConfig) -> None:
        self._roots = [root.resolve() for root in config.seeds]
        self._date = timestamp(config.seed_date)
        self._folders: dict[tuple[Kind, str], Path] = {}
        self._hashes: dict[tuple[Path, int, int], Entry] = {}
        self._commits: dict[Path, tuple[object, Commit]] = {}
        self._looked: dict[Path, float] = {}
        self._hashing = Lock()

    def ids(self, kind: Kind) -> list[str]:
        """The seeds of one kind, as the folders are now."""
        found: dict[str, Path] = {}
        for root in self._roots:
            for folder in sorted((root / f"{kind}s").glob("*/*/")):
                repo_id = "/".join(folder.parts[-2:])
                if is_repo_id(repo_id) and folder.resolve() == folder:  # a link out of the root is no seed
                    found.setdefault(repo_id, folder)
        self._folders.update({(kind, repo_id): folder for repo_id, folder in found.items()})
        return list(found)

    def find(self, kind: Kind, repo_id: str) -> Seed | None:
        folder = self._folders.get((kind, repo_id))
        if folder is None and repo_id in self.ids(kind):
            folder = self._folders[kind, repo_id]
        if folder is None:
            return None
        if self.is_fresh(kind, repo_id):
            return Seed(folder, self._commits[folder][1])
        try:
            files = sorted(_walk(folder, ""))
        except FileNotFoundError:  # removed while we serve
            return None
        with self._hashing:
            known = self._commits.get(folder)
            if known is None or known[0] != files:
                entries = {path: self._entry(folder, path, size, changed) for path, size, changed in files}
                commit = Commit(
                    None, "Add the files of this repo", "", self._date, repo_id.split("/", maxsplit=1)[0], entries
                )
                known = self._commits[folder] = (files, commit)
            self._looked[folder] = time.monotonic()
        return Seed(folder, known[1])

    def is_fresh(self, kind: Kind, repo_id: str) -> bool:
        """Whether this seed was looked at so recently that it is taken as it was then."""
        folder = self._folders.get((kind, repo_id))
        return folder is not None and time.monotonic() - self._looked.get(folder, -FRESH) < FRESH

    def _entry(self, folder: Path, path: str, size: int, changed: int) -> Entry:
        key = (folder / path, size, changed)
        if key not in self._hashes:
            self._hashes[key] = entry_of(folder / path, path)
        return self._hashes[key]


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, int, int]]:
    """(path in the repo, bytes, time of change in ns) of every real file: no link is followed, no cache or VCS folder read."""
    with os.scandir(folder) as children:
        for child in children:
            path = prefix + child.name
            if child.is_symlink() or child.name in NOT_SERVED or not is_safe_path(path):
                continue
            if child.is_dir(follow_symlinks=False):
                inside = Path(child.path)
                if inside.resolve() == inside:  # Windows junctions are not symlinks
                    yield from _walk(inside, path + "/")
            else:
                facts = child.stat(follow_symlinks=False)
                yield path, facts.st_size, facts.st_mtime_ns


class Store:
    """Every repo of a hub. Blocking: call it from a worker thread."""

    def __init__(self, config: HubConfig) -> None:
        self.seeds = Seeds(config)
        self.overlay = config.overlay.absolute()
        self._remove_leftovers()

    def _remove_leftovers(self) -> None:
        """Delete the temporary files of servers that were killed."""
        oldest = time.time() - LEFTOVERS_AFTER
        for path in self.overlay.glob("*/*/*/**/.*.tmp"):
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink()
            except OSError:  # another server was faster, or still holds it open
                continue

    def _folder(self, kind: Kind, repo_id: str) -> Path:
        if not is_repo_id(repo_id):
            raise HubError(400, _("%(id)s is not a valid repo id.") % {"id": ascii(repo_id[:100])})
        return self.overlay / f"{kind}s" / repo_id

    def _state(self, kind: Kind, repo_id: str) -> State | None:
        try:
            state = State(**json.loads((self._folder(kind, repo_id) / "repo.json").read_bytes()))
        except (FileNotFoundError, NotADirectoryError):
            return None
        return state if state.repo_id == repo_id else None  # a file system that takes "A" for "a"

    def _save(self, kind: Kind, state: State) -> None:
        content = json.dumps(state.__dict__, indent=1).encode()
        write_atomically(self._folder(kind, state.repo_id) / "repo.json", content)

    @contextmanager
    def _lock(self, kind: Kind, repo_id: str) -> Iterator[None]:
        locks = self.overlay / "locks"
        locks.mkdir(parents=True, exist_ok=True)
        with FileLock(locks / f"{kind}--{repo_id.replace('/', '--').lower()}.lock", timeout=60, poll_interval=0.01):
            yield

    def find(self, kind: Kind, repo_id: str) -> Repo | None:
        """The repo of this id, or None. Raises Moved where another id took its place."""
        if not is_repo_id(repo_id):
            return None
        state = self._state(kind, repo_id)
        if state is not None:
            if state.moved_to:
                raise Moved(repo_id, state.moved_to)
            return Repo(kind, state, self._folder(kind, repo_id))
        seed = self.seeds.find(kind, repo_id)
        if seed is None:
            return None
        state = State(repo_id, created=seed.commit.date, heads={"main": seed.commit.oid})
        return Repo(kind, state, self._folder(kind, repo_id), seed)

    def ids(self, kind: Kind) -> list[str]:
        """The id of every repo of this kind, moved ones left out."""
        overlaid = {"/".join(path.parts[-3:-1]) for path in (self.overlay / f"{kind}s").glob("*/*/repo.json")}
        moved = {repo_id for repo_id in overlaid if is_repo_id(repo_id) and self._is_moved(kind, repo_id)}
        return sorted({*self.seeds.ids(kind), *overlaid} - moved)

    def _is_moved(self, kind: Kind, repo_id: str) -> bool:
        state = self._state(kind, repo_id)
        return state is None or state.moved_to is not None

    def create(self, kind: Kind, repo_id: str, author: str, *, private: bool, files: dict[str, bytes]) -> Repo | None:
        """Make a repo whose first commit holds .gitattributes and `files`. None if there is one already."""
        folder = self._folder(kind, repo_id)
        with self._lock(kind, repo_id):
            try:
                if self.find(kind, repo_id) is not None:
                    return None
            except Moved:
                pass  # an id that was given up can be taken again
            if folder.parent.is_dir() and any(
                other.name.lower() == folder.name.lower() and other.name != folder.name
                for other in folder.parent.iterdir()
            ):
                return None
            shutil.rmtree(folder, ignore_errors=True)  # what a deletion that was cut short left behind
            repo = Repo(kind, State(repo_id, created=now(), private=private), folder)
            contents = {".gitattributes": GITATTRIBUTES.encode(), **files}
            first = {path: repo.blobs.add(content) for path, content in sorted(contents.items())}
            self._add_commit(repo, "main", Commit(None, "initial commit", "", repo.state.created, author, first))
            return repo

    def _add_commit(self, repo: Repo, branch: str, commit: Commit) -> None:
        write_atomically(repo.folder / "commits" / f"{commit.oid}.json", commit.to_json())
        repo.state.heads[branch] = commit.oid
        self._save(repo.kind, repo.state)

    @contextmanager
    def _changing(self, repo: Repo) -> Iterator[Repo]:
        """The newest state of `repo`, held still, in the overlay (a seed is copied there, so it outlives an update)."""
        with self._lock(repo.kind, repo.id):
            current = self.find(repo.kind, repo.id)
            if current is None:
                raise HubError(404, "Repository not found", "RepoNotFound")
            if not current.is_overlaid:
                oid = current.state.heads["main"]
                commit = current.commit(oid)
                for path, entry in commit.files.items():
                    current.blobs.add_file(current.content(path, entry), entry)
                write_atomically(current.folder / "commits" / f"{oid}.json", commit.to_json())
                current = Repo(repo.kind, current.state, current.folder)
            yield current

    def commit(
        self,
        repo: Repo,
        branch: str,
        changes: Sequence[Add | Delete],
        *,
        title: str,
        message: str,
        author: str,
        parent: str | None = None,
    ) -> str:
        """Apply `changes` (whose contents are stored already) to a branch and return the commit's id.

        parent: the commit that the branch must still be at (full or short id), else HubError 412.
        Without any difference no commit is made. Raises HubError for an unknown branch or a change that cannot be.
        """
        branch = branch.removeprefix("refs/heads/")
        if branch.startswith("refs/pr/"):
            raise no_pull_requests()
        with self._changing(repo) as current:
            head = current.state.heads.get(branch)
            if head is None:
                raise revision_not_found(branch)
            if parent and not head.startswith(parent):
                raise HubError(412, "A commit has happened since. Please refresh and try again.")
            before = current.commit(head)
            files = apply(before.files, changes)
            if files == before.files:
                return head
            commit = Commit(head, title, message, now(), author, files)
            self._add_commit(current, branch, commit)
            return commit.oid

    def create_branch(self, repo: Repo, branch: str, start: str) -> None:
        with self._changing(repo) as current:
            if check_ref(branch) in current.state.heads:
                raise HubError(409, f"Reference already exists: refs/heads/{branch}")
            current.state.heads[branch] = current.resolve(start)
            self._save(repo.kind, current.state)

    def delete_branch(self, repo: Repo, branch: str) -> None:
        with self._changing(repo) as current:
            if branch == "main":
                raise HubError(403, "Cannot delete the branch main")
            if current.state.heads.pop(branch, None) is None:
                raise revision_not_found(branch)
            self._save(repo.kind, current.state)

    def create_tag(self, repo: Repo, tag: str, revision: str) -> None:
        with self._changing(repo) as current:
            if check_ref(tag) in current.state.tags:
                raise HubError(409, f"Reference already exists: refs/tags/{tag}")
            current.state.tags[tag] = current.resolve(revision)
            self._save(repo.kind, current.state)

    def delete_tag(self, repo: Repo, tag: str) -> None:
        with self._changing(repo) as current:
            if current.state.tags.pop(tag, None) is None:
                raise revision_not_found(tag)
            self._save(repo.kind, current.state)

    def set_access(self, repo: Repo, *, private: bool | None, gated: str | bool | None) -> None:
        with self._changing(repo) as current:
            if private is not None:
                current.state.private = private
            if gated is not None:
                current.state.gated = gated
            self._save(repo.kind, current.state)

    def delete(self, repo: Repo) -> None:
        """Remove a repo and its history: gone at the first step, its files after that."""
        self._refuse_seed(repo)
        with self._lock(repo.kind, repo.id):
            (repo.folder / "repo.json").unlink(missing_ok=True)
            shutil.rmtree(repo.folder, ignore_errors=True)

    def move(self, repo: Repo, target: str) -> None:
        """Give a repo another id; the old one redirects. Raises HubError 409 if the new one is taken."""
        self._refuse_seed(repo)
        folder = self._folder(repo.kind, target)
        if repo.id.lower() == target.lower():
            raise HubError(409, f"{target} exists already")
        first, second = sorted((repo.id, target))  # always in one order, so two moves cannot wait for each other
        with self._lock(repo.kind, first), self._lock(repo.kind, second):
            current = self._state(repo.kind, repo.id)
            if current is None:
                raise HubError(404, "Repository not found", "RepoNotFound")
            if self._is_taken(repo.kind, target):
                raise HubError(409, f"{target} exists already")
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(repo.folder, folder, ignore=shutil.ignore_patterns("repo.json", ".*.tmp"))
            self._save(repo.kind, State(**{**current.__dict__, "repo_id": target}))
            self._save(repo.kind, State(repo.id, current.created, moved_to=target))
            for name in ("commits", "blobs"):
                shutil.rmtree(repo.folder / name, ignore_errors=True)

    def _is_taken(self, kind: Kind, repo_id: str) -> bool:
        try:
            return self.find(kind, repo_id) is not None
        except Moved:
            return False

    def _refuse_seed(self, repo: Repo) -> None:
        if self.seeds.find(repo.kind, repo.id) is not None:
            raise seed_is_fixed(repo.id)


def last_commits(repo: Repo, oid: str, paths: Sequence[str]) -> dict[str, Commit]:
    """The newest commit, at or before `oid`, that changed each of `paths` (files or folders that exist there)."""
    found: dict[str, Commit] = {}
    open_paths = set(paths)
    for commit in repo.log(oid):
        before = repo.commit(commit.parent) if commit.parent else None
        changed = {path for path in open_paths if before is None or _id_of(commit, path) != _id_of(before, path)}
        found.update(dict.fromkeys(changed, commit))
        open_paths -= changed
        if not open_paths:
            break
    return found


def _id_of(commit: Commit, path: str) -> str | None:
    entry = commit.files.get(path)
    return entry.oid if entry else commit.folders.get(path)


def file_of(commit: Commit, path: str) -> Entry:
    """The entry of a file. Raises HubError EntryNotFound."""
    entry = commit.files.get(path)
    if entry is None:
        raise entry_not_found()
    return entry
