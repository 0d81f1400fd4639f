"""`progress`: what is done and what is left, as a checklist."""

from __future__ import annotations

import pkgutil
import re

from hfcourse.learn import checks, quizzes, record
from hfcourse.learn.exercises import exercises_of
from hfcourse.learn.questions import questions_of
from hfcourse.messages import _
from hfcourse.width import columns, pad


def progress(*, reset: bool = False) -> None:
    """Print for each lesson which exercises are solved and the best quiz result.

    Args:
        reset: begin anew. What was saved is kept as a backup beside it.
    """
    if reset:
        backup = record.reset()
        if backup is not None:
            print(_("Your progress begins anew; what was saved is kept as %(file)s.") % {"file": backup})
    done = record.read()
    rows = [(_("lesson"), _("exercises"), _("quiz"), "")]
    for lesson in _lessons():
        known = exercises_of(lesson)
        solved = [one for one in known if one in done.solved]
        marks = "  ".join(f"[{'x' if one in done.solved else ' '}] {one}" for one in known)
        rows.append((lesson, _of(len(solved), len(known)) if known else "-", _quiz_result(lesson, done), marks))
    widths = [max(columns(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join([*(pad(cell, width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip())


def _lessons() -> list[str]:
    """The numbers of the lessons that have exercises or a quiz."""
    names = {module.name for package in (checks, quizzes) for module in pkgutil.iter_modules(package.__path__)}
    return sorted(match[1] for name in names if (match := re.fullmatch(r"lesson_(\d\d)", name)))


def _quiz_result(lesson: str, done: record.Record) -> str:
    if lesson in done.quizzes:
        return _of(*done.quizzes[lesson])
    questions = questions_of(lesson)
    return _of(0, len(questions)) if questions else "-"


def _of(part: int, whole: int) -> str:
    return _("%(part)d of %(whole)d") % {"part": part, "whole": whole}
