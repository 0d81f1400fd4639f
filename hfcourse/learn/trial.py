"""Trying a learner's function on given inputs, and showing values in one line."""

from __future__ import annotations

import math
import re
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from hfcourse.learn.verdict import Right, Verdict, Wrong
from hfcourse.messages import _

_LONGEST = 160  # characters of a value in a hint


def try_cases(
    function: Callable[..., Any],
    cases: Iterable[tuple[tuple[Any, ...], Any]],
    *,
    message: str = "",
    tolerance: float = 0.0,
) -> Verdict:
    """Call `function` with the inputs of each case; `Right(message)`, or the first case that fails as a hint.

    Args:
        function: what the learner wrote.
        cases: pairs of (positional arguments, expected result). Tensors and arrays are compared as lists.
        message: what to say when all cases pass.
        tolerance: numbers may differ by this much, absolutely and relatively.
    """
    for arguments, expected in cases:
        call = f"{getattr(function, '__name__', 'function')}({', '.join(map(shown, arguments))})"
        try:
            got = function(*arguments)
        except (Exception, SystemExit) as error:
            return Wrong(
                " ".join(
                    [
                        _("%(call)s stopped with %(error)s.") % {"call": call, "error": shown(error)},
                        *_line(error, function),
                        _(
                            "Next step: make this call in a cell of its own, and look at the last line of what it prints."
                        ),
                    ]
                )
            )
        if got is None and expected is not None:
            return Wrong(
                _(
                    "%(call)s returns None. Next step: end the function with `return` and the result; print(…) returns nothing."
                )
                % {"call": call}
            )
        if not same(got, expected, tolerance):
            return Wrong(
                _("%(call)s should be %(expected)s and is %(got)s.")
                % {"call": call, "expected": shown(expected), "got": shown(got)}
            )
    return Right(message)


def same(got: Any, expected: Any, tolerance: float = 0.0) -> bool:
    """Whether two results agree; numbers within `tolerance`, lists and dicts element by element.

    A tensor or an array counts as the list of its numbers, a tuple as a list; True is not 1, and text is not a number.
    """
    got, expected = _plain(got), _plain(expected)
    if isinstance(got, bool) or isinstance(expected, bool):
        return got is expected
    if isinstance(got, (int, float)) and isinstance(expected, (int, float)):
        return got == expected or math.isclose(got, expected, rel_tol=tolerance, abs_tol=tolerance)
    if isinstance(got, list) and isinstance(expected, list):
        return len(got) == len(expected) and all(same(*pair, tolerance) for pair in zip(got, expected, strict=True))
    if isinstance(got, dict) and isinstance(expected, dict):
        return got.keys() == expected.keys() and all(same(got[key], expected[key], tolerance) for key in expected)
    return type(got) is type(expected) and bool(got == expected)


def shown(value: Any) -> str:
    """`value` in one line for a hint: shortened, without memory addresses; an exception with its name and message."""
    try:
        text = f"{type(value).__name__}: {value}" if isinstance(value, BaseException) else repr(value)
    except Exception:  # the learner's class may have a broken __repr__
        text = f"<{type(value).__name__}>"
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", " ".join(text.split())).removesuffix(".").removesuffix(":")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def is_stub(value: Any) -> bool:
    """Whether `value` is a function whose body is nothing but `...` or `pass`."""
    code = getattr(value, "__code__", None)
    if code is None or getattr(value, "__name__", "") == "<lambda>":
        return False
    return code.co_code in _STUBS and set(code.co_consts) <= {None, getattr(value, "__doc__", None)}


def _bare() -> None: ...


def _documented() -> None:
    """."""


_STUBS = {_bare.__code__.co_code, _documented.__code__.co_code}


def _plain(value: Any) -> Any:
    """Tensors and arrays as lists (or a number), tuples as lists."""
    if hasattr(value, "tolist") and hasattr(value, "shape"):
        value = value.tolist()
    return list(value) if isinstance(value, tuple) else value


def _line(error: BaseException, function: Callable[..., Any]) -> list[str]:
    """A sentence with the line of the learner's own code where the error arose; none where that is not known."""
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [frame.line for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file and frame.line]
    return [_("It happened in the line `%(line)s`.") % {"line": lines[-1]}] if lines else []
