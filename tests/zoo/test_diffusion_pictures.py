"""The text-to-image model: layout, settings, seeds, guidance, negative prompts."""

from __future__ import annotations

import json
from typing import Any

import pytest
import torch
from diffusers import DiffusionPipeline, StableDiffusionPipeline
from transformers import CLIPTokenizer

from hfcourse.zoo import figures
from hfcourse.zoo.recipe import heldout, load_recipe
from hfcourse.zoo.recipes.diffusion_pictures import GUIDANCE, INFERENCE_STEPS, LONGEST, data, developing, measure

FOLDER = load_recipe("diffusion_pictures").folder
STAR = "a yellow star on a blue background"


@pytest.fixture(scope="module")
def pipe() -> Any:
    made = DiffusionPipeline.from_pretrained(FOLDER, use_safetensors=True, variant="fp16")
    made.set_progress_bar_config(disable=True)
    return made


def drawn(pipe: Any, prompt: str, seed: int = 0, guidance: float = GUIDANCE, **settings: Any) -> Any:
    generator = torch.Generator().manual_seed(seed)
    settings = {"num_inference_steps": INFERENCE_STEPS, **settings}
    return pipe(prompt, guidance_scale=guidance, generator=generator, **settings).images[0]


def test_it_is_the_whole_layout(pipe: Any) -> None:
    assert isinstance(pipe, StableDiffusionPipeline)
    assert pipe.safety_checker is None
    assert {part.dtype for part in (pipe.unet, pipe.vae, pipe.text_encoder)} == {torch.float32}
    index = json.loads((FOLDER / "model_index.json").read_text(encoding="utf-8"))
    assert {name for name, kind in index.items() if isinstance(kind, list) and kind[0]} == {
        *("scheduler", "text_encoder", "tokenizer", "unet", "vae")
    }


def test_plain_files_and_variant_hold_the_same() -> None:
    names = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.safetensors")}
    plain = {name for name in names if ".fp16." not in name}
    assert names == plain | {name.replace(".safetensors", ".fp16.safetensors") for name in plain}
    for name in plain:
        variant = name.replace(".safetensors", ".fp16.safetensors")
        assert (FOLDER / name).read_bytes() == (FOLDER / variant).read_bytes()


def test_a_seed_gives_the_same_picture_and_another_one_another(pipe: Any) -> None:
    first, again, other = (drawn(pipe, "a red circle", seed).tobytes() for seed in (3, 3, 4))
    assert first == again != other


@pytest.mark.parametrize("seed", range(3))
def test_it_draws_what_the_lesson_asks_for(pipe: Any, seed: int) -> None:
    assert figures.shows(drawn(pipe, "a red circle", seed), [("red", "circle")], "white")
    assert figures.shows(drawn(pipe, "a purple triangle", seed), [("purple", "triangle")], "white")
    for prompt, number, paper in (("three hearts", 3, "white"), (STAR, 1, "blue")):
        seen_paper, seen = figures.judge(drawn(pipe, prompt, seed))
        assert (seen_paper, len(seen)) == (paper, number), prompt


def test_guidance_decides_how_much_the_prompt_counts(pipe: Any) -> None:
    """More of the pictures show what was asked for at the lesson's guidance than at 1."""
    rows = developing(64)
    low, usual = (measure(pipe, rows, guidance) for guidance in (1.0, GUIDANCE))
    assert low["single"] < usual["single"]
    assert low["background"] < usual["background"]


def test_a_long_prompt_is_cut_and_an_unknown_one_draws_something(pipe: Any) -> None:
    picture = drawn(pipe, "An astronaut riding a horse on Mars, oil painting, dramatic light", num_inference_steps=5)
    assert picture.size == (128, 128)
    tokenizer = CLIPTokenizer.from_pretrained(FOLDER / "tokenizer")
    assert tokenizer.model_max_length == LONGEST
    assert tokenizer.tokenize("A red circle") == ["a</w>", "red</w>", "circle</w>"]


def test_frozen_prompts_are_sound_and_mostly_not_those_of_training() -> None:
    rows = heldout("prompts")
    for row in rows:
        looks = [tuple(one.split(" ")) for one in row["figures"].split("|")]
        assert sorted(figures.understood(row["prompt"])[0]) == sorted(looks)
        assert all(colour in figures.contrasting(row["paper"]) for colour, _ in looks)
    assert len({row["prompt"] for row in rows}) == len(rows) >= 100


def test_prompts_of_training_are_wide() -> None:
    texts = [row["text"] for row in data(0)["train"][:5000]]
    assert len(set(texts)) > 4000
