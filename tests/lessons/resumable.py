"""A small training that can be killed at any moment and continued. `test_resume.py` runs it in a process of its own.

python resumable.py MODEL FOLDER RESULT [--stop-at STEP] [--stop-in NAME]

Trains 12 steps into FOLDER with a checkpoint every 3 steps, going on from the newest whole checkpoint, and writes the
final weights to RESULT. `--stop-at 5` stops for good after step 5, `--stop-in optimizer.pt` in the middle of writing the
second such file; either way the file FOLDER/waiting appears, and the process waits to be killed.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    Trainer,
    TrainerCallback,
    TrainingArguments,
    set_seed,
)

from hfcourse import checkpoints

WORDS = "good bad film book dog cat red blue bread soup rain snow".split()


def wait_to_be_killed(folder: Path) -> None:
    """Say that the moment has come, and do nothing more."""
    (folder / "waiting").touch()
    time.sleep(600)


class StopAt(TrainerCallback):
    """Waits for the end after one step."""

    def __init__(self, step: int, folder: Path) -> None:
        self.step, self.folder = step, folder

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Wait, if this is the step."""
        if state.global_step == self.step:
            wait_to_be_killed(self.folder)


def stop_in(name: str, folder: Path) -> None:
    """Let the second writing of a file called `name` stop half way."""
    save = torch.save
    seen = []

    def half(obj: Any, f: Any, *args: Any, **kwargs: Any) -> None:
        save(obj, f, *args, **kwargs)
        path = Path(f) if isinstance(f, (str, Path)) else None
        if path is not None and path.name == name:
            seen.append(path)
            if len(seen) == 2:
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
                wait_to_be_killed(folder)

    torch.save = half  # type: ignore[assignment]


def examples(tokenizer: Any) -> Dataset:
    """32 short texts of different lengths."""
    texts = [" ".join(WORDS[(i * k) % len(WORDS)] for k in range(1, 3 + i % 6)) for i in range(32)]
    rows = Dataset.from_dict({"text": texts, "label": [i % 2 for i in range(32)]})
    return rows.map(lambda batch: tokenizer(batch["text"], truncation=True), batched=True)


def main() -> None:
    """Train, going on from what is there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("folder", type=Path)
    parser.add_argument("result", type=Path)
    parser.add_argument("--stop-at", type=int, default=0)
    parser.add_argument("--stop-in", default="")
    given = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(given.model)
    set_seed(0)
    # with dropout, so that the state of the random numbers counts
    model = AutoModelForSequenceClassification.from_pretrained(given.model, num_labels=2, hidden_dropout_prob=0.2)
    arguments = TrainingArguments(
        output_dir=str(given.folder),
        num_train_epochs=3,
        per_device_train_batch_size=8,
        learning_rate=1e-3,
        save_steps=3,
        save_total_limit=2,
        report_to="none",
        disable_tqdm=True,
        use_cpu=True,
    )
    trainer = Trainer(model=model, args=arguments, train_dataset=examples(tokenizer), processing_class=tokenizer)
    with checkpoints.safe(given.folder) as last:
        if given.stop_at:
            trainer.add_callback(StopAt(given.stop_at, given.folder))
        if given.stop_in:
            stop_in(given.stop_in, given.folder)
        trainer.train(resume_from_checkpoint=last)
    torch.save(trainer.model.state_dict(), given.result)
    print(f"went on from {Path(last).name if last else 'nothing'}")


if __name__ == "__main__":
    main()
