"""How requests are read and answers written: bodies in pieces, commits line by line, files and their ranges."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from hfcourse.hub.answers import View
from hfcourse.hub.blobs import CHUNK, Entry
from hfcourse.hub.errors import HubError

SMALL = 256 << 10  # bytes: a file up to this size is answered in one piece
LARGEST_LINE = 64 << 20  # bytes of one line of a commit; larger files are for LFS
LARGEST_JSON = 16 << 20  # bytes of any other JSON body


class Json(JSONResponse):
    def render(self, content: Any) -> bytes:
        return json.dumps(content, default=str, separators=(",", ":")).encode("ascii")


async def json_body(request: Request) -> dict[str, Any]:
    """The body of a small call as a dict: JSON, or a form (whose values become lists)."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST_JSON:
            raise HubError(413, "The request is too large")
    if "x-www-form-urlencoded" in request.headers.get("content-type", ""):
        form = parse_qs(content.decode("utf-8", "replace"))
        return {name: values if name == "paths" else values[-1] for name, values in form.items()}
    try:
        body = json.loads(content) if content else {}
    except ValueError:
        raise HubError(400, "The body is not JSON") from None
    if not isinstance(body, dict):
        raise HubError(400, "The body is not a JSON object")
    return body


def records(body: dict[str, Any], name: str, **types: type) -> list[dict[str, Any]]:
    """The list of objects `body[name]`. Raises HubError 400 unless each has these keys with values of these types."""
    records = body.get(name)
    if not isinstance(records, list) or not all(
        isinstance(record, dict) and all(isinstance(record.get(key), kind) for key, kind in types.items())
        for record in records
    ):
        raise HubError(400, f"{name} has to be a list of objects with {', '.join(types)}")
    return records


async def large_chunks(request: Request) -> AsyncIterator[bytes]:
    """The body in pieces of about `CHUNK` bytes, so that each hop to a worker thread is worth it."""
    waiting = bytearray()
    async for chunk in request.stream():
        waiting += chunk
        if len(waiting) >= CHUNK:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)


def operations(spool: IO[bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The lines of a commit, one at a time, as (key, value)."""
    spool.seek(0)
    while line := spool.readline(LARGEST_LINE):
        if len(line) == LARGEST_LINE:
            raise HubError(413, "A file of this size has to be uploaded through LFS")
        if not line.strip():
            continue
        try:
            operation = json.loads(line)
            key, value = operation["key"], operation["value"]
            if not isinstance(value, dict) or (key != "header" and not isinstance(value["path"], str)):
                raise TypeError
        except (ValueError, KeyError, TypeError):
            raise HubError(400, "Each line of a commit is a JSON object with a key and a value") from None
        yield key, value


def content_of(value: dict[str, Any]) -> bytes:
    text = str(value.get("content", ""))
    if value.get("encoding", "base64") != "base64":
        return text.encode("utf-8")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise HubError(400, f"The content of {value['path']!a} is not base64") from None


def file_response(method: str, wanted: str | None, view: View, name: str, entry: Entry) -> Response:
    """A file, or the part of it that `wanted`, a Range header, asks for (one range; more are answered with the whole file)."""
    headers = {
        "ETag": f'"{entry.etag}"',
        "X-Repo-Commit": view.sha,
        "Accept-Ranges": "bytes",
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(name.rpartition('/')[2])}",
        # A learner's upload is shown, never run, when a browser opens it.
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    start, stop = 0, entry.size
    if asked := re.fullmatch(r"bytes=(?:(\d+)-(\d*)|-(\d+))", wanted or ""):
        first, last, suffix = asked.groups()
        if suffix:
            start = max(0, entry.size - int(suffix))
        else:
            start, stop = int(first), min(entry.size, int(last) + 1 if last else entry.size)
        if start >= stop:
            return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{entry.size}"})
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{entry.size}"
    status = 206 if "Content-Range" in headers else 200
    media = "application/octet-stream" if entry.sha256 else "text/plain; charset=utf-8"
    headers["Content-Length"] = str(stop - start)
    if method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=media)
    path = view.repo.content(name, entry)
    if stop - start <= SMALL:
        with path.open("rb") as file:
            file.seek(start)
            return Response(file.read(stop - start), status, headers, media)
    return StreamingResponse(_pieces(path, start, stop), status, headers, media)


def _pieces(path: Path, start: int, stop: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < stop and (piece := file.read(min(CHUNK, stop - start))):
            start += len(piece)
            yield piece
