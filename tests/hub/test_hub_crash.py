"""A hub that is killed, and hubs that share one overlay."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hubworld import HERE, ROOT, WRITE, World, make_config

from hfcourse.hub import Hub, HubConfig
from hfcourse.hub.history import Add
from hfcourse.hub.store import Repo, Store

RENAMES = 4  # two contents, the commit, repo.json


def first_commit(overlay: Path) -> str:
    store = Store(HubConfig(overlay))
    repo = store.create("model", "me/repo", "me", private=False, files={})
    assert repo is not None
    changes = [Add("old.txt", repo.blobs.add(b"old")), Add("both.txt", repo.blobs.add(b"before"))]
    return store.commit(repo, "main", changes, title="First", message="", author="me")


def files_at(repo: Repo, revision: str) -> dict[str, bytes]:
    commit = repo.commit(repo.resolve(revision))
    return {
        path: repo.content(path, entry).read_bytes() for path, entry in commit.files.items() if path != ".gitattributes"
    }


def run_killed(overlay: Path, where: str, number: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(HERE / "commit_and_die.py"), str(overlay), where, str(number)]
    return subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, encoding="utf-8", check=False)


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_the_kill_points_are_all_there_are(tmp_path: Path) -> None:
    first_commit(tmp_path)
    assert run_killed(tmp_path, "never", 0).stdout.split() == ["survived", str(RENAMES)]


@pytest.mark.parametrize("where", ["before", "writing", "after"])
@pytest.mark.parametrize("number", range(1, RENAMES + 1))
def test_killed_commit_leaves_a_whole_revision(tmp_path: Path, where: str, number: int) -> None:
    first = first_commit(tmp_path)
    result = run_killed(tmp_path, where, number)
    assert result.returncode != 0
    assert "survived" not in result.stdout
    store = Store(HubConfig(tmp_path))
    repo = store.find("model", "me/repo")
    assert repo is not None
    done = (where, number) == ("after", RENAMES)
    old = {"both.txt": b"before", "old.txt": b"old"}
    new = {"both.txt": b"after", "new.txt": b"new", "old.txt": b"old"}
    assert files_at(repo, "main") == (new if done else old)
    assert files_at(repo, first) == old
    assert [commit.title for commit in repo.log(repo.resolve("main"))] == [
        *(["Second"] if done else []),
        "First",
        "initial commit",
    ]
    # And it can be written to: the killed process holds no lock, and its remains are in nobody's way.
    change = Add("new.txt", repo.blobs.add(b"new"))
    again = store.commit(
        repo, "main", [change, Add("both.txt", repo.blobs.add(b"after"))], title="Again", message="", author="me"
    )
    assert files_at(repo, again) == new


def test_two_hubs_share_an_overlay_and_lose_no_commit(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    with Hub(config) as one, Hub(config) as two:
        worlds = [World(one, config), World(two, config)]
        assert worlds[0].json("POST", "/api/repos/create", token=WRITE, body={"name": "shared"})[0] == 200

        def push(number: int) -> tuple[int, Any]:
            lines = [
                {"key": "header", "value": {"summary": f"Number {number}"}},
                {"key": "file", "value": {"path": f"{number}.txt", "content": str(number), "encoding": "utf-8"}},
            ]
            return worlds[number % 2].commit("learner/shared", lines)

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(push, range(8)))
        assert [status for status, _ in answers] == [200] * 8
        for world in worlds:
            _, tree = world.json("GET", "/api/models/learner/shared/tree/main")
            assert [item["path"] for item in tree] == [".gitattributes", *(f"{number}.txt" for number in range(8))]
            _, commits = world.json("GET", "/api/models/learner/shared/commits/main")
            assert {commit["title"] for commit in commits} == {
                "initial commit",
                *(f"Number {number}" for number in range(8)),
            }
            assert len(commits) == 9
        for number, (_, answer) in enumerate(answers):
            content = worlds[0].ask("GET", f"/learner/shared/resolve/{answer['commitOid']}/{number}.txt")[2]
            assert content == str(number).encode()


def test_eight_at_once_create_one_repo(tmp_path: Path) -> None:
    config = make_config(tmp_path)
    with Hub(config) as url:
        world = World(url, config)
        body = json.dumps({"name": "race"}).encode()
        with ThreadPoolExecutor(8) as pool:
            tries = list(
                pool.map(lambda _: world.ask("POST", "/api/repos/create", token=WRITE, body=body)[0], range(8))
            )
    assert sorted(tries) == [200, *[409] * 7]
