"""Parquet files whose bytes depend on nothing but the data: no library's version, no compressor.

pyarrow writes its version and, from release to release, other statistics into a file, so that the same table gives other
bytes. The data sets of the zoo are held to theirs, so this writes the few parts of the format that they need: one row
group, one plain page a column, no compression. Every reader of Parquet takes it.

Format: https://github.com/apache/parquet-format (thrift structures in its compact protocol).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

Kind = Literal["string", "int32", "int64"]
Column = tuple[Kind, Sequence[str] | Sequence[int]]

_TYPES = {"int32": 1, "int64": 2, "string": 6}  # 6 is BYTE_ARRAY
_LAYOUT = {"int32": "<i", "int64": "<q"}
_MAGIC = b"PAR1"
# Kinds of values in the compact protocol.
_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
_PLAIN, _RLE, _DATA_PAGE, _REQUIRED, _UTF8 = 0, 3, 0, 0, 0


def write_parquet(path: Path, columns: Mapping[str, Column]) -> None:
    """Write `columns` (name to kind and values, all of one length, none missing) to `path`.

    Raises ValueError where the lengths differ, struct.error where a number does not fit its kind.
    """
    lengths = {len(values) for _kind, values in columns.values()}
    if len(lengths) != 1:
        raise ValueError(f"columns of different lengths: {sorted(lengths)}")
    [rows] = lengths
    body = bytearray(_MAGIC)
    chunks = []
    for name, (kind, values) in columns.items():
        start = len(body)
        plain = b"".join(_value(kind, value) for value in values)
        page = _struct(
            {1: _int(_DATA_PAGE), 2: _int(len(plain)), 3: _int(len(plain))}
            | {5: (_STRUCT, _struct({1: _int(rows), 2: _int(_PLAIN), 3: _int(_RLE), 4: _int(_RLE)}))}
        )
        body += page + plain
        size = len(body) - start
        meta = _struct(
            {1: _int(_TYPES[kind]), 2: _list(_I32, [_zigzag(_PLAIN)]), 3: _list(_BINARY, [_binary(name)]), 4: _int(0)}
            | {5: _long(rows), 6: _long(size), 7: _long(size), 9: _long(start)}
        )
        chunks.append((size, _struct({2: _long(start), 3: (_STRUCT, meta)})))
    root = _struct({4: (_BINARY, _binary("schema")), 5: _int(len(columns))})
    leaves = [
        _struct(
            {1: _int(_TYPES[kind]), 3: _int(_REQUIRED), 4: (_BINARY, _binary(name))}
            | ({6: _int(_UTF8)} if kind == "string" else {})
        )
        for name, (kind, _values) in columns.items()
    ]
    group = _struct(
        {1: _list(_STRUCT, [chunk for _size, chunk in chunks]), 2: _long(sum(size for size, _ in chunks))}
        | {3: _long(rows)}
    )
    footer = _struct(
        {1: _int(1), 2: _list(_STRUCT, [root, *leaves]), 3: _long(rows), 4: _list(_STRUCT, [group])}
        | {6: (_BINARY, _binary("hfcourse"))}
    )
    path.write_bytes(bytes(body) + footer + struct.pack("<I", len(footer)) + _MAGIC)


def _value(kind: Kind, value: str | int) -> bytes:
    """One value in plain encoding."""
    if isinstance(value, str):
        data = value.encode("utf-8")
        return struct.pack("<I", len(data)) + data
    return struct.pack(_LAYOUT[kind], value)


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _zigzag(number: int) -> bytes:
    return _varint(number << 1 if number >= 0 else (-number << 1) - 1)


def _int(number: int) -> tuple[int, bytes]:
    return _I32, _zigzag(number)


def _long(number: int) -> tuple[int, bytes]:
    return _I64, _zigzag(number)


def _binary(text: str) -> bytes:
    data = text.encode("utf-8")
    return _varint(len(data)) + data


def _list(kind: int, items: Sequence[bytes]) -> tuple[int, bytes]:
    head = bytes([len(items) << 4 | kind]) if len(items) < 15 else bytes([0xF0 | kind]) + _varint(len(items))
    return _LIST, head + b"".join(items)


def _struct(fields: Mapping[int, tuple[int, bytes]]) -> bytes:
    """The fields by number, each with its kind and its bytes, and the byte that ends a structure."""
    written = bytearray()
    before = 0
    for number, (kind, data) in fields.items():
        written += bytes([number - before << 4 | kind]) + data
        before = number
    return bytes(written) + b"\0"
