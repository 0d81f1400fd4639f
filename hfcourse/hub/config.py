"""What the embedded hub is told: where repos live, which names it answers to, and who may do what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

Kind = Literal["model", "dataset", "space"]
KINDS: tuple[Kind, ...] = ("model", "dataset", "space")


@dataclass(frozen=True)
class User:
    """One access token and the person behind it. A person with several tokens has several entries of one `name`.

    role: "write" may create repos and push to `name` and `orgs`; "read" may only look.
    granted: the gated repos (as they are asked for) that this token opens.
    revoked: the token is known and refused, as a token is that was deleted on the website.
    """

    name: str
    token: str
    role: Literal["read", "write"] = "write"
    granted: Collection[str] = frozenset()
    orgs: Sequence[str] = ()
    revoked: bool = False
    token_name: str = ""


@dataclass(frozen=True)
class Facts:
    """Numbers of a repo on the real Hub that the catalog knows. What it does not know is 0, never invented."""

    downloads: int = 0
    likes: int = 0


@dataclass(frozen=True)
class HubConfig:
    """Everything that an embedded hub needs to know.

    overlay: a writable folder for uploads; several hubs may share one.
    seeds: read-only folders, each with `models/`, `datasets/`, `spaces/` of `namespace/name/` of working files. The
        first that has a repo wins.
    aliases: (kind, the real id) -> the id of the repo that stands in for it.
    revision_aliases: the real id -> commits of the real repo, full or short, that mean the served commit here.
    legacy: an old id ("bert-base-uncased") -> the id it was renamed to; answered with a redirect, as the Hub does.
    gated: ids whose files need a token with a grant.
    seed_date: the date of a seed repo's only commit. Fixed, so that its commit id is the same on every computer.
    """

    overlay: Path
    seeds: Sequence[Path] = ()
    aliases: Mapping[tuple[Kind, str], str] = field(default_factory=dict)
    revision_aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    legacy: Mapping[str, str] = field(default_factory=dict)
    gated: Collection[str] = frozenset()
    users: Sequence[User] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    seed_date: datetime = datetime(2026, 1, 1, tzinfo=UTC)
