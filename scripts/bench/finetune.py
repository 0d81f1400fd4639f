"""Fine-tuning: the lesson's recipe against that of older tutorials, and how much of the machine it uses.

Old: every text padded to the full length, batches of 2, a checkpoint every 100 steps. Lesson: padded to the longest of its batch,
batches of like length, no needless checkpoints. Same data, model, epochs and seed, on the GPU where there is one. The
accuracy is on words that neither has seen in training.

MFU (share of the peak) counts the arithmetic that a step needs, 6 operations for each weight of the body and each real
token (Kaplan et al. 2020, arXiv 2001.08361, section 2.1), padding not counted, and divides by what a large matrix product reaches on
this machine.
"""

from __future__ import annotations

import itertools
import random
import tempfile
import time
from dataclasses import dataclass
from typing import Any

import hfcourse_mini
import torch
from rich.console import Console
from rich.table import Table

MODEL = hfcourse_mini.REPOS / "models" / "hfcourse" / "mini-bert-en"
EPOCHS = 3
SEEDS = (0, 1, 2)
BAR = 8.0  # times the samples a second
POINT = 0.01  # the accuracy may be lower by this much
WORDS = {
    "animals": "dogs cats cows ducks rabbits lions wolves monkeys elephants mice owls frogs goats tigers foxes hens eagles pigs",
    "cooking": "bread soup rice eggs potatoes butter carrots onions sugar salt meat milk cheese tomatoes honey noodles lemons pears",
    "nature": "mountains rivers forests clouds trees flowers grass leaves rocks stars snow rain lakes wind sand planets roots waves",
    "travel": "France Italy Spain Germany Japan China Brazil Canada Mexico Egypt India Poland Korea Greece Norway Chile Cuba Ireland",
}
KNOWN = 12  # words of each kind that training sees
REQUESTS = (
    "Do you have a book about {}?",
    "I am looking for something on {}.",
    "My daughter wants to know all about {}, and she has read everything that we have at home.",
    "We are writing a report on {} at school.",
    "I lost the book about {} on the bus last week. What should I do now, and what does it cost?",
    "Is there a good film about {}?",
    "Can you send me a list of books on {}? My old teacher asked for it in a letter this morning.",
    "{}, please!",
)
NEW_REQUESTS = ("I would love to read more about {}.", "Could you help me find a story about {}?")


@dataclass(frozen=True)
class Outcome:
    """What one training gave."""

    samples_a_second: float
    accuracy: float
    real_tokens_a_second: float


def letters(first: int, last: int | None, requests: tuple[str, ...]) -> list[tuple[str, int]]:
    """Requests filled with the words of each kind from `first` to `last`, shuffled."""
    rows = [
        (request.format(word), label)
        for label, words in enumerate(WORDS.values())
        for word, request in itertools.product(words.split()[first:last], requests)
    ]
    random.Random(0).shuffle(rows)
    return rows


