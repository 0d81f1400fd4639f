"""Which names are safe. A repo id becomes a folder here, and a path in a repo becomes a file on the person's disk,
perhaps under Windows, so both are checked before anything else looks at them."""

from __future__ import annotations

import re
import unicodedata

from hfcourse.hub.errors import HubError
from hfcourse.messages import _

MAX_SEGMENT = 255  # bytes of one file name, the limit of common file systems
MAX_PATH = 1024  # bytes of a whole path in a repo

_ID_PART = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?")
_REF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/+-]{0,199}")
_DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
_DEVICES |= {f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"}


def is_device(name: str) -> bool:
    """Whether Windows takes `name` for a device, whatever its extension ("nul.txt")."""
    return name.split(".", maxsplit=1)[0].rstrip(" ").upper() in _DEVICES


def is_repo_id(text: str) -> bool:
    """Whether `text` is `namespace/name` by the Hub's rules, and a safe folder name on every system."""
    parts = text.split("/")
    return len(parts) == 2 and all(_is_id_part(part) for part in parts)


def _is_id_part(part: str) -> bool:
    if not _ID_PART.fullmatch(part) or is_device(part):
        return False
    return "--" not in part and ".." not in part and not part.lower().endswith((".git", ".ipynb", ".lock"))


def check_path(path: str) -> str:
    """`path` itself if it names a file inside a repo on every system. Raises HubError 400 otherwise."""
    reason = _path_problem(path)
    if reason:
        shown = ascii(path[:100])
        raise HubError(400, _("The path %(path)s cannot be stored: %(reason)s.") % {"path": shown, "reason": reason})
    return path


def is_safe_path(path: str) -> bool:
    """Whether `check_path` lets it through."""
    return not _path_problem(path)


def _path_problem(path: str) -> str:
    try:
        length = len(path.encode("utf-8"))
    except UnicodeEncodeError:
        return _("it is not valid Unicode")
    if not path or length > MAX_PATH:
        return _("it is empty or too long")
    if "\\" in path or ":" in path or any(unicodedata.category(letter) == "Cc" for letter in path):
        return _("it holds a backslash, a colon or a control character")
    for segment in path.split("/"):
        if segment in ("", ".", "..") or len(segment.encode("utf-8")) > MAX_SEGMENT:
            return _("one of its parts is empty, too long, '.' or '..'")
        if segment.endswith((".", " ")) or is_device(segment) or segment.lower() == ".git":
            return _("one of its parts is a reserved name")
    return ""


def check_ref(name: str) -> str:
    """`name` itself if it can name a branch or tag. Raises HubError 400 otherwise."""
    bad = not _REF.fullmatch(name) or name.endswith(("/", ".", ".lock")) or ".." in name or "//" in name
    if bad or name.startswith("refs/") or name == "HEAD" or re.fullmatch(r"[0-9a-f]{40}", name):
        raise HubError(400, f"Invalid reference for a branch or tag: {name[:100]!a}")
    return name
