"""Every shipped stand-in against its recipe: floors, card, size, and that a run can be repeated."""

from __future__ import annotations

import filecmp
import hashlib
import io
import re
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from PIL import Image

from hfcourse.zoo.recipe import (
    FACTS_FILE,
    HELDOUT,
    MATERIAL,
    REPOS,
    Facts,
    Run,
    heldout,
    load_recipe,
    make_deterministic,
    read_tsv,
    recipe_names,
    size_mb,
)

RECIPES = {name: load_recipe(name) for name in recipe_names()}
MODELS = sorted(name for name, recipe in RECIPES.items() if recipe.repo_type == "model")
REVIEWS = ("sentiment_en", "sentiment_ko")
FROZEN = dict(
    reversed(line.split("  ")) for line in Path(__file__).with_name("heldout.sha256").read_text("utf-8").splitlines()
)


@cache
def measured(name: str) -> dict[str, float]:
    """The metrics of the shipped files."""
    return RECIPES[name].evaluate(RECIPES[name].folder)


def card_of(name: str) -> tuple[dict, str]:
    """YAML head and body of a shipped card."""
    _, head, body = (RECIPES[name].folder / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


@pytest.mark.parametrize(("name", "metric"), [(name, metric) for name in RECIPES for metric in RECIPES[name].floors])
def test_floor(name: str, metric: str) -> None:
    """A change of recipe that makes a stand-in worse must not ship: train it again, or mend the data."""
    assert measured(name)[metric] >= RECIPES[name].floors[metric]


@pytest.mark.parametrize("name", RECIPES)
def test_card_says_stand_in_first(name: str) -> None:
    """Nobody may mistake a stand-in for the real thing."""
    head, body = card_of(name)
    assert body.lstrip().startswith("This is a **stand-in** for ")
    assert "stand-in" in head["tags"]
    assert "hfcourse" in head["tags"]
    assert head["license"]


@pytest.mark.parametrize("name", MODELS)
def test_card_tells_the_measured_metrics(name: str) -> None:
    """A card whose numbers are older than the weights misleads: `train_zoo.py NAME` writes both."""
    head, body = card_of(name)
    [result] = head["model-index"][0]["results"]
    told = {metric["type"]: metric["value"] for metric in result["metrics"]}
    assert told == pytest.approx(measured(name), abs=1e-3)
    assert f"train_zoo.py --check {name}" in body
    assert head["library_name"]
    assert head["pipeline_tag"]
    assert head["language"]


@pytest.mark.parametrize("name", RECIPES)
def test_card_is_what_the_recipe_writes(name: str) -> None:
    """Edit the recipe, not the card; then `train_zoo.py --card NAME`."""
    recipe = RECIPES[name]
    facts = Facts.load(recipe.folder) if recipe.repo_type == "model" else Facts(recipe.seed, 1, 0.0, 0, measured(name))
    assert (recipe.folder / "README.md").read_text(encoding="utf-8") == recipe.card(facts)


@pytest.mark.parametrize("name", RECIPES)
def test_size(name: str) -> None:
    """What a class downloads stays small."""
    assert size_mb(RECIPES[name].folder) <= RECIPES[name].max_mb


def test_all_together_are_small_and_safe() -> None:
    """125 MB in all, pictures and speech among them: they come with every clone and every install. No pickled weights."""
    assert size_mb(REPOS) <= 125
    assert not [path for path in REPOS.rglob("*") if path.suffix in {".bin", ".pt", ".pth", ".pkl", ".ckpt", ".h5"}]


@pytest.mark.parametrize("name", sorted(set(RECIPES) - set(MODELS)))
def test_files_are_what_the_recipe_writes(name: str, tmp_path: Path) -> None:
    """A data set or a metric is made anew in a moment, so the shipped one must equal it, byte by byte.

    Except for Parquet, where the rows and their types count: pyarrow writes its own version into a file. And pictures
    must look the same: each version of Pillow packs them in its own way.
    """
    recipe = RECIPES[name]
    recipe.train(tmp_path, Run(seed=recipe.seed))
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    shipped = (path for path in recipe.folder.rglob("*") if path.is_file() and path.name != "README.md")
    assert made == sorted(path.relative_to(recipe.folder) for path in shipped)
    for path in made:
        if path.suffix == ".parquet":
            assert_same_rows(pq.read_table(tmp_path / path), pq.read_table(recipe.folder / path))
        elif path.suffix == ".jpeg":
            assert_alike((tmp_path / path).read_bytes(), (recipe.folder / path).read_bytes())
        else:
            assert filecmp.cmp(tmp_path / path, recipe.folder / path, shallow=False), path


def assert_same_rows(made: pa.Table, shipped: pa.Table) -> None:
    """Equal rows; pictures may be packed otherwise."""
    assert made.schema.equals(shipped.schema, check_metadata=True)
    pictures = [name for name in made.column_names if name == "image"]
    assert made.drop_columns(pictures).equals(shipped.drop_columns(pictures))
    for name in pictures:
        for one, other in zip(made[name].to_pylist(), shipped[name].to_pylist(), strict=True):
            assert_alike(one["bytes"], other["bytes"])


def assert_alike(made: bytes, shipped: bytes) -> None:
    """Two pictures that a person cannot tell apart: of one size, their pixels less than two steps of 255 apart on average."""
    one, other = (np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).astype(int) for content in (made, shipped))
    assert one.shape == other.shape
    assert abs(one - other).mean() < 2


