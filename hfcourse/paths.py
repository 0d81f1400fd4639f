"""Where hfcourse keeps things on this computer. `HFCOURSE_HOME` moves all of it."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The folder of everything that hfcourse writes: progress, the embedded hub's uploads, the `mini` cache."""
    chosen = os.environ.get("HFCOURSE_HOME")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("hfcourse", appauthor=False)


def hub_overlay() -> Path:
    """What a learner uploads to the embedded hub."""
    return home() / "mini" / "hub"


def mini_cache() -> Path:
    """`HF_HOME` of the `mini` profile, so that the person's real Hugging Face cache is never touched."""
    return home() / "mini" / "hf-home"


def repo_root() -> Path | None:
    """The checkout that holds `notebooks/source`: the one this package runs from, else one above the current folder."""
    for folder in (Path(__file__).resolve().parent.parent, Path.cwd(), *Path.cwd().parents):
        if (folder / "notebooks" / "source").is_dir():
            return folder
    return None
