"""A small hub for the tests, and a way to run the real clients against it: each in a fresh process and a fresh HF_HOME."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hubworld import HERE, World, client_environment, make_config

from hfcourse.hub import Hub
from hfcourse.messages import set_language


@pytest.fixture(scope="module", autouse=True)
def english() -> None:
    """The tests read what the hub says, so it speaks English whatever this computer speaks."""
    set_language("en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    config = make_config(tmp_path_factory.mktemp("hub"))
    with Hub(config) as url:
        yield World(url, config)


@pytest.fixture(scope="module")
def run_client(world: World, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Run `clients/<name>.py` in a process of its own; the facts that it found, which it prints as its last line."""

    def run(name: str, *, token: str | None = None, url: str | None = None, **more: str) -> Any:
        folder = tmp_path_factory.mktemp(name)
        environment = client_environment(url or world.url, folder / "hf-home", token)
        environment |= {"SEEDS": str(world.seeds), "WORK": str(folder), **more}
        result = subprocess.run(
            [sys.executable, str(HERE / "clients" / f"{name}.py")],
            env=environment,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-6000:]
        return json.loads(result.stdout.splitlines()[-1])

    return run
