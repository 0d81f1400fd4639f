"""What a repo's files say of it: card metadata, tags, task, library, configuration."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from hfcourse.hub.config import Kind
from hfcourse.hub.history import Commit
from hfcourse.hub.store import Repo

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
LARGEST_HEADER = 32 << 20  # bytes: a safetensors header beyond this is not read
# The end of a model class's name -> the task it is for; what the Hub does for a model whose card names no task.
TASKS = {
    "ForSequenceClassification": "text-classification",
    "ForTokenClassification": "token-classification",
    "ForQuestionAnswering": "question-answering",
    "ForMaskedLM": "fill-mask",
    "ForCausalLM": "text-generation",
    "LMHeadModel": "text-generation",
    "ForImageClassification": "image-classification",
    "ForAudioClassification": "audio-classification",
    "ForCTC": "automatic-speech-recognition",
    "ForSpeechSeq2Seq": "automatic-speech-recognition",
}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def front_matter(text: str) -> dict[str, Any] | None:
    """The metadata at the top of a card; None where there is none. Raises yaml.YAMLError if it is not YAML."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return None
    data = yaml.load(match[1], Loader=_Loader)
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise yaml.YAMLError("the metadata is not a mapping of names to values")
    return data


@lru_cache(maxsize=512)
def _card(etag: str, path: Path) -> dict[str, Any]:
    try:
        return front_matter(path.read_text(encoding="utf-8")) or {}
    except (UnicodeDecodeError, yaml.YAMLError):
        return {}


@lru_cache(maxsize=512)
def _json(etag: str, path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


@lru_cache(maxsize=512)
def _parameters(etag: str, path: Path) -> dict[str, int]:
    """dtype -> number of values, from a safetensors header (8 bytes of length, then JSON)."""
    counts: dict[str, int] = {}
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            header = json.loads(file.read(length)) if length <= LARGEST_HEADER else {}
        for name, tensor in header.items():
            if name != "__metadata__":
                size = 1
                for dimension in tensor["shape"]:
                    size *= dimension
                counts[tensor["dtype"]] = counts.get(tensor["dtype"], 0) + size
    except (ValueError, TypeError, KeyError, AttributeError, struct.error):
        return {}
    return counts


def card(repo: Repo, commit: Commit) -> dict[str, Any]:
    entry = commit.files.get("README.md")
    return _card(entry.etag, repo.content("README.md", entry)) if entry else {}


def read_json(repo: Repo, commit: Commit, path: str) -> dict[str, Any]:
    """A JSON file of the repo; empty where it is missing or not an object."""
    entry = commit.files.get(path)
    return _json(entry.etag, repo.content(path, entry)) if entry else {}


def parameters(repo: Repo, commit: Commit) -> dict[str, int]:
    """dtype -> number of parameters in the safetensors files of a model."""
    total: dict[str, int] = {}
    for path, entry in commit.files.items():
        if re.fullmatch(r"(model|adapter_model)(-\d+-of-\d+)?\.safetensors", path):
            for dtype, count in _parameters(entry.etag, repo.content(path, entry)).items():
                total[dtype] = total.get(dtype, 0) + count
    return total


def library(repo: Repo, commit: Commit) -> str | None:
    named = card(repo, commit).get("library_name")
    if named:
        return str(named)
    for file, name in (
        ("model_index.json", "diffusers"),
        ("adapter_config.json", "peft"),
        ("config.json", "transformers"),
    ):
        if file in commit.files:
            return name
    return None


def task(repo: Repo, commit: Commit) -> str | None:
    """The pipeline that a model is for: as the card says, else by the class in config.json."""
    named = card(repo, commit).get("pipeline_tag")
    if named:
        return str(named)
    for architecture in _strings(read_json(repo, commit, "config.json").get("architectures")):
        for ending, name in TASKS.items():
            if architecture.endswith(ending):
                return name
    return None


def tags(kind: Kind, repo: Repo, commit: Commit) -> list[str]:
    """What `filter` looks through, in the Hub's spelling: a model's languages are bare, a dataset's "language:ko"."""
    data = card(repo, commit)
    found: list[str | None] = []
    if kind == "model":
        found += [library(repo, commit)]
        found += ["safetensors"] if any(path.endswith(".safetensors") for path in commit.files) else []
        found += [read_json(repo, commit, "config.json").get("model_type"), task(repo, commit)]
        found += _strings(data.get("tags"))
        found += _strings(data.get("language"))
        found += [f"dataset:{name}" for name in _strings(data.get("datasets"))]
        found += [f"base_model:{name}" for name in _strings(data.get("base_model"))]
    else:
        found += [str(data["sdk"])] if kind == "space" and "sdk" in data else []
        for key in ("task_categories", "task_ids", "language", "size_categories", "multilinguality"):
            found += [f"{key}:{name}" for name in _strings(data.get(key))]
        found += _strings(data.get("tags"))
    found += [f"license:{name}" for name in _strings(data.get("license"))]
    return list(dict.fromkeys(tag for tag in found if tag))


def _strings(value: object) -> Iterator[str]:
    items: Iterable[object] = value if isinstance(value, list) else [value]
    return (str(item) for item in items if isinstance(item, str | int | float) and item != "")
