"""What a learner has done, in one small file under `hfcourse.paths.home()`.

The file is replaced in one step under a lock, so two kernels lose nothing of each other. A damaged file is set aside,
never deleted. Where the folder cannot be written, the record lives in this process and the course goes on.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hfcourse import paths
from hfcourse.messages import _

VERSION = 1
_LOCK_SECONDS = 10  # seconds that another kernel may take to write a few lines


@dataclass
class Record:
    """Solved exercises, and for each lesson the best quiz result as (right, number of questions)."""

    solved: set[str] = field(default_factory=set)
    quizzes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, other: Record) -> None:
        """Take over what `other` has and this lacks."""
        self.solved |= other.solved
        for lesson, result in other.quizzes.items():
            self.score(lesson, *result)

    def score(self, lesson: str, right: int, questions: int) -> None:
        """Remember a quiz result if it is the best so far."""
        best = self.quizzes.get(lesson)
        if best is None or right / questions >= best[0] / best[1]:
            self.quizzes[lesson] = (right, questions)


# What could not be written, so that `progress` shows it all the same until the kernel ends.
_unsaved = Record()
_told = False


def solve(exercise_id: str) -> None:
    """Remember that an exercise is solved."""
    _update(lambda record: record.solved.add(exercise_id))


def score(lesson: str, right: int, questions: int) -> None:
    """Remember a quiz result if it is the best so far."""
    _update(lambda record: record.score(lesson, right, questions))


def read() -> Record:
    """The record so far. Sets a damaged file aside and says so."""
    try:
        with _lock():
            found = _load()
    except _FAILURES as error:
        _tell(error)
        found = Record()
    found.add(_unsaved)
    return found


def reset() -> Path | None:
    """Begin anew: the file becomes a backup. Returns where that lies, or None if there was nothing to keep."""
    global _unsaved
    backup = None
    try:
        with _lock():
            if _file().exists():
                backup = _aside("backup")
    except _FAILURES as error:
        _tell(error)
    _unsaved = Record()
    return backup


def _update(change: Callable[[Record], None]) -> None:
    global _unsaved
    try:
        with _lock():
            found = _load()
            found.add(_unsaved)
            change(found)
            _save(found)
        _unsaved = Record()
    except _FAILURES as error:
        change(_unsaved)
        _tell(error)


# A lock that is held too long is a TimeoutError, so an OSError; a file system without locks raises NotImplementedError.
_FAILURES = (OSError, NotImplementedError)


def _tell(error: Exception) -> None:
    """Say once in a kernel that nothing can be saved."""
    global _told
    if not _told:
        print(
            _(
                "Your progress cannot be saved (%(reason)s); the course goes on without that. "
                "Next step: set HFCOURSE_HOME to a folder that you may write to, and restart."
            )
            % {"reason": getattr(error, "strerror", None) or type(error).__name__}
        )
    _told = True


def _file() -> Path:
    return paths.home() / "progress.json"


def _lock() -> Any:
    from filelock import FileLock

    paths.home().mkdir(parents=True, exist_ok=True)
    return FileLock(paths.home() / "progress.lock", timeout=_LOCK_SECONDS)


def _load() -> Record:
    """Read the file; call with the lock held."""
    try:
        text = _file().read_bytes()
    except FileNotFoundError:
        return Record()
    try:
        return _parse(json.loads(text.decode("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        kept = _aside("broken")
        print(
            _("The saved progress was damaged, so it begins anew; the old file is kept as %(name)s.")
            % {"name": kept.name}
        )
        return Record()


def _parse(data: Any) -> Record:
    """A Record from the file's content. Raises ValueError, KeyError, TypeError or AttributeError where it is damaged."""
    if data["version"] != VERSION or not all(isinstance(known, str) for known in data["exercises"]):
        raise ValueError
    quizzes = {lesson: (int(result["right"]), int(result["of"])) for lesson, result in data["quizzes"].items()}
    if any(not 0 <= right <= questions or not questions for right, questions in quizzes.values()):
        raise ValueError
    return Record(set(data["exercises"]), quizzes)


def _save(record: Record) -> None:
    """Replace the file in one step: a crash leaves the old one or the new one, whole. Call with the lock held."""
    data = {
        "version": VERSION,
        "exercises": sorted(record.solved),
        "quizzes": {lesson: {"right": right, "of": of} for lesson, (right, of) in sorted(record.quizzes.items())},
    }
    handle, name = tempfile.mkstemp(dir=_file().parent, prefix="progress.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            json.dump(data, stream, indent=2)
            stream.write("\n")
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(_file())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _aside(why: str) -> Path:
    """Rename the file to the first free `progress.<why>-N.json`. Call with the lock held."""
    number = 1
    while (target := _file().with_name(f"progress.{why}-{number}.json")).exists():
        number += 1
    _file().rename(target)
    return target
