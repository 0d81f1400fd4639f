"""The old tutorials' snippets on data sets and collators in their present-day form, and what lesson 06 says of caches.

Run in `mini` and in the current folder; prints one line of JSON: the snippet's number → what it gave.
`test_tutorial_snippets_datasets.py` says what that should be. With the argument `cache`, only the last one runs, to see
what a second process finds.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hfcourse

SNIPPETS: dict[str, Callable[[], Any]] = {}
FILE = Path("diary.txt")
CALLED = Path("called.txt")
BERT = "google-bert/bert-base-uncased"
SENTENCES = ["Good.", "The soup was cold and far too salty."]


def snippet(number: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register the function that is snippet `number`."""

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        SNIPPETS[number] = function
        return function

    return register


def error_of(function: Callable[[], Any]) -> str:
    """The names of the classes of the exception that a call ends with."""
    try:
        function()
    except Exception as error:
        return " ".join(one.__name__ for one in type(error).__mro__)
    return ""


@snippet("002-1a")
def mrpc_by_its_whole_name() -> Any:
    from datasets import load_dataset

    pairs = load_dataset("nyu-mll/glue", "mrpc")
    return {
        "splits": sorted(pairs),
        "columns": pairs["train"].column_names,
        "labels": pairs["train"].features["label"].names,
        "bare name": error_of(lambda: load_dataset("glue", "mrpc")),
    }


@snippet("002-1b")
def local_files() -> Any:
    from datasets import Dataset, load_dataset

    rows = Dataset.from_dict({"text": ["좋아요.", "Bad."], "label": [1, 0]})
    Path("data").mkdir()
    rows.to_csv("data/train.csv")
    rows.to_csv("data/test.csv")
    return {
        "file": load_dataset("csv", data_files="data/train.csv", split="train")[:],
        "folder": sorted(load_dataset("data")),
        "placeholder": error_of(lambda: load_dataset("path/to/local/data")),
    }


@snippet("002-1c")
def saved_and_read_back() -> Any:
    from datasets import ClassLabel, Dataset, DatasetDict, load_dataset, load_from_disk

    rows = Dataset.from_dict({"label": [0, 1]}).cast_column("label", ClassLabel(names=["no", "yes"]))
    rows.save_to_disk("mydata")
    DatasetDict({"train": rows, "test": rows}).save_to_disk("mydict")
    return {
        "names": load_from_disk("mydata").features["label"].names,
        "splits": sorted(load_from_disk("mydict")),
        "load_dataset": error_of(lambda: load_dataset("mydata")),
    }


@snippet("002-1d")
def one_split_to_pandas() -> Any:
    from datasets import load_dataset

    pairs = load_dataset("nyu-mll/glue", "mrpc")
    return {"shape": pairs["test"].to_pandas().shape, "dictionary": hasattr(pairs, "to_pandas")}


@snippet("002-2")
def tokenizer_and_model() -> Any:
    import torch
    from transformers import AutoModel, AutoTokenizer, BertTokenizerFast

    tokenizer = AutoTokenizer.from_pretrained(BERT)
    model = AutoModel.from_pretrained(BERT, add_pooling_layer=False)
    inputs = tokenizer(SENTENCES, padding=True, return_tensors="pt")
    with torch.no_grad():
        states = model(**inputs).last_hidden_state
    old = BertTokenizerFast.from_pretrained(BERT)
    return {
        "ids": list(inputs["input_ids"].shape),
        "states": list(states.shape),
        "width": model.config.hidden_size,
        "the old name gives the same": old(SENTENCES)["input_ids"] == tokenizer(SENTENCES)["input_ids"],
    }


@snippet("002-3")
def five_collators() -> Any:
    from transformers import (
        AutoTokenizer,
        DataCollatorForLanguageModeling,
        DataCollatorForSeq2Seq,
        DataCollatorForTokenClassification,
        DataCollatorWithPadding,
        DefaultDataCollator,
    )

    tokenizer = AutoTokenizer.from_pretrained(BERT)
    encoded = [dict(tokenizer(text)) for text in SENTENCES]
    one = [row | {"label": place} for place, row in enumerate(encoded)]
    each = [row | {"labels": [7] * len(row["input_ids"])} for row in encoded]
    equal = [dict(tokenizer(text, padding="max_length", max_length=12)) | {"label": 1} for text in SENTENCES]
    batches = {
        "padding": DataCollatorWithPadding(tokenizer)(one),
        "masked": DataCollatorForLanguageModeling(tokenizer, mlm_probability=0.5, seed=1)(encoded),
        "causal": DataCollatorForLanguageModeling(tokenizer, mlm=False)(encoded),
        "seq2seq": DataCollatorForSeq2Seq(tokenizer)(each),
        "tokens": DataCollatorForTokenClassification(tokenizer)(each),
        "default": DefaultDataCollator()(equal),
    }
    return {
        "labels": {name: batch["labels"].tolist() for name, batch in batches.items()},
        "ids": {name: list(batch["input_ids"].shape) for name, batch in batches.items()},
        "lengths": [len(row["input_ids"]) for row in encoded],
        "default needs equal lengths": error_of(lambda: DefaultDataCollator()(one)),
        "padding does not pad labels": error_of(lambda: DataCollatorWithPadding(tokenizer)(each)),
        "a column of text is refused": error_of(lambda: DataCollatorWithPadding(tokenizer)([one[0] | {"text": "a"}])),
    }


