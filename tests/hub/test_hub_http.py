"""The HTTP interface itself, asked directly."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import os
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hubworld import GATED, READ, REAL, REVOKED, WRITE, World

from hfcourse.hub import Hub, HubConfig, User

WEIGHTS = bytes(range(256)) * 4
FILE = f"/{REAL}/resolve/main/model.safetensors"


def text_file(path: str, content: str) -> dict[str, Any]:
    value = {"path": path, "content": base64.b64encode(content.encode()).decode(), "encoding": "base64"}
    return {"key": "file", "value": value}


@pytest.fixture(scope="module")
def mine(world: World) -> str:
    """A repo of the learner's, to write to."""
    status, _ = world.json("POST", "/api/repos/create", token=WRITE, body={"name": "mine"})
    assert status == 200
    return "learner/mine"


def test_head_and_get_agree(world: World) -> None:
    status, head, empty = world.ask("HEAD", FILE)
    _, got, content = world.ask("GET", FILE)
    assert (status, empty, content) == (200, b"", WEIGHTS)
    assert head["content-length"] == "1024"
    assert head["etag"] == got["etag"] == f'"{hashlib.sha256(WEIGHTS).hexdigest()}"'
    assert len(head["x-repo-commit"]) == 40
    assert head["x-repo-commit"] == got["x-repo-commit"]


def test_etag_of_a_text_file_is_gits_blob_id(world: World) -> None:
    _, headers, content = world.ask("GET", f"/{REAL}/resolve/main/config.json")
    assert headers["etag"].strip('"') == hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, WEIGHTS[:10]),
        ("bytes=1000-", 206, WEIGHTS[1000:]),
        ("bytes=1000-9999", 206, WEIGHTS[1000:]),
        ("bytes=-24", 206, WEIGHTS[-24:]),
        ("bytes=-9999", 206, WEIGHTS),
        ("bytes=1024-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=9-3", 416, b""),
        ("bytes=0-1,5-6", 200, WEIGHTS),
        ("lines=1-2", 200, WEIGHTS),
        ("bytes=-", 200, WEIGHTS),
    ],
)
def test_range(world: World, asked: str, status: int, part: bytes) -> None:
    got, headers, content = world.ask("GET", FILE, headers={"Range": asked})
    assert (got, content) == (status, part)
    if status == 206:
        start = 1024 - len(part) if asked != "bytes=0-9" else 0
        assert headers["content-range"] == f"bytes {start}-{start + len(part) - 1}/1024"
    if status == 416:
        assert headers["content-range"] == "bytes */1024"


def test_range_of_a_large_file_is_streamed(world: World, mine: str) -> None:
    content = os.urandom(3 << 20)
    put_lfs(world, mine, content)
    oid = hashlib.sha256(content).hexdigest()
    status, _ = world.commit(mine, [{"key": "lfsFile", "value": {"path": "big.bin", "algo": "sha256", "oid": oid}}])
    assert status == 200
    status, headers, part = world.ask("GET", f"/{mine}/resolve/main/big.bin", headers={"Range": "bytes=5-2097156"})
    assert (status, headers["content-length"], part == content[5:2097157]) == (206, str(2 << 20), True)
    assert world.ask("GET", f"/{mine}/resolve/main/big.bin")[2] == content


def put_lfs(world: World, repo: str, content: bytes) -> None:
    oid = hashlib.sha256(content).hexdigest()
    wanted = {"operation": "upload", "objects": [{"oid": oid, "size": len(content)}]}
    _, answer = world.json("POST", f"/{repo}.git/info/lfs/objects/batch", token=WRITE, body=wanted)
    actions = answer["objects"][0]["actions"]
    assert world.ask("PUT", actions["upload"]["href"].removeprefix(world.url), body=content)[0] == 200
    verify = actions["verify"]["href"].removeprefix(world.url)
    assert world.ask("POST", verify, token=WRITE, body={"oid": oid, "size": len(content)})[0] == 200


def test_lfs_keeps_only_what_was_announced(world: World, mine: str) -> None:
    content = b"announced"
    oid = hashlib.sha256(content).hexdigest()
    batch = f"/{mine}.git/info/lfs/objects/batch"
    wanted = {"operation": "upload", "objects": [{"oid": oid, "size": len(content)}]}
    _, answer = world.json("POST", batch, token=WRITE, body=wanted)
    upload = answer["objects"][0]["actions"]["upload"]["href"].removeprefix(world.url)
    assert world.ask("PUT", upload, body=b"different")[0] == 400
    assert world.ask("PUT", upload, body=content + b"!")[0] == 400
    assert world.ask("PUT", upload.replace("size=9", "size=8"), body=content[:8])[0] == 403
    assert world.ask("PUT", upload.replace(oid, "0" * 64), body=content)[0] == 403
    assert world.ask("PUT", upload.split("?")[0], body=content)[0] == 400
    status, answer = world.commit(mine, [{"key": "lfsFile", "value": {"path": "x.bin", "oid": oid}}])
    assert (status, "was not uploaded" in answer["error"]) == (400, True)
    assert world.ask("PUT", upload, body=content)[0] == 200
    _, answer = world.json("POST", batch, token=WRITE, body=wanted)
    assert "actions" not in answer["objects"][0]
    assert world.json("POST", batch, body=wanted)[0] == 401
    assert world.json("POST", batch, token=READ, body=wanted)[0] == 403


