"""``hfcourse/mini-llama-tokenizer``: a tokenizer as Llama 3's, learned from this course's English and Korean."""

from __future__ import annotations

from pathlib import Path

from hfcourse.zoo import bilingual
from hfcourse.zoo.bilingual import data, evaluate
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run

NAME = "llama_tokenizer"
REPO_ID = "hfcourse/mini-llama-tokenizer"
VOCABULARY = 5500
BEGIN, END, START_HEADER, END_HEADER, END_OF_TURN = SPECIAL = (
    "<|begin_of_text|>",
    "<|end_of_text|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|eot_id|>",
)
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ (bos_token if loop.first else '') + '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'"
    " + message['content'] | trim + '<|eot_id|>' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)


def train(folder: Path, run: Run) -> None:
    """Learn the merges and write tokenizer.json, tokenizer_config.json and special_tokens_map.json."""
    from tokenizers import processors

    from hfcourse.zoo.byte_bpe import byte_tokenizer
    from hfcourse.zoo.training import LLAMA3_SPLIT

    texts = [row["text"] for row in data(run.seed)["train"]]
    run.reporter.start("merges", 1)
    tokenizer = byte_tokenizer(texts[: run.steps(len(texts))], VOCABULARY, LLAMA3_SPLIT, SPECIAL, ignore_merges=True)
    tokenizer.post_processor = processors.Sequence(
        [
            processors.ByteLevel(trim_offsets=False),
            processors.TemplateProcessing(
                single=f"{BEGIN} $A",
                pair=f"{BEGIN} $A {BEGIN}:1 $B:1",
                special_tokens=[(BEGIN, tokenizer.token_to_id(BEGIN))],
            ),
        ]
    )
    run.reporter.advance()
    tokenizer.save(str(folder / "tokenizer.json"))
    names = {"bos_token": BEGIN, "eos_token": END_OF_TURN}
    bilingual.write_config(folder, "PreTrainedTokenizerFast", names, CHAT_TEMPLATE, model_max_length=8192)
    bilingual.write_json(folder / "special_tokens_map.json", names)


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["meta-llama/Meta-Llama-3-8B-Instruct"],
    language=["en", "ko"],
    pipeline_tag="text-generation",
    architecture=(
        "**A tokenizer only: there are no weights here, and no model can be loaded.** Byte-level BPE as in Llama 3: the"
        " same rule for splitting text and digits, no unknown token, the same special tokens and chat template, a vocabulary"
        " of 5,500 where the real one has 128,256."
    ),
    data=bilingual.DATA_FOR_CARD
    + " The names of the three roles and the numbers of three digits come often enough to be whole tokens.",
    heldout=bilingual.HELDOUT_FOR_CARD,
    limits=[
        bilingual.LIMIT_FOR_CARD,
        "Its tokens and ids are not those of Llama 3, and its texts are longer in tokens.",
    ],
    example=(
        "from transformers import AutoTokenizer\n\n"
        f'tokenizer = AutoTokenizer.from_pretrained("{REPO_ID}")\n'
        'messages = [{"role": "user", "content": "Hello!"}]\n'
        "print(tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True))"
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"english_characters_per_token": 3.2, "korean_characters_per_token": 1.5, "round_trip": 1.0},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
)
