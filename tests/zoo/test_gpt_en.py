"""The story model: its end-of-text token, its stories, and that it writes nothing twice over."""

from __future__ import annotations

import random
import re

from transformers import AutoTokenizer, pipeline, set_seed

from hfcourse.zoo.recipe import heldout, load_recipe
from hfcourse.zoo.recipes.gpt_en import document, looping, stories

FOLDER = load_recipe("gpt_en").folder


def plain(text: str) -> str:
    """Words only, in lower case."""
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def test_the_stories_are_whole_sentences() -> None:
    """No slot stays open, and hardly a document comes twice."""
    rng = random.Random(0)
    drawn = [document(rng) for _ in range(3000)]
    assert not [text for text in drawn if re.search(r"[{}|@]|\(", text)]
    assert len(set(drawn)) > 2500
    assert sum(len(topic.frames) for topic in stories().topics) > 100


def test_no_heldout_passage_is_told() -> None:
    rng = random.Random(3)
    told = " | ".join(plain(document(rng)) for _ in range(10_000))
    assert not [row["text"] for row in heldout("stories_en") if row["kind"] == "passage" and plain(row["text"]) in told]


def test_the_tokenizer_behaves_as_gpt2s() -> None:
    """Every text comes back unchanged, nothing is added, and one token begins and ends a text."""
    tokenizer = AutoTokenizer.from_pretrained(FOLDER)
    assert tokenizer.decode(tokenizer("Zürich, 서울!")["input_ids"]) == "Zürich, 서울!"
    assert tokenizer.bos_token == tokenizer.eos_token == "<|endoftext|>"
    assert tokenizer.tokenize("The dog") == ["The", "Ġdog"]


def test_it_goes_on_in_words() -> None:
    """Sampled continuations are made of words, do not repeat themselves, and differ from one another."""
    writer = pipeline("text-generation", model=FOLDER)
    set_seed(1)
    settings = {"max_new_tokens": 30, "do_sample": True, "pad_token_id": 0, "return_full_text": False}
    made = [text["generated_text"] for text in writer("The old man opened", num_return_sequences=4, **settings)]
    assert len(set(made)) == 4 and not any(map(looping, made))
    known = {word for _ in range(4000) for word in plain(document(random.Random(_))).split()}
    words = [word for text in made for word in plain(text).split()[:-1]]
    assert sum(word in known for word in words) > 0.9 * len(words)
