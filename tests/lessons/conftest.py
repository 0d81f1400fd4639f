"""A course of one small lesson, in a folder of its own; and what the script beside a test module finds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hfcourse.lessons.build import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = Path(__file__).parent / "course"


def _new_course(folder: Path) -> Path:
    shutil.copytree(SAMPLE, folder)
    for name in ("pyproject.toml", "requirements-colab.txt"):
        shutil.copy(ROOT / name, folder)
    for name in ("README.md", "README.ko.md"):
        (folder / name).write_text("# Course\n\n<!-- lessons:begin -->\n<!-- lessons:end -->\n", encoding="utf-8")
    return folder


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The sample's root, nothing built yet."""
    return _new_course(tmp_path / "course")


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's root with its four notebooks built. Not to be changed: take `built`."""
    folder = _new_course(tmp_path_factory.mktemp("built") / "course")
    assert main(folder, ["--jobs", "2"]) == 0
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy of the built sample, to change at will."""
    return shutil.copytree(built_once, tmp_path / "built")


@pytest.fixture(scope="module")
def find(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, Any]]:
    """Runs the script that a test module is named after (`test_x.py`: `x.py`), and gives the JSON of its last line.

    Each call is a fresh process without a token or any other setting of the Hub's clients. All calls of a module run in
    one folder, with one home, empty at first.
    """
    script = request.path.with_name(request.path.name.removeprefix("test_"))
    folder = tmp_path_factory.mktemp(script.stem)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    own = {"HFCOURSE_HOME": str(folder / "home"), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}

    def run(*arguments: str) -> dict[str, Any]:
        result = subprocess.run(
            [sys.executable, str(script), *arguments],
            cwd=folder,
            env=environment | own,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert result.returncode == 0, result.stderr[-4000:]
        found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
        return found

    return run


@pytest.fixture(scope="module")
def facts(find: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """What the script that the test module is named after found."""
    return find()
