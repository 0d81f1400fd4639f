"""The picture classifier: what it says of the drawn cat and of a learner's file, and that its processor needs no torchvision."""

from __future__ import annotations

import json
import random
import warnings
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image
from transformers import pipeline

from hfcourse.zoo.portraits import portrait
from hfcourse.zoo.recipe import heldout, load_recipe
from hfcourse.zoo.recipes import vit_pictures
from hfcourse.zoo.things import FAMILIES, THINGS

FOLDER = load_recipe("vit_pictures").folder
CAT = load_recipe("documentation_images").folder / "pipeline-cat-chonk.jpeg"


@pytest.fixture(scope="module")
def classify() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return pipeline("image-classification", model=FOLDER)


def test_the_drawn_cat_is_a_cat_and_the_next_guesses_are_animals(classify: Any) -> None:
    guesses = classify(str(CAT), top_k=5)
    assert guesses[0]["label"] == "cat"
    assert guesses[0]["score"] > 0.5
    assert sum(guess["label"] in FAMILIES["animal"] for guess in guesses) >= 4


def test_path_and_picture_give_the_same(classify: Any) -> None:
    with Image.open(CAT) as picture:
        assert classify(picture.copy(), top_k=3) == classify(str(CAT), top_k=3)


def test_size_and_mode_of_a_picture_hardly_count(classify: Any, tmp_path: Path) -> None:
    right = 0
    for number, thing in enumerate(THINGS):
        picture = portrait(thing, 160, random.Random(f"sizes {number}"))
        picture.resize((640, 480)).save(tmp_path / "large.png")
        right += classify(str(tmp_path / "large.png"))[0]["label"] == thing
    assert right >= 0.85 * len(THINGS)


def test_targets_are_probabilities_that_favour_kin() -> None:
    table = vit_pictures.targets()
    cat, dog, bus = (vit_pictures.LABELS.index(thing) for thing in ("cat", "dog", "bus"))
    assert torch.allclose(table.sum(1), torch.ones(len(THINGS)))
    assert table[cat, cat] > 0.85 > table[cat, dog] > 5 * table[cat, bus]


def test_frozen_pictures_are_those_of_no_training() -> None:
    """Training draws with one generator after another of numbers; the frozen ones each have their own, seeded by text."""
    rows = heldout("pictures")
    assert len({row["seed"] for row in rows}) == len(rows) == 10 * len(THINGS)
    rng = random.Random(0)
    trained = {portrait(thing, 40, rng).tobytes() for thing in THINGS for _ in range(10)}
    assert not trained & {portrait(row["thing"], 40, random.Random(row["seed"])).tobytes() for row in rows}


def test_the_processor_has_the_name_that_the_real_repo_gives_it() -> None:
    record = json.loads((FOLDER / "preprocessor_config.json").read_text(encoding="utf-8"))
    assert record["image_processor_type"] == "ViTImageProcessor"
