"""Train the stand-ins of the embedded hub, or hold the shipped ones to their floors.

python scripts/train_zoo.py --list             what there is
python scripts/train_zoo.py NAME …             train, measure, write the card, replace the shipped files
python scripts/train_zoo.py --all              the same for every recipe
python scripts/train_zoo.py --develop NAME     the measure by which a recipe is chosen (no held-out sentence is read)
python scripts/train_zoo.py --check [NAME …]   measure the shipped files; exit 1 below a floor
python scripts/train_zoo.py --card NAME …      write the card anew from the recorded run
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hfcourse.zoo.recipe import (
    Facts,
    Recipe,
    Run,
    load_recipe,
    make_deterministic,
    recipe_names,
    size_mb,
)

console = Console()


class Bar:
    """Progress as a bar with the remaining time; in a log file, a line every tenth of a stage."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[note]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._bar.start()
        self._stage, self._done, self._total, self._began = "", 0, 1, 0.0
        self._task = TaskID(0)

    def start(self, description: str, total: int) -> None:
        """Open a stage."""
        self._stage, self._done, self._total, self._began = (
            description,
            0,
            max(1, total),
            time.monotonic(),
        )
        self._task = self._bar.add_task(description, total=total, note="")

    def advance(self, steps: int = 1, note: str = "") -> None:
        """Move the open stage on."""
        before, self._done = self._done, self._done + steps
        self._bar.update(self._task, advance=steps)
        if note:
            self._bar.update(self._task, note=note)
        if not console.is_terminal and self._done * 10 // self._total > before * 10 // self._total:
            elapsed = time.monotonic() - self._began
            left = elapsed / self._done * (self._total - self._done)
            print(
                f"{self._stage}: {self._done}/{self._total}, {elapsed:.0f} s, {left:.0f} s left {note}",
                flush=True,
            )

    def stop(self) -> None:
        """Take the bar down."""
        self._bar.stop()


def count_parameters(folder: Path) -> int:
    """Numbers in the folder's safetensors files, each once: a variant holds the same again. 0 where there are none."""
    from safetensors import safe_open

    total = 0
    for path in sorted(folder.rglob("*.safetensors")):
        if path.stem.endswith(".fp16"):
            continue
        with safe_open(path, framework="pt") as tensors:
            for key in tensors.keys():  # noqa: SIM118 - safe_open is no mapping
                size = 1
                for length in tensors.get_slice(key).get_shape():
                    size *= length
                total += size
    return total


def write_card(recipe: Recipe, folder: Path, facts: Facts) -> None:
    """Write README.md into ``folder``."""
    (folder / "README.md").write_text(recipe.card(facts), encoding="utf-8", newline="\n")


def train(recipe: Recipe, run: Run, out: Path | None) -> None:
    """Train into a fresh folder beside the target, then put it in the target's place.

    With ``out`` nothing is measured on the held-out set and the shipped files stay as they are.
    """
    target = out / recipe.name if out else recipe.folder
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".training-") as scratch:
        fresh = Path(scratch) / target.name
        fresh.mkdir()
        make_deterministic(run)
        began = time.monotonic()
        recipe.train(fresh, run)
        seconds = time.monotonic() - began
        metrics = {} if out else recipe.evaluate(fresh)
        facts = Facts(run.seed, run.threads, round(seconds, 1), count_parameters(fresh), metrics)
        if recipe.repo_type == "model":
            facts.save(fresh)
        write_card(recipe, fresh, facts)
        if target.exists():
            shutil.rmtree(target)
        Path(fresh).replace(target)
    console.print(f"{recipe.name}: {seconds:.0f} s, {size_mb(target):.2f} MB, {metrics}")


def check(names: list[str]) -> bool:
    """Print the floors table. True where every shipped stand-in reaches its floors."""
    table = Table(
        "recipe",
        "metric",
        "value",
        "floor",
        "pass",
        "MB",
        title="Floors of the shipped stand-ins",
    )
    passed = True
    for name in names:
        recipe = load_recipe(name)
        if not recipe.folder.exists():
            table.add_row(name, "-", "-", "-", "not trained", "-")
            passed = False
            continue
        metrics, size = recipe.evaluate(recipe.folder), size_mb(recipe.folder)
        for metric, floor in recipe.floors.items():
            good = metrics[metric] >= floor and size <= recipe.max_mb
            passed &= good
            table.add_row(
                name,
                metric,
                f"{metrics[metric]:.4f}",
                f"{floor:.3f}",
                "yes" if good else "NO",
                f"{size:.2f}",
            )
    console.print(table)
    return passed


def main() -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--card", action="store_true")
    parser.add_argument("--develop", action="store_true")
    parser.add_argument("--seed", type=int, default=None, help="default: the recipe's own")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--scale",
        type=float,
        default=1.0,
        help="share of the steps, for a pilot (needs --out)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="write there instead, without measuring on the held-out set",
    )
    options = parser.parse_args()
    names = options.names or (recipe_names() if options.all or options.check or options.list else [])
    if not names:
        parser.error("name a recipe, or --all")
    unknown = sorted(set(names) - set(recipe_names()))
    if unknown:
        parser.error(f"no recipe {', '.join(unknown)}; there are: {', '.join(recipe_names())}")
    if options.scale != 1.0 and not (options.out or options.develop):
        parser.error("--scale is for pilots: give --out too")
    if options.check:
        return 0 if check(names) else 1
    for name in names:
        recipe = load_recipe(name)
        if options.list:
            state = f"{size_mb(recipe.folder):.2f} MB" if recipe.folder.exists() else "not trained"
            console.print(f"{name}: {recipe.repo_type} {recipe.repo_id}, {state}")
        elif options.card:
            write_card(recipe, recipe.folder, Facts.load(recipe.folder))
        else:
            bar = Bar()
            run = Run(
                recipe.seed if options.seed is None else options.seed,
                options.threads,
                options.scale,
                bar,
            )
            try:
                if options.develop and recipe.develop:
                    make_deterministic(run)
                    console.print(name, recipe.develop(run))
                else:
                    train(recipe, run, options.out)
            finally:
                bar.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
