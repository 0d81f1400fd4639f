"""`checkpoints.safe`: what it hands over, what it sets aside, and what it says when the disk will not."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from hfcourse import checkpoints, messages
from hfcourse.errors import CourseError


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")


def write(root: Path, name: str, *, whole: bool = True) -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"weights")
    if whole:
        (folder / checkpoints.STATE).write_text(json.dumps({"global_step": 1}), encoding="utf-8")
    return folder


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_a_new_folder_is_made_and_there_is_nothing_to_go_on_from(tmp_path: Path) -> None:
    with checkpoints.safe(tmp_path / "deep" / "out") as last:
        assert last is None
    assert (tmp_path / "deep" / "out").is_dir()


def test_the_newest_by_number(tmp_path: Path) -> None:
    for step in (8, 9, 10):
        write(tmp_path, f"checkpoint-{step}")
    (tmp_path / "checkpoint-best").mkdir()
    (tmp_path / "checkpoint-99").write_text("a file, not a folder", encoding="utf-8")
    with checkpoints.safe(tmp_path) as last:
        assert last == str(tmp_path / "checkpoint-10")


def test_half_written_ones_are_set_aside_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "checkpoint-4")
    write(tmp_path, "checkpoint-8", whole=False)
    cut = write(tmp_path, "checkpoint-12")
    (cut / checkpoints.STATE).write_text('{"global_st', encoding="utf-8")
    write(tmp_path, "broken-checkpoint-8", whole=False)  # of an earlier night
    write(tmp_path, "runs", whole=False)
    with checkpoints.safe(tmp_path) as last:
        assert last == str(tmp_path / "checkpoint-4")
    assert names(tmp_path) == ["broken-checkpoint-12", "broken-checkpoint-8", "checkpoint-4", "runs"]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EFBIG, "File too large"),
        type("SafetensorError", (Exception,), {})(
            "Error while serializing: I/O error: No space left on device (os error 28)"
        ),
    ],
    ids=["ENOSPC", "EFBIG", "safetensors"],
)
def test_a_full_disk_is_one_sentence_and_leaves_the_last_good_checkpoint(tmp_path: Path, error: Exception) -> None:
    write(tmp_path, "checkpoint-4")
    with pytest.raises(CourseError) as caught, checkpoints.safe(tmp_path):
        write(tmp_path, "checkpoint-8", whole=False)
        raise error
    assert str(caught.value) == (
        "The disk is full, and the checkpoint could not be written. What was saved before is whole: 'checkpoint-4'. "
        "Next step: free some space, or choose a folder on another disk, and run this cell again."
    )
    assert names(tmp_path) == ["checkpoint-4"]


def test_torchs_own_words_for_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=4096))
    with (
        pytest.raises(CourseError, match=r"^The disk is full.*No checkpoint was saved before"),
        checkpoints.safe(tmp_path),
    ):
        raise RuntimeError("[enforce fail at inline_container.cc:664] . unexpected pos 448 vs 342")


def test_torchs_own_words_where_there_is_room(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"your quota may be used up"), checkpoints.safe(tmp_path):
        raise RuntimeError("[enforce fail at inline_container.cc:664] . unexpected pos 448 vs 342")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file stands in the way", encoding="utf-8")
    with (
        pytest.raises(CourseError, match=r"^The folder 'out' cannot be written to\."),
        checkpoints.safe(tmp_path / "out"),
    ):
        pytest.fail("the training must not begin")


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"cannot be written to.*another output_dir"), checkpoints.safe(tmp_path):
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "checkpoint-4"))


def test_other_errors_stay_as_they_are(tmp_path: Path) -> None:
    write(tmp_path, "checkpoint-4")
    with pytest.raises(ValueError, match="shapes"), checkpoints.safe(tmp_path):
        raise ValueError("shapes do not fit")
    with pytest.raises(PermissionError), checkpoints.safe(tmp_path):
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path.parent / "data.csv"))
    with pytest.raises(FileNotFoundError), checkpoints.safe(tmp_path):
        (tmp_path / "data.csv").read_text(encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), checkpoints.safe(tmp_path):
        write(tmp_path, "checkpoint-8", whole=False)
        raise KeyboardInterrupt
    assert names(tmp_path) == ["checkpoint-4"]
