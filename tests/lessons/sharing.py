"""Push a model, tokenizer, card, dataset, adapter and demo to the embedded hub, as a learner would, and load each back.

Prints one line of JSON: what was shared → what came back. `test_sharing.py` says what that should be.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import hfcourse

BERT = "google-bert/bert-base-uncased"
APP = """
from transformers import pipeline

sorter = pipeline("text-classification", model="learner/mail", revision="v1.0", top_k=None)


def sort_mail(text):
    return {answer["label"]: answer["score"] for answer in sorter([text])[0]}


def page():
    import gradio as gr

    return gr.Interface(sort_mail, gr.Textbox(label="Letter"), gr.Label(), examples=["A book about lions?"])


if __name__ == "__main__":
    page().launch()
"""


def loaded(seed: int = 0) -> Any:
    from transformers import AutoModelForSequenceClassification, set_seed

    set_seed(seed)
    names = {"id2label": {0: "animals", 1: "travel"}, "label2id": {"animals": 0, "travel": 1}}
    return AutoModelForSequenceClassification.from_pretrained(BERT, num_labels=2, **names)


def same(one: Any, other: Any) -> bool:
    import torch

    return all(map(torch.equal, one.state_dict().values(), other.state_dict().values()))


def refused(call: Callable[[], Any]) -> str:
    """The kind of error, or "allowed"."""
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "allowed"


def model_tokenizer_and_card() -> Any:
    """Private; the card's number read back; a second version beside the first; the first one by tag and by commit."""
    from huggingface_hub import EvalResult, HfApi, ModelCard, ModelCardData
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

    api = HfApi()
    first, second = loaded(0), loaded(1)
    tokenizer = AutoTokenizer.from_pretrained(BERT)
    api.create_repo("learner/mail", private=True)
    first.push_to_hub("learner/mail")
    tokenizer.push_to_hub("learner/mail")
    empty = ModelCard.load("learner/mail").text.count("[More Information Needed]")
    result = EvalResult("text-classification", "letters", "Letters", "accuracy", 0.8375, dataset_split="test")
    data = ModelCardData(license="apache-2.0", base_model=BERT, model_name="Mail", eval_results=[result])
    card = f"---\n{data.to_yaml()}\n---\n\n# Mail\n"
    api.upload_file(path_or_fileobj=card.encode(), path_in_repo="README.md", repo_id="learner/mail")
    api.create_tag("learner/mail", tag="v1.0")
    second.push_to_hub("learner/mail")
    commit = api.model_info("learner/mail", revision="v1.0").sha
    by_tag, by_commit, newest = (
        AutoModelForSequenceClassification.from_pretrained("learner/mail", revision=revision)
        for revision in ("v1.0", commit, "main")
    )
    back = pipeline("text-classification", model="learner/mail", device="cpu")
    return {
        "form": empty,
        "number": api.model_info("learner/mail").card_data.eval_results[0].metric_value,
        "tags": [tag for tag in api.model_info("learner/mail").tags if ":" in tag],
        "first": [same(by_tag, first), same(by_commit, first), same(newest, second), same(newest, first)],
        "card kept": ModelCard.load("learner/mail").data.license,
        "label": back("A book about lions?")[0]["label"] in ("animals", "travel"),
        "stranger": refused(lambda: api.model_info("learner/mail", token=False)),
    }


def dataset() -> Any:
    """002-1c in its present-day form: to share data, push them, and read them back with `load_dataset`."""
    from datasets import ClassLabel, Dataset, DatasetDict, load_dataset
    from huggingface_hub import DatasetCard, HfApi

    table = Dataset.from_dict({"text": ["lions", "Sweden", "한국"], "label": ["animals", "travel", "travel"]})
    table = table.cast_column("label", ClassLabel(names=["animals", "travel"]))
    DatasetDict(train=table, test=table.select([1])).push_to_hub("learner/letters", private=True)
    card = DatasetCard.load("learner/letters")
    card.data.license = "apache-2.0"
    HfApi().upload_file(
        path_or_fileobj=card.content.encode(),
        path_in_repo="README.md",
        repo_id="learner/letters",
        repo_type="dataset",
    )
    back = load_dataset("learner/letters")
    return {
        "rows": {part: back[part].to_list() for part in back},
        "names": back["train"].features["label"].names,
        "licence": HfApi().dataset_info("learner/letters").card_data.license,
        "as a model": refused(lambda: HfApi().model_info("learner/letters")),
    }


