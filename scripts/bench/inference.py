"""What batches and sorting by length are worth: 512 texts of mixed length through a text-classification pipeline.

One by one, in batches as they come, and in batches sorted by length: the three sides in turn in one run, medians of
their ratios. Every side must give the same labels, and scores within 1e-4.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

import hfcourse_mini
from rich.console import Console
from rich.table import Table

MODEL = hfcourse_mini.REPOS / "models" / "hfcourse" / "mini-sentiment-en"
TEXTS = 512
BATCH = 48
RUNS = 7
WORDS = (
    "the a this that of and but with very not good bad film food room staff story plot waiter soup price music cast"
    " slow cold warm lovely awful boring clean dirty long short never always really quite left loved hated returned"
).split()


def texts() -> list[str]:
    """512 texts of 2 to 80 words: many short ones and some long ones, as comments are."""
    rng = random.Random(0)
    return [" ".join(rng.choices(WORDS, k=min(80, 2 + int(rng.expovariate(1 / 7))))) for _ in range(TEXTS)]


def one_by_one(classify: Any, given: list[str]) -> list[Any]:
    """A call for each text."""
    return [classify(text)[0] for text in given]


def batched(classify: Any, given: list[str]) -> list[Any]:
    """Batches in the order of the list."""
    return list(classify(given, batch_size=BATCH))


def sorted_batches(classify: Any, given: list[str]) -> list[Any]:
    """Batches of like length; the answers back in the order of the list."""
    order = sorted(range(len(given)), key=lambda place: len(given[place]))
    answers: list[Any] = [None] * len(given)
    for place, answer in zip(order, classify([given[place] for place in order], batch_size=BATCH), strict=True):
        answers[place] = answer
    return answers


def main() -> None:
    """Measure, compare the answers, print the table."""
    from transformers import pipeline
    from transformers.utils import logging

    logging.disable_progress_bar()
    classify = pipeline("text-classification", model=MODEL, device="cpu")
    given = texts()
    ways: dict[str, Callable[[Any, list[str]], list[Any]]] = {
        "one by one": one_by_one,
        f"batches of {BATCH}": batched,
        f"batches of {BATCH}, sorted by length": sorted_batches,
    }
    answers = {name: way(classify, given) for name, way in ways.items()}  # also warms up
    first, *others = answers.values()
    for other in others:
        for one, two in zip(first, other, strict=True):
            if one["label"] != two["label"] or abs(one["score"] - two["score"]) > 1e-4:
                raise SystemExit(f"the answers differ: {one} and {two}")
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(RUNS):
        for name, way in ways.items():
            began = time.perf_counter()
            way(classify, given)
            seconds[name].append(time.perf_counter() - began)
    single, unsorted, ordered = seconds.values()
    table = Table("way", "median", "texts a second", title=f"{TEXTS} texts of mixed length, {RUNS} runs in turn")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        table.add_row(name, f"{median:.2f} s", f"{TEXTS / median:.0f}")
    console = Console()
    console.print(table)
    bars = Table("ratio", "median", "bar", title="the same labels, scores within 1e-4")
    for name, slow, bar in (("one by one / sorted", single, 4.0), ("unsorted / sorted", unsorted, 1.5)):
        ratio = statistics.median(slower / faster for slower, faster in zip(slow, ordered, strict=True))
        bars.add_row(name, f"{ratio:.2f}", f"≥ {bar:g}", style="green" if ratio >= bar else "red")
    console.print(bars)


if __name__ == "__main__":
    main()
