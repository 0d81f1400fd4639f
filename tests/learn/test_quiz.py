"""`quiz`: plain text and widgets say the same; every option says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import ipywidgets
import pytest

from hfcourse import messages
from hfcourse.learn import Option, Question, quiz, record
from hfcourse.learn.form import build_form
from hfcourse.learn.overview import _lessons
from hfcourse.learn.questions import questions_of

PLAIN = """\
1. What is `1 + 1`?
   a) 11
   b) 2

2. Which are vowels? (several are right)
   a) a
   b) b
   c) e

Answer with the letters, a space between the questions: quiz("99", answers="a ab")
"""

JUDGED = """\
1. [ ] Not right.
   a) That joins texts.
2. [x] Right.
   a) Open.
   c) Half open.

Score: 1 of 2.
"""


def test_the_plain_form(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz("99")
    assert capsys.readouterr().out == PLAIN


def test_judging_letters(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz("99", answers="a CA")
    assert capsys.readouterr().out == JUDGED
    assert record.read().quizzes == {"99": (1, 2)}


def test_the_best_score_stays(lesson: Path) -> None:
    quiz("99", answers="b ac")
    quiz("99", answers="a b")
    assert record.read().quizzes == {"99": (2, 2)}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("b", "The quiz has 2 questions and this is an answer to 1. Next step: write letters with a space"),
        ("b, ac, d", "this is an answer to 3"),
        ("", "this is an answer to 0"),
        ("b d", "Question 2 has no option 'd'. Next step: use the letters a to c."),
        ("ㅠ a", "Question 1 has no option 'ㅠ'."),
        ("- a", "1. [ ] Not answered.\n2. [ ] Right so far; still missing: 1.\n   a) Open."),
        ("b abc", "2. [ ] Not right.\n   a) Open.\n   b) Lips close.\n   c) Half open."),
        ("b,ac", "Score: 2 of 2."),
    ],
)
def test_answers_as_people_write_them(
    lesson: Path, capsys: pytest.CaptureFixture[str], answers: str, said: str
) -> None:
    quiz("99", answers=answers)
    assert said in capsys.readouterr().out


def test_a_lesson_without_a_quiz(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz("98")
    assert "Lesson 98 has no quiz. Next step" in capsys.readouterr().out


def test_the_widget_form_judges_and_saves(lesson: Path) -> None:
    form = build_form("99", questions_of("99"))
    *parts, button, score = form.children
    radio, boxes = parts[0].children[1], parts[1].children[1].children
    assert isinstance(radio, ipywidgets.RadioButtons) and radio.value is None
    assert [type(box) for box in boxes] == [ipywidgets.Checkbox] * 3
    button.click()
    assert "Not answered." in parts[0].children[2].value and "Score: 0 of 2." in score.value
    radio.value = "b"
    boxes[0].value = boxes[2].value = True
    button.click()
    assert parts[0].children[2].value == "<b>Right.</b><br>b) Numbers add."
    assert "Half open." in parts[1].children[2].value and "Score: 2 of 2." in score.value
    assert record.read().quizzes == {"99": (2, 2)}


def test_the_widget_form_escapes_texts_and_sets_code(home: Path) -> None:
    question = Question("Is `a<b`?", [Option("<script>", why="x & y", right=True), Option("no", why="no")])
    part = build_form("99", [question]).children[0]
    assert "<code>a&lt;b</code>" in part.children[0].value and "&lt;script&gt;" in part.children[0].value


# A kernel of its own, as a notebook has: `quiz` must choose the form there, and plain text where that is asked for.
KERNEL = """
from unittest.mock import Mock
from ipykernel.zmqshell import ZMQInteractiveShell
from hfcourse.learn import questions
ZMQInteractiveShell.kernel = None
ZMQInteractiveShell.instance()
print(questions._has_widgets())
ZMQInteractiveShell.kernel = Mock()
print(questions._has_widgets())
import os
os.environ["HFCOURSE_PLAIN"] = "1"
print(questions._has_widgets())
"""


def test_when_the_form_is_shown(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "HFCOURSE_PLAIN"}
    result = subprocess.run(
        [sys.executable, "-c", KERNEL],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).parents[2],
        env=environment,
    )
    assert result.stdout.split() == ["False", "True", "False"]


@pytest.mark.parametrize(
    "options",
    [
        [Option("a", why="b", right=True)],
        [Option("a", why="b"), Option("c", why="d")],
        [Option("a", why=" ", right=True)] * 2,
    ],
)
def test_mistakes_of_a_quiz_writer(options: list[Option]) -> None:
    with pytest.raises(ValueError, match="Why\\?"):
        Question("Why?", options)


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_the_quizzes_of_the_course(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    """Each can be answered completely, and nobody who always takes the same letter gets more than 2 of 3 right."""
    monkeypatch.setattr(messages, "_current", lang)
    for number in _lessons():
        questions = questions_of(number)
        if not questions:
            continue
        right = ["".join("abcdefgh"[position] for position in sorted(question.right)) for question in questions]
        quiz(number, answers=" ".join(right))
        assert capsys.readouterr().out.count("[x]") == len(questions)
        assert max(map(right.count, right)) <= max(1, 2 * len(right) // 3), f"lesson {number}: {right}"
