"""Commit to a store and be killed at a chosen moment: `commit_and_die.py OVERLAY WHERE NUMBER`.

WHERE: "before" or "after" the NUMBERth rename, or "writing" (the NUMBERth temporary file is half-written).
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from hfcourse.hub import HubConfig, blobs
from hfcourse.hub.history import Add
from hfcourse.hub.store import Store

overlay, where, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
rename, flush = blobs.replace, os.fsync
count = 0


def die() -> None:
    """What `kill -9` does: no handler, no `finally`, no flush."""
    if os.name == "nt":
        os.kill(os.getpid(), signal.SIGTERM)  # TerminateProcess there
    else:
        os.kill(os.getpid(), signal.SIGKILL)


def dying_rename(source: Path, target: Path) -> None:
    global count
    count += 1
    if (where, number) == ("before", count):
        die()
    rename(source, target)
    if (where, number) == ("after", count):
        die()


def dying_flush(descriptor: int) -> None:
    if (where, number) == ("writing", count + 1):
        os.ftruncate(descriptor, 3)
        die()
    flush(descriptor)


blobs.replace = dying_rename
os.fsync = dying_flush
store = Store(HubConfig(overlay))
repo = store.find("model", "me/repo")
assert repo is not None
changes = [Add("new.txt", repo.blobs.add(b"new")), Add("both.txt", repo.blobs.add(b"after"))]
store.commit(repo, "main", changes, title="Second", message="", author="me")
print("survived", count)
