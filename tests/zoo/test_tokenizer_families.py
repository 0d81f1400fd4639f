"""The tokenizers that stand in for Llama 3, Phi-3 and Qwen3: what comes back, what stands where, what a chat becomes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import normalizers

from hfcourse.zoo.bilingual import course
from hfcourse.zoo.byte_bpe import byte_tokenizer
from hfcourse.zoo.recipe import load_recipe, material
from hfcourse.zoo.recipes import llama_tokenizer, phi_tokenizer, qwen_tokenizer
from hfcourse.zoo.training import LLAMA3_SPLIT, QWEN_SPLIT

KEPT: dict[str, Callable[[str], str]] = {
    "llama_tokenizer": str,
    "phi_tokenizer": lambda text: text.replace("▁", " "),
    "qwen_tokenizer": lambda text: unicodedata.normalize("NFC", text),
}
"""What comes back of a text. Phi-3 writes spaces as ▁ and cannot tell them apart; Qwen composes letters first, and a
mark that it composed with its letter has no token of its own."""
STRINGS, TOGETHER = 10_000, 20
MESSAGES = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "안녕하세요?"},
    {"role": "assistant", "content": "Hello!"},
    {"role": "user", "content": "1 + 1 = ?"},
]


def load(name: str) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(load_recipe(name).folder)


TOKENIZERS = {name: load(name) for name in KEPT}
every_family = pytest.mark.parametrize("name", KEPT)


def of(*ranges: tuple[int, int]) -> st.SearchStrategy[str]:
    """Characters between code points that Unicode has given out."""
    known = [
        chr(point)
        for first, last in ranges
        for point in range(first, last + 1)
        if unicodedata.category(chr(point)) not in {"Cn", "Cs"}
    ]
    return st.text(alphabet=st.sampled_from(known), max_size=6)


STRETCHES = st.one_of(
    of((0xAC00, 0xD7A3)),
    of((0x1100, 0x11FF), (0x3131, 0x318E), (0xA960, 0xA97C), (0xD7B0, 0xD7FB)),
    of((0x20, 0x7E)),
    of((0xC0, 0x24F), (0x370, 0x4FF), (0x5D0, 0x6FF), (0x900, 0xE5B), (0x3041, 0x30FF), (0x4E00, 0x9FFF)),
    of((0x300, 0x36F), (0x41, 0x7A), (0xFE00, 0xFE0F), (0x2000, 0x206F)),
    of((0, 0x1F), (0x7F, 0xA0), (0xE000, 0xE0FF), (0x10000, 0x10FFF), (0x1D100, 0x1D1FF), (0x20000, 0x200FF)),
    st.text(alphabet=" ", max_size=9),
    st.text(alphabet=" \t\n\r\u00a0\u3000", max_size=9),
    st.text(alphabet="0123456789", max_size=9),
    st.sampled_from(
        [
            "👨‍👩‍👧‍👦",
            "👍🏽",
            "🇰🇷",
            "❤️",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "e\u0301",
            "ㅋㅋㅋ",
            "▁",
            "Ġ",
            "##ing",
            "<0xEA>",
            "don't ",
            "한글과 English",
        ]
    ),
    st.characters(exclude_categories=["Cn", "Cs"]),
)
TEXTS = st.lists(STRETCHES, max_size=6).map("".join)


@given(texts=st.lists(TEXTS, min_size=TOGETHER, max_size=TOGETHER))
@settings(
    max_examples=STRINGS // TOGETHER,
    deadline=None,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow, HealthCheck.large_base_example],
)
def test_every_text_comes_back_and_every_character_has_a_token(texts: list[str]) -> None:
    for name, tokenizer in TOKENIZERS.items():
        kept = [KEPT[name](text) for text in texts]
        found = tokenizer(texts, add_special_tokens=False, return_offsets_mapping=True)
        assert tokenizer.decode(found["input_ids"]) == kept, name
        if kept != texts:
            found = tokenizer(kept, add_special_tokens=False, return_offsets_mapping=True)
        for text, offsets in zip(kept, found["offset_mapping"], strict=True):
            assert {place for start, end in offsets for place in range(start, end)} == set(range(len(text))), name
            assert [start for start, _ in offsets] == sorted(start for start, _ in offsets), name


@pytest.mark.parametrize("pattern", [LLAMA3_SPLIT, QWEN_SPLIT], ids=["llama", "qwen"])
def test_training_gives_the_same_merges_every_time(pattern: str) -> None:
    """The trainer of the tokenizers library does not. The whole recipes are run twice in test_zoo.py."""
    texts = [row["text"] for row in material("sentiment_ko", "sentence")][:300] + course()
    first, second = (
        byte_tokenizer(texts, 600, pattern, ["<|end|>"], normalizer=normalizers.NFC()).to_str() for _ in range(2)
    )
    assert first == second
    assert byte_tokenizer(reversed(texts), 600, pattern, ["<|end|>"], normalizer=normalizers.NFC()).to_str() == first


def test_phi_cuts_as_the_library_that_trained_it() -> None:
    """tokenizer.json was computed from the SentencePiece model; the two must not differ."""
    import sentencepiece

    folder = load_recipe("phi_tokenizer").folder
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / "tokenizer.model"))
    texts = [row["text"] for row in phi_tokenizer.data(1)["train"]][:3000]
    assert TOKENIZERS["phi_tokenizer"](texts)["input_ids"] == model.encode(texts)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("llama_tokenizer", ["123", "456", "7"]),
        ("qwen_tokenizer", ["1", "2", "3", "4", "5", "6", "7"]),
        ("phi_tokenizer", ["▁", "1", "2", "3", "4", "5", "6", "7"]),
    ],
)
def test_each_family_cuts_numbers_in_its_own_way(name: str, expected: list[str]) -> None:
    assert TOKENIZERS[name].tokenize("1234567") == expected


def test_a_rare_syllable_becomes_bytes() -> None:
    assert TOKENIZERS["phi_tokenizer"].tokenize("안녕") == ["▁안", "<0xEB>", "<0x85>", "<0x95>"]
    ids = TOKENIZERS["llama_tokenizer"]("쀍", add_special_tokens=False)["input_ids"]
    assert len(ids) > 1 and TOKENIZERS["llama_tokenizer"].decode(ids) == "쀍"


def test_qwen_composes_letters() -> None:
    tokenizer = TOKENIZERS["qwen_tokenizer"]
    apart = unicodedata.normalize("NFD", "한글 café")
    assert apart != "한글 café"
    assert tokenizer(apart)["input_ids"] == tokenizer("한글 café")["input_ids"]
    assert TOKENIZERS["llama_tokenizer"](apart)["input_ids"] != TOKENIZERS["llama_tokenizer"]("한글 café")["input_ids"]


@pytest.mark.parametrize(
    ("name", "special", "still_found"),
    [
        ("llama_tokenizer", llama_tokenizer.SPECIAL, ()),
        ("phi_tokenizer", (*phi_tokenizer.SPECIAL, "<s>", "<unk>"), ("</s>",)),
        ("qwen_tokenizer", qwen_tokenizer.SPECIAL, qwen_tokenizer.MARKERS),
    ],
)
def test_a_text_makes_no_special_token_when_asked_not_to(
    name: str, special: tuple[str, ...], still_found: tuple[str, ...]
) -> None:
    """What a user types must not end a turn. Markers that are no special tokens are found all the same."""
    tokenizer = TOKENIZERS[name]
    text = "Ignore that." + " and ".join(special) + ", please"
    believed = tokenizer(text, add_special_tokens=False)["input_ids"]
    assert set(tokenizer.convert_tokens_to_ids(list(special))) <= set(believed)
    plain = tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
    assert not set(plain) & set(tokenizer.all_special_ids)
    assert not set(plain) & set(tokenizer.convert_tokens_to_ids(list(special)))
    assert tokenizer.decode(plain) == text
    for marker in still_found:
        number = tokenizer.convert_tokens_to_ids(marker)
        assert number in tokenizer(marker, split_special_tokens=True)["input_ids"]
        assert number not in tokenizer.all_special_ids


LLAMA_CHAT = """\
<|begin_of_text|><|start_header_id|>system<|end_header_id|>

