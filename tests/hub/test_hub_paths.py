"""No name leads out of the hub's folders, whatever the spelling."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import quote

import pytest
from hubworld import REAL, WRITE, World, make_config
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hfcourse.hub import Hub
from hfcourse.hub.errors import HubError
from hfcourse.hub.names import check_path, check_ref, is_device, is_repo_id, is_safe_path

SECRET = b"this file lies outside of every repo"
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
PIECES = [
    "..", ".", "", "/", "\\", "..\\", "%2e%2e", "%2F", "%5C", "%00", "\0", "C:", "C:\\", "\\\\host\\share", "//host", "secret.txt",
    "con", "NUL.txt", "COM1", "lpt9.log", "aux .txt", "a", "한글", "a.", "a ", "~", "$HOME", ".git", "🙂", "\u202e", "x" * 300, "etc/passwd",
]  # fmt: skip
names = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("/".join),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
    st.text(max_size=60),
)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Path]]:
    """A hub whose folders have a secret beside them, and a repo to write to."""
    folder = tmp_path_factory.mktemp("guarded")
    config = make_config(folder)
    for place in (folder, folder / "seeds", folder / "seeds" / "models", folder / "seeds" / "models" / "hfcourse"):
        (place / "secret.txt").write_bytes(SECRET)
    with Hub(config) as url:
        world = World(url, config)
        assert world.json("POST", "/api/repos/create", token=WRITE, body={"name": "mine"})[0] == 200
        yield world, folder


@given(names)
@example("../secret.txt")
@example("a/../../secret.txt")
@example("C:\\secret.txt")
@example("C:secret.txt")
@example("\\\\host\\share\\x")
@example("a/nul.txt")
@example("name\0.txt")
@example("x" * 256)
@example("/".join(["x"] * 600))
@example("stream.txt:hidden")
@settings(max_examples=300, deadline=None)
def test_accepted_paths_stay_inside_on_every_system(path: str) -> None:
    if not is_safe_path(path):
        with pytest.raises(HubError) as refused:
            check_path(path)
        assert refused.value.status == 400
        return
    assert check_path(path) == path
    for flavour, root in ((PurePosixPath, "/root"), (PureWindowsPath, "C:/root")):
        joined = flavour(root, path)
        assert joined.is_relative_to(root)
        assert ".." not in joined.parts
        assert len(joined.parts) == len(flavour(root).parts) + len(path.split("/"))
    assert "\0" not in path
    assert not any(is_device(part) or part.endswith((" ", ".")) or len(part.encode()) > 255 for part in path.split("/"))


@pytest.mark.parametrize(
    "path",
    [
        "../a", "a/..", "/a", "a//b", "a/", "./a", "a\\b", "C:/a", "a:b", "con", "a/Aux.txt", "NUL", "com1.tar.gz", "a\nb", "a\0b",
        ".git/config", "a/.GIT/hooks", "x" * 256, "a./b", "a /b", "", "\ud800",
    ],
)  # fmt: skip
def test_refused_paths(path: str) -> None:
    with pytest.raises(HubError):
        check_path(path)


@pytest.mark.parametrize(
    "path", ["a", "한글/이름.txt", ".gitattributes", "a b/c.txt", "console.txt", "..a", "a..b", "🙂", "-x", "x" * 255]
)
def test_accepted_paths(path: str) -> None:
    assert check_path(path) == path


@given(names)
@settings(deadline=None)
def test_repo_ids_are_plain_folder_names(text: str) -> None:
    for candidate in (text, f"me/{text}", f"{text}/model"):
        if is_repo_id(candidate):
            namespace, name = candidate.split("/")
            for part in (namespace, name):
                assert PureWindowsPath(part).name == PurePosixPath(part).name == part
                assert part.isascii()
                assert not is_device(part)
                assert ".." not in part


@pytest.mark.parametrize(
    "name", ["..", "a..b", "refs/pr/1", "/a", "a/", "a//b", "-a", "a b", "HEAD", "a.lock", "0" * 40, "", "a\0"]
)
def test_refused_refs(name: str) -> None:
    with pytest.raises(HubError):
        check_ref(name)


@given(name=names, encode=st.booleans())
@example(name="../../../secret.txt", encode=True)
@example(name="../../../secret.txt", encode=False)
@example(name="..%2f..%2fsecret.txt", encode=False)
@QUICK
def test_reading_never_leaves_the_repo(guarded: tuple[World, Path], name: str, encode: bool) -> None:
    world, _ = guarded
    safe = quote(name.encode("utf-8", "surrogatepass"), safe="" if encode else "/%.\\~:$")
    for path in (
        f"/{REAL}/resolve/main/{safe}",
        f"/{REAL}/resolve/{safe}/config.json",
        f"/{safe}/resolve/main/config.json",
        f"/api/models/{REAL}/tree/main/{safe}",
        f"/api/models/{safe}",
        f"/{safe}",
    ):
        status, _, content = world.ask("GET", path)
        assert SECRET not in content
        assert status < 500, (status, path, content)


@given(name=names)
@QUICK
def test_writing_never_leaves_the_overlay(guarded: tuple[World, Path], name: str) -> None:
    world, folder = guarded
    value = {"path": name, "content": base64.b64encode(b"written").decode(), "encoding": "base64"}
    body = b"".join(
        json.dumps(line).encode() + b"\n"
        for line in ({"key": "header", "value": {"summary": "s"}}, {"key": "file", "value": value})
    )
    status, _, _ = world.ask("POST", "/api/models/learner/mine/commit/main", token=WRITE, body=body)
    assert status == (200 if is_safe_path(name) else 400) or _is_clash(world, name)
    quoted = quote(name.encode("utf-8", "surrogatepass"), safe="")
    for method, path, sent in (
        ("POST", "/api/repos/create", {"name": name}),
        ("POST", "/api/repos/create", {"name": "x", "organization": name}),
        ("POST", f"/api/models/learner/mine/branch/{quoted}", {}),
        ("POST", "/api/models/learner/mine/tag/main", {"tag": name}),
        ("PUT", f"/learner/mine.git/info/lfs/objects/{quoted}", {}),
        ("DELETE", "/api/repos/delete", {"name": name + "/x"}),
    ):
        assert world.ask(method, path, token=WRITE, body=sent)[0] < 500
    outside = [path for path in folder.rglob("*") if path.is_file() and not path.is_relative_to(world.config.overlay)]
    assert [path for path in outside if path.read_bytes() not in (SECRET,) and "mini-plain" not in path.parts] == []


def _is_clash(world: World, name: str) -> bool:
    """Whether `name` is refused because an earlier example made a file where it needs a folder, or the other way round."""
    _, tree = world.json("GET", "/api/models/learner/mine/tree/main?recursive=true")
    there = {item["path"] for item in tree}
    parents = {name[:at] for at, letter in enumerate(name) if letter == "/"}
    return name in there or bool(parents & there)
