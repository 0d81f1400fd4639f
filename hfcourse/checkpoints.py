"""Checkpoints that can be trusted: half-written ones are set aside, and a full disk is explained in one sentence."""

from __future__ import annotations

import errno
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hfcourse.errors import CourseError
from hfcourse.messages import _

STATE = "trainer_state.json"  # Trainer writes it last
_NAME = re.compile(r"checkpoint-(\d+)")
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR)
_SPARE = 1_000_000  # bytes; with less than this the disk counts as full


@contextmanager
def safe(folder: str | Path) -> Iterator[str | None]:
    """Train into `folder`, the Trainer's `output_dir`: `with safe("out") as last: trainer.train(resume_from_checkpoint=last)`.

    `last` is the newest whole checkpoint, or None where there is none, so the same cell begins a run and continues it.
    A checkpoint that a killed run left half-written is renamed to `broken-checkpoint-…`; Trainer does not look at it.
    Where training stops with an error, a checkpoint that it could not finish is removed.

    Raises:
        CourseError: the folder cannot be made or written to, or the disk is full. It names the checkpoint to go on from.
    """
    root = Path(folder)
    try:
        root.mkdir(parents=True, exist_ok=True)
        for half in _halves(root):
            aside = root / f"broken-{half.name}"
            shutil.rmtree(aside, ignore_errors=True)
            half.rename(aside)
    except OSError as error:
        raise _explained(error, root) or error from None
    try:
        yield _last(root)
    except BaseException as error:
        explained = _explained(error, root) if isinstance(error, Exception) else None
        for half in _halves(root):
            shutil.rmtree(half, ignore_errors=True)
        if explained is None:
            raise
        raise explained from None


def is_whole(checkpoint: Path) -> bool:
    """Whether Trainer finished writing `checkpoint`: its last file is there and can be read."""
    try:
        json.loads((checkpoint / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return True


def _checkpoints(root: Path) -> list[Path]:
    """The checkpoint folders in `root`, oldest step first."""
    found = [path for path in root.iterdir() if _NAME.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=lambda path: int(path.name.split("-")[1]))


def _halves(root: Path) -> list[Path]:
    return [path for path in _checkpoints(root) if not is_whole(path)] if root.is_dir() else []


def _last(root: Path) -> str | None:
    whole = [path for path in _checkpoints(root) if is_whole(path)] if root.is_dir() else []
    return str(whole[-1]) if whole else None


def _explained(error: BaseException, root: Path) -> CourseError | None:
    """The sentence for an error that the disk caused; None for any other."""
    number = _errno(error)
    if number in _NO_SPACE or (_is_write(error) and _is_full(root)):
        what = _("The disk is full, and the checkpoint could not be written.")
        step = _("Next step: free some space, or choose a folder on another disk, and run this cell again.")
    elif number in _NOT_ALLOWED and _concerns(error, root):
        what = _("The folder '%(folder)s' cannot be written to.") % {"folder": root.name}
        step = _("Next step: choose another output_dir, one that you may write to, and run this cell again.")
    elif _is_write(error):
        what = _("The checkpoint could not be written: your quota may be used up, or the folder may not be written to.")
        step = _("Next step: free some space or choose another output_dir, and run this cell again.")
    else:
        return None
    last = _last(root)
    kept = (
        _("What was saved before is whole: '%(name)s'.") % {"name": Path(last).name}
        if last
        else _("No checkpoint was saved before.")
    )
    return CourseError(f"{what} {kept} {step}")


def _errno(error: BaseException) -> int | None:
    """The system's error number, from the exception, from what caused it, or out of safetensors' message."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno is not None:
            return seen.errno
        told = re.search(r"\(os error (\d+)\)", str(seen))
        if told:
            return int(told[1])
        seen = seen.__cause__ or seen.__context__
    return None


def _concerns(error: BaseException, root: Path) -> bool:
    """Whether the file that the system refused lies in `root`: a data file that cannot be read is another matter."""
    file = getattr(error, "filename", None)
    return isinstance(file, str) and Path(file).resolve().is_relative_to(root.resolve())


def _is_write(error: BaseException) -> bool:
    """Whether torch's or safetensors' writer failed; neither says why in a form that a program can read."""
    text = str(error)
    return type(error).__name__ == "SafetensorError" or any(
        sign in text for sign in ("inline_container", "PytorchStreamWriter", "cannot be opened", "Parent directory")
    )


def _is_full(root: Path) -> bool:
    place = next(path for path in (root, *root.resolve().parents) if path.exists())
    return shutil.disk_usage(place).free < _SPARE
