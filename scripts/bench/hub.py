"""Measure the embedded hub: how soon it answers, how long a request takes, and what it adds to loading a model.

`python scripts/bench/hub.py [--rounds N]` prints a table. The two ways of loading a model (through the hub into an empty
cache, and from a local folder) are timed in turn in one process, after one load of each that is not counted; every figure
is the median.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

FIRST_ANSWER = 100.0  # ms, at most
RATIO = 4.0  # cold load through the hub / load from a folder, at most
MODEL = "hfcourse/bench"


def milliseconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def first_answer(seeds: Path, overlay: Path) -> float:
    """From creating the hub to the end of its first answer, in ms; modules are imported before."""
    from hfcourse.hub import Hub, HubConfig

    hub = Hub(HubConfig(overlay=overlay, seeds=[seeds]))

    def start_and_ask() -> None:
        ask(hub.start(), f"/api/models/{MODEL}")

    taken = milliseconds(start_and_ask)
    hub.stop()
    return taken


def ask(url: str, path: str, connection: http.client.HTTPConnection | None = None, method: str = "GET") -> bytes:
    connection = connection or http.client.HTTPConnection(url.removeprefix("http://"))
    connection.request(method, path)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{method} {path}: {answer.status} {content[:200]!r}")
    return content


def handler_times(url: str, count: int) -> dict[str, float]:
    """Median ms of a request on a connection that is open already."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    calls = {
        "HEAD of a file": ("HEAD", f"/{MODEL}/resolve/main/config.json"),
        "GET of a file": ("GET", f"/{MODEL}/resolve/main/config.json"),
        "model_info": ("GET", f"/api/models/{MODEL}"),
        "tree": ("GET", f"/api/models/{MODEL}/tree/main?recursive=true"),
    }
    return {
        name: statistics.median(
            milliseconds(lambda path=path, method=method: ask(url, path, connection, method)) for _ in range(count)
        )
        for name, (method, path) in calls.items()
    }


def make_model(folder: Path) -> None:
    """A tiny BERT with a tokenizer. Its weights are random: only the time to load them matters here."""
    from tokenizers import Tokenizer, models
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    words = {f"word{number}": number for number in range(1000)}
    raw = Tokenizer(models.WordLevel(words, unk_token="word0"))
    PreTrainedTokenizerFast(tokenizer_object=raw, unk_token="word0", pad_token="word0").save_pretrained(folder)
    sizes = BertConfig(
        vocab_size=1000, hidden_size=64, num_hidden_layers=2, num_attention_heads=2, intermediate_size=128
    )
    BertForSequenceClassification(sizes).save_pretrained(folder)


def load(source: str | Path, cache: Path | None = None) -> None:
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    AutoTokenizer.from_pretrained(source, cache_dir=cache)
    AutoModelForSequenceClassification.from_pretrained(source, cache_dir=cache)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="loads of each kind that are counted")
    rounds = parser.parse_args().rounds
    work = Path(tempfile.mkdtemp(prefix="hfcourse-bench-"))
    try:
        measure(work, rounds)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def measure(work: Path, rounds: int) -> None:
    import uvicorn  # noqa: F401 (imported here so that it is not counted)

    from hfcourse.hub import Hub, HubConfig

    local = work / "seeds" / "models" / MODEL
    local.mkdir(parents=True)
    hub = Hub(HubConfig(overlay=work / "overlay", seeds=[work / "seeds"]))
    url = hub.start()
    # Before any Hugging Face import: the libraries read these once.
    os.environ |= {
        "HF_ENDPOINT": url,
        "HF_HOME": str(work / "home"),
        "HF_HUB_DISABLE_XET": "1",
        "NO_PROXY": "127.0.0.1",
    }
    os.environ |= {"HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "OMP_NUM_THREADS": "1"}
    make_model(local)

    start = statistics.median(first_answer(work / "seeds", work / f"overlay-{number}") for number in range(rounds))
    handlers = handler_times(url, 200)
    load(MODEL, work / "cache")
    load(local)
    hub_times, local_times = [], []
    for number in range(rounds):
        hub_times.append(milliseconds(lambda number=number: load(MODEL, work / f"cache-{number}")))
        local_times.append(milliseconds(lambda: load(local)))
    through_hub, from_folder = statistics.median(hub_times), statistics.median(local_times)
    hub.stop()

    table = Table("what", "median", "at most")
    table.add_row("first answer after start", f"{start:.1f} ms", f"{FIRST_ANSWER:.0f} ms")
    for name, taken in handlers.items():
        table.add_row(name, f"{taken:.2f} ms", "")
    table.add_row("cold from_pretrained through the hub", f"{through_hub:.0f} ms", "")
    table.add_row("from_pretrained of a local folder", f"{from_folder:.0f} ms", "")
    table.add_row("hub / folder", f"{through_hub / from_folder:.2f} x", f"{RATIO:.1f} x")
    Console().print(table)
    if start > FIRST_ANSWER or through_hub / from_folder > RATIO:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
