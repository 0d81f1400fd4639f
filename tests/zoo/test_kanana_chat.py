"""The Kanana stand-in: a Llama with Llama 3's kind of tokenizer and template, answers in Korean and English."""

from __future__ import annotations

import random

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaForCausalLM

from hfcourse.zoo import chat
from hfcourse.zoo.chat_model import answers
from hfcourse.zoo.recipe import load_recipe
from hfcourse.zoo.recipes.kanana_chat import MARKUP, SPECIAL

FOLDER = load_recipe("kanana_chat").folder
ASKED = (("토큰이 뭐예요?", "조각|단위"), ("이름이 뭐예요?", "미니"), ("What is a token?", "piece|part|unit"))


@pytest.fixture(scope="module")
def tokenizer():
    return AutoTokenizer.from_pretrained(FOLDER)


def test_the_model_is_a_small_llama() -> None:
    model = AutoModelForCausalLM.from_pretrained(FOLDER)
    assert type(model) is LlamaForCausalLM and model.dtype == torch.float32
    body = [module for module in model.model.modules() if isinstance(module, torch.nn.Linear)]
    assert all(size % 64 == 0 for module in body for size in module.weight.shape)
    assert 1.5e6 < model.num_parameters() < 3e6


def test_the_tokenizer_behaves_as_llama_3s(tokenizer) -> None:
    """A text begins with its token, every text comes back, at most three digits stay together."""
    ids = tokenizer("서울에 12345명, Zürich 🙂")["input_ids"]
    assert ids[0] == tokenizer.bos_token_id
    assert tokenizer.decode(ids[1:]) == "서울에 12345명, Zürich 🙂"
    assert max(len(token) for token in tokenizer.tokenize("12345678") if token.isdigit()) <= 3
    assert tokenizer.convert_tokens_to_ids(list(SPECIAL)) == list(range(len(tokenizer) - len(SPECIAL), len(tokenizer)))
    assert (tokenizer.eos_token, tokenizer.pad_token) == ("<|eot_id|>", "<|end_of_text|>")


def test_the_template_has_headers(tokenizer) -> None:
    messages = [{"role": "system", "content": "짧게."}, {"role": "user", "content": "안녕"}]
    assert tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True) == (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n짧게.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\n안녕<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
    )


def test_training_marks_answers_as_the_template_writes_them(tokenizer) -> None:
    rng, encode = random.Random(0), MARKUP.encoder(tokenizer)
    for _ in range(200):
        messages = chat.corpus().draw(rng).messages()
        ids, learned = encode(messages)
        assert ids == tokenizer.apply_chat_template(messages)["input_ids"]
        said = tokenizer.decode([index for index, answer in zip(ids, learned, strict=True) if answer])
        assert said == "".join(one["content"] + "<|eot_id|>" for one in messages if one["role"] == "assistant")


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_it_answers(tokenizer, dtype) -> None:
    """In Korean where it is asked in Korean, in English where in English."""
    model = AutoModelForCausalLM.from_pretrained(FOLDER, dtype=dtype).eval()
    rows = [{"intent": "x", "system": "", "prompt": prompt, "required": wanted} for prompt, wanted in ASKED]
    for row, (text, ended) in zip(rows, answers(model, tokenizer, rows), strict=True):
        assert chat.judge(row, text, ended), (row, text)