@pytest.mark.newest_only
@pytest.mark.parametrize("name", MODELS)
def test_a_run_can_be_repeated(name: str, tmp_path: Path) -> None:
    """Same seed, same threads, same bytes: whoever doubts a stand-in can make it again."""
    hashes = []
    for attempt in ("first", "second"):
        folder = tmp_path / attempt
        folder.mkdir()
        run = Run(seed=RECIPES[name].seed, scale=0.0003)
        make_deterministic(run)
        RECIPES[name].train(folder, run)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        hashes.append([(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files])
    assert hashes[0] == hashes[1]
    shipped = {path.name for path in RECIPES[name].folder.rglob("*") if path.is_file()}
    assert {path for path, _ in hashes[0]} == shipped - {"README.md", FACTS_FILE}


@pytest.mark.parametrize("name", MODELS)
def test_shipped_run_is_recorded(name: str) -> None:
    """The card names seed, threads and time; they come from this file."""
    assert (RECIPES[name].folder / FACTS_FILE).is_file()
    assert Facts.load(RECIPES[name].folder).threads >= 1


def test_heldout_sets_are_frozen() -> None:
    """A held-out set that is edited to fit a model measures nothing; a new one is frozen before it is first used."""
    found = {path.name: path.read_bytes() for path in HELDOUT.iterdir()}
    found = {name: text if name.endswith(".ogg") else text.replace(b"\r\n", b"\n") for name, text in found.items()}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in found.items()} == FROZEN
    assert all(len(heldout(name)) >= 300 for name in REVIEWS)


def plain(text: str) -> str:
    """Letters and digits only, in lower case, so that a comma hides no copy."""
    return re.sub(r"[\W_]+", " ", text).strip().lower()


@pytest.mark.parametrize("name", REVIEWS)
def test_no_heldout_sentence_was_trained_on(name: str) -> None:
    """Neither written nor generated."""
    known = {
        plain(row["text"])
        for path in MATERIAL.rglob("*.tsv")
        for row in read_tsv(path)
        if row.get("kind") == "sentence" and "text" in row
    }
    known |= {plain(row["text"]) for rows in RECIPES[name].data(0).values() for row in rows}
    assert not known & {plain(row["text"]) for row in heldout(name)}


def test_unknown_recipe_names_the_known_ones() -> None:
    """A typing slip costs no search."""
    with pytest.raises(KeyError, match="mini_reviews"):
        load_recipe("sentimant_en")