Be brief.<|eot_id|><|start_header_id|>user<|end_header_id|>

안녕하세요?<|eot_id|><|start_header_id|>assistant<|end_header_id|>

Hello!<|eot_id|><|start_header_id|>user<|end_header_id|>

1 + 1 = ?<|eot_id|>"""
PHI_CHAT = """\
<|system|>
Be brief.<|end|>
<|user|>
안녕하세요?<|end|>
<|assistant|>
Hello!<|end|>
<|user|>
1 + 1 = ?<|end|>
"""
QWEN_CHAT = """\
<|im_start|>system
Be brief.<|im_end|>
<|im_start|>user
안녕하세요?<|im_end|>
<|im_start|>assistant
Hello!<|im_end|>
<|im_start|>user
1 + 1 = ?<|im_end|>
"""


@pytest.mark.parametrize(
    ("name", "chat", "end", "prompt"),
    [
        ("llama_tokenizer", LLAMA_CHAT, "", "<|start_header_id|>assistant<|end_header_id|>\n\n"),
        ("phi_tokenizer", PHI_CHAT, "<|endoftext|>", "<|assistant|>\n"),
        ("qwen_tokenizer", QWEN_CHAT, "", "<|im_start|>assistant\n"),
    ],
)
def test_a_chat_becomes_the_text_of_the_family(name: str, chat: str, end: str, prompt: str) -> None:
    tokenizer = TOKENIZERS[name]
    assert tokenizer.apply_chat_template(MESSAGES, tokenize=False) == chat + end
    assert tokenizer.apply_chat_template(MESSAGES, tokenize=False, add_generation_prompt=True) == chat + prompt
    without = tokenizer.apply_chat_template(MESSAGES[1:], tokenize=False)
    assert "system" not in without and "brief" not in without
    ids = tokenizer.apply_chat_template(MESSAGES, add_generation_prompt=True, return_dict=True)["input_ids"]
    assert ids == tokenizer(chat + prompt, add_special_tokens=False)["input_ids"]


def test_phi_markers_swallow_the_line_ends_after_them() -> None:
    """The line ends of the template are no tokens, and the text comes back with spaces in their place."""
    tokenizer = TOKENIZERS["phi_tokenizer"]
    ids = tokenizer.apply_chat_template(MESSAGES[:2], add_generation_prompt=True, return_dict=True)["input_ids"]
    assert tokenizer.convert_tokens_to_ids("<0x0A>") not in ids
    assert tokenizer.decode(ids) == "<|system|> Be brief.<|end|><|user|> 안녕하세요?<|end|><|assistant|>"


def test_phi_leaves_out_roles_that_it_does_not_know() -> None:
    tokenizer = TOKENIZERS["phi_tokenizer"]
    messages = [*MESSAGES, {"role": "tool", "content": "2"}]
    assert tokenizer.apply_chat_template(messages, tokenize=False) == PHI_CHAT + "<|endoftext|>"


THINKING_OFF = "<|im_start|>assistant\n<think>\n\n</think>\n\n"


def test_qwen_has_a_switch_for_thinking() -> None:
    def prompt(**switch: bool) -> str:
        return TOKENIZERS["qwen_tokenizer"].apply_chat_template(
            MESSAGES, tokenize=False, add_generation_prompt=True, **switch
        )

    assert prompt(enable_thinking=False) == QWEN_CHAT + THINKING_OFF
    assert prompt(enable_thinking=True) == prompt() == QWEN_CHAT + "<|im_start|>assistant\n"
    tokenizer = TOKENIZERS["qwen_tokenizer"]
    ids = tokenizer(THINKING_OFF)["input_ids"]
    assert tokenizer.decode(ids, skip_special_tokens=True) == "assistant\n<think>\n\n</think>\n\n"


QWEN_ANSWERED = (
    QWEN_CHAT
    + """\
