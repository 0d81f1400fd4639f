"""Exercises, quizzes and progress: what a learner does, checked on the spot and remembered on this computer.

`check`, `quiz` and `progress` are for notebooks. Whoever writes a lesson puts checkers into `checks/lesson_NN.py` and
questions into `quizzes/lesson_NN.py`; both are imported when they are asked for, and not before.
"""

from hfcourse.learn.exercises import check, exercise
from hfcourse.learn.overview import progress
from hfcourse.learn.questions import Option, Question, quiz
from hfcourse.learn.trial import try_cases
from hfcourse.learn.verdict import Right, Verdict, Wrong

__all__ = ["Option", "Question", "Right", "Verdict", "Wrong", "check", "exercise", "progress", "quiz", "try_cases"]
