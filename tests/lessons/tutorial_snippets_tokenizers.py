"""The tokenizer snippets of the old tutorials in their present-day form, run as a learner would, in `mini`.

Prints one line of JSON: the snippet's number → what it gave. `test_tutorial_snippets_tokenizers.py` says what that should be.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from typing import Any

import hfcourse

SNIPPETS: dict[str, Callable[[], Any]] = {}
MESSAGES = [
    {"role": "system", "content": "You are a helpful assistant."},
    {"role": "user", "content": "What is a tokenizer?"},
]


def snippet(number: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register the function that is snippet `number`."""

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        SNIPPETS[number] = function
        return function

    return register


@snippet("002-2")
def bert_tokenizer_and_model() -> Any:
    import torch
    from transformers import AutoModel, AutoTokenizer, BertTokenizer, BertTokenizerFast

    tokenizer = AutoTokenizer.from_pretrained("google-bert/bert-base-uncased")
    model = AutoModel.from_pretrained("google-bert/bert-base-uncased", add_pooling_layer=False)
    texts = ["Good film.", "The staff were kind and the food was excellent."]
    inputs = tokenizer(texts, padding=True, truncation=True, return_tensors="pt")  # not padding="max_length"
    with torch.no_grad():
        states = model(**inputs).last_hidden_state
    return {
        "one class": BertTokenizerFast is BertTokenizer and isinstance(tokenizer, BertTokenizerFast),
        "ids": list(inputs["input_ids"].shape),
        "states": list(states.shape),
        "width": model.config.hidden_size,
        "longest": max(len(tokenizer.encode(text)) for text in texts),
        "read": inputs["attention_mask"].sum(dim=1).tolist(),
        "to the limit": len(tokenizer(texts[0], padding="max_length")["input_ids"]),
        "limit": tokenizer.model_max_length,
    }


@snippet("003-2")
def encode_and_decode() -> Any:
    from transformers import AutoTokenizer

    try:
        AutoTokenizer.from_pretrained("meta-llama/Meta-Llama-3-8B-Instruct", token=False)
        gated = ""
    except OSError as error:
        gated = hfcourse.explain(error)
    tokenizer = AutoTokenizer.from_pretrained("Qwen/Qwen3-0.6B")  # open to everybody
    back = {}
    for text in ("Hello, how are you?", "안녕하세요, 반갑습니다!"):
        ids = tokenizer.encode(text)
        back[text] = {"ids": ids, "text": tokenizer.decode(ids), "pieces": [tokenizer.decode([one]) for one in ids]}
    return {"gated": gated, "back": back}


@snippet("003-3")
def chat_template_of_an_instruct_model() -> Any:
    from transformers import AutoTokenizer

    base = AutoTokenizer.from_pretrained("google-bert/bert-base-uncased")
    try:
        base.apply_chat_template(MESSAGES, tokenize=False)
        refused = ""
    except ValueError as error:
        refused = str(error)
    tokenizer = AutoTokenizer.from_pretrained("Qwen/Qwen3-0.6B")
    return {
        "refused": refused,
        "finished": tokenizer.apply_chat_template(MESSAGES, tokenize=False),
        "asked": tokenizer.apply_chat_template(MESSAGES, tokenize=False, add_generation_prompt=True),
    }


@snippet("003-5")
def ids_of_a_conversation() -> Any:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained("Qwen/Qwen3-0.6B")
    inputs = tokenizer.apply_chat_template(
        MESSAGES, add_generation_prompt=True, return_tensors="pt", return_dict=True
    ).to("cpu")
    text = tokenizer.apply_chat_template(MESSAGES, tokenize=False, add_generation_prompt=True)
    default = tokenizer.apply_chat_template(MESSAGES, add_generation_prompt=True, return_tensors="pt")
    return {
        "keys": sorted(inputs),
        "same as the text": inputs["input_ids"][0].tolist() == tokenizer.encode(text, add_special_tokens=False),
        "default": type(default).__name__,
    }


@snippet("003-p")
def marks_of_the_roles() -> Any:
    from transformers import AutoTokenizer

    names = {"phi": "microsoft/Phi-3-mini-4k-instruct", "qwen": "Qwen/Qwen3-0.6B"}
    return {
        key: AutoTokenizer.from_pretrained(name).apply_chat_template(MESSAGES, tokenize=False)
        for key, name in names.items()
    }


def main() -> None:
    """Run them all. What they print beside their result does not count."""
    with contextlib.redirect_stdout(io.StringIO()):
        hfcourse.start("03", profile="mini", lang="en")
        facts = {number: function() for number, function in SNIPPETS.items()}
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
