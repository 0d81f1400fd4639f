"""The tokenizer that stands in for Llama 3's: nothing is lost, and chats have the right turn markers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcourse.zoo.recipe import load_recipe
from hfcourse.zoo.recipes.llama_tokenizer import SPECIAL, VOCABULARY

FOLDER = load_recipe("llama_tokenizer").folder


@pytest.fixture(scope="module")
def tokenizer():
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(FOLDER)


@given(
    text=st.text(max_size=60)
    | st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=30)
    | st.text(alphabet="ab cDE'12,.!?\n\t  한글은", max_size=60)
)
@settings(max_examples=2000, deadline=None)
def test_every_text_comes_back(tokenizer, text):
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    assert tokenizer.decode(ids) == text


def test_vocabulary_and_special_tokens(tokenizer):
    assert len(tokenizer) == VOCABULARY
    assert tokenizer.unk_token is None
    assert tokenizer.convert_tokens_to_ids(list(SPECIAL)) == list(range(VOCABULARY - len(SPECIAL), VOCABULARY))
    assert (tokenizer.bos_token, tokenizer.eos_token) == ("<|begin_of_text|>", "<|eot_id|>")


def test_a_text_begins_with_the_begin_token(tokenizer):
    ids = tokenizer("Hello!")["input_ids"]
    assert ids[0] == tokenizer.bos_token_id
    assert tokenizer.decode(ids, skip_special_tokens=True) == "Hello!"


def test_at_most_three_digits_stay_together(tokenizer):
    tokens = tokenizer.tokenize("1234567")
    assert max(map(len, tokens)) <= 3


def test_chat_template_marks_turns(tokenizer):
    messages = [
        {"role": "system", "content": "Be brief. "},
        {"role": "user", "content": "안녕하세요?"},
        {"role": "assistant", "content": "Hello!"},
    ]
    expected = (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\n안녕하세요?<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\nHello!<|eot_id|>"
    )
    assert tokenizer.apply_chat_template(messages, tokenize=False) == expected
    prompt = tokenizer.apply_chat_template(messages[:2], tokenize=False, add_generation_prompt=True)
    assert prompt.endswith("<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")
    ids = tokenizer.apply_chat_template(messages, return_dict=True)["input_ids"]
    assert ids.count(tokenizer.bos_token_id) == 1
    assert ids.count(tokenizer.eos_token_id) == len(messages)


def test_it_says_that_it_has_no_weights():
    assert not list(FOLDER.glob("*.safetensors"))
    assert "no weights" in (FOLDER / "README.md").read_text(encoding="utf-8")
