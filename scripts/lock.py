"""Resolve the two locked stacks anew (needs `uv`, from the `dev` extra).

`requirements.lock`               newest releases: what a laptop gets
`requirements-colab-stack.lock`   the releases of Colab's image, for the second half of the tests

Both are universal: one file for Linux, macOS and Windows and for Python 3.11 to 3.13. The CUDA packages that torch
names on Linux are left out on purpose: a CPU build does not want them and a CUDA build pulls its own exact ones.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FREEZE = ROOT / "tests" / "data" / "colab-pip-freeze.txt"
# One torch for both stacks: its CPU build exists for every system that the course supports, and no lesson depends on
# what changed between Colab's 2.11 and this one.
TORCH = "torch==2.13.0"
CUDA = re.compile(r"^(nvidia-|cuda-|triton)")
NOT_HELD = ("setuptools", "torchao", "triton")  # what torch 2.13 wants newer, and a torchao that breaks peft


def resolve(constraints: list[str], extras: list[str], output: Path, title: str) -> None:
    """Write the pinned set that satisfies pyproject.toml and `constraints` (requirement lines) to `output`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "constraints.txt"
        file.write_text("\n".join([TORCH, *constraints]) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--no-header", "--no-annotate", *(word for extra in extras for word in ("--extra", extra))]
        command += ["--constraint", str(file), "pyproject.toml"]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if result.returncode:
        sys.exit(result.stderr)
    lines = [line for line in result.stdout.splitlines() if not CUDA.match(line)]
    output.write_text(
        "\n".join([f"# {title}", "# Made by scripts/lock.py; do not edit.", *lines]) + "\n", encoding="utf-8"
    )
    print(f"{output.name}: {len(lines)} packages")


def colab_versions() -> list[str]:
    """The pins of Colab's image, as constraint lines; without torch's family, which is the CPU build here."""
    lines = FREEZE.read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if re.fullmatch(r"[A-Za-z0-9._-]+==[^ @]+", line)]
    return [pin for pin in pins if pin.split("==")[0] not in NOT_HELD and not CUDA.match(pin) and "+" not in pin]


if __name__ == "__main__":
    resolve(
        [],
        ["lab", "zoo", "dev"],
        ROOT / "requirements.lock",
        "Newest releases: what `scripts/course.py` installs on a laptop.",
    )
    resolve(
        colab_versions(),
        ["dev"],
        ROOT / "requirements-colab-stack.lock",
        "The releases of Colab's GPU image of 2026-08-19, on a CPU: the second stack of the tests.",
    )
