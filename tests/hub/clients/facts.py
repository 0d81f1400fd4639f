"""What the client scripts share: they collect facts and print them as one line of JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

SEEDS = Path(os.environ["SEEDS"])
WORK = Path(os.environ["WORK"])


def error_of(call: Callable[[], object]) -> dict[str, Any]:
    """The class, HTTP status and text of the error that `call` raises; {} if it raises none."""
    try:
        call()
    except Exception as error:
        status = getattr(getattr(error, "response", None), "status_code", None)
        return {"class": type(error).__name__, "status": status, "text": str(error)}
    return {}


def report(facts: dict[str, Any]) -> None:
    print(json.dumps(facts))


def write_seed(kind: str, repo_id: str, files: dict[str, str]) -> Path:
    """Put text files where the hub finds its read-only repos."""
    folder = SEEDS / kind / repo_id
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder
