"""The Qwen3 stand-in: tokenizer and template as Qwen's, answers in the language of the prompt, half precision."""

from __future__ import annotations

import json
import random

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, Qwen3ForCausalLM

from hfcourse.zoo import chat
from hfcourse.zoo.chat_model import answers
from hfcourse.zoo.recipe import load_recipe
from hfcourse.zoo.recipes.qwen_chat import MARKS, MARKUP, SPECIAL

FOLDER = load_recipe("qwen_chat").folder
ASKED = (
    ("What is a token?", "piece|part|unit"),
    ("What is 3 + 4?", r"\b7\b|seven"),
    ("토큰이 뭐예요?", "조각|단위"),
    ("너는 누구야?", "미니"),
)


@pytest.fixture(scope="module")
def tokenizer():
    return AutoTokenizer.from_pretrained(FOLDER)


@pytest.fixture(scope="module")
def model():
    return AutoModelForCausalLM.from_pretrained(FOLDER).eval()


def rows(asked=ASKED):
    return [{"intent": "x", "system": "", "prompt": prompt, "required": wanted} for prompt, wanted in asked]


def test_the_model_is_a_small_qwen3(model) -> None:
    """Loads as float32; every linear layer fits into blocks of 64, and most parameters are in linear layers."""
    assert type(model) is Qwen3ForCausalLM and model.dtype == torch.float32
    body = [module for module in model.model.modules() if isinstance(module, torch.nn.Linear)]
    assert all(size % 64 == 0 for module in body for size in module.weight.shape)
    assert sum(module.weight.numel() for module in body) > 0.6 * model.num_parameters()
    assert model.get_input_embeddings().weight is model.lm_head.weight


def test_generation_settings_are_the_real_ones(tokenizer, model) -> None:
    settings = model.generation_config
    assert (settings.do_sample, settings.temperature, settings.top_p, settings.top_k) == (True, 0.7, 0.8, 20)
    assert settings.eos_token_id == tokenizer.convert_tokens_to_ids(["<|im_end|>", "<|endoftext|>"])
    assert settings.pad_token_id == tokenizer.pad_token_id == tokenizer.convert_tokens_to_ids("<|endoftext|>")


def test_the_tokenizer_behaves_as_qwens(tokenizer) -> None:
    """Digits stand alone, no text is unknown, special tokens come last, and nothing is added to a text."""
    assert type(tokenizer).__name__.startswith("Qwen2Tokenizer")
    assert tokenizer.tokenize("1234") == ["1", "2", "3", "4"]
    text = "Zürich, 서울! 🙂 x=1"
    assert tokenizer.decode(tokenizer(text)["input_ids"]) == text
    ids = tokenizer.convert_tokens_to_ids([*SPECIAL, *MARKS])
    assert ids == list(range(len(tokenizer) - len(ids), len(tokenizer)))
    assert (tokenizer.eos_token, tokenizer.pad_token, tokenizer.bos_token) == ("<|im_end|>", "<|endoftext|>", None)
    kept = tokenizer.decode(tokenizer("<|im_start|><think>a</think>")["input_ids"], skip_special_tokens=True)
    assert kept == "<think>a</think>"


def test_the_template_is_chatml(tokenizer) -> None:
    """No system message of its own, no thinking, the assistant's head where an answer is asked for."""
    messages = [{"role": "user", "content": "Hi"}]
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    assert text == "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
    told = [{"role": "system", "content": "Be brief."}, *messages, {"role": "assistant", "content": "Hello"}]
    assert tokenizer.apply_chat_template(told, tokenize=False) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
        "<|im_start|>assistant\nHello<|im_end|>\n"
    )
    tool = {"type": "function", "function": {"name": "add", "parameters": {"type": "object", "properties": {}}}}
    text = tokenizer.apply_chat_template(messages, tools=[tool], tokenize=False)
    assert text.startswith("<|im_start|>system\n# Tools") and '"name": "add"' in text


def test_training_marks_answers_as_the_template_writes_them(tokenizer) -> None:
    """The ids are those of the template, and what is learned is the answers with the token that ends them."""
    rng, encode = random.Random(0), MARKUP.encoder(tokenizer)
    for _ in range(200):
        messages = chat.corpus().draw(rng).messages()
        ids, learned = encode(messages)
        assert ids == tokenizer.apply_chat_template(messages)["input_ids"]
        said = tokenizer.decode([index for index, answer in zip(ids, learned, strict=True) if answer])
        assert said == "".join(one["content"] + "<|im_end|>" for one in messages if one["role"] == "assistant")


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
def test_it_answers_in_any_precision(tokenizer, dtype) -> None:
    model = AutoModelForCausalLM.from_pretrained(FOLDER, dtype=dtype).eval()
    for row, (text, ended) in zip(rows(), answers(model, tokenizer, rows()), strict=True):
        assert chat.judge(row, text, ended), (row, text)


def test_sampling_varies_and_ends(tokenizer, model) -> None:
    """The settings of the folder sample; a seed repeats them."""
    inputs = tokenizer.apply_chat_template(
        [{"role": "user", "content": "Tell me a joke."}],
        add_generation_prompt=True,
        return_tensors="pt",
        return_dict=True,
    )
    made = []
    for seed in (1, 2, 3, 1):
        torch.manual_seed(seed)
        ids = model.generate(**inputs, max_new_tokens=64)[0]
        assert ids[-1].item() == tokenizer.eos_token_id
        made.append(tokenizer.decode(ids))
    assert made[0] == made[3]


def test_the_file_says_float32() -> None:
    """Two bytes a number on disk, four in memory."""
    config = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
    assert config["dtype"] == "float32" and config["architectures"] == ["Qwen3ForCausalLM"]
    assert (FOLDER / "model.safetensors").stat().st_size < 13.5e6
