"""The JSON that the Hub's API answers with, built from a repo at a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hfcourse.hub import cards
from hfcourse.hub.blobs import Entry
from hfcourse.hub.config import Facts, Kind, User
from hfcourse.hub.history import Commit
from hfcourse.hub.store import Repo, last_commits

PREFIX: dict[Kind, str] = {"model": "", "dataset": "datasets/", "space": "spaces/"}
ALWAYS = ("_id", "id", "modelId")  # what `expand` cannot leave out
IN_LISTS = (
    "private",
    "downloads",
    "likes",
    "tags",
    "pipeline_tag",
    "library_name",
    "createdAt",
    "sdk",
    "trendingScore",
)
IN_FULL_LISTS = ("author", "sha", "lastModified", "gated", "siblings")
SORTS = {"downloads", "likes", "lastModified", "createdAt", "trendingScore"}
# What a search may ask of a tag, besides `filter`: parameter -> how the tag is spelled.
TAG_PARAMETERS = (
    "pipeline_tag",
    "library",
    "language",
    "license",
    "task_categories",
    "size_categories",
    "dataset",
    "sdk",
)


@dataclass(frozen=True)
class View:
    """A repo as somebody asked for it. asked: the id they used. sha: the commit id to show. gated: as `Access.gating`."""

    kind: Kind
    asked: str
    repo: Repo
    commit: Commit
    sha: str
    gated: str | bool
    facts: Facts


def info(view: View, *, blobs: bool = False, expand: Sequence[str] = ()) -> dict[str, Any]:
    """`GET /api/{kind}s/{id}`. blobs: sizes and ids of the files too. expand: only these keys."""
    keys = (*ALWAYS, *expand) if expand else None
    return _build(view, _fields(view, blobs=blobs), keys)


def _fields(view: View, *, blobs: bool = False) -> Mapping[str, Callable[[], Any]]:
    """Each key with how to find its value, so that a list does not open files for what it does not show."""
    kind, repo, commit = view.kind, view.repo, view.commit
    fields: dict[str, Callable[[], Any]] = {
        "_id": lambda: commit.oid[:24],
        "id": lambda: view.asked,
        "author": lambda: view.asked.split("/")[0],
        "sha": lambda: view.sha,
        "createdAt": lambda: repo.state.created,
        "lastModified": lambda: commit.date,
        "private": lambda: repo.state.private,
        "gated": lambda: view.gated,
        "disabled": lambda: False,
        "likes": lambda: view.facts.likes,
        "trendingScore": lambda: 0,
        "tags": lambda: cards.tags(kind, repo, commit),
        "cardData": lambda: cards.card(repo, commit),
        "siblings": lambda: [_sibling(path, entry, blobs) for path, entry in commit.files.items()],
        "usedStorage": lambda: sum(entry.size for entry in commit.files.values()),
    }
    if kind == "space":
        fields["sdk"] = lambda: cards.card(repo, commit).get("sdk")
        return fields
    fields["downloads"] = lambda: view.facts.downloads
    if kind == "model":
        fields["modelId"] = fields["id"]
        fields["library_name"] = lambda: cards.library(repo, commit)
        fields["pipeline_tag"] = lambda: cards.task(repo, commit)
        fields["config"] = lambda: _config(repo, commit)
        fields["safetensors"] = lambda: _safetensors(repo, commit)
    return fields


def _build(view: View, fields: Mapping[str, Callable[[], Any]], keys: Iterable[str] | None) -> dict[str, Any]:
    chosen = fields if keys is None else [key for key in keys if key in fields]
    values = {key: fields[key]() for key in chosen}
    return {key: value for key, value in values.items() if value is not None}


def _sibling(path: str, entry: Entry, blobs: bool) -> dict[str, Any]:
    if not blobs:
        return {"rfilename": path}
    sibling: dict[str, Any] = {"rfilename": path, "size": entry.size, "blobId": entry.oid}
    if entry.sha256:
        sibling["lfs"] = {"sha256": entry.sha256, "size": entry.size, "pointerSize": entry.pointer_size}
    return sibling


def _config(repo: Repo, commit: Commit) -> dict[str, Any] | None:
    config = cards.read_json(repo, commit, "config.json")
    return {key: config[key] for key in ("architectures", "model_type") if key in config} or None


def _safetensors(repo: Repo, commit: Commit) -> dict[str, Any] | None:
    counts = cards.parameters(repo, commit)
    return {"parameters": counts, "total": sum(counts.values())} if counts else None


def listing(views: Iterable[View], query: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """`GET /api/{kind}s?search&filter&author&sort&limit…`: sorted from the largest (direction=1: from the smallest)."""
    found = [view for view in views if _matches(view, query)]
    sort = _last(query, "sort") or "trendingScore"
    fields = {id(view): _fields(view) for view in found}
    if sort in SORTS:
        found.sort(
            key=lambda view: fields[id(view)].get(sort, lambda: 0)(),
            reverse=_last(query, "direction") != "1",
        )
    limit = _last(query, "limit")
    if limit.isdigit():
        found = found[: int(limit)]
    expand = query.get("expand", ())
    keys = (*ALWAYS, *(expand or _list_keys(query)))
    return [_build(view, fields[id(view)], keys) for view in found]


def _list_keys(query: Mapping[str, Sequence[str]]) -> list[str]:
    keys = list(IN_LISTS)
    keys += IN_FULL_LISTS if is_true(_last(query, "full")) else ()
    keys += [key for key in ("cardData", "config") if is_true(_last(query, key))]
    return keys


def _matches(view: View, query: Mapping[str, Sequence[str]]) -> bool:
    words = _last(query, "search").lower().split()
    if not all(word in view.asked.lower() for word in words):
        return False
    author = _last(query, "author")
    if author and author.lower() != view.asked.split("/")[0].lower():
        return False
    gated = _last(query, "gated")
    if gated and is_true(gated) != bool(view.gated):
        return False
    wanted = [tag for value in query.get("filter", ()) for tag in value.split(",") if tag]
    wanted += [value for name in TAG_PARAMETERS for value in query.get(name, ())]
    if not wanted:
        return True
    tags = {tag.lower() for tag in cards.tags(view.kind, view.repo, view.commit)}
    bare = {tag.partition(":")[2] for tag in tags}
    return all(tag.lower() in tags or tag.lower() in bare for tag in wanted)


def _last(query: Mapping[str, Sequence[str]], name: str) -> str:
    values = query.get(name, ())
    return values[-1] if values else ""


def is_true(value: str) -> bool:
    """How clients write a flag in a query: True, true or 1."""
    return value.lower() in ("true", "1")


def tree(view: View, folder: str, *, recursive: bool, expand: bool) -> list[dict[str, Any]]:
    """`GET …/tree/{rev}/{folder}`: folders and files, each with its full path."""
    files = view.commit.under(folder)
    depth = folder.count("/") + 1 if folder else 0
    inside = folder + "/" if folder else ""
    folders = [path for path in view.commit.folders if path and path.startswith(inside)]
    paths = [path for path in (*sorted(folders), *files) if recursive or path.count("/") == depth]
    return paths_info(view, paths, expand=expand)


def paths_info(view: View, paths: Sequence[str], *, expand: bool) -> list[dict[str, Any]]:
    """Facts of some files and folders; paths that do not exist are left out."""
    known = [path for path in paths if path in view.commit.files or path in view.commit.folders]
    commits = last_commits(view.repo, view.commit.oid, known) if expand else {}
    items = []
    for path in known:
        item = _item(view.commit, path)
        if path in commits:
            last = commits[path]
            item["lastCommit"] = {"id": last.oid, "title": last.title, "date": last.date}
        items.append(item)
    return items


def _item(commit: Commit, path: str) -> dict[str, Any]:
    entry = commit.files.get(path)
    if entry is None:
        return {"type": "directory", "oid": commit.folders[path], "size": 0, "path": path}
    item: dict[str, Any] = {"type": "file", "oid": entry.oid, "size": entry.size, "path": path}
    if entry.sha256:
        item["lfs"] = {"oid": entry.sha256, "size": entry.size, "pointerSize": entry.pointer_size}
    return item


def refs(repo: Repo) -> dict[str, Any]:
    def entries(names: Mapping[str, str], folder: str) -> list[dict[str, str]]:
        return [{"name": name, "ref": f"refs/{folder}/{name}", "targetCommit": oid} for name, oid in names.items()]

    heads, tags = entries(repo.state.heads, "heads"), entries(repo.state.tags, "tags")
    return {"branches": heads, "tags": tags, "converts": [], "pullRequests": []}


def log(repo: Repo, oid: str) -> list[dict[str, Any]]:
    return [
        {
            "id": commit.oid,
            "title": commit.title,
            "message": commit.message,
            "authors": [{"user": commit.author}],
            "date": commit.date,
            "formatted": {"title": commit.title, "message": commit.message},
        }
        for commit in repo.log(oid)
    ]


def whoami(user: User) -> dict[str, Any]:
    return {
        "type": "user",
        "id": user.name,
        "name": user.name,
        "fullname": user.name,
        "isPro": False,
        "orgs": [{"type": "org", "id": org, "name": org, "fullname": org} for org in user.orgs],
        "auth": {
            "type": "access_token",
            "accessToken": {"displayName": user.token_name or f"{user.name}-{user.role}", "role": user.role},
        },
    }