def train(recipe: str, device: str, seed: int) -> Outcome:
    """Fine-tune once; `recipe` is "old" or "lesson". The time is that of `Trainer.train()`."""
    from datasets import Dataset
    from transformers import (
        AutoModelForSequenceClassification,
        AutoTokenizer,
        PrinterCallback,
        Trainer,
        TrainingArguments,
        set_seed,
    )

    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    old = recipe == "old"

    def table(rows: list[tuple[str, int]]) -> Dataset:
        padding = "max_length" if old else False
        data = Dataset.from_dict({"text": [text for text, _ in rows], "label": [label for _, label in rows]})
        return data.map(lambda batch: tokenizer(batch["text"], truncation=True, padding=padding), batched=True)

    given, held_out = table(letters(0, KNOWN, REQUESTS)), table(letters(KNOWN, None, NEW_REQUESTS))
    set_seed(seed)
    model = AutoModelForSequenceClassification.from_pretrained(MODEL, num_labels=len(WORDS))
    with tempfile.TemporaryDirectory() as folder:
        own: dict[str, Any] = (
            {"per_device_train_batch_size": 2, "learning_rate": 1e-4, "save_steps": 100}
            if old
            else {
                "per_device_train_batch_size": 48,
                "learning_rate": 1e-3,
                "warmup_steps": 0.1,
                "save_strategy": "no",
                "train_sampling_strategy": "group_by_length",
            }
        )
        arguments = TrainingArguments(
            folder, num_train_epochs=EPOCHS, seed=seed, report_to="none", disable_tqdm=True, use_cpu=device == "cpu",
            logging_strategy="no", per_device_eval_batch_size=64, **own,
        )  # fmt: skip
        trainer = Trainer(model, arguments, train_dataset=given, eval_dataset=held_out, processing_class=tokenizer)
        trainer.remove_callback(PrinterCallback)
        began = time.perf_counter()
        trainer.train()
        seconds = time.perf_counter() - began
        found = trainer.predict(held_out)
    tokens = sum(sum(mask) for mask in given["attention_mask"]) * EPOCHS
    accuracy = float((found.predictions.argmax(-1) == found.label_ids).mean())
    return Outcome(len(given) * EPOCHS / seconds, accuracy, tokens / seconds)


def body_weights() -> int:
    """Weights that each token is multiplied with: all but the embeddings."""
    from transformers import AutoModel

    model = AutoModel.from_pretrained(MODEL, add_pooling_layer=False)
    return int(sum(weight.numel() for name, weight in model.named_parameters() if "embeddings" not in name))


def matmul_peak(device: str, size: int) -> float:
    """Operations a second of a product of two `size` × `size` float32 matrices: the best of several."""
    one = torch.randn(size, size, device=device)
    best = 0.0
    for _ in range(8):
        _wait(device)
        began = time.perf_counter()
        one @ one
        _wait(device)
        best = max(best, 2 * size**3 / (time.perf_counter() - began))
    return best


def _wait(device: str) -> None:
    if device == "cuda":
        torch.cuda.synchronize()


def main() -> None:
    """Train both ways for each seed, in turn, and print the table. Ends with 1 where a bar is missed."""
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    import datasets

    datasets.disable_progress_bars()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    train("lesson", device, seed=99)  # warm up
    outcomes: dict[str, list[Outcome]] = {"old": [], "lesson": []}
    for seed in SEEDS:
        for recipe, found in outcomes.items():
            found.append(train(recipe, device, seed))
    peak = matmul_peak(device, 8192 if device == "cuda" else 1024)
    weights = body_weights()

    def mean(recipe: str, name: str) -> float:
        return sum(getattr(outcome, name) for outcome in outcomes[recipe]) / len(SEEDS)

    console = Console()
    table = Table("recipe", "samples a second", "accuracy on new words", "share of the matmul peak (MFU)")
    for recipe in outcomes:
        share = 6 * weights * mean(recipe, "real_tokens_a_second") / peak
        table.add_row(
            recipe, f"{mean(recipe, 'samples_a_second'):.0f}", f"{mean(recipe, 'accuracy'):.3f}", f"{share:.1%}"
        )
    console.print(table)
    console.print(
        f"{device}, {torch.get_num_threads()} threads; peak {peak / 1e9:.0f} GFLOP/s in float32; {weights:,} weights in the body"
    )
    ratio = mean("lesson", "samples_a_second") / mean("old", "samples_a_second")
    lost = mean("old", "accuracy") - mean("lesson", "accuracy")
    bars = Table("what", "measured", "bar")
    fast, good = ratio >= BAR, lost <= POINT
    bars.add_row("samples a second, lesson / old", f"{ratio:.1f}", f"≥ {BAR:g}", style="green" if fast else "red")
    bars.add_row("accuracy lost", f"{lost:+.3f}", f"≤ {POINT:g}", style="green" if good else "red")
    console.print(bars)
    raise SystemExit(0 if fast and good else 1)


if __name__ == "__main__":
    main()
