"""``hfcourse/mini-qwen3-tokenizer``: a tokenizer as Qwen3's, with the switch for thinking in its chat template."""

from __future__ import annotations

import unicodedata
from functools import partial
from pathlib import Path

from hfcourse.zoo import bilingual
from hfcourse.zoo.bilingual import data
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run

NAME = "qwen_tokenizer"
REPO_ID = "hfcourse/mini-qwen3-tokenizer"
VOCABULARY = 6504
"""Beside the 5,500 of the stand-in for Llama 3 as 151,669 beside 128,256."""
END_OF_TEXT, START, END = SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
MARKERS = ("<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<think>", "</think>")
"""One token each, but no special ones: a decoded text keeps them, so that a program can find them."""
CHAT_TEMPLATE = """\
{%- if tools or messages | selectattr('role', 'equalto', 'tool') | list %}
    {{- raise_exception('The chat template of this stand-in knows no tools.') }}
{%- endif %}
{%- set place = namespace(question=messages | length) %}
{%- for message in messages %}
    {%- if message.role == 'user' %}
        {%- set place.question = loop.index0 %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- set content = message.content %}
    {%- set thoughts = '' %}
    {%- if message.role == 'assistant' %}
        {%- if message.reasoning_content is string %}
            {%- set thoughts = message.reasoning_content %}
        {%- elif '</think>' in content %}
            {%- set thoughts = content.split('</think>')[0].split('<think>')[-1] %}
            {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {%- if loop.index0 > place.question and (loop.last or thoughts) %}
            {%- set content = '<think>\\n' + thoughts.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') %}
        {%- endif %}
    {%- endif %}
    {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}
"""


def train(folder: Path, run: Run) -> None:
    """Learn the merges and write tokenizer.json, vocab.json, merges.txt and tokenizer_config.json."""
    from tokenizers import normalizers, processors

    from hfcourse.zoo.byte_bpe import byte_tokenizer
    from hfcourse.zoo.training import QWEN_SPLIT

    texts = [row["text"] for row in data(run.seed, korean_times=2)["train"]]
    run.reporter.start("merges", 1)
    tokenizer = byte_tokenizer(
        texts[: run.steps(len(texts))],
        VOCABULARY,
        QWEN_SPLIT,
        SPECIAL,
        plain_tokens=MARKERS,
        normalizer=normalizers.NFC(),
    )
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    run.reporter.advance()
    tokenizer.save(str(folder / "tokenizer.json"))
    bilingual.write_pieces(folder)
    names = {"bos_token": None, "eos_token": END, "pad_token": END_OF_TEXT, "unk_token": None}
    bilingual.write_config(folder, "Qwen2Tokenizer", names, CHAT_TEMPLATE, model_max_length=131_072)


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["Qwen/Qwen3-0.6B"],
    language=["en", "ko"],
    pipeline_tag="text-generation",
    architecture=(
        "**A tokenizer only: there are no weights here, and no model can be loaded.** Byte-level BPE as in Qwen3: text"
        " in Unicode's form NFC, every digit a token of its own, no unknown token, no token at the beginning of a text,"
        " the turn markers `<|im_start|>` and `<|im_end|>`, and a chat template with `enable_thinking`. A vocabulary of"
        " 6,504 where the real one has 151,669."
    ),
    data=bilingual.DATA_FOR_CARD
    + " The Korean counts twice. The names of the three roles come often enough to be whole tokens.",
    heldout=bilingual.HELDOUT_FOR_CARD,
    limits=[
        bilingual.LIMIT_FOR_CARD,
        "Its tokens and ids are not those of Qwen3, and its texts are longer in tokens.",
        "Its chat template knows no tools; asked for them, it says so.",
        "It does not keep decomposed letters: a text comes back in Unicode's form NFC, as with the real one.",
    ],
    example=(
        "from transformers import AutoTokenizer\n\n"
        f'tokenizer = AutoTokenizer.from_pretrained("{REPO_ID}")\n'
        'messages = [{"role": "user", "content": "Hello!"}]\n'
        "print(tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True, enable_thinking=False))"
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"english_characters_per_token": 3.2, "korean_characters_per_token": 1.7, "round_trip": 1.0},
    data=data,
    train=train,
    evaluate=partial(bilingual.evaluate, kept=partial(unicodedata.normalize, "NFC")),
    card=card,
)