def test_large_files_never_lie_in_memory(world: World, mine: str, tmp_path: Path) -> None:
    """Both ends of the transfer are in this process, so its peak covers the hub's."""
    size = 40 << 20
    path = tmp_path / "large.bin"
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(40):
            piece = os.urandom(1 << 20)
            digest.update(piece)
            file.write(piece)
    oid = digest.hexdigest()
    wanted = {"operation": "upload", "objects": [{"oid": oid, "size": size}]}
    _, answer = world.json("POST", f"/{mine}.git/info/lfs/objects/batch", token=WRITE, body=wanted)
    upload = answer["objects"][0]["actions"]["upload"]["href"].removeprefix(world.url)
    connection = http.client.HTTPConnection(world.url.removeprefix("http://"), timeout=60)
    tracemalloc.start()
    with path.open("rb") as file:
        connection.request("PUT", upload, file, {"Content-Length": str(size)})
        assert connection.getresponse().read() == b"OK"
    world.commit(mine, [{"key": "lfsFile", "value": {"path": "large.bin", "oid": oid}}])
    connection.request("GET", f"/{mine}/resolve/main/large.bin")
    answer, received = connection.getresponse(), 0
    while piece := answer.read(1 << 16):
        received += len(piece)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    connection.close()
    assert received == size
    assert peak < 16 << 20


def test_upload_that_breaks_off_leaves_nothing(world: World, mine: str, caplog: pytest.LogCaptureFixture) -> None:
    content = b"only half of this arrives"
    oid = hashlib.sha256(content).hexdigest()
    wanted = {"operation": "upload", "objects": [{"oid": oid, "size": len(content)}]}
    _, answer = world.json("POST", f"/{mine}.git/info/lfs/objects/batch", token=WRITE, body=wanted)
    connection = http.client.HTTPConnection(world.url.removeprefix("http://"), timeout=30)
    connection.putrequest("PUT", answer["objects"][0]["actions"]["upload"]["href"].removeprefix(world.url))
    connection.putheader("Content-Length", str(len(content)))
    connection.endheaders(content[:9])
    for _ in range(100):
        if temporary := list(world.config.overlay.rglob("*.tmp")):
            break
        time.sleep(0.05)
    assert len(temporary) == 1
    connection.close()
    for _ in range(100):
        if not temporary[0].exists():
            break
        time.sleep(0.05)
    assert not temporary[0].exists()
    assert not list(world.config.overlay.rglob(oid))
    assert caplog.records == []


def test_upload_leaves_no_temporary_files(world: World, mine: str) -> None:
    put_lfs(world, mine, b"tidy")
    assert list(world.config.overlay.rglob("*.tmp")) == []


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/models/nobody/nothing", 401, "RepoNotFound"),
        (f"/{REAL}/resolve/main/none.txt", 404, "EntryNotFound"),
        (f"/{REAL}/resolve/main/onnx", 404, "EntryNotFound"),
        (f"/{REAL}/resolve/0123456/config.json", 404, "RevisionNotFound"),
        (f"/{GATED}/resolve/main/config.json", 401, "GatedRepo"),
        (f"/api/models/{REAL}/tree/main/none", 404, "EntryNotFound"),
    ],
)
def test_error_codes(world: World, path: str, status: int, code: str) -> None:
    got, headers, _ = world.ask("GET", path)
    assert (got, headers["x-error-code"]) == (status, code)
    assert world.ask("HEAD", path)[:1] == (status,)


def test_revoked_token(world: World) -> None:
    status, headers, _ = world.ask("GET", FILE, token=REVOKED)
    assert (status, headers["x-error-message"]) == (401, "Invalid credentials in Authorization header")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/api/papers/1234"),
        ("GET", f"/api/models/{REAL}/likers"),
        ("POST", "/api/whoami-v2"),
        ("PATCH", f"/{REAL}"),
        ("PUT", "/api/repos/create"),
    ],
)
def test_unknown_address_explains_itself(world: World, method: str, path: str) -> None:
    status, answer = world.json(method, path)
    assert status == 404
    assert f"does not know {method} {path}" in answer["error"]


