"""The catalog as typed objects: which repos the lessons use, what is known of them, and which stand-in answers for each."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hfcourse.errors import CourseError
from hfcourse.messages import _

KINDS = ("models", "datasets", "spaces")


@dataclass(frozen=True)
class Entry:
    """One repo that a lesson names. Sizes are of one weight file on the real Hub."""

    key: str
    kind: str  # "models", "datasets" or "spaces", as in the Hub's API paths
    id: str
    stand_in: str = ""
    legacy: tuple[str, ...] = ()
    revision: str = ""
    task: str = ""
    languages: tuple[str, ...] = ()
    licence: str = ""
    parameters: float = 0.0
    download_mb: int = 0
    gpu_gb: float = 0.0  # memory that the weights take in half precision, in 10^9 bytes
    files: tuple[str, ...] = ()  # patterns of the files that the lessons read, where the repo holds many more
    gated: bool = False
    alternative: str = ""  # key of the entry to use where this one is gated or too large
    lessons: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()


@cache
def entries() -> tuple[Entry, ...]:
    """All entries, in the order of `catalog.toml`."""
    data = tomllib.loads((Path(__file__).parent / "catalog.toml").read_text(encoding="utf-8"))
    return tuple(_entry(kind, key, facts) for kind in KINDS for key, facts in data.get(kind, {}).items())


def find(key: str) -> Entry:
    """The entry named `key`. Raises CourseError with the keys there are, for any other."""
    for entry in entries():
        if entry.key == key:
            return entry
    known = ", ".join(entry.key for entry in entries())
    raise CourseError(
        _("The catalog has no entry '%(key)s'. Next step: use one of %(known)s.") % {"key": key, "known": known}
    )


def of_lesson(lesson: str) -> tuple[Entry, ...]:
    """The entries that lesson `lesson` ("01") uses."""
    return tuple(entry for entry in entries() if lesson in entry.lessons)


def budget(lesson: str) -> dict[str, float]:
    """What lesson `lesson` takes: `t4_minutes`, `mini_minutes`, `gpu_gb` (10^9 bytes), `download_mb`; {} if it is not made yet.

    `lessons.json` is made from the headers of the lessons' sources by `scripts/build_notebooks.py`.
    """
    index = json.loads((Path(__file__).parent / "lessons.json").read_text(encoding="utf-8"))
    return dict(index[lesson]["budget"]) if lesson in index else {}


def _entry(kind: str, key: str, facts: dict[str, Any]) -> Entry:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
    return Entry(**{"key": key, "kind": kind, **values})
