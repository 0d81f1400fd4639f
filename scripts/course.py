#!/usr/bin/env python3
"""Set up the course, run it, test it. Needs nothing but Python 3.11 or newer with pip.

    python3 scripts/course.py run     set up, then execute the lessons and write them as HTML to build/
    python3 scripts/course.py test    set up both library stacks, then run every test
    python3 scripts/course.py lab     set up, then open JupyterLab on the notebooks

Words after `run` and `lab` go to the command `hfcourse` (`run 00 --lang ko`, `run --help`).
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file must still say so on an older Python
    sys.exit(
        f"The course needs Python 3.11 or newer; this is Python {sys.version_info[0]}.{sys.version_info[1]}. "
        "Next step: install a newer one and run this again with it."
    )

import argparse
import hashlib
import os
import shutil
import subprocess
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TORCH = "torch"
NEEDED_GB = 6  # 10^9 bytes that one environment with torch's CPU build and pip's own cache take, rounded up
STACKS = {"newest": (".venv", "requirements.lock"), "colab": (".venv-colab", "requirements-colab-stack.lock")}


class SetUpError(Exception):
    """What stopped the set-up, as one sentence with a next step."""


def main(arguments: list[str]) -> int:
    """Run one of the three commands and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="set up, then execute the lessons and write HTML to build/", add_help=False)
    commands.add_parser("lab", help="set up, then open JupyterLab on the notebooks", add_help=False)
    test = commands.add_parser("test", help="set up both library stacks, then run every test")
    test.add_argument(
        "--stack", choices=[*STACKS, "both"], default="both", help="which library versions (default: both)"
    )
    options, rest = parser.parse_known_args(arguments)
    try:
        if options.command == "test":
            if rest:
                parser.error(f"test does not know {' '.join(rest)}")
            return run_tests(list(STACKS) if options.stack == "both" else [options.stack])
        python = set_up("newest")
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    return call([python, "-m", "hfcourse", options.command, *rest])


# --- the environments ---------------------------------------------------------------------------------------------


def set_up(stack: str) -> str:
    """Make the environment of `stack` complete and return the path of its Python. Does nothing where it is already."""
    folder, lock = ROOT / STACKS[stack][0], ROOT / STACKS[stack][1]
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = folder / "hfcourse-installed", fingerprint(lock)
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return str(python)
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < NEEDED_GB and not python.exists():
        raise SetUpError(
            f"Only {free:.1f} GB are free on this disk and the course needs {NEEDED_GB} GB. Next step: make room and run this again."
        )
    print(f"Setting up {folder.name} from {lock.name} (once, a few minutes) …", flush=True)
    began = time.monotonic()
    stamp.unlink(missing_ok=True)
    if not python.exists():
        venv.EnvBuilder(with_pip=True, clear=folder.exists()).create(folder)
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    install_torch(str(python), next(line for line in lines if line.startswith(f"{TORCH}==")))
    pip(str(python), "-r", str(lock))
    pip(str(python), "--no-deps", "--no-build-isolation", "-e", str(ROOT), "-e", str(ROOT / "mini"))
    stamp.write_text(wanted, encoding="utf-8")
    print(f"{folder.name} is ready after {time.monotonic() - began:.0f} s.", flush=True)
    return str(python)


