"""A wrong notebook makes the notebook tests fail: nbval for what a cell prints, the guards for what nbval lets pass."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode, v4
from nbval.plugin import get_sanitize_patterns

from tests.lessons.conftest import ROOT
from tests.lessons.test_build import EN, KO, SOLVED, opened
from tests.notebooks import guards


def nbval(root: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """Run the notebook tests of the course, as scripts/course.py does, over `files` of `root`."""
    for name in ("conftest.py", "nbval_sanitize.cfg"):
        shutil.copy(ROOT / "notebooks" / name, root / "notebooks")
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-sanitize-with", "notebooks/nbval_sanitize.cfg"]
    command += ["-c", os.devnull, "--rootdir", str(root), "-p", "no:cacheprovider", "-v", "--color", "no"]
    # In CI pytest repeats each failure in its summary, and these tests count what it prints.
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "BUILD_NUMBER")}
    return subprocess.run(
        [*command, *files],
        cwd=root,
        env=environment | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


SOLVED_KO = SOLVED.replace("/en/", "/ko/")  # left as the builder wrote it


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def test_what_nbval_notices_and_what_it_lets_pass(built: Path) -> None:
    """Three wrong outputs and a changed cell fail, and nothing else does. A stripped notebook passes: so the guards count."""
    change(built, SOLVED, "words: 4", "words: 5")
    change(built, SOLVED, "'TODAY, WE COUNT WORDS.'", "'TODAY'")
    change(built, SOLVED, "0.1 right", "0.1 not tried yet")
    change(built, KO, "sentence.upper()", "sentence.lower()")
    made = stripped(opened(built, EN))
    (built / EN).write_text(nbformat.writes(made), encoding="utf-8")
    result = nbval(built, SOLVED, KO, EN, SOLVED_KO)
    failed = [line.split("::")[-1].split()[1] for line in result.stdout.splitlines() if " FAILED " in line]
    assert "4 failed, 20 passed" in result.stdout and failed == ["2", "4", "5", "5"], result.stdout
    assert result.stdout.count("Cell outputs differ") == 4
    assert not guards.counts_in_order(made)
    assert guards.compared(made) == (0, len(guards.code_cells(made)))


def test_the_guards_pass_what_the_builder_wrote(built: Path) -> None:
    made = opened(built, SOLVED)
    assert guards.counts_in_order(made) and guards.compared(made) == (5, 5)


@pytest.mark.parametrize(
    ("stored", "other", "same"),
    [
        ("memory  7.3 GB free", "memory  11.0 GB free", True),
        ("메모리  7.3 GB 사용 가능", "메모리  11.0 GB 사용 가능", True),
        (
            "memory (RAM): 412 MB before, 436 MB after, 470 MB at the peak",
            "memory (RAM): 9 MB before, 9 MB after, 10 MB at the peak",
            True,
        ),
        ("메모리(RAM): 시작 412 MB, 끝 436 MB, 최고 470 MB", "메모리(RAM): 시작 9 MB, 끝 9 MB, 최고 10 MB", True),
        ("memory: 412 MB", "memory: 413 MB", False),
        ("memory (weights): 16.3 MB", "memory (weights): 16.4 MB", False),
        ("at http://127.0.0.1:40211/api", "at http://127.0.0.1:8000/api", True),
        ("took 3.21 s", "took 12.4 s", True),
        ("took 120 ms.", "took 98 ms.", True),
        ("took 3.2 초", "took 4 초", True),
        ("12.3 tokens/s", "8 tokens/s", True),
        ("<Thing at 0x7f1234567890>", "<Thing at 0x10abcdef0>", True),
        (
            '<source src="data:audio/wav;base64,UklGRg==" type="audio/wav" />',
            '<source src="data:audio/x-wav;base64,UklGRi8=" type="audio/x-wav" />',
            True,
        ),
        (
            '<image href="data:image/png;base64,iVBO" x="20" />',
            '<image href="data:image/png;base64,iVBP" x="20" />',
            True,
        ),
        (
            '<image href="data:image/png;base64,iVBO" x="20" />',
            '<image href="data:image/png;base64,iVBO" x="21" />',
            False,
        ),
        ('src="data:image/png;base64,iVBO"', 'src="data:audio/wav;base64,iVBO"', False),
        ("hello\r\n", "hello\n", True),
        ("hello\n\n", "hello\n", False),
        ("3 sentences", "4 sentences", False),
        ("3 steps", "4 steps", False),
        ("accuracy 0.912", "accuracy 0.913", False),
        ("token 0x1f", "token 0x2f", False),
        ("7.3 GB used", "7.4 GB used", False),
        ("7 samples", "8 samples", False),
    ],
)
def test_only_what_differs_between_machines_is_left_out(stored: str, other: str, same: bool) -> None:
    """A wide pattern in the file for nbval hides wrong results for good: each is held to what it may hide."""
    text = (ROOT / "notebooks" / "nbval_sanitize.cfg").read_text(encoding="ascii")
    patterns = get_sanitize_patterns(text)
    assert len(patterns) == text.count("\n[")

    def sanitized(line: str) -> str:
        for pattern, replacement in patterns:
            line = re.sub(pattern, replacement, line)
        return line

    assert (sanitized(stored) == sanitized(other)) is same


def stripped(made: NotebookNode) -> NotebookNode:
    for cell in guards.code_cells(made):
        cell.outputs, cell.execution_count = [], None
    return made


FIGURE = {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure size 640x480 with 1 Axes>"}


@pytest.mark.parametrize(
    ("cell", "compared"),
    [
        (v4.new_code_cell("1", execution_count=1, outputs=[v4.new_output("stream", text="1")]), (1, 1)),
        (v4.new_code_cell("1", execution_count=1, outputs=[v4.new_output("display_data", data=FIGURE)]), (0, 1)),
        (v4.new_code_cell("1", execution_count=1, outputs=[v4.new_output("display_data", data={"image/svg+xml": "<svg/>"})]), (1, 1)),
        (v4.new_code_cell("1", execution_count=1), (0, 0)),
        (v4.new_code_cell("1", execution_count=1, metadata={"tags": ["nbval-skip"]}), (0, 1)),
        (v4.new_code_cell("1", execution_count=1, metadata={"tags": ["raises-exception"]}), (0, 1)),
        (v4.new_code_cell("# NBVAL_IGNORE_OUTPUT\n1", execution_count=1, outputs=[v4.new_output("stream", text="1")]), (0, 1)),
    ],
)  # fmt: skip
def test_outputs_are_counted_as_nbval_compares_them(cell: NotebookNode, compared: tuple[int, int]) -> None:
    assert guards.compared(v4.new_notebook(cells=[cell])) == compared


def test_editions_that_disagree_are_found() -> None:
    """A time may differ, and so may what tells of progress; a result may not."""

    def edition(*printed: str) -> NotebookNode:
        sources = ("print(score)", "print(seconds)", 'hfcourse.check("0.1", score)')
        return v4.new_notebook(
            cells=[
                v4.new_code_cell(source, id=f"c{place}", outputs=[v4.new_output("stream", text=text)])
                for place, (source, text) in enumerate(zip(sources, printed, strict=True))
            ]
        )

    assert guards.differing(edition("0.9", "1.2 s", "[ ]"), edition("0.9", "1.4 s", "[x]")) == ([], 2)
    assert guards.differing(edition("0.9", "1.2 s", "[ ]"), edition("0.8", "1.2 s", "[x]")) == (["print(score)"], 2)


@pytest.mark.parametrize(
    ("markdown", "bad"),
    [
        ("![](a.svg)", 1),
        ("![a map](a.svg)", 0),
        ('<img src="a.svg">', 1),
        ('<img src="a.svg" alt="">', 1),
        ('<img src="a.svg" alt="a map">', 0),
    ],
)
def test_a_picture_without_alt_text_is_found(markdown: str, bad: int) -> None:
    assert len(guards.pictures_without_alt(markdown)) == bad


@pytest.mark.parametrize(
    ("link", "is_dead"),
    [
        ("pyproject.toml", False),
        ("pyproject.toml#project", False),
        ("no-such-file.md", True),
        ("https://github.com/hfcourse/hfcourse/blob/main/pyproject.toml", False),
        ("https://colab.research.google.com/github/hfcourse/hfcourse/blob/main/notebooks/en/99_none.ipynb", True),
        ("https://huggingface.co/docs", False),
        ("#here", False),
    ],
)
def test_a_dead_link_is_found(link: str, is_dead: bool) -> None:
    found = guards.dead_links(f"See [this]({link}).", ROOT, "https://github.com/hfcourse/hfcourse")
    assert found == ([link] if is_dead else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("saved to /home/kim/model", True),
        ("C:\\Users\\kim\\model", True),
        ("/tmp/tmpabc/model", True),
        ("/Users/kim", True),
        ("and/or", False),
        ("https://example.org/home/page", False),
    ],
)
def test_a_path_of_a_machine_is_found(text: str, found: bool) -> None:
    assert bool(guards.MACHINE_PATH.search(text)) is found