@snippet("001-3a")
def tensors_without_set_format() -> Any:
    import torch
    from datasets import Dataset
    from torch.utils.data import DataLoader
    from transformers import AutoTokenizer, DataCollatorWithPadding

    tokenizer = AutoTokenizer.from_pretrained(BERT)
    rows = Dataset.from_dict({"text": SENTENCES, "label": [1, 0]})
    encoded = rows.map(lambda batch: tokenizer(batch["text"]), batched=True, remove_columns=["text"])
    [batch] = DataLoader(encoded, batch_size=2, collate_fn=DataCollatorWithPadding(tokenizer))
    return {"tensors": all(isinstance(values, torch.Tensor) for values in batch.values()), "keys": sorted(batch)}


@snippet("001-3b")
def dynamic_padding() -> Any:
    from transformers import AutoTokenizer, DataCollatorWithPadding

    tokenizer = AutoTokenizer.from_pretrained(BERT)
    batch = DataCollatorWithPadding(tokenizer)([tokenizer(text) for text in SENTENCES])
    wasteful = tokenizer(SENTENCES, padding="max_length", max_length=512, return_tensors="pt")
    return {"dynamic": batch["input_ids"].numel(), "max_length": wasteful["input_ids"].numel()}


@snippet("encodings")
def korean_files() -> Any:
    from datasets import Dataset, load_dataset

    text = "text\n배송이 하루 만에 왔어요.\n"
    Path("cp949.csv").write_text(text, encoding="cp949")
    Path("bom.csv").write_text(text, encoding="utf-8-sig")
    Dataset.from_dict({"text": ["가"]}).to_csv("no_bom.csv", encoding="utf-8-sig")
    return {
        "as utf-8": error_of(lambda: load_dataset("csv", data_files="cp949.csv", split="train")),
        "as cp949": load_dataset("csv", data_files="cp949.csv", split="train", encoding="cp949")["text"][0],
        "as latin-1": load_dataset("csv", data_files="cp949.csv", split="train", encoding="latin-1")["text"][0],
        "bom": load_dataset("csv", data_files="bom.csv", split="train").column_names,
        "to_csv": list(Path("no_bom.csv").read_bytes()[:3]),
    }


def lines() -> Any:
    """Rows of a file, for `from_generator`."""
    yield {"text": FILE.read_text(encoding="utf-8")}


def note(batch: dict[str, list[str]]) -> dict[str, list[int]]:
    """Lengths; leaves a trace of every call."""
    with CALLED.open("a", encoding="utf-8") as stream:
        stream.write("x")
    return {"length": [len(text) for text in batch["text"]]}


@snippet("cache")
def what_is_remembered() -> Any:
    from datasets import Dataset, load_dataset

    FILE.write_text("old", encoding="utf-8")
    before = Dataset.from_generator(lines)["text"][0]
    FILE.write_text("new", encoding="utf-8")
    CALLED.write_text("", encoding="utf-8")
    reviews = load_dataset("hfcourse/mini-reviews", "ko", split="train")
    calls = []
    for arguments in ({}, {}, {"batch_size": 500}, {"load_from_cache_file": False}):
        reviews.map(note, batched=True, **arguments)
        calls.append(len(CALLED.read_text(encoding="utf-8")))
    return {"before": before, "after": Dataset.from_generator(lines)["text"][0], "calls": calls, "rows": len(reviews)}


def main() -> None:
    """Run them all, or those that the command line names. What they print beside their result does not count."""
    chosen = sys.argv[1:] or list(SNIPPETS)
    with contextlib.redirect_stdout(io.StringIO()):
        hfcourse.start("06", profile="mini", lang="en")
        facts = {number: SNIPPETS[number]() for number in chosen}
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
