"""What a recipe is, where its files go, and how recipes are found."""

from __future__ import annotations

import csv
import importlib
import json
import os
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

RepoType = Literal["model", "dataset", "space"]
Splits = dict[str, list[dict[str, Any]]]
"""Split name to rows; a row of a text classifier is ``{"text": str, "label": int}``."""

ZOO = Path(__file__).parent
MATERIAL = ZOO / "material"
HELDOUT = ZOO / "heldout"
REPOS = ZOO.parents[1] / "mini" / "src" / "hfcourse_mini" / "repos"
FACTS_FILE = "training_run.json"


class Reporter(Protocol):
    """Tells a person how far a run is."""

    def start(self, description: str, total: int) -> None:
        """Open a stage of ``total`` steps."""

    def advance(self, steps: int = 1, note: str = "") -> None:
        """Move the open stage on; ``note`` is shown beside the bar."""


class Silent:
    """A reporter for tests: says nothing."""

    def start(self, description: str, total: int) -> None:
        """Say nothing."""

    def advance(self, steps: int = 1, note: str = "") -> None:
        """Say nothing."""


@dataclass
class Run:
    """One training run: what makes it repeatable, and who hears of its progress."""

    seed: int = 0
    threads: int = 1
    scale: float = 1.0
    """Share of the recipe's full number of steps; 1 for what is shipped, less for tests and pilots."""
    reporter: Reporter = field(default_factory=Silent)

    def steps(self, full: int) -> int:
        """``full`` steps scaled to this run, at least one."""
        return max(1, round(full * self.scale))


@dataclass(frozen=True)
class Facts:
    """What a finished run is remembered by; kept beside the files so that the card can be written anew."""

    seed: int
    threads: int
    seconds: float
    parameters: int
    metrics: dict[str, float]

    def save(self, folder: Path) -> None:
        """Write the facts into the repo folder."""
        text = json.dumps(asdict(self), indent=2)
        (folder / FACTS_FILE).write_text(text + "\n", encoding="utf-8", newline="\n")

    @classmethod
    def load(cls, folder: Path) -> Facts:
        """Read what :meth:`save` wrote. Raises FileNotFoundError where nothing was trained."""
        return cls(**json.loads((folder / FACTS_FILE).read_text(encoding="utf-8")))


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How one stand-in is made. ``train`` fills an empty folder with the repo's files, all but README.md."""

    name: str
    repo_id: str
    repo_type: RepoType = "model"
    floors: Mapping[str, float]
    """Metric name to the least value that the shipped files must reach."""
    data: Callable[[int], Splits]
    train: Callable[[Path, Run], None]
    evaluate: Callable[[Path], dict[str, float]]
    """Load the files of a folder and measure them on the held-out set. The only code that opens it."""
    card: Callable[[Facts], str]
    """The text of README.md, with its YAML head."""
    develop: Callable[[Run], dict[str, float]] | None = None
    """The measure by which the recipe was chosen: on written sentences left out of training, never on the held-out set."""
    seed: int = 0
    max_mb: float = 6.0

    @property
    def folder(self) -> Path:
        """Where the shipped files are."""
        return REPOS / f"{self.repo_type}s" / self.repo_id


def recipe_names() -> list[str]:
    """The names of all recipes, sorted."""
    package = importlib.import_module("hfcourse.zoo.recipes")
    return sorted(module.name for module in pkgutil.iter_modules(package.__path__))


def load_recipe(name: str) -> Recipe:
    """The recipe called ``name``. Raises KeyError with the names that there are."""
    if name not in recipe_names():
        raise KeyError(f"no recipe {name!r}; there are: {', '.join(recipe_names())}")
    recipe = importlib.import_module(f"hfcourse.zoo.recipes.{name}").RECIPE
    if not isinstance(recipe, Recipe) or recipe.name != name:
        raise TypeError(f"hfcourse/zoo/recipes/{name}.py must define RECIPE = Recipe(name={name!r}, …)")
    return recipe


def make_deterministic(run: Run) -> None:
    """Seed Python, NumPy and torch, fix the thread count, refuse operations that are not repeatable."""
    import random

    import numpy
    import torch

    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    random.seed(run.seed)
    numpy.random.seed(run.seed)
    torch.manual_seed(run.seed)
    torch.set_num_threads(run.threads)
    torch.use_deterministic_algorithms(True)


def read_tsv(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a header line; quotes are ordinary characters."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def material(folder: str, *kinds: str, without: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """Rows of ``material/<folder>/*.tsv`` in file order, of the given kinds (all if none), each with its ``source``.

    ``without`` leaves out files by stem, for cross-validation by author.
    """
    for path in sorted((MATERIAL / folder).glob("*.tsv")):
        if path.stem in without:
            continue
        for row in read_tsv(path):
            if not kinds or row["kind"] in kinds:
                yield {**row, "source": path.stem}


def heldout(name: str) -> list[dict[str, str]]:
    """Rows of a frozen test set. Call it from ``evaluate`` only."""
    return read_tsv(HELDOUT / f"{name}.tsv")


def size_mb(folder: Path) -> float:
    """Size of all files under ``folder`` in MB (10^6 bytes)."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write ``lines`` with Unix line ends on every system, so that the bytes are the same everywhere."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
