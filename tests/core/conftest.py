"""Fresh processes: what `start` does to a process can be seen only in one that nothing has touched."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

REAL_TOKEN = "hf_" + "x" * 34  # has the form of a person's token; must never leave the process that holds it

Python = Callable[..., str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's home: a Hugging Face cache with a saved token in it."""
    cache = tmp_path / "person" / "huggingface"
    cache.mkdir(parents=True)
    (cache / "token").write_text(REAL_TOKEN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def python(home: Path) -> Python:
    """Run `code` in a fresh Python, as a person with an own cache and token would; return what it prints."""

    def run(code: str, **env: str) -> str:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HFCOURSE_"))}
        environment |= {"HF_HOME": str(home / "person" / "huggingface"), "HFCOURSE_HOME": str(home / "course")}
        environment |= {"PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", **env}
        result = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(code)],
            capture_output=True,
            encoding="utf-8",
            env=environment,
            cwd=home,
            timeout=120,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run
