"""The questions: one module a lesson, `lesson_NN.py`, each with a tuple `QUESTIONS`."""
