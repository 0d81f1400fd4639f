"""The offline world: the catalog, told to the embedded hub."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hfcourse import catalog
from hfcourse.hub import HubConfig, User
from hfcourse.hub.config import Kind

_SINGULAR: dict[str, Kind] = {"models": "model", "datasets": "dataset", "spaces": "space"}

# Practice tokens of the embedded hub. They open nothing anywhere else, so lessons may show them.
READ_TOKEN = "hf_demo_read"
GRANTED_TOKEN = "hf_demo_granted"
WRITE_TOKEN = "hf_demo_write"
REVOKED_TOKEN = "hf_demo_revoked"


def config(seeds: Sequence[Path], overlay: Path, *, practice: bool = True) -> HubConfig:
    """The embedded hub of the `mini` profile: stand-ins from `seeds`, uploads into `overlay`, the practice tokens or none."""
    entries = catalog.entries()
    gated = {entry.id for entry in entries if entry.gated}
    return HubConfig(
        overlay=overlay,
        seeds=seeds,
        aliases={(_SINGULAR[e.kind], e.id): e.stand_in for e in entries if e.stand_in and e.stand_in != e.id},
        revision_aliases={entry.id: [entry.revision] for entry in entries if entry.revision},
        legacy={old: entry.id for entry in entries for old in entry.legacy},
        gated=gated,
        users=practice_users(gated) if practice else (),
    )


def practice_users(gated: set[str]) -> list[User]:
    """One learner with four tokens: read, read with access to the gated repos, write, and one that was revoked."""
    return [
        User(name="learner", token=READ_TOKEN, role="read", token_name="practice-read"),
        User(name="learner", token=GRANTED_TOKEN, role="read", granted=gated, token_name="practice-granted"),
        User(name="learner", token=WRITE_TOKEN, role="write", token_name="practice-write"),
        User(name="learner", token=REVOKED_TOKEN, role="read", revoked=True, token_name="practice-revoked"),
    ]
