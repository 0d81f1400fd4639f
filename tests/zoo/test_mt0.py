"""The mT0 stand-in: its files, its tasks, and that no held-out sentence was trained on."""

from __future__ import annotations

import random
import warnings

import pytest
import torch

from hfcourse.zoo.recipe import MATERIAL, heldout, load_recipe
from hfcourse.zoo.recipes.mt0 import (
    FIRST,
    LANGUAGE,
    LAST,
    QUOTED,
    REPEAT,
    TO_ENGLISH,
    TO_KOREAN,
    ask,
    make_model,
    sampler,
    task,
)
from hfcourse.zoo.translation_ko import corpus, fingerprint

FOLDER = load_recipe("mt0").folder


@pytest.fixture(scope="module")
def tokenizer():
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(FOLDER)


@pytest.fixture(scope="module")
def model():
    from transformers import AutoModelForSeq2SeqLM

    return AutoModelForSeq2SeqLM.from_pretrained(FOLDER).eval()


def test_loads_as_mt5_without_a_warning() -> None:
    """The classes of the real one, in float32."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tokenizer, model = AutoTokenizer.from_pretrained(FOLDER), AutoModelForSeq2SeqLM.from_pretrained(FOLDER)
    assert "T5Tokenizer" in type(tokenizer).__name__
    assert type(model).__name__ == "MT5ForConditionalGeneration"
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}
    assert model.config.decoder_start_token_id == tokenizer.pad_token_id == 0
    assert model.get_output_embeddings().weight is model.get_input_embeddings().weight


def test_spiece_model_and_tokenizer_json_agree(tokenizer) -> None:
    """Training encodes with SentencePiece, a learner with the tokenizer: both must split alike."""
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(FOLDER / "spiece.model"))
    for text in (
        TO_ENGLISH + "저는 커피를 좋아해요.",
        "Zorblat's dog isn't here.",
        QUOTED + '우리 "뷁쉙" 집',
        "  a  b ",
    ):
        assert tokenizer(text)["input_ids"] == [*pieces.encode(text), tokenizer.eos_token_id]


def test_lora_finds_its_layers(model) -> None:
    """peft knows where an adapter goes in an mT5, so that `target_modules` may be left out."""
    from peft import LoraConfig, get_peft_model

    wrapped = get_peft_model(model, LoraConfig(task_type="SEQ_2_SEQ_LM", r=8))
    assert set(wrapped.peft_config["default"].target_modules) == {"q", "v"}
    wrapped.unload()


@pytest.mark.parametrize(
    ("prompt", "text", "target"),
    [
        (REPEAT, "I like tea.", "I like tea."), (FIRST, "I like tea.", "I"), (LAST, "저는 차를 마셔요.", "마셔요"),
        (LANGUAGE, "I like tea.", "English"),
    ],
)  # fmt: skip
def test_what_the_tasks_ask_for(prompt: str, text: str, target: str) -> None:
    """The examples that training draws say what their prompt says."""
    assert task(prompt, text, "차" in text, random.Random(0)) == (prompt + text, target)


def test_what_stands_in_quotes_is_asked_for() -> None:
    """One to three words of the text; a mark at their end is lost."""
    for seed in range(50):
        source, target = task(QUOTED, "My mother likes the green tea.", False, random.Random(seed))
        assert f'"{target}' in source
        assert source.replace('"', "").rstrip(".") == QUOTED + "My mother likes the green tea"


def test_an_untrained_model_can_go_on_with_a_text(tokenizer) -> None:
    """The heads that start as a copying circuit find the word that follows; without them training never learns to copy."""
    torch.manual_seed(0)
    model = make_model(tokenizer, 0).eval()
    source = torch.randint(3, len(tokenizer), (64, 14))
    begun = torch.cat([torch.zeros(64, 1, dtype=torch.long), source[:, 4:]], dim=1)
    with torch.no_grad():
        logits = model(input_ids=source, decoder_input_ids=begun).logits
    ranks = (logits[:, 1:9] > logits[:, 1:9].gather(2, source[:, 5:13, None])).sum(-1).float()
    assert ranks.median() <= 10, "of 4,000 pieces"


@pytest.mark.parametrize(
    ("prompt", "text", "answer"),
    [(TO_ENGLISH, "저는 커피를 좋아해요.", "I like coffee."), (TO_KOREAN, "I like coffee.", "저는 커피를 좋아해요.")],
)
def test_the_sentences_of_the_lesson(model, tokenizer, prompt: str, text: str, answer: str) -> None:
    assert ask(model, tokenizer, prompt, [text]) == [answer]


def test_no_heldout_sentence_was_trained_on() -> None:
    """In neither language, unless it is a phrase that the vocabulary itself states."""
    vocabulary = (MATERIAL / "translation_ko" / "vocabulary.txt").read_text(encoding="utf-8")
    stated = {fingerprint(part) for line in vocabulary.splitlines() for part in line.strip("# ").split(" = ")}
    tested = {fingerprint(text) for row in heldout("translations_ko") for text in (row["en"], row["ko"])} - stated
    rng, draw = random.Random(7), sampler(corpus())
    seen = set()
    for _ in range(20_000):
        source, target = draw(rng)
        seen |= {fingerprint(source.split(": ", 1)[-1]), fingerprint(target)}
    assert tested.isdisjoint(seen)
