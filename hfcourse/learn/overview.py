"""`progress`: what is done and what is left, as a checklist."""

from __future__ import annotations

import pkgutil
import re

from hfcourse.learn import checks, quizzes, record
from hfcourse.learn.exercises import exercises_of
from hfcourse.learn.questions import questions_of
from hfcourse.messages import _
from hfcourse.width import columns, pad


def progress(lesson: str | None = None, *, reset: bool = False) -> None:
    """Print for each lesson which exercises are solved and the best quiz result.

    Args:
        lesson: two digits, "01": only this one. A lesson shows its own, so that its output does not change with others.
        reset: begin anew, in all lessons. What was saved is kept as a backup beside it.
    """
    if reset:
        backup = record.reset()
        if backup is not None:
            print(_("Your progress begins anew; what was saved is kept as %(file)s.") % {"file": backup})
    done = record.read()
    rows = [(_("lesson"), _("exercises"), _("quiz"), "")]
    lessons = _lessons()
    if lesson is not None:
        lessons = [one for one in lessons if one == str(lesson).zfill(2)]
        if not lessons:
            print(
                _("Lesson %(lesson)s has no exercises. Next step: compare the number with the lesson's.")
                % {"lesson": lesson}
            )
            return
    for number in lessons:
        known = exercises_of(number)
        solved = [one for one in known if one in done.solved]
        marks = "  ".join(f"[{'x' if one in done.solved else ' '}] {one}" for one in known)
        rows.append((number, _of(len(solved), len(known)) if known else "-", _quiz_result(number, done), marks))
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