def fingerprint(lock: Path) -> str:
    """Changes when the lock, the packages' metadata or the Python that made the environment changes."""
    digest = hashlib.sha256(sys.version.encode())
    for file in (lock, ROOT / "pyproject.toml", ROOT / "mini" / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def install_torch(python: str, requirement: str) -> None:
    """Install torch: its CPU build where there is no NVIDIA GPU, for the usual one brings gigabytes of CUDA on Linux.

    pip takes the CPU build (version `…+cpu`) where its own configuration offers one; else uv, which knows where torch's
    builds are kept, is asked for it; and where neither has it, the usual build does the work too.
    """
    if sys.platform != "linux" or shutil.which("nvidia-smi"):
        return  # the lock's own line is right
    if installed(python, TORCH) == requirement.partition("==")[2]:
        return
    attempts = (
        [python, "-m", "pip", "install", "--quiet", f"{requirement}+cpu"],
        [python, "-m", "uv", "pip", "install", "--quiet", "--python", python, "--torch-backend", "cpu", requirement],
    )
    for number, command in enumerate(attempts):
        if number == 1 and call([python, "-m", "pip", "install", "--quiet", "uv"], quiet=True):
            continue
        if call(command, quiet=True) == 0:
            return
    print("torch's CPU build was not found; the usual build is taken, which is several GB larger.", flush=True)


def installed(python: str, package: str) -> str:
    """The public version of `package` in that environment (`2.13.0+cpu` counts as 2.13.0), or an empty string."""
    code = f"import importlib.metadata as m; print(m.version('{package}').split('+')[0])"
    result = subprocess.run([python, "-c", code], capture_output=True, encoding="utf-8", check=False)
    return result.stdout.strip()


def pip(python: str, *words: str) -> None:
    """`pip install`; raises SetUpError with pip's last line, read for the commonest causes."""
    command = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-warn-script-location",
        *words,
    ]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if result.returncode == 0:
        return
    errors = [line for line in result.stderr.splitlines() if "ERROR" in line or "Error" in line] or [
        result.stderr.strip()
    ]
    text = result.stderr.lower()
    if "no space left" in text:
        raise SetUpError(
            "The disk filled up during the installation. Next step: make room and run this again; it goes on where it stopped."
        )
    offline = (
        "connection",
        "resolve",
        "network is unreachable",
        "timed out",
        "proxy",
        "no matching distribution",
        "could not find a version",
    )
    if any(word in text for word in offline):
        raise SetUpError(
            "A package could not be downloaded; the first set-up needs a network. Next step: connect (or set your proxy for pip) and run this again.\n"
            f"pip said: {errors[-1]}"
        )
    raise SetUpError(
        f"pip could not install the packages. Next step: delete the environment folder and run this again.\npip said: {errors[-1]}"
    )


def call(command: list[str], *, quiet: bool = False, env: dict[str, str] | None = None) -> int:
    """Run `command` in the repository's root and return its exit status."""
    sink = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run(command, cwd=ROOT, stdout=sink, stderr=sink, env=env, check=False).returncode
    except KeyboardInterrupt:
        return 130


# --- the tests ----------------------------------------------------------------------------------------------------


def run_tests(stacks: list[str]) -> int:
    """Every check of both stacks; all of them run, and the first failure decides the exit status."""
    results: list[tuple[str, str, int, float]] = []
    for stack in stacks:
        python = set_up(stack)
        for name, words in checks(stack):
            print(f"\n=== {stack}: {name}", flush=True)
            began = time.monotonic()
            status = call([python, "-m", *words], env=test_environment())
            results.append((stack, name, status, time.monotonic() - began))
    print(f"\n{'stack':8} {'check':12} {'seconds':>8}  result")
    for stack, name, status, seconds in results:
        print(f"{stack:8} {name:12} {seconds:8.1f}  {'passed' if status == 0 else f'FAILED (exit {status})'}")
    failed = sum(status != 0 for _stack, _name, status, _seconds in results)
    print(f"\n{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def checks(stack: str) -> list[tuple[str, list[str]]]:
    """The checks of one stack, as module and arguments. The colab stack runs what could differ there.

    Each notebook is executed once: the solved editions on the newest stack, the learner's, which open on Colab, on
    Colab's. A guard in tests/notebooks/ holds the cells of both editions to the same outputs.
    """
    parallel = ["-n", "2", "--dist", "loadscope", "-p", "no:cacheprovider"]
    nbval = [
        "pytest",
        "--nbval",
        "--nbval-sanitize-with",
        "notebooks/nbval_sanitize.cfg",
        "--nbval-cell-timeout",
        "120",
        "--maxfail=12",
        *parallel,
    ]
    if stack == "colab":
        return [
            ("tests", ["pytest", "-m", "not newest_only", *parallel, "tests"]),
            ("notebooks", [*nbval, "notebooks/en", "notebooks/ko"]),
        ]
    return [
        ("ruff", ["ruff", "check", "."]),
        ("format", ["ruff", "format", "--check", "."]),
        ("mypy", ["mypy"]),
        ("tests", ["pytest", *parallel, "tests"]),
        ("notebooks", [*nbval, "notebooks/solved"]),
    ]


def test_environment() -> dict[str, str]:
    """The environment of the tests: the offline world, one torch thread a worker, and nobody's token."""
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_ENDPOINT", "HF_HOME")
    }
    return env | {
        "HFCOURSE_PROFILE": "mini",
        "HFCOURSE_PLAIN": "1",
        "HFCOURSE_HOME": str(ROOT / "build" / "test-home"),
        "OMP_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
        "TOKENIZERS_PARALLELISM": "false",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
