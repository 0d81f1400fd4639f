"""What batches are worth: texts, pictures and speech through pipelines, one by one and in batches, side by side.

Texts of mixed length go one by one, in batches as they come, and in batches sorted by length. Pictures are all made equal
in size before the model sees them. Speech is cut into pieces of two seconds, so that a batch needs no padding: this family
was trained without a mask and takes padding for sound, which changes what it writes down.

The ways take turns in one run; reported are medians, and medians of their ratios. Every way must give the same answers:
labels, with scores within 1e-4, or what was said.

    python scripts/bench/inference.py                    # all three; or texts, pictures, speech
"""

from __future__ import annotations

import argparse
import io
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import hfcourse_mini
from rich.console import Console
from rich.table import Table

MODELS = hfcourse_mini.REPOS / "models" / "hfcourse"
DATASETS = hfcourse_mini.REPOS / "datasets" / "hfcourse"
TEXTS = 512
RATE = 16_000
PIECE = 2 * RATE  # samples in a piece of speech
RUNS = 7
SCORE = 1e-4
WORDS = (
    "the a this that of and but with very not good bad film food room staff story plot waiter soup price music cast"
    " slow cold warm lovely awful boring clean dirty long short never always really quite left loved hated returned"
).split()
Way = Callable[[], list[Any]]


@dataclass(frozen=True)
class Bench:
    """What goes through a pipeline, and the ways to be compared.

    amount: how many `unit`s all of it is.
    ratios: a slower way, a faster way, and the least that the one must take times the other; None where only the figure
        is wanted.
    """

    title: str
    amount: float
    unit: str
    ways: dict[str, Way]
    ratios: Sequence[tuple[str, str, float | None]]


def texts() -> Bench:
    """512 texts of 2 to 80 words: many short ones and some long ones, as comments are."""
    from transformers import pipeline

    rng = random.Random(0)
    given = [" ".join(rng.choices(WORDS, k=min(80, 2 + int(rng.expovariate(1 / 7))))) for _ in range(TEXTS)]
    classify: Any = pipeline("text-classification", model=MODELS / "mini-sentiment-en", device="cpu")

    def sorted_batches() -> list[Any]:
        """Batches of like length; the answers back in the order of the list."""
        order = sorted(range(len(given)), key=lambda place: len(given[place]))
        answers: list[Any] = [None] * len(given)
        for place, answer in zip(order, classify([given[place] for place in order], batch_size=48), strict=True):
            answers[place] = answer
        return answers

    ways: dict[str, Way] = {
        "one by one": lambda: [classify(text)[0] for text in given],
        "batches of 48": lambda: list(classify(given, batch_size=48)),
        "batches of 48, sorted by length": sorted_batches,
    }
    single, unsorted, ordered = ways
    return Bench(
        f"{TEXTS} texts of mixed length", TEXTS, "texts", ways, [(single, ordered, 4.0), (unsorted, ordered, 1.5)]
    )


def pictures() -> Bench:
    """The 170 drawings of `hfcourse/mini-pictures`, as PIL pictures."""
    import pyarrow.parquet as pq
    from PIL import Image
    from transformers import pipeline

    files = sorted((DATASETS / "mini-pictures").glob("*.parquet"))
    cells = [cell for file in files for cell in pq.read_table(file)["image"].to_pylist()]
    given = [Image.open(io.BytesIO(cell["bytes"])).convert("RGB") for cell in cells]
    classify: Any = pipeline("image-classification", model=MODELS / "mini-vit-pictures", device="cpu")
    ways: dict[str, Way] = {
        "one by one": lambda: [classify(picture, top_k=1)[0] for picture in given],
        "batches of 32": lambda: [answer[0] for answer in classify(given, batch_size=32, top_k=1)],
    }
    single, batched = ways
    return Bench(f"{len(given)} drawings", len(given), "pictures", ways, [(single, batched, None)])


def speech() -> Bench:
    """The clips of `hfcourse/mini-librispeech-dummy`, in pieces of two seconds; what is left of a clip is left out."""
    import pyarrow.parquet as pq
    import soundfile
    from transformers import pipeline

    [file] = (DATASETS / "mini-librispeech-dummy").rglob("*.parquet")
    given = []
    for cell in pq.read_table(file)["audio"].to_pylist():
        samples, rate = soundfile.read(io.BytesIO(cell["bytes"]), dtype="float32")
        if rate != RATE:
            raise SystemExit(f"{cell['path']} has {rate} samples a second, not {RATE}")
        given += [samples[start : start + PIECE] for start in range(0, len(samples) - PIECE + 1, PIECE)]
    listen: Any = pipeline("automatic-speech-recognition", model=MODELS / "mini-wav2vec2-asr", device="cpu")
    ways: dict[str, Way] = {
        "one by one": lambda: [listen(piece)["text"] for piece in given],
        "batches of 8": lambda: [answer["text"] for answer in listen(list(given), batch_size=8)],
    }
    single, batched = ways
    seconds = len(given) * PIECE / RATE
    return Bench(
        f"{len(given)} pieces of speech, {seconds:.0f} seconds in all",
        seconds,
        "seconds of speech",
        ways,
        [(single, batched, None)],
    )


BENCHES: dict[str, Callable[[], Bench]] = {"texts": texts, "pictures": pictures, "speech": speech}


def same(one: Any, other: Any) -> bool:
    """Whether two answers agree: equal texts, or equal labels with scores within `SCORE`."""
    if isinstance(one, str):
        return bool(one == other)
    return bool(one["label"] == other["label"] and abs(one["score"] - other["score"]) <= SCORE)


def measure(bench: Bench) -> tuple[dict[str, list[float]], int]:
    """The seconds of each way, `RUNS` of each in turn, and how many different answers there were. SystemExit where ways differ."""
    answers = {name: way() for name, way in bench.ways.items()}  # also warms up
    first, *others = answers.values()
    for other in others:
        for one, two in zip(first, other, strict=True):
            if not same(one, two):
                raise SystemExit(f"the answers differ: {one} and {two}")
    seconds: dict[str, list[float]] = {name: [] for name in bench.ways}
    for _ in range(RUNS):
        for name, way in bench.ways.items():
            began = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - began)
    return seconds, len({answer if isinstance(answer, str) else answer["label"] for answer in first})


def report(bench: Bench, console: Console) -> None:
    """Measure, and print two tables."""
    seconds, kinds = measure(bench)
    table = Table("way", "median", f"{bench.unit} a second", title=f"{bench.title}, {RUNS} runs in turn")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        table.add_row(name, f"{median:.2f} s", f"{bench.amount / median:.0f}")
    console.print(table)
    bars = Table("ratio", "median", "bar", title=f"every way gave the same answers, {kinds} distinct")
    for slow, fast, bar in bench.ratios:
        pairs = zip(seconds[slow], seconds[fast], strict=True)
        ratio = statistics.median(slower / faster for slower, faster in pairs)
        style = None if bar is None else "green" if ratio >= bar else "red"
        bars.add_row(f"{slow} / {fast}", f"{ratio:.2f}", "" if bar is None else f"≥ {bar:g}", style=style)
    console.print(bars)


def main() -> None:
    """Run the benches that are named, all if none."""
    from transformers.utils import logging

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="WHAT", help=f"{', '.join(BENCHES)}; all if left out")
    names = parser.parse_args().names or list(BENCHES)
    if unknown := set(names) - set(BENCHES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; choose from {', '.join(BENCHES)}")
    logging.disable_progress_bar()
    console = Console()
    for name in names:
        report(BENCHES[name](), console)


if __name__ == "__main__":
    main()
