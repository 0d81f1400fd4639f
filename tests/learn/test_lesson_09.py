"""Lesson 09's checks: the right answer, each mistake that a class makes, and nothing tried."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from hfcourse.learn import check
from hfcourse.learn.quizzes.lesson_09 import QUESTIONS

IDS = [f"09.{number}" for number in range(1, 9)]


def says(capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> str:
    check(exercise_id, value)
    return capsys.readouterr().out


def step_of(order: str, result: Callable[[Any], Any] = lambda loss: loss.item(), limit: float = 1.0) -> Any:
    """A step in the `order` of z(ero_grad), f(orward), b(ackward), B(ackward past Accelerate), c(lip), C(lip with torch),
    s(tep), l(earning rate).
    """

    def function(accelerator: Any, model: Any, batch: dict[str, Any], optimizer: Any, scheduler: Any) -> Any:
        loss: Any = None
        for letter in order:
            if letter == "z":
                optimizer.zero_grad()
            elif letter == "f":
                loss = model(**batch).loss
            elif letter == "b":
                accelerator.backward(loss)
            elif letter == "B":
                loss.backward()
            elif letter == "c":
                accelerator.clip_grad_norm_(model.parameters(), limit)
            elif letter == "C":
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1e9)
            elif letter == "s":
                optimizer.step()
            else:
                scheduler.step()
        return result(loss)

    return function


def within_accumulate(accelerator: Any, model: Any, batch: dict[str, Any], optimizer: Any, scheduler: Any) -> float:
    with accelerator.accumulate(model):
        loss = model(**batch).loss
        accelerator.backward(loss)
        if accelerator.sync_gradients:
            accelerator.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad()
    return float(loss.item())


def updates(examples: int, per_process: int, processes: int, accumulate: int, epochs: int) -> int:
    return math.ceil(math.ceil(math.ceil(examples / per_process) / processes) / accumulate) * epochs


def precision(device: str, capability: tuple[int, int] | None = None) -> str:
    if device != "cuda" or capability is None:
        return "no"
    return "bf16" if capability >= (8, 0) else "fp16"


def my_batches(batches: list[Any], rank: int, processes: int) -> list[Any]:
    return [batches[(turn + rank) % len(batches)] for turn in range(0, len(batches), processes)]


def gigabytes(parameters: float, gpus: int, stage: int) -> float:
    parts = [(4, 3), (4, 2), (8, 1)]
    return parameters * sum(size / gpus if stage >= first else size for size, first in parts) / 1e9


def interval(
    right: list[bool],
    rounds: int = 1000,
    seed: int = 0,
    size: int | None = None,
    ends: tuple[float, float] = (2.5, 97.5),
) -> tuple[float, ...]:
    draw = np.random.default_rng(seed)
    shares = [draw.choice(right, size=size or len(right)).mean() for _ in range(rounds)]
    return tuple(np.percentile(shares, ends))


def interval_of_python(right: list[bool], rounds: int = 1000, seed: int = 0) -> list[float]:
    draw = random.Random(seed)
    shares = sorted(sum(draw.choices(right, k=len(right))) / len(right) for _ in range(rounds))
    return [shares[round(rounds * 0.025)], shares[round(rounds * 0.975) - 1]]


def token_f1(answer: str, truth: str) -> float:
    words, others = answer.lower().split(), truth.lower().split()
    if not words and not others:
        return 1.0
    shared = (Counter(words) & Counter(others)).total()
    return 2 * shared / (len(words) + len(others))


def f1_of(mean: Callable[[float, float], float], prepare: Callable[[str], Any] = str.lower) -> Callable[..., float]:
    """`token_f1` with another mean of precision and recall, or with texts prepared in another way."""

    def function(answer: str, truth: str) -> float:
        words, others = prepare(answer).split(), prepare(truth).split()
        if not words and not others:
            return 1.0
        shared = (Counter(words) & Counter(others)).total()
        return mean(shared / len(words), shared / len(others)) if shared else 0.0

    return function


def f1_of_sets(answer: str, truth: str) -> float:
    words, others = set(answer.lower().split()), set(truth.lower().split())
    return 2 * len(words & others) / (len(words) + len(others)) if words | others else 1.0


def f1_without_care(answer: str, truth: str) -> float:
    words, others = answer.lower().split(), truth.lower().split()
    shared = (Counter(words) & Counter(others)).total()
    found, needed = shared / len(words), shared / len(others)
    return 2 * found * needed / (found + needed)


def f1_of_something(answer: str, truth: str) -> float:
    words, others = answer.lower().split(), truth.lower().split()
    shared = (Counter(words) & Counter(others)).total()
    return 2 * shared / (len(words) + len(others)) if shared else 0.0


RIGHT: list[tuple[str, Any]] = [
    ("09.1", step_of("zfbcsl")),
    ("09.1", step_of("fbcslz")),
    ("09.1", within_accumulate),
    ("09.2", updates),
    ("09.2", lambda n, per, processes, parts, epochs: -(-n // (per * processes * parts)) * epochs),
    ("09.3", precision),
    ("09.4", my_batches),
    ("09.5", divmod),
    ("09.5", lambda done, steps: [done // steps, done % steps]),
    ("09.6", gigabytes),
    ("09.7", interval),
    ("09.7", interval_of_python),
    ("09.8", token_f1),
    ("09.8", f1_of(lambda found, needed: 2 * found * needed / (found + needed))),
]

MISTAKES: list[tuple[str, Any, str]] = [
    ("09.1", step_of("zcsl", lambda loss: 2.0), "never called"),
    ("09.1", step_of("zfcsl"), "no backward pass"),
    ("09.1", step_of("zfBcsl"), "goes past Accelerate"),
    ("09.1", step_of("zfbcl"), "No weight moves"),
    ("09.1", step_of("fbcsl"), "pile up"),
    ("09.1", step_of("zfscbl"), "before there are gradients"),
    ("09.1", step_of("fbczsl"), "between backward and step"),
    ("09.1", step_of("zfbsl"), "Nothing clips through Accelerate"),
    ("09.1", step_of("zfbCsl"), "Nothing clips through Accelerate"),
    ("09.1", step_of("zfbscl"), "it is too late"),
    ("09.1", step_of("zfcbsl"), "nothing to clip"),
    ("09.1", step_of("zfbcsl", limit=0.5), "you clip at 0.5"),
    ("09.1", step_of("zfbcs"), "learning rate never changes"),
    ("09.1", step_of("zfbclsl"), "scheduler comes before"),
    ("09.1", step_of("zfbcssl"), "count them"),
    ("09.1", step_of("zfbcsl", lambda loss: loss), "as a tensor"),
    ("09.1", step_of("zfbcsl", lambda loss: None), "Nothing comes back"),
    ("09.1", step_of("zfbcsl", lambda loss: 0.5), "2.0 and 1.0"),
    ("09.1", lambda accelerator, model, batch, optimizer, scheduler: model(batch).loss, "**batch"),
    ("09.2", lambda n, per, processes, parts, epochs: n // per // processes // parts * epochs, "UP"),
    ("09.2", lambda n, per, processes, parts, epochs: round(n / per / processes / parts * epochs + 0.49), "UP"),
    ("09.2", lambda n, per, processes, parts, epochs: updates(n, per, processes, parts, 1), "one epoch"),
    ("09.2", lambda n, per, processes, parts, epochs: n / per / processes / parts * epochs, "no part of a step"),
    ("09.2", lambda n, per, processes, parts, epochs: updates(n, per, processes, 1, epochs), "left out `accumulate`"),
    ("09.2", lambda n, per, processes, parts, epochs: updates(n, per, 1, parts, epochs), "left out the processes"),
    ("09.3", lambda device, capability=None: "bf16" if device == "cuda" else "no", "only in imitation"),
    ("09.3", lambda device, capability=None: "bf16" if (capability or (0,)) > (8, 0) else "fp16", "not `>`"),
    (
        "09.3",
        lambda device, capability=None: "bf16" if capability in {(8, 0), (9, 0)} else "fp16" if capability else "no",
        "whole pair",
    ),
    (
        "09.3",
        lambda device, capability=None: (
            "no" if device != "cuda" else "bf16" if ".".join(map(str, capability or ())) >= "8.0" else "fp16"
        ),
        "As text",
    ),
    ("09.3", lambda device, capability=None: "bf16" if capability and capability >= (8, 0) else "fp16", 'On "cpu"'),
    (
        "09.3",
        lambda device, capability=None: "fp16" if device == "mps" else precision(device, capability),
        'On "mps"',
    ),
    ("09.3", lambda device, capability=None: precision(device, capability).replace("fp", "float"), '"fp16" and "bf16"'),
    (
        "09.3",
        lambda device, capability=None: None if device == "cpu" else precision(device, capability),
        "wants a word",
    ),
    ("09.3", lambda device, capability=None: "bf16" if capability >= (8, 0) else "fp16", "the device first"),
    ("09.4", lambda b, rank, n: b[rank * len(b) // n : (rank + 1) * len(b) // n], "a stretch of the list"),
    ("09.4", lambda b, rank, n: my_batches(b, rank + 1, n), "count the processes from 1"),
    ("09.4", lambda b, rank, n: b[rank::n], "wait for ever"),
    ("09.4", lambda b, rank, n: [b[min(i + rank, len(b) - 1)] for i in range(0, len(b), n)], "BEGINNING"),
    ("09.5", lambda done, steps: (done // steps + 1, done % steps), "count from 0"),
    ("09.5", lambda done, steps: (done % steps, done // steps), "wrong way round"),
    ("09.5", lambda done, steps: (done / steps, done % steps), "no half epoch"),
    ("09.5", lambda done, steps: ((done - 1) // steps, (done - 1) % steps + 1), "second epoch is over"),
    ("09.5", lambda done, steps: (done // steps, done), "gives the rest"),
    ("09.6", lambda p, gpus, stage: gigabytes(p, gpus, stage) * 1e9, "in bytes"),
    ("09.6", lambda p, gpus, stage: gigabytes(p, gpus, stage) * 1e9 / 1024**3, "1024³"),
    ("09.6", lambda p, gpus, stage: gigabytes(p, gpus, 3), "nothing is divided"),
    ("09.6", lambda p, gpus, stage: gigabytes(p, gpus, 3 if stage else 0), "only the optimizer"),
    (
        "09.6",
        lambda p, gpus, stage: p * (16 if not stage else 8 + 8 / gpus if stage == 1 else 12 + 4 / gpus) / 1e9,
        "includes the ones before",
    ),
    ("09.6", lambda p, gpus, stage: 16 * p / 1e9, "everything is divided"),
    ("09.7", lambda right, rounds=1000, seed=0: 0.8, "a pair of numbers"),
    ("09.7", lambda right, rounds=1000, seed=0: interval(right)[::-1], "turn the two round"),
    ("09.7", lambda right, rounds=1000, seed=0: tuple(100 * end for end in interval(right)), "between 0 and 1"),
    ("09.7", lambda right, rounds=1000, seed=0: (np.mean(right), np.mean(right)), "WITH replacement"),
    ("09.7", lambda right, rounds=1000, seed=0: interval(right, size=1000), "size=len(right)"),
    ("09.7", lambda right, rounds=1000, seed=0: interval(right, ends=(0.025, 0.975)), "0 to 100"),
    ("09.7", lambda right, rounds=1000, seed=0: interval(right, ends=(5, 95)), "middle 90 %"),
    ("09.7", lambda right, rounds=1000, seed=0: (0.0, 1.0), "single answers"),
    ("09.7", lambda right, rounds=1000, seed=0: (0.5, 0.9), "from about 0.72"),
    ("09.7", lambda right, rounds=1000, seed=0: interval(right, seed=random.randrange(10**9)), "gives two answers"),
    ("09.7", lambda right, rounds=1000, seed=0: interval([True] * 80 + [False] * 20), "Where everything is right"),
    ("09.8", f1_of(lambda found, needed: 2 * found * needed / (found + needed), str), "small letters"),
    ("09.8", f1_of_sets, "A set forgets"),
    ("09.8", f1_of(lambda found, needed: found), "precision or recall alone"),
    ("09.8", f1_of(lambda found, needed: needed), "precision or recall alone"),
    ("09.8", f1_of(lambda found, needed: (found + needed) / 2), "ordinary mean"),
    ("09.8", f1_without_care, "before you divide"),
    ("09.8", f1_of_something, "Both empty"),
    (
        "09.8",
        lambda answer, truth: (
            f1_without_care(answer, truth) if answer != "yes" and answer + truth else float(answer == truth)
        ),
        "One of the two",
    ),
]


@pytest.mark.parametrize(("exercise_id", "value"), RIGHT)
def test_right_answers(home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any) -> None:
    assert says(capsys, exercise_id, value).startswith(f"[x] {exercise_id}: right.")


@pytest.mark.parametrize(("exercise_id", "value", "hint"), MISTAKES)
def test_each_mistake_gets_its_hint(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any, hint: str
) -> None:
    said = says(capsys, exercise_id, value)
    assert said.startswith(f"[ ] {exercise_id}: not yet.") and hint in said


@pytest.mark.parametrize("exercise_id", IDS)
def test_untried(home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str) -> None:
    assert "not tried yet" in says(capsys, exercise_id, ...)


@pytest.mark.parametrize("exercise_id", IDS)
@pytest.mark.parametrize("value", [None, 3, "text", [], (), {}, object(), print, lambda *_: None, lambda *_: 1 / 0])
def test_nothing_is_raised_at_the_learner(
    home: Path, capsys: pytest.CaptureFixture[str], exercise_id: str, value: Any
) -> None:
    assert f"[ ] {exercise_id}: not yet. " in says(capsys, exercise_id, value)


def test_the_right_options_of_the_quiz_do_not_stand_in_one_place() -> None:
    """Whoever always clicks the same letter should not pass."""
    assert len(QUESTIONS) >= 7
    places = [min(question.right) for question in QUESTIONS]
    assert all(places.count(place) <= len(places) // 2 for place in places)
