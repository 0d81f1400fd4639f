"""Who may see and change what: tokens, private repos, gated repos."""

from __future__ import annotations

import hashlib
import hmac
import time

from hfcourse.hub import errors
from hfcourse.hub.config import HubConfig, Kind, User
from hfcourse.hub.store import Repo

UPLOAD_SECONDS = 3600  # how long an upload address is good for


class Access:
    """The rules of one hub."""

    def __init__(self, config: HubConfig, secret: bytes) -> None:
        self._users = config.users
        self._gated = frozenset(config.gated)
        self._secret = secret

    def user(self, authorization: str | None) -> User | None:
        """Who sends this Authorization header; None for nobody. Raises HubError 401 for an unknown or revoked token."""
        if not authorization:
            return None
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise errors.invalid_token()
        for user in self._users:
            if hmac.compare_digest(user.token.encode(), token.strip().encode("utf-8", "surrogateescape")):
                if user.revoked:
                    break
                return user
        raise errors.invalid_token()

    def owns(self, user: User | None, namespace: str) -> bool:
        return user is not None and namespace in (user.name, *user.orgs)

    def sees(self, user: User | None, repo: Repo) -> bool:
        return not repo.state.private or self.owns(user, repo.id.split("/")[0])

    def gating(self, asked: str, repo: Repo) -> str | bool:
        """What the API calls `gated`: False, "auto" or "manual"."""
        return "manual" if asked in self._gated else repo.state.gated

    def check_files(self, user: User | None, kind: Kind, asked: str, repo: Repo, page: str) -> None:
        """Raises HubError GatedRepo if the files of `asked` are closed to `user`. page: where a person asks for access."""
        if not self.gating(asked, repo) or self.owns(user, repo.id.split("/")[0]):
            return
        if user is None or asked not in user.granted:
            raise errors.gated(kind, asked, page, anonymous=user is None)

    def check_namespace(self, user: User | None, kind: Kind, namespace: str) -> User:
        """The user, if they may create repos under `namespace`. Raises HubError 401 or 403."""
        writer = self.check_writer(user)
        if not self.owns(writer, namespace):
            raise errors.wrong_namespace(kind, namespace)
        return writer

    def check_writer(self, user: User | None) -> User:
        if user is None:
            raise errors.login_needed()
        if user.role != "write":
            raise errors.write_token_needed()
        return user

    def check_write(self, user: User | None, asked: str, repo: Repo) -> User:
        """The user, if they may change `repo`, which they asked for as `asked`. Raises HubError 401 or 403."""
        writer = self.check_writer(user)
        if asked != repo.id:
            raise errors.alias_is_read_only(asked, repo.id, writer.name)
        if not self.owns(writer, repo.id.split("/")[0]):
            raise errors.no_rights(repo.id, writer.name)
        return writer

    def sign_upload(self, kind: Kind, repo_id: str, oid: str, size: int) -> str:
        """A query string that allows one upload. Clients send no token with it, as to the real Hub's storage."""
        expires = int(time.time()) + UPLOAD_SECONDS
        return f"size={size}&expires={expires}&signature={self._sign(kind, repo_id, oid, size, expires)}"

    def check_upload(self, kind: Kind, repo_id: str, oid: str, size: int, expires: int, signature: str) -> None:
        right = hmac.compare_digest(signature.encode(), self._sign(kind, repo_id, oid, size, expires).encode())
        if not right or expires < time.time():
            raise errors.HubError(403, "This upload address is not valid, or no longer. Next step: upload again.")

    def _sign(self, kind: Kind, repo_id: str, oid: str, size: int, expires: int) -> str:
        message = f"{kind} {repo_id} {oid} {size} {expires}".encode()
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()
