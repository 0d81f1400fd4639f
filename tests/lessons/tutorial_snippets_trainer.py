"""The Trainer snippets of the old tutorials in their present-day form, run as a learner would, in `mini`.

Prints one line of JSON: the snippet's number → what it gave. `test_tutorial_snippets_trainer.py` says what that should be.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from typing import Any

import hfcourse

BERT = "google-bert/bert-base-uncased"
WORDS = {"dogs": 0, "cats": 0, "cows": 0, "lions": 0, "France": 1, "Italy": 1, "Spain": 1, "Japan": 1}
ROWS = {
    "text": [f"A book about {word}, please." for word in WORDS] * 4,
    "label": list(WORDS.values()) * 4,
}


def rows(tokenizer: Any, **settings: Any) -> Any:
    from datasets import Dataset

    data = Dataset.from_dict(ROWS)
    return data.map(lambda batch: tokenizer(batch["text"], truncation=True, **settings), batched=True)


def loaded() -> tuple[Any, Any]:
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, set_seed

    set_seed(0)
    return AutoTokenizer.from_pretrained(BERT), AutoModelForSequenceClassification.from_pretrained(BERT, num_labels=2)


def common(folder: str) -> dict[str, Any]:
    return {
        "output_dir": folder,
        "num_train_epochs": 3,
        "per_device_train_batch_size": 8,
        "learning_rate": 5e-4,
        "report_to": "none",
        "disable_tqdm": True,
        "use_cpu": True,
    }


def refused(call: Callable[[], Any]) -> str:
    """The kind of error and its message, or "accepted"."""
    try:
        call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "accepted"


def no_set_format() -> Any:
    """001-3a: the collator makes the tensors, so `set_format("torch")` is left out."""
    from transformers import DataCollatorWithPadding

    tokenizer, _model = loaded()
    data = rows(tokenizer).remove_columns("text")
    batch = DataCollatorWithPadding(tokenizer)([data[0], data[4]])
    return {key: [type(value).__name__, *value.shape] for key, value in batch.items()}


def dynamic_padding() -> Any:
    """001-3b: tokens that are computed, padded to the full length and to the longest of the batch."""
    tokenizer, _model = loaded()
    return {
        "full": sum(map(len, rows(tokenizer, padding="max_length")["input_ids"])),
        "dynamic": sum(map(len, rows(tokenizer, padding=True)["input_ids"])),
        "real": sum(map(len, rows(tokenizer)["input_ids"])),
    }


def training_and_predicting() -> Any:
    """001-3c, 3d, 3e: arguments of today; the answer in eval mode, on the model's device; more than four sentences."""
    import torch
    from transformers import Trainer, TrainingArguments

    tokenizer, model = loaded()
    arguments = TrainingArguments(
        **common("001-3"), logging_steps=1, save_strategy="no", fp16=torch.cuda.is_available()
    )
    trainer = Trainer(model=model, args=arguments, train_dataset=rows(tokenizer), processing_class=tokenizer)
    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    was_training = model.training
    model.eval()
    found = {}
    for word in ("goats", "Greece"):  # not in training
        inputs = tokenizer(f"A book about {word}, please.", return_tensors="pt").to(model.device)
        with torch.no_grad():
            found[word] = model(**inputs).logits.argmax(-1).item()
    return {"losses": losses, "was training": was_training, "found": found, "mode": model.training}


def evaluation_each_epoch() -> Any:
    """002-6 and 002-6b: `eval_strategy`, `processing_class`, and every name defined before it is used."""
    from transformers import Trainer, TrainingArguments

    tokenizer, model = loaded()
    parts = rows(tokenizer).train_test_split(test_size=0.25, seed=0)

    def compute_metrics(prediction: Any) -> dict[str, float]:
        return {"accuracy": float((prediction.predictions.argmax(-1) == prediction.label_ids).mean())}

    arguments = TrainingArguments(**common("002-6"), eval_strategy="epoch", save_strategy="no")
    trainer = Trainer(
        model=model,
        args=arguments,
        train_dataset=parts["train"],
        eval_dataset=parts["test"],
        processing_class=tokenizer,
        compute_metrics=compute_metrics,
    )
    trainer.train()
    return [entry["eval_accuracy"] for entry in trainer.state.log_history if "eval_accuracy" in entry]


def what_is_gone() -> Any:
    """002-6: the names that today's library refuses, and those that took their place."""
    from transformers import Trainer, TrainingArguments

    tokenizer, model = loaded()
    old = {
        "evaluation_strategy": "epoch",
        "logging_dir": "logs",
        "warmup_ratio": 0.1,
        "group_by_length": True,
        "overwrite_output_dir": True,
        "no_cuda": True,
        "save_safetensors": True,
    }
    today = {
        "eval_strategy": "epoch",
        "warmup_steps": 0.1,
        "train_sampling_strategy": "group_by_length",
        "use_cpu": True,
    }
    return {
        "old": {
            name: refused(lambda pair={name: value}: TrainingArguments("out", **pair)) for name, value in old.items()
        },
        "today": {
            name: refused(lambda pair={name: value}: TrainingArguments("out", **pair)) for name, value in today.items()
        },
        "tokenizer": refused(lambda: Trainer(model=model, tokenizer=tokenizer)),
        "share of warm-up": TrainingArguments("out", warmup_steps=0.1).get_warmup_steps(50),
    }


SNIPPETS: dict[str, Callable[[], Any]] = {
    "001-3a": no_set_format,
    "001-3b": dynamic_padding,
    "001-3c": training_and_predicting,
    "002-6": what_is_gone,
    "002-6b": evaluation_each_epoch,
}


def main() -> None:
    """Run them all. What they print beside their result does not count."""
    with contextlib.redirect_stdout(io.StringIO()):
        hfcourse.start("07", profile="mini", lang="en")
        facts = {number: function() for number, function in SNIPPETS.items()}
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
