"""The one exception that a learner meets: a sentence with a next step, and no traceback into our code."""

from __future__ import annotations

import sys


class CourseError(Exception):
    """Something the person can mend. `str(error)` says what happened, why, and the next step, in the course's language."""

    def _render_traceback_(self) -> list[str]:
        """IPython asks for this instead of printing the stack (IPython's documented hook for custom tracebacks)."""
        # Older kernels only send what we return; a blank line keeps the message apart from the cell's own prints.
        return [f"{type(self).__name__}: {self}"]


def fail(message: str) -> None:
    """Print `message` to stderr and leave with exit status 1: the command line's form of a CourseError."""
    print(message, file=sys.stderr)
    raise SystemExit(1)
