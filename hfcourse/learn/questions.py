"""`quiz`: a lesson's questions, as a form with widgets or as plain text; every option says why."""

from __future__ import annotations

import os
import pkgutil
import string
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module, util

from hfcourse.learn import quizzes, record
from hfcourse.messages import _
from hfcourse.width import wrap

_WIDTH = 100


@dataclass(frozen=True)
class Option:
    """One answer. `why` says why it is right or wrong; all three texts of a question are marked with `N_`."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A question with two to eight options, at least one of them right. Raises ValueError otherwise."""

    text: str
    options: Sequence[Option]

    def __post_init__(self) -> None:
        if not 2 <= len(self.options) <= 8 or not self.right:
            raise ValueError(f"A question needs two to eight options and a right one: {self.text}")
        if not all(option.why.strip() for option in self.options):
            raise ValueError(f"Every option says why it is right or wrong: {self.text}")

    @property
    def right(self) -> frozenset[int]:
        """Positions of the right options."""
        return frozenset(position for position, option in enumerate(self.options) if option.right)

    @property
    def several(self) -> bool:
        """Whether more than one option is right."""
        return len(self.right) > 1


def quiz(lesson: str, *, answers: str | None = None) -> None:
    """Show a lesson's quiz, or judge `answers`; print the score and remember the best one.

    With ipywidgets in a notebook this is a form to click. Without them, or where `HFCOURSE_PLAIN` is set, it prints the
    questions, and answers are given as text.

    Args:
        lesson: two digits, "01".
        answers: the letters chosen for each question, with spaces between the questions: "b a cd"; "-" leaves one out.
    """
    lesson = str(lesson).zfill(2)
    questions = questions_of(lesson)
    if not questions:
        print(_("Lesson %(lesson)s has no quiz. Next step: compare the number with the lesson's.") % {"lesson": lesson})
    elif answers is not None:
        chosen = read_answers(answers, questions)
        if isinstance(chosen, str):
            print(chosen)
        else:
            _print_verdicts(lesson, questions, chosen)
    elif _has_widgets():
        from hfcourse.learn.form import show_form

        show_form(lesson, questions)
    else:
        _print_questions(lesson, questions)


def questions_of(lesson: str) -> Sequence[Question]:
    """The questions of a lesson; none where it has no quiz."""
    if f"lesson_{lesson}" not in {module.name for module in pkgutil.iter_modules(quizzes.__path__)}:
        return ()
    found: Sequence[Question] = import_module(f"{quizzes.__name__}.lesson_{lesson}").QUESTIONS
    return found


def letter(position: int) -> str:
    """How an option is called: "a" for the first."""
    return string.ascii_lowercase[position]


def read_answers(answers: str, questions: Sequence[Question]) -> list[frozenset[int]] | str:
    """For each question the positions chosen, or the sentence that says what is wrong with `answers`."""
    example = " ".join("".join(letter(p) for p in range(2 if q.several else 1)) for q in questions)
    parts = str(answers).lower().replace(",", " ").split()
    if len(parts) != len(questions):
        return _(
            "The quiz has %(questions)d questions and this is an answer to %(answers)d. "
            'Next step: write letters with a space between the questions, such as answers="%(example)s"; "-" leaves one out.'
        ) % {"questions": len(questions), "answers": len(parts), "example": example}
    chosen = []
    for number, (part, question) in enumerate(zip(parts, questions, strict=True), start=1):
        known = string.ascii_lowercase[: len(question.options)]
        strange = [character for character in part if character not in known]
        if part != "-" and strange:
            return _(
                "Question %(number)d has no option '%(option)s'. Next step: use the letters %(first)s to %(last)s."
            ) % {
                "number": number,
                "option": strange[0],
                "first": known[0],
                "last": known[-1],
            }
        chosen.append(frozenset() if part == "-" else frozenset(map(known.index, part)))
    return chosen


def remarks(question: Question, chosen: frozenset[int]) -> tuple[bool, list[str]]:
    """Whether the choice is right, and what to say: a verdict, then for each chosen option why."""
    missing = len(question.right - chosen)
    right = chosen == question.right
    if right:
        verdict = _("Right.")
    elif not chosen:
        verdict = _("Not answered.")
    elif missing and chosen < question.right:
        verdict = _("Right so far; still missing: %(missing)d.") % {"missing": missing}
    else:
        verdict = _("Not right.")
    whys = [f"{letter(position)}) {_(question.options[position].why)}" for position in sorted(chosen)]
    return right, [verdict, *whys]


def score_line(lesson: str, right: int, questions: int) -> str:
    """The score as a sentence; remembers it."""
    record.score(lesson, right, questions)
    return _("Score: %(right)d of %(questions)d.") % {"right": right, "questions": questions}


def _print_questions(lesson: str, questions: Sequence[Question]) -> None:
    for number, question in enumerate(questions, start=1):
        several = " " + _("(several are right)") if question.several else ""
        print(wrap(_(question.text) + several, _WIDTH, first=f"{number}. ", rest="   "))
        for position, option in enumerate(question.options):
            print(wrap(_(option.text), _WIDTH, first=f"   {letter(position)}) ", rest="      "))
        print()
    example = " ".join("ab" if question.several else "a" for question in questions)
    print(_("Answer with the letters, a space between the questions:") + f' quiz("{lesson}", answers="{example}")')


def _print_verdicts(lesson: str, questions: Sequence[Question], chosen: list[frozenset[int]]) -> None:
    score = 0
    for number, (question, choice) in enumerate(zip(questions, chosen, strict=True), start=1):
        right, lines = remarks(question, choice)
        score += right
        print(f"{number}. [{'x' if right else ' '}] {lines[0]}")
        for line in lines[1:]:
            print(wrap(line, _WIDTH, first="   ", rest="      "))
    print()
    print(score_line(lesson, score, len(questions)))


def _has_widgets() -> bool:
    """Whether this is a notebook's kernel with ipywidgets, and plain text was not asked for."""
    if os.environ.get("HFCOURSE_PLAIN") == "1" or util.find_spec("ipywidgets") is None or "IPython" not in sys.modules:
        return False
    from IPython import get_ipython

    return getattr(get_ipython(), "kernel", None) is not None
