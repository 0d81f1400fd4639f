"""A training killed at any moment and continued ends with the weights of one that was never killed, bit for bit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import hfcourse_mini
import torch

SCRIPT = Path(__file__).with_name("resumable.py")
MODEL = hfcourse_mini.REPOS / "models" / "hfcourse" / "mini-bert-en"
PATIENCE = 180  # seconds


def command(folder: Path, result: Path, *more: str) -> list[str]:
    return [sys.executable, str(SCRIPT), str(MODEL), str(folder), str(result), *more]


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    return kept | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1", "CUDA_VISIBLE_DEVICES": ""}


def finish(folder: Path, result: Path) -> str:
    """Run to the end; the last line says where it began."""
    done = subprocess.run(
        command(folder, result), env=environment(), capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines()[-1]


def kill(folder: Path, *where: str) -> None:
    """Start, wait until the process says that it stands where it should, and kill it (SIGKILL; TerminateProcess)."""
    with subprocess.Popen(
        command(folder, folder / "never", *where),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        until = time.monotonic() + PATIENCE
        while not (folder / "waiting").exists():
            assert process.poll() is None, "the training ended before it was killed"
            assert time.monotonic() < until, "the training did not come to the place where it should be killed"
            time.sleep(0.02)
        process.kill()
        process.wait(timeout=PATIENCE)
    assert process.returncode != 0
    (folder / "waiting").unlink()


def test_killed_between_and_inside_checkpoints(tmp_path: Path) -> None:
    assert finish(tmp_path / "undisturbed", tmp_path / "expected.pt") == "went on from nothing"
    folder = tmp_path / "out"
    kill(folder, "--stop-at", "5")  # in the second epoch, two steps after a checkpoint
    kill(folder, "--stop-in", "optimizer.pt")  # goes on from 3, writes 6, and dies while it writes 9
    assert (folder / "checkpoint-9" / "model.safetensors").exists()
    assert not (folder / "checkpoint-9" / "trainer_state.json").exists(), "Trainer no longer writes its state last"
    assert finish(folder, tmp_path / "weights.pt") == "went on from checkpoint-6"
    assert (folder / "broken-checkpoint-9").is_dir()
    same_weights(tmp_path / "weights.pt", tmp_path / "expected.pt")


def same_weights(one: Path, other: Path) -> None:
    found, expected = torch.load(one), torch.load(other)
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], expected[name]) for name in expected)
