"""Lesson 03's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_03 import QUESTIONS

IDS = [f"03.{number}" for number in range(1, 9)]


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check(exercise_id, value)
    return capsys.readouterr().out


def numbered(tokenizer: Any, text: str, **how: Any) -> list[Any]:
    ids = tokenizer.encode(text, **({"add_special_tokens": False} | how))
    return list(zip(ids, tokenizer.convert_ids_to_tokens(ids), strict=True))


def numbered_by_tokenize(tokenizer: Any, text: str) -> list[Any]:
    return [(tokenizer.convert_tokens_to_ids(token), token) for token in tokenizer.tokenize(text)]


def decoded_one_by_one(tokenizer: Any, text: str) -> list[Any]:
    found = []
    for number, token in numbered(tokenizer, text):
        found.append((number, token.removeprefix("##")))
    return found


def lossless(tokenizer: Any, text: str) -> bool:
    return bool(tokenizer.decode(tokenizer.encode(text, add_special_tokens=False)) == text)


def skipping(tokenizer: Any, text: str) -> bool:
    return bool(tokenizer.decode(tokenizer(text)["input_ids"], skip_special_tokens=True) == text)


def merge(pieces: list[str], pair: tuple[str, str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and (joined[-1], piece) == pair:
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def cut(word: str, merges: list[tuple[str, str]]) -> list[str]:
    pieces = list(word)
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def cut_afresh(word: str, merges: list[tuple[str, str]]) -> list[str]:
    pieces = list(word)
    for pair in merges:
        pieces = merge(list(word), pair)
    return pieces


def rate(tokenizer: Any, texts: list[str], **how: Any) -> float:
    tokens = sum(len(tokenizer.encode(text, **({"add_special_tokens": False} | how))) for text in texts)
    return tokens / sum(map(len, texts))


def mean_rate(tokenizer: Any, texts: list[str]) -> float:
    return sum(rate(tokenizer, [text]) for text in texts) / len(texts)


def per_word(tokenizer: Any, texts: list[str]) -> float:
    return sum(len(tokenizer.tokenize(text)) for text in texts) / sum(len(text.split()) for text in texts)


def touching(offsets: list[tuple[int, int]], start: int, end: int) -> list[int]:
    return [position for position, (first, last) in enumerate(offsets) if first < end and last > start]


def by_set(offsets: list[tuple[int, int]], start: int, end: int) -> list[int]:
    word = set(range(start, end))
    return [position for position, pair in enumerate(offsets) if word & set(range(*pair))]


def pad_left(rows: list[list[int]], pad_id: int) -> Any:
    longest = max(map(len, rows))
    ids = [[pad_id] * (longest - len(row)) + row for row in rows]
    return ids, [[0] * (longest - len(row)) + [1] * len(row) for row in rows]


def mask_by_id(rows: list[list[int]], pad_id: int) -> Any:
    ids, _mask = pad_left(rows, pad_id)
    return ids, [[int(number != pad_id) for number in row] for row in ids]


def mask_inverted(rows: list[list[int]], pad_id: int) -> Any:
    ids, mask = pad_left(rows, pad_id)
    return ids, [[1 - one for one in row] for row in mask]


def pad_right(rows: list[list[int]], pad_id: int) -> Any:
    longest = max(map(len, rows))
    ids = [row + [pad_id] * (longest - len(row)) for row in rows]
    return ids, [[1] * len(row) + [0] * (longest - len(row)) for row in rows]


def same_ids(one: Any, other: Any, texts: list[str]) -> bool:
    return all(one.encode(text) == other.encode(text) for text in texts)


LINES = "{% for message in messages %}\n{{ message.role | upper }}: {{ message.content }}\n{% endfor %}\n"
PROMPT = "{% if add_generation_prompt %}ASSISTANT:{% endif %}"
ONE_LINE = (
    "{% for m in messages %}{{ m['role'].upper() + ': ' + m['content'] + '\n' }}{% endfor %}"
    "{{ 'ASSISTANT:' if add_generation_prompt else '' }}"
)

RIGHT: list[tuple[str, Any]] = [
    ("03.1", numbered),
    ("03.1", numbered_by_tokenize),
    ("03.2", lossless),
    ("03.2", skipping),
    ("03.3", cut),
    ("03.4", rate),
    ("03.5", touching),
    ("03.5", by_set),
    ("03.6", pad_left),
    ("03.7", same_ids),
    ("03.7", lambda one, other, texts: one(texts)["input_ids"] == other(texts)["input_ids"]),
    ("03.8", LINES + PROMPT),
    ("03.8", ONE_LINE),
]

WRONG: list[tuple[str, Any, str]] = [
    ("03.1", lambda tokenizer, text: numbered(tokenizer, text, add_special_tokens=True), "nobody wrote them"),
    ("03.1", lambda tokenizer, text: [pair[::-1] for pair in numbered(tokenizer, text)], "turned round"),
    ("03.1", lambda tokenizer, text: tokenizer.tokenize(text), "one half of each pair"),
    ("03.1", lambda tokenizer, text: tokenizer.encode(text, add_special_tokens=False), "one half of each pair"),
    ("03.1", decoded_one_by_one, "lost its mark"),
    ("03.1", lambda tokenizer, text: iter(numbered(tokenizer, text)), "generator"),
    ("03.1", lambda tokenizer, text: None, "returns None"),
    ("03.2", lambda tokenizer, text: tokenizer.decode(tokenizer.encode(text)), "the text that came back"),
    ("03.2", lambda tokenizer, text: tokenizer.decode(tokenizer.encode(text)) == text, "only a special token"),
    ("03.2", lambda tokenizer, text: skipping(tokenizer, text.lower()), "a capital is a part of the text"),
    ("03.2", lambda tokenizer, text: True, "a capital is a part of the text"),
    ("03.2", lambda tokenizer, text: skipping(tokenizer, " ".join(text.split())), "should be False"),
    ("03.3", lambda word, merges: merge(list(word), merges[0]), "Only the first merge"),
    ("03.3", cut_afresh, "Each merge must work on"),
    ("03.3", lambda word, merges: "".join(cut(word, merges)), "This is a text"),
    ("03.3", lambda word, merges: cut(word, merges[::-1]), "another order"),
    ("03.4", lambda tokenizer, texts: rate(tokenizer, texts, add_special_tokens=True), "Two special tokens"),
    ("03.4", mean_rate, "the mean of the single rates"),
    ("03.4", lambda tokenizer, texts: 1 / rate(tokenizer, texts), "characters per token"),
    ("03.4", per_word, "tokens per word"),
    ("03.4", lambda tokenizer, texts: rate(tokenizer, texts[:1]), "Only the first text"),
    ("03.4", lambda tokenizer, texts: None, "returns None"),
    (
        "03.5",
        lambda offsets, start, end: [i for i, (a, b) in enumerate(offsets) if start <= a and b <= end],
        "need not lie inside",
    ),
    (
        "03.5",
        lambda offsets, start, end: [i for i, (a, b) in enumerate(offsets) if a <= end and b >= start],
        "< and <=",
    ),
    ("03.5", lambda offsets, start, end: [offsets[i] for i in touching(offsets, start, end)], "the positions"),
    (
        "03.5",
        lambda offsets, start, end: [
            i for i, (a, b) in enumerate(offsets) if a < end and (b > start or a == b == start)
        ],
        "holds no character",
    ),
    ("03.6", pad_right, "on the right"),
    ("03.6", lambda rows, pad_id: pad_left(rows, pad_id)[0], "the mask is missing"),
    ("03.6", mask_by_id, "though it equals pad_id"),
    ("03.6", mask_inverted, "wrong way round"),
    ("03.6", lambda rows, pad_id: None, "returns None"),
    (
        "03.7",
        lambda one, other, texts: all(one.tokenize(text) == other.tokenize(text) for text in texts),
        "their numbers differ",
    ),
    ("03.7", lambda one, other, texts: len(one) == len(other), "their numbers differ"),
    ("03.7", lambda one, other, texts: same_ids(one, other, texts[:1]), "look at every text"),
    ("03.7", lambda one, other, texts: False, "should be True"),
    ("03.8", "", "empty"),
    ("03.8", "{message.role}: {message.content}", "double braces"),
    ("03.8", "{% for message in messages %}{{ message.content }}", "Jinja cannot read it"),
    ("03.8", LINES, "nothing is added"),
    ("03.8", LINES + "ASSISTANT:", "always there"),
    ("03.8", LINES + "{% if add_generation_prompt %}ASSISTANT: {% endif %}", "Something follows"),
    ("03.8", LINES.replace("\n{% endfor", "{% endfor") + PROMPT, "in one line"),
    ("03.8", LINES.replace(" | upper", "") + PROMPT, "small letters"),
    ("03.8", LINES.replace(": ", ":") + PROMPT, "should give"),
    ("03.8", LINES.replace("message.content", "message.content.no.such") + PROMPT, "Jinja cannot read it"),
    ("03.8", [LINES], "a text (str)"),
]


@pytest.mark.parametrize(("exercise_id", "value"), RIGHT)
def test_right_answers(home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> None:
    said = says(capsys, exercise_id, value)
    assert said.startswith(f"[x] {exercise_id}: right. ")


@pytest.mark.parametrize(("exercise_id", "value", "hint"), WRONG)
def test_wrong_answers(home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any, hint: str) -> None:
    said = says(capsys, exercise_id, value)
    assert said.startswith(f"[ ] {exercise_id}: not yet.") and hint in said


@pytest.mark.parametrize("exercise_id", IDS)
@pytest.mark.parametrize("value", [None, "", [], {}, (), 0, lambda *_: None, lambda *_: 1 / 0, lambda: None])
def test_nothing_is_never_right(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Callable[..., Any] | object
) -> None:
    assert says(capsys, exercise_id, value).startswith("[ ]")


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_stub_is_not_tried(home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str) -> None:
    assert "not tried yet" in says(capsys, exercise_id, ...)


def test_the_quiz_does_not_favour_a_letter() -> None:
    assert len(QUESTIONS) >= 7
    first = [min(question.right) for question in QUESTIONS]
    assert max(first.count(place) for place in first) <= len(QUESTIONS) * 0.6
