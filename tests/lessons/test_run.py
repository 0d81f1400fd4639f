"""`hfcourse run`: pages, a table, and a failing cell that is shown and decides the exit status."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.console import Console

from hfcourse import paths
from hfcourse.errors import CourseError
from hfcourse.lessons.run import execute_all, run
from tests.lessons.test_build import EN, KO, SOLVED
from tests.lessons.test_mutations import change


@pytest.fixture
def checkout(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "repo_root", lambda: built)
    return built


def test_lessons_become_pages(checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["00"], ["en", "ko"], "mini", 2, tmp_path) == 0
    english, korean = ((tmp_path / lang / "00_sample.html").read_text(encoding="utf-8") for lang in ("en", "ko"))
    assert "words: 4" in english and "낱말: 4" in korean and '<html lang="ko">' in korean
    table = capsys.readouterr().out
    assert "00_sample" in table and str(tmp_path.name) in table.replace("\n", "")


def test_a_result_is_measured(checkout: Path, tmp_path: Path) -> None:
    (result,) = execute_all([(checkout / SOLVED, "en")], "mini", 1, tmp_path, Console(quiet=True))
    assert (result.cells, result.outputs, result.error) == (6, 5, "")
    assert result.seconds > 0 and 10e6 < result.peak_bytes < 4e9


def test_solved_pages_have_a_folder_of_their_own(checkout: Path, tmp_path: Path) -> None:
    assert run([], ["ko"], "mini", 1, tmp_path, solved=True) == 0
    assert "강사용 메모" in (tmp_path / "solved" / "ko" / "00_sample.html").read_text(encoding="utf-8")


def test_a_failing_cell_is_shown_and_the_other_lessons_go_on(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(checkout, EN, "sentence.upper()", "sentence.shout()")
    assert run([], ["en", "ko"], "mini", 2, tmp_path) == 1
    out = capsys.readouterr().out
    assert "sentence.shout()" in out and "AttributeError: 'str' object has no attribute 'shout'" in out
    assert (tmp_path / "ko" / "00_sample.html").exists() and (tmp_path / "en" / "00_sample.html").exists()


def test_a_dead_kernel_is_told(checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(checkout, KO, "sentence.upper()", "import os; os._exit(1)")
    assert run(["00"], ["ko"], "mini", 1, tmp_path) == 1
    out = capsys.readouterr().out
    assert "os._exit(1)" in out and "kernel died" in out.replace("\n", " ")


def test_kernels_share_the_cores(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kernels that each took all cores needed six times as long for lesson 08 as two with half of them."""
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    change(checkout, EN, "sentence.upper()", "__import__('os').environ.get('OMP_NUM_THREADS', 'free')")
    cores = max(2, os.cpu_count() or 1)
    for jobs, threads in ((1, "free"), (cores, "1")):
        assert run(["00"], ["en"], None, jobs, tmp_path) == 0
        assert f"<pre>'{threads}'</pre>" in (tmp_path / "en" / "00_sample.html").read_text(encoding="utf-8")


def test_a_lesson_that_is_not_there_is_named(checkout: Path, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="42"):
        run(["42"], ["en"], "mini", 1, tmp_path)
