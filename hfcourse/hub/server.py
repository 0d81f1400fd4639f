"""Run a hub: in a thread of this process, or as a server of its own."""

from __future__ import annotations

import ipaddress
import secrets
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

from hfcourse.errors import CourseError
from hfcourse.hub.config import HubConfig, User
from hfcourse.messages import _

KEEP_ALIVE = 120  # seconds: longer than a client pauses between files, so one connection serves a whole load
START_SECONDS = 30  # how long to wait for the server thread
SERVE_USER = "student"  # whose namespace the token of `serve` writes to
UPLOADS = ".hub"  # where `serve` keeps uploads, inside its folder


class Hub:
    """An embedded hub. `with Hub(config) as url: …`, or `start()` and `stop()`.

    It runs in a daemon thread, so it ends with the process. port 0: the system chooses one.
    """

    def __init__(self, config: HubConfig, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.config = config
        self.url = ""
        self._host = host
        self._port = port
        self._stop: Callable[[], None] | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> str:
        """Serve from now on and return the address for HF_ENDPOINT. A second call changes nothing.

        Raises CourseError if the address cannot be used, or leaves this computer while nobody needs a token.
        """
        if self._thread is not None:
            return self.url
        check_exposure(self._host, self.config)
        listener = _listen(self._host, self._port)
        run, self._stop = _server(self.config, listener)
        self.url = _url(self._host, listener.getsockname()[1])
        self._thread = threading.Thread(target=run, name="hfcourse-hub", daemon=True)
        self._thread.start()
        return self.url

    def stop(self) -> None:
        """Stop serving, at once for idle clients. A hub that is not running stays so."""
        if self._thread is not None and self._stop is not None:
            self._stop()
            self._thread.join(timeout=START_SECONDS)
            self._thread = None

    def __enter__(self) -> str:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _server(config: HubConfig, listener: socket.socket) -> tuple[Callable[[], None], Callable[[], None]]:
    """What runs the server until it is stopped, and what stops it."""
    import uvicorn

    from hfcourse.hub.app import HubApp

    app = HubApp(config, secrets.token_bytes(32))
    settings = uvicorn.Config(
        app.asgi,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(settings)

    def run() -> None:
        with listener:
            server.run(sockets=[listener])

    def stop() -> None:
        deadline = time.monotonic() + START_SECONDS
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        server.should_exit = True

    return run, stop


def check_exposure(host: str, config: HubConfig) -> None:
    """Raises CourseError for a host that other computers can reach while no token guards writing."""
    if is_loopback(host) or any(user.token and not user.revoked for user in config.users):
        return
    text = _(
        "The hub will not listen on %(host)s without a token: anyone on the network could use it. "
        "Next step: give a token, or leave the host at 127.0.0.1."
    )
    raise CourseError(text % {"host": host})


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach `host`. Names other than localhost count as reachable."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on; they wait until the server is up."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, because asyncio switches Nagle's algorithm off (40 ms an answer) only where the protocol says so.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: without it two programs can hold one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        elif port:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host.strip("[]"), port))
        listener.listen(128)
    except OSError as problem:
        listener.close()
        text = _("The hub cannot listen on %(host)s, port %(port)d: %(reason)s. Next step: choose another port.")
        raise CourseError(text % {"host": host, "port": port, "reason": problem}) from None
    return listener


def _url(host: str, port: int) -> str:
    shown = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(host, host)
    return f"http://[{shown}]:{port}" if ":" in shown and not shown.startswith("[") else f"http://{shown}:{port}"


def serve(
    root: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    token: str | None = None,
    *,
    config: HubConfig | None = None,
) -> None:
    """Serve the repos under `root` until interrupted, after printing the lines to paste.

    root: a folder with models/, datasets/, spaces/ of namespace/name/; uploads go to `.hub` inside it. It may be empty.
    token: what writes to the namespace "student". Left out, one is made up and printed, on 127.0.0.1 only.
    config: serve this instead of `root` alone (the catalog's stand-ins, say); its seeds come after `root`.
    Raises CourseError for a host that other computers can reach without a token, or a port in use.
    """
    base = config or HubConfig(overlay=root / UPLOADS)
    made_up = token is None and not base.users and is_loopback(host)
    if made_up:
        token = "hf_" + secrets.token_hex(17)
    users = [*base.users, *([User(SERVE_USER, token)] if token else [])]
    settings = HubConfig(**{**base.__dict__, "seeds": [root, *base.seeds], "overlay": root / UPLOADS, "users": users})
    check_exposure(host, settings)
    root.mkdir(parents=True, exist_ok=True)
    listener = _listen(host, port)
    print(f"HF_ENDPOINT={_url(host, listener.getsockname()[1])}", flush=True)
    if made_up:
        print(f"HF_TOKEN={token}", flush=True)
    run, _stop = _server(settings, listener)
    try:
        run()
    except KeyboardInterrupt:
        return
