"""A learner's folder, and a lesson 99 with exercises and a quiz."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hfcourse import messages
from hfcourse.learn import checks, exercises, quizzes, record

CHECKS = """
from hfcourse.learn import Right, Wrong, exercise, try_cases

@exercise("99.1", expects=float)
def _(value):
    return Right("One half.") if abs(value - 0.5) < 1e-6 else Wrong("Divide 1 by 2.")

@exercise("99.2", expects=callable)
def _(value):
    return try_cases(value, [((1, 2), 3), (("a", "b"), "ab")], message="It adds.")

@exercise("99.10")
def _(value):
    return Right() if value.shape == (2, 3) else Wrong("Look at the shape.")
"""

QUIZ = """
from hfcourse.learn import Option, Question
from hfcourse.messages import N_

QUESTIONS = (
    Question(
        N_("What is `1 + 1`?"),
        [Option(N_("11"), why=N_("That joins texts.")), Option(N_("2"), why=N_("Numbers add."), right=True)],
    ),
    Question(
        N_("Which are vowels?"),
        [
            Option(N_("a"), why=N_("Open."), right=True),
            Option(N_("b"), why=N_("Lips close.")),
            Option(N_("e"), why=N_("Half open."), right=True),
        ],
    ),
)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for progress; hfcourse speaks English."""
    monkeypatch.setenv("HFCOURSE_HOME", str(tmp_path / "course"))
    monkeypatch.setattr(messages, "_current", "en")
    monkeypatch.setattr(record, "_unsaved", record.Record())
    monkeypatch.setattr(record, "_told", False)
    return tmp_path / "course"


@pytest.fixture
def lesson(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Lesson 99 and nothing else; yields the folder for progress."""
    names = []
    for package, source in ((checks, CHECKS), (quizzes, QUIZ)):
        folder = tmp_path / package.__name__.split(".")[-1]
        folder.mkdir()
        (folder / "lesson_99.py").write_text(source, encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [str(folder)])
        names.append(f"{package.__name__}.lesson_99")
    monkeypatch.setattr(exercises, "_registry", {})
    yield home
    for name in names:
        sys.modules.pop(name, None)
