"""Text in columns."""

from __future__ import annotations

import pytest

from hfcourse.width import columns, pad, wrap


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("한글 ab", 7), ("", 0), ("e\u0301", 1)])
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width
    assert columns(pad(text, 10)) == 10


def test_wrapping_counts_hangul_twice_and_indents() -> None:
    assert wrap("가나 다라 마바", 10, first="1. ", rest="   ") == "1. 가나\n   다라\n   마바"
    assert wrap("one two three", 8) == "one two\nthree"
    assert wrap("a verylongword b", 6) == "a\nverylongword\nb"
    assert wrap("one\ntwo", 80, first="- ", rest="  ") == "- one\n  two"
