"""The Hub's HTTP interface over a `Store`: which address does what.

Blocking work runs in worker threads (Starlette runs plain `def` endpoints there; `HubApp._reading` says what does not).
Addresses are matched as they came, still percent-encoded, because clients encode a slash inside a branch or path as %2F.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, unquote

import anyio.to_thread
import yaml
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from hfcourse.hub import answers, errors
from hfcourse.hub.access import Access
from hfcourse.hub.answers import PREFIX, View, is_true
from hfcourse.hub.blobs import Entry, Upload, is_lfs, lfs_entry
from hfcourse.hub.cards import front_matter
from hfcourse.hub.config import KINDS, Facts, HubConfig, Kind, User
from hfcourse.hub.errors import HubError, Moved
from hfcourse.hub.history import Add, Delete
from hfcourse.hub.pages import repo_page
from hfcourse.hub.store import SHORTEST_PREFIX, Repo, Store, file_of
from hfcourse.hub.wire import Json, content_of, file_response, json_body, large_chunks, operations, records
from hfcourse.messages import _

PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
HEX40 = re.compile(r"[0-9a-f]{40}")
WRITES = ("POST", "PUT", "DELETE", "PATCH")
# What can follow a repo id under /api/models/ …, so that "bert-base-uncased/refs" is not taken for a repo id.
_ACTIONS = "revision tree paths-info refs commits discussions auth-check preupload commit branch tag settings"
ACTIONS = frozenset(_ACTIONS.split())


@dataclass(frozen=True)
class Call:
    """One request, taken apart. user: who asks, or None. rest: what follows the repo id, decoded. body: of JSON calls."""

    method: str
    base: str
    query: dict[str, list[str]]
    user: User | None
    kind: Kind
    asked: str
    rest: tuple[str, ...] = ()
    body: Any = None
    range: str | None = None

    def flag(self, name: str) -> bool:
        return is_true(self.query.get(name, [""])[-1])


class HubApp:
    """The application; `asgi` is what a server runs."""

    def __init__(self, config: HubConfig, secret: bytes) -> None:
        self.config = config
        self.store = Store(config)
        self.access = Access(config, secret)
        starlette = Starlette(
            routes=[
                Route("/api/whoami-v2", self._guarded(self._whoami)),
                Route("/api/validate-yaml", self._with_body(self._validate_yaml), methods=["POST"]),
                Route("/api/repos/create", self._with_body(self._create), methods=["POST"]),
                Route("/api/repos/delete", self._with_body(self._delete), methods=["DELETE"]),
                Route("/api/repos/move", self._with_body(self._move), methods=["POST"]),
                *(Route(f"/api/{kind}s", self._guarded(self._list)) for kind in KINDS),
                *(
                    Route(f"/api/{kind}s/{{rest:path}}", self._reading(self._repo_call, self._repo_api))
                    for kind in KINDS
                ),
                *(Route(f"/api/{kind}s/{{rest:path}}", self._repo_api_write, methods=WRITES) for kind in KINDS),
                Route("/{rest:path}", self._reading(self._file_call, self._files)),
                Route("/{rest:path}", self._files_write, methods=WRITES),
            ],
            exception_handlers={
                HubError: _error_response,
                Moved: _redirect,
                OSError: _disk_error,
                ClientDisconnect: lambda request, error: Response(status_code=400),  # nobody is there to read it
                405: _error_response,
            },
        )
        self.asgi: ASGIApp = _RawPath(starlette)

    # -- plumbing -----------------------------------------------------------------------------------------------------

    def _guarded(self, handle: Callable[[Request, User | None], Response]) -> Callable[[Request], Response]:
        """A plain endpoint (Starlette runs it in a worker thread) that knows who asks and follows moved repos."""

        def endpoint(request: Request) -> Response:
            return self._answer(request, handle)

        return endpoint

    def _reading(
        self, parse: Callable[[Request, User | None], Call], handle: Callable[[Request, Call], Response]
    ) -> Callable[[Request], Any]:
        """An endpoint for one repo. A seed that was looked at a moment ago needs no disk walk and no hashing: it is
        answered on the spot, which saves the two changes of thread that cost more than the answer."""

        async def endpoint(request: Request) -> Response:
            call = parse(request, self.access.user(request.headers.get("authorization")))
            if self.store.seeds.is_fresh(call.kind, self._served_id(call)):
                return handle(request, call)
            return await anyio.to_thread.run_sync(handle, request, call)

        return endpoint

    def _with_body(self, handle: Callable[[Request, User | None, Any], Response]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            body = await json_body(request)
            return await anyio.to_thread.run_sync(
                self._answer, request, lambda request, user: handle(request, user, body)
            )

        return endpoint

    def _answer(self, request: Request, handle: Callable[[Request, User | None], Response]) -> Response:
        user = self.access.user(request.headers.get("authorization"))
        return handle(request, user)

    def _call(
        self, request: Request, user: User | None, kind: Kind, asked: str, rest: Sequence[str], body: Any = None
    ) -> Call:
        return Call(
            request.method,
            str(request.base_url).rstrip("/"),
            parse_qs(request.url.query, keep_blank_values=True),
            user,
            kind,
            asked,
            tuple(rest),
            body,
            request.headers.get("range"),
        )

    # -- finding repos ------------------------------------------------------------------------------------------------

    def _served_id(self, call: Call) -> str:
        """The id of the repo that answers: the stand-in's, where there is one."""
        return self.config.aliases.get((call.kind, call.asked), call.asked)

    def _find(self, call: Call) -> Repo:
        """The repo that serves what was asked for. Raises Moved for old ids and HubError RepoNotFound."""
        kind, asked = call.kind, call.asked
        repo = self.store.find(kind, self._served_id(call))
        if repo is not None and self.access.sees(call.user, repo):
            return repo
        target = self.config.legacy.get(asked)
        if target is not None and self._exists(kind, target):
            raise Moved(asked, target)
        raise errors.repo_not_found(anonymous=call.user is None)

    def _exists(self, kind: Kind, repo_id: str) -> bool:
        return self.store.find(kind, self.config.aliases.get((kind, repo_id), repo_id)) is not None

    def _view(self, call: Call, repo: Repo, revision: str = "main") -> View:
        """The repo at a revision. A commit of the real repo that the catalog pins means the head of main here."""
        try:
            oid = sha = repo.resolve(revision)
        except HubError:
            if not self._is_pinned(call.asked, revision):
                raise
            oid = repo.resolve("main")
            # Clients name a cache folder after a full commit id without asking, so they must be told that very id.
            sha = revision if HEX40.fullmatch(revision) else oid
        facts = self.config.facts.get(call.asked, Facts())
        return View(call.kind, call.asked, repo, repo.commit(oid), sha, self.access.gating(call.asked, repo), facts)

    def _is_pinned(self, asked: str, revision: str) -> bool:
        if len(revision) < SHORTEST_PREFIX:
            return False
        pins = [pin for pin in self.config.revision_aliases.get(asked, ()) if len(pin) >= SHORTEST_PREFIX]
        return any(pin.startswith(revision) or revision.startswith(pin) for pin in pins)

    def _page(self, call: Call) -> str:
        return f"{call.base}/{PREFIX[call.kind]}{call.asked}"

    # -- whole-hub calls ----------------------------------------------------------------------------------------------

    def _whoami(self, request: Request, user: User | None) -> Response:
        if user is None:
            raise errors.login_needed()
        return Json(answers.whoami(user))

    def _validate_yaml(self, request: Request, user: User | None, body: Any) -> Response:
        try:
            data = front_matter(str(body.get("content", "")))
        except yaml.YAMLError as problem:
            return Json({"errors": [{"message": str(problem)}], "warnings": []}, 400)
        warnings = [] if data else [{"message": "empty or missing yaml metadata in repo card"}]
        return Json({"errors": [], "warnings": warnings})

    def _list(self, request: Request, user: User | None) -> Response:
        kind = _kind(request)
        call = self._call(request, user, kind, "", ())
        aliases = [real for alias_kind, real in self.config.aliases if alias_kind == kind]
        views = []
        for repo_id in dict.fromkeys([*aliases, *self.store.ids(kind)]):
            repo = self.store.find(kind, self.config.aliases.get((kind, repo_id), repo_id))
            if repo is not None and self.access.sees(user, repo):
                views.append(self._view(self._call(request, user, kind, repo_id, ()), repo))
        return Json(answers.listing(views, call.query))

    def _create(self, request: Request, user: User | None, body: Any) -> Response:
        kind = _kind_named(body.get("type"))
        writer = self.access.check_writer(user)
        repo_id = f"{body.get('organization') or writer.name}/{body.get('name')}"
        call = self._call(request, user, kind, repo_id, ())
        self.access.check_namespace(user, kind, repo_id.split("/", maxsplit=1)[0])
        private = bool(body.get("private")) or body.get("visibility") == "private"
        files = {"README.md": _space_card(repo_id, str(body.get("sdk")))} if kind == "space" else {}
        repo = self.store.create(kind, repo_id, writer.name, private=private, files=files)
        if repo is None:
            raise errors.repo_exists(kind, self._page(call))
        return Json({"url": self._page(call), "name": repo_id, "id": repo_id})

    def _delete(self, request: Request, user: User | None, body: Any) -> Response:
        writer = self.access.check_writer(user)
        repo_id = f"{body.get('organization') or writer.name}/{body.get('name')}"
        call = self._call(request, user, _kind_named(body.get("type")), repo_id, ())
        repo = self._find(call)
        self.access.check_write(user, repo_id, repo)
        self.store.delete(repo)
        return PlainTextResponse("OK")

    def _move(self, request: Request, user: User | None, body: Any) -> Response:
        kind, source, target = _kind_named(body.get("type")), str(body.get("fromRepo")), str(body.get("toRepo"))
        repo = self._find(self._call(request, user, kind, source, ()))
        self.access.check_write(user, source, repo)
        self.access.check_namespace(user, kind, target.split("/", maxsplit=1)[0])
        self.store.move(repo, target)
        return PlainTextResponse("OK")

    # -- /api/{kind}s/{id}/… ------------------------------------------------------------------------------------------

    def _repo_call(self, request: Request, user: User | None, body: Any = None) -> Call:
        segments = [unquote(part) for part in request.path_params["rest"].rstrip("/").split("/")]
        length = 1 if len(segments) == 1 or segments[1] in ACTIONS else 2
        return self._call(request, user, _kind(request), "/".join(segments[:length]), segments[length:], body)

    def _repo_api(self, request: Request, call: Call) -> Response:
        action, arguments = (call.rest[0], call.rest[1:]) if call.rest else ("revision", ("main",))
        repo = self._find(call)
        match action, arguments:
            case "revision", (revision,):
                view = self._view(call, repo, revision)
                expand = [key for value in call.query.get("expand", []) for key in value.split(",")]
                return Json(answers.info(view, blobs=call.flag("blobs"), expand=expand))
            case "tree", (revision, *folder):
                view = self._view(call, repo, revision)
                path = "/".join(folder).strip("/")
                items = answers.tree(view, path, recursive=call.flag("recursive"), expand=call.flag("expand"))
                return Json(items, headers={"X-Repo-Commit": view.sha})
            case "refs", ():
                return Json(answers.refs(repo))
            case "commits", (revision,):
                return Json(answers.log(repo, self._view(call, repo, revision).commit.oid))
            case "discussions", ():
                return Json({"discussions": [], "count": 0, "start": 0})
            case "auth-check", ():
                self.access.check_files(call.user, call.kind, call.asked, repo, self._page(call))
                return PlainTextResponse("OK")
            case "auth-check", ("write",):
                self.access.check_write(call.user, call.asked, repo)
                return PlainTextResponse("OK")
        raise errors.unknown_route(request.method, request.url.path)

    async def _repo_api_write(self, request: Request) -> Response:
        user = self.access.user(request.headers.get("authorization"))
        if "/commit/" not in request.path_params["rest"]:
            body = await json_body(request)
            return await anyio.to_thread.run_sync(self._change, request, user, body)
        # A commit can be large: it goes to disk before it is looked at.
        spool = await anyio.to_thread.run_sync(tempfile.TemporaryFile)
        try:
            async for chunk in large_chunks(request):
                await anyio.to_thread.run_sync(spool.write, chunk)
            return await anyio.to_thread.run_sync(self._change, request, user, spool)
        finally:
            await anyio.to_thread.run_sync(spool.close)

    def _change(self, request: Request, user: User | None, body: Any) -> Response:
        call = self._repo_call(request, user, body)
        repo = self._find(call)
        action, arguments = (call.rest[0], call.rest[1:]) if call.rest else ("", ())
        if (call.method, action) == ("POST", "paths-info") and len(arguments) == 1:
            paths = body.get("paths", [])
            expand = body.get("expand", False)
            view = self._view(call, repo, arguments[0])
            paths = [paths] if isinstance(paths, str) else [str(path) for path in paths]
            return Json(answers.paths_info(view, paths, expand=is_true(str(expand))))
        writer = self.access.check_write(call.user, call.asked, repo)
        if "create_pr" in call.query or action == "discussions":
            raise errors.no_pull_requests()
        match call.method, action, arguments:
            case "POST", "preupload", (revision,):
                return self._preupload(call, repo, revision)
            case "POST", "commit", (branch,):
                return self._commit(call, repo, writer, branch)
            case "POST", "branch", (name,):
                self.store.create_branch(repo, name, str(body.get("startingPoint") or "main"))
            case "DELETE", "branch", (name,):
                self.store.delete_branch(repo, name)
            case "POST", "tag", (revision,):
                self.store.create_tag(repo, str(body.get("tag")), revision)
            case "DELETE", "tag", (name,):
                self.store.delete_tag(repo, name)
            case "PUT", "settings", ():
                return self._settings(repo, body)
            case _:
                raise errors.unknown_route(request.method, request.url.path)
        return PlainTextResponse("OK")

    def _settings(self, repo: Repo, body: Any) -> Response:
        private = {"private": True, "public": False}.get(body.get("visibility"), body.get("private"))
        gated = body.get("gated")
        if private not in (None, True, False) or gated not in (None, False, "auto", "manual"):
            raise HubError(400, "Settings are private (true or false) and gated (false, auto or manual)")
        self.store.set_access(repo, private=private, gated=gated)
        return Json({key: value for key, value in (("private", private), ("gated", gated)) if value is not None})

    def _preupload(self, call: Call, repo: Repo, revision: str) -> Response:
        files = self._view(call, repo, revision).commit.files
        answer = []
        for file in records(call.body, "files", path=str, size=int):
            path = file["path"]
            lfs = is_lfs(path, file["size"])
            known = files.get(path)
            item = {"path": path, "uploadMode": "lfs" if lfs else "regular", "shouldIgnore": False}
            # The id that the client compares with its own file: a sha256 for LFS, git's blob id otherwise.
            answer.append({**item, "oid": known.etag} if known and bool(known.sha256) == lfs else item)
        return Json({"files": answer})

    def _commit(self, call: Call, repo: Repo, writer: User, branch: str) -> Response:
        header: dict[str, Any] = {}
        changes: list[Add | Delete] = []
        for key, value in operations(call.body):
            match key:
                case "header":
                    header = value
                case "file":
                    changes.append(Add(value["path"], repo.blobs.add(content_of(value))))
                case "lfsFile":
                    changes.append(Add(value["path"], _stored(repo, str(value.get("oid")))))
                case "deletedFile" | "deletedFolder":
                    changes.append(Delete(value["path"], folder=key == "deletedFolder"))
                case _:
                    raise HubError(400, f"A commit cannot hold {key!a}")
        oid = self.store.commit(
            repo,
            branch,
            changes,
            title=str(header.get("summary") or "Update"),
            message=str(header.get("description") or ""),
            author=writer.name,
            parent=str(header.get("parentCommit") or "") or None,
        )
        url = f"{self._page(call)}/commit/{oid}"
        return Json({"success": True, "commitOid": oid, "commitUrl": url, "hookOutput": ""})

    # -- files --------------------------------------------------------------------------------------------------------

    def _file_call(self, request: Request, user: User | None, body: Any = None) -> Call:
        segments = [unquote(part) for part in request.path_params["rest"].split("/")]
        kind: Kind = "model"
        for candidate in KINDS:
            if PREFIX[candidate] and segments[0] + "/" == PREFIX[candidate]:
                kind, segments = candidate, segments[1:]
        length = 1 if len(segments) > 1 and segments[1] in ("resolve", "raw") else 2
        return self._call(request, user, kind, "/".join(segments[:length]), segments[length:], body)

    def _files(self, request: Request, call: Call) -> Response:
        match call.rest:
            case ("resolve" | "raw", revision, *path):
                repo = self._find(call)
                self.access.check_files(call.user, call.kind, call.asked, repo, self._page(call))
                view = self._view(call, repo, revision)
                name = "/".join(path)
                return file_response(call.method, call.range, view, name, file_of(view.commit, name))
            case () | ("tree" | "commit", _) if "/" in call.asked and not call.asked.startswith("api/"):
                view = self._view(call, self._find(call), call.rest[1] if call.rest else "main")
                return HTMLResponse(repo_page(view), headers={"Content-Security-Policy": PAGE_POLICY})
        raise errors.unknown_route(request.method, request.url.path)

    async def _files_write(self, request: Request) -> Response:
        """Git LFS: ask where to put objects (batch), put them, confirm (verify)."""
        call = self._file_call(request, None)
        call = Call(**{**call.__dict__, "asked": call.asked.removesuffix(".git")})
        match request.method, call.rest:
            case "POST", ("info", "lfs", "objects", "batch"):
                body = await json_body(request)
                return await anyio.to_thread.run_sync(self._lfs_batch, request, call, body)
            case "POST", ("info", "lfs", "verify"):
                body = await json_body(request)
                return await anyio.to_thread.run_sync(self._lfs_verify, request, call, body)
            case "PUT", ("info", "lfs", "objects", oid):
                return await self._lfs_put(request, call, oid)
        raise errors.unknown_route(request.method, request.url.path)

    def _writable(self, request: Request, call: Call) -> Repo:
        user = self.access.user(request.headers.get("authorization"))
        repo = self._find(Call(**{**call.__dict__, "user": user}))
        self.access.check_write(user, call.asked, repo)
        return repo

    def _lfs_batch(self, request: Request, call: Call, body: Any) -> Response:
        if body.get("operation") != "upload":
            raise HubError(400, _("Downloads come from the resolve addresses; LFS is for uploads here."))
        repo = self._writable(request, call)
        address = f"{self._page(call)}.git/info/lfs"
        objects = []
        for wanted in records(body, "objects", oid=str, size=int):
            oid, size = wanted["oid"], wanted["size"]
            answer: dict[str, Any] = {"oid": oid, "size": size, "authenticated": True}
            if len(oid) != 64 or size < 0:
                answer["error"] = {"code": 422, "message": "an object id is a sha256 in hex"}
            elif not repo.blobs.path(oid).exists():
                signed = self.access.sign_upload(call.kind, repo.id, oid, size)
                answer["actions"] = {
                    "upload": {"href": f"{address}/objects/{oid}?{signed}"},
                    "verify": {"href": f"{address}/verify"},
                }
            objects.append(answer)
        return Json({"transfer": "basic", "objects": objects}, media_type="application/vnd.git-lfs+json")

    async def _lfs_put(self, request: Request, call: Call, oid: str) -> Response:
        query = {name: values[-1] for name, values in call.query.items()}
        try:
            size, expires = int(query["size"]), int(query["expires"])
            self.access.check_upload(call.kind, call.asked, oid, size, expires, query["signature"])
        except (KeyError, ValueError):
            raise HubError(400, "This is not an upload address of this hub") from None
        repo = await anyio.to_thread.run_sync(self.store.find, call.kind, call.asked)
        if repo is None:
            raise errors.repo_not_found(anonymous=True)
        upload: Upload = await anyio.to_thread.run_sync(repo.blobs.upload)
        try:
            async for chunk in large_chunks(request):
                if upload.size + len(chunk) > size:
                    raise HubError(400, f"The upload is larger than announced ({size} bytes)")
                await anyio.to_thread.run_sync(upload.write, chunk)
            await anyio.to_thread.run_sync(upload.keep, oid, size)
        finally:
            await anyio.to_thread.run_sync(upload.__exit__)
        return PlainTextResponse("OK")

    def _lfs_verify(self, request: Request, call: Call, body: Any) -> Response:
        repo = self._writable(request, call)
        entry = _stored(repo, str(body.get("oid")))
        if entry.size != body.get("size"):
            raise HubError(422, f"The stored object has {entry.size} bytes")
        return PlainTextResponse("OK")


