"""Starting, stopping, and who can reach a hub."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hubworld import ROOT, WRITE, World, client_environment, make_config

from hfcourse.errors import CourseError
from hfcourse.hub import Hub, HubConfig, User, serve
from hfcourse.hub.server import check_exposure, is_loopback


def test_start_is_idempotent_and_stop_frees_the_port(tmp_path: Path) -> None:
    hub = Hub(make_config(tmp_path))
    url = hub.start()
    assert hub.start() == url
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
    assert World(url, hub.config).ask("GET", "/api/models")[0] == 200
    started = time.monotonic()
    hub.stop()
    hub.stop()
    assert time.monotonic() - started < 5
    port = int(url.rpartition(":")[2])
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    again = Hub(hub.config, port=port)
    assert again.start() == url
    again.stop()


def test_thread_ends_with_the_process(tmp_path: Path) -> None:
    hub = Hub(make_config(tmp_path))
    hub.start()
    threads = [thread for thread in threading.enumerate() if thread.name == "hfcourse-hub"]
    hub.stop()
    assert [thread.daemon for thread in threads] == [True]


def test_only_this_computer_without_a_token(tmp_path: Path) -> None:
    open_to_all = HubConfig(overlay=tmp_path)
    for host in ("0.0.0.0", "::", "192.168.0.7", "example.org", "127.0.0.1.example.org"):
        assert not is_loopback(host)
        with pytest.raises(CourseError, match="without a token"):
            Hub(open_to_all, host=host).start()
        with pytest.raises(CourseError, match="without a token"):
            serve(tmp_path / "served", host=host)
        revoked = HubConfig(overlay=tmp_path, users=[User("a", "hf_x", revoked=True)])
        with pytest.raises(CourseError, match="without a token"):
            check_exposure(host, revoked)
        check_exposure(host, HubConfig(overlay=tmp_path, users=[User("a", "hf_x")]))
    for host in ("127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"):
        check_exposure(host, open_to_all)
    assert not (tmp_path / "served").exists()


def test_port_in_use_is_explained(tmp_path: Path) -> None:
    with Hub(make_config(tmp_path)) as url:
        port = int(url.rpartition(":")[2])
        with pytest.raises(CourseError, match=rf"port {port}: .*choose another port"):
            serve(tmp_path / "root", port=port, token="hf_x")


def test_serve_prints_what_to_paste(tmp_path: Path) -> None:
    """A folder of repos is served with its uploads beside it; both survive a restart."""
    repo = tmp_path / "models" / "team" / "tiny"
    repo.mkdir(parents=True)
    (repo / "config.json").write_text("{}", encoding="utf-8")
    command = "import sys; from pathlib import Path; from hfcourse.hub import serve; serve(Path(sys.argv[1]), token=sys.argv[2] or None)"

    def start(token: str) -> tuple[subprocess.Popen[str], World, list[str]]:
        process = subprocess.Popen(
            [sys.executable, "-c", command, str(tmp_path), token],
            cwd=ROOT,
            env=client_environment("", tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(1 if token else 2)]
        return process, World(lines[0].removeprefix("HF_ENDPOINT="), HubConfig(overlay=tmp_path)), lines

    process, world, lines = start("")
    try:
        assert re.fullmatch(r"HF_ENDPOINT=http://127\.0\.0\.1:\d+", lines[0])
        token = lines[1].removeprefix("HF_TOKEN=")
        assert re.fullmatch(r"hf_[0-9a-f]{34}", token)
        assert world.ask("GET", "/team/tiny/resolve/main/config.json")[2] == b"{}"
        assert world.json("GET", "/api/whoami-v2", token=token)[1]["name"] == "student"
        assert world.json("POST", "/api/repos/create", token=token, body={"name": "mine"})[0] == 200
        assert world.ask("POST", "/api/repos/create", token=WRITE, body={"name": "mine"})[0] == 401
    finally:
        process.kill()
        process.communicate()
    process, world, lines = start("hf_chosen")
    try:
        assert world.ask("GET", "/student/mine/resolve/main/.gitattributes", token="hf_chosen")[0] == 200
        assert (tmp_path / ".hub" / "models" / "student" / "mine" / "repo.json").is_file()
    finally:
        process.kill()
        assert process.communicate() == ("", "")
