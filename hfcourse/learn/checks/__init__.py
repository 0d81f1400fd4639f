"""The checkers: one module a lesson, `lesson_NN.py`."""
