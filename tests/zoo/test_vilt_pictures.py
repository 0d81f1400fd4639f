"""The picture questions: what the model says of the drawn cat, and that the frozen questions are sound and were not trained on."""

from __future__ import annotations

import random
from typing import Any

import pytest
from PIL import Image
from transformers import AutoProcessor, ViltForQuestionAnswering

from hfcourse.zoo import visual_questions as vq
from hfcourse.zoo.pictures import COLOURS, distance
from hfcourse.zoo.recipe import heldout, load_recipe
from hfcourse.zoo.recipes.vilt_pictures import data, read_scene

FOLDER = load_recipe("vilt_pictures").folder
CAT = load_recipe("documentation_images").folder / "pipeline-cat-chonk.jpeg"


@pytest.fixture(scope="module")
def asked() -> Any:
    model, processor = ViltForQuestionAnswering.from_pretrained(FOLDER), AutoProcessor.from_pretrained(FOLDER)

    def answer(image: Image.Image, question: str) -> str:
        logits = model(**processor(image, question, return_tensors="pt")).logits
        return model.config.id2label[logits.argmax(-1).item()]

    return answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What animal is this?", "cat"),
        ("How many cats are there?", "1"),
        ("Is there a cat?", "yes"),
        ("Is there a dog?", "no"),
        ("Where is the cat?", "middle"),
    ],
)
def test_it_answers_about_the_drawn_cat(asked: Any, question: str, answer: str) -> None:
    with Image.open(CAT) as picture:
        assert asked(picture.convert("RGB"), question) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What color is the car?", "blue"),
        ("How many things are there?", "3"),
        ("What is left of the car?", "dog"),
        ("Where is the dog?", "left"),
        ("Is there a tree?", "yes"),
        ("Is there a boat?", "no"),
        ("What color is the background?", "white"),
    ],
)
def test_it_answers_about_a_scene(asked: Any, question: str, answer: str) -> None:
    scene = read_scene("white; brown dog 0.18 0.5 0.32; blue car 0.52 0.5 0.32; green tree 0.83 0.5 0.32")
    assert asked(vq.draw(scene, 320, random.Random(0), plain=True), question) == answer


def test_frozen_questions_are_sound() -> None:
    rows = heldout("visual_questions")
    assert len(rows) >= 400
    assert {row["kind"] for row in rows} >= {"colour", "count", "where", "is there", "beside"}
    for row in rows:
        scene = read_scene(row["scene"])
        assert row["answer"] in vq.ANSWERS
        assert {item.thing for item in scene.items} <= set(vq.ASKED)
        assert all(distance(COLOURS[item.colour], COLOURS[scene.background]) > 40 for item in scene.items)


def test_frozen_questions_were_not_trained_on() -> None:
    """No scene is one that training can draw twice; and most of the questions have words of their own."""
    trained = {row["text"].rstrip("?").lower() for row in data(0)["train"]}
    texts = {row["question"].rstrip("?").lower() for row in heldout("visual_questions")}
    assert len(texts - trained) > 0.4 * len(texts)
