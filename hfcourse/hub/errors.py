"""What the hub refuses, in the words and codes of the real Hub (its clients choose an exception class by the code)."""

from __future__ import annotations

from hfcourse.messages import _


class HubError(Exception):
    """An answer other than success.

    status: the HTTP status. code: the `X-Error-Code` header, or None. message: what the client shows.
    details: further keys of the JSON body (the 409 of a repo that exists carries its `url`).
    """

    def __init__(self, status: int, message: str, code: str | None = None, **details: object) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.details = details


class Moved(Exception):
    """The repo `source` answers under the id `target` now."""

    def __init__(self, source: str, target: str) -> None:
        super().__init__(f"{source} -> {target}")
        self.source = source
        self.target = target


def invalid_token() -> HubError:
    return HubError(401, "Invalid credentials in Authorization header")


def login_needed() -> HubError:
    return HubError(401, "Invalid username or password.")


def repo_not_found(*, anonymous: bool) -> HubError:
    """The real Hub does not tell a stranger whether a repo is missing or private: 401 without a token, 404 with one."""
    if anonymous:
        return HubError(401, "Invalid username or password.", "RepoNotFound")
    return HubError(404, "Repository not found", "RepoNotFound")


def revision_not_found(revision: str) -> HubError:
    return HubError(404, f"Invalid rev id: {revision}", "RevisionNotFound")


def entry_not_found(message: str = "Entry not found") -> HubError:
    return HubError(404, message, "EntryNotFound")


def gated(kind: str, repo_id: str, page: str, *, anonymous: bool) -> HubError:
    if anonymous:
        message = (
            f"Access to {kind} {repo_id} is restricted. You must have access to it and be authenticated to access it. "
            "Please log in."
        )
        return HubError(401, message, "GatedRepo")
    message = (
        f"Access to {kind} {repo_id} is restricted and you are not in the authorized list. "
        f"Visit {page} to ask for access."
    )
    return HubError(403, message, "GatedRepo")


# Clients put a full stop of their own behind the message of a 403.
def write_token_needed() -> HubError:
    return HubError(403, "you must use a write token to upload to a repository")


def wrong_namespace(kind: str, namespace: str) -> HubError:
    return HubError(403, f'You don\'t have the rights to create a {kind} under the namespace "{namespace}"')


def no_rights(repo_id: str, name: str) -> HubError:
    text = _(
        "You (%(name)s) may not change %(id)s: a token writes to its own namespace only. Next step: push to %(name)s/my-model"
    )
    return HubError(403, text % {"name": name, "id": repo_id})


def alias_is_read_only(repo_id: str, stand_in: str, name: str) -> HubError:
    text = _(
        "%(id)s is served here by the stand-in %(stand_in)s and cannot be changed. Next step: push to a repo of your "
        "own, such as %(name)s/my-model"
    )
    return HubError(403, text % {"id": repo_id, "stand_in": stand_in, "name": name})


def seed_is_fixed(repo_id: str) -> HubError:
    text = _("%(id)s comes with the course: it can take new commits, but it cannot be moved or deleted")
    return HubError(403, text % {"id": repo_id})


def repo_exists(kind: str, url: str) -> HubError:
    return HubError(409, f"You already created this {kind} repo", None, url=url)


def no_pull_requests() -> HubError:
    text = _(
        "The course's small hub has no pull requests or discussions. Next step: commit to a branch (revision=...)."
    )
    return HubError(400, text)


def unknown_route(method: str, path: str) -> HubError:
    text = _(
        "The course's small hub does not know %(method)s %(path)s. It serves repos, files, search, uploads and "
        "branches; everything else is on the real Hub."
    )
    return HubError(404, text % {"method": method, "path": path})
