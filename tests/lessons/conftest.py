"""A course of one small lesson, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

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
