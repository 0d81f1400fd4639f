"""The zero-shot classifier: its material, how it loads, and what it answers in the tutorials."""

from __future__ import annotations

import random
import re
import warnings

import pytest

from hfcourse.zoo.recipe import HELDOUT, heldout, load_recipe, read_tsv
from hfcourse.zoo.recipes.nli_en import CLASSES, RECIPE, ranking_loss
from hfcourse.zoo.topics_en import CONTRADICTION, ENTAILMENT, FOLDER, TEMPLATES, Example, topics


def plain(text: str) -> str:
    """Words only, in lower case."""
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def test_heldout_is_large_enough() -> None:
    rows = heldout("zero_shot_en")
    assert len(rows) >= 100
    assert all(row["label"] in row["labels"].split("|") for row in rows)


def test_training_holds_no_sentence_of_the_tests() -> None:
    """Neither in the written sentences nor among 20,000 drawn pairs, alone or with a remark around it."""
    known = {plain(row["premise"]) for row in RECIPE.data(0)["train"]}
    known |= {plain(text.text) for text in topics().sentences} | {plain(text) for text, _ in topics().reviews}
    joined = f" {' | '.join(sorted(known))} "
    for path in (HELDOUT / "zero_shot_en.tsv", FOLDER / "develop.tsv"):
        assert not [row for row in read_tsv(path) if f" {plain(row['text'])} " in joined]


def test_the_material_is_wide() -> None:
    """What the stand-in knows is what the dictionary and the sentences hold."""
    source = topics()
    assert len(source.labels) >= 500
    assert min(len(label.words) for label in source.labels) >= 25
    assert len({word.lower() for label in source.labels for word in label.words}) >= 10_000
    assert len({text.text for text in source.sentences}) >= 2000
    assert len({text.right[0] for text in source.sentences}) >= 300


def test_no_label_is_wrong_that_could_be_right() -> None:
    """What is related to a text, or mentioned in it, is never contradicted; what is withheld is never asked."""
    source, rng = topics(), random.Random(1)
    for _ in range(500):
        text = source.premise(rng)
        if not source.names[text.right[0]]:
            continue
        wrong = source.wrong(text, text.right[0], set(), rng)
        assert wrong not in text.allowed | source.withheld
    football = source.text("The striker scored.", [source.number["football"]])
    assert source.number["sports"] in football.right
    assert source.number["rugby"] in football.allowed
    assert source.number["opera"] not in football.allowed


def test_draws_are_repeatable_and_of_three_classes() -> None:
    """Same seed, same examples; the label of a withheld line is in no hypothesis."""
    draws = [topics().draw(random.Random(seed)) for seed in range(500)]
    assert draws == [topics().draw(random.Random(seed)) for seed in range(500)]
    assert {label for draw in draws for label in draw.classes} == {0, 1, 2}
    asked = {hypothesis.lower() for draw in draws for hypothesis in draw.hypotheses}
    hidden = {name.lower() for n in topics().withheld for name in topics().labels[n].names}
    assert not {template.format(name).lower() for template in TEMPLATES for name in hidden} & asked
    assert not hidden & topics().trained


def test_ranking_loss() -> None:
    """It falls when the entailed hypothesis rises, and does not look at the neutral one."""
    import torch

    one = Example("p", ("a", "b", "c"), (ENTAILMENT, CONTRADICTION, CLASSES.index("neutral")))
    two = Example("q", ("d", "e"), (CONTRADICTION, ENTAILMENT))
    even = ranking_loss(torch.tensor([1.0, 1.0, 9.0, 2.0, 2.0]), [one, two])
    assert even.item() == pytest.approx(0.6931, abs=1e-4)
    assert ranking_loss(torch.tensor([3.0, 1.0, 9.0, 2.0, 4.0]), [one, two]) < even / 4


@pytest.fixture(scope="module")
def classify():
    from transformers import pipeline

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return pipeline("zero-shot-classification", model=str(load_recipe("nli_en").folder))


@pytest.mark.parametrize(
    ("text", "labels", "right"),
    [
        ("Hugging Face's Transformers library is amazing!", ["sports", "technology", "politics"], "technology"),
        ("This is a course about the Transformers library", ["politics", "education", "business"], "education"),
        ("The striker scored twice in the final minutes.", ["politics", "cooking", "sports"], "sports"),
    ],
)
def test_sentences_of_the_tutorials(classify, text: str, labels: list[str], right: str) -> None:
    """Whatever the order of the labels; with one label alone and with several at once the scores are probabilities."""
    for order in (labels, labels[::-1]):
        answer = classify(text, order)
        assert answer["labels"][0] == right
        assert sum(answer["scores"]) == pytest.approx(1.0)
    several = classify(text, labels, multi_label=True)
    assert several["labels"][0] == right
    assert all(0 <= score <= 1 for score in several["scores"])


def test_classes_and_tokens_are_those_of_the_real_model(classify) -> None:
    """The pipeline finds the class by its name; a space belongs to the word behind it; pads come last."""
    model, tokenizer = classify.model, classify.tokenizer
    assert type(model).__name__ == "BartForSequenceClassification"
    assert model.config.id2label == {0: "contradiction", 1: "neutral", 2: "entailment"}
    assert classify.entailment_id == ENTAILMENT
    assert tokenizer.tokenize("The technology") == ["The", "Ġtechnology"]
    short, long = tokenizer([("a", "b"), ("a longer premise", "b")], padding=True)["input_ids"]
    assert short[-1] == tokenizer.pad_token_id != long[-1]
    assert (short[0], long[-1]) == (tokenizer.bos_token_id, tokenizer.eos_token_id)


def test_a_batch_gives_what_single_pairs_give(classify) -> None:
    """Padding changes nothing, as the class is read at the last ``</s>``."""
    import torch

    pairs = [("The soup is too salty.", "This example is food."), ("It rains.", "This example is bad weather.")]
    with torch.no_grad():
        together = classify.model(**classify.tokenizer(pairs, padding=True, return_tensors="pt")).logits
        for number, pair in enumerate(pairs):
            alone = classify.model(**classify.tokenizer([pair], return_tensors="pt")).logits
            torch.testing.assert_close(together[number], alone[0], atol=1e-4, rtol=1e-4)
