"""`progress`: nothing is lost, and nothing that goes wrong with the file stops the course."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from hfcourse import messages
from hfcourse.learn import check, progress, quiz, record
from hfcourse.messages import _
from hfcourse.width import columns

TABLE = """\
lesson  exercises  quiz
99      1 of 3     2 of 2  [ ] 99.1  [x] 99.2  [ ] 99.10
"""


def test_the_checklist(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check("99.2", lambda a, b: a + b)
    check("99.1", 0.7)
    quiz("99", answers="b ac")
    capsys.readouterr()
    progress()
    assert capsys.readouterr().out == TABLE
    progress()
    assert capsys.readouterr().out == TABLE


def test_one_lesson_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    progress("00")
    heading, *rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == ["00"] and heading.startswith("lesson")
    progress("77")
    assert capsys.readouterr().out.startswith("Lesson 77 has no exercises. Next step")


def test_columns_line_up_in_korean(
    lesson: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_current", "ko")
    progress()
    heading, row = capsys.readouterr().out.splitlines()
    third = columns(heading[: heading.index(_("quiz"))])
    assert len(row) > third and columns(row[: row.index(_("%(part)d of %(whole)d") % {"part": 0, "whole": 2})]) == third


def test_solved_stays_solved(lesson: Path) -> None:
    check("99.1", 0.5)
    check("99.1", 0.7)
    assert record.read().solved == {"99.1"}


def test_an_exercise_that_no_longer_exists_is_kept(lesson: Path) -> None:
    record.solve("42.1")
    check("99.1", 0.5)
    assert json.loads((lesson / "progress.json").read_text(encoding="utf-8"))["exercises"] == ["42.1", "99.1"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"version": 2, "exercises": [], "quizzes": {}}',
        b'{"version": 1, "exercises": [3], "quizzes": {}}',
        b'{"version": 1, "exercises": [], "quizzes": {"01": {"right": 3, "of": 0}}}',
        b'{"version": 1, "exercises": [], "quizzes": []}',
        b'{"version": 1, "exercises": []}',
    ],
)
def test_a_damaged_file_is_set_aside(lesson: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    lesson.mkdir()
    (lesson / "progress.broken-1.json").write_text("an older one", encoding="utf-8")
    (lesson / "progress.json").write_bytes(content)
    check("99.1", 0.5)
    assert "the old file is kept as progress.broken-2.json" in capsys.readouterr().out
    assert (lesson / "progress.broken-2.json").read_bytes() == content
    assert (lesson / "progress.broken-1.json").read_text(encoding="utf-8") == "an older one"
    assert record.read().solved == {"99.1"}
    assert capsys.readouterr().out == ""


def test_a_folder_that_cannot_be_written(
    lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stands where the folder should be: no user, not even root, can make a folder there."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("HFCOURSE_HOME", str(tmp_path / "file" / "course"))
    check("99.1", 0.5)
    assert "Your progress cannot be saved (Not a directory)" in capsys.readouterr().out
    quiz("99", answers="b ac")
    progress()
    out = capsys.readouterr().out
    assert "cannot be saved" not in out and "[x] 99.1" in out and "2 of 2" in out
    monkeypatch.setenv("HFCOURSE_HOME", str(lesson))
    check("99.2", lambda a, b: a + b)
    assert json.loads((lesson / "progress.json").read_text(encoding="utf-8"))["exercises"] == ["99.1", "99.2"]


def test_a_file_system_without_locks(
    lesson: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Any:
        raise NotImplementedError("FileSystem does not appear to support flock")

    monkeypatch.setattr(record, "_lock", refuse)
    check("99.1", 0.5)
    assert "cannot be saved (NotImplementedError)" in capsys.readouterr().out
    assert record.read().solved == {"99.1"}


def test_a_crash_while_writing_leaves_the_old_file(lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check("99.1", 0.5)
    before = (lesson / "progress.json").read_bytes()

    def crash(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(KeyboardInterrupt):
        record.solve("99.2")
    assert (lesson / "progress.json").read_bytes() == before
    assert sorted(file.name for file in lesson.iterdir() if file.suffix == ".tmp") == []


def test_reset_keeps_a_backup(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check("99.1", 0.5)
    for number in (1, 2):
        record.solve("99.2")
        capsys.readouterr()
        progress(reset=True)
        out = capsys.readouterr().out
        assert str(lesson / f"progress.backup-{number}.json") in out and "[x]" not in out
    progress(reset=True)
    assert "begins anew" not in capsys.readouterr().out
    kept = json.loads((lesson / "progress.backup-1.json").read_text(encoding="utf-8"))
    assert kept["exercises"] == ["99.1", "99.2"]


def test_many_at_once_lose_nothing(home: Path) -> None:
    """Threads and a second process write at the same time."""
    code = "from hfcourse.learn import record\nfor number in range(1, 11): record.solve(f'02.{number}')"
    other = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2])
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(record.solve, [f"01.{number}" for number in range(1, 31)]))
    assert other.wait(60) == 0
    assert record.read().solved == {f"01.{n}" for n in range(1, 31)} | {f"02.{n}" for n in range(1, 11)}


def test_importing_learn_is_light() -> None:
    code = "import sys, hfcourse.learn; print([m for m in ('torch', 'ipywidgets', 'IPython', 'numpy') if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=Path(__file__).parents[2]
    )
    assert result.stdout.strip() == "[]"
