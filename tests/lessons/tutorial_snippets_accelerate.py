"""The Accelerate and evaluate snippets of the old tutorials in their present-day form, run as a learner would, in `mini`.

Prints one line of JSON: the snippet's number → what it gave. `test_tutorial_snippets_accelerate.py` says what that should be.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from typing import Any

import hfcourse

BERT = "google-bert/bert-base-uncased"
SENTIMENT = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"
WORDS = {"dogs": 0, "cats": 0, "cows": 0, "lions": 0, "France": 1, "Italy": 1, "Spain": 1, "Japan": 1}
OPINIONS = {"I love this lovely film.": 1, "A wonderful day.": 1, "The food was terrible.": 0, "I hated it.": 0}


def raised(call: Callable[[], Any]) -> str:
    """The kind of error, or "nothing"."""
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "nothing"


def accelerate_loop() -> Any:
    """002-7: the loop with what the tutorial left out: an optimizer, a loader, and `zero_grad`."""
    import torch
    from accelerate import Accelerator
    from torch.utils.data import DataLoader
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, DataCollatorWithPadding, set_seed

    set_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(BERT)
    model: Any = AutoModelForSequenceClassification.from_pretrained(BERT, num_labels=2)
    rows = [{**tokenizer(f"A book about {word}, please."), "label": label} for word, label in WORDS.items()] * 3
    accelerator: Any = Accelerator(cpu=True)
    loader: Any = DataLoader(rows, batch_size=8, collate_fn=DataCollatorWithPadding(tokenizer))
    optimizer: Any = torch.optim.AdamW(model.parameters(), lr=5e-4)
    model, optimizer, loader = accelerator.prepare(model, optimizer, loader)
    model.train()
    losses = []
    for batch in loader:
        optimizer.zero_grad()
        loss = model(**batch).loss
        accelerator.backward(loss)
        optimizer.step()
        losses.append(loss.item())
    return losses


def accuracy_of_evaluate() -> Any:
    """002-8a: `evaluate.load` and the `compute_metrics` that Trainer calls."""
    import evaluate
    import numpy as np
    from transformers import EvalPrediction

    metric = evaluate.load("accuracy")

    def compute_metrics(prediction: Any) -> Any:
        guesses = np.argmax(prediction.predictions, axis=-1)
        return metric.compute(predictions=guesses, references=prediction.label_ids)

    logits = np.array([[2.0, 1.0], [0.0, 3.0], [1.0, 0.5], [0.2, 0.1]])
    return compute_metrics(EvalPrediction(predictions=logits, label_ids=np.array([0, 1, 1, 0])))


def evaluators() -> Any:
    """002-8b: which task evaluators are left, and how the last one wants its model."""
    import evaluate
    from datasets import Dataset
    from transformers import pipeline

    data = Dataset.from_dict({"text": list(OPINIONS), "label": list(OPINIONS.values())})
    judge = evaluate.evaluator("text-classification")
    settings = {"data": data, "metric": "accuracy", "label_mapping": {"NEGATIVE": 0, "POSITIVE": 1}, "device": -1}
    pipe = pipeline("text-classification", model=SENTIMENT, device="cpu")
    return {
        "gone": {
            task: raised(lambda task=task: evaluate.evaluator(task).compute(model_or_pipeline=BERT, data=data))
            for task in ("question-answering", "summarization", "translation")
        },
        "pipeline object": raised(lambda: judge.compute(model_or_pipeline=pipe, **settings)),
        "name": judge.compute(model_or_pipeline=SENTIMENT, **settings)["accuracy"],
    }


SNIPPETS: dict[str, Callable[[], Any]] = {
    "002-7": accelerate_loop,
    "002-8a": accuracy_of_evaluate,
    "002-8b": evaluators,
}


def main() -> None:
    """Run them all. What they print beside their result does not count."""
    with contextlib.redirect_stdout(io.StringIO()):
        hfcourse.start("09", profile="mini", lang="en")
        facts = {number: function() for number, function in SNIPPETS.items()}
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
