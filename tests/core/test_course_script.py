"""`scripts/course.py`: what it installs, when it installs nothing, and what it says when it cannot."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections import namedtuple
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.newest_only


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, working in a folder of its own with tiny locks."""
    spec = importlib.util.spec_from_file_location("course", ROOT / "scripts" / "course.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.lock", "requirements-colab-stack.lock"):
        (tmp_path / name).write_text("# lock\ntorch==2.13.0\nsix==1.16.0\n", encoding="utf-8")
    (tmp_path / "mini").mkdir()
    for folder in (tmp_path, tmp_path / "mini"):
        (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


@pytest.fixture
def commands(course: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the script would have run; each call succeeds, and nothing is installed."""
    run: list[list[str]] = []

    def fake(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        run.append([str(word) for word in command])
        return subprocess.CompletedProcess(command, 0, stdout="", stderr="")

    def make(folder: Path) -> None:
        python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        python.parent.mkdir(parents=True)
        python.touch()

    class Builder:
        def __init__(self, **_options: object) -> None: ...

        def create(self, folder: Path) -> None:
            make(folder)

    monkeypatch.setattr(course.subprocess, "run", fake)
    monkeypatch.setattr(course.venv, "EnvBuilder", Builder)
    return run


def test_uses_the_standard_library_only() -> None:
    """The first command runs before anything is installed."""
    tree = ast.parse((ROOT / "scripts" / "course.py").read_text(encoding="utf-8"))
    names = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    names |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


def test_installs_torch_then_the_lock_then_both_packages(course: ModuleType, commands: list[list[str]]) -> None:
    course.set_up("newest")
    lines = [" ".join(command) for command in commands if "install" in command]
    lock = next(i for i, line in enumerate(lines) if "-r" in line.split())
    ours = next(i for i, line in enumerate(lines) if "--no-build-isolation" in line)
    assert lock < ours
    assert lines[ours].count("-e ") == 2
    if sys.platform == "linux" and course.shutil.which("nvidia-smi") is None:
        assert any("torch==2.13.0+cpu" in line for line in lines[:lock])


def test_second_start_runs_no_command(course: ModuleType, commands: list[list[str]]) -> None:
    course.set_up("newest")
    commands.clear()
    course.set_up("newest")
    assert commands == []


def test_a_changed_lock_is_installed_again(course: ModuleType, commands: list[list[str]], tmp_path: Path) -> None:
    course.set_up("newest")
    commands.clear()
    (tmp_path / "requirements.lock").write_text("torch==2.13.0\nsix==1.17.0\n", encoding="utf-8")
    course.set_up("newest")
    assert commands


def test_an_interrupted_installation_is_not_taken_for_a_whole_one(
    course: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stops(*_words: str) -> None:
        raise course.SetUpError("stopped")

    monkeypatch.setattr(course, "pip", stops)
    with pytest.raises(course.SetUpError):
        course.set_up("newest")
    assert not (tmp_path / ".venv" / "hfcourse-installed").exists()


def test_cpu_torch_falls_back_to_uv_then_to_the_usual_build(
    course: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(course.sys, "platform", "linux")
    monkeypatch.setattr(course.shutil, "which", lambda _name: None)
    monkeypatch.setattr(course, "installed", lambda _python, _package: "")
    refused = ("torch==2.13.0+cpu", "--torch-backend")

    def call(command: list[str], **_options: object) -> int:
        calls.append(command)
        return int(any(word in command for word in refused))

    monkeypatch.setattr(course, "call", call)
    course.install_torch("python", "torch==2.13.0")
    assert "torch==2.13.0+cpu" in calls[0]
    assert "--torch-backend" in calls[-1]
    assert "usual build" in capsys.readouterr().out


def test_a_gpu_keeps_the_usual_torch(
    course: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course.shutil, "which", lambda name: "/usr/bin/nvidia-smi" if name == "nvidia-smi" else None)
    course.install_torch("python", "torch==2.13.0")
    assert commands == []


@pytest.mark.parametrize(
    ("stderr", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk filled up"),
        ("ERROR: Could not find a version that satisfies the requirement six==1.16.0", "needs a network"),
        (
            "WARNING: Retrying after connection broken by NewConnectionError\nERROR: No matching distribution found",
            "needs a network",
        ),
        ("ERROR: Failed building wheel", "delete the environment folder"),
    ],
)
def test_pip_trouble_is_one_sentence(
    course: ModuleType, monkeypatch: pytest.MonkeyPatch, stderr: str, sentence: str
) -> None:
    def fails(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, stdout="", stderr=stderr)

    monkeypatch.setattr(course.subprocess, "run", fails)
    with pytest.raises(course.SetUpError, match=sentence) as caught:
        course.pip("python", "six")
    assert "Next step" in str(caught.value)


def test_a_full_disk_is_refused_before_anything_is_made(course: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(course.shutil, "disk_usage", lambda _path: usage(1, 1, 10**9))
    with pytest.raises(course.SetUpError, match=r"1\.0 GB are free"):
        course.set_up("newest")
    assert not (course.ROOT / ".venv").exists()


def test_a_failing_check_fails_the_run_and_the_others_still_run(
    course: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(course, "set_up", lambda _stack: "python")
    monkeypatch.setattr(course, "call", lambda command, **_options: 1 if "mypy" in command else 0)
    assert course.run_tests(["newest"]) == 1
    out = capsys.readouterr().out
    assert "mypy" in out and "FAILED (exit 1)" in out
    assert out.strip().endswith("4 passed, 1 failed")


def test_an_old_python_is_told_so() -> None:
    """Runs the guard itself with a version that claims to be old."""
    source = (ROOT / "scripts" / "course.py").read_text(encoding="utf-8")
    code = f"import sys; sys.version_info = (3, 9, 0, 'final', 0); exec(compile({source!r}, 'course.py', 'exec'))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("The course needs Python 3.11 or newer; this is Python 3.9.")
