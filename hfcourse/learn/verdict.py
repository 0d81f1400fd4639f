"""What a checker answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Right:
    """Solved. `message` says what the learner may conclude, in the course's language."""

    message: str = ""


@dataclass(frozen=True)
class Wrong:
    """Not solved yet. `hint` says what to look at next and does not give the solution away."""

    hint: str


Verdict = Right | Wrong
