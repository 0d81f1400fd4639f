"""`check`: is what the learner wrote right? A hint if not; never an exception."""

from __future__ import annotations

import numbers
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from hfcourse.learn import checks, record
from hfcourse.learn.trial import is_stub, shown
from hfcourse.learn.verdict import Right, Verdict, Wrong
from hfcourse.messages import N_, _

Checker = Callable[[Any], Verdict]

# What an exercise can ask for, as a learner would call it.
_KINDS: dict[object, str] = {
    str: N_("a text (str)"),
    int: N_("a whole number (int)"),
    float: N_("a number (float)"),
    bool: N_("True or False (bool)"),
    list: N_("a list"),
    tuple: N_("a tuple"),
    dict: N_("a dict"),
    set: N_("a set"),
    callable: N_("a function"),
}


@dataclass(frozen=True)
class _Exercise:
    checker: Checker
    expects: object


_registry: dict[str, _Exercise] = {}


def exercise(exercise_id: str, *, expects: object = None) -> Callable[[Checker], Checker]:
    """Register a checker: a function of the learner's value that returns `Right(…)` or `Wrong(…)`.

    Args:
        exercise_id: lesson and number, "01.2".
        expects: str, int, float, bool, list, tuple, dict, set or `callable`: a value of another kind gets a hint that
            names both kinds, and the checker sees only values that fit. `float` takes any real number, NumPy's too.

    Raises:
        ValueError: an id of another form, one that is taken, or an unknown kind.
    """
    if not re.fullmatch(r"\d\d\.[1-9]\d*", exercise_id):
        raise ValueError(f"An exercise's id looks like '01.2', not {exercise_id!r}.")
    if exercise_id in _registry:
        raise ValueError(f"There are two checkers for exercise {exercise_id}.")
    if expects is not None and expects not in _KINDS:
        raise ValueError(f"Exercise {exercise_id}: expects={expects!r} is not one of the kinds that `check` can name.")

    def register(checker: Checker) -> Checker:
        _registry[exercise_id] = _Exercise(checker, expects)
        return checker

    return register


def check(exercise_id: str, value: Any) -> None:
    """Print whether `value` solves the exercise: right, not yet with a hint, or not tried yet for `...`.

    A right answer is remembered for `progress`. Whatever the learner passes, and whatever their function does, this
    prints a sentence and raises nothing.
    """
    found = _find(exercise_id)
    if isinstance(found, str):
        print(found)
        return
    number, task = found
    verdict = _judge(task, value)
    if verdict is None:
        print(
            _("[ ] %(id)s: not tried yet. Next step: put your answer in the place of the ... and run both cells again.")
            % {"id": number}
        )
    elif isinstance(verdict, Right):
        print(_("[x] %(id)s: right.") % {"id": number} + (f" {verdict.message}" if verdict.message else ""))
        record.solve(number)
    else:
        print(_("[ ] %(id)s: not yet.") % {"id": number} + f" {verdict.hint}")


def exercises_of(lesson: str) -> list[str]:
    """The ids of a lesson's exercises, in order. Imports the lesson's checkers."""
    if f"lesson_{lesson}" in {module.name for module in pkgutil.iter_modules(checks.__path__)}:
        import_module(f"{checks.__name__}.lesson_{lesson}")
    mine = [known for known in _registry if known.startswith(f"{lesson}.")]
    return sorted(mine, key=lambda known: int(known.split(".")[1]))


def _find(exercise_id: object) -> tuple[str, _Exercise] | str:
    """The exercise's full id and checker, or the sentence that says why there is none."""
    parts = re.fullmatch(r"\s*(\d{1,2})\.(\d+)\s*", str(exercise_id))
    if parts is None:
        return _('An exercise is named by lesson and number. Next step: write check("01.2", …), with quotes.')
    lesson = parts[1].zfill(2)
    number = f"{lesson}.{int(parts[2])}"
    try:
        known = exercises_of(lesson)
    except Exception as error:  # a broken installation must not stop the lesson
        return _(
            "The checks of lesson %(lesson)s cannot be loaded (%(error)s). Next step: install the course again."
        ) % {
            "lesson": lesson,
            "error": shown(error),
        }
    if number in _registry:
        return number, _registry[number]
    if not known:
        return _("Lesson %(lesson)s has no exercises. Next step: compare the number with the lesson's.") % {
            "lesson": lesson
        }
    return _("There is no exercise %(id)s. Next step: use one of %(known)s.") % {
        "id": number,
        "known": ", ".join(known),
    }


def _is_untried(value: Any) -> bool:
    """Whether the `...` of the exercise still stands: as the value, directly inside it, or as a function's body."""
    if value is ...:
        return True
    if isinstance(value, (list, tuple, set)):
        return any(item is ... for item in value)
    if isinstance(value, dict):
        return any(item is ... for item in value.values())
    return is_stub(value)


def _judge(task: _Exercise, value: Any) -> Verdict | None:
    """The verdict, or None where the exercise has not been tried."""
    try:
        if _is_untried(value):
            return None
        if task.expects is not None and not _fits(value, task.expects):
            return Wrong(_kind_hint(value, task.expects))
        verdict: object = task.checker(value)
        if not isinstance(verdict, (Right, Wrong)):
            raise TypeError(f"the checker returned {shown(verdict)}")
        return verdict
    except (Exception, SystemExit) as error:
        return Wrong(
            _(
                "The check stopped at your value %(value)s with %(error)s: it probably has another form than the exercise asks for. "
                "Next step: print the value and its type, and compare them with the exercise."
            )
            % {"value": shown(value), "error": shown(error)}
        )


def _fits(value: Any, kind: object) -> bool:
    if kind is callable:
        return callable(value)
    if kind in (int, float):
        number = numbers.Integral if kind is int else numbers.Real
        return isinstance(value, number) and not isinstance(value, bool)
    return isinstance(value, kind)  # type: ignore[arg-type]


def _kind_hint(value: Any, kind: object) -> str:
    wanted = _(_KINDS[kind])
    if value is None:
        return _(
            "This is None, but the exercise asks for %(wanted)s. None comes from a function without `return`, "
            "from print(…), and from methods such as list.sort(). Next step: look where the value was made."
        ) % {"wanted": wanted}
    if callable(value) and kind is not callable:
        return _(
            "This is a function or a class, but the exercise asks for %(wanted)s. Next step: call it, with () behind its name."
        ) % {"wanted": wanted}
    if kind is callable:
        return _(
            "The check wants the function itself and got %(value)s. Next step: pass its name, without () behind it."
        ) % {"value": shown(value)}
    if kind in (int, float) and isinstance(value, str):
        return _("%(value)s is a text. Next step: leave out the quotes, so that it is %(wanted)s.") % {
            "value": shown(value),
            "wanted": wanted,
        }
    if kind in (int, float) and hasattr(value, "item") and getattr(value, "shape", None) == ():
        return _("This is a tensor that holds one number. Next step: take the number out with .item().")
    return _("The exercise asks for %(wanted)s, and this is of type %(type)s: %(value)s.") % {
        "wanted": wanted,
        "type": type(value).__name__,
        "value": shown(value),
    }