def adapter() -> Any:
    """A folder with a LoRA adapter and peft's own card, in one commit; the base comes by itself."""
    import torch
    from huggingface_hub import HfApi, ModelCard
    from peft import AutoPeftModelForSequenceClassification, LoraConfig, get_peft_model

    new = ["pooler", "classifier"]  # in the stand-in both are random when it is loaded, so they must travel
    lora = get_peft_model(
        loaded(), LoraConfig(task_type="SEQ_CLS", r=4, target_modules=["query", "value"], modules_to_save=new)
    )
    for name, weight in lora.named_parameters():
        if "lora_B" in name:  # zero before training: then every adapter would answer alike
            torch.nn.init.normal_(weight)
    lora.save_pretrained("adapter")
    api = HfApi()
    api.create_repo("learner/adapter", private=True)
    api.upload_folder(folder_path="adapter", repo_id="learner/adapter")
    back = AutoPeftModelForSequenceClassification.from_pretrained("learner/adapter", num_labels=2).eval()
    inputs = {"input_ids": torch.arange(2, 12)[None]}
    with torch.no_grad():
        alike = torch.equal(back(**inputs).logits, lora.eval()(**inputs).logits)
    return {
        "files": api.list_repo_files("learner/adapter"),
        "base": ModelCard.load("learner/adapter").data.base_model,
        "same answers": alike,
    }


def demo() -> Any:
    """A Space's `app.py`, pushed, fetched and run; the page is built where Gradio is installed."""
    from huggingface_hub import HfApi

    api = HfApi()
    api.create_repo("learner/demo", repo_type="space", space_sdk="gradio", private=True)
    api.upload_file(path_or_fileobj=APP.encode(), path_in_repo="app.py", repo_id="learner/demo", repo_type="space")
    names = runpy.run_path(api.hf_hub_download("learner/demo", "app.py", repo_type="space"))
    shares = names["sort_mail"]("A book about lions?")
    page = refused(names["page"]) if find_spec("gradio") else "Gradio is not installed"
    return {
        "labels": sorted(shares),
        "sum": sum(shares.values()),
        "sdk": api.space_info("learner/demo").sdk,
        "page": page,
    }


def open_and_delete() -> Any:
    """A deleted file stays in the history; a public repo is for everybody; a deleted repo is gone."""
    from huggingface_hub import HfApi

    api = HfApi()
    slip = api.upload_file(path_or_fileobj=b"open sesame", path_in_repo="settings.txt", repo_id="learner/mail")
    api.delete_file("settings.txt", "learner/mail")
    old = Path(api.hf_hub_download("learner/mail", "settings.txt", revision=slip.oid)).read_text(encoding="utf-8")
    api.update_repo_settings("learner/mail", private=False)
    facts = {
        "listed": "settings.txt" in api.list_repo_files("learner/mail"),
        "in the history": old,
        "stranger": refused(lambda: api.model_info("learner/mail", token=False)),
    }
    made = {"learner/mail": "model", "learner/adapter": "model", "learner/letters": "dataset", "learner/demo": "space"}
    for repo, kind in made.items():
        api.delete_repo(repo, repo_type=kind)
    return facts | {"left": [repo for repo, kind in made.items() if api.repo_exists(repo, repo_type=kind)]}


SHARED: dict[str, Callable[[], Any]] = {
    "model": model_tokenizer_and_card,
    "dataset": dataset,
    "adapter": adapter,
    "demo": demo,
    "end": open_and_delete,
}


def main() -> None:
    """Share everything in order. What is printed beside the results does not count."""
    with contextlib.redirect_stdout(io.StringIO()):
        hfcourse.start("10", profile="mini", lang="en")
        hfcourse.login("hf_demo_write", write=True)
        facts = {what: function() for what, function in SHARED.items()}
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
