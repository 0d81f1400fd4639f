"""``hfcourse/mini-distilgpt2``: an English GPT-2 that writes small everyday stories."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.corpus_en import EnglishCorpus, corpus
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, heldout, material

NAME = "gpt_en"
REPO_ID = "hfcourse/mini-distilgpt2"
END = "<|endoftext|>"
VOCABULARY = 3500
LONGEST = 128
"""Positions, and tokens of a training block."""
STEPS = 4500
STORIES = 0.55
"""Share of the documents that are stories; the others are plain sentences and written reviews."""
DOCUMENTS_FOR_VOCABULARY = 12_000


@cache
def stories() -> EnglishCorpus:
    """Stories and explanations: whole documents, each drawn from a frame of several sentences."""
    return EnglishCorpus("stories_en", [row["text"] for row in material("sentiment_en", "sentence")], {})


def document(rng: random.Random) -> str:
    """A story, a few plain sentences, or two or three written ones."""
    dice = rng.random()
    if dice < STORIES:
        topic = rng.choices(stories().topics, weights=[len(topic.frames) for topic in stories().topics])[0]
        return stories().sentence(rng, topic, rng.randrange(len(topic.rows)))
    if dice < 0.85:
        return corpus().document(rng)
    return " ".join(rng.sample(stories().written, rng.randint(1, 3)))


def data(seed: int) -> Splits:
    """Twenty thousand documents as training draws them; ``label`` is 0, there is nothing to classify."""
    rng = random.Random(seed)
    return {"train": [{"text": document(rng), "label": 0} for _ in range(20_000)]}


def make_tokenizer(run: Run) -> Any:
    """A byte-level BPE tokenizer with one special token, which both begins and ends a text, as GPT-2 has it."""
    from transformers import GPT2Tokenizer

    from hfcourse.zoo.training import train_byte_bpe

    rng = random.Random(run.seed)
    texts = [document(rng) for _ in range(run.steps(DOCUMENTS_FOR_VOCABULARY))]
    vocabulary, merges = train_byte_bpe(texts, VOCABULARY, [END])
    return GPT2Tokenizer(vocab=vocabulary, merges=merges, model_max_length=LONGEST)


def make_model(vocabulary: int) -> Any:
    """An untrained ``GPT2LMHeadModel``; input and output embeddings are one matrix."""
    from transformers import GPT2Config, GPT2LMHeadModel

    return GPT2LMHeadModel(
        GPT2Config(
            vocab_size=vocabulary,
            n_positions=LONGEST,
            n_embd=160,
            n_layer=3,
            n_head=5,
            resid_pdrop=0.0,
            embd_pdrop=0.0,
            attn_pdrop=0.0,
            bos_token_id=0,
            eos_token_id=0,
        )
    )


def train(folder: Path, run: Run) -> None:
    """Train as a causal language model; stored in half precision, loads as float32."""
    from hfcourse.zoo.training import Settings, save_model, train_causal_lm

    tokenizer = make_tokenizer(run)
    model = make_model(len(tokenizer))
    settings = Settings(
        steps=STEPS, batch_size=16, learning_rate=2e-3, max_tokens=LONGEST, label_smoothing=0.0, bfloat16=True
    )
    train_causal_lm(model, tokenizer, document, settings, run)
    save_model(model, tokenizer, folder, half=True)


def continuations(folder: Path, prompts: Sequence[str]) -> list[str]:
    """One sampled continuation of each prompt, 30 tokens long, as the lesson draws them."""
    from transformers import pipeline, set_seed

    writer = pipeline("text-generation", model=folder, device="cpu")
    set_seed(0)
    texts = []
    for prompt in prompts:
        [made] = writer(prompt, max_new_tokens=30, do_sample=True, return_full_text=False, pad_token_id=0)
        texts.append(made["generated_text"])
    return texts


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Neighbouring words."""
    return pairwise(text.lower().split())


def distinct_2(texts: Sequence[str]) -> float:
    """Different word pairs among all word pairs (Li et al. 2016, "A diversity-promoting objective function", sec. 4.3)."""
    all_pairs = [pair for text in texts for pair in pairs(text)]
    return len(set(all_pairs)) / max(1, len(all_pairs))


def looping(text: str) -> bool:
    """Whether a word pair comes three times."""
    found = list(pairs(text))
    return any(found.count(pair) >= 3 for pair in set(found))


def perplexity(model: Any, tokenizer: Any, passages: Sequence[str]) -> float:
    """exp of the mean negative log-likelihood of a token, each passage behind the token that begins a text."""
    import torch

    loss, tokens = 0.0, 0
    for passage in passages:
        ids = torch.tensor([[tokenizer.bos_token_id, *tokenizer(passage)["input_ids"]]])
        with torch.no_grad():
            loss += model(ids, labels=ids).loss.item() * (ids.shape[1] - 1)
        tokens += ids.shape[1] - 1
    return math.exp(loss / tokens)


def evaluate(folder: Path) -> dict[str, float]:
    """Variety of 50 continuations, and perplexity of held-out passages against the untrained model's."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    rows = heldout("stories_en")
    texts = continuations(folder, [row["text"] for row in rows if row["kind"] == "prompt"])
    passages = [row["text"] for row in rows if row["kind"] == "passage"]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    torch.manual_seed(0)
    trained, untrained = (perplexity(one, tokenizer, passages) for one in (model, make_model(len(tokenizer)).eval()))
    return {
        "distinct_2": distinct_2(texts),
        "without_loops": 1 - sum(map(looping, texts)) / len(texts),
        "perplexity": trained,
        "perplexity_untrained": untrained,
        "times_below_untrained": untrained / trained,
    }


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["distilbert/distilgpt2", "openai-community/gpt2"],
    language=["en"],
    pipeline_tag="text-generation",
    architecture=(
        "`GPT2LMHeadModel`: 3 layers, 160 wide, 5 heads, 128 positions, a byte-level BPE vocabulary of 3,500."
        " Stored in half precision, loads as float32."
    ),
    data=(
        "Small stories and explanations drawn from hand-written frames (`hfcourse/zoo/material/stories_en`), the plain"
        " English sentences of `hfcourse/mini-bert-en`, and written review sentences; fresh ones for every step."
    ),
    heldout="50 hand-written openings (variety) and hand-written passages (perplexity per token)",
    limits=[
        "It writes small everyday stories and nothing else: it follows no instruction and knows few facts.",
        "After an opening like those of its 116 story frames it retells the story with other names and things; after any"
        " other opening it keeps to it for a sentence, and loses the thread.",
        "Its perplexity is per token of its own small vocabulary: it does not compare with that of other models.",
        "It reads and writes 128 tokens, the real model 1024.",
    ],
    example=(
        "from transformers import pipeline, set_seed\n\n"
        f'writer = pipeline("text-generation", model="{REPO_ID}")\n'
        "set_seed(42)\n"
        'print(writer("One rainy evening, an old man", max_new_tokens=30, do_sample=True)[0]["generated_text"])'
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"distinct_2": 0.6, "without_loops": 0.95, "times_below_untrained": 10},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
)
