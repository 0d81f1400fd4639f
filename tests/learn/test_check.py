"""`check`: every foreseeable mistake has its own sentence, and nothing is ever raised at the learner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from hfcourse.learn import check, exercise, try_cases
from hfcourse.learn.exercises import exercises_of
from hfcourse.learn.overview import _lessons
from hfcourse.learn.trial import is_stub, same, shown
from hfcourse.learn.verdict import Right, Wrong


class Hostile:
    """A value that breaks whatever touches it."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(f"no {name}")

    def __repr__(self) -> str:
        raise RuntimeError("no repr")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no ==")

    __hash__ = object.__hash__


def add(a: Any, b: Any) -> Any:
    return a + b


def prints(a: Any, b: Any) -> None:
    print(a + b)


def numbers_only(a: Any, b: Any) -> Any:
    return int(a) + int(b)


def leaves(a: Any, b: Any) -> Any:
    raise SystemExit(1)


def recurses(a: Any, b: Any) -> Any:
    return recurses(a, b)


def stub(a: Any, b: Any) -> Any: ...


SAID = [
    ("99.1", 0.5, "[x] 99.1: right. One half."),
    ("99.1", np.float32(0.5), "[x] 99.1: right."),
    ("99.1", 0.7, "[ ] 99.1: not yet. Divide 1 by 2."),
    ("99.1", ..., "[ ] 99.1: not tried yet. Next step: put your answer in the place of the ..."),
    ("99.10", [..., 1], "[ ] 99.10: not tried yet."),
    ("99.10", {"a": ...}, "[ ] 99.10: not tried yet."),
    ("99.2", stub, "[ ] 99.2: not tried yet."),
    ("99.1", None, "This is None, but the exercise asks for a number (float)."),
    ("99.1", "0.5", "'0.5' is a text. Next step: leave out the quotes"),
    ("99.1", add, "Next step: call it, with () behind its name."),
    ("99.1", True, "asks for a number (float), and this is of type bool: True."),
    ("99.1", torch.tensor(0.5), "take the number out with .item()"),
    ("99.1", [0.5], "and this is of type list: [0.5]."),
    ("99.2", add, "[x] 99.2: right. It adds."),
    ("99.2", 3, "The check wants the function itself and got 3."),
    ("99.2", prints, "prints(1, 2) returns None. Next step: end the function with `return`"),
    ("99.2", numbers_only, "numbers_only('a', 'b') stopped with ValueError: invalid literal for int()"),
    ("99.2", numbers_only, "It happened in the line `return int(a) + int(b)`."),
    ("99.2", leaves, "leaves(1, 2) stopped with SystemExit: 1."),
    ("99.2", recurses, "stopped with RecursionError"),
    ("99.2", lambda a, b: a, "<lambda>(1, 2) should be 3 and is 1."),
    ("99.10", [1], "The check stopped at your value [1] with AttributeError: 'list' object has no attribute 'shape'"),
    ("99.10", torch.zeros(2, 3), "[x] 99.10: right."),
    ("99.3", 1, "There is no exercise 99.3. Next step: use one of 99.1, 99.2, 99.10."),
    ("98.1", 1, "Lesson 98 has no exercises."),
    ("first", 1, "An exercise is named by lesson and number."),
    (None, 1, "An exercise is named by lesson and number."),
    (99.1, 0.5, "[x] 99.1: right."),
]


@pytest.mark.parametrize(("exercise_id", "value", "said"), SAID)
def test_what_check_says(
    lesson: Path, capsys: pytest.CaptureFixture[str], exercise_id: Any, value: Any, said: str
) -> None:
    check(exercise_id, value)
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("exercise_id", ["99.1", "99.2", "99.10"])
def test_a_hostile_value(lesson: Path, capsys: pytest.CaptureFixture[str], exercise_id: str) -> None:
    check(exercise_id, Hostile())
    assert f"[ ] {exercise_id}: not yet. The check stopped at your value <Hostile>" in capsys.readouterr().out


def test_a_short_number_means_the_same_lesson(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check("3.1", 1)
    assert "Lesson 03" in capsys.readouterr().out


def test_checkers_that_cannot_be_loaded(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "checks" / "lesson_97.py").write_text("import no_such_library", encoding="utf-8")
    check("97.1", 1)
    out = capsys.readouterr().out
    assert "cannot be loaded (ModuleNotFoundError: No module named 'no_such_library')" in out and "Next step" in out


def test_a_checker_that_answers_nothing(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exercise("99.4")(lambda value: None)  # type: ignore[arg-type, return-value]
    check("99.4", 1)
    assert "the checker returned None" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong", [{"exercise_id": "1.1"}, {"exercise_id": "99.1"}, {"exercise_id": "99.5", "expects": 3}]
)
def test_mistakes_of_a_lesson_writer(lesson: Path, wrong: dict[str, Any]) -> None:
    exercises_of("99")
    with pytest.raises(ValueError, match=r"99\.|1\.1"):
        exercise(**wrong)


@pytest.mark.parametrize(
    ("got", "expected", "agree"),
    [
        (torch.tensor([1, 2]), [1, 2], True),
        (np.array([[1.0, 2.0]]), [[1, 2]], True),
        ((1, 2), [1, 2], True),
        ({"a": 0.1 + 0.2}, {"a": 0.3}, True),
        (0.3001, 0.3, False),
        (1, True, False),
        ("1", 1, False),
        ([1], [1, 2], False),
        ({"a": 1}, {"b": 1}, False),
        (float("inf"), float("inf"), True),
        (None, None, True),
    ],
)
def test_when_results_agree(got: Any, expected: Any, agree: bool) -> None:
    assert same(got, expected, tolerance=1e-6) is agree


def test_a_function_may_be_meant_to_return_none() -> None:
    assert try_cases(lambda: None, [((), None)], message="Yes.") == Right("Yes.")
    assert isinstance(try_cases(lambda: 1, [((), None)]), Wrong)


def test_values_are_shown_in_one_short_line_without_addresses() -> None:
    assert shown("a\nb") == r"'a\nb'"
    assert len(shown(list(range(1000)))) == 160
    assert "0x" not in shown(test_values_are_shown_in_one_short_line_without_addresses)


def test_what_counts_as_a_stub() -> None:
    def documented(a: int) -> int:
        """Add one."""
        ...

    def passes(a: int) -> None:
        pass

    def constant() -> int:
        return 5

    def assigns(a: int) -> None:
        b = a  # noqa: F841

    assert is_stub(documented) and is_stub(passes)
    assert not is_stub(constant) and not is_stub(assigns) and not is_stub(len) and not is_stub(3)


@pytest.mark.parametrize("make", [type(None), str, int, list, dict, object, Hostile, lambda: lambda *a, **k: None])
def test_no_exercise_of_the_course_raises_or_takes_nonsense(
    home: Path, capsys: pytest.CaptureFixture[str], make: Callable[[], Any]
) -> None:
    for number in _lessons():
        for known in exercises_of(number):
            check(known, make())
            assert capsys.readouterr().out.startswith(f"[ ] {known}: not yet.")
            check(known, ...)
            assert capsys.readouterr().out.startswith(f"[ ] {known}: not tried yet.")


def test_exercises_are_numbered_from_one() -> None:
    for number in _lessons():
        known = exercises_of(number)
        assert known == [f"{number}.{position}" for position in range(1, len(known) + 1)]
