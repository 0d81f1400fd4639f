"""Lesson 04's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_04 import QUESTIONS

IDS = [f"04.{number}" for number in range(1, 9)]
Scores = Callable[[list[int]], list[float]]


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    check(exercise_id, value)
    return capsys.readouterr().out


def write_on(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[int]:
    new: list[int] = []
    while len(new) < limit:
        scores = next_scores(ids + new)
        best = scores.index(max(scores))
        if best == end:
            break
        new.append(best)
    return new


def into_the_callers_list(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[int]:
    new = write_on(next_scores, ids, limit, end)
    ids += new
    return new


def with_the_end(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[int]:
    new = write_on(next_scores, ids, limit, end)
    return [*new, end] if len(new) < limit else new


def past_the_end(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[int]:
    return write_on(next_scores, ids, limit, -1)


def the_same_question(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[int]:
    return write_on(lambda _ids: next_scores(ids), ids, limit, end)


def only_the_last(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[int]:
    return write_on(lambda given: next_scores(given if given == ids else given[-1:]), ids, limit, end)


def first_only(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[int]:
    return write_on(next_scores, ids, min(limit, 1), end)


def scores_instead(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[float]:
    return [max(next_scores(ids)) for _id in write_on(next_scores, ids, limit, end)]


def without_a_limit(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[int]:
    return write_on(next_scores, ids, 10_000, -1)


def limit_too_large(next_scores: Scores, ids: list[int], limit: int, end: int) -> list[int]:
    return write_on(next_scores, ids, limit + 1, end)


def message(role: str, text: str) -> dict[str, str]:
    return {"role": role, "content": text}


def turn(messages: list[Any], question: str, reply: Callable[[list[Any]], str]) -> list[Any]:
    asked = [*messages, message("user", question)]
    return [*asked, message("assistant", reply(asked))]


def in_place(messages: list[Any], question: str, reply: Callable[[list[Any]], str]) -> list[Any]:
    messages.append(message("user", question))
    messages.append(message("assistant", reply(messages)))
    return messages


def question_later(messages: list[Any], question: str, reply: Callable[[list[Any]], str]) -> list[Any]:
    said = reply(messages)
    return [*messages, message("user", question), message("assistant", said)]


def alone(messages: list[Any], question: str, reply: Callable[[list[Any]], str]) -> list[Any]:
    asked = message("user", question)
    return [*messages, asked, message("assistant", reply([asked]))]


def twice(messages: list[Any], question: str, reply: Callable[[list[Any]], str]) -> list[Any]:
    asked = [*messages, message("user", question)]
    reply(asked)
    return [*asked, message("assistant", reply(asked))]


def nucleus(shares: list[float], p: float) -> list[int]:
    kept: list[int] = []
    for number in sorted(range(len(shares)), key=lambda number: -shares[number]):
        kept.append(number)
        if sum(shares[one] for one in kept) >= p:
            break
    return kept


def below(shares: list[float], p: float) -> list[int]:
    kept = nucleus(shares, p)
    return kept[:-1] if len(kept) > 1 else kept


def in_list_order(shares: list[float], p: float) -> list[int]:
    kept, together = [], 0.0
    for number, share in enumerate(shares):
        kept.append(number)
        together += share
        if together >= p:
            break
    return kept


def one_more(shares: list[float], p: float) -> list[int]:
    order = sorted(range(len(shares)), key=lambda number: -shares[number])
    return order[: len(nucleus(shares, p)) + 1]


def smallest_first(shares: list[float], p: float) -> list[int]:
    return nucleus([-share for share in shares], 0) and sorted(range(len(shares)), key=lambda n: shares[n])[:4]


def more_than(shares: list[float], p: float) -> list[int]:
    return nucleus(shares, p + 1e-9)


def words(pieces: Iterable[str]) -> Iterator[str]:
    held = ""
    for piece in pieces:
        whole, space, held = (held + piece).rpartition(" ")
        if space:
            yield whole + space
    if held:
        yield held


def leading_spaces(pieces: Iterable[str]) -> Iterator[str]:
    held = ""
    for piece in pieces:
        if piece.startswith(" "):
            yield held
            held = ""
        held += piece
    yield held


def only_where_a_piece_begins_with_a_space(pieces: Iterable[str]) -> Iterator[str]:
    held = ""
    for piece in pieces:
        if piece.startswith(" "):
            yield held + " "
            held = ""
        held += piece.removeprefix(" ")
    if held:
        yield held


def room(free: float, layers: int, heads: int, size: int) -> int:
    return int(free * 1e9 // (2 * layers * heads * size * 2))


def round_trip(weights: list[float], bits: int) -> list[float]:
    largest = max(abs(weight) for weight in weights)
    if largest == 0:
        return list(weights)
    scale = largest / (2 ** (bits - 1) - 1)
    return [round(weight / scale) * scale for weight in weights]


def scaled(steps: Callable[[int], float], how: Callable[[float], int] = round, signed: bool = False) -> Any:
    """A `round_trip` with another number of steps, another rounding, or a scale from the largest weight with its sign."""

    def function(weights: list[float], bits: int) -> list[float]:
        largest = max(weights) if signed else max(abs(weight) for weight in weights)
        scale = largest / steps(bits)
        return [how(weight / scale) * scale for weight in weights]

    return function


def half(bits: int) -> int:
    return 2 ** (bits - 1) - 1


def whole_numbers(weights: list[float], bits: int) -> list[int]:
    scale = max(abs(weight) for weight in weights) / half(bits)
    return [round(weight / scale) for weight in weights]


def perplexity_of(shares: list[float]) -> float:
    if min(shares) == 0:
        return math.inf
    return math.exp(-sum(math.log(share) for share in shares) / len(shares))


def mean_log(shares: list[float]) -> float:
    return sum(math.log(share) for share in shares) / len(shares)


def gigabytes(linear: float, rest: float, bits: int) -> float:
    return (linear * (bits + (0.5 if bits == 4 else 0)) + rest * 16) / 8 / 1e9


RIGHT = [
    ("04.1", write_on),
    ("04.1", lambda next_scores, ids, limit, end: tuple(write_on(next_scores, list(ids), limit, end))),
    ("04.2", turn),
    ("04.2", lambda messages, question, reply: in_place(list(messages), question, reply)),
    ("04.3", nucleus),
    ("04.4", words),
    ("04.4", lambda pieces: (text for text in words(pieces))),
    ("04.5", round_trip),
    ("04.6", perplexity_of),
    ("04.6", lambda shares: math.prod(shares) ** (-1 / len(shares)) if min(shares) else math.inf),
    ("04.7", gigabytes),
    ("04.7", lambda linear, rest, bits: linear / 1e9 * {16: 2, 8: 1, 4: 0.5 + 4 / 64}[bits] + rest * 2 / 1e9),
    ("04.8", room),
    ("04.8", lambda free, layers, heads, size: math.floor(free / (4 * layers * heads * size / 1e9))),
]

WRONG = [
    ("04.1", into_the_callers_list, "has changed"),
    ("04.1", lambda s, ids, limit, end: ids + write_on(s, ids, limit, end), "question's own ids"),
    ("04.1", lambda s, ids, limit, end: ids + with_the_end(s, ids, limit, end), "question's own ids"),
    ("04.1", with_the_end, "end token is in the result"),
    ("04.1", past_the_end, "after the end token"),
    ("04.1", the_same_question, "same question was asked"),
    ("04.1", only_the_last, "all new ones"),
    ("04.1", first_only, "after one token"),
    ("04.1", scores_instead, "the scores"),
    ("04.1", without_a_limit, "on and on"),
    ("04.1", limit_too_large, "should be [3, 2]"),
    ("04.1", lambda s, ids, limit, end: None, "returns None"),
    ("04.2", in_place, "has changed"),
    ("04.2", question_later, "without the new question"),
    ("04.2", alone, "forgotten the rest"),
    ("04.2", twice, "more than once"),
    ("04.2", lambda messages, question, reply: [*messages, message("user", question)], "reply is missing"),
    ("04.2", lambda messages, question, reply: turn(messages, question, reply)[-1]["content"], "the reply alone"),
    (
        "04.2",
        lambda messages, question, reply: [*turn(messages, question, reply)[:-1], "reply to 3 messages"],
        "bare text",
    ),
    (
        "04.2",
        lambda messages, question, reply: [
            one | {"role": "user"} if one["content"].startswith("reply") else one
            for one in turn(messages, question, reply)
        ],
        'role "assistant"',
    ),
    ("04.2", lambda messages, question, reply: None, "returns None"),
    ("04.3", below, "less than `p`"),
    ("04.3", lambda shares, p: [shares[number] for number in nucleus(shares, p)], "the shares"),
    ("04.3", in_list_order, "order of the list"),
    ("04.3", one_more, "One token too many"),
    ("04.3", lambda shares, p: len(nucleus(shares, p)), "how many"),
    ("04.3", smallest_first, "smallest share"),
    ("04.3", more_than, "should be [1, 3]"),
    ("04.3", lambda shares, p: None, "returns None"),
    ("04.4", lambda pieces: None, "Nothing is handed out"),
    ("04.4", lambda pieces: list(words(pieces)), "after the last piece"),
    ("04.4", "".join, "no generator"),
    ("04.4", lambda pieces: pieces, "as they came"),
    ("04.4", lambda pieces: (text for text in words(pieces) if text.endswith(" ")), "last word is missing"),
    ("04.4", lambda pieces: (text.strip() for text in words(pieces)), "spaces are gone"),
    ("04.4", lambda pieces: (text for one in words(pieces) for text in (one, "")), "An empty text"),
    ("04.4", leading_spaces, "before the word"),
    ("04.4", only_where_a_piece_begins_with_a_space, "should be ['Hi ', 'there']"),
    ("04.4", lambda pieces: pieces[0], "stopped with TypeError"),
    ("04.5", whole_numbers, "whole numbers"),
    ("04.5", scaled(half, int), "cut off"),
    ("04.5", scaled(half, math.floor), "cut off"),
    ("04.5", scaled(half, signed=True), "with its sign"),
    ("04.5", scaled(lambda bits: 2 ** (bits - 1)), "7, not 8"),
    ("04.5", scaled(lambda bits: 2**bits - 1), "negative numbers"),
    ("04.5", scaled(lambda bits: 127), "8 bits"),
    ("04.5", scaled(half), "all weights are 0"),
    ("04.5", lambda weights, bits: None, "returns None"),
    ("04.6", lambda shares: math.exp(-sum(math.log(share) for share in shares)), "the sum"),
    ("04.6", lambda shares: math.exp(mean_log(shares)), "wrong way round"),
    ("04.6", lambda shares: -mean_log(shares), "average loss"),
    ("04.6", lambda shares: len(shares) / sum(shares), "one over"),
    ("04.6", lambda shares: math.exp(-sum(shares) / len(shares)), "were averaged"),
    ("04.6", lambda shares: math.log2(1 / shares[0]) + 1, "do not fit"),
    ("04.6", lambda shares: math.exp(-mean_log(shares)), "logarithm of 0"),
    ("04.6", lambda shares: None, "returns None"),
    ("04.7", lambda linear, rest, bits: gigabytes(linear, rest, bits) * 8, "gigabits"),
    ("04.7", lambda linear, rest, bits: gigabytes(linear, rest, bits) * 1e9, "These are bytes"),
    ("04.7", lambda linear, rest, bits: gigabytes(linear, rest, bits) * 1e9 / 2**30, "GiB"),
    ("04.7", lambda linear, rest, bits: (linear + rest) * bits / 8 / 1e9, "quantized here too"),
    ("04.7", lambda linear, rest, bits: gigabytes(linear + rest, 0, bits), "quantized here too"),
    ("04.7", lambda linear, rest, bits: (linear * bits + rest * 16) / 8 / 1e9, "scales are missing"),
    ("04.7", lambda linear, rest, bits: gigabytes(linear, 0, bits), "is missing"),
    (
        "04.7",
        lambda linear, rest, bits: (linear * (bits + (0.5 if bits < 16 else 0)) + rest * 16) / 8 / 1e9,
        "for 8 bits too",
    ),
    ("04.7", lambda linear, rest, bits: None, "returns None"),
    ("04.8", lambda free, *shape: room(free, *shape) + 1, "Rounded up"),
    ("04.8", lambda free, layers, heads, size: free * 1e9 / (4 * layers * heads * size), "fraction of a token"),
    ("04.8", lambda free, *shape: room(2 * free, *shape), "Twice too many"),
    ("04.8", lambda free, *shape: room(4 * free, *shape), "Four times too many"),
    ("04.8", lambda free, *shape: room(free / 8, *shape), "16 bytes"),
    ("04.8", lambda free, layers, heads, size: room(free, 1, heads, size), "one layer"),
    ("04.8", lambda free, *shape: room(free * 2**30 / 1e9, *shape), "GiB"),
    ("04.8", lambda free, *shape: room(free / 1e9, *shape), "in GB"),
    ("04.8", lambda free, layers, heads, size: 4 * layers * heads * size, "bytes of one token"),
    ("04.8", lambda free, *shape: None, "returns None"),
]


@pytest.mark.parametrize(("exercise_id", "value"), RIGHT)
def test_right(home: None, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> None:
    assert says(capsys, exercise_id, value).startswith(f"[x] {exercise_id}: right")


@pytest.mark.parametrize(("exercise_id", "value", "hint"), WRONG)
def test_wrong(home: None, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any, hint: str) -> None:
    said = says(capsys, exercise_id, value)
    assert said.startswith(f"[ ] {exercise_id}: not yet") and hint in said, said


@pytest.mark.parametrize("exercise_id", IDS)
def test_not_tried_yet(home: None, capsys: pytest.CaptureFixture[str], exercise_id: str) -> None:
    assert "not tried yet" in says(capsys, exercise_id, ...)


def test_the_right_options_of_the_quiz_do_not_stand_in_one_place() -> None:
    """Whoever always clicks the same letter should not pass."""
    places = [min(question.right) for question in QUESTIONS]
    assert all(places.count(place) <= len(places) // 2 for place in places)
