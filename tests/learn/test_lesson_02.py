"""Lesson 02's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import pytest

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_02 import QUESTIONS

IDS = [f"02.{number}" for number in range(1, 9)]
Numbers = Sequence[float]


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    check(exercise_id, value)
    return capsys.readouterr().out


def guided(empty: Numbers, prompted: Numbers, scale: float) -> list[float]:
    return [one + scale * (other - one) for one, other in zip(empty, prompted, strict=True)]


def passes(pictures: int, steps: int, guidance: float) -> int:
    return pictures * steps * (2 if guidance > 1 else 1)


def root_mean_square(samples: Numbers) -> float:
    return math.sqrt(sum(number**2 for number in samples) / len(samples))


def loudness(samples: Numbers) -> float:
    root = root_mean_square(samples)
    return 20 * math.log10(root) if root else -math.inf


def mean_guarded(samples: Numbers) -> float:
    mean = sum(samples) / len(samples)
    return 20 * math.log10(mean) if mean > 0 else -math.inf


def runs(letters: Sequence[str]) -> list[str]:
    return [letter for letter, _run in groupby(letters)]


def collapse(letters: Sequence[str], blank: str) -> str:
    return "".join(letter for letter in runs(letters) if letter != blank).replace("|", " ").strip()


def by_hand(letters: Sequence[str], blank: str) -> str:
    text, last = "", None
    for letter in letters:
        if letter not in {last, blank}:
            text += " " if letter == "|" else letter
        last = letter
    return text.strip()


def blanks_first(letters: Sequence[str], blank: str) -> str:
    return "".join(runs([letter for letter in letters if letter != blank])).replace("|", " ").strip()


def in_place(letters: list[str], blank: str) -> str:
    while blank in letters:
        letters.remove(blank)
    return "".join(letters)


def each_letter_once(letters: Sequence[str], blank: str) -> str:
    return "".join(dict.fromkeys(letter for letter in letters if letter != blank)).replace("|", " ").strip()


def edits(said: Sequence[Any], heard: Sequence[Any]) -> int:
    row = list(range(len(heard) + 1))
    for word in said:
        new = [row[0] + 1]
        for place, other in enumerate(heard):
            new.append(min(row[place + 1] + 1, new[-1] + 1, row[place] + (word != other)))
        row = new
    return row[-1]


def word_error_rate(said: str, heard: str) -> float:
    words = said.lower().split()
    return edits(words, heard.lower().split()) / len(words)


def place_by_place(said: str, heard: str) -> float:
    words, others = said.lower().split(), heard.lower().split()
    wrong = sum(one != other for one, other in zip(words, others, strict=False))
    return (wrong + abs(len(words) - len(others))) / len(words)


def place_by_place_strictly(said: str, heard: str) -> float:
    words = said.lower().split()
    return sum(one != other for one, other in zip(words, heard.lower().split(), strict=True)) / len(words)


def as_a_set(said: str, heard: str) -> float:
    words, others = said.lower().split(), heard.lower().split()
    return max(len(words), len(others)) / len(words) - sum(word in others for word in words) / len(words)


def share_of(answers: list[dict[str, Any]], names: set[str]) -> float:
    return sum(answer["score"] for answer in answers if set(answer["label"].split(", ")) & names)


def agrees(ask: Callable[[str], str], one: str, many: str) -> bool:
    there, number = ask(f"Is there a {one}?"), ask(f"How many {many} are there?")
    return (there == "yes" and number != "0") or (there == "no" and number == "0")


def asks_for_one(ask: Callable[[str], str], one: str, many: str) -> bool:
    return ask(f"Is there a {one}?") == "yes" and ask(f"How many {one} are there?") != "0"


def judged(rule: Callable[[str, str], Any]) -> Callable[..., Any]:
    """An `agrees` that asks the right questions and judges the answers by `rule`."""
    return lambda ask, one, many: rule(ask(f"Is there a {one}?"), ask(f"How many {many} are there?"))


def best_batch(seconds_for: Callable[[int], float], sizes: Sequence[int]) -> int:
    return max(speeds(seconds_for, sorted(sizes)).items(), key=lambda pair: pair[1])[0]


def speeds(seconds_for: Callable[[int], float], sizes: Sequence[int]) -> dict[int, float]:
    speed = {}
    for size in sizes:
        try:
            speed[size] = size / seconds_for(size)
        except RuntimeError:
            continue
    return speed


def stops_at_the_first(seconds_for: Callable[[int], float], sizes: Sequence[int]) -> int:
    speed: dict[int, float] = {}
    for size in sorted(sizes):
        try:
            speed[size] = size / seconds_for(size)
        except RuntimeError:
            break
    return max(speed, key=lambda size: speed[size])


RIGHT = [
    ("02.1", guided),
    (
        "02.1",
        lambda empty, prompted, scale: [scale * b + (1 - scale) * a for a, b in zip(empty, prompted, strict=True)],
    ),
    ("02.2", passes),
    ("02.2", lambda pictures, steps, guidance: sum(1 + (guidance > 1) for _ in range(pictures * steps))),
    ("02.3", loudness),
    ("02.3", lambda x: 10 * math.log10(root_mean_square(x) ** 2) if any(x) else float("-inf")),
    ("02.4", collapse),
    ("02.4", by_hand),
    ("02.5", word_error_rate),
    ("02.6", share_of),
    (
        "02.6",
        lambda answers, names: sum(a["score"] for a in answers if any(n in names for n in a["label"].split(", "))),
    ),
    ("02.7", agrees),
    ("02.7", judged(lambda there, number: {"yes": number != "0", "no": number == "0"}.get(there, False))),
    ("02.8", best_batch),
]

WRONG = [
    ("02.1", lambda e, p, s: [s * other for other in p], "times the prompted answer"),
    ("02.1", lambda e, p, s: [s * (b - a) for a, b in zip(e, p, strict=True)], "add the empty answer"),
    ("02.1", lambda e, p, s: [a + s * (a - b) for a, b in zip(e, p, strict=True)], "wrong way round"),
    ("02.1", lambda e, p, s: [b + s * (b - a) for a, b in zip(e, p, strict=True)], "begins with the prompted"),
    ("02.1", lambda e, p, s: [a + s * b for a, b in zip(e, p, strict=True)], "itself was added"),
    ("02.1", lambda e, p, s: sum(guided(e, p, s)), "one number"),
    ("02.1", lambda e, p, s: None, "returns None"),
    ("02.2", lambda pictures, steps, guidance: pictures * steps * guidance, "multiplied in"),
    ("02.2", lambda pictures, steps, guidance: pictures * steps, "asked too"),
    ("02.2", lambda pictures, steps, guidance: passes(1, steps, guidance), "one picture"),
    ("02.2", lambda pictures, steps, guidance: passes(pictures, 1, guidance), "steps are missing"),
    ("02.2", lambda pictures, steps, guidance: 2 * pictures * steps, "only above 1"),
    ("02.2", lambda pictures, steps, guidance: None, "returns None"),
    ("02.3", lambda x: 10 * math.log10(root_mean_square(x)), "10 * log10"),
    ("02.3", lambda x: 20 * math.log10(root_mean_square(x) ** 2), "root is missing"),
    ("02.3", lambda x: 20 * math.log(root_mean_square(x)), "natural logarithm"),
    ("02.3", lambda x: math.log10(root_mean_square(x)), "factor is missing"),
    ("02.3", lambda x: -20 * math.log10(root_mean_square(x)), "turned round"),
    ("02.3", root_mean_square, "root of the mean square"),
    ("02.3", lambda x: 20 * math.log10(sum(x) / len(x)), "cancel out"),
    ("02.3", mean_guarded, "cancel out"),
    ("02.3", lambda x: 20 * math.log10(math.sqrt(sum(number**2 for number in x))), "root of the sum"),
    ("02.3", lambda x: 20 * math.log10(sum(map(abs, x)) / len(x)), "absolute values"),
    ("02.3", lambda x: 20 * math.log10(max(map(abs, x))), "the peak"),
    ("02.3", lambda x: 20 * math.log10(root_mean_square(x)), "logarithm of 0"),
    ("02.3", lambda x: None, "returns None"),
    ("02.4", in_place, "has changed"),
    ("02.4", blanks_first, "One L is lost"),
    (
        "02.4",
        lambda letters, blank: "".join(one for one in letters if one != blank).replace("|", " ").strip(),
        "runs are",
    ),
    ("02.4", lambda letters, blank: "".join(one for one in runs(letters) if one != blank), "stands for a space"),
    ("02.4", lambda letters, blank: collapse(letters, blank) + " ", "at the end"),
    ("02.4", lambda letters, blank: "".join(runs(letters)), "blanks are still there"),
    ("02.4", lambda letters, blank: list(collapse(letters, blank)), "This is a list"),
    ("02.4", each_letter_once, "only once"),
    ("02.4", lambda letters, blank: collapse(letters, blank).replace(" ", ""), "grown together"),
    ("02.4", lambda letters, blank: None, "returns None"),
    ("02.5", place_by_place, "place by place"),
    ("02.5", place_by_place_strictly, "strict=True"),
    ("02.5", lambda said, heard: edits(said.lower().split(), heard.lower().split()), "number of errors"),
    (
        "02.5",
        lambda said, heard: word_error_rate(said, heard) * len(said.split()) / len(heard.split()),
        "words in `heard`",
    ),
    ("02.5", lambda said, heard: edits(said, heard) / len(said), "counts characters"),
    ("02.5", lambda said, heard: edits(said.split(), heard.split()) / len(said.split()), "Capitals"),
    ("02.5", lambda said, heard: min(1.0, word_error_rate(said, heard)), "do not cap"),
    ("02.5", as_a_set, "order of the words"),
    ("02.5", lambda said, heard: None, "returns None"),
    (
        "02.6",
        lambda a, names: sum(one["score"] for one in a for n in one["label"].split(", ") if n in names),
        "each label once",
    ),
    ("02.6", lambda a, names: sum(one["score"] for one in a if one["label"].split(", ")[0] in names), "several names"),
    ("02.6", lambda a, names: sum(one["score"] for one in a if any(n in one["label"] for n in names)), "whole names"),
    ("02.6", lambda a, names: sum(one["score"] for one in a if one["label"] in names), "Nothing was found"),
    ("02.6", lambda a, names: max(one["score"] for one in a if share_of([one], names)), "Only one label"),
    ("02.6", lambda a, names: len([one for one in a if share_of([one], names)]), "how many labels"),
    ("02.6", lambda a, names: [one["score"] for one in a if share_of([one], names)], "return their sum"),
    ("02.6", lambda a, names: None, "returns None"),
    ("02.7", asks_for_one, 'You asked "How many cat are there?"'),
    ("02.7", lambda ask, one, many: ask(f"Is there a {one}?") == "yes", "Only one of the two"),
    ("02.7", judged(lambda there, number: there == "yes" and number > 0), "number is a text"),
    ("02.7", judged(lambda there, number: number), "answer of the model"),
    ("02.7", judged(lambda there, number: there == "no" or number != "0"), 'only "0" fits'),
    ("02.7", judged(lambda there, number: there == "yes" and number != "0"), "this case is True"),
    ("02.7", judged(lambda there, number: there == "yes" or number == "0"), "`yes` and `0`"),
    ("02.7", lambda ask, one, many: None, "returns None"),
    ("02.8", lambda seconds_for, sizes: max(sizes, key=lambda size: size / seconds_for(size)), "ended everything"),
    ("02.8", lambda seconds_for, sizes: min(sizes), "fewest seconds"),
    ("02.8", lambda seconds_for, sizes: max(speeds(seconds_for, sizes)), "largest that fits"),
    ("02.8", lambda seconds_for, sizes: max(sizes), "does not fit into memory"),
    ("02.8", lambda seconds_for, sizes: max(speeds(seconds_for, sizes).values()), "how many items a second"),
    ("02.8", lambda seconds_for, sizes: max(s := speeds(seconds_for, sizes), key=lambda n: (s[n], n)), "equally fast"),
    ("02.8", stops_at_the_first, "go on with the others"),
    ("02.8", lambda seconds_for, sizes: None, "returns None"),
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
