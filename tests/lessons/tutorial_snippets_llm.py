"""The snippets of the old tutorials that run a language model, in their present-day form, as a learner would, in `mini`.

Prints one line of JSON: the snippet's number → what it gave. `test_tutorial_snippets_llm.py` says what that should be.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from typing import Any

import hfcourse

NAME = "Qwen/Qwen3-4B-Instruct-2507"  # the tutorial's Llama is gated, and as a base model it has no chat template
MESSAGES = [
    {"role": "system", "content": "You are a helpful assistant."},
    {"role": "user", "content": "What is the capital of France?"},
]
SNIPPETS: dict[str, Callable[[], Any]] = {}


def snippet(number: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register the function that is snippet `number`."""

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        SNIPPETS[number] = function
        return function

    return register


def outcome(function: Callable[[], Any]) -> str:
    """The name of the exception that a call raises; "" if it raises none."""
    try:
        function()
    except Exception as error:
        return type(error).__name__
    return ""


def load_in_4_bits() -> tuple[Any, Any]:
    """Tokenizer and model of snippet 003-4."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig

    config = BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=torch.float16,
    )
    model = AutoModelForCausalLM.from_pretrained(
        NAME, quantization_config=config, dtype=torch.float16, device_map="auto"
    )
    return AutoTokenizer.from_pretrained(NAME), model


@snippet("003-a")
def sentiment() -> Any:
    from transformers import pipeline

    nlp = pipeline("sentiment-analysis", model="distilbert/distilbert-base-uncased-finetuned-sst-2-english")
    return nlp("I love using transformers!")


@snippet("003-b")
def names_of_tasks() -> Any:
    from diffusers import DiffusionPipeline
    from transformers import pipeline

    old = ("qa", "image-generation", "question-answering", "summarization", "translation")
    return {task: outcome(lambda task=task: pipeline(task)) for task in old} | {
        "diffusers": hasattr(DiffusionPipeline, "from_pretrained")
    }


@snippet("003-1")
def no_device_named() -> Any:
    from transformers import pipeline

    nlp = pipeline("text-classification", model="distilbert/distilbert-base-uncased-finetuned-sst-2-english")
    return {"device": nlp.device.type, "answer": nlp("This is great.")}


@snippet("003-4")
def four_bits() -> Any:
    import torch
    from transformers import AutoModelForCausalLM

    _tokenizer, model = load_in_4_bits()
    linear = [
        layer for name, layer in model.named_modules() if isinstance(layer, torch.nn.Linear) and name != "lm_head"
    ]
    return {
        "layers": sorted({type(layer).__name__ for layer in linear}),
        "types": sorted({layer.weight.quant_type for layer in linear}),
        "nested": all(layer.weight.quant_state.nested for layer in linear),
        "rest": str(model.get_input_embeddings().weight.dtype),
        "old argument": outcome(lambda: AutoModelForCausalLM.from_pretrained(NAME, load_in_4bit=True)),
    }


@snippet("003-5")
def chat_template_and_generate() -> Any:
    tokenizer, model = load_in_4_bits()
    inputs = tokenizer.apply_chat_template(
        MESSAGES, add_generation_prompt=True, return_dict=True, return_tensors="pt"
    ).to(model.device)
    tokens = model.generate(**inputs, max_new_tokens=40, do_sample=False)
    return {
        "answer": tokenizer.decode(tokens[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True),
        "old call": outcome(lambda: model.generate(inputs, max_new_tokens=2)),
    }


@snippet("003-5b")
def text_streamer() -> Any:
    from transformers import TextStreamer

    tokenizer, model = load_in_4_bits()
    inputs = tokenizer.apply_chat_template(
        MESSAGES, add_generation_prompt=True, return_dict=True, return_tensors="pt"
    ).to(model.device)
    printed = {}
    for form, options in (("old", {}), ("new", {"skip_prompt": True, "skip_special_tokens": True})):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            streamer = TextStreamer(tokenizer, **options)
            model.generate(**inputs, streamer=streamer, max_new_tokens=40, do_sample=False)
        printed[form] = out.getvalue()
    return printed


@snippet("003-p")
def marks_of_the_roles() -> Any:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(NAME)
    text = tokenizer.apply_chat_template(MESSAGES, tokenize=False, add_generation_prompt=True)
    special = set(tokenizer.get_added_vocab())
    return {
        "text": text,
        "special": sorted(special & {"<system>", "<user>", "<assistant>", "<|im_start|>", "<|im_end|>"}),
    }


def main() -> None:
    """Run them all. What they print beside their result does not count."""
    with contextlib.redirect_stdout(io.StringIO()):
        hfcourse.start("04", profile="mini", lang="en")
        facts = {number: function() for number, function in SNIPPETS.items()}
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
