"""The files that say what is installed agree with one another and with Colab's image."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
pytestmark = pytest.mark.newest_only


def requirements(file: str) -> list[Requirement]:
    """The requirement lines of `file`."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def colab() -> dict[str, Version]:
    """Package name to version on Colab's image; `+cu128` and the like cut off."""
    pins = requirements("tests/data/colab-pip-freeze.txt")
    return {canonicalize_name(r.name): Version(str(next(iter(r.specifier)).version).split("+")[0]) for r in pins}


def test_colab_satisfies_every_dependency_that_the_install_cell_does_not_add() -> None:
    """`pip install hfcourse` on Colab once pulled a newer huggingface_hub, and `import transformers` failed."""
    image = colab()
    added = {canonicalize_name(r.name) for r in requirements("requirements-colab.txt")}
    missing = []
    for line in PROJECT["dependencies"]:
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        if name not in added and (name not in image or image[name] not in requirement.specifier):
            missing.append(f"{line} (Colab has {image.get(name)})")
    assert missing == [], "Lower the bound in pyproject.toml, or add the package to requirements-colab.txt."


def test_install_cell_adds_only_what_colab_lacks_or_has_broken() -> None:
    image = colab()
    for requirement in requirements("requirements-colab.txt"):
        present = image.get(canonicalize_name(requirement.name))
        assert present is None or present not in requirement.specifier, f"Colab already has a good {requirement.name}."


def test_environment_yml_equals_pyproject() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    pip_part = next(item["pip"] for item in environment["dependencies"] if isinstance(item, dict))
    assert pip_part == PROJECT["dependencies"] + PROJECT["optional-dependencies"]["lab"]
    assert f"python{PROJECT['requires-python']}" in environment["dependencies"]


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ("lab", "zoo", "dev")), ("requirements-colab-stack.lock", ("dev",))],
)
def test_lock_is_exact_and_covers_pyproject(lock: str, extras: tuple[str, ...]) -> None:
    """A lock that misses a dependency lets pip choose a version, and the outputs differ from machine to machine."""
    pins: dict[str, list[Requirement]] = {}
    for requirement in requirements(lock):
        assert re.fullmatch(r"==[^*]+", str(requirement.specifier)), f"{requirement} in {lock} is not exact."
        pins.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    wanted = [*PROJECT["dependencies"], *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    for line in wanted:
        requirement = Requirement(line)
        locked = pins.get(canonicalize_name(requirement.name))
        assert locked, f"{line} is not in {lock}: run scripts/lock.py."
        for pin in locked:
            assert next(iter(pin.specifier)).version in requirement.specifier, f"{pin} does not satisfy {line}."


def test_colab_stack_is_colabs() -> None:
    """The second stack is worth nothing if it drifts away from the image that it stands for."""
    image = colab()
    pins = {
        canonicalize_name(r.name): next(iter(r.specifier)).version
        for r in requirements("requirements-colab-stack.lock")
    }
    for name in (
        "transformers",
        "huggingface-hub",
        "datasets",
        "diffusers",
        "peft",
        "accelerate",
        "tokenizers",
        "ipywidgets",
        "ipython",
        "numpy",
    ):
        assert Version(pins[name]) == image[name], name


def test_locks_name_no_cuda_package() -> None:
    """A universal lock once pulled 3 GB of CUDA onto machines without a GPU."""
    for lock in ("requirements.lock", "requirements-colab-stack.lock"):
        assert not [r.name for r in requirements(lock) if re.match(r"nvidia-|cuda-|triton", r.name)]


def build_wheel(project: Path, target: Path) -> zipfile.ZipFile:
    """The wheel of `project`, built without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return zipfile.ZipFile(next(target.glob("*.whl")))


def test_wheel_for_colab_is_small_and_whole(tmp_path: Path) -> None:
    """Colab installs this one: no weights, no training material, but everything that a cell can reach."""
    wheel = build_wheel(ROOT, tmp_path)
    assert Path(str(wheel.filename)).stat().st_size <= 1_000_000
    names = set(wheel.namelist())
    for needed in (
        "session.py",
        "catalog.toml",
        "lessons.json",
        "locale/ko/LC_MESSAGES/hfcourse.mo",
        "lessons/glossary.toml",
    ):
        assert f"hfcourse/{needed}" in names
    assert not [name for name in names if name.startswith("hfcourse/zoo/") or name.endswith(".safetensors")]


def test_wheel_of_the_stand_ins_holds_every_repo(tmp_path: Path) -> None:
    names = build_wheel(ROOT / "mini", tmp_path).namelist()
    repos = ROOT / "mini" / "src" / "hfcourse_mini" / "repos"
    shipped = {
        f"hfcourse_mini/repos/{file.relative_to(repos).as_posix()}" for file in repos.rglob("*") if file.is_file()
    }
    assert shipped <= set(names) and any(name.endswith(".safetensors") for name in names)


def test_the_wheel_that_the_notebooks_fetch_is_the_one_that_a_release_builds() -> None:
    """The install cell names a file by its version; a release of another version would leave Colab without hfcourse."""
    from hfcourse import __version__

    mini = tomllib.loads((ROOT / "mini" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert __version__ == PROJECT["version"] == mini["version"]
    assert PROJECT["optional-dependencies"]["mini"] == [f"hfcourse-mini=={__version__}"]
    notebook = (ROOT / "notebooks" / "en" / "00_setup_and_login.ipynb").read_text(encoding="utf-8")
    assert f"releases/download/v{__version__}/hfcourse-{__version__}-py3-none-any.whl" in notebook
