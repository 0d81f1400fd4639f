"""The catalog: complete, consistent with what is shipped and with what the lessons say they use."""

from __future__ import annotations

import hfcourse_mini
import pytest
import yaml

from hfcourse import catalog
from hfcourse.errors import CourseError
from hfcourse.paths import repo_root


def test_keys_and_ids_are_unique() -> None:
    entries = catalog.entries()
    assert len({entry.key for entry in entries}) == len(entries)
    assert len({(entry.kind, entry.id) for entry in entries}) == len(entries)


@pytest.mark.parametrize("entry", catalog.entries(), ids=lambda entry: entry.key)
def test_every_stand_in_is_shipped(entry: catalog.Entry) -> None:
    """What only a GPU runs, in `full`, may go without."""
    if not entry.stand_in:
        assert entry.gpu_gb > 0 and not entry.gated
        return
    folder = hfcourse_mini.REPOS / entry.kind / entry.stand_in
    assert (folder / "README.md").is_file(), f"{entry.stand_in}: train it with scripts/train_zoo.py"


@pytest.mark.parametrize("entry", catalog.entries(), ids=lambda entry: entry.key)
def test_facts_are_whole(entry: catalog.Entry) -> None:
    assert entry.licence
    assert set(entry.unverified) <= {"licence", "parameters", "download_mb", "revision", "gated"}
    if entry.kind == "models":
        assert entry.parameters > 0 and entry.download_mb > 0 and entry.task and entry.languages
    if entry.alternative:
        assert not catalog.find(entry.alternative).gated


def test_lessons_use_only_what_the_catalog_knows() -> None:
    root = repo_root()
    assert root is not None
    for source in sorted((root / "notebooks" / "source").glob("*.py")):
        lines = source.read_text(encoding="utf-8").split("# ---")[1].splitlines()
        header = yaml.safe_load("\n".join(line.removeprefix("# ").removeprefix("#") for line in lines))
        for key in header["hfcourse"]["uses"]:
            assert header["hfcourse"]["number"] in catalog.find(key).lessons, f"{source.name}: {key}"


def test_an_unknown_key_is_answered_with_the_known_ones() -> None:
    with pytest.raises(CourseError, match="sentiment-en"):
        catalog.find("nonsense")


def test_budget_comes_from_the_headers() -> None:
    assert catalog.budget("00")["mini_minutes"] > 0
    assert catalog.budget("99") == {}