# -- answers that are not the handlers' own --------------------------------------------------------------------------


class _RawPath:
    """Match addresses before percent-decoding; each handler decodes the parts that it has split off."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = {**scope, "path": scope["raw_path"].decode("ascii", "replace")}
        await self._app(scope, receive, send)


def _error_response(request: Request, error: Exception) -> Response:
    if not isinstance(error, HubError):  # Starlette's own "method not allowed"
        error = errors.unknown_route(request.method, request.url.path)
    headers = {"X-Error-Code": error.code} if error.code else {}
    if error.message.isascii() and error.message.isprintable():  # a header cannot hold Korean; the body always has it
        headers["X-Error-Message"] = error.message.strip()
    return Json({"error": error.message, **error.details}, error.status, headers)


def _disk_error(request: Request, error: Exception) -> Response:
    """A full or read-only disk, or a repo that another program holds; a status that clients do not retry for minutes."""
    text = _(
        "The hub could not use its folder: %(reason)s. Next step: free some space there, or close what else uses it."
    )
    return _error_response(request, HubError(507, text % {"reason": error}))


def _redirect(request: Request, moved: Exception) -> Response:
    """307 to the same address under the repo's new id: clients keep method, body and query."""
    assert isinstance(moved, Moved)
    target = request.url.path.replace(quote(moved.source), quote(moved.target), 1)
    if target == request.url.path:  # the id stands in the body: a client would ask the same again, for ever
        return _error_response(request, errors.repo_not_found(anonymous=False))
    return RedirectResponse(f"{target}?{request.url.query}" if request.url.query else target, 307)


def _kind(request: Request) -> Kind:
    """Of an address /api/{kind}s…"""
    return _kind_named(request.url.path.split("/")[2].removesuffix("s"))


def _kind_named(name: object) -> Kind:
    for kind in KINDS:
        if name in (kind, None):
            return kind
    raise HubError(400, f"Repos are models, datasets or spaces, not {name!a}")


def _stored(repo: Repo, oid: str) -> Entry:
    """The LFS entry of a content that was uploaded before."""
    try:
        return lfs_entry(oid, repo.blobs.path(oid).stat().st_size)
    except FileNotFoundError:
        raise HubError(400, f"The LFS object {oid} was not uploaded to this repo") from None


def _space_card(repo_id: str, sdk: str) -> bytes:
    return f"---\ntitle: {repo_id.split('/')[1]}\nsdk: {json.dumps(sdk)}\n---\n".encode()
