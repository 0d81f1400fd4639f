"""hfcourse: the small companion package of an executable Hugging Face course.

A notebook uses a handful of names from here; everything else in its cells is plain Hugging Face code.
Importing this module imports no third-party package: each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hfcourse import checkpoints, doctor, show, tasks
    from hfcourse.auth import explain, login
    from hfcourse.learn import check, progress, quiz
    from hfcourse.session import Session, start

__version__ = "0.1.0"

_HOME_OF = {
    "start": "hfcourse.session",
    "Session": "hfcourse.session",
    "login": "hfcourse.auth",
    "explain": "hfcourse.auth",
    "check": "hfcourse.learn",
    "quiz": "hfcourse.learn",
    "progress": "hfcourse.learn",
    "show": "hfcourse.show",
    "doctor": "hfcourse.doctor",
    "tasks": "hfcourse.tasks",
    "checkpoints": "hfcourse.checkpoints",
}

__all__ = [
    "Session",
    "check",
    "checkpoints",
    "doctor",
    "explain",
    "login",
    "progress",
    "quiz",
    "show",
    "start",
    "tasks",
]


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562), so that `import hfcourse` stays free of heavy imports."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'hfcourse' has no attribute {name!r}")
    module = import_module(_HOME_OF[name])
    value = module if _HOME_OF[name] == f"hfcourse.{name}" else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