def test_korean_errors_go_in_the_body(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hfcourse.hub.errors._", lambda text: "알 수 없는 주소입니다: " + text)
    status, headers, content = world.ask("GET", "/api/papers/1")
    assert (status, "x-error-message" in headers) == (404, False)
    assert json.loads(content)["error"].startswith("알 수 없는 주소입니다: ")


def test_redirects_keep_path_and_query(world: World) -> None:
    status, headers, _ = world.ask("GET", "/old/name/resolve/main/onnx/a%20b.txt?download=true")
    assert (status, headers["location"]) == (307, f"/{REAL}/resolve/main/onnx/a%20b.txt?download=true")
    status, headers, _ = world.ask("GET", "/api/models/old/name/tree/main?recursive=1")
    assert (status, headers["location"]) == (307, f"/api/models/{REAL}/tree/main?recursive=1")


def test_paths_info_takes_json_and_forms(world: World) -> None:
    path = f"/api/models/{REAL}/paths-info/main"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    one = world.json("POST", path, body=b"paths=config.json&paths=onnx&expand=True", headers=form)
    two = world.json("POST", path, body={"paths": ["config.json", "onnx"], "expand": True})
    assert one == two
    assert [item["path"] for item in one[1]] == ["config.json", "onnx"]
    assert one[1][0]["lastCommit"]["title"] == "Add the files of this repo"


@pytest.mark.parametrize(
    "lines",
    [
        [{"key": "surprise", "value": {"path": "a"}}],
        [{"key": "file", "value": {"path": "a", "content": "not base64!", "encoding": "base64"}}],
        [{"key": "file", "value": {"content": ""}}],
        [{"key": "file", "value": []}],
        [{"value": {}}],
        [text_file("a", "x"), text_file("a/b", "y")],
        [text_file("../a", "x")],
        [{"key": "lfsFile", "value": {"path": "a.bin", "oid": "../../../etc/passwd"}}],
    ],
)
def test_bad_commits_change_nothing(world: World, mine: str, lines: list[dict[str, Any]]) -> None:
    before = world.json("GET", f"/api/models/{mine}/refs")
    status, answer = world.commit(
        mine, [{"key": "header", "value": {"summary": "bad"}}, text_file("fine", "f"), *lines]
    )
    assert status == 400
    assert answer["error"]
    assert world.json("GET", f"/api/models/{mine}/refs") == before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("preupload/main", {"files": [{"path": 1}]}),
        ("preupload/main", {"files": "x"}),
        ("preupload/main", b"[]"),
        ("preupload/main", b"{"),
        ("branch/refs%2Fpr%2F1", {}),
        ("branch/-x", {}),
        ("branch/..", {}),
        ("tag/main", {"tag": "a..b"}),
    ],
)
def test_malformed_calls_are_bad_requests(world: World, mine: str, path: str, body: Any) -> None:
    assert world.json("POST", f"/api/models/{mine}/{path}", token=WRITE, body=body)[0] == 400


@pytest.mark.parametrize("name", ["a/b", "..", "a--b", "CON", "nul.txt", "x" * 97, ".git", "", "a b", "가"])
def test_bad_repo_names(world: World, name: str) -> None:
    before = sorted(world.config.overlay.rglob("repo.json"))
    assert world.json("POST", "/api/repos/create", token=WRITE, body={"name": name})[0] == 400
    assert sorted(world.config.overlay.rglob("repo.json")) == before


def test_private_repo_is_as_good_as_missing(world: World) -> None:
    body = {"name": "hidden", "visibility": "private"}
    assert world.json("POST", "/api/repos/create", token=WRITE, body=body)[0] == 200
    for path in ("/api/models/learner/hidden", "/learner/hidden/resolve/main/.gitattributes"):
        hidden, missing = (world.ask("GET", path.replace("hidden", name)) for name in ("hidden", "absent"))
        assert hidden[0] == missing[0] == 401
        assert hidden[2] == missing[2]
        assert world.ask("GET", path, token=READ)[0] == 200


def test_uploaded_page_cannot_run_in_a_browser(world: World, mine: str) -> None:
    assert world.commit(mine, [text_file("page.html", "<script>alert(1)</script>")])[0] == 200
    _, headers, _ = world.ask("GET", f"/{mine}/resolve/main/page.html")
    assert headers["content-type"].startswith("text/plain")
    assert "sandbox" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_page_of_a_repo(world: World, mine: str) -> None:
    """Clients print the addresses of repos and commits, so a person will open them."""
    _, answer = world.commit(
        mine, [text_file("README.md", "# <script>alert(1)</script> 제목"), text_file("a b.txt", "x")]
    )
    for path in (f"/{mine}", f"/{mine}/tree/main", answer["commitUrl"].removeprefix(world.url)):
        status, headers, content = world.ask("GET", path)
        page = content.decode()
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "&lt;script&gt;alert(1)&lt;/script&gt; 제목" in page
        assert "<script>" not in page
        assert f'href="/{mine}/resolve/{answer["commitOid"]}/a%20b.txt"' in page
    assert f"{REAL} is served here by a small stand-in, hfcourse/mini-plain" in world.ask("GET", f"/{REAL}")[2].decode()
    assert world.ask("GET", "/nobody/nothing")[0] == 401
    assert world.ask("GET", f"/{mine}/commit/0123456")[0] == 404


def test_unusable_folder_is_explained(tmp_path: Path) -> None:
    (tmp_path / "overlay").write_text("a file where the folder should be", encoding="utf-8")
    config = HubConfig(overlay=tmp_path / "overlay", users=[User("learner", WRITE)])
    with Hub(config) as url:
        status, answer = World(url, config).json("POST", "/api/repos/create", token=WRITE, body={"name": "x"})
    assert status == 507
    assert "could not use its folder" in answer["error"]
