"""`vqa-classifier`: what the model says by hand, lists and batches, pictures from paths, and clear errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image
from transformers import ViltProcessor, pipeline

from hfcourse import messages
from hfcourse.errors import CourseError
from hfcourse.tasks import register
from hfcourse.zoo.recipe import Run, make_deterministic
from hfcourse.zoo.recipes import vilt_pictures
from hfcourse.zoo.vision import save_with_processor, vilt_processor

WIDE = Image.linear_gradient("L").resize((300, 180)).convert("RGB")
TALL = Image.new("RGB", (120, 200), (200, 30, 30))
QUESTIONS = ["What color is the cat?", "How many cats are there in the picture?"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained ViLT: the pipeline has to say what the model says, whatever that is."""
    run = Run(seed=3)
    make_deterministic(run)
    tokenizer = vilt_pictures.make_tokenizer(run)
    model = vilt_pictures.make_model(len(tokenizer))
    path = tmp_path_factory.mktemp("vilt")
    save_with_processor(model, vilt_processor(vilt_pictures.PIXELS, vilt_pictures.PATCH, tokenizer), path)
    return path


@pytest.fixture(scope="module")
def ask(folder: Path) -> Any:
    register()
    return pipeline("vqa-classifier", model=folder)


def by_hand(ask: Any, folder: Path, image: Image.Image, question: str, top_k: int) -> list[dict[str, Any]]:
    """Processor, model, sigmoid."""
    inputs = ViltProcessor.from_pretrained(folder)(image, question, return_tensors="pt")
    with torch.no_grad():
        scores = ask.model(**inputs).logits[0].sigmoid()
    best = scores.argsort(descending=True)[:top_k].tolist()
    return [{"answer": ask.model.config.id2label[place], "score": scores[place].item()} for place in best]


def assert_same(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    """The same answers; the model shuffles its patches, so scores differ in the last digits."""
    assert [one["answer"] for one in found] == [one["answer"] for one in wanted]
    assert [one["score"] for one in found] == pytest.approx([one["score"] for one in wanted], abs=1e-4)


def test_it_says_what_the_model_says(ask: Any, folder: Path) -> None:
    assert_same(ask(image=WIDE, question=QUESTIONS[0], top_k=3), by_hand(ask, folder, WIDE, QUESTIONS[0], 3))


def test_it_gives_five_answers_unless_told(ask: Any) -> None:
    answers = ask(image=WIDE, question=QUESTIONS[0])
    assert len(answers) == 5
    assert [one["score"] for one in answers] == sorted((one["score"] for one in answers), reverse=True)
    assert len(ask(image=WIDE, question=QUESTIONS[0], top_k=10_000)) == len(vilt_pictures.vq.ANSWERS)


@pytest.mark.parametrize("batch_size", [1, 2, 4])
def test_lists_give_what_single_calls_give(ask: Any, batch_size: int) -> None:
    """Pictures of different shapes and questions of different lengths go into one batch."""
    pairs = [{"image": image, "question": question} for image in (WIDE, TALL) for question in QUESTIONS]
    together = ask(pairs, batch_size=batch_size, top_k=2)
    assert len(together) == 4
    for pair, found in zip(pairs, together, strict=True):
        assert_same(found, ask(**pair, top_k=2))


def test_one_picture_serves_several_questions_and_the_other_way_round(ask: Any) -> None:
    for found, question in zip(ask(image=TALL, question=QUESTIONS), QUESTIONS, strict=True):
        assert_same(found, ask(image=TALL, question=question))
    for found, image in zip(ask(image=[WIDE, TALL], question=QUESTIONS[0]), (WIDE, TALL), strict=True):
        assert_same(found, ask(image=image, question=QUESTIONS[0]))


def test_a_picture_may_be_a_path_and_of_any_mode(ask: Any, tmp_path: Path) -> None:
    path = tmp_path / "gray.png"
    WIDE.convert("L").save(path)
    assert_same(ask(image=str(path), question=QUESTIONS[0]), ask(image=WIDE, question=QUESTIONS[0]))


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"question": "What is it?"}, "The picture is missing"),
        ({"image": WIDE}, "The question is missing or empty"),
        ({"image": WIDE, "question": "  "}, "The question is missing or empty"),
        ({"image": [WIDE, TALL], "question": ["What is it?"]}, "There are 2 pictures and 1 questions"),
        ({"image": WIDE, "question": "What is it?", "top_k": 0}, "top_k must be at least 1, and is 0"),
    ],
)
def test_errors_say_what_to_do_next(ask: Any, settings: dict[str, Any], says: str) -> None:
    with pytest.raises(CourseError, match=f"{says}.*Next step"):
        ask(**settings)