<|im_start|>assistant
<think>
One and one.
</think>

2<|im_end|>
"""
)


@pytest.mark.parametrize(
    "answer",
    [
        {"role": "assistant", "content": "<think>\nOne and one.\n</think>\n\n2"},
        {"role": "assistant", "content": "2", "reasoning_content": "One and one."},
    ],
)
def test_qwen_forgets_thoughts_once_the_user_speaks_again(answer: dict[str, str]) -> None:
    tokenizer = TOKENIZERS["qwen_tokenizer"]
    messages = [*MESSAGES, answer]
    assert tokenizer.apply_chat_template(messages, tokenize=False) == QWEN_ANSWERED
    later = tokenizer.apply_chat_template([*messages, {"role": "user", "content": "And 2 + 2?"}], tokenize=False)
    assert later == QWEN_CHAT + ("<|im_start|>assistant\n2<|im_end|>\n<|im_start|>user\nAnd 2 + 2?<|im_end|>\n")


def test_qwen_says_that_it_knows_no_tools() -> None:
    def weather(city: str) -> str:
        """Tell the weather.

        Args:
            city: Where.
        """
        return city

    with pytest.raises(Exception, match="knows no tools"):
        TOKENIZERS["qwen_tokenizer"].apply_chat_template(MESSAGES, tools=[weather], tokenize=False)


def test_bert_has_no_chat_template() -> None:
    with pytest.raises(ValueError, match="chat_template"):
        load("bert_en").apply_chat_template(MESSAGES, tokenize=False)


@every_family
def test_it_loads_in_silence_and_as_the_class_of_the_real_one(name: str, caplog, recwarn) -> None:
    from transformers.utils import logging

    logging.enable_propagation()
    try:
        tokenizer = load(name)
    finally:
        logging.disable_propagation()
    assert not caplog.records and not recwarn.list
    expected = "Qwen2Tokenizer" if name == "qwen_tokenizer" else "TokenizersBackend"
    assert type(tokenizer).__name__ == expected
    assert not list(load_recipe(name).folder.glob("*.safetensors"))
